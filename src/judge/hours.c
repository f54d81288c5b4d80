/* hours.c - the hours of the week in which something was learned. SPDX-License-Identifier: Apache-2.0 */

#include "judge/hours.h"

#include <stdlib.h>

#include "lib/clock.h"

#define HOUR (3600 * SECOND)
#define WEEK_HOURS 168
/* 1 January 1970 was a Thursday: hours from Monday 0:00 to it. */
#define EPOCH_HOUR 72
/* What was seen in fewer hours of the week has no habit of an hour yet. */
#define FEW_HOURS 6
/* 夜勤, as the page of phases counts it. */
#define NIGHT_BEGINS 22
#define NIGHT_ENDS   5

#define NAME_ROW(upper, lower) #lower,
static const char *const shift_names[] = {SHIFTS(NAME_ROW)};
#undef NAME_ROW

/* -1 for what is before 1970. */
static int bit_of(int64_t time)
{
	return time < 0 ? -1 : (int)((time / HOUR + EPOCH_HOUR) % WEEK_HOURS);
}

static bool has_bit(const uint64_t hours[3], int bit)
{
	return hours[bit / 64] >> (bit % 64) & 1;
}

void hours_add(uint64_t hours[3], int64_t time)
{
	const int bit = bit_of(time);

	if (bit >= 0)
		hours[bit / 64] |= UINT64_C(1) << (bit % 64);
}

bool hours_have(const uint64_t hours[3], int64_t time)
{
	for (int64_t near = time - HOUR; near <= time + HOUR; near += HOUR) {
		const int bit = bit_of(near);

		if (bit < 0 || has_bit(hours, bit))
			return true;
	}
	return false;
}

static bool is_weekend(int week_hour)
{
	return week_hour / 24 >= 5;
}

static enum shift shift_of(int week_hour)
{
	if (is_weekend(week_hour))
		return SHIFT_WEEKEND;
	return week_hour % 24 >= NIGHT_BEGINS || week_hour % 24 < NIGHT_ENDS ? SHIFT_NIGHT : SHIFT_DAY;
}

enum shift hours_shift(int64_t time)
{
	return shift_of(clock_week_hour(time));
}

const char *hours_shift_name(enum shift shift)
{
	return shift_names[shift];
}

static bool is_near(int one, int other)
{
	const int apart = abs(one % 24 - other % 24);

	return is_weekend(one) == is_weekend(other) && (apart <= 1 || apart == 23);
}

typedef bool comparison(int one, int other);

static bool in_one_shift(int one, int other)
{
	return shift_of(one) == shift_of(other);
}

static bool any_hour(const uint64_t hours[3], int64_t time, comparison *fits)
{
	const int now = clock_week_hour(time), off = now - bit_of(time) + WEEK_HOURS;

	for (int bit = 0; bit < WEEK_HOURS; bit++)
		if (has_bit(hours, bit) && fits((bit + off) % WEEK_HOURS, now))
			return true;
	return false;
}

bool hours_near(const uint64_t hours[3], int64_t time)
{
	return hours_have(hours, time) || any_hour(hours, time, is_near);
}

bool hours_like(const uint64_t hours[3], int64_t time)
{
	const bool few = __builtin_popcountll(hours[0]) + __builtin_popcountll(hours[1]) +
				 __builtin_popcountll(hours[2]) < FEW_HOURS;

	return hours_have(hours, time) || any_hour(hours, time, few ? in_one_shift : is_near);
}

int hours_days(const uint64_t hours[3], int64_t time)
{
	const int now = clock_week_hour(time), bit = bit_of(time);
	int days = 0;

	for (int day = 0; bit >= 0 && day < 7; day++)
		days += is_weekend((now + day * 24) % WEEK_HOURS) == is_weekend(now) &&
			has_bit(hours, (bit + day * 24) % WEEK_HOURS);
	return days;
}
