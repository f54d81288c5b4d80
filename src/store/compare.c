/* compare.c - sites beside one another: what each answered last (S0-031 X-006). SPDX-License-Identifier: Apache-2.0 */

#include "store/govern.h"

#include "store/account.h"
#include "store/sql.h"

#include <errno.h>
#include <string.h>

#define NAME_MAX_BYTES 200

/* A lone max() gives the other columns of its row (SQLite, lang_select 2.5). */
int store_standing_answers(struct store *store, const struct viewer *viewer, const char *pack,
			   struct arena *arena, struct standing_answer **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct standing_answer)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT scope_id, part, item, value, pack_version, max(revision) FROM answer WHERE scope_id IN"
			 " (SELECT value FROM json_each(?1)) AND pack = ?2 AND kind = 'answer'"
			 " GROUP BY scope_id, part, item ORDER BY scope_id",
			 arena);
	query_scopes(&q, viewer);
	query_text(&q, pack);
	while (query_row(&q)) {
		struct standing_answer *row = rows_add(&rows, arena);

		row->scope = query_get_int(&q);
		row->part = query_get_text(&q);
		row->item = query_get_text(&q);
		row->value = query_get_text(&q);
		row->version = query_get_text(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

int store_site_add(struct store *store, const struct viewer *viewer, int64_t parent,
		   const char *name, int64_t *id)
{
	bool own;
	int rc = step_begin(store, &own);

	*id = 0;
	if (rc)
		return rc;
	if (!*name || strlen(name) > NAME_MAX_BYTES)
		rc = store_failed(store, -EINVAL, "store: a site has a name of at most 200 bytes");
	if (!rc)
		rc = store_scope_add(store, viewer, parent, name, id);
	if (!rc)
		rc = store_audit(store, viewer, "site.add", name, NULL);
	return step_end(store, own, rc);
}
