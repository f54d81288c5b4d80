/* channel.c - who is told of findings, and what waits to be told. SPDX-License-Identifier: Apache-2.0 */

#include "store/channel.h"

#include <errno.h>
#include <stdio.h>

#include "lib/clock.h"
#include "store/account.h"
#include "store/sql.h"

#define HOUR	     (3600 * SECOND)
#define MESSAGES_MAX 500 /* kept of a channel, but never less than an hour's */
#define ERROR_MAX    250

/* ?1 an hour ago */
#define COLUMNS \
	"SELECT c.id, c.kind, c.name, c.enabled, c.captures, c.least, c.quiet, c.through, c.rate," \
	" c.language, c.settings, c.secret, c.created_at, c.sent_at, c.failures, c.retry_at, c.error," \
	" c.error_at, (SELECT count(*) FROM notice n WHERE n.channel_id = c.id)" \
	" + (SELECT count(*) FROM report_notice n WHERE n.channel_id = c.id)," \
	" (SELECT ifnull(sum(iif(c.kind = 'syslog', m.findings, 1)), 0) FROM channel_message m" \
	" WHERE m.channel_id = c.id AND m.at > ?1 AND m.error = '') FROM channel c WHERE "

static void read_row(struct query *q, struct channel_row *row)
{
	row->id = query_get_int(q);
	row->kind = query_get_text(q);
	row->name = query_get_text(q);
	row->enabled = query_get_int(q) != 0;
	row->captures = query_get_int(q) != 0;
	row->least = (enum severity)query_get_int(q);
	row->quiet = query_get_text(q);
	row->through = (enum severity)query_get_int(q);
	row->rate = query_get_int(q);
	row->language = query_get_text(q);
	row->settings = query_get_text(q);
	row->secret = query_get_text(q);
	row->created_at = query_get_int(q);
	row->sent_at = query_get_int(q);
	row->failures = query_get_int(q);
	row->retry_at = query_get_int(q);
	row->error = query_get_text(q);
	row->error_at = query_get_int(q);
	row->waiting = (uint64_t)query_get_int(q);
	row->sent_hour = (uint64_t)query_get_int(q);
}

int store_channels(struct store *store, const struct viewer *viewer, int64_t now,
		   struct arena *arena, struct channel_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct channel_row)};
	struct query q;

	query_begin(&q, store, COLUMNS SCOPES_OF("c.scope_id") "ORDER BY c.id LIMIT 100");
	query_int(&q, now - HOUR);
	query_scopes(&q, viewer);
	q.arena = arena;
	while (query_row(&q))
		read_row(&q, rows_add(&rows, arena));
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

int store_channel(struct store *store, const struct viewer *viewer, int64_t id, int64_t now,
		  struct arena *arena, struct channel_row *out)
{
	struct query q;

	query_begin(&q, store, COLUMNS "c.id = ? AND " SCOPES_OF("c.scope_id"));
	query_int(&q, now - HOUR);
	query_int(&q, id);
	query_scopes(&q, viewer);
	q.arena = arena;
	const bool found = query_row(&q);

	if (found)
		read_row(&q, out);
	const int rc = query_end(&q);
	return rc || found ? rc : store_failed(store, -ENOENT, "store: there is no channel %lld", (long long)id);
}

static void bind_row(struct query *q, const struct channel_row *row)
{
	query_text(q, row->name);
	query_int(q, row->enabled);
	query_int(q, row->captures);
	query_int(q, row->least);
	query_text(q, row->quiet);
	query_int(q, row->through);
	query_int(q, row->rate);
	query_text(q, row->language);
	query_text(q, row->settings);
	query_text(q, row->secret);
}

static int insert(struct store *store, const struct viewer *viewer, const struct channel_row *row,
		  int64_t *id)
{
	struct query q;

	if (!viewer->scope_count)
		return store_failed(store, -EPERM, "store: the viewer has no scope");
	query_begin(&q, store,
		    "INSERT INTO channel (name, enabled, captures, least, quiet, through, rate, language,"
		    " settings, secret, kind, scope_id, created_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)");
	bind_row(&q, row);
	query_text(&q, row->kind);
	query_int(&q, viewer->scopes[0]);
	query_int(&q, clock_now());
	const int rc = query_run(&q);

	*id = sqlite3_last_insert_rowid(store->db);
	return rc;
}

/* New settings deserve a try at once. */
static int update(struct store *store, const struct viewer *viewer, const struct channel_row *row)
{
	struct query q;

	query_begin(&q, store,
		    "UPDATE channel SET name = ?, enabled = ?, captures = ?, least = ?, quiet = ?,"
		    " through = ?, rate = ?, language = ?, settings = ?, secret = ?, failures = 0,"
		    " retry_at = 0 WHERE id = ? AND " SCOPES_OF("scope_id"));
	bind_row(&q, row);
	query_int(&q, row->id);
	query_scopes(&q, viewer);
	const int rc = query_run(&q);

	if (rc || sqlite3_changes(store->db))
		return rc;
	return store_failed(store, -ENOENT, "store: there is no channel %lld", (long long)row->id);
}

