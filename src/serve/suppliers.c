/* suppliers.c - the register of stakeholders, and what the catalogue expects of each (S1-064 S1-065). SPDX-License-Identifier: Apache-2.0 */

#include "serve/suppliers.h"

#include "govern/stakeholders.h"
#include "store/supplier.h"

#include <stdlib.h>
#include <string.h>

#define SHORT_MAX 300
#define LONG_MAX  4000
#define LIST_MAX  200

/* ---- the catalogue ---- */

static void put_kind(struct json_out *j, const struct stakeholder_kind *kind)
{
	json_object(j, NULL);
	json_text(j, "id", kind->id);
	put_both(j, "title", &kind->title);
	put_both(j, "says", &kind->says);
	json_text(j, "clause", kind->clause);
	json_text(j, "side", kind->side);
	json_array(j, "duties");
	for (size_t i = 0; i < kind->duty_count; i++) {
		json_object(j, NULL);
		json_text(j, "stage", kind->duties[i].stage);
		put_both(j, "text", &kind->duties[i].text);
		json_object_end(j);
	}
	json_array_end(j);
	put_texts(j, "meets", &kind->meets);
	json_object_end(j);
}

void stakeholders_get(struct request *r)
{
	const struct stakeholder_book *b = stakeholder_book();
	struct json_out *j = request_json(r, 200);

	put_named(j, "stages", b->stages, b->stage_count);
	put_named(j, "sides", b->sides, b->side_count);
	put_named(j, "viewpoints", b->viewpoints, b->viewpoint_count);
	json_array(j, "kinds");
	for (size_t i = 0; i < b->kind_count; i++)
		put_kind(j, &b->kinds[i]);
	json_array_end(j);
	json_array(j, "countries");
	for (size_t i = 0; i < b->country_count; i++) {
		json_object(j, NULL);
		json_text(j, "id", b->countries[i].id);
		put_both(j, "title", &b->countries[i].title);
		put_both(j, "law", &b->countries[i].law);
		json_object_end(j);
	}
	json_array_end(j);
	request_end_json(r);
}

/* ---- the register ---- */

static void put_supplier(struct json_out *j, const struct supplier_row *s)
{
	const struct {
		const char *key, *text;
	} texts[] = {{"brings", s->brings},	{"country", s->country},   {"person", s->person},
	             {"day", s->day},		{"night", s->night},	   {"vulnerability", s->vulnerability},
	             {"contract", s->contract}, {"substitute", s->substitute}, {"note", s->note}};

	json_object(j, NULL);
	put_id(j, "id", s->id);
	json_text(j, "key", s->key);
	json_text(j, "name", s->name);
	json_text(j, "kind", s->kind);
	put_words(j, "stages", s->stages);
	put_words(j, "sides", s->sides);
	json_raw(j, "makers", s->makers);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		put_text(j, texts[i].key, texts[i].text);
	json_bool(j, "small", s->small);
	json_raw(j, "zones", s->zones);
	json_array(j, "devices");
	for (size_t i = 0; i < s->chosen_count; i++) {
		json_object(j, NULL);
		put_asset_id(j, "id", s->chosen[i].asset);
		json_text(j, "name", s->chosen[i].name);
		json_object_end(j);
	}
	json_array_end(j);
	json_uint(j, "seen", s->seen);
	put_text(j, "reach", s->reach);
	json_bool(j, "specimen", s->specimen);
	json_int(j, "revision", s->revision);
	json_text(j, "user", s->user);
	put_time(j, "at", s->at);
	json_object_end(j);
}

/* Makers whose devices were seen, and whether somebody answers for them. */
static bool put_makers(struct request *r)
{
	struct maker_row *rows;
	size_t count;

	if (!request_good(r, store_makers(r->store, &r->who.viewer, request_scope(r), &r->arena, &rows, &count)))
		return false;
	struct json_out *j = request_json(r, 200);

	json_array(j, "makers");
	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		json_text(j, "name", rows[i].name);
		json_uint(j, "devices", rows[i].devices);
		json_bool(j, "known", rows[i].known);
		json_object_end(j);
	}
	json_array_end(j);
	json_array(j, "items");
	return true;
}

void suppliers_get(struct request *r)
{
	struct supplier_row *rows;
	size_t count;

	if (!request_good(r, store_suppliers(r->store, &r->who.viewer, request_scope(r), &r->arena, &rows, &count)) ||
	    !put_makers(r))
		return;
	struct json_out *j = &r->json;

	for (size_t i = 0; i < count; i++)
		put_supplier(j, &rows[i]);
	request_end_items(r, count);
}

