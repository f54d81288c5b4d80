/* kept.c - rows that people write, by tables. SPDX-License-Identifier: Apache-2.0 */

#include "store/kept.h"

#include "lib/clock.h"
#include "store/account.h"

#include <errno.h>

#define HEAD_COLUMNS 6

static const void *at(const void *row, size_t offset)
{
	return (const char *)row + offset;
}

static int64_t number_at(const void *row, size_t offset)
{
	return *(const int64_t *)at(row, offset);
}

/* ---- writing ---- */

static void bind_column(struct query *q, const struct kept_column *column, const void *row)
{
	const void *value = at(row, column->offset);

	switch (column->kind) {
	case KEPT_TEXT:
		query_text(q, *(const char *const *)value);
		break;
	case KEPT_NUMBER:
		query_int(q, *(const int64_t *)value);
		break;
	case KEPT_INT:
		query_int(q, *(const int *)value);
		break;
	case KEPT_FLAG:
		query_int(q, *(const bool *)value);
		break;
	}
}

static void bind_columns(struct query *q, const struct kept_table *table, const void *row, bool fixed)
{
	for (const struct kept_column *column = table->columns; column->name; column++)
		if (column->fixed == fixed)
			bind_column(q, column, row);
}

/* What each column of the kind adds to a statement: ", name", ", ?" or " AND name = ?". */
static const char *each(const struct kept_table *table, bool fixed, const char *before, bool named, const char *after,
			struct arena *arena)
{
	const char *text = "";

	for (const struct kept_column *column = table->columns; column->name; column++)
		if (column->fixed == fixed)
			text = arena_printf(arena, "%s%s%s%s", text, before, named ? column->name : "", after);
	return text;
}

static void bind_author(struct query *q, const struct viewer *viewer)
{
	query_text(q, viewer->user);
	query_int(q, clock_now());
}

static int insert(struct store *store, const struct viewer *viewer, const struct kept_table *table, const void *row,
		  struct arena *arena, int64_t *id)
{
	struct query q;
	const char *sql = arena_printf(
		arena, "INSERT INTO %s (user, at, scope_id, specimen, revision%s%s%s) VALUES (?, ?, ?, ?, 1%s%s", table->name,
		each(table, false, ", ", true, "", arena), each(table, true, ", ", true, "", arena),
		table->key_prefix ? ", key" : "", each(table, false, ", ?", false, "", arena),
		each(table, true, ", ?", false, "", arena));

	if (table->key_prefix)
		sql = arena_printf(arena, "%s, ifnull(nullif(?, ''), '%s' || lower(hex(randomblob(6))))", sql,
				   table->key_prefix);
	query_begin_once(&q, store, arena_printf(arena, "%s)", sql), arena);
	bind_author(&q, viewer);
	query_int(&q, number_at(row, table->head.scope));
	query_int(&q, *(const bool *)at(row, table->head.specimen));
	bind_columns(&q, table, row, false);
	bind_columns(&q, table, row, true);
	if (table->key_prefix)
		query_text(&q, *(const char *const *)at(row, table->key));
	const int rc = query_run(&q);

	*id = sqlite3_last_insert_rowid(store->db);
	return rc;
}

static int update(struct store *store, const struct viewer *viewer, const struct kept_table *table, const void *row,
		  struct arena *arena)
{
	struct query q;

	query_begin_once(&q, store,
			 arena_printf(arena,
				      "UPDATE %s SET (user, at, specimen, revision%s) = (?, ?, 0, revision + 1%s) WHERE id = ?"
				      " AND scope_id = ? AND revision = ?%s%s",
				      table->name, each(table, false, ", ", true, "", arena),
				      each(table, false, ", ?", false, "", arena),
				      each(table, true, " AND ", true, " = ?", arena), table->removed ? " AND removed = 0" : ""),
			 arena);
	bind_author(&q, viewer);
	bind_columns(&q, table, row, false);
	query_int(&q, number_at(row, table->head.id));
	query_int(&q, number_at(row, table->head.scope));
	query_int(&q, number_at(row, table->head.revision));
	bind_columns(&q, table, row, true);
	const int rc = query_run(&q);