static int forget_waiting(struct store *store, int64_t channel)
{
	struct query q;

	query_begin(&q, store, "DELETE FROM notice WHERE channel_id = ?");
	query_int(&q, channel);
	const int rc = query_run(&q);

	if (rc)
		return rc;
	query_begin(&q, store, "DELETE FROM report_notice WHERE channel_id = ?");
	query_int(&q, channel);
	return query_run(&q);
}

static int save(struct store *store, const struct viewer *viewer, const struct channel_row *row,
		int64_t *id)
{
	char detail[160];
	int rc = row->id ? update(store, viewer, row) : insert(store, viewer, row, id);

	if (row->id)
		*id = row->id;
	if (!rc && !row->enabled)
		rc = forget_waiting(store, *id);
	snprintf(detail, sizeof(detail), "%s, %s", row->kind, row->enabled ? "on" : "off");
	return rc ? rc : store_audit(store, viewer, "channel.save", row->name, detail);
}

int store_channel_save(struct store *store, const struct viewer *viewer,
		       const struct channel_row *row, int64_t *id)
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, save(store, viewer, row, id));
}

static int remove_channel(struct store *store, const struct viewer *viewer, int64_t id)
{
	struct arena arena = {0};
	struct channel_row row;
	struct query q;
	int rc = store_channel(store, viewer, id, clock_now(), &arena, &row);

	if (!rc) {
		query_begin(&q, store, "DELETE FROM channel WHERE id = ?");
		query_int(&q, id);
		rc = query_run(&q);
	}
	if (!rc)
		rc = store_audit(store, viewer, "channel.remove", row.name, row.kind);
	arena_free(&arena);
	return rc;
}

int store_channel_remove(struct store *store, const struct viewer *viewer, int64_t id)
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, remove_channel(store, viewer, id));
}

/* ---- the queue ---- */

static uint64_t count_waiting(struct store *store, int64_t channel, enum severity least, int *rc)
{
	struct query q;

	query_begin(&q, store, "SELECT count(*) FROM notice WHERE channel_id = ? AND severity >= ?");
	query_int(&q, channel);
	query_int(&q, least);
	return (uint64_t)query_number(&q, rc);
}

int store_notices(struct store *store, int64_t channel, enum severity least, size_t most,
		  struct arena *arena, struct notice_row **out, size_t *count, uint64_t *waiting)
{
	struct rows rows = {.size = sizeof(struct notice_row)};
	struct query q;

	query_begin(&q, store,
		    "SELECT id, finding_id, cause, at FROM notice WHERE channel_id = ? AND severity >= ?"
		    " ORDER BY id LIMIT ?");
	query_int(&q, channel);
	query_int(&q, least);
	query_int(&q, (int64_t)most);
	q.arena = arena;
	while (query_row(&q)) {
		struct notice_row *n = rows_add(&rows, arena);

		n->id = query_get_int(&q);
		n->finding = query_get_int(&q);
		n->cause = query_get_text(&q);
		n->at = query_get_int(&q);
	}
	int rc = query_end(&q);

	*out = rows.data;
	*count = rows.count;
	*waiting = rc ? 0 : count_waiting(store, channel, least, &rc);
	return rc;
}

static int put_message(struct store *store, int64_t channel, int64_t now, size_t findings,
		       const char *error)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO channel_message (channel_id, at, findings, error) VALUES (?,?,?,?)");
	query_int(&q, channel);
	query_int(&q, now);
	query_int(&q, (int64_t)findings);
	query_text(&q, error);
	const int rc = query_run(&q);

	if (rc)
		return rc;
	query_begin(&q, store,
		    "DELETE FROM channel_message WHERE channel_id = ?1 AND at < ?2 AND id <= (SELECT id FROM"
		    " channel_message WHERE channel_id = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?3)");
	query_int(&q, channel);
	query_int(&q, now - HOUR);
	query_int(&q, MESSAGES_MAX);
	return query_run(&q);
}

static int forget(struct store *store, int64_t notice)
{
	struct query q;

	query_begin(&q, store, "DELETE FROM notice WHERE id = ?");
	query_int(&q, notice);
	return query_run(&q);
}

int store_notices_sent(struct store *store, int64_t channel, const int64_t *notices, size_t count,
		       int64_t now)
{
	struct query q;
	int rc = 0;

	for (size_t i = 0; i < count && !rc; i++)
		rc = forget(store, notices[i]);
	if (!rc)
		rc = put_message(store, channel, now, count, "");
	if (rc)
		return rc;
	query_begin(&q, store,
		    "UPDATE channel SET sent_at = ?, failures = 0, retry_at = 0, error = '', error_at = 0"
		    " WHERE id = ?");
	query_int(&q, now);
	query_int(&q, channel);
	return query_run(&q);
}

int store_notices_failed(struct store *store, int64_t channel, const char *error, int64_t now,
			 int64_t retry_at)
{
	struct query q;
	char cut[ERROR_MAX];

	snprintf(cut, sizeof(cut), "%s", error);
	query_begin(&q, store,
		    "UPDATE channel SET failures = failures + 1, retry_at = ?, error = ?, error_at = ?"
		    " WHERE id = ?");
	query_int(&q, retry_at);
	query_text(&q, cut);
	query_int(&q, now);
	query_int(&q, channel);
	const int rc = query_run(&q);

	return rc ? rc : put_message(store, channel, now, 0, cut);
}