const char *body_ids(struct request *r, const char *key, const struct named *rows, size_t count)
{
	const struct json_in *list = json_in_array(r->object, key);
	const char *joined = "";

	for (size_t i = 0; i < json_in_count(list) && i < LIST_MAX; i++) {
		const char *id = json_in_text_at(list, i);

		if (!id || !BOOK_HAS(rows, count, id))
			return NULL;
		joined = arena_printf(&r->arena, "%s%s%s", joined, *joined ? " " : "", id);
	}
	return joined;
}

/* An array of texts as the text of a JSON array; NULL when one is none, empty or too long. */
static const char *texts_json(struct request *r, const char *key)
{
	const struct json_in *list = json_in_array(r->object, key);
	struct buf text = {0};
	struct json_out j = {.out = &text};
	bool good = json_in_count(list) <= LIST_MAX;

	json_array(&j, NULL);
	for (size_t i = 0; good && i < json_in_count(list); i++) {
		const char *one = json_in_text_at(list, i);

		good = one && *one && strlen(one) <= SHORT_MAX;
		json_text(&j, NULL, one);
	}
	json_array_end(&j);
	const char *kept = good ? arena_strdup(&r->arena, buf_string(&text)) : NULL;

	buf_free(&text);
	return kept;
}

/* The same of ids: "3" of zones, "a-00017" of devices. */
static const char *ids_json(struct request *r, const char *key, bool assets)
{
	const struct json_in *list = json_in_array(r->object, key);
	const char *text = "[";

	if (json_in_count(list) > LIST_MAX)
		return NULL;
	for (size_t i = 0; i < json_in_count(list); i++) {
		const char *one = json_in_text_at(list, i);
		const int64_t number = !one ? 0 : assets ? (int64_t)asset_id_parse(one) : strtoll(one, NULL, 10);

		if (number <= 0)
			return NULL;
		text = arena_printf(&r->arena, "%s%s%lld", text, i ? "," : "", (long long)number);
	}
	return arena_printf(&r->arena, "%s]", text);
}

static struct supplier_row supplier_of_body(struct request *r)
{
	const struct stakeholder_book *b = stakeholder_book();

	return (struct supplier_row){
	        .id = json_in_number(r->object, "id", 0),
	        .scope = body_scope(r),
	        .name = body_text(r, "name"),
	        .kind = body_text(r, "kind"),
	        .stages = body_ids(r, "stages", b->stages, b->stage_count),
	        .sides = body_ids(r, "sides", b->sides, b->side_count),
	        .brings = body_text(r, "brings"),
	        .makers = texts_json(r, "makers"),
	        .country = body_text(r, "country"),
	        .person = body_text(r, "person"),
	        .day = body_text(r, "day"),
	        .night = body_text(r, "night"),
	        .vulnerability = body_text(r, "vulnerability"),
	        .contract = body_text(r, "contract"),
	        .substitute = body_text(r, "substitute"),
	        .note = body_text(r, "note"),
	        .small = json_in_true(r->object, "small"),
	        .zones = ids_json(r, "zones", false),
	        .devices = ids_json(r, "devices", true),
	        .revision = json_in_number(r->object, "revision", 0),
	        .key = "",
	};
}

static const char *supplier_fault(const struct supplier_row *s)
{
	const struct stakeholder_book *b = stakeholder_book();
	const char *const shorts[] = {s->brings, s->person, s->day, s->night, s->vulnerability};
	const char *const longs[] = {s->contract, s->substitute, s->note};

	if (!*s->name || strlen(s->name) > SHORT_MAX)
		return "give the company a name of at most 300 bytes";
	if (!BOOK_HAS(b->kinds, b->kind_count, s->kind))
		return "kind: one of GET /stakeholders";
	if (*s->country && !BOOK_HAS(b->countries, b->country_count, s->country))
		return "country: one of GET /stakeholders";
	if (!s->stages || !s->sides)
		return "stages and sides: ids of GET /stakeholders";
	if (!s->makers || !s->zones || !s->devices)
		return "makers, zones and devices: arrays of texts";
	for (size_t i = 0; i < sizeof(shorts) / sizeof(shorts[0]); i++)
		if (strlen(shorts[i]) > SHORT_MAX)
			return "a text is too long";
	for (size_t i = 0; i < sizeof(longs) / sizeof(longs[0]); i++)
		if (strlen(longs[i]) > LONG_MAX)
			return "a text is too long";
	return NULL;
}

static int put(struct store *store, const struct viewer *viewer, const void *what, int64_t *id)
{
	return store_supplier_put(store, viewer, what, id);
}

void supplier_patch(struct request *r)
{
	const struct supplier_row row = supplier_of_body(r);
	const char *fault = supplier_fault(&row);

	if (request_fits(r, fault))
		govern_answer(r, put, &row, 200);
}

void supplier_delete(struct request *r)
{
	govern_of_id(r, store_supplier_remove);
}
