/* test_pack.c - packs: what is read, and what is refused with line and reason. SPDX-License-Identifier: Apache-2.0 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "govern/pack.h"
#include "lib/arena.h"
#include "lib/buf.h"

#define HEAD                                                                                       \
	"pack: mine\nversion: \"1\"\ntitle: {ja: 表, en: Table}\nscale:\n"                          \
	"  - {value: \"0\", label: {ja: 否, en: no}}\n"                                             \
	"  - {value: \"1\", done: true, label: {ja: 済, en: yes}}\n"                                \
	"people: [{id: it, title: {ja: 情シス, en: IT}}]\n"
#define SECTION "sections:\n  - id: s\n    title: {ja: 節, en: Section}\n    items:\n"
#define ITEM(id, more) "      - {id: " id ", title: {ja: 項, en: Item}" more "}\n"

static struct pack *read_text(struct arena *arena, const char *text, char error[256])
{
	return pack_read(text, strlen(text), arena, error, 256);
}

static void refuses(const char *text, const char *reason)
{
	struct arena arena = {0};
	char error[256] = "";

	assert_null(read_text(&arena, text, error));
	if (!strstr(error, reason) || strncmp(error, "line ", 5) != 0)
		fail_msg("expected \"%s\", was told \"%s\"", reason, error);
	arena_free(&arena);
}

static void test_every_built_in_pack_is_read(void **state)
{
	(void)state;
	size_t count = 0;

	while (pack_built_in(count))
		count++;
	assert_true(count >= 2);
	assert_null(pack_find("no such pack"));
}

/* S0-025: 16 cells, one question each */
static void test_the_original_smkl_has_16_cells(void **state)
{
	(void)state;
	const struct pack *pack = pack_find("smkl-original");

	assert_non_null(pack);
	assert_int_equal(pack->column_count, 4);
	assert_int_equal(pack->section_count, 4);
	assert_int_equal(pack->item_count, 4);
}

static void test_meti_has_35_items_in_5_categories_and_5_steps(void **state)
{
	(void)state;
	static const size_t items[] = {3, 5, 13, 8, 6};
	const struct pack *pack = pack_find("meti-checklist");

	assert_non_null(pack);
	assert_int_equal(pack->item_count, 35);
	assert_int_equal(pack->section_count, 5);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(pack->sections[i].item_count, items[i]);
	assert_int_equal(pack->step_count, 5);
	assert_false(pack_done(pack, pack_step(pack, "2")));
	assert_true(pack_done(pack, pack_step(pack, "3")));
	assert_true(pack_done(pack, pack_step(pack, "5")));
	assert_int_equal(pack_step(pack, "6"), -1);
	assert_string_equal(pack->gauge_most, "3");
}

/* Which items the network may speak to, and which it may only contradict, is settled. */
static void test_meti_gauges_stand_where_they_may(void **state)
{
	(void)state;
	static const char *const both[] = {"2-6", "3-5", "3-7", "3-8"};
	static const char *const only[] = {"2-3", "2-7", "2-8", "2-10", "2-11",
	                                   "2-13", "3-2", "3-3", "3-6"};
	const struct pack *pack = pack_find("meti-checklist");

	for (size_t i = 0; i < pack->section_count; i++)
		for (size_t j = 0; j < pack->sections[i].item_count; j++) {
			const struct pack_item *item = &pack->sections[i].items[j];
			bool may_support = false;
			bool may_contradict = false;

			for (size_t k = 0; k < sizeof(both) / sizeof(both[0]); k++)
				may_support |= strcmp(both[k], item->id) == 0;
			for (size_t k = 0; k < sizeof(only) / sizeof(only[0]); k++)
				may_contradict |= strcmp(only[k], item->id) == 0;
			assert_int_equal(item->gauges.count > 0, may_support);
			assert_int_equal(item->against.count > 0, may_contradict);
			assert_true(item->who.count > 0 && item->next.ja && item->maps.count > 0);
		}
}

