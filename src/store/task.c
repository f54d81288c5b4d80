/* task.c - what somebody is to do, until when, for how much. SPDX-License-Identifier: Apache-2.0 */

#include "store/govern.h"

#include "store/kept.h"
#include "store/sql.h"

#include <errno.h>

static const struct kept_column columns[] = {
	KEPT(struct task_row, pack, KEPT_TEXT), KEPT(struct task_row, part, KEPT_TEXT),
	KEPT(struct task_row, item, KEPT_TEXT), KEPT(struct task_row, kind, KEPT_TEXT),
	KEPT(struct task_row, title, KEPT_TEXT), KEPT(struct task_row, owner, KEPT_TEXT),
	KEPT(struct task_row, starts_on, KEPT_TEXT), KEPT(struct task_row, due_on, KEPT_TEXT),
	KEPT(struct task_row, every, KEPT_TEXT), KEPT(struct task_row, window, KEPT_TEXT),
	KEPT(struct task_row, follows, KEPT_TEXT), KEPT(struct task_row, note, KEPT_TEXT),
	KEPT(struct task_row, state, KEPT_TEXT), KEPT_AS(struct task_row, finding, "finding_id", KEPT_NUMBER),
	KEPT(struct task_row, cost, KEPT_NUMBER), KEPT(struct task_row, effect, KEPT_NUMBER),
	KEPT(struct task_row, stops_line, KEPT_FLAG),
	{0},
};
static const struct kept_table tasks = {
	.name = "task", .word = "task", .size = sizeof(struct task_row), .head = KEPT_HEAD(struct task_row), .columns = columns,
};

/* Those that come before it, and before those, must not be itself: nobody could begin. */
static bool waits_for_itself(struct store *store, int64_t id, int *rc)
{
	struct query q;

	query_begin(&q, store,
		    "WITH RECURSIVE link(task, first) AS (SELECT t.id, CAST(f.value AS INTEGER) FROM task t,"
		    " json_each('[\"' || replace(trim(t.follows), ' ', '\",\"') || '\"]') f WHERE t.follows != ''"
		    " AND t.scope_id = (SELECT scope_id FROM task WHERE id = ?1)),"
		    " before(id) AS (SELECT first FROM link WHERE task = ?1 UNION"
		    " SELECT l.first FROM before b JOIN link l ON l.task = b.id)"
		    " SELECT EXISTS (SELECT 1 FROM before WHERE id = ?1)");
	query_int(&q, id);
	return query_number(&q, rc) != 0;
}

int store_task_put(struct store *store, const struct viewer *viewer, const struct task_row *row,
		   int64_t *id)
{
	struct arena arena = {0};
	const char *detail = arena_printf(&arena, "%s: %s %s %s", row->title, row->owner, row->due_on, row->state);
	bool own;
	int rc = step_begin_in(store, viewer, row->scope, &own);

	*id = row->id;
	if (!rc) {
		rc = kept_put(store, viewer, &tasks, row, detail, id);
		if (!rc && *row->follows && waits_for_itself(store, *id, &rc))
			rc = store_failed(store, -ELOOP, "store: a task would wait for itself");
		rc = step_end(store, own, rc);
	}
	arena_free(&arena);
	return rc;
}

int store_tasks(struct store *store, const struct viewer *viewer, int64_t scope,
		struct arena *arena, struct task_row **out, size_t *count)
{
	struct rows rows;
	const int rc = kept_list(store, viewer, scope, &tasks, "ORDER BY r.due_on = '', r.due_on, r.id LIMIT 5000", arena, &rows);

	*out = rows.data;
	*count = rows.count;
	return rc;
}
