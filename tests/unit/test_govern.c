/* test_govern.c - exceptions, snapshots, verdicts over time. SPDX-License-Identifier: Apache-2.0 */

#include "store_fixture.h"

#include "govern/evaluate.h"
#include "govern/snapshot.h"
#include "lib/clock.h"

static void answer(struct fixture *f, const char *kind, const char *item, const char *value,
		   int64_t revision)
{
	const struct answer_row a = {
		.scope = STORE_ROOT_SCOPE, .pack = "meti-checklist", .part = "", .item = item,
		.kind = kind, .revision = revision, .pack_version = "1", .value = value, .reason = "",
		.override = "", .document = "", .reviewed_on = "", .due_on = "", .user = "",
	};
	int64_t now;

	assert_null(answer_fault(pack_find("meti-checklist"), &a));
	assert_int_equal(store_answer_put(f->store, &store_system, &a, &now), 0);
}

static struct assessment look(struct fixture *f, const char *pack)
{
	struct assessment a;

	if (assess(f->store, &store_system, pack_find(pack), STORE_ROOT_SCOPE, START, &f->arena, &a))
		fail_msg("%s", store_error(f->store));
	return a;
}

/* A control device asks the internet. */
static void leak(struct fixture *f)
{
	struct record r = flow(f, 1, 1, 2, 9);

	r.dest_ip = address_from_ip4((const uint8_t[]){8, 8, 4, 4});
	r.app_proto = "http";
	take(f, &r);
	sqlite3 *db;

	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "UPDATE asset SET level = 10 WHERE external = 0", NULL,
				      NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static struct judged *item(struct assessment *a, const char *id)
{
	return assess_find(a, NULL, id);
}

static int64_t except(struct fixture *f, const char *ends_on)
{
	const struct exception_row row = {.scope = STORE_ROOT_SCOPE, .pack = "meti-checklist",
					  .part = "", .item = "2-3", .reason = "時刻合わせ",
					  .measure = "送信先を1つに制限", .ends_on = ends_on};
	int64_t id;

	assert_null(exception_fault(pack_find("meti-checklist"), &row));
	assert_int_equal(store_exception_add(f->store, &store_system, &row, &id), 0);
	return id;
}

static void test_an_approved_exception_is_never_contradicted(void **state)
{
	struct fixture *f = *state;

	leak(f);
	answer(f, "answer", "2-3", "3", 0);
	struct assessment a = look(f, "meti-checklist");

	assert_int_equal(item(&a, "2-3")->match, MATCH_DIFFERS);
	const int64_t id = except(f, "2023-12-31");

	a = look(f, "meti-checklist");
	assert_int_equal(item(&a, "2-3")->match, MATCH_DIFFERS); /* nobody approved it */
	assert_int_equal(store_exception_approve(f->store, &store_system, id), 0);
	assert_int_equal(store_exception_approve(f->store, &store_system, id), -EALREADY);
	a = look(f, "meti-checklist");
	assert_int_equal(item(&a, "2-3")->match, MATCH_EXCEPTED);
	assert_int_equal(a.tallies.excepted, 1);
	assert_int_equal(store_exception_end(f->store, &store_system, id), 0);
	a = look(f, "meti-checklist");
	assert_int_equal(item(&a, "2-3")->match, MATCH_DIFFERS);
}

static void test_an_exception_ends_with_its_day(void **state)
{
	struct fixture *f = *state;

	leak(f);
	answer(f, "answer", "2-3", "3", 0);
	assert_int_equal(store_exception_approve(f->store, &store_system, except(f, "2023-11-13")), 0);
	struct assessment a = look(f, "meti-checklist"); /* START is the 14th */

	assert_int_equal(item(&a, "2-3")->match, MATCH_DIFFERS);
	assert_non_null(item(&a, "2-3")->exception);
}

static struct snapshot snap(struct fixture *f)
{
	const struct assessment a = look(f, "meti-checklist");
	struct snapshot s;

	assert_int_equal(snapshot_make(f->store, &store_system, &a, &f->arena, &s), 0);
	return s;
}

static void test_the_basis_changes_with_anything_under_it(void **state)
{
	struct fixture *f = *state;
	const struct evidence_use use = {"meti-checklist", "", "2-6"};
	const struct evidence_row row = {.scope = STORE_ROOT_SCOPE, .kind = "document", .title = "t",
		.link = "", .note = "", .collected_on = "", .effective_on = "", .expires_on = "", .hash = ""};
	int64_t id;

	answer(f, "answer", "2-3", "3", 0);
	const struct snapshot first = snap(f);
	const struct snapshot again = snap(f);

	assert_string_equal(first.hash, again.hash);
	assert_string_equal(first.basis, again.basis);
	answer(f, "answer", "2-3", "3", 1); /* the same value, said anew */
	const struct snapshot answered = snap(f);

	assert_string_not_equal(first.basis, answered.basis);
	assert_int_equal(store_evidence_add(f->store, &store_system, &row, &use, 1, &id), 0);
	const struct snapshot proved = snap(f);

	assert_string_not_equal(answered.basis, proved.basis);
	(void)except(f, "2099-01-01");
	const struct snapshot excepted = snap(f);

	assert_string_not_equal(proved.basis, excepted.basis);
	leak(f);
	assert_string_not_equal(excepted.basis, snap(f).basis);
}

/* The step above what a gauge speaks to wants a document: named, or handed in while it holds. */
static void test_evidence_is_the_document_that_a_step_needs(void **state)
{
	struct fixture *f = *state;
	const struct evidence_use uses[] = {{"meti-checklist", "", "2-13"}, {"meti-checklist", "", "2-3"}};
	struct evidence_row row = {.scope = STORE_ROOT_SCOPE, .kind = "document", .title = "t", .link = "", .note = "",
				   .collected_on = "", .effective_on = "", .expires_on = "2023-11-13", .hash = ""};
	struct assessment a;
	int64_t id;

	answer(f, "answer", "2-3", "4", 0);
	answer(f, "answer", "2-1", "4", 0);
	assert_int_equal(store_evidence_add(f->store, &store_system, &row, uses, 2, &id), 0);
	a = look(f, "meti-checklist"); /* START is the 14th: it expired */
	assert_true(item(&a, "2-3")->lacks_document);
	row.expires_on = "2023-11-14";
	assert_int_equal(store_evidence_add(f->store, &store_system, &row, uses, 2, &id), 0);
	a = look(f, "meti-checklist");
	assert_false(item(&a, "2-3")->lacks_document);
	assert_true(item(&a, "2-3")->lacks_review);
	assert_true(item(&a, "2-1")->lacks_document); /* 2-13 is another item */
}

/* What users add is evaluated as ours is. */
static void test_packs_of_users_are_evaluated_by_the_clock(void **state)
{
	struct fixture *f = *state;
	static const char yaml[] = "pack: house-rules\nversion: \"1\"\ntitle: {ja: あ, en: A}\nscale:\n"
				   "  - {value: \"no\", label: {ja: あ, en: A}}\n  - {value: \"yes\", done: true,"
				   " label: {ja: あ, en: A}}\nsections:\n  - {id: a, title: {ja: あ, en: A}, items: [{id:"
				   " a-1, title: {ja: あ, en: A}, against: [outside-traffic]}]}\n";
	const struct pack_file file = {.scope = STORE_ROOT_SCOPE, .id = "house-rules", .version = "1",
				       .content = yaml, .size = sizeof(yaml) - 1};
	struct evaluation_row *rows;
	size_t count;

	leak(f);
	assert_int_equal(store_pack_put(f->store, &store_system, &file), 0);
	assert_int_equal(evaluate_all(f->store, START), 0);
	assert_int_equal(store_evaluations(f->store, &store_system, STORE_ROOT_SCOPE, "house-rules", "", "a-1",
					   &f->arena, &rows, &count), 0);
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].verdict, "contradicts");
}

