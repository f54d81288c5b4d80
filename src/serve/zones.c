/* zones.c - zones, networks and conduits: what there is, what is said of them. SPDX-License-Identifier: Apache-2.0 */

#include "serve/assets.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "dissect/dissectors.h"
#include "dissect/fact.h"
#include "store/zoning.h"

#define OUTSIDE "outside"

static void put_zone_id(struct request *r, struct json_out *j, const char *key, int64_t zone)
{
	if (zone == ZONE_OUTSIDE)
		json_text(j, key, OUTSIDE);
	else if (zone == ZONE_NOWHERE)
		json_null(j, key);
	else
		json_text(j, key, arena_printf(&r->arena, "%lld", (long long)zone));
}

static void put_zone(struct json_out *j, const struct zone_use *use)
{
	json_object(j, NULL);
	put_id(j, "id", use->zone.id);
	put_text(j, "kind", use->zone.kind);
	json_text(j, "name", use->zone.name);
	put_text(j, "smkl", use->zone.smkl);
	json_int(j, "importance", use->zone.importance);
	put_text(j, "note", use->zone.note);
	json_bool(j, "draft", use->zone.draft);
	json_bool(j, "specimen", use->zone.specimen);
	json_uint(j, "devices", use->devices);
	json_object_end(j);
}

static void put_network(struct request *r, struct json_out *j, const struct network_use *use)
{
	const struct network_row *n = &use->network;

	json_object(j, NULL);
	put_id(j, "id", n->id);
	put_zone_id(r, j, "zone", n->zone);
	json_text(j, "name", n->name);
	put_text(j, "smkl", n->smkl);
	put_words(j, "subnets", n->subnets);
	put_words(j, "vlans", n->vlans);
	json_int(j, "importance", n->importance);
	put_text(j, "note", n->note);
	json_bool(j, "draft", n->draft);
	put_text(j, "class", n->class);
	put_text(j, "level", n->level);
	put_text(j, "model", n->model);
	put_words(j, "hurdles", n->hurdles);
	put_text(j, "renewal", n->renewal);
	json_uint(j, "devices", use->devices);
	json_object_end(j);
}

static void put_conduit(struct request *r, struct json_out *j, const struct conduit_row *c)
{
	json_object(j, NULL);
	put_id(j, "id", c->id);
	put_zone_id(r, j, "from", c->from);
	put_zone_id(r, j, "to", c->to);
	json_bool(j, "both", c->both);
	put_words(j, "protocols", c->protocols);
	put_words(j, "classes", c->classes);
	put_text(j, "note", c->note);
	json_bool(j, "draft", c->draft);
	json_object_end(j);
}

