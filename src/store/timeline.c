/* timeline.c - what happened to an asset, newest first. SPDX-License-Identifier: Apache-2.0 */

#include "store/party.h"

#include <stdio.h>

#define ROWS "500"

/*
 * One shape for all: time, kind, text key, name, value, source, user, from, reason, server, class,
 * protocol, function, target, result, other, other asset, count. ?1 asset, ?2 scope, ?3 its id as text.
 */
#define NOTHING_ASKED "0, '', '', '', '', '', '', 0, 0"
#define ASKED(mine, theirs, server) \
	"SELECT r.last_seen, 'operation', 'operation', '', '', '', '', 0, '', " server \
	", r.class, r.protocol, r.function, r.target, r.result," \
	" ifnull(nullif(pa.name, ''), iif(pe.ip != '', pe.ip, pe.mac)), pa.id, r.count" \
	" FROM endpoint e CROSS JOIN operation r ON r." mine " = e.id AND r.scope_id = e.scope_id" \
	" AND r.change = 1 LEFT JOIN endpoint pe ON pe.scope_id = r.scope_id AND pe.id = r." theirs \
	" LEFT JOIN asset pa ON pa.scope_id = pe.scope_id AND pa.id = pe.asset_id" \
	" WHERE e.asset_id = ?1 AND e.scope_id = ?2"

static const char timeline_sql[] =
	"SELECT a.first_seen AS time, 'first_seen', 'first_seen', '', '',"
	" ifnull(s.sensor, ''), '', 0, '', " NOTHING_ASKED
	" FROM asset a LEFT JOIN source s ON s.id = a.source_id WHERE a.id = ?1 AND a.scope_id = ?2"
	" UNION ALL "
	"SELECT first_seen, 'attribute', 'attribute', name, value, source, '', 0, '', " NOTHING_ASKED
	" FROM value WHERE asset_id = ?1 AND scope_id = ?2 AND endpoint_id != 0 AND source != 'oui'"
	" UNION ALL "
	"SELECT at, 'merge', iif(undone OR kind = 1, 'unmerge', 'merge'), '', evidence, '', by,"
	" iif(kept = ?1, absorbed, kept), reason, " NOTHING_ASKED
	" FROM merge WHERE ?1 IN (kept, absorbed) AND scope_id = ?2"
	" UNION ALL "
	"SELECT at, 'edit', 'edit', action, detail, '', user, 0, '', " NOTHING_ASKED
	" FROM audit WHERE object = ?3 AND scope_id = ?2 AND action LIKE 'asset.%'"
	" UNION ALL " ASKED("client", "server", "0") " UNION ALL " ASKED("server", "client", "1")
	" ORDER BY time DESC LIMIT " ROWS;

/* An edit is kept in the audit trail as "name: old -> new". */
static void split_edit(struct timeline_row *row, struct arena *arena)
{
	const char *colon = strstr(row->value, ": ");
	const char *arrow = strstr(row->value, " -> ");

	if (!colon || !arrow || arrow < colon)
		return;
	row->name = arena_copy(arena, row->value, (size_t)(colon - row->value));
	row->old = arena_copy(arena, colon + 2, (size_t)(arrow - colon - 2));
	row->value = arrow + 4;
}

static void read_row(struct query *q, struct timeline_row *row)
{
	row->time = query_get_int(q);
	row->kind = query_get_text(q);
	row->text_key = query_get_text(q);
	row->name = query_get_text(q);
	row->old = "";
	row->value = query_get_text(q);
	row->source = query_get_text(q);
	row->user = query_get_text(q);
	row->from = (uint64_t)query_get_int(q);
	row->reason = query_get_text(q);
	row->server = query_get_int(q) != 0;
	row->class = query_get_text(q);
	row->protocol = query_get_text(q);
	row->function = query_get_text(q);
	row->target = query_get_text(q);
	row->result = query_get_text(q);
	row->other = query_get_text(q);
	row->other_asset = (uint64_t)query_get_int(q);
	row->count = (uint64_t)query_get_int(q);
	if (strcmp(row->kind, "edit") == 0)
		split_edit(row, q->arena);
}

int store_asset_timeline(struct store *store, const struct viewer *viewer, uint64_t number,
			 struct arena *arena, struct timeline_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct timeline_row)};
	char id[ASSET_ID_SIZE];
	int64_t scope;
	uint64_t root;
	struct query q;
	const int rc = asset_root(store, viewer, number, &scope, &root);

	*out = NULL;
	*count = 0;
	if (rc)
		return rc;
	asset_id_text(root, id);
	query_begin_once(&q, store, timeline_sql, arena);
	query_total(&q, root);
	query_int(&q, scope);
	query_text(&q, id);
	while (query_row(&q))
		read_row(&q, rows_add(&rows, arena));
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
