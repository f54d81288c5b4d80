/* test_text.c - text from outside. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/sandbox.h"
#include "lib/text.h"

static void test_utf8_stays_and_controls_become_dots(void **state)
{
	static const char in[] = "  \xe6\xab\x93 a\x01z\x1b\t";
	char out[32];

	(void)state;
	text_clean(in, sizeof(in) - 1, out, sizeof(out));
	assert_string_equal(out, "\xe6\xab\x93 a.z.");
}

static void test_cp932_becomes_utf8(void **state)
{
	static const char in[] = "\x91\x96\x82\xb1 PLC"; /* in Shift_JIS */
	char out[32];

	(void)state;
	text_clean(in, sizeof(in) - 1, out, sizeof(out));
	assert_true(text_is_utf8(out, strlen(out)));
	assert_string_equal(out, "\xe8\xb5\xb0\xe3\x81\x93 PLC");
}

static void test_text_that_does_not_fit_ends_at_a_whole_character(void **state)
{
	char out[6];

	(void)state;
	assert_int_equal(text_clean("ab\xe6\xab\x93\xe6\xab\x93", 8, out, sizeof(out)), 5);
	assert_string_equal(out, "ab\xe6\xab\x93");
}

static void test_utf16_has_pairs_and_halves_of_pairs(void **state)
{
	/* P, U+6ADA.., U+1F3ED as a pair, half a pair, Z */
	static const uint8_t in[] = {'P', 0, 0xd3, 0x6a, 0x3c, 0xd8, 0xed, 0xdf, 0x3c, 0xd8, 'Z', 0, 9};
	char out[32];

	(void)state;
	text_clean_utf16le(in, sizeof(in), out, sizeof(out));
	assert_string_equal(out, "P\xe6\xab\x93\xf0\x9f\x8f\xad.Z");
}

static void test_a_text_is_found_at_its_place_in_a_list(void **state)
{
	static const char *const list[] = {"low", "high", "higher"};

	(void)state;
	assert_int_equal(text_find(list, 3, "low"), 0);
	assert_int_equal(text_find(list, 3, "higher"), 2);
	assert_int_equal(text_find(list, 2, "higher"), -1);
	assert_int_equal(text_find(list, 3, "hig"), -1);
	assert_int_equal(text_find(list, 3, NULL), -1);
}

/* Where names are read there is no file system: nothing may have to be loaded by then. */
static void test_names_are_read_in_a_confined_process(void **state)
{
	int status = -1;
	pid_t child = fork();

	(void)state;
	if (child == 0) {
		char wide[16], narrow[16];

		if (sandbox_enter(&(struct sandbox){.role = "test", .uid = 65534, .gid = 65534}) != 0)
			_exit(2);
		text_clean_utf16le("P\0L\0C\0", 6, wide, sizeof(wide));
		text_clean("\x91\x96", 2, narrow, sizeof(narrow));
		_exit(strcmp(wide, "PLC") != 0 || strcmp(narrow, "\xe8\xb5\xb0") != 0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void test_what_does_not_fit_is_not_added(void **state)
{
	char out[12] = "x";

	(void)state;
	size_t n = text_add(out, sizeof(out), 0, "TCP");
	n = text_add(out, sizeof(out), n, "/");
	n = text_add_number(out, sizeof(out), n, 502);
	assert_string_equal(out, "TCP/502");
	n = text_add_number(out, sizeof(out), n, 0);
	assert_string_equal(out, "TCP/5020");
	n = text_add_number(out, sizeof(out), n, UINT64_MAX);
	assert_string_equal(out, "TCP/5020184");
	assert_int_equal(n, sizeof(out) - 1);
	assert_int_equal(text_add(out, sizeof(out), n, "more"), n);
	assert_string_equal(out, "TCP/5020184");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		/* first, while nothing has been loaded for another */
		cmocka_unit_test(test_names_are_read_in_a_confined_process),
		cmocka_unit_test(test_utf8_stays_and_controls_become_dots),
		cmocka_unit_test(test_cp932_becomes_utf8),
		cmocka_unit_test(test_text_that_does_not_fit_ends_at_a_whole_character),
		cmocka_unit_test(test_utf16_has_pairs_and_halves_of_pairs),
		cmocka_unit_test(test_a_text_is_found_at_its_place_in_a_list),
		cmocka_unit_test(test_what_does_not_fit_is_not_added),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
