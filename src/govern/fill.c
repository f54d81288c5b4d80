/* fill.c - answers written into a workbook that somebody sent. SPDX-License-Identifier: Apache-2.0
 *
 * Rows are found by the item's number, as people write it; the archive is changed in one part alone.
 */

#include "govern/fill.h"

#include "inventory/ledger.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/memory.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

/* ---- numbers ---- */

/* Full-width ASCII (U+FF01..5E) and the dashes people type become plain; brackets and blanks go. */
static size_t plain(const unsigned char *p, char *out)
{
	static const struct {
		const char *utf8;
		char plain;
	} marks[] = {{"\xe2\x80\x90", '-'}, {"\xe2\x80\x91", '-'}, {"\xe2\x80\x92", '-'},
		     {"\xe2\x80\x93", '-'}, {"\xe2\x80\x94", '-'}, {"\xe2\x88\x92", '-'},
		     {"\xe3\x83\xbc", '-'}, {"\xef\xbd\xb0", '-'}, {"\xe3\x80\x90", ' '},
		     {"\xe3\x80\x91", ' '}, {"\xe3\x80\x80", ' '}};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (memcmp(p, marks[i].utf8, 3) == 0) {
			*out = marks[i].plain;
			return 3;
		}
	if (p[0] == 0xef && (p[1] == 0xbc || p[1] == 0xbd) && p[2] >= 0x80) {
		const int code = (p[1] == 0xbc ? 0 : 64) + p[2] - 0x80; /* U+FF00 + code */

		*out = code >= 1 && code <= 0x5e ? (char)(0x20 + code) : ' ';
		return 3;
	}
	*out = (char)*p;
	return 1;
}

const char *fill_number(struct arena *arena, const char *text)
{
	const size_t length = strlen(text);
	unsigned char *copy = arena_alloc(arena, length + 4); /* zeroes behind: three bytes can be compared */
	char *out = arena_alloc(arena, length + 1);
	size_t used = 0;

	memcpy(copy, text, length);
	for (size_t i = 0; i < length;) {
		char c;

		i += plain(copy + i, &c);
		if (c >= 'A' && c <= 'Z')
			c = (char)(c + 'a' - 'A');
		if (!strchr(" ()[]\t", c))
			out[used++] = c;
	}
	return out;
}

/* Days since 1899-12-30, as Excel counts: "3-5" that was taken for a date. */
static const char *number_of_date(struct arena *arena, const char *text)
{
	static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	const long serial = strspn(text, "0123456789") == strlen(text) ? strtol(text, NULL, 10) : 0;

	if (strlen(text) != 5 || serial < 40000 || serial > 60000)
		return NULL;
	/* the day of a year: 1461 days are four of them, beginning with 2008-01-01 = 39448 */
	long day = (serial - 39448) % 1461;
	const bool leap = day < 366;

	day = leap ? day : (day - 366) % 365;
	for (int month = 0; month < 12; month++) {
		const int size = month == 1 && !leap ? 28 : days[month];

		if (day < size)
			return arena_printf(arena, "%d-%ld", month + 1, day + 1);
		day -= size;
	}
	return NULL;
}

static bool is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '.';
}

/* The number stands alone in the text, or in front of it: "3-5", "no.3-5:", "3-5 segments". */
static bool has_number(const char *text, const char *number)
{
	const size_t length = strlen(number);

	if (strncmp(text, "no.", 3) == 0)
		text += 3;
	return strncmp(text, number, length) == 0 && !is_word(text[length]);
}

/* ---- rows ---- */

static const char *cell_of(const struct ledger_line *line, int column)
{
	return column >= 0 && (size_t)column < line->count ? line->cells[column] : "";
}

