/* allowed.c - what was learned to be normal, and what people said of it. SPDX-License-Identifier: Apache-2.0 */

#include "store/judged.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#include "lib/buf.h"
#include "lib/clock.h"
#include "store/account.h"
#include "store/party.h"

/* The part is what a person judges at once. */
#define PART \
	"CASE WHEN kind IN ('device', 'identity') THEN 'd-' || client" \
	" WHEN kind = 'fact' THEN 'f-' || client || '-' || server || '-' || what" \
	" WHEN kind = 'flow' THEN 't-' || client || '-' || server || '-' || replace(what, '/', '_')" \
	" ELSE 't-' || client || '-' || server || '-' || substr(what, 1, instr(what || '/', '/') - 1) END"

int allowed_name_parts(struct store *store, int64_t scope)
{
	struct query q;

	query_begin(&q, store, "UPDATE allowed SET part = " PART " WHERE scope_id = ? AND part = ''");
	query_int(&q, scope);
	return query_run(&q);
}

static void write_ranges(const struct allowed *a, struct buf *out)
{
	for (size_t i = 0; i < a->range_count; i++)
		buf_printf(out, "%s[%" PRIu64 ",%" PRIu64 "]", i ? "," : "[",
			   a->ranges[i].low > INT64_MAX ? INT64_MAX : a->ranges[i].low,
			   a->ranges[i].high > INT64_MAX ? INT64_MAX : a->ranges[i].high);
	if (a->range_count)
		buf_byte(out, ']');
}

static int save_one(struct store *store, int64_t scope, const struct allowed *a)
{
	struct buf ranges = {0};
	struct query q;

	write_ranges(a, &ranges);
	query_begin(&q, store,
		    "INSERT INTO allowed (scope_id, part, kind, client, server, what, class, code,"
		    " subcode, function, space, target, state, wide, ranges, count, period_us,"
		    " jitter_us, hours1, hours2, hours3, expires, first_seen, last_seen) VALUES"
		    " (?,'',?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET"
		    " wide = excluded.wide, ranges = excluded.ranges, count = excluded.count,"
		    " period_us = excluded.period_us, jitter_us = excluded.jitter_us, hours1 = hours1 |"
		    " excluded.hours1, hours2 = hours2 | excluded.hours2, hours3 = hours3 |"
		    " excluded.hours3, last_seen = max(last_seen, excluded.last_seen)");
	query_int(&q, scope);
	query_text(&q, allowed_kind_name(a->kind));
	query_int(&q, (int64_t)a->client);
	query_int(&q, (int64_t)a->server);
	query_text(&q, a->what);
	query_text(&q, a->class);
	query_int(&q, a->code);
	query_int(&q, a->subcode);
	query_text(&q, a->function);
	query_text(&q, a->space);
	query_text(&q, a->target);
	query_text(&q, allowed_state_name(a->state));
	query_int(&q, a->wide);
	query_text(&q, buf_string(&ranges));
	query_total(&q, a->count);
	query_int(&q, a->period_us);
	query_int(&q, a->jitter_us);
	for (int i = 0; i < 3; i++)
		query_int(&q, (int64_t)a->hours[i]);
	query_int(&q, a->expires);
	query_int(&q, a->first_seen);
	query_int(&q, a->last_seen);
	const int rc = query_run(&q);

	buf_free(&ranges);
	return rc;
}

int allowed_save(struct store *store, int64_t scope, struct judge *judge)
{
	const struct allowed *a;
	int rc = 0;
	bool any = false;

	while (!rc && (a = judge_next_allowed(judge))) {
		rc = save_one(store, scope, a);
		any = true;
	}
	return rc || !any ? rc : allowed_name_parts(store, scope);
}

/* Our own writing, "[[1,2],[7,7]]": what is not of this form ends the list. */
static size_t read_ranges(const char *text, struct allowed_range *ranges)
{
	size_t n = 0;

	for (text += *text == '['; *text == '[' && n < ALLOWED_RANGES; text += *text == ',') {
		char *end;

		ranges[n].low = strtoull(text + 1, &end, 10);
		ranges[n].high = strtoull(end + (*end == ','), &end, 10);
		if (*end != ']' || ranges[n].high < ranges[n].low)
			return n;
		n++;
		text = end + 1;
	}
	return n;
}

