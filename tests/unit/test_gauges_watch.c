/* test_gauges_watch.c - gauges of watching where what is watched is known by construction. SPDX-License-Identifier: Apache-2.0 */

#include "plant_fixture.h"

#include "govern/plan.h"
#include "judge/detectors.h"
#include "judge/judge.h"
#include "lib/clock.h"
#include "store/finding.h"
#include "store/govern.h"

#define DAY (86400 * SEC)

static const struct gauge_result *gauge(struct fixture *f, const char *pack, const char *column, const char *item)
{
	static struct assessment a;

	a = look(f, pack);
	return &assess_find(&a, column ? pack_column(a.pack, column) : NULL, item)->results[0];
}

/* 3-7, at another time than the plant was fed. */
static const struct gauge_result *watching_at(struct fixture *f, int64_t now)
{
	static struct assessment a;

	clock_pretend(now);
	assert_int_equal(assess(f->store, &store_system, pack_find("meti-checklist"), STORE_ROOT_SCOPE, now, &f->arena, &a), 0);
	return &assess_find(&a, NULL, "3-7")->results[0];
}

/* It became a sensor that hears the network now. */
static void go_live(struct fixture *f)
{
	clock_pretend(START);
	run_sql(f, "UPDATE source SET kind = 'live', state = 'running', first_packet = 1699999000000000000,"
		   " last_packet = 1699999999000000000");
}

static void expect(const struct gauge_result *r, enum gauge_verdict verdict, const char *when)
{
	if (r->verdict != verdict || strcmp(r->when, when) != 0)
		fail_msg("%s: %s %s: %s", r->gauge, gauge_verdict_name(r->verdict), r->when, r->detail.en);
	assert_null(strchr(r->detail.ja, '{'));
	assert_null(strstr(r->detail.en, "?"));
}

static void switch_off(struct fixture *f, const char *detector)
{
	assert_int_equal(store_detector_switch(f->store, &store_system, detector, false, "because"), 0);
}

static const char *devices_of(const struct gauge_result *r)
{
	for (size_t i = 0; i < r->name_count; i++)
		if (strcmp(r->names[i].name, "devices") == 0)
			return r->names[i].value;
	return "";
}

/* Watching gauges and the others count a network alike: by zone, and by level where nobody drew one. */
static void test_a_device_counts_in_the_network_of_its_zone(void **state)
{
	struct fixture *f = *state;

	feed(f, "normal", true);
	const struct gauge_result *before = gauge(f, "smkl-security", "3", "b-2");
	const long below = strtol(devices_of(before), NULL, 10);

	expect(before, GAUGE_UNKNOWN, "capture");
	assert_true(below > 0);
	assert_non_null(strstr(before->detail.ja, "ゾーンのない機器はISA-95レベルで"));
	const long above = strtol(devices_of(gauge(f, "smkl-security", "1", "b-2")), NULL, 10);

	run_sql(f, "INSERT INTO zone (scope_id, kind, name, smkl, importance, note, draft) VALUES (1, '', 'Z', '1', 0, '', 0);"
		   "UPDATE asset SET zone_id = (SELECT max(id) FROM zone) WHERE level BETWEEN 0 AND 10;"
		   "UPDATE endpoint SET zone_id = (SELECT max(id) FROM zone) WHERE asset_id IN (SELECT id FROM asset WHERE level"
		   " BETWEEN 0 AND 10)");
	expect(gauge(f, "smkl-security", "3", "b-2"), GAUGE_UNKNOWN, "silent");
	assert_int_equal(strtol(devices_of(gauge(f, "smkl-security", "1", "b-2")), NULL, 10), above + below);
	run_sql(f, "UPDATE zone SET smkl = ''"); /* a zone without a column says nothing */
	assert_int_equal(strtol(devices_of(gauge(f, "smkl-security", "3", "b-2")), NULL, 10), below);
}

