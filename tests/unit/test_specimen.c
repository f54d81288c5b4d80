/* test_specimen.c - what the model factory (見本) says of itself makes sense beside its traffic. SPDX-License-Identifier: Apache-2.0 */

#include "plant_fixture.h"

#include "govern/plan.h"
#include "govern/snapshot.h"
#include "govern/specimen.h"
#include "store/govern.h"
#include "store/zoning.h"

static int64_t count(struct fixture *f, const char *sql)
{
	sqlite3_stmt *statement;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	const int64_t number = sqlite3_column_int64(statement, 0);

	sqlite3_finalize(statement);
	sqlite3_close(db);
	return number;
}

/* As ./run does it: first what people say, then the traffic. */
static void start(struct fixture *f)
{
	assert_int_equal(specimen_declare(f->store), 0);
	assert_int_equal(store_zoning_load(f->store, &store_system, f->inventory), 0);
	feed(f, "normal", false);
}

static void test_works_tasks_and_zones_are_there_and_marked(void **state)
{
	struct fixture *f = *state;

	start(f);
	assert_true(count(f, "SELECT count(*) FROM register WHERE kind = 'work' AND body ->> '$.importance' > 0") >= 8);
	assert_int_equal(count(f, "SELECT count(*) FROM register WHERE specimen = 0 OR NOT json_valid(body)"), 0);
	assert_true(count(f, "SELECT count(*) FROM task WHERE due_on > date('now') AND owner != ''") >= 8);
	assert_int_equal(count(f, "SELECT count(*) FROM task WHERE specimen = 0"), 0);
	assert_true(count(f, "SELECT count(*) FROM task WHERE cost > 0 AND effect > 0") >= 4);
	assert_int_equal(count(f, "SELECT count(*) FROM exception"), 1);
	assert_true(count(f, "SELECT count(*) FROM zone") >= 6);
	/* each zone's row is named after it and knows its works */
	assert_int_equal(count(f, "SELECT count(*) FROM register r JOIN zone z ON z.id = r.name WHERE r.kind = 'zone'"
				  " AND json_array_length(r.body, '$.works') > 0"),
			 count(f, "SELECT count(*) FROM zone"));
	assert_int_equal(specimen_declare(f->store), 0); /* once */
	assert_int_equal(count(f, "SELECT count(*) FROM zone"), 6);
}

static void test_a_zone_is_a_specimen_until_a_person_changes_it(void **state)
{
	struct fixture *f = *state;
	struct zone_use *zones;
	size_t all;

	start(f);
	assert_int_equal(store_zones(f->store, &store_system, &f->arena, &zones, &all), 0);
	for (size_t i = 0; i < all; i++)
		assert_true(zones[i].zone.specimen && !*zones[i].zone.note);
	zones[0].zone.note = "ours";
	assert_int_equal(store_zone_put(f->store, &store_system, &zones[0].zone), 0);
	struct zone_row drawn = {.name = "ours", .kind = "", .smkl = "", .note = ""};

	assert_int_equal(store_zone_put(f->store, &store_system, &drawn), 0);
	assert_int_equal(count(f, "SELECT count(*) FROM zone WHERE specimen"), (int64_t)all - 1);
	assert_int_equal(count(f, "SELECT count(*) FROM zone"), (int64_t)all + 1);
}

static void test_what_was_recorded_before_shows_a_trend_and_an_outdated_approval(void **state)
{
	struct fixture *f = *state;
	struct assessment now;
	struct snapshot made;

	start(f);
	assert_int_equal(count(f, "SELECT count(*) FROM snapshot"), 4);
	assert_int_equal(count(f, "SELECT count(*) FROM report_order WHERE report = 'monthly'"), 1);
	/* more was done the second time */
	assert_int_equal(count(f, "SELECT count(*) FROM snapshot a JOIN snapshot b ON b.pack = a.pack AND b.at > a.at WHERE"
				  " b.summary ->> '$.done' > a.summary ->> '$.done' AND b.approved_by != '' AND a.approved_by = ''"), 2);
	/* and since then the network has shown what was not so */
	assert_int_equal(assess(f->store, &store_system, pack_find("meti-checklist"), STORE_ROOT_SCOPE, START, &f->arena, &now), 0);
	assert_int_equal(snapshot_make(f->store, &store_system, &now, &f->arena, &made), 0);
	assert_int_equal(count(f, arena_printf(&f->arena, "SELECT count(*) FROM snapshot WHERE basis = '%s'", made.basis)), 0);
}

