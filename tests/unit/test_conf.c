/* test_conf.c - configuration files, good and bad. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/arena.h"
#include "lib/conf.h"

struct values {
	const char *name;
	const char *list[2];
	size_t count;
};

static const struct conf_key keys[] = {
	{"name", CONF_TEXT, offsetof(struct values, name), 0, 0, "a text"},
	{"list", CONF_LIST, offsetof(struct values, list), offsetof(struct values, count), 2, "texts"},
	{.kind = CONF_END},
};

static struct arena texts;

static int read_text(const char *text, struct values *values, char *error, size_t size)
{
	char path[] = "/tmp/yagura-conf-XXXXXX";
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	int rc = conf_read(path, keys, values, &texts, error, size);
	unlink(path);
	return rc;
}

static void test_conf_reads_texts_and_lists(void **state)
{
	struct values v = {0};
	char error[256];

	(void)state;
	assert_int_equal(read_text("name: 第一工場\nlist: [a, b]\n", &v, error, sizeof(error)), 0);
	assert_string_equal(v.name, "第一工場");
	assert_int_equal(v.count, 2);
	assert_string_equal(v.list[1], "b");
}

static void refuse(const char *text, const char *line, const char *what)
{
	struct values v = {0};
	char error[256] = "";

	assert_int_equal(read_text(text, &v, error, sizeof(error)), -1);
	assert_non_null(strstr(error, line));
	assert_non_null(strstr(error, what));
}

static void test_conf_says_the_line_and_what_is_wrong_there(void **state)
{
	(void)state;
	refuse("name: x\ncolour: red\n", "line 2", "not known");
	refuse("name: [x]\n", "line 1", "a text is expected");
	refuse("\nlist: x\n", "line 2", "a list is expected");
	refuse("list: [a, b, c]\n", "line 1", "too long");
	refuse("list: [[a]]\n", "line 1", "list of texts");
	refuse("name: 'x\n", "line", "end of stream");
	refuse("- a\n", "line 1", "keys and values");
}

static void test_conf_names_a_file_that_is_not_there(void **state)
{
	struct values v = {0};
	char error[256];

	(void)state;
	assert_int_equal(conf_read("/nowhere/yagura.yaml", keys, &v, &texts, error,
				   sizeof(error)), -1);
	assert_non_null(strstr(error, "/nowhere/yagura.yaml: No such file"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_conf_reads_texts_and_lists),
		cmocka_unit_test(test_conf_says_the_line_and_what_is_wrong_there),
		cmocka_unit_test(test_conf_names_a_file_that_is_not_there),
	};

	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(&texts);
	return failed;
}
