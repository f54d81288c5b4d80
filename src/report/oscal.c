/* oscal.c - NIST OSCAL 1.1.2: values, observations, and which documents there are. SPDX-License-Identifier: Apache-2.0 */

#include "report/oscal_inside.h"

#include <gnutls/crypto.h>
#include <string.h>

#include "lib/anonymous.h"
#include "store/account.h"

#define OSCAL_VERSION "1.1.2"
#define SHA1_SIZE     20

/* ---- values ---- */

const char *oscal_words(const struct writer *w, const struct words *text)
{
	return !text->ja ? "" : w->o->japanese ? text->ja : text->en;
}

const char *oscal_say(const struct writer *w, const char *ja, const char *en)
{
	return w->o->japanese ? ja : en;
}

/* A string of OSCAL begins and ends with a letter; an empty one is left out. */
bool oscal_text(struct writer *w, const char *key, const char *value)
{
	const char *shown = anonymous_text(w->o->anonymous, w->o->arena, value ? value : "");

	shown += strspn(shown, " \t\r\n");
	size_t length = strlen(shown);
	while (length && strchr(" \t\r\n", shown[length - 1]))
		length--;
	if (length)
		json_text_n(&w->j, key, shown, length);
	return length > 0;
}

void oscal_needed(struct writer *w, const char *key, const char *value, const char *otherwise)
{
	if (!oscal_text(w, key, value) && !oscal_text(w, key, otherwise))
		json_text(&w->j, key, "-");
}

const char *oscal_id(const struct writer *w, const char *kind, const char *name)
{
	const char *whole = arena_printf(w->o->arena, "yagura %s %lld %s %s", w->origin, (long long)w->o->scope, kind, name);
	uint8_t d[SHA1_SIZE];

	gnutls_hash_fast(GNUTLS_DIG_SHA1, whole, strlen(whole), d);
	d[6] = (uint8_t)((d[6] & 0x0f) | 0x50);
	d[8] = (uint8_t)((d[8] & 0x3f) | 0x80);
	return arena_printf(w->o->arena, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", d[0], d[1],
			    d[2], d[3], d[4], d[5], d[6], d[7], d[8], d[9], d[10], d[11], d[12], d[13], d[14], d[15]);
}

void oscal_uuid(struct writer *w, const char *key, const char *kind, const char *name)
{
	json_text(&w->j, key, oscal_id(w, kind, name));
}

/* "smkl-security_3_a-1": a token begins with a letter. */
const char *oscal_control(const struct writer *w, const struct pack *pack, const struct judged *j)
{
	return arena_printf(w->o->arena, "%s_%s%s%s", pack->id, j->column ? j->column->id : "", j->column ? "_" : "",
			    j->item->id);
}

/* The day ends where the plant is: OSCAL has no days, only times with a zone. */
void oscal_day(struct writer *w, const char *key, const char *day)
{
	if (*day && is_date(day))
		json_text(&w->j, key, arena_printf(w->o->arena, "%sT00:00:00Z", day));
}

void oscal_metadata(struct writer *w, const char *title)
{
	json_object(&w->j, "metadata");
	oscal_needed(w, "title", *w->o->site ? arena_printf(w->o->arena, "%s: %s", w->o->site, title) : title, title);
	json_time(&w->j, "last-modified", w->o->now);
	json_text(&w->j, "version", w->plan.assessments[0].pack->version);
	json_text(&w->j, "oscal-version", OSCAL_VERSION);
	json_object_end(&w->j);
}

/* ---- observations ---- */

static const char *measured_name(const struct writer *w, const char *control, const struct gauge_result *r)
{
	return arena_printf(w->o->arena, "%s %s", control, r->gauge);
}

static bool serves(const struct writer *w, const struct evidence_row *e, const struct pack *pack, const struct judged *j)
{
	const char *use = arena_printf(w->o->arena, "\n%s %s %s\n", pack->id, j->column ? j->column->id : "", j->item->id);

	return strstr(arena_printf(w->o->arena, "\n%s\n", e->uses), use) != NULL;
}

static void begin_observation(struct writer *w, const char *kind, const char *name, const char *method)
{
	json_object(&w->j, NULL);
	oscal_uuid(w, "uuid", kind, name);
	json_array(&w->j, "methods");
	json_text(&w->j, NULL, method);
	json_array_end(&w->j);
}

