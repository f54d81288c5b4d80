/* register.c - works, data, protected objects: what the steps gather (S4-014 S4-016). SPDX-License-Identifier: Apache-2.0 */

#include "store/govern.h"

#include "lib/clock.h"
#include "store/account.h"
#include "store/sql.h"

#include <errno.h>
#include <stdio.h>

static int insert(struct store *store, const struct viewer *viewer, const struct register_row *row,
		  int64_t *id)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO register (scope_id, kind, name, body, specimen, revision, user, at)"
		    " VALUES (?, ?, ?, ?, ?, 1, ?, ?)");
	query_int(&q, row->scope);
	query_text(&q, row->kind);
	query_text(&q, row->name);
	query_text(&q, row->body);
	query_int(&q, row->specimen);
	query_text(&q, viewer->user);
	query_int(&q, clock_now());
	const int rc = query_run(&q);

	*id = sqlite3_last_insert_rowid(store->db);
	return rc;
}

static int update(struct store *store, const struct viewer *viewer, const struct register_row *row)
{
	struct query q;

	query_begin(&q, store,
		    "UPDATE register SET name = ?, body = ?, specimen = 0, revision = revision + 1,"
		    " user = ?, at = ? WHERE id = ? AND kind = ? AND revision = ? AND scope_id = ?");
	query_text(&q, row->name);
	query_text(&q, row->body);
	query_text(&q, viewer->user);
	query_int(&q, clock_now());
	query_int(&q, row->id);
	query_text(&q, row->kind);
	query_int(&q, row->revision);
	query_int(&q, row->scope);
	const int rc = query_run(&q);

	if (rc || sqlite3_changes(store->db) > 0)
		return rc;
	return store_failed(store, -ESTALE, "store: somebody else changed this meanwhile");
}

static int tell(struct store *store, const struct viewer *viewer, const char *action, int64_t id,
		const struct register_row *row)
{
	struct arena arena = {0};
	const char *detail = arena_printf(&arena, "%s %s %s", row->kind, row->name, row->body);
	const int rc = store_audit_row(store, viewer, action, id, detail);

	arena_free(&arena);
	return rc;
}

int store_register_put(struct store *store, const struct viewer *viewer,
		       const struct register_row *row, int64_t *id)
{
	bool own;
	int rc = step_begin_in(store, viewer, row->scope, &own);

	*id = row->id;
	if (rc)
		return rc;
	rc = row->id ? update(store, viewer, row) : insert(store, viewer, row, id);
	if (!rc)
		rc = tell(store, viewer, row->id ? "register.edit" : "register.add", *id, row);
	return step_end(store, own, rc);
}

int store_register_remove(struct store *store, const struct viewer *viewer, int64_t id)
{
	return store_remove_row(store, viewer, "register.remove",
				"UPDATE register SET removed = 1 WHERE id = ? AND removed = 0 AND "
				SCOPES_OF("scope_id"), id);
}

int store_register(struct store *store, const struct viewer *viewer, int64_t scope,
		   const char *kind, struct arena *arena, struct register_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct register_row)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT id, scope_id, kind, name, body, specimen, revision, user, at FROM"
			 " register WHERE removed = 0 AND " SCOPES_OF("scope_id") "AND scope_id = ?2"
			 " AND (?3 = '' OR kind = ?3) ORDER BY kind, id LIMIT 5000",
			 arena);
	query_scopes(&q, viewer);
	query_int(&q, scope);
	query_text(&q, kind);
	while (query_row(&q)) {
		struct register_row *row = rows_add(&rows, arena);

		row->id = query_get_int(&q);
		row->scope = query_get_int(&q);
		row->kind = query_get_text(&q);
		row->name = query_get_text(&q);
		row->body = query_get_text(&q);
		row->specimen = query_get_int(&q) != 0;
		row->revision = query_get_int(&q);
		row->user = query_get_text(&q);
		row->at = query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

int store_zone_names(struct store *store, const struct viewer *viewer, struct arena *arena,
		     struct zone_name **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct zone_name)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT id, name, smkl FROM zone WHERE " SCOPES_OF("scope_id") "ORDER BY id", arena);
	query_scopes(&q, viewer);
	while (query_row(&q)) {
		struct zone_name *row = rows_add(&rows, arena);

		row->id = query_get_int(&q);
		row->name = query_get_text(&q);
		row->smkl = query_get_text(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