/* S0-013: in force, and on the network in question. */
static void test_detection_of_a_network_that_nobody_hears_is_unknown(void **state)
{
	struct fixture *f = *state;

	feed(f, "normal", true);
	expect(gauge(f, "smkl-security", "3", "c-2"), GAUGE_UNKNOWN, "capture");
	go_live(f);
	expect(gauge(f, "smkl-security", "3", "c-2"), GAUGE_UNKNOWN, "no-list");
	assert_int_equal(store_phase_set(f->store, &store_system, PHASE_PLACE_SOURCE, f->source, "enforce"), 0);
	const struct gauge_result *r = gauge(f, "smkl-security", "3", "c-2");

	expect(r, GAUGE_SUPPORTS, "live");
	assert_non_null(strstr(r->detail.en, "detectors are on"));
	expect(gauge(f, "smkl-security", "idmz", "c-2"), GAUGE_UNKNOWN, "silent"); /* the plant has none */
	for (size_t i = 0; i < detector_count * 2 / 3; i++)
		switch_off(f, detectors[i]->id);
	expect(gauge(f, "smkl-security", "3", "c-2"), GAUGE_UNKNOWN, "off");
	clock_pretend(0);
}

/* S0-010 */
static void test_who_switched_the_detection_off_is_told_of_nobody_new(void **state)
{
	struct fixture *f = *state;

	feed(f, "normal", true);
	go_live(f);
	expect(gauge(f, "smkl-security", "3", "b-1"), GAUGE_SUPPORTS, "live");
	switch_off(f, "presence.new_device");
	expect(gauge(f, "smkl-security", "3", "b-1"), GAUGE_UNKNOWN, "off");
	expect(gauge(f, "meti-checklist", NULL, "3-7"), GAUGE_SUPPORTS, "live"); /* the rest still looks */
	clock_pretend(0);
}

/* S0-011 */
static void test_liveness_of_a_few_devices_is_none_of_the_network(void **state)
{
	struct fixture *f = *state;

	feed(f, "normal", true);
	go_live(f);
	const struct gauge_result *r = gauge(f, "smkl-security", "3", "b-2");

	expect(r, GAUGE_SUPPORTS, "live");
	assert_true(r->coverage >= 90);
	run_sql(f, "UPDATE asset SET last_seen = 5, liveness = 0 WHERE level <= 10 AND id % 4");
	r = gauge(f, "smkl-security", "3", "b-2");
	expect(r, GAUGE_UNKNOWN, "few");
	assert_true(r->coverage > 0 && r->coverage < 50);
	/* their rhythm tells that they stand still: that is known, too */
	run_sql(f, "UPDATE asset SET liveness = 2 WHERE level <= 10 AND last_seen = 5");
	expect(gauge(f, "smkl-security", "3", "b-2"), GAUGE_SUPPORTS, "live");
	clock_pretend(0);
}

/* What came in as a file today is watched by nobody, whatever runs elsewhere. */
static void test_a_capture_of_today_is_not_watched_by_a_sensor_elsewhere(void **state)
{
	struct fixture *f = *state;
	int64_t other;

	feed(f, "normal", true);
	clock_pretend(START);
	assert_int_equal(store_source_open(f->store, &store_system, "s2", "live", "eth1", "eth1", &other), 0);
	run_sql(f, "UPDATE source SET state = 'running', first_packet = 1699999000000000000, last_packet ="
		   " 1699999999000000000 WHERE kind = 'live'");
	expect(gauge(f, "smkl-security", "3", "b-1"), GAUGE_UNKNOWN, "capture");
	expect(gauge(f, "smkl-security", "3", "b-2"), GAUGE_UNKNOWN, "capture");
	expect(gauge(f, "meti-checklist", NULL, "3-7"), GAUGE_UNKNOWN, "capture");
	clock_pretend(0);
}