static void expect_news(struct fixture *f, const char *summary, const char *wanted)
{
	struct plant_part *parts;
	size_t count;
	const char *said = "";

	assert_int_equal(store_news(f->store, &store_system, summary, &f->arena, &parts, &count), 0);
	for (size_t i = 0; i < count; i++)
		said = arena_printf(&f->arena, "%s%s:%s ", said, parts[i].kind, parts[i].name);
	assert_string_equal(said, wanted);
}

/* S0-033: a network, a kind of device or a threat that was not there asks for the assessment to be done anew. */
static void test_what_came_to_the_plant_since_is_told(void **state)
{
	struct fixture *f = *state;
	const struct register_row threat = {.scope = STORE_ROOT_SCOPE, .kind = "newthreat", .name = "新種", .body = "{}"};
	int64_t id;
	sqlite3 *db;

	struct record talk = flow(f, 1, 1, 2, 9);

	take(f, &talk);
	const struct snapshot first = snap(f);

	expect_news(f, first.summary, "");
	talk = flow(f, 2, 3, 4, 9); /* more of the same is nothing new */
	take(f, &talk);
	expect_news(f, first.summary, "");
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "UPDATE asset SET role = 'robot', ip = '192.168.77.9' WHERE id = 4", NULL, NULL,
				      NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(store_register_put(f->store, &store_system, &threat, &id), 0);
	expect_news(f, first.summary, "network:192.168.77.0/24 role:robot threat:新種 ");
	expect_news(f, snap(f).summary, "");
	expect_news(f, "{\"items\":35}", ""); /* of a version that kept no parts */
}

