/* finding_save.c - what the judge found, kept; and given back to it. SPDX-License-Identifier: Apache-2.0 */

#include "store/judged.h"

#include <errno.h>

#include "lib/clock.h"
#include "store/block_list.h"
#include "store/sql.h"

static int64_t finding_id(struct store *store, int64_t scope, const struct finding *f, int *rc)
{
	struct query q;

	query_begin(&q, store,
		    "SELECT id FROM finding WHERE scope_id = ? AND detector = ? AND device = ? AND"
		    " peer = ? AND key = ?");
	query_int(&q, scope);
	query_text(&q, f->detector);
	query_int(&q, (int64_t)f->device);
	query_int(&q, (int64_t)f->peer);
	query_text(&q, f->key);
	return query_number(&q, rc);
}

static int put_row(struct store *store, int64_t scope, const struct finding *f)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO finding (scope_id, detector, device, peer, key, detail, severity,"
		    " state, device_name, peer_name, count, source_id, first_seen, last_seen,"
		    " stored_at, culprit) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?17) ON CONFLICT DO UPDATE SET"
		    " detail = excluded.detail, severity = max(severity, excluded.severity),"
		    " state = iif(?16, 'new', state), until = iif(?16, 0, until), device_name ="
		    " excluded.device_name, peer_name = excluded.peer_name, count = count +"
		    " excluded.count, source_id = excluded.source_id, first_seen ="
		    " min(first_seen, excluded.first_seen), last_seen = max(last_seen,"
		    " excluded.last_seen)");
	query_int(&q, scope);
	query_text(&q, f->detector);
	query_int(&q, (int64_t)f->device);
	query_int(&q, (int64_t)f->peer);
	query_text(&q, f->key);
	query_text(&q, f->detail);
	query_int(&q, f->severity);
	query_text(&q, finding_state_name(f->state));
	query_text(&q, f->device_name);
	query_text(&q, f->peer_name);
	query_total(&q, f->growth);
	query_int(&q, f->source);
	query_int(&q, f->first_seen);
	query_int(&q, f->last_seen);
	query_int(&q, clock_now());
	query_int(&q, f->reopened);
	query_int(&q, (int64_t)f->culprit);
	return query_run(&q);
}

static int put_evidence(struct store *store, int64_t id, const struct finding_evidence *e)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO finding_evidence VALUES (?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET"
		    " total = excluded.total, time = max(time, excluded.time)");
	query_int(&q, id);
	query_int(&q, e->source);
	query_int(&q, (int64_t)e->boot);
	query_int(&q, (int64_t)e->entry);
	query_total(&q, e->total);
	query_int(&q, e->time);
	query_text(&q, e->line);
	return query_run(&q);
}

static int put_reopened(struct store *store, int64_t id)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO finding_note (finding_id, at, user, kind, value, text) VALUES"
		    " (?, ?, '', 'reopened', 'new', '')");
	query_int(&q, id);
	query_int(&q, clock_now());
	return query_run(&q);
}

/* The first stays, of the others the latest. */
static int cut_evidence(struct store *store, int64_t id)
{
	struct query q;

	query_begin(&q, store,
		    "DELETE FROM finding_evidence WHERE finding_id = ?1 AND (source_id, boot, entry)"
		    " IN (SELECT source_id, boot, entry FROM finding_evidence WHERE finding_id = ?1"
		    " AND time > (SELECT min(time) FROM finding_evidence WHERE finding_id = ?1)"
		    " ORDER BY time DESC LIMIT -1 OFFSET ?2)");
	query_int(&q, id);
	query_int(&q, FINDING_EVIDENCE * 2);
	return query_run(&q);
}

static int save_finding(struct store *store, int64_t scope, const struct finding *f)
{
	int rc = put_row(store, scope, f);
	const int64_t id = rc ? 0 : finding_id(store, scope, f, &rc);

	for (int i = 0; i < f->evidence_count && !rc; i++)
		rc = put_evidence(store, id, &f->evidence[i]);
	if (!rc && f->reopened)
		rc = put_reopened(store, id);
	return rc ? rc : cut_evidence(store, id);
}

/* same: more of its devices were found; else it is another. */
static int load_ledger(struct store *store, int64_t scope, struct judge *judge, bool same)
{
	struct rows rows = {.size = sizeof(uint64_t)};
	struct arena arena = {0};
	struct query q;
	bool any;

	query_begin(&q, store, "SELECT 1 FROM ledger WHERE scope_id = ?");
	query_int(&q, scope);
	any = query_row(&q);
	int rc = query_end(&q);
	if (rc)
		return rc;
	query_begin(&q, store,
		    "SELECT iif(x.into_id, x.into_id, x.id) FROM ledger_row l JOIN asset x ON x.scope_id ="
		    " l.scope_id AND x.id = l.asset_id WHERE l.scope_id = ?");
	query_int(&q, scope);
	while (query_row(&q))
		*(uint64_t *)rows_add(&rows, &arena) = (uint64_t)query_get_int(&q);
	rc = query_end(&q);
	if (!rc && same)
		judge_grow_ledger(judge, rows.data, rows.count);
	else if (!rc)
		judge_set_ledger(judge, rows.data, rows.count, any);
	store->ledger_grew = false;
	arena_free(&arena);
	return rc;
}

