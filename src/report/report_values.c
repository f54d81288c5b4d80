/* report_values.c - blocks of reports: what endangers business, safety, quality, delivery and cost; records over time (S4-184).
 * SPDX-License-Identifier: Apache-2.0 */

#include "report/report.h"

#include "govern/scenarios.h"
#include "lib/arena.h"
#include "lib/json_in.h"

#include <string.h>

#define RECORDS_MAX 8
#define NAMED_MAX   3

/* Our rule, told below the table: which impacts of a scenario hurt which value. */
static const struct {
	const char *view; /* as objects are rated */
	struct words title;
	int impacts[4]; /* places in struct scenario.impact; -1 ends them */
} values[] = {
	{"bc", {"事業の継続（BC）", "Business continuity (BC)"}, {2, 6, -1}},
	{"s", {"安全（S）", "Safety (S)"}, {3, 4, 5, -1}},
	{"q", {"品質（Q）", "Quality (Q)"}, {1, -1}},
	{"d", {"納期・供給（D）", "Delivery (D)"}, {2, -1}},
	{"c", {"コスト（C）", "Cost (C)"}, {6, 0, -1}},
};

struct few {
	const char *list;
	size_t count;
};

static void name(struct report *r, struct few *n, const char *text)
{
	if (n->count++ < NAMED_MAX)
		n->list = arena_printf(r->arena, "%s%s%s", n->list, *n->list ? report_say(r, "、", ", ") : "", text);
}

static const char *named(struct report *r, const struct few *n)
{
	if (n->count == 0)
		return "–";
	if (n->count <= NAMED_MAX)
		return n->list;
	return arena_printf(r->arena, report_say(r, "%s ほか%zu件", "%s and %zu more"), n->list, n->count - NAMED_MAX);
}

/* {"ratings": {"bc": 3}} */
static int64_t rating(const struct report *r, const char *body, const char *view)
{
	struct json_in_error error;
	const struct json_value *object = json_in_read(r->arena, body, strlen(body), &error);
	const struct json_value *ratings, *one;

	if (!object || object->type != JSON_OBJECT)
		return 0;
	json_in_each(ratings, object) {
		if (strcmp(ratings->key, "ratings") != 0 || ratings->type != JSON_OBJECT)
			continue;
		json_in_each(one, ratings)
			if (strcmp(one->key, view) == 0 && one->type == JSON_NUMBER)
				return one->number;
	}
	return 0;
}

static bool hurts(const struct scenario *s, const int *impacts)
{
	for (; *impacts >= 0; impacts++)
		if (strlen(s->impact) > (size_t)*impacts && s->impact[*impacts] >= '2')
			return true;
	return false;
}

static bool is_open(const struct report *r, const struct scenario *s)
{
	const enum scenario_state state = scenario_state(s, report_day(r, r->now));

	return state == SCENARIO_OPEN || state == SCENARIO_EXPIRED;
}

static void put_value(struct report *r, size_t v, const struct register_row *objects, size_t object_count,
		      const struct scenario *scenarios, size_t scenario_count)
{
	struct few things = {.list = ""}, risks = {.list = ""};

	for (size_t i = 0; i < object_count; i++)
		if (rating(r, objects[i].body, values[v].view) >= 3)
			things.count++;
	for (size_t i = 0; i < scenario_count; i++)
		if (is_open(r, &scenarios[i]) && hurts(&scenarios[i], values[v].impacts))
			name(r, &risks, scenarios[i].title);
	report_row(r);
	report_cell(r, LOOK_STRONG, report_words(r, &values[v].title));
	report_number(r, things.count);
	report_cell(r, risks.count ? LOOK_BAD : LOOK_PLAIN, named(r, &risks));
	report_row_end(r);
}

void report_values(struct report *r)
{
	struct register_row *objects = NULL;
	struct scenario *scenarios = NULL;
	size_t object_count = 0, scenario_count = 0;

	if (store_register(r->store, r->viewer, r->scope, "object", r->arena, &objects, &object_count) != 0 ||
	    store_scenarios(r->store, r->viewer, r->scope, r->arena, &scenarios, &scenario_count) != 0)
		return;
	report_heading(r, "事業への影響（BC・SQDC）", "What it means for the business (BC, SQDC)");
	report_table(r, (const char *const[]){"守る価値", "Value", "重い保護対象", "Objects rated high for it",
					      "まだ対策していない、起こりうること", "What may go wrong and is not dealt with", NULL});
	for (size_t v = 0; v < sizeof(values) / sizeof(values[0]); v++)
		put_value(r, v, objects, object_count, scenarios, scenario_count);
	report_table_end(r);
	report_line(r, LOOK_QUIET, report_say(r, "実測と食い違う申告は%zu件、実測からの未対応の検知は%llu件です。影響が中以上のリスクシナリオを数えています。",
					      "%zu declared answers are contradicted, %llu findings are open. Scenarios count from a middle impact on."),
		    r->plan.assessments[0].tallies.differs + r->plan.assessments[1].tallies.differs,
		    (unsigned long long)r->finding_listing.total);
}

/* A number in the summary of a record; "–" none. */
static const char *number_of(struct report *r, const char *summary, const char *key)
{
	const char *at = strstr(summary, key);

	return at ? arena_copy(r->arena, at + strlen(key), strspn(at + strlen(key), "0123456789")) : "–";
}

void report_trend(struct report *r)
{
	const size_t count = r->snapshot_count < RECORDS_MAX ? r->snapshot_count : RECORDS_MAX;

	if (count == 0)
		return;
	report_heading(r, "記録の推移", "Records over time");
	report_table(r, (const char *const[]){"日", "Day", "記録", "Record", "回答した項目", "Answered", "できている項目", "Done",
					      "実測と不一致", "Contradicted", "承認", "Approved by", NULL});
	for (size_t i = count; i-- > 0;) { /* the oldest of them first */
		const struct snapshot_row *s = &r->snapshots[i];

		report_row(r);
		report_cell(r, LOOK_PLAIN, report_day(r, s->at));
		report_cell(r, LOOK_PLAIN, s->title);
		report_cell(r, LOOK_PLAIN, number_of(r, s->summary, "\"answered\":"));
		report_cell(r, LOOK_STRONG, number_of(r, s->summary, "\"done\":"));
		report_cell(r, LOOK_PLAIN, number_of(r, s->summary, "\"differs\":"));
		report_cell(r, LOOK_PLAIN, s->approved_by);
		report_row_end(r);
	}
	report_table_end(r);
}
