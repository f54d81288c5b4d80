/* test_gauges.c - gauges of borders, logs and containment on plants whose truth is known. SPDX-License-Identifier: Apache-2.0 */

#include "plant_fixture.h"

#include "lib/clock.h"
#include "store/govern.h"
#include "store/zoning.h"

static const struct judged *judge(struct fixture *f, const char *pack, const char *column, const char *item)
{
	static struct assessment a;

	a = look(f, pack);
	return assess_find(&a, column ? pack_column(a.pack, column) : NULL, item);
}

static const struct gauge_result *borders(struct fixture *f)
{
	return &judge(f, "meti-checklist", NULL, "3-5")->results[0];
}

static const struct gauge_result *smkl(struct fixture *f, const char *column, const char *item)
{
	return &judge(f, "smkl-security", column, item)->results[0];
}

/* Zones by subnet, as the page proposes them; conduits for what skips no layer. */
static void draw(struct fixture *f)
{
	assert_int_equal(store_zoning_propose(f->store, &store_system, false, "ja"), 0);
	assert_int_equal(store_zoning_load(f->store, &store_system, f->inventory), 0);
	assert_int_equal(store_save_inventory_changes(f->store, 1, f->inventory), 0);
	assert_int_equal(store_conduits_propose(f->store, &store_system), 0);
}

static int64_t zone_named(struct fixture *f, const char *name)
{
	struct zone_name *rows;
	size_t count;

	assert_int_equal(store_zone_names(f->store, &store_system, &f->arena, &rows, &count), 0);
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].name, name) == 0)
			return rows[i].id;
	fail_msg("no zone %s", name);
	return 0;
}

/* What the model factory's people planned although it skips a layer, and the proposals. */
static void accept(struct fixture *f)
{
	static const char *const planned[][3] = {{"制御ゾーン", "OAゾーン", "ntp"},
						 {"生産状況監視ゾーン", "OAゾーン", "ntp"},
						 {"制御ゾーン", "生産管理ゾーン", "http"},
						 {"自動搬送ゾーン", "生産管理ゾーン", "http"},
						 {"生産管理ゾーン", "制御ゾーン", "ssh"}};

	for (size_t i = 0; i < sizeof(planned) / sizeof(planned[0]); i++) {
		struct conduit_row row = {.from = zone_named(f, planned[i][0]),
					  .to = zone_named(f, planned[i][1]), .protocols = planned[i][2]};

		assert_int_equal(store_conduit_put(f->store, &store_system, &row), 0);
	}
	assert_int_equal(store_zoning_accept(f->store, &store_system), 0);
}

/* The source is a sensor of a live network that last heard something then. */
static void live(struct fixture *f, int64_t last)
{
	char sql[200];

	snprintf(sql, sizeof(sql),
		 "UPDATE source SET kind = 'live', state = 'running', first_packet = %lld, last_packet = %lld",
		 (long long)(last - 600 * SEC), (long long)last);
	run_sql(f, sql);
}

static void register_means(struct fixture *f, const char *kind, const char *name, const char *body)
{
	const struct register_row row = {.scope = STORE_ROOT_SCOPE, .kind = kind, .name = name, .body = body};
	int64_t id;

	assert_int_equal(store_register_put(f->store, &store_system, &row, &id), 0);
}

static void expect_says(const struct gauge_result *r, enum gauge_verdict verdict, const char *when)
{
	if (r->verdict != verdict || strcmp(r->when, when) != 0)
		fail_msg("%s: %s %s: %s", r->gauge, gauge_verdict_name(r->verdict), r->when, r->detail.en);
	assert_null(strchr(r->detail.ja, '{'));
	assert_null(strchr(r->detail.en, '?'));
}

static void test_a_clean_plant_with_zones_supports_segmentation(void **state)
{
	struct fixture *f = *state;

	feed(f, "normal", true);
	expect_says(borders(f), GAUGE_UNKNOWN, "no-zones");
	draw(f);
	expect_says(borders(f), GAUGE_UNKNOWN, "no-zones"); /* nobody has looked at the proposal */
	accept(f);
	const struct gauge_result *r = borders(f);

	expect_says(r, GAUGE_SUPPORTS, "kept");
	assert_true(r->coverage >= 90);
	declare(f, "meti-checklist", "", "3-5", "3", "");
	assert_int_equal(judge(f, "meti-checklist", NULL, "3-5")->match, MATCH_AGREES);
}

static void test_a_forbidden_path_contradicts_it(void **state)
{
	struct fixture *f = *state;

	feed(f, "normal", true);
	draw(f);
	accept(f);
	feed(f, "office-to-controller", true);
	const struct gauge_result *r = borders(f);

	expect_says(r, GAUGE_CONTRADICTS, "crossed");
	assert_true(r->sample_count > 0);
	assert_non_null(strstr(r->samples[0].link, "from_zone="));
	assert_non_null(strstr(r->link, "crossing=unplanned,skip,outside"));
	assert_int_equal(smkl(f, "3", "d-2")->verdict, GAUGE_CONTRADICTS);
}

