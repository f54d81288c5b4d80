/* profile.c - what kind of plant it is: questions, what was seen, the targets that follow; levels of its zones. SPDX-License-Identifier: Apache-2.0 */

#include "serve/assess.h"

#include "govern/profile.h"
#include "lib/clock.h"
#include "store/plant.h"

#define YEAR (INT64_C(365) * 86400 * SECOND)

static void put_known(struct json_out *j, const char *key, int value)
{
	if (value < 0)
		json_null(j, key);
	else
		json_int(j, key, value);
}

static void put_proposal(struct json_out *j, const struct assessment *a)
{
	static const char *const strengths[] = {NULL, "minimum", "middle", "high"};
	static const char *const columns[PROFILE_COLUMNS] = {"1", "2", "3"};
	static const char *const letters[] = {NULL, "a", "b", "c", "d"};
	struct profile profile;
	struct proposal p;

	profile_read(a, &profile);
	profile_propose(&profile, &p);
	json_object(j, "proposal");
	put_text(j, "strength", strengths[p.strength]);
	put_known(j, "level", p.level ? p.level : -1);
	json_bool(j, "legacy", p.legacy);
	json_object(j, "targets");
	for (int i = 0; i < PROFILE_COLUMNS; i++)
		put_text(j, columns[i], letters[p.letters[i]]);
	json_object_end(j);
	json_array(j, "reasons");
	for (size_t i = 0; i < p.reason_count; i++)
		put_both(j, NULL, &p.reasons[i]);
	json_array_end(j);
	json_object_end(j);
}

static void put_facts(struct json_out *j, const struct profile_fact *facts, size_t count)
{
	json_array(j, "facts");
	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		json_text(j, "item", facts[i].item);
		put_both(j, "says", &facts[i].says);
		put_text(j, "link", facts[i].link);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_ends(struct json_out *j, const struct support_end *rows, size_t count)
{
	json_array(j, "support_ends");
	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		put_known(j, "year", rows[i].year ? rows[i].year : -1);
		json_uint(j, "devices", rows[i].devices);
		json_uint(j, "in_ledger", rows[i].in_ledger);
		json_text(j, "names", rows[i].names);
		json_object_end(j);
	}
	json_array_end(j);
}

void profile_get(struct request *r)
{
	const struct pack *pack = request_pack(r, "plant-profile");
	struct viewer within;
	struct assessment a;
	struct profile_fact *facts;
	struct support_end *ends;
	size_t fact_count, end_count;

	if (!pack || !request_assess(r, pack, &a) ||
	    !request_good(r, profile_facts(r->store, &r->who.viewer, a.scope, clock_now(), &r->arena, &facts, &fact_count)) ||
	    !request_good(r, assess_within(r->store, &r->who.viewer, a.scope, &r->arena, &within)) ||
	    !request_good(r, store_support_ends(r->store, &within, &r->arena, &ends, &end_count)))
		return;
	struct json_out *j = request_json(r, 200);

	put_assessment(j, &a);
	put_facts(j, facts, fact_count);
	put_proposal(j, &a);
	put_ends(j, ends, end_count);
	request_end_json(r);
}

static void put_seconds(struct json_out *j, const char *key, int64_t span)
{
	if (span < 0)
		json_null(j, key);
	else
		json_int(j, key, span / SECOND);
}

static void put_times(struct json_out *j, const struct response_times *t)
{
	json_object(j, "times");
	json_uint(j, "findings", t->findings);
	json_uint(j, "acknowledged", t->acknowledged);
	json_uint(j, "closed", t->closed);
	put_seconds(j, "to_tell", t->to_tell);
	put_seconds(j, "to_acknowledge", t->to_acknowledge);
	put_seconds(j, "to_close", t->to_close);
	json_object_end(j);
}

static void put_levels(struct json_out *j, const struct levels *rows, size_t count)
{
	json_array(j, "levels");
	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		json_text(j, "zone", rows[i].zone->id);
		put_both(j, "title", &rows[i].zone->title);
		put_known(j, "target", rows[i].target);
		put_known(j, "reached", rows[i].reached);
		put_known(j, "maturity", rows[i].maturity);
		put_known(j, "protection", rows[i].protection);
		json_object_end(j);
	}
	json_array_end(j);
}

void levels_get(struct request *r)
{
	const struct pack *pack = request_pack(r, "protection-levels");
	struct response_times times;
	struct cause_count *causes;
	struct viewer within;
	struct assessment a;
	size_t cause_count;

	if (!pack || !request_assess(r, pack, &a) ||
	    !request_good(r, assess_within(r->store, &r->who.viewer, a.scope, &r->arena, &within)) ||
	    !request_good(r, store_response_times(r->store, &within, clock_now() - YEAR, &times)) ||
	    !request_good(r, store_cause_counts(r->store, &within, clock_now() - YEAR, &r->arena, &causes, &cause_count)))
		return;
	struct json_out *j = request_json(r, 200);

	put_assessment(j, &a);
	put_levels(j, levels_read(&a, &r->arena), a.pack->column_count);
	put_times(j, &times);
	json_array(j, "causes");
	for (size_t i = 0; i < cause_count; i++) {
		json_object(j, NULL);
		json_text(j, "cause", causes[i].cause);
		json_uint(j, "findings", causes[i].findings);
		json_object_end(j);
	}
	json_array_end(j);
	request_end_json(r);
}
