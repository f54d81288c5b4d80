/* sql.c - statements, their values and their failures. SPDX-License-Identifier: Apache-2.0 */

#include "store/sql.h"

#include "lib/clock.h"

#include <errno.h>
#include <stdio.h>

static const struct failure {
	int sqlite;
	int rc;
	const char *text; /* NULL: what the database says */
} failures[] = {
	{SQLITE_FULL, -ENOSPC, "the disk is full; nothing more is kept until there is room"},
	{SQLITE_BUSY, -EBUSY, "another process holds the database"},
	{SQLITE_LOCKED, -EBUSY, "the database is locked"},
	{SQLITE_CORRUPT, -EBADMSG, "the database file is damaged; restore it from a backup"},
	{SQLITE_NOTADB, -EBADMSG, "the file is not a database"},
	{SQLITE_INTERRUPT, -ETIME, "the question took too long; narrow it down"},
	{SQLITE_CONSTRAINT, -EEXIST, NULL},
	{SQLITE_READONLY, -EROFS, "the database cannot be written"},
	{SQLITE_CANTOPEN, -ENOENT, "the file cannot be opened"},
	{SQLITE_PERM, -EACCES, NULL},
	{SQLITE_NOMEM, -ENOMEM, NULL},
};

int store_failed(struct store *store, int rc, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(store->error, sizeof(store->error), format, arguments);
	va_end(arguments);
	return rc;
}

int sql_failed(struct store *store, int sqlite_rc)
{
	const char *words = store->db ? sqlite3_errmsg(store->db) : sqlite3_errstr(sqlite_rc);

	for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++)
		if (failures[i].sqlite == (sqlite_rc & 0xff))
			return store_failed(store, failures[i].rc, "store: %s",
					    failures[i].text ? failures[i].text : words);
	return store_failed(store, -EIO, "store: %s", words);
}

void sql_call_begin(struct store *store)
{
	if (store->calls++ == 0 && store->limit_ms > 0)
		store->deadline = clock_monotonic() + store->limit_ms * (SECOND / 1000);
}

void sql_call_end(struct store *store)
{
	if (--store->calls == 0)
		store->deadline = 0;
}

static sqlite3_stmt *prepare(struct query *q, const char *sql, unsigned flags)
{
	sqlite3_stmt *statement = NULL;
	const int rc = sqlite3_prepare_v3(q->store->db, sql, -1, flags, &statement, NULL);

	if (rc != SQLITE_OK)
		q->rc = sql_failed(q->store, rc);
	return statement;
}

void query_begin(struct query *q, struct store *store, const char *sql)
{
	size_t at = ((uintptr_t)sql >> 3) & (STATEMENT_CACHE - 1);

	*q = (struct query){.store = store, .cached = true};
	sql_call_begin(store);
	for (size_t tries = 0; tries < STATEMENT_CACHE; tries++) {
		if (store->cache[at].sql == sql && !sqlite3_stmt_busy(store->cache[at].statement)) {
			q->statement = store->cache[at].statement;
			return;
		}
		if (!store->cache[at].sql)
			break;
		at = (at + 1) & (STATEMENT_CACHE - 1);
	}
	q->statement = prepare(q, sql, SQLITE_PREPARE_PERSISTENT);
	if (q->statement && !store->cache[at].sql) {
		store->cache[at].sql = sql;
		store->cache[at].statement = q->statement;
	} else {
		q->cached = false;
	}
}

void query_begin_once(struct query *q, struct store *store, const char *sql, struct arena *arena)
{
	*q = (struct query){.store = store, .arena = arena};
	sql_call_begin(store);
	q->statement = prepare(q, sql, 0);
}

static void check_bound(struct query *q, int rc)
{
	if (rc != SQLITE_OK)
		q->rc = sql_failed(q->store, rc);
}

void query_int(struct query *q, int64_t value)
{
	if (!q->rc)
		check_bound(q, sqlite3_bind_int64(q->statement, ++q->bound, value));
}

void query_total(struct query *q, uint64_t value)
{
	query_int(q, value > INT64_MAX / 4 ? INT64_MAX / 4 : (int64_t)value);
}

void query_text(struct query *q, const char *text)
{
	if (!q->rc)
		check_bound(q, sqlite3_bind_text(q->statement, ++q->bound, text ? text : "", -1,
						 SQLITE_STATIC));
}

void query_blob(struct query *q, const void *bytes, size_t length)
{
	if (!q->rc)
		check_bound(q, sqlite3_bind_blob64(q->statement, ++q->bound, length ? bytes : "",
						   length, SQLITE_TRANSIENT));
}

