/* table.c - a table of the page as an Excel workbook (S4-184). SPDX-License-Identifier: Apache-2.0
 *
 * What the page shows is what is saved, so the page sends it; nothing of it is kept here. A text is never a formula.
 */

#include "lib/anonymous.h"
#include "serve/request.h"
#include "serve/routes.h"
#include "serve/sheet.h"

#include <stdlib.h>
#include <string.h>

#define COLUMNS_MAX 200

/* "1,234" of the page and 12; no number that begins with 0, and none that a double would change. */
static bool is_number(const char *text, uint64_t *number)
{
	char digits[24];
	size_t count = 0;

	for (const char *p = text; *p; p++) {
		if (*p == ',' && p != text && strspn(p + 1, "0123456789") == 3)
			continue;
		if (*p < '0' || *p > '9' || count >= 15)
			return false;
		digits[count++] = *p;
	}
	digits[count] = '\0';
	*number = strtoull(digits, NULL, 10);
	return count > 0 && (digits[0] != '0' || count == 1);
}

static void put_cell(struct sheet *sheet, const char *text)
{
	uint64_t number;

	/* before it is taken for a number: a serial number may be one */
	text = anonymous_text(sheet->request->anonymous, &sheet->row, text);
	if (text && is_number(text, &number))
		sheet_number(sheet, number);
	else
		sheet_text(sheet, text);
}

static struct sheet_column *read_titles(struct request *r, const struct json_in *titles, size_t count)
{
	struct sheet_column *columns = arena_alloc(&r->arena, count * sizeof(*columns));

	for (size_t i = 0; i < count; i++) {
		const char *title = json_in_text_at(titles, i);

		columns[i].en = columns[i].ja = title ? anonymous_text(r->anonymous, &r->arena, title) : "";
	}
	return columns;
}

void table_xlsx(struct request *r)
{
	const struct json_in *rows = json_in_array(r->object, "rows");
	const struct json_in *titles = json_in_array_at(rows, 0);
	const size_t columns = json_in_count(titles);
	struct sheet sheet;

	if (columns == 0 || columns > COLUMNS_MAX) {
		request_problem(r, 422, "Not possible", "rows: of texts, at most 200 a row, the first of titles");
		return;
	}
	const bool csv = strcmp(request_text(r, "format"), "csv") == 0;

	if (!request_anonymous(r) ||
	    !sheet_begin(&sheet, r, csv ? &sheet_csv : &sheet_xlsx, "table", read_titles(r, titles, columns), columns))
		return;
	for (size_t i = 1; i < json_in_count(rows); i++) {
		const struct json_in *row = json_in_array_at(rows, i);

		for (size_t c = 0; c < columns; c++)
			put_cell(&sheet, json_in_text_at(row, c));
		sheet_end_row(&sheet);
	}
	sheet_end(&sheet);
}
