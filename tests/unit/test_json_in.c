/* test_json_in.c - JSON as values. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/json_in.h"

static struct arena arena;

/* Reads a copy that ends where the text does, so that ASan sees a read past it. */
static const struct json_value *read_text(const char *text, size_t length,
                                          struct json_in_error *error)
{
	char *copy = malloc(length ? length : 1);

	assert_non_null(copy);
	memcpy(copy, text, length);
	const struct json_value *v = json_in_read(&arena, copy, length, error);
	free(copy);
	return v;
}

static const struct json_value *good(const char *text)
{
	struct json_in_error error = {.what = NULL};
	const struct json_value *v = read_text(text, strlen(text), &error);

	if (!v)
		fail_msg("%s: %s at %zu", text, error.what, error.offset);
	return v;
}

static void bad(const char *text, size_t length, const char *what, size_t offset)
{
	struct json_in_error error = {.what = "none"};

	if (read_text(text, length, &error))
		fail_msg("%s: taken, should be: %s", text, what);
	assert_string_equal(error.what, what);
	if (error.offset != offset)
		fail_msg("%s: %s at %zu, not at %zu", text, what, error.offset, offset);
}

static int end(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void test_each_kind_of_value_is_read(void **state)
{
	static const enum json_type kinds[] = {JSON_NULL, JSON_FALSE, JSON_TRUE,  JSON_NUMBER,
	                                       JSON_REAL, JSON_TEXT,  JSON_ARRAY, JSON_OBJECT};
	const struct json_value *item,
	        *all = good(" [ null,false ,\ttrue,0,\r\n1.5,\"\",[],{ } ] ");
	size_t n = 0;

	(void)state;
	json_in_each(item, all) assert_int_equal(item->type, kinds[n++]);
	assert_int_equal(n, 8);
	assert_int_equal(all->count, 8);
	assert_int_equal(good("7")->number, 7);
	assert_string_equal(good("\"x\"")->text, "x");
}

static void test_a_walk_steps_over_what_is_nested(void **state)
{
	const struct json_value *o = good("{\"a\":[1,[2,3],{\"b\":4}],\"c\":{\"a\":5},\"d\":6}"),
	                        *item, *number = good("4");
	const char *const keys[] = {"a", "c", "d"};
	size_t n = 0;

	(void)state;
	json_in_each(item, o) assert_string_equal(item->key, keys[n++]);
	assert_int_equal(n, 3);
	json_in_each(item, number) fail_msg("a number holds nothing");
}

static void test_whole_numbers_are_exact_at_their_limits(void **state)
{
	(void)state;
	assert_true(good("9223372036854775807")->number == INT64_MAX);
	assert_true(good("-9223372036854775808")->number == INT64_MIN);
	assert_int_equal(good("-0")->number, 0);
	assert_int_equal(good("10")->number, 10);
	bad("9223372036854775808", 19, "a whole number does not fit 64 bits", 19);
	bad("-9223372036854775809", 20, "a whole number does not fit 64 bits", 20);
	bad("99999999999999999999999", 23, "a whole number does not fit 64 bits", 23);
}

static void test_fractions_and_exponents_are_real(void **state)
{
	(void)state;
	assert_float_equal(good("3.5")->real, 3.5, 0);
	assert_float_equal(good("-0.25e+2")->real, -25.0, 0);
	assert_float_equal(good("1E3")->real, 1000.0, 0);
	assert_float_equal(good("[1e-3]")[1].real, 0.001, 0);
	assert_float_equal(good("9223372036854775808.0")->real, 9223372036854775808.0, 0);
	assert_true(good("1e-999")->real == 0);
	bad("1e999", 5, "a number is beyond all bounds", 5);
	bad("-1e999", 6, "a number is beyond all bounds", 6);
}

static void test_escapes_become_what_they_mean(void **state)
{
	(void)state;
	assert_string_equal(good("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"")->text, "\"\\/\b\f\n\r\t");
	assert_string_equal(good("\"\\u0041\\u00e9\\u6adb\\u6ADB\"")->text,
	                    "A\xc3\xa9\xe6\xab\x9b\xe6\xab\x9b");
	assert_string_equal(good("\"\\u0001\\u007f\\u0080\\u07ff\\u0800\\uffff\"")->text,
	                    "\x01\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf");
	assert_string_equal(good("{\"\\u0061\":1}")[1].key, "a");
	assert_int_equal(good("\"\\u6adb\"")->length, 3);
}

static void test_surrogates_come_in_pairs(void **state)
{
	static const char half[] = "half of a surrogate pair";

	(void)state;
	assert_string_equal(good("\"\\ud83d\\ude00\"")->text, "\xf0\x9f\x98\x80");
	assert_string_equal(good("\"\\uD800\\uDC00\\uDBFF\\uDFFF\"")->text,
	                    "\xf0\x90\x80\x80\xf4\x8f\xbf\xbf");
	bad("\"\\ud83d\"", 8, half, 7);
	bad("\"\\ud83dx\"", 9, half, 7);
	bad("\"\\ud83d\\n\"", 10, half, 7);
	bad("\"\\ud83d\\u0041\"", 14, half, 13);
	bad("\"\\ud83d\\ud83d\"", 14, half, 13);
	bad("\"\\ude00\\ud83d\"", 14, half, 7);
}

static void test_long_texts_keep_every_byte(void **state)
{
	char text[64], json[80];

	(void)state;
	/* the eight-byte steps of the reader meet a mark at each place */
	for (size_t length = 0; length < 40; length++) {
		for (size_t mark = 0; mark <= length; mark++) {
			memset(text, 'a', length);
			text[length] = '\0';
			snprintf(json, sizeof(json), "\"%.*s\\n\xe6\xab\x93 !~\x7f%s\"", (int)mark,
			         text, text + mark);
			memmove(text + mark + 8, text + mark, length - mark + 1);
			memcpy(text + mark, "\n\xe6\xab\x93 !~\x7f", 8);
			assert_string_equal(good(json)->text, text);
		}
	}
}

static void test_nesting_ends_at_its_limit(void **state)
{
	char text[2 * JSON_IN_DEPTH + 3] = "";

	(void)state;
	memset(text, '[', JSON_IN_DEPTH);
	memset(text + JSON_IN_DEPTH, ']', JSON_IN_DEPTH);
	assert_int_equal(good(text)->span, JSON_IN_DEPTH);
	memset(text, '[', JSON_IN_DEPTH + 1);
	memset(text + JSON_IN_DEPTH + 1, ']', JSON_IN_DEPTH + 1);
	bad(text, strlen(text), "nested too deep", JSON_IN_DEPTH + 1);
	/* beside one another is not inside */
	assert_int_equal(good("[[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[]]")->count,
	                 18);
}

static const char *with_keys(int count)
{
	char *text = arena_alloc(&arena, (size_t)count * 12 + 3), *p = text;

	*p++ = '{';
	for (int i = 0; i < count; i++)
		p += snprintf(p, 12, "%s\"k%d\":%d", i ? "," : "", i, i % 10);
	memcpy(p, "}", 2);
	return text;
}

static void test_keys_come_once_and_not_too_many(void **state)
{
	static const char twice[] = "a key comes twice in an object";

	(void)state;
	assert_int_equal(good(with_keys(JSON_IN_KEYS))->count, JSON_IN_KEYS);
	const char *text = with_keys(JSON_IN_KEYS + 1);
	bad(text, strlen(text), "an object has too many keys",
	    strlen(text) - strlen("\"k4096\":4}"));
	bad("{\"a\":1,\"b\":2,\"a\":3}", 19, twice, 16);
	bad("{\"ab\":[{\"ab\":1}],\"a\\u0062\":3}", 30, twice, 26);
	bad("{\"\":1,\"\":3}", 11, twice, 8);
	assert_int_equal(good("{\"abc\":{\"abc\":1},\"acb\":2,\"bac\":{\"abc\":3}}")->count, 3);
	/* more elements than an object may have keys */
	char many[2 * (JSON_IN_KEYS + 2) + 2];
	memset(many, '0', sizeof(many));
	for (size_t i = 0; i < sizeof(many) - 1; i += 2)
		many[i] = ',';
	many[0] = '[';
	many[sizeof(many) - 2] = ']';
	many[sizeof(many) - 1] = '\0';
	assert_int_equal(good(many)->count, JSON_IN_KEYS + 2);
}

static void test_what_is_wrong_is_told_with_its_place(void **state)
{
	static const struct {
		const char *text;
		const char *what;
		size_t offset;
	} cases[] = {
	        {"", "a value is missing", 0},
	        {"  ", "a value is missing", 2},
	        {"[1,", "a value is missing", 3},
	        {"{\"a\":", "a value is missing", 5},
	        {"nul", "not a value", 0},
	        {"[1,]", "not a value", 3},
	        {"[,1]", "not a value", 1},
	        {"+1", "not a value", 0},
	        {".5", "not a value", 0},
	        {"NaN", "not a value", 0},
	        {"'a'", "not a value", 0},
	        {"\xef\xbb\xbf{}", "not a value", 0},
	        {"{} {}", "something follows the value", 3},
	        {"truefalse", "something follows the value", 4},
	        {"01", "something follows the value", 1},
	        {"0x1", "something follows the value", 1},
	        {"[1] // one", "something follows the value", 4},
	        {"[1", "an array does not end", 2},
	        {"[1 2]", "an array does not end", 3},
	        {"[01]", "an array does not end", 2},
	        {"[1}", "an array does not end", 2},
	        {"{\"a\":1", "an object does not end", 6},
	        {"{\"a\":1]", "an object does not end", 6},
	        {"{", "a key is missing", 1},
	        {"{a:1}", "a key is missing", 1},
	        {"{\"a\":1,}", "a key is missing", 7},
	        {"{1:1}", "a key is missing", 1},
	        {"{\"a\" 1}", "a colon is missing behind a key", 5},
	        {"{\"a\"}", "a colon is missing behind a key", 4},
	        {"-", "a minus without a number", 1},
	        {"-a", "a minus without a number", 1},
	        {"1.", "a fraction without digits", 2},
	        {"1.e5", "a fraction without digits", 2},
	        {"1e", "an exponent without digits", 2},
	        {"1e+", "an exponent without digits", 3},
	        {"1e+-1", "an exponent without digits", 3},
	        {"\"abc", "a text does not end", 4},
	        {"\"", "a text does not end", 1},
	        {"\"a\tb\"", "a text holds a control character", 2},
	        {"\"\x1f\"", "a text holds a control character", 1},
	        {"{\"a\nb\":1}", "a text holds a control character", 3},
	        {"\"\\x41\"", "an escape that JSON does not have", 2},
	        {"\"\\", "an escape that JSON does not have", 2},
	        {"\"\\u00g0\"", "\\u needs four hexadecimal digits", 5},
	        {"\"\\u00", "\\u needs four hexadecimal digits", 5},
	        {"\"\\ud83d\\u12\"", "\\u needs four hexadecimal digits", 11},
	        {"\"\\u0000\"", "a text holds a NUL", 7},
	        {"\"\xff\"", "a text is not UTF-8", 1},
	        {"\"\xc0\xaf\"", "a text is not UTF-8", 1},
	        {"\"\xed\xa0\x80\"", "a text is not UTF-8", 1},
	        {"\"abcdefgh\xe6\xab", "a text is not UTF-8", 9},
	        {"{\"\x80\":1}", "a text is not UTF-8", 2},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		bad(cases[i].text, strlen(cases[i].text), cases[i].what, cases[i].offset);
	bad("\"a\0b\"", 5, "a text holds a control character", 2);
	bad("{}\0", 3, "something follows the value", 2);
	bad("\0", 1, "not a value", 0);
}

static void test_every_beginning_of_a_text_is_refused(void **state)
{
	static const char text[] =
	        "{\"a\":[1,-2.5e3,true,null],\"b\":{\"c\":\"x\\n\\ud83d\\ude00\xe6\xab\x93\"}}";
	struct json_in_error error;

	(void)state;
	assert_non_null(good(text));
	for (size_t n = 0; n < sizeof(text) - 1; n++) {
		assert_null(read_text(text, n, &error));
		assert_true(error.what && error.offset <= n);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test_teardown(test_each_kind_of_value_is_read, end),
	        cmocka_unit_test_teardown(test_a_walk_steps_over_what_is_nested, end),
	        cmocka_unit_test_teardown(test_whole_numbers_are_exact_at_their_limits, end),
	        cmocka_unit_test_teardown(test_fractions_and_exponents_are_real, end),
	        cmocka_unit_test_teardown(test_escapes_become_what_they_mean, end),
	        cmocka_unit_test_teardown(test_surrogates_come_in_pairs, end),
	        cmocka_unit_test_teardown(test_long_texts_keep_every_byte, end),
	        cmocka_unit_test_teardown(test_nesting_ends_at_its_limit, end),
	        cmocka_unit_test_teardown(test_keys_come_once_and_not_too_many, end),
	        cmocka_unit_test_teardown(test_what_is_wrong_is_told_with_its_place, end),
	        cmocka_unit_test_teardown(test_every_beginning_of_a_text_is_refused, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
