/* csv.c - lists as spreadsheets open them (RFC 4180). SPDX-License-Identifier: Apache-2.0 */

#include "serve/server.h"

#include <string.h>

#include "lib/clock.h"

static void begin_cell(struct csv *csv)
{
	if (csv->begun)
		buf_byte(csv->out, ',');
	csv->begun = true;
}

/* A device's own words that begin like a formula would be run by a spreadsheet. */
static bool is_formula(const char *text)
{
	return *text && strchr("=+-@\t\r", *text) != NULL;
}

void csv_text(struct csv *csv, const char *text)
{
	begin_cell(csv);
	if (!text)
		return;
	buf_byte(csv->out, '"');
	if (is_formula(text))
		buf_byte(csv->out, '\'');
	for (; *text; text++) {
		if (*text == '"')
			buf_byte(csv->out, '"');
		buf_byte(csv->out, (uint8_t)*text);
	}
	buf_byte(csv->out, '"');
}

void csv_number(struct csv *csv, uint64_t number)
{
	begin_cell(csv);
	buf_printf(csv->out, "%llu", (unsigned long long)number);
}

void csv_time(struct csv *csv, int64_t time)
{
	char text[CLOCK_TEXT_SIZE] = "";

	if (time != 0)
		clock_text_local(time, text);
	csv_text(csv, text);
}

void csv_end_row(struct csv *csv)
{
	buf_text(csv->out, "\r\n");
	csv->begun = false;
}

struct csv csv_begin(struct request *r, const char *name, const struct csv_column *columns,
                     size_t count)
{
	const char *lang = request_text(r, "lang");
	struct csv csv = {
	        .out = &r->out,
	        .japanese = strcmp(*lang ? lang : r->who.user.language, "en") != 0,
	};

	buf_clear(&r->out);
	buf_text(&r->out, "\xef\xbb\xbf"); /* without it Excel takes UTF-8 for CP932 */
	for (size_t i = 0; i < count; i++)
		csv_text(&csv, csv.japanese ? columns[i].ja : columns[i].en);
	csv_end_row(&csv);
	r->status = 200;
	r->type = "text/csv; charset=utf-8";
	r->disposition = arena_printf(&r->arena, "attachment; filename=\"yagura-%s.csv\"", name);
	return csv;
}