static void test_smkl_has_two_requirements_in_each_grade(void **state)
{
	(void)state;
	const struct pack *pack = pack_find("smkl-security");

	assert_int_equal(pack->section_count, 4);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(pack->sections[i].item_count, 2);
	assert_int_equal(pack->column_count, 4);
	assert_true(pack_column(pack, "idmz")->optional);
	assert_string_equal(pack_column(pack, "2")->alias, "生産管理系ネットワーク");
	assert_string_equal(pack_item(pack, "b-1")->needs.text[0], "a-2");
}

static void test_a_small_pack_is_read(void **state)
{
	(void)state;
	struct arena arena = {0};
	char error[256] = "";
	const struct pack *pack = read_text(
	        &arena, HEAD SECTION ITEM("1", "") ITEM("2", ", who: [it], needs: [\"1\"]"), error);

	assert_string_equal(error, "");
	assert_non_null(pack);
	assert_string_equal(pack->title.ja, "表");
	assert_string_equal(pack_item(pack, "2")->title.en, "Item");
	assert_null(pack_item(pack, "3"));
	arena_free(&arena);
}

static void test_what_is_wrong_is_refused_with_its_line(void **state)
{
	(void)state;
	refuses("", "empty");
	refuses("pack: [", "line");
	refuses("- a\n- b\n", "line 1: keys with values");
	refuses("pack: mine\ncolour: red\n", "line 2: colour: this key is not known");
	refuses("pack: mine\npack: yours\n", "line 2: this key stands here twice");
	refuses("pack: mine\nversion: \"1\"\ntitle: {ja: 表}\n",
	        "line 3: title: the en translation is missing");
	refuses("pack: mine\nversion: \"1\"\ntitle: {ja: 表, en: \"\"}\n", "en: a text is expected");
	refuses("pack: a b\n", "line 1: pack: letters, digits");
	refuses(HEAD, "sections is missing");
	refuses(HEAD SECTION ITEM("1", "") ITEM("1", ""), "line 13: item 1 stands there twice");
	refuses(HEAD SECTION ITEM("1", ", who: [boss]"), "line 12: item 1: \"boss\" is not one");
	refuses(HEAD SECTION ITEM("1", ", needs: [\"9\"]"), "needs 9, which is not here");
	refuses(HEAD SECTION ITEM("1", ", maps: [nist]"), "is not framework:number");
	refuses("pack: a\n---\npack: b\n", "one document is expected");
}

static void test_circles_are_refused(void **state)
{
	(void)state;
	refuses(HEAD SECTION ITEM("1", ", needs: [\"2\"]") ITEM("2", ", needs: [\"1\"]"),
	        "in a circle");
	refuses(HEAD SECTION ITEM("1", ", needs: [\"1\"]"), "in a circle");
	refuses("pack: &x mine\nversion: *x\n", "line 2: references");
	refuses("a: &x {b: *x}\n", "references");
}

static void test_too_much_is_refused(void **state)
{
	(void)state;
	struct buf text = {0};

	buf_text(&text, HEAD SECTION);
	for (int i = 0; i < 10000; i++)
		buf_printf(&text, "      - {id: i%d, title: {ja: 項, en: Item}}\n", i);
	refuses(buf_string(&text), "line 12: items: 10000 are too many");
	buf_clear(&text);
	for (int i = 0; i < 100; i++)
		buf_text(&text, "{a: ");
	refuses(buf_string(&text), "nested too deep");
	buf_clear(&text);
	buf_text(&text, "pack: \"");
	for (int i = 0; i < 5000; i++)
		buf_byte(&text, 'x');
	buf_text(&text, "\"\n");
	refuses(buf_string(&text), "line 1: this text is too long");
	buf_free(&text);
	refuses("pack: \"a\\u0007b\"\n", "cannot be shown");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_every_built_in_pack_is_read),
	        cmocka_unit_test(test_the_original_smkl_has_16_cells),
	        cmocka_unit_test(test_meti_has_35_items_in_5_categories_and_5_steps),
	        cmocka_unit_test(test_meti_gauges_stand_where_they_may),
	        cmocka_unit_test(test_smkl_has_two_requirements_in_each_grade),
	        cmocka_unit_test(test_a_small_pack_is_read),
	        cmocka_unit_test(test_what_is_wrong_is_refused_with_its_line),
	        cmocka_unit_test(test_circles_are_refused),
	        cmocka_unit_test(test_too_much_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
