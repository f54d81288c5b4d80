/* uses.c - uses of data, what was seen of them, and what the traffic shows that nobody has named. SPDX-License-Identifier: Apache-2.0 */

#include "govern/assess.h"
#include "govern/dataflow.h"
#include "govern/uses.h"
#include "inventory/zoning.h"
#include "serve/assess.h"
#include "serve/rights.h"
#include "store/govern.h"

#include <stdlib.h>
#include <string.h>

#define NAME_MAX_BYTES 200
#define NOTE_MAX       4000

/* As the lists of conversations take it. */
static void put_zone(struct json_out *j, const char *key, int64_t zone)
{
	if (zone == ZONE_OUTSIDE)
		json_text(j, key, "outside");
	else if (zone)
		put_id(j, key, zone);
	else
		json_null(j, key);
}

static void put_words_of(struct json_out *j, const char *id, const struct words *title, const char *more,
                         const struct words *says)
{
	json_object(j, NULL);
	json_text(j, "id", id);
	put_both(j, "title", title);
	put_both(j, more, says);
}

static void put_flow(struct json_out *j, const struct use_flow *flow)
{
	put_words_of(j, flow->id, &flow->title, "says", &flow->says);
	json_array(j, "flags");
	for (size_t i = 0; i < flow->flag_count; i++) {
		put_words_of(j, flow->flags[i].id, &flow->flags[i].title, "why", &flow->flags[i].why);
		put_both(j, "next", &flow->flags[i].next);
		json_text(j, "page", flow->flags[i].page);
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
}

static void put_book(struct json_out *j, const struct use_book *book)
{
	json_object(j, "book");
	json_array(j, "cases");
	for (size_t i = 0; i < book->case_count; i++) {
		put_words_of(j, book->cases[i].id, &book->cases[i].title, "says", &book->cases[i].says);
		json_object_end(j);
	}
	json_array_end(j);
	json_array(j, "changes");
	for (size_t i = 0; i < book->change_count; i++) {
		put_words_of(j, book->changes[i].id, &book->changes[i].title, "says", &book->changes[i].breaks);
		json_object_end(j);
	}
	json_array_end(j);
	json_array(j, "flows");
	for (size_t i = 0; i < book->flow_count; i++)
		put_flow(j, &book->flows[i]);
	json_array_end(j);
	json_object_end(j);
}

/* A risk is seen, or stands because the flow brings it; agreed: that was settled with the partner. */
static void put_flags(struct json_out *j, const struct data_use *use, const struct use_seen *seen)
{
	const struct use_flow *flow = use_flow_of(use_book(), use->flow);

	json_array(j, "flags");
	for (size_t i = 0; flow && i < flow->flag_count; i++) {
		json_object(j, NULL);
		json_text(j, "id", flow->flags[i].id);
		json_uint(j, "pairs", seen->flags[i]);
		json_bool(j, "agreed", flow->flags[i].agreed && *use->agreed);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_use(struct json_out *j, const struct data_use *use, const struct use_seen *seen)
{
	json_object(j, NULL);
	put_id(j, "id", use->id);
	json_text(j, "name", use->name);
	put_text(j, "use_case", use->use_case);
	put_words(j, "data", use->data);
	put_words(j, "forms", use->forms);
	put_words(j, "changes", use->changes);
	put_text(j, "flow", use->flow);
	put_text(j, "stage", use->stage);
	put_text(j, "owner", use->owner);
	put_text(j, "partner", use->partner);
	put_text(j, "agreed", use->agreed);
	put_words(j, "protocols", use->protocols);
	put_text(j, "sign", use->sign);
	json_text(j, "state", use->state);
	put_text(j, "note", use->note);
	put_zone(j, "from_zone", use->from_zone);
	put_zone(j, "to_zone", use->to_zone);
	put_asset_id(j, "asset", use->asset);
	json_uint(j, "pairs", seen->pairs);
	json_uint(j, "outside", seen->outside);
	put_time(j, "last_seen", seen->last_seen);
	put_flags(j, use, seen);
	json_bool(j, "specimen", use->specimen);
	json_int(j, "revision", use->revision);
	json_text(j, "user", use->user);
	put_time(j, "at", use->at);
	json_object_end(j);
}

static void put_end(struct json_out *j, const char *key, const struct use_end *end)
{
	json_object(j, key);
	put_asset_id(j, "id", end->outside ? 0 : end->asset);
	json_text(j, "name", end->name);
	json_object_end(j);
}

static void put_proposal(struct json_out *j, const struct use_proposal *p)
{
	json_object(j, NULL);
	json_text(j, "sign", p->sign->id);
	put_both(j, "title", &p->sign->title);
	put_text(j, "use_case", p->sign->use_case ? p->sign->use_case : "");
	json_text(j, "flow", p->sign->flow);
	put_texts(j, "data", &p->sign->data);
	put_texts(j, "forms", &p->sign->forms);
	put_texts(j, "changes", &p->sign->changes);
	put_zone(j, "from_zone", p->from_zone);
	put_zone(j, "to_zone", p->to_zone);
	put_words(j, "protocols", p->protocols);
	json_uint(j, "pairs", p->pairs);
	put_end(j, "client", &p->client);
	put_end(j, "server", &p->server);
	put_time(j, "last_seen", p->last_seen);
	json_object_end(j);
}

static void put_zones(struct json_out *j, const struct zone_name *zones, size_t count)
{
	json_array(j, "zones");
	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		put_id(j, "id", zones[i].id);
		json_text(j, "name", zones[i].name);
		json_object_end(j);
	}
	json_array_end(j);
}

void uses_get(struct request *r)
{
	const int64_t scope = request_scope(r);
	struct viewer within;
	struct use_look look = {0};
	struct zone_name *zones;
	size_t zone_count;

	if (!request_good(r, assess_within(r->store, &r->who.viewer, scope, &r->arena, &within)) ||
	    !request_good(r, use_look(r->store, &r->who.viewer, &within, scope, &r->arena, &look)) ||
	    !request_good(r, store_zone_names(r->store, &within, &r->arena, &zones, &zone_count)))
		return;
	struct json_out *j = request_json(r, 200);

	json_array(j, "items");
	for (size_t i = 0; i < look.use_count; i++)
		put_use(j, &look.uses[i], &look.seen[i]);
	json_array_end(j);
	json_array(j, "proposals");
	for (size_t i = 0; i < look.proposal_count; i++)
		put_proposal(j, &look.proposals[i]);
	json_array_end(j);
	put_zones(j, zones, zone_count);
	put_book(j, use_book());
	request_end_json(r);
}

/* ---- what people say ---- */

static int put_row(struct store *store, const struct viewer *viewer, const void *what, int64_t *id)
{
	return store_data_use_put(store, viewer, what, id);
}

static bool knows_case(const char *id)
{
	const struct use_book *b = use_book();

	for (size_t i = 0; i < b->case_count; i++)
		if (strcmp(b->cases[i].id, id) == 0)
			return true;
	return false;
}

static bool knows_change(const char *id)
{
	const struct use_book *b = use_book();

	for (size_t i = 0; i < b->change_count; i++)
		if (strcmp(b->changes[i].id, id) == 0)
			return true;
	return false;
}

static bool knows_flow(const char *id)
{
	return use_flow_of(use_book(), id) != NULL;
}

static bool knows_sign(const char *id)
{
	const struct use_book *b = use_book();

	for (size_t i = 0; i < b->sign_count; i++)
		if (strcmp(b->signs[i].id, id) == 0)
			return true;
	return false;
}

static bool knows_data(const char *id)
{
	const struct data_book *b = data_book();

	for (size_t i = 0; i < b->class_count; i++)
		if (strcmp(b->classes[i].id, id) == 0)
			return true;
	return false;
}

static bool knows_form(const char *id)
{
	const struct data_book *b = data_book();

	for (size_t m = 0; m < b->model_count; m++)
		for (size_t f = 0; f < b->models[m].form_count; f++)
			if (strcmp(b->models[m].forms[f].id, id) == 0)
				return true;
	return false;
}

static bool one_known(const char *id, knows known)
{
	return !*id || known(id);
}

/* "outside", an id or nothing. -2: none of these. */
static int64_t zone_of_body(struct request *r, const char *key)
{
	const char *text = body_text(r, key);
	char *end;

	if (strcmp(text, "outside") == 0)
		return ZONE_OUTSIDE;
	const long long id = strtoll(text, &end, 10);

	return *end || id < 0 ? -2 : id;
}

static struct data_use use_of_body(struct request *r)
{
	const char *state = body_text(r, "state");

	return (struct data_use){
	        .id = json_in_number(r->object, "id", 0),
	        .scope = body_scope(r),
	        .name = body_text(r, "name"),
	        .use_case = body_text(r, "use_case"),
	        .data = body_text(r, "data"),
	        .forms = body_text(r, "forms"),
	        .changes = body_text(r, "changes"),
	        .flow = body_text(r, "flow"),
	        .stage = body_text(r, "stage"),
	        .owner = body_text(r, "owner"),
	        .partner = body_text(r, "partner"),
	        .agreed = body_text(r, "agreed"),
	        .protocols = body_text(r, "protocols"),
	        .sign = body_text(r, "sign"),
	        .state = *state ? state : "open",
	        .note = body_text(r, "note"),
	        .from_zone = zone_of_body(r, "from_zone"),
	        .to_zone = zone_of_body(r, "to_zone"),
	        .asset = asset_id_parse(body_text(r, "asset")),
	        .revision = json_in_number(r->object, "revision", 0),
	};
}

static bool too_long(const struct data_use *u)
{
	const char *const texts[] = {u->name, u->data, u->forms, u->changes, u->owner, u->partner, u->protocols};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (strlen(texts[i]) > NAME_MAX_BYTES)
			return true;
	return strlen(u->agreed) > NOTE_MAX || strlen(u->note) > NOTE_MAX;
}

/* The words of the catalogue, each "" or one that is there. */
static const char *word_fault(struct request *r, const struct data_use *u)
{
	if (!one_known(u->use_case, knows_case))
		return "use_case: there is no such class of use";
	if (!words_known(r, u->data, knows_data) || !words_known(r, u->forms, knows_form))
		return "data or forms: there is no such class or way";
	if (!words_known(r, u->changes, knows_change) || !one_known(u->flow, knows_flow))
		return "changes or flow: there is no such change or flow";
	if (!one_known(u->stage, use_stage_known) || !one_known(u->sign, knows_sign))
		return "stage or sign is none that is known";
	if (strcmp(u->state, "open") != 0 && strcmp(u->state, "dropped") != 0)
		return "state is open or dropped";
	return NULL;
}

static const char *use_fault(struct request *r, const struct data_use *u)
{
	if (!*u->name)
		return "give it a name";
	if (too_long(u))
		return "a text is too long";
	if (u->from_zone < ZONE_OUTSIDE || u->to_zone < ZONE_OUTSIDE)
		return "from_zone and to_zone: the id of a zone, or outside";
	return word_fault(r, u);
}

void use_patch(struct request *r)
{
	const struct data_use use = use_of_body(r);
	const char *fault = use_fault(r, &use);

	if (!request_fits(r, fault))
		return;
	govern_answer(r, put_row, &use, 200);
}

void use_delete(struct request *r)
{
	govern_of_id(r, store_data_use_remove);
}
