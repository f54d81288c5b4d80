/* test_report_order.c - reports that write themselves on a day of each month. SPDX-License-Identifier: Apache-2.0 */

#include "store_fixture.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/buf.h"
#include "lib/clock.h"
#include "notify/notify.h"
#include "report/order.h"
#include "report/period.h"
#include "store/channel.h"

static int64_t at(const char *text)
{
	int64_t time;

	assert_int_equal(clock_parse(text, &time), 0);
	return time;
}

static void test_the_day_is_the_latest_that_came(void **state)
{
	struct period month;
	char name[8];

	(void)state;
	assert_int_equal(period_day(at("2026-11-22T00:00:00+09:00"), 22), at("2026-11-22T00:00:00+09:00"));
	assert_int_equal(period_day(at("2026-11-21T23:59:59+09:00"), 22), at("2026-10-22T00:00:00+09:00"));
	assert_int_equal(period_day(at("2027-01-04T12:00:00+09:00"), 5), at("2026-12-05T00:00:00+09:00"));
	period_month_before(at("2027-01-01T00:00:00+09:00"), &month, name);
	assert_string_equal(name, "2026-12");
	assert_int_equal(month.from, at("2026-12-01T00:00:00+09:00"));
	assert_int_equal(month.to, at("2027-01-01T00:00:00+09:00"));
}

static void test_it_is_due_once_and_made_up_for(void **state)
{
	struct report_order_row order = {.day = 5, .at = at("2026-11-22T00:00:00Z")};

	(void)state;
	assert_false(report_order_is_due(&order, at("2026-11-30T00:00:00Z"))); /* ordered after the 5th */
	assert_true(report_order_is_due(&order, at("2026-12-05T00:00:01Z")));
	assert_true(report_order_is_due(&order, at("2026-12-29T00:00:00Z"))); /* nothing ran between */
	order.written_at = at("2026-12-05T00:10:00Z");
	assert_false(report_order_is_due(&order, at("2026-12-31T00:00:00Z")));
	assert_true(report_order_is_due(&order, at("2027-01-05T00:00:00Z")));
}

static const char *no_word(bool japanese, const char *group, const char *value)
{
	(void)japanese, (void)group, (void)value;
	return NULL;
}

static void run(struct fixture *f, const char *now)
{
	clock_pretend(at(now));
	assert_int_equal(report_orders_write(f->store, &(struct report_setting){"第1工場", no_word}, at(now)), 0);
}

static int64_t order(struct fixture *f, const char *report, const char *language, int64_t channel)
{
	const struct report_order_row row = {
		.scope = STORE_ROOT_SCOPE, .report = report, .language = language, .day = 5, .channel = channel};
	int64_t id = 0;

	clock_pretend(at("2026-10-20T00:00:00Z"));
	assert_int_equal(store_report_order_put(f->store, &store_system, &row, &id), 0);
	return id;
}

static size_t kept(struct fixture *f, struct report_kept_row **rows)
{
	size_t count;

	assert_int_equal(store_reports_kept(f->store, &store_system, &f->arena, rows, &count), 0);
	return count;
}

static void test_each_month_is_written_once(void **state)
{
	struct fixture *f = *state;
	struct report_kept_row *rows, one;

	order(f, "monthly", "ja", 0);
	assert_int_equal(order(f, "monthly", "ja", 0), order(f, "monthly", "ja", 0));
	order(f, "checklist", "en", 0);
	run(f, "2026-11-04T23:00:00+09:00");
	assert_int_equal(kept(f, &rows), 0);
	run(f, "2026-11-05T00:30:00+09:00");
	run(f, "2026-11-05T01:30:00+09:00");
	assert_int_equal(kept(f, &rows), 2);
	assert_string_equal(rows[0].report, "checklist");
	assert_string_equal(rows[0].period, ""); /* it has none: of that day */
	assert_string_equal(rows[1].period, "2026-10");
	assert_int_equal(store_report_kept(f->store, &store_system, rows[1].id, &f->arena, &one), 0);
	assert_non_null(strstr(one.body, "2026-10-01 から 2026-10-31"));
	assert_non_null(strstr(one.body, "第1工場"));
	run(f, "2026-12-20T12:00:00+09:00"); /* off on the 5th */
	assert_int_equal(kept(f, &rows), 4);
	assert_string_equal(rows[1].period, "2026-11");
}

