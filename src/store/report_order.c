/* report_order.c - reports that write themselves on a day of each month, and what was written (S4-184).
 * SPDX-License-Identifier: Apache-2.0 */

#include "store/report_order.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

#include "lib/clock.h"
#include "store/account.h"
#include "store/channel.h"
#include "store/sql.h"

#define ORDERS_MOST 200
#define ERROR_MOST  250

int store_report_orders(struct store *store, const struct viewer *viewer, struct arena *arena,
			struct report_order_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct report_order_row)};
	struct query q;

	query_begin(&q, store,
		    "SELECT id, scope_id, report, language, day, channel_id, user, at, written_at, error FROM report_order"
		    " WHERE " SCOPES_OF("scope_id") " ORDER BY id LIMIT 1000");
	query_scopes(&q, viewer);
	q.arena = arena;
	while (query_row(&q)) {
		struct report_order_row *row = rows_add(&rows, arena);

		row->id = query_get_int(&q);
		row->scope = query_get_int(&q);
		row->report = query_get_text(&q);
		row->language = query_get_text(&q);
		row->day = query_get_int(&q);
		row->channel = query_get_int(&q);
		row->user = query_get_text(&q);
		row->at = query_get_int(&q);
		row->written_at = query_get_int(&q);
		row->error = query_get_text(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

static int check_room(struct store *store, int64_t scope)
{
	struct query q;
	int rc = 0;

	query_begin(&q, store, "SELECT count(*) FROM report_order WHERE scope_id = ?");
	query_int(&q, scope);
	const int64_t orders = query_number(&q, &rc);

	return rc || orders < ORDERS_MOST ? rc : store_failed(store, -E2BIG, "store: there are too many orders of reports");
}

static int check_channel(struct store *store, const struct viewer *viewer, int64_t channel)
{
	struct arena arena = {0};
	struct channel_row row;
	const int rc = channel ? store_channel(store, viewer, channel, clock_now(), &arena, &row) : 0;

	arena_free(&arena);
	return rc;
}

/* An order that was changed begins anew: its next day is the first. */
static int put(struct store *store, const struct viewer *viewer, const struct report_order_row *row)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO report_order (scope_id, report, language, day, channel_id, user, at)"
		    " VALUES (?, ?, ?, ?, nullif(?, 0), ?, ?) ON CONFLICT (scope_id, report, language) DO UPDATE SET"
		    " day = excluded.day, channel_id = excluded.channel_id, user = excluded.user, at = excluded.at,"
		    " error = ''");
	query_int(&q, row->scope);
	query_text(&q, row->report);
	query_text(&q, row->language);
	query_int(&q, row->day);
	query_int(&q, row->channel);
	query_text(&q, viewer->user);
	query_int(&q, clock_now());
	return query_run(&q);
}

static int64_t find(struct store *store, const struct report_order_row *row, int *rc)
{
	struct query q;

	query_begin(&q, store, "SELECT id FROM report_order WHERE scope_id = ? AND report = ? AND language = ?");
	query_int(&q, row->scope);
	query_text(&q, row->report);
	query_text(&q, row->language);
	return query_number(&q, rc);
}

int store_report_order_put(struct store *store, const struct viewer *viewer, const struct report_order_row *row,
			   int64_t *id)
{
	bool own;
	int rc = step_begin_in(store, viewer, row->scope, &own);

	*id = 0;
	if (rc)
		return rc;
	rc = check_room(store, row->scope);
	if (!rc)
		rc = check_channel(store, viewer, row->channel);
	if (!rc)
		rc = put(store, viewer, row);
	if (!rc)
		*id = find(store, row, &rc);
	if (!rc)
		rc = store_audit_row(store, viewer, "report.order", *id, row->report);
	return step_end(store, own, rc);
}

static int remove_order(struct store *store, const struct viewer *viewer, int64_t id)
{
	struct query q;

	query_begin(&q, store, "DELETE FROM report_order WHERE id = ? AND " SCOPES_OF("scope_id"));
	query_int(&q, id);
	query_scopes(&q, viewer);
	const int rc = query_run(&q);

	if (rc)
		return rc;
	if (!sqlite3_changes(store->db))
		return store_failed(store, -ENOENT, "store: there is no order %lld", (long long)id);
	return store_audit_row(store, viewer, "report.order_end", id, "");
}

int store_report_order_remove(struct store *store, const struct viewer *viewer, int64_t id)
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, remove_order(store, viewer, id));
}

/* ---- what was written ---- */

static int put_body(struct store *store, const struct report_order_row *order, const char *title, const char *period,
		    const char *body, int64_t now)
{
	unsigned char hash[crypto_generichash_BYTES];
	char text[2 * sizeof(hash) + 1];
	struct query q;

	crypto_generichash(hash, sizeof(hash), (const unsigned char *)body, strlen(body), NULL, 0);
	sodium_bin2hex(text, sizeof(text), hash, sizeof(hash));
	query_begin(&q, store,
		    "INSERT INTO report_kept (scope_id, report, language, title, period, at, hash, body)"
		    " VALUES (?,?,?,?,?,?,?,?)");
	query_int(&q, order->scope);
	query_text(&q, order->report);
	query_text(&q, order->language);
	query_text(&q, title);
	query_text(&q, period);
	query_int(&q, now);
	query_text(&q, text);
	query_text(&q, body);
	return query_run(&q);
}

