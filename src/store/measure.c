/* measure.c - what the network showed, counted for gauges. SPDX-License-Identifier: Apache-2.0
 *
 * Level 5 is whoever is outside. A device whose level nobody knows counts neither way.
 */

#include "store/measure.h"

#include "store/measure_where.h"
#include "store/party.h"

#include <errno.h>

#define SAMPLES 5

#define LEVEL(a)    "iif(" a ".external, 50, " a ".level)"
#define HIGHER	    "max(" LEVEL("ca") ", " LEVEL("sa") ")"
#define LOWER	    "min(" LEVEL("ca") ", " LEVEL("sa") ")"
#define IN_PLANT(a) a ".external = 0 AND " a ".level BETWEEN 0 AND 39"

/* Names and time are asked of anybody; they carry nobody into a network. */
#define CARRIES "c.answered > 0 AND c.protocol NOT IN ('arp', 'nd', 'dns', 'ntp', 'icmp', 'dhcp')"

static const struct {
	const char *name;
	const char *where; /* of conversation c, its assets ca and sa */
} measures[] = {
	{MEASURE_OUTSIDE, CARRIES " AND " IN_PLANT("ca") " AND (sa.external = 1 OR c.protocol IN"
						  " ('smtp', 'imap', 'pop3'))"},
	{MEASURE_SKIPS, CARRIES " AND " LOWER " >= 0 AND (" HIGHER " >= 40 AND " LOWER " <= 20 OR "
				HIGHER " >= 50 AND " LOWER " <= 30)"},
	{MEASURE_REMOTE, CARRIES " AND ca.external = 1 AND sa.external = 0"
				 " AND sa.role NOT IN ('vpn', 'firewall', 'router', 'gateway')"},
	{MEASURE_NEEDLESS, "c.answered > 0 AND " IN_PLANT("sa")
				   " AND c.protocol IN ('telnet', 'ftp', 'tftp', 'vnc', 'rlogin')"},
};

#define ENDS \
	" FROM conversation c JOIN endpoint ce ON ce.scope_id = c.scope_id AND ce.id = c.client" \
	" JOIN asset ca ON ca.scope_id = ce.scope_id AND ca.id = ce.asset_id" \
	" JOIN endpoint se ON se.scope_id = c.scope_id AND se.id = c.server" \
	" JOIN asset sa ON sa.scope_id = se.scope_id AND sa.id = se.asset_id WHERE "

/* The end that is in the plant; with two, the lower. */
#define PLANT_END "iif(" LEVEL("ca") " <= " LEVEL("sa") ", ca.id, sa.id)"

/* A list of levels "1,0" as numbers times ten. */
#define LEVELS "(SELECT CAST(value * 10 AS INTEGER) FROM json_each(?))"

const char *measure_where(const char *name)
{
	for (size_t i = 0; i < sizeof(measures) / sizeof(measures[0]); i++)
		if (strcmp(measures[i].name, name) == 0)
			return measures[i].where;
	return NULL;
}

void measure_condition(struct list *list, const char *name, const char *levels)
{
	const char *where = measure_where(name);

	list_where(list, "r.id IN (SELECT c.id" ENDS);
	buf_text(&list->where, where ? where : "0");
	if (levels && levels[0])
		list_where_list(list, LOWER " IN " LEVELS, levels);
	buf_text(&list->where, ")");
}

static int read_sums(struct store *store, const struct viewer *viewer, const char *where,
		     const char *levels, struct measured *out)
{
	const bool some = levels && levels[0];
	struct arena arena = {0};
	const char *sql = arena_printf(
		&arena,
		"SELECT count(*), ifnull(sum(c.flows), 0), count(DISTINCT " PLANT_END "),"
		" ifnull(min(c.first_seen), 0), ifnull(max(c.last_seen), 0)" ENDS
		"+c.scope_id IN (SELECT value FROM json_each(?)) AND %s%s",
		where, some ? " AND " LOWER " IN " LEVELS : "");
	struct query q;

	query_begin_once(&q, store, sql, &arena);
	query_scopes(&q, viewer);
	if (some)
		query_list(&q, levels);
	if (query_row(&q)) {
		out->conversations = (uint64_t)query_get_int(&q);
		out->connections = (uint64_t)query_get_int(&q);
		out->devices = (uint64_t)query_get_int(&q);
		out->first_seen = query_get_int(&q);
		out->last_seen = query_get_int(&q);
	}
	const int rc = query_end(&q);

	arena_free(&arena);
	return rc;
}

int store_measure(struct store *store, const struct viewer *viewer, const char *name,
		  const char *levels, struct arena *arena, struct measured *out)
{
	const char *where = measure_where(name);
	const struct conversation_filter filter = {.measure = name, .levels = levels};
	const struct page page = {.limit = SAMPLES, .sort = "-last_seen"};
	struct listing listing;

	*out = (struct measured){0};
	if (!where)
		return store_failed(store, -EINVAL, "store: nothing is counted as %s", name);
	int rc = read_sums(store, viewer, where, levels, out);

	if (!rc && out->conversations)
		rc = store_conversations(store, viewer, &filter, &page, arena, &out->rows,
					 &listing);
	out->count = !rc && out->conversations ? listing.count : 0;
	return rc;
}

