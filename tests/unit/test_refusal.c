/* test_refusal.c - refusals in Japanese. SPDX-License-Identifier: Apache-2.0 */

#include "serve/refusal.h"

#include <string.h>

#include "unit.h"

static void expect(const char *english, const char *japanese)
{
	struct arena arena = {0};

	assert_string_equal(refusal_japanese(&arena, english), japanese);
	arena_free(&arena);
}

static void test_what_was_put_into_a_line_stays(void **state)
{
	(void)state;
	expect("there is no such item", "その項目はありません。");
	expect("wait 30 seconds", "失敗が続いたため、30 秒待ってからお試しください。");
	expect("100% of it cannot be set", "「100% of it」という項目は設定できません。");
	expect(" cannot be set", "「」という項目は設定できません。");
}

static void test_a_line_without_a_row_stays_as_it_is(void **state)
{
	(void)state;
	expect("", "");
	expect("something else", "something else");
	expect("wait a few seconds", "wait a few seconds");
	expect("there is no such item, or is there", "there is no such item, or is there");
}

static void test_the_row_with_the_most_words_of_its_own_says_it(void **state)
{
	(void)state;
	expect("reason is too long", "理由が長すぎます。短くしてください。");
	expect("colour is too long", "「colour」が長すぎます。短くしてください。");
	expect("GET is not possible here", "このアドレスでは GET は使えません。");
}

static void test_a_line_within_a_line_is_said_too(void **state)
{
	(void)state;
	expect("port: a number from 1 to 65535", "port: 1〜65535 の数を入力してください。");
	expect("line 7: scale: two steps at least", "7 行目: scale: 2 段階以上にしてください。");
	expect("/a: b/c.pcap: broken at byte 90 (packet 2): record says 79 bytes, file ends",
	       "/a: b/c.pcap: 90 バイト目（パケット 2）で読めなくなりました。記録は 79 バイトのはずですが、"
	       "ファイルがそこで終わっています。");
}

/* A name may hold anything, also what looks like many lines within lines. */
static void test_a_long_line_of_joints_ends(void **state)
{
	struct arena arena = {0};
	char text[512];

	(void)state;
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = ": "[i % 2];
	text[sizeof(text) - 1] = '\0';
	assert_int_equal(strlen(refusal_japanese(&arena, text)), strlen(text));
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_what_was_put_into_a_line_stays),
	        cmocka_unit_test(test_a_line_without_a_row_stays_as_it_is),
	        cmocka_unit_test(test_the_row_with_the_most_words_of_its_own_says_it),
	        cmocka_unit_test(test_a_line_within_a_line_is_said_too),
	        cmocka_unit_test(test_a_long_line_of_joints_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
