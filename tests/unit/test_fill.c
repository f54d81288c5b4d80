/* test_fill.c - a workbook that somebody sent: only the cells asked for change. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include "govern/fill.h"
#include "inventory/ledger.h"
#include "lib/arena.h"
#include "lib/buf.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

struct part {
	const char *name;
	const char *text;
};

#define BOOK \
	"<workbook xmlns:r='r'><sheets><sheet name='点検' r:id='a'/><sheet name='他' r:id='b'/></sheets></workbook>"
#define RELATIONS \
	"<Relationships><Relationship Id='a' Target='worksheets/sheet1.xml'/>" \
	"<Relationship Id='b' Target='worksheets/sheet2.xml'/></Relationships>"
/* Numbers in A, wording in B, answers in C, remarks in D, the seal in E. */
#define SHEET \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<worksheet xmlns=\"m\"><cols><col min=\"1\"/></cols>" \
	"<sheetData><row r=\"1\" spans=\"1:5\"><c r=\"A1\" t=\"inlineStr\"><is><t>番号</t></is></c></row>" \
	"<row r=\"2\" ht=\"30\"><c r=\"A2\" t=\"inlineStr\" s=\"4\"><is><t>２－３</t></is></c>" \
	"<c r=\"B2\" s=\"5\"/><c r=\"C2\" s=\"7\"/><c r=\"E2\" s=\"9\"><v>0</v></c></row>" \
	"<row r=\"3\"><c r=\"A3\"><v>46086</v></c><c r=\"C3\" s=\"7\"><f>1+1</f><v>2</v></c></row>" \
	"<row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t>【3-6】 遠隔</t></is></c><c r=\"C4\" s=\"7\" " \
	"t=\"s\"><v>0</v></c><c r=\"D4\" s=\"8\"><v>12</v></c></row>" \
	"<row r=\"5\"/></sheetData>" \
	"<mergeCells count=\"1\"><mergeCell ref=\"D2:E3\"/></mergeCells><pageMargins left=\"1\"/></worksheet>"

static const struct part parts[] = {
	{"[Content_Types].xml", "<Types/>"},
	{"xl/workbook.xml", BOOK},
	{"xl/_rels/workbook.xml.rels", RELATIONS},
	{"xl/worksheets/sheet1.xml", SHEET},
	{"xl/worksheets/sheet2.xml", "<worksheet><sheetData/></worksheet>"},
	{"xl/sharedStrings.xml", "<sst><si><t>済</t></si></sst>"},
	{"xl/styles.xml", "<styleSheet><!-- kept --></styleSheet>"},
	{"xl/media/seal.png", "\x89PNG not really"},
};
#define PARTS (sizeof(parts) / sizeof(parts[0]))

static void read_source(zip_source_t *source, struct buf *out)
{
	assert_int_equal(zip_source_open(source), 0);
	zip_source_seek(source, 0, SEEK_END);
	const size_t length = (size_t)zip_source_tell(source);

	zip_source_seek(source, 0, SEEK_SET);
	assert_int_equal(zip_source_read(source, buf_reserve(out, length), length), length);
	out->length += length;
	zip_source_close(source);
}

/* One part may be another text, or be added. */
static void make(struct buf *out, const char *name, const char *text)
{
	zip_error_t problem;
	zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &problem);
	bool there = false;

	zip_source_keep(target);
	zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &problem);

	for (size_t i = 0; i <= PARTS; i++) {
		const bool mine = i < PARTS && name && strcmp(parts[i].name, name) == 0;
		const char *body = i == PARTS || mine ? text : parts[i].text;

		there |= mine;
		if (i == PARTS && (there || !name))
			break;
		zip_source_t *source = zip_source_buffer(zip, body, strlen(body), 0);

		assert_true(zip_file_add(zip, i == PARTS ? name : parts[i].name, source, 0) >= 0);
	}
	assert_int_equal(zip_close(zip), 0);
	read_source(target, out);
	zip_source_free(target);
}