/* ?1 scopes, ?2 levels, ?3 recent since */
static const char network_sql[] =
	"WITH a AS MATERIALIZED (SELECT scope_id, id, last_seen FROM asset WHERE into_id = 0"
	" AND endpoints > 0 AND external = 0 AND +scope_id IN (SELECT value FROM json_each(?1))"
	" AND level IN (SELECT CAST(value * 10 AS INTEGER) FROM json_each(?2))),"
	" t AS MATERIALIZED (SELECT e.asset_id AS id, c.id AS conversation FROM a"
	" CROSS JOIN endpoint e ON e.scope_id = a.scope_id AND e.asset_id = a.id"
	" CROSS JOIN conversation c ON c.scope_id = e.scope_id AND c.client = e.id"
	" WHERE c.answered > 0 UNION ALL SELECT e.asset_id, c.id FROM a"
	" CROSS JOIN endpoint e ON e.scope_id = a.scope_id AND e.asset_id = a.id"
	" CROSS JOIN conversation c ON c.scope_id = e.scope_id AND c.server = e.id"
	" WHERE c.answered > 0)"
	" SELECT (SELECT count(*) FROM a), (SELECT count(DISTINCT id) FROM t),"
	" (SELECT count(*) FROM a WHERE last_seen >= ?3), (SELECT count(DISTINCT conversation)"
	" FROM t), (SELECT ifnull(max(last_seen), 0) FROM a)";

int store_measure_network(struct store *store, const struct viewer *viewer, const char *levels,
			  int64_t recent_since, struct measured_network *out)
{
	struct query q;

	*out = (struct measured_network){0};
	query_begin_once(&q, store, network_sql, NULL);
	query_scopes(&q, viewer);
	query_list(&q, levels);
	query_int(&q, recent_since);
	if (query_row(&q)) {
		out->devices = (uint64_t)query_get_int(&q);
		out->talking = (uint64_t)query_get_int(&q);
		out->recent = (uint64_t)query_get_int(&q);
		out->conversations = (uint64_t)query_get_int(&q);
		out->last_seen = query_get_int(&q);
	}
	return query_end(&q);
}

#define NOT_LISTED \
	"(a.scope_id, a.id) NOT IN (SELECT l.scope_id, iif(x.into_id, x.into_id, x.id)" \
	" FROM ledger_row l JOIN asset x ON x.scope_id = l.scope_id AND x.id = l.asset_id)"

static const struct {
	const char *name;
	const char *where; /* of asset a; ?2 is today */
} asset_measures[] = {
	{MEASURE_UNSUPPORTED, "a.os_end != '' AND a.os_end < ?2"},
	{MEASURE_UNLISTED, NOT_LISTED},
	{MEASURE_WIRELESS, "a.role IN ('access-point', 'mobile', 'phone', 'agv') AND " NOT_LISTED},
	{MEASURE_DEFAULTS,
	 "EXISTS (SELECT 1 FROM endpoint e JOIN value v ON v.scope_id = e.scope_id AND"
	 " v.endpoint_id = e.id WHERE e.scope_id = a.scope_id AND e.asset_id = a.id AND"
	 " v.name = 'security' AND v.value IN ('SNMP public', 'SNMP private', 'VNC without"
	 " password', 'SMB guest sign-in', 'FTP clear-text sign-in', 'MMS clear-text password'))"},
};

static const char *asset_where(const char *name)
{
	for (size_t i = 0; i < sizeof(asset_measures) / sizeof(asset_measures[0]); i++)
		if (strcmp(asset_measures[i].name, name) == 0)
			return asset_measures[i].where;
	return NULL;
}

static int read_assets(struct store *store, const struct viewer *viewer, const char *sql,
		       const char *today, struct arena *arena, struct measured_assets *out)
{
	struct rows rows = {.size = sizeof(struct party_row)};
	struct query q;

	query_begin_once(&q, store, sql, arena);
	query_scopes(&q, viewer);
	query_text(&q, today);
	while (query_row(&q)) {
		out->all = (uint64_t)query_get_int(&q);
		out->devices = (uint64_t)query_get_int(&q);
		out->last_seen = query_get_int(&q);
		struct party_row *row = rows_add(&rows, arena);

		row->asset = (uint64_t)query_get_int(&q);
		row->name = query_get_text(&q);
		row->ip = query_get_text(&q);
		row->mac = query_get_text(&q);
		row->role = query_get_text(&q);
	}
	out->rows = rows.data;
	out->count = out->devices < rows.count ? (size_t)out->devices : rows.count;
	return query_end(&q);
}

int store_measure_assets(struct store *store, const struct viewer *viewer, const char *name,
			 const char *today, struct arena *arena, struct measured_assets *out)
{
	const char *where = asset_where(name);

	*out = (struct measured_assets){0};
	if (!where)
		return store_failed(store, -EINVAL, "store: nothing is counted as %s", name);
	return read_assets(
		store, viewer,
		arena_printf(arena,
			     "WITH p AS MATERIALIZED (SELECT a.*, (%s) AS so FROM asset a"
			     " WHERE a.into_id = 0 AND a.endpoints > 0 AND a.external = 0 AND"
			     " +a.scope_id IN (SELECT value FROM json_each(?1)))"
			     " SELECT (SELECT count(*) FROM p), (SELECT count(*) FROM p WHERE so),"
			     " (SELECT ifnull(max(last_seen), 0) FROM p), id,"
			     " ifnull(nullif(name, ''), ip), ip, mac, role FROM p"
			     " ORDER BY so DESC, last_seen DESC, id LIMIT %d + 0 * length(?2)",
			     where, SAMPLES),
		today, arena, out);
}
