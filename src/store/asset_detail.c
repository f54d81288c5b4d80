/* asset_detail.c - all that is known of one asset. SPDX-License-Identifier: Apache-2.0 */

#include "store/party.h"

#include "dissect/attribute.h"

#define MODULE_MAX 64

/* Whom the questions below are about. */
struct subject {
	struct store *store;
	const struct viewer *viewer;
	struct arena *arena;
	int64_t scope;
	uint64_t root;
};

static int subject_find(struct subject *s, struct store *store, const struct viewer *viewer,
			uint64_t number, struct arena *arena)
{
	*s = (struct subject){.store = store, .viewer = viewer, .arena = arena};
	return asset_root(store, viewer, number, &s->scope, &s->root);
}

/* A statement whose first two values are the asset and its scope. */
static void ask(struct query *q, const struct subject *s, const char *sql)
{
	query_begin_once(q, s->store, sql, s->arena);
	query_total(q, s->root);
	query_int(q, s->scope);
}

static int read_values(const struct subject *s, struct asset_detail *out)
{
	struct rows rows = {.size = sizeof(struct asset_value)};
	struct query q;

	ask(&q, s,
	    "SELECT name, slot, value, source, rank, confidence, chosen, conflict, endpoint_id,"
	    " first_seen, last_seen FROM value WHERE asset_id = ? AND scope_id = ?"
	    " ORDER BY slot, name, rank DESC, confidence DESC, last_seen DESC");
	while (query_row(&q)) {
		struct asset_value *v = rows_add(&rows, s->arena);

		v->name = query_get_text(&q);
		v->slot = (int)query_get_int(&q);
		v->value = query_get_text(&q);
		v->source = query_get_text(&q);
		v->rank = (enum claim_rank)query_get_int(&q);
		v->confidence = (int)query_get_int(&q);
		v->chosen = query_get_int(&q) != 0;
		v->conflict = query_get_int(&q) != 0;
		v->endpoint = (uint64_t)query_get_int(&q);
		v->first_seen = query_get_int(&q);
		v->last_seen = query_get_int(&q);
	}
	out->values = rows.data;
	out->value_count = rows.count;
	return query_end(&q);
}

static int read_services(const struct subject *s, struct asset_detail *out)
{
	struct rows rows = {.size = sizeof(struct asset_service)};
	struct query q;

	ask(&q, s,
	    "SELECT min(v.endpoint_id), v.transport, v.port, max(v.protocol), min(v.first_seen),"
	    " max(v.last_seen) FROM endpoint e JOIN service v ON v.endpoint_id = e.id"
	    " AND v.scope_id = e.scope_id WHERE e.asset_id = ? AND e.scope_id = ?"
	    " GROUP BY v.transport, v.port ORDER BY v.transport, v.port");
	while (query_row(&q)) {
		struct asset_service *v = rows_add(&rows, s->arena);

		v->endpoint = (uint64_t)query_get_int(&q);
		v->transport = query_get_text(&q);
		v->port = (int)query_get_int(&q);
		v->app_proto = query_get_text(&q);
		if (!v->app_proto[0])
			v->app_proto = NULL;
		v->first_seen = query_get_int(&q);
		v->last_seen = query_get_int(&q);
	}
	out->services = rows.data;
	out->service_count = rows.count;
	return query_end(&q);
}

static int read_merges(const struct subject *s, struct asset_detail *out)
{
	struct rows rows = {.size = sizeof(struct merge)};
	struct query q;

	ask(&q, s,
	    "SELECT id, kind, kept, absorbed, reason, evidence, by, at, undone FROM merge"
	    " WHERE ?1 IN (kept, absorbed) AND scope_id = ?2 ORDER BY at DESC, id DESC");
	while (query_row(&q)) {
		struct merge *m = rows_add(&rows, s->arena);

		m->id = (uint64_t)query_get_int(&q);
		m->kind = (enum merge_kind)query_get_int(&q);
		m->kept = (uint64_t)query_get_int(&q);
		m->absorbed = (uint64_t)query_get_int(&q);
		m->reason = query_get_text(&q);
		m->evidence = query_get_text(&q);
		m->by = query_get_text(&q);
		if (!m->by[0])
			m->by = NULL;
		m->at = query_get_int(&q);
		m->undone = query_get_int(&q) != 0;
	}
	out->merges = rows.data;
	out->merge_count = rows.count;
	return query_end(&q);
}

