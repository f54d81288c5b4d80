/* check.c - the active check: whether it is on, whom it may ask. SPDX-License-Identifier: Apache-2.0 */

#include "store/check.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "lib/clock.h"
#include "store/account.h"
#include "store/flags.h"
#include "store/sql.h"

#define DAY	   (86400 * SECOND)
#define DETAIL_MAX 512

int store_check(struct store *store, struct arena *arena, struct check_order *out)
{
	struct query q;

	*out = (struct check_order){.reason = "", .rate = 1, .user = ""};
	query_begin(&q, store, "SELECT enabled, reason, until, rate, user, at, sent FROM active_check");
	q.arena = arena;
	if (query_row(&q)) {
		out->enabled = query_get_int(&q) != 0;
		out->reason = query_get_text(&q);
		out->until = query_get_int(&q);
		out->rate = query_get_int(&q);
		out->user = query_get_text(&q);
		out->at = query_get_int(&q);
		out->sent = query_get_int(&q);
	}
	return query_end(&q);
}

int store_check_entries(struct store *store, const struct viewer *viewer, struct arena *arena,
			struct check_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct check_row)};
	struct query q;

	query_begin(&q, store,
		    "SELECT id, target, method, port, interval, asset_id, user, at FROM check_entry WHERE "
		    SCOPES_OF("scope_id") "ORDER BY id LIMIT 1000");
	query_scopes(&q, viewer);
	q.arena = arena;
	while (query_row(&q)) {
		struct check_row *row = rows_add(&rows, arena);

		row->id = query_get_int(&q);
		/* what does not read stays a subnet of everything, which check_entry_fault refuses */
		if (!check_entry_parse(query_get_text(&q), &row->entry))
			row->entry = (struct check_entry){.prefix = 0};
		row->entry.method = (uint8_t)query_get_int(&q);
		row->entry.port = (uint16_t)query_get_int(&q);
		row->entry.interval = (uint32_t)query_get_int(&q);
		row->asset = (uint64_t)query_get_int(&q);
		row->user = query_get_text(&q);
		row->at = query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

int store_check_hosts(struct store *store, struct arena *arena, struct check_host **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct check_host)};
	struct address ip;
	struct query q;

	query_begin(&q, store,
		    "SELECT e.ip, a.id FROM endpoint e JOIN asset a ON a.scope_id = e.scope_id AND a.id = e.asset_id"
		    " WHERE e.scope_id = ? AND e.kind = ? AND e.flags & ? = 0 AND NOT a.external AND a.into_id = 0"
		    " ORDER BY e.last_seen DESC");
	query_int(&q, STORE_ROOT_SCOPE);
	query_int(&q, ENDPOINT_IP);
	query_int(&q, FLAG_RETIRED);
	q.arena = arena;
	while (query_row(&q)) {
		const bool reads = address_parse(query_get_text(&q), &ip);
		const uint64_t asset = (uint64_t)query_get_int(&q);

		if (reads && check_may_ask(&ip))
			*(struct check_host *)rows_add(&rows, arena) = (struct check_host){ip, asset};
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

/* ---- the switch ---- */

static int count_entries(struct store *store, int *rc)
{
	struct query q;

	query_begin(&q, store, "SELECT count(*) FROM check_entry");
	return (int)query_number(&q, rc);
}

static int refuse(struct store *store, const char *why)
{
	return store_failed(store, -EINVAL, "%s", why);
}

static int check_order(struct store *store, const struct check_order *o)
{
	const int64_t now = clock_now();
	int rc = 0;

	if (o->rate < 1 || o->rate > CHECK_RATE_MAX)
		return refuse(store, "rate: 1 to 10 packets a second");
	if (strlen(o->reason) > CHECK_REASON_MAX)
		return refuse(store, "reason: one sentence, not too long");
	if (!o->enabled)
		return 0;
	if (!*o->reason)
		return refuse(store, "reason: say why it is switched on");
	if (o->until <= now || o->until > now + CHECK_DAYS_MAX * DAY)
		return refuse(store, "until: within the next 30 days");
	if (!count_entries(store, &rc) && !rc)
		return refuse(store, "targets: name whom it may ask first");
	return rc;
}

/* Answers to what is not asked any more say nothing. */
static int silence(struct store *store)
{
	struct query q;

	query_begin(&q, store, "UPDATE check_state SET answers = 0 WHERE answers");
	return query_run(&q);
}

static int put_order(struct store *store, const struct viewer *viewer, const struct check_order *o)
{
	struct query q;

	query_begin(&q, store,
		    "UPDATE active_check SET enabled = ?, reason = ?, until = ?, rate = ?, user = ?, at = ?");
	query_int(&q, o->enabled);
	query_text(&q, o->reason);
	query_int(&q, o->until);
	query_int(&q, o->rate);
	query_text(&q, viewer->user);
	query_int(&q, clock_now());
	const int rc = query_run(&q);

	return rc || o->enabled ? rc : silence(store);
}

static void describe_order(const struct check_order *o, int entries, char detail[DETAIL_MAX])
{
	char until[CLOCK_TEXT_SIZE];

	clock_text_local(o->until, until);
	snprintf(detail, DETAIL_MAX, "until %s, %lld/s, targets %d: %s", until, (long long)o->rate, entries, o->reason);
}

/* What holds when it is edited; it is not switched on for the reason of another time. */
static void merge(const struct check_edit *edit, struct check_order *o)
{
	const bool on = edit->enabled > 0 && !o->enabled;

	o->enabled = edit->enabled < 0 ? o->enabled : edit->enabled > 0;
	o->reason = edit->reason ? edit->reason : on ? "" : o->reason;
	o->until = edit->until || on ? edit->until : o->until;
	o->rate = edit->rate ? edit->rate : o->rate;
}

static int put_and_tell(struct store *store, const struct viewer *viewer, const struct check_order *o, bool was)
{
	char detail[DETAIL_MAX] = "";
	int rc = put_order(store, viewer, o);

	if (!rc && o->enabled)
		describe_order(o, count_entries(store, &rc), detail);
	if (rc)
		return rc;
	return store_audit(store, viewer, was == o->enabled ? "check.change" : was ? "check.off" : "check.on", "check",
			   detail);
}

static int save(struct store *store, const struct viewer *viewer, const struct check_edit *edit)
{
	struct arena arena = {0};
	struct check_order o;
	int rc = store_check(store, &arena, &o);
	const bool was = o.enabled;

	merge(edit, &o);
	if (!rc)
		rc = check_order(store, &o);
	if (!rc)
		rc = put_and_tell(store, viewer, &o, was);
	arena_free(&arena);
	return rc;
}

int store_check_save(struct store *store, const struct viewer *viewer, const struct check_edit *edit)
{
	bool own;
	const int rc = step_begin_in(store, viewer, STORE_ROOT_SCOPE, &own);

	return rc ? rc : step_end(store, own, save(store, viewer, edit));
}

static int expire(struct store *store)
{
	struct query q;

	query_begin(&q, store, "UPDATE active_check SET enabled = 0 WHERE enabled");
	int rc = query_run(&q);

	if (!rc)
		rc = silence(store);
	return rc ? rc : store_audit(store, &store_system, "check.expire", "check", NULL);
}

int store_check_expire(struct store *store)
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, expire(store));
}

