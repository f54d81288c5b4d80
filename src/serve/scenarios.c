/* scenarios.c - scenarios of risk: what may go wrong, whom it touches, how it stands. SPDX-License-Identifier: Apache-2.0 */

#include "govern/scenarios.h"

#include "govern/dataflow.h"
#include "govern/pack.h"
#include "govern/uses.h"
#include "lib/clock.h"
#include "serve/assess.h"
#include "serve/rights.h"
#include "store/govern.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TITLE_MAX_BYTES 400
#define LIST_MAX	600
#define NOTE_MAX	4000
#define METI		"meti-threats"

/* ---- what it is told with ---- */

/* Those of data flows, then those of METI's step 1-7 as meti-4. */
static void put_threats(struct request *r, struct json_out *j)
{
	const struct data_book *flows = data_book();
	const struct pack *meti = pack_find(METI);

	json_array(j, "threats");
	for (size_t i = 0; i < flows->threat_count; i++) {
		json_object(j, NULL);
		json_text(j, "id", flows->threats[i].id);
		put_both(j, "title", &flows->threats[i].title);
		json_object_end(j);
	}
	for (size_t s = 0; meti && s < meti->section_count; s++)
		for (size_t i = 0; i < meti->sections[s].item_count; i++) {
			const struct pack_item *item = &meti->sections[s].items[i];

			json_object(j, NULL);
			json_text(j, "id", arena_printf(&r->arena, "meti-%s", item->id));
			put_both(j, "title", &item->title);
			json_object_end(j);
		}
	json_array_end(j);
}

static void put_book(struct request *r, struct json_out *j)
{
	const struct scenario_book *book = scenario_book();
	const struct data_book *flows = data_book();

	json_object(j, "book");
	put_named(j, "stakeholders", book->stakeholders, book->stakeholder_count);
	put_named(j, "depths", book->depths, book->depth_count);
	put_threats(r, j);
	json_array(j, "measures");
	for (size_t i = 0; i < flows->measure_count; i++) {
		json_object(j, NULL);
		json_text(j, "id", flows->measures[i].id);
		put_both(j, "title", &flows->measures[i].title);
		json_text(j, "page", flows->measures[i].page);
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
}

static void put_ref(struct json_out *j, const char *key, int64_t id)
{
	if (id)
		put_id(j, key, id);
	else
		json_null(j, key);
}

static void put_grade(struct json_out *j, const char *key, int level)
{
	if (level)
		json_int(j, key, level);
	else
		json_null(j, key);
}

static void put_scenario(struct json_out *j, const struct scenario *s, const char *table, const char *today)
{
	const char risk[2] = {scenario_risk(s, table), '\0'};

	json_object(j, NULL);
	put_id(j, "id", s->id);
	put_ref(j, "use", s->use);
	put_ref(j, "zone", s->zone);
	json_text(j, "title", s->title);
	json_text(j, "impact", s->impact);
	put_words(j, "stakeholders", s->stakeholders);
	put_words(j, "threats", s->threats);
	put_words(j, "measures", s->measures);
	put_words(j, "tasks", s->tasks);
	put_text(j, "depth", s->depth);
	put_text(j, "stage", s->stage);
	json_text(j, "state", s->state);
	json_text(j, "stands", scenario_state_name(scenario_state(s, today)));
	put_text(j, "because", s->because);
	put_text(j, "until", s->until);
	put_text(j, "accepted_by", s->accepted_by);
	put_text(j, "method", s->method);
	put_grade(j, "threat", s->threat);
	put_grade(j, "weakness", s->weakness);
	put_grade(j, "worth", s->worth);
	put_grade(j, "residual", s->residual);
	put_text(j, "risk", risk);
	put_text(j, "note", s->note);
	json_bool(j, "specimen", s->specimen);
	json_int(j, "revision", s->revision);
	json_text(j, "user", s->user);
	put_time(j, "at", s->at);
	json_object_end(j);
}

void scenarios_get(struct request *r)
{
	const int64_t scope = request_scope(r);
	char today[CLOCK_TEXT_SIZE];
	struct scenario *rows;
	size_t count;
	const char *table;
	bool own;

	clock_text_local(clock_now(), today);
	today[10] = '\0';
	if (!request_good(r, store_scenarios(r->store, &r->who.viewer, scope, &r->arena, &rows, &count)) ||
	    !request_good(r, risk_table(r->store, &r->who.viewer, scope, &r->arena, &table, &own)))
		return;
	struct json_out *j = request_json(r, 200);

	json_array(j, "items");
	for (size_t i = 0; i < count; i++)
		put_scenario(j, &rows[i], table, today);
	json_array_end(j);
	json_text(j, "table", table);
	json_bool(j, "table_own", own);
	put_book(r, j);
	request_end_json(r);
}

/* ---- what people say ---- */

static int put_row(struct store *store, const struct viewer *viewer, const void *what, int64_t *id)
{
	return store_scenario_put(store, viewer, what, id);
}

static bool among(const char *id, const struct named *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].id, id) == 0)
			return true;
	return false;
}

