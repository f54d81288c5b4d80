/* findings.c - what is wrong, and what people make of it. SPDX-License-Identifier: Apache-2.0 */

#include "serve/assets.h"
#include "serve/finding_packets.h"
#include "serve/findings.h"
#include "serve/sheet.h"

#include <string.h>

#include "judge/detectors.h"
#include "judge/texts.h"
#include "lib/clock.h"

#define TEXT_MAX 4000

const struct detector *detector_of(const char *id)
{
	for (size_t i = 0; i < detector_count; i++)
		if (strcmp(detectors[i]->id, id) == 0)
			return detectors[i];
	return NULL;
}

static const char *const language_key[LANGUAGE_COUNT] = {"ja", "en"};

void put_detector_title(struct json_out *j, const char *id)
{
	json_object(j, "title");
	for (int l = 0; l < LANGUAGE_COUNT; l++) {
		const struct finding_text *t = finding_text(id, (enum language)l);

		json_text(j, language_key[l], t && t->title ? t->title : id);
	}
	json_object_end(j);
}

static void put_filled(struct json_out *j, const char *key, const char *text,
                       const struct text_values *values)
{
	struct buf out = {0};

	text_fill(&out, text, values);
	json_text(j, key, buf_string(&out));
	buf_free(&out);
}

static struct text_values values_of(const struct finding_row *f)
{
	return (struct text_values){
	        .device = f->device.name, .peer = f->peer.name, .detail = f->detail, .count = f->count};
}

static void put_what(struct json_out *j, const struct finding_row *f)
{
	const struct text_values values = values_of(f);

	json_object(j, "what");
	for (int l = 0; l < LANGUAGE_COUNT; l++) {
		const struct finding_text *t = finding_text(f->detector, (enum language)l);

		put_filled(j, language_key[l], t && t->what ? t->what : f->detail, &values);
	}
	json_object_end(j);
}

static void put_finding(struct json_out *j, const struct finding_row *f)
{
	const struct detector *d = detector_of(f->detector);

	put_id(j, "id", f->id);
	json_text(j, "detector", f->detector);
	json_text(j, "severity", severity_name(f->severity));
	json_text(j, "state", f->state);
	put_time(j, "until", f->until);
	put_text(j, "assigned_to", f->assigned);
	put_detector_title(j, f->detector);
	put_what(j, f);
	json_bool(j, "listed", d && d->listed);
	put_text(j, "detail", f->detail);
	put_party(j, "device", &f->device);
	if (f->peer.asset || *f->peer.name)
		put_party(j, "peer", &f->peer);
	else
		json_null(j, "peer");
	json_uint(j, "count", f->count);
	put_id(j, "event", f->event);
	json_uint(j, "together", f->together);
	put_id(j, "source", f->source);
	put_time(j, "first_seen", f->first_seen);
	put_time(j, "last_seen", f->last_seen);
	put_time(j, "stored_at", f->stored_at);
}

bool request_findings(struct request *r, const struct page *page, struct finding_row **rows,
                      struct listing *listing)
{
	const int64_t threat = request_number(r, "threat", 0);
	const struct finding_filter filter = {
	        .q = request_text(r, "q"),
	        .state = request_text(r, "state"),
	        .severity = request_text(r, "severity"),
	        .detector = threat ? detectors_of_threat(&r->arena, threat) : request_text(r, "detector"),
	        .assigned = request_text(r, "assigned"),
	        .asset = request_asset(r),
	        .event = request_number(r, "event", 0),
	        .zone = request_number(r, "zone", 0),
	        .since = days_ago(request_number(r, "days", 0)),
	        .grouped = request_flag(r, "grouped"),
	};

	return request_good(r, store_findings(r->store, &r->who.viewer, &filter, page, &r->arena, rows,
	                                      listing));
}

