/* status.c - today's overview, and the table of routes itself. SPDX-License-Identifier: Apache-2.0
 */

#include "serve/assets.h"
#include "serve/sources.h"
#include "store/check.h"
#include "store/finding.h"

#include "dissect/dissectors.h"
#include "lib/clock.h"

struct overview {
	struct source *sources;
	size_t source_count;
	struct counts counts;
	struct finding_counts findings;
	struct check_order check;
	struct tally *roles;
	size_t role_count;
	struct tally *vendors;
	size_t vendor_count;
	struct tally *protocols;
	size_t protocol_count;
};

static bool read_overview(struct request *r, struct overview *o)
{
	const struct viewer *who = &r->who.viewer;

	return request_good(
	               r, store_sources(r->store, who, &r->arena, &o->sources, &o->source_count)) &&
	       request_good(r, store_counts(r->store, who, clock_now(), &o->counts)) &&
	       request_good(r, store_finding_counts(r->store, who, &o->findings)) &&
	       request_good(r, store_check(r->store, &r->arena, &o->check)) &&
	       request_good(r,
	                    store_by_role(r->store, who, &r->arena, &o->roles, &o->role_count)) &&
	       request_good(r, store_by_vendor(r->store, who, &r->arena, &o->vendors,
	                                       &o->vendor_count)) &&
	       request_good(r, store_by_protocol(r->store, who, &r->arena, &o->protocols,
	                                         &o->protocol_count));
}

static void put_counts(struct json_out *j, const struct counts *c)
{
	json_object(j, "counts");
	json_uint(j, "assets", c->assets);
	json_uint(j, "assets_new_24h", c->assets_new);
	json_uint(j, "conversations", c->conversations);
	json_uint(j, "operations", c->operations);
	json_uint(j, "changes", c->changes);
	json_uint(j, "anomalies", c->anomalies);
	json_uint(j, "unknown_conversations", c->unknown_conversations);
	json_object_end(j);
}

static void put_findings(struct json_out *j, const struct finding_counts *f)
{
	uint64_t open = 0;

	json_object(j, "findings");
	for (int i = SEVERITY_CRITICAL; i > SEVERITY_DEFAULT; i--) {
		json_uint(j, severity_name((enum severity)i), f->open[i]);
		open += f->open[i];
	}
	json_uint(j, "open", open);
	json_uint(j, "new", f->fresh);
	json_object_end(j);
}

/* Whether, and how often, something is sent. */
static void put_check(struct json_out *j, const struct check_order *c)
{
	json_object(j, "check");
	json_bool(j, "enabled", c->enabled);
	put_time(j, "until", c->until);
	json_int(j, "sent", c->sent);
	json_object_end(j);
}

static void put_tallies(struct json_out *j, const char *key, const char *what,
                        const struct tally *rows, size_t count)
{
	json_array(j, key);
	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		json_text(j, what, rows[i].name);
		json_uint(j, "count", rows[i].count);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_protocols(struct json_out *j, const struct overview *o)
{
	json_array(j, "by_protocol");
	for (size_t i = 0; i < o->protocol_count; i++) {
		const struct tally *t = &o->protocols[i];

		json_object(j, NULL);
		json_text(j, "protocol", t->name);
		json_text(j, "title", protocol_title(t->name));
		json_bool(j, "industrial", protocol_is_industrial(t->name));
		json_uint(j, "conversations", t->count);
		json_uint(j, "packets", t->packets);
		json_uint(j, "bytes", t->bytes);
		json_object_end(j);
	}
	json_array_end(j);
}

/* A problem that is told by a number of things and a page to look at. */
static void put_problem(struct json_out *j, const char *key, const char *severity, uint64_t count,
                        const char *link)
{
	if (count == 0)
		return;
	json_object(j, NULL);
	json_text(j, "id", key);
	json_text(j, "severity", severity);
	json_text(j, "text_key", key);
	json_object(j, "args");
	json_uint(j, "count", count);
	if (link)
		json_text(j, "link", link);
	json_object_end(j);
	json_object_end(j);
}

static void put_problems(struct json_out *j, const struct overview *o, struct server *server)
{
	json_array(j, "problems");
	put_problem(j, "disk_full", "act", server->full, "#/sensors");
	put_problem(j, "devices_full", "act", server->no_room[0], "#/assets?sort=-first_seen");
	put_problem(j, "allowlist_full", "act", server->no_room[1], "#/allowlist");
	put_problem(j, "findings_held", "look", server->no_room[3], "#/findings");
	put_problem(j, "findings_full", "look", server->no_room[2], "#/findings");
	put_problem(j, "sensor_crashed", "look", o->counts.crashes, "#/sensors");
	put_problem(j, "end_of_support", "look", o->counts.end_of_support, NULL);
	put_problem(j, "conflicts", "info", o->counts.conflicts, NULL);
	put_problem(j, "unknown_conversations", "info", o->counts.unknown_conversations,
	            "#/communications?unknown=1");
	if (o->counts.ledger == 0)
		put_problem(j, "no_ledger", "info", 1, "#/ledger");
	json_array_end(j);
}

void status_get(struct request *r)
{
	struct overview o = {.source_count = 0};

	if (!read_overview(r, &o))
		return;
	struct json_out *j = request_json(r, 200);
	json_text(j, "site", r->server->config.site);
	json_bool(j, "demo", r->server->config.demo);
	put_time(j, "now", clock_now());
	json_array(j, "sources");
	for (size_t i = 0; i < o.source_count; i++)
		put_source(r, &o.sources[i]);
	json_array_end(j);
	put_counts(j, &o.counts);
	put_findings(j, &o.findings);
	put_check(j, &o.check);
	put_tallies(j, "by_role", "role", o.roles, o.role_count);
	put_tallies(j, "by_vendor", "vendor", o.vendors, o.vendor_count);
	put_protocols(j, &o);
	put_problems(j, &o, r->server);
	request_end_json(r);
}

void openapi_get(struct request *r)
{
	(void)request_json(r, 200);
	buf_clear(&r->out);
	serve_print_openapi(&r->out);
}
