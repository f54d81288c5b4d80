/* report_plan.c - blocks of reports: next steps, tasks, exceptions, evidence, findings, devices (X-010 S0-042). SPDX-License-Identifier: Apache-2.0 */

#include "report/report.h"

#include "judge/texts.h"
#include "lib/arena.h"

#include <string.h>

#define NEXT_MAX 10

void report_next(struct report *r)
{
	static const char *const titles[] = {"順", "Rank", "項目", "Item", "次の一歩", "Next step", NULL};

	report_heading(r, "次にすること", "What to do next");
	report_table(r, titles);
	for (size_t i = 0; i < r->plan.count && i < NEXT_MAX; i++) {
		const struct gap *gap = &r->plan.gaps[i];
		const struct judged *j = gap->judged;

		report_row(r);
		report_cell(r, LOOK_PLAIN, arena_printf(r->arena, "%zu", i + 1));
		report_cell(r, gap->contradicted ? LOOK_BAD : LOOK_PLAIN,
			    arena_printf(r->arena, "%s%s%s %s%s", report_column(r, gap->pack, j->column),
					 j->column ? " " : "", j->item->id, report_words(r, &j->item->title),
					 gap->contradicted ? report_say(r, "（実測と不一致）", " (contradicted)") : ""));
		const struct words step = gap_next(gap);

		report_cell(r, LOOK_PLAIN, report_words(r, &step));
		report_row_end(r);
	}
	report_table_end(r);
}

static const char *state_words(const struct report *r, const char *state)
{
	static const char *const words[][3] = {{"open", "未着手", "Open"},
					       {"work", "進行中", "Under way"},
					       {"done", "完了", "Done"},
					       {"dropped", "取りやめ", "Dropped"}};

	for (size_t i = 0; i < 4; i++)
		if (strcmp(words[i][0], state) == 0)
			return report_say(r, words[i][1], words[i][2]);
	return state;
}

static void task_row(struct report *r, const struct task_row *t)
{
	report_row(r);
	report_cell(r, LOOK_PLAIN, t->title);
	report_cell(r, LOOK_PLAIN, t->owner);
	report_cell(r, LOOK_PLAIN, t->due_on);
	report_cell(r, LOOK_PLAIN, t->window);
	report_cell(r, LOOK_PLAIN, report_yen(r, t->cost));
	report_cell(r, LOOK_PLAIN, report_yen(r, t->effect));
	report_cell(r, LOOK_PLAIN, state_words(r, t->state));
	report_row_end(r);
}

void report_tasks(struct report *r)
{
	static const char *const titles[] = {"内容", "What", "担当", "Owner", "期日", "Due", "保全の時間", "Window",
					     "費用", "Cost", "効果（年）", "Effect a year", "状態", "State", NULL};
	int64_t cost = 0, effect = 0;

	report_heading(r, "計画", "Plan");
	if (r->task_count == 0) {
		report_line(r, LOOK_QUIET, "%s", report_say(r, "計画はまだありません", "There is no plan yet"));
		return;
	}
	report_table(r, titles);
	for (size_t i = 0; i < r->task_count; i++) {
		if (strcmp(r->tasks[i].state, "dropped") == 0)
			continue;
		task_row(r, &r->tasks[i]);
		cost += r->tasks[i].cost;
		effect += r->tasks[i].effect;
	}
	report_table_end(r);
	report_line(r, LOOK_STRONG, report_say(r, "費用の合計 %s、効果 年 %s", "Cost %s, effect a year %s"),
		    report_yen(r, cost), report_yen(r, effect));
	if (cost && effect)
		report_line(r, LOOK_PLAIN, report_say(r, "回収まで %.1f 年", "Paid back in %.1f years"),
			    (double)cost / (double)effect);
}

void report_exception_row(struct report *r, const struct exception_row *e)
{
	report_row(r);
	report_cell(r, LOOK_PLAIN, arena_printf(r->arena, "%s %s", e->part, e->item));
	report_cell(r, LOOK_PLAIN, e->reason);
	report_cell(r, LOOK_PLAIN, e->measure);
	report_cell(r, LOOK_PLAIN, e->ends_on);
	report_cell(r, *e->approved_by ? LOOK_PLAIN : LOOK_BAD,
		    *e->approved_by ? e->approved_by : report_say(r, "承認待ち", "Waiting"));
	report_row_end(r);
}

void report_exceptions(struct report *r)
{
	static const char *const titles[] = {"項目", "Item", "理由", "Reason", "代わりの対策", "In its place",
					     "期限", "Until", "承認", "Approved by", NULL};

	if (r->exception_count == 0)
		return;
	report_heading(r, "例外", "Exceptions");
	report_table(r, titles);
	for (size_t i = 0; i < r->exception_count; i++)
		report_exception_row(r, &r->exceptions[i]);
	report_table_end(r);
}

