/* evidence.c - what an answer stands on; one piece serves many items. SPDX-License-Identifier: Apache-2.0 */

#include "store/assess.h"

#include "lib/clock.h"
#include "store/account.h"
#include "store/sql.h"

#include <errno.h>
#include <stdio.h>

static int insert(struct store *store, const struct viewer *viewer, const struct evidence_row *row,
		  int64_t *id)
{
	struct query q;
	const char *const texts[] = {row->kind,	      row->title,	 row->link,
				     row->note,	      row->collected_on, row->effective_on,
				     row->expires_on, row->hash,	 viewer->user};

	query_begin(&q, store,
		    "INSERT INTO evidence (scope_id, kind, title, link, note, collected_on,"
		    " effective_on, expires_on, hash, user, at) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?");
	query_int(&q, row->scope);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		query_text(&q, texts[i]);
	query_int(&q, clock_now());
	const int rc = query_run(&q);

	*id = sqlite3_last_insert_rowid(store->db);
	return rc;
}

static int insert_use(struct store *store, int64_t id, const struct evidence_use *use)
{
	struct query q;

	query_begin(&q, store, "INSERT OR IGNORE INTO evidence_use VALUES (?, ?, ?, ?)");
	query_int(&q, id);
	query_text(&q, use->pack);
	query_text(&q, use->part);
	query_text(&q, use->item);
	return query_run(&q);
}

int store_evidence_add(struct store *store, const struct viewer *viewer,
		       const struct evidence_row *row, const struct evidence_use *uses,
		       size_t use_count, int64_t *id)
{
	bool own;
	int rc = step_begin_in(store, viewer, row->scope, &own);

	*id = 0;
	if (rc)
		return rc;
	rc = insert(store, viewer, row, id);
	for (size_t i = 0; !rc && i < use_count; i++)
		rc = insert_use(store, *id, &uses[i]);
	if (!rc)
		rc = store_audit(store, viewer, "evidence.add", row->title, row->link);
	return step_end(store, own, rc);
}

int store_evidence_remove(struct store *store, const struct viewer *viewer, int64_t id)
{
	return store_remove_row(store, viewer, "evidence.remove",
				"UPDATE evidence SET removed = 1 WHERE id = ? AND removed = 0 AND NOT EXISTS"
				" (SELECT 1 FROM snapshot_scan s WHERE s.evidence_id = evidence.id) AND "
				SCOPES_OF("scope_id"), id);
}

int store_evidence(struct store *store, const struct viewer *viewer, int64_t scope,
		   struct arena *arena, struct evidence_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct evidence_row)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT r.id, r.scope_id, r.kind, r.title, r.link, r.note, r.collected_on,"
			 " r.effective_on, r.expires_on, r.hash, r.user, r.at, (SELECT group_concat("
			 "u.pack || ' ' || u.part || ' ' || u.item, char(10)) FROM evidence_use u"
			 " WHERE u.evidence_id = r.id), ifnull(f.name, ''), ifnull(f.size, 0), ifnull("
			 "f.hash, '') FROM evidence r LEFT JOIN evidence_file f ON f.evidence_id ="
			 " r.id WHERE r.removed = 0 AND "
			 SCOPES_OF("r.scope_id") "AND r.scope_id = ? ORDER BY r.id DESC LIMIT 5000",
			 arena);
	query_scopes(&q, viewer);
	query_int(&q, scope);
	while (query_row(&q)) {
		struct evidence_row *row = rows_add(&rows, arena);
		const char **const texts[] = {&row->kind,	   &row->title,
					      &row->link,	   &row->note,
					      &row->collected_on, &row->effective_on,
					      &row->expires_on,	   &row->hash,
					      &row->user};

		row->id = query_get_int(&q);
		row->scope = query_get_int(&q);
		for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
			*texts[i] = query_get_text(&q);
		row->at = query_get_int(&q);
		row->uses = query_get_text(&q);
		row->file = query_get_text(&q);
		row->file_size = query_get_int(&q);
		row->file_hash = query_get_text(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

int store_evidence_file_put(struct store *store, const struct viewer *viewer, int64_t id,
			    const struct evidence_file *file)
{
	struct query q;
	bool own;
	int rc = step_begin(store, &own);

	if (rc)
		return rc;
	query_begin(&q, store,
		    "INSERT INTO evidence_file SELECT id, ?, ?, ?, ? FROM evidence WHERE id = ? AND"
		    " removed = 0 AND " SCOPES_OF("scope_id"));
	query_text(&q, file->name);
	query_int(&q, (int64_t)file->size);
	query_text(&q, file->hash);
	query_blob(&q, file->content, file->size);
	query_int(&q, id);
	query_scopes(&q, viewer);
	rc = query_run(&q);
	if (!rc && sqlite3_changes(store->db) == 0)
		rc = store_failed(store, -ENOENT, "store: there is no such evidence");
	if (!rc)
		rc = store_audit(store, viewer, "evidence.file", file->name, file->hash);
	return step_end(store, own, rc);
}

int store_evidence_file(struct store *store, const struct viewer *viewer, int64_t id,
			struct arena *arena, struct evidence_file *out)
{
	struct query q;
	size_t length = 0;
	bool found;

	*out = (struct evidence_file){0};
	query_begin_once(&q, store,
			 "SELECT f.name, f.hash, f.content FROM evidence_file f JOIN evidence e ON"
			 " e.id = f.evidence_id WHERE e.id = ? AND " SCOPES_OF("e.scope_id"),
			 arena);
	query_int(&q, id);
	query_scopes(&q, viewer);
	found = query_row(&q);
	if (found) {
		out->name = query_get_text(&q);
		out->hash = query_get_text(&q);
		const void *bytes = query_get_blob(&q, &length);

		out->content = arena_copy(arena, bytes, length);
		out->size = length;
	}
	const int rc = query_end(&q);

	if (!rc && !found)
		return store_failed(store, -ENOENT, "store: there is no such file");
	return rc;
}
