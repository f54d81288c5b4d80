/* customer_write.c - a scope with all below it as a database of its rows. SPDX-License-Identifier: Apache-2.0 */

#include "store/customer_tables.h"

#include "lib/buf.h"
#include "lib/clock.h"
#include "store/customer_file.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>

static int to_failed(struct store *store, sqlite3 *to)
{
	const int code = sqlite3_errcode(to);

	return store_failed(store, (code & 0xff) == SQLITE_FULL ? -ENOSPC : -EIO, "store: the customer's file: %s",
			    sqlite3_errmsg(to));
}

static int to_exec(struct store *store, sqlite3 *to, const char *sql)
{
	return sqlite3_exec(to, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : to_failed(store, to);
}

/* What is written of a table: its statements. */
struct copying {
	struct buf select, create, insert;
	const char *scopes;
};

static int put_row(struct store *store, sqlite3_stmt *from, sqlite3 *to, sqlite3_stmt *insert)
{
	for (int i = 0; i < sqlite3_column_count(from); i++)
		if (sqlite3_bind_value(insert, i + 1, sqlite3_column_value(from, i)) != SQLITE_OK)
			return to_failed(store, to);
	if (sqlite3_step(insert) != SQLITE_DONE)
		return to_failed(store, to);
	sqlite3_reset(insert);
	return 0;
}

/* The table is made with its first row. */
static int copy_rows(struct store *store, sqlite3_stmt *from, sqlite3 *to, struct copying *c)
{
	sqlite3_stmt *insert = NULL;
	int rc = 0;
	int stepped = SQLITE_DONE;

	while (!rc && (stepped = sqlite3_step(from)) == SQLITE_ROW) {
		if (!insert) {
			rc = to_exec(store, to, buf_string(&c->create));
			if (!rc && sqlite3_prepare_v2(to, buf_string(&c->insert), -1, &insert, NULL) != SQLITE_OK)
				rc = to_failed(store, to);
		}
		if (!rc)
			rc = put_row(store, from, to, insert);
	}
	sqlite3_finalize(insert);
	return rc || stepped == SQLITE_DONE ? rc : sql_failed(store, stepped);
}

static int copy(struct store *store, sqlite3 *to, struct copying *c)
{
	sqlite3_stmt *from = NULL;
	int rc = sqlite3_prepare_v2(store->db, buf_string(&c->select), -1, &from, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_bind_text(from, 1, c->scopes, -1, SQLITE_STATIC);
	rc = rc == SQLITE_OK ? copy_rows(store, from, to, c) : sql_failed(store, rc);
	sqlite3_finalize(from);
	return rc;
}

static const char *said_as(const struct customer_table *table, const char *column, struct arena *arena)
{
	for (const struct customer_column *c = table ? table->columns : NULL; c && c->name; c++)
		if (c->names == NAMES_VULNERABILITY && strcmp(c->name, column) == 0)
			return arena_printf(arena, "(SELECT v.name FROM vulnerability v WHERE v.id = r.\"%s\")",
					    column);
	return arena_printf(arena, "r.\"%s\"", column);
}

static int copy_table(struct store *store, sqlite3 *to, const char *name, const struct customer_table *table,
		      const char *where, const char *scopes, struct arena *arena)
{
	const char *columns[CUSTOMER_COLUMNS_MAX];
	struct copying c = {.scopes = scopes};
	size_t count = 0;
	int rc = customer_columns(store, store->db, name, arena, columns, CUSTOMER_COLUMNS_MAX, &count);

	buf_text(&c.select, "SELECT ");
	buf_printf(&c.insert, "INSERT INTO \"%s\" VALUES (", name);
	buf_printf(&c.create, "CREATE TABLE \"%s\"(", name);
	for (size_t i = 0; i < count; i++) {
		buf_printf(&c.select, "%s%s", i ? ", " : "", said_as(table, columns[i], arena));
		buf_text(&c.insert, i ? ",?" : "?");
		buf_printf(&c.create, "%s\"%s\"", i ? "," : "", columns[i]);
	}
	buf_printf(&c.select, " FROM \"%s\" r WHERE %s", name, where);
	buf_text(&c.insert, ")");
	buf_text(&c.create, ")");
	if (!rc)
		rc = copy(store, to, &c);
	buf_free(&c.select);
	buf_free(&c.insert);
	buf_free(&c.create);
	return rc;
}

static int put_word(struct store *store, sqlite3 *to, const char *name, const char *value)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(to, "INSERT INTO \"customer\" VALUES (?, ?)", -1, &s, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_bind_text(s, 1, name, -1, SQLITE_STATIC);
	if (rc == SQLITE_OK)
		rc = sqlite3_bind_text(s, 2, value, -1, SQLITE_STATIC);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(s);
	sqlite3_finalize(s);
	return rc == SQLITE_DONE ? 0 : to_failed(store, to);
}

static const char *number_text(struct arena *arena, int64_t number)
{
	return arena_printf(arena, "%lld", (long long)number);
}

/* What the file is, beside its rows. */
static int put_head(struct store *store, const struct viewer *viewer, sqlite3 *to, int64_t scope, const char *name,
		    struct arena *arena)
{
	unsigned char random[16];
	char id[33];
	struct query q;
	int rc = 0;

	if (sodium_init() < 0)
		return store_failed(store, -EIO, "store: no random numbers");
	randombytes_buf(random, sizeof(random));
	sodium_bin2hex(id, sizeof(id), random, sizeof(random));
	query_begin(&q, store, "SELECT user_version FROM pragma_user_version");
	const int64_t schema = query_number(&q, &rc);
	const char *const words[][2] = {
		{"id", id},
		{"schema", number_text(arena, schema)},
		{"scope", number_text(arena, scope)},
		{"name", name},
		{"made_by", viewer->user},
		{"made_at", number_text(arena, clock_now())},
	};

	if (!rc)
		rc = to_exec(store, to, "CREATE TABLE \"customer\"(\"name\",\"value\")");
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]) && !rc; i++)
		rc = put_word(store, to, words[i][0], words[i][1]);
	return rc;
}

