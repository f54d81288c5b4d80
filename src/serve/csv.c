/* csv.c - lists as CSV (RFC 4180). SPDX-License-Identifier: Apache-2.0 */

#include "serve/sheet.h"

#include <string.h>

#include "lib/clock.h"

static void begin_cell(struct sheet *sheet)
{
	if (sheet->begun)
		buf_byte(&sheet->request->out, ',');
	sheet->begun = true;
}

/* A device's own words that begin like a formula would be run by a spreadsheet. */
static bool is_formula(const char *text)
{
	return *text && strchr("=+-@\t\r", *text) != NULL;
}

static void put_text_cell(struct sheet *sheet, const char *text)
{
	struct buf *out = &sheet->request->out;

	begin_cell(sheet);
	if (!text)
		return;
	buf_byte(out, '"');
	if (is_formula(text))
		buf_byte(out, '\'');
	for (; *text; text++) {
		if (*text == '"')
			buf_byte(out, '"');
		buf_byte(out, (uint8_t)*text);
	}
	buf_byte(out, '"');
}

static void put_number(struct sheet *sheet, uint64_t number)
{
	begin_cell(sheet);
	buf_printf(&sheet->request->out, "%llu", (unsigned long long)number);
}

static void put_time_cell(struct sheet *sheet, int64_t time)
{
	char text[CLOCK_TEXT_SIZE];

	clock_text_local(time, text);
	put_text_cell(sheet, text);
}

static void end_row(struct sheet *sheet)
{
	buf_text(&sheet->request->out, "\r\n");
	sheet->begun = false;
}

static bool begin(struct sheet *sheet)
{
	buf_text(&sheet->request->out, "\xef\xbb\xbf"); /* without it Excel takes UTF-8 for CP932 */
	for (size_t i = 0; i < sheet->column_count; i++)
		put_text_cell(sheet, sheet_title(sheet, i));
	end_row(sheet);
	return true;
}

static void end(struct sheet *sheet)
{
	(void)sheet;
}

const struct sheet_kind sheet_csv = {
        .suffix = "csv",
        .type = "text/csv; charset=utf-8",
        .begin = begin,
        .text = put_text_cell,
        .number = put_number,
        .time = put_time_cell,
        .end_row = end_row,
        .end = end,
};
