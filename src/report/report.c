/* report.c - reports for people: what they need is read once, then block by block is written (S0-026 S4-184). SPDX-License-Identifier: Apache-2.0 */

#include "report/report.h"

#include "lib/arena.h"
#include "lib/clock.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct report_kind reports[] = {
	{"assessment",
	 {"工場セキュリティ評価報告書", "Assessment of a plant"},
	 {"お客様・経営層へ渡す一式", "The whole, for a customer or the board"},
	 {report_numbers, report_differs, report_matrix, report_next, report_tasks, report_checklist,
	  report_findings, report_devices, report_exceptions, report_evidence, report_caveats}},
	{"monthly",
	 {"工場セキュリティ月次報告", "Monthly report"},
	 {"工場長へ渡すA4一枚", "One A4 page for the plant manager"},
	 {report_numbers, report_changes, report_decisions, report_caveats}},
	{"management",
	 {"経営層への報告", "Management summary"},
	 {"事業への影響・計画・予算のお願い", "What it means for the business, plan, budget request"},
	 {report_numbers, report_changes, report_matrix, report_differs, report_tasks, report_decisions,
	  report_caveats}},
	{"checklist",
	 {"工場セキュリティ チェックリスト（記入済み）", "Factory security checklist, filled in"},
	 {"提出用。回答と実測をならべたもの", "To be handed in: answers beside measurements"},
	 {report_checklist, report_exceptions, report_evidence, report_caveats}},
	{"smkl",
	 {"SMKLセキュリティ・マトリクス", "SMKL Security matrix"},
	 {"ネットワークごとの今と目標", "Where each network stands, and its target"},
	 {report_matrix, report_next, report_caveats}},
	{"findings",
	 {"検知の一覧", "Findings"},
	 {"未対応の検知と次の一手", "What is open, and what to do"},
	 {report_numbers, report_findings}},
};
const size_t report_count = sizeof(reports) / sizeof(reports[0]);

const struct report_kind *report_find(const char *name)
{
	for (size_t i = 0; i < report_count; i++)
		if (strcmp(reports[i].name, name) == 0)
			return &reports[i];
	return NULL;
}

const char *report_say(const struct report *r, const char *ja, const char *en)
{
	return r->paper.japanese ? ja : en;
}

const char *report_words(const struct report *r, const struct words *words)
{
	return words->ja ? report_say(r, words->ja, words->en) : "";
}

void report_heading(struct report *r, const char *ja, const char *en)
{
	r->paper.kind->heading(&r->paper, 2, report_say(r, ja, en));
}

void report_line(struct report *r, enum look look, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	const int length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	char *line = arena_alloc(r->arena, (size_t)length + 1);

	va_start(args, format);
	vsnprintf(line, (size_t)length + 1, format, args);
	va_end(args);
	r->paper.kind->paragraph(&r->paper, look, line);
}

void report_cell(struct report *r, enum look look, const char *text)
{
	r->paper.kind->cell(&r->paper, look, text ? text : "");
}

void report_row(struct report *r)
{
	r->paper.kind->row(&r->paper);
}

void report_row_end(struct report *r)
{
	r->paper.kind->row_end(&r->paper);
}

void report_table_end(struct report *r)
{
	r->paper.kind->table_end(&r->paper);
}

void report_table(struct report *r, const char *const *titles)
{
	const char *said[20];
	size_t count = 0;

	for (; titles[2 * count] && count < 20; count++)
		said[count] = report_say(r, titles[2 * count], titles[2 * count + 1]);
	r->paper.kind->table(&r->paper, said, count);
}

static int read_findings(struct report *r)
{
	const struct finding_filter open = {.q = "", .state = "open", .severity = "", .detector = "",
					    .assigned = ""};
	const struct page page = {.limit = 50};

	return store_findings(r->store, r->viewer, &open, &page, r->arena, &r->findings,
			      &r->finding_listing);
}

static int read_all(struct report *r)
{
	int rc = plan_make(r->store, r->viewer, r->scope, r->now, r->arena, &r->plan);

	if (!rc)
		rc = store_counts(r->store, r->viewer, r->now, &r->counts);
	if (!rc)
		rc = read_findings(r);
	if (!rc)
		rc = store_tasks(r->store, r->viewer, r->scope, r->arena, &r->tasks, &r->task_count);
	if (!rc)
		rc = store_exceptions(r->store, r->viewer, r->scope, "", r->arena, &r->exceptions,
				      &r->exception_count);
	if (!rc)
		rc = store_evidence(r->store, r->viewer, r->scope, r->arena, &r->evidence,
				    &r->evidence_count);
	if (!rc)
		rc = store_snapshots(r->store, r->viewer, r->scope, "meti-checklist", r->arena,
				     &r->snapshots, &r->snapshot_count);
	if (!rc)
		r->standings = matrix_standings(&r->plan.assessments[1], r->arena);
	return rc;
}

/* The year of Japanese companies begins in April. */
static void put_head(struct report *r, const struct report_kind *kind)
{
	static const char *const ja[] = {"部長", "課長", "担当"};
	static const char *const en[] = {"Approved", "Checked", "Prepared"};
	char day[CLOCK_TEXT_SIZE];

	clock_text_local(r->now, day);
	day[10] = '\0';
	const long year = strtol(day, NULL, 10) - (strncmp(day + 5, "04", 2) < 0);

	r->paper.kind->begin(&r->paper, report_words(r, &kind->title));
	r->paper.kind->seals(&r->paper, r->paper.japanese ? ja : en, 3);
	r->paper.kind->heading(&r->paper, 1, report_words(r, &kind->title));
	report_line(r, LOOK_PLAIN, report_say(r, "%s　%s（%ld年度）", "%s, %s (fiscal year %ld)"), r->site, day,
		    year);
	if (r->snapshot_count)
		report_line(r, LOOK_QUIET,
			    report_say(r, "記録 第%lld号「%s」 ハッシュ %.16s… %s",
				       "Record no. %lld \"%s\", hash %.16s… %s"),
			    (long long)r->snapshots[0].id, r->snapshots[0].title, r->snapshots[0].hash,
			    r->snapshots[0].approved_by);
	else
		report_line(r, LOOK_QUIET, "%s",
			    report_say(r, "この報告の元になる記録はまだ凍結されていません",
				       "No record of this has been frozen yet"));
	if (*r->words)
		r->paper.kind->paragraph(&r->paper, LOOK_PLAIN, r->words);
}

int report_write(const struct report_kind *kind, struct report *r)
{
	const int rc = read_all(r);

	if (rc)
		return rc;
	put_head(r, kind);
	for (size_t i = 0; i < REPORT_BLOCKS && kind->blocks[i]; i++)
		kind->blocks[i](r);
	return r->paper.kind->end(&r->paper);
}
