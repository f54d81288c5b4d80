/* block_list.c - names and addresses that the operator does not want to see. SPDX-License-Identifier: Apache-2.0 */

#include "store/block_list.h"

#include <errno.h>
#include <stdio.h>

#include "lib/clock.h"
#include "store/account.h"
#include "store/sql.h"

int store_block_lists(struct store *store, const struct viewer *viewer, struct arena *arena,
		      struct block_list_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct block_list_row)};
	struct query q;

	query_begin(&q, store,
		    "SELECT id, name, entries, refused, first_refused, user, at FROM block_list WHERE "
		    SCOPES_OF("scope_id") "ORDER BY name LIMIT 1000");
	query_scopes(&q, viewer);
	q.arena = arena;
	while (query_row(&q)) {
		struct block_list_row *row = rows_add(&rows, arena);

		row->id = query_get_int(&q);
		row->name = query_get_text(&q);
		row->entries = query_get_int(&q);
		row->refused = query_get_int(&q);
		row->first_refused = query_get_int(&q);
		row->user = query_get_text(&q);
		row->at = query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

static int put_row(struct store *store, const struct viewer *viewer, const struct block_list_row *row,
		   int64_t *id)
{
	struct query q;

	if (!viewer->scope_count)
		return store_failed(store, -EPERM, "store: the viewer has no scope");
	query_begin(&q, store,
		    "INSERT INTO block_list (scope_id, name, entries, refused, first_refused, user, at) VALUES"
		    " (?,?,0,?,?,?,?) ON CONFLICT DO UPDATE SET refused = excluded.refused, first_refused ="
		    " excluded.first_refused, user = excluded.user, at = excluded.at RETURNING id");
	query_int(&q, viewer->scopes[0]);
	query_text(&q, row->name);
	query_int(&q, row->refused);
	query_int(&q, row->first_refused);
	query_text(&q, viewer->user);
	query_int(&q, clock_now());
	*id = query_row(&q) ? query_get_int(&q) : 0;
	return query_run(&q);
}

static int run_on(struct store *store, const char *sql, int64_t id)
{
	struct query q;

	query_begin_once(&q, store, sql, NULL);
	query_int(&q, id);
	return query_run(&q);
}

static int put_entry(struct store *store, int64_t id, const char *value)
{
	struct query q;

	query_begin(&q, store, "INSERT OR IGNORE INTO block_entry VALUES (?, ?)");
	query_int(&q, id);
	query_text(&q, value);
	return query_run(&q);
}

static int put(struct store *store, const struct viewer *viewer, const struct block_list_row *row,
	       const char *const *entries, size_t count, int64_t *id)
{
	char detail[48];
	int rc = put_row(store, viewer, row, id);

	if (!rc)
		rc = run_on(store, "DELETE FROM block_entry WHERE list_id = ?", *id);
	for (size_t i = 0; i < count && !rc; i++)
		rc = put_entry(store, *id, entries[i]);
	if (!rc)
		rc = run_on(store,
			    "UPDATE block_list SET entries = (SELECT count(*) FROM block_entry e WHERE"
			    " e.list_id = block_list.id) WHERE id = ?", *id);
	snprintf(detail, sizeof(detail), "%zu entries", count);
	return rc ? rc : store_audit(store, viewer, "block_list.put", row->name, detail);
}

int store_block_list_put(struct store *store, const struct viewer *viewer,
			 const struct block_list_row *row, const char *const *entries, size_t count,
			 int64_t *id)
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, put(store, viewer, row, entries, count, id));
}

int store_block_list_remove(struct store *store, const struct viewer *viewer, int64_t id)
{
	return store_remove_row(store, viewer, "block_list.remove",
				"DELETE FROM block_list WHERE id = ? AND " SCOPES_OF("scope_id"), id);
}

int store_block_entries(struct store *store, const struct viewer *viewer, struct arena *arena,
			const char ***out, size_t *count)
{
	struct rows rows = {.size = sizeof(const char *)};
	struct query q;

	query_begin(&q, store,
		    "SELECT DISTINCT e.value FROM block_entry e JOIN block_list l ON l.id = e.list_id WHERE "
		    SCOPES_OF("l.scope_id") "ORDER BY e.value LIMIT 1000000");
	query_scopes(&q, viewer);
	q.arena = arena;
	while (query_row(&q)) {
		const char *value = query_get_text(&q);

		*(const char **)rows_add(&rows, arena) = value;
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
