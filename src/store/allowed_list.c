/* allowed_list.c - the allow-list as people see it: groups, and the entries of one. SPDX-License-Identifier: Apache-2.0 */

#include "store/judged.h"

#include <errno.h>
#include <string.h>

#include "lib/buf.h"
#include "store/account.h"
#include "store/party.h"

/* As the page calls the party: by name, or else by the address of its endpoint. */
#define ORDER_BY_NAME(column) \
	"coalesce((SELECT iif(name != '', name, ip) FROM asset WHERE scope_id = r.scope_id AND id = " column \
	"), (SELECT iif(ip != '', ip, mac) FROM endpoint WHERE scope_id = r.scope_id AND id = " column \
	" - 4611686018427387904), '') COLLATE NATURAL_ORDER %, r.part %"

static const struct sort_name sorts[] = {
	{"part", "r.part %", false},
	{"last_seen", "max(r.last_seen) %, r.part %", false},
	{"entries", "count(*) %, r.part %", false},
	{"what", "r.what %, r.part %", false},
	{"client", ORDER_BY_NAME("r.client"), false},
	{"server", ORDER_BY_NAME("r.server"), false},
	{0},
};

static const char *kinds_of(const char *kind)
{
	return strcmp(kind, "device") == 0 ? "device,identity"
	       : strcmp(kind, "fact") == 0 ? "fact"
	       : strcmp(kind, "name") == 0 ? "name"
					   : "flow,class,operation";
}

static void add_conditions(struct list *list, const struct viewer *viewer, const struct allowed_filter *f,
			   struct arena *arena)
{
	list_where_scopes(list, viewer);
	if (f->state && strcmp(f->state, "open") == 0)
		list_where(list, "r.state IN ('learned', 'late')");
	else if (f->state && f->state[0])
		list_where_list(list, "r.state IN (SELECT value FROM json_each(?))", f->state);
	if (f->kind && f->kind[0])
		list_where_list(list, "r.kind IN (SELECT value FROM json_each(?))", kinds_of(f->kind));
	if (f->asset)
		list_where_int(list, "? IN (r.client, r.server)", (int64_t)f->asset);
	if (f->q && f->q[0])
		list_where_text(list,
				"(r.what || ' ' || r.function || ' ' || r.target || ' ' || ifnull((SELECT"
				" name || ' ' || ip FROM asset WHERE scope_id = r.scope_id AND id = r.client),"
				" '') || ' ' || ifnull((SELECT name || ' ' || ip FROM asset WHERE scope_id ="
				" r.scope_id AND id = r.server), '')) LIKE ? ESCAPE '\\'",
				list_like(f->q, arena));
}

/* A group address has no asset: its endpoint's own address stands for it. */
#define ENDPOINT_NAME(column) \
	"(SELECT iif(ip != '', ip, mac) FROM endpoint WHERE scope_id = g.scope_id AND id = g." column \
	" - 4611686018427387904)"

static void read_group(struct query *q, struct allowed_group *g)
{
	g->part = query_get_text(q);
	g->what = query_get_text(q);
	g->classes = query_get_text(q);
	g->entries = (uint64_t)query_get_int(q);
	g->names = (uint64_t)query_get_int(q);
	g->open = (uint64_t)query_get_int(q);
	g->late = (uint64_t)query_get_int(q);
	g->accepted = (uint64_t)query_get_int(q);
	g->refused = (uint64_t)query_get_int(q);
	for (int i = 0; i < 3; i++)
		g->hours[i] = (uint64_t)query_get_int(q);
	g->expires = query_get_int(q);
	g->first_seen = query_get_int(q);
	g->last_seen = query_get_int(q);
	party_read(q, &g->client);
	party_read(q, &g->server);
	g->top.class = query_get_text(q);
	g->top.function = query_get_text(q);
	g->top.space = query_get_text(q);
	g->top.target = query_get_text(q);
	g->top.ranges = query_get_text(q);
	g->top.wide = query_get_int(q) != 0;
	g->top.period_us = query_get_int(q);
	g->kind = g->part[0] == 'd' ? "device" : g->part[0] == 'f' ? "fact" : g->part[0] == 'n' ? "name" : "talk";
}

/* The entry that says most of a group: what changes something, then what names addresses, then what is done most. */
#define TOP_ENTRY \
	"SELECT o.id FROM allowed o WHERE o.scope_id = g.scope_id AND o.part = g.part AND o.kind = 'operation'" \
	" ORDER BY o.class IN ('write', 'control', 'program', 'firmware', 'config', 'security', 'file', 'time')" \
	" DESC, o.ranges != '' DESC, o.target != '' DESC, o.count DESC LIMIT 1"

