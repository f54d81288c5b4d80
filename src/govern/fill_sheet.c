/* fill_sheet.c - cells of a worksheet written in place (ECMA-376 part 1, 18.3). SPDX-License-Identifier: Apache-2.0
 *
 * The sheet is not built anew: expat tells where rows and cells stand in the bytes, and only those
 * bytes are exchanged. A text is an inline string, so that no formula is ever made of it.
 */

#include "govern/fill.h"
#include "inventory/xlsx.h"

#include "lib/buf.h"
#include "lib/memory.h"
#include "lib/xml_out.h"

#include <errno.h>
#include <expat.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STYLE_MAX  16
#define PREFIX_MAX 32

/* Bytes from..to give way to the cells first..last. */
struct edit {
	size_t from, to;
	struct fill_cell *cell;
	char style[STYLE_MAX];
	bool opens; /* the row was <row/>: it is opened, and closed behind its cells */
	bool closes;
};

struct scan {
	XML_Parser parser;
	const char *bytes;
	struct fill_cell *cells;
	size_t count;
	struct area *merges;
	size_t merge_count;
	bool merging; /* first turn: only merges are wanted */
	struct edit *edits;
	size_t edit_count;
	char prefix[PREFIX_MAX]; /* "x:" of <x:row> */
	size_t row, column;
	size_t next; /* the first of the row's cells that is not written yet */
	bool in_data;
	bool row_empty; /* <row/> */
	struct edit *open; /* the cell that is being read, to be exchanged */
	bool formula;
	const char *error;
};

static void stop(struct scan *s, const char *error)
{
	if (!s->error)
		s->error = error;
	XML_StopParser(s->parser, XML_FALSE);
}

static size_t place(const struct scan *s)
{
	return (size_t)XML_GetCurrentByteIndex(s->parser);
}

static size_t place_behind(const struct scan *s)
{
	return place(s) + (size_t)XML_GetCurrentByteCount(s->parser);
}

static void add_merge(struct scan *s, const char *reference)
{
	struct area a;
	const char *colon = reference ? xlsx_place(reference, &a.left, &a.top) : NULL;

	if (!colon || *colon != ':' || !xlsx_place(colon + 1, &a.right, &a.bottom))
		return;
	if (s->merge_count == MERGE_MAX) {
		stop(s, "the sheet has too many merged cells");
		return;
	}
	s->merges[s->merge_count++] = a;
}

/* A cell inside a merged one is that one; of another row it is left alone. */
static void resolve_merges(struct scan *s)
{
	for (size_t i = 0; i < s->count; i++)
		for (size_t m = 0; m < s->merge_count; m++) {
			const struct area *a = &s->merges[m];
			struct fill_cell *c = &s->cells[i];

			if (c->row < a->top || c->row > a->bottom || c->column < a->left ||
			    c->column > a->right)
				continue;
			if (c->row != a->top)
				c->fate = FILL_MERGED;
			c->column = a->left;
		}
}

/* ---- the cells of a row ---- */

static struct edit *add_edit(struct scan *s, struct fill_cell *cell, size_t from, size_t to)
{
	struct edit *e = &s->edits[s->edit_count++];

	*e = (struct edit){.from = from, .to = to, .cell = cell};
	return e;
}

/* Cells of this row before this column that are not there yet are put in front of `at`. */
static struct edit *insert_before(struct scan *s, size_t column, size_t at)
{
	struct edit *last = NULL;

	while (s->next < s->count && s->cells[s->next].row == s->row &&
	       s->cells[s->next].column < column) {
		struct fill_cell *cell = &s->cells[s->next++];

		if (cell->fate != FILL_MERGED)
			last = add_edit(s, cell, at, at);
	}
	return last;
}

