/* report.c - reports for people: what they need is read once, then block by block is written (S0-026 S4-184). SPDX-License-Identifier: Apache-2.0 */

#include "report/report.h"

#include "govern/snapshot.h"
#include "lib/anonymous.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/clock.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OPEN_FINDINGS	50
#define PERIOD_FINDINGS 500

const struct report_kind reports[] = {
	{"assessment",
	 {"工場セキュリティ評価報告書", "Assessment of a plant"},
	 {"お客様・経営層へ渡す一式", "The whole, for a customer or the board"},
	 .led = true,
	 .blocks = {report_reader, report_numbers, report_differs, report_basics, report_matrix,
	  report_scenarios, report_next, report_tasks, report_checklist, report_strengths,
	  report_findings, report_devices, report_exceptions, report_evidence, report_caveats}},
	{"monthly",
	 {"工場セキュリティ月次報告", "Monthly report"},
	 {"工場長へ渡すA4一枚。年度や期間でも作れる", "One A4 page for the plant manager; of a year or any period, too"},
	 .periodic = true,
	 .brief = true,
	 .blocks = {report_numbers, report_changes, report_months, report_decisions, report_caveats}},
	{"management",
	 {"経営層への報告", "Management summary"},
	 {"事業への影響・計画・予算のお願い", "What it means for the business, plan, budget request"},
	 .periodic = true,
	 .led = true,
	 .blocks = {report_reader, report_numbers, report_values, report_changes, report_trend, report_months, report_matrix, report_differs, report_tasks,
		    report_decisions, report_caveats}},
	{"checklist",
	 {"工場セキュリティ チェックリスト（記入済み）", "Factory security checklist, filled in"},
	 {"提出用。回答と実測をならべたもの", "To be handed in: answers beside measurements"},
	 .blocks = {report_checklist, report_exceptions, report_evidence, report_caveats}},
	{"smkl",
	 {"SMKLセキュリティ・マトリクス", "SMKL Security matrix"},
	 {"ネットワークごとの今と目標", "Where each network stands, and its target"},
	 .blocks = {report_matrix, report_next, report_caveats}},
	{"investment",
	 {"投資計画書", "Investment plan"},
	 {"段階ごとの費用・効果・回収と、マトリクスの今と目標", "Cost, effect and payback of each step, with the matrix now and its targets"},
	 .wide = true,
	 .blocks = {report_matrix, report_steps, report_years, report_decisions, report_caveats}},
	{"proposal",
	 {"対策のご提案", "Proposal"},
	 {"インテグレーターがお客様へ渡す提案。3C・マトリクス・段階・計画", "From an integrator to a customer: 3C, matrix, stages, plan"},
	 .wide = true,
	 .blocks = {report_proposal, report_matrix, report_three_c, report_next, report_steps, report_years, report_caveats}},
	{"ledger",
	 {"機器台帳", "Asset ledger"},
	 {"見えている機器のすべてと、社内の台帳とのちがい", "All devices that were seen, and how they differ from the plant's own list"},
	 .wide = true,
	 .blocks = {report_ledger, report_unseen, report_sight}},
	{"zones",
	 {"ゾーン・コンジット定義書", "Zones and conduits"},
	 {"区画、通してよい通信、実際に見えた通信、認めた例外", "Zones, what may pass between them, what was seen to, accepted exceptions"},
	 .wide = true,
	 .blocks = {report_zone_rules, report_zones, report_zone_pairs, report_conduits, report_crossings,
		    report_zone_exceptions, report_contacts, report_sight}},
	{"findings",
	 {"検知の一覧", "Findings"},
	 {"未対応の検知と次の一手。期間を選ぶとその期間のすべて", "What is open and what to do; all of a period when one is chosen"},
	 .periodic = true,
	 .blocks = {report_numbers, report_finding_tally, report_months, report_findings}},
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

const char *report_word(const struct report *r, const char *group, const char *value)
{
	return r->word ? r->word(r->paper.japanese, group, value) : value;
}

const char *report_day(const struct report *r, int64_t time)
{
	char text[CLOCK_TEXT_SIZE];

	if (time == 0)
		return "";
	clock_text_local(time, text);
	text[10] = '\0';
	return arena_strdup(r->arena, text);
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
	r->paper.kind->paragraph(&r->paper, look, anonymous_text(r->anonymous, r->arena, line));
}

void report_cell(struct report *r, enum look look, const char *text)
{
	r->paper.kind->cell(&r->paper, look, text ? anonymous_text(r->anonymous, r->arena, text) : "");
}

/* "1,200,000": from the right, a comma before each three. */
const char *report_yen(const struct report *r, int64_t yen)
{
	char digits[24], out[40];
	size_t used = 0;

	if (yen == 0)
		return "–";
	const int length = snprintf(digits, sizeof(digits), "%lld", (long long)yen);

	for (int i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0 && digits[i - 1] != '-')
			out[used++] = ',';
		out[used++] = digits[i];
	}
	out[used] = '\0';
	return arena_printf(r->arena, report_say(r, "%s円", "%s yen"), out);
}

void report_number(struct report *r, uint64_t number)
{
	report_cell(r, LOOK_PLAIN, arena_printf(r->arena, "%llu", (unsigned long long)number));
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
		said[count] = anonymous_text(r->anonymous, r->arena, report_say(r, titles[2 * count], titles[2 * count + 1]));
	r->paper.kind->table(&r->paper, said, count);
}

/* Without a period what is open, one row an event, as the Overview counts it. */
static int read_findings(struct report *r)
{
	const bool period = period_is_set(&r->period);
	const struct finding_filter wanted = {.q = "", .state = period ? "" : "open", .severity = "",
					      .detector = "", .assigned = "", .grouped = true,
					      .since = r->period.from, .before = r->period.to};
	const struct page page = {.limit = period ? PERIOD_FINDINGS : OPEN_FINDINGS};

	return store_findings(r->store, &r->within, &wanted, &page, r->arena, &r->findings,
			      &r->finding_listing);
}

