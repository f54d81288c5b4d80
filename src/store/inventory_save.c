/* inventory_save.c - devices as inventory hands them out become rows. SPDX-License-Identifier: Apache-2.0 */

#include "store/flags.h"
#include "store/judged.h"
#include "store/ledger_meet.h"
#include "store/sql.h"

#include "lib/buf.h"
#include "lib/clock.h"

static int64_t flags_of(const struct endpoint *e)
{
	return (e->confirmed ? FLAG_CONFIRMED : 0) | (e->dhcp ? FLAG_DHCP : 0) |
	       (e->retired ? FLAG_RETIRED : 0) | (e->router ? FLAG_ROUTER : 0) |
	       (e->shared ? FLAG_SHARED : 0) | (e->conflict ? FLAG_CONFLICT : 0) |
	       (e->has_ip ? FLAG_HAS_IP : 0);
}

static int save_endpoint(struct store *store, int64_t scope, const struct endpoint *e)
{
	char mac[MAC_TEXT_SIZE] = "";
	char ip[ADDRESS_TEXT_SIZE] = "";
	struct query q;

	if (!mac_is_zero(&e->mac))
		mac_text(&e->mac, mac);
	if (e->has_ip)
		address_text(&e->ip, ip);
	query_begin(&q, store,
		    "INSERT OR REPLACE INTO endpoint (scope_id, id, kind, vlan, mac, ip, home, asset_id,"
		    " owner, flags, bound_first, bound_last, first_seen, last_seen, traits, sensor, zone_id,"
		    " network_id) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
	query_int(&q, scope);
	query_total(&q, e->id);
	query_int(&q, e->kind);
	query_int(&q, e->vlan);
	query_text(&q, mac);
	query_text(&q, ip);
	query_total(&q, e->home);
	query_total(&q, e->asset);
	query_total(&q, e->owner);
	query_int(&q, flags_of(e));
	query_int(&q, e->bound_first);
	query_int(&q, e->bound_last);
	query_int(&q, e->first_seen);
	query_int(&q, e->last_seen);
	query_text(&q, e->traits);
	query_text(&q, e->sensor);
	query_int(&q, e->place.zone);
	query_int(&q, e->place.network);
	return query_run(&q);
}

static int remove_of(struct store *store, const char *sql, int64_t scope, uint64_t id)
{
	struct query q;

	query_begin(&q, store, sql);
	query_total(&q, id);
	query_int(&q, scope);
	return query_run(&q);
}

static int save_value(struct store *store, int64_t scope, uint64_t asset,
		      const struct asset_value *v)
{
	struct query q;

	query_begin(&q, store, "INSERT INTO value VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)");
	query_int(&q, scope);
	query_total(&q, asset);
	query_total(&q, v->endpoint);
	query_text(&q, v->name);
	query_int(&q, v->slot);
	query_text(&q, v->value);
	query_text(&q, v->source);
	query_int(&q, v->rank);
	query_int(&q, v->confidence);
	query_int(&q, v->chosen);
	query_int(&q, v->conflict);
	query_int(&q, v->first_seen);
	query_int(&q, v->last_seen);
	return query_run(&q);
}

static int save_service(struct store *store, int64_t scope, const struct asset_service *s)
{
	struct query q;

	query_begin(&q, store, "INSERT INTO service VALUES (?,?,?,?,?,?,?)");
	query_int(&q, scope);
	query_total(&q, s->endpoint);
	query_text(&q, s->transport);
	query_int(&q, s->port);
	query_text(&q, s->app_proto);
	query_int(&q, s->first_seen);
	query_int(&q, s->last_seen);
	return query_run(&q);
}

/* All that is known of the endpoints, in place of what was there. */
static int save_parts(struct store *store, int64_t scope, const struct asset *asset)
{
	int rc = remove_of(store,
			   "DELETE FROM value WHERE asset_id = ? AND scope_id = ?"
			   " AND endpoint_id = 0",
			   scope, asset->number);

	for (size_t i = 0; i < asset->endpoint_count && !rc; i++) {
		const uint64_t id = asset->endpoints[i].id;

		rc = save_endpoint(store, scope, &asset->endpoints[i]);
		if (!rc)
			rc = remove_of(store,
				       "DELETE FROM value WHERE endpoint_id = ? AND scope_id = ?",
				       scope, id);
		if (!rc)
			rc = remove_of(store,
				       "DELETE FROM service WHERE endpoint_id = ? AND scope_id = ?",
				       scope, id);
	}
	for (size_t i = 0; i < asset->value_count && !rc; i++)
		rc = save_value(store, scope, asset->number, &asset->values[i]);
	for (size_t i = 0; i < asset->service_count && !rc; i++)
		rc = save_service(store, scope, &asset->services[i]);
	return rc;
}

/* Addresses apart by blanks: those still held before those of the past, IPv4 before IPv6. */
static void list_addresses(const struct asset *asset, struct buf *mac, struct buf *ip,
			   const struct address **first)
{
	char text[ADDRESS_TEXT_SIZE];

	for (int turn = 0; turn < 4; turn++)
		for (size_t i = 0; i < asset->endpoint_count; i++) {
			const struct endpoint *e = &asset->endpoints[i];

			if (e->kind == ENDPOINT_MAC && turn == 0) {
				mac_text(&e->mac, text);
				buf_printf(mac, "%s%s", mac->length ? " " : "", text);
			}
			if (e->kind != ENDPOINT_IP ||
			    turn != (e->retired ? 2 : 0) + (address_is_ip4(&e->ip) ? 0 : 1))
				continue;
			address_text(&e->ip, text);
			buf_printf(ip, "%s%s", ip->length ? " " : "", text);
			*first = *first ? *first : &e->ip;
		}
}

static void list_protocols(const struct asset *asset, struct buf *out)
{
	for (size_t i = 0; i < asset->protocol_count; i++)
		buf_printf(out, "%s%s", i ? " " : "", asset->protocols[i]);
}

static const char asset_sql[] =
	"INSERT INTO asset (scope_id, id, into_id, endpoints, external, name, hostname, vendor,"
	" model, product_code, firmware, serial, os, os_end, role, role_evidence, level,"
	" level_evidence, zone, owner, importance, note, mac, ip, ip_order, protocols, conflicts,"
	" source_id, stored_at, first_seen, last_seen, zone_id, network_id, zone_evidence, liveness,"
	" liveness_since, usual_silence)"
	" VALUES (?1,?2,0,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,"
	" ?23,?24,?25,?26,"
	" ifnull((SELECT id FROM source WHERE scope_id = ?1 AND sensor = ?27), 0),?28,?29,?30,?31,?32,?33,"
	" ?34,?35,?36)"
	" ON CONFLICT DO UPDATE SET into_id = 0, endpoints = ?3, external = ?4, name = ?5,"
	" hostname = ?6, vendor = ?7, model = ?8, product_code = ?9, firmware = ?10, serial = ?11,"
	" os = ?12, os_end = ?13, role = ?14, role_evidence = ?15, level = ?16,"
	" level_evidence = ?17, zone = ?18, owner = ?19, importance = ?20, note = ?21, mac = ?22,"
	" ip = ?23, ip_order = ?24, protocols = ?25, conflicts = ?26,"
	" source_id = excluded.source_id, first_seen = ?29, last_seen = ?30,"
	" zone_id = ?31, network_id = ?32, zone_evidence = ?33, liveness = ?34, liveness_since = ?35,"
	" usual_silence = ?36";

static int save_asset_row(struct store *store, int64_t scope, const struct asset *a)
{
	struct buf mac = {0};
	struct buf ip = {0};
	struct buf protocols = {0};
	const struct address *first = NULL;
	struct query q;

	list_addresses(a, &mac, &ip, &first);
	list_protocols(a, &protocols);
	query_begin(&q, store, asset_sql);
	query_int(&q, scope);
	query_total(&q, a->number);
	query_total(&q, a->endpoint_count);
	query_int(&q, a->external);
	query_text(&q, a->name);
	query_text(&q, a->hostname);
	query_text(&q, a->vendor);
	query_text(&q, a->model);
	query_text(&q, a->product_code);
	query_text(&q, a->firmware);
	query_text(&q, a->serial);
	query_text(&q, a->os);
	query_text(&q, a->os_end_of_support);
	query_text(&q, a->role);
	query_text(&q, a->role_evidence);
	query_int(&q, a->level);
	query_text(&q, a->level_evidence);
	query_text(&q, a->zone);
	query_text(&q, a->owner);
	query_int(&q, a->importance);
	query_text(&q, a->note);
	query_text(&q, buf_string(&mac));
	query_text(&q, buf_string(&ip));
	query_blob(&q, first, first ? sizeof(*first) : 0);
	query_text(&q, buf_string(&protocols));
	query_int(&q, a->conflicts);
	query_text(&q, a->sensor);
	query_int(&q, clock_now());
	query_int(&q, a->first_seen);
	query_int(&q, a->last_seen);
	query_int(&q, a->place.zone);
	query_int(&q, a->place.network);
	query_text(&q, a->zone_evidence);
	query_int(&q, a->liveness);
	query_int(&q, a->liveness_since);
	query_int(&q, a->usual_silence);
	const int rc = query_run(&q);

	buf_free(&mac);
	buf_free(&ip);
	buf_free(&protocols);
	return rc;
}

/* It is part of another now; what it was stays, for the day the join is taken back. */
static int save_absorbed(struct store *store, int64_t scope, const struct asset *asset)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO asset (scope_id, id, into_id, stored_at) VALUES (?, ?, ?, ?)"
		    " ON CONFLICT DO UPDATE SET into_id = excluded.into_id");
	query_int(&q, scope);
	query_total(&q, asset->number);
	query_total(&q, asset->into);
	query_int(&q, clock_now());
	const int rc = query_run(&q);

	return rc ? rc : judged_merge(store, scope, asset->number, asset->into);
}

