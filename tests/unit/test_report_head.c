/* test_report_head.c - logo, words and fields for seals of the user's own stand on each report. SPDX-License-Identifier: Apache-2.0 */

#include "store_fixture.h"

#include "lib/anonymous.h"
#include "lib/buf.h"
#include "report/report.h"

#include <string.h>
#include <zip.h>

#define LOGO                                                                                       \
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E" \
	"rkJggg=="

static int64_t customer, plant;
static int64_t scopes[] = {STORE_ROOT_SCOPE, 0, 0};
static struct viewer all;

static struct report_head head_of(int64_t scope, const char *logo)
{
	return (struct report_head){.scope = scope, .words = "追加 <b>\xf0\x9f\x94\x92</b>", .seals = "工場長\n品質<保証>\n", .logo = logo};
}

static void begin(struct fixture *f)
{
	assert_int_equal(store_scope_add(f->store, &store_system, STORE_ROOT_SCOPE, "乙社", &customer), 0);
	scopes[1] = customer;
	all = store_system;
	all.scopes = scopes;
	all.scope_count = 2;
	assert_int_equal(store_scope_add(f->store, &all, customer, "第2工場", &plant), 0);
	scopes[2] = plant;
	all.scope_count = 3;
}

static const char *make(struct fixture *f, const struct paper_kind *paper, int64_t scope, const struct anonymous *hides,
			struct buf *out)
{
	struct report report = {
		.store = f->store, .viewer = &all, .arena = &f->arena, .paper = {.kind = paper, .out = out, .japanese = true},
		.site = "本社", .scope = scope, .now = START, .anonymous = hides,
	};

	buf_clear(out);
	assert_int_equal(report_write(report_find("smkl"), &report), 0);
	return buf_string(out);
}

static void test_a_plant_has_the_head_of_whom_it_belongs_to(void **state)
{
	struct fixture *f = *state;
	const struct report_head head = head_of(0, LOGO);
	struct buf out = {0};

	begin(f);
	struct report_head kept = head;

	kept.scope = customer;
	assert_int_equal(report_head_put(f->store, &all, &kept), 0);
	const char *text = make(f, &paper_html, plant, NULL, &out);

	assert_non_null(strstr(text, "乙社 第2工場"));
	assert_null(strstr(text, "本社"));
	assert_non_null(strstr(text, "工場長"));
	assert_non_null(strstr(text, "品質&lt;保証&gt;"));
	assert_null(strstr(text, "部長<"));
	assert_non_null(strstr(text, "追加 &lt;b&gt;"));
	assert_non_null(strstr(text, "src=\"data:image/png;base64," LOGO "\""));
	text = make(f, &paper_html, STORE_ROOT_SCOPE, NULL, &out);
	assert_non_null(strstr(text, "部長"));
	assert_non_null(strstr(text, "本社"));
	assert_null(strstr(text, "<img"));
	buf_free(&out);
}

static void test_an_anonymous_report_has_none_of_it(void **state)
{
	struct fixture *f = *state;
	struct anonymous *hides = anonymous_new();
	struct buf out = {0};

	begin(f);
	struct report_head kept = head_of(STORE_ROOT_SCOPE, LOGO);

	assert_int_equal(report_head_put(f->store, &all, &kept), 0);
	const char *text = make(f, &paper_html, plant, hides, &out);

	assert_null(strstr(text, "<img"));
	assert_null(strstr(text, "品質&lt;保証&gt;"));
	assert_null(strstr(text, "追加"));
	buf_free(&out);
	anonymous_free(hides);
}

static void test_the_logo_is_a_part_of_the_word_document(void **state)
{
	struct fixture *f = *state;
	struct buf out = {0};
	zip_error_t problem;
	zip_stat_t stat;

	begin(f);
	struct report_head kept = head_of(STORE_ROOT_SCOPE, LOGO);

	assert_int_equal(report_head_put(f->store, &all, &kept), 0);
	make(f, &paper_docx, plant, NULL, &out);
	zip_t *zip = zip_open_from_source(zip_source_buffer_create(out.data, out.length, 0, &problem), ZIP_RDONLY, &problem);

	assert_non_null(zip);
	assert_int_equal(zip_stat(zip, "word/media/logo.png", 0, &stat), 0);
	assert_int_equal(stat.size, 70);
	zip_discard(zip);
	buf_free(&out);
}

static void refuses(struct fixture *f, struct report_head head, const char *why)
{
	const char *fault = report_head_fault(&head, &f->arena);

	assert_non_null(fault);
	assert_non_null(strstr(fault, why));
}

static void test_what_is_no_head_is_refused(void **state)
{
	struct fixture *f = *state;
	struct report_head good = head_of(STORE_ROOT_SCOPE, LOGO);
	char *long_words = arena_alloc(&f->arena, HEAD_WORDS_MAX + 2);

	memset(long_words, 'x', HEAD_WORDS_MAX + 1);
	long_words[HEAD_WORDS_MAX + 1] = '\0';
	assert_null(report_head_fault(&good, &f->arena));
	refuses(f, head_of(1, "PHNjcmlwdD4="), "PNG");	   /* <script> */
	refuses(f, head_of(1, "\"><script>"), "PNG");
	refuses(f, head_of(1, "iVBORw0KGgoAAAANSUhEUg=="), "PNG"); /* cut off */
	refuses(f, head_of(1, "iVBORw0KGgoAAAANSUhEUgAP//8AD///"), "PNG"); /* a million points wide */
	refuses(f, (struct report_head){.words = long_words, .seals = "", .logo = ""}, "words");
	refuses(f, (struct report_head){.words = "", .seals = "a\nb\nc\nd\ne\nf\ng\n", .logo = ""}, "at most 6");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_plant_has_the_head_of_whom_it_belongs_to),
		TEST(test_an_anonymous_report_has_none_of_it),
		TEST(test_the_logo_is_a_part_of_the_word_document),
		TEST(test_what_is_no_head_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