	if (rc || sqlite3_changes(store->db) > 0)
		return rc;
	return store_failed(store, -ESTALE, "store: somebody else changed this meanwhile");
}

int kept_put(struct store *store, const struct viewer *viewer, const struct kept_table *table, const void *row,
	     const char *detail, int64_t *id)
{
	struct arena arena = {0};
	bool own;
	int rc = step_begin_in(store, viewer, number_at(row, table->head.scope), &own);

	*id = number_at(row, table->head.id);
	if (rc)
		return rc;
	const char *action = arena_printf(&arena, "%s.%s", table->word, *id ? "edit" : "add");

	rc = *id ? update(store, viewer, table, row, &arena) : insert(store, viewer, table, row, &arena, id);
	if (!rc)
		rc = store_audit_row(store, viewer, action, *id, detail);
	arena_free(&arena);
	return step_end(store, own, rc);
}

/* ---- reading ---- */

/* In the order in which they are read. */
static void head_columns(const struct kept_head *at, struct kept_column out[HEAD_COLUMNS])
{
	out[0] = (struct kept_column){"id", KEPT_NUMBER, at->id, true};
	out[1] = (struct kept_column){"scope_id", KEPT_NUMBER, at->scope, true};
	out[2] = (struct kept_column){"specimen", KEPT_FLAG, at->specimen, true};
	out[3] = (struct kept_column){"revision", KEPT_NUMBER, at->revision, true};
	out[4] = (struct kept_column){"user", KEPT_TEXT, at->user, true};
	out[5] = (struct kept_column){"at", KEPT_NUMBER, at->at, true};
}

const char *kept_columns(const struct kept_table *table, const char *alias, struct arena *arena)
{
	struct kept_column head[HEAD_COLUMNS];
	const char *text = table->key_prefix ? arena_printf(arena, "%s.key, ", alias) : "";

	head_columns(&table->head, head);
	for (size_t i = 0; i < HEAD_COLUMNS; i++)
		text = arena_printf(arena, "%s%s%s.%s", text, i ? ", " : "", alias, head[i].name);
	for (const struct kept_column *column = table->columns; column->name; column++)
		text = arena_printf(arena, "%s, %s.%s", text, alias, column->name);
	return text;
}

static void read_column(struct query *q, const struct kept_column *column, void *row)
{
	void *value = (char *)row + column->offset;

	switch (column->kind) {
	case KEPT_TEXT:
		*(const char **)value = query_get_text(q);
		break;
	case KEPT_NUMBER:
		*(int64_t *)value = query_get_int(q);
		break;
	case KEPT_INT:
		*(int *)value = (int)query_get_int(q);
		break;
	case KEPT_FLAG:
		*(bool *)value = query_get_int(q) != 0;
		break;
	}
}

void kept_read(struct query *q, const struct kept_table *table, void *row)
{
	struct kept_column head[HEAD_COLUMNS];

	if (table->key_prefix)
		*(const char **)((char *)row + table->key) = query_get_text(q);
	head_columns(&table->head, head);
	for (size_t i = 0; i < HEAD_COLUMNS; i++)
		read_column(q, &head[i], row);
	for (const struct kept_column *column = table->columns; column->name; column++)
		read_column(q, column, row);
}

int kept_list(struct store *store, const struct viewer *viewer, int64_t scope, const struct kept_table *table,
	      const char *tail, struct arena *arena, struct rows *rows)
{
	struct query q;
	const char *columns = kept_columns(table, "r", arena);

	*rows = (struct rows){.size = table->size};
	query_begin_once(&q, store,
			 arena_printf(arena, "SELECT %s FROM %s r WHERE " SCOPES_OF("r.scope_id") "AND r.scope_id = ?2 %s",
				      columns, table->name, tail),
			 arena);
	query_scopes(&q, viewer);
	query_int(&q, scope);
	while (query_row(&q))
		kept_read(&q, table, rows_add(rows, arena));
	return query_end(&q);
}
