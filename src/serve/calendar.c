/* calendar.c - what comes due, as a calendar (RFC 5545): tasks, reviews of answers, ends of exceptions, evidence and
 * accepted risks. SPDX-License-Identifier: Apache-2.0 */

#include "serve/assess.h"

#include <string.h>

#include "lib/clock.h"
#include "store/scenarios.h"

struct event {
	const char *kind, *name; /* of its UID */
	int64_t scope, revision, at;
	const char *day, *every;
	const char *title, *text;
	bool reminds; /* a week before */
};

/* Lines fold before 75 bytes, never inside of a character (3.1). */
static void put_line(struct buf *out, const char *name, const char *value)
{
	size_t width = strlen(name) + 1;

	buf_printf(out, "%s:", name);
	for (const unsigned char *p = (const unsigned char *)value; *p; p++) {
		const char *escaped = *p == '\n' ? "\\n" : *p == ',' ? "\\," : *p == ';' ? "\\;"
		                      : *p == '\\'                            ? "\\\\"
		                                                              : NULL;

		if (*p < ' ' && *p != '\n')
			continue;
		if (width > 70 && (*p & 0xc0) != 0x80) {
			buf_text(out, "\r\n ");
			width = 1;
		}
		if (escaped)
			buf_text(out, escaped);
		else
			buf_byte(out, *p);
		width += escaped ? 2 : 1;
	}
	buf_text(out, "\r\n");
}

static void put_day(struct buf *out, const char *name, const char *day)
{
	buf_printf(out, "%s;VALUE=DATE:%.4s%.2s%.2s\r\n", name, day, day + 5, day + 8);
}

static const char *rule_of(const char *every)
{
	static const char *const rules[][2] = {{"1m", "FREQ=MONTHLY"},
	                                       {"3m", "FREQ=MONTHLY;INTERVAL=3"},
	                                       {"6m", "FREQ=MONTHLY;INTERVAL=6"},
	                                       {"1y", "FREQ=YEARLY"}};

	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		if (strcmp(rules[i][0], every) == 0)
			return rules[i][1];
	return NULL;
}

static void put_event(struct request *r, const struct event *e)
{
	struct buf *out = &r->out;
	char stamp[CLOCK_TEXT_SIZE];

	clock_text(e->at, stamp);
	buf_text(out, "BEGIN:VEVENT\r\n");
	put_line(out, "UID", arena_printf(&r->arena, "%s-%lld-%s@yagura", e->kind, (long long)e->scope, e->name));
	buf_printf(out, "DTSTAMP:%.4s%.2s%.2sT%.2s%.2s%.2sZ\r\n", stamp, stamp + 5, stamp + 8,
	           stamp + 11, stamp + 14, stamp + 17);
	buf_printf(out, "SEQUENCE:%lld\r\n", (long long)e->revision);
	put_day(out, "DTSTART", e->day);
	if (rule_of(e->every))
		buf_printf(out, "RRULE:%s\r\n", rule_of(e->every));
	put_line(out, "SUMMARY", e->title);
	put_line(out, "DESCRIPTION", e->text);
	if (e->reminds) { /* 3.6.6 */
		buf_text(out, "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P7D\r\n");
		put_line(out, "DESCRIPTION", e->title);
		buf_text(out, "END:VALARM\r\n");
	}
	buf_text(out, "END:VEVENT\r\n");
}

static const char *number(struct request *r, int64_t id)
{
	return arena_printf(&r->arena, "%lld", (long long)id);
}

static bool is_japanese(struct request *r)
{
	return strcmp(request_text(r, "lang"), "en") != 0;
}

static const char *lines(struct request *r, const char *first, const char *second, const char *third)
{
	return arena_printf(&r->arena, "%s%s%s%s%s", first, *first ? "\n" : "", second, *second ? "\n" : "", third);
}

static const char *titled(struct request *r, const char *english, const char *japanese, const char *what)
{
	return arena_printf(&r->arena, "%s%s", is_japanese(r) ? japanese : english, what);
}

static int put_tasks(struct request *r)
{
	struct task_row *rows;
	size_t count;
	const int rc = store_tasks(r->store, &r->who.viewer, request_scope(r), &r->arena, &rows, &count);

	for (size_t i = 0; i < count && !rc; i++) {
		const struct task_row *t = &rows[i];

		if (*t->due_on && strcmp(t->state, "dropped") != 0 && (strcmp(t->state, "done") != 0 || *t->every))
			put_event(r, &(struct event){"task", number(r, t->id), t->scope, t->revision, t->at, t->due_on, t->every, t->title,
			                             lines(r, t->owner, t->window, t->note),
			                             .reminds = strcmp(t->kind, "supplier") == 0}); /* somebody else is to answer */
	}
	return rc;
}

