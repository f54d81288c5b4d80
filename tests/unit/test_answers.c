/* test_answers.c - answers are added, never overwritten, and nobody overtakes another unseen. SPDX-License-Identifier: Apache-2.0 */

#include "store_fixture.h"

#include "govern/score.h"
#include "store/account.h"
#include "store/assess.h"

static struct answer_row answer(const char *item, const char *value, int64_t revision)
{
	return (struct answer_row){
		.scope = STORE_ROOT_SCOPE, .pack = "meti-checklist", .part = "", .item = item,
		.kind = "answer", .revision = revision, .pack_version = "1", .value = value,
		.reason = "", .override = "", .document = "", .reviewed_on = "", .due_on = "",
		.user = "",
	};
}

static int put(struct fixture *f, const char *item, const char *value, int64_t revision)
{
	const struct answer_row a = answer(item, value, revision);
	int64_t now;

	return store_answer_put(f->store, &store_system, &a, &now);
}

static void test_the_newest_answer_counts_and_the_old_stay(void **state)
{
	struct fixture *f = *state;
	const struct answer_row key = answer("3-5", "", 0);
	struct answer_row *rows;
	size_t count;

	assert_int_equal(put(f, "3-5", "2", 0), 0);
	assert_int_equal(put(f, "3-5", "4", 1), 0);
	assert_int_equal(put(f, "0-1", "3", 0), 0);
	assert_int_equal(store_answers(f->store, &store_system, STORE_ROOT_SCOPE, "meti-checklist",
				       &f->arena, &rows, &count), 0);
	assert_int_equal(count, 2);
	assert_string_equal(rows[1].value, "4");
	assert_int_equal(rows[1].revision, 2);
	assert_int_equal(store_answer_history(f->store, &store_system, &key, &f->arena, &rows,
					      &count), 0);
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].value, "4");
	assert_string_equal(rows[1].value, "2");
}

static void test_the_second_of_two_editors_is_told(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(put(f, "3-5", "2", 0), 0);
	assert_int_equal(put(f, "3-5", "5", 0), -ESTALE);
	assert_int_equal(put(f, "3-5", "5", 1), 0);
	assert_int_equal(put(f, "3-5", "1", 7), -ESTALE);
}

static void test_answers_of_another_plant_are_neither_seen_nor_written(void **state)
{
	struct fixture *f = *state;
	const int64_t scopes[] = {2};
	const struct viewer other = {.user = "other",
				     .scopes = scopes, .scope_count = 1};
	const struct answer_row a = answer("3-5", "2", 0);
	struct answer_row *rows;
	size_t count;
	int64_t revision;

	assert_int_equal(store_answer_put(f->store, &other, &a, &revision), -EACCES);
	assert_int_equal(put(f, "3-5", "2", 0), 0);
	assert_int_equal(store_answers(f->store, &other, STORE_ROOT_SCOPE, "meti-checklist",
				       &f->arena, &rows, &count), 0);
	assert_int_equal(count, 0);
}

/* Not even with SQL: the database itself refuses. */
static void test_what_was_answered_cannot_be_changed(void **state)
{
	struct fixture *f = *state;
	sqlite3 *db;
	int64_t id;

	assert_int_equal(put(f, "3-5", "2", 0), 0);
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_not_equal(sqlite3_exec(db, "UPDATE answer SET value = '5'", NULL, NULL, NULL),
			     SQLITE_OK);
	assert_int_not_equal(sqlite3_exec(db, "DELETE FROM answer", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(store_audit_verify(f->store, &id), 0);
}

static void test_texts_are_carried_as_they_came(void **state)
{
	struct fixture *f = *state;
	static const char odd[] = "追加\xf0\x9f\x94\x92\xe2\x80\xae<b>&amp;'\";--";
	struct answer_row a = answer("2-9", "3", 0);
	struct answer_row *rows;
	size_t count;
	int64_t revision;

	a.reason = odd;
	assert_int_equal(store_answer_put(f->store, &store_system, &a, &revision), 0);
	assert_int_equal(store_answers(f->store, &store_system, STORE_ROOT_SCOPE, "meti-checklist",
				       &f->arena, &rows, &count), 0);
	assert_string_equal(rows[0].reason, odd);
}

static void faults(struct answer_row a, const char *why)
{
	const char *fault = answer_fault(pack_find("meti-checklist"), &a);

	assert_non_null(fault);
	assert_string_equal(fault, why);
}

static void test_answers_that_make_no_sense_are_refused(void **state)
{
	(void)state;
	struct answer_row a = answer("3-5", "3", 0);

	assert_null(answer_fault(pack_find("meti-checklist"), &a));
	faults(answer("9-9", "3", 0), "there is no such item");
	faults(answer("3-5", "6", 0), "this value is not on the scale");
	faults(answer("3-5", ANSWER_NOT_APPLICABLE, 0), "say why it does not apply");
	a = answer("3-5", ANSWER_NOT_APPLICABLE, 0);
	a.reason = "  ";
	faults(a, "say why it does not apply");
	a = answer("3-5", "3", 0);
	a.override = "\t";
	faults(a, "say why the measurement does not count");
	a.part = "1";
	faults(a, "there is no such column");
	a = answer("3-5", "3", 0);
	a.due_on = "2026-13-01";
	faults(a, "dates are written 2026-11-21");
	a = answer("3-5", "3", 0);
	a.kind = "guess";
	faults(a, "kind is answer, target or watch");
	a = answer("", "d", 0);
	a.pack = "smkl-security";
	a.kind = "target";
	a.part = "2";
	assert_null(answer_fault(pack_find("smkl-security"), &a));
	a.value = "e";
	assert_string_equal(answer_fault(pack_find("smkl-security"), &a), "there is no such section");
}

static void test_one_piece_of_evidence_serves_many_items(void **state)
{
	struct fixture *f = *state;
	const struct evidence_use uses[] = {{"meti-checklist", "", "2-6"},
					    {"smkl-security", "2", "b-1"}};
	const struct evidence_row row = {.scope = STORE_ROOT_SCOPE, .kind = "document",
		.title = "../../etc/<script>.pdf", .link = "", .note = "", .collected_on = "2026-11-01",
		.effective_on = "", .expires_on = "", .hash = ""};
	struct evidence_row *rows;
	size_t count;
	int64_t id;

	assert_int_equal(store_evidence_add(f->store, &store_system, &row, uses, 2, &id), 0);
	assert_int_equal(store_evidence(f->store, &store_system, STORE_ROOT_SCOPE, &f->arena, &rows,
					&count), 0);
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].uses, "meti-checklist  2-6\nsmkl-security 2 b-1");
	assert_string_equal(rows[0].title, "../../etc/<script>.pdf");
	assert_int_equal(store_evidence_remove(f->store, &store_system, id), 0);
	assert_int_equal(store_evidence_remove(f->store, &store_system, id), -ENOENT);
	assert_int_equal(store_evidence(f->store, &store_system, STORE_ROOT_SCOPE, &f->arena, &rows,
					&count), 0);
	assert_int_equal(count, 0);
}

