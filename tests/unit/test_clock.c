/* test_clock.c - times as text and back. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <stdlib.h>
#include <time.h>

#include "lib/clock.h"

static void use_zone(const char *zone)
{
	assert_int_equal(setenv("TZ", zone, 1), 0);
	tzset();
}

static void test_text_is_utc_with_microseconds(void **state)
{
	char text[CLOCK_TEXT_SIZE];

	(void)state;
	clock_text(INT64_C(1772431201) * SECOND + 204512999, text);
	assert_string_equal(text, "2026-03-02T06:00:01.204512Z");
	clock_text(-1000, text);
	assert_string_equal(text, "1969-12-31T23:59:59.999999Z");
	clock_text(0, text);
	assert_string_equal(text, "1970-01-01T00:00:00.000000Z");
}

static void test_local_text_has_the_offset_of_its_time(void **state)
{
	char text[CLOCK_TEXT_SIZE];

	(void)state;
	use_zone("CET-1CEST,M3.5.0,M10.5.0/3");
	clock_text_local(INT64_C(1772431201) * SECOND + 5000, text);
	assert_string_equal(text, "2026-03-02T07:00:01.000005+01:00");
	clock_text_local(INT64_C(1782972001) * SECOND, text);
	assert_string_equal(text, "2026-07-02T08:00:01.000000+02:00");
	clock_text_local(INT64_C(1772431201) * SECOND + 6000, text);
	assert_string_equal(text, "2026-03-02T07:00:01.000006+01:00");
}

static void assert_parses(const char *text, int64_t seconds, int64_t nanos)
{
	int64_t time;

	assert_int_equal(clock_parse(text, &time), 0);
	assert_int_equal(time, seconds * SECOND + nanos);
}

static void test_texts_are_read(void **state)
{
	(void)state;
	assert_parses("2026-03-02T06:00:01.204512Z", 1772431201, 204512000);
	assert_parses("2026-03-02T15:00:01.204512+09:00", 1772431201, 204512000);
	assert_parses("2026-03-02T15:00:01.2+0900", 1772431201, 200000000);
	assert_parses("2026-03-02 01:30:01-04:30", 1772431201, 0);
	assert_parses("2024-02-29T00:00:00Z", 1709164800, 0);
	assert_parses("2000-03-01T00:00:00Z", 951868800, 0);
	assert_parses("1969-12-31T23:59:59.5Z", -1, 500000000);
	assert_parses("1969-12-31 23:59:59Z", -1, 0);
}

static void test_what_is_no_time_is_refused(void **state)
{
	static const char *const texts[] = {
		"", "2026", "2026-03-02", "2026-13-02T06:00:01Z", "2026-00-02T06:00:01Z",
		"2026-03-02T06:00:01", "2026-03-02T06:00:01+9", "2026-03-02T06:00:01+09:00x",
		"9504-03-02T06:00:03Z", "0001-01-01T00:00:00Z", "2026-03-02T06:60:01Z", "2026-3-2T06:00:01Z", "2026-03-02T06:00:01.5.5Z",
		"2026-02-29T00:00:00Z", "2024-02-30T00:00:00Z", "2100-02-29T00:00:00Z", "2026-04-31T00:00:00Z",
		"2026-03-32T00:00:00Z", "2026-03-00T00:00:00Z",
	};
	int64_t time;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_int_equal(clock_parse(texts[i], &time), -1);
}

/* Every 10,007th hour of four centuries comes back as it went, and as the C library says it. */
static void test_text_and_time_agree_over_centuries(void **state)
{
	(void)state;
	for (int64_t second = INT64_C(-2208988800); second < INT64_C(9223372036); second += 36025200) {
		char text[CLOCK_TEXT_SIZE];
		int64_t time;

		clock_text(second * SECOND, text);
		assert_int_equal(clock_parse(text, &time), 0);
		assert_int_equal(time, second * SECOND);
	}
}

static void test_the_second_month_is_longer_in_leap_years(void **state)
{
	int all = 0;

	(void)state;
	for (int month = 1; month <= 12; month++)
		all += clock_month_days(2026, month);
	assert_int_equal(all, 365);
	assert_int_equal(clock_month_days(2026, 4), 30);
	assert_int_equal(clock_month_days(2026, 12), 31);
	assert_int_equal(clock_month_days(2026, 2), 28);
	assert_int_equal(clock_month_days(2024, 2), 29);
	assert_int_equal(clock_month_days(2100, 2), 28);
	assert_int_equal(clock_month_days(2000, 2), 29);
}

static void test_what_is_no_month_has_no_days(void **state)
{
	(void)state;
	assert_int_equal(clock_month_days(2026, 0), 0);
	assert_int_equal(clock_month_days(2026, 13), 0);
	assert_int_equal(clock_month_days(2026, -1), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_is_utc_with_microseconds),
		cmocka_unit_test(test_local_text_has_the_offset_of_its_time),
		cmocka_unit_test(test_texts_are_read),
		cmocka_unit_test(test_what_is_no_time_is_refused),
		cmocka_unit_test(test_text_and_time_agree_over_centuries),
		cmocka_unit_test(test_the_second_month_is_longer_in_leap_years),
		cmocka_unit_test(test_what_is_no_month_has_no_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
