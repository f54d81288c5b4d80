/* habit.c - numbers that were learned of two parties. SPDX-License-Identifier: Apache-2.0 */

#include "store/judged.h"

#include "lib/arena.h"

int habit_save(struct store *store, int64_t scope, struct judge *judge)
{
	struct habit_row h;
	int rc = 0;

	while (!rc && judge_next_habit(judge, &h)) {
		struct query q;

		query_begin(&q, store,
			    "INSERT OR REPLACE INTO habit (scope_id, detector, client, server, what, low, high, text) VALUES"
			    " (?,?,?,?,?,?,?,?)");
		query_int(&q, scope);
		query_text(&q, h.detector);
		query_int(&q, (int64_t)h.one);
		query_int(&q, (int64_t)h.other);
		query_int(&q, (int64_t)h.what);
		query_int(&q, h.low);
		query_int(&q, h.high);
		query_text(&q, h.text);
		rc = query_run(&q);
	}
	return rc;
}

int habit_load(struct store *store, int64_t scope, struct judge *judge)
{
	struct arena arena = {0};
	struct query q;

	query_begin(&q, store, "SELECT detector, client, server, what, low, high, text FROM habit WHERE scope_id = ?");
	query_int(&q, scope);
	q.arena = &arena;
	while (query_row(&q)) {
		struct habit_row h = {.detector = query_get_text(&q)};

		h.one = (uint64_t)query_get_int(&q);
		h.other = (uint64_t)query_get_int(&q);
		h.what = (uint64_t)query_get_int(&q);
		h.low = query_get_int(&q);
		h.high = query_get_int(&q);
		h.text = query_get_text(&q);
		judge_load_habit(judge, &h);
		arena_reset(&arena);
	}
	const int rc = query_end(&q);

	arena_free(&arena);
	return rc;
}