static void begin_row(struct scan *s, const char *name, const char **attributes)
{
	const char *number = xlsx_attribute(attributes, "r");
	const unsigned long row = number ? strtoul(number, NULL, 10) : s->row + 2;
	const size_t length = (size_t)(xlsx_local(name) - name);

	if (row > 1048576 || row <= s->row + 1) { /* before the first: SIZE_MAX + 1 is 0 */
		stop(s, "the sheet's rows are not in order");
		return;
	}
	s->row = row - 1;
	s->column = SIZE_MAX;
	snprintf(s->prefix, sizeof(s->prefix), "%.*s", (int)(length < PREFIX_MAX ? length : 0), name);
	while (s->next < s->count && s->cells[s->next].row < s->row)
		s->next++;
	s->row_empty = place_behind(s) >= 2 && s->bytes[place_behind(s) - 2] == '/';
}

static void end_row(struct scan *s)
{
	const size_t first = s->edit_count;
	/* of <row/> the end is told where the next begins: "/>" gives way */
	const size_t at = s->row_empty ? place_behind(s) - 2 : place(s);

	if (!insert_before(s, SIZE_MAX, at) || !s->row_empty)
		return;
	s->edits[first].opens = true;
	s->edits[s->edit_count - 1].closes = true;
	s->edits[s->edit_count - 1].to = at + 2;
}

static void begin_cell(struct scan *s, const char **attributes)
{
	const char *reference = xlsx_attribute(attributes, "r");
	const char *style = xlsx_attribute(attributes, "s");
	size_t column = s->column + 1, row = s->row;

	if ((reference && !xlsx_place(reference, &column, &row)) || row != s->row ||
	    column < s->column + 1) {
		stop(s, "the sheet's cells are not in order");
		return;
	}
	s->column = column;
	(void)insert_before(s, column, place(s));
	s->open = NULL;
	if (s->next == s->count || s->cells[s->next].row != row || s->cells[s->next].column != column)
		return;
	struct fill_cell *cell = &s->cells[s->next++];

	if (cell->fate == FILL_MERGED)
		return;
	s->open = add_edit(s, cell, place(s), 0);
	s->formula = false;
	if (style && strlen(style) < STYLE_MAX && strspn(style, "0123456789") == strlen(style))
		memcpy(s->open->style, style, strlen(style) + 1);
}

static void end_cell(struct scan *s)
{
	struct edit *e = s->open;

	s->open = NULL;
	if (!e)
		return;
	e->to = place_behind(s);
	if (!s->formula)
		return;
	e->cell->fate = FILL_FORMULA;
	s->edit_count = (size_t)(e - s->edits); /* nothing came behind it */
}

static void start(void *argument, const XML_Char *name, const XML_Char **attributes)
{
	struct scan *s = argument;
	const char *what = xlsx_local(name);

	if (s->merging) {
		if (strcmp(what, "mergeCell") == 0)
			add_merge(s, xlsx_attribute(attributes, "ref"));
		return;
	}
	if (strcmp(what, "sheetData") == 0)
		s->in_data = true;
	else if (!s->in_data)
		return;
	else if (strcmp(what, "row") == 0)
		begin_row(s, name, attributes);
	else if (strcmp(what, "c") == 0)
		begin_cell(s, attributes);
	else if (strcmp(what, "f") == 0)
		s->formula = true;
}

static void end(void *argument, const XML_Char *name)
{
	struct scan *s = argument;
	const char *what = xlsx_local(name);

	if (s->merging || !s->in_data)
		return;
	if (strcmp(what, "sheetData") == 0)
		s->in_data = false;
	else if (strcmp(what, "row") == 0)
		end_row(s);
	else if (strcmp(what, "c") == 0)
		end_cell(s);
}

static void refuse_doctype(void *argument, const XML_Char *name, const XML_Char *system,
			   const XML_Char *public, int has_internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)has_internal;
	stop(argument, "the workbook contains a document type, which no Excel file does");
}

