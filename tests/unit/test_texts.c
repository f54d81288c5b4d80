/* test_texts.c - what is said of a finding. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include "judge/texts.h"

static void assert_filled(const char *text, const struct text_values *values, const char *expected)
{
	struct buf out = {0};

	text_fill(&out, text, values);
	assert_string_equal(buf_string(&out), expected);
	buf_free(&out);
}

static void test_places_are_filled(void **state)
{
	const struct text_values v = {"PLC-3", "HMI-1", "holding 40", 7};

	(void)state;
	assert_filled("{peer} wrote to {device} ({detail}, {count} times) {else}", &v,
		      "HMI-1 wrote to PLC-3 (holding 40, 7 times) {else}");
}

static void test_a_number_has_the_word_that_goes_with_it(void **state)
{
	const char *text = "({detail}, {count|time|times}).";

	(void)state;
	assert_filled(text, &(struct text_values){"", "", "x", 1}, "(x, 1 time).");
	assert_filled(text, &(struct text_values){"", "", "x", 60}, "(x, 60 times).");
	assert_filled("{count|time}", &(struct text_values){"", "", "", 1}, "1 time");
	assert_filled("{count|time", &(struct text_values){"", "", "", 2}, "2 ");
}

static void test_a_device_without_a_name_is_not_said_twice(void **state)
{
	const char *text = "Two devices claim {detail}{named}: {device} and another one{end}.";

	(void)state;
	assert_filled(text, &(struct text_values){"PLC-3", "", "192.0.2.10", 1},
		      "Two devices claim 192.0.2.10: PLC-3 and another one.");
	assert_filled(text, &(struct text_values){"192.0.2.10", "", "192.0.2.10", 1}, "Two devices claim 192.0.2.10.");
	assert_filled("{device}{named} ({detail}){end}", &(struct text_values){"02:00:00:00:00:01", "", NULL, 1},
		      "02:00:00:00:00:01");
}

static void test_a_mark_that_does_not_end_hides_nothing(void **state)
{
	(void)state;
	assert_filled("a {named}b [{device}]", &(struct text_values){"x", "", "x", 1}, "a b [x]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_places_are_filled),
		cmocka_unit_test(test_a_number_has_the_word_that_goes_with_it),
		cmocka_unit_test(test_a_device_without_a_name_is_not_said_twice),
		cmocka_unit_test(test_a_mark_that_does_not_end_hides_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