void findings_get(struct request *r)
{
	const struct page page = request_page(r);
	struct finding_row *rows = NULL;
	struct listing listing = {.count = 0};

	if (!request_findings(r, &page, &rows, &listing))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < listing.count; i++) {
		json_object(j, NULL);
		put_finding(j, &rows[i]);
		json_object_end(j);
	}
	request_end_listing(r, &listing);
}

static const struct sheet_column columns[] = {
        {"Severity", "緊急度"}, {"State", "状態"},     {"Finding", "検知"},    {"What happened", "何が起きたか"},
        {"Device", "機器"},     {"Device IP", "機器のIP"}, {"Other side", "相手"}, {"Other side IP", "相手のIP"},
        {"Count", "回数"},      {"Detail", "詳細"},    {"Assigned to", "担当"}, {"First seen", "初回検出"},
        {"Last seen", "最終検出"}, {"Detector", "検知器"},
};

static void put_row(struct sheet *sheet, const struct finding_row *f)
{
	const enum language language = sheet->japanese ? LANGUAGE_JA : LANGUAGE_EN;
	const struct finding_text *t = finding_text(f->detector, language);
	const struct text_values values = values_of(f);
	struct buf what = {0};

	text_fill(&what, t ? t->what : f->detail, &values);
	sheet_word(sheet, "severity", severity_name(f->severity));
	sheet_word(sheet, "finding.state", f->state);
	sheet_text(sheet, t ? t->title : f->detector);
	sheet_text(sheet, buf_string(&what));
	sheet_text(sheet, f->device.name);
	sheet_text(sheet, f->device.ip);
	sheet_text(sheet, f->peer.name);
	sheet_text(sheet, f->peer.ip);
	sheet_number(sheet, f->count);
	sheet_text(sheet, f->detail);
	sheet_text(sheet, f->assigned);
	sheet_time(sheet, f->first_seen);
	sheet_time(sheet, f->last_seen);
	sheet_text(sheet, f->detector);
	sheet_end_row(sheet);
	buf_free(&what);
}

static void write_findings(struct request *r, const struct sheet_kind *kind)
{
	struct page page = {.limit = 10000, .sort = request_text(r, "sort")};
	struct finding_row *rows = NULL;
	struct listing listing = {.count = 0};
	struct sheet sheet;

	if (!request_findings(r, &page, &rows, &listing) ||
	    !sheet_begin(&sheet, r, kind, "findings", columns, sizeof(columns) / sizeof(columns[0])))
		return;
	for (;;) {
		for (size_t i = 0; i < listing.count; i++)
			put_row(&sheet, &rows[i]);
		page.after = listing.next;
		if (!listing.next || r->out.full || !request_findings(r, &page, &rows, &listing))
			break;
	}
	sheet_end(&sheet);
}

void findings_csv(struct request *r)
{
	write_findings(r, &sheet_csv);
}

void findings_xlsx(struct request *r)
{
	write_findings(r, &sheet_xlsx);
}

static void put_words_of(struct json_out *j, const char *key, const char *const *words, size_t most)
{
	json_array(j, key);
	for (size_t i = 0; i < most && words[i]; i++)
		json_text(j, NULL, words[i]);
	json_array_end(j);
}

void put_techniques(struct json_out *j, const struct detector *d)
{
	put_words_of(j, "attack_ics", d->attack, 4);
	json_array(j, "meti_threat");
	for (size_t i = 0; i < 4 && d->meti[i]; i++)
		json_int(j, NULL, d->meti[i]);
	json_array_end(j);
	put_words_of(j, "iec62443", d->iec62443, 4);
	put_words_of(j, "smkl", d->smkl, 4);
}

