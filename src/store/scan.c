/* scan.c - the stamped paper of a record, scanned: an approval that rests on evidence (X-014 S4-184). SPDX-License-Identifier: Apache-2.0 */

#include "store/govern.h"

#include "lib/arena.h"
#include "lib/clock.h"
#include "store/account.h"
#include "store/sql.h"

#include <errno.h>

static int link_scan(struct store *store, int64_t evidence, const struct scan_row *scan)
{
	struct query q;

	query_begin(&q, store, "INSERT INTO snapshot_scan VALUES (?, ?, ?, ?)");
	query_int(&q, evidence);
	query_int(&q, scan->snapshot);
	query_text(&q, scan->signed_by);
	query_text(&q, scan->signed_on);
	return query_run(&q);
}

static int keep_evidence(struct store *store, const struct viewer *viewer, const struct snapshot_row *of,
			 const struct scan_row *scan, int64_t *id)
{
	const struct evidence_row row = {
		.scope = of->scope, .kind = "scan", .title = of->title, .link = "", .note = scan->signed_by,
		.collected_on = scan->signed_on, .effective_on = "", .expires_on = "", .hash = ""};
	int rc = store_evidence_add(store, viewer, &row, NULL, 0, id);

	if (!rc)
		rc = store_evidence_file_put(store, viewer, *id, &scan->file);
	return rc;
}

static int add(struct store *store, const struct viewer *viewer, const struct scan_row *scan,
	       struct arena *arena, int64_t *id)
{
	struct snapshot_row row;
	int rc = store_snapshot(store, viewer, scan->snapshot, arena, &row);

	if (!rc)
		rc = keep_evidence(store, viewer, &row, scan, id);
	if (!rc)
		rc = link_scan(store, *id, scan);
	if (!rc && row.approved_at == 0)
		rc = store_snapshot_approve(store, viewer, scan->snapshot, scan->signed_by);
	return rc ? rc : store_audit_row(store, viewer, "snapshot.scan", scan->snapshot, scan->file.hash);
}

int store_scan_add(struct store *store, const struct viewer *viewer, const struct scan_row *scan, int64_t *id)
{
	struct arena arena = {0};
	bool own;
	int rc = step_begin(store, &own);

	*id = 0;
	if (rc)
		return rc;
	rc = step_end(store, own, add(store, viewer, scan, &arena, id));
	arena_free(&arena);
	return rc;
}

int store_scans(struct store *store, const struct viewer *viewer, struct arena *arena,
		struct scan_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct scan_row)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT s.snapshot_id, s.evidence_id, e.at, f.size, s.signed_by, s.signed_on, e.user, f.name,"
			 " f.hash FROM snapshot_scan s JOIN evidence e ON e.id = s.evidence_id JOIN evidence_file f ON"
			 " f.evidence_id = s.evidence_id WHERE " SCOPES_OF("e.scope_id") " ORDER BY s.evidence_id"
			 " LIMIT 5000",
			 arena);
	query_scopes(&q, viewer);
	while (query_row(&q)) {
		struct scan_row *row = rows_add(&rows, arena);

		row->snapshot = query_get_int(&q);
		row->evidence = query_get_int(&q);
		row->at = query_get_int(&q);
		row->file.size = (size_t)query_get_int(&q);
		row->signed_by = query_get_text(&q);
		row->signed_on = query_get_text(&q);
		row->user = query_get_text(&q);
		row->file.name = query_get_text(&q);
		row->file.hash = query_get_text(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