static void test_one_that_cannot_be_written_says_why_and_holds_up_no_other(void **state)
{
	struct fixture *f = *state;
	struct report_kept_row *rows;
	struct report_order_row *orders;
	size_t count;

	order(f, "of-an-older-version", "ja", 0);
	order(f, "monthly", "ja", 0);
	run(f, "2026-11-05T00:30:00+09:00");
	assert_int_equal(kept(f, &rows), 1);
	assert_int_equal(store_report_orders(f->store, &store_system, &f->arena, &orders, &count), 0);
	assert_string_equal(orders[0].error, "there is no such report");
	assert_int_equal(orders[0].written_at, 0);
	assert_string_equal(orders[1].error, "");
}

static void test_the_oldest_go(void **state)
{
	struct fixture *f = *state;
	const struct report_order_row row = {
		.id = order(f, "monthly", "ja", 0), .scope = STORE_ROOT_SCOPE, .report = "monthly", .language = "ja"};
	struct report_kept_row *rows;

	for (int i = 0; i < REPORTS_KEPT + 3; i++)
		assert_int_equal(store_report_keep(f->store, &row, "月次", "2026-10", i ? "later" : "first", START + i), 0);
	assert_int_equal(kept(f, &rows), REPORTS_KEPT);
	assert_int_equal(rows[REPORTS_KEPT - 1].at, START + 3);
}

static void test_others_see_nothing_of_it(void **state)
{
	struct fixture *f = *state;
	const struct viewer stranger = {.user = "x"};
	const int64_t id = order(f, "monthly", "ja", 0);
	struct report_order_row *orders;
	struct report_kept_row *rows, one;
	size_t count;

	run(f, "2026-11-05T00:30:00+09:00");
	assert_int_equal(kept(f, &rows), 1);
	assert_int_equal(store_report_kept(f->store, &stranger, rows[0].id, &f->arena, &one), -ENOENT);
	assert_int_equal(store_report_orders(f->store, &stranger, &f->arena, &orders, &count), 0);
	assert_int_equal(count, 0);
	assert_int_equal(store_report_order_remove(f->store, &stranger, id), -ENOENT);
	assert_int_equal(store_report_order_remove(f->store, &store_system, id), 0);
	assert_int_equal(kept(f, &rows), 1); /* what was written stays */
}

static void test_a_channel_tells_of_it_once_and_not_what_it_says(void **state)
{
	static const unsigned char key[SEAL_KEY_SIZE] = {1};
	struct fixture *f = *state;
	const struct channel_row mail = {
		.kind = "mail", .name = "工場長", .enabled = true, .quiet = "", .rate = 12, .language = "ja", .secret = "",
		.settings = "{\"server\":\"127.0.0.1\",\"from\":\"a@b.c\",\"to\":\"d@e.f\",\"link\":\"https://tower/\"}"};
	struct channel_row row;
	struct notify_due due;
	struct buf out = {0};
	int64_t channel = 0;
	const int64_t now = at("2026-11-05T00:30:00+09:00");

	assert_int_equal(store_channel_save(f->store, &store_system, &mail, &channel), 0);
	order(f, "monthly", "ja", channel);
	run(f, "2026-11-05T00:30:00+09:00");
	assert_int_equal(store_channel(f->store, &store_system, channel, now, &f->arena, &row), 0);
	assert_int_equal(row.waiting, 1);
	assert_int_equal(notify_next(f->store, &row, key, "main", now, &due, &out), 1);
	assert_non_null(strstr(buf_string(&out), "（2026-10）"));
	assert_non_null(strstr(buf_string(&out), "https://tower/#/reports"));
	assert_null(strstr(buf_string(&out), "<html"));
	assert_int_equal(notify_done(f->store, &due, "not there", now), 0); /* and again later */
	assert_int_equal(store_channel(f->store, &store_system, channel, now, &f->arena, &row), 0);
	assert_int_equal(row.waiting, 1);
	assert_int_equal(notify_done(f->store, &due, NULL, now), 0);
	assert_int_equal(store_channel(f->store, &store_system, channel, now, &f->arena, &row), 0);
	assert_int_equal(row.waiting, 0);
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_day_is_the_latest_that_came),
		cmocka_unit_test(test_it_is_due_once_and_made_up_for),
		TEST(test_each_month_is_written_once),
		TEST(test_one_that_cannot_be_written_says_why_and_holds_up_no_other),
		TEST(test_the_oldest_go),
		TEST(test_others_see_nothing_of_it),
		TEST(test_a_channel_tells_of_it_once_and_not_what_it_says),
	};

	setenv("TZ", "Asia/Tokyo", 1);
	tzset();
	const int failed = cmocka_run_group_tests(tests, NULL, NULL);

	clock_pretend(0);
	return failed;
}
