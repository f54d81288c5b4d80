/* hours.h - the hours of the week in which something was learned. SPDX-License-Identifier: Apache-2.0
 *
 * 168 bits, Monday 0:00 UTC first. Shifts are told on the plant's own clock.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* When people work, as far as a clock knows: weekends before nights. */
#define SHIFTS(X) X(DAY, day) X(NIGHT, night) X(WEEKEND, weekend)
#define SHIFT_ENUM(upper, lower) SHIFT_##upper,
enum shift { SHIFTS(SHIFT_ENUM) SHIFT_COUNT };
#undef SHIFT_ENUM

/* The bit of this time's hour in the week. */
void hours_add(uint64_t hours[3], int64_t time);
/* True when this hour of the week, or one next to it, has its bit. */
bool hours_have(const uint64_t hours[3], int64_t time);
/* The same of any day like this one: working days are alike, and so are the two of the weekend. */
bool hours_near(const uint64_t hours[3], int64_t time);
/* The same; and what has bits of a few hours alone is known by its shift. */
bool hours_like(const uint64_t hours[3], int64_t time);
/* On how many days like this one this very hour has its bit. */
int hours_days(const uint64_t hours[3], int64_t time);
/* The shift of a time; "night". */
enum shift hours_shift(int64_t time);
const char *hours_shift_name(enum shift shift);