static void test_a_conduit_that_nobody_accepted_leaves_it_open(void **state)
{
	struct fixture *f = *state;

	feed(f, "normal", true);
	draw(f);
	accept(f);
	run_sql(f, "UPDATE conduit SET draft = 1");
	expect_says(borders(f), GAUGE_UNKNOWN, "drafts");
	run_sql(f, "DELETE FROM conduit");
	expect_says(borders(f), GAUGE_CONTRADICTS, "crossed");
}

static void test_devices_without_zone_leave_it_open(void **state)
{
	struct fixture *f = *state;

	feed(f, "normal", true);
	draw(f);
	accept(f);
	run_sql(f, "UPDATE asset SET zone_id = 0 WHERE id % 4 = 0 AND external = 0");
	expect_says(borders(f), GAUGE_UNKNOWN, "unplaced");
}

static void test_a_sensor_that_fell_silent_supports_nothing(void **state)
{
	struct fixture *f = *state;

	feed(f, "normal", true);
	draw(f);
	accept(f);
	clock_pretend(START);
	live(f, START - SEC);
	expect_says(borders(f), GAUGE_SUPPORTS, "kept");
	live(f, START - 3600 * SEC);
	expect_says(borders(f), GAUGE_UNKNOWN, "hushed");
	expect_says(smkl(f, "2", "d-2"), GAUGE_UNKNOWN, "hushed");
	clock_pretend(0);
}

static void test_borders_of_a_network_are_kept_while_they_are_watched(void **state)
{
	struct fixture *f = *state;

	feed(f, "normal", true);
	draw(f);
	accept(f);
	expect_says(smkl(f, "2", "d-2"), GAUGE_UNKNOWN, "capture");
	clock_pretend(START);
	live(f, START - SEC);
	expect_says(smkl(f, "2", "d-2"), GAUGE_SUPPORTS, "kept");
	expect_says(smkl(f, "3", "d-2"), GAUGE_SUPPORTS, "kept");
	expect_says(smkl(f, "idmz", "d-2"), GAUGE_UNKNOWN, "silent"); /* the plant has none */
	clock_pretend(0);
}

/* What a gauge counts is what the page lists when it is asked for the same. */
static void test_gauges_and_lists_count_alike(void **state)
{
	static const char *const names[] = {MEASURE_OUTSIDE, MEASURE_SKIPS, MEASURE_REMOTE, MEASURE_NEEDLESS};
	static const char *const levels[] = {"", "1,0", "2", "3"};
	struct fixture *f = *state;
	struct traffic *traffic;
	struct measured m;
	struct listing listing;
	size_t seen = 0;

	feed(f, "all", false);
	assert_int_equal(store_traffic(f->store, &store_system, 0, &f->arena, &traffic), 0);
	for (size_t i = 0; i < 16; i++) {
		const struct conversation_filter filter = {.measure = names[i / 4], .levels = levels[i % 4]};

		assert_int_equal(traffic_measure(traffic, f->store, names[i / 4], levels[i % 4], &f->arena, &m), 0);
		(void)conversations(f, &store_system, &filter, &(struct page){.limit = 3}, &listing);
		assert_int_equal(m.conversations, listing.total);
		assert_int_equal(m.count, m.conversations < MEASURE_SAMPLES ? m.conversations : MEASURE_SAMPLES);
		assert_true(m.devices <= m.conversations && (m.devices > 0) == (m.conversations > 0));
		seen += m.conversations > 0;
	}
	assert_true(seen >= 3);
	assert_int_equal(traffic_measure(traffic, f->store, "luck", "", &f->arena, &m), -EINVAL);
}

/* .1 is of the office's servers (level 3), .2 a controller; 50 and 60 take their logs. */
static void send_logs(struct fixture *f)
{
	const struct {
		uint8_t from, to;
	} talks[] = {{1, 50}, {2, 60}, {3, 60}};

	for (size_t i = 0; i < 3; i++) {
		struct record r = flow(f, i + 1, talks[i].from, talks[i].to, 9);

		r.dest_port = 514;
		r.proto = "UDP";
		r.app_proto = "syslog";
		r.flow.answered = 0; /* nobody answers syslog */
		r.flow.packets_to_client = r.flow.bytes_to_client = 0;
		take(f, &r);
	}
	struct record voice = flow(f, 9, 50, 1, 9);

	take(f, &voice);
	voice = flow(f, 10, 60, 1, 9);
	take(f, &voice);
	run_sql(f, "UPDATE asset SET level = iif(ip = '192.168.1.1', 30, 10)");
}

