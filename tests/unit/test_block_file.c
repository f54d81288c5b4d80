/* test_block_file.c - lists of names and addresses, in the forms in which they are handed out. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "receive/block_file.h"

static void reads_as(const char *text, const char *expected, size_t refused)
{
	struct arena arena = {0};
	struct buf all = {0};
	struct block_file list;

	block_file_read(text, strlen(text), 1000, &arena, &list);
	for (size_t i = 0; i < list.count; i++)
		buf_printf(&all, "%s ", list.entries[i]);
	assert_string_equal(buf_string(&all), expected);
	assert_int_equal(list.refused, refused);
	buf_free(&all);
	arena_free(&arena);
}

static void test_forms(void **state)
{
	(void)state;
	reads_as("\xef\xbb\xbf" "Evil.Example # why\r\n\n  # a remark\n*.bad.example.\n.worse.example", "evil.example bad.example worse.example ", 0);
	reads_as("0.0.0.0 a.example b.example\n127.0.0.1\tc.example\n::1 d.example ; x\n", "a.example b.example c.example d.example ", 0);
	reads_as("198.51.100.7\n198.51.100.0/24\n2001:db8::/32\n", "198.51.100.7 198.51.100.0/24 2001:db8::/32 ", 0);
	reads_as("||ads.example^\n! title\n", "ads.example ", 0);
	reads_as("a.example CNAME .\n*.a.example cname .\n", "a.example a.example ", 0);
	reads_as("a.example, b.example\n", "a.example b.example ", 0);
	reads_as("", "", 0);
}

static void test_what_would_cut_the_plant_off_is_refused(void **state)
{
	(void)state;
	reads_as("0.0.0.0/0\n10.0.0.0/7\n2000::/3\n0.0.0.0\ncom\nlocalhost\n127.0.0.1 localhost localhost.localdomain\n", "", 7);
	reads_as("198.51.100.0/33\n198.51.100.0/x\n198.51.100.0/\n198.51.100.0/-1\n", "", 4);
	reads_as("a..b\n-\n.\na b$c.example\n\xe6\x82\xaa.example\n", "", 5);
}

static void test_bounds(void **state)
{
	static char text[5000];
	struct arena arena = {0};
	struct block_file list;

	(void)state;
	memset(text, 'a', sizeof(text) - 1);
	reads_as(text, "", 1);
	block_file_read("a.b\nc.d\ne.f\ng.h\n", 16, 2, &arena, &list);
	assert_int_equal(list.count, 2);
	assert_int_equal(list.refused, 2);
	assert_int_equal(list.first_refused, 3);
	block_file_read("a.b\0c.d\n", 8, 2, &arena, &list);
	assert_int_equal(list.count, 0);
	assert_int_equal(list.refused, 1);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_what_would_cut_the_plant_off_is_refused),
		cmocka_unit_test(test_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