static struct asset_module *module_at(struct asset_detail *out, struct arena *arena, int slot)
{
	if (!out->modules)
		out->modules = arena_alloc(arena, MODULE_MAX * sizeof(struct asset_module));
	for (size_t i = 0; i < out->module_count; i++)
		if (out->modules[i].slot == slot)
			return &out->modules[i];
	if (out->module_count == MODULE_MAX)
		return NULL;
	out->modules[out->module_count].slot = slot;
	return &out->modules[out->module_count++];
}

static void set_module(struct asset_module *module, const struct asset_value *v)
{
	const struct {
		const char *name;
		const char **field;
	} fields[] = {
		{attribute_vendor, &module->vendor},
		{attribute_model, &module->model},
		{attribute_product_code, &module->product_code},
		{attribute_firmware, &module->firmware},
		{attribute_serial, &module->serial},
	};

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (strcmp(fields[i].name, v->name) == 0)
			*fields[i].field = v->value;
}

static void gather_modules(struct asset_detail *out, struct arena *arena)
{
	for (size_t i = 0; i < out->value_count; i++) {
		const struct asset_value *v = &out->values[i];
		struct asset_module *module =
			v->chosen && v->slot != NO_SLOT ? module_at(out, arena, v->slot) : NULL;

		if (module)
			set_module(module, v);
	}
}

int store_asset_detail(struct store *store, const struct viewer *viewer, uint64_t number,
		       struct arena *arena, struct asset_detail *out)
{
	struct subject s;
	int rc = subject_find(&s, store, viewer, number, arena);

	*out = (struct asset_detail){0};
	if (!rc)
		rc = read_values(&s, out);
	if (!rc)
		rc = read_services(&s, out);
	if (!rc)
		rc = read_merges(&s, out);
	gather_modules(out, arena);
	return rc;
}

/* Conversations of the asset as one side see them; the peer is pe, its asset pa. */
#define PEERS(mine, theirs, server) \
	"SELECT " PARTY_COLUMNS("pe", "pa") ", " server ", r.protocol, r.port, r.packets, r.bytes," \
	" r.last_seen, r.scope_id, r." theirs " AS peer FROM endpoint e CROSS JOIN conversation r" \
	" ON r." mine " = e.id AND r.scope_id = e.scope_id" \
	" LEFT JOIN endpoint pe ON pe.scope_id = r.scope_id AND pe.id = r." theirs \
	" LEFT JOIN asset pa ON pa.scope_id = pe.scope_id AND pa.id = pe.asset_id" \
	" WHERE e.asset_id = ?1 AND e.scope_id = ?2"

int store_asset_peers(struct store *store, const struct viewer *viewer, uint64_t number,
		      struct arena *arena, struct peer_row **out, size_t *count)
{
	static const char sql[] =
		"WITH t (asset, name, ip, mac, role, server, protocol, port, packets, bytes,"
		" last_seen, scope, peer) AS (" PEERS("client", "server", "1") " UNION ALL " PEERS(
			"server", "client",
			"0") ") SELECT asset, name, ip, mac, role, server, protocol, port,"
			     " sum(packets), sum(bytes), max(last_seen) FROM t"
			     " GROUP BY ifnull(asset, -peer), server, protocol, port"
			     " ORDER BY sum(bytes) DESC LIMIT 1000";
	struct rows rows = {.size = sizeof(struct peer_row)};
	struct subject s;
	struct query q;
	int rc = subject_find(&s, store, viewer, number, arena);

	*out = NULL;
	*count = 0;
	if (rc)
		return rc;
	ask(&q, &s, sql);
	while (query_row(&q)) {
		struct peer_row *row = rows_add(&rows, arena);

		party_read(&q, &row->party);
		row->server = query_get_int(&q) != 0;
		row->protocol = query_get_text(&q);
		row->port = (int)query_get_int(&q);
		row->packets = (uint64_t)query_get_int(&q);
		row->bytes = (uint64_t)query_get_int(&q);
		row->last_seen = query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
