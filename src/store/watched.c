/* watched.c - which networks a sensor hears from within, and which it heard. SPDX-License-Identifier: Apache-2.0
 *
 * Who is heard by a hardware address stands on the wire that is copied to the sensor; what a router brings has
 * the router's address, and shows nothing of the network that it came from.
 */

#include "store/measure.h"

#include "store/sql.h"

#define DAY   "86400000000000"
#define QUIET "300000000000" /* as in govern/gauge.c */

/* ?1 scopes, ?2 now. hushed: it went on for a day or more, and has been silent for longer than that. */
static const char watched_sql[] =
	"WITH s AS MATERIALIZED (SELECT id, scope_id, sensor, last_packet, state = 'running' AND last_packet + " QUIET
	" >= ?2 AS runs, state != 'moved' AND last_packet - first_packet >= " DAY " AND last_packet + " DAY " < ?2 AS hushed FROM source"
	" WHERE kind = 'live' AND +scope_id IN (SELECT value FROM json_each(?1))),"
	/* the hardware addresses that each sensor heard */
	" w AS MATERIALIZED (SELECT e.scope_id, e.asset_id, max(s.runs AND e.last_seen + " DAY " >= ?2) AS inside,"
	" max(iif(s.hushed, s.last_packet, 0)) AS hushed FROM s CROSS JOIN endpoint e WHERE e.scope_id = s.scope_id AND"
	" e.sensor = s.sensor AND e.kind = 0 AND e.asset_id > 0 GROUP BY e.scope_id, e.asset_id),"
	" d AS (SELECT coalesce(nullif(n.name, ''), nullif(n.subnets, ''), iif(a.ip LIKE '%.%.%.%', rtrim(a.ip,"
	" '0123456789') || '0/24', '')) AS name, ifnull(s.runs, 0) AND (a.level >= 0 OR a.network_id > 0) AS afar,"
	" ifnull(w.inside, 0) AS inside, ifnull(w.hushed, 0) AS hushed FROM asset a LEFT JOIN network n ON n.id ="
	" a.network_id LEFT JOIN s ON s.id = a.source_id LEFT JOIN w ON w.scope_id = a.scope_id AND w.asset_id = a.id"
	" WHERE a.into_id = 0 AND a.endpoints > 0 AND a.external = 0 AND a.level < 40 AND +a.scope_id IN (SELECT value"
	" FROM json_each(?1)))"
	" SELECT name, count(*), sum(inside), sum(afar), max(hushed) FROM d GROUP BY name ORDER BY name";

int store_watched_networks(struct store *store, const struct viewer *viewer, int64_t now, struct arena *arena,
			   struct watched_network **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct watched_network)};
	struct query q;

	query_begin_once(&q, store, watched_sql, arena);
	query_scopes(&q, viewer);
	query_int(&q, now);
	while (query_row(&q)) {
		struct watched_network *row = rows_add(&rows, arena);

		row->name = query_get_text(&q);
		row->devices = (uint64_t)query_get_int(&q);
		row->inside = (uint64_t)query_get_int(&q);
		row->afar = (uint64_t)query_get_int(&q);
		row->hushed_at = query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
