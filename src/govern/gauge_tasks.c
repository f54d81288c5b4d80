/* gauge_tasks.c - gauges of what is to be done again and again, and was not. SPDX-License-Identifier: Apache-2.0
 *
 * Whether old accounts go and backups come back, no traffic tells (S4-152 S4-154). The calendar does, the other way
 * round: a review or a test whose day has passed was not done. One that is not late proves no rule.
 */

#include "govern/gauges.h"

#include "lib/arena.h"
#include "lib/clock.h"
#include "store/govern.h"

#include <string.h>

static bool is_late(const struct task_row *task, const char *kind, const char *today)
{
	return strcmp(task->kind, kind) == 0 && task->due_on[0] && strcmp(task->due_on, today) < 0 &&
	       (strcmp(task->state, "open") == 0 || strcmp(task->state, "work") == 0);
}

static int late(const struct gauge_ask *ask, struct gauge_result *out, const char *kind)
{
	char today[CLOCK_TEXT_SIZE];
	const struct task_row *first = NULL;
	struct task_row *rows;
	size_t count, planned = 0, found = 0;
	const int rc = store_tasks(ask->store, ask->viewer, ask->scope, ask->arena, &rows, &count);

	if (rc)
		return rc;
	clock_text_local(ask->now, today);
	today[10] = '\0';
	for (size_t i = 0; i < count; i++) {
		planned += strcmp(rows[i].kind, kind) == 0 && strcmp(rows[i].state, "dropped") != 0;
		if (!is_late(&rows[i], kind, today))
			continue;
		first = first ? first : &rows[i]; /* they come by due date */
		found++;
		gauge_sample(out, arena_printf(ask->arena, "%s (%s)", rows[i].title, rows[i].due_on), "#/plan");
	}
	out->value = arena_printf(ask->arena, "%zu", found);
	out->link = "#/plan";
	gauge_put(ask, out, "count", found);
	gauge_put_text(out, "title", first ? first->title : "");
	gauge_put_text(out, "day", first ? first->due_on : "");
	if (found)
		gauge_say(out, GAUGE_CONTRADICTS, "late");
	else
		gauge_say(out, GAUGE_UNKNOWN, planned ? "clean" : "none");
	return 0;
}

int gauge_accounts(const struct gauge_ask *ask, struct gauge_result *out)
{
	return late(ask, out, "accounts");
}

int gauge_restore(const struct gauge_ask *ask, struct gauge_result *out)
{
	return late(ask, out, "restore");
}
