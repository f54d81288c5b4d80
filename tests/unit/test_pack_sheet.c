/* test_pack_sheet.c - packs as rows of a workbook, and back without loss. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include "govern/pack_sheet.h"
#include "inventory/ledger.h"
#include "lib/arena.h"
#include "lib/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_MAX 4000

struct sheet {
	struct arena arena;
	struct ledger_line lines[ROWS_MAX];
	size_t count;
};

static void add(void *argument, const char *const cells[PACK_SHEET_COLUMNS])
{
	struct sheet *s = argument;
	const char **copy = arena_alloc(&s->arena, PACK_SHEET_COLUMNS * sizeof(*copy));

	for (size_t i = 0; i < PACK_SHEET_COLUMNS; i++)
		copy[i] = arena_strdup(&s->arena, cells[i]);
	assert_true(s->count < ROWS_MAX);
	s->lines[s->count++] = (struct ledger_line){copy, PACK_SHEET_COLUMNS};
}

static struct sheet *as_sheet(const struct pack *pack)
{
	struct sheet *s = calloc(1, sizeof(*s));
	const char *titles[PACK_SHEET_COLUMNS];

	for (size_t i = 0; i < PACK_SHEET_COLUMNS; i++)
		titles[i] = pack_sheet_titles[i].ja;
	add(s, titles);
	pack_to_sheet(pack, &s->arena, add, s);
	return s;
}

static struct pack *back(struct sheet *s, char error[256])
{
	const struct ledger_sheet sheet = {.name = "", .lines = s->lines, .count = s->count};
	struct buf yaml = {0};
	struct pack *pack = NULL;

	error[0] = '\0';
	if (pack_from_sheet(&sheet, &yaml, error, 256))
		pack = pack_read(yaml.data, yaml.length, &s->arena, error, 256);
	buf_free(&yaml);
	return pack;
}

static void drop(struct sheet *s)
{
	arena_free(&s->arena);
	free(s);
}

static void test_every_pack_comes_back_as_it_went(void **state)
{
	const struct pack *pack;
	char error[256];

	(void)state;
	for (size_t p = 0; (pack = pack_built_in(p)); p++) {
		struct sheet *out = as_sheet(pack);
		const struct pack *same = back(out, error);

		if (!same)
			fail_msg("%s: %s", pack->id, error);
		struct sheet *again = as_sheet(same);

		assert_int_equal(again->count, out->count);
		assert_true(out->count > pack->item_count);
		for (size_t i = 0; i < out->count; i++)
			for (size_t c = 0; c < PACK_SHEET_COLUMNS; c++)
				assert_string_equal(again->lines[i].cells[c], out->lines[i].cells[c]);
		drop(again);
		drop(out);
	}
}

/* What a person may write into a cell stays text. */
static void test_texts_stay_texts(void **state)
{
	static const char *const texts[] = {"a \"b\" {c}: [d] # e", "back\\slash", "追加🔒", "- x", "null", "yes"};
	char error[256];

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct sheet *s = as_sheet(pack_find("meti-motives"));
		size_t row = 0;

		while (strcmp(s->lines[row].cells[0], "item") != 0)
			row++;
		((const char **)(uintptr_t)s->lines[row].cells)[3] = texts[i];
		const struct pack *pack = back(s, error);

		if (!pack)
			fail_msg("%s: %s", texts[i], error);
		assert_string_equal(pack->sections[0].items[0].title.ja, texts[i]);
		drop(s);
	}
}

static void expect_refused(size_t row, size_t column, const char *text, const char *error)
{
	struct sheet *s = as_sheet(pack_find("meti-checklist"));
	char said[256];

	((const char **)(uintptr_t)s->lines[row].cells)[column] = text;
	assert_null(back(s, said));
	if (!strstr(said, error))
		fail_msg("%s instead of %s", said, error);
	drop(s);
}

/* With the row as the spreadsheet counts it, from 1. */
static void test_what_is_wrong_is_told_with_its_row(void **state)
{
	struct sheet *s = as_sheet(pack_find("meti-checklist"));
	size_t item = 0;
	char wanted[80];

	(void)state;
	while (strcmp(s->lines[item].cells[0], "item") != 0)
		item++;
	snprintf(wanted, sizeof(wanted), "line %zu: the kind is none of", item + 1);
	expect_refused(item, 0, "things", wanted);
	snprintf(wanted, sizeof(wanted), "line %zu: title: the en translation is missing", item + 1);
	expect_refused(item, 4, "", wanted);
	snprintf(wanted, sizeof(wanted), "line %zu", item + 1);
	expect_refused(item, 17, "at: [", "line ");
	expect_refused(item, 12, "nobody-we-know", wanted);
	expect_refused(0, 0, "Something", "titles of a pack's columns");
	expect_refused(1, 0, "step", "line 2: the first row must be of kind pack");
	expect_refused(2, 0, "item", "line 3: an item stands before its section");
	expect_refused(2, 0, "pack", "line 3: there is a second row of kind pack");
	s->count = 1;
	assert_null(back(s, (char[256]){0}));
	drop(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_pack_comes_back_as_it_went),
		cmocka_unit_test(test_texts_stay_texts),
		cmocka_unit_test(test_what_is_wrong_is_told_with_its_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
