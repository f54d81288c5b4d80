/* zoning_again.c - zones have changed: what is known already is judged by the new ones. SPDX-License-Identifier: Apache-2.0
 *
 * Records of the past are gone, conversations are kept: those that break the zones are shown to the detectors
 * once more. Findings about what a conduit lets pass now are closed, with that as the reason.
 */

#include "store/party.h"
#include "store/zoning_where.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/record.h"
#include "store/finding.h"

_Static_assert(CROSSING_DRAFT == 2, "broken_sql has the number");

#define AGAIN_MAX "20000"

static const char broken_sql[] =
	"SELECT c.client, c.server, ce.ip, se.ip, ce.mac, se.mac, c.proto, c.protocol, c.port, c.vlan,"
	" c.packets_to_server, c.packets_to_client, c.bytes_to_server, c.bytes_to_client, c.flows, c.answered,"
	" c.first_seen, c.last_seen, (SELECT p.source_id FROM conversation_part p WHERE p.conversation_id = c.id"
	" ORDER BY p.last_seen DESC LIMIT 1) FROM conversation c" PARTY_JOIN("c") " WHERE " SCOPES_OF("c.scope_id")
	" AND c.answered > 0 AND " CROSSING_OF("c") " > 2 LIMIT " AGAIN_MAX; /* worse than CROSSING_DRAFT */

static void read_ends(struct query *q, struct record *r)
{
	const bool client = address_parse(query_get_text(q), &r->src_ip);
	const bool server = address_parse(query_get_text(q), &r->dest_ip);
	const bool from = mac_parse(query_get_text(q), &r->src_mac), to = mac_parse(query_get_text(q), &r->dest_mac);

	r->has_ip = client && server;
	r->has_mac = from && to;
	r->proto = query_get_text(q);
	r->app_proto = query_get_text(q);
	r->app_proto = *r->app_proto ? r->app_proto : NULL;
	r->dest_port = (int)query_get_int(q);
	r->src_port = -1;
	r->vlan[0] = (uint16_t)query_get_int(q);
}

static int64_t read_flow(struct query *q, struct record *r)
{
	struct record_flow *f = &r->flow;

	f->packets_to_server = (uint64_t)query_get_int(q);
	f->packets_to_client = (uint64_t)query_get_int(q);
	f->bytes_to_server = (uint64_t)query_get_int(q);
	f->bytes_to_client = (uint64_t)query_get_int(q);
	f->flows = (uint64_t)query_get_int(q);
	f->answered = (uint64_t)query_get_int(q);
	f->state = "established";
	f->start = query_get_int(q);
	f->end = r->time = query_get_int(q);
	return query_get_int(q);
}

static int show_again(struct store *store, const struct viewer *viewer, struct judge *judge)
{
	struct arena arena = {0};
	struct query q;

	query_begin_once(&q, store, broken_sql, &arena);
	query_scopes(&q, viewer);
	while (query_row(&q)) {
		struct record r = {.type = RECORD_FLOW};
		struct inventory_parties parties = {.client = (uint64_t)query_get_int(&q)};

		parties.server = (uint64_t)query_get_int(&q);
		read_ends(&q, &r);
		const int64_t source = read_flow(&q, &r);

		judge_again(judge, source, &r, parties);
	}
	const int rc = query_end(&q);

	arena_free(&arena);
	return rc;
}

/* "3>7 modbus write": what sight_tell_crossing() makes of zones, protocol and class. */
static bool is_broken(const struct zoning *zoning, const char *key)
{
	long long from = 0, to = 0;
	char protocol[64] = "", class[32] = "";

	if (sscanf(key, "%lld>%lld %63s %31s", &from, &to, protocol, class) < 2)
		return true;
	const struct zone_place client = {.zone = from}, server = {.zone = to};
	const bool there = (from == ZONE_OUTSIDE || zoning_zone(zoning, from)) &&
			   (to == ZONE_OUTSIDE || zoning_zone(zoning, to));

	return there && zoning_judge(zoning, client, server, protocol, *class ? class : NULL) > CROSSING_DRAFT;
}

struct open_finding {
	int64_t id;
	const char *key;
};

static int read_open(struct store *store, const struct viewer *viewer, struct arena *arena, struct rows *rows)
{
	struct query q;

	query_begin_once(&q, store,
			 "SELECT id, key FROM finding WHERE " SCOPES_OF("scope_id") " AND state IN ('new',"
			 " 'acknowledged', 'work') AND detector LIKE 'zones.%'", arena);
	query_scopes(&q, viewer);
	while (query_row(&q)) {
		struct open_finding *f = rows_add(rows, arena);

		f->id = query_get_int(&q);
		f->key = query_get_text(&q);
	}
	return query_end(&q);
}

static int close_mended(struct store *store, const struct viewer *viewer, const struct zoning *zoning,
			struct judge *judge)
{
	const struct finding_edit closed = {.state = "closed", .reason = "zones and conduits were changed"};
	struct rows rows = {.size = sizeof(struct open_finding)};
	struct arena arena = {0};
	int rc = read_open(store, viewer, &arena, &rows);
	const struct open_finding *f = rows.data;

	for (size_t i = 0; i < rows.count && !rc; i++) {
		if (is_broken(zoning, f[i].key))
			continue;
		rc = store_finding_edit(store, viewer, f[i].id, &closed);
		rc = rc ? rc : store_reload_finding(store, viewer->scopes[0], f[i].id, judge);
	}
	arena_free(&arena);
	return rc;
}

int store_zoning_judge_again(struct store *store, const struct viewer *viewer, struct judge *judge)
{
	int rc = crossings_begin(store, viewer);

	if (!rc)
		rc = close_mended(store, viewer, store->zoning, judge);
	if (!rc)
		rc = show_again(store, viewer, judge);
	crossings_end(store);
	return rc;
}

int store_zoning_load(struct store *store, const struct viewer *viewer, struct inventory *inventory)
{
	struct zoning *zoning = zoning_new();
	const int rc = store_zoning(store, viewer, zoning);

	if (rc)
		zoning_free(zoning);
	else
		inventory_set_zoning(inventory, zoning);
	return rc;
}
