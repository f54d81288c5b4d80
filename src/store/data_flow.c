/* data_flow.c - what was seen by protocol and class of operation, and how much of it leaves the plant. SPDX-License-Identifier: Apache-2.0 */

#include "store/measure.h"

#include "store/party.h"

#define OUTSIDE "ifnull(sum(ifnull(ca.external, 0) OR ifnull(sa.external, 0)), 0)"

static const char flows_sql[] =
	"SELECT o.protocol, o.class, count(DISTINCT o.client || ' ' || o.server), " OUTSIDE ", max(o.last_seen)"
	" FROM operation o" PARTY_JOIN("o") " WHERE " SCOPES_OF("o.scope_id") " GROUP BY 1, 2"
	" UNION ALL SELECT c.protocol, '', count(*), " OUTSIDE ", max(c.last_seen) FROM conversation c" PARTY_JOIN(
		"c") " WHERE " SCOPES_OF("c.scope_id") " AND c.protocol != '' GROUP BY 1";

int store_data_flows(struct store *store, const struct viewer *viewer, struct arena *arena,
		     struct data_flow **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct data_flow)};
	struct query q;

	query_begin_once(&q, store, flows_sql, arena);
	query_scopes(&q, viewer);
	query_scopes(&q, viewer);
	while (query_row(&q)) {
		struct data_flow *row = rows_add(&rows, arena);

		row->protocol = query_get_text(&q);
		row->class = query_get_text(&q);
		row->pairs = (uint64_t)query_get_int(&q);
		row->outside = (uint64_t)query_get_int(&q);
		row->last_seen = query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

/* Levels are Purdue's, times 10; the zone between office and plant is production information's. */
#define LAYER(a) \
	"CASE WHEN " a ".external THEN 0 WHEN " a ".level >= 40 THEN 1 WHEN " a ".level >= 30 THEN 2" \
	" WHEN " a ".level >= 20 THEN 3 WHEN " a ".level >= 10 THEN 4 WHEN " a ".level >= 0 THEN 5 END"

static const char ways_sql[] =
	"WITH every AS (SELECT c.scope_id AS scope, c.client, c.server, c.protocol, " LAYER("ca") " AS f, "
	LAYER("sa") " AS t FROM conversation c" PARTY_JOIN("c") " WHERE " SCOPES_OF("c.scope_id") " AND c.answered > 0),"
	" way AS MATERIALIZED (SELECT * FROM every WHERE f != t)"
	" SELECT f, t, '', '', count(DISTINCT scope || ' ' || client || ' ' || server) FROM way GROUP BY 1, 2"
	" UNION ALL SELECT DISTINCT f, t, protocol, '', 0 FROM way WHERE protocol != ''"
	" UNION ALL SELECT DISTINCT f, t, o.protocol, o.class, 0 FROM way JOIN operation o ON o.scope_id = scope"
	" AND o.client = way.client AND o.server = way.server ORDER BY 1, 2, 5 DESC, 3, 4";

int store_data_ways(struct store *store, const struct viewer *viewer, struct arena *arena,
		    struct data_way **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct data_way)};
	struct query q;

	query_begin_once(&q, store, ways_sql, arena);
	query_scopes(&q, viewer);
	while (query_row(&q)) {
		struct data_way *row = rows_add(&rows, arena);

		row->from = query_get_int(&q);
		row->to = query_get_int(&q);
		row->protocol = query_get_text(&q);
		row->class = query_get_text(&q);
		row->pairs = (uint64_t)query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

int store_security_seen(struct store *store, const struct viewer *viewer, const char *begin,
			struct arena *arena, struct security_seen **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct security_seen)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT v.value, count(DISTINCT e.asset_id) FROM value v JOIN endpoint e ON"
			 " e.scope_id = v.scope_id AND e.id = v.endpoint_id WHERE v.name = 'security' AND "
			 SCOPES_OF("v.scope_id") "AND substr(v.value, 1, length(?2)) = ?2 GROUP BY 1 ORDER BY 1 LIMIT 100",
			 arena);
	query_scopes(&q, viewer);
	query_text(&q, begin);
	while (query_row(&q)) {
		struct security_seen *row = rows_add(&rows, arena);

		row->value = query_get_text(&q);
		row->devices = (uint64_t)query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
