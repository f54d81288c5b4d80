/* test_steps.c - packs by zones and kinds of devices, the register, tasks. SPDX-License-Identifier: Apache-2.0 */

#include "store_fixture.h"

#include "govern/plan.h"
#include "store/finding.h"
#include "store/govern.h"

#include <string.h>

static struct assessment look(struct fixture *f, const char *pack)
{
	struct assessment a;

	if (assess(f->store, &store_system, pack_find(pack), STORE_ROOT_SCOPE, START, &f->arena, &a))
		fail_msg("%s", store_error(f->store));
	return a;
}

/* As the table of zones is made, whether it is there already or not. */
static int64_t zone(struct fixture *f, const char *name)
{
	sqlite3 *db;
	char *sql = sqlite3_mprintf(
		"CREATE TABLE IF NOT EXISTS zone (id INTEGER PRIMARY KEY, scope_id INTEGER, kind TEXT, name TEXT,"
		" smkl TEXT, importance INTEGER, note TEXT, draft INTEGER);"
		"INSERT INTO zone (scope_id, kind, name, smkl, importance, note, draft) VALUES (1, '', %Q, '3',"
		" 0, '', 0)", name);

	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	const int64_t id = sqlite3_last_insert_rowid(db);

	sqlite3_free(sql);
	sqlite3_close(db);
	return id;
}

static void test_threats_are_asked_of_each_zone(void **state)
{
	struct fixture *f = *state;
	struct assessment a = look(f, "meti-threats");

	assert_int_equal(a.count, 0);
	(void)zone(f, "制御");
	const int64_t second = zone(f, "生産管理");

	a = look(f, "meti-threats");
	assert_int_equal(a.count, 62);
	assert_int_equal(a.pack->column_count, 2);
	assert_string_equal(a.pack->columns[1].id, arena_printf(&f->arena, "zone-%lld", (long long)second));
	assert_string_equal(a.pack->columns[1].title.ja, "生産管理");
	assert_true(a.pack->sections[6].folded);  /* threats 18 to 31 */
	assert_false(a.pack->sections[5].folded); /* 17 */
	assert_int_equal(pack_find("meti-threats")->column_count, 0);
}

static void say(struct fixture *f, const char *kind, const char *part, const char *item, const char *value)
{
	const struct answer_row a = {
		.scope = STORE_ROOT_SCOPE, .pack = "meti-device", .part = part, .item = item, .kind = kind,
		.pack_version = "1", .value = value, .reason = "", .override = "", .document = "", .reviewed_on = "",
		.due_on = "", .user = "",
	};
	struct answer_row keyed = a;
	struct answer_row *rows;
	size_t count;
	int64_t revision;

	assert_int_equal(store_answer_history(f->store, &store_system, &a, &f->arena, &rows, &count), 0);
	keyed.revision = count ? rows[0].revision : 0;
	assert_int_equal(store_answer_put(f->store, &store_system, &keyed, &revision), 0);
}

static size_t gaps_of(struct fixture *f, const char *part)
{
	struct plan plan;
	size_t found = 0;

	assert_int_equal(plan_make(f->store, &store_system, STORE_ROOT_SCOPE, START, &f->arena, &plan), 0);
	for (size_t i = 0; i < plan.count; i++)
		found += plan.gaps[i].judged->column && strcmp(plan.gaps[i].judged->column->id, part) == 0;
	return found;
}