/* Of a list without rings; NULL for none. */
static const struct scope *find_scope(const struct scope *scopes, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (scopes[i].id == id)
			return &scopes[i];
	return NULL;
}

#define DEPTH_MAX 8

/* What is below the first scope is called by its own name, after that of whom it belongs to. */
static int name_scope(struct report *r)
{
	struct scope *scopes = NULL;
	size_t count = 0;
	const int rc = store_scopes(r->store, r->viewer, r->arena, &scopes, &count);
	const struct scope *s = find_scope(scopes, count, r->scope);
	const char *name = "";

	for (int depth = 0; s && s->parent && depth < DEPTH_MAX; depth++) {
		name = *name ? arena_printf(r->arena, "%s %s", s->name, name) : s->name;
		s = find_scope(scopes, count, s->parent);
	}
	r->site = *name ? name : r->site;
	return rc;
}

static int read_all(struct report *r)
{
	int rc = assess_within(r->store, r->viewer, r->scope, r->arena, &r->within);

	if (!rc)
		rc = report_head_read(r->store, r->viewer, r->scope, r->arena, &r->head);
	if (!rc)
		rc = name_scope(r);
	if (!rc)
		rc = plan_make(r->store, r->viewer, r->scope, r->now, r->arena, &r->plan);
	if (!rc)
		rc = store_counts(r->store, &r->within, r->now, &r->counts);
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

#define MONTH_AT_MOST (31 * 86400 * SECOND)

/* What is monthly by its name may be of a year. */
static const char *title_of(const struct report *r, const struct report_kind *kind)
{
	const bool longer = r->period.to - r->period.from > MONTH_AT_MOST;

	if (strcmp(kind->name, "monthly") != 0 || !longer)
		return report_words(r, &kind->title);
	return r->period.year ? report_say(r, "工場セキュリティ年度報告", "Report of the year")
			      : report_say(r, "工場セキュリティ期間報告", "Report of a period");
}

static void put_time(struct report *r)
{
	char period[PERIOD_TEXT_SIZE];

	report_line(r, LOOK_PLAIN, report_say(r, "%s%s%s（%d年度）", "%s%s%s (fiscal year %d)"), r->site,
		    *r->site ? report_say(r, "　", ", ") : "", report_day(r, r->now), fiscal_year(r->now));
	if (!period_is_set(&r->period))
		return;
	period_words(&r->period, r->paper.japanese, period);
	report_line(r, LOOK_STRONG, report_say(r, "対象の期間　%s", "Period: %s"), period);
}

/* An approval is of what stood there then: a report of now says when that is no longer so. */
static void put_record(struct report *r, const struct snapshot_row *s)
{
	struct snapshot now;

	report_line(r, LOOK_QUIET,
		    report_say(r, "記録 第%lld号「%s」 ハッシュ %.16s… %s%s", "Record no. %lld \"%s\", hash %.16s… %s%s"), (long long)s->id,
		    s->title, s->hash, *s->approved_by ? report_say(r, "承認 ", "approved by ") : "", s->approved_by);
	if (*s->approved_by && snapshot_make(r->store, r->viewer, &r->plan.assessments[0], r->arena, &now) == 0 &&
	    strcmp(now.basis, s->basis) != 0)
		report_line(r, LOOK_BAD, "%s",
			    report_say(r, "承認のあとに内容が変わっています（この報告は承認の対象ではありません）",
				       "This has changed since the approval, which is not of this report"));
}

static void put_head(struct report *r, const struct report_kind *kind)
{
	static const char *const ja[] = {"部長", "課長", "担当"};
	static const char *const en[] = {"Approved", "Checked", "Prepared"};
	const char *title = title_of(r, kind);

	const char *own[PAPER_SEALS];
	const size_t seals = r->anonymous ? 0 : report_head_seals(&r->head, r->arena, own, PAPER_SEALS);

	r->paper.wide = kind->wide;
	r->paper.kind->begin(&r->paper, title);
	r->paper.kind->seals(&r->paper, seals ? own : r->paper.japanese ? ja : en, seals ? seals : 3);
	if (!r->anonymous && *r->head.logo && report_head_logo(r->head.logo, r->arena, &r->paper.logo))
		r->paper.kind->logo(&r->paper);
	r->paper.kind->heading(&r->paper, 1, title);
	put_time(r);
	if (r->snapshot_count)
		put_record(r, &r->snapshots[0]);
	else
		report_line(r, LOOK_QUIET, "%s",
			    report_say(r, "この報告の元になる記録はまだ凍結されていません",
				       "No record of this has been frozen yet"));
	if (*r->head.words && !r->anonymous)
		r->paper.kind->paragraph(&r->paper, LOOK_PLAIN, r->head.words);
}

int report_write(const struct report_kind *kind, struct report *r)
{
	if (!kind->periodic)
		r->period = (struct period){0};
	const int rc = read_all(r);

	if (rc)
		return rc;
	put_head(r, kind);
	const size_t from = r->paper.out->length;

	for (size_t i = 0; i < REPORT_BLOCKS && kind->blocks[i]; i++)
		kind->blocks[i](r);
	if (kind->brief)
		report_line(r, LOOK_QUIET, "%s",
			    report_say(r, "用語の意味は、櫓の画面の「ヘルプ」と、ほかの報告書の末尾にあります",
				       "What words mean stands under Help on the page and at the end of the other reports"));
	else
		report_terms(r, from);
	return r->paper.kind->end(&r->paper);
}