/* S4-161: a plant on holiday is as silent as a dead mirror port: neither is proof. */
static void test_a_sensor_that_fell_silent_supports_nobody_where_it_watched(void **state)
{
	struct fixture *f = *state;
	const struct gauge_result *r;

	feed(f, "normal", true);
	run_sql(f, "UPDATE source SET last_packet = 5"); /* a capture was never watching */
	expect(watching_at(f, START + 30 * DAY), GAUGE_UNKNOWN, "capture");
	go_live(f);
	expect(watching_at(f, START + 30 * DAY), GAUGE_UNKNOWN, "capture"); /* tried for minutes */
	go_live(f);
	run_sql(f, "UPDATE source SET first_packet = 1699000000000000000"); /* more than a day before */
	expect(gauge(f, "meti-checklist", NULL, "3-7"), GAUGE_SUPPORTS, "live");
	assert_int_equal(watching_at(f, START + DAY / 2)->verdict, GAUGE_UNKNOWN); /* a holiday, a restart */
	r = watching_at(f, START + 2 * DAY);
	expect(r, GAUGE_UNKNOWN, "hushed");
	assert_non_null(strstr(r->detail.en, "have not been heard since 2023-11-1"));
	expect(gauge(f, "smkl-security", "3", "b-1"), GAUGE_UNKNOWN, "capture"); /* SMKL says nothing of now */
	/* others go on, elsewhere: what fell silent is still so */
	int64_t other;

	assert_int_equal(store_source_open(f->store, &store_system, "s2", "live", "eth1", "eth1", &other), 0);
	run_sql(f, "UPDATE source SET state = 'running', first_packet = 1699000000000000000, last_packet ="
		   " 1700172799000000000 WHERE sensor = 's2'");
	expect(watching_at(f, START + 2 * DAY), GAUGE_UNKNOWN, "hushed");
	/* another took its place on the same wire */
	run_sql(f, "UPDATE endpoint SET sensor = 's2', last_seen = 1700172799000000000;"
		   "UPDATE asset SET last_seen = 1700172799000000000, source_id = (SELECT id FROM source WHERE sensor = 's2')");
	expect(watching_at(f, START + 2 * DAY), GAUGE_SUPPORTS, "live");
	clock_pretend(0);
}

/* Half of the detectors off is no detection, whoever is heard. */
static void test_detection_that_is_off_contradicts(void **state)
{
	struct fixture *f = *state;

	feed(f, "normal", true);
	go_live(f);
	for (size_t i = 0; i < detector_count / 2; i++)
		switch_off(f, detectors[i]->id);
	expect(gauge(f, "meti-checklist", NULL, "3-7"), GAUGE_SUPPORTS, "live");
	for (size_t i = detector_count / 2; i < detector_count / 2 + 2; i++)
		switch_off(f, detectors[i]->id);
	expect(gauge(f, "meti-checklist", NULL, "3-7"), GAUGE_CONTRADICTS, "off");
	clock_pretend(0);
}

/* Known by what a router brings alone: its hardware address is nobody's here. */
static void test_a_network_that_is_heard_from_afar_alone_is_no_support(void **state)
{
	struct fixture *f = *state;

	feed(f, "normal", true);
	go_live(f);
	expect(gauge(f, "meti-checklist", NULL, "3-7"), GAUGE_SUPPORTS, "live");
	run_sql(f, "INSERT INTO asset (scope_id, id, endpoints, ip, level, source_id, last_seen, stored_at) SELECT scope_id,"
		   " 9000, 1, '10.77.5.4', 10, source_id, last_seen, 0 FROM asset WHERE source_id > 0 LIMIT 1;"
		   "INSERT INTO endpoint SELECT scope_id, 9000, 1, vlan, '', '10.77.5.4', 0, 9000, 0, 0, 0, 0, first_seen,"
		   " last_seen, '', sensor, 0, 0 FROM endpoint WHERE sensor = 's1' LIMIT 1");
	const struct gauge_result *r = gauge(f, "meti-checklist", NULL, "3-7");

	expect(r, GAUGE_UNKNOWN, "unseen");
	assert_non_null(strstr(r->detail.ja, "10.77.5.0/24"));
	run_sql(f, "UPDATE asset SET external = 1 WHERE id = 9000"); /* of no network of the plant */
	expect(gauge(f, "meti-checklist", NULL, "3-7"), GAUGE_SUPPORTS, "live");
	clock_pretend(0);
}

