/* test_ledger.c - lists of devices as plants keep them. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include "inventory/ledger.h"
#include "lib/arena.h"
#include "lib/buf.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

static struct arena arena;
static struct ledger_file file;
static const char *error;

static int teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static int read_text(const char *text)
{
	return ledger_read(text, strlen(text), &arena, &file, &error);
}

static const char *cell(size_t row, size_t column)
{
	assert_true(row < file.sheets[0].count);
	return column < file.sheets[0].lines[row].count ? file.sheets[0].lines[row].cells[column]
	                                                : "";
}

static void test_csv_of_excel_with_mark_and_quotes(void **state)
{
	(void)state;
	assert_int_equal(read_text("\xef\xbb\xbf機器名,IPアドレス,備考\r\n\"プレス "
	                           "\"\"1\"\"\",192.168.1.20,\"a,b\nc\"\r\n"),
	                 0);
	assert_int_equal(file.sheets[0].count, 2);
	assert_string_equal(cell(0, 0), "機器名");
	assert_string_equal(cell(1, 0), "プレス \"1\"");
	assert_string_equal(cell(1, 2), "a,b c");
}

static void test_csv_in_cp932(void **state)
{
	(void)state;
	/* 機器名,ｱﾄﾞﾚｽ */
	static const char bytes[] =
	        "\x8b\x40\x8a\xed\x96\xbc,\xb1\xc4\xde\xda\xbd\r\nPLC1,10.0.0.1";

	assert_int_equal(ledger_read(bytes, sizeof(bytes) - 1, &arena, &file, &error), 0);
	assert_string_equal(cell(0, 0), "機器名");
	assert_string_equal(cell(0, 1), "ｱﾄﾞﾚｽ");
	assert_string_equal(cell(1, 1), "10.0.0.1"); /* the last line needs no end */
}

static void test_tabs_and_semicolons_separate_too(void **state)
{
	(void)state;
	assert_int_equal(read_text("name;ip\nA;10.0.0.1\n"), 0);
	assert_string_equal(cell(1, 1), "10.0.0.1");
	assert_int_equal(read_text("name\tip\nA, B\t10.0.0.1\n"), 0);
	assert_string_equal(cell(1, 0), "A, B");
}

static void test_what_is_no_list_is_refused_with_a_reason(void **state)
{
	(void)state;
	assert_int_equal(ledger_read("a\0b", 3, &arena, &file, &error), -EINVAL);
	assert_non_null(strstr(error, "CSV"));
	assert_int_equal(ledger_read("\xd0\xcf\x11\xe0zzzz", 8, &arena, &file, &error), -EINVAL);
	assert_non_null(strstr(error, ".xls"));
	assert_int_equal(ledger_read("", 0, &arena, &file, &error), -EINVAL);
	assert_int_equal(ledger_read("PK\3\4 nothing behind", 18, &arena, &file, &error), -EINVAL);
	assert_non_null(strstr(error, "archive"));
}

static void test_too_many_rows_are_refused(void **state)
{
	(void)state;
	char *lines = malloc(200100);

	assert_non_null(lines);
	for (size_t i = 0; i < 200100; i += 2)
		memcpy(lines + i, "a\n", 2);
	assert_int_equal(ledger_read(lines, 200100, &arena, &file, &error), -E2BIG);
	free(lines);
}

static void test_an_open_quote_ends_with_the_file(void **state)
{
	(void)state;
	assert_int_equal(read_text("a,\"b\nc"), 0);
	assert_int_equal(file.sheets[0].count, 1);
	assert_string_equal(cell(0, 1), "b c");
}

static void guess(const char *text, int column[LEDGER_FIELD_COUNT], size_t *header)
{
	assert_int_equal(read_text(text), 0);
	*header = ledger_guess_header(&file.sheets[0]);
	ledger_guess_columns(&file.sheets[0].lines[*header], column);
}

static void test_columns_of_a_japanese_ledger_are_found(void **state)
{
	(void)state;
	int column[LEDGER_FIELD_COUNT];
	size_t header;

	guess("設備台帳,,\n作成日,2026/01/01,\n,,\n"
	      "No,設備名称,種別,メーカー,型　式,製造番号,ＩＰアドレス,MACアドレス,設置場所,担当者,"
	      "重要度\n1,プレス,PLC\n",
	      column, &header);
	assert_int_equal(header, 3);
	assert_int_equal(column[LEDGER_NAME], 1);
	assert_int_equal(column[LEDGER_ROLE], 2);
	assert_int_equal(column[LEDGER_VENDOR], 3);
	assert_int_equal(column[LEDGER_MODEL], 4);
	assert_int_equal(column[LEDGER_SERIAL], 5);
	assert_int_equal(column[LEDGER_IP], 6);
	assert_int_equal(column[LEDGER_MAC], 7);
	assert_int_equal(column[LEDGER_LOCATION], 8);
	assert_int_equal(column[LEDGER_OWNER], 9);
	assert_int_equal(column[LEDGER_IMPORTANCE], 10);
}

