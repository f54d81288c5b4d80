/* allowlist.c - what was learned to be normal, judged in groups. SPDX-License-Identifier: Apache-2.0 */

#include "serve/assets.h"
#include "serve/findings.h"

#include <stdlib.h>
#include <string.h>

#include "dissect/dissectors.h"
#include "judge/detector.h"

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

static void put_micros(struct json_out *j, const char *key, int64_t value)
{
	if (value >= 0)
		json_int(j, key, value);
	else
		json_null(j, key);
}

static void put_top(struct json_out *j, const struct allowed_group *g)
{
	if (!*g->top.class)
		return;
	json_object(j, "top");
	json_text(j, "class", g->top.class);
	put_text(j, "function", g->top.function);
	put_text(j, "space", g->top.space);
	put_text(j, "target", g->top.target);
	if (*g->top.ranges)
		json_raw(j, "ranges", g->top.ranges);
	json_bool(j, "wide", g->top.wide);
	put_micros(j, "period_us", g->top.period_us);
	json_object_end(j);
}

/* A controller asks a computer for the parts of its program: who acts is the computer, as detectors have it. */
static bool server_acts(const struct allowed_group *g)
{
	return strcmp(g->kind, "talk") == 0 && strcmp(g->classes, "program") == 0 && g->server.asset &&
	       subject_role_controls(g->client.role) && !subject_role_controls(g->server.role);
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
	} else if (strcmp(g->kind, "name") == 0) {
		json_text(j, "domain", g->what);
		json_uint(j, "names", g->names);
	} else if (strcmp(g->kind, "talk") == 0) {
		json_text(j, "protocol", g->what);
		json_text(j, "protocol_title", protocol_title(g->what));
	}
	put_party(j, "client", &g->client);
	put_party(j, "server", &g->server);
	json_text(j, "actor", server_acts(g) ? "server" : "client");
	put_words(j, "classes", g->classes);
	put_top(j, g);
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
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < listing.count; i++)
		put_group(j, &rows[i]);
	request_end_listing(r, &listing);
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
	json_bool(j, "fixed", e->fixed);
	if (*e->ranges)
		json_raw(j, "ranges", e->ranges);
	put_hours(j, "hours", e->hours);
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
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++)
		put_entry(j, &rows[i]);
	request_end_items(r, count);
}

static void decide(struct request *r, const char *part)
{
	const char *state = json_in_text(r->object, "state");
	struct change c = {.kind = CHANGE_ALLOWED, .judged = {.name = part, .value = state}};

	if (!state || (strcmp(state, "accepted") != 0 && strcmp(state, "refused") != 0 &&
	               strcmp(state, "learned") != 0))
		request_problem(r, 422, "Value does not fit", "state is accepted, refused or learned");
	else if (request_until(r, "expires", &c.judged.until))
		request_change_only(r, &c);
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

/* "100-131, 0x200": sorted, for they are looked up so. False when it is not of this form. */
static bool parse_ranges(const char *text, struct allowed_range *ranges, size_t *count)
{
	uint64_t least = 0;

	for (*count = 0; *text; (*count)++) {
		char *end;

		if (*count == ALLOWED_RANGES || *text < '0' || *text > '9')
			return false;
		struct allowed_range *r = &ranges[*count];
		r->low = r->high = strtoull(text, &end, 0);
		if (*end == '-' && end[1] >= '0' && end[1] <= '9')
			r->high = strtoull(end + 1, &end, 0);
		if (r->low < least || r->high < r->low || r->high > INT64_MAX)
			return false;
		least = r->high + 1;
		text = end + strspn(end, ", ");
		if (text == end && *end)
			return false;
	}
	return true;
}

static bool read_entry_edit(struct request *r, struct allowed_edit *edit, struct allowed_range *ranges)
{
	const char *const known[] = {"state", "expires", "wide", "ranges", NULL};
	const char *unknown = json_in_unknown(r->object, known);
	const enum json_in_kind kind = json_in_kind(r->object, "ranges");
	const char *text = json_in_text(r->object, "ranges");

	edit->state = json_in_text(r->object, "state");
	edit->has_expires = json_in_kind(r->object, "expires") != JSON_IN_MISSING;
	edit->has_ranges = text || json_in_kind(r->object, "wide") != JSON_IN_MISSING;
	edit->wide = json_in_true(r->object, "wide");
	edit->ranges = ranges;
	if (unknown)
		request_problem(r, 400, "Unknown key", "%.40s cannot be set", unknown);
	else if (kind != JSON_IN_MISSING && kind != JSON_IN_NULL &&
		 (!text || !parse_ranges(text, ranges, &edit->range_count)))
		request_problem(r, 422, "Value does not fit",
		                "ranges: from the lowest to the highest, at most %d: 100-131, 200",
		                ALLOWED_RANGES);
	else
		return request_truth_good(r, "wide") && request_until(r, "expires", &edit->expires);
	return false;
}

/* Addresses has what was learned with some; and any function, target or name may stand for one only where there are more. */
static bool entry_can_have(struct request *r, int64_t id, const struct allowed_edit *edit)
{
	struct allowed_row e;

	if (!edit->has_ranges)
		return true;
	if (!request_good(r, store_allowed_entry(r->store, &r->who.viewer, id, &r->arena, &e)))
		return false;
	const bool operation = strcmp(e.kind, "operation") == 0;
	const bool addresses = operation && (*e.ranges || e.wide || e.fixed || *e.space);
	const bool any = operation || strcmp(e.kind, "class") == 0 || (strcmp(e.kind, "name") == 0 && !*e.target);

	if (edit->range_count && !addresses)
		request_problem(r, 422, "Value does not fit", "ranges: this entry has no addresses");
	else if (json_in_kind(r->object, "wide") != JSON_IN_MISSING && !any)
		request_problem(r, 422, "Value does not fit", "wide: this entry is one thing, there is no more of it");
	else
		return true;
	return false;
}

void allowlist_entry_patch(struct request *r)
{
	struct allowed_range ranges[ALLOWED_RANGES];
	struct allowed_edit edit = {.state = NULL};
	struct change c = {.kind = CHANGE_ALLOWED_ENTRY, .judged = {.allowed = &edit}};

	if (request_id(r, &c.judged.id) && read_entry_edit(r, &edit, ranges) &&
	    entry_can_have(r, c.judged.id, &edit))
		request_change_only(r, &c);
}
