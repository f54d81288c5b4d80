/* clock.c - the only place where time comes from. SPDX-License-Identifier: Apache-2.0 */

#include "lib/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int64_t pretended;

static int64_t read_clock(clockid_t id)
{
	struct timespec t;

	if (pretended)
		return pretended;
	clock_gettime(id, &t);
	return t.tv_sec * SECOND + t.tv_nsec;
}

int64_t clock_now(void)
{
	return read_clock(CLOCK_REALTIME);
}

int64_t clock_monotonic(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

void clock_pretend(int64_t now)
{
	pretended = now;
}

/* Floor division, so that times before 1970 have a positive fraction. */
static time_t seconds_of(int64_t time, int *micros)
{
	int64_t seconds = time / SECOND - (time % SECOND < 0);

	*micros = (int)((time - seconds * SECOND) / 1000);
	return (time_t)seconds;
}

void clock_text(int64_t time, char *text)
{
	struct tm tm;
	int micros;
	time_t seconds = seconds_of(time, &micros);

	gmtime_r(&seconds, &tm);
	snprintf(text, CLOCK_TEXT_SIZE, "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ", tm.tm_year + 1900,
		 tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec, micros);
}

void clock_text_local(int64_t time, char *text)
{
	struct tm tm;
	int micros;
	time_t seconds = seconds_of(time, &micros);

	localtime_r(&seconds, &tm);
	long offset = tm.tm_gmtoff / 60;
	snprintf(text, CLOCK_TEXT_SIZE, "%04d-%02d-%02dT%02d:%02d:%02d.%06d%c%02ld:%02ld",
		 tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec,
		 micros, offset < 0 ? '-' : '+', labs(offset) / 60, labs(offset) % 60);
}

/* Reads ".123456" into nanoseconds; leaves *p behind it. */
static int64_t parse_fraction(const char **p)
{
	int64_t nanos = 0, unit = SECOND / 10;

	if (**p != '.')
		return 0;
	for ((*p)++; **p >= '0' && **p <= '9'; (*p)++) {
		nanos += (**p - '0') * unit;
		unit /= 10;
	}
	return nanos;
}

static int parse_offset(const char *p, int64_t *offset)
{
	int hours = 0, minutes = 0, used = 0;

	*offset = 0;
	if (strcmp(p, "Z") == 0 || strcmp(p, "z") == 0)
		return 0;
	if (*p != '+' && *p != '-')
		return -1;
	if (sscanf(p + 1, "%2d:%2d%n", &hours, &minutes, &used) != 2 || used != 5) {
		used = 0;
		if (sscanf(p + 1, "%2d%2d%n", &hours, &minutes, &used) != 2 || used != 4)
			return -1;
	}
	if (p[1 + used])
		return -1;
	*offset = (hours * 60 + minutes) * (*p == '-' ? -60 : 60);
	return 0;
}

int clock_parse(const char *text, int64_t *time)
{
	struct tm tm = {0};
	int used = 0;
	int64_t offset;

	if (sscanf(text, "%4d-%2d-%2d%*1[T ]%2d:%2d:%2d%n", &tm.tm_year, &tm.tm_mon, &tm.tm_mday,
		   &tm.tm_hour, &tm.tm_min, &tm.tm_sec, &used) != 6 ||
	    used < 19)
		return -1;
	/* nanoseconds in 64 bits reach from 1678 to 2261 */
	if (tm.tm_year < 1678 || tm.tm_year > 2261)
		return -1;
	tm.tm_year -= 1900;
	tm.tm_mon -= 1;
	const char *p = text + used;
	int64_t nanos = parse_fraction(&p);
	if (parse_offset(p, &offset) != 0)
		return -1;
	*time = ((int64_t)timegm(&tm) - offset) * SECOND + nanos;
	return 0;
}