static void put_review(struct request *r, const struct pack *pack, const struct answer_row *a)
{
	const struct pack_item *item = pack_item(pack, a->item);
	const bool target = strcmp(a->kind, "target") == 0;
	const char *english = target ? "Target: " : "Review: ", *japanese = target ? "目標の期日: " : "見直し: ";
	const char *column = *a->part ? arena_printf(&r->arena, "%s ", a->part) : "";
	const char *what = !item ? a->value : is_japanese(r) ? item->title.ja : item->title.en;

	put_event(r, &(struct event){a->kind, arena_printf(&r->arena, "%s-%s-%s", pack->id, a->part, a->item), a->scope, a->revision,
	                             a->at, a->due_on, "",
	                             titled(r, english, japanese, arena_printf(&r->arena, "%s%s %s", column, a->item, what)),
	                             a->reason, .reminds = false});
}

static int put_reviews_of(struct request *r, const struct pack *pack)
{
	struct answer_row *rows = NULL;
	size_t count = 0;
	const int rc = store_answers(r->store, &r->who.viewer, request_scope(r), pack->id, &r->arena, &rows, &count);

	for (size_t i = 0; i < count && !rc; i++)
		if (*rows[i].due_on && *rows[i].value)
			put_review(r, pack, &rows[i]);
	return rc;
}

/* S0-033: what was said to be looked at again, of every pack. */
static int put_reviews(struct request *r)
{
	struct pack_file *own = NULL;
	const struct pack *pack;
	size_t count = 0;
	int rc = store_packs(r->store, &r->who.viewer, "", &r->arena, &own, &count);

	for (size_t i = 0; (pack = pack_built_in(i)) && !rc; i++)
		rc = put_reviews_of(r, request_find_pack(r, pack->id));
	for (size_t i = 0; i < count && !rc; i++) {
		pack = pack_find(own[i].id) ? NULL : request_find_pack(r, own[i].id);
		rc = pack ? put_reviews_of(r, pack) : 0;
	}
	return rc;
}

static int put_exceptions(struct request *r)
{
	struct exception_row *rows;
	size_t count;
	const int rc = store_exceptions(r->store, &r->who.viewer, request_scope(r), "", &r->arena, &rows, &count);

	for (size_t i = 0; i < count && !rc; i++)
		put_event(r, &(struct event){"exception", number(r, rows[i].id), rows[i].scope, 0, rows[i].at, rows[i].ends_on, "",
		                             titled(r, "An exception ends: ", "例外の期限: ", rows[i].item),
		                             lines(r, rows[i].reason, rows[i].measure, ""), .reminds = true});
	return rc;
}

static int put_evidence_ends(struct request *r)
{
	struct evidence_row *rows;
	size_t count;
	const int rc = store_evidence(r->store, &r->who.viewer, request_scope(r), &r->arena, &rows, &count);

	for (size_t i = 0; i < count && !rc; i++)
		if (*rows[i].expires_on)
			put_event(r, &(struct event){"evidence", number(r, rows[i].id), rows[i].scope, 0, rows[i].at, rows[i].expires_on, "",
			                             titled(r, "Evidence expires: ", "証拠の期限: ", rows[i].title), rows[i].note,
			                             .reminds = true});
	return rc;
}

static int put_risks(struct request *r)
{
	struct scenario *rows;
	size_t count;
	const int rc = store_scenarios(r->store, &r->who.viewer, request_scope(r), &r->arena, &rows, &count);

	for (size_t i = 0; i < count && !rc; i++)
		if (*rows[i].until && strcmp(rows[i].state, "accepted") == 0)
			put_event(r, &(struct event){"risk", number(r, rows[i].id), rows[i].scope, rows[i].revision, rows[i].at, rows[i].until, "",
			                             titled(r, "An accepted risk ends: ", "受容したリスクの期限: ", rows[i].title),
			                             rows[i].because, .reminds = true});
	return rc;
}

void tasks_ics(struct request *r)
{
	static int (*const parts[])(struct request *r) = {put_tasks, put_reviews, put_exceptions, put_evidence_ends, put_risks};
	int rc = 0;

	buf_text(&r->out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Yagura//plan//JA\r\n");
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]) && !rc; i++)
		rc = parts[i](r);
	if (rc) {
		buf_clear(&r->out);
		request_failed(r, rc);
		return;
	}
	buf_text(&r->out, "END:VCALENDAR\r\n");
	r->status = 200;
	r->type = "text/calendar; charset=utf-8";
	r->disposition = attachment(r, "yagura-plan.ics");
}
