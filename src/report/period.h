/* period.h - the time that a report is of: a 年度, a month, or from a day to a day. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PERIOD_TEXT_SIZE 96

/* All zero: no period, a report of now. */
struct period {
	int64_t from; /* its first nanosecond, where the site is */
	int64_t to;   /* the first after it */
	int year;     /* of a 年度, else 0 */
};

/*
 * Reads "fy2026" (from April to March), "2026-10" or "2026-10-01..2026-12-31"; "" is none. False for
 * anything else.
 */
bool period_read(const char *text, struct period *out);
bool period_is_set(const struct period *period);
/* "2026年度（2026-04-01 から 2027-03-31）"; text has room for PERIOD_TEXT_SIZE. */
void period_words(const struct period *period, bool japanese, char *text);
/* Its month number i as a period; false after the last. */
bool period_month(const struct period *period, size_t i, struct period *out);
/* The year that Japanese companies count this day in: it begins in April. */
int fiscal_year(int64_t time);
/* The latest midnight, where the site is, of this day of a month (1 to 28), not after now. */
int64_t period_day(int64_t now, int day);
/* The month before the one of this time, and its name "2026-10" (8 bytes). */
void period_month_before(int64_t time, struct period *out, char *name);