static void load_one(struct query *q, struct judge *judge)
{
	struct allowed_range ranges[ALLOWED_RANGES];
	const int kind = allowed_kind_parse(query_get_text(q));
	const int state = allowed_state_parse(query_get_text(q));
	struct allowed a = {.ranges = ranges};

	a.client = (uint64_t)query_get_int(q);
	a.server = (uint64_t)query_get_int(q);
	a.what = query_get_text(q);
	a.class = query_get_text(q);
	a.code = (uint32_t)query_get_int(q);
	a.subcode = (int32_t)query_get_int(q);
	a.function = query_get_text(q);
	a.space = query_get_text(q);
	a.target = query_get_text(q);
	a.wide = query_get_int(q) != 0;
	a.range_count = read_ranges(query_get_text(q), ranges);
	a.count = (uint64_t)query_get_int(q);
	a.period_us = query_get_int(q);
	a.jitter_us = query_get_int(q);
	for (int i = 0; i < 3; i++)
		a.hours[i] = (uint64_t)query_get_int(q);
	a.expires = query_get_int(q);
	a.first_seen = query_get_int(q);
	a.last_seen = query_get_int(q);
	if (kind < 0 || state < 0)
		return;
	a.kind = (enum allowed_kind)kind;
	a.state = (enum allowed_state)state;
	judge_load_allowed(judge, &a);
}

int store_reload_part(struct store *store, int64_t scope, const char *part, struct judge *judge)
{
	struct arena arena = {0};
	struct query q;

	query_begin(&q, store,
		    "SELECT kind, state, client, server, what, class, code, subcode, function, space,"
		    " target, wide, ranges, count, period_us, jitter_us, hours1, hours2, hours3, expires,"
		    " first_seen, last_seen FROM allowed WHERE scope_id = ?1 AND ?2 IN ('', part)");
	query_int(&q, scope);
	query_text(&q, part);
	q.arena = &arena;
	while (query_row(&q)) {
		load_one(&q, judge);
		arena_reset(&arena);
	}
	const int rc = query_end(&q);

	arena_free(&arena);
	return rc;
}

static const struct sort_name sorts[] = {
	{"part", "r.part %", false},
	{"last_seen", "max(r.last_seen) %, r.part %", false},
	{"entries", "count(*) %, r.part %", false},
	{"what", "r.what %, r.part %", false},
	{0},
};

static const char *kinds_of(const char *kind)
{
	return strcmp(kind, "device") == 0 ? "device,identity"
	       : strcmp(kind, "fact") == 0 ? "fact"
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
	g->kind = g->part[0] == 'd' ? "device" : g->part[0] == 'f' ? "fact" : "talk";
}

static int read_page(struct list *list, struct store *store, struct arena *arena, struct rows *rows)
{
	struct buf sql = {0};
	struct query q;

	buf_printf(&sql,
		   "SELECT g.part, g.what, g.classes, g.entries, g.open, g.late, g.accepted, g.refused,"
		   " g.h1, g.h2, g.h3, g.expires, g.first, g.last, " JUDGED_PARTY("d", ENDPOINT_NAME("client"))
		   ", " JUDGED_PARTY("p", ENDPOINT_NAME("server"))
		   "FROM (SELECT r.scope_id, r.part, min(substr(r.what, 1, iif(r.kind IN ('operation',"
		   " 'class'), instr(r.what || '/', '/') - 1, 200))) what, r.client, r.server,"
		   " replace(ifnull(group_concat(DISTINCT nullif(r.class, '')), ''), ',', ' ') classes,"
		   " count(*) entries, sum(r.state IN ('learned', 'late')) open, sum(r.state = 'late') late,"
		   " sum(r.state = 'accepted') accepted, sum(r.state = 'refused') refused,"
		   " max(r.hours1) h1, max(r.hours2) h2, max(r.hours3) h3, max(r.expires) expires,"
		   " min(r.first_seen) first, max(r.last_seen) last"
		   " FROM allowed r WHERE 1%s GROUP BY r.scope_id, r.part",
		   buf_string(&list->where));
	list_order(list, &sql);
	buf_text(&sql, "LIMIT ? OFFSET ?) g"
		       " LEFT JOIN asset d ON d.scope_id = g.scope_id AND d.id = g.client"
		       " LEFT JOIN asset p ON p.scope_id = g.scope_id AND p.id = g.server");
	query_begin_once(&q, store, buf_string(&sql), arena);
	list_bind(list, &q);
	query_int(&q, (int64_t)list->limit);
	query_int(&q, (int64_t)list->offset);
	while (query_row(&q))
		read_group(&q, rows_add(rows, arena));
	buf_free(&sql);
	return query_end(&q);
}

static int count_groups(struct list *list, struct store *store, struct arena *arena, uint64_t *total)
{
	struct buf sql = {0};
	struct query q;
	int rc = 0;

	buf_printf(&sql, "SELECT count(DISTINCT r.part) FROM allowed r WHERE 1%s", buf_string(&list->where));
	query_begin_once(&q, store, buf_string(&sql), arena);
	list_bind(list, &q);
	*total = (uint64_t)query_number(&q, &rc);
	buf_free(&sql);
	return rc;
}

