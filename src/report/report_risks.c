/* report_risks.c - blocks of reports: the basics as figures, scenarios of risk (S1-084 S1-089). SPDX-License-Identifier: Apache-2.0 */

#include "report/report.h"

#include "govern/basics.h"
#include "govern/dataflow.h"
#include "govern/pack.h"
#include "govern/scenarios.h"
#include "govern/uses.h"
#include "lib/arena.h"

#include <string.h>

void report_basics(struct report *r)
{
	struct basics basics = {0};

	if (basics_measure(r->store, &r->within, report_day(r, r->now), r->arena, &basics) != 0)
		return;
	report_heading(r, "OTセキュリティの基本（実測）", "Basics of OT security, as measured");
	report_table(r, (const char *const[]){"基本", "Basic", "数えたもの", "What is counted", "数", "Count", "全体", "Of",
					      "次の一歩", "Next step", NULL});
	for (size_t i = 0; i < basics.figure_count; i++) {
		const struct basic_figure *f = &basics.figures[i];

		report_row(r);
		report_cell(r, LOOK_STRONG, report_words(r, &f->basic->title));
		report_cell(r, LOOK_PLAIN, report_words(r, &f->basic->counts));
		if (f->all)
			report_number(r, f->count);
		else
			report_cell(r, LOOK_QUIET, "–");
		report_number(r, f->all);
		report_cell(r, f->count ? LOOK_BAD : LOOK_PLAIN, f->count ? report_words(r, &f->basic->next) : "–");
		report_row_end(r);
	}
	report_table_end(r);
}

/* ---- scenarios ---- */

struct telling {
	struct data_use *uses;
	size_t use_count;
	struct zone_name *zones;
	size_t zone_count;
	const char *table, *today;
};

static const char *where(struct report *r, const struct telling *t, const struct scenario *s)
{
	const char *use = "", *zone = "";

	for (size_t i = 0; i < t->use_count; i++)
		if (t->uses[i].id == s->use)
			use = t->uses[i].name;
	for (size_t i = 0; i < t->zone_count; i++)
		if (t->zones[i].id == s->zone)
			zone = t->zones[i].name;
	return arena_printf(r->arena, "%s%s%s", use, *use && *zone ? report_say(r, "・", ", ") : "", zone);
}

/* "安全 高・事業 中": what is hurt, and how badly. */
static const char *hurts(struct report *r, const char *impact)
{
	static const struct words names[IMPACTS] = {{"機密性", "confidentiality"}, {"完全性", "integrity"},
						    {"可用性", "availability"},	   {"健康", "health"},
						    {"安全", "safety"},		   {"環境", "environment"},
						    {"事業", "business"}};
	static const struct words grades[] = {{"低", "low"}, {"中", "middle"}, {"高", "high"}};
	const char *out = "";

	for (size_t i = 0; i < IMPACTS && impact[i]; i++)
		if (impact[i] >= '1' && impact[i] <= '3')
			out = arena_printf(r->arena, "%s%s%s %s", out, *out ? report_say(r, "・", ", ") : "",
					   report_words(r, &names[i]), report_words(r, &grades[impact[i] - '1']));
	return *out ? out : "–";
}

static const struct words *threat_title(const char *id)
{
	const struct data_book *flows = data_book();
	const struct pack *meti = strncmp(id, "meti-", 5) == 0 ? pack_find("meti-threats") : NULL;
	const struct pack_item *item = meti ? pack_item(meti, id + 5) : NULL;

	for (size_t i = 0; !item && i < flows->threat_count; i++)
		if (strcmp(flows->threats[i].id, id) == 0)
			return &flows->threats[i].title;
	return item ? &item->title : NULL;
}

static const struct words *measure_title(const char *id)
{
	const struct data_book *flows = data_book();

	for (size_t i = 0; i < flows->measure_count; i++)
		if (strcmp(flows->measures[i].id, id) == 0)
			return &flows->measures[i].title;
	return NULL;
}

static const char *titles(struct report *r, const char *list, const struct words *(*title)(const char *id))
{
	char *rest = arena_strdup(r->arena, list);
	const char *out = "";

	for (char *id; (id = strsep(&rest, " "));) {
		const struct words *words = *id ? title(id) : NULL;

		if (words)
			out = arena_printf(r->arena, "%s%s%s", out, *out ? report_say(r, "・", "; ") : "",
					   report_words(r, words));
	}
	return *out ? out : "–";
}

static const char *standing(struct report *r, const struct telling *t, const struct scenario *s)
{
	static const struct words names[] = {{"未対応", "open"}, {"対策済み", "treated"}, {"受容", "accepted"},
					     {"受容の期限切れ", "acceptance ended"}};
	const enum scenario_state state = scenario_state(s, t->today);
	const char *name = report_words(r, &names[state]);

	return *s->until && state >= SCENARIO_ACCEPTED ? arena_printf(r->arena, "%s (%s %s)", name, s->until, s->accepted_by)
						       : name;
}

static void put_scenario(struct report *r, const struct telling *t, const struct scenario *s)
{
	const char risk[2] = {scenario_risk(s, t->table), '\0'};
	const enum scenario_state state = scenario_state(s, t->today);

	report_row(r);
	report_cell(r, LOOK_STRONG, s->title);
	report_cell(r, LOOK_PLAIN, where(r, t, s));
	report_cell(r, LOOK_PLAIN, hurts(r, s->impact));
	report_cell(r, LOOK_PLAIN, titles(r, s->threats, threat_title));
	report_cell(r, LOOK_PLAIN, titles(r, s->measures, measure_title));
	report_cell(r, LOOK_PLAIN, *risk ? arena_strdup(r->arena, risk) : "–");
	report_cell(r, state == SCENARIO_OPEN || state == SCENARIO_EXPIRED ? LOOK_BAD : LOOK_PLAIN, standing(r, t, s));
	report_row_end(r);
}

void report_scenarios(struct report *r)
{
	struct telling t = {.today = report_day(r, r->now)};
	struct scenario *rows;
	size_t count;
	bool own;

	if (store_scenarios(r->store, r->viewer, r->scope, r->arena, &rows, &count) != 0 || count == 0 ||
	    store_data_uses(r->store, r->viewer, r->scope, r->arena, &t.uses, &t.use_count) != 0 ||
	    store_zone_names(r->store, &r->within, r->arena, &t.zones, &t.zone_count) != 0 ||
	    risk_table(r->store, r->viewer, r->scope, r->arena, &t.table, &own) != 0)
		return;
	report_heading(r, "リスクシナリオ", "Risk scenarios");
	report_table(r, (const char *const[]){"起こりうること", "What may go wrong", "活用・区画", "Use, zone", "影響", "Impact",
					      "脅威", "Threats", "対策", "Measures", "リスク値", "Risk", "状態", "State", NULL});
	for (size_t i = 0; i < count; i++)
		put_scenario(r, &t, &rows[i]);
	report_table_end(r);
	report_line(r, LOOK_QUIET, "%s",
		    own ? report_say(r, "リスク値の換算表は自社のものです。", "Values of risk follow the plant's own table.")
			: report_say(r, "リスク値（A が最も高い）は当ツールの初期値の換算表によります。",
				     "Values of risk, A the highest, follow this tool's default table."));
}
