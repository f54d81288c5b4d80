/* ledger.c - CSV (RFC 4180, and what Excel makes of it), and what its columns are about.
 * SPDX-License-Identifier: Apache-2.0 */

#include "inventory/ledger.h"

#include "lib/arena.h"
#include "lib/cursor.h"
#include "lib/memory.h"
#include "lib/text.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define HEADER_LINES 30

/* Words of headers without blanks, lower case; those in front count more. */
static const struct {
	enum ledger_field field;
	const char *word;
} words[] = {
        {LEDGER_IP, "ipアドレス"},
        {LEDGER_IP, "ipaddress"},
        {LEDGER_IP, "ipv4"},
        {LEDGER_IP, "ip"},
        {LEDGER_MAC, "macアドレス"},
        {LEDGER_MAC, "macaddress"},
        {LEDGER_MAC, "物理アドレス"},
        {LEDGER_MAC, "mac"},
        {LEDGER_SERIAL, "シリアル"},
        {LEDGER_SERIAL, "製造番号"},
        {LEDGER_SERIAL, "機番"},
        {LEDGER_SERIAL, "serial"},
        {LEDGER_SERIAL, "s/n"},
        {LEDGER_SERIAL, "号機番号"},
        {LEDGER_MODEL, "型式"},
        {LEDGER_MODEL, "型番"},
        {LEDGER_MODEL, "形式"},
        {LEDGER_MODEL, "形名"},
        {LEDGER_MODEL, "機種"},
        {LEDGER_MODEL, "モデル"},
        {LEDGER_MODEL, "品番"},
        {LEDGER_MODEL, "model"},
        {LEDGER_MODEL, "partnumber"},
        {LEDGER_MODEL, "ordernumber"},
        {LEDGER_VENDOR, "メーカ"},
        {LEDGER_VENDOR, "製造元"},
        {LEDGER_VENDOR, "製造者"},
        {LEDGER_VENDOR, "製造会社"},
        {LEDGER_VENDOR, "ベンダ"},
        {LEDGER_VENDOR, "vendor"},
        {LEDGER_VENDOR, "manufacturer"},
        {LEDGER_VENDOR, "maker"},
        {LEDGER_LOCATION, "設置場所"},
        {LEDGER_LOCATION, "設置"},
        {LEDGER_LOCATION, "場所"},
        {LEDGER_LOCATION, "ライン"},
        {LEDGER_LOCATION, "工程"},
        {LEDGER_LOCATION, "location"},
        {LEDGER_LOCATION, "area"},
        {LEDGER_LOCATION, "site"},
        {LEDGER_OWNER, "担当"},
        {LEDGER_OWNER, "管理者"},
        {LEDGER_OWNER, "責任者"},
        {LEDGER_OWNER, "管理部署"},
        {LEDGER_OWNER, "所有"},
        {LEDGER_OWNER, "owner"},
        {LEDGER_OWNER, "responsible"},
        {LEDGER_OWNER, "contact"},
        {LEDGER_IMPORTANCE, "重要度"},
        {LEDGER_IMPORTANCE, "重要性"},
        {LEDGER_IMPORTANCE, "importance"},
        {LEDGER_IMPORTANCE, "criticality"},
        {LEDGER_IMPORTANCE, "priority"},
        {LEDGER_NAME, "機器名"},
        {LEDGER_NAME, "設備名"},
        {LEDGER_NAME, "装置名"},
        {LEDGER_NAME, "資産名"},
        {LEDGER_NAME, "ホスト名"},
        {LEDGER_NAME, "コンピュータ名"},
        {LEDGER_NAME, "名称"},
        {LEDGER_NAME, "hostname"},
        {LEDGER_NAME, "devicename"},
        {LEDGER_NAME, "assetname"},
        {LEDGER_NAME, "equipment"},
        {LEDGER_NAME, "name"},
        {LEDGER_NAME, "機器"},
        {LEDGER_NAME, "設備"},
        {LEDGER_ROLE, "種別"},
        {LEDGER_ROLE, "種類"},
        {LEDGER_ROLE, "分類"},
        {LEDGER_ROLE, "用途"},
        {LEDGER_ROLE, "役割"},
        {LEDGER_ROLE, "role"},
        {LEDGER_ROLE, "type"},
        {LEDGER_ROLE, "category"},
};

const char *ledger_field_name(enum ledger_field field)
{
	static const char *const names[LEDGER_FIELD_COUNT] = {
	        [LEDGER_NAME] = "name",
	        [LEDGER_IP] = "ip",
	        [LEDGER_MAC] = "mac",
	        [LEDGER_VENDOR] = "vendor",
	        [LEDGER_MODEL] = "model",
	        [LEDGER_SERIAL] = "serial",
	        [LEDGER_LOCATION] = "location",
	        [LEDGER_OWNER] = "owner",
	        [LEDGER_IMPORTANCE] = "importance",
	        [LEDGER_ROLE] = "role",
	};

	return names[field];
}

/* A header as it is compared: no blanks (U+3000 too), full-width ASCII made half-width, lower case.
 */
