/* test_scenarios.c - scenarios of risk: state today, value, table of one's own. SPDX-License-Identifier: Apache-2.0 */

#include "store_fixture.h"

#include "govern/scenarios.h"
#include "store/govern.h"

static struct scenario scenario(void)
{
	return (struct scenario){.scope = STORE_ROOT_SCOPE, .title = "t", .impact = "0130002", .stakeholders = "", .threats = "",
				 .measures = "", .tasks = "", .depth = "", .stage = "", .state = "open", .because = "",
				 .until = "", .accepted_by = "", .method = "", .note = ""};
}

static void test_an_acceptance_ends_after_its_day(void **state)
{
	struct scenario s = scenario();

	(void)state;
	assert_int_equal(scenario_state(&s, "2026-11-22"), SCENARIO_OPEN);
	s.state = "accepted";
	s.until = "2026-11-22";
	assert_int_equal(scenario_state(&s, "2026-11-22"), SCENARIO_ACCEPTED);
	assert_int_equal(scenario_state(&s, "2026-11-23"), SCENARIO_EXPIRED);
	s.state = "treated";
	assert_int_equal(scenario_state(&s, "2027-01-01"), SCENARIO_TREATED);
	assert_int_equal(scenario_worst(&s), 3);
}

static void test_what_makes_no_sense_is_found(void **state)
{
	struct scenario s = scenario();

	(void)state;
	assert_null(scenario_fault(&s));
	s.impact = "013000";
	assert_non_null(scenario_fault(&s));
	s.impact = "0130004";
	assert_non_null(scenario_fault(&s));
	s = scenario();
	s.state = "accepted";
	assert_non_null(scenario_fault(&s));
	s.because = "why";
	s.until = "tomorrow";
	assert_non_null(scenario_fault(&s));
	s.until = "2027-03-31";
	assert_null(scenario_fault(&s));
	s.worth = 4;
	assert_non_null(scenario_fault(&s));
	s.worth = -1;
	assert_non_null(scenario_fault(&s));
}

static void test_the_value_grows_with_each_of_the_three(void **state)
{
	struct scenario s = scenario();

	(void)state;
	assert_true(risk_table_good(risk_table_default));
	assert_int_equal(scenario_risk(&s, risk_table_default), 0);
	for (s.worth = 1; s.worth <= 3; s.worth++)
		for (s.threat = 1; s.threat <= 3; s.threat++)
			for (s.weakness = 1; s.weakness <= 3; s.weakness++) {
				const char here = scenario_risk(&s, risk_table_default);
				struct scenario more = s;

				more.weakness += more.weakness < 3;
				assert_true(scenario_risk(&more, risk_table_default) <= here);
				more = s;
				more.threat += more.threat < 3;
				assert_true(scenario_risk(&more, risk_table_default) <= here);
				more = s;
				more.worth += more.worth < 3;
				assert_true(scenario_risk(&more, risk_table_default) <= here);
			}
	s.worth = s.threat = s.weakness = 3;
	assert_int_equal(scenario_risk(&s, risk_table_default), 'A');
	s.worth = s.threat = s.weakness = 1;
	assert_int_equal(scenario_risk(&s, risk_table_default), 'E');
}

static void keep_table(struct fixture *f, const char *body)
{
	const struct register_row row = {.scope = STORE_ROOT_SCOPE, .kind = "risktable", .name = "risk", .body = body};
	int64_t id;

	assert_int_equal(store_register_put(f->store, &store_system, &row, &id), 0);
}

static void test_a_table_of_ones_own_counts_when_it_is_whole(void **state)
{
	struct fixture *f = *state;
	const char *table;
	bool own;

	assert_int_equal(risk_table(f->store, &store_system, STORE_ROOT_SCOPE, &f->arena, &table, &own), 0);
	assert_false(own);
	keep_table(f, "{\"table\":\"AAAAAAAAABBBBBBBBBCCCCCCCCC\"}");
	assert_int_equal(risk_table(f->store, &store_system, STORE_ROOT_SCOPE, &f->arena, &table, &own), 0);
	assert_true(own);
	assert_string_equal(table, "AAAAAAAAABBBBBBBBBCCCCCCCCC");
	keep_table(f, "{\"table\":\"AAAA\"}");
	assert_int_equal(risk_table(f->store, &store_system, STORE_ROOT_SCOPE, &f->arena, &table, &own), 0);
	assert_false(own);
	keep_table(f, "{\"table\":7}");
	assert_int_equal(risk_table(f->store, &store_system, STORE_ROOT_SCOPE, &f->arena, &table, &own), 0);
	assert_string_equal(table, risk_table_default);
}

static void test_a_scenario_is_kept_changed_once_and_removed(void **state)
{
	struct fixture *f = *state;
	const int64_t none[] = {77};
	const struct viewer other = {.user = "other", .scopes = none, .scope_count = 1};
	struct scenario s = scenario(), *rows;
	int64_t id, again;
	size_t count;

	s.tasks = "3 5";
	s.residual = 2;
	assert_int_equal(store_scenario_put(f->store, &store_system, &s, &id), 0);
	assert_int_equal(store_scenarios(f->store, &store_system, STORE_ROOT_SCOPE, &f->arena, &rows, &count), 0);
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].impact, "0130002");
	assert_string_equal(rows[0].tasks, "3 5");
	assert_int_equal(rows[0].residual, 2);
	rows[0].title = "u";
	assert_int_equal(store_scenario_put(f->store, &other, &rows[0], &again), -EACCES);
	assert_int_equal(store_scenario_put(f->store, &store_system, &rows[0], &again), 0);
	assert_int_equal(store_scenario_put(f->store, &store_system, &rows[0], &again), -ESTALE);
	assert_int_equal(store_scenario_remove(f->store, &other, id), -ENOENT);
	assert_int_equal(store_scenario_remove(f->store, &store_system, id), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_acceptance_ends_after_its_day),
		cmocka_unit_test(test_what_makes_no_sense_is_found),
		cmocka_unit_test(test_the_value_grows_with_each_of_the_three),
		TEST(test_a_table_of_ones_own_counts_when_it_is_whole),
		TEST(test_a_scenario_is_kept_changed_once_and_removed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
