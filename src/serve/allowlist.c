/* allowlist.c - what was learned to be normal, judged in groups. SPDX-License-Identifier: Apache-2.0 */

#include "serve/assets.h"
#include "serve/findings.h"

#include <string.h>

#define HOURS 168

static void put_hours(struct json_out *j, const char *key, const uint64_t hours[3])
{
	char text[HOURS + 1];

	for (int i = 0; i < HOURS; i++)
		text[i] = hours[i / 64] >> (i % 64) & 1 ? '1' : '0';
	text[HOURS] = '\0';
	json_text(j, key, text);
}

static const char *state_of(const struct allowed_group *g)
{
	if (g->refused)
		return "refused";
	return g->open ? g->late ? "late" : "learned" : "accepted";
}

static void put_group(struct json_out *j, const struct allowed_group *g)
{
	json_object(j, NULL);
	json_text(j, "id", g->part);
	json_text(j, "kind", g->kind);
	json_text(j, "state", state_of(g));
	if (strcmp(g->kind, "fact") == 0) {
		json_text(j, "detector", g->what);
		put_detector_title(j, g->what);
	} else if (strcmp(g->kind, "talk") == 0) {
		json_text(j, "protocol", g->what);
		json_text(j, "protocol_title", protocol_title(g->what));
	}
	put_party(j, "client", &g->client);
	put_party(j, "server", &g->server);
	put_words(j, "classes", g->classes);
	json_uint(j, "entries", g->entries);
	json_uint(j, "open", g->open);
	put_hours(j, "hours", g->hours);
	put_time(j, "expires", g->expires);
	put_time(j, "first_seen", g->first_seen);
	put_time(j, "last_seen", g->last_seen);
	json_object_end(j);
}

void allowlist_get(struct request *r)
{
	const struct page page = request_page(r);
	const struct allowed_filter filter = {
	        .q = request_text(r, "q"),
	        .state = request_text(r, "state"),
	        .kind = request_text(r, "kind"),
	        .asset = request_asset(r),
	};
	struct allowed_group *rows = NULL;
	struct listing listing = {.count = 0};

	if (!request_good(r, store_allowed_groups(r->store, &r->who.viewer, &filter, &page, &r->arena,
	                                          &rows, &listing)))
		return;
	struct json_out *j = request_json(r, 200);
	json_array(j, "items");
	for (size_t i = 0; i < listing.count; i++)
		put_group(j, &rows[i]);
	put_listing_end(j, &listing);
	request_end_json(r);
}

static void put_micros(struct json_out *j, const char *key, int64_t value)
{
	if (value >= 0)
		json_int(j, key, value);
	else
		json_null(j, key);
}

static void put_entry(struct json_out *j, const struct allowed_row *e)
{
	json_object(j, NULL);
	put_id(j, "id", e->id);
	json_text(j, "kind", e->kind);
	json_text(j, "what", e->what);
	put_text(j, "class", e->class);
	json_int(j, "code", e->code);
	put_text(j, "function", e->function);
	put_text(j, "space", e->space);
	put_text(j, "target", e->target);
	json_text(j, "state", e->state);
	json_bool(j, "wide", e->wide);
	if (*e->ranges)
		json_raw(j, "ranges", e->ranges);
	json_uint(j, "count", e->count);
	put_micros(j, "period_us", e->period_us);
	put_micros(j, "jitter_us", e->jitter_us);
	put_time(j, "expires", e->expires);
	put_text(j, "decided_by", e->decided_by);
	put_time(j, "decided_at", e->decided_at);
	put_time(j, "first_seen", e->first_seen);
	put_time(j, "last_seen", e->last_seen);
	json_object_end(j);
}

void allowlist_part(struct request *r)
{
	struct allowed_row *rows = NULL;
	size_t count = 0;

	if (!request_good(r, store_allowed_part(r->store, &r->who.viewer, r->argument, &r->arena, &rows,
	                                        &count)))
		return;
	struct json_out *j = request_json(r, 200);
	json_array(j, "items");
	for (size_t i = 0; i < count; i++)
		put_entry(j, &rows[i]);
	put_items_end(j, count);
	request_end_json(r);
}

static void decide(struct request *r, const char *part)
{
	const char *state = json_in_text(r->object, "state");
	struct change c = {.kind = CHANGE_ALLOWED, .judged = {.name = part, .value = state}};

	if (!state || (strcmp(state, "accepted") != 0 && strcmp(state, "refused") != 0 &&
	               strcmp(state, "learned") != 0))
		request_problem(r, 422, "Value does not fit", "state is accepted, refused or learned");
	else if (request_time(r, "expires", &c.judged.until) && request_good(r, request_change(r, &c)))
		request_nothing(r);
}

void allowlist_patch(struct request *r)
{
	decide(r, r->argument);
}

/* Everything that nobody has judged yet, at once. */
void allowlist_patch_all(struct request *r)
{
	decide(r, "");
}

static void put_phase(struct request *r, struct json_out *j, const struct phase_row *p)
{
	json_object(j, NULL);
	json_text(j, "id", arena_printf(&r->arena, "%lld", (long long)p->source));
	json_text(j, "name", p->name);
	json_text(j, "kind", p->kind);
	json_text(j, "phase", p->phase);
	put_time(j, "since", p->since);
	put_time(j, "first_packet", p->first_packet);
	put_time(j, "last_packet", p->last_packet);
	json_object_end(j);
}

void phases_get(struct request *r)
{
	const struct viewer *who = &r->who.viewer;
	struct phase_row *rows = NULL;
	size_t count = 0;
	uint64_t hours[3];

	if (!request_good(r, store_phases(r->store, who, &r->arena, &rows, &count)) ||
	    !request_good(r, store_learned_hours(r->store, who, hours)))
		return;
	struct json_out *j = request_json(r, 200);
	put_hours(j, "hours", hours);
	json_array(j, "items");
	for (size_t i = 0; i < count; i++)
		put_phase(r, j, &rows[i]);
	put_items_end(j, count);
	request_end_json(r);
}

void phase_patch(struct request *r)
{
	const char *phase = json_in_text(r->object, "phase");
	struct change c = {.kind = CHANGE_PHASE, .judged = {.value = phase}};

	if (!phase || phase_parse(phase) < 0)
		request_problem(r, 422, "Value does not fit", "phase is none, learn, review or enforce");
	else if ((strcmp(r->argument, "0") == 0 || request_id(r, &c.judged.id)) &&
	         request_good(r, request_change(r, &c)))
		phases_get(r);
}