static void fold(const char *text, char *out, size_t size)
{
	size_t length = 0;

	for (const unsigned char *p = (const unsigned char *)text; *p && length + 4 < size;) {
		if (p[0] == 0xe3 && p[1] == 0x80 && p[2] == 0x80) {
			p += 3;
		} else if (p[0] == 0xef && (p[1] == 0xbc || p[1] == 0xbd) &&
		           p[2]) { /* U+FF01 to U+FF5E */
			const int code = 0xff00 + (p[1] - 0xbc) * 64 + (p[2] - 0x80);

			out[length++] = (char)(code > 0xff00 && code < 0xff5f
			                               ? tolower(code - 0xff00 + 0x20)
			                               : '?');
			p += 3;
		} else {
			if (!isspace(*p) && *p != '_' && *p != '-')
				out[length++] = (char)tolower(*p);
			p++;
		}
	}
	out[length] = '\0';
}

/* How well the header names the field: 3 it is the word, 2 it begins with it, 1 it contains it. */
static int likeness(const char *header, const char *word)
{
	const char *at = strstr(header, word);

	if (!at)
		return 0;
	/* A short Latin word inside another is chance: "description" is no IP. */
	if (at != header && isalpha((unsigned char)word[0]) && isalpha((unsigned char)at[-1]))
		return 0;
	if (strlen(word) <= 4 && isalpha((unsigned char)word[0]) &&
	    isalpha((unsigned char)at[strlen(word)]))
		return 0;
	return at != header ? 1 : header[strlen(word)] ? 2 : 3;
}

static int best_column(const struct ledger_line *header, enum ledger_field field, const bool *taken)
{
	int best = 0;
	int column = -1;

	for (size_t i = 0; i < header->count && i < LEDGER_COLUMN_MAX; i++) {
		char text[128];

		if (taken[i])
			continue;
		fold(header->cells[i], text, sizeof(text));
		for (size_t j = 0; j < sizeof(words) / sizeof(words[0]); j++) {
			if (words[j].field != field)
				continue;
			/* A word in front beats one behind at the same likeness. */
			const int like = likeness(text, words[j].word) * 1000 - (int)j;

			if (like > 0 && like > best) {
				best = like;
				column = (int)i;
			}
		}
	}
	return column;
}

void ledger_guess_columns(const struct ledger_line *header, int column[LEDGER_FIELD_COUNT])
{
	/* The unmistakable first: 製造番号 must not be taken for a name, nor 機種 for a kind. */
	static const enum ledger_field order[LEDGER_FIELD_COUNT] = {
	        LEDGER_IP,       LEDGER_MAC,   LEDGER_SERIAL,     LEDGER_MODEL, LEDGER_VENDOR,
	        LEDGER_LOCATION, LEDGER_OWNER, LEDGER_IMPORTANCE, LEDGER_NAME,  LEDGER_ROLE,
	};
	bool taken[LEDGER_COLUMN_MAX] = {false};

	for (size_t i = 0; i < LEDGER_FIELD_COUNT; i++) {
		const int found = best_column(header, order[i], taken);

		column[order[i]] = found;
		if (found >= 0)
			taken[found] = true;
	}
}

size_t ledger_guess_header(const struct ledger_sheet *sheet)
{
	size_t best = 0;
	int most = 0;

	for (size_t i = 0; i < sheet->count && i < HEADER_LINES; i++) {
		int column[LEDGER_FIELD_COUNT];
		int known = 0;

		ledger_guess_columns(&sheet->lines[i], column);
		for (size_t j = 0; j < LEDGER_FIELD_COUNT; j++)
			known += column[j] >= 0;
		if (known > most) {
			most = known;
			best = i;
		}
	}
	return best;
}

struct csv {
	struct cursor in;
	struct arena *arena;
	char separator;
	const char *cells[LEDGER_COLUMN_MAX];
	size_t count;
	char text[LEDGER_CELL_MAX + 1];
	size_t length;
	struct ledger_line *lines;
	size_t line_count;
	size_t room;
	size_t cell_count;
};

static void put(struct csv *csv, uint8_t byte)
{
	if (csv->length < LEDGER_CELL_MAX)
		csv->text[csv->length++] = (char)byte;
}

/* Control characters and blanks around go. */
static void end_cell(struct csv *csv)
{
	char clean[LEDGER_CELL_MAX + 1];

	if (csv->count < LEDGER_COLUMN_MAX) {
		text_clean(csv->text, csv->length, clean, sizeof(clean));
		csv->cells[csv->count++] = clean[0] ? arena_strdup(csv->arena, clean) : "";
	}
	csv->length = 0;
}

static bool end_line(struct csv *csv)
{
	csv->cell_count += csv->count;
	if (csv->line_count == LEDGER_ROW_MAX || csv->cell_count > LEDGER_CELLS_MAX)
		return false;
	if (csv->line_count == csv->room) {
		csv->room = csv->room ? csv->room * 2 : 64;
		csv->lines = xreallocarray(csv->lines, csv->room, sizeof(*csv->lines));
	}
	const char **cells = arena_alloc(csv->arena, csv->count * sizeof(char *) + 1);

	memcpy(cells, csv->cells, csv->count * sizeof(char *));
	csv->lines[csv->line_count++] = (struct ledger_line){cells, csv->count};
	csv->count = 0;
	return true;
}

