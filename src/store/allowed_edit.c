/* allowed_edit.c - what people say of the allow-list. SPDX-License-Identifier: Apache-2.0 */

#include "store/judged.h"

#include <errno.h>
#include <stdio.h>

#include "lib/buf.h"
#include "lib/clock.h"
#include "store/account.h"
#include "store/sql.h"

/* What a person narrowed or widened for a time is accepted for that time, too. */
static int decide(struct store *store, const struct viewer *viewer, const char *part, const char *state,
		  int64_t expires)
{
	struct query q;

	query_begin(&q, store,
		    "UPDATE allowed SET state = ?1, expires = iif(?1 = 'accepted' AND ?2 = 0 AND fixed, expires, ?2),"
		    " decided_by = ?3, decided_at = ?4 WHERE"
		    " (part = ?5 OR (?5 = '' AND state IN ('learned', 'late'))) AND scope_id IN"
		    " (SELECT value FROM json_each(?6))");
	query_text(&q, state);
	query_int(&q, expires);
	query_text(&q, viewer->user);
	query_int(&q, clock_now());
	query_text(&q, part);
	query_scopes(&q, viewer);
	int rc = query_run(&q);
	if (!rc && *part && sqlite3_changes(store->db) == 0)
		rc = store_failed(store, -ENOENT, "store: nothing of %.60s was learned", part);
	return rc ? rc : store_audit(store, viewer, "allowlist.decide", part, state);
}

int store_allowed_decide(struct store *store, const struct viewer *viewer, const char *part,
			 const char *state, int64_t expires)
{
	const int number = allowed_state_parse(state);
	bool own;

	if (number < 0 || number == ALLOWED_LATE)
		return store_failed(store, -EINVAL, "store: a group cannot be %.20s", state);
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, decide(store, viewer, part, state, expires));
}

static int edit_one(struct store *store, const struct viewer *viewer, int64_t id, const struct allowed_edit *e)
{
	struct buf ranges = {0};
	struct query q;

	allowed_write_ranges(e->ranges, e->range_count, &ranges);
	query_begin(&q, store,
		    "UPDATE allowed SET state = ifnull(nullif(?1, ''), state), expires = iif(?2, ?3, expires),"
		    " wide = iif(?4, ?5, wide), ranges = iif(?4, ?6, ranges), fixed = fixed OR ?4, decided_by ="
		    " ?7, decided_at = ?8 WHERE id = ?9 AND scope_id IN (SELECT value FROM json_each(?10))");
	query_text(&q, e->state);
	query_int(&q, e->has_expires);
	query_int(&q, e->expires);
	query_int(&q, e->has_ranges);
	query_int(&q, e->wide);
	query_text(&q, buf_string(&ranges));
	query_text(&q, viewer->user);
	query_int(&q, clock_now());
	query_int(&q, id);
	query_scopes(&q, viewer);
	int rc = query_run(&q);
	if (!rc && sqlite3_changes(store->db) == 0)
		rc = store_failed(store, -ENOENT, "store: there is no entry %lld", (long long)id);
	rc = rc ? rc : store_audit_row(store, viewer, "allowlist.edit", id,
				       e->has_ranges ? e->wide ? "any" : buf_string(&ranges) : e->state);
	buf_free(&ranges);
	return rc;
}

int store_allowed_edit(struct store *store, const struct viewer *viewer, int64_t id,
		       const struct allowed_edit *edit)
{
	const int state = edit->state ? allowed_state_parse(edit->state) : ALLOWED_ACCEPTED;
	bool own;

	if (state < 0 || state == ALLOWED_LATE)
		return store_failed(store, -EINVAL, "store: an entry cannot be %.20s", edit->state);
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, edit_one(store, viewer, id, edit));
}
