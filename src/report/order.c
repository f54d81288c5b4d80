/* order.c - reports that write themselves on a day of each month (S4-184). SPDX-License-Identifier: Apache-2.0 */

#include "report/order.h"

#include <errno.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/buf.h"
#include "report/report.h"
#include "store/account.h"

bool report_order_is_due(const struct report_order_row *order, int64_t now)
{
	const int64_t day = period_day(now, (int)order->day);

	return order->at < day && order->written_at < day;
}

static int write_body(struct store *store, const struct report_order_row *order, struct report *report)
{
	const struct report_kind *kind = report_find(order->report);
	char period[sizeof("2026-10")] = "";

	if (!kind)
		return store_report_failed(store, order->id, "there is no such report");
	if (kind->periodic)
		period_month_before(period_day(report->now, (int)order->day), &report->period, period);
	if (report_write(kind, report) != 0)
		return store_report_failed(store, order->id, store_error(store));
	return store_report_keep(store, order, report_words(report, &kind->title), period,
				 buf_string(report->paper.out), report->now);
}

static int write_one(struct store *store, const struct viewer *all, const struct report_order_row *order,
		     const struct report_setting *setting, int64_t now)
{
	struct arena arena = {0};
	struct buf out = {0};
	struct report report = {
		.store = store, .viewer = all, .arena = &arena, .site = setting->site ? setting->site : "",
		.word = setting->word,
		.paper = {.kind = &paper_html, .out = &out, .japanese = strcmp(order->language, "en") != 0},
		.scope = order->scope, .now = now,
	};
	const int rc = write_body(store, order, &report);

	buf_free(&out);
	arena_free(&arena);
	return rc;
}

int report_orders_write(struct store *store, const struct report_setting *setting, int64_t now)
{
	struct report_order_row *orders = NULL;
	struct arena arena = {0};
	struct viewer all;
	size_t count = 0;
	int rc = account_everywhere(store, &arena, &all);

	if (!rc)
		rc = store_report_orders(store, &all, &arena, &orders, &count);
	for (size_t i = 0; i < count && !rc; i++)
		if (report_order_is_due(&orders[i], now))
			rc = write_one(store, &all, &orders[i], setting, now);
	arena_free(&arena);
	return rc;
}

int report_order_write(struct store *store, const struct viewer *viewer, int64_t id,
		       const struct report_setting *setting, int64_t now)
{
	struct report_order_row *orders = NULL;
	struct arena arena = {0};
	struct viewer all;
	size_t count = 0, i = 0;
	int rc = account_everywhere(store, &arena, &all);

	if (!rc)
		rc = store_report_orders(store, viewer, &arena, &orders, &count);
	while (i < count && orders[i].id != id)
		i++;
	if (!rc)
		rc = i < count ? write_one(store, &all, &orders[i], setting, now) : -ENOENT;
	arena_free(&arena);
	return rc;
}
