/* basics.c - counts of devices, subnets, protocols, partners and vulnerabilities (S1-084 S1-085). SPDX-License-Identifier: Apache-2.0 */

#include "store/basics.h"

#include "store/party.h"

#define HERE(column) "+" column " IN (SELECT value FROM json_each(?1))"
#define DEVICES	     "asset a WHERE a.into_id = 0 AND a.endpoints > 0 AND a.external = 0 AND " HERE("a.scope_id")

static const char devices_sql[] =
	"SELECT count(*), ifnull(sum(a.role = 'unknown'), 0), ifnull(sum((a.scope_id, a.id) NOT IN (SELECT l.scope_id,"
	" iif(x.into_id, x.into_id, x.id) FROM ledger_row l JOIN asset x ON x.scope_id = l.scope_id AND x.id ="
	" l.asset_id)), 0), ifnull(sum(a.zone_id = 0), 0), ifnull(sum(a.os_end != '' AND a.os_end < ?2), 0),"
	" (SELECT count(*) FROM zone z WHERE z.smkl = 'idmz' AND z.draft = 0 AND " HERE("z.scope_id") ") FROM " DEVICES;

static int read_devices(struct store *store, const struct viewer *viewer, const char *today, struct basic_counts *out)
{
	struct query q;

	query_begin(&q, store, devices_sql);
	query_scopes(&q, viewer);
	query_text(&q, today);
	if (query_row(&q)) {
		uint64_t *const fields[] = {&out->devices,	&out->unknown,	   &out->unlisted,
					    &out->without_zone, &out->unsupported, &out->idmz};

		for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
			*fields[i] = (uint64_t)query_get_int(&q);
	}
	return query_end(&q);
}

/* What carries the talk of others stands in every subnet. */
static const char flat_sql[] =
	"SELECT rtrim(e.ip, '0123456789'), count(DISTINCT a.id), count(DISTINCT iif(a.level <= 20, a.id, NULL)),"
	" max(a.level) >= 30 FROM endpoint e JOIN asset a ON a.scope_id = e.scope_id AND a.id = e.asset_id WHERE " HERE(
		"e.scope_id") " AND e.ip LIKE '%.%.%.%' AND a.external = 0 AND a.level >= 0 AND a.role NOT IN ('switch',"
	" 'router', 'firewall', 'vpn', 'gateway', 'access-point', 'ntp-server') GROUP BY e.scope_id, 1 ORDER BY 2 DESC, 1";

static int read_subnets(struct store *store, const struct viewer *viewer, struct arena *arena, struct basic_counts *out)
{
	struct rows rows = {.size = sizeof(struct flat_network)};
	struct query q;

	query_begin_once(&q, store, flat_sql, arena);
	query_scopes(&q, viewer);
	while (query_row(&q)) {
		const char *net = query_get_text(&q);
		const uint64_t devices = (uint64_t)query_get_int(&q), control = (uint64_t)query_get_int(&q);

		out->subnets++;
		if (control == 0 || query_get_int(&q) == 0)
			continue;
		struct flat_network *row = rows_add(&rows, arena);

		*row = (struct flat_network){.net = net, .devices = devices, .control = control};
	}
	out->flat = rows.data;
	out->flat_count = rows.count;
	return query_end(&q);
}

static const char protocols_sql[] =
	"SELECT c.protocol, count(*) FROM conversation c WHERE " HERE("c.scope_id") " AND c.protocol IN (SELECT value FROM"
	" json_each(?2)) GROUP BY 1 ORDER BY 2 DESC, 1";

static int read_protocols(struct store *store, const struct viewer *viewer, struct arena *arena,
			  struct basic_counts *out)
{
	struct rows rows = {.size = sizeof(struct floor_protocol)};
	struct query q;

	query_begin_once(&q, store, protocols_sql, arena);
	query_scopes(&q, viewer);
	query_list(&q, industrial_protocols(arena));
	while (query_row(&q)) {
		struct floor_protocol *row = rows_add(&rows, arena);

		row->name = query_get_text(&q);
		row->conversations = (uint64_t)query_get_int(&q);
	}
	out->protocols = rows.data;
	out->protocol_count = rows.count;
	return query_end(&q);
}

