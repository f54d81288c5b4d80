/* fill.h - answers written into a workbook that somebody sent, and nothing else in it. SPDX-License-Identifier: Apache-2.0
 *
 * Hostile input: meant for a confined child.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;

#define FILL_ITEMS_MAX 2000

/* What is to be written beside one number. */
struct fill_item {
	const char *number; /* "3-5" */
	const char *answer; /* "" nothing */
	const char *remark; /* "" nothing */
};

struct fill_order {
	const char *sheet;
	int number_column; /* from 0 */
	int answer_column;
	int remark_column; /* -1: none */
	const struct fill_item *items;
	size_t count;
};

enum fill_fate {
	FILL_WRITTEN,
	FILL_MISSING, /* no row has this number */
	FILL_FORMULA, /* the cell computes; it is left alone */
	FILL_MERGED,  /* the cell belongs to one of another row */
	FILL_EMPTY,   /* there is nothing to write */
};

struct fill_told {
	enum fill_fate fate; /* of the answer's cell */
	size_t row;	     /* of the sheet, from 1; 0 none */
	bool dated;	     /* the number had become a date: 3-5 was the fifth of March */
};

/*
 * Writes into a copy of the workbook; told has a place per item. All other parts of the archive stay as they
 * are, byte for byte, and so does the sheet but for the cells written. 0, or -EINVAL, -E2BIG with a static
 * text in error.
 */
__attribute__((warn_unused_result)) int fill_workbook(const void *bytes, size_t length,
						      const struct fill_order *order,
						      struct arena *arena, struct fill_told *told,
						      struct buf *out, const char **error);

/* One cell to be written in the XML of a sheet (fill_sheet.c). */
struct fill_cell {
	size_t row; /* from 0 */
	size_t column;
	const char *text;
	enum fill_fate fate; /* given back */
};

/* The sheet with these cells in the place of what stood there. 0, or -EINVAL with a static text in error. */
__attribute__((warn_unused_result)) int fill_sheet(const void *xml, size_t length,
						   struct fill_cell *cells, size_t count,
						   struct buf *out, const char **error);

/* The number of an item as it is compared: 【３－５】 is 3-5. Text of the arena. */
const char *fill_number(struct arena *arena, const char *text);

/* ---- between server and job: an order as text in front of the workbook, an answer in front of the new one ---- */

/* Writes the order and the workbook behind it. */
void fill_order_write(struct buf *out, const struct fill_order *order, const void *bytes,
		      size_t length);
/* Reads such an order and does it: out is a line a told item ("fate row dated"), an empty line, the new
 * workbook. 0 or -EINVAL with error. */
__attribute__((warn_unused_result)) int fill_job(const void *bytes, size_t length, struct buf *out,
						 const char **error);
