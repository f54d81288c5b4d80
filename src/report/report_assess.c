/* report_assess.c - blocks of reports: numbers, matrix, checklist, what is contradicted (S0-074 S4-184). SPDX-License-Identifier: Apache-2.0 */

#include "report/report.h"

#include "lib/arena.h"

#include <stdlib.h>
#include <string.h>

static const struct assessment *checklist(const struct report *r)
{
	return &r->plan.assessments[0];
}

static const struct assessment *matrix(const struct report *r)
{
	return &r->plan.assessments[1];
}

void report_numbers(struct report *r)
{
	const struct tallies *t = &checklist(r)->tallies;

	const bool period = period_is_set(&r->period);

	report_heading(r, "3つの数字", "Three numbers");
	report_line(r, LOOK_PLAIN,
		    period ? report_say(r, "機器 %llu 台（期間中に初めて見えたもの %llu 台）",
					"%llu devices (%llu of them first seen in the period)")
			   : report_say(r, "機器 %llu 台（今日新しく見えたもの %llu 台）", "%llu devices (%llu of them new)"),
		    (unsigned long long)r->counts.assets,
		    (unsigned long long)(period ? report_new_devices(r, &r->period) : r->counts.assets_new));
	report_line(r, r->finding_listing.total ? LOOK_BAD : LOOK_GOOD,
		    period ? report_say(r, "期間中の検知 %llu 件", "%llu findings in the period")
			   : report_say(r, "未対応の検知 %llu 件", "%llu open findings"),
		    (unsigned long long)r->finding_listing.total);
	report_line(r, LOOK_PLAIN,
		    report_say(r, "チェックリスト %zu / %zu 項目ができている（回答 %zu、実測と不一致 %zu、例外 %zu）",
			       "Checklist: %zu of %zu done (%zu answered, %zu contradicted, %zu excepted)"),
		    t->done, t->items, t->answered, t->differs, t->excepted);
}

/* A number in the summary of a snapshot; -1 none. */
static long number_in(const char *summary, const char *key)
{
	const char *at = strstr(summary, key);

	return at ? strtol(at + strlen(key), NULL, 10) : -1;
}

static const char *count_or_none(struct report *r, long number)
{
	return number < 0 ? "–" : arena_printf(r->arena, "%ld", number);
}

static void change(struct report *r, const char *ja, const char *en, long now, long before)
{
	report_row(r);
	report_cell(r, LOOK_PLAIN, report_say(r, ja, en));
	report_cell(r, LOOK_PLAIN, count_or_none(r, before));
	report_cell(r, LOOK_PLAIN, count_or_none(r, now));
	report_cell(r, LOOK_STRONG,
		    before < 0 || now < 0 ? "–" : arena_printf(r->arena, "%+ld", now - before));
	report_row_end(r);
}

/* The newest record that was made before this time (0: the newest of all), or NULL. */
static const struct snapshot_row *record_before(const struct report *r, int64_t time)
{
	for (size_t i = 0; i < r->snapshot_count; i++)
		if (time == 0 || r->snapshots[i].at < time)
			return &r->snapshots[i];
	return NULL;
}

/* A period that is over ends with its last record; else now is what was just measured. */
static void put_changes(struct report *r, const struct snapshot_row *before, const struct snapshot_row *after)
{
	static const char *const keys[] = {"\"answered\":", "\"done\":", "\"differs\":"};
	static const char *const ja[] = {"回答した項目", "できている項目", "実測と不一致"};
	static const char *const en[] = {"Answered", "Done", "Contradicted"};
	const struct tallies *t = &checklist(r)->tallies;
	const long now[] = {(long)t->answered, (long)t->done, (long)t->differs};

	for (size_t i = 0; i < 3; i++)
		change(r, ja[i], en[i], after ? number_in(after->summary, keys[i]) : now[i],
		       before ? number_in(before->summary, keys[i]) : -1);
}

