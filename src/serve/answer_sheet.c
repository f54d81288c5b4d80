/* answer_sheet.c - a pack's answers as a workbook, and back in again with a preview. SPDX-License-Identifier: Apache-2.0
 *
 * What comes back changes an answer only where a cell says something else; the revision in the sheet tells
 * whether somebody answered meanwhile. All of it is taken over or nothing.
 */

#include "serve/assess.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "inventory/ledger.h"
#include "lib/clock.h"
#include "lib/text.h"
#include "serve/server.h"
#include "serve/sources.h"
#include "serve/sheet.h"
#include "store/assess.h"

#define ROWS_MAX 20000
#define TEXT_MAX 4000
#define CELL_SIZE (LEDGER_CELL_MAX + 1)
#define DAY_MIN	 20000 /* spreadsheets count days from 1900: these are of 1954 to 2091 */
#define DAY_MAX	 70000
#define UNIX_DAY 25569

enum column { NUMBER, PART, TITLE, HOW, ANSWER, MEANING, REASON, DOCUMENT, REVIEWED, DUE, OVERRIDE, MATCH, DETAIL, REVISION };

static const struct sheet_column columns[] = {
        [NUMBER] = {"No.", "番号"},
        [PART] = {"Column", "区分"},
        [TITLE] = {"Item", "項目"},
        [HOW] = {"How to answer", "答え方"},
        [ANSWER] = {"Answer", "回答"},
        [MEANING] = {"What it means", "回答の意味"},
        [REASON] = {"Remark", "備考・理由"},
        [DOCUMENT] = {"Document", "文書"},
        [REVIEWED] = {"Reviewed on", "見直した日"},
        [DUE] = {"Next review", "次の見直し"},
        [OVERRIDE] = {"Why the measurement does not count", "実測を採らない理由"},
        [MATCH] = {"Measured", "実測"},
        [DETAIL] = {"What was measured", "実測の内容"},
        [REVISION] = {"Revision (leave as it is)", "版（変えない）"},
};

#define COLUMN_COUNT (sizeof(columns) / sizeof(columns[0]))

static const enum column all[] = {NUMBER, PART, TITLE, ANSWER, MEANING, REASON, DOCUMENT, REVIEWED, DUE, OVERRIDE, MATCH, DETAIL, REVISION};
/* Sent to a supplier: nothing of ours, and how to answer (S1-095 S4-116). */
static const enum column asked[] = {NUMBER, PART, TITLE, HOW, ANSWER, REASON, DOCUMENT, REVISION};

/* ---- out ---- */

static const char *say(const struct sheet *sheet, const struct words *words)
{
	return !words->ja ? "" : sheet->japanese ? words->ja : words->en;
}

static const char **const_text(struct answer_row *a, enum column column)
{
	switch ((int)column) {
	case ANSWER:
		return &a->value;
	case REASON:
		return &a->reason;
	case DOCUMENT:
		return &a->document;
	case REVIEWED:
		return &a->reviewed_on;
	case DUE:
		return &a->due_on;
	case OVERRIDE:
		return &a->override;
	default:
		return NULL;
	}
}

/* Who is to begin with it, what is meant, and the steps. */
static const char *how(struct sheet *sheet, const struct pack *pack, const struct pack_item *item)
{
	struct arena *arena = &sheet->request->arena;
	const char *text = say(sheet, &item->help);

	for (size_t i = 0; i < item->who.count; i++)
		for (size_t p = 0; p < pack->person_count; p++)
			if (strcmp(pack->people[p].id, item->who.text[i]) == 0)
				text = arena_printf(arena, "%s%s[%s]", text, *text ? " " : "", say(sheet, &pack->people[p].title));
	for (size_t i = 0; i < pack->step_count; i++)
		text = arena_printf(arena, "%s%s%s = %s", text, i ? " / " : *text ? " " : "", pack->steps[i].value,
		                    say(sheet, &pack->steps[i].label));
	return text;
}

static const char *text_of(struct sheet *sheet, const struct pack *pack, const struct judged *j, enum column column)
{
	struct judged *row = (struct judged *)(uintptr_t)j; /* only read */

	switch ((int)column) {
	case NUMBER:
		return j->item->id;
	case PART:
		return j->column ? j->column->id : "";
	case TITLE:
		return say(sheet, &j->item->title);
	case HOW:
		return how(sheet, pack, j->item);
	case MEANING:
		return j->step >= 0 ? say(sheet, &pack->steps[j->step].label) : "";
	case DETAIL:
		return j->result_count ? say(sheet, &j->results[0].detail) : "";
	case REVISION:
		return arena_printf(&sheet->request->arena, "%lld", (long long)j->answer.revision);
	default:
		return *const_text(&row->answer, column);
	}
}

