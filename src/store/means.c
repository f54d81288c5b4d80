/* means.c - where logs are kept and where a network is cut off: what people registered, met with what was
 * seen (S0-007 S0-014). SPDX-License-Identifier: Apache-2.0
 */

#include "store/govern.h"

#include "store/sql.h"
#include "store/zoning_where.h"

/* Devices of a network. ?1 scopes, ?2 column ('' all), ?3 levels of the column */
#define DEVICES                                                                                            \
	"WITH d AS MATERIALIZED (SELECT a.scope_id, a.id FROM asset a WHERE a.into_id = 0 AND"             \
	" a.external = 0 AND +a.scope_id IN (SELECT value FROM json_each(?1)) AND iif(?2 = '', 1," \
	" network_level(a.zone_id, a.network_id, a.level) IN (SELECT CAST(value * 10 AS INTEGER) FROM json_each(?3)))),"

/* Who sends them where: syslog and traps are sent, SNMP is also fetched. Syslog is seldom answered. */
#define LOGS                                                                                               \
	" t AS MATERIALIZED (SELECT c.scope_id, iif(c.protocol = 'snmp' AND c.port = 161, se.asset_id,"    \
	" ce.asset_id) AS sender, iif(c.protocol = 'snmp' AND c.port = 161, c.client, c.server) AS taker," \
	" c.last_seen FROM conversation c"                                                                 \
	" JOIN endpoint ce ON ce.scope_id = c.scope_id AND ce.id = c.client"                               \
	" JOIN endpoint se ON se.scope_id = c.scope_id AND se.id = c.server"                               \
	" WHERE c.protocol IN ('syslog', 'snmp') AND (c.protocol = 'syslog' OR c.port = 162 OR c.answered" \
	" > 0)), l AS MATERIALIZED (SELECT t.scope_id, e.ip, e.asset_id, count(DISTINCT t.sender) AS"      \
	" senders, max(t.last_seen) AS last FROM t JOIN d ON d.scope_id = t.scope_id AND d.id = t.sender"  \
	" JOIN endpoint e ON e.scope_id = t.scope_id AND e.id = t.taker WHERE e.asset_id != t.sender"      \
	" GROUP BY t.scope_id, e.ip)"

/* ?4 kind */
static const char means_sql[] =
	DEVICES LOGS
	" SELECT r.name, ifnull(r.body ->> '$.address', '') AS address, ifnull(r.body ->> '$.keeps', ''),"
	" ifnull(r.body ->> '$.drilled_on', ''), ifnull(a.id, 0), ifnull(a.last_seen, 0),"
	" ifnull(l.senders, 0), ifnull(l.last, 0) FROM register r"
	" LEFT JOIN endpoint e ON e.scope_id = r.scope_id AND e.ip != '' AND e.ip = r.body ->> '$.address'"
	" LEFT JOIN asset a ON a.scope_id = e.scope_id AND a.id = e.asset_id"
	" LEFT JOIN l ON l.scope_id = r.scope_id AND l.ip != '' AND l.ip = r.body ->> '$.address'"
	" WHERE r.removed = 0 AND r.kind = ?4 AND +r.scope_id IN (SELECT value FROM json_each(?1))"
	" AND (?2 = '' OR (' ' || ifnull(r.body ->> '$.columns', '') || ' ') LIKE ('% ' || ?2 || ' %'))"
	" GROUP BY r.id ORDER BY l.last DESC, a.last_seen DESC, r.id";

static const char takers_sql[] =
	DEVICES LOGS
	" SELECT ifnull(nullif(a.name, ''), l.ip), l.ip, '', '', l.asset_id, ifnull(a.last_seen, 0), l.senders, l.last"
	" FROM l LEFT JOIN asset a ON a.scope_id = l.scope_id AND a.id = l.asset_id"
	" ORDER BY l.senders DESC, l.ip LIMIT 5";

static int read_means(struct query *q, struct arena *arena, struct means_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct means_row)};

	while (query_row(q)) {
		struct means_row *row = rows_add(&rows, arena);

		row->name = query_get_text(q);
		row->address = query_get_text(q);
		row->keeps = query_get_text(q);
		row->drilled_on = query_get_text(q);
		row->asset = (uint64_t)query_get_int(q);
		row->seen_at = query_get_int(q);
		row->senders = (uint64_t)query_get_int(q);
		row->last_log = query_get_int(q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(q);
}

static void begin(struct query *q, struct store *store, const char *sql, const struct viewer *viewer,
		  const char *smkl, const char *levels, struct arena *arena)
{
	query_begin_once(q, store, sql, arena);
	query_scopes(q, viewer);
	query_text(q, smkl);
	query_list(q, levels);
}

int store_means(struct store *store, const struct viewer *viewer, const char *kind, const char *smkl,
		const char *levels, struct arena *arena, struct means_row **rows, size_t *count)
{
	struct query q;
	int rc = crossings_begin(store, viewer);

	*count = 0;
	if (!rc) {
		begin(&q, store, means_sql, viewer, smkl, levels, arena);
		query_text(&q, kind);
		rc = read_means(&q, arena, rows, count);
	}
	crossings_end(store);
	return rc;
}

int store_log_takers(struct store *store, const struct viewer *viewer, const char *smkl,
		     const char *levels, struct arena *arena, struct means_row **rows, size_t *count)
{
	struct query q;
	int rc = crossings_begin(store, viewer);

	*count = 0;
	if (!rc) {
		begin(&q, store, takers_sql, viewer, smkl, levels, arena);
		rc = read_means(&q, arena, rows, count);
	}
	crossings_end(store);
	return rc;
}
