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
