/* test_allowlist.c - ranges, budgets and merges of the allow-list. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include "judge/inside.h"

static struct allowed_entry *learn_range(struct allowlist *list, uint64_t low, uint64_t high)
{
	const struct allowed_range range = {low, high};

	return allowlist_learn(list, &(struct allowed){.kind = ALLOWED_OPERATION,
						       .client = 1,
						       .server = 2,
						       .what = "modbus",
						       .subcode = -1,
						       .period_us = -1,
						       .ranges = &range,
						       .range_count = 1});
}

static void test_ranges_are_sorted_and_joined(void **state)
{
	struct allowlist list;
	struct allowed_range outside;

	(void)state;
	allowlist_init(&list, 10);
	learn_range(&list, 200, 210);
	learn_range(&list, 100, 110);
	learn_range(&list, 111, 120);
	struct allowed_entry *e = learn_range(&list, 205, 300);

	assert_int_equal(e->range_count, 2);
	assert_true(allowed_covers(e, 100, 120, &outside));
	assert_true(allowed_covers(e, 200, 300, &outside));
	assert_false(allowed_covers(e, 115, 205, &outside));
	assert_int_equal(outside.low, 121);
	assert_false(allowed_covers(e, 0, 5, &outside));
	e = learn_range(&list, 0, UINT64_MAX);
	assert_int_equal(e->range_count, 1);
	assert_true(allowed_covers(e, UINT64_MAX, UINT64_MAX, &outside));
	allowlist_free(&list);
}

static void test_more_than_64_ranges_are_any(void **state)
{
	struct allowlist list;
	struct allowed_range outside;
	struct allowed_entry *e = NULL;

	(void)state;
	allowlist_init(&list, 10);
	for (uint64_t i = 0; i < 65; i++) {
		assert_false(e && e->wide);
		e = learn_range(&list, i * 10, i * 10 + 1);
	}
	assert_true(e->wide);
	assert_true(allowed_covers(e, 9999, 9999, &outside));
	allowlist_free(&list);
}

static void test_a_full_list_refuses_and_counts(void **state)
{
	struct allowlist list;
	struct allowed a = {.kind = ALLOWED_DEVICE, .subcode = -1};

	(void)state;
	allowlist_init(&list, 3);
	for (a.client = 1; a.client <= 5; a.client++)
		(void)allowlist_learn(&list, &a);
	assert_int_equal(list.table.count, 3);
	assert_int_equal(list.refused, 2);
	a.client = 1;
	assert_non_null(allowlist_find(&list, &a));
	allowlist_free(&list);
}

static void test_a_merge_moves_what_was_learned(void **state)
{
	struct allowlist list;
	struct allowed_range outside;

	(void)state;
	allowlist_init(&list, 10);
	learn_range(&list, 1, 5);
	allowlist_move(&list, 2, 7, 0);
	const struct allowed a = {.kind = ALLOWED_OPERATION, .client = 1, .server = 7, .what = "modbus", .subcode = -1};
	const struct allowed_entry *e = allowlist_find(&list, &a);

	assert_non_null(e);
	assert_true(allowed_covers(e, 1, 5, &outside));
	assert_int_equal(list.table.count, 1);
	allowlist_free(&list);
}

/* Through one endpoint, then the rest: each entry moves once, and what was moved moves on. */
static void test_moves_follow_one_another(void **state)
{
	struct allowlist list;
	struct allowed a = {.kind = ALLOWED_FLOW, .client = 1, .what = "modbus", .subcode = -1};

	(void)state;
	allowlist_init(&list, 100);
	for (a.server = 2; a.server < 12; a.server++) {
		a.client_end = 100 + a.server % 2;
		assert_non_null(allowlist_learn(&list, &a));
	}
	allowlist_move(&list, 1, 50, 100);
	allowlist_move(&list, 50, 60, 0);
	allowlist_move(&list, 1, 60, 0);
	allowlist_move(&list, 99, 60, 0);
	assert_int_equal(list.table.count, 10);
	for (a.server = 2; a.server < 12; a.server++) {
		a.client = 60;
		assert_non_null(allowlist_find(&list, &a));
		a.client = 1;
		assert_null(allowlist_find(&list, &a));
	}
	allowlist_free(&list);
}

/* Short texts live in the entry, long ones beside it: both are there after a move, and where two become one. */
static void test_texts_move_along(void **state)
{
	static const char *const targets[] = {"DB1", "a target whose name has no room within an entry of the list"};
	struct allowlist list;
	struct allowed a = {.kind = ALLOWED_OPERATION, .client = 1, .what = "s7comm", .class = "read", .subcode = -1};

	(void)state;
	allowlist_init(&list, 10);
	for (size_t i = 0; i < 2; i++)
		for (a.server = 2; a.server <= 3; a.server++) {
			a.target = targets[i];
			assert_non_null(allowlist_learn(&list, &a));
		}
	allowlist_move(&list, 2, 9, 0);
	allowlist_move(&list, 3, 9, 0);
	assert_int_equal(list.table.count, 2);
	a.server = 9;
	for (size_t i = 0; i < 2; i++) {
		a.target = targets[i];
		const struct allowed_entry *e = allowlist_find(&list, &a);

		assert_non_null(e);
		assert_string_equal(allowlist_show(&list, e)->what, "s7comm");
		assert_string_equal(allowlist_show(&list, e)->target, targets[i]);
	}
	allowlist_free(&list);
}

/* A device that speaks with itself, and moves with one end alone. */
static void test_one_end_of_a_self_talk_moves(void **state)
{
	struct allowlist list;
	struct allowed a = {.kind = ALLOWED_FLOW, .client = 1, .server = 1, .client_end = 5, .server_end = 6, .what = "http",
			    .subcode = -1};

	(void)state;
	allowlist_init(&list, 10);
	assert_non_null(allowlist_learn(&list, &a));
	allowlist_move(&list, 1, 2, 5);
	a.client = 2;
	assert_non_null(allowlist_find(&list, &a));
	allowlist_move(&list, 1, 2, 0);
	a.server = 2;
	assert_non_null(allowlist_find(&list, &a));
	assert_int_equal(list.table.count, 1);
	allowlist_free(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ranges_are_sorted_and_joined),
		cmocka_unit_test(test_more_than_64_ranges_are_any),
		cmocka_unit_test(test_a_full_list_refuses_and_counts),
		cmocka_unit_test(test_a_merge_moves_what_was_learned),
		cmocka_unit_test(test_moves_follow_one_another),
		cmocka_unit_test(test_texts_move_along),
		cmocka_unit_test(test_one_end_of_a_self_talk_moves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
