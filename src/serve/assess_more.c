/* assess_more.c - what is made of assessments: scores, the plan. SPDX-License-Identifier: Apache-2.0 */

#include "govern/effect.h"
#include "govern/plan.h"
#include "govern/score.h"
#include "lib/clock.h"
#include "serve/assess.h"

static void put_tenths(struct json_out *j, const char *key, int tenths)
{
	if (tenths < 0)
		json_null(j, key);
	else
		json_double(j, key, (double)tenths / 10);
}

static void put_score(struct json_out *j, const struct score *s)
{
	json_object(j, NULL);
	json_text(j, "id", s->measure->id);
	put_both(j, "title", &s->measure->title);
	put_tenths(j, "deployment", s->deployment);
	put_tenths(j, "maturity", s->maturity);
	put_tenths(j, "points", s->points);
	json_uint(j, "answered", s->answered);
	json_uint(j, "asked", s->asked);
	put_text(j, "version", s->version);
	json_object_end(j);
}

void score_get(struct request *r)
{
	const struct pack *pack = request_pack(r, "smkl-scoring");
	struct assessment a;

	if (!pack || !request_assess(r, pack, &a))
		return;
	const struct score *scores = score_measures(&a, &r->arena);
	struct json_out *j = request_json(r, 200);

	put_assessment(j, &a);
	json_array(j, "measures");
	for (size_t i = 0; i < pack->column_count; i++)
		put_score(j, &scores[i]);
	json_array_end(j);
	request_end_json(r);
}

static void put_positions(struct request *r, struct json_out *j, const char *key,
                          const struct plan *plan, const struct score *scores, size_t score_count)
{
	const struct assessment *a = &plan->assessments[1];
	const struct standing *rows = matrix_standings(a, &r->arena);

	json_object(j, key);
	json_uint(j, "checklist_done", plan->assessments[0].tallies.done);
	json_uint(j, "checklist_items", plan->assessments[0].tallies.items);
	json_array(j, "columns");
	for (size_t i = 0; i < a->pack->column_count; i++) {
		json_object(j, NULL);
		json_text(j, "id", rows[i].column->id);
		put_both(j, "title", &rows[i].column->title);
		put_text(j, "position",
		         rows[i].position ? a->pack->sections[rows[i].position - 1].id : NULL);
		put_text(j, "target",
		         rows[i].target ? a->pack->sections[rows[i].target - 1].id : NULL);
		json_bool(j, "not_applicable", rows[i].not_applicable);
		json_object_end(j);
	}
	json_array_end(j);
	json_array(j, "scores");
	for (size_t i = 0; i < score_count; i++)
		if (scores[i].points >= 0)
			put_score(j, &scores[i]);
	json_array_end(j);
	json_object_end(j);
}

static void put_gap(struct json_out *j, const struct gap *gap)
{
	const struct words next = gap_next(gap);

	json_object(j, NULL);
	json_text(j, "pack", gap->pack->id);
	json_int(j, "rank", gap->rank);
	json_bool(j, "contradicted", gap->contradicted);
	json_bool(j, "to_target", gap->to_target);
	json_bool(j, "waits", gap->waits);
	json_int(j, "stage", gap->stage);
	json_int(j, "importance", gap->importance);
	put_text(j, "protects", gap->protects);
	put_text(j, "becomes", gap->becomes);
	put_both(j, "next", &next);
	put_both(j, "column", gap->judged->column ? &gap->judged->column->title : &gap->pack->title);
	put_judged(j, "item", gap->pack, gap->judged);
	json_object_end(j);
}

void plan_get(struct request *r)
{
	const struct pack *scoring = pack_find("smkl-scoring");
	struct assessment points;
	struct reach now, then;
	struct plan plan;

	if (!request_good(r, plan_make(r->store, &r->who.viewer, request_scope(r), clock_now(), &r->arena, &plan)) ||
	    !request_good(r, assess_beside(&plan.assessments[0], r->store, &r->who.viewer, scoring, clock_now(), &r->arena,
	                                   &points)))
		return;
	struct score *scores = score_measures(&points, &r->arena);
	const size_t count = scoring->column_count;
	struct json_out *j = request_json(r, 200);

	json_array(j, "gaps");
	for (size_t i = 0; i < plan.count; i++)
		put_gap(j, &plan.gaps[i]);
	json_array_end(j);
	put_positions(r, j, "now", &plan, scores, count);
	effect_reach(&plan, &r->arena, &now);
	plan_suppose(&plan, request_text(r, "if"));
	effect_reach(&plan, &r->arena, &then);
	effect_on_scores(&now, &then, scores, count);
	put_positions(r, j, "then", &plan, scores, count);
	request_end_json(r);
}
