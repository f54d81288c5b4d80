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
	" WHEN kind = 'name' THEN 'n-' || client || '-' || what" \
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

void allowed_write_ranges(const struct allowed_range *ranges, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++)
		buf_printf(out, "%s[%" PRIu64 ",%" PRIu64 "]", i ? "," : "[",
			   ranges[i].low > INT64_MAX ? INT64_MAX : ranges[i].low,
			   ranges[i].high > INT64_MAX ? INT64_MAX : ranges[i].high);
	if (count)
		buf_byte(out, ']');
}

static int save_one(struct store *store, int64_t scope, const struct allowed *a)
{
	struct buf ranges = {0};
	struct query q;

	allowed_write_ranges(a->ranges, a->range_count, &ranges);
	query_begin(&q, store,
		    "INSERT INTO allowed (scope_id, part, kind, client, server, what, class, code,"
		    " subcode, function, space, target, state, wide, ranges, count, period_us,"
		    " jitter_us, hours1, hours2, hours3, expires, first_seen, last_seen) VALUES"
		    " (?,'',?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET"
		    " wide = iif(fixed AND excluded.state != 'accepted', wide, excluded.wide), ranges = iif(fixed AND"
		    " excluded.state != 'accepted', ranges, excluded.ranges), state = iif(excluded.state = 'accepted',"
		    " 'accepted', state), expires = iif(excluded.state = 'accepted', excluded.expires, expires), count = excluded.count,"
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

/* At most UINT64_MAX, as strtoull reads it; digits alone. */
static uint64_t read_number(const char **text)
{
	uint64_t number = 0;
	bool over = false;

	for (; **text >= '0' && **text <= '9'; (*text)++)
		over |= __builtin_mul_overflow(number, 10, &number) ||
			__builtin_add_overflow(number, (uint64_t)(**text - '0'), &number);
	return over ? UINT64_MAX : number;
}

/* Our own writing, "[[1,2],[7,7]]": what is not of this form ends the list. */
static size_t read_ranges(const char *text, struct allowed_range *ranges)
{
	size_t n = 0;

	for (text += *text == '['; *text == '[' && n < ALLOWED_RANGES; text += *text == ',') {
		const char *end = text + 1;

		ranges[n].low = read_number(&end);
		end += *end == ',';
		ranges[n].high = read_number(&end);
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
	const int kind = allowed_kind_parse(query_look_text(q));
	const int state = allowed_state_parse(query_look_text(q));
	struct allowed a = {.ranges = ranges};

	a.client = (uint64_t)query_get_int(q);
	a.server = (uint64_t)query_get_int(q);
	a.what = query_look_text(q);
	a.class = query_look_text(q);
	a.code = (uint32_t)query_get_int(q);
	a.subcode = (int32_t)query_get_int(q);
	a.function = query_look_text(q);
	a.space = query_look_text(q);
	a.target = query_look_text(q);
	a.wide = query_get_int(q) != 0;
	a.fixed = query_get_int(q) != 0;
	a.range_count = read_ranges(query_look_text(q), ranges);
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

#define LOADED \
	"SELECT kind, state, client, server, what, class, code, subcode, function, space, target, wide, fixed," \
	" ranges, count, period_us, jitter_us, hours1, hours2, hours3, expires, first_seen, last_seen" \
	" FROM allowed WHERE "

/* Takes the query to its end, and its arena too. */
static int load_all(struct query *q, struct judge *judge)
{
	while (query_row(q))
		load_one(q, judge);
	const int rc = query_end(q);

	arena_free(q->arena);
	return rc;
}

int store_reload_part(struct store *store, int64_t scope, const char *part, struct judge *judge)
{
	struct arena arena = {0};
	struct query q;

	query_begin(&q, store, part && *part ? LOADED "scope_id = ?1 AND part = ?2"
				      : LOADED "+scope_id = ?1 AND ?2 = ''"); /* all: row by row, by no index */
	query_int(&q, scope);
	query_text(&q, part);
	q.arena = &arena;
	return load_all(&q, judge);
}

int store_reload_allowed(struct store *store, int64_t scope, int64_t id, struct judge *judge)
{
	struct arena arena = {0};
	struct query q;

	query_begin(&q, store, LOADED "scope_id = ?1 AND id = ?2");
	query_int(&q, scope);
	query_int(&q, id);
	q.arena = &arena;
	return load_all(&q, judge);
}
