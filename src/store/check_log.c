/* check_log.c - what came of the active check. SPDX-License-Identifier: Apache-2.0 */

#include "store/check.h"

#include <errno.h>

#include "lib/clock.h"
#include "store/sql.h"

#define KEPT (2 * CHECK_INTERVAL_MAX * SECOND) /* so that a new start asks nobody too soon */

static bool answered(const struct check_seen *s)
{
	return s->result == CHECK_ANSWERED || s->result == CHECK_REFUSED;
}

static const char *text_of(const struct address *ip, char text[ADDRESS_TEXT_SIZE])
{
	address_text(ip, text);
	return text;
}

static int put_log(struct store *store, const struct check_seen *s)
{
	char ip[ADDRESS_TEXT_SIZE];
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO check_log (scope_id, asset_id, ip, method, port, result, round_trip_us, at) VALUES"
		    " (?,?,?,?,?,?,?,?)");
	query_int(&q, STORE_ROOT_SCOPE);
	query_int(&q, (int64_t)s->asset);
	query_text(&q, text_of(&s->address, ip));
	query_int(&q, s->method);
	query_int(&q, s->port);
	query_int(&q, s->result);
	query_int(&q, s->round_trip_us);
	query_int(&q, s->at);
	const int rc = query_run(&q);

	if (rc)
		return rc;
	query_begin(&q, store, "DELETE FROM check_log WHERE id <= (SELECT max(id) FROM check_log) - ?");
	query_int(&q, CHECK_LOG_MAX);
	return query_run(&q);
}

static int put_state(struct store *store, const struct check_seen *s)
{
	char ip[ADDRESS_TEXT_SIZE];
	struct query q;

	query_begin(&q, store,
		    "INSERT OR REPLACE INTO check_state (ip, method, port, scope_id, asset_id, answers, at, until)"
		    " VALUES (?,?,?,?,?,?,?,?)");
	query_text(&q, text_of(&s->address, ip));
	query_int(&q, s->method);
	query_int(&q, s->port);
	query_int(&q, STORE_ROOT_SCOPE);
	query_int(&q, (int64_t)s->asset);
	query_int(&q, answered(s));
	query_int(&q, s->at);
	query_int(&q, s->until);
	return query_run(&q);
}

static int keep(struct store *store, const struct check_seen *s)
{
	int rc = put_log(store, s);

	if (!rc)
		rc = put_state(store, s);
	if (!rc && s->result != CHECK_UNSENT)
		rc = sql_exec(store, "UPDATE active_check SET sent = sent + 1");
	return rc;
}

int store_check_keep(struct store *store, const struct check_seen *seen)
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, keep(store, seen));
}

int store_check_forget(struct store *store, int64_t now)
{
	struct query q;

	query_begin(&q, store, "UPDATE check_state SET answers = 0 WHERE answers AND until < ?");
	query_int(&q, now);
	const int rc = query_run(&q);

	if (rc)
		return rc;
	query_begin(&q, store, "DELETE FROM check_state WHERE NOT answers AND at < ?");
	query_int(&q, now - KEPT);
	return query_run(&q);
}

static void read_seen(struct query *q, struct check_seen *s)
{
	s->asset = (uint64_t)query_get_int(q);
	if (!address_parse(query_get_text(q), &s->address))
		s->address = (struct address){{0}};
	s->method = (uint8_t)query_get_int(q);
	s->port = (uint16_t)query_get_int(q);
	s->at = query_get_int(q);
}

int store_check_log(struct store *store, const struct viewer *viewer, uint64_t asset, size_t most,
		    struct arena *arena, struct check_seen **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct check_seen)};
	struct query q;

	query_begin(&q, store,
		    "SELECT asset_id, ip, method, port, at, result, round_trip_us FROM check_log WHERE (?1 = 0 OR"
		    " asset_id = ?1) AND scope_id IN (SELECT value FROM json_each(?2)) ORDER BY id DESC LIMIT ?3");
	query_int(&q, (int64_t)asset);
	query_scopes(&q, viewer);
	query_int(&q, (int64_t)most);
	q.arena = arena;
	while (query_row(&q)) {
		struct check_seen *s = rows_add(&rows, arena);

		read_seen(&q, s);
		s->result = (uint8_t)query_get_int(&q);
		s->round_trip_us = query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

int store_check_times(struct store *store, struct arena *arena, struct check_seen **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct check_seen)};
	struct query q;

	query_begin(&q, store, "SELECT asset_id, ip, method, port, at FROM check_state LIMIT 10000");
	q.arena = arena;
	while (query_row(&q))
		read_seen(&q, rows_add(&rows, arena));
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