void report_changes(struct report *r)
{
	static const char *const titles[] = {"", "", "前の記録", "Record before", "今", "Now", "差", "Change", NULL};
	static const char *const ended[] = {"", "", "期間の前の記録", "Record before the period", "期間の最後の記録",
					    "Last record in it", "差", "Change", NULL};
	const bool over = period_is_set(&r->period) && r->period.to <= r->now;
	const struct snapshot_row *before = record_before(r, r->period.from);
	const struct snapshot_row *after = over ? record_before(r, r->period.to) : NULL;

	report_heading(r, "前の記録からの変化", "What changed since the last record");
	if (before)
		report_line(r, LOOK_QUIET, "%s%s%s", before->title, after ? " → " : "", after ? after->title : "");
	else
		report_line(r, LOOK_QUIET, "%s",
			    report_say(r, "比べる記録がまだありません", "There is no record to compare with yet"));
	report_table(r, over && after ? ended : titles);
	put_changes(r, before, after);
	report_table_end(r);
}

static const char *letter(const struct report *r, int position)
{
	return position > 0 ? matrix(r)->pack->sections[position - 1].id
			    : report_say(r, "aに届いていない", "below a");
}

static const char *cell_words(const struct report *r, const struct cell *cell)
{
	static const char *const ja[] = {"未回答", "できていない", "一部", "できている", "該当なし"};
	static const char *const en[] = {"Open", "Not met", "Partly", "Reached", "Not applicable"};

	return report_say(r, ja[cell->state], en[cell->state]);
}

static void matrix_row(struct report *r, size_t section)
{
	const struct pack *pack = matrix(r)->pack;

	report_row(r);
	report_cell(r, LOOK_STRONG,
		    arena_printf(r->arena, "%s %s", pack->sections[section].id,
				 report_words(r, &pack->sections[section].title)));
	for (size_t i = 0; i < pack->column_count; i++) {
		const struct cell *cell = &r->standings[i].cells[section];
		const bool target = r->standings[i].target == (int)section + 1;

		report_cell(r,
			    cell->contradicted		       ? LOOK_BAD
			    : cell->state == CELL_REACHED ? LOOK_GOOD
							       : LOOK_PLAIN,
			    arena_printf(r->arena, "%s%s%s", cell_words(r, cell),
					 cell->contradicted ? report_say(r, "（実測と不一致）", " (contradicted)")
					 : cell->supported  ? report_say(r, "（実測と一致）", " (measured)")
							    : "",
					 target ? report_say(r, " ★目標", " * target") : ""));
	}
	report_row_end(r);
}

void report_matrix(struct report *r)
{
	const struct pack *pack = matrix(r)->pack;
	const char *titles[42] = {"みえる化", "Grade of visibility"};

	report_heading(r, "SMKLセキュリティ・マトリクス", "SMKL Security matrix");
	for (size_t i = 0; i < pack->column_count && i < 20; i++) {
		titles[2 + 2 * i] = pack->columns[i].title.ja;
		titles[3 + 2 * i] = pack->columns[i].title.en;
	}
	report_table(r, titles);
	for (size_t i = pack->section_count; i-- > 0;)
		matrix_row(r, i);
	report_table_end(r);
	for (size_t i = 0; i < pack->column_count; i++)
		if (!r->standings[i].not_applicable)
			report_line(r, LOOK_PLAIN, report_say(r, "%s: 今 %s、目標 %s", "%s: now %s, target %s"),
				    report_words(r, &pack->columns[i].title), letter(r, r->standings[i].position),
				    r->standings[i].target ? letter(r, r->standings[i].target) : "–");
	report_line(r, LOOK_QUIET, "%s %s", report_words(r, &pack->caveat), report_words(r, &pack->source));
}

static const struct gauge_result *contradiction(const struct judged *j)
{
	for (size_t i = 0; i < j->result_count; i++)
		if (j->results[i].verdict == GAUGE_CONTRADICTS)
			return &j->results[i];
	return NULL;
}

