/* report_period.c - blocks of reports: what a period brought, month by month (S4-184). SPDX-License-Identifier: Apache-2.0 */

#include "report/report.h"

#include "lib/arena.h"
#include "lib/clock.h"

#include <string.h>

#define DAYS_OF_MONTHS (45 * 86400 * SECOND)

uint64_t report_new_devices(struct report *r, const struct period *period)
{
	const struct asset_filter filter = {.only_inside = true, .first_from = period->from,
					    .first_to = period->to};
	const struct page one = {.limit = 1};
	struct asset_row *rows;
	struct listing listing = {0};

	if (store_assets(r->store, &r->within, &filter, &one, r->arena, &rows, &listing) != 0)
		return 0;
	return listing.total;
}

/* Findings that were first seen in it; of these states and severities, "" any. */
static uint64_t findings_in(struct report *r, const struct period *period, const char *state,
			    const char *severity)
{
	const struct finding_filter filter = {.q = "", .state = state, .severity = severity,
					      .detector = "", .assigned = "",
					      .first_from = period->from, .before = period->to};
	const struct page one = {.limit = 1};
	struct finding_row *rows;
	struct listing listing = {0};

	if (store_findings(r->store, &r->within, &filter, &one, r->arena, &rows, &listing) != 0)
		return 0;
	return listing.total;
}

static const char *month_words(struct report *r, int64_t time)
{
	char *text = arena_strdup(r->arena, report_day(r, time));

	text[7] = '\0'; /* "2026-11" */
	return text;
}

/* Of a quarter, a 年度, any longer time. */
void report_months(struct report *r)
{
	static const char *const titles[] = {"月", "Month", "新しい機器", "New devices", "新しい検知", "New findings",
					     "うち緊急・高", "Critical or high", "うち未対応", "Still open", NULL};
	struct period month;

	if (r->period.to - r->period.from < DAYS_OF_MONTHS)
		return;
	report_heading(r, "月ごとの推移", "Month by month");
	report_table(r, titles);
	for (size_t i = 0; i < 120 && period_month(&r->period, i, &month) && month.from <= r->now; i++) {
		report_row(r);
		report_cell(r, LOOK_PLAIN, month_words(r, month.from));
		report_number(r, report_new_devices(r, &month));
		report_number(r, findings_in(r, &month, "", ""));
		report_number(r, findings_in(r, &month, "", "critical,high"));
		report_number(r, findings_in(r, &month, "open", ""));
		report_row_end(r);
	}
	report_table_end(r);
}

void report_finding_tally(struct report *r)
{
	static const char *const titles[] = {"緊急度", "Severity", "期間中に始まった検知", "Began in the period",
					     "うち未対応", "Still open", "うち受容", "Accepted", NULL};
	static const char *const severities[] = {"critical", "high", "medium", "low", "info"};

	if (!period_is_set(&r->period))
		return;
	report_heading(r, "緊急度ごとの件数", "By severity");
	report_table(r, titles);
	for (size_t i = 0; i < 5; i++) {
		report_row(r);
		report_cell(r, LOOK_STRONG, report_word(r, "severity", severities[i]));
		report_number(r, findings_in(r, &r->period, "", severities[i]));
		report_number(r, findings_in(r, &r->period, "open", severities[i]));
		report_number(r, findings_in(r, &r->period, "accepted", severities[i]));
		report_row_end(r);
	}
	report_table_end(r);
}
