/* customer_write_down.c - rows that were told become a database of our own making. SPDX-License-Identifier: Apache-2.0 */

#include "store/customer_stream.h"

#include "lib/buf.h"
#include "lib/cursor.h"
#include "lib/text.h"
#include "store/customer_file.h"
#include "store/customer_tables.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEAD	  5
#define PIECE_MAX (CUSTOMER_VALUE_MAX + (1u << 16))
#define READ_SIZE ((size_t)256 << 10)
#define NAME_SIZE 256

struct writing {
	int from;
	struct buf in; /* read and not used yet */
	sqlite3 *db;
	sqlite3_stmt *insert;
	bool seen[CUSTOMER_TABLES_MAX + 2];
	size_t columns; /* of the table at hand */
	uint64_t rows;
	bool ended;
	char *error;
	size_t size;
};

static int fail(struct writing *w, int rc, const char *words)
{
	snprintf(w->error, w->size, "%s", words);
	return rc;
}

static int odd(struct writing *w)
{
	return fail(w, -EINVAL, "the file could not be read: it took too much time or memory");
}

static int db_failed(struct writing *w)
{
	if ((sqlite3_errcode(w->db) & 0xff) == SQLITE_FULL)
		return fail(w, -ENOSPC, "");
	return fail(w, -EIO, sqlite3_errmsg(w->db));
}

/* ---- a table ---- */

/* In the list of what is handed over, from 0; -1 none of it. */
static int place_of(const char *table)
{
	const int at = customer_find(table);

	if (strcmp(table, "scope") == 0)
		return CUSTOMER_TABLES_MAX;
	if (strcmp(table, "customer") == 0)
		return CUSTOMER_TABLES_MAX + 1;
	return at >= 0 && !customer_tables[at].stays ? at : -1;
}

static bool read_name(struct cursor *c, char name[NAME_SIZE])
{
	const size_t length = cursor_u8(c);
	const uint8_t *bytes = cursor_take(c, length);

	if (!bytes || !cursor_ok(c) || length == 0)
		return false;
	memcpy(name, bytes, length);
	name[length] = '\0';
	return strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == length;
}