static int read_page(struct list *list, struct arena *arena, struct rows *rows)
{
	struct buf sql = {0};
	struct query q;

	buf_printf(&sql,
		   "SELECT g.part, g.what, g.classes, g.entries, g.names, g.open, g.late, g.accepted, g.refused,"
		   " g.h1, g.h2, g.h3, g.expires, g.first, g.last, " JUDGED_PARTY("d", ENDPOINT_NAME("client"))
		   ", " JUDGED_PARTY("p", ENDPOINT_NAME("server"))
		   ", ifnull(h.class, ''), ifnull(h.function, ''), ifnull(h.space, ''), ifnull(h.target, ''),"
		   " ifnull(h.ranges, ''), ifnull(h.wide, 0), ifnull(h.period_us, -1) FROM (SELECT r.scope_id, r.part, min(substr(r.what, 1, iif(r.kind IN ('operation',"
		   " 'class'), instr(r.what || '/', '/') - 1, 200))) what, r.client, r.server,"
		   " replace(ifnull(group_concat(DISTINCT nullif(r.class, '')), ''), ',', ' ') classes,"
		   " count(*) entries, sum(r.kind = 'name' AND r.target != '') names, sum(r.state IN ('learned', 'late')) open, sum(r.state = 'late') late,"
		   " sum(r.state = 'accepted') accepted, sum(r.state = 'refused') refused,"
		   " max(r.hours1) h1, max(r.hours2) h2, max(r.hours3) h3, max(r.expires) expires,"
		   " min(r.first_seen) first, max(r.last_seen) last"
		   " FROM allowed r WHERE 1%s GROUP BY r.scope_id, r.part",
		   buf_string(&list->where));
	list_order(list, &sql);
	buf_text(&sql, "LIMIT ? OFFSET ?) g"
		       " LEFT JOIN asset d ON d.scope_id = g.scope_id AND d.id = g.client"
		       " LEFT JOIN asset p ON p.scope_id = g.scope_id AND p.id = g.server"
		       " LEFT JOIN allowed h ON h.id = (" TOP_ENTRY ")");
	list_query(list, &q, &sql, arena);
	while (query_row(&q))
		read_group(&q, rows_add(rows, arena));
	return query_end(&q);
}

int store_allowed_groups(struct store *store, const struct viewer *viewer,
			 const struct allowed_filter *filter, const struct page *page, struct arena *arena,
			 struct allowed_group **out, struct listing *listing)
{
	static const struct allowed_filter all;
	struct rows rows = {.size = sizeof(struct allowed_group)};
	struct list list;

	list_begin(&list, store, page, sorts, "part");
	add_conditions(&list, viewer, filter ? filter : &all, arena);
	const int rc = list_answer(&list, 0, "count(DISTINCT r.part) FROM allowed r", read_page, arena, &rows,
				   listing);

	*out = rows.data;
	return rc;
}

#define ENTRY \
	"SELECT id, kind, what, class, function, space, target, state, ranges, wide, fixed," \
	" code, subcode, count, period_us, jitter_us, hours1, hours2, hours3, expires, decided_by, decided_at," \
	" first_seen, last_seen FROM allowed WHERE "

static void read_entry(struct query *q, struct allowed_row *r)
{
	r->id = query_get_int(q);
	r->kind = query_get_text(q);
	r->what = query_get_text(q);
	r->class = query_get_text(q);
	r->function = query_get_text(q);
	r->space = query_get_text(q);
	r->target = query_get_text(q);
	r->state = query_get_text(q);
	r->ranges = query_get_text(q);
	r->wide = query_get_int(q) != 0;
	r->fixed = query_get_int(q) != 0;
	r->code = query_get_int(q);
	r->subcode = query_get_int(q);
	r->count = (uint64_t)query_get_int(q);
	r->period_us = query_get_int(q);
	r->jitter_us = query_get_int(q);
	for (int i = 0; i < 3; i++)
		r->hours[i] = (uint64_t)query_get_int(q);
	r->expires = query_get_int(q);
	r->decided_by = query_get_text(q);
	r->decided_at = query_get_int(q);
	r->first_seen = query_get_int(q);
	r->last_seen = query_get_int(q);
}

int store_allowed_part(struct store *store, const struct viewer *viewer, const char *part,
		       struct arena *arena, struct allowed_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct allowed_row)};
	struct query q;

	query_begin(&q, store,
		    ENTRY "part = ? AND " SCOPES_OF("scope_id") " ORDER BY kind, class, code, target LIMIT 1000");
	query_text(&q, part);
	query_scopes(&q, viewer);
	q.arena = arena;
	while (query_row(&q))
		read_entry(&q, rows_add(&rows, arena));
	*out = rows.data;
	*count = rows.count;
	const int rc = query_end(&q);
	return rc || rows.count ? rc : store_failed(store, -ENOENT, "store: nothing of %.60s was learned", part);
}

int store_allowed_entry(struct store *store, const struct viewer *viewer, int64_t id, struct arena *arena,
			struct allowed_row *row)
{
	struct query q;

	query_begin(&q, store, ENTRY "id = ? AND " SCOPES_OF("scope_id"));
	query_int(&q, id);
	query_scopes(&q, viewer);
	q.arena = arena;
	const bool found = query_row(&q);

	if (found)
		read_entry(&q, row);
	const int rc = query_end(&q);
	return rc || found ? rc : store_failed(store, -ENOENT, "store: there is no entry %lld", (long long)id);
}
