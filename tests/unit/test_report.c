/* test_report.c - reports carry what people wrote faithfully, and nothing of it runs. SPDX-License-Identifier: Apache-2.0 */

#include "store_fixture.h"

#include "lib/buf.h"
#include "report/report.h"

#include <expat.h>
#include <string.h>
#include <zip.h>

#define ODD "追加\xf0\x9f\x94\x92\xe2\x80\xae<script>alert(1)</script>&amp;'\";加"

static void fill(struct fixture *f)
{
	const struct answer_row a = {
		.scope = STORE_ROOT_SCOPE, .pack = "meti-checklist", .part = "", .item = "2-9", .kind = "answer",
		.pack_version = "1", .value = "3", .reason = ODD, .override = "", .document = "規程 第5条",
		.reviewed_on = "", .due_on = "", .user = "",
	};
	const struct task_row t = {.scope = STORE_ROOT_SCOPE, .pack = "", .part = "", .item = "", .kind = "measure",
		.title = "区画を\x01分ける " ODD, .owner = "情シス", .starts_on = "", .due_on = "2027-03-31", .every = "",
		.window = "", .cost = 300000, .effect = 150000, .follows = "", .note = "", .state = "open"};
	const struct exception_row e = {.scope = STORE_ROOT_SCOPE, .pack = "meti-checklist", .part = "",
		.item = "3-2", .reason = ODD, .measure = "隔離", .ends_on = "2099-01-01"};
	int64_t id;

	assert_int_equal(store_answer_put(f->store, &store_system, &a, &id), 0);
	assert_int_equal(store_task_put(f->store, &store_system, &t, &id), 0);
	assert_int_equal(store_exception_add(f->store, &store_system, &e, &id), 0);
}

static void make(struct fixture *f, const char *name, const struct paper_kind *paper, bool japanese,
		 struct buf *out)
{
	struct report report = {
		.store = f->store, .viewer = &store_system, .arena = &f->arena,
		.paper = {.kind = paper, .out = out, .japanese = japanese},
		.site = "第1工場 <b>", .words = ODD, .scope = STORE_ROOT_SCOPE, .now = START,
	};

	assert_non_null(report_find(name));
	assert_int_equal(report_write(report_find(name), &report), 0);
}

static void well_formed(const char *xml, size_t length)
{
	XML_Parser parser = XML_ParserCreate(NULL);

	if (XML_Parse(parser, xml, (int)length, 1) != XML_STATUS_OK)
		fail_msg("line %lu: %s", XML_GetCurrentLineNumber(parser),
			 XML_ErrorString(XML_GetErrorCode(parser)));
	XML_ParserFree(parser);
}

static void test_every_report_is_written_in_both_languages(void **state)
{
	struct fixture *f = *state;

	fill(f);
	for (size_t i = 0; i < report_count; i++)
		for (int japanese = 0; japanese < 2; japanese++) {
			struct buf out = {0};

			make(f, reports[i].name, &paper_html, japanese, &out);
			assert_non_null(strstr(buf_string(&out), "</html>"));
			assert_non_null(strstr(buf_string(&out), japanese ? reports[i].title.ja
									  : reports[i].title.en));
			assert_null(strstr(buf_string(&out), "<script"));
			assert_null(strstr(buf_string(&out), "(null)"));
			assert_null(strstr(buf_string(&out), "http"));
			buf_free(&out);
		}
}

static void test_what_people_wrote_is_carried_and_does_not_run(void **state)
{
	struct fixture *f = *state;
	struct buf out = {0};

	fill(f);
	make(f, "assessment", &paper_html, true, &out);
	const char *text = buf_string(&out);

	assert_non_null(strstr(text, "追加\xf0\x9f\x94\x92\xe2\x80\xae&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;'"));
	assert_non_null(strstr(text, "第1工場 &lt;b&gt;"));
	assert_non_null(strstr(text, "2023年度")); /* START is in November 2023 */
	assert_non_null(strstr(text, "回収まで 2.0 年"));
	assert_non_null(strstr(text, "承認待ち"));
	assert_non_null(strstr(text, "規程 第5条"));
	assert_non_null(strstr(text, "部長"));
	buf_free(&out);
}

static char *part_of(const struct buf *file, const char *name, size_t *length)
{
	zip_error_t problem;
	zip_stat_t stat;
	zip_t *zip = zip_open_from_source(zip_source_buffer_create(file->data, file->length, 0, &problem),
					  ZIP_RDONLY, &problem);

	assert_non_null(zip);
	assert_int_equal(zip_stat(zip, name, 0, &stat), 0);
	zip_file_t *part = zip_fopen(zip, name, 0);
	char *bytes = calloc(1, (size_t)stat.size + 1);

	*length = (size_t)zip_fread(part, bytes, stat.size);
	zip_fclose(part);
	zip_discard(zip);
	return bytes;
}

static void test_the_word_document_is_whole(void **state)
{
	static const char *const parts[] = {"[Content_Types].xml", "_rels/.rels", "word/document.xml",
					    "word/_rels/document.xml.rels", "word/styles.xml", "word/footer1.xml"};
	struct fixture *f = *state;

	fill(f);
	for (size_t i = 0; i < report_count; i++) {
		struct buf out = {0};

		make(f, reports[i].name, &paper_docx, true, &out);
		for (size_t p = 0; p < sizeof(parts) / sizeof(parts[0]); p++) {
			size_t length;
			char *bytes = part_of(&out, parts[p], &length);

			well_formed(bytes, length);
			free(bytes);
		}
		buf_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_every_report_is_written_in_both_languages),
		TEST(test_what_people_wrote_is_carried_and_does_not_run),
		TEST(test_the_word_document_is_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