/* S0-008: whoever captures on a PC sees that PC's conversations, and needs no mirror port. */
static void test_a_capture_of_one_pc_alone_shows_no_mirror_port(void **state)
{
	struct fixture *f = *state;

	for (uint8_t i = 2; i < 6; i++) {
		struct record r = flow(f, i, 1, i, 9);

		take(f, &r);
	}
	run_sql(f, "UPDATE asset SET level = 10");
	expect(gauge(f, "smkl-security", "3", "a-2"), GAUGE_UNKNOWN, "own");
	run_sql(f, "UPDATE source SET method = 'mirror'");
	expect(gauge(f, "smkl-security", "3", "a-2"), GAUGE_SUPPORTS, "capture");
	run_sql(f, "UPDATE source SET method = ''");
	struct record r = flow(f, 9, 7, 8, 9);

	take(f, &r);
	run_sql(f, "UPDATE asset SET level = 10");
	expect(gauge(f, "smkl-security", "3", "a-2"), GAUGE_SUPPORTS, "capture");
	run_sql(f, "UPDATE source SET method = 'host'");
	expect(gauge(f, "smkl-security", "3", "a-2"), GAUGE_UNKNOWN, "own");
}

/* A month of watching without it: it was mended. What an old capture shows stays so. */
static void test_what_was_mended_contradicts_no_longer_after_a_month(void **state)
{
	struct fixture *f = *state;
	int64_t other;

	feed(f, "normal", false);
	expect(gauge(f, "meti-checklist", NULL, "2-3"), GAUGE_CONTRADICTS, "seen");
	assert_int_equal(store_source_open(f->store, &store_system, "s2", "live", "eth1", "eth1", &other), 0);
	run_sql(f, "UPDATE source SET last_packet = (SELECT max(last_seen) FROM conversation) + 3456000000000000"
		   " WHERE sensor = 's2'");
	expect(gauge(f, "meti-checklist", NULL, "2-3"), GAUGE_CONTRADICTS, "seen");
	run_sql(f, "UPDATE source SET last_packet = (SELECT max(last_seen) FROM conversation) + 3456000000000000");
	expect(gauge(f, "meti-checklist", NULL, "2-3"), GAUGE_UNKNOWN, "clean");
	assert_int_equal(gauge(f, "meti-checklist", NULL, "3-5")->verdict, GAUGE_UNKNOWN);
	struct listing listing;
	const struct conversation_filter filter = {.measure = MEASURE_OUTSIDE, .levels = ""};

	(void)conversations(f, &store_system, &filter, &(struct page){.limit = 3}, &listing);
	assert_int_equal(listing.total, 0);
}

static void list_all(struct fixture *f)
{
	run_sql(f, "INSERT INTO ledger VALUES (1, 'l.csv', 5);"
		   "INSERT INTO ledger_row (scope_id, line, name, ip, mac, vendor, model, serial, location, owner,"
		   " importance, role, asset_id) SELECT 1, id, name, '', '', '', '', '', '', '', '', '', id FROM asset"
		   " WHERE external = 0");
}

static void test_a_ledger_is_not_held_against_a_plant_that_fell_silent(void **state)
{
	struct fixture *f = *state;

	feed(f, "normal", true);
	expect(gauge(f, "meti-checklist", NULL, "2-6"), GAUGE_UNKNOWN, "no-ledger");
	list_all(f);
	expect(gauge(f, "meti-checklist", NULL, "2-6"), GAUGE_SUPPORTS, "complete");
	go_live(f);
	expect(gauge(f, "meti-checklist", NULL, "2-6"), GAUGE_SUPPORTS, "complete");
	clock_pretend(START + 3600 * SEC);
	expect(gauge(f, "meti-checklist", NULL, "2-6"), GAUGE_UNKNOWN, "hushed");
	run_sql(f, "DELETE FROM ledger_row WHERE id % 5 = 0");
	expect(gauge(f, "meti-checklist", NULL, "2-6"), GAUGE_CONTRADICTS, "missing");
	clock_pretend(0);
}

