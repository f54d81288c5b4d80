/* test_path.c - what of a name is drawn or counted stands for all of its kind. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "dissect/path.h"

static void assert_general(const char *name, unsigned int digits, const char *wanted)
{
	char path[PATH_SIZE];

	snprintf(path, sizeof(path), "%s", name);
	path_generalise(path, digits);
	assert_string_equal(path, wanted);
}

static void test_numbers_of_so_many_digits_are_one(void **state)
{
	(void)state;
	assert_general("/orders/1207/items/3", 1, "/orders/#/items/#");
	assert_general("recipes\\0302.csv", 6, "recipes\\0302.csv");
	assert_general("log\\20260302-060000.csv", 6, "log\\#-#.csv");
	assert_general("/awp/db100.html", 1, "/awp/db100.html");
	assert_general("", 1, "");
}

static void test_what_is_drawn_is_one(void **state)
{
	(void)state;
	assert_general("/jobs/6f1c2b30-9a4e-4d5f-8a7b-0123456789ab/log", 1, "/jobs/#/log");
	assert_general("{6F1C2B30-9A4E-4D5F-8A7B-0123456789AB}.tmp", 6, "{#}.tmp");
	assert_general("share\\a1b2c3d4.tmp", 6, "share\\#.tmp");
	assert_general("/static/main.3f2a9c1bde.js", 1, "/static/main.#.js");
	assert_general("/s/AKfycbx0Qw7rTz9LmNopQrStUv/x", 1, "/s/#/x");
}

static void test_words_stay(void **state)
{
	(void)state;
	assert_general("/feedface/decade/v1/cafe12", 1, "/feedface/decade/v1/cafe12");
	assert_general("/6f1c2b30-9a4e-4d5f-8a7b-0123456789abc", 1, "/#-9a4e-4d5f-8a7b-#");
	assert_general("日報20260302版.csv", 6, "日報#版.csv");
	assert_general("log20260302", 6, "log#");
	assert_general("db12345x678901", 1, "db12345x#");
}

static void test_a_path_is_decoded_up_to_its_end(void **state)
{
	static const char asked[] = "/a%20b/%E3%83%AC.csv;v=1?token=secret#top";
	char path[PATH_SIZE];

	(void)state;
	path_decode(asked, strlen(asked), path, sizeof(path));
	assert_string_equal(path, "/a b/レ.csv");
	path_decode("/a%00b%0a%7f%zz%4", 17, path, sizeof(path));
	assert_string_equal(path, "/a%00b%0a%7f%zz%4");
	path_decode("/%E3%83%AC", 10, path, 4);
	assert_string_equal(path, "/");
}

static void test_a_letter_is_not_cut(void **state)
{
	char whole[] = "a\xe3\x83\xac", half[] = "a\xe3\x83", none[] = "";

	(void)state;
	path_cut(whole);
	assert_string_equal(whole, "aレ");
	path_cut(half);
	assert_string_equal(half, "a");
	path_cut(none);
	assert_string_equal(none, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers_of_so_many_digits_are_one),
		cmocka_unit_test(test_what_is_drawn_is_one),
		cmocka_unit_test(test_words_stay),
		cmocka_unit_test(test_a_path_is_decoded_up_to_its_end),
		cmocka_unit_test(test_a_letter_is_not_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
