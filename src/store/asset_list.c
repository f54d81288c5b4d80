/* asset_list.c - pages of assets, and one of them. SPDX-License-Identifier: Apache-2.0 */

#include "store/party.h"

#include <errno.h>
#include <stdlib.h>

/* Words that are missing come last, whichever way it goes. */
#define WORD(column)                                                                               \
	{                                                                                          \
#column, "r." #column " = '', r." #column " COLLATE NATURAL_ORDER %, r.id %", false        \
	}

static const struct sort_name sorts[] = {
	WORD(name),
	WORD(role),
	WORD(mac),
	WORD(vendor),
	WORD(model),
	WORD(firmware),
	WORD(zone),
	WORD(owner),
	WORD(hostname),
	WORD(serial),
	WORD(os),
	{"ip", "r.ip = '', r.ip_order %, r.id %", false},
	{"level", "r.level < 0, r.level %, r.id %", false},
	{"importance", "r.importance = 0, r.importance %, r.id %", false},
	{"first_seen", "r.first_seen %, r.id %", false},
	{"last_seen", "r.last_seen %, r.id %", false},
	{0},
};

/* Purdue levels as the API writes them, times 10: "1,3.5" is "10,35". */
static const char *levels_times_ten(const char *level, struct arena *arena)
{
	const char *list = NULL;

	while (*level) {
		char *end;
		const double value = strtod(level, &end);

		if (end == level)
			break;
		list = arena_printf(arena, "%s%s%d", list ? list : "", list ? "," : "",
				    (int)(value * 10 + 0.5));
		level = *end == ',' ? end + 1 : end;
	}
	return list ? list : "-2";
}

static void add_word(struct list *list, const char *none, const char *is, const char *word)
{
	if (!word || !word[0])
		return;
	if (strcmp(word, "-") == 0)
		list_where(list, none);
	else
		list_where_text(list, is, word);
}

static const char *const searched[] = {
	"r.name",     "r.hostname", "r.ip",   "r.mac",	"r.vendor", "r.model", "r.product_code",
	"r.firmware", "r.serial",   "r.os",   "r.role", "r.zone",   "r.owner", "r.note",
	"r.protocols", NULL,
};

/* "silent,gone" as numbers; a word that is none finds nothing. */
static const char *liveness_numbers(const char *names, struct arena *arena)
{
	const char *numbers = "-1";

	while (*names) {
		const size_t length = strcspn(names, ",");

		numbers = arena_printf(arena, "%s,%d", numbers, liveness_parse(arena_copy(arena, names, length)));
		names += length + (names[length] == ',');
	}
	return numbers;
}

static void add_conditions(struct list *list, const struct viewer *viewer,
			   const struct asset_filter *filter, struct arena *arena)
{
	list_where_scopes(list, viewer);
	list_where(list, "r.into_id = 0 AND r.endpoints > 0");
	if (filter->role && filter->role[0])
		list_where_list(list,
				"iif(r.role = '', 'unknown', r.role) IN (SELECT value FROM"
				" json_each(?))",
				filter->role);
	add_word(list, "r.vendor = ''", "r.vendor = ?", filter->vendor);
	add_word(list, "r.zone = ''", "r.zone = ?", filter->zone);
	if (filter->level && strcmp(filter->level, "-") == 0)
		list_where(list, "r.level < 0");
	else if (filter->level && filter->level[0])
		list_where_list(list,
				"r.level IN (SELECT CAST(value AS INTEGER) FROM json_each(?))",
				levels_times_ten(filter->level, arena));
	if (filter->liveness && filter->liveness[0])
		list_where_list(list, LIVENESS_OF("r") " IN (SELECT CAST(value AS INTEGER) FROM json_each(?))",
				liveness_numbers(filter->liveness, arena));
	if (filter->source)
		list_where_int(list, "r.source_id = ?", filter->source);
	if (filter->only_new)
		list_where(list, IS_NEW("r"));
	if (filter->only_inside)
		list_where(list, "r.external = 0");
	if (filter->first_from)
		list_where_int(list, "r.first_seen >= ?", filter->first_from);
	if (filter->first_to)
		list_where_int(list, "r.first_seen < ?", filter->first_to);
	if (filter->q && filter->q[0])
		list_where_any(list, searched, list_like(filter->q, arena));
}