void answers_xlsx(struct request *r)
{
	const char *id = request_text(r, "pack"), *part = request_text(r, "part");
	const struct pack *pack = request_pack(r, *id ? id : "meti-checklist");
	const enum column *kinds = *part ? asked : all;
	const size_t count = *part ? sizeof(asked) / sizeof(asked[0]) : sizeof(all) / sizeof(all[0]);
	struct sheet_column *titles = arena_alloc(&r->arena, count * sizeof(*titles));
	struct assessment a;
	struct sheet sheet;

	for (size_t i = 0; i < count; i++)
		titles[i] = columns[kinds[i]];
	if (!pack || !request_assess(r, pack, &a) || !sheet_begin(&sheet, r, &sheet_xlsx, pack->id, titles, count))
		return;
	for (size_t i = 0; i < a.count; i++) {
		if (*part && strcmp(part, a.rows[i].column ? a.rows[i].column->id : "") != 0)
			continue;
		for (size_t c = 0; c < count; c++)
			if (kinds[c] == MATCH)
				sheet_word(&sheet, "match", a.rows[i].result_count ? match_name(a.rows[i].match) : "");
			else
				sheet_text(&sheet, text_of(&sheet, a.pack, &a.rows[i], kinds[c]));
		sheet_end_row(&sheet);
	}
	sheet_end(&sheet);
}

/* ---- in ---- */

/* What one row wants. */
struct wish {
	int64_t row; /* of the sheet, from 1 */
	struct answer_row now, then;
	const char *fault; /* NULL: it can be done */
};

struct wishes {
	struct wish *list; /* those that change something, or cannot be done */
	size_t count;
	size_t rows; /* that were understood */
};

static const enum column editable[] = {ANSWER, REASON, DOCUMENT, REVIEWED, DUE, OVERRIDE};

#define EDITABLE (sizeof(editable) / sizeof(editable[0]))

/* Where each of our columns stands in the sheet, -1 nowhere. */
static void find_columns(const struct json_in *titles, int place[COLUMN_COUNT])
{
	for (size_t c = 0; c < COLUMN_COUNT; c++) {
		place[c] = -1;
		for (size_t i = 0; i < json_in_count(titles); i++) {
			const char *title = json_in_text_at(titles, i);

			if (title && (strcmp(title, columns[c].ja) == 0 || strcmp(title, columns[c].en) == 0))
				place[c] = (int)i;
		}
	}
}

/* A cell that was touched is a number of days to a spreadsheet. */
static const char *as_date(struct request *r, const char *text)
{
	char *end;
	const long days = strtol(text, &end, 10);
	char day[CLOCK_TEXT_SIZE];

	if (*text == '\0' || (*end != '\0' && *end != '.') || days < DAY_MIN || days > DAY_MAX)
		return text;
	clock_text((int64_t)(days - UNIX_DAY) * 86400 * SECOND, day);
	return arena_copy(&r->arena, day, 10);
}

/* The step itself, or its word in either language. */
static const char *as_value(const struct pack *pack, const char *text)
{
	for (size_t i = 0; i < pack->step_count; i++)
		if (strcmp(text, pack->steps[i].label.ja) == 0 || strcmp(text, pack->steps[i].label.en) == 0)
			return pack->steps[i].value;
	return strcmp(text, "該当なし") == 0 ? ANSWER_NOT_APPLICABLE : text;
}

/* As the reader of workbooks gives a text back: on one line, without what turns or hides it. */
static const char *as_read(struct request *r, const char *text)
{
	char clean[CELL_SIZE];
	char *line = arena_strdup(&r->arena, text);

	for (char *p = line; *p; p++)
		if (*p == '\n' || *p == '\r' || *p == '\t')
			*p = ' ';
	text_clean(line, strlen(line), clean, sizeof(clean));
	return arena_strdup(&r->arena, clean);
}

static const char *cell(const struct json_in *cells, int place)
{
	const char *text = place >= 0 ? json_in_text_at(cells, (size_t)place) : NULL;

	return text ? text : "";
}

static const struct answer_row *answer_to(const struct answer_row *rows, size_t count, const char *part,
                                          const char *item)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].kind, "answer") == 0 && strcmp(rows[i].part, part) == 0 &&
		    strcmp(rows[i].item, item) == 0)
			return &rows[i];
	return NULL;
}

