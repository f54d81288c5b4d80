/* exception.c - what is not kept, for a reason, until a day, with something in its place. SPDX-License-Identifier: Apache-2.0 */

#include "store/govern.h"

#include "lib/clock.h"
#include "store/account.h"
#include "store/sql.h"

#include <errno.h>
#include <stdio.h>

static int insert(struct store *store, const struct viewer *viewer, const struct exception_row *row,
		  int64_t *id)
{
	const char *const texts[] = {row->pack,	   row->part,	 row->item,   row->reason,
				     row->measure, row->ends_on, viewer->user};
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO exception (scope_id, pack, part, item, reason, measure, ends_on,"
		    " user, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
	query_int(&q, row->scope);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		query_text(&q, texts[i]);
	query_int(&q, clock_now());
	const int rc = query_run(&q);

	*id = sqlite3_last_insert_rowid(store->db);
	return rc;
}

static int tell(struct store *store, const struct viewer *viewer, const char *action, int64_t id,
		const struct exception_row *row)
{
	struct arena arena = {0};
	const char *detail = row ? arena_printf(&arena, "%s %s %s until %s: %s; instead: %s", row->pack,
						row->part, row->item, row->ends_on, row->reason,
						row->measure)
				 : NULL;
	const int rc = store_audit_row(store, viewer, action, id, detail);

	arena_free(&arena);
	return rc;
}

int store_exception_add(struct store *store, const struct viewer *viewer,
			const struct exception_row *row, int64_t *id)
{
	bool own;
	int rc = step_begin_in(store, viewer, row->scope, &own);

	*id = 0;
	if (rc)
		return rc;
	rc = insert(store, viewer, row, id);
	if (!rc)
		rc = tell(store, viewer, "exception.add", *id, row);
	return step_end(store, own, rc);
}

static bool exists(struct store *store, const struct viewer *viewer, int64_t id, int *rc)
{
	struct query q;

	query_begin(&q, store,
		    "SELECT count(*) FROM exception WHERE id = ? AND " SCOPES_OF("scope_id"));
	query_int(&q, id);
	query_scopes(&q, viewer);
	return query_number(&q, rc) > 0;
}

/* sql: UPDATE ... = ?1 (who), ?2 (when) WHERE id = ?3. */
static int decide(struct store *store, const struct viewer *viewer, int64_t id, const char *sql,
		  const char *action)
{
	struct query q;
	bool own;
	int rc = step_begin(store, &own);

	if (rc)
		return rc;
	if (!exists(store, viewer, id, &rc) && !rc)
		rc = store_failed(store, -ENOENT, "store: there is no such exception");
	if (rc)
		return step_end(store, own, rc);
	query_begin(&q, store, sql);
	query_text(&q, viewer->user);
	query_int(&q, clock_now());
	query_int(&q, id);
	rc = query_run(&q);
	if (!rc && sqlite3_changes(store->db) == 0)
		rc = store_failed(store, -EALREADY, "store: that was decided already");
	if (!rc)
		rc = tell(store, viewer, action, id, NULL);
	return step_end(store, own, rc);
}

int store_exception_approve(struct store *store, const struct viewer *viewer, int64_t id)
{
	return decide(store, viewer, id,
		      "UPDATE exception SET approved_by = ?1, approved_at = ?2 WHERE id = ?3 AND"
		      " approved_at = 0 AND ended_at = 0",
		      "exception.approve");
}

int store_exception_end(struct store *store, const struct viewer *viewer, int64_t id)
{
	return decide(store, viewer, id,
		      "UPDATE exception SET ended_by = ?1, ended_at = ?2 WHERE id = ?3 AND"
		      " ended_at = 0",
		      "exception.end");
}

int store_exceptions(struct store *store, const struct viewer *viewer, int64_t scope,
		     const char *pack, struct arena *arena, struct exception_row **out,
		     size_t *count)
{
	struct rows rows = {.size = sizeof(struct exception_row)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT id, scope_id, at, approved_at, pack, part, item, reason, measure,"
			 " ends_on, user, approved_by FROM exception WHERE ended_at = 0 AND "
			 SCOPES_OF("scope_id") "AND (?2 = 0 OR scope_id = ?2) AND (?3 = '' OR pack = ?3)"
			 " ORDER BY id DESC LIMIT 2000",
			 arena);
	query_scopes(&q, viewer);
	query_int(&q, scope);
	query_text(&q, pack);
	while (query_row(&q)) {
		struct exception_row *row = rows_add(&rows, arena);
		const char **const texts[] = {&row->pack,    &row->part,    &row->item,
					      &row->reason,  &row->measure, &row->ends_on,
					      &row->user,    &row->approved_by};

		row->id = query_get_int(&q);
		row->scope = query_get_int(&q);
		row->at = query_get_int(&q);
		row->approved_at = query_get_int(&q);
		for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
			*texts[i] = query_get_text(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