/* It has the rows in which it differs; what it does not say its kind says. */
static void test_a_device_is_an_exception_to_its_kind(void **state)
{
	struct fixture *f = *state;

	run_sql(f, "INSERT INTO asset (scope_id, id, name, role, endpoints, stored_at) VALUES (1, 17, 'PLC 加', 'plc', 1, 1),"
	       " (1, 18, 'PLC 2', 'plc', 1, 1), (1, 19, '', '', 0, 1); UPDATE asset SET into_id = 17 WHERE id = 19");
	say(f, "answer", "plc", "d-1", "middle");
	say(f, "target", "plc", "d-1", "middle");
	say(f, "answer", "plc", "d-4", "middle");
	say(f, "answer", "a-00099", "d-1", "none"); /* there is no such device */
	struct assessment a = look(f, "meti-device");

	assert_int_equal(a.count, 15);
	assert_int_equal(gaps_of(f, "plc"), 0);
	say(f, "answer", "a-00017", "d-1", "none");
	say(f, "target", "a-00017", "d-4", "high");
	a = look(f, "meti-device");
	assert_int_equal(a.count, 17);
	const struct pack_column *device = &a.pack->columns[1];

	assert_string_equal(device->title.ja, "PLC 加 a-00017"); /* it has no address */
	assert_string_equal(device->of, "plc");
	const struct judged *j = assess_find(&a, device, "d-1");

	assert_string_equal(j->answer.value, "none");
	assert_string_equal(j->target.value, "middle"); /* of its kind */
	assert_true(answer_is_own(&j->answer, device) && !answer_is_own(&j->target, device));
	j = assess_find(&a, device, "d-4");
	assert_string_equal(j->answer.value, "middle");
	assert_null(assess_find(&a, device, "d-6"));
	assert_int_equal(gaps_of(f, "a-00017"), 2);
	assert_int_equal(gaps_of(f, "plc"), 0);
	say(f, "answer", "a-00017", "d-1", ""); /* taken back: as its kind again */
	assert_int_equal(gaps_of(f, "a-00017"), 1);
	say(f, "answer", "a-00019", "d-1", "none"); /* it became part of another */
	a = look(f, "meti-device");
	assert_string_equal(a.pack->columns[a.pack->column_count - 1].title.ja, "PLC 加 a-00019");
}

static void test_the_next_step_of_a_strength_is_the_one_aimed_at(void **state)
{
	struct fixture *f = *state;
	struct plan plan;

	run_sql(f, "INSERT INTO asset (scope_id, id, name, role, endpoints, stored_at) VALUES (1, 17, 'PLC', 'plc', 1, 1)");
	say(f, "answer", "plc", "d-1", "minimum");
	say(f, "target", "plc", "d-1", "middle");
	assert_int_equal(plan_make(f->store, &store_system, STORE_ROOT_SCOPE, START, &f->arena, &plan), 0);
	size_t i = 0;

	while (i < plan.count && plan.gaps[i].pack != plan.assessments[PLAN_DEVICE].pack)
		i++;
	assert_true(i < plan.count);
	assert_string_equal(gap_next(&plan.gaps[i]).en, "+ peers are restricted");
	assert_int_equal(plan.gaps[i].stage, 2);
	plan_suppose(&plan, "meti-device/plc/d-1");
	assert_false(is_below_target(plan.gaps[i].pack, plan.gaps[i].judged));
}

static const char *fault(const char *pack, const char *part, const char *item, const char *value)
{
	const struct answer_row a = {.scope = 1, .pack = pack, .part = part, .item = item, .kind = "answer",
		.value = value, .reason = "", .override = "", .document = "", .reviewed_on = "", .due_on = ""};

	return answer_fault(pack_find(pack), &a);
}

/* "－": there is no measure of that strength. */
static void test_a_strength_that_has_no_measure_is_refused(void **state)
{
	(void)state;
	assert_null(fault("meti-network", "zone-1", "n-1", "middle"));
	assert_non_null(fault("meti-network", "zone-1", "n-1", "minimum"));
	assert_null(fault("meti-network", "zone-1", "n-1", "none"));
	assert_null(fault("meti-network", "zone-1", "n-4", "minimum"));
	assert_non_null(fault("meti-network", "", "n-4", "minimum"));
	assert_non_null(fault("meti-network", "Zone <1>", "n-4", "minimum"));
	assert_null(fault("meti-device", "plc", "d-1", "high"));
	assert_non_null(fault("meti-device", "plc", "d-3", "minimum"));
}

