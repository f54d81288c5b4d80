/* asset.c - one device: what is known of it, its peers and story, the operator's word.
 * SPDX-License-Identifier: Apache-2.0 */

#include "serve/assets.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dissect/dissectors.h"
#include "dissect/fact.h"
#include "inventory/vendor.h"

static void put_slot(struct json_out *j, int slot)
{
	if (slot >= 0)
		json_int(j, "slot", slot);
	else
		json_null(j, "slot");
}

static void put_values(struct json_out *j, const struct asset_detail *d)
{
	json_array(j, "attributes");
	for (size_t i = 0; i < d->value_count; i++) {
		const struct asset_value *v = &d->values[i];

		json_object(j, NULL);
		json_text(j, "name", v->name);
		put_slot(j, v->slot);
		json_text(j, "value", v->value);
		json_text(j, "source", v->source);
		json_text(j, "rank", claim_rank_name(v->rank));
		json_int(j, "confidence", v->confidence);
		json_bool(j, "chosen", v->chosen);
		json_bool(j, "conflict", v->conflict);
		put_time(j, "first_seen", v->first_seen);
		put_time(j, "last_seen", v->last_seen);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_services(struct json_out *j, const struct asset_detail *d)
{
	json_array(j, "services");
	for (size_t i = 0; i < d->service_count; i++) {
		const struct asset_service *s = &d->services[i];

		json_object(j, NULL);
		json_text(j, "proto", s->transport);
		json_int(j, "port", s->port);
		put_text(j, "app_proto", s->app_proto);
		put_text(j, "title", protocol_title(s->app_proto));
		json_null(j, "software");
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_modules(struct json_out *j, const struct asset_detail *d)
{
	json_array(j, "modules");
	for (size_t i = 0; i < d->module_count; i++) {
		const struct asset_module *m = &d->modules[i];

		json_object(j, NULL);
		json_int(j, "slot", m->slot);
		put_text(j, "vendor", m->vendor);
		put_text(j, "model", m->model);
		put_text(j, "product_code", m->product_code);
		put_text(j, "firmware", m->firmware);
		put_text(j, "serial", m->serial);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_merges(struct json_out *j, const struct asset_detail *d)
{
	json_array(j, "merges");
	for (size_t i = 0; i < d->merge_count; i++) {
		const struct merge *m = &d->merges[i];

		json_object(j, NULL);
		put_id(j, "id", (int64_t)m->id);
		json_text(j, "kind", m->kind == MERGE_JOIN ? "join" : "split");
		json_text(j, "reason", m->reason);
		put_text(j, "evidence", m->evidence);
		put_text(j, "by", m->by);
		put_asset_id(j, "from", m->absorbed);
		put_time(j, "at", m->at);
		json_bool(j, "undone", m->undone);
		json_object_end(j);
	}
	json_array_end(j);
}

/* Whose the prefixes of its MAC addresses are. */
static void put_makers(struct json_out *j, struct arena *arena, const char *macs)
{
	char *rest = arena_strdup(arena, macs);

	json_array(j, "mac_vendor");
	for (char *word; (word = strsep(&rest, " ")) != NULL;) {
		struct mac mac;
		const char *vendor = mac_parse(word, &mac) ? vendor_from_mac(&mac) : NULL;

		if (!vendor)
			continue;
		json_object(j, NULL);
		json_text(j, "mac", word);
		json_text(j, "vendor", vendor);
		json_object_end(j);
	}
	json_array_end(j);
}

/* What the active check had of it last. */
static void put_checked(struct json_out *j, const struct check_seen *rows, size_t count)
{
	if (count)
		put_check_result(j, "checked", &rows[0]);
	else
		json_null(j, "checked");
}

void asset_get(struct request *r)
{
	uint64_t number = 0;
	struct asset_row asset;
	struct asset_detail d;
	struct check_seen *checked = NULL;
	size_t checks = 0;
	const struct viewer *who = &r->who.viewer;

	if (!request_asset_id(r, &number) ||
	    !request_good(r, store_asset(r->store, who, number, &r->arena, &asset)) ||
	    !request_good(r, store_asset_detail(r->store, who, asset.number, &r->arena, &d)) ||
	    !request_good(r, store_check_log(r->store, who, asset.number, 1, &r->arena, &checked, &checks)))
		return;
	struct json_out *j = request_json(r, 200);
	put_asset(j, &asset);
	put_values(j, &d);
	put_services(j, &d);
	put_modules(j, &d);
	put_merges(j, &d);
	put_makers(j, &r->arena, asset.mac);
	put_checked(j, checked, checks);
	request_end_json(r);
}

/* ---- the operator's word ---- */

static bool is_level(const char *text)
{
	static const char *const levels[] = {"0", "1", "2", "3", "3.5", "4", "5"};

	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
		if (strcmp(text, levels[i]) == 0)
			return true;
	return false;
}

static bool is_role(const char *text)
{
	static const char roles[] =
	        " plc hmi engineering-station scada historian mes opc-server robot drive remote-io "
	        "cnc safety sensor gateway switch router firewall access-point vpn agv camera "
	        "printer server pc phone mobile nas ntp-server building-controller power-meter "
	        "plc-rack signal-light watchtower unknown internet ";
	char word[32];

	if (strlen(text) > 24 || strchr(text, ' '))
		return false;
	snprintf(word, sizeof(word), " %s ", text);
	return strstr(roles, word) != NULL;
}

static bool is_importance(const char *text)
{
	return *text >= '1' && *text <= '5' && text[1] == '\0';
}

static bool is_line(const char *text)
{
	return strlen(text) <= 200 && strpbrk(text, "\r\n\t") == NULL;
}

static bool is_yes(const char *text)
{
	return strcmp(text, "yes") == 0;
}

static bool is_note(const char *text)
{
	return strlen(text) <= 4000;
}

static const struct word {
	const char *name;
	bool (*good)(const char *text);
} words[] = {
        {"name", is_line}, {"role", is_role},  {"level", is_level},
        {"zone", is_line}, {"owner", is_line}, {"importance", is_importance},
        {"note", is_note}, {"seldom", is_yes},
};
#define WORD_COUNT (sizeof(words) / sizeof(words[0]))

/* A value of the body as text: importance is a number there; null and "" take the word back. */
static bool read_word(struct request *r, const struct word *word, const char **value)
{
	const enum json_in_kind kind = json_in_kind(r->object, word->name);

	*value = kind == JSON_IN_TEXT ? json_in_text(r->object, word->name) : NULL;
	if (kind == JSON_IN_NUMBER)
		*value = arena_printf(&r->arena, "%lld",
		                      (long long)json_in_number(r->object, word->name, 0));
	if (*value && **value == '\0')
		*value = NULL;
	if (kind == JSON_IN_NULL || (*value && word->good(*value)) ||
	    (kind == JSON_IN_TEXT && !*value))
		return true;
	request_problem(r, 422, "Value does not fit", "%s is not possible", word->name);
	return false;
}

static bool read_words(struct request *r, struct change_value *values, size_t *count)
{
	const char *const known[] = {"name",  "role",       "level", "zone",
	                             "owner", "importance", "note",  "seldom", NULL};
	const char *unknown = json_in_unknown(r->object, known);

	if (unknown) {
		request_problem(r, 400, "Unknown key", "%.40s cannot be set", unknown);
		return false;
	}
	for (size_t i = 0; i < WORD_COUNT; i++) {
		if (json_in_kind(r->object, words[i].name) == JSON_IN_MISSING)
			continue;
		values[*count].name = words[i].name;
		if (!read_word(r, &words[i], &values[*count].value))
			return false;
		(*count)++;
	}
	if (*count == 0)
		request_problem(r, 400, "Nothing to do", "the body names nothing");
	return *count > 0;
}

static void answer_asset(struct request *r, uint64_t number)
{
	struct asset_row asset;

	if (!request_good(r, store_asset(r->store, &r->who.viewer, number, &r->arena, &asset)))
		return;
	struct json_out *j = request_json(r, 200);
	put_asset(j, &asset);
	request_end_json(r);
}

/* What the viewer cannot see he cannot change either. The asset after merges. */
static bool visible(struct request *r, uint64_t *number)
{
	struct asset_row asset;

	if (!request_good(r, store_asset(r->store, &r->who.viewer, *number, &r->arena, &asset)))
		return false;
	*number = asset.number;
	return true;
}

void asset_patch(struct request *r)
{
	struct change_value values[WORD_COUNT];
	struct change c = {.kind = CHANGE_ASSET_EDIT, .asset = {.values = values}};

	if (request_asset_id(r, &c.asset.number) && read_words(r, values, &c.asset.count) &&
	    visible(r, &c.asset.number) && request_good(r, request_change(r, &c)))
		answer_asset(r, c.asset.number);
}

void asset_merge(struct request *r)
{
	const char *with = json_in_text(r->object, "with");
	struct change c = {.kind = CHANGE_ASSET_MERGE};

	c.asset.other = with ? asset_id_parse(with) : 0;
	if (c.asset.other == 0) {
		request_problem(r, 400, "Incomplete", "with: the id of the other device");
		return;
	}
	if (request_asset_id(r, &c.asset.number) && visible(r, &c.asset.number) &&
	    visible(r, &c.asset.other) && request_good(r, request_change(r, &c)))
		answer_asset(r, c.asset.number);
}

void merge_delete(struct request *r)
{
	int64_t id = 0;

	if (!request_id(r, &id))
		return;
	struct change c = {.kind = CHANGE_MERGE_UNDO,
	                   .asset = {.number = (uint64_t)id, .other = asset_id_parse(request_text(r, "asset"))}};
	request_change_only(r, &c);
}

/* ---- peers, story ---- */

/* A conversation without ports has -1 there. */
static void put_port(struct json_out *j, int64_t port)
{
	if (port >= 0)
		json_int(j, "port", port);
	else
		json_null(j, "port");
}

void asset_peers(struct request *r)
{
	uint64_t number = 0;
	struct peer_row *rows = NULL;
	size_t count = 0;

	if (!request_asset_id(r, &number) ||
	    !request_good(r, store_asset_peers(r->store, &r->who.viewer, number, &r->arena, &rows,
	                                       &count)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		put_asset_id(j, "asset", rows[i].party.asset);
		json_text(j, "name", rows[i].party.name);
		put_text(j, "ip", rows[i].party.ip);
		put_text(j, "mac", rows[i].party.mac);
		put_text(j, "role", rows[i].party.role);
		json_text(j, "direction", rows[i].server ? "server" : "client");
		json_text(j, "protocol", rows[i].protocol);
		put_text(j, "title", protocol_title(rows[i].protocol));
		put_port(j, rows[i].port);
		json_uint(j, "packets", rows[i].packets);
		json_uint(j, "bytes", rows[i].bytes);
		put_time(j, "last_seen", rows[i].last_seen);
		json_object_end(j);
	}
	request_end_items(r, count);
}

static void put_given(struct json_out *j, const char *key, const char *text)
{
	if (text && *text)
		json_text(j, key, text);
}

static void put_story(struct json_out *j, const struct timeline_row *t)
{
	json_object(j, NULL);
	put_time(j, "time", t->time);
	json_text(j, "kind", t->kind);
	json_text(j, "text_key", t->text_key);
	json_object(j, "args");
	put_given(j, strcmp(t->kind, "first_seen") == 0 ? "point" : "source", t->source);
	put_given(j, "name", t->name);
	put_given(j, "old", t->old);
	put_given(j, "value", t->value);
	put_given(j, "user", t->user);
	if (t->from != 0)
		put_asset_id(j, "from", t->from);
	put_given(j, "reason", t->reason);
	if (strcmp(t->kind, "operation") == 0) {
		json_text(j, "role", t->server ? "server" : "client");
		json_uint(j, "count", t->count);
	}
	put_given(j, "class", t->class);
	put_given(j, "protocol", t->protocol);
	put_given(j, "function", t->function);
	put_given(j, "target", t->target);
	put_given(j, "result", t->result);
	put_given(j, "other", t->other);
	if (t->other_asset != 0)
		put_asset_id(j, "other_asset", t->other_asset);
	json_object_end(j);
	json_object_end(j);
}

void asset_timeline(struct request *r)
{
	uint64_t number = 0;
	struct timeline_row *rows = NULL;
	size_t count = 0;

	if (!request_asset_id(r, &number) ||
	    !request_good(r, store_asset_timeline(r->store, &r->who.viewer, number, &r->arena,
	                                          &rows, &count)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++)
		put_story(j, &rows[i]);
	request_end_items(r, count);
}
