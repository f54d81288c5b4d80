/* test_target.c - request targets and JSON bodies. SPDX-License-Identifier: Apache-2.0 */

#include "serve/json_in.h"
#include "serve/target.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/arena.h"

static struct arena arena;

static int parse(const char *text, struct target *out)
{
	return target_parse(text, strlen(text), &arena, out);
}

static void test_path_is_split_before_it_is_decoded(void **state)
{
	struct target t;

	(void)state;
	assert_int_equal(parse("/api/v1/users/a%2F..%2Fb?q=x", &t), 0);
	assert_int_equal(t.segment_count, 4);
	assert_string_equal(t.segment[3], "a/../b");
	assert_int_equal(parse("/", &t), 0);
	assert_int_equal(t.segment_count, 0);
	assert_int_equal(parse("/assets/", &t), 0);
	assert_int_equal(t.segment_count, 1);
}

static void test_query_is_a_form(void **state)
{
	struct target t;

	(void)state;
	assert_int_equal(parse("/a?q=a+b%20c&&new=1&empty=&bare&q=second", &t), 0);
	assert_string_equal(target_value(&t, "q"), "a b c");
	assert_string_equal(target_value(&t, "new"), "1");
	assert_string_equal(target_value(&t, "empty"), "");
	assert_string_equal(target_value(&t, "bare"), "");
	assert_null(target_value(&t, "none"));
	assert_int_equal(parse("/a?q=%E5%88%B6", &t), 0);
	assert_string_equal(target_value(&t, "q"), "\xe5\x88\xb6");
}

static void test_what_is_no_text_is_refused(void **state)
{
	static const char *const wrong[] = {
	        "",
	        "a",
	        "*",
	        "http://x/",
	        "/%",
	        "/%2",
	        "/%zz",
	        "/a%00b",
	        "/%ff",
	        "/a?q=%c0%80",
	        "/a?q=%0a",
	        "/a?%00=1",
	        "/1/2/3/4/5/6/7/8/9",
	};
	struct target t;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_not_equal(parse(wrong[i], &t), 0);
}

static void test_too_many_parameters_are_refused(void **state)
{
	char text[256] = "/a?";
	struct target t;

	(void)state;
	for (int i = 0; i < TARGET_PAIRS; i++)
		memcpy(text + strlen(text), "a=1&", 5);
	assert_int_equal(parse(text, &t), 0);
	memcpy(text + strlen(text), "a=1", 4);
	assert_int_not_equal(parse(text, &t), 0);
}

static void test_patterns_match_whole_paths(void **state)
{
	const char *id = NULL;
	struct target t;

	(void)state;
	assert_int_equal(parse("/api/v1/assets/a-00017/peers", &t), 0);
	assert_true(target_match(&t, 2, "/assets/{id}/peers", &id));
	assert_string_equal(id, "a-00017");
	assert_false(target_match(&t, 2, "/assets/{id}", &id));
	assert_false(target_match(&t, 2, "/assets/{id}/peers/x", &id));
	assert_false(target_match(&t, 2, "/asset/{id}/peers", &id));
	assert_false(target_match(&t, 2, "/assetsx/{id}/peers", &id));
	assert_int_equal(parse("/a", &t), 0);
	assert_false(target_match(&t, 2, "/{id}", &id));
}

static struct json_in *json(const char *text)
{
	const char *error = NULL;

	return json_in_new(text, strlen(text), &error);
}

static void test_json_must_be_one_object(void **state)
{
	static const char *const wrong[] = {"",         "[]",  "1",
	                                    "{",        "{}x", "{\"a\":1,\"a\":2}",
	                                    "{\"a\":}", "nul", "{\"a\":\"x\\u0000y\"}"};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_null(json(wrong[i]));
}

static void test_json_errors_say_what_and_where(void **state)
{
	const char *error = NULL;

	(void)state;
	assert_null(json_in_new("", 0, &error));
	assert_string_equal(error, "the body is empty, a JSON object is needed");
	assert_null(json_in_new("[1]", 3, &error));
	assert_string_equal(error, "the JSON is not an object");
	assert_null(json_in_new("{\"a\":1,}", 8, &error));
	assert_string_equal(error, "the body is not JSON: a key is missing, at byte 7");
}

static void test_json_rows_are_found_by_number(void **state)
{
	struct json_in *o = json("{\"rows\":[[\"a\",\"b\"],7,[[\"c\"],\"d\"]]}");
	const struct json_in *rows = json_in_array(o, "rows");

	(void)state;
	assert_int_equal(json_in_count(rows), 3);
	assert_int_equal(json_in_count(NULL), 0);
	assert_string_equal(json_in_text_at(json_in_array_at(rows, 0), 1), "b");
	assert_null(json_in_array_at(rows, 1));
	assert_string_equal(json_in_text_at(json_in_array_at(rows, 2), 1), "d");
	assert_null(json_in_array_at(rows, 3));
	json_in_free(o);
}

static void test_json_nests_only_so_deep(void **state)
{
	char text[64] = "{\"a\":";

	(void)state;
	memset(text + 5, '[', JSON_IN_DEPTH - 1);
	memset(text + 5 + JSON_IN_DEPTH - 1, ']', JSON_IN_DEPTH - 1);
	text[5 + 2 * (JSON_IN_DEPTH - 1)] = '}';
	struct json_in *o = json(text);
	assert_non_null(o);
	json_in_free(o);
	memset(text + 5, '[', JSON_IN_DEPTH);
	assert_null(json(text));
	o = json("{\"a\":\"[[[[[[[[[[[[[[[[[[\\\"[[\"}"); /* in a text they are text */
	assert_non_null(o);
	json_in_free(o);
}

static void test_json_values_are_what_they_are(void **state)
{
	struct json_in *o = json("{\"t\":\"x\",\"n\":7,\"f\":1.5,\"o\":{},\"a\":"
	                         "[\"p\",1],\"y\":true,\"u\":null}");
	static const char *const known[] = {"t", "n", "f", "o", "a", "y", NULL};

	(void)state;
	assert_non_null(o);
	assert_string_equal(json_in_text(o, "t"), "x");
	assert_null(json_in_text(o, "n"));
	assert_int_equal(json_in_number(o, "n", -1), 7);
	assert_int_equal(json_in_number(o, "t", -1), -1);
	assert_int_equal(json_in_kind(o, "f"), JSON_IN_OTHER);
	assert_int_equal(json_in_kind(o, "u"), JSON_IN_NULL);
	assert_int_equal(json_in_kind(o, "none"), JSON_IN_MISSING);
	assert_true(json_in_true(o, "y"));
	assert_null(json_in_object(o, "a"));
	assert_string_equal(json_in_text_at(json_in_array(o, "a"), 0), "p");
	assert_null(json_in_text_at(json_in_array(o, "a"), 1));
	assert_null(json_in_text_at(json_in_array(o, "a"), 2));
	assert_string_equal(json_in_unknown(o, known), "u");
	json_in_free(o);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_path_is_split_before_it_is_decoded),
	        cmocka_unit_test(test_query_is_a_form),
	        cmocka_unit_test(test_what_is_no_text_is_refused),
	        cmocka_unit_test(test_too_many_parameters_are_refused),
	        cmocka_unit_test(test_patterns_match_whole_paths),
	        cmocka_unit_test(test_json_must_be_one_object),
	        cmocka_unit_test(test_json_errors_say_what_and_where),
	        cmocka_unit_test(test_json_rows_are_found_by_number),
	        cmocka_unit_test(test_json_nests_only_so_deep),
	        cmocka_unit_test(test_json_values_are_what_they_are),
	};
	const int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
