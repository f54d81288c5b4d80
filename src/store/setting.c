/* setting.c - settings and scopes. SPDX-License-Identifier: Apache-2.0 */

#include "store/sql.h"

#include <errno.h>

static int64_t own_scope(const struct viewer *viewer)
{
	return viewer->scope_count ? viewer->scopes[0] : 0;
}

static bool sees(const struct viewer *viewer, int64_t scope)
{
	for (size_t i = 0; i < viewer->scope_count; i++)
		if (viewer->scopes[i] == scope)
			return true;
	return false;
}

int store_setting_put(struct store *store, const struct viewer *viewer, const char *name,
		      const char *value)
{
	return store_setting_put_at(store, viewer, own_scope(viewer), name, value);
}

int store_setting_put_at(struct store *store, const struct viewer *viewer, int64_t scope, const char *name,
			 const char *value)
{
	struct query q;

	if (!sees(viewer, scope))
		return store_failed(store, -EACCES, "store: the scope is not the viewer's");
	if (value)
		query_begin(&q, store, "INSERT OR REPLACE INTO setting VALUES (?, ?, ?)");
	else
		query_begin(&q, store, "DELETE FROM setting WHERE scope_id = ? AND name = ?");
	query_int(&q, scope);
	query_text(&q, name);
	if (value)
		query_text(&q, value);
	return query_run(&q);
}

int store_setting(struct store *store, const struct viewer *viewer, const char *name,
		  struct arena *arena, const char **value)
{
	struct query q;

	*value = NULL;
	query_begin_once(&q, store, "SELECT value FROM setting WHERE scope_id = ? AND name = ?",
			 arena);
	query_int(&q, own_scope(viewer));
	query_text(&q, name);
	if (query_row(&q))
		*value = query_get_text(&q);
	return query_end(&q);
}

int store_setting_above(struct store *store, const struct viewer *viewer, int64_t scope, const char *name,
			struct arena *arena, const char **value)
{
	struct query q;

	*value = NULL;
	if (!sees(viewer, scope))
		return store_failed(store, -ENOENT, "store: there is no such scope");
	query_begin_once(&q, store,
			 "WITH RECURSIVE up (id, far) AS (SELECT ?1, 0 UNION ALL SELECT scope.parent, far + 1 FROM scope"
			 " JOIN up ON scope.id = up.id WHERE scope.parent IS NOT NULL AND far < 16)"
			 " SELECT value FROM setting JOIN up ON setting.scope_id = up.id WHERE name = ?2 ORDER BY far LIMIT 1",
			 arena);
	query_int(&q, scope);
	query_text(&q, name);
	if (query_row(&q))
		*value = query_get_text(&q);
	return query_end(&q);
}

int store_scope_add(struct store *store, const struct viewer *viewer, int64_t parent,
		    const char *name, int64_t *id)
{
	struct query q;

	if (!sees(viewer, parent))
		return store_failed(store, -EACCES, "store: the scope above is not the viewer's");
	query_begin(&q, store, "INSERT INTO scope (parent, name) VALUES (?, ?)");
	query_int(&q, parent);
	query_text(&q, name);
	const int rc = query_run(&q);

	*id = sqlite3_last_insert_rowid(store->db);
	return rc;
}

int store_scopes(struct store *store, const struct viewer *viewer, struct arena *arena,
		 struct scope **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct scope)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT id, parent, name FROM scope WHERE " SCOPES_OF("id") "ORDER BY id",
			 arena);
	query_scopes(&q, viewer);
	while (query_row(&q)) {
		struct scope *scope = rows_add(&rows, arena);

		scope->id = query_get_int(&q);
		scope->parent = query_get_int(&q);
		scope->name = query_get_text(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
