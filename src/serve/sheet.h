/* sheet.h - lists as spreadsheets: CSV and xlsx behind one face. SPDX-License-Identifier: Apache-2.0
 *
 * A list is written once, row by row and cell by cell; the kind of file decides what becomes of it.
 * No cell is ever a formula: devices choose their own names.
 */
#pragma once

#include "serve/request.h"

struct sheet;

struct sheet_column {
	const char *en;
	const char *ja;
};

struct sheet_kind {
	const char *suffix;
	const char *type;
	bool (*begin)(struct sheet *sheet); /* false: a problem was answered */
	void (*text)(struct sheet *sheet, const char *text); /* NULL: an empty cell */
	void (*number)(struct sheet *sheet, uint64_t number);
	void (*time)(struct sheet *sheet, int64_t time);
	void (*end_row)(struct sheet *sheet);
	void (*end)(struct sheet *sheet);
};

extern const struct sheet_kind sheet_csv;  /* csv.c */
extern const struct sheet_kind sheet_xlsx; /* xlsx.c */

struct sheet {
	struct request *request;
	const struct sheet_kind *kind;
	const struct sheet_column *columns;
	size_t column_count;
	bool japanese;
	bool begun;     /* csv: the row has a cell */
	struct arena row; /* what its cells became */
	void *workbook; /* xlsx.c */
};

/* name is that of the file, without its suffix. False: a problem was answered. */
bool sheet_begin(struct sheet *sheet, struct request *r, const struct sheet_kind *kind,
                 const char *name, const struct sheet_column *columns, size_t count);
/* The column's title in the reader's language. */
const char *sheet_title(const struct sheet *sheet, size_t column);
void sheet_text(struct sheet *sheet, const char *text);
/* A value of the API in the page's word for it: sheet_word(s, "role", "plc"). */
void sheet_word(struct sheet *sheet, const char *group, const char *value);
void sheet_number(struct sheet *sheet, uint64_t number);
/* An empty cell when it is less than least. */
void sheet_number_from(struct sheet *sheet, int64_t number, int64_t least);
void sheet_time(struct sheet *sheet, int64_t time);
void sheet_end_row(struct sheet *sheet);
/* The file becomes the answer. */
void sheet_end(struct sheet *sheet);