void query_null(struct query *q)
{
	if (!q->rc)
		check_bound(q, sqlite3_bind_null(q->statement, ++q->bound));
}

static void bind_json(struct query *q, sqlite3_str *json)
{
	char *text = sqlite3_str_finish(json);

	if (q->rc || !text) {
		sqlite3_free(text);
		q->rc = q->rc ? q->rc : -ENOMEM;
		return;
	}
	check_bound(q, sqlite3_bind_text(q->statement, ++q->bound, text, -1, sqlite3_free));
}

void query_scopes(struct query *q, const struct viewer *viewer)
{
	sqlite3_str *json = sqlite3_str_new(NULL);

	sqlite3_str_appendall(json, "[");
	for (size_t i = 0; i < viewer->scope_count; i++)
		sqlite3_str_appendf(json, i ? ",%lld" : "%lld", (long long)viewer->scopes[i]);
	sqlite3_str_appendall(json, "]");
	bind_json(q, json);
}

void query_list(struct query *q, const char *list)
{
	sqlite3_str *json = sqlite3_str_new(NULL);

	sqlite3_str_appendall(json, "[\"");
	for (; *list; list++) {
		if (*list == ',')
			sqlite3_str_appendall(json, "\",\"");
		else if (*list == '"' || *list == '\\')
			sqlite3_str_appendf(json, "\\%c", *list);
		else if ((unsigned char)*list >= ' ')
			sqlite3_str_appendchar(json, 1, *list);
	}
	sqlite3_str_appendall(json, "\"]");
	bind_json(q, json);
}

bool query_row(struct query *q)
{
	if (q->rc)
		return false;
	const int rc = sqlite3_step(q->statement);

	q->column = 0;
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		q->rc = sql_failed(q->store, rc);
	return rc == SQLITE_ROW;
}

int64_t query_get_int(struct query *q)
{
	return sqlite3_column_int64(q->statement, q->column++);
}

const char *query_get_text(struct query *q)
{
	const int column = q->column++;
	const void *text = sqlite3_column_text(q->statement, column);
	const int length = sqlite3_column_bytes(q->statement, column);

	return text && length > 0 ? arena_copy(q->arena, text, (size_t)length) : "";
}

const char *query_look_text(struct query *q)
{
	const void *text = sqlite3_column_text(q->statement, q->column++);

	return text ? text : "";
}

const void *query_get_blob(struct query *q, size_t *length)
{
	const int column = q->column++;
	const void *bytes = sqlite3_column_blob(q->statement, column);

	*length = (size_t)sqlite3_column_bytes(q->statement, column);
	return bytes;
}

int query_end(struct query *q)
{
	if (q->cached && q->statement) {
		sqlite3_reset(q->statement);
		sqlite3_clear_bindings(q->statement);
	} else {
		sqlite3_finalize(q->statement);
	}
	q->statement = NULL;
	sql_call_end(q->store);
	return q->rc;
}

int query_run(struct query *q)
{
	while (query_row(q))
		;
	return query_end(q);
}

int64_t query_number(struct query *q, int *rc)
{
	const int64_t value = query_row(q) ? query_get_int(q) : 0;
	const int ended = query_end(q);

	if (!*rc)
		*rc = ended;
	return value;
}

int sql_exec(struct store *store, const char *sql)
{
	const int rc = sqlite3_exec(store->db, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? 0 : sql_failed(store, rc);
}

int step_begin(struct store *store, bool *own)
{
	*own = !store->in_transaction;
	return *own ? store_begin(store) : 0;
}

int step_begin_in(struct store *store, const struct viewer *viewer, int64_t scope, bool *own)
{
	for (size_t i = 0; i < viewer->scope_count; i++)
		if (viewer->scopes[i] == scope)
			return step_begin(store, own);
	return store_failed(store, -EACCES, "store: the scope is not the viewer's");
}

int step_end(struct store *store, bool own, int rc)
{
	if (!own)
		return rc;
	if (rc < 0) {
		store_rollback(store);
		return rc;
	}
	const int committed = store_commit(store);

	return committed ? committed : rc;
}

void *rows_add(struct rows *rows, struct arena *arena)
{
	if (rows->count == rows->room) {
		const size_t room = rows->room ? rows->room * 2 : 64;
		void *data = arena_alloc(arena, room * rows->size);

		if (rows->count)
			memcpy(data, rows->data, rows->count * rows->size);
		rows->data = data;
		rows->room = room;
	}
	return (char *)rows->data + rows->count++ * rows->size;
}
