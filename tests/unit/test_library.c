/* test_library.c - the library is whole, its numbers are right, what leads nowhere is refused. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include "govern/library.h"
#include "lib/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t of_kind(const char *kind)
{
	const struct library *all = library_ours();

	for (size_t i = 0; i < all->kind_count; i++)
		if (strcmp(all->kinds[i]->kind, kind) == 0)
			return all->kinds[i]->entry_count;
	fail_msg("no kind %s", kind);
	return 0;
}

static const struct library_entry *must(const char *id)
{
	const struct library_entry *e = library_entry(library_ours(), id, NULL);

	if (!e)
		fail_msg("no entry %s", id);
	return e;
}

static size_t with_facet(const char *kind, const char *facet)
{
	const struct library *all = library_ours();
	size_t count = 0;

	for (size_t k = 0; k < all->kind_count; k++)
		for (size_t i = 0; strcmp(all->kinds[k]->kind, kind) == 0 && i < all->kinds[k]->entry_count; i++)
			for (size_t f = 0; f < all->kinds[k]->entries[i].facets.count; f++)
				count += strcmp(all->kinds[k]->entries[i].facets.text[f], facet) == 0;
	return count;
}

static void test_the_library_counts_what_the_documents_count(void **state)
{
	(void)state;
	assert_int_equal(of_kind("case"), 24);
	assert_int_equal(of_kind("measure"), 8);
	assert_int_equal(of_kind("technology"), 8);
	assert_int_equal(of_kind("document"), 13);
	assert_int_equal(of_kind("sheet"), 8);
	assert_int_equal(of_kind("area"), 14);
	assert_int_equal(of_kind("slot"), 7);
	assert_int_equal(of_kind("community"), 4);
	assert_int_equal(must("iic-iisf")->part_count, 10);
	assert_int_equal(must("nistir-8183")->part_count, 5);
	assert_int_equal(must("aioti-wg4")->part_count, 10);
	assert_int_equal(must("plattform-i40")->part_count, 7);
	assert_int_equal(must("iec62443-3-3")->part_count, 7 + 51);
}

/* Columns of tables 2-1 and 2-4, counted there. */
static void test_cases_have_the_marks_of_the_tables(void **state)
{
	(void)state;
	assert_int_equal(with_facet("case", "use:visualise"), 13);
	assert_int_equal(with_facet("case", "use:anomaly"), 2);
	assert_int_equal(with_facet("case", "use:predict"), 6);
	assert_int_equal(with_facet("case", "use:plan"), 4);
	assert_int_equal(with_facet("case", "use:control"), 2);
	assert_int_equal(with_facet("case", "use:outside"), 1);
	assert_int_equal(with_facet("case", "use:system"), 3);
	assert_int_equal(with_facet("case", "use:digitise"), 2);
	assert_int_equal(with_facet("case", "data:sensor"), 15);
	assert_int_equal(with_facet("case", "data:video"), 4);
	assert_int_equal(with_facet("case", "data:image"), 2);
	assert_int_equal(with_facet("case", "data:state"), 6);
	assert_int_equal(with_facet("case", "data:other"), 4);
	assert_int_equal(with_facet("case", "data:plan"), 5);
	assert_int_equal(with_facet("case", "data:analysis"), 17);
}

static void test_enisa_counts_110(void **state)
{
	const struct library_entry *e = must("enisa-smart-manufacturing");
	int sum = 0;

	(void)state;
	for (size_t i = 0; i < e->part_count; i++)
		sum += (int)strtol(e->parts[i].id, NULL, 10);
	assert_int_equal(sum, 110);
	assert_non_null(strstr(e->text.ja, "110"));
}

#define HEAD                                                                                        \
	"kind: k\ntitle: {ja: あ, en: a}\nsays: {ja: あ, en: a}\nsource: {ja: あ, en: a}\nentries:\n"
#define ENTRY "  - {id: one, title: {ja: あ, en: a}, text: {ja: あ, en: a}"

