/* finding_list.c - findings as people read and judge them. SPDX-License-Identifier: Apache-2.0 */

#include "store/judged.h"

#include <errno.h>
#include <stdio.h>

#include "lib/clock.h"
#include "store/account.h"
#include "store/party.h"

static const struct sort_name sorts[] = {
	{"last_seen", "r.last_seen %, r.id %", false},
	{"first_seen", "r.first_seen %, r.id %", false},
	{"severity", "r.severity %, r.last_seen %, r.id %", false},
	{"count", "r.count %, r.id %", false},
	{"state", "r.state %, r.id %", false},
	{"detector", "r.detector %, r.id %", false},
	{"device", "r.device_name COLLATE NATURAL_ORDER %, r.id %", false},
	{0},
};

#define COLUMNS \
	"SELECT r.id, r.detector, r.key, r.detail, r.severity, r.state, r.assigned, r.until," \
	" r.count, r.source_id, r.first_seen, r.last_seen, r.stored_at, r.event, (SELECT count(*) FROM" \
	" finding o WHERE o.event = r.event AND o.state IN ('new', 'acknowledged', 'work')), " \
	JUDGED_PARTY("d", "r.device_name") ", " JUDGED_PARTY("p", "r.peer_name")
#define JOINS \
	" LEFT JOIN asset d ON d.scope_id = r.scope_id AND d.id = r.device" \
	" LEFT JOIN asset p ON p.scope_id = r.scope_id AND p.id = r.peer "

static void read_row(struct query *q, struct finding_row *row)
{
	row->id = query_get_int(q);
	row->detector = query_get_text(q);
	row->key = query_get_text(q);
	row->detail = query_get_text(q);
	row->severity = (enum severity)query_get_int(q);
	row->state = query_get_text(q);
	row->assigned = query_get_text(q);
	row->until = query_get_int(q);
	row->count = (uint64_t)query_get_int(q);
	row->source = query_get_int(q);
	row->first_seen = query_get_int(q);
	row->last_seen = query_get_int(q);
	row->stored_at = query_get_int(q);
	row->event = query_get_int(q);
	row->together = (uint64_t)query_get_int(q);
	party_read(q, &row->device);
	party_read(q, &row->peer);
}

static const char *severity_numbers(const char *names, struct arena *arena)
{
	struct buf numbers = {0};
	char word[32];

	while (*names) {
		const size_t length = strcspn(names, ",");

		snprintf(word, sizeof(word), "%.*s", (int)(length < 31 ? length : 31), names);
		buf_printf(&numbers, "%s%d", numbers.length ? "," : "", severity_parse(word));
		names += length + (names[length] == ',');
	}
	const char *copy = arena_strdup(arena, buf_string(&numbers));
	buf_free(&numbers);
	return copy;
}

#define ZONE_OF_DEVICE "(SELECT zone_id FROM asset WHERE scope_id = r.scope_id AND id = r.device)"

static void where_words(struct list *list, const char *q, struct arena *arena)
{
	const char *like = list_like(q, arena);

	list_where_text(list,
			"(r.device_name || ' ' || r.peer_name || ' ' || r.detail || ' ' || r.detector"
			" || ' ' || ifnull((SELECT name || ' ' || ip || ' ' || mac FROM asset WHERE"
			" scope_id = r.scope_id AND id = r.device), '')) LIKE ? ESCAPE '\\'",
			like);
}

static bool is_set(const char *text)
{
	return text && *text;
}

/* Where more is asked for, the one that stands for its event might not be among what is wanted. */
static bool is_plain(const struct finding_filter *f)
{
	return f->state && strcmp(f->state, "open") == 0 && !is_set(f->severity) && !is_set(f->q) &&
	       !is_set(f->detector) && !is_set(f->assigned) && !f->asset && !f->event && !f->zone &&
	       !f->since && !f->before && !f->first_from;
}

static void add_conditions(struct list *list, const struct viewer *viewer,
			   const struct finding_filter *f, struct arena *arena)
{
	list_where_scopes(list, viewer);
	if (f->state && strcmp(f->state, "open") == 0)
		list_where(list, "r.state IN ('new', 'acknowledged', 'work')");
	else if (f->state && f->state[0])
		list_where_list(list, "r.state IN (SELECT value FROM json_each(?))", f->state);
	if (f->severity && f->severity[0])
		list_where_list(list, "r.severity IN (SELECT cast(value AS INTEGER) FROM json_each(?))",
				severity_numbers(f->severity, arena));
	if (f->detector && f->detector[0])
		list_where_list(list, "r.detector IN (SELECT value FROM json_each(?))", f->detector);
	if (f->assigned && f->assigned[0])
		list_where_text(list, "r.assigned = ?", strcmp(f->assigned, "-") == 0 ? "" : f->assigned);
	if (f->q && f->q[0])
		where_words(list, f->q, arena);
	if (f->asset)
		list_where_int(list, "? IN (r.device, r.peer)", (int64_t)f->asset);
	if (f->event)
		list_where_int(list, "r.event = ?", f->event);
	if (f->zone)
		list_where_int(list, ZONE_OF_DEVICE " = ?", f->zone);
	if (f->since)
		list_where_int(list, "r.last_seen >= ?", f->since);
	if (f->before)
		list_where_int(list, "r.first_seen < ?", f->before);
	if (f->first_from)
		list_where_int(list, "r.first_seen >= ?", f->first_from);
	if (f->grouped && is_plain(f))
		finding_where_lead(list);
}