static void test_each_network_may_have_a_collector_of_its_own(void **state)
{
	struct fixture *f = *state;

	clock_pretend(START + 60 * SEC);
	send_logs(f);
	live(f, START + 59 * SEC);
	expect_says(smkl(f, "3", "a-1"), GAUGE_UNKNOWN, "unregistered");
	assert_non_null(strstr(smkl(f, "3", "a-1")->detail.ja, "192.168.1.60"));
	register_means(f, "collector", "事務棟のNAS",
		       "{\"address\":\"192.168.1.50\",\"keeps\":\"365\",\"columns\":\"1 2\"}");
	register_means(f, "collector", "現場のPC",
		       "{\"address\":\"192.168.1.60\",\"keeps\":\"30\",\"columns\":\"3\"}");
	expect_says(smkl(f, "1", "a-1"), GAUGE_SUPPORTS, "live");
	expect_says(smkl(f, "3", "a-1"), GAUGE_SUPPORTS, "live");
	assert_non_null(strstr(smkl(f, "3", "a-1")->detail.ja, "2 台"));
	expect_says(smkl(f, "2", "a-1"), GAUGE_UNKNOWN, "stopped"); /* nothing of this network got there */
	run_sql(f, "UPDATE asset SET last_seen = 5 WHERE ip = '192.168.1.60'");
	expect_says(smkl(f, "3", "a-1"), GAUGE_UNKNOWN, "mute");
	expect_says(smkl(f, "1", "a-1"), GAUGE_SUPPORTS, "live");
	live(f, START - 7200 * SEC);
	expect_says(smkl(f, "3", "a-1"), GAUGE_UNKNOWN, "capture");
	clock_pretend(0);
}

/* 3-8 is of the plant: the collector speaks, the devices speak, and no log comes any more. */
static void test_logs_that_ended_contradict_the_plant(void **state)
{
	struct fixture *f = *state;

	clock_pretend(START + 60 * SEC);
	send_logs(f);
	live(f, START + 59 * SEC);
	register_means(f, "collector", "現場のPC", "{\"address\":\"192.168.1.60\",\"keeps\":\"30\",\"columns\":\"3\"}");
	expect_says(&judge(f, "meti-checklist", NULL, "3-8")->results[0], GAUGE_SUPPORTS, "live");
	run_sql(f, "UPDATE conversation SET last_seen = 5 WHERE protocol = 'syslog'");
	expect_says(&judge(f, "meti-checklist", NULL, "3-8")->results[0], GAUGE_CONTRADICTS, "ended");
	expect_says(smkl(f, "3", "a-1"), GAUGE_UNKNOWN, "stopped"); /* another place may take them */
	run_sql(f, "UPDATE asset SET last_seen = 5 WHERE ip = '192.168.1.60'");
	expect_says(&judge(f, "meti-checklist", NULL, "3-8")->results[0], GAUGE_UNKNOWN, "stopped");
	clock_pretend(0);
}

static void test_logs_that_are_kept_for_no_time_are_not_kept(void **state)
{
	struct fixture *f = *state;

	clock_pretend(START + 60 * SEC);
	send_logs(f);
	live(f, START + 59 * SEC);
	register_means(f, "collector", "x", "{\"address\":\"192.168.1.60\",\"columns\":\"3\"}");
	expect_says(smkl(f, "3", "a-1"), GAUGE_UNKNOWN, "unkept");
	clock_pretend(0);
}

static void test_containment_is_present_when_its_device_is_seen(void **state)
{
	struct fixture *f = *state;

	send_logs(f);
	expect_says(smkl(f, "3", "d-1"), GAUGE_UNKNOWN, "none");
	register_means(f, "containment", "2号ラインの盤",
		       "{\"address\":\"192.168.9.9\",\"columns\":\"3\",\"drilled_on\":\"2023-05-10\"}");
	expect_says(smkl(f, "3", "d-1"), GAUGE_UNKNOWN, "unseen");
	register_means(f, "containment", "主幹スイッチ 24番",
		       "{\"address\":\"192.168.1.2\",\"columns\":\"2 3\",\"drilled_on\":\"\"}");
	const struct gauge_result *r = smkl(f, "3", "d-1");

	expect_says(r, GAUGE_SUPPORTS, "present");
	assert_non_null(strstr(r->detail.en, "2023-05-10"));
	expect_says(smkl(f, "2", "d-1"), GAUGE_SUPPORTS, "undrilled");
	expect_says(smkl(f, "1", "d-1"), GAUGE_UNKNOWN, "none");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_clean_plant_with_zones_supports_segmentation),
		TEST(test_a_forbidden_path_contradicts_it),
		TEST(test_a_conduit_that_nobody_accepted_leaves_it_open),
		TEST(test_devices_without_zone_leave_it_open),
		TEST(test_a_sensor_that_fell_silent_supports_nothing),
		TEST(test_borders_of_a_network_are_kept_while_they_are_watched),
		TEST(test_gauges_and_lists_count_alike),
		TEST(test_each_network_may_have_a_collector_of_its_own),
		TEST(test_logs_that_ended_contradict_the_plant),
		TEST(test_logs_that_are_kept_for_no_time_are_not_kept),
		TEST(test_containment_is_present_when_its_device_is_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