/* ?2: detectors that rest on what was learned. */
static const char judged_sql[] =
	"SELECT (SELECT count(*) FROM allowed WHERE kind = 'talk' AND state != 'refused' AND " HERE("scope_id") "),"
	" (SELECT count(*) FROM allowed WHERE kind = 'talk' AND state IN ('learned', 'late') AND " HERE("scope_id") "),"
	" (SELECT count(*) FROM allowed WHERE state != 'refused' AND " HERE("scope_id") "),"
	" (SELECT count(*) FROM allowed WHERE state = 'accepted' AND " HERE("scope_id") "),"
	" (SELECT count(*) FROM block_entry e JOIN block_list b ON b.id = e.list_id WHERE " HERE("b.scope_id") "),"
	" (SELECT count(*) FROM finding WHERE state IN ('new', 'acknowledged', 'work') AND " HERE("scope_id")
	" AND detector IN (SELECT value FROM json_each(?2))),"
	" (SELECT count(*) FROM finding WHERE state IN ('new', 'acknowledged', 'work') AND " HERE("scope_id")
	" AND detector NOT IN (SELECT value FROM json_each(?2)))";

static int read_judged(struct store *store, const struct viewer *viewer, const char *learning, struct basic_counts *out)
{
	struct query q;

	query_begin(&q, store, judged_sql);
	query_scopes(&q, viewer);
	query_list(&q, learning);
	if (query_row(&q)) {
		uint64_t *const fields[] = {&out->talks,	 &out->unaccepted, &out->learned,  &out->accepted,
					    &out->block_entries, &out->deviations, &out->known_bad};

		for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
			*fields[i] = (uint64_t)query_get_int(&q);
	}
	return query_end(&q);
}

int store_basics(struct store *store, const struct viewer *viewer, const char *learning, const char *today,
		 struct arena *arena, struct basic_counts *out)
{
	*out = (struct basic_counts){0};
	int rc = read_devices(store, viewer, today, out);

	if (!rc)
		rc = read_subnets(store, viewer, arena, out);
	if (!rc)
		rc = read_protocols(store, viewer, arena, out);
	return rc ? rc : read_judged(store, viewer, learning, out);
}

/* ---- vulnerabilities by zone: what is open, what was decided, when the machines are renewed ---- */

static const char zones_sql[] =
	"SELECT z.id, z.name, z.smkl, count(a.id), ifnull(sum(a.os_end != '' AND a.os_end < ?2), 0),"
	" (SELECT count(*) FROM match m JOIN asset b ON b.scope_id = m.scope_id AND b.id = m.asset_id LEFT JOIN decision d ON"
	" d.scope_id = m.scope_id AND d.vulnerability_id = m.vulnerability_id AND d.asset_id = m.asset_id AND d.ended_at = 0"
	" WHERE b.zone_id = z.id AND b.scope_id = z.scope_id AND m.outcome > 0 AND d.id IS NULL),"
	" (SELECT ifnull(max(m.priority), 0) FROM match m JOIN asset b ON b.scope_id = m.scope_id AND b.id = m.asset_id LEFT JOIN"
	" decision d ON d.scope_id = m.scope_id AND d.vulnerability_id = m.vulnerability_id AND d.asset_id = m.asset_id AND"
	" d.ended_at = 0 WHERE b.zone_id = z.id AND b.scope_id = z.scope_id AND m.outcome > 0 AND d.id IS NULL),"
	" (SELECT count(*) FROM match m JOIN asset b ON b.scope_id = m.scope_id AND b.id = m.asset_id JOIN decision d ON"
	" d.scope_id = m.scope_id AND d.vulnerability_id = m.vulnerability_id AND d.asset_id = m.asset_id AND d.ended_at = 0"
	" WHERE b.zone_id = z.id AND b.scope_id = z.scope_id AND m.outcome > 0)"
	" FROM zone z LEFT JOIN asset a ON a.scope_id = z.scope_id AND a.zone_id = z.id AND a.into_id = 0 AND a.endpoints > 0"
	" AND a.external = 0 WHERE z.draft = 0 AND " HERE("z.scope_id") " GROUP BY z.id ORDER BY z.id LIMIT 500";

int store_zone_risks(struct store *store, const struct viewer *viewer, const char *today, struct arena *arena,
		     struct zone_risk **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct zone_risk)};
	struct query q;

	query_begin_once(&q, store, zones_sql, arena);
	query_scopes(&q, viewer);
	query_text(&q, today);
	while (query_row(&q)) {
		struct zone_risk *row = rows_add(&rows, arena);

		row->zone = query_get_int(&q);
		row->name = query_get_text(&q);
		row->smkl = query_get_text(&q);
		row->devices = (uint64_t)query_get_int(&q);
		row->unsupported = (uint64_t)query_get_int(&q);
		row->undecided = (uint64_t)query_get_int(&q);
		row->worst = (int)query_get_int(&q);
		row->decided = (uint64_t)query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