int store_allowed_groups(struct store *store, const struct viewer *viewer,
			 const struct allowed_filter *filter, const struct page *page, struct arena *arena,
			 struct allowed_group **out, struct listing *listing)
{
	static const struct allowed_filter all;
	struct rows rows = {.size = sizeof(struct allowed_group)};
	struct list list;
	uint64_t total = 0;

	sql_call_begin(store);
	list_begin(&list, page, sorts, "part");
	add_conditions(&list, viewer, filter ? filter : &all, arena);
	int rc = count_groups(&list, store, arena, &total);
	if (!rc)
		rc = read_page(&list, store, arena, &rows);
	*out = rows.data;
	list_told(&list, rows.count, total, arena, listing);
	list_end(&list);
	sql_call_end(store);
	return rc;
}

int store_allowed_part(struct store *store, const struct viewer *viewer, const char *part,
		       struct arena *arena, struct allowed_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct allowed_row)};
	struct query q;

	query_begin(&q, store,
		    "SELECT id, kind, what, class, function, space, target, state, ranges, wide, code,"
		    " subcode, count, period_us, jitter_us, expires, decided_by, decided_at, first_seen,"
		    " last_seen FROM allowed WHERE part = ? AND " SCOPES_OF("scope_id")
		    " ORDER BY kind, class, code, target LIMIT 1000");
	query_text(&q, part);
	query_scopes(&q, viewer);
	q.arena = arena;
	while (query_row(&q)) {
		struct allowed_row *r = rows_add(&rows, arena);

		r->id = query_get_int(&q);
		r->kind = query_get_text(&q);
		r->what = query_get_text(&q);
		r->class = query_get_text(&q);
		r->function = query_get_text(&q);
		r->space = query_get_text(&q);
		r->target = query_get_text(&q);
		r->state = query_get_text(&q);
		r->ranges = query_get_text(&q);
		r->wide = query_get_int(&q) != 0;
		r->code = query_get_int(&q);
		r->subcode = query_get_int(&q);
		r->count = (uint64_t)query_get_int(&q);
		r->period_us = query_get_int(&q);
		r->jitter_us = query_get_int(&q);
		r->expires = query_get_int(&q);
		r->decided_by = query_get_text(&q);
		r->decided_at = query_get_int(&q);
		r->first_seen = query_get_int(&q);
		r->last_seen = query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	const int rc = query_end(&q);
	return rc || rows.count ? rc : store_failed(store, -ENOENT, "store: nothing of %.60s was learned", part);
}

static int decide(struct store *store, const struct viewer *viewer, const char *part, const char *state,
		  int64_t expires)
{
	struct query q;

	query_begin(&q, store,
		    "UPDATE allowed SET state = ?1, expires = ?2, decided_by = ?3, decided_at = ?4 WHERE"
		    " (part = ?5 OR (?5 = '' AND state IN ('learned', 'late'))) AND scope_id IN"
		    " (SELECT value FROM json_each(?6))");
	query_text(&q, state);
	query_int(&q, expires);
	query_text(&q, viewer->user);
	query_int(&q, clock_now());
	query_text(&q, part);
	query_scopes(&q, viewer);
	int rc = query_run(&q);
	if (!rc && *part && sqlite3_changes(store->db) == 0)
		rc = store_failed(store, -ENOENT, "store: nothing of %.60s was learned", part);
	return rc ? rc : store_audit(store, viewer, "allowlist.decide", part, state);
}

int store_allowed_decide(struct store *store, const struct viewer *viewer, const char *part,
			 const char *state, int64_t expires)
{
	const int number = allowed_state_parse(state);
	bool own;

	if (number < 0 || number == ALLOWED_LATE)
		return store_failed(store, -EINVAL, "store: a group cannot be %.20s", state);
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, decide(store, viewer, part, state, expires));
}

int store_learned_hours(struct store *store, const struct viewer *viewer, uint64_t hours[3])
{
	struct query q;

	hours[0] = hours[1] = hours[2] = 0;
	query_begin(&q, store,
		    "SELECT DISTINCT hours1, hours2, hours3 FROM allowed WHERE scope_id IN (SELECT value"
		    " FROM json_each(?))");
	query_scopes(&q, viewer);
	while (query_row(&q))
		for (int i = 0; i < 3; i++)
			hours[i] |= (uint64_t)query_get_int(&q);
	return query_end(&q);
}