/* ---- the list ---- */

static int insert(struct store *store, const struct viewer *viewer, const struct check_row *row, const char *target,
		  int64_t *id)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO check_entry (scope_id, target, method, port, interval, asset_id, user, at) VALUES"
		    " (?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET interval = excluded.interval, asset_id ="
		    " excluded.asset_id, user = excluded.user, at = excluded.at RETURNING id");
	query_int(&q, STORE_ROOT_SCOPE);
	query_text(&q, target);
	query_int(&q, row->entry.method);
	query_int(&q, row->entry.port);
	query_int(&q, row->entry.interval);
	query_int(&q, (int64_t)row->asset);
	query_text(&q, viewer->user);
	query_int(&q, clock_now());
	*id = query_row(&q) ? query_get_int(&q) : 0;
	return query_run(&q);
}

static int add_one(struct store *store, const struct viewer *viewer, const struct check_row *row, int64_t *id)
{
	const char *fault = check_entry_fault(&row->entry);
	char target[CHECK_ENTRY_TEXT], detail[96];

	if (fault)
		return refuse(store, fault);
	check_entry_text(&row->entry, target);
	snprintf(detail, sizeof(detail), "%s %u, every %u s", check_method_name(row->entry.method), row->entry.port,
		 row->entry.interval);
	const int rc = insert(store, viewer, row, target, id);

	return rc ? rc : store_audit(store, viewer, "check.allow", target, detail);
}

