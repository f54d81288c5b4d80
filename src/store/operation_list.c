/* operation_list.c - pages of operations. SPDX-License-Identifier: Apache-2.0 */

#include "store/party.h"

static const struct sort_name sorts[] = {
	{"last_seen", "r.last_seen %, r.id %", false},
	{"first_seen", "r.first_seen %, r.id %", false},
	{"count", "r.count %, r.id %", false},
	{"class", "r.class %, r.id %", false},
	{"protocol", "r.protocol %, r.id %", false},
	{"function", "r.function %, r.id %", false},
	{"client", "ca.name COLLATE NATURAL_ORDER %, ce.ip %, r.id %", true},
	{"server", "sa.name COLLATE NATURAL_ORDER %, se.ip %, r.id %", true},
	{0},
};

/* Searched besides the ends and the protocol. */
static const char *const words[] = {"r.class", "r.function", "r.target",
				    "r.space", "r.result",   NULL};

static int add_conditions(struct list *list, struct store *store, const struct viewer *viewer,
			  const struct operation_filter *filter, struct arena *arena)
{
	list_where_scopes(list, viewer);
	if (filter->changes)
		list_where(list, "r.change = 1");
	if (filter->class && filter->class[0])
		list_where_list(list, "+r.class IN (SELECT value FROM json_each(?))",
				filter->class);
	if (filter->protocol && filter->protocol[0])
		list_where_list(list, "+r.protocol IN (SELECT value FROM json_each(?))",
				filter->protocol);
	if (filter->industrial)
		list_where_list(list, "+r.protocol IN (SELECT value FROM json_each(?))",
				industrial_protocols(arena));
	int rc = 0;

	if (filter->q && filter->q[0])
		rc = party_where_text(list, store, viewer, words, filter->q, arena);
	if (!rc && filter->asset)
		rc = party_where_asset(list, store, viewer, "operation", filter->asset);
	return rc;
}

static void read_row(struct query *q, struct operation_row *row)
{
	row->id = query_get_int(q);
	party_read(q, &row->client);
	party_read(q, &row->server);
	row->protocol = query_get_text(q);
	row->pdu = query_get_text(q);
	row->class = query_get_text(q);
	row->function = query_get_text(q);
	row->target = query_get_text(q);
	row->space = query_get_text(q);
	row->result = query_get_text(q);
	row->ranges = query_get_text(q);
	row->wide = query_get_int(q) != 0;
	row->code = query_get_int(q);
	row->has_subcode = query_get_int(q) != 0;
	row->subcode = query_get_int(q);
	row->count = (uint64_t)query_get_int(q);
	row->exceptions = (uint64_t)query_get_int(q);
	row->period_us = query_get_int(q);
	row->jitter_us = query_get_int(q);
	row->response_us = query_get_int(q);
	row->first_seen = query_get_int(q);
	row->last_seen = query_get_int(q);
}

static int read_page(struct list *list, struct arena *arena, struct rows *rows)
{
	struct buf sql = {0};
	struct query q;

	buf_text(&sql,
		 "SELECT r.id, " PARTY_COLUMNS("ce", "ca") ", " PARTY_COLUMNS(
			 "se", "sa") ", r.protocol, r.pdu, r.class, r.function, r.target, r.space,"
				     " r.result, r.ranges, r.wide, r.code, r.subcode IS NOT NULL,"
				     " r.subcode, r.count, r.exceptions, r.period_us, r.jitter_us,"
				     " r.response_us, r.first_seen, r.last_seen"
				     " FROM (SELECT r.id FROM operation r");
	if (list->sort->joined)
		buf_text(&sql, PARTY_JOIN("r"));
	buf_printf(&sql, " WHERE 1%s", buf_string(&list->where));
	list_order(list, &sql);
	buf_text(&sql, "LIMIT ? OFFSET ?) i CROSS JOIN operation r ON r.id = i.id" PARTY_JOIN("r"));
	list_order(list, &sql);
	list_query(list, &q, &sql, arena);
	while (query_row(&q))
		read_row(&q, rows_add(rows, arena));
	return query_end(&q);
}

int store_operations(struct store *store, const struct viewer *viewer,
		     const struct operation_filter *filter, const struct page *page,
		     struct arena *arena, struct operation_row **out, struct listing *listing)
{
	static const struct operation_filter all;
	struct rows rows = {.size = sizeof(struct operation_row)};
	struct list list;

	list_begin(&list, store, page, sorts, "-last_seen");
	int rc = add_conditions(&list, store, viewer, filter ? filter : &all, arena);

	rc = list_answer(&list, rc, "count(*) FROM operation r", read_page, arena, &rows, listing);
	*out = rows.data;
	return rc;
}
