/* measure.c - what the network showed, counted for gauges. SPDX-License-Identifier: Apache-2.0
 *
 * Level 5 is whoever is outside. A device whose level nobody knows counts neither way.
 */

#include "store/measure.h"

#include "store/measure_where.h"
#include "store/party.h"

#include <errno.h>

#define LEVEL(a)    "iif(" a ".external, 50, " a ".level)"
#define HIGHER	    "max(" LEVEL("ca") ", " LEVEL("sa") ")"
#define LOWER	    "min(" LEVEL("ca") ", " LEVEL("sa") ")"
#define IN_PLANT(a) a ".external = 0 AND " a ".level BETWEEN 0 AND 39"

/* S1-048: above and below the IDMZ, which is level 3.5; the devices of a border are the way itself. */
#define IS_IT(a) "(" a ".external = 1 OR " a ".level >= 40)"
#define IS_OT(a) \
	"(" a ".external = 0 AND " a ".level BETWEEN 0 AND 34 AND " a ".role NOT IN ('vpn', 'firewall', 'router', 'gateway'))"

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
	{MEASURE_BYPASS, CARRIES " AND (" IS_IT("ca") " AND " IS_OT("sa") " OR " IS_OT("ca") " AND " IS_IT("sa") ")"},
};

const char *const measure_names[MEASURES] = {MEASURE_OUTSIDE, MEASURE_SKIPS, MEASURE_REMOTE, MEASURE_NEEDLESS,
					   MEASURE_BYPASS};

#define ENDS \
	" FROM conversation c JOIN endpoint ce ON ce.scope_id = c.scope_id AND ce.id = c.client" \
	" JOIN asset ca ON ca.scope_id = ce.scope_id AND ca.id = ce.asset_id" \
	" JOIN endpoint se ON se.scope_id = c.scope_id AND se.id = c.server" \
	" JOIN asset sa ON sa.scope_id = se.scope_id AND sa.id = se.asset_id WHERE "

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
	buf_text(&list->where, " AND " MEASURE_STILL);
	if (levels && levels[0])
		list_where_list(list, LOWER " IN " LEVELS, levels);
	buf_text(&list->where, ")");
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
	 "(a.scope_id, a.id) IN (SELECT e.scope_id, e.asset_id FROM value v JOIN endpoint e ON e.scope_id ="
	 " v.scope_id AND e.id = v.endpoint_id WHERE v.name = 'security' AND v.value IN ('SNMP public', 'SNMP private', 'VNC without"
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
			     "WITH p AS MATERIALIZED (SELECT a.scope_id, a.id, a.last_seen, (%s) AS so FROM asset a"
			     " WHERE a.into_id = 0 AND a.endpoints > 0 AND a.external = 0 AND"
			     " +a.scope_id IN (SELECT value FROM json_each(?1))),"
			     " n AS MATERIALIZED (SELECT count(*) AS all_of, ifnull(sum(so), 0) AS are_so,"
			     " ifnull(max(last_seen), 0) AS last FROM p),"
			     " t AS MATERIALIZED (SELECT * FROM p ORDER BY so DESC, last_seen DESC, id LIMIT %d +"
			     " 0 * length(?2))"
			     " SELECT n.all_of, n.are_so, n.last, a.id, ifnull(nullif(a.name, ''), a.ip), a.ip, a.mac,"
			     " a.role FROM t CROSS JOIN asset a ON a.scope_id = t.scope_id AND a.id = t.id CROSS JOIN n"
			     " ORDER BY t.so DESC, t.last_seen DESC, t.id",
			     where, MEASURE_SAMPLES),
		today, arena, out);
}