static void test_the_tables_of_the_guideline_are_whole(void **state)
{
	(void)state;
	static const struct {
		const char *pack;
		size_t items, sections;
	} packs[] = {{"meti-threats", 31, 10}, {"meti-network", 9, 1}, {"meti-device", 15, 1},
		     {"meti-motives", 8, 1}, {"meti-situation", 29, 4}};

	for (size_t i = 0; i < sizeof(packs) / sizeof(packs[0]); i++) {
		assert_int_equal(pack_find(packs[i].pack)->item_count, packs[i].items);
		assert_int_equal(pack_find(packs[i].pack)->section_count, packs[i].sections);
	}
}

static struct register_row work(const char *name, int64_t id, int64_t revision)
{
	return (struct register_row){.id = id, .scope = STORE_ROOT_SCOPE, .kind = "work", .name = name,
				     .body = "{\"importance\":3}", .revision = revision};
}

static void test_the_register_is_kept_and_the_late_one_is_told(void **state)
{
	struct fixture *f = *state;
	struct register_row row = work("生産（検査） 加🔒", 0, 0);
	struct register_row *rows;
	size_t count;
	int64_t id, other;

	assert_int_equal(store_register_put(f->store, &store_system, &row, &id), 0);
	row = work("生産", id, 1);
	assert_int_equal(store_register_put(f->store, &store_system, &row, &other), 0);
	assert_int_equal(store_register_put(f->store, &store_system, &row, &other), -ESTALE);
	row.scope = 99;
	assert_int_equal(store_register_put(f->store, &store_system, &row, &other), -EACCES);
	assert_int_equal(store_register(f->store, &store_system, STORE_ROOT_SCOPE, "work", &f->arena, &rows,
					&count), 0);
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].name, "生産");
	assert_int_equal(rows[0].revision, 2);
	assert_int_equal(store_register_remove(f->store, &store_system, id), 0);
	assert_int_equal(store_register_remove(f->store, &store_system, id), -ENOENT);
	assert_int_equal(store_register(f->store, &store_system, STORE_ROOT_SCOPE, "", &f->arena, &rows,
					&count), 0);
	assert_int_equal(count, 0);
}

static struct task_row task(const char *title, const char *due)
{
	return (struct task_row){.scope = STORE_ROOT_SCOPE, .pack = "meti-checklist", .part = "", .item = "3-5",
		.kind = "measure", .title = title, .owner = "情シス 佐藤", .starts_on = "", .due_on = due,
		.every = "", .window = "お盆休み", .cost = 300000, .effect = 1000000, .follows = "99",
		.note = "", .state = "open"};
}

static void test_tasks_come_by_due_date(void **state)
{
	struct fixture *f = *state;
	const char *const dues[] = {"", "2027-03-31", "2026-12-01"};
	struct task_row *rows;
	size_t count;
	int64_t id;

	for (size_t i = 0; i < 3; i++) {
		struct task_row t = task(dues[i][0] ? dues[i] : "いつか", dues[i]);

		assert_int_equal(store_task_put(f->store, &store_system, &t, &id), 0);
	}
	struct task_row t = task("いつか", "");

	t.id = 1;
	t.state = "done";
	t.stops_line = true;
	assert_int_equal(store_task_put(f->store, &store_system, &t, &id), -ESTALE);
	t.revision = 1;
	assert_int_equal(store_task_put(f->store, &store_system, &t, &id), 0);
	assert_int_equal(store_tasks(f->store, &store_system, STORE_ROOT_SCOPE, &f->arena, &rows, &count), 0);
	assert_int_equal(count, 3);
	assert_string_equal(rows[0].due_on, "2026-12-01");
	assert_string_equal(rows[2].title, "いつか");
	assert_string_equal(rows[2].state, "done");
	assert_true(rows[2].stops_line);
	assert_int_equal(rows[2].cost, 300000);
	assert_int_equal(rows[2].effect, 1000000);
	assert_string_equal(rows[2].window, "お盆休み");
	assert_string_equal(rows[2].follows, "99");
	assert_string_equal(rows[2].owner, "情シス 佐藤");
}

