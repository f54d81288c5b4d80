/* period.c - the time that a report is of (S4-184). SPDX-License-Identifier: Apache-2.0 */

#include "report/period.h"

#include "lib/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY (86400 * SECOND)

struct date {
	int year, month, day;
};

/* Midnight where the site is. False for a day that there is not. */
static bool midnight(struct date d, int64_t *time)
{
	char text[CLOCK_TEXT_SIZE];

	if (d.year < 1970 || d.year > 2200 || d.day < 1 || d.day > clock_month_days(d.year, d.month))
		return false;
	snprintf(text, sizeof(text), "%04d-%02d-%02dT00:00:00Z", d.year, d.month, d.day);
	if (clock_parse(text, time) != 0)
		return false;
	*time -= clock_offset(*time) * SECOND;
	return true;
}

static struct date day_of(int64_t time)
{
	char text[CLOCK_TEXT_SIZE];

	clock_text_local(time, text);
	return (struct date){(int)strtol(text, NULL, 10), (int)strtol(text + 5, NULL, 10),
			     (int)strtol(text + 8, NULL, 10)};
}

/* Digits alone, as the pattern has a 0. */
static bool looks_like(const char *text, const char *pattern)
{
	for (; *pattern; pattern++, text++)
		if (*pattern == '0' ? *text < '0' || *text > '9' : *text != *pattern)
			return false;
	return *text == '\0';
}

static bool read_year(const char *text, struct period *out)
{
	out->year = (int)strtol(text + 2, NULL, 10);
	return midnight((struct date){out->year, 4, 1}, &out->from) &&
	       midnight((struct date){out->year + 1, 4, 1}, &out->to);
}

static struct date next_month(struct date d)
{
	return d.month == 12 ? (struct date){d.year + 1, 1, 1} : (struct date){d.year, d.month + 1, 1};
}

static bool read_month(const char *text, struct period *out)
{
	const struct date first = {(int)strtol(text, NULL, 10), (int)strtol(text + 5, NULL, 10), 1};

	return midnight(first, &out->from) && midnight(next_month(first), &out->to);
}

static bool read_days(const char *text, struct period *out)
{
	const struct date last = {(int)strtol(text + 12, NULL, 10), (int)strtol(text + 17, NULL, 10),
				  (int)strtol(text + 20, NULL, 10)};

	if (!midnight((struct date){(int)strtol(text, NULL, 10), (int)strtol(text + 5, NULL, 10),
				    (int)strtol(text + 8, NULL, 10)},
		      &out->from) ||
	    !midnight(last, &out->to))
		return false;
	/* a day and a quarter after its midnight it is the next day, whatever the clocks do */
	return midnight(day_of(out->to + DAY + DAY / 4), &out->to) && out->from < out->to;
}

bool period_read(const char *text, struct period *out)
{
	*out = (struct period){0};
	if (*text == '\0')
		return true;
	if (looks_like(text, "fy0000"))
		return read_year(text, out);
	if (looks_like(text, "0000-00"))
		return read_month(text, out);
	return looks_like(text, "0000-00-00..0000-00-00") && read_days(text, out);
}

bool period_is_set(const struct period *p)
{
	return p->to != 0;
}

void period_words(const struct period *p, bool japanese, char *text)
{
	const struct date from = day_of(p->from), last = day_of(p->to - SECOND);
	char year[32] = "";

	if (p->year)
		snprintf(year, sizeof(year), japanese ? "%d年度　" : "fiscal year %d, ", p->year);
	snprintf(text, PERIOD_TEXT_SIZE, japanese ? "%s%04d-%02d-%02d から %04d-%02d-%02d" : "%s%04d-%02d-%02d to %04d-%02d-%02d",
		 year, from.year, from.month, from.day, last.year, last.month, last.day);
}

bool period_month(const struct period *p, size_t i, struct period *out)
{
	struct date d = day_of(p->from);

	d.day = 1;
	for (; i > 0 && d.year < 2200; i--)
		d = next_month(d);
	*out = (struct period){0};
	if (!midnight(d, &out->from) || !midnight(next_month(d), &out->to) || out->from >= p->to)
		return false;
	out->from = out->from < p->from ? p->from : out->from;
	out->to = out->to > p->to ? p->to : out->to;
	return true;
}

int fiscal_year(int64_t time)
{
	const struct date d = day_of(time);

	return d.year - (d.month < 4);
}

static struct date month_before(struct date d)
{
	return d.month == 1 ? (struct date){d.year - 1, 12, 1} : (struct date){d.year, d.month - 1, 1};
}

int64_t period_day(int64_t now, int day)
{
	struct date d = day_of(now);
	int64_t time = 0;

	if (d.day < day)
		d = month_before(d);
	d.day = day;
	(void)midnight(d, &time);
	return time;
}

void period_month_before(int64_t time, struct period *out, char *name)
{
	const struct date d = month_before(day_of(time));

	snprintf(name, sizeof("2026-10"), "%04u-%02u", (unsigned)d.year % 10000, (unsigned)d.month % 100);
	(void)period_read(name, out);
}