static const struct answer_row nothing = {.part = "", .item = "", .kind = "answer", .value = "", .reason = "",
                                          .override = "", .document = "", .reviewed_on = "", .due_on = "",
                                          .user = ""};

static bool differs(struct wish *w)
{
	for (size_t i = 0; i < EDITABLE; i++)
		if (strcmp(*const_text(&w->now, editable[i]), *const_text(&w->then, editable[i])) != 0)
			return true;
	return false;
}

static const char *fault_of(const struct pack *pack, const struct wish *w, const char *revision)
{
	for (size_t i = 0; i < EDITABLE; i++)
		if (strlen(*const_text((struct answer_row *)(uintptr_t)&w->then, editable[i])) > TEXT_MAX)
			return "a text is too long";
	if (*revision && strtoll(revision, NULL, 10) != w->now.revision)
		return "somebody answered this after the file was written";
	return answer_fault(pack, &w->then);
}

struct sheet_in {
	const struct pack *pack;
	const char *part; /* no other than this one, "" any */
	int64_t scope;
	int64_t header_row;
	int place[COLUMN_COUNT];
	struct answer_row *answers;
	size_t answer_count;
};

/* Takes a row in; false: it is none of ours. */
static bool take_row(struct request *r, const struct sheet_in *in, const struct json_in *cells, struct wish *w)
{
	const char *item = cell(cells, in->place[NUMBER]), *told = cell(cells, in->place[PART]);
	const char *part = *told ? told : in->part;
	const struct answer_row *now;

	if (!*item || !pack_item(in->pack, item))
		return false;
	now = answer_to(in->answers, in->answer_count, part, item);
	w->now = now ? *now : nothing;
	w->then = w->now;
	w->then.scope = in->scope;
	w->then.pack = in->pack->id;
	w->then.pack_version = in->pack->version;
	w->then.part = part;
	w->then.item = item;
	w->then.kind = "answer";
	w->then.specimen = false;
	for (size_t i = 0; i < EDITABLE; i++) {
		const char *text = cell(cells, in->place[editable[i]]);

		if (in->place[editable[i]] < 0)
			continue;
		if (editable[i] == ANSWER)
			text = as_value(in->pack, text);
		if (editable[i] == REVIEWED || editable[i] == DUE)
			text = as_date(r, text);
		/* a cell nobody touched loses nothing of what it cannot show */
		if (strcmp(text, as_read(r, *const_text(&w->now, editable[i]))) != 0)
			*const_text(&w->then, editable[i]) = text;
	}
	w->fault = differs(w) ? fault_of(in->pack, w, cell(cells, in->place[REVISION])) : NULL;
	if (*in->part && strcmp(part, in->part) != 0)
		w->fault = "this row is of another supplier";
	return true;
}

static void take_rows(struct request *r, const struct sheet_in *in, const struct json_in *rows, struct wishes *out)
{
	const size_t lines = json_in_count(rows) < ROWS_MAX ? json_in_count(rows) : ROWS_MAX;

	*out = (struct wishes){.list = arena_alloc(&r->arena, (lines + 1) * sizeof(struct wish))};
	for (size_t i = 0; i < lines; i++) {
		struct wish *w = &out->list[out->count];

		*w = (struct wish){.row = in->header_row + 1 + (int64_t)i};
		if (!take_row(r, in, json_in_array_at(rows, i), w))
			continue;
		out->rows++;
		out->count += differs(w);
	}
}

/* The kept file, read by a job: first what its columns are called, then its rows. NULL: a problem was answered.
 * The caller frees it and text; the wishes borrow from it. */
static struct json_in *read_sheet(struct request *r, int fd, const char *filename, struct sheet_in *in,
                                  struct buf *text)
{
	struct serve_ledger_job job = {.fd = fd, .filename = filename, .header_row = 1};
	struct buf head = {.data = NULL};
	struct json_in *preview = ledger_read_file(r, &job, &head);

	if (!preview) {
		buf_free(&head);
		return NULL;
	}
	find_columns(json_in_array(preview, "columns"), in->place);
	in->header_row = json_in_number(preview, "header_row", 1);
	json_in_free(preview);
	buf_free(&head);
	if (in->place[NUMBER] < 0 || in->place[ANSWER] < 0) {
		request_problem(r, 422, "Not this sheet", "the first sheet needs the columns %s and %s (%s, %s)",
		                columns[NUMBER].ja, columns[ANSWER].ja, columns[NUMBER].en, columns[ANSWER].en);
		return NULL;
	}
	job.whole = true;
	job.header_row = (int)in->header_row;
	return ledger_read_file(r, &job, text);
}

