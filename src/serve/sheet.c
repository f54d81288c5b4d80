/* sheet.c - lists as spreadsheets: what CSV and xlsx have in common. SPDX-License-Identifier: Apache-2.0
 */

#include "serve/sheet.h"

#include <string.h>

#include "lib/anonymous.h"
#include "serve/words.h"

bool sheet_begin(struct sheet *sheet, struct request *r, const struct sheet_kind *kind,
                 const char *name, const struct sheet_column *columns, size_t count)
{
	const char *lang = request_text(r, "lang");

	*sheet = (struct sheet){
	        .request = r,
	        .kind = kind,
	        .columns = columns,
	        .column_count = count,
	        .japanese = strcmp(*lang ? lang : r->who.user.language, "en") != 0,
	};
	if (!request_anonymous(r))
		return false;
	buf_clear(&r->out);
	r->status = 200;
	r->type = kind->type;
	r->disposition = arena_printf(&r->arena, "attachment; filename=\"yagura-%s.%s\"", name,
	                              kind->suffix);
	return kind->begin(sheet);
}

const char *sheet_title(const struct sheet *sheet, size_t column)
{
	return sheet->japanese ? sheet->columns[column].ja : sheet->columns[column].en;
}

void sheet_text(struct sheet *sheet, const char *text)
{
	text = anonymous_text(sheet->request->anonymous, &sheet->row, text);
	sheet->kind->text(sheet, text && *text ? text : NULL);
}

void sheet_word(struct sheet *sheet, const char *group, const char *value)
{
	sheet->kind->text(sheet, value && *value ? words_find(sheet->japanese, group, value) : NULL);
}

void sheet_number(struct sheet *sheet, uint64_t number)
{
	sheet->kind->number(sheet, number);
}

void sheet_number_from(struct sheet *sheet, int64_t number, int64_t least)
{
	if (number >= least)
		sheet->kind->number(sheet, (uint64_t)number);
	else
		sheet->kind->text(sheet, NULL);
}

void sheet_time(struct sheet *sheet, int64_t time)
{
	if (time != 0)
		sheet->kind->time(sheet, time);
	else
		sheet->kind->text(sheet, NULL);
}

void sheet_end_row(struct sheet *sheet)
{
	sheet->kind->end_row(sheet);
	arena_reset(&sheet->row);
}

void sheet_end(struct sheet *sheet)
{
	sheet->kind->end(sheet);
	arena_free(&sheet->row);
}