static void test_a_snapshot_cannot_be_changed(void **state)
{
	struct fixture *f = *state;
	const struct snapshot s = snap(f);
	const struct snapshot_row row = {.scope = STORE_ROOT_SCOPE, .pack = "meti-checklist",
		.title = "t", .content = s.content, .hash = s.hash, .basis = s.basis, .summary = s.summary};
	sqlite3 *db;
	int64_t id;

	assert_int_equal(store_snapshot_add(f->store, &store_system, &row, &id), 0);
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_not_equal(sqlite3_exec(db, "UPDATE snapshot SET content = '{}'", NULL, NULL, NULL),
			     SQLITE_OK);
	assert_int_not_equal(sqlite3_exec(db, "DELETE FROM snapshot", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(store_snapshot_approve(f->store, &store_system, id, "可"), 0);
	assert_int_equal(store_snapshot_approve(f->store, &store_system, id, "可"), -EALREADY);
	assert_int_equal(store_snapshot_approve(f->store, &store_system, 99, ""), -ENOENT);
}

static void test_verdicts_are_kept_from_when_until_when(void **state)
{
	struct fixture *f = *state;
	struct evaluation_row *rows;
	size_t count;

	assert_int_equal(evaluate_all(f->store, START), 0);
	assert_int_equal(evaluate_all(f->store, START + 3600 * SEC), 0);
	leak(f);
	assert_int_equal(evaluate_all(f->store, START + 7200 * SEC), 0);
	assert_int_equal(store_evaluations(f->store, &store_system, STORE_ROOT_SCOPE, "meti-checklist",
					   "", "2-3", &f->arena, &rows, &count), 0);
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].verdict, "unknown");
	assert_true(rows[0].since == START && rows[0].last == START + 3600 * SEC);
	assert_string_equal(rows[1].verdict, "contradicts");
	assert_true(rows[1].since == START + 7200 * SEC);
}

/* Chosen and evaluated is not enough: the network must be watched now. */
static void test_chosen_requirements_of_a_capture_are_unknown(void **state)
{
	struct fixture *f = *state;

	leak(f);
	answer(f, "watch", "2-3", "yes", 0);
	assert_int_equal(evaluate_all(f->store, START), 0);
	const struct assessment a = look(f, "smkl-security");
	const struct judged *j = assess_find(&a, pack_column(a.pack, "3"), "c-1");

	assert_int_equal(j->verdict, GAUGE_UNKNOWN);
	assert_string_equal(j->results[0].when, "capture");
}

static void run_live(struct fixture *f, int64_t now)
{
	sqlite3 *db;
	char sql[200];

	snprintf(sql, sizeof(sql), "UPDATE source SET kind = 'live', state = 'running', first_packet ="
		 " %lld, last_packet = %lld", (long long)(now - SEC), (long long)now);
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void test_chosen_and_evaluated_while_watched_supports(void **state)
{
	struct fixture *f = *state;

	clock_pretend(START + 10 * SEC);
	leak(f);
	run_live(f, START + 9 * SEC);
	struct assessment a = look(f, "smkl-security");

	assert_string_equal(assess_find(&a, pack_column(a.pack, "3"), "c-1")->results[0].when,
			    "not-chosen");
	answer(f, "watch", "2-3", "yes", 0);
	a = look(f, "smkl-security");
	assert_string_equal(assess_find(&a, pack_column(a.pack, "3"), "c-1")->results[0].when, "stale");
	assert_int_equal(evaluate_all(f->store, START), 0);
	a = look(f, "smkl-security");
	const struct judged *j = assess_find(&a, pack_column(a.pack, "3"), "c-1");

	assert_string_equal(j->results[0].when, "fresh");
	assert_int_equal(j->verdict, GAUGE_SUPPORTS);
	assert_null(strchr(j->results[0].detail.ja, '{'));
	/* the upper network is not watched by that */
	assert_int_equal(assess_find(&a, pack_column(a.pack, "1"), "c-1")->verdict, GAUGE_UNKNOWN);
	clock_pretend(0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_an_approved_exception_is_never_contradicted),
		TEST(test_an_exception_ends_with_its_day),
		TEST(test_the_basis_changes_with_anything_under_it),
		TEST(test_evidence_is_the_document_that_a_step_needs),
		TEST(test_packs_of_users_are_evaluated_by_the_clock),
		TEST(test_what_came_to_the_plant_since_is_told),
		TEST(test_a_snapshot_cannot_be_changed),
		TEST(test_verdicts_are_kept_from_when_until_when),
		TEST(test_chosen_requirements_of_a_capture_are_unknown),
		TEST(test_chosen_and_evaluated_while_watched_supports),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