static void put_wish(struct request *r, struct json_out *j, struct wish *w)
{
	json_object(j, NULL);
	json_int(j, "row", w->row);
	json_text(j, "item", w->then.item);
	json_text(j, "part", w->then.part);
	put_text(j, "fault", request_words(r, w->fault));
	json_array(j, "fields");
	for (size_t i = 0; i < EDITABLE; i++) {
		const char *now = *const_text(&w->now, editable[i]), *then = *const_text(&w->then, editable[i]);

		if (strcmp(now, then) == 0)
			continue;
		json_object(j, NULL);
		json_text(j, "ja", columns[editable[i]].ja);
		json_text(j, "en", columns[editable[i]].en);
		json_text(j, "before", now);
		json_text(j, "after", then);
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
}

static size_t faults_of(const struct wishes *wishes)
{
	size_t count = 0;

	for (size_t i = 0; i < wishes->count; i++)
		count += wishes->list[i].fault != NULL;
	return count;
}

static void put_wishes(struct request *r, const char *id, const struct wishes *wishes, bool done)
{
	struct json_out *j = request_json(r, 200);

	put_text(j, "id", id);
	json_uint(j, "rows", wishes->rows);
	json_bool(j, "done", done);
	json_uint(j, "faults", faults_of(wishes));
	json_array(j, "changes");
	for (size_t i = 0; i < wishes->count; i++)
		put_wish(r, j, &wishes->list[i]);
	json_array_end(j);
	request_end_json(r);
}

/* A change is one transaction of the writer: what fails takes the rest with it. */
static int keep_all(struct store *store, const struct viewer *viewer, const void *what, int64_t *id)
{
	const struct wishes *wishes = what;
	int rc = 0;

	*id = (int64_t)wishes->count;
	for (size_t i = 0; !rc && i < wishes->count; i++) {
		int64_t revision;

		rc = store_answer_put(store, viewer, &wishes->list[i].then, &revision);
	}
	return rc;
}

/* Reads what is kept under fd; apply: takes it over. */
static void compare(struct request *r, const char *pack_id, const char *part, int64_t scope, int fd, const char *filename,
                    const char *id, bool apply)
{
	struct sheet_in in = {.pack = request_pack(r, *pack_id ? pack_id : "meti-checklist"), .part = part, .scope = scope};
	struct buf text = {.data = NULL};
	struct wishes wishes = {0};

	if (!in.pack || (apply && !request_may_answer(r, in.pack)) ||
	    !request_good(r, store_answers(r->store, &r->who.viewer, scope, in.pack->id, &r->arena,
	                                               &in.answers, &in.answer_count)))
		return;
	struct json_in *rows = read_sheet(r, fd, filename, &in, &text);

	if (rows) {
		take_rows(r, &in, json_in_array(rows, "rows"), &wishes);
		int64_t count = 0;

		if (apply && faults_of(&wishes))
			request_problem(r, 422, "Nothing was taken over", "%zu of %zu changes cannot be made: row %lld, %s",
			                faults_of(&wishes), wishes.count, (long long)wishes.list[0].row,
			                wishes.list[0].fault ? wishes.list[0].fault : "and others");
		else if (!apply || request_good(r, request_govern(r, keep_all, &wishes, &count)))
			put_wishes(r, id, &wishes, apply);
		json_in_free(rows);
	}
	buf_free(&text);
}

void answers_preview(struct request *r)
{
	const char *filename = upload_name(r, "answers.xlsx");
	char id[17];

	const int fd = fcntl(r->spool, F_DUPFD_CLOEXEC, 0);

	if (fd < 0) {
		request_failed(r, -errno);
		return;
	}
	ledger_keep(r, filename, r->spool, id);
	r->spool = -1;
	compare(r, request_text(r, "pack"), request_text(r, "part"), request_scope(r), fd, filename, id, false);
	close(fd);
}

void answers_post(struct request *r)
{
	const char *filename = NULL;
	const int fd = ledger_find(r, body_text(r, "id"), &filename);

	if (fd < 0) {
		request_problem(r, 404, "Not found", "the file is not kept any more: send it again");
		return;
	}
	compare(r, body_text(r, "pack"), body_text(r, "part"), body_scope(r), fd, filename, NULL, true);
	close(fd);
}
