/* test_assess_plant.c - gauges on the model factory, where the truth is known by construction. SPDX-License-Identifier: Apache-2.0 */

#include "plant_fixture.h"

#include "govern/plan.h"
#include "govern/specimen.h"
#include "store/zoning.h"

static enum match match_of(struct fixture *f, const char *item)
{
	const struct assessment a = look(f, "meti-checklist");

	return assess_find(&a, NULL, item)->match;
}

static enum gauge_verdict verdict_of(struct fixture *f, const char *item)
{
	const struct assessment a = look(f, "meti-checklist");

	return assess_find(&a, NULL, item)->verdict;
}

static void test_a_forbidden_path_contradicts_segmentation(void **state)
{
	struct fixture *f = *state;

	feed(f, "normal", false);
	declare(f, "meti-checklist", "", "3-5", "4", "");
	const struct assessment a = look(f, "meti-checklist");
	const struct judged *j = assess_find(&a, NULL, "3-5");

	assert_int_equal(j->verdict, GAUGE_CONTRADICTS);
	assert_int_equal(j->match, MATCH_DIFFERS);
	assert_true(j->lacks_document && j->lacks_review);
	assert_int_equal(j->result_count, 1);
	assert_true(j->results[0].sample_count > 0);
	assert_non_null(strstr(j->results[0].link, "measure=skips"));
	assert_null(strchr(j->results[0].detail.ja, '{'));
	assert_null(strchr(j->results[0].detail.en, '?'));
}

static void test_a_rule_is_not_proved_by_nobody_breaking_it(void **state)
{
	struct fixture *f = *state;

	feed(f, "normal", true);
	declare(f, "meti-checklist", "", "2-3", "3", "");
	assert_int_equal(match_of(f, "2-3"), MATCH_UNMEASURED);
}

static void test_a_silent_sensor_gives_unknown(void **state)
{
	struct fixture *f = *state;
	const struct assessment meti = look(f, "meti-checklist");
	const struct assessment smkl = look(f, "smkl-security");

	for (size_t i = 0; i < meti.count; i++)
		assert_int_equal(meti.rows[i].verdict, GAUGE_UNKNOWN);
	for (size_t i = 0; i < smkl.count; i++)
		assert_int_equal(smkl.rows[i].verdict, GAUGE_UNKNOWN);
}

static void test_a_capture_supports_the_mirror_port_only(void **state)
{
	struct fixture *f = *state;

	feed(f, "normal", true);
	const struct assessment a = look(f, "smkl-security");
	size_t supported = 0;

	for (size_t i = 0; i < a.count; i++)
		if (a.rows[i].verdict == GAUGE_SUPPORTS) {
			assert_string_equal(a.rows[i].item->id, "a-2");
			supported++;
		}
	assert_int_equal(supported, 3); /* no device stands in the model's IDMZ */
}

static void test_traffic_to_the_internet_contradicts_its_prohibition(void **state)
{
	struct fixture *f = *state;

	feed(f, "normal", false);
	assert_int_equal(verdict_of(f, "2-3"), GAUGE_CONTRADICTS);
	declare(f, "meti-checklist", "", "2-3", "3", "");
	assert_int_equal(match_of(f, "2-3"), MATCH_DIFFERS);
}

static void test_who_declares_not_done_agrees_with_the_contradiction(void **state)
{
	struct fixture *f = *state;

	feed(f, "normal", false);
	declare(f, "meti-checklist", "", "3-5", "1", "");
	assert_int_equal(match_of(f, "3-5"), MATCH_AGREES);
}

static void test_a_contradiction_is_overridden_with_a_reason_only(void **state)
{
	struct fixture *f = *state;

	feed(f, "normal", false);
	declare(f, "meti-checklist", "", "3-5", "3", "that HMI is the vendor's, behind a data diode");
	assert_int_equal(match_of(f, "3-5"), MATCH_OVERRIDDEN);
}

static void test_a_network_stands_below_its_lowest_gap(void **state)
{
	struct fixture *f = *state;
	static const char *const done[] = {"a-1", "a-2", "b-1", "b-2", "c-2", "d-1", "d-2"};

	for (size_t i = 0; i < sizeof(done) / sizeof(done[0]); i++)
		declare(f, "smkl-security", "2", done[i], "yes", "");
	declare(f, "smkl-security", "3", "a-1", "yes", "");
	declare(f, "smkl-security", "1", "a-1", "no", "");
	declare(f, "smkl-security", "1", "a-2", "no", "");
	const struct assessment a = look(f, "smkl-security");
	const struct standing *s = matrix_standings(&a, &f->arena);

	assert_string_equal(s[2].column->id, "2");
	assert_int_equal(s[2].position, 2); /* c lacks c-1: d does not count */
	assert_int_equal(s[2].cells[2].state, CELL_PARTLY);
	assert_int_equal(s[2].cells[3].state, CELL_REACHED);
	assert_int_equal(s[3].position, 0);
	assert_int_equal(s[3].cells[0].state, CELL_PARTLY);
	assert_int_equal(s[1].cells[0].state, CELL_NOT);
	assert_int_equal(s[1].cells[1].state, CELL_OPEN);
}

