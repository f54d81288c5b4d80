/* phase.c - who learns, what the learning has seen, and what no clock knows of a plant. SPDX-License-Identifier: Apache-2.0 */

#include "store/judged.h"

#include <errno.h>
#include <stdio.h>

#include "lib/arena.h"
#include "lib/clock.h"
#include "store/account.h"
#include "store/sql.h"

static int load_default_phase(struct store *store, struct arena *arena, struct judge *judge)
{
	const char *name;
	const int rc = store_setting(store, &store_system, DEFAULT_PHASE, arena, &name);
	const int phase = rc ? -1 : phase_parse(name);

	if (phase >= 0)
		judge_set_default_phase(judge, (enum phase)phase);
	return rc;
}

static int load_sources(struct store *store, int64_t scope, struct judge *judge)
{
	struct arena arena = {0};
	struct query q;
	int rc = load_default_phase(store, &arena, judge);

	if (rc) {
		arena_free(&arena);
		return rc;
	}
	query_begin(&q, store,
		    "SELECT p.source_id, p.phase FROM phase p JOIN source s ON s.id = p.source_id"
		    " WHERE s.scope_id = ?");
	query_int(&q, scope);
	q.arena = &arena;
	while (query_row(&q)) {
		const int64_t source = query_get_int(&q);
		const int phase = phase_parse(query_get_text(&q));

		if (phase >= 0)
			judge_set_phase(judge, source, (enum phase)phase);
	}
	rc = query_end(&q);

	arena_free(&arena);
	return rc;
}

static int load_places(struct store *store, int64_t scope, struct judge *judge)
{
	struct arena arena = {0};
	struct query q;

	judge_clear_place_phases(judge);
	query_begin(&q, store, "SELECT place, place_id, phase FROM phase_place WHERE scope_id = ?");
	query_int(&q, scope);
	q.arena = &arena;
	while (query_row(&q)) {
		const int place = phase_place_parse(query_get_text(&q));
		const int64_t id = query_get_int(&q);
		const int phase = phase_parse(query_get_text(&q));

		if (place >= 0 && phase >= 0)
			judge_set_place_phase(judge, (enum phase_place)place, id, (enum phase)phase);
	}
	const int rc = query_end(&q);

	arena_free(&arena);
	return rc;
}

int phase_load(struct store *store, int64_t scope, struct judge *judge)
{
	const int rc = load_sources(store, scope, judge);

	return rc ? rc : load_places(store, scope, judge);
}

int phase_save(struct store *store, int64_t scope, struct judge *judge)
{
	struct learned_hour h;
	int rc = 0;

	while (!rc && judge_next_learned(judge, &h)) {
		struct query q;

		query_begin(&q, store,
			    "INSERT OR IGNORE INTO learned_hour (scope_id, place, place_id, hour) VALUES"
			    " (?,?,?,?)");
		query_int(&q, scope);
		query_text(&q, phase_place_name(h.place));
		query_int(&q, h.id);
		query_int(&q, h.hour);
		rc = query_run(&q);
	}
	return rc;
}

int phase_load_learned(struct store *store, int64_t scope, struct judge *judge)
{
	struct arena arena = {0};
	struct query q;

	query_begin(&q, store,
		    "SELECT place, place_id, max(hour) FROM learned_hour WHERE scope_id = ?"
		    " GROUP BY place, place_id, hour % 168");
	query_int(&q, scope);
	q.arena = &arena;
	while (query_row(&q)) {
		const int place = phase_place_parse(query_get_text(&q));
		const int64_t id = query_get_int(&q);

		if (place >= 0)
			judge_load_learned(judge, &(struct learned_hour){(enum phase_place)place, id, query_get_int(&q)});
		arena_reset(&arena);
	}
	const int rc = query_end(&q);

	arena_free(&arena);
	return rc;
}

#define IN_SCOPES(of) of ".scope_id IN (SELECT value FROM json_each(?2))"