/* A part as it is in the archive; compressed: its bytes as they stand there. */
static char *part_of(const struct buf *book, const char *name, bool compressed, size_t *length)
{
	zip_error_t problem;
	zip_stat_t stat;
	zip_t *zip = zip_open_from_source(zip_source_buffer_create(book->data, book->length, 0, &problem),
					  ZIP_RDONLY, &problem);

	assert_non_null(zip);
	assert_int_equal(zip_stat(zip, name, 0, &stat), 0);
	zip_file_t *file = zip_fopen(zip, name, compressed ? ZIP_FL_COMPRESSED : 0);
	char *bytes = calloc(1, (size_t)stat.size + (size_t)stat.comp_size + 1);

	*length = (size_t)zip_fread(file, bytes, compressed ? stat.comp_size : stat.size);
	zip_fclose(file);
	zip_discard(zip);
	return bytes;
}

static const struct fill_item items[] = {
	{"2-3", "4", "社内規程 第5条 <\"&'> =1+1"}, {"3-5", "3", ""}, {"3-6", "該当なし", "VPN\x01を使わない"},
	{"9-9", "1", ""},
};

static const struct fill_order order = {.sheet = "点検", .number_column = 0, .answer_column = 2,
					.remark_column = 3, .items = items, .count = 4};

static int fill(const struct buf *book, const struct fill_order *o, struct fill_told *told,
		struct buf *out, const char **error)
{
	struct arena arena = {0};
	const int rc = fill_workbook(book->data, book->length, o, &arena, told, out, error);

	arena_free(&arena);
	return rc;
}

static void test_only_the_cells_asked_for_change(void **state)
{
	(void)state;
	struct buf book = {0}, out = {0};
	struct fill_told told[4];
	const char *error;
	size_t length;

	make(&book, NULL, NULL);
	if (fill(&book, &order, told, &out, &error))
		fail_msg("%s", error);
	char *sheet = part_of(&out, "xl/worksheets/sheet1.xml", false, &length);

	assert_string_equal(sheet,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<worksheet xmlns=\"m\"><cols><col min=\"1\"/></cols>"
		"<sheetData><row r=\"1\" spans=\"1:5\"><c r=\"A1\" t=\"inlineStr\"><is><t>番号</t></is></c></row>"
		"<row r=\"2\" ht=\"30\"><c r=\"A2\" t=\"inlineStr\" s=\"4\"><is><t>２－３</t></is></c>"
		"<c r=\"B2\" s=\"5\"/><c r=\"C2\" s=\"7\"><v>4</v></c><c r=\"D2\" t=\"inlineStr\"><is><t "
		"xml:space=\"preserve\">社内規程 第5条 &lt;&quot;&amp;'&gt; =1+1</t></is></c>"
		"<c r=\"E2\" s=\"9\"><v>0</v></c></row>"
		"<row r=\"3\"><c r=\"A3\"><v>46086</v></c><c r=\"C3\" s=\"7\"><f>1+1</f><v>2</v></c></row>"
		"<row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t>【3-6】 遠隔</t></is></c><c r=\"C4\" s=\"7\" "
		"t=\"inlineStr\"><is><t xml:space=\"preserve\">該当なし</t></is></c><c r=\"D4\" s=\"8\" "
		"t=\"inlineStr\"><is><t xml:space=\"preserve\">VPNを使わない</t></is></c></row>"
		"<row r=\"5\"/></sheetData>"
		"<mergeCells count=\"1\"><mergeCell ref=\"D2:E3\"/></mergeCells><pageMargins left=\"1\"/></worksheet>");
	assert_int_equal(told[0].fate, FILL_WRITTEN);
	assert_int_equal(told[0].row, 2);
	assert_int_equal(told[1].fate, FILL_FORMULA); /* it was found: the fifth of March 2026 */
	assert_true(told[1].dated);
	assert_int_equal(told[2].fate, FILL_WRITTEN);
	assert_int_equal(told[3].fate, FILL_MISSING);
	free(sheet);
	for (size_t i = 0; i < PARTS; i++) {
		size_t a_length, b_length;

		if (strcmp(parts[i].name, "xl/worksheets/sheet1.xml") == 0)
			continue;
		char *a = part_of(&book, parts[i].name, true, &a_length);
		char *b = part_of(&out, parts[i].name, true, &b_length);

		assert_int_equal(a_length, b_length);
		assert_memory_equal(a, b, a_length);
		free(a);
		free(b);
	}
	buf_free(&book);
	buf_free(&out);
}

