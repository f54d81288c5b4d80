/* oscal_results.c - assessment results of OSCAL: a result for each pack, a finding for each item. SPDX-License-Identifier: Apache-2.0 */

#include "report/oscal_inside.h"

/* Where nothing applies, nothing is named: OSCAL wants a choice all the same. */
static void put_controls(struct writer *w, const struct assessment *a)
{
	bool begun = false;

	json_object(&w->j, "reviewed-controls");
	json_array(&w->j, "control-selections");
	json_object(&w->j, NULL);
	for (size_t i = 0; i < a->count; i++) {
		if (a->rows[i].not_applicable)
			continue;
		if (!begun)
			json_array(&w->j, "include-controls");
		begun = true;
		json_object(&w->j, NULL);
		json_text(&w->j, "control-id", oscal_control(w, a->pack, &a->rows[i]));
		json_object_end(&w->j);
	}
	if (begun) {
		json_array_end(&w->j);
	} else {
		json_object(&w->j, "include-all");
		json_object_end(&w->j);
	}
	json_object_end(&w->j);
	json_array_end(&w->j);
	json_object_end(&w->j);
}

static void put_target(struct writer *w, const char *control, const struct judged *j)
{
	const bool good = j->done && j->match != MATCH_DIFFERS;

	json_object(&w->j, "target");
	json_text(&w->j, "type", "objective-id");
	json_text(&w->j, "target-id", control);
	json_object(&w->j, "status");
	json_text(&w->j, "state", good ? "satisfied" : "not-satisfied");
	json_text(&w->j, "reason", j->match == MATCH_OPEN ? "other" : good ? "pass" : "fail");
	if (j->excepted) /* one of them: a name stands once in an object */
		oscal_text(w, "remarks", j->exception->reason);
	else if (j->match == MATCH_OPEN)
		oscal_text(w, "remarks", oscal_say(w, "まだ回答がありません", "Nobody has answered yet"));
	else if (j->match == MATCH_OVERRIDDEN)
		oscal_text(w, "remarks", j->answer.override);
	json_object_end(&w->j);
	json_object_end(&w->j);
}

static void put_findings(struct writer *w, const struct assessment *a)
{
	bool begun = false;

	for (size_t i = 0; i < a->count; i++) {
		const struct judged *j = &a->rows[i];
		const char *control = oscal_control(w, a->pack, j);

		if (j->not_applicable)
			continue;
		if (!begun)
			json_array(&w->j, "findings"); /* an array of OSCAL is not empty */
		begun = true;
		json_object(&w->j, NULL);
		oscal_uuid(w, "uuid", "finding", control);
		oscal_text(w, "title", arena_printf(w->o->arena, "%s %s", j->item->id, oscal_words(w, &j->item->title)));
		oscal_needed(w, "description", oscal_words(w, j->column ? &j->column->title : &a->pack->title), a->pack->id);
		put_target(w, control, j);
		oscal_relate(w, a->pack, j);
		json_object_end(&w->j);
	}
	if (begun)
		json_array_end(&w->j);
}

static void put_result(struct writer *w, const struct assessment *a)
{
	bool observed = false;

	json_object(&w->j, NULL);
	oscal_uuid(w, "uuid", "result", a->pack->id);
	oscal_text(w, "title", oscal_words(w, &a->pack->title));
	oscal_needed(w, "description", oscal_words(w, &a->pack->source), a->pack->id);
	json_time(&w->j, "start", w->o->now);
	put_controls(w, a);
	for (size_t i = 0; i < a->count; i++)
		oscal_observe(w, a->pack, &a->rows[i], &observed);
	if (observed)
		json_array_end(&w->j);
	put_findings(w, a);
	json_object_end(&w->j);
}

/* There is no plan of an assessment beside the packs; what stands for it is said in the back matter. */
static void put_back_matter(struct writer *w)
{
	json_object(&w->j, "back-matter");
	json_array(&w->j, "resources");
	json_object(&w->j, NULL);
	oscal_uuid(w, "uuid", "assessment-plan", "");
	oscal_text(w, "title", oscal_say(w, "Yagura による継続評価", "Continuous evaluation by Yagura"));
	oscal_text(w, "description",
	     oscal_say(w, "項目と尺度は各パックのとおり。申告と実測を突き合わせる。", "Items and scales are those of the packs; what is declared is held against what is measured."));
	json_object_end(&w->j);
	json_array_end(&w->j);
	json_object_end(&w->j);
}

void oscal_write_results(struct writer *w)
{
	json_object(&w->j, "assessment-results");
	oscal_uuid(w, "uuid", "assessment-results", arena_printf(w->o->arena, "%lld", (long long)w->o->now));
	oscal_metadata(w, oscal_say(w, "評価結果", "assessment results"));
	json_object(&w->j, "import-ap");
	json_text(&w->j, "href", arena_printf(w->o->arena, "#%s", oscal_id(w, "assessment-plan", "")));
	json_object_end(&w->j);
	json_array(&w->j, "results");
	for (size_t i = 0; i < 2; i++)
		put_result(w, &w->plan.assessments[i]);
	json_array_end(&w->j);
	put_back_matter(w);
	json_object_end(&w->j);
}