/* It stays to be done, but nobody is contradicted who asked, was allowed, and did something in its place. */
static void test_the_plan_contradicts_no_approved_exception(void **state)
{
	struct fixture *f = *state;
	const struct exception_row row = {.scope = STORE_ROOT_SCOPE, .pack = "meti-checklist", .part = "",
					  .item = "2-3", .reason = "r", .measure = "m", .ends_on = "2099-01-01"};
	struct plan plan;
	int64_t id;

	feed(f, "normal", false);
	declare(f, "meti-checklist", "", "2-3", "1", "");
	assert_int_equal(store_exception_add(f->store, &store_system, &row, &id), 0);
	assert_int_equal(store_exception_approve(f->store, &store_system, id), 0);
	assert_int_equal(plan_make(f->store, &store_system, STORE_ROOT_SCOPE, START, &f->arena, &plan), 0);
	size_t found = 0;

	for (size_t i = 0; i < plan.count; i++)
		if (strcmp(plan.gaps[i].judged->item->id, "2-3") == 0) {
			assert_false(plan.gaps[i].contradicted);
			assert_true(plan.gaps[i].rank < 100);
			found++;
		}
	assert_int_equal(found, 1);
}

/* No traffic tells whether old accounts go; a review that is late does (S4-152 S4-154). */
static void test_what_is_late_contradicts_and_what_is_not_proves_nothing(void **state)
{
	struct fixture *f = *state;
	struct task_row row = {.scope = STORE_ROOT_SCOPE, .pack = "", .part = "", .item = "", .kind = "restore",
			       .title = "PLCを戻す", .owner = "", .starts_on = "", .due_on = "2023-11-14",
			       .every = "6m", .window = "", .follows = "", .note = "", .state = "open"};
	int64_t id;

	expect(gauge(f, "meti-checklist", NULL, "2-13"), GAUGE_UNKNOWN, "none");
	assert_int_equal(store_task_put(f->store, &store_system, &row, &id), 0);
	expect(gauge(f, "meti-checklist", NULL, "2-13"), GAUGE_UNKNOWN, "clean"); /* it is due today */
	run_sql(f, "UPDATE task SET due_on = '2023-11-01'");
	const struct gauge_result *r = gauge(f, "meti-checklist", NULL, "2-13");

	expect(r, GAUGE_CONTRADICTS, "late");
	assert_non_null(strstr(r->detail.ja, "「PLCを戻す」の期日 2023-11-01"));
	expect(gauge(f, "meti-checklist", NULL, "2-11"), GAUGE_UNKNOWN, "none");
	run_sql(f, "UPDATE task SET state = 'done'");
	expect(gauge(f, "meti-checklist", NULL, "2-13"), GAUGE_UNKNOWN, "clean");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_device_counts_in_the_network_of_its_zone),
		TEST(test_detection_of_a_network_that_nobody_hears_is_unknown),
		TEST(test_who_switched_the_detection_off_is_told_of_nobody_new),
		TEST(test_liveness_of_a_few_devices_is_none_of_the_network),
		TEST(test_a_capture_of_today_is_not_watched_by_a_sensor_elsewhere),
		TEST(test_a_sensor_that_fell_silent_supports_nobody_where_it_watched),
		TEST(test_detection_that_is_off_contradicts),
		TEST(test_a_network_that_is_heard_from_afar_alone_is_no_support),
		TEST(test_a_capture_of_one_pc_alone_shows_no_mirror_port),
		TEST(test_what_was_mended_contradicts_no_longer_after_a_month),
		TEST(test_a_ledger_is_not_held_against_a_plant_that_fell_silent),
		TEST(test_the_plan_contradicts_no_approved_exception),
		TEST(test_what_is_late_contradicts_and_what_is_not_proves_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