static int save(struct store *store, int64_t scope, struct judge *judge)
{
	const struct finding *finding;
	int rc = 0;

	while (!rc && (finding = judge_next_finding(judge)))
		rc = save_finding(store, scope, finding);
	if (!rc && store->ledger_grew)
		rc = load_ledger(store, scope, judge, true);
	rc = rc ? rc : phase_save(store, scope, judge);
	rc = rc ? rc : habit_save(store, scope, judge);
	return rc ? rc : allowed_save(store, scope, judge);
}

int store_save_judge_changes(struct store *store, int64_t scope, struct judge *judge)
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, save(store, scope, judge));
}

int judged_merge(struct store *store, int64_t scope, uint64_t from, uint64_t into)
{
	/* +: not by the index of the scope, which holds all rows */
	static const char *const statements[] = {
		"UPDATE finding SET culprit = ?3 WHERE +scope_id = ?1 AND culprit = ?2",
		"UPDATE OR IGNORE finding SET device = ?3 WHERE +scope_id = ?1 AND device = ?2",
		"UPDATE OR IGNORE finding SET peer = ?3 WHERE +scope_id = ?1 AND peer = ?2",
		"DELETE FROM finding WHERE +scope_id = ?1 AND (device = ?2 OR peer = ?2) AND ?3",
		"UPDATE OR IGNORE allowed SET client = ?3, part = '' WHERE +scope_id = ?1 AND client = ?2",
		"UPDATE OR IGNORE allowed SET server = ?3, part = '' WHERE +scope_id = ?1 AND server = ?2",
		"DELETE FROM allowed WHERE +scope_id = ?1 AND (client = ?2 OR server = ?2) AND ?3",
		"DELETE FROM habit WHERE +scope_id = ?1 AND (client = ?2 OR server = ?2) AND ?3",
	};
	int rc = 0;

	for (size_t i = 0; i < sizeof(statements) / sizeof(statements[0]) && !rc; i++) {
		struct query q;

		query_begin(&q, store, statements[i]);
		query_int(&q, scope);
		query_total(&q, from);
		query_total(&q, into);
		rc = query_run(&q);
	}
	return rc ? rc : allowed_name_parts(store, scope);
}

static int load_evidence(struct store *store, int64_t id, struct arena *arena,
			 struct finding_evidence *rows, int *count)
{
	struct query q;

	query_begin(&q, store,
		    "SELECT source_id, boot, entry, total, time, line FROM finding_evidence"
		    " WHERE finding_id = ? ORDER BY time LIMIT ?");
	query_int(&q, id);
	query_int(&q, FINDING_EVIDENCE);
	q.arena = arena;
	while (query_row(&q)) {
		struct finding_evidence *e = &rows[(*count)++];

		e->source = query_get_int(&q);
		e->boot = (uint64_t)query_get_int(&q);
		e->entry = (uint64_t)query_get_int(&q);
		e->total = (uint64_t)query_get_int(&q);
		e->time = query_get_int(&q);
		e->line = query_get_text(&q);
		e->line = *e->line ? e->line : NULL;
	}
	return query_end(&q);
}

#define FINDING_COLUMNS \
	"SELECT id, detector, device, peer, key, detail, severity, state, until, count, source_id," \
	" first_seen, last_seen FROM finding "

struct loaded {
	int64_t id;
	struct finding row;
};

static void read_row(struct query *q, struct loaded *l)
{
	l->id = query_get_int(q);
	l->row.detector = query_get_text(q);
	l->row.device = (uint64_t)query_get_int(q);
	l->row.peer = (uint64_t)query_get_int(q);
	l->row.key = query_get_text(q);
	l->row.detail = query_get_text(q);
	l->row.severity = (enum severity)query_get_int(q);
	const int state = finding_state_parse(query_get_text(q));
	l->row.state = state < 0 ? FINDING_NEW : (enum finding_state)state;
	l->row.until = query_get_int(q);
	l->row.count = (uint64_t)query_get_int(q);
	l->row.source = query_get_int(q);
	l->row.first_seen = query_get_int(q);
	l->row.last_seen = query_get_int(q);
}

typedef int take_finding(struct judge *judge, const struct finding *row, int64_t until);