void report_differs(struct report *r)
{
	size_t count = 0;

	report_heading(r, "申告と実測の不一致", "Declared, but contradicted by measurement");
	for (size_t a = 0; a < 2; a++)
		for (size_t i = 0; i < r->plan.assessments[a].count; i++) {
			const struct judged *j = &r->plan.assessments[a].rows[i];
			const struct gauge_result *g = contradiction(j);

			if (j->match != MATCH_DIFFERS || !g)
				continue;
			count++;
			report_line(r, LOOK_BAD, "%s%s%s %s", j->column ? report_words(r, &j->column->title) : "",
				    j->column ? " " : "", j->item->id, report_words(r, &j->item->title));
			report_line(r, LOOK_PLAIN, report_say(r, "申告は「%s」。%s", "Declared \"%s\". %s"),
				    a == 0 || j->step < 0 ? j->answer.value
							  : report_words(r, &r->plan.assessments[a].pack->steps[j->step].label),
				    report_words(r, &g->detail));
		}
	if (count == 0)
		report_line(r, LOOK_GOOD, "%s", report_say(r, "不一致はありません", "There are none"));
}

static const char *match_words(const struct report *r, const struct judged *j, enum look *look)
{
	static const char *const ja[] = {"未回答", "実測なし", "実測と一致", "実測と不一致", "申告より進んでいる",
					 "不一致（理由あり）", "例外として承認済み"};
	static const char *const en[] = {"Open", "Not measured", "Agrees", "Contradicted", "Better than declared",
					 "Contradicted, with a reason", "Approved exception"};

	*look = j->match == MATCH_DIFFERS ? LOOK_BAD : j->match == MATCH_AGREES ? LOOK_GOOD : LOOK_QUIET;
	return report_say(r, ja[j->match], en[j->match]);
}

static void checklist_row(struct report *r, const struct judged *j)
{
	enum look look;
	const char *match = match_words(r, j, &look);

	report_row(r);
	report_cell(r, LOOK_PLAIN, j->item->id);
	report_cell(r, LOOK_PLAIN, report_words(r, &j->item->title));
	report_cell(r, LOOK_STRONG, j->not_applicable ? report_say(r, "該当なし", "N/A") : j->answer.value);
	report_cell(r, look, match);
	report_cell(r, LOOK_PLAIN,
		    arena_printf(r->arena, "%s%s%s", j->answer.reason, *j->answer.document ? "\n" : "",
				 j->answer.document));
	report_row_end(r);
}

void report_checklist(struct report *r)
{
	static const char *const titles[] = {"番号", "No.", "項目", "Item", "達成度", "Achievement", "実測",
					     "Measured", "備考・文書", "Remarks, documents", NULL};
	const struct pack *pack = checklist(r)->pack;

	report_heading(r, "チェックリスト", "Checklist");
	for (size_t s = 0; s < pack->section_count; s++) {
		r->paper.kind->heading(&r->paper, 3, report_words(r, &pack->sections[s].title));
		report_table(r, titles);
		for (size_t i = 0; i < checklist(r)->count; i++)
			if (checklist(r)->rows[i].item->section == s)
				checklist_row(r, &checklist(r)->rows[i]);
		report_table_end(r);
	}
	for (size_t i = 0; i < pack->step_count; i++)
		report_line(r, LOOK_QUIET, "%s: %s", pack->steps[i].value,
			    report_words(r, &pack->steps[i].label));
}

void report_caveats(struct report *r)
{
	report_heading(r, "読むときの注意", "How to read this");
	report_line(r, LOOK_QUIET, "%s", report_words(r, &checklist(r)->pack->caveat));
	report_line(r, LOOK_QUIET, "%s", report_words(r, &matrix(r)->pack->caveat));
	report_sight(r);
}

void report_sight(struct report *r)
{
	report_line(r, LOOK_QUIET, "%s",
		    report_say(r, "実測は、観測点に届いた通信だけから言えることです。届かないことは、守られている証拠にはなりません。",
			       "Measurements say only what the traffic at the observation points shows. Silence proves nothing."));
}