static void put_advice(struct json_out *j, const struct finding_row *f)
{
	const struct text_values values = values_of(f);

	json_object(j, "why");
	for (int l = 0; l < LANGUAGE_COUNT; l++) {
		const struct finding_text *t = finding_text(f->detector, (enum language)l);

		put_filled(j, language_key[l], t ? t->why : "", &values);
	}
	json_object_end(j);
	json_object(j, "next");
	for (int l = 0; l < LANGUAGE_COUNT; l++) {
		const struct finding_text *t = finding_text(f->detector, (enum language)l);

		json_array(j, language_key[l]);
		for (size_t i = 0; t && i < t->steps; i++)
			put_filled(j, NULL, t->step[i], &values);
		json_array_end(j);
	}
	json_object_end(j);
}

static void put_detail(struct json_out *j, const struct finding_detail *d)
{
	json_array(j, "evidence");
	for (size_t i = 0; i < d->evidence_count; i++) {
		const struct proof_row *e = &d->evidence[i];

		json_object(j, NULL);
		put_id(j, "source", e->source);
		put_time(j, "time", e->time);
		json_uint(j, "count", e->total);
		if (e->conversation)
			put_id(j, "conversation", e->conversation);
		if (e->operation)
			put_id(j, "operation", e->operation);
		if (*e->line)
			json_raw(j, "record", e->line);
		json_object_end(j);
	}
	json_array_end(j);
	json_array(j, "notes");
	for (size_t i = 0; i < d->note_count; i++) {
		json_object(j, NULL);
		put_time(j, "at", d->notes[i].at);
		put_text(j, "user", d->notes[i].user);
		json_text(j, "kind", d->notes[i].kind);
		put_text(j, "value", d->notes[i].value);
		put_text(j, "text", d->notes[i].text);
		json_object_end(j);
	}
	json_array_end(j);
}

/* What else belongs to its event, oldest first. */
static bool put_event(struct request *r, struct json_out *j, const struct finding_row *f)
{
	const struct finding_filter filter = {.event = f->event};
	const struct page page = {.limit = 50, .sort = "first_seen"};
	struct finding_row *rows = NULL;
	struct listing listing = {.count = 0};

	if (store_findings(r->store, &r->who.viewer, &filter, &page, &r->arena, &rows, &listing) != 0)
		return false;
	json_array(j, "event_findings");
	for (size_t i = 0; i < listing.count; i++) {
		json_object(j, NULL);
		put_finding(j, &rows[i]);
		json_object_end(j);
	}
	json_array_end(j);
	return true;
}

static void answer_finding(struct request *r, int64_t id)
{
	struct finding_row row;
	struct finding_detail detail;

	if (!request_good(r, store_finding(r->store, &r->who.viewer, id, &r->arena, &row)) ||
	    !request_good(r, store_finding_detail(r->store, &r->who.viewer, id, &r->arena, &detail)))
		return;
	const struct detector *d = detector_of(row.detector);
	struct json_out *j = request_json(r, 200);

	put_finding(j, &row);
	if (d)
		put_techniques(j, d);
	put_advice(j, &row);
	put_detail(j, &detail);
	(void)put_event(r, j, &row);
	json_text(j, "packets", packets_state_name(finding_packets_state(r, &row, &detail)));
	request_end_json(r);
}

void finding_get(struct request *r)
{
	int64_t id = 0;

	if (request_id(r, &id))
		answer_finding(r, id);
}

static bool fits(struct request *r, const char *key, const char *text)
{
	if (!text || strlen(text) <= TEXT_MAX)
		return true;
	request_problem(r, 422, "Value does not fit", "%s is too long", key);
	return false;
}

bool request_time(struct request *r, const char *key, int64_t *time)
{
	const enum json_in_kind kind = json_in_kind(r->object, key);
	const char *text = json_in_text(r->object, key);

	if (kind == JSON_IN_MISSING || kind == JSON_IN_NULL || (text && *text && clock_parse(text, time) == 0))
		return true;
	request_problem(r, 422, "Value does not fit", "%s is no time (2026-11-21T14:05:00+09:00)", key);
	return false;
}