static int take_loaded(struct judge *judge, const struct finding *row, int64_t until)
{
	(void)until;
	judge_load_finding(judge, row);
	return 0;
}

static int load(struct query *q, struct store *store, struct arena *arena, struct judge *judge, take_finding *take,
		int64_t until)
{
	struct rows rows = {.size = sizeof(struct loaded)};

	q->arena = arena;
	while (query_row(q))
		read_row(q, rows_add(&rows, arena));
	int rc = query_end(q);
	for (size_t i = 0; i < rows.count && !rc; i++) {
		struct loaded *l = (struct loaded *)rows.data + i;
		struct finding_evidence evidence[FINDING_EVIDENCE];

		l->row.evidence = evidence;
		rc = load_evidence(store, l->id, arena, evidence, &l->row.evidence_count);
		if (!rc)
			rc = take(judge, &l->row, until);
	}
	return rc;
}

static int hand_finding(struct store *store, int64_t scope, int64_t id, struct judge *judge, take_finding *take,
			int64_t until)
{
	struct arena arena = {0};
	struct query q;

	query_begin(&q, store, FINDING_COLUMNS "WHERE id = ? AND scope_id = ?");
	query_int(&q, id);
	query_int(&q, scope);
	const int rc = load(&q, store, &arena, judge, take, until);

	arena_free(&arena);
	return rc;
}

int store_reload_finding(struct store *store, int64_t scope, int64_t id, struct judge *judge)
{
	return hand_finding(store, scope, id, judge, take_loaded, 0);
}

int store_allow_finding(struct store *store, int64_t scope, int64_t id, struct judge *judge, int64_t until)
{
	const int rc = hand_finding(store, scope, id, judge, judge_accept, until);

	return rc == -EINVAL ? store_failed(store, rc, "store: what this finding tells is no matter of the allow-list") : rc;
}

static int load_suppressions(struct store *store, int64_t scope, struct judge *judge)
{
	struct arena arena = {0};
	struct rows rows = {.size = sizeof(struct suppression)};
	struct query q;

	query_begin(&q, store, "SELECT detector, device, peer, until FROM suppression WHERE scope_id = ?");
	query_int(&q, scope);
	q.arena = &arena;
	while (query_row(&q)) {
		struct suppression *s = rows_add(&rows, &arena);

		s->detector = query_get_text(&q);
		s->device = (uint64_t)query_get_int(&q);
		s->peer = (uint64_t)query_get_int(&q);
		s->until = query_get_int(&q);
	}
	const int rc = query_end(&q);

	if (!rc)
		judge_set_suppressions(judge, rows.data, rows.count);
	arena_free(&arena);
	return rc;
}

static int load_detectors(struct store *store, int64_t scope, struct judge *judge)
{
	struct arena arena = {0};
	struct query q;

	judge_enable_all(judge);
	query_begin(&q, store, "SELECT detector FROM detector_off WHERE scope_id = ?");
	query_int(&q, scope);
	q.arena = &arena;
	while (query_row(&q)) /* one that this program no longer has is passed over */
		(void)!judge_set_enabled(judge, query_get_text(&q), false);
	const int rc = query_end(&q);

	arena_free(&arena);
	return rc;
}

static int load_block_lists(struct store *store, struct judge *judge)
{
	struct arena arena = {0};
	const char **entries = NULL;
	size_t count = 0;
	const int rc = store_block_entries(store, &store_system, &arena, &entries, &count);

	if (!rc) /* what it does not understand was refused when the list came in */
		(void)!judge_set_block_list(judge, entries, count);
	arena_free(&arena);
	return rc;
}

int store_reload_rules(struct store *store, int64_t scope, struct judge *judge)
{
	int rc = phase_load(store, scope, judge);

	if (!rc)
		rc = load_ledger(store, scope, judge, false);
	if (!rc)
		rc = load_block_lists(store, judge);
	if (!rc)
		rc = load_suppressions(store, scope, judge);
	return rc ? rc : load_detectors(store, scope, judge);
}

int store_load_judge(struct store *store, int64_t scope, struct judge *judge)
{
	struct arena arena = {0};
	struct query q;
	int rc = store_reload_part(store, scope, NULL, judge);

	if (!rc) {
		query_begin(&q, store,
			    FINDING_COLUMNS "WHERE scope_id = ? ORDER BY last_seen DESC LIMIT 16000");
		query_int(&q, scope);
		rc = load(&q, store, &arena, judge, take_loaded, 0);
	}
	arena_free(&arena);
	rc = rc ? rc : habit_load(store, scope, judge);
	rc = rc ? rc : phase_load_learned(store, scope, judge);
	return rc ? rc : store_reload_rules(store, scope, judge);
}
