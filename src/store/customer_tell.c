/* customer_tell.c - the rows of a customer's file, looked through and told. SPDX-License-Identifier: Apache-2.0 */

#include "store/customer_stream.h"

#include "lib/buf.h"
#include "lib/memory.h"
#include "store/customer_coming.h"
#include "store/customer_vfs.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct telling {
	struct coming coming;
	struct arena arena;
	struct buf out; /* a piece */
	customer_put_function *put;
	void *argument;
	uint64_t rows;
	bool gone; /* nobody listens */
};

static void send(struct telling *t, char letter)
{
	struct buf head = {0};

	buf_byte(&head, (uint8_t)letter);
	buf_le32(&head, (uint32_t)t->out.length);
	t->gone = t->gone || !t->put(t->argument, head.data, head.length) ||
		  !t->put(t->argument, t->out.data, t->out.length);
	buf_clear(&t->out);
	buf_free(&head);
}

static void put_value(struct buf *out, sqlite3_value *value)
{
	const int type = sqlite3_value_type(value);

	if (type == SQLITE_INTEGER) {
		buf_byte(out, 'I');
		buf_le64(out, (uint64_t)sqlite3_value_int64(value));
		return;
	}
	buf_byte(out, type == SQLITE_NULL ? 'N' : type == SQLITE_TEXT ? 'T' : 'B');
	if (type == SQLITE_NULL)
		return;
	const void *bytes = type == SQLITE_TEXT ? (const void *)sqlite3_value_text(value) : sqlite3_value_blob(value);
	const size_t length = bytes ? (size_t)sqlite3_value_bytes(value) : 0;

	buf_le32(out, (uint32_t)length);
	if (length)
		buf_append(out, bytes, length);
}

static int tell_row(struct telling *t, sqlite3_stmt *row)
{
	struct coming *c = &t->coming;

	for (size_t i = 0; i < c->count; i++) {
		sqlite3_value *value = sqlite3_column_value(row, (int)i);

		if (!coming_is_fit(c, &c->columns[i], value) || !coming_is_own(c, &c->columns[i], value))
			return coming_refuse(c, c->columns[i].name);
		put_value(&t->out, value);
		if (t->out.length > CUSTOMER_VALUE_MAX)
			return customer_file_bad(c->store, "the file is too large");
	}
	t->rows++;
	send(t, 'R');
	return t->rows > CUSTOMER_ROWS_MAX ? customer_file_bad(c->store, "the file is too large") : 0;
}

static void put_name(struct buf *out, const char *name)
{
	const size_t length = strlen(name) & 0xff;

	buf_byte(out, (uint8_t)length);
	buf_append(out, name, length);
}

static int tell_rows(struct telling *t, const char *select)
{
	sqlite3_stmt *row = NULL;
	int stepped = sqlite3_prepare_v2(t->coming.file->db, select, -1, &row, NULL);
	int rc = stepped == SQLITE_OK ? 0 : customer_file_bad(t->coming.store, "the file is damaged");

	while (!rc && !t->gone && (stepped = sqlite3_step(row)) == SQLITE_ROW)
		rc = tell_row(t, row);
	if (!rc && !t->gone && stepped != SQLITE_DONE)
		rc = customer_file_bad(t->coming.store, "the file is damaged");
	sqlite3_finalize(row);
	return rc;
}

static int tell_table(struct telling *t, const char *name)
{
	const char *columns[CUSTOMER_COLUMNS_MAX];
	struct coming *c = &t->coming;
	struct buf select = {0};
	const int at = customer_find(name);
	int rc = customer_columns(c->store, c->file->db, name, &t->arena, columns, CUSTOMER_COLUMNS_MAX, &c->count);

	if (rc || c->count == 0)
		return rc; /* it is not there */
	c->table = at < 0 ? NULL : &customer_tables[at];
	buf_text(&select, "SELECT ");
	put_name(&t->out, name);
	for (size_t i = 0; i < c->count; i++) {
		buf_printf(&select, "%s\"%s\"", i ? "," : "", columns[i]);
		put_name(&t->out, columns[i]);
		c->columns[i] = (struct taken){.name = columns[i]};
		coming_describe(c, &c->columns[i]);
	}
	buf_printf(&select, " FROM \"%s\"", name);
	send(t, 'T');
	rc = tell_rows(t, buf_string(&select));
	buf_free(&select);
	return rc;
}

static int tell_all(struct telling *t)
{
	struct coming *c = &t->coming;
	int rc = 0;

	if (sqlite3_prepare_v2(c->file->db, "SELECT json_valid(?)", -1, &c->is_json, NULL) != SQLITE_OK)
		return customer_file_bad(c->store, "the file is damaged");
	coming_find_ranges(c);
	rc = tell_table(t, "customer");
	if (!rc)
		rc = tell_table(t, "scope");
	for (size_t i = 0; i < customer_table_count && !rc; i++)
		if (!customer_tables[i].stays)
			rc = tell_table(t, customer_tables[i].name);
	sqlite3_finalize(c->is_json);
	return rc;
}

void customer_tell_fault(int rc, const char *words, customer_put_function *put, void *argument)
{
	struct telling t = {.put = put, .argument = argument};

	buf_le32(&t.out, (uint32_t)-rc);
	buf_text(&t.out, words ? words : strerror(-rc));
	send(&t, 'X');
	buf_free(&t.out);
}

void customer_tell(int fd, customer_put_function *put, void *argument)
{
	struct store *none = xcalloc(1, sizeof(*none)); /* no database: it holds what is wrong */
	struct customer_file file = {.db = NULL};
	struct telling t = {.coming = {.store = none, .file = &file}, .put = put, .argument = argument};

	t.coming.arena = &t.arena;
	int rc = customer_file_open_fd(none, fd, &t.arena, &file);

	if (!rc)
		rc = tell_all(&t);
	buf_clear(&t.out);
	if (rc)
		customer_tell_fault(rc, none->error, put, argument);
	else
		buf_le64(&t.out, t.rows);
	if (!rc)
		send(&t, 'E');
	customer_file_close(&file);
	buf_free(&t.out);
	arena_free(&t.arena);
	free(none);
}
