/* judge_rules.c - phases, what is suppressed, detectors that are off. SPDX-License-Identifier: Apache-2.0 */

#include "store/judged.h"

#include <errno.h>
#include <stdio.h>

#include "lib/clock.h"
#include "store/account.h"
#include "store/party.h"

static int64_t own_scope(const struct viewer *viewer)
{
	return viewer->scope_count ? viewer->scopes[0] : 0;
}

int store_suppressions(struct store *store, const struct viewer *viewer, struct arena *arena,
		       struct suppression_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct suppression_row)};
	struct query q;

	query_begin(&q, store,
		    "SELECT r.id, r.detector, r.until, r.reason, r.user, r.at, " JUDGED_PARTY("d", "''")
		    ", " JUDGED_PARTY("p", "''") "FROM suppression r"
		    " LEFT JOIN asset d ON d.scope_id = r.scope_id AND d.id = r.device"
		    " LEFT JOIN asset p ON p.scope_id = r.scope_id AND p.id = r.peer WHERE "
		    SCOPES_OF("r.scope_id") " ORDER BY r.id DESC LIMIT 1000");
	query_scopes(&q, viewer);
	q.arena = arena;
	while (query_row(&q)) {
		struct suppression_row *s = rows_add(&rows, arena);

		s->id = query_get_int(&q);
		s->detector = query_get_text(&q);
		s->until = query_get_int(&q);
		s->reason = query_get_text(&q);
		s->user = query_get_text(&q);
		s->at = query_get_int(&q);
		party_read(&q, &s->device);
		party_read(&q, &s->peer);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

static int add(struct store *store, const struct viewer *viewer, const struct suppression *row,
	       const char *reason, int64_t *id)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO suppression (scope_id, detector, device, peer, until, reason, user, at)"
		    " VALUES (?,?,?,?,?,?,?,?)");
	query_int(&q, own_scope(viewer));
	query_text(&q, row->detector);
	query_int(&q, (int64_t)row->device);
	query_int(&q, (int64_t)row->peer);
	query_int(&q, row->until);
	query_text(&q, reason);
	query_text(&q, viewer->user);
	query_int(&q, clock_now());
	const int rc = query_run(&q);

	*id = sqlite3_last_insert_rowid(store->db);
	return rc ? rc : store_audit_row(store, viewer, "suppression.add", *id, reason);
}

int store_suppression_add(struct store *store, const struct viewer *viewer, const struct suppression *row,
			  const char *reason, int64_t *id)
{
	bool own;

	if (!own_scope(viewer))
		return store_failed(store, -EPERM, "store: the viewer has no scope");
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, add(store, viewer, row, reason, id));
}

int store_suppression_remove(struct store *store, const struct viewer *viewer, int64_t id)
{
	return store_remove_row(store, viewer, "suppression.remove",
				"DELETE FROM suppression WHERE id = ? AND " SCOPES_OF("scope_id"), id);
}

int store_detectors(struct store *store, const struct viewer *viewer, struct arena *arena,
		    struct detector_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct detector_row)};
	struct query q;

	query_begin(&q, store,
		    "SELECT detector, max(reason), max(user), max(at), sum(open) FROM (SELECT detector,"
		    " reason, user, at, 0 open FROM detector_off WHERE scope_id IN (SELECT value FROM"
		    " json_each(?1)) UNION ALL SELECT detector, '', '', 0, count(*) FROM finding WHERE"
		    " scope_id IN (SELECT value FROM json_each(?1)) AND state IN ('new', 'acknowledged',"
		    " 'work') GROUP BY detector) GROUP BY detector");
	query_scopes(&q, viewer);
	q.arena = arena;
	while (query_row(&q)) {
		struct detector_row *d = rows_add(&rows, arena);

		d->detector = query_get_text(&q);
		d->reason = query_get_text(&q);
		d->user = query_get_text(&q);
		d->at = query_get_int(&q);
		d->open = (uint64_t)query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

static int put_switch(struct store *store, const struct viewer *viewer, const char *detector, bool on,
		      const char *reason)
{
	struct query q;

	query_begin(&q, store,
		    on ? "DELETE FROM detector_off WHERE scope_id = ?1 AND detector = ?2 AND ?3 != '' AND"
			 " ?4 != '' AND ?5"
		       : "INSERT OR REPLACE INTO detector_off (scope_id, detector, reason, user, at)"
			 " VALUES (?,?,?,?,?)");
	query_int(&q, own_scope(viewer));
	query_text(&q, detector);
	query_text(&q, on ? "-" : reason);
	query_text(&q, viewer->user);
	query_int(&q, clock_now());
	const int rc = query_run(&q);

	return rc ? rc : store_audit(store, viewer, on ? "detector.on" : "detector.off", detector, reason);
}

int store_detector_switch(struct store *store, const struct viewer *viewer, const char *detector, bool on,
			  const char *reason)
{
	bool own;

	if (!own_scope(viewer))
		return store_failed(store, -EPERM, "store: the viewer has no scope");
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, put_switch(store, viewer, detector, on, reason));
}