static bool next_is(const struct csv *csv, uint8_t byte)
{
	const uint8_t *p = cursor_peek(&csv->in, 1);

	return p && *p == byte;
}

/* RFC 4180, 2.5 to 2.7: inside quotes all stands as it is, a quote is doubled. */
static void quoted(struct csv *csv)
{
	while (cursor_left(&csv->in) > 0) {
		const uint8_t byte = cursor_u8(&csv->in);

		if (byte != '"') {
			put(csv, byte == '\n' || byte == '\r' ? ' ' : byte);
			continue;
		}
		if (!next_is(csv, '"'))
			return;
		cursor_skip(&csv->in, 1);
		put(csv, '"');
	}
}

static bool read_lines(struct csv *csv)
{
	bool open = false; /* a line has begun */

	while (cursor_left(&csv->in) > 0) {
		const uint8_t byte = cursor_u8(&csv->in);

		open = true;
		if (byte == '"' && csv->length == 0) {
			quoted(csv);
		} else if (byte == (uint8_t)csv->separator) {
			end_cell(csv);
		} else if (byte == '\n' || byte == '\r') {
			if (byte == '\r' && next_is(csv, '\n'))
				cursor_skip(&csv->in, 1);
			end_cell(csv);
			if (!end_line(csv))
				return false;
			open = false;
		} else {
			put(csv, byte);
		}
	}
	if (!open)
		return true;
	end_cell(csv);
	return end_line(csv);
}

/* The one of comma, semicolon and tab that stands most often in the beginning. */
static char find_separator(const char *text, size_t length)
{
	static const char candidates[] = {',', ';', '\t'};
	char best = ',';
	size_t most = 0;

	for (size_t i = 0; i < sizeof(candidates); i++) {
		size_t count = 0;

		for (size_t j = 0; j < length && j < 4096; j++)
			count += text[j] == candidates[i];
		if (count > most) {
			most = count;
			best = candidates[i];
		}
	}
	return best;
}

/* The whole as UTF-8; what was converted is freed by the caller. NULL when it is neither UTF-8 nor
 * CP932. */
static const char *as_utf8(const void *bytes, size_t *length, char **converted)
{
	static const uint8_t mark[] = {0xef, 0xbb, 0xbf};
	const char *text = bytes;

	if (*length >= 3 && memcmp(text, mark, 3) == 0) {
		text += 3;
		*length -= 3;
	}
	if (text_is_utf8(text, *length))
		return text;
	/* A half-width kana of one byte takes three. */
	const size_t room = *length * 3 + 1;

	*converted = xmalloc(room);
	const ptrdiff_t written = text_from_cp932(text, *length, *converted, room);

	if (written < 0)
		return NULL;
	*length = (size_t)written;
	return *converted;
}

int ledger_read_csv(const void *bytes, size_t length, struct arena *arena, struct ledger_file *out,
                    const char **error)
{
	char *converted = NULL;
	struct csv *csv = NULL;
	int rc = -EINVAL;

	if (length > LEDGER_BYTES_MAX) {
		*error = "the file is larger than 50 MB";
		return -E2BIG;
	}
	const char *text = memchr(bytes, 0, length) ? NULL : as_utf8(bytes, &length, &converted);

	*error = "the file is not CSV in UTF-8 or Shift_JIS (CP932)";
	if (!text || length == 0)
		goto done;
	csv = xcalloc(1, sizeof(*csv));
	csv->in = cursor_init(text, length);
	csv->arena = arena;
	csv->separator = find_separator(text, length);
	rc = -E2BIG;
	*error = "the list has more than 100,000 rows or 4 million cells";
	if (!read_lines(csv))
		goto done;
	struct ledger_sheet *sheet = arena_alloc(arena, sizeof(*sheet));

	sheet->name = "CSV";
	sheet->count = csv->line_count;
	sheet->lines = arena_alloc(arena, csv->line_count * sizeof(struct ledger_line) + 1);
	if (csv->line_count)
		memcpy(sheet->lines, csv->lines, csv->line_count * sizeof(struct ledger_line));
	*out = (struct ledger_file){sheet, 1};
	*error = NULL;
	rc = 0;
done:
	if (csv)
		free(csv->lines);
	free(csv);
	free(converted);
	return rc;
}

int ledger_read(const void *bytes, size_t length, struct arena *arena, struct ledger_file *out,
                const char **error)
{
	static const uint8_t zip[] = {'P', 'K', 3, 4};
	static const uint8_t old_excel[] = {0xd0, 0xcf, 0x11, 0xe0};

	*error = "the file is empty";
	if (length == 0)
		return -EINVAL;
	if (length >= 4 && memcmp(bytes, zip, 4) == 0)
		return ledger_read_xlsx(bytes, length, arena, out, error);
	*error = "this is an old Excel file (.xls) or one with a password: save it as .xlsx or CSV";
	if (length >= 4 && memcmp(bytes, old_excel, 4) == 0)
		return -EINVAL;
	return ledger_read_csv(bytes, length, arena, out, error);
}