static int read_page(struct list *list, struct arena *arena, struct rows *rows)
{
	struct buf sql = {0};
	struct query q;

	buf_printf(&sql, COLUMNS "FROM finding r" JOINS "WHERE 1%s", buf_string(&list->where));
	list_order(list, &sql);
	buf_text(&sql, "LIMIT ? OFFSET ?");
	list_query(list, &q, &sql, arena);
	while (query_row(&q))
		read_row(&q, rows_add(rows, arena));
	return query_end(&q);
}

int store_findings(struct store *store, const struct viewer *viewer, const struct finding_filter *filter,
		   const struct page *page, struct arena *arena, struct finding_row **out,
		   struct listing *listing)
{
	static const struct finding_filter all;
	struct rows rows = {.size = sizeof(struct finding_row)};
	struct list list;

	list_begin(&list, store, page, sorts, "-severity");
	add_conditions(&list, viewer, filter ? filter : &all, arena);
	const int rc = list_answer(&list, 0, "count(*) FROM finding r", read_page, arena, &rows, listing);

	*out = rows.data;
	return rc;
}

int store_finding(struct store *store, const struct viewer *viewer, int64_t id, struct arena *arena,
		  struct finding_row *out)
{
	struct query q;

	query_begin(&q, store, COLUMNS "FROM finding r" JOINS "WHERE r.id = ? AND " SCOPES_OF("r.scope_id"));
	query_int(&q, id);
	query_scopes(&q, viewer);
	q.arena = arena;
	const bool found = query_row(&q);

	if (found)
		read_row(&q, out);
	const int rc = query_end(&q);
	return rc || found ? rc : store_failed(store, -ENOENT, "store: there is no finding %lld", (long long)id);
}

static int read_evidence(struct store *store, int64_t id, struct arena *arena, struct rows *rows)
{
	struct query q;

	query_begin(&q, store,
		    "SELECT source_id, boot, entry, total, time, line, ifnull((SELECT conversation_id"
		    " FROM conversation_part p WHERE p.source_id = e.source_id AND p.boot = e.boot AND"
		    " p.entry = e.entry LIMIT 1), 0), ifnull((SELECT operation_id FROM operation_part p"
		    " WHERE p.source_id = e.source_id AND p.boot = e.boot AND p.entry = e.entry LIMIT 1),"
		    " 0) FROM finding_evidence e WHERE finding_id = ? ORDER BY time");
	query_int(&q, id);
	q.arena = arena;
	while (query_row(&q)) {
		struct proof_row *e = rows_add(rows, arena);

		e->source = query_get_int(&q);
		e->boot = (uint64_t)query_get_int(&q);
		e->entry = (uint64_t)query_get_int(&q);
		e->total = (uint64_t)query_get_int(&q);
		e->time = query_get_int(&q);
		e->line = query_get_text(&q);
		e->conversation = query_get_int(&q);
		e->operation = query_get_int(&q);
	}
	return query_end(&q);
}

static int read_notes(struct store *store, int64_t id, struct arena *arena, struct rows *rows)
{
	struct query q;

	query_begin(&q, store,
		    "SELECT at, user, kind, value, text FROM finding_note WHERE finding_id = ?"
		    " ORDER BY id LIMIT 1000");
	query_int(&q, id);
	q.arena = arena;
	while (query_row(&q)) {
		struct finding_note *n = rows_add(rows, arena);

		n->at = query_get_int(&q);
		n->user = query_get_text(&q);
		n->kind = query_get_text(&q);
		n->value = query_get_text(&q);
		n->text = query_get_text(&q);
	}
	return query_end(&q);
}

int store_finding_detail(struct store *store, const struct viewer *viewer, int64_t id,
			 struct arena *arena, struct finding_detail *out)
{
	struct rows evidence = {.size = sizeof(struct proof_row)};
	struct rows notes = {.size = sizeof(struct finding_note)};
	struct finding_row row;

	sql_call_begin(store);
	int rc = store_finding(store, viewer, id, arena, &row);
	if (!rc)
		rc = read_evidence(store, id, arena, &evidence);
	if (!rc)
		rc = read_notes(store, id, arena, &notes);
	sql_call_end(store);
	*out = (struct finding_detail){.evidence = evidence.data,
				       .evidence_count = evidence.count,
				       .notes = notes.data,
				       .note_count = notes.count};
	return rc;
}