static int save_times(struct store *store, int64_t scope, const struct asset *asset)
{
	struct query q;

	query_begin(&q, store,
		    "UPDATE asset SET first_seen = ?3, last_seen = ?4, source_id ="
		    " ifnull((SELECT id FROM source WHERE scope_id = ?1 AND sensor = ?5), source_id)"
		    " WHERE scope_id = ?1 AND id = ?2");
	query_int(&q, scope);
	query_total(&q, asset->number);
	query_int(&q, asset->first_seen);
	query_int(&q, asset->last_seen);
	query_text(&q, asset->sensor);
	return query_run(&q);
}

static int save_asset(struct store *store, int64_t scope, const struct asset *asset)
{
	if (asset->into)
		return save_absorbed(store, scope, asset);
	if (asset->times_only)
		return save_times(store, scope, asset);
	const int rc = save_asset_row(store, scope, asset);

	return rc ? rc : save_parts(store, scope, asset);
}

static int save_merge(struct store *store, int64_t scope, const struct merge *m)
{
	struct query q;

	query_begin(&q, store, "INSERT OR REPLACE INTO merge VALUES (?,?,?,?,?,?,?,?,?,?)");
	query_int(&q, scope);
	query_total(&q, m->id);
	query_int(&q, m->kind);
	query_total(&q, m->kept);
	query_total(&q, m->absorbed);
	query_text(&q, m->reason);
	query_text(&q, m->evidence);
	query_text(&q, m->by);
	query_int(&q, m->at);
	query_int(&q, m->undone);
	return query_run(&q);
}

static int save_changes(struct store *store, int64_t scope, struct inventory *inventory)
{
	const struct asset *asset;
	const struct endpoint *endpoint;
	const struct merge *merge;
	struct ledger_met met = {.rows = {.data = NULL}};
	int rc = 0;

	do {
		while (!rc && (asset = inventory_next_asset(inventory))) {
			rc = save_asset(store, scope, asset);
			rc = rc ? rc : ledger_meet(store, scope, asset, &met);
		}
	} while (ledger_met_told(store, inventory, &met) && !rc);
	while (!rc && (endpoint = inventory_next_endpoint(inventory)))
		rc = save_endpoint(store, scope, endpoint);
	while (!rc && (merge = inventory_next_merge(inventory)))
		rc = save_merge(store, scope, merge);
	return rc;
}

int store_save_inventory_changes(struct store *store, int64_t scope, struct inventory *inventory)
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, save_changes(store, scope, inventory));
}
