/* inventory_load.c - the inventory from its rows. SPDX-License-Identifier: Apache-2.0 */

#include "store/flags.h"
#include "store/sql.h"

static void read_assets(struct query *q, struct inventory *inventory)
{
	while (query_row(q)) {
		struct inventory_asset_row row = {.number = (uint64_t)query_get_int(q)};

		row.into = (uint64_t)query_get_int(q);
		row.external = query_get_int(q) != 0;
		inventory_load_asset(inventory, &row);
	}
}

static void read_flags(struct endpoint *e, int64_t flags)
{
	e->confirmed = flags & FLAG_CONFIRMED;
	e->dhcp = flags & FLAG_DHCP;
	e->retired = flags & FLAG_RETIRED;
	e->router = flags & FLAG_ROUTER;
	e->shared = flags & FLAG_SHARED;
	e->conflict = flags & FLAG_CONFLICT;
	e->has_ip = flags & FLAG_HAS_IP;
}

static const char *text_or_null(struct query *q)
{
	const char *text = query_get_text(q);

	return text[0] ? text : NULL;
}

static void read_endpoints(struct query *q, struct inventory *inventory)
{
	while (query_row(q)) {
		struct endpoint e = {.id = (uint64_t)query_get_int(q)};

		e.kind = (enum endpoint_kind)query_get_int(q);
		e.vlan = (uint16_t)query_get_int(q);
		(void)mac_parse(query_get_text(q), &e.mac);
		(void)address_parse(query_get_text(q), &e.ip);
		e.home = (uint64_t)query_get_int(q);
		e.asset = (uint64_t)query_get_int(q);
		e.owner = (uint64_t)query_get_int(q);
		read_flags(&e, query_get_int(q));
		e.bound_first = query_get_int(q);
		e.bound_last = query_get_int(q);
		e.first_seen = query_get_int(q);
		e.last_seen = query_get_int(q);
		e.traits = query_get_text(q);
		e.sensor = text_or_null(q);
		inventory_load_endpoint(inventory, &e);
		arena_reset(q->arena);
	}
}

static void read_values(struct query *q, struct inventory *inventory)
{
	while (query_row(q)) {
		const uint64_t asset = (uint64_t)query_get_int(q);
		struct asset_value v = {.endpoint = (uint64_t)query_get_int(q)};

		v.name = query_get_text(q);
		v.slot = (int)query_get_int(q);
		v.value = query_get_text(q);
		v.source = query_get_text(q);
		v.rank = (enum claim_rank)query_get_int(q);
		v.confidence = (int)query_get_int(q);
		v.first_seen = query_get_int(q);
		v.last_seen = query_get_int(q);
		inventory_load_value(inventory, asset, &v);
		arena_reset(q->arena);
	}
}

static void read_services(struct query *q, struct inventory *inventory)
{
	while (query_row(q)) {
		struct asset_service s = {.endpoint = (uint64_t)query_get_int(q)};

		s.transport = query_get_text(q);
		s.port = (int)query_get_int(q);
		s.app_proto = text_or_null(q);
		s.first_seen = query_get_int(q);
		s.last_seen = query_get_int(q);
		inventory_load_service(inventory, &s);
		arena_reset(q->arena);
	}
}

static void read_merges(struct query *q, struct inventory *inventory)
{
	while (query_row(q)) {
		struct merge m = {.id = (uint64_t)query_get_int(q)};

		m.kind = (enum merge_kind)query_get_int(q);
		m.kept = (uint64_t)query_get_int(q);
		m.absorbed = (uint64_t)query_get_int(q);
		m.reason = query_get_text(q);
		m.evidence = text_or_null(q);
		m.by = text_or_null(q);
		m.at = query_get_int(q);
		m.undone = query_get_int(q) != 0;
		inventory_load_merge(inventory, &m);
		arena_reset(q->arena);
	}
}

/* In the order that inventory asks for. */
static const struct load {
	const char *sql;
	void (*read)(struct query *, struct inventory *);
} loads[] = {
	{"SELECT id, into_id, external FROM asset WHERE scope_id = ? ORDER BY id", read_assets},
	{"SELECT id, kind, vlan, mac, ip, home, asset_id, owner, flags, bound_first, bound_last,"
	 " first_seen, last_seen, traits, sensor FROM endpoint WHERE scope_id = ? ORDER BY id",
	 read_endpoints},
	{"SELECT asset_id, endpoint_id, name, slot, value, source, rank, confidence, first_seen,"
	 " last_seen FROM value WHERE scope_id = ? ORDER BY rowid",
	 read_values},
	{"SELECT endpoint_id, transport, port, protocol, first_seen, last_seen FROM service"
	 " WHERE scope_id = ? ORDER BY rowid",
	 read_services},
	{"SELECT id, kind, kept, absorbed, reason, evidence, by, at, undone FROM merge"
	 " WHERE scope_id = ? ORDER BY id",
	 read_merges},
};

int store_load_inventory(struct store *store, int64_t scope, struct inventory *inventory)
{
	struct arena arena = {0};
	int rc = 0;

	for (size_t i = 0; i < sizeof(loads) / sizeof(loads[0]) && !rc; i++) {
		struct query q;

		query_begin_once(&q, store, loads[i].sql, &arena);
		query_int(&q, scope);
		loads[i].read(&q, inventory);
		rc = query_end(&q);
	}
	arena_free(&arena);
	inventory_loaded(inventory);
	return rc;
}