static int write_tables(struct store *store, const struct viewer *viewer, int64_t scope, sqlite3 *to,
			struct arena *arena)
{
	const char *scopes = NULL, *name = NULL;
	int rc = customer_scopes(store, viewer, scope, arena, &scopes, &name);

	if (!rc)
		rc = put_head(store, viewer, to, scope, name, arena);
	if (!rc)
		rc = copy_table(store, to, "scope", NULL, "r.id IN (SELECT value FROM json_each(?1))", scopes, arena);
	for (size_t i = 0; i < customer_table_count && !rc; i++)
		if (!customer_tables[i].stays)
			rc = copy_table(store, to, customer_tables[i].name, &customer_tables[i],
					customer_where(&customer_tables[i], arena), scopes, arena);
	return rc;
}

/* One moment of the database: the reader's transaction holds it. */
static int write_to(struct store *store, const struct viewer *viewer, int64_t scope, sqlite3 *to)
{
	struct arena arena = {0};
	char setup[200];

	snprintf(setup, sizeof(setup),
		 "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8192;"
		 "PRAGMA application_id = %d; BEGIN",
		 CUSTOMER_MAGIC);
	int rc = to_exec(store, to, setup);

	if (!rc)
		rc = sql_exec(store, "BEGIN");
	if (rc)
		return rc;
	rc = write_tables(store, viewer, scope, to, &arena);
	sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
	arena_free(&arena);
	return rc ? rc : to_exec(store, to, "COMMIT");
}

int customer_write(struct store *store, const struct viewer *viewer, int64_t scope, const char *path)
{
	sqlite3 *to = NULL;
	int rc = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE, "unix-none");

	rc = rc == SQLITE_OK ? write_to(store, viewer, scope, to)
			     : store_failed(store, -EIO, "store: %s: %s", path, sqlite3_errstr(rc));
	sqlite3_close(to);
	return rc;
}

static uint64_t add_count(struct store *store, const char *table, const char *where, const char *scopes,
			  struct arena *arena, int *rc)
{
	struct query q;

	query_begin_once(&q, store, arena_printf(arena, "SELECT count(*) FROM \"%s\" WHERE %s", table, where), arena);
	query_text(&q, scopes);
	return (uint64_t)query_number(&q, rc);
}

int customer_count(struct store *store, const struct viewer *viewer, int64_t scope, struct arena *arena,
		   struct customer *out)
{
	const char *scopes = NULL;

	*out = (struct customer){.id = "", .made_by = "", .here = ""};
	int rc = customer_scopes(store, viewer, scope, arena, &scopes, &out->name);

	if (!rc)
		out->scopes = add_count(store, "scope", "id IN (SELECT value FROM json_each(?1))", scopes, arena, &rc);
	for (size_t i = 0; i < customer_table_count && !rc; i++) {
		const struct customer_table *t = &customer_tables[i];
		const uint64_t rows = add_count(store, t->name, customer_where(t, arena), scopes, arena, &rc);

		if (rows)
			out->tables[out->table_count++] = (struct customer_rows){t->name, rows};
		out->rows += rows;
	}
	return rc;
}