static void test_a_contradiction_is_seen_in_the_matrix(void **state)
{
	struct fixture *f = *state;
	static const char *const items[] = {"a-1", "a-2", "b-1", "b-2", "c-1", "c-2", "d-1", "d-2"};

	feed(f, "normal", false);
	for (size_t i = 0; i < sizeof(items) / sizeof(items[0]); i++) {
		declare(f, "smkl-security", "2", items[i], "yes", "");
		declare(f, "smkl-security", "idmz", items[i], ANSWER_NOT_APPLICABLE, "");
	}
	const struct assessment a = look(f, "smkl-security");
	const struct standing *s = matrix_standings(&a, &f->arena);

	assert_true(s[0].not_applicable);
	assert_int_equal(s[2].position, 4);
	assert_int_equal(s[2].unquestioned, 3); /* an HMI of level 2 reaches the internet */
	assert_true(s[2].cells[3].contradicted);
}

static void test_every_gauge_of_the_packs_is_in_the_table_and_has_words(void **state)
{
	(void)state;
	const struct pack *pack;
	struct words title, text;

	for (size_t i = 0; i < gauge_count; i++)
		assert_true(gauge_words(gauges[i].name, "seen", &title, &text));
	for (size_t p = 0; (pack = pack_built_in(p)); p++)
		for (size_t s = 0; s < pack->section_count; s++)
			for (size_t i = 0; i < pack->sections[s].item_count; i++) {
				const struct pack_item *item = &pack->sections[s].items[i];

				for (size_t g = 0; g < item->gauges.count; g++)
					assert_true(gauge_words(item->gauges.text[g], "x", &title, &text));
				for (size_t g = 0; g < item->against.count; g++)
					assert_true(gauge_words(item->against.text[g], "x", &title, &text));
			}
}

/* One office computer that asks a controller makes no control zone of the office. */
static void test_the_office_keeps_its_zone(void **state)
{
	struct fixture *f = *state;
	struct zone_use *zones;
	size_t count, offices = 0;

	feed(f, "office-to-controller", false);
	assert_int_equal(store_zoning_propose(f->store, &store_system, false, "ja"), 0);
	assert_int_equal(store_zones(f->store, &store_system, &f->arena, &zones, &count), 0);
	for (size_t i = 0; i < count; i++)
		offices += strcmp(zones[i].zone.kind, "office") == 0;
	assert_int_equal(offices, 1);
	assert_true(count >= 5);
}

static void test_the_plan_begins_with_what_the_network_contradicts(void **state)
{
	struct fixture *f = *state;
	struct plan plan;

	feed(f, "all", false);
	assert_int_equal(specimen_declare(f->store), 0);
	assert_int_equal(plan_make(f->store, &store_system, STORE_ROOT_SCOPE, START, &f->arena,
				   &plan), 0);
	assert_true(plan.count > 10);
	assert_true(plan.gaps[0].contradicted);
	for (size_t i = 1; i < plan.count; i++)
		assert_true(plan.gaps[i - 1].rank >= plan.gaps[i].rank);
}

static void test_what_if_moves_the_matrix_and_keeps_nothing(void **state)
{
	struct fixture *f = *state;
	struct plan plan;

	assert_int_equal(specimen_declare(f->store), 0);
	assert_int_equal(plan_make(f->store, &store_system, STORE_ROOT_SCOPE, START, &f->arena,
				   &plan), 0);
	assert_int_equal(matrix_standings(&plan.assessments[1], &f->arena)[2].position, 1);
	plan_suppose(&plan, "smkl-security/2/b-1,smkl-security/2/b-2,nonsense,meti-checklist//3-5");
	assert_int_equal(matrix_standings(&plan.assessments[1], &f->arena)[2].position, 2);
	const struct assessment after = look(f, "smkl-security");

	assert_int_equal(matrix_standings(&after, &f->arena)[2].position, 1);
}

static void test_the_specimen_is_marked_and_comes_once(void **state)
{
	struct fixture *f = *state;

	feed(f, "all", false);
	assert_int_equal(specimen_declare(f->store), 0);
	assert_int_equal(specimen_declare(f->store), 0);
	const struct assessment a = look(f, "meti-checklist");
	const struct judged *j = assess_find(&a, NULL, "3-5");

	assert_int_equal(a.tallies.answered, 22);
	assert_true(a.tallies.differs >= 2); /* 2-3 and 3-5 */
	assert_true(j->answer.specimen);
	assert_int_equal(j->answer.revision, 1);
	assert_true(j->lacks_review && !j->lacks_document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_forbidden_path_contradicts_segmentation),
		TEST(test_a_rule_is_not_proved_by_nobody_breaking_it),
		TEST(test_a_silent_sensor_gives_unknown),
		TEST(test_a_capture_supports_the_mirror_port_only),
		TEST(test_traffic_to_the_internet_contradicts_its_prohibition),
		TEST(test_who_declares_not_done_agrees_with_the_contradiction),
		TEST(test_a_contradiction_is_overridden_with_a_reason_only),
		TEST(test_a_network_stands_below_its_lowest_gap),
		TEST(test_a_contradiction_is_seen_in_the_matrix),
		TEST(test_the_office_keeps_its_zone),
		TEST(test_the_plan_begins_with_what_the_network_contradicts),
		TEST(test_what_if_moves_the_matrix_and_keeps_nothing),
		TEST(test_the_specimen_is_marked_and_comes_once),
		cmocka_unit_test(test_every_gauge_of_the_packs_is_in_the_table_and_has_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
