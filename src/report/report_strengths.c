/* report_strengths.c - block of reports: measures by strength, of zones, kinds of devices and single ones (S4-069).
 * SPDX-License-Identifier: Apache-2.0 */

#include "report/report.h"

#include "lib/arena.h"

#include <string.h>

const char *report_column(struct report *r, const struct pack *pack, const struct pack_column *column)
{
	if (!column)
		return "";
	if (column->of)
		return arena_printf(r->arena, report_say(r, "%s（%s の例外）", "%s (exception to %s)"), report_words(r, &column->title),
				    report_word(r, "role", column->of));
	return pack->columns_of && strcmp(pack->columns_of, "role") == 0 ? report_word(r, "role", column->id)
									  : report_words(r, &column->title);
}

static const char *strength(struct report *r, const struct pack *pack, const struct answer_row *a)
{
	const int step = pack_step(pack, a->value ? a->value : "");

	if (step >= 0)
		return report_words(r, &pack->steps[step].label);
	return a->value && strcmp(a->value, ANSWER_NOT_APPLICABLE) == 0 ? report_say(r, "該当なし", "N/A") : "–";
}

static bool is_told(const struct judged *j)
{
	return (j->answer.value && *j->answer.value) || (j->target.value && *j->target.value);
}

static void row(struct report *r, const struct pack *pack, const struct judged *j)
{
	const bool below = is_below_target(pack, j);

	report_row(r);
	report_cell(r, LOOK_PLAIN, report_column(r, pack, j->column));
	report_cell(r, LOOK_PLAIN, arena_printf(r->arena, "%s %s", j->item->id, report_words(r, &j->item->title)));
	report_cell(r, below ? LOOK_BAD : LOOK_STRONG, strength(r, pack, &j->answer));
	report_cell(r, LOOK_PLAIN,
		    arena_printf(r->arena, "%s%s", strength(r, pack, &j->target), below ? report_say(r, "（足りない）", " (short)") : ""));
	report_cell(r, LOOK_PLAIN, j->answer.reason);
	report_row_end(r);
}

void report_strengths(struct report *r)
{
	static const char *const titles[] = {"対象", "Of", "対策", "Measure", "今の強度", "Strength now", "目標",
					     "Target", "備考", "Remark", NULL};
	size_t told = 0;

	for (size_t p = PLAN_NETWORK; p < PLAN_PACKS; p++) {
		const struct assessment *a = &r->plan.assessments[p];

		for (size_t i = 0; i < a->count; i++) {
			if (!is_told(&a->rows[i]))
				continue;
			if (told++ == 0) {
				report_heading(r, "対策の強度（ネットワークと機器）", "Strength of measures: networks and devices");
				report_table(r, titles);
			}
			row(r, a->pack, &a->rows[i]);
		}
	}
	if (told)
		report_table_end(r);
}