static int put_score(struct fixture *f, const char *part, const char *item, const char *value,
		     const char *version)
{
	struct answer_row a = answer(item, value, 0);
	int64_t now;

	a.pack = "smkl-scoring";
	a.part = part;
	a.pack_version = version;
	const char *fault = answer_fault(pack_find("smkl-scoring"), &a);

	return fault ? -EINVAL : store_answer_put(f->store, &store_system, &a, &now);
}

static struct score *scores(struct fixture *f)
{
	struct assessment a;

	assert_int_equal(assess(f->store, &store_system, pack_find("smkl-scoring"),
				STORE_ROOT_SCOPE, START, &f->arena, &a), 0);
	return score_measures(&a, &f->arena);
}

/* SMKL Security 7.2.3: partly deployed (1.5) and a sum of 10.0 make 15.0. */
static void test_the_worked_example_gives_15(void **state)
{
	struct fixture *f = *state;
	static const char *const items[] = {"iac", "uc", "si", "dc", "rdf", "tre", "ra"};
	static const char *const values[] = {"ruled", "operated", "ruled", "unmanaged",
					     "reviewed", "operated", "ruled"};

	assert_int_equal(put_score(f, "managed-switch", "deployed", "some", "1"), 0);
	for (size_t i = 0; i < 7; i++) {
		assert_int_equal(scores(f)[0].points, -1); /* not all is answered */
		assert_int_equal(put_score(f, "managed-switch", items[i], values[i], "1"), 0);
	}
	const struct score *s = scores(f);

	assert_int_equal(s[0].deployment, 15);
	assert_int_equal(s[0].maturity, 100);
	assert_int_equal(s[0].points, 150);
	assert_int_equal(s[1].points, -1);
	assert_int_equal(put_score(f, "nms", "iac", "some", "1"), -EINVAL);
	assert_int_equal(put_score(f, "nms", "deployed", "ruled", "1"), -EINVAL);
}

/* Old answers are weighed anew, and the number tells by which weights: it is never put beside one of others. */
static void test_points_are_of_the_weights_of_now(void **state)
{
	struct fixture *f = *state;
	static const char *const items[] = {"iac", "uc", "si", "dc", "rdf", "tre", "ra"};
	struct pack_step steps[10];
	struct pack heavier = *pack_find("smkl-scoring");
	struct assessment a;

	assert_int_equal(put_score(f, "nms", "deployed", "all", "1"), 0);
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(put_score(f, "nms", items[i], "reviewed", i == 3 ? "2" : "1"), 0);
	assert_int_equal(scores(f)[1].points, 630);
	assert_string_equal(scores(f)[1].version, "1");
	assert_true(heavier.step_count <= 10);
	memcpy(steps, heavier.steps, heavier.step_count * sizeof(*steps));
	steps[2].points = "5.0";
	heavier.steps = steps;
	heavier.version = "2";
	assert_int_equal(assess(f->store, &store_system, &heavier, STORE_ROOT_SCOPE, START, &f->arena, &a), 0);
	assert_int_equal(score_measures(&a, &f->arena)[1].points, 1050);
	assert_string_equal(score_measures(&a, &f->arena)[1].version, "2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_the_newest_answer_counts_and_the_old_stay),
		TEST(test_the_second_of_two_editors_is_told),
		TEST(test_answers_of_another_plant_are_neither_seen_nor_written),
		TEST(test_what_was_answered_cannot_be_changed),
		TEST(test_texts_are_carried_as_they_came),
		cmocka_unit_test(test_answers_that_make_no_sense_are_refused),
		TEST(test_one_piece_of_evidence_serves_many_items),
		TEST(test_the_worked_example_gives_15),
		TEST(test_points_are_of_the_weights_of_now),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
