/* xlsx_sheet.c - the cells of a worksheet (ECMA-376 part 1, 18.3). SPDX-License-Identifier:
 * Apache-2.0 */

#include "inventory/xlsx.h"

#include "lib/arena.h"
#include "lib/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *xlsx_place(const char *text, size_t *column, size_t *row)
{
	size_t letters = 0;
	char *end;

	while (*text >= 'A' && *text <= 'Z' && letters < 100000)
		letters = letters * 26 + (size_t)(*text++ - 'A' + 1);
	const unsigned long number = strtoul(text, &end, 10);

	if (letters == 0 || end == text || number == 0 || number > 1048576)
		return NULL;
	*column = letters - 1;
	*row = number - 1;
	return end;
}

/* Lines up to this one, empty where nothing was said. False beyond the limit. */
static bool make_lines(struct book *book, size_t count)
{
	if (count > LEDGER_ROW_MAX) {
		xlsx_stop(book, -E2BIG, "a sheet has more than 100,000 rows");
		return false;
	}
	if (count > book->line_room) {
		book->line_room = count > book->line_room * 2 ? count : book->line_room * 2;
		book->lines = xreallocarray(book->lines, book->line_room, sizeof(struct line));
	}
	while (book->line_count < count)
		book->lines[book->line_count++] = (struct line){NULL, 0, 0};
	return true;
}

/* Room for so many cells in the line; the old array stays in the arena. */
static bool widen(struct book *book, struct line *line, size_t wanted)
{
	size_t room = line->room ? line->room : 8;

	while (room < wanted)
		room *= 2;
	book->cells += room;
	if (book->cells > LEDGER_CELLS_MAX) {
		xlsx_stop(book, -E2BIG, "the workbook has more than 4 million cells");
		return false;
	}
	const char **cells = arena_alloc(book->arena, room * sizeof(char *));

	if (line->count)
		memcpy(cells, line->cells, line->count * sizeof(char *));
	line->cells = cells;
	line->room = room;
	return true;
}

static void set_cell(struct book *book, size_t row, size_t column, const char *text)
{
	if (column >= LEDGER_COLUMN_MAX || !make_lines(book, row + 1))
		return;
	struct line *line = &book->lines[row];

	if (column >= line->room && !widen(book, line, column + 1))
		return;
	while (line->count <= column)
		line->cells[line->count++] = "";
	line->cells[column] = text;
}

/* 1.2345678E7 is how Excel may write a long number that people see in full. */
static const char *number_text(struct book *book, const char *text)
{
	if (!strpbrk(text, "eE"))
		return text;
	char *end;
	const double number = strtod(text, &end);

	if (*end || number > 1e15 || number < -1e15)
		return text;
	return number == (double)(int64_t)number ? arena_printf(book->arena, "%.0f", number)
	                                         : arena_printf(book->arena, "%.10g", number);
}

static const char *cell_text(struct book *book)
{
	const char *text = xlsx_gathered(book);

	if (strcmp(book->type, "s") == 0) {
		const unsigned long index = strtoul(text, NULL, 10);

		return text[0] && index < book->string_count ? book->strings[index] : "";
	}
	if (strcmp(book->type, "e") == 0)
		return ""; /* #N/A and its like */
	if (strcmp(book->type, "b") == 0)
		return strcmp(text, "1") == 0 ? "TRUE" : "FALSE";
	return book->type[0] == '\0' || strcmp(book->type, "n") == 0 ? number_text(book, text)
	                                                             : text;
}

static void add_merge(struct book *book, const char *reference)
{
	struct area area;
	const char *colon = reference ? xlsx_place(reference, &area.left, &area.top) : NULL;

	if (!colon || *colon != ':' || !xlsx_place(colon + 1, &area.right, &area.bottom) ||
	    book->merge_count == MERGE_MAX)
		return;
	if (book->merge_count == book->merge_room) {
		book->merge_room = book->merge_room ? book->merge_room * 2 : 64;
		book->merges = xreallocarray(book->merges, book->merge_room, sizeof(struct area));
	}
	book->merges[book->merge_count++] = area;
}

void xlsx_sheet_start(void *argument, const XML_Char *name, const XML_Char **attributes)
{
	struct book *book = argument;
	const char *what = xlsx_local(name);

	if (strcmp(what, "row") == 0) {
		const char *number = xlsx_attribute(attributes, "r");
		const unsigned long row = number ? strtoul(number, NULL, 10) : 0;

		if (row > 0 && row <= 1048576)
			book->row = row - 1;
		book->column = 0;
	} else if (strcmp(what, "c") == 0) {
		const char *place = xlsx_attribute(attributes, "r");
		size_t column, row;

		if (place && xlsx_place(place, &column, &row))
			book->column = column;
		xlsx_copy(book->type, sizeof(book->type), xlsx_attribute(attributes, "t"));
		book->text_length = 0;
	} else if (strcmp(what, "v") == 0 || strcmp(what, "t") == 0) {
		book->gathering = true;
	} else if (strcmp(what, "rPh") == 0) {
		book->phonetic++;
	} else if (strcmp(what, "mergeCell") == 0) {
		add_merge(book, xlsx_attribute(attributes, "ref"));
	}
}

void xlsx_sheet_end(void *argument, const XML_Char *name)
{
	struct book *book = argument;
	const char *what = xlsx_local(name);

	if (strcmp(what, "v") == 0 || strcmp(what, "t") == 0) {
		book->gathering = false;
	} else if (strcmp(what, "rPh") == 0 && book->phonetic) {
		book->phonetic--;
	} else if (strcmp(what, "c") == 0) {
		const char *text = book->text_length ? cell_text(book) : "";

		if (text[0])
			set_cell(book, book->row, book->column, text);
		book->column++;
	} else if (strcmp(what, "row") == 0) {
		book->row++;
	}
}

/* All cells of a merged area say what its first one says; only within the rows and columns in use.
 */
void xlsx_fill_merges(struct book *book)
{
	for (size_t i = 0; i < book->merge_count && !book->rc; i++) {
		const struct area *a = &book->merges[i];
		const struct line *first = a->top < book->line_count ? &book->lines[a->top] : NULL;

		if (!first || a->left >= first->count || !first->cells[a->left][0])
			continue;
		const char *text = first->cells[a->left];

		/* The first row's other cells stay empty: a title over ten columns is no ten
		 * headers. */
		for (size_t row = a->top + 1;
		     row <= a->bottom && row < book->line_count && !book->rc; row++)
			if (a->left >= book->lines[row].count ||
			    !book->lines[row].cells[a->left][0])
				set_cell(book, row, a->left, text);
	}
}