static void test_devices_stand_in_zones_and_few_paths_are_unplanned(void **state)
{
	struct fixture *f = *state;
	struct zoning_counts c[ZONING_COLUMNS];

	start(f);
	assert_int_equal(store_zoning_counts(f->store, &store_system, c), 0);
	assert_true(c[0].devices > 60);
	assert_true(c[0].without_zone * 20 < c[0].devices);
	assert_true(c[0].crossings[CROSSING_ALLOWED] > 30);
	const uint64_t broken = c[0].crossings[CROSSING_UNPLANNED] + c[0].crossings[CROSSING_SKIP] +
				c[0].crossings[CROSSING_OUTSIDE];

	assert_true(broken >= 1 && broken <= 8);
}

static void test_checklist_matrix_and_plan_say_something(void **state)
{
	struct fixture *f = *state;
	struct plan plan;

	start(f);
	struct assessment meti = look(f, "meti-checklist");

	assert_true(meti.tallies.answered >= 20);
	assert_true(meti.tallies.differs >= 2 && meti.tallies.differs <= 8);
	assert_string_equal(assess_find(&meti, NULL, "3-5")->results[0].when, "crossed");
	assert_true(assess_find(&meti, NULL, "3-5")->watched);
	struct assessment smkl = look(f, "smkl-security");
	const struct judged *cut = assess_find(&smkl, pack_column(smkl.pack, "3"), "d-1");

	assert_int_equal(cut->verdict, GAUGE_SUPPORTS);
	assert_string_equal(cut->results[0].when, "present");
	assert_int_equal(plan_make(f->store, &store_system, STORE_ROOT_SCOPE, START, &f->arena, &plan), 0);
	assert_true(plan.count > 10);
}

static size_t declared(struct fixture *f, const char *pack, bool targets)
{
	const struct assessment a = look(f, pack);
	size_t found = 0;

	for (size_t i = 0; i < a.count; i++)
		found += (targets ? a.rows[i].target.revision : a.rows[i].answer.revision) > 0;
	return found;
}

/* Each step has something that one can go on from: importance, threats, strengths now and wanted. */
static void test_the_steps_have_something_to_go_on_from(void **state)
{
	struct fixture *f = *state;

	start(f);
	assert_true(count(f, "SELECT count(*) FROM register WHERE kind = 'object' AND specimen = 1") >= 15);
	assert_int_equal(count(f, "SELECT count(*) FROM register r JOIN network n ON r.name = 'network:' || n.id WHERE"
				  " r.kind = 'object'"), 6);
	assert_int_equal(count(f, "SELECT count(*) FROM register r JOIN register d ON r.name = d.kind || ':' || d.id"
				  " WHERE r.kind = 'object'"), 10);
	assert_true(declared(f, "meti-threats", false) >= 25);
	assert_true(declared(f, "meti-network", true) >= 8);
	const struct assessment devices = look(f, "meti-device");
	const struct pack_column *one = &devices.pack->columns[devices.pack->column_count - 1];

	assert_string_equal(one->id, "a-00001"); /* an exception to its kind */
	assert_string_equal(one->of, "plc");
	assert_true(declared(f, "meti-device", false) >= 5 && declared(f, "meti-device", true) >= 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_works_tasks_and_zones_are_there_and_marked),
		TEST(test_a_zone_is_a_specimen_until_a_person_changes_it),
		TEST(test_what_was_recorded_before_shows_a_trend_and_an_outdated_approval),
		TEST(test_devices_stand_in_zones_and_few_paths_are_unplanned),
		TEST(test_checklist_matrix_and_plan_say_something),
		TEST(test_the_steps_have_something_to_go_on_from),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