static void test_columns_of_an_english_ledger_are_found(void **state)
{
	(void)state;
	int column[LEDGER_FIELD_COUNT];
	size_t header;

	guess("Asset Name,Description,Manufacturer,Model,Serial No.,IP Address,MAC "
	      "Address,Location,Owner,Criticality,Type\n",
	      column, &header);
	assert_int_equal(column[LEDGER_NAME], 0);
	assert_int_equal(column[LEDGER_VENDOR], 2);
	assert_int_equal(column[LEDGER_MODEL], 3);
	assert_int_equal(column[LEDGER_SERIAL], 4);
	assert_int_equal(column[LEDGER_IP], 5);
	assert_int_equal(column[LEDGER_MAC], 6);
	assert_int_equal(column[LEDGER_LOCATION], 7);
	assert_int_equal(column[LEDGER_OWNER], 8);
	assert_int_equal(column[LEDGER_IMPORTANCE], 9);
	assert_int_equal(column[LEDGER_ROLE], 10);
}

static void test_unknown_headers_guess_nothing(void **state)
{
	(void)state;
	int column[LEDGER_FIELD_COUNT];
	size_t header;

	guess("foo,description,machine\n", column, &header);
	for (size_t i = 0; i < LEDGER_FIELD_COUNT; i++)
		assert_int_equal(column[i], -1);
}

struct part {
	const char *name;
	const char *text;
};

/* A workbook of these parts; the caller frees. */
static void *make_zip(const struct part *parts, size_t count, size_t *length)
{
	zip_error_t problem;
	zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &problem);

	assert_non_null(target);
	zip_source_keep(target);
	zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &problem);

	assert_non_null(zip);
	for (size_t i = 0; i < count; i++) {
		zip_source_t *source =
		        zip_source_buffer(zip, parts[i].text, strlen(parts[i].text), 0);

		assert_true(zip_file_add(zip, parts[i].name, source, 0) >= 0);
	}
	assert_int_equal(zip_close(zip), 0);
	assert_int_equal(zip_source_open(target), 0);
	zip_source_seek(target, 0, SEEK_END);
	*length = (size_t)zip_source_tell(target);
	zip_source_seek(target, 0, SEEK_SET);
	void *bytes = malloc(*length);

	assert_int_equal(zip_source_read(target, bytes, *length), *length);
	zip_source_close(target);
	zip_source_free(target);
	return bytes;
}

#define WORKBOOK                                                                                   \
	{"xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='台帳' sheetId='1' "      \
	                    "r:id='rId1'/></sheets></workbook>"},                                  \
	{                                                                                          \
		"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='rId1' "            \
		                              "Target='worksheets/sheet1.xml'/></Relationships>"   \
	}

static int read_book(const char *strings, const char *sheet)
{
	const struct part parts[] = {
	        WORKBOOK, {"xl/sharedStrings.xml", strings}, {"xl/worksheets/sheet1.xml", sheet}};
	size_t length;
	void *bytes = make_zip(parts, 4, &length);
	const int rc = ledger_read(bytes, length, &arena, &file, &error);

	free(bytes);
	return rc;
}

static void test_workbook_with_all_kinds_of_cells(void **state)
{
	(void)state;
	assert_int_equal(
	        read_book(
	                "<sst><si><t>機器名</t></si><si><r><t>プレ</t></r><r><t>ス</t></r><rPh "
	                "sb='0' eb='1'><t>フリガナ</t></rPh></si></sst>",
	                "<worksheet><sheetData>"
	                "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='C1' "
	                "t='inlineStr'><is><t>IP</t></is></c></row>"
	                "<row r='3'><c r='A3' t='s'><v>1</v></c><c r='B3'><f>1+1</f><v>2</v></c><c "
	                "r='C3' t='str'><f>X</f><v>10.0.0.1</v></c>"
	                "<c r='D3' t='e'><v>#N/A</v></c><c r='E3'><v>1.2345678901E10</v></c><c "
	                "r='F3' t='b'><v>1</v></c>"
	                "<c r='G3' t='s'><v>99</v></c></row></sheetData></worksheet>"),
	        0);
	assert_string_equal(file.sheets[0].name, "台帳");
	assert_int_equal(file.sheets[0].count, 3);
	assert_string_equal(cell(0, 0), "機器名");
	assert_string_equal(cell(0, 1), "");
	assert_string_equal(cell(0, 2), "IP");
	assert_int_equal(file.sheets[0].lines[1].count, 0);
	assert_string_equal(cell(2, 0), "プレス"); /* without its reading */
	assert_string_equal(cell(2, 1), "2");
	assert_string_equal(cell(2, 2), "10.0.0.1");
	assert_string_equal(cell(2, 3), "");
	assert_string_equal(cell(2, 4), "12345678901");
	assert_string_equal(cell(2, 5), "TRUE");
	assert_string_equal(cell(2, 6), "");
}

