/* xlsx.h - what the files that read workbooks share. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "inventory/ledger.h"

#include <expat.h>
#include <stdbool.h>
#include <zip.h>

#define STRING_MAX 1000000 /* shared strings */
#define MERGE_MAX  20000
#define ID_SIZE    64

struct relation {
	char id[ID_SIZE];
	char target[256];
};

struct area {
	size_t top, left, bottom, right; /* from 0 */
};

struct line {
	const char **cells;
	size_t count;
	size_t room;
};

struct book {
	zip_t *zip;
	struct arena *arena;
	size_t budget; /* bytes that may still be unpacked */
	size_t cells;
	int rc;
	const char *error;
	XML_Parser parser;

	const char **strings;
	size_t string_count, string_room;

	struct ledger_sheet sheets[LEDGER_SHEET_MAX];
	char sheet_relation[LEDGER_SHEET_MAX][ID_SIZE];
	size_t sheet_count;
	struct relation relations[LEDGER_SHEET_MAX * 2];
	size_t relation_count;

	/* the text being gathered */
	char text[LEDGER_CELL_MAX + 1];
	size_t text_length;
	bool gathering;
	unsigned phonetic; /* inside rPh: furigana, which is no part of the text (18.4.6) */

	/* the sheet being read */
	struct line *lines;
	size_t line_count, line_room;
	size_t row, column; /* next ones, from 0 */
	char type[16];
	struct area *merges;
	size_t merge_count, merge_room;
};

/* Ends the reading; the first reason stands. */
void xlsx_stop(struct book *book, int rc, const char *error);
/* A name without the prefix of its namespace; the value of an attribute, or NULL. */
const char *xlsx_local(const char *name);
const char *xlsx_attribute(const char **attributes, const char *name);
/* "BC17": column 54, row 16. Returns what follows, or NULL. */
const char *xlsx_place(const char *text, size_t *column, size_t *row);
/* Copies at most size - 1 bytes; NULL is "". */
void xlsx_copy(char *out, size_t size, const char *text);
/* The text gathered, cleaned, in the arena; gathering begins anew. */
const char *xlsx_gathered(struct book *book);

/* xlsx_sheet.c: handlers for a worksheet part, and what follows when it is read. */
void xlsx_sheet_start(void *argument, const XML_Char *name, const XML_Char **attributes);
void xlsx_sheet_end(void *argument, const XML_Char *name);
void xlsx_fill_merges(struct book *book);
