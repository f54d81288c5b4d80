/* report_orders.c - reports that write themselves on a day of each month, and what was written (S4-184).
 * SPDX-License-Identifier: Apache-2.0 */

#include "serve/assess.h"

#include <string.h>

#include "lib/clock.h"
#include "report/order.h"
#include "report/report.h"
#include "serve/server.h"
#include "serve/words.h"
#include "store/channel.h"

static void put_title(struct json_out *j, const char *report)
{
	const struct report_kind *kind = report_find(report);

	put_both(j, "title", kind ? &kind->title : &(struct words){report, report});
}

void report_orders_get(struct request *r)
{
	struct report_order_row *rows = NULL;
	size_t count = 0;

	if (!request_good(r, store_report_orders(r->store, &r->who.viewer, &r->arena, &rows, &count)))
		return;
	struct json_out *j = request_items(r);
	size_t shown = 0;

	for (size_t i = 0; i < count; i++) {
		if (rows[i].scope != request_scope(r))
			continue;
		shown++;
		json_object(j, NULL);
		put_id(j, "id", rows[i].id);
		json_text(j, "report", rows[i].report);
		put_title(j, rows[i].report);
		json_text(j, "language", rows[i].language);
		json_int(j, "day", rows[i].day);
		put_id(j, "channel", rows[i].channel);
		json_text(j, "by", rows[i].user);
		put_time(j, "at", rows[i].at);
		put_time(j, "written_at", rows[i].written_at);
		put_text(j, "error", rows[i].error);
		json_object_end(j);
	}
	request_end_items(r, shown);
}

/* A machine that takes lines of syslog reads no report. */
static bool reads_reports(struct request *r, int64_t channel)
{
	struct channel_row row;

	if (!channel)
		return true;
	if (!request_good(r, store_channel(r->store, &r->who.viewer, channel, clock_now(), &r->arena, &row)))
		return false;
	if (strcmp(row.kind, "syslog") == 0)
		request_problem(r, 422, "Value does not fit", "channel: mail or webhook; syslog is for machines");
	return strcmp(row.kind, "syslog") != 0;
}

static const char *fault_of(const struct report_order_row *row)
{
	if (!report_find(row->report))
		return "there is no such report";
	if (strcmp(row->language, "ja") != 0 && strcmp(row->language, "en") != 0)
		return "language: ja or en";
	if (row->day < 1 || row->day > REPORT_DAY_LAST)
		return "day: of the month, 1 to 28";
	return NULL;
}

static int put_order(struct store *store, const struct viewer *viewer, const void *what, int64_t *id)
{
	return store_report_order_put(store, viewer, what, id);
}

void report_order_post(struct request *r)
{
	const struct report_order_row row = {
	        .scope = body_scope(r),
	        .report = body_text(r, "report"),
	        .language = body_text(r, "language"),
	        .day = json_in_number(r->object, "day", 0),
	        .channel = json_in_number(r->object, "channel", 0),
	};
	const char *fault = fault_of(&row);

	if (fault)
		request_problem(r, 422, "Value does not fit", "%s", fault);
	else if (reads_reports(r, row.channel))
		govern_answer(r, put_order, &row, 201);
}

void report_order_delete(struct request *r)
{
	govern_of_id(r, store_report_order_remove);
}

struct now {
	int64_t id;
	struct report_setting setting;
};

static int write_now(struct store *store, const struct viewer *viewer, const void *what, int64_t *id)
{
	const struct now *now = what;

	*id = now->id;
	return report_order_write(store, viewer, now->id, &now->setting, clock_now());
}

void report_order_write_post(struct request *r)
{
	struct now now = {.setting = {r->server->config.site, words_find}};

	if (request_id(r, &now.id))
		govern_answer(r, write_now, &now, 204);
}

void kept_reports_get(struct request *r)
{
	struct report_kept_row *rows = NULL;
	size_t count = 0;

	if (!request_good(r, store_reports_kept(r->store, &r->who.viewer, &r->arena, &rows, &count)))
		return;
	struct json_out *j = request_items(r);
	size_t shown = 0;

	for (size_t i = 0; i < count; i++) {
		if (rows[i].scope != request_scope(r))
			continue;
		shown++;
		json_object(j, NULL);
		put_id(j, "id", rows[i].id);
		json_text(j, "report", rows[i].report);
		json_text(j, "title", rows[i].title);
		json_text(j, "language", rows[i].language);
		json_text(j, "period", rows[i].period);
		put_time(j, "at", rows[i].at);
		json_text(j, "hash", rows[i].hash);
		json_object_end(j);
	}
	request_end_items(r, shown);
}
