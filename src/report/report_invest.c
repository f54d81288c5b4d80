/* report_invest.c - blocks of reports: what the plan costs, brings and pays back; who decides in a zone (S0-047 X-007). SPDX-License-Identifier: Apache-2.0 */

#include "report/report.h"

#include "lib/arena.h"
#include "lib/json_in.h"
#include "store/zoning.h"

#include <stdlib.h>
#include <string.h>

static const char *payback(struct report *r, int64_t cost, int64_t effect)
{
	if (cost == 0)
		return "–";
	return effect ? arena_printf(r->arena, report_say(r, "%.1f年", "%.1f years"), (double)cost / (double)effect)
		      : report_say(r, "回収なし", "None");
}

static void amount_cell(struct report *r, int64_t yen)
{
	report_cell(r, LOOK_PLAIN, report_yen(r, yen));
}

static bool counts(const struct task_row *t)
{
	return strcmp(t->state, "dropped") != 0 && (t->cost || t->effect);
}

static void step_row(struct report *r, const struct task_row *t, size_t step, int64_t cost, int64_t effect)
{
	report_row(r);
	report_number(r, step);
	report_cell(r, LOOK_STRONG, t->title);
	report_cell(r, LOOK_PLAIN, arena_printf(r->arena, "%s%s%s", t->part, *t->part ? " " : "", t->item));
	report_cell(r, LOOK_PLAIN, *t->due_on ? t->due_on : "–");
	amount_cell(r, t->cost);
	amount_cell(r, t->effect);
	report_cell(r, LOOK_PLAIN, payback(r, t->cost, t->effect));
	amount_cell(r, cost);
	report_cell(r, LOOK_PLAIN, payback(r, cost, effect));
	report_row_end(r);
}

/* Steps in the order of their days; the last columns say where one stands after each. */
void report_steps(struct report *r)
{
	static const char *const titles[] = {"順", "Step", "内容", "What", "対象", "For", "期日", "Due", "費用", "Cost",
					     "効果（年）", "Effect a year", "回収", "Paid back in", "費用の累計",
					     "Cost so far", "ここまでの回収", "Paid back so far", NULL};
	int64_t cost = 0, effect = 0;
	size_t step = 0;

	report_heading(r, "段階ごとの費用・効果・回収", "Cost, effect and payback, step by step");
	for (size_t i = 0; i < r->task_count; i++)
		step += counts(&r->tasks[i]);
	if (step == 0) {
		report_line(r, LOOK_QUIET, "%s",
			    report_say(r, "計画に、費用か効果の入った対策がまだありません", "No task of the plan has a cost or an effect yet"));
		return;
	}
	report_table(r, titles);
	step = 0;
	for (size_t i = 0; i < r->task_count; i++) {
		if (!counts(&r->tasks[i]))
			continue;
		cost += r->tasks[i].cost;
		effect += r->tasks[i].effect;
		step_row(r, &r->tasks[i], ++step, cost, effect);
	}
	report_table_end(r);
	report_line(r, LOOK_STRONG, report_say(r, "全体の回収 %s", "All of it is paid back in: %s"), payback(r, cost, effect));
	report_line(r, LOOK_QUIET, "%s",
		    report_say(r, "効果は担当者の見積もりです。止まらずに済む時間、手作業の減り、取引の継続などを円に直しています。",
			       "Effects are estimates of the owners: stops avoided, work saved, business kept, in yen."));
}

/* The 年度 of "2026-11-21"; 0 for none. */
static int year_of(const char *day)
{
	return *day ? (int)strtol(day, NULL, 10) - (strncmp(day + 5, "04", 2) < 0) : 0;
}

/* Tasks come by their day, so years follow one another; those without a day come last. */
void report_years(struct report *r)
{
	static const char *const titles[] = {"年度", "Fiscal year", "対策", "Tasks", "費用", "Cost",
					     "増える効果（年）", "Effect added a year", NULL};
	bool begun = false;

	for (size_t i = 0; i < r->task_count;) {
		const int year = year_of(r->tasks[i].due_on);
		int64_t cost = 0, effect = 0;
		size_t tasks = 0;

		for (; i < r->task_count && year_of(r->tasks[i].due_on) == year; i++)
			if (counts(&r->tasks[i])) {
				cost += r->tasks[i].cost;
				effect += r->tasks[i].effect;
				tasks++;
			}
		if (tasks == 0)
			continue;
		if (!begun) {
			report_heading(r, "年度ごとの費用", "Cost by fiscal year");
			report_table(r, titles);
			begun = true;
		}
		report_row(r);
		report_cell(r, LOOK_STRONG, year ? arena_printf(r->arena, "%d", year) : report_say(r, "期日なし", "No date"));
		report_number(r, tasks);
		amount_cell(r, cost);
		amount_cell(r, effect);
		report_row_end(r);
	}
	if (begun)
		report_table_end(r);
}

static const char *text_of(const struct json_value *body, const char *key)
{
	const struct json_value *item;

	if (body && body->type == JSON_OBJECT)
		json_in_each(item, body)
			if (item->type == JSON_TEXT && strcmp(item->key, key) == 0)
				return item->text;
	return "";
}

/* Whom to ask before a zone is touched or cut off. */
void report_contacts(struct report *r)
{
	static const char *const titles[] = {"ゾーン", "Zone", "決める人", "Decides", "代理", "Deputy", "連絡先（日中）", "In hours",
					     "連絡先（夜間・休日）", "Out of hours", NULL};
	static const char *const keys[] = {"person", "deputy", "day", "night"};
	struct register_row *rows;
	size_t count;

	if (store_register(r->store, r->viewer, r->scope, "contact", r->arena, &rows, &count) != 0 || count == 0)
		return;
	report_heading(r, "ゾーンごとの決める人と連絡先", "Who decides in each zone, and how to reach them");
	report_table(r, titles);
	for (size_t i = 0; i < count; i++) {
		struct json_in_error error;
		const struct json_value *body = json_in_read(r->arena, rows[i].body, strlen(rows[i].body), &error);

		report_row(r);
		report_cell(r, LOOK_STRONG, rows[i].name);
		for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++)
			report_cell(r, LOOK_PLAIN, text_of(body, keys[k]));
		report_row_end(r);
	}
	report_table_end(r);
}