/* What was filled is read back as it was said, and filling it again changes nothing. */
static void test_it_is_read_back_and_filling_again_changes_nothing(void **state)
{
	(void)state;
	struct buf book = {0}, once = {0}, twice = {0};
	struct fill_told told[4];
	struct arena arena = {0};
	struct ledger_file file;
	const char *error;
	size_t a_length, b_length;

	make(&book, NULL, NULL);
	assert_int_equal(fill(&book, &order, told, &once, &error), 0);
	assert_int_equal(fill(&once, &order, told, &twice, &error), 0);
	assert_int_equal(ledger_read(twice.data, twice.length, &arena, &file, &error), 0);
	assert_string_equal(file.sheets[0].lines[1].cells[2], "4");
	assert_string_equal(file.sheets[0].lines[3].cells[2], "該当なし");
	char *a = part_of(&once, "xl/worksheets/sheet1.xml", false, &a_length);
	char *b = part_of(&twice, "xl/worksheets/sheet1.xml", false, &b_length);

	assert_string_equal(a, b);
	free(a);
	free(b);
	arena_free(&arena);
	buf_free(&book);
	buf_free(&once);
	buf_free(&twice);
}

static void refused(const char *part, const char *text, const struct fill_order *o, const char *why)
{
	struct buf book = {0}, out = {0};
	struct fill_told told[4];
	const char *error = NULL;

	make(&book, part, text);
	assert_true(fill(&book, o, told, &out, &error) < 0);
	assert_non_null(error);
	if (!strstr(error, why))
		fail_msg("%s", error);
	assert_int_equal(out.length, 0);
	buf_free(&book);
	buf_free(&out);
}

static void test_hostile_workbooks_are_refused_whole(void **state)
{
	(void)state;
	static const char sheet1[] = "xl/worksheets/sheet1.xml";
	struct fill_order o = order;

	refused(sheet1, "<worksheet><sheetData><row r=\"2\">", &order, "no XML");
	refused(sheet1, "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet/>", &order, "document type");
	refused(sheet1, "<worksheet><sheetData><row r=\"3\"/><row r=\"2\"/></sheetData></worksheet>", &order,
		"not in order");
	refused(sheet1, "<worksheet><sheetData><row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row></sheetData></worksheet>",
		&order, "not in order");
	refused(sheet1, "<worksheet><sheetData><row r=\"1\"><c r=\"B2\"/></row></sheetData></worksheet>", &order,
		"not in order");
	refused("_xmlsignatures/sig1.xml", "<Signature/>", &order, "signed");
	o.sheet = "ない";
	refused(NULL, NULL, &o, "no such sheet");
	o = order;
	o.answer_column = 0;
	refused(NULL, NULL, &o, "two columns");
}

