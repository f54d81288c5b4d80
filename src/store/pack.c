/* pack.c - packs of users, as they were sent; a new version stands beside the old (S4-183). SPDX-License-Identifier: Apache-2.0 */

#include "store/govern.h"

#include "lib/clock.h"
#include "store/account.h"
#include "store/sql.h"

#include <errno.h>

int store_pack_put(struct store *store, const struct viewer *viewer, const struct pack_file *file)
{
	struct query q;
	bool own;
	int rc = step_begin_in(store, viewer, file->scope, &own);

	if (rc)
		return rc;
	query_begin(&q, store, "INSERT INTO pack (scope_id, id, version, content, user, at)"
			       " VALUES (?, ?, ?, ?, ?, ?)");
	query_int(&q, file->scope);
	query_text(&q, file->id);
	query_text(&q, file->version);
	query_blob(&q, file->content, file->size);
	query_text(&q, viewer->user);
	query_int(&q, clock_now());
	rc = query_run(&q);
	if (!rc)
		rc = store_audit(store, viewer, "pack.add", file->id, file->version);
	return step_end(store, own, rc);
}

int store_packs(struct store *store, const struct viewer *viewer, const char *id,
		struct arena *arena, struct pack_file **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct pack_file)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT scope_id, id, version, content, max(at) FROM pack WHERE "
			 SCOPES_OF("scope_id") "AND (?2 = '' OR id = ?2) GROUP BY id ORDER BY id LIMIT 200",
			 arena);
	query_scopes(&q, viewer);
	query_text(&q, id);
	while (query_row(&q)) {
		struct pack_file *row = rows_add(&rows, arena);
		size_t length;

		row->scope = query_get_int(&q);
		row->id = query_get_text(&q);
		row->version = query_get_text(&q);
		const void *bytes = query_get_blob(&q, &length);

		row->content = arena_copy(arena, bytes, length);
		row->size = length;
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
