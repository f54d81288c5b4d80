/* snapshot.c - what was answered and measured at one moment, and who approved it. SPDX-License-Identifier: Apache-2.0 */

#include "store/govern.h"

#include "lib/clock.h"
#include "store/account.h"
#include "store/sql.h"

#include <errno.h>
#include <stdio.h>

static int insert(struct store *store, const struct viewer *viewer, const struct snapshot_row *row,
		  int64_t *id)
{
	const char *const texts[] = {row->pack,	 row->title,   row->content, row->hash,
				     row->basis, row->summary, viewer->user};
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO snapshot (scope_id, pack, title, content, hash, basis, summary,"
		    " user, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
	query_int(&q, row->scope);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		query_text(&q, texts[i]);
	query_int(&q, row->at ? row->at : clock_now());
	const int rc = query_run(&q);

	*id = sqlite3_last_insert_rowid(store->db);
	return rc;
}

int store_snapshot_add(struct store *store, const struct viewer *viewer,
		       const struct snapshot_row *row, int64_t *id)
{
	bool own;
	int rc = step_begin_in(store, viewer, row->scope, &own);

	*id = 0;
	if (rc)
		return rc;
	rc = insert(store, viewer, row, id);
	if (!rc)
		rc = store_audit_row(store, viewer, "snapshot.add", *id, row->hash);
	return step_end(store, own, rc);
}

static int approve(struct store *store, const struct viewer *viewer, int64_t id, const char *note)
{
	struct query q;

	query_begin(&q, store,
		    "UPDATE snapshot SET approved_by = ?1, approved_at = ?2, note = ?3 WHERE"
		    " id = ?4 AND approved_at = 0");
	query_text(&q, viewer->user);
	query_int(&q, clock_now());
	query_text(&q, note);
	query_int(&q, id);
	const int rc = query_run(&q);

	if (rc || sqlite3_changes(store->db) > 0)
		return rc;
	return store_failed(store, -EALREADY, "store: that was approved already");
}

int store_snapshot_approve(struct store *store, const struct viewer *viewer, int64_t id,
			   const char *note)
{
	struct arena arena = {0};
	struct snapshot_row row;
	bool own;
	int rc = step_begin(store, &own);

	if (rc)
		return rc;
	rc = store_snapshot(store, viewer, id, &arena, &row);
	if (!rc)
		rc = approve(store, viewer, id, note);
	if (!rc)
		rc = store_audit_row(store, viewer, "snapshot.approve", id, row.hash);
	arena_free(&arena);
	return step_end(store, own, rc);
}

#define COLUMNS \
	"id, scope_id, at, approved_at, pack, title, hash, basis, summary, user, approved_by, note"

static void take(struct query *q, struct snapshot_row *row)
{
	const char **const texts[] = {&row->pack,    &row->title, &row->hash,	     &row->basis,
				      &row->summary, &row->user,  &row->approved_by, &row->note};

	row->id = query_get_int(q);
	row->scope = query_get_int(q);
	row->at = query_get_int(q);
	row->approved_at = query_get_int(q);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		*texts[i] = query_get_text(q);
}

int store_snapshots(struct store *store, const struct viewer *viewer, int64_t scope,
		    const char *pack, struct arena *arena, struct snapshot_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct snapshot_row)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT " COLUMNS " FROM snapshot WHERE " SCOPES_OF("scope_id")
			 "AND (?2 = 0 OR scope_id = ?2) AND (?3 = '' OR pack = ?3)"
			 " ORDER BY at DESC, id DESC LIMIT 20000",
			 arena);
	query_scopes(&q, viewer);
	query_int(&q, scope);
	query_text(&q, pack);
	while (query_row(&q))
		take(&q, rows_add(&rows, arena));
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

int store_snapshot(struct store *store, const struct viewer *viewer, int64_t id,
		   struct arena *arena, struct snapshot_row *out)
{
	struct query q;

	*out = (struct snapshot_row){0};
	query_begin_once(&q, store,
			 "SELECT " COLUMNS ", content FROM snapshot WHERE id = ? AND "
			 SCOPES_OF("scope_id"),
			 arena);
	query_int(&q, id);
	query_scopes(&q, viewer);
	if (query_row(&q)) {
		take(&q, out);
		out->content = query_get_text(&q);
	}
	const int rc = query_end(&q);

	if (!rc && !out->content)
		return store_failed(store, -ENOENT, "store: there is no such snapshot");
	return rc;
}
