/* csv.c - lists as CSV (RFC 4180). SPDX-License-Identifier: Apache-2.0 */

#include "serve/sheet.h"

#include "lib/clock.h"
#include "lib/csv.h"

static void begin_cell(struct sheet *sheet)
{
	if (sheet->begun)
		buf_byte(&sheet->request->out, ',');
	sheet->begun = true;
}

static void put_text_cell(struct sheet *sheet, const char *text)
{
	begin_cell(sheet);
	csv_text(&sheet->request->out, text);
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
	buf_text(&sheet->request->out, CSV_MARK);
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