static bool knows_stakeholder(const char *id)
{
	return among(id, scenario_book()->stakeholders, scenario_book()->stakeholder_count);
}

static bool knows_depth(const char *id)
{
	return among(id, scenario_book()->depths, scenario_book()->depth_count);
}

static bool knows_threat(const char *id)
{
	const struct data_book *flows = data_book();
	const struct pack *meti = pack_find(METI);

	if (strncmp(id, "meti-", 5) == 0)
		return meti && pack_item(meti, id + 5);
	for (size_t i = 0; i < flows->threat_count; i++)
		if (strcmp(flows->threats[i].id, id) == 0)
			return true;
	return false;
}

static bool knows_measure(const char *id)
{
	const struct data_book *flows = data_book();

	for (size_t i = 0; i < flows->measure_count; i++)
		if (strcmp(flows->measures[i].id, id) == 0)
			return true;
	return false;
}

/* A number in a list of them. */
static bool knows_task(const char *id)
{
	return *id && strspn(id, "0123456789") == strlen(id) && strlen(id) < 18;
}

/* Out of range is -1, which is refused. */
static int level_of(const struct request *r, const char *key)
{
	const int64_t level = json_in_number(r->object, key, 0);

	return level >= 0 && level <= 3 ? (int)level : -1;
}

static struct scenario scenario_of_body(struct request *r)
{
	const char *state = body_text(r, "state"), *impact = body_text(r, "impact");
	const bool accepted = strcmp(state, "accepted") == 0;

	return (struct scenario){
	        .id = json_in_number(r->object, "id", 0),
	        .scope = body_scope(r),
	        .use = json_in_number(r->object, "use", 0),
	        .zone = json_in_number(r->object, "zone", 0),
	        .title = body_text(r, "title"),
	        .impact = *impact ? impact : "0000000",
	        .stakeholders = body_text(r, "stakeholders"),
	        .threats = body_text(r, "threats"),
	        .measures = body_text(r, "measures"),
	        .tasks = body_text(r, "tasks"),
	        .depth = body_text(r, "depth"),
	        .stage = body_text(r, "stage"),
	        .state = *state ? state : "open",
	        .because = body_text(r, "because"),
	        .until = body_text(r, "until"),
	        .accepted_by = accepted ? r->who.viewer.user : "",
	        .method = body_text(r, "method"),
	        .threat = level_of(r, "threat"),
	        .weakness = level_of(r, "weakness"),
	        .worth = level_of(r, "worth"),
	        .residual = level_of(r, "residual"),
	        .note = body_text(r, "note"),
	        .revision = json_in_number(r->object, "revision", 0),
	};
}

static bool too_long(const struct scenario *s)
{
	const char *const lists[] = {s->stakeholders, s->threats, s->measures, s->tasks};

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		if (strlen(lists[i]) > LIST_MAX)
			return true;
	return strlen(s->title) > TITLE_MAX_BYTES || strlen(s->because) > NOTE_MAX || strlen(s->note) > NOTE_MAX;
}

static const char *scenario_row_fault(struct request *r, const struct scenario *s)
{
	if (!*s->title)
		return "say in words what may go wrong";
	if (too_long(s))
		return "a text is too long";
	if (!words_known(r, s->stakeholders, knows_stakeholder) || (*s->depth && !knows_depth(s->depth)))
		return "stakeholders or depth is none that is known";
	if (!words_known(r, s->threats, knows_threat) || !words_known(r, s->measures, knows_measure))
		return "threats or measures: there is no such threat or measure";
	if (!words_known(r, s->tasks, knows_task))
		return "tasks: ids apart by blanks";
	if (*s->stage && !use_stage_known(s->stage))
		return "stage is none that is known";
	return scenario_fault(s);
}

void scenario_patch(struct request *r)
{
	const struct scenario row = scenario_of_body(r);
	const char *fault = scenario_row_fault(r, &row);
	const bool accepts = strcmp(row.state, "accepted") == 0;

	if (!request_fits(r, fault))
		return;
	if (!request_narrow(r, accepts ? RIGHT_APPROVE : RIGHT_ANSWER)) {
		request_problem(r, 403, "Forbidden", accepts ? "a risk is accepted by security or management"
		                                             : "a scenario is kept by who answers");
		return;
	}
	govern_answer(r, put_row, &row, 200);
}

void scenario_delete(struct request *r)
{
	govern_of_id(r, store_scenario_remove);
}