static void test_merged_cells_speak_for_their_rows(void **state)
{
	(void)state;
	assert_int_equal(read_book("<sst><si><t>第1ライン</t></si></sst>",
	                           "<worksheet><sheetData><row r='1'><c r='A1' "
	                           "t='s'><v>0</v></c><c r='B1'><v>1</v></c></row>"
	                           "<row r='2'><c r='B2'><v>2</v></c></row><row r='3'><c "
	                           "r='B3'><v>3</v></c></row></sheetData>"
	                           "<mergeCells><mergeCell ref='A1:A2'/><mergeCell "
	                           "ref='A1:XFD1048576'/><mergeCell ref='zz'/></mergeCells>"
	                           "</worksheet>"),
	                 0);
	assert_string_equal(cell(1, 0), "第1ライン");
	assert_string_equal(cell(1, 1), "2");
	assert_int_equal(file.sheets[0].count, 3);
}

static void test_formatted_rows_far_below_are_no_rows(void **state)
{
	(void)state;
	assert_int_equal(
	        read_book("<sst/>",
	                  "<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c></row>"
	                  "<row r='1048576'><c r='A1048576' s='3'/></row></sheetData></worksheet>"),
	        0);
	assert_int_equal(file.sheets[0].count, 1);
}

static void test_entities_that_grow_are_refused(void **state)
{
	(void)state;
	assert_int_equal(read_book("<!DOCTYPE sst [<!ENTITY a 'aaaa'><!ENTITY b "
	                           "'&a;&a;&a;'>]><sst><si><t>&b;</t></si></sst>",
	                           "<worksheet/>"),
	                 -EINVAL);
	assert_non_null(strstr(error, "document type"));
}

static void test_a_zip_bomb_is_refused(void **state)
{
	(void)state;
	const size_t size = 60U << 20;
	char *spaces = malloc(size + 32);

	assert_non_null(spaces);
	memset(spaces, ' ', size);
	memcpy(spaces, "<sst>", 5);
	memcpy(spaces + size - 6, "</sst>", 7);
	assert_int_equal(read_book(spaces, "<worksheet/>"), -E2BIG);
	assert_non_null(strstr(error, "50 MB"));
	free(spaces);
}

static void test_a_workbook_that_is_broken_inside_is_refused(void **state)
{
	(void)state;
	assert_int_equal(read_book("<sst>", "<worksheet/>"), -EINVAL);
	const struct part other[] = {{"word/document.xml", "<w/>"}};
	size_t length;
	void *bytes = make_zip(other, 1, &length);

	assert_int_equal(ledger_read(bytes, length, &arena, &file, &error), -EINVAL);
	assert_non_null(strstr(error, "no Excel workbook"));
	free(bytes);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, teardown)
	const struct CMUnitTest tests[] = {
	        TEST(test_csv_of_excel_with_mark_and_quotes),
	        TEST(test_csv_in_cp932),
	        TEST(test_tabs_and_semicolons_separate_too),
	        TEST(test_what_is_no_list_is_refused_with_a_reason),
	        TEST(test_too_many_rows_are_refused),
	        TEST(test_an_open_quote_ends_with_the_file),
	        TEST(test_columns_of_a_japanese_ledger_are_found),
	        TEST(test_columns_of_an_english_ledger_are_found),
	        TEST(test_unknown_headers_guess_nothing),
	        TEST(test_workbook_with_all_kinds_of_cells),
	        TEST(test_merged_cells_speak_for_their_rows),
	        TEST(test_formatted_rows_far_below_are_no_rows),
	        TEST(test_entities_that_grow_are_refused),
	        TEST(test_a_zip_bomb_is_refused),
	        TEST(test_a_workbook_that_is_broken_inside_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
