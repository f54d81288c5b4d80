/* oscal.c - assessments and the plan in the words of OSCAL (NIST, assessment results and plan of action 1.1.2, JSON).
 * SPDX-License-Identifier: Apache-2.0 */

#include "serve/assess.h"

#include <sodium.h>
#include <string.h>

#include "govern/plan.h"
#include "lib/clock.h"
#include "store/govern.h"

#define VERSION "1.1.2"
#define SPACE	"urn:yagura:plan" /* of properties that OSCAL does not know */

struct oscal {
	struct request *r;
	struct json_out *j;
	struct plan plan;
	bool japanese;
};

static const char *say(const struct oscal *o, const struct words *words)
{
	const char *text = words->ja ? o->japanese ? words->ja : words->en : "";

	return *text ? text : "-"; /* OSCAL has no empty texts */
}

/* The same thing has the same id in each file of this scope; shaped as RFC 4122 has those made of names. */
static const char *uuid(struct oscal *o, const char *kind, const char *name)
{
	unsigned char b[16];
	char text[33];
	const char *of = arena_printf(&o->r->arena, "%s %lld %s", kind, (long long)request_scope(o->r), name);

	crypto_generichash(b, sizeof(b), (const unsigned char *)of, strlen(of), NULL, 0);
	b[6] = (unsigned char)((b[6] & 0x0f) | 0x50);
	b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
	sodium_bin2hex(text, sizeof(text), b, sizeof(b));
	return arena_printf(&o->r->arena, "%.8s-%.4s-%.4s-%.4s-%.12s", text, text + 8, text + 12, text + 16, text + 20);
}

static const char *now(struct oscal *o)
{
	char text[CLOCK_TEXT_SIZE];

	clock_text(clock_now(), text);
	return arena_strdup(&o->r->arena, text);
}

/* "smkl-security_1_b-1": a token begins with a letter and has no slash. */
static const char *token(struct oscal *o, const struct pack *pack, const struct judged *j)
{
	return arena_printf(&o->r->arena, "%s%s%s_%s", pack->id, j->column ? "_" : "", j->column ? j->column->id : "", j->item->id);
}

static void put_metadata(struct oscal *o, const char *title)
{
	json_object(o->j, "metadata");
	json_text(o->j, "title", title);
	json_text(o->j, "last-modified", now(o));
	json_text(o->j, "version", now(o));
	json_text(o->j, "oscal-version", VERSION);
	json_object_end(o->j);
}

static void put_observation(struct oscal *o, const char *id, const char *method, const char *words, int64_t at)
{
	char text[CLOCK_TEXT_SIZE];

	clock_text(at ? at : clock_now(), text);
	json_object(o->j, NULL);
	json_text(o->j, "uuid", id);
	json_text(o->j, "description", *words ? words : "-");
	json_array(o->j, "methods");
	json_text(o->j, NULL, method);
	json_array_end(o->j);
	json_text(o->j, "collected", text);
	json_object_end(o->j);
}

/* What people said, and what each gauge saw. */
static void put_observations(struct oscal *o, const struct pack *pack, const struct judged *j)
{
	const char *name = token(o, pack, j);

	if (j->answer.revision > 0)
		put_observation(o, uuid(o, "said", name), "INTERVIEW",
		                arena_printf(&o->r->arena, "%s: %s %s", j->item->id, j->answer.value, j->answer.reason), j->answer.at);
	for (size_t i = 0; i < j->result_count; i++)
		put_observation(o, uuid(o, j->results[i].gauge, name), "TEST", say(o, &j->results[i].detail), 0);
}

static void put_related(struct oscal *o, const char *id)
{
	json_object(o->j, NULL);
	json_text(o->j, "observation-uuid", id);
	json_object_end(o->j);
}

static void put_finding(struct oscal *o, const struct pack *pack, const struct judged *j)
{
	const char *name = token(o, pack, j);

	json_object(o->j, NULL);
	json_text(o->j, "uuid", uuid(o, "finding", name));
	json_text(o->j, "title", say(o, &j->item->title));
	json_text(o->j, "description", say(o, j->item->next.ja ? &j->item->next : &j->item->title));
	json_object(o->j, "target");
	json_text(o->j, "type", "objective-id");
	json_text(o->j, "target-id", name);
	json_object(o->j, "status");
	json_text(o->j, "state", (j->done || j->not_applicable) && j->match != MATCH_DIFFERS ? "satisfied" : "not-satisfied");
	json_object_end(o->j);
	json_object_end(o->j);
	if (j->answer.revision > 0 || j->result_count) {
		json_array(o->j, "related-observations");
		if (j->answer.revision > 0)
			put_related(o, uuid(o, "said", name));
		for (size_t i = 0; i < j->result_count; i++)
			put_related(o, uuid(o, j->results[i].gauge, name));
		json_array_end(o->j);
	}
	json_object_end(o->j);
}