int store_phases(struct store *store, const struct viewer *viewer, struct arena *arena,
		 struct phase_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct phase_row)};
	struct query q;
	const char *usual = NULL;
	int rc = store_setting(store, viewer, DEFAULT_PHASE, arena, &usual);

	if (rc)
		return rc;
	usual = usual ? usual : "none";
	*(struct phase_row *)rows_add(&rows, arena) =
		(struct phase_row){.name = "", .kind = "default", .phase = usual};
	query_begin(&q, store,
		    "SELECT id, name, kind, phase, since, first, last FROM (SELECT 1 o, s.id, s.name, s.kind,"
		    " ifnull(p.phase, ?1) phase, ifnull(p.since, 0) since, s.first_packet first, s.last_packet last"
		    " FROM source s LEFT JOIN phase p ON p.source_id = s.id WHERE " IN_SCOPES("s")
		    " UNION ALL SELECT 2, z.id, z.name, 'zone', ifnull(p.phase, ''), ifnull(p.since, 0), 0, 0 FROM zone"
		    " z LEFT JOIN phase_place p ON p.scope_id = z.scope_id AND p.place = 'zone' AND p.place_id = z.id"
		    " WHERE (NOT z.draft OR p.phase NOT NULL) AND " IN_SCOPES("z")
		    " UNION ALL SELECT 3, n.id, n.name, 'network', ifnull(p.phase, ''), ifnull(p.since, 0), 0, 0 FROM"
		    " network n LEFT JOIN phase_place p ON p.scope_id = n.scope_id AND p.place = 'network' AND"
		    " p.place_id = n.id WHERE (NOT n.draft OR p.phase NOT NULL) AND " IN_SCOPES("n")
		    ") ORDER BY o, kind DESC, id LIMIT 2000");
	query_text(&q, usual);
	query_scopes(&q, viewer);
	q.arena = arena;
	while (query_row(&q)) {
		struct phase_row *p = rows_add(&rows, arena);

		p->id = query_get_int(&q);
		p->name = query_get_text(&q);
		p->kind = query_get_text(&q);
		p->phase = query_get_text(&q);
		p->since = query_get_int(&q);
		p->first_packet = query_get_int(&q);
		p->last_packet = query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

static int put_place(struct store *store, const struct viewer *viewer, enum phase_place place, int64_t id,
		     const char *phase)
{
	struct query q;
	char text[40];

	query_begin(&q, store,
		    *phase ? "INSERT OR REPLACE INTO phase_place (scope_id, place, place_id, phase, since)"
			     " SELECT ?1, ?2, ?3, ?4, ?5 WHERE EXISTS (SELECT 1 FROM zone WHERE ?2 = 'zone' AND id = ?3"
			     " AND scope_id = ?1) OR EXISTS (SELECT 1 FROM network WHERE ?2 = 'network' AND id = ?3 AND"
			     " scope_id = ?1)"
			   : "DELETE FROM phase_place WHERE scope_id = ?1 AND place = ?2 AND place_id = ?3 AND ?4"
			     " = '' AND ?5");
	query_int(&q, viewer->scope_count ? viewer->scopes[0] : 0);
	query_text(&q, phase_place_name(place));
	query_int(&q, id);
	query_text(&q, phase);
	query_int(&q, clock_now());
	int rc = query_run(&q);
	if (!rc && *phase && sqlite3_changes(store->db) == 0)
		rc = store_failed(store, -ENOENT, "store: there is no %s %lld", phase_place_name(place), (long long)id);
	snprintf(text, sizeof(text), "%s %lld", phase_place_name(place), (long long)id);
	return rc ? rc : store_audit(store, viewer, "phase", text, phase);
}

static int put_phase(struct store *store, const struct viewer *viewer, int64_t source, const char *phase)
{
	struct query q;

	if (source == 0) {
		const int put = store_setting_put(store, viewer, DEFAULT_PHASE, phase);

		return put ? put : store_audit(store, viewer, "phase", "new", phase);
	}
	query_begin(&q, store,
		    "INSERT INTO phase (source_id, phase, since) SELECT id, ?1, ?2 FROM source WHERE id ="
		    " ?3 AND scope_id IN (SELECT value FROM json_each(?4)) ON CONFLICT DO UPDATE SET phase"
		    " = excluded.phase, since = excluded.since");
	query_text(&q, phase);
	query_int(&q, clock_now());
	query_int(&q, source);
	query_scopes(&q, viewer);
	int rc = query_run(&q);
	if (!rc && sqlite3_changes(store->db) == 0)
		rc = store_failed(store, -ENOENT, "store: there is no source %lld", (long long)source);
	return rc ? rc : store_audit_row(store, viewer, "phase", source, phase);
}

int store_phase_set(struct store *store, const struct viewer *viewer, enum phase_place place, int64_t id,
		    const char *phase)
{
	const bool back = place != PHASE_PLACE_SOURCE && !*phase;
	bool own;

	if (!back && phase_parse(phase) < 0)
		return store_failed(store, -EINVAL, "store: there is no phase %.20s", phase);
	const int rc = step_begin(store, &own);

	if (rc)
		return rc;
	return step_end(store, own,
			place == PHASE_PLACE_SOURCE ? put_phase(store, viewer, id, phase)
						    : put_place(store, viewer, place, id, phase));
}

/* On the plant's own clock: 夜勤 is 22 to 5, month end its last three days or what people declared. */
int store_coverage(struct store *store, const struct viewer *viewer, struct arena *arena,
		   struct coverage_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct coverage_row)};
	struct query q;

	query_begin(&q, store,
		    "SELECT place, place_id, count(*), sum(w BETWEEN 1 AND 5 AND h BETWEEN 8 AND 16), sum(h >= 22"
		    " OR h < 5), sum(w IN (0, 6)), sum(closing OR EXISTS (SELECT 1 FROM calendar c WHERE"
		    " c.scope_id = l.scope_id AND c.kind = 'month_end' AND c.first <= l.last AND c.last >="
		    " l.first)), sum(EXISTS (SELECT 1 FROM calendar c WHERE c.scope_id = l.scope_id AND c.kind ="
		    " 'changeover' AND c.first <= l.last AND c.last >= l.first)) FROM (SELECT scope_id, place,"
		    " place_id, hour * 3600000000000 first, hour * 3600000000000 + 3599999999999 last,"
		    " CAST(strftime('%w', hour * 3600, 'unixepoch', 'localtime') AS INTEGER) w,"
		    " CAST(strftime('%H', hour * 3600, 'unixepoch', 'localtime') AS INTEGER) h,"
		    " date(hour * 3600, 'unixepoch', 'localtime') >= date(hour * 3600, 'unixepoch', 'localtime',"
		    " 'start of month', '+1 month', '-3 days') closing FROM learned_hour WHERE scope_id IN"
		    " (SELECT value FROM json_each(?))) l GROUP BY place, place_id");
	query_scopes(&q, viewer);
	q.arena = arena;
	while (query_row(&q)) {
		struct coverage_row *c = rows_add(&rows, arena);

		c->place = query_get_text(&q);
		c->id = query_get_int(&q);
		c->hours = query_get_int(&q);
		c->day = query_get_int(&q);
		c->night = query_get_int(&q);
		c->weekend = query_get_int(&q);
		c->month_end = query_get_int(&q);
		c->changeover = query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

int store_calendar(struct store *store, const struct viewer *viewer, struct arena *arena,
		   struct calendar_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct calendar_row)};
	struct query q;

	query_begin(&q, store,
		    "SELECT id, kind, first, last, note, user, at FROM calendar WHERE " SCOPES_OF("scope_id")
		    " ORDER BY first DESC LIMIT 1000");
	query_scopes(&q, viewer);
	q.arena = arena;
	while (query_row(&q)) {
		struct calendar_row *c = rows_add(&rows, arena);

		c->id = query_get_int(&q);
		c->kind = query_get_text(&q);
		c->first = query_get_int(&q);
		c->last = query_get_int(&q);
		c->note = query_get_text(&q);
		c->user = query_get_text(&q);
		c->at = query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

static int add_calendar(struct store *store, const struct viewer *viewer, const struct calendar_row *row)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO calendar (scope_id, kind, first, last, note, user, at) VALUES (?,?,?,?,?,?,?)");
	query_int(&q, viewer->scope_count ? viewer->scopes[0] : 0);
	query_text(&q, row->kind);
	query_int(&q, row->first);
	query_int(&q, row->last);
	query_text(&q, row->note);
	query_text(&q, viewer->user);
	query_int(&q, clock_now());
	const int rc = query_run(&q);

	return rc ? rc : store_audit(store, viewer, "calendar.add", row->kind, row->note);
}

int store_calendar_add(struct store *store, const struct viewer *viewer, const struct calendar_row *row)
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, add_calendar(store, viewer, row));
}

int store_calendar_remove(struct store *store, const struct viewer *viewer, int64_t id)
{
	return store_remove_row(store, viewer, "calendar.remove",
				"DELETE FROM calendar WHERE id = ? AND " SCOPES_OF("scope_id"), id);
}
