/* xlsx.c - lists as xlsx workbooks, through libxlsxwriter. SPDX-License-Identifier: Apache-2.0
 *
 * Rows go to temporary files in the spool folder as they are written, so that a long list costs no
 * memory until it is packed. Every text is written as a string: "=1+1" stays what it is.
 */

#include "serve/server.h"
#include "serve/sheet.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "lib/clock.h"
#include "lib/log.h"

#define CELL_MAX  32767 /* bytes: a cell's limit is as many characters */
#define WIDTH     18
#define UNIX_DAY  25569 /* 1970-01-01 as spreadsheets count days */
#define DAY_SECONDS 86400

struct book {
	lxw_workbook *workbook;
	lxw_worksheet *page;
	lxw_format *title;
	lxw_format *time;
	lxw_row_t row;
	lxw_col_t column;
};

/* The first row, which stays in sight. A list longer than a page goes on in the next. */
static void begin_page(struct sheet *sheet)
{
	struct book *book = sheet->workbook;
	const lxw_col_t last = (lxw_col_t)(sheet->column_count - 1);

	book->page = workbook_add_worksheet(book->workbook, NULL);
	worksheet_set_column(book->page, 0, last, WIDTH, NULL);
	worksheet_freeze_panes(book->page, 1, 0);
	for (lxw_col_t i = 0; i <= last; i++)
		worksheet_write_string(book->page, 0, i, sheet_title(sheet, i), book->title);
	book->row = 1;
	book->column = 0;
}

static bool begin(struct sheet *sheet)
{
	struct request *r = sheet->request;
	struct book *book = arena_alloc(&r->arena, sizeof(*book));

	if (!spool_open(r, true))
		return false;
	lxw_workbook_options options = {.constant_memory = LXW_TRUE,
	                                .tmpdir = r->server->spool_folder};
	*book = (struct book){.workbook = workbook_new_opt(r->spool_path, &options)};
	if (!book->workbook) {
		request_failed(r, -ENOMEM);
		return false;
	}
	book->title = workbook_add_format(book->workbook);
	format_set_bold(book->title);
	book->time = workbook_add_format(book->workbook);
	format_set_num_format(book->time, "yyyy-mm-dd hh:mm:ss");
	sheet->workbook = book;
	begin_page(sheet);
	return true;
}

/* Not more than fits, cut between two characters (UTF-8: the bytes inside of one are 10xxxxxx). */
static const char *cut(struct sheet *sheet, const char *text)
{
	size_t length = strlen(text);

	if (length <= CELL_MAX)
		return text;
	for (length = CELL_MAX; length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80;)
		length--;
	return arena_copy(&sheet->request->arena, text, length);
}

static void put_text_cell(struct sheet *sheet, const char *text)
{
	struct book *book = sheet->workbook;

	if (text)
		worksheet_write_string(book->page, book->row, book->column, cut(sheet, text), NULL);
	book->column++;
}

static void put_number(struct sheet *sheet, uint64_t number)
{
	struct book *book = sheet->workbook;

	worksheet_write_number(book->page, book->row, book->column++, (double)number, NULL);
}

/* The plant's own time, as a number of days: a spreadsheet knows no zone. */
static void put_time_cell(struct sheet *sheet, int64_t time)
{
	struct book *book = sheet->workbook;
	const double days = (double)(time / SECOND + clock_offset(time)) / DAY_SECONDS;

	worksheet_write_number(book->page, book->row, book->column++, days + UNIX_DAY, book->time);
}

static void end_row(struct sheet *sheet)
{
	struct book *book = sheet->workbook;

	book->column = 0;
	if (++book->row == LXW_ROW_MAX)
		begin_page(sheet);
}

/* Of the file that the library wrote under the spool's name. */
static int read_back(struct request *r)
{
	ssize_t n;

	do {
		uint8_t *room = buf_reserve(&r->out, 65536);

		if (!room)
			return -EFBIG;
		n = read(r->spool, room, 65536);
		if (n > 0)
			r->out.length += (size_t)n;
	} while (n > 0 || (n < 0 && errno == EINTR));
	return n < 0 ? -errno : 0;
}

static void end(struct sheet *sheet)
{
	struct request *r = sheet->request;
	struct book *book = sheet->workbook;
	const lxw_error error = workbook_close(book->workbook);

	if (error != LXW_NO_ERROR)
		log_warn("serve: a workbook in %s: %s", r->server->spool_folder, lxw_strerror(error));
	if (r->status == 200)
		(void)request_good(r, error != LXW_NO_ERROR ? -EIO : read_back(r));
	spool_close(r);
}

const struct sheet_kind sheet_xlsx = {
        .suffix = "xlsx",
        .type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        .begin = begin,
        .text = put_text_cell,
        .number = put_number,
        .time = put_time_cell,
        .end_row = end_row,
        .end = end,
};
