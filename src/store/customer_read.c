/* customer_read.c - a customer comes in from its file: known tables, known columns, all or nothing. SPDX-License-Identifier: Apache-2.0
 *
 * Numbers are given anew by shifting: what a table's rows were called lies between its least and its greatest id,
 * and comes to lie behind all that is here. So a number of the file that names no row of the file names nothing
 * here either, and never a row of somebody else.
 */

#include "store/customer_coming.h"

#include "lib/buf.h"
#include "lib/text.h"

#include <errno.h>
#include <sodium.h>

/* Where what comes in comes to lie. */
static void find_shifts(struct coming *c)
{
	for (size_t i = 0; i < customer_table_count; i++)
		if (c->ids[i].low)
			c->ids[i].shift = customer_file_number(c->store->db, arena_printf(c->arena, "SELECT ifnull(max(id), 0) + 1 FROM \"%s\"",
											  customer_tables[i].name)) -
					  c->ids[i].low;
	c->scopes.shift = customer_file_number(c->store->db, "SELECT max(id) + 1 FROM scope") - c->scopes.low;
}

/* ---- a table ---- */

static int take_row(struct coming *c, sqlite3_stmt *row, sqlite3_stmt *insert)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct taken *column = &c->columns[i];
		sqlite3_value *value = sqlite3_column_value(row, (int)i);
		int rc = 0;

		if (!coming_is_fit(c, column, value) || !coming_is_own(c, column, value))
			return coming_refuse(c, column->name);
		if (column->names || column->own_id)
			rc = coming_bind(c, insert, (int)i + 1, column, row);
		else if (sqlite3_bind_value(insert, (int)i + 1, value) != SQLITE_OK)
			rc = -ENOMEM;
		if (rc)
			return rc;
	}
	const int stepped = sqlite3_step(insert);

	sqlite3_reset(insert);
	arena_reset(&c->row);
	if (stepped == SQLITE_DONE)
		return 0;
	return (stepped & 0xff) == SQLITE_FULL ? sql_failed(c->store, stepped) : coming_refuse(c, sqlite3_errmsg(c->store->db));
}

/* Columns that both have; what an older file lacks gets its usual value. */
static int choose_columns(struct coming *c)
{
	const char *ours[CUSTOMER_COLUMNS_MAX], *theirs[CUSTOMER_COLUMNS_MAX];
	size_t our_count, their_count;
	int rc = customer_columns(c->store, c->store->db, c->table->name, c->arena, ours, CUSTOMER_COLUMNS_MAX,
				  &our_count);

	if (!rc)
		rc = customer_columns(c->store, c->file->db, c->table->name, c->arena, theirs, CUSTOMER_COLUMNS_MAX,
				      &their_count);
	c->count = 0;
	c->place = -1;
	for (size_t i = 0; i < our_count && !rc; i++)
		for (size_t j = 0; j < their_count; j++) {
			if (strcmp(ours[i], theirs[j]) != 0)
				continue;
			if (strcmp(ours[i], "place") == 0)
				c->place = (int)c->count;
			c->columns[c->count] = (struct taken){.name = ours[i]};
			coming_describe(c, &c->columns[c->count++]);
		}
	return rc;
}

static int take_rows(struct coming *c, const char *select, const char *into)
{
	sqlite3_stmt *row = NULL;
	sqlite3_stmt *insert = NULL;
	int stepped = sqlite3_prepare_v2(c->file->db, select, -1, &row, NULL);
	int rc = stepped == SQLITE_OK ? 0 : coming_refuse(c, "");

	if (!rc && sqlite3_prepare_v2(c->store->db, into, -1, &insert, NULL) != SQLITE_OK)
		rc = sql_failed(c->store, sqlite3_errcode(c->store->db));
	while (!rc && (stepped = sqlite3_step(row)) == SQLITE_ROW)
		rc = take_row(c, row, insert);
	if (!rc && stepped != SQLITE_DONE)
		rc = customer_file_bad(c->store, "the file is damaged");
	sqlite3_finalize(row);
	sqlite3_finalize(insert);
	return rc;
}

static int take_table(struct coming *c, const struct customer_table *table)
{
	struct buf select = {0}, insert = {0};
	int rc;

	c->table = table;
	if (table->stays || !customer_file_has(c->file->db, table->name))
		return 0;
	rc = choose_columns(c);
	buf_text(&select, "SELECT ");
	buf_printf(&insert, "INSERT INTO \"%s\" (", table->name);
	for (size_t i = 0; i < c->count; i++) {
		buf_printf(&select, "%s\"%s\"", i ? "," : "", c->columns[i].name);
		buf_printf(&insert, "%s\"%s\"", i ? "," : "", c->columns[i].name);
	}
	buf_printf(&select, " FROM \"%s\"", table->name);
	buf_text(&insert, ") VALUES (");
	for (size_t i = 0; i < c->count; i++)
		buf_text(&insert, i ? ",?" : "?");
	buf_text(&insert, ")");
	if (!rc && c->count)
		rc = take_rows(c, buf_string(&select), buf_string(&insert));
	buf_free(&select);
	buf_free(&insert);
	return rc;
}

/* ---- scopes ---- */

static int add_scope(struct coming *c, int64_t id, int64_t parent, const char *name, const char *kind)
{
	struct query q;

	query_begin(&q, c->store, "INSERT INTO scope (id, parent, name, kind) VALUES (?, ?, ?, ?)");
	query_int(&q, id);
	query_int(&q, parent);
	query_text(&q, name);
	query_text(&q, kind);
	int rc = query_run(&q);

	if (rc)
		return rc;
	query_begin(&q, c->store, "INSERT INTO moving VALUES (?)");
	query_int(&q, id);
	return query_run(&q);
}

