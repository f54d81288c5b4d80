/* clock.c - the only place where time comes from. SPDX-License-Identifier: Apache-2.0 */

#include "lib/clock.h"

#include <stdbool.h>
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

/* Digits with leading zeros. */
static char *put_digits(char *p, unsigned int value, int count)
{
	for (int i = count - 1; i >= 0; i--) {
		p[i] = (char)('0' + value % 10);
		value /= 10;
	}
	return p + count;
}

/* "2026-03-02T06:00:01", 19 characters, and no NUL. Years beyond four digits are cut to them. */
static void put_second(char *p, const struct tm *tm)
{
	p = put_digits(p, (unsigned int)(tm->tm_year + 1900) % 10000, 4);
	*p++ = '-';
	p = put_digits(p, (unsigned int)tm->tm_mon + 1, 2);
	*p++ = '-';
	p = put_digits(p, (unsigned int)tm->tm_mday, 2);
	*p++ = 'T';
	p = put_digits(p, (unsigned int)tm->tm_hour, 2);
	*p++ = ':';
	p = put_digits(p, (unsigned int)tm->tm_min, 2);
	*p++ = ':';
	put_digits(p, (unsigned int)tm->tm_sec, 2);
}

#define SECOND_TEXT 19

long clock_offset(int64_t time)
{
	struct tm tm;
	int micros;
	const time_t seconds = seconds_of(time, &micros);

	return localtime_r(&seconds, &tm) ? tm.tm_gmtoff : 0;
}

void clock_text(int64_t time, char *text)
{
	struct tm tm;
	int micros;
	time_t seconds = seconds_of(time, &micros);

	gmtime_r(&seconds, &tm);
	put_second(text, &tm);
	text[SECOND_TEXT] = '.';
	char *p = put_digits(text + SECOND_TEXT + 1, (unsigned int)micros, 6);
	*p++ = 'Z';
	*p = '\0';
}

/* The text of a second and of the offset at that time; neighbours in time share their seconds. */
struct broken_second {
	bool known;
	time_t second;
	char text[SECOND_TEXT];
	char offset[6];
};

static void break_second(struct broken_second *b, time_t second)
{
	struct tm tm;

	localtime_r(&second, &tm);
	long offset = labs(tm.tm_gmtoff / 60);
	put_second(b->text, &tm);
	b->offset[0] = tm.tm_gmtoff < 0 ? '-' : '+';
	put_digits(b->offset + 1, (unsigned int)(offset / 60), 2);
	b->offset[3] = ':';
	put_digits(b->offset + 4, (unsigned int)(offset % 60), 2);
	b->second = second;
	b->known = true;
}

void clock_text_local(int64_t time, char *text)
{
	static _Thread_local struct broken_second cache[16];
	int micros;
	time_t second = seconds_of(time, &micros);
	struct broken_second *b = &cache[(uint64_t)second % 16];

	if (!b->known || b->second != second)
		break_second(b, second);
	memcpy(text, b->text, SECOND_TEXT);
	text[SECOND_TEXT] = '.';
	char *p = put_digits(text + SECOND_TEXT + 1, (unsigned int)micros, 6);
	memcpy(p, b->offset, sizeof(b->offset));
	p[sizeof(b->offset)] = '\0';
}

/* Takes count digits; false, and *p stays, when there are not so many. */
static bool take_digits(const char **p, int count, int *out)
{
	int value = 0;

	for (int i = 0; i < count; i++) {
		if ((*p)[i] < '0' || (*p)[i] > '9')
			return false;
		value = value * 10 + ((*p)[i] - '0');
	}
	*p += count;
	*out = value;
	return true;
}

static bool take_byte(const char **p, char first, char second)
{
	if (**p != first && **p != second)
		return false;
	(*p)++;
	return true;
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
	int hours, minutes;
	bool west = *p == '-';

	*offset = 0;
	if (strcmp(p, "Z") == 0 || strcmp(p, "z") == 0)
		return 0;
	if (!take_byte(&p, '+', '-') || !take_digits(&p, 2, &hours))
		return -1;
	(void)take_byte(&p, ':', ':');
	if (!take_digits(&p, 2, &minutes) || *p)
		return -1;
	*offset = (hours * 60 + minutes) * (west ? -60 : 60);
	return 0;
}

/* Days since 1970 of a date in the Gregorian calendar; years begin in March, so that the leap day is
 * the last of its year. */
static int64_t days_of(int year, int month, int day)
{
	int64_t y = year - (month <= 2);
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t of_era = y - era * 400;
	int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static bool parse_second(const char **p, int64_t *seconds)
{
	int year, month, day, hour, minute, second;

	if (!take_digits(p, 4, &year) || !take_byte(p, '-', '-') || !take_digits(p, 2, &month) ||
	    !take_byte(p, '-', '-') || !take_digits(p, 2, &day) || !take_byte(p, 'T', ' ') ||
	    !take_digits(p, 2, &hour) || !take_byte(p, ':', ':') || !take_digits(p, 2, &minute) ||
	    !take_byte(p, ':', ':') || !take_digits(p, 2, &second))
		return false;
	/* nanoseconds in 64 bits reach from 1678 to 2261 */
	if (year < 1678 || year > 2261)
		return false;
	if (day < 1 || day > clock_month_days(year, month) || hour > 24 || minute > 59 || second > 60)
		return false;
	*seconds = ((days_of(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
	return true;
}

int clock_parse(const char *text, int64_t *time)
{
	int64_t seconds, offset;
	const char *p = text;

	if (!parse_second(&p, &seconds))
		return -1;
	int64_t nanos = parse_fraction(&p);
	if (parse_offset(p, &offset) != 0)
		return -1;
	*time = (seconds - offset) * SECOND + nanos;
	return 0;
}

int clock_month_days(int year, int month)
{
	static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (month < 1 || month > 12)
		return 0;
	return days[month - 1] + (month == 2 && leap);
}

int clock_week_hour(int64_t time)
{
	const int64_t hour = (time / SECOND + clock_offset(time)) / 3600 + 72; /* 1 January 1970 was a Thursday */

	return (int)((hour % 168 + 168) % 168);
}
