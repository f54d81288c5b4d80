/* task.c - what somebody is to do, until when, for how much. SPDX-License-Identifier: Apache-2.0 */

#include "store/govern.h"

#include "store/kept.h"

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

int store_task_put(struct store *store, const struct viewer *viewer, const struct task_row *row,
		   int64_t *id)
{
	struct arena arena = {0};
	const char *detail = arena_printf(&arena, "%s: %s %s %s", row->title, row->owner, row->due_on, row->state);
	const int rc = kept_put(store, viewer, &tasks, row, detail, id);

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