static bool is_name(const char *text)
{
	return text && *text && strlen(text) <= 200 && text_is_utf8(text, strlen(text));
}

static int take_scopes(struct coming *c, const struct customer_coming *what)
{
	sqlite3_stmt *row = NULL;
	int stepped = sqlite3_prepare_v2(c->file->db, "SELECT id, parent, name, kind FROM \"scope\" ORDER BY id", -1,
					 &row, NULL);
	int rc = stepped == SQLITE_OK ? 0 : coming_refuse(c, "");

	c->table = NULL;
	while (!rc && (stepped = sqlite3_step(row)) == SQLITE_ROW) {
		const int64_t id = sqlite3_column_int64(row, 0);
		const bool top = id == c->scopes.low;
		const char *name = top && what->name ? what->name : (const char *)sqlite3_column_text(row, 2);
		const char *kind = (const char *)sqlite3_column_text(row, 3);

		rc = is_name(name) && is_name(kind)
			     ? add_scope(c, id + c->scopes.shift,
					 top ? what->parent : sqlite3_column_int64(row, 1) + c->scopes.shift, name, kind)
			     : coming_refuse(c, "name");
	}
	sqlite3_finalize(row);
	return rc;
}

/* ---- the whole ---- */

static int count_named(struct store *store, const struct viewer *viewer, int64_t parent, const char *name,
		       int64_t *count)
{
	struct query q;
	int rc = 0;

	query_begin(&q, store,
		    "SELECT count(*) FROM scope WHERE name = ?1 AND (?2 = 0 OR parent = ?2)"
		    " AND id IN (SELECT value FROM json_each(?3))");
	query_text(&q, name);
	query_int(&q, parent);
	query_scopes(&q, viewer);
	*count = query_number(&q, &rc);
	return rc;
}

static int say(struct coming *c, const struct viewer *viewer, int64_t parent, int64_t scope)
{
	const struct customer *what = &c->file->what;
	const struct viewer above = viewer_in(viewer->user, &parent);
	struct query q;

	query_begin(&q, c->store, "INSERT INTO setting VALUES (?, 'customer.file', ?)");
	query_int(&q, scope);
	query_text(&q, what->id);
	int rc = query_run(&q);

	if (!rc)
		rc = sql_exec(c->store, "DELETE FROM moving");
	return rc ? rc
		  : store_audit_row(c->store, &above, "customer.import", scope,
				    arena_printf(c->arena, "%s: %llu rows, file %s made by %s", what->name,
						 (unsigned long long)what->rows, what->id, what->made_by));
}

static int take_all(struct coming *c, const struct viewer *viewer, const struct customer_coming *what, int64_t *scope)
{
	int rc = 0;

	coming_find_ranges(c);
	find_shifts(c);
	if (sqlite3_prepare_v2(c->store->db, "SELECT json_valid(?)", -1, &c->is_json, NULL) != SQLITE_OK)
		rc = sql_failed(c->store, sqlite3_errcode(c->store->db));
	if (!rc && sodium_init() < 0)
		rc = -EIO;
	if (!rc)
		rc = take_scopes(c, what);
	for (size_t i = 0; i < customer_table_count && !rc; i++)
		rc = take_table(c, &customer_tables[i]);
	if (!rc)
		rc = customer_move_words(c->store, c->arena, coming_range(c, "register"), coming_range(c, "network"), coming_range(c, "zone"),
					 coming_range(c, "task"));
	sqlite3_finalize(c->is_json);
	*scope = c->scopes.low + c->scopes.shift;
	return rc ? rc : say(c, viewer, what->parent, *scope);
}

static int open_and_take(struct store *store, const struct viewer *viewer, const struct customer_coming *what,
			 int64_t *scope)
{
	struct arena arena = {0};
	struct customer_file file;
	struct coming c = {.store = store, .file = &file, .arena = &arena};
	int64_t same = 0;
	int rc = customer_file_open(store, what->path, what->written_down, what->arena, &file);

	if (!rc)
		rc = count_named(store, viewer, what->parent, what->name ? what->name : file.what.name, &same);
	if (!rc && same)
		rc = store_failed(store, -EEXIST, "there is one of this name: give it another");
	if (!rc)
		rc = take_all(&c, viewer, what, scope);
	if (!rc)
		*what->what = file.what;
	customer_file_close(&file);
	arena_free(&c.row);
	arena_free(&arena);
	return rc;
}

int customer_read(struct store *store, const struct viewer *viewer, const struct customer_coming *coming,
		  int64_t *scope)
{
	bool own;
	const int rc = step_begin_in(store, viewer, coming->parent, &own);

	return rc ? rc : step_end(store, own, open_and_take(store, viewer, coming, scope));
}

int customer_look(struct store *store, const struct viewer *viewer, const char *path, struct arena *arena,
		  struct customer *out)
{
	struct customer_file file;
	int64_t same = 0;
	struct query q;
	int rc = customer_file_open(store, path, false, arena, &file);

	if (!rc)
		rc = count_named(store, viewer, 0, file.what.name, &same);
	*out = file.what;
	out->name_taken = same > 0;
	customer_file_close(&file);
	if (rc)
		return rc;
	query_begin_once(&q, store,
			 "SELECT s.name FROM setting t JOIN scope s ON s.id = t.scope_id WHERE t.name = 'customer.file'"
			 " AND t.value = ?1 AND s.id IN (SELECT value FROM json_each(?2)) LIMIT 1",
			 arena);
	query_text(&q, out->id);
	query_scopes(&q, viewer);
	out->here = query_row(&q) ? query_get_text(&q) : "";
	return query_end(&q);
}