/* All of them together: not more than a person can answer for. */
static int check_size(struct store *store)
{
	struct check_entry entries[CHECK_ENTRIES_MAX + 1];
	struct check_row *rows = NULL;
	struct arena arena = {0};
	size_t count = 0;
	const int rc = store_check_entries(store, &store_system, &arena, &rows, &count);

	for (size_t i = 0; i < count && i <= CHECK_ENTRIES_MAX; i++)
		entries[i] = rows[i].entry;
	arena_free(&arena);
	if (rc)
		return rc;
	if (count > CHECK_ENTRIES_MAX)
		return refuse(store, "target: the list holds 64 lines at most");
	if (check_entries_size(entries, count) > CHECK_ADDRESSES_MAX)
		return refuse(store, "target: the list names 1024 addresses (a /22, with IPv6 a /118) at most");
	return 0;
}

static int add_all(struct store *store, const struct viewer *viewer, const struct check_row *rows, size_t count,
		   int64_t *id)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < count; i++)
		rc = add_one(store, viewer, &rows[i], id);
	return rc ? rc : check_size(store);
}

int store_check_add(struct store *store, const struct viewer *viewer, const struct check_row *rows, size_t count,
		    int64_t *id)
{
	bool own;
	const int rc = step_begin_in(store, viewer, STORE_ROOT_SCOPE, &own);

	return rc ? rc : step_end(store, own, add_all(store, viewer, rows, count, id));
}

static int silence_one(struct store *store, const struct check_seen *s)
{
	char text[ADDRESS_TEXT_SIZE];
	struct query q;

	address_text(&s->address, text);
	query_begin(&q, store, "UPDATE check_state SET answers = 0 WHERE ip = ? AND method = ? AND port = ?");
	query_text(&q, text);
	query_int(&q, s->method);
	query_int(&q, s->port);
	return query_run(&q);
}

/* Whoever is not on the list any more. */
static int silence_others(struct store *store)
{
	struct check_entry entries[CHECK_ENTRIES_MAX];
	struct check_seen *states = NULL;
	struct check_row *rows = NULL;
	struct arena arena = {0};
	size_t row_count = 0, count = 0;
	int rc = store_check_entries(store, &store_system, &arena, &rows, &row_count);

	if (!rc)
		rc = store_check_times(store, &arena, &states, &count);
	row_count = row_count < CHECK_ENTRIES_MAX ? row_count : CHECK_ENTRIES_MAX;
	for (size_t i = 0; i < row_count; i++)
		entries[i] = rows[i].entry;
	for (size_t i = 0; !rc && i < count; i++)
		if (!check_allows(entries, row_count, &states[i].address, states[i].method, states[i].port))
			rc = silence_one(store, &states[i]);
	arena_free(&arena);
	return rc;
}

static int remove_one(struct store *store, const struct viewer *viewer, int64_t id)
{
	struct arena arena = {0};
	const char *target = NULL;
	struct query q;

	query_begin(&q, store, "DELETE FROM check_entry WHERE id = ? RETURNING target");
	query_int(&q, id);
	q.arena = &arena;
	while (query_row(&q))
		target = query_get_text(&q);
	int rc = query_end(&q);

	if (!rc)
		rc = silence_others(store);
	if (!rc)
		rc = target ? store_audit(store, viewer, "check.disallow", target, NULL)
			    : store_failed(store, -ENOENT, "store: no line %lld of the list", (long long)id);
	arena_free(&arena);
	return rc;
}

int store_check_remove(struct store *store, const struct viewer *viewer, int64_t id)
{
	bool own;
	const int rc = step_begin_in(store, viewer, STORE_ROOT_SCOPE, &own);

	return rc ? rc : step_end(store, own, remove_one(store, viewer, id));
}