static bool run(struct scan *s, size_t length)
{
	s->parser = XML_ParserCreate(NULL);
	XML_SetUserData(s->parser, s);
	XML_SetElementHandler(s->parser, start, end);
	XML_SetStartDoctypeDeclHandler(s->parser, refuse_doctype);
	if (XML_Parse(s->parser, s->bytes, (int)length, 1) != XML_STATUS_OK && !s->error)
		s->error = "the workbook is damaged: its sheet is no XML";
	XML_ParserFree(s->parser);
	s->parser = NULL;
	return !s->error;
}

/* ---- writing ---- */

static void put_reference(struct buf *out, size_t column, size_t row)
{
	char letters[8];
	size_t at = sizeof(letters);

	for (size_t n = column + 1; n > 0; n = (n - 1) / 26)
		letters[--at] = (char)('A' + (n - 1) % 26);
	buf_append(out, letters + at, sizeof(letters) - at);
	buf_printf(out, "%zu", row + 1);
}

static bool is_small_number(const char *text)
{
	return *text && strlen(text) <= 9 && strspn(text, "0123456789") == strlen(text) &&
	       (text[0] != '0' || !text[1]);
}

static void put_cell(struct buf *out, const struct scan *s, const struct edit *e)
{
	const char *p = s->prefix;

	buf_printf(out, "<%sc r=\"", p);
	put_reference(out, e->cell->column, e->cell->row);
	buf_byte(out, '"');
	if (e->style[0])
		buf_printf(out, " s=\"%s\"", e->style);
	if (is_small_number(e->cell->text)) {
		buf_printf(out, "><%sv>%s</%sv></%sc>", p, e->cell->text, p, p);
		return;
	}
	buf_printf(out, " t=\"inlineStr\"><%sis><%st xml:space=\"preserve\">", p, p);
	xml_text(out, e->cell->text, NULL);
	buf_printf(out, "</%st></%sis></%sc>", p, p, p);
}

static void write_edits(struct buf *out, const struct scan *s, size_t length)
{
	size_t done = 0;

	for (size_t i = 0; i < s->edit_count; i++) {
		const struct edit *e = &s->edits[i];

		buf_append(out, s->bytes + done, e->from - done);
		if (e->opens)
			buf_byte(out, '>');
		put_cell(out, s, e);
		if (e->closes)
			buf_printf(out, "</%srow>", s->prefix);
		e->cell->fate = FILL_WRITTEN;
		done = e->to;
	}
	buf_append(out, s->bytes + done, length - done);
}

static int by_place(const void *x, const void *y)
{
	const struct fill_cell *a = x;
	const struct fill_cell *b = y;

	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	return a->column < b->column ? -1 : a->column > b->column;
}

/* Offsets are of bytes: a sheet of two bytes a character would need cells of such. */
static bool is_utf8(const unsigned char *bytes, size_t length)
{
	return length > 3 && bytes[0] != 0xfe && bytes[0] != 0xff && bytes[0] != 0 && bytes[1] != 0;
}

/* Two may have become one cell by a merge: the first is written. */
static void mind_twins(struct fill_cell *cells, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (by_place(&cells[i - 1], &cells[i]) == 0)
			cells[i].fate = FILL_MERGED;
}

int fill_sheet(const void *xml, size_t length, struct fill_cell *cells, size_t count,
	       struct buf *out, const char **error)
{
	struct scan s = {.bytes = xml, .cells = cells, .count = count, .merging = true};

	*error = "the sheet is written in an unusual way (not UTF-8), or too large";
	if (length > INT32_MAX || !is_utf8(xml, length))
		return -EINVAL;
	s.merges = xcalloc(MERGE_MAX, sizeof(*s.merges));
	s.edits = xcalloc(count + 1, sizeof(*s.edits));
	if (run(&s, length)) {
		resolve_merges(&s);
		qsort(cells, count, sizeof(*cells), by_place);
		mind_twins(cells, count);
		s.merging = false;
		s.row = SIZE_MAX;
		if (run(&s, length))
			write_edits(out, &s, length);
	}
	free(s.merges);
	free(s.edits);
	*error = s.error;
	return s.error ? -EINVAL : 0;
}
