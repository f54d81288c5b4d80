/* xlsx.c - workbooks (ECMA-376 part 1, SpreadsheetML) as rows of text. SPDX-License-Identifier:
 * Apache-2.0
 *
 * The archive is never written to disk; what it unpacks to is counted as it comes, not as it
 * claims.
 */

#include "inventory/xlsx.h"

#include "lib/arena.h"
#include "lib/memory.h"
#include "lib/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void xlsx_stop(struct book *book, int rc, const char *error)
{
	if (!book->rc) {
		book->rc = rc;
		book->error = error;
	}
	if (book->parser)
		XML_StopParser(book->parser, XML_FALSE);
}

/* A name without the prefix of its namespace. */
const char *xlsx_local(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

const char *xlsx_attribute(const char **attributes, const char *name)
{
	for (; attributes[0]; attributes += 2)
		if (strcmp(xlsx_local(attributes[0]), name) == 0)
			return attributes[1];
	return NULL;
}

void xlsx_copy(char *out, size_t size, const char *text)
{
	snprintf(out, size, "%s", text ? text : "");
}

static void gather(void *argument, const XML_Char *text, int length)
{
	struct book *book = argument;
	const size_t left = LEDGER_CELL_MAX - book->text_length;
	const size_t take = (size_t)length < left ? (size_t)length : left;

	if (!book->gathering || book->phonetic)
		return;
	memcpy(book->text + book->text_length, text, take);
	book->text_length += take;
}

/* The gathered text in the arena. */
const char *xlsx_gathered(struct book *book)
{
	char clean[LEDGER_CELL_MAX + 1];

	for (size_t i = 0; i < book->text_length; i++)
		if (book->text[i] == '\n' || book->text[i] == '\r' || book->text[i] == '\t')
			book->text[i] = ' ';
	text_clean(book->text, book->text_length, clean, sizeof(clean));
	book->text_length = 0;
	return clean[0] ? arena_strdup(book->arena, clean) : "";
}

/* A document type could define entities that grow without end; SpreadsheetML has none. */
static void refuse_doctype(void *argument, const XML_Char *name, const XML_Char *system,
                           const XML_Char *public, int has_internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)has_internal;
	xlsx_stop(argument, -EINVAL,
	          "the workbook contains a document type, which no Excel file does");
}

static int feed(struct book *book, zip_file_t *file)
{
	for (;;) {
		void *room = XML_GetBuffer(book->parser, 65536);

		if (!room)
			return -ENOMEM;
		const zip_int64_t got = zip_fread(file, room, 65536);

		if (got < 0) {
			xlsx_stop(book, -EINVAL, "the workbook is damaged");
			return book->rc;
		}
		if ((size_t)got > book->budget) {
			xlsx_stop(book, -E2BIG, "the workbook unpacks to more than 50 MB");
			return book->rc;
		}
		book->budget -= (size_t)got;
		if (XML_ParseBuffer(book->parser, (int)got, got == 0) != XML_STATUS_OK) {
			xlsx_stop(book, -EINVAL, "the workbook is damaged: a part of it is no XML");
			return book->rc;
		}
		if (got == 0)
			return 0;
	}
}

/* Runs a part of the archive through handlers. -ENOENT when it is not there. */
static int read_part(struct book *book, const char *name, XML_StartElementHandler start,
                     XML_EndElementHandler end)
{
	zip_file_t *file = zip_fopen(book->zip, name, 0);

	if (!file)
		return -ENOENT;
	book->parser = XML_ParserCreate(NULL);
	book->gathering = false;
	book->text_length = 0;
	book->phonetic = 0;
	XML_SetUserData(book->parser, book);
	XML_SetElementHandler(book->parser, start, end);
	XML_SetCharacterDataHandler(book->parser, gather);
	XML_SetStartDoctypeDeclHandler(book->parser, refuse_doctype);
	int rc = feed(book, file);

	if (!rc)
		rc = book->rc;
	XML_ParserFree(book->parser);
	book->parser = NULL;
	zip_fclose(file);
	return rc;
}

static void no_end(void *argument, const XML_Char *name)
{
	(void)argument;
	(void)name;
}

static void relation_start(void *argument, const XML_Char *name, const XML_Char **attributes)
{
	struct book *book = argument;

	if (strcmp(xlsx_local(name), "Relationship") != 0 ||
	    book->relation_count == sizeof(book->relations) / sizeof(book->relations[0]))
		return;
	struct relation *relation = &book->relations[book->relation_count];
	const char *target = xlsx_attribute(attributes, "Target");

	if (!target || !strstr(target, "sheet"))
		return; /* styles, themes */
	xlsx_copy(relation->id, sizeof(relation->id), xlsx_attribute(attributes, "Id"));
	if (target[0] == '/')
		xlsx_copy(relation->target, sizeof(relation->target), target + 1);
	else
		snprintf(relation->target, sizeof(relation->target), "xl/%s", target);
	book->relation_count++;
}

