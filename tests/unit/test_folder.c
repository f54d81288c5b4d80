/* test_folder.c - targets are counted below their function, files below their folder. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "judge/folder.h"

static struct allowed row(const char *class, const char *target)
{
	return (struct allowed){.kind = ALLOWED_OPERATION, .client = 1, .server = 2, .what = "x", .class = class,
				.subcode = -1, .period_us = -1, .target = target};
}

static void test_a_name_has_a_folder(void **state)
{
	char folder[FOLDER_SIZE];

	(void)state;
	assert_true(folder_of("/recipe/0302.csv", folder));
	assert_string_equal(folder, "/recipe/*");
	assert_true(folder_of("file C:\\prog\\a.bin", folder));
	assert_string_equal(folder, "file C:\\prog\\*");
	assert_true(folder_of("file users.xml", folder));
	assert_string_equal(folder, "file *");
	assert_true(folder_of("a", folder));
	assert_string_equal(folder, "*");
	assert_false(folder_of("/recipe/*", folder));
	assert_false(folder_of("*", folder));
}

static void learn(struct allowlist *list, const char *class, const char *target)
{
	const struct allowed a = row(class, target);

	if (folder_takes(list, &a))
		(void)allowlist_learn(list, &a);
}

/* All targets of a function, of which there are very many, are normal; there is no entry for each. */
static void test_a_function_with_very_many_targets_is_wide(void **state)
{
	struct allowlist list;
	char target[16];

	(void)state;
	allowlist_init(&list, 1000);
	learn(&list, "read", NULL);
	for (int i = 0; i < 400; i++) {
		snprintf(target, sizeof(target), "tag %d", i);
		learn(&list, "read", target);
	}
	const struct allowed function = row("read", NULL);
	const struct allowed_entry *e = allowlist_find(&list, &function);

	assert_true(e->wide);
	assert_int_equal(list.table.count, 257);
	allowlist_free(&list);
}

/* What came from the store counts, in whatever order. */
static void test_a_folder_is_counted_after_a_restart(void **state)
{
	struct allowlist list;
	char target[32];

	(void)state;
	allowlist_init(&list, 100);
	for (int i = 0; i < 5; i++) {
		snprintf(target, sizeof(target), "/recipe/%d", i);
		const struct allowed a = row("file", target);

		allowlist_load(&list, &a);
	}
	const struct allowed folder = row("file", "/recipe/*");

	allowlist_load(&list, &folder);
	const struct allowed_entry *e = allowlist_find(&list, &folder);

	assert_int_equal(folder_count(&list, e), 5);
	assert_false(e->wide);
	learn(&list, "file", "/recipe/0");
	assert_false(e->wide);
	learn(&list, "file", "/recipe/5");
	assert_true(e->wide);
	assert_int_equal(list.table.count, 6);
	allowlist_free(&list);
}

/* One device was two: the targets of both stand below one function. */
/* What HTTP reads and writes has folders, too; a data block has none. */
static void test_paths_have_folders(void **state)
{
	const struct allowed page = row("write", "/cgi/set"), block = row("read", "DB1"), file = row("file", "a");

	(void)state;
	assert_true(folder_has(&page));
	assert_false(folder_has(&block));
	assert_true(folder_has(&file));
}

static void test_numbered_names_are_of_one_kind(void **state)
{
	char kind[FOLDER_SIZE], most[400];

	(void)state;
	folder_kind("kyoyu\\seisan\\recipe12.csv", kind);
	assert_string_equal(kind, "kyoyu\\seisan\\recipe#.csv");
	folder_kind("2026-11-22", kind);
	assert_string_equal(kind, "#-#-#");
	folder_kind("/mes/v1/order/4711", kind);
	assert_string_equal(kind, "/mes/v1/order/#");
	folder_kind("/mes/v2", kind);
	assert_string_equal(kind, "/mes/v2");
	folder_kind("/v1x/v12/dev1/1", kind);
	assert_string_equal(kind, "/v#x/v#/dev#/#");
	folder_kind("v1", kind);
	assert_string_equal(kind, "v#");
	folder_kind("", kind);
	assert_string_equal(kind, "");
	memset(most, 'x', sizeof(most) - 1);
	most[sizeof(most) - 1] = '\0';
	folder_kind(most, kind);
	assert_int_equal(strlen(kind), FOLDER_SIZE - 1);
}

static void test_a_merge_counts_both(void **state)
{
	struct allowlist list;
	struct allowed a = row("read", NULL);

	(void)state;
	allowlist_init(&list, 100);
	learn(&list, "read", NULL);
	learn(&list, "read", "DB1");
	a.client = 9;
	(void)allowlist_learn(&list, &a);
	a.target = "DB2";
	(void)allowlist_learn(&list, &a);
	allowlist_move(&list, 9, 1, 0);
	const struct allowed function = row("read", NULL);

	assert_int_equal(folder_count(&list, allowlist_find(&list, &function)), 2);
	assert_int_equal(list.table.count, 3);
	allowlist_free(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_name_has_a_folder),
		cmocka_unit_test(test_a_function_with_very_many_targets_is_wide),
		cmocka_unit_test(test_paths_have_folders),
		cmocka_unit_test(test_numbered_names_are_of_one_kind),
		cmocka_unit_test(test_a_merge_counts_both),
		cmocka_unit_test(test_a_folder_is_counted_after_a_restart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