static void test_findings_of_a_year_are_counted_by_zone(void **state)
{
	struct fixture *f = *state;
	struct zone_finding *rows;
	struct finding_row *found;
	struct listing listing;
	size_t count;
	const int64_t control = zone(f, "制御");

	run_sql(f, arena_printf(&f->arena, "INSERT INTO asset (scope_id, id, name, role, endpoints, zone_id, stored_at) VALUES"
		" (1, 17, 'PLC', 'plc', 1, %lld, 1), (1, 18, 'PC', 'pc', 1, 0, 1);"
		"INSERT INTO finding (id, scope_id, detector, device, peer, key, detail, severity, state, device_name, peer_name,"
		" count, source_id, first_seen, last_seen, stored_at) VALUES"
		" (1, 1, 'behaviour.scan', 17, 0, 'a', '', 2, 'closed', 'PLC', '', 1, %lld, 1, 100, 1),"
		" (2, 1, 'behaviour.scan', 17, 0, 'b', '', 2, 'new', 'PLC', '', 1, %lld, 1, 90, 1),"
		" (3, 1, 'behaviour.scan', 17, 0, 'c', '', 2, 'new', 'PLC', '', 1, %lld, 1, 9, 1),"
		" (4, 1, 'behaviour.scan', 18, 17, 'd', '', 2, 'new', 'PC', '', 1, %lld, 1, 90, 1)",
		(long long)control, (long long)f->source, (long long)f->source, (long long)f->source, (long long)f->source));
	assert_int_equal(store_findings_by_zone(f->store, &store_system, 50, &f->arena, &rows, &count), 0);
	assert_int_equal(count, 1);
	assert_int_equal(rows[0].zone, control);
	assert_int_equal(rows[0].count, 2); /* what was closed was there, too */
	assert_int_equal(rows[0].last_seen, 100);
	const struct finding_filter filter = {.zone = control, .since = 50};
	const struct page page = {.limit = 10};

	assert_int_equal(store_findings(f->store, &store_system, &filter, &page, &f->arena, &found, &listing), 0);
	assert_int_equal(listing.total, 2); /* the list shows as many */
}

static int64_t put_task(struct fixture *f, int64_t id, int64_t revision, const char *follows, int wanted)
{
	struct task_row t = task("作業", "2027-03-31");
	int64_t kept;

	t.id = id;
	t.revision = revision;
	t.follows = follows;
	assert_int_equal(store_task_put(f->store, &store_system, &t, &kept), wanted);
	return kept;
}

static void test_no_task_waits_for_itself(void **state)
{
	struct fixture *f = *state;
	struct task_row *rows;
	size_t count;
	const int64_t first = put_task(f, 0, 0, "", 0);
	const int64_t second = put_task(f, 0, 0, arena_printf(&f->arena, "%lld", (long long)first), 0);
	const int64_t third = put_task(f, 0, 0, arena_printf(&f->arena, "%lld  %lld", (long long)second, (long long)first), 0);

	put_task(f, first, 1, arena_printf(&f->arena, "99 %lld", (long long)third), -ELOOP);
	put_task(f, second, 1, arena_printf(&f->arena, "%lld", (long long)second), -ELOOP);
	assert_int_equal(store_tasks(f->store, &store_system, STORE_ROOT_SCOPE, &f->arena, &rows, &count), 0);
	assert_int_equal(count, 3);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(rows[i].revision, 1); /* nothing of it was kept */
	put_task(f, first, 1, "99", 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_threats_are_asked_of_each_zone),
		TEST(test_a_device_is_an_exception_to_its_kind),
		TEST(test_the_next_step_of_a_strength_is_the_one_aimed_at),
		cmocka_unit_test(test_a_strength_that_has_no_measure_is_refused),
		cmocka_unit_test(test_the_tables_of_the_guideline_are_whole),
		TEST(test_the_register_is_kept_and_the_late_one_is_told),
		TEST(test_tasks_come_by_due_date),
		TEST(test_no_task_waits_for_itself),
		TEST(test_findings_of_a_year_are_counted_by_zone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