static void workbook_start(void *argument, const XML_Char *name, const XML_Char **attributes)
{
	struct book *book = argument;
	const char *relation = NULL;

	if (strcmp(xlsx_local(name), "sheet") != 0 || book->sheet_count == LEDGER_SHEET_MAX)
		return;
	for (const char **a = attributes; a[0]; a += 2) /* r:id, not a plain id */
		if (strchr(a[0], ':') && strcmp(xlsx_local(a[0]), "id") == 0)
			relation = a[1];
	const char *title = xlsx_attribute(attributes, "name");
	char clean[256];

	text_clean(title ? title : "", title ? strlen(title) : 0, clean, sizeof(clean));
	book->sheets[book->sheet_count].name = arena_strdup(book->arena, clean);
	xlsx_copy(book->sheet_relation[book->sheet_count++], ID_SIZE, relation);
}

static void string_start(void *argument, const XML_Char *name, const XML_Char **attributes)
{
	struct book *book = argument;

	(void)attributes;
	if (strcmp(xlsx_local(name), "rPh") == 0)
		book->phonetic++;
	else if (strcmp(xlsx_local(name), "t") == 0)
		book->gathering = true;
}

static void string_end(void *argument, const XML_Char *name)
{
	struct book *book = argument;
	const char *what = xlsx_local(name);

	if (strcmp(what, "rPh") == 0 && book->phonetic)
		book->phonetic--;
	else if (strcmp(what, "t") == 0)
		book->gathering = false;
	if (strcmp(what, "si") != 0)
		return;
	if (book->string_count == STRING_MAX) {
		xlsx_stop(book, -E2BIG, "the workbook has too many texts");
		return;
	}
	if (book->string_count == book->string_room) {
		book->string_room = book->string_room ? book->string_room * 2 : 256;
		book->strings = xreallocarray(book->strings, book->string_room, sizeof(char *));
	}
	book->strings[book->string_count++] = xlsx_gathered(book);
}

static const char *target_of(const struct book *book, size_t sheet)
{
	for (size_t i = 0; i < book->relation_count; i++)
		if (strcmp(book->relations[i].id, book->sheet_relation[sheet]) == 0)
			return book->relations[i].target;
	return NULL;
}

static void read_sheet(struct book *book, size_t index)
{
	const char *target = target_of(book, index);
	struct ledger_sheet *sheet = &book->sheets[index];

	book->line_count = book->merge_count = book->row = book->column = 0;
	if (target)
		(void)read_part(book, target, xlsx_sheet_start,
		                xlsx_sheet_end); /* a chart has no rows, a missing part neither */
	if (book->rc)
		return;
	xlsx_fill_merges(book);
	struct ledger_line *lines = arena_alloc(book->arena, book->line_count * sizeof(*lines) + 1);

	for (size_t i = 0; i < book->line_count; i++)
		lines[i] = (struct ledger_line){book->lines[i].cells, book->lines[i].count};
	sheet->lines = lines;
	sheet->count = book->line_count;
	sheet->part = target ? arena_strdup(book->arena, target) : NULL;
}

static void read_book(struct book *book)
{
	if (read_part(book, "xl/workbook.xml", workbook_start, no_end) == -ENOENT) {
		xlsx_stop(book, -EINVAL, "the file is a zip archive, but no Excel workbook");
		return;
	}
	if (!book->rc)
		(void)read_part(book, "xl/_rels/workbook.xml.rels", relation_start, no_end);
	if (!book->rc)
		(void)read_part(book, "xl/sharedStrings.xml", string_start, string_end);
	for (size_t i = 0; i < book->sheet_count && !book->rc; i++)
		read_sheet(book, i);
	if (!book->rc && book->sheet_count == 0)
		xlsx_stop(book, -EINVAL, "the workbook has no sheets");
}

static zip_t *open_zip(const void *bytes, size_t length)
{
	zip_error_t problem;

	zip_error_init(&problem);
	zip_source_t *source = zip_source_buffer_create(bytes, length, 0, &problem);
	zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &problem) : NULL;

	if (!zip && source)
		zip_source_free(source);
	zip_error_fini(&problem);
	return zip;
}

int ledger_read_xlsx(const void *bytes, size_t length, struct arena *arena, struct ledger_file *out,
                     const char **error)
{
	*error = "the file is larger than 50 MB";
	if (length > LEDGER_BYTES_MAX)
		return -E2BIG;
	struct book *book = xcalloc(1, sizeof(*book));

	book->arena = arena;
	book->budget = LEDGER_BYTES_MAX;
	book->zip = open_zip(bytes, length);
	if (book->zip)
		read_book(book);
	else
		xlsx_stop(book, -EINVAL, "the workbook is damaged: its archive cannot be opened");
	if (!book->rc) {
		struct ledger_sheet *sheets =
		        arena_alloc(arena, book->sheet_count * sizeof(*sheets));

		memcpy(sheets, book->sheets, book->sheet_count * sizeof(*sheets));
		*out = (struct ledger_file){sheets, book->sheet_count};
	}
	const int rc = book->rc;

	*error = book->error;
	if (book->zip)
		zip_discard(book->zip);
	free(book->strings);
	free(book->lines);
	free(book->merges);
	free(book);
	return rc;
}