static void put_model(struct json_out *j)
{
	json_array(j, "model");
	for (size_t i = 0; i < zone_model_count; i++) {
		json_object(j, NULL);
		json_text(j, "kind", zone_models[i].kind);
		json_text(j, "smkl", zone_models[i].smkl);
		json_text(j, "ja", zone_models[i].ja);
		json_text(j, "en", zone_models[i].en);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_counts(struct json_out *j, const struct zoning_counts *c)
{
	json_object(j, "counts");
	json_uint(j, "devices", c->devices);
	json_uint(j, "without_zone", c->without_zone);
	json_uint(j, "drafts", c->drafts);
	for (int i = CROSSING_ALLOWED; i < CROSSING_COUNT; i++)
		json_uint(j, crossing_name((enum crossing)i), c->crossings[i]);
	json_object_end(j);
}

void zones_get(struct request *r)
{
	const struct viewer *who = &r->who.viewer;
	struct zone_use *zones = NULL;
	struct network_use *networks = NULL;
	struct conduit_row *conduits = NULL;
	size_t zone_count = 0, network_count = 0, conduit_count = 0;
	struct zoning_counts counts[ZONING_COLUMNS];

	if (!request_good(r, store_zones(r->store, who, &r->arena, &zones, &zone_count)) ||
	    !request_good(r, store_networks(r->store, who, &r->arena, &networks, &network_count)) ||
	    !request_good(r, store_conduits(r->store, who, &r->arena, &conduits, &conduit_count)) ||
	    !request_good(r, store_zoning_counts(r->store, who, counts)))
		return;
	struct json_out *j = request_json(r, 200);
	json_array(j, "zones");
	for (size_t i = 0; i < zone_count; i++)
		put_zone(j, &zones[i]);
	json_array_end(j);
	json_array(j, "networks");
	for (size_t i = 0; i < network_count; i++)
		put_network(r, j, &networks[i]);
	json_array_end(j);
	json_array(j, "conduits");
	for (size_t i = 0; i < conduit_count; i++)
		put_conduit(r, j, &conduits[i]);
	json_array_end(j);
	put_model(j);
	put_counts(j, &counts[0]);
	request_end_json(r);
}

void crossings_get(struct request *r)
{
	struct crossing_row *rows = NULL;
	size_t count = 0;

	if (!request_good(r, store_crossings(r->store, &r->who.viewer, &r->arena, &rows, &count)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		put_zone_id(r, j, "from", rows[i].from);
		put_zone_id(r, j, "to", rows[i].to);
		put_text(j, "protocol", rows[i].protocol);
		json_text(j, "protocol_title", protocol_title(rows[i].protocol));
		json_text(j, "crossing", crossing_name(rows[i].crossing));
		put_words(j, "classes", rows[i].classes);
		json_uint(j, "conversations", rows[i].conversations);
		json_uint(j, "bytes", rows[i].bytes);
		put_time(j, "first_seen", rows[i].first_seen);
		put_time(j, "last_seen", rows[i].last_seen);
		json_object_end(j);
	}
	request_end_items(r, count);
}

/* ---- what people send ---- */

static bool has(const struct request *r, const char *key)
{
	return json_in_kind(r->object, key) != JSON_IN_MISSING;
}

/* Text under the key: null is "", a missing one leaves what is there. False: it was no text. */
static bool take_text(struct request *r, const char *key, const char **to)
{
	const enum json_in_kind kind = json_in_kind(r->object, key);
	const char *text = json_in_text(r->object, key);

	if (kind == JSON_IN_NULL)
		*to = "";
	else if (text)
		*to = text;
	else if (kind != JSON_IN_MISSING)
		request_problem(r, 422, "Value does not fit", "%s is a text or null", key);
	if (!*to)
		*to = "";
	return !r->status;
}

/* A word of a protocol or class, a subnet or a number: what stands apart by blanks has none within. */
static bool is_word(const char *text)
{
	return *text && !text[strcspn(text, " \t\n,")] && strlen(text) < 64;
}

static bool take_words(struct request *r, const char *key, const char **to)
{
	const struct json_in *array = json_in_array(r->object, key);
	const char *words = "";

	if (!*to)
		*to = "";
	if (!has(r, key))
		return true;
	if (!array) {
		request_problem(r, 422, "Value does not fit", "%s is an array of texts", key);
		return false;
	}
	for (size_t i = 0; i < json_in_count(array); i++) {
		const char *word = json_in_text_at(array, i);

		if (!word || !is_word(word)) {
			request_problem(r, 422, "Value does not fit", "%s: %.40s is no single word", key,
			                word ? word : "null");
			return false;
		}
		words = arena_printf(&r->arena, "%s%s%s", words, *words ? " " : "", word);
	}
	*to = words;
	return true;
}

static bool take_importance(struct request *r, int *to)
{
	const int64_t number = json_in_number(r->object, "importance", *to);

	if (number < 0 || number > 5) {
		request_problem(r, 422, "Value does not fit", "importance is 1 to 5, or 0");
		return false;
	}
	*to = (int)number;
	return true;
}

static void take_flag(const struct request *r, const char *key, bool *to)
{
	if (has(r, key))
		*to = json_in_true(r->object, key);
}

static bool take_zone_id(struct request *r, const char *key, bool outside, int64_t *to)
{
	const char *text = json_in_text(r->object, key);

	if (!has(r, key) && *to)
		return true;
	if (outside && text && strcmp(text, OUTSIDE) == 0) {
		*to = ZONE_OUTSIDE;
		return true;
	}
	char *end = NULL;

	*to = text && *text >= '1' && *text <= '9' ? strtoll(text, &end, 10) : 0;
	if (*to && !*end)
		return true;
	request_problem(r, 422, "Value does not fit",
	                outside ? "%s is the id of a zone or outside" : "%s is the id of a zone", key);
	return false;
}

static bool knows_all(struct request *r, const char *const *known)
{
	const char *unknown = json_in_unknown(r->object, known);

	if (unknown)
		request_problem(r, 400, "Unknown key", "%.40s cannot be set", unknown);
	return !unknown;
}

/* Has it made, and answers with all there is now. */
static void change_and_show(struct request *r, struct change *c)
{
	const int rc = request_change(r, c);

	if (rc == -EINVAL)
		request_problem(r, 422, "Value does not fit", "%s", c->zoning.error);
	else if (request_good(r, rc))
		zones_get(r);
}

static void put_one_zone(struct request *r, struct zone_row *zone)
{
	static const char *const known[] = {"kind", "name", "smkl", "importance", "note", "draft", NULL};
	char error[CHANGE_ERROR_SIZE] = "";
	struct change c = {.kind = CHANGE_ZONE, .zoning = {.zone = zone, .error = error}};

	take_flag(r, "draft", &zone->draft);
	if (knows_all(r, known) && take_text(r, "kind", &zone->kind) && take_text(r, "name", &zone->name) &&
	    take_text(r, "smkl", &zone->smkl) && take_text(r, "note", &zone->note) &&
	    take_importance(r, &zone->importance))
		change_and_show(r, &c);
}

void zone_post(struct request *r)
{
	put_one_zone(r, &(struct zone_row){0});
}

void zone_patch(struct request *r)
{
	struct zone_use *rows = NULL;
	size_t count = 0;
	int64_t id;

	if (!request_id(r, &id) || !request_good(r, store_zones(r->store, &r->who.viewer, &r->arena, &rows, &count)))
		return;
	for (size_t i = 0; i < count; i++)
		if (rows[i].zone.id == id) {
			put_one_zone(r, &rows[i].zone);
			return;
		}
	request_failed(r, -ENOENT);
}

static void put_one_network(struct request *r, struct network_row *network)
{
	static const char *const known[] = {"zone",       "name", "smkl",  "subnets", "vlans",
	                                    "importance", "note", "draft", "class",   "level",
	                                    "model",      "hurdles", "renewal", NULL};
	char error[CHANGE_ERROR_SIZE] = "";
	struct change c = {.kind = CHANGE_NETWORK, .zoning = {.network = network, .error = error}};

	take_flag(r, "draft", &network->draft);
	if (knows_all(r, known) && take_zone_id(r, "zone", false, &network->zone) &&
	    take_text(r, "name", &network->name) && take_text(r, "smkl", &network->smkl) &&
	    take_words(r, "subnets", &network->subnets) && take_words(r, "vlans", &network->vlans) &&
	    take_text(r, "note", &network->note) && take_importance(r, &network->importance) &&
	    take_text(r, "class", &network->class) && take_text(r, "level", &network->level) &&
	    take_text(r, "model", &network->model) && take_words(r, "hurdles", &network->hurdles) &&
	    take_text(r, "renewal", &network->renewal))
		change_and_show(r, &c);
}

void network_post(struct request *r)
{
	put_one_network(r, &(struct network_row){0});
}

void network_patch(struct request *r)
{
	struct network_use *rows = NULL;
	size_t count = 0;
	int64_t id;

	if (!request_id(r, &id) ||
	    !request_good(r, store_networks(r->store, &r->who.viewer, &r->arena, &rows, &count)))
		return;
	for (size_t i = 0; i < count; i++)
		if (rows[i].network.id == id) {
			put_one_network(r, &rows[i].network);
			return;
		}
	request_failed(r, -ENOENT);
}

static bool are_classes(struct request *r, const char *words)
{
	while (*words) {
		const size_t length = strcspn(words, " ");

		if (ot_class_parse(words, length) == OT_CLASS_COUNT) {
			request_problem(r, 422, "Value does not fit", "classes: there is no class %.*s",
			                (int)length, words);
			return false;
		}
		words += length + (words[length] == ' ');
	}
	return true;
}

static void put_one_conduit(struct request *r, struct conduit_row *conduit)
{
	static const char *const known[] = {"from", "to", "both", "protocols", "classes", "note", "draft", NULL};
	char error[CHANGE_ERROR_SIZE] = "";
	struct change c = {.kind = CHANGE_CONDUIT, .zoning = {.conduit = conduit, .error = error}};

	take_flag(r, "draft", &conduit->draft);
	take_flag(r, "both", &conduit->both);
	if (knows_all(r, known) && take_zone_id(r, "from", true, &conduit->from) &&
	    take_zone_id(r, "to", true, &conduit->to) && take_words(r, "protocols", &conduit->protocols) &&
	    take_words(r, "classes", &conduit->classes) && are_classes(r, conduit->classes) &&
	    take_text(r, "note", &conduit->note))
		change_and_show(r, &c);
}

void conduit_post(struct request *r)
{
	put_one_conduit(r, &(struct conduit_row){0});
}

void conduit_patch(struct request *r)
{
	struct conduit_row *rows = NULL;
	size_t count = 0;
	int64_t id;

	if (!request_id(r, &id) ||
	    !request_good(r, store_conduits(r->store, &r->who.viewer, &r->arena, &rows, &count)))
		return;
	for (size_t i = 0; i < count; i++)
		if (rows[i].id == id) {
			put_one_conduit(r, &rows[i]);
			return;
		}
	request_failed(r, -ENOENT);
}

static void take_away(struct request *r, enum change_kind kind)
{
	char error[CHANGE_ERROR_SIZE] = "";
	struct change c = {.kind = kind, .zoning = {.error = error}};

	if (request_id(r, &c.zoning.remove))
		request_change_only(r, &c);
}

void zone_delete(struct request *r)
{
	take_away(r, CHANGE_ZONE);
}

void network_delete(struct request *r)
{
	take_away(r, CHANGE_NETWORK);
}

void conduit_delete(struct request *r)
{
	take_away(r, CHANGE_CONDUIT);
}

static void change_all(struct request *r, const char *what, const char *lang)
{
	char error[CHANGE_ERROR_SIZE] = "";
	struct change c = {.kind = CHANGE_ZONING, .zoning = {.what = what, .lang = lang, .error = error}};

	change_and_show(r, &c);
}

/* Zones, networks and conduits from what was seen, as drafts. */
void zones_propose(struct request *r)
{
	const char *by = json_in_text(r->object, "by"), *lang = json_in_text(r->object, "lang");

	if (by && strcmp(by, "subnet") != 0 && strcmp(by, "group") != 0)
		request_problem(r, 422, "Value does not fit", "by is subnet or group");
	else
		change_all(r, by && strcmp(by, "group") == 0 ? "group" : "subnet",
		           lang && strcmp(lang, "en") == 0 ? "en" : "ja");
}

void zones_drafts(struct request *r)
{
	if (json_in_kind(r->object, "accept") != JSON_IN_OTHER)
		request_problem(r, 422, "Value does not fit", "accept is true or false");
	else
		change_all(r, json_in_true(r->object, "accept") ? "accept" : "drop", NULL);
}