static int put_notice(struct store *store, int64_t channel, int64_t kept)
{
	struct query q;

	query_begin(&q, store, "INSERT INTO report_notice SELECT id, ? FROM channel WHERE id = ? AND enabled");
	query_int(&q, kept);
	query_int(&q, channel);
	return query_run(&q);
}

static int let_go(struct store *store, const struct report_order_row *order)
{
	struct query q;

	query_begin(&q, store,
		    "DELETE FROM report_kept WHERE scope_id = ?1 AND report = ?2 AND language = ?3 AND id <= (SELECT id FROM"
		    " report_kept WHERE scope_id = ?1 AND report = ?2 AND language = ?3 ORDER BY id DESC LIMIT 1 OFFSET ?4)");
	query_int(&q, order->scope);
	query_text(&q, order->report);
	query_text(&q, order->language);
	query_int(&q, REPORTS_KEPT);
	return query_run(&q);
}

static int put_state(struct store *store, int64_t order, int64_t written_at, const char *error)
{
	struct query q;
	char cut[ERROR_MOST];

	snprintf(cut, sizeof(cut), "%s", error);
	query_begin(&q, store, "UPDATE report_order SET written_at = max(written_at, ?), error = ? WHERE id = ?");
	query_int(&q, written_at);
	query_text(&q, cut);
	query_int(&q, order);
	return query_run(&q);
}

static int keep(struct store *store, const struct report_order_row *order, const char *title, const char *period,
		const char *body, int64_t now)
{
	int rc = put_body(store, order, title, period, body, now);

	if (!rc && order->channel)
		rc = put_notice(store, order->channel, sqlite3_last_insert_rowid(store->db));
	if (!rc)
		rc = let_go(store, order);
	return rc ? rc : put_state(store, order->id, now, "");
}

int store_report_keep(struct store *store, const struct report_order_row *order, const char *title,
		      const char *period, const char *body, int64_t now)
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, keep(store, order, title, period, body, now));
}

int store_report_failed(struct store *store, int64_t order, const char *why)
{
	return put_state(store, order, 0, why);
}

#define KEPT "SELECT id, scope_id, report, language, title, period, at, hash, "

static void read_kept(struct query *q, struct report_kept_row *row)
{
	row->id = query_get_int(q);
	row->scope = query_get_int(q);
	row->report = query_get_text(q);
	row->language = query_get_text(q);
	row->title = query_get_text(q);
	row->period = query_get_text(q);
	row->at = query_get_int(q);
	row->hash = query_get_text(q);
	row->body = query_get_text(q);
}

int store_reports_kept(struct store *store, const struct viewer *viewer, struct arena *arena,
		       struct report_kept_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct report_kept_row)};
	struct query q;

	query_begin(&q, store, KEPT "'' FROM report_kept WHERE " SCOPES_OF("scope_id") " ORDER BY id DESC LIMIT 500");
	query_scopes(&q, viewer);
	q.arena = arena;
	while (query_row(&q))
		read_kept(&q, rows_add(&rows, arena));
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

static bool one(struct query *q, struct arena *arena, struct report_kept_row *out, int *rc)
{
	q->arena = arena;
	const bool found = query_row(q);

	if (found)
		read_kept(q, out);
	*rc = query_end(q);
	return found;
}

int store_report_kept(struct store *store, const struct viewer *viewer, int64_t id, struct arena *arena,
		      struct report_kept_row *out)
{
	struct query q;
	int rc;

	query_begin(&q, store, KEPT "body FROM report_kept WHERE id = ? AND " SCOPES_OF("scope_id"));
	query_int(&q, id);
	query_scopes(&q, viewer);
	if (one(&q, arena, out, &rc) || rc)
		return rc;
	return store_failed(store, -ENOENT, "store: there is no report %lld", (long long)id);
}

int store_report_notice(struct store *store, int64_t channel, struct arena *arena, struct report_kept_row *out,
			bool *found)
{
	struct query q;
	int rc;

	query_begin(&q, store, KEPT "'' FROM report_kept WHERE id = (SELECT min(kept_id) FROM report_notice WHERE channel_id = ?)");
	query_int(&q, channel);
	*found = one(&q, arena, out, &rc);
	return rc;
}

int store_report_told(struct store *store, int64_t channel, int64_t kept)
{
	struct query q;

	query_begin(&q, store, "DELETE FROM report_notice WHERE channel_id = ? AND kept_id = ?");
	query_int(&q, channel);
	query_int(&q, kept);
	return query_run(&q);
}