static void refused(const char *yaml, const char *why)
{
	struct arena arena = {0};
	char error[256] = "";

	assert_null(library_read(yaml, strlen(yaml), &arena, error, sizeof(error)));
	if (!strstr(error, why))
		fail_msg("\"%s\" does not say \"%s\"", error, why);
	arena_free(&arena);
}

static void test_a_broken_file_is_refused_with_its_line(void **state)
{
	(void)state;
	refused(HEAD "  - {id: one, title: {ja: あ}, text: {ja: あ, en: a}}\n", "line 6: title: the en translation is missing");
	refused(HEAD ENTRY ", colour: red}\n", "line 6: colour: this key is not known");
	refused(HEAD ENTRY ", seen: everything}\n", "line 6: one: nothing is told of \"everything\"");
	refused(HEAD ENTRY ", minutes: soon, who: {ja: あ, en: a}}\n", "minutes are a number");
	refused(HEAD ENTRY ", minutes: \"5\"}\n", "minutes of whom");
	refused("kind: k\n", "is missing");
}

static void nowhere(const char *more, const char *why)
{
	struct arena arena = {0};
	char error[256] = "", yaml[600];
	struct library all = {.facets = library_ours()->facets, .kind_count = 1};

	snprintf(yaml, sizeof(yaml), HEAD ENTRY "%s}\n", more);
	all.kinds[0] = library_read(yaml, strlen(yaml), &arena, error, sizeof(error));
	if (!all.kinds[0])
		fail_msg("%s", error);
	assert_int_equal(library_good(&all, error, sizeof(error)), *why == '\0');
	assert_string_equal(error, why);
	arena_free(&arena);
}

static void test_a_link_that_leads_nowhere_is_refused(void **state)
{
	(void)state;
	nowhere(", links: [\"meti-checklist:3-5\", \"entry:one\", \"cell:3/d\", \"threat:cloud\", \"help:border\"]", "");
	nowhere(", links: [\"detector:zones.outside\", \"data:sensor\", \"page:zones\", \"page:smkl?quick=1\"]", "");
	nowhere(", links: [\"meti-checklist:9-9\"]", "one: meti-checklist:9-9 leads nowhere");
	nowhere(", links: [\"cell:4/a\"]", "one: cell:4/a leads nowhere");
	nowhere(", links: [\"cell:3\"]", "one: cell:3 leads nowhere");
	nowhere(", links: [\"detector:zones\"]", "one: detector:zones leads nowhere");
	nowhere(", links: [\"entry:two\"]", "one: entry:two leads nowhere");
	nowhere(", links: [\"page:nothing\"]", "one: page:nothing leads nowhere");
	nowhere(", links: [\"nothing\"]", "one: nothing leads nowhere");
	nowhere(", parts: [{title: {ja: あ, en: a}, links: [\"data:x\"]}]", "one: data:x leads nowhere");
	nowhere(", facets: [\"use:nothing\"]", "one: there is no facet use:nothing");
}

static void test_targets_say_where_they_are(void **state)
{
	struct arena arena = {0};
	struct library_target target;

	(void)state;
	assert_true(library_target(library_ours(), "meti-checklist:3-5", &arena, &target));
	assert_string_equal(target.page, "checklist?open=3-5");
	assert_true(library_target(library_ours(), "cell:idmz/d", &arena, &target));
	assert_string_equal(target.page, "smkl?cell=idmz/d");
	assert_true(library_target(library_ours(), "detector:zones.outside", &arena, &target));
	assert_string_equal(target.page, "findings?detector=zones.outside");
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_library_counts_what_the_documents_count),
		cmocka_unit_test(test_cases_have_the_marks_of_the_tables),
		cmocka_unit_test(test_enisa_counts_110),
		cmocka_unit_test(test_a_broken_file_is_refused_with_its_line),
		cmocka_unit_test(test_a_link_that_leads_nowhere_is_refused),
		cmocka_unit_test(test_targets_say_where_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