static size_t find_row(const struct ledger_sheet *sheet, const struct fill_order *order,
		       const char *number, struct arena *arena, bool *dated)
{
	for (int turn = 0; turn < 2; turn++)
		for (size_t row = 0; row < sheet->count; row++) {
			const char *text = cell_of(&sheet->lines[row], order->number_column);

			if (!*text)
				continue;
			text = turn ? number_of_date(arena, text) : fill_number(arena, text);
			*dated = turn == 1;
			if (text && has_number(text, number))
				return row + 1;
		}
	*dated = false;
	return 0;
}

/* ---- the archive ---- */

static int read_part(zip_t *zip, zip_uint64_t index, struct buf *out, const char **error)
{
	zip_file_t *file = zip_fopen_index(zip, index, 0);
	zip_int64_t got = 0;

	*error = "the workbook is damaged";
	out->max = LEDGER_BYTES_MAX;
	for (uint8_t *room; file && (room = buf_reserve(out, 65536)); out->length += (size_t)got) {
		got = zip_fread(file, room, 65536);
		if (got <= 0)
			break;
	}
	if (file)
		zip_fclose(file);
	return file && got == 0 && !out->full ? 0 : -EINVAL;
}

/* What the archive is once it is closed. */
static int take_archive(zip_source_t *source, struct buf *out)
{
	zip_int64_t size;

	if (zip_source_open(source) != 0)
		return -EINVAL;
	int rc = zip_source_seek(source, 0, SEEK_END) == 0 ? 0 : -EINVAL;

	size = zip_source_tell(source);
	if (rc == 0 && (size < 0 || zip_source_seek(source, 0, SEEK_SET) != 0))
		rc = -EINVAL;
	uint8_t *room = rc == 0 ? buf_reserve(out, (size_t)size) : NULL;

	if (!room || zip_source_read(source, room, (zip_uint64_t)size) != size)
		rc = -EINVAL;
	else
		out->length += (size_t)size;
	zip_source_close(source);
	return rc;
}

static int replace(zip_t *zip, zip_uint64_t index, const struct buf *sheet)
{
	zip_stat_t before;
	zip_source_t *source = zip_source_buffer(zip, sheet->data, sheet->length, 0);

	if (!source || zip_stat_index(zip, index, 0, &before) != 0)
		return -EINVAL;
	if (zip_file_replace(zip, index, source, 0) != 0) {
		zip_source_free(source);
		return -EINVAL;
	}
	if (before.valid & ZIP_STAT_MTIME) /* the file is as old as it was */
		(void)zip_file_set_mtime(zip, index, before.mtime, 0);
	return 0;
}

static bool is_signed(zip_t *zip)
{
	const zip_int64_t count = zip_get_num_entries(zip, 0);

	for (zip_int64_t i = 0; i < count; i++) {
		const char *name = zip_get_name(zip, (zip_uint64_t)i, 0);

		if (name && strncmp(name, "_xmlsignatures/", 15) == 0)
			return true;
	}
	return false;
}

static int change_part(zip_t *zip, const char *part, struct fill_cell *cells, size_t count,
		       struct buf *sheet, const char **error)
{
	struct buf xml = {0};
	const zip_int64_t index = zip_name_locate(zip, part, 0);
	int rc = index < 0 ? -EINVAL : read_part(zip, (zip_uint64_t)index, &xml, error);

	if (rc == 0 && is_signed(zip)) {
		*error = "the workbook is signed: a cell more would break its signature";
		rc = -EINVAL;
	}
	if (rc == 0)
		rc = fill_sheet(xml.data, xml.length, cells, count, sheet, error);
	if (rc == 0)
		rc = replace(zip, (zip_uint64_t)index, sheet);
	buf_free(&xml);
	return rc;
}

