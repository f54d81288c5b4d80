/* task.c - what somebody is to do, until when, for how much. SPDX-License-Identifier: Apache-2.0 */

#include "store/govern.h"

#include "lib/clock.h"
#include "store/account.h"
#include "store/sql.h"

#include <errno.h>

#define TEXTS 13

/* In the order of the columns. */
static void texts_of(const struct task_row *row, const char *out[TEXTS])
{
	const char *const texts[TEXTS] = {row->pack,	  row->part,  row->item,   row->kind,	row->title,
					  row->owner,	  row->starts_on, row->due_on, row->every,
					  row->window,	  row->follows,	  row->note,   row->state};

	for (size_t i = 0; i < TEXTS; i++)
		out[i] = texts[i];
}

#define TEXT_COLUMNS                                                                           \
	"pack, part, item, kind, title, owner, starts_on, due_on, every, window, follows, note, state"

static void bind(struct query *q, const struct viewer *viewer, const struct task_row *row)
{
	const char *texts[TEXTS];

	texts_of(row, texts);
	for (size_t i = 0; i < TEXTS; i++)
		query_text(q, texts[i]);
	query_int(q, row->finding);
	query_int(q, row->stops_line);
	query_int(q, row->cost);
	query_int(q, row->effect);
	query_text(q, viewer->user);
	query_int(q, clock_now());
	query_int(q, row->scope);
}

static int insert(struct store *store, const struct viewer *viewer, const struct task_row *row,
		  int64_t *id)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO task (" TEXT_COLUMNS ", finding_id, stops_line, cost, effect, user,"
		    " at, scope_id, specimen, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
		    " ?, ?, ?, ?, ?, ?, ?, ?, 1)");
	bind(&q, viewer, row);
	query_int(&q, row->specimen);
	const int rc = query_run(&q);

	*id = sqlite3_last_insert_rowid(store->db);
	return rc;
}

static int update(struct store *store, const struct viewer *viewer, const struct task_row *row)
{
	struct query q;

	query_begin(&q, store,
		    "UPDATE task SET (" TEXT_COLUMNS ", finding_id, stops_line, cost, effect, user, at)"
		    " = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), specimen = 0,"
		    " revision = revision + 1 WHERE scope_id = ? AND id = ? AND revision = ?");
	bind(&q, viewer, row);
	query_int(&q, row->id);
	query_int(&q, row->revision);
	const int rc = query_run(&q);

	if (rc || sqlite3_changes(store->db) > 0)
		return rc;
	return store_failed(store, -ESTALE, "store: somebody else changed this meanwhile");
}

int store_task_put(struct store *store, const struct viewer *viewer, const struct task_row *row,
		   int64_t *id)
{
	struct arena arena = {0};
	bool own;
	int rc = step_begin_in(store, viewer, row->scope, &own);

	*id = row->id;
	if (rc)
		return rc;
	rc = row->id ? update(store, viewer, row) : insert(store, viewer, row, id);
	if (!rc)
		rc = store_audit_row(store, viewer, row->id ? "task.edit" : "task.add", *id,
				     arena_printf(&arena, "%s: %s %s %s", row->title, row->owner,
						  row->due_on, row->state));
	arena_free(&arena);
	return step_end(store, own, rc);
}

int store_tasks(struct store *store, const struct viewer *viewer, int64_t scope,
		struct arena *arena, struct task_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct task_row)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT id, scope_id, finding_id, stops_line, cost, effect, specimen,"
			 " revision, at, user, " TEXT_COLUMNS " FROM task WHERE " SCOPES_OF("scope_id")
			 "AND scope_id = ?2 ORDER BY due_on = '', due_on, id LIMIT 5000",
			 arena);
	query_scopes(&q, viewer);
	query_int(&q, scope);
	while (query_row(&q)) {
		struct task_row *row = rows_add(&rows, arena);
		const char **const texts[TEXTS] = {
			&row->pack,   &row->part,   &row->item,	   &row->kind,	&row->title,
			&row->owner,  &row->starts_on, &row->due_on, &row->every, &row->window,
			&row->follows, &row->note,   &row->state};

		row->id = query_get_int(&q);
		row->scope = query_get_int(&q);
		row->finding = query_get_int(&q);
		row->stops_line = query_get_int(&q) != 0;
		row->cost = query_get_int(&q);
		row->effect = query_get_int(&q);
		row->specimen = query_get_int(&q) != 0;
		row->revision = query_get_int(&q);
		row->at = query_get_int(&q);
		row->user = query_get_text(&q);
		for (size_t i = 0; i < TEXTS; i++)
			*texts[i] = query_get_text(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