static void put_each(struct oscal *o, const char *key, void (*put)(struct oscal *, const struct pack *, const struct judged *))
{
	json_array(o->j, key);
	for (size_t p = 0; p < 2; p++)
		for (size_t i = 0; i < o->plan.assessments[p].count; i++)
			put(o, o->plan.assessments[p].pack, &o->plan.assessments[p].rows[i]);
	json_array_end(o->j);
}

static bool is_observed(const struct oscal *o)
{
	for (size_t p = 0; p < 2; p++)
		for (size_t i = 0; i < o->plan.assessments[p].count; i++)
			if (o->plan.assessments[p].rows[i].answer.revision > 0 || o->plan.assessments[p].rows[i].result_count)
				return true;
	return false;
}

static void put_results(struct oscal *o)
{
	const char *title = o->japanese ? "工場セキュリティの評価結果" : "Results of assessing a plant";

	json_object(o->j, "assessment-results");
	json_text(o->j, "uuid", uuid(o, "assessment-results", now(o)));
	put_metadata(o, title);
	json_object(o->j, "import-ap");
	json_text(o->j, "href", "#"); /* the plan of the assessment is the packs themselves */
	json_object_end(o->j);
	json_array(o->j, "results");
	json_object(o->j, NULL);
	json_text(o->j, "uuid", uuid(o, "result", now(o)));
	json_text(o->j, "title", title);
	json_text(o->j, "description", o->japanese ? "回答と実測" : "Answers beside measurements");
	json_text(o->j, "start", now(o));
	json_object(o->j, "reviewed-controls");
	json_array(o->j, "control-selections");
	json_object(o->j, NULL);
	json_object(o->j, "include-all");
	json_object_end(o->j);
	json_object_end(o->j);
	json_array_end(o->j);
	json_object_end(o->j);
	if (is_observed(o)) /* a list of OSCAL is never empty */
		put_each(o, "observations", put_observations);
	put_each(o, "findings", put_finding);
	json_object_end(o->j);
	json_array_end(o->j);
	json_object_end(o->j);
}

static void put_property(struct oscal *o, const char *name, const char *value)
{
	json_object(o->j, NULL);
	json_text(o->j, "name", name);
	json_text(o->j, "ns", SPACE);
	json_text(o->j, "value", value);
	json_object_end(o->j);
}

static void put_item(struct oscal *o, const struct gap *gap)
{
	json_object(o->j, NULL);
	json_text(o->j, "uuid", uuid(o, "gap", token(o, gap->pack, gap->judged)));
	json_text(o->j, "title", say(o, &gap->judged->item->title));
	json_text(o->j, "description", say(o, gap->judged->item->next.ja ? &gap->judged->item->next : &gap->judged->item->title));
	json_array(o->j, "props");
	put_property(o, "item", token(o, gap->pack, gap->judged));
	put_property(o, "stage", arena_printf(&o->r->arena, "%d", gap->stage));
	if (gap->contradicted)
		put_property(o, "contradicted", "yes");
	json_array_end(o->j);
	json_object_end(o->j);
}

static void put_poam(struct oscal *o)
{
	json_object(o->j, "plan-of-action-and-milestones");
	json_text(o->j, "uuid", uuid(o, "poam", now(o)));
	put_metadata(o, o->japanese ? "工場セキュリティの計画" : "Plan of a plant");
	json_object(o->j, "import-ssp");
	json_text(o->j, "href", "#");
	json_object_end(o->j);
	json_array(o->j, "poam-items");
	for (size_t i = 0; i < o->plan.count; i++)
		put_item(o, &o->plan.gaps[i]);
	if (o->plan.count == 0) { /* there must be one */
		json_object(o->j, NULL);
		json_text(o->j, "title", o->japanese ? "残っている項目はありません" : "Nothing is open");
		json_text(o->j, "description", "-");
		json_object_end(o->j);
	}
	json_array_end(o->j);
	json_object_end(o->j);
}

void oscal_get(struct request *r)
{
	static const struct {
		const char *name;
		void (*put)(struct oscal *o);
	} models[] = {{"assessment-results", put_results}, {"poam", put_poam}};
	struct oscal o = {.r = r, .japanese = strcmp(request_text(r, "lang"), "en") != 0};

	for (size_t i = 0; i < sizeof(models) / sizeof(models[0]); i++) {
		if (strcmp(models[i].name, r->argument) != 0)
			continue;
		if (!request_good(r, plan_make(r->store, &r->who.viewer, request_scope(r), clock_now(), &r->arena, &o.plan)))
			return;
		o.j = request_json(r, 200);
		models[i].put(&o);
		request_end_json(r);
		r->disposition = attachment(r, arena_printf(&r->arena, "yagura-oscal-%s.json", models[i].name));
		return;
	}
	request_problem(r, 404, "Not found", "there is no such report");
}