/* -1 without a ledger; a row of the ledger counts for what its asset was joined into. */
#define IN_LEDGER \
	"iif(EXISTS (SELECT 1 FROM ledger l WHERE l.scope_id = r.scope_id)," \
	" (r.scope_id, r.id) IN (SELECT l.scope_id, iif(x.into_id, x.into_id, x.id) FROM" \
	" ledger_row l JOIN asset x ON x.scope_id = l.scope_id AND x.id = l.asset_id), -1)"

#define COLUMNS \
	"r.id, r.scope_id, r.external, r.name, r.hostname, r.vendor, r.model, r.product_code," \
	" r.firmware, r.serial, r.os, r.os_end, r.role, r.role_evidence, r.level_evidence, r.zone," \
	" r.owner, r.note, r.mac, r.ip, r.protocols, r.level, r.importance, r.conflicts, " IN_LEDGER \
	", r.source_id, " DIFFERS("r") ", " IS_NEW("r") ", r.first_seen, r.last_seen," \
	" r.zone_evidence, r.zone_id, r.network_id, " LIVENESS_OF("r") ", r.liveness_since, r.usual_silence"

static void read_row(struct query *q, struct asset_row *row)
{
	row->number = (uint64_t)query_get_int(q);
	row->scope = query_get_int(q);
	row->external = query_get_int(q) != 0;
	row->name = query_get_text(q);
	row->hostname = query_get_text(q);
	row->vendor = query_get_text(q);
	row->model = query_get_text(q);
	row->product_code = query_get_text(q);
	row->firmware = query_get_text(q);
	row->serial = query_get_text(q);
	row->os = query_get_text(q);
	row->os_end_of_support = query_get_text(q);
	row->role = query_get_text(q);
	row->role_evidence = query_get_text(q);
	row->level_evidence = query_get_text(q);
	row->zone = query_get_text(q);
	row->owner = query_get_text(q);
	row->note = query_get_text(q);
	row->mac = query_get_text(q);
	row->ip = query_get_text(q);
	row->protocols = query_get_text(q);
	row->level = (int)query_get_int(q);
	row->importance = (int)query_get_int(q);
	row->conflicts = (int)query_get_int(q);
	row->in_ledger = (int)query_get_int(q);
	row->source = query_get_int(q);
	row->differs = query_get_text(q);
	row->is_new = query_get_int(q) != 0;
	row->first_seen = query_get_int(q);
	row->last_seen = query_get_int(q);
	row->zone_evidence = query_get_text(q);
	row->zone_id = query_get_int(q);
	row->network_id = query_get_int(q);
	row->liveness = (enum liveness)query_get_int(q);
	row->liveness_since = query_get_int(q);
	row->usual_silence = query_get_int(q);
}

static int read_page(struct list *list, struct arena *arena, struct rows *rows)
{
	struct buf sql = {0};
	struct query q;

	/* the ids of the page first: whole rows are not carried through the sort */
	buf_printf(&sql,
		   "SELECT " COLUMNS " FROM (SELECT r.scope_id, r.id FROM asset r WHERE 1%s",
		   buf_string(&list->where));
	list_order(list, &sql);
	buf_text(&sql, "LIMIT ? OFFSET ?) i CROSS JOIN asset r ON r.scope_id = i.scope_id"
		       " AND r.id = i.id");
	list_order(list, &sql);
	list_query(list, &q, &sql, arena);
	while (query_row(&q))
		read_row(&q, rows_add(rows, arena));
	return query_end(&q);
}

int store_assets(struct store *store, const struct viewer *viewer,
		 const struct asset_filter *filter, const struct page *page, struct arena *arena,
		 struct asset_row **out, struct listing *listing)
{
	static const struct asset_filter all;
	struct rows rows = {.size = sizeof(struct asset_row)};
	struct list list;

	list_begin(&list, store, page, sorts, "name");
	add_conditions(&list, viewer, filter ? filter : &all, arena);
	const int rc = list_answer(&list, 0, "count(*) FROM asset r", read_page, arena, &rows, listing);

	*out = rows.data;
	return rc;
}

int store_asset(struct store *store, const struct viewer *viewer, uint64_t number,
		struct arena *arena, struct asset_row *out)
{
	int64_t scope;
	uint64_t root;
	struct query q;
	int rc = asset_root(store, viewer, number, &scope, &root);

	if (rc)
		return rc;
	query_begin_once(&q, store,
			 "SELECT " COLUMNS " FROM asset r WHERE r.scope_id = ? AND r.id = ?", arena);
	query_int(&q, scope);
	query_total(&q, root);
	if (query_row(&q))
		read_row(&q, out);
	return query_end(&q);
}
