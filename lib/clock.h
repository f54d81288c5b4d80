/* clock.h - the only place where time comes from. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#define SECOND INT64_C(1000000000)

#define CLOCK_TEXT_SIZE 96

/* UTC nanoseconds since 1970. */
int64_t clock_now(void);
/* Nanoseconds that never go back, for measuring spans and timeouts. */
int64_t clock_monotonic(void);
/* For tests: from now on clock_now() and clock_monotonic() answer this; 0 gives real time back. */
void clock_pretend(int64_t now);
/* RFC 3339 with microseconds, in UTC ("...Z"); text has room for CLOCK_TEXT_SIZE. */
void clock_text(int64_t time, char *text);
/* The same with the offset of the process's time zone ("+09:00"). */
void clock_text_local(int64_t time, char *text);
/* The hour of the week where the site is: 0 is Monday 0:00. */
int clock_week_hour(int64_t time);
/* Seconds by which the process's time zone is ahead of UTC at that time. */
long clock_offset(int64_t time);
/* How many days the month (1 to 12) of that year has in the Gregorian calendar; 0: there is no such month. */
int clock_month_days(int year, int month);
/* Reads RFC 3339 (and Suricata's +0900). Returns 0 or -1. */
int clock_parse(const char *text, int64_t *time);