static void put_measured(struct writer *w, const char *control, const struct gauge_result *r)
{
	begin_observation(w, "measured", measured_name(w, control, r), "TEST");
	oscal_text(w, "title", oscal_words(w, &r->title));
	oscal_needed(w, "description", oscal_words(w, &r->detail), oscal_words(w, &r->title));
	json_time(&w->j, "collected", r->as_of ? r->as_of : w->o->now);
	json_object_end(&w->j);
}

static void put_declared(struct writer *w, const char *control, const struct pack *pack, const struct judged *j)
{
	const char *step = j->step >= 0 ? oscal_words(w, &pack->steps[j->step].label) : j->answer.value;

	begin_observation(w, "declared", control, "INTERVIEW");
	oscal_text(w, "title", oscal_say(w, "申告", "Declared"));
	oscal_needed(w, "description",
		     arena_printf(w->o->arena, "%s%s%s", step, *j->answer.reason ? oscal_say(w, "：", ": ") : "", j->answer.reason),
		     j->answer.value);
	json_time(&w->j, "collected", j->answer.at);
	json_object_end(&w->j);
}

static void put_document(struct writer *w, const char *control, const struct evidence_row *e)
{
	begin_observation(w, "document", arena_printf(w->o->arena, "%s %lld", control, (long long)e->id), "EXAMINE");
	oscal_text(w, "title", e->title);
	oscal_needed(w, "description", e->note, e->title);
	json_time(&w->j, "collected", e->at);
	oscal_day(w, "expires", e->expires_on);
	json_object_end(&w->j);
}

static bool is_answered(const struct judged *j)
{
	return j->answer.revision && *j->answer.value;
}

static bool has_observations(const struct writer *w, const struct pack *pack, const struct judged *j)
{
	bool any = j->result_count || is_answered(j);

	for (size_t k = 0; k < w->evidence_count && !any; k++)
		any = serves(w, &w->evidence[k], pack, j);
	return any;
}

void oscal_observe(struct writer *w, const struct pack *pack, const struct judged *j, bool *begun)
{
	const char *control = oscal_control(w, pack, j);

	if (!has_observations(w, pack, j))
		return;
	if (!*begun)
		json_array(&w->j, "observations");
	*begun = true;
	for (size_t k = 0; k < j->result_count; k++)
		put_measured(w, control, &j->results[k]);
	if (is_answered(j))
		put_declared(w, control, pack, j);
	for (size_t k = 0; k < w->evidence_count; k++)
		if (serves(w, &w->evidence[k], pack, j))
			put_document(w, control, &w->evidence[k]);
}

static void relate(struct writer *w, const char *kind, const char *name)
{
	json_object(&w->j, NULL);
	oscal_uuid(w, "observation-uuid", kind, name);
	json_object_end(&w->j);
}

void oscal_relate(struct writer *w, const struct pack *pack, const struct judged *j)
{
	const char *control = oscal_control(w, pack, j);

	if (!has_observations(w, pack, j))
		return; /* an array of OSCAL is not empty */
	json_array(&w->j, "related-observations");
	for (size_t k = 0; k < j->result_count; k++)
		relate(w, "measured", measured_name(w, control, &j->results[k]));
	if (is_answered(j))
		relate(w, "declared", control);
	for (size_t k = 0; k < w->evidence_count; k++)
		if (serves(w, &w->evidence[k], pack, j))
			relate(w, "document", arena_printf(w->o->arena, "%s %lld", control, (long long)w->evidence[k].id));
	json_array_end(&w->j);
}

/* ---- both ---- */

static int write_document(const struct oscal *o, void (*write)(struct writer *))
{
	struct writer w = {.o = o, .j = {.out = o->out}};
	int rc = store_audit_origin(o->store, o->arena, &w.origin);

	if (!rc)
		rc = plan_make(o->store, o->viewer, o->scope, o->now, o->arena, &w.plan);
	if (!rc)
		rc = store_tasks(o->store, o->viewer, o->scope, o->arena, &w.tasks, &w.task_count);
	if (!rc)
		rc = store_evidence(o->store, o->viewer, o->scope, o->arena, &w.evidence, &w.evidence_count);
	if (rc)
		return rc;
	json_object(&w.j, NULL);
	write(&w);
	json_object_end(&w.j);
	return 0;
}

static int results(const struct oscal *o)
{
	return write_document(o, oscal_write_results);
}

static int plan(const struct oscal *o)
{
	return write_document(o, oscal_write_plan);
}

static const struct oscal_kind kinds[] = {
	{"assessment-results", results},
	{"poam", plan},
};

const struct oscal_kind *oscal_find(const char *name)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}
