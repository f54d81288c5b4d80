/* oscal_plan.c - OSCAL's plan of action: a risk and an item for each gap, tasks as remediation. SPDX-License-Identifier: Apache-2.0 */

#include "report/oscal_inside.h"

#include <string.h>

static bool is_of(const struct task_row *t, const struct gap *gap)
{
	const char *part = gap->judged->column ? gap->judged->column->id : "";

	return strcmp(t->pack, gap->pack->id) == 0 && strcmp(t->part, part) == 0 && strcmp(t->item, gap->judged->item->id) == 0;
}

static const char *task_name(const struct writer *w, const struct task_row *t)
{
	return arena_printf(w->o->arena, "%lld", (long long)t->id);
}

static void put_timing(struct writer *w, const struct task_row *t)
{
	if (!*t->due_on || !is_date(t->due_on))
		return;
	const bool range = *t->starts_on && is_date(t->starts_on);

	json_object(&w->j, "timing");
	json_object(&w->j, range ? "within-date-range" : "on-date");
	if (range)
		oscal_day(w, "start", t->starts_on);
	oscal_day(w, range ? "end" : "date", t->due_on);
	json_object_end(&w->j);
	json_object_end(&w->j);
}

static void put_remediation(struct writer *w, const struct task_row *t)
{
	json_object(&w->j, NULL);
	oscal_uuid(w, "uuid", "remediation", task_name(w, t));
	json_text(&w->j, "lifecycle", strcmp(t->state, "done") == 0 ? "completed" : "planned");
	oscal_needed(w, "title", t->title, "");
	oscal_needed(w, "description", t->note, t->title);
	json_array(&w->j, "tasks");
	json_object(&w->j, NULL);
	oscal_uuid(w, "uuid", "task", task_name(w, t));
	json_text(&w->j, "type", "milestone");
	oscal_needed(w, "title", t->title, "");
	put_timing(w, t);
	json_object_end(&w->j);
	json_array_end(&w->j);
	json_object_end(&w->j);
}

static bool is_planned(const struct task_row *t)
{
	return strcmp(t->state, "dropped") != 0;
}

static void put_remediations(struct writer *w, const struct gap *gap)
{
	bool begun = false;

	for (size_t i = 0; i < w->task_count; i++) {
		if (!is_of(&w->tasks[i], gap) || !is_planned(&w->tasks[i]))
			continue;
		if (!begun)
			json_array(&w->j, "remediations");
		begun = true;
		put_remediation(w, &w->tasks[i]);
	}
	if (begun)
		json_array_end(&w->j);
}

static const struct task_row *first_due(const struct writer *w, const struct gap *gap)
{
	const struct task_row *first = NULL;

	for (size_t i = 0; i < w->task_count; i++)
		if (is_of(&w->tasks[i], gap) && is_planned(&w->tasks[i]) && *w->tasks[i].due_on &&
		    (!first || strcmp(w->tasks[i].due_on, first->due_on) < 0))
			first = &w->tasks[i];
	return first;
}

static const char *title_of(const struct writer *w, const struct gap *gap)
{
	return arena_printf(w->o->arena, "%s %s", gap->judged->item->id, oscal_words(w, &gap->judged->item->title));
}

static void put_risk(struct writer *w, const struct gap *gap)
{
	const struct task_row *due = first_due(w, gap);

	json_object(&w->j, NULL);
	oscal_uuid(w, "uuid", "risk", oscal_control(w, gap->pack, gap->judged));
	oscal_text(w, "title", title_of(w, gap));
	oscal_needed(w, "description", oscal_words(w, gap->judged->column ? &gap->judged->column->title : &gap->pack->title),
		     gap->pack->id);
	oscal_text(w, "statement",
	     gap->contradicted ? oscal_say(w, "申告と実測が食い違っています", "What is declared is contradicted by what was measured")
			       : oscal_say(w, "まだできていません", "Not done yet"));
	json_text(&w->j, "status", gap->judged->excepted ? "deviation-approved" : due ? "remediating" : "open");
	oscal_day(w, "deadline", due ? due->due_on : "");
	put_remediations(w, gap);
	oscal_relate(w, gap->pack, gap->judged);
	json_object_end(&w->j);
}

static void put_item(struct writer *w, const struct gap *gap)
{
	const char *control = oscal_control(w, gap->pack, gap->judged);
	const struct words step = gap_next(gap);
	const char *next = oscal_words(w, &step);

	json_object(&w->j, NULL);
	oscal_uuid(w, "uuid", "item", control);
	oscal_text(w, "title", title_of(w, gap));
	oscal_needed(w, "description", next, title_of(w, gap));
	oscal_relate(w, gap->pack, gap->judged);
	json_array(&w->j, "related-risks");
	json_object(&w->j, NULL);
	oscal_uuid(w, "risk-uuid", "risk", control);
	json_object_end(&w->j);
	json_array_end(&w->j);
	json_object_end(&w->j);
}

/* What is no gap: a task of people's own. */
static void put_one(struct writer *w, const char *kind, const char *name, const char *title, const char *note)
{
	json_object(&w->j, NULL);
	oscal_uuid(w, "uuid", kind, name);
	oscal_needed(w, "title", title, "");
	oscal_needed(w, "description", note, title);
	json_object_end(&w->j);
}

static bool belongs(const struct writer *w, const struct task_row *t)
{
	for (size_t i = 0; i < w->plan.count; i++)
		if (is_of(t, &w->plan.gaps[i]))
			return true;
	return false;
}

static void put_risks(struct writer *w)
{
	if (w->plan.count == 0)
		return;
	json_array(&w->j, "risks");
	for (size_t i = 0; i < w->plan.count; i++)
		put_risk(w, &w->plan.gaps[i]);
	json_array_end(&w->j);
}

/* A plan without an item is none to OSCAL: that nothing is open is one, then. */
static void put_items(struct writer *w)
{
	size_t count = w->plan.count;

	json_array(&w->j, "poam-items");
	for (size_t i = 0; i < w->plan.count; i++)
		put_item(w, &w->plan.gaps[i]);
	for (size_t i = 0; i < w->task_count; i++)
		if (is_planned(&w->tasks[i]) && !belongs(w, &w->tasks[i])) {
			count++;
			put_one(w, "own", task_name(w, &w->tasks[i]), w->tasks[i].title, w->tasks[i].note);
		}
	if (count == 0)
		put_one(w, "nothing", "", oscal_say(w, "残っている項目はありません", "Nothing is open"), "");
	json_array_end(&w->j);
}

void oscal_write_plan(struct writer *w)
{
	bool observed = false;

	json_object(&w->j, "plan-of-action-and-milestones");
	oscal_uuid(w, "uuid", "plan", arena_printf(w->o->arena, "%lld", (long long)w->o->now));
	oscal_metadata(w, oscal_say(w, "行動計画とマイルストーン", "plan of action and milestones"));
	json_object(&w->j, "system-id");
	json_text(&w->j, "identifier-type", "http://ietf.org/rfc/rfc4122");
	oscal_uuid(w, "id", "system", "");
	json_object_end(&w->j);
	for (size_t i = 0; i < w->plan.count; i++)
		oscal_observe(w, w->plan.gaps[i].pack, w->plan.gaps[i].judged, &observed);
	if (observed)
		json_array_end(&w->j);
	put_risks(w);
	put_items(w);
	json_object_end(&w->j);
}