static void test_what_is_no_workbook_is_refused(void **state)
{
	(void)state;
	static const char csv[] = "番号,回答\n3-5,\n";
	static const char old[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and the rest of it";
	struct buf book = {0}, out = {0};
	struct fill_told told[4];
	const char *error;

	buf_append(&book, csv, sizeof(csv) - 1);
	assert_true(fill(&book, &order, told, &out, &error) < 0);
	assert_non_null(strstr(error, ".xlsx"));
	buf_clear(&book);
	buf_append(&book, old, sizeof(old) - 1);
	assert_true(fill(&book, &order, told, &out, &error) < 0);
	assert_non_null(strstr(error, "password"));
	buf_clear(&book);
	make(&book, NULL, NULL);
	for (size_t length = 0; length < book.length; length += 7) {
		struct buf cut = {.data = book.data, .length = length};

		assert_true(fill(&cut, &order, told, &out, &error) < 0);
	}
	buf_free(&book);
	buf_free(&out);
}

static void sheet_becomes(const char *before, struct fill_cell *cells, size_t count, const char *after)
{
	struct buf out = {0};
	const char *error = NULL;

	if (fill_sheet(before, strlen(before), cells, count, &out, &error))
		fail_msg("%s", error);
	assert_string_equal(buf_string(&out), after);
	buf_free(&out);
}

static void test_rows_without_cells_and_prefixes_are_written(void **state)
{
	(void)state;
	struct fill_cell cells[] = {{1, 3, "b", FILL_MISSING}, {1, 1, "7", FILL_MISSING}};
	struct fill_cell none[] = {{5, 3, "b", FILL_MISSING}};
	struct fill_cell plain[] = {{0, 1, "07", FILL_MISSING}};

	sheet_becomes("<x:w><x:sheetData><x:row r=\"1\"/><x:row r=\"2\" /></x:sheetData></x:w>", cells, 2,
		      "<x:w><x:sheetData><x:row r=\"1\"/><x:row r=\"2\" ><x:c r=\"B2\"><x:v>7</x:v></x:c><x:c "
		      "r=\"D2\" t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\">b</x:t></x:is></x:c></x:row>"
		      "</x:sheetData></x:w>");
	sheet_becomes("<w><sheetData><row r=\"1\"></row></sheetData></w>", none, 1,
		      "<w><sheetData><row r=\"1\"></row></sheetData></w>");
	assert_int_equal(none[0].fate, FILL_MISSING);
	/* neither rows nor cells say where they are; a zero in front stays */
	sheet_becomes("<w><sheetData><row><c><v>1</v></c><c/></row></sheetData></w>", plain, 1,
		      "<w><sheetData><row><c><v>1</v></c><c r=\"B1\" t=\"inlineStr\"><is><t "
		      "xml:space=\"preserve\">07</t></is></c></row></sheetData></w>");
}

static void test_a_merged_cell_of_another_row_is_left_alone(void **state)
{
	(void)state;
	static const char sheet[] =
		"<w><sheetData><row r=\"1\"><c r=\"A1\"/></row><row r=\"2\"><c r=\"A2\"/><c r=\"B2\"/></row>"
		"</sheetData><mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B2:C2\"/></mergeCells></w>";
	struct fill_cell cells[] = {{1, 0, "1", FILL_MISSING}, {1, 2, "2", FILL_MISSING},
				    {1, 1, "3", FILL_MISSING}};
	struct buf out = {0};
	const char *error;
	size_t written = 0;

	assert_int_equal(fill_sheet(sheet, sizeof(sheet) - 1, cells, 3, &out, &error), 0);
	assert_non_null(strstr(buf_string(&out), "<c r=\"A2\"/>"));
	for (size_t i = 0; i < 3; i++)
		written += cells[i].fate == FILL_WRITTEN;
	assert_int_equal(written, 1); /* two became B2: one is written */
	buf_free(&out);
}

static void test_numbers_are_found_as_people_write_them(void **state)
{
	(void)state;
	static const char *const written[] = {"3-5", "３－５", "【3-5】", " 3 ‐ 5 ", "(3ー5)", "3−5"};
	struct arena arena = {0};

	for (size_t i = 0; i < sizeof(written) / sizeof(written[0]); i++)
		assert_string_equal(fill_number(&arena, written[i]), "3-5");
	assert_string_equal(fill_number(&arena, "Ａ-1"), "a-1");
	assert_string_equal(fill_number(&arena, ""), "");
	assert_string_equal(fill_number(&arena, "\xef\xbc"), "\xef\xbc"); /* a torn character */
	arena_free(&arena);
}

static void test_an_order_crosses_to_the_child(void **state)
{
	(void)state;
	struct buf book = {0}, sent = {0}, out = {0};
	const char *error;

	make(&book, NULL, NULL);
	fill_order_write(&sent, &order, book.data, book.length);
	assert_int_equal(fill_job(sent.data, sent.length, &out, &error), 0);
	static const char head[] = "0 2 0\n2 3 1\n0 4 0\n1 0 0\n\nPK";

	assert_memory_equal(out.data, head, sizeof(head) - 1);
	for (size_t length = 0; length < sent.length; length += 11) {
		buf_clear(&out);
		assert_true(fill_job(sent.data, length, &out, &error) < 0);
	}
	buf_free(&book);
	buf_free(&sent);
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_only_the_cells_asked_for_change),
		cmocka_unit_test(test_it_is_read_back_and_filling_again_changes_nothing),
		cmocka_unit_test(test_hostile_workbooks_are_refused_whole),
		cmocka_unit_test(test_what_is_no_workbook_is_refused),
		cmocka_unit_test(test_rows_without_cells_and_prefixes_are_written),
		cmocka_unit_test(test_a_merged_cell_of_another_row_is_left_alone),
		cmocka_unit_test(test_numbers_are_found_as_people_write_them),
		cmocka_unit_test(test_an_order_crosses_to_the_child),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
