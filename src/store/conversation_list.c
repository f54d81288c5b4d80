/* conversation_list.c - pages of conversations. SPDX-License-Identifier: Apache-2.0 */

#include "store/measure_where.h"
#include "store/party.h"
#include "store/zoning_where.h"

static const struct sort_name sorts[] = {
	{"bytes", "r.bytes %, r.id %", false},
	{"packets", "r.packets %, r.id %", false},
	{"first_seen", "r.first_seen %, r.id %", false},
	{"last_seen", "r.last_seen %, r.id %", false},
	{"protocol", "r.protocol %, r.id %", false},
	{"port", "r.port %, r.id %", false},
	{"client", "ca.name COLLATE NATURAL_ORDER %, ce.ip %, r.id %", true},
	{"server", "sa.name COLLATE NATURAL_ORDER %, se.ip %, r.id %", true},
	{0},
};

/* Searched besides the ends and the protocol. */
static const char *const words[] = {"r.proto || '/' || r.port", NULL};

static int add_conditions(struct list *list, struct store *store, const struct viewer *viewer,
			  const struct conversation_filter *filter, struct arena *arena)
{
	list_where_scopes(list, viewer);
	if (filter->protocol && filter->protocol[0])
		list_where_list(list, "+r.protocol IN (SELECT value FROM json_each(?))",
				filter->protocol);
	if (filter->industrial)
		list_where_list(list, "+r.protocol IN (SELECT value FROM json_each(?))",
				industrial_protocols(arena));
	if (filter->unknown)
		list_where(list, "+r.protocol = ''");
	if (filter->measure && filter->measure[0])
		measure_condition(list, filter->measure, filter->levels);
	crossing_condition(list, filter, arena);
	int rc = 0;

	if (filter->q && filter->q[0])
		rc = party_where_text(list, store, viewer, words, filter->q, arena);
	if (!rc && filter->asset)
		rc = party_where_asset(list, store, viewer, "conversation", filter->asset);
	return rc;
}

static void read_row(struct query *q, struct conversation_row *row)
{
	row->id = query_get_int(q);
	party_read(q, &row->client);
	party_read(q, &row->server);
	row->proto = query_get_text(q);
	row->protocol = query_get_text(q);
	row->state = query_get_text(q);
	row->port = (int)query_get_int(q);
	row->vlan = (int)query_get_int(q);
	row->packets_to_server = (uint64_t)query_get_int(q);
	row->packets_to_client = (uint64_t)query_get_int(q);
	row->bytes_to_server = (uint64_t)query_get_int(q);
	row->bytes_to_client = (uint64_t)query_get_int(q);
	row->flows = (uint64_t)query_get_int(q);
	row->answered = (uint64_t)query_get_int(q);
	row->refused = (uint64_t)query_get_int(q);
	row->first_seen = query_get_int(q);
	row->last_seen = query_get_int(q);
	row->client_liveness = (enum liveness)query_get_int(q);
	row->server_liveness = (enum liveness)query_get_int(q);
	row->liveness_since = query_get_int(q);
	row->usual_silence = query_get_int(q);
}

static int read_page(struct list *list, struct arena *arena, struct rows *rows)
{
	struct buf sql = {0};
	struct query q;

	buf_text(&sql, "SELECT r.id, " PARTY_COLUMNS("ce", "ca") ", " PARTY_COLUMNS(
			       "se", "sa") ", r.proto, r.protocol, r.state, r.port, r.vlan,"
					   " r.packets_to_server, r.packets_to_client,"
					   " r.bytes_to_server, r.bytes_to_client, r.flows,"
					   " r.answered, r.refused, r.first_seen, r.last_seen,"
					   " r.client_liveness, r.server_liveness, r.liveness_since,"
					   " r.usual_silence"
					   " FROM (SELECT r.id FROM conversation r");
	if (list->sort->joined)
		buf_text(&sql, PARTY_JOIN("r"));
	buf_printf(&sql, " WHERE 1%s", buf_string(&list->where));
	list_order(list, &sql);
	buf_text(&sql, "LIMIT ? OFFSET ?) i CROSS JOIN conversation r ON r.id = i.id" PARTY_JOIN(
			       "r"));
	list_order(list, &sql);
	list_query(list, &q, &sql, arena);
	while (query_row(&q))
		read_row(&q, rows_add(rows, arena));
	return query_end(&q);
}

int store_conversations(struct store *store, const struct viewer *viewer,
			const struct conversation_filter *filter, const struct page *page,
			struct arena *arena, struct conversation_row **out, struct listing *listing)
{
	static const struct conversation_filter all;
	struct rows rows = {.size = sizeof(struct conversation_row)};
	struct list list;

	list_begin(&list, store, page, sorts, "-bytes");
	int rc = crossings_begin(store, viewer);

	if (!rc)
		rc = add_conditions(&list, store, viewer, filter ? filter : &all, arena);
	rc = list_answer(&list, rc, "count(*) FROM conversation r", read_page, arena, &rows, listing);
	crossings_end(store);
	*out = rows.data;
	return rc;
}
