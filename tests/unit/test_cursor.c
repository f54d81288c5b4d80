/* test_cursor.c - what a short read does to a cursor. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include "lib/cursor.h"

static const uint8_t bytes[4] = {1, 2, 3, 4};

static void test_a_short_read_is_bad_and_stays_bad(void **state)
{
	(void)state;
	struct cursor c = cursor_init(bytes, sizeof(bytes));

	assert_int_equal(cursor_be24(&c), 0x010203);
	assert_int_equal(cursor_be16(&c), 0);
	assert_false(cursor_ok(&c));
	assert_int_equal(cursor_left(&c), 0);
	assert_int_equal(cursor_u8(&c), 0);
	assert_null(cursor_peek(&c, 1));
	cursor_skip(&c, 0);
	cursor_align(&c, bytes, 4);
	assert_false(cursor_ok(&c));
}

static void test_the_end_is_not_bad(void **state)
{
	(void)state;
	struct cursor c = cursor_init(bytes, sizeof(bytes)), none = cursor_init(NULL, 0), zero = {0};

	cursor_skip(&c, sizeof(bytes));
	assert_true(cursor_ok(&c));
	assert_int_equal(cursor_left(&c), 0);
	assert_true(cursor_ok(&none));
	assert_true(cursor_ok(&zero));
}

static void test_a_part_of_a_bad_one_is_bad(void **state)
{
	(void)state;
	struct cursor c = cursor_init(bytes, sizeof(bytes));
	struct cursor part = cursor_sub(&c, 2);

	assert_int_equal(cursor_le16(&part), 0x0201);
	assert_int_equal(cursor_u8(&part), 0); /* the parent has more, the part has not */
	assert_false(cursor_ok(&part));
	assert_true(cursor_ok(&c));
	part = cursor_sub(&c, 3);
	assert_false(cursor_ok(&part));
	assert_false(cursor_ok(&c));
	part = cursor_sub(&c, 0);
	assert_false(cursor_ok(&part));
}

static void test_eight_bytes_are_all_or_nothing(void **state)
{
	(void)state;
	struct cursor big = cursor_init(bytes, sizeof(bytes)), little = big;

	assert_int_equal(cursor_be64(&big), 0);
	assert_int_equal(cursor_le64(&little), 0);
	assert_false(cursor_ok(&big));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_a_short_read_is_bad_and_stays_bad),
	        cmocka_unit_test(test_the_end_is_not_bad),
	        cmocka_unit_test(test_a_part_of_a_bad_one_is_bad),
	        cmocka_unit_test(test_eight_bytes_are_all_or_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
