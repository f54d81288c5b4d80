/* evaluation.c - verdicts of gauges as they came, from when until when. SPDX-License-Identifier: Apache-2.0 */

#include "store/govern.h"

#include "store/sql.h"

static void bind_key(struct query *q, int64_t scope, const char *pack,
		     const struct evaluation_row *row)
{
	query_int(q, scope);
	query_text(q, pack);
	query_text(q, row->part);
	query_text(q, row->item);
}

/* The verdict is what it was: it only lasts longer. */
static int prolong(struct store *store, int64_t scope, const char *pack,
		   const struct evaluation_row *row)
{
	struct query q;

	query_begin(&q, store,
		    "UPDATE evaluation SET last = ?6 WHERE scope_id = ?1 AND pack = ?2 AND part = ?3"
		    " AND item = ?4 AND verdict = ?5 AND since = (SELECT max(e.since) FROM evaluation e"
		    " WHERE e.scope_id = ?1 AND e.pack = ?2 AND e.part = ?3 AND e.item = ?4)");
	bind_key(&q, scope, pack, row);
	query_text(&q, row->verdict);
	query_int(&q, row->last);
	return query_run(&q);
}

int store_evaluation_put(struct store *store, int64_t scope, const char *pack,
			 const struct evaluation_row *row)
{
	struct query q;
	bool own;
	int rc = step_begin(store, &own);

	if (rc)
		return rc;
	rc = prolong(store, scope, pack, row);
	if (!rc && sqlite3_changes(store->db) == 0) {
		query_begin(&q, store, "INSERT OR REPLACE INTO evaluation VALUES (?, ?, ?, ?, ?, ?, ?)");
		bind_key(&q, scope, pack, row);
		query_int(&q, row->last);
		query_int(&q, row->last);
		query_text(&q, row->verdict);
		rc = query_run(&q);
	}
	return step_end(store, own, rc);
}

int store_evaluations(struct store *store, const struct viewer *viewer, int64_t scope,
		      const char *pack, const char *part, const char *item, struct arena *arena,
		      struct evaluation_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct evaluation_row)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT part, item, since, last, verdict FROM evaluation v WHERE "
			 SCOPES_OF("scope_id") "AND scope_id = ?2 AND pack = ?3 AND (?5 = '' AND"
			 " since = (SELECT max(e.since) FROM evaluation e WHERE e.scope_id ="
			 " v.scope_id AND e.pack = v.pack AND e.part = v.part AND e.item = v.item)"
			 " OR part = ?4 AND item = ?5) ORDER BY part, item, since LIMIT 20000",
			 arena);
	query_scopes(&q, viewer);
	query_int(&q, scope);
	query_text(&q, pack);
	query_text(&q, part);
	query_text(&q, item);
	while (query_row(&q)) {
		struct evaluation_row *row = rows_add(&rows, arena);

		row->part = query_get_text(&q);
		row->item = query_get_text(&q);
		row->since = query_get_int(&q);
		row->last = query_get_int(&q);
		row->verdict = query_get_text(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