static int run(struct writing *w, const char *sql)
{
	return sqlite3_exec(w->db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : db_failed(w);
}

static int make_table(struct writing *w, const char *create, const char *insert)
{
	sqlite3_finalize(w->insert);
	w->insert = NULL;
	const int rc = run(w, create);

	if (!rc && sqlite3_prepare_v2(w->db, insert, -1, &w->insert, NULL) != SQLITE_OK)
		return db_failed(w);
	return rc;
}

static int take_table(struct writing *w, struct cursor *c)
{
	char name[NAME_SIZE];
	struct buf create = {0}, insert = {0};
	const int at = read_name(c, name) ? place_of(name) : -1;
	bool good = at >= 0 && !w->seen[at];

	if (good)
		w->seen[at] = true;
	buf_printf(&create, "CREATE TABLE \"%s\"(", good ? name : "");
	buf_printf(&insert, "INSERT INTO \"%s\" VALUES (", good ? name : "");
	for (w->columns = 0; good && cursor_left(c) > 0; w->columns++) {
		good = read_name(c, name) && w->columns < CUSTOMER_COLUMNS_MAX;
		buf_printf(&create, "%s\"%s\"", w->columns ? "," : "", name);
		buf_text(&insert, w->columns ? ",?" : "?");
	}
	buf_byte(&create, ')');
	buf_byte(&insert, ')');
	const int rc = good && w->columns ? make_table(w, buf_string(&create), buf_string(&insert)) : odd(w);

	buf_free(&create);
	buf_free(&insert);
	return rc;
}

/* ---- a row ---- */

static bool bind_value(struct writing *w, struct cursor *c, int at)
{
	const uint8_t letter = cursor_u8(c);

	if (letter == 'N')
		return sqlite3_bind_null(w->insert, at) == SQLITE_OK;
	if (letter == 'I') {
		const int64_t number = (int64_t)cursor_le64(c);

		return cursor_ok(c) && sqlite3_bind_int64(w->insert, at, number) == SQLITE_OK;
	}
	const size_t length = cursor_le32(c);
	const char *bytes = (const char *)cursor_take(c, length);

	if (!cursor_ok(c) || (letter != 'T' && letter != 'B') || length > CUSTOMER_VALUE_MAX)
		return false;
	if (letter == 'B')
		return sqlite3_bind_blob64(w->insert, at, length ? bytes : "", length, SQLITE_STATIC) == SQLITE_OK;
	return text_is_utf8(bytes, length) && (length == 0 || !memchr(bytes, '\0', length)) &&
	       sqlite3_bind_text64(w->insert, at, length ? bytes : "", length, SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK;
}

static int take_row(struct writing *w, struct cursor *c)
{
	if (!w->insert || ++w->rows > CUSTOMER_ROWS_MAX)
		return odd(w);
	for (size_t i = 0; i < w->columns; i++)
		if (!bind_value(w, c, (int)i + 1))
			return odd(w);
	if (cursor_left(c) != 0)
		return odd(w);
	const int stepped = sqlite3_step(w->insert);

	sqlite3_reset(w->insert);
	return stepped == SQLITE_DONE ? 0 : db_failed(w);
}

/* ---- the end ---- */

static int take_end(struct writing *w, struct cursor *c)
{
	w->ended = cursor_le64(c) == w->rows && cursor_ok(c);
	return w->ended ? 0 : odd(w);
}

static int take_fault(struct writing *w, struct cursor *c)
{
	char words[200];
	const uint32_t number = cursor_le32(c);

	if (!cursor_ok(c) || number == 0 || number > 200)
		return odd(w);
	cursor_text(c, cursor_left(c), words, sizeof(words));
	return fail(w, -(int)number, words);
}

static int take_piece(struct writing *w, uint8_t letter, struct cursor *c)
{
	switch (letter) {
	case 'R':
		return take_row(w, c);
	case 'T':
		return take_table(w, c);
	case 'E':
		return take_end(w, c);
	case 'X':
		return take_fault(w, c);
	default:
		return odd(w);
	}
}

/* ---- reading ---- */

/* At least so many bytes wait; false: it ended before. */
static bool fill(struct writing *w, size_t wanted)
{
	while (w->in.length < wanted) {
		const size_t room = wanted - w->in.length < READ_SIZE ? READ_SIZE : wanted - w->in.length;
		const ssize_t n = read(w->from, buf_reserve(&w->in, room), room);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		w->in.length += (size_t)n;
	}
	return true;
}

static int read_all(struct writing *w)
{
	int rc = 0;
	size_t at = 0;

	while (!rc && !w->ended) {
		struct cursor head = cursor_init(w->in.data + at, w->in.length - at);
		const uint8_t letter = cursor_u8(&head);
		const uint32_t length = cursor_le32(&head);

		if (cursor_ok(&head) && length > PIECE_MAX)
			return odd(w);
		if (!cursor_ok(&head) || cursor_left(&head) < length) {
			buf_consume(&w->in, at);
			at = 0;
			if (!fill(w, cursor_ok(&head) ? HEAD + (size_t)length : HEAD))
				return odd(w);
			continue;
		}
		struct cursor piece = cursor_sub(&head, length);
		rc = take_piece(w, letter, &piece);
		at += HEAD + (size_t)length;
	}
	return rc;
}

int customer_write_down(int from, const char *path, char *error, size_t size)
{
	struct writing w = {.from = from, .error = error, .size = size};
	char setup[200];

	*error = '\0';
	if (sqlite3_open_v2(path, &w.db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) {
		sqlite3_close(w.db);
		return fail(&w, -EIO, "");
	}
	snprintf(setup, sizeof(setup),
		 "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8192; PRAGMA page_size = 4096;"
		 "PRAGMA max_page_count = %llu; PRAGMA application_id = %d; BEGIN",
		 (unsigned long long)(CUSTOMER_BYTES_MAX / 4096), CUSTOMER_MAGIC);
	int rc = run(&w, setup);

	if (!rc)
		rc = read_all(&w);
	sqlite3_finalize(w.insert);
	if (!rc)
		rc = run(&w, "COMMIT");
	sqlite3_close(w.db);
	buf_free(&w.in);
	return rc;
}
