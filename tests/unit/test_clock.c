/* test_clock.c - times as text. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include "lib/clock.h"

static void test_a_time_with_an_offset_is_read_as_utc(void **state)
{
	int64_t time = 0;

	(void)state;
	assert_int_equal(clock_parse("2026-03-02T06:00:01.204512+09:00", &time), 0);
	assert_int_equal(time, 1772398801 * SECOND + 204512000);
	assert_int_equal(clock_parse("1969-12-31 23:59:59Z", &time), 0);
	assert_int_equal(time, -SECOND);
}

static void test_what_nanoseconds_cannot_hold_is_no_time(void **state)
{
	static const char *const bad[] = {"9504-03-02T06:00:03Z", "0001-01-01T00:00:00Z",
					  "2026-03-02T06:00:03", "2026-03-02", ""};
	int64_t time;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_not_equal(clock_parse(bad[i], &time), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_time_with_an_offset_is_read_as_utc),
		cmocka_unit_test(test_what_nanoseconds_cannot_hold_is_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
