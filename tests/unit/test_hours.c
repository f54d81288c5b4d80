/* test_hours.c - hours of the week: what is like another, and what the allow-list learns of them.
 * SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <stdlib.h>
#include <time.h>

#include "judge/hours.h"
#include "judge/inside.h"
#include "lib/clock.h"

#define HOUR (3600 * SECOND)
#define DAY  (24 * HOUR)
/* Monday, 2 March 2026, 0:00 in Japan. */
#define MONDAY (INT64_C(1772398800) * SECOND - 6 * HOUR)

static void test_working_days_are_alike(void **state)
{
	uint64_t hours[3] = {0};

	(void)state;
	for (int hour = 8; hour < 17; hour++)
		hours_add(hours, MONDAY + hour * HOUR);
	assert_true(hours_like(hours, MONDAY + 3 * DAY + 12 * HOUR));
	assert_true(hours_like(hours, MONDAY + 3 * DAY + 17 * HOUR));
	assert_false(hours_like(hours, MONDAY + 3 * DAY + 19 * HOUR));
	assert_false(hours_like(hours, MONDAY + 5 * DAY + 12 * HOUR));
	assert_false(hours_like(hours, MONDAY + 1 * DAY + 2 * HOUR));
}

static void test_few_hours_stand_for_their_shift(void **state)
{
	uint64_t hours[3] = {0};

	(void)state;
	hours_add(hours, MONDAY + 10 * HOUR);
	assert_true(hours_like(hours, MONDAY + 2 * DAY + 19 * HOUR));
	assert_false(hours_like(hours, MONDAY + 2 * DAY + 23 * HOUR));
	assert_int_equal(hours_shift(MONDAY + 2 * DAY + 4 * HOUR), SHIFT_NIGHT);
	assert_int_equal(hours_shift(MONDAY + 6 * DAY + 4 * HOUR), SHIFT_WEEKEND);
	assert_string_equal(hours_shift_name(hours_shift(MONDAY + 5 * HOUR)), "day");
}

static void test_days_of_an_hour_are_counted(void **state)
{
	uint64_t hours[3] = {0};

	(void)state;
	for (int day = 0; day < 6; day++)
		hours_add(hours, MONDAY + day * DAY + 2 * HOUR);
	assert_int_equal(hours_days(hours, MONDAY + 9 * DAY + 2 * HOUR), 5);
	assert_int_equal(hours_days(hours, MONDAY + 6 * DAY + 2 * HOUR), 1);
	assert_int_equal(hours_days(hours, MONDAY + 3 * HOUR), 0);
}

static struct allowed_entry *learn(struct allowlist *list, uint64_t count, int64_t first, int64_t last)
{
	return allowlist_learn(list, &(struct allowed){.kind = ALLOWED_FLOW, .client = 1, .server = 2, .what = "modbus",
						       .subcode = -1, .period_us = -1, .count = count,
						       .first_seen = first, .last_seen = last});
}

static void test_a_pause_between_two_tellings_is_not_learned(void **state)
{
	struct allowlist list;

	(void)state;
	allowlist_init(&list, 10);
	(void)learn(&list, 2, MONDAY + 9 * HOUR, MONDAY + 10 * HOUR);
	struct allowed_entry *e = learn(&list, 3, MONDAY + 9 * HOUR, MONDAY + 20 * HOUR);

	assert_true(hours_have(e->hours, MONDAY + 20 * HOUR));
	assert_true(hours_have(e->hours, MONDAY + 9 * HOUR));
	assert_false(hours_have(e->hours, MONDAY + 15 * HOUR));
	e = learn(&list, 1, MONDAY + 9 * HOUR, MONDAY + 26 * HOUR); /* one connection that stands */
	assert_true(hours_have(e->hours, MONDAY + 23 * HOUR));
	allowlist_free(&list);
}

static void test_a_merge_has_the_hours_of_both(void **state)
{
	struct allowlist list;

	(void)state;
	allowlist_init(&list, 10);
	struct allowed a = {.kind = ALLOWED_FLOW, .client = 9, .server = 2, .what = "modbus", .subcode = -1, .period_us = -1,
			    .first_seen = MONDAY + 9 * HOUR, .last_seen = MONDAY + 9 * HOUR};
	(void)allowlist_learn(&list, &a);
	const struct allowed_entry *e = learn(&list, 2, MONDAY + 20 * HOUR, MONDAY + 20 * HOUR);

	allowlist_move(&list, 9, 1, 0);
	assert_int_equal(list.table.count, 1);
	assert_true(hours_have(e->hours, MONDAY + 9 * HOUR));
	assert_true(hours_have(e->hours, MONDAY + 20 * HOUR));
	allowlist_free(&list);
}

static void load_nights(struct judge *j, enum phase_place place, int64_t id)
{
	for (int day = 0; day < 7; day++)
		judge_load_learned(j, &(struct learned_hour){place, id, (MONDAY + day * DAY + 2 * HOUR) / HOUR});
}

/* A zone that follows its source was learned with it; one with a phase of its own has to have seen the hour itself. */
static void test_a_place_has_to_have_seen_the_hour(void **state)
{
	struct inventory *inventory = inventory_new(NULL);
	struct judge *j = judge_new(NULL, inventory);
	struct subject screen = {.place = {.zone = 7}}, plc = {.number = 2};
	struct sight s = {.judge = j, .source = 1, .client = &screen, .server = &plc};
	const int64_t night = MONDAY + 9 * DAY + 2 * HOUR;

	(void)state;
	assert_false(sight_hours_seen(&s, night));
	load_nights(j, PHASE_PLACE_SOURCE, 1);
	assert_true(sight_hours_seen(&s, night));
	assert_false(sight_hours_seen(&s, night + HOUR));
	judge_set_place_phase(j, PHASE_PLACE_ZONE, 7, PHASE_ENFORCE);
	assert_false(sight_hours_seen(&s, night));
	load_nights(j, PHASE_PLACE_ZONE, 7);
	assert_true(sight_hours_seen(&s, night));
	s.source = 3; /* a file that is read after those of the learning */
	assert_true(sight_hours_seen(&s, night));
	judge_free(j);
	inventory_free(inventory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_working_days_are_alike),
		cmocka_unit_test(test_few_hours_stand_for_their_shift),
		cmocka_unit_test(test_days_of_an_hour_are_counted),
		cmocka_unit_test(test_a_place_has_to_have_seen_the_hour),
		cmocka_unit_test(test_a_merge_has_the_hours_of_both),
		cmocka_unit_test(test_a_pause_between_two_tellings_is_not_learned),
	};

	setenv("TZ", "JST-9", 1);
	tzset();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