static int change_archive(const void *bytes, size_t length, const char *part,
			  struct fill_cell *cells, size_t count, struct buf *out,
			  const char **error)
{
	struct buf sheet = {0};
	zip_error_t problem;

	zip_error_init(&problem);
	*error = "the workbook is damaged";
	zip_source_t *source = zip_source_buffer_create(bytes, length, 0, &problem);
	if (!source)
		return -ENOMEM;
	zip_source_keep(source);
	zip_t *zip = zip_open_from_source(source, 0, &problem);
	int rc = zip ? change_part(zip, part, cells, count, &sheet, error) : -EINVAL;

	if (rc == 0 && zip_close(zip) == 0)
		rc = take_archive(source, out);
	else if (zip)
		zip_discard(zip);
	else
		zip_source_free(source); /* what opening would have taken */
	if (rc == 0)
		*error = NULL;
	else if (!*error)
		*error = "the workbook could not be written";
	zip_source_free(source);
	zip_error_fini(&problem);
	buf_free(&sheet);
	return rc;
}

/* ---- an order ---- */

static const struct ledger_sheet *find_sheet(const struct ledger_file *file, const char *name)
{
	for (size_t i = 0; i < file->count; i++)
		if (strcmp(file->sheets[i].name, name) == 0 && file->sheets[i].part)
			return &file->sheets[i];
	return NULL;
}

static size_t plan_cells(const struct ledger_sheet *sheet, const struct fill_order *order,
			 struct arena *arena, struct fill_told *told, struct fill_cell *cells)
{
	size_t count = 0;

	for (size_t i = 0; i < order->count; i++) {
		const struct fill_item *item = &order->items[i];

		told[i].row = find_row(sheet, order, fill_number(arena, item->number), arena,
				       &told[i].dated);
		told[i].fate = told[i].row ? FILL_EMPTY : FILL_MISSING;
		if (told[i].row && item->answer[0])
			cells[count++] = (struct fill_cell){told[i].row - 1,
							    (size_t)order->answer_column,
							    item->answer, FILL_MISSING};
		if (told[i].row && item->remark[0] && order->remark_column >= 0)
			cells[count++] = (struct fill_cell){told[i].row - 1,
							    (size_t)order->remark_column,
							    item->remark, FILL_MISSING};
	}
	return count;
}

/* What became of each answer's cell; the texts are the order's own, so they tell whose it is. */
static void tell(const struct fill_order *order, const struct fill_cell *cells, size_t count,
		 struct fill_told *told)
{
	for (size_t i = 0; i < order->count; i++)
		for (size_t c = 0; told[i].row && c < count; c++)
			if (cells[c].row == told[i].row - 1 &&
			    (cells[c].text == order->items[i].answer ||
			     (!order->items[i].answer[0] && cells[c].text == order->items[i].remark)))
				told[i].fate = cells[c].fate;
}

int fill_workbook(const void *bytes, size_t length, const struct fill_order *order,
		  struct arena *arena, struct fill_told *told, struct buf *out, const char **error)
{
	struct ledger_file file;

	*error = "this is no Excel workbook (.xlsx); one with a password or of the old kind (.xls) cannot be filled";
	if (length < 4 || memcmp(bytes, "PK\3\4", 4) != 0)
		return -EINVAL;
	int rc = ledger_read(bytes, length, arena, &file, error);

	if (rc)
		return rc;
	const struct ledger_sheet *sheet = find_sheet(&file, order->sheet);

	*error = "the workbook has no such sheet";
	if (!sheet)
		return -EINVAL;
	*error = "number and answer are two columns of the sheet";
	if (order->number_column < 0 || order->answer_column < 0 ||
	    order->answer_column >= LEDGER_COLUMN_MAX || order->remark_column >= LEDGER_COLUMN_MAX ||
	    order->answer_column == order->number_column ||
	    order->remark_column == order->number_column ||
	    order->remark_column == order->answer_column)
		return -EINVAL;
	struct fill_cell *cells = arena_alloc(arena, (2 * order->count + 1) * sizeof(*cells));
	const size_t count = plan_cells(sheet, order, arena, told, cells);

	rc = change_archive(bytes, length, sheet->part, cells, count, out, error);
	if (!rc)
		tell(order, cells, count, told);
	return rc;
}