int store_findings_by_zone(struct store *store, const struct viewer *viewer, int64_t since, struct arena *arena,
			   struct zone_finding **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct zone_finding)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT r.detector, " ZONE_OF_DEVICE " AS zone, count(*), max(r.last_seen) FROM finding r"
			 " WHERE r.scope_id IN (SELECT value FROM json_each(?1)) AND r.last_seen >= ?2"
			 " GROUP BY 2, 1 HAVING zone > 0 ORDER BY 2, 1",
			 arena);
	query_scopes(&q, viewer);
	query_int(&q, since);
	while (query_row(&q)) {
		struct zone_finding *row = rows_add(&rows, arena);

		row->detector = query_get_text(&q);
		row->zone = query_get_int(&q);
		row->count = (uint64_t)query_get_int(&q);
		row->last_seen = query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

int store_finding_counts(struct store *store, const struct viewer *viewer, struct finding_counts *out)
{
	struct query q;

	*out = (struct finding_counts){.fresh = 0};
	query_begin(&q, store,
		    "SELECT worst, count(*), sum(fresh) FROM (SELECT max(severity) AS worst,"
		    " max(state = 'new') AS fresh FROM finding WHERE scope_id IN (SELECT value FROM json_each(?))"
		    " AND state IN ('new', 'acknowledged', 'work') GROUP BY event) GROUP BY worst");
	query_scopes(&q, viewer);
	while (query_row(&q)) {
		const int64_t severity = query_get_int(&q);
		const uint64_t count = (uint64_t)query_get_int(&q);

		if (severity >= 0 && severity < SEVERITY_COUNT)
			out->open[severity] = count;
		out->fresh += (uint64_t)query_get_int(&q);
	}
	return query_end(&q);
}

static int put_note(struct store *store, int64_t id, const struct viewer *viewer, const char *kind,
		    const char *value, const char *text)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO finding_note (finding_id, at, user, kind, value, text)"
		    " VALUES (?,?,?,?,?,?)");
	query_int(&q, id);
	query_int(&q, clock_now());
	query_text(&q, viewer->user);
	query_text(&q, kind);
	query_text(&q, value);
	query_text(&q, text);
	return query_run(&q);
}

static int set_state(struct store *store, const struct viewer *viewer, int64_t id,
		     const struct finding_edit *edit)
{
	struct query q;

	if (finding_state_parse(edit->state) < 0)
		return store_failed(store, -EINVAL, "store: a finding cannot be %.20s", edit->state);
	query_begin(&q, store, "UPDATE finding SET state = ?, until = ? WHERE id = ?");
	query_text(&q, edit->state);
	query_int(&q, edit->until);
	query_int(&q, id);
	const int rc = query_run(&q);

	return rc ? rc : put_note(store, id, viewer, "state", edit->state, edit->reason);
}

static int assign(struct store *store, const struct viewer *viewer, int64_t id, const char *to)
{
	struct query q;

	query_begin(&q, store, "UPDATE finding SET assigned = ? WHERE id = ?");
	query_text(&q, to);
	query_int(&q, id);
	const int rc = query_run(&q);

	return rc ? rc : put_note(store, id, viewer, "assigned", to, "");
}

bool finding_is_cause(const char *text)
{
	static const char *const causes[] = {"", "misuse", "misconfiguration", "media", "credentials", "attack", "fault"};

	for (size_t i = 0; i < sizeof(causes) / sizeof(causes[0]); i++)
		if (strcmp(causes[i], text) == 0)
			return true;
	return false;
}

static int set_cause(struct store *store, const struct viewer *viewer, int64_t id, const char *cause)
{
	if (!finding_is_cause(cause))
		return store_failed(store, -EINVAL, "store: there is no cause %.20s", cause);
	const int rc = put_note(store, id, viewer, "cause", cause, "");

	return rc ? rc : store_audit_row(store, viewer, "finding.cause", id, cause);
}

static int edit_finding(struct store *store, const struct viewer *viewer, int64_t id,
			const struct finding_edit *edit)
{
	struct arena arena = {0};
	struct finding_row row;
	int rc = store_finding(store, viewer, id, &arena, &row);

	if (!rc && edit->state)
		rc = set_state(store, viewer, id, edit);
	if (!rc && edit->assigned)
		rc = assign(store, viewer, id, edit->assigned);
	if (!rc && edit->cause)
		rc = set_cause(store, viewer, id, edit->cause);
	if (!rc && edit->comment)
		rc = put_note(store, id, viewer, "comment", "", edit->comment);
	if (!rc && edit->state)
		rc = store_audit_row(store, viewer, "finding.state", id, edit->state);
	if (!rc && edit->allow)
		rc = store_audit_row(store, viewer, "allowlist.finding", id, row.detector);
	arena_free(&arena);
	return rc;
}

int store_finding_edit(struct store *store, const struct viewer *viewer, int64_t id,
		       const struct finding_edit *edit)
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, edit_finding(store, viewer, id, edit));
}