bool request_until(struct request *r, const char *key, int64_t *time)
{
	if (!request_time(r, key, time))
		return false;
	if (!json_in_text(r->object, key) || *time > clock_now())
		return true;
	request_problem(r, 422, "Value does not fit", "%s is in the past: choose a time to come", key);
	return false;
}

bool request_truth_good(struct request *r, const char *key)
{
	if (json_in_is_truth(r->object, key))
		return true;
	request_problem(r, 422, "Value does not fit", "%s is true or false", key);
	return false;
}

/* Accepting a finding hides it for ever or for long: it wants a reason. */
static bool read_edit(struct request *r, struct finding_edit *edit)
{
	const char *const known[] = {"state", "reason", "until", "assigned_to", "event", "cause", "allow", NULL};
	const char *unknown = json_in_unknown(r->object, known);

	edit->state = json_in_text(r->object, "state");
	edit->reason = json_in_text(r->object, "reason");
	edit->cause = json_in_text(r->object, "cause");
	edit->allow = json_in_true(r->object, "allow");
	if (edit->allow && !edit->state)
		edit->state = "closed";
	edit->assigned = json_in_text(r->object, "assigned_to");
	if (json_in_kind(r->object, "assigned_to") == JSON_IN_NULL)
		edit->assigned = "";
	if (unknown)
		request_problem(r, 400, "Unknown key", "%.40s cannot be set", unknown);
	else if (!edit->state && !edit->assigned && !edit->cause)
		request_problem(r, 400, "Nothing to do", "the body names nothing");
	else if (edit->state && finding_state_parse(edit->state) < 0)
		request_problem(r, 422, "Value does not fit", "state is new, acknowledged, work, closed or accepted");
	else if (edit->cause && !finding_is_cause(edit->cause))
		request_problem(r, 422, "Value does not fit", "cause is misuse, misconfiguration, media, credentials, attack, fault or nothing");
	else if (edit->state && strcmp(edit->state, "accepted") == 0 && (!edit->reason || !*edit->reason))
		request_problem(r, 422, "Incomplete", "accepting wants a reason");
	else
		return fits(r, "reason", edit->reason) && fits(r, "assigned_to", edit->assigned) &&
		       request_until(r, "until", &edit->until) && request_truth_good(r, "allow") &&
		       request_truth_good(r, "event");
	return false;
}

static void change_finding(struct request *r, int64_t id, const struct finding_edit *edit)
{
	struct change c = {.kind = CHANGE_FINDING, .judged = {.id = id, .edit = edit}};
	int64_t *ids = NULL;

	/* the whole event: all that is open of it; this one alone when nothing is */
	if (json_in_true(r->object, "event") &&
	    !request_good(r, store_finding_event(r->store, &r->who.viewer, id, &r->arena, &ids, &c.judged.count)))
		return;
	c.judged.ids = ids;
	if (request_good(r, request_change(r, &c)))
		answer_finding(r, id);
}

/* What needs no learning to be found is no matter of the allow-list. */
static bool may_allow(struct request *r, int64_t id)
{
	struct finding_row row;

	if (!request_good(r, store_finding(r->store, &r->who.viewer, id, &r->arena, &row)))
		return false;
	const struct detector *d = detector_of(row.detector);

	if (!d || !d->listed)
		request_problem(r, 422, "Not possible", "allow: what this finding tells is no matter of the allow-list");
	return d && d->listed;
}

void finding_patch(struct request *r)
{
	struct finding_edit edit = {0};
	int64_t id = 0;

	if (request_id(r, &id) && read_edit(r, &edit) && (!edit.allow || may_allow(r, id)))
		change_finding(r, id, &edit);
}

void finding_comment(struct request *r)
{
	struct finding_edit edit = {.comment = json_in_text(r->object, "text")};
	int64_t id = 0;

	if (!edit.comment || !*edit.comment)
		request_problem(r, 400, "Incomplete", "text: what there is to say");
	else if (request_id(r, &id) && fits(r, "text", edit.comment))
		change_finding(r, id, &edit);
}