void report_evidence(struct report *r)
{
	static const char *const titles[] = {"名前", "Name", "ファイル", "File", "集めた日", "Collected on", "使う項目",
					     "For", "ハッシュ", "Hash", NULL};

	if (r->evidence_count == 0)
		return;
	report_heading(r, "証拠", "Evidence");
	report_table(r, titles);
	for (size_t i = 0; i < r->evidence_count; i++) {
		const struct evidence_row *e = &r->evidence[i];

		report_row(r);
		report_cell(r, LOOK_PLAIN, e->title);
		report_cell(r, LOOK_PLAIN, *e->file ? e->file : e->link);
		report_cell(r, LOOK_PLAIN, e->collected_on);
		report_cell(r, LOOK_QUIET, e->uses);
		report_cell(r, LOOK_QUIET, arena_printf(r->arena, "%.16s", e->file_hash));
		report_row_end(r);
	}
	report_table_end(r);
}

/* The first thing to do, with the names of this finding. */
static const char *first_step(struct report *r, const struct finding_row *f, const struct finding_text *text)
{
	struct buf out = {0};

	if (!text || text->steps == 0)
		return "";
	text_fill(&out, text->step[0],
		  &(struct text_values){.device = f->device.name, .peer = f->peer.name, .detail = f->detail,
					.count = f->count});
	const char *copy = arena_strdup(r->arena, buf_string(&out));

	buf_free(&out);
	return copy;
}

void report_findings(struct report *r)
{
	static const char *const titles[] = {"初めて", "First seen", "状態", "State", "緊急度", "Severity", "検知", "Finding", "機器", "Device", "次にすること",
					     "What to do", NULL};
	const enum language language = r->paper.japanese ? LANGUAGE_JA : LANGUAGE_EN;

	const bool period = period_is_set(&r->period);

	if (period)
		report_heading(r, "期間中の検知", "Findings in the period");
	else
		report_heading(r, "未対応の検知", "Open findings");
	if (r->finding_listing.count == 0) {
		report_line(r, LOOK_GOOD, "%s", report_say(r, "検知はありません", "There are none"));
		return;
	}
	report_table(r, period ? titles : titles + 4);
	for (size_t i = 0; i < r->finding_listing.count; i++) {
		const struct finding_row *f = &r->findings[i];
		const struct finding_text *text = finding_text(f->detector, language);

		report_row(r);
		if (period) {
			report_cell(r, LOOK_PLAIN, report_day(r, f->first_seen));
			report_cell(r, LOOK_PLAIN, report_word(r, "finding.state", f->state));
		}
		report_cell(r, LOOK_STRONG, report_word(r, "severity", severity_name(f->severity)));
		report_cell(r, LOOK_PLAIN, text ? text->title : f->detector);
		report_cell(r, LOOK_PLAIN,
			    *f->peer.name ? arena_printf(r->arena, "%s ↔ %s", f->device.name, f->peer.name)
					  : f->device.name);
		report_cell(r, LOOK_PLAIN, first_step(r, f, text));
		report_row_end(r);
	}
	report_table_end(r);
	if (r->finding_listing.total > r->finding_listing.count)
		report_line(r, LOOK_QUIET, report_say(r, "ほか %llu 件", "and %llu more"),
			    (unsigned long long)(r->finding_listing.total - r->finding_listing.count));
}

void report_devices(struct report *r)
{
	static const char *const titles[] = {"メーカー", "Vendor", "台数", "Devices", NULL};
	struct tally *rows;
	size_t count;

	if (store_by_vendor(r->store, r->viewer, r->arena, &rows, &count) != 0)
		return;
	report_heading(r, "機器", "Devices");
	report_table(r, titles);
	for (size_t i = 0; i < count && i < 40; i++) {
		report_row(r);
		report_cell(r, LOOK_PLAIN, *rows[i].name ? rows[i].name : report_say(r, "不明", "Unknown"));
		report_cell(r, LOOK_PLAIN, arena_printf(r->arena, "%llu", (unsigned long long)rows[i].count));
		report_row_end(r);
	}
	report_table_end(r);
}

/* What the reader is asked to decide. */
void report_decisions(struct report *r)
{
	size_t asked = 0;
	int64_t cost = 0;

	report_heading(r, "お願いしたい決定", "Decisions asked");
	for (size_t i = 0; i < r->exception_count; i++)
		if (!*r->exceptions[i].approved_by && ++asked)
			report_line(r, LOOK_PLAIN, report_say(r, "・例外の承認: %s %s（%s まで）", "- Approve an exception: %s %s (until %s)"),
				    r->exceptions[i].item, r->exceptions[i].reason, r->exceptions[i].ends_on);
	for (size_t i = 0; i < r->task_count; i++)
		if (strcmp(r->tasks[i].state, "open") == 0)
			cost += r->tasks[i].cost;
	if (cost && ++asked)
		report_line(r, LOOK_PLAIN, report_say(r, "・予算: 未着手の対策に %s", "- Budget: %s for what is not begun"),
			    report_yen(r, cost));
	for (size_t i = 0; i < r->plan.count && i < 3; i++, asked++) {
		const struct words step = gap_next(&r->plan.gaps[i]);

		report_line(r, LOOK_PLAIN, report_say(r, "・担当と期日: %s %s", "- Owner and date: %s %s"),
			    r->plan.gaps[i].judged->item->id, report_words(r, &step));
	}
	if (asked == 0)
		report_line(r, LOOK_QUIET, "%s", report_say(r, "ありません", "None"));
}
