/* test_profile.c - targets of a kind of plant, levels, times and ends of support, by construction. SPDX-License-Identifier: Apache-2.0 */

#include "store_fixture.h"

#include "govern/plan.h"
#include "govern/profile.h"
#include "store/plant.h"

#include <string.h>

static const struct profile unsaid = {-1, -1, -1, -1, -1, -1, 0, -1, -1};

static struct proposal of(struct profile p)
{
	struct proposal out;

	profile_propose(&p, &out);
	return out;
}

static void letters_are(const struct proposal *p, int first, int second, int third)
{
	assert_int_equal(p->letters[0], first);
	assert_int_equal(p->letters[1], second);
	assert_int_equal(p->letters[2], third);
}

static void test_without_what_would_happen_nothing_is_proposed(void **state)
{
	struct profile p = unsaid;

	(void)state;
	p.stage = 4;
	p.size = 2;
	const struct proposal out = of(p);

	assert_int_equal(out.strength, 0);
	assert_int_equal(out.reason_count, 0);
	letters_are(&out, 0, 0, 0);
}

static void test_the_worse_of_two_axes_gives_the_strength(void **state)
{
	struct profile p = unsaid;

	(void)state;
	p.recovery = 0;
	struct proposal out = of(p);

	assert_int_equal(out.strength, 1);
	letters_are(&out, 2, 2, 2);
	p.economic = 1;
	out = of(p);
	assert_int_equal(out.strength, 2);
	assert_int_equal(out.level, 2);
	letters_are(&out, 3, 3, 3);
	p.recovery = 2;
	out = of(p);
	assert_int_equal(out.strength, 3);
	letters_are(&out, 4, 4, 4);
}

static void test_data_or_three_links_make_it_one_stronger(void **state)
{
	struct profile p = unsaid;

	(void)state;
	p.recovery = 1;
	p.stage = 2;
	p.links = 2;
	assert_int_equal(of(p).strength, 2);
	p.stage = 3;
	assert_int_equal(of(p).strength, 3);
	p.stage = 0;
	p.links = 3;
	assert_int_equal(of(p).strength, 3);
	p.recovery = 2;
	assert_int_equal(of(p).strength, 3); /* there is no higher */
}

static void test_what_runs_and_who_is_small_begins_lower(void **state)
{
	struct profile p = unsaid;

	(void)state;
	p.recovery = 1;
	p.status = 0;
	struct proposal out = of(p);

	letters_are(&out, 3, 3, 2);
	p.size = 0;
	out = of(p);
	letters_are(&out, 2, 2, 1);
	p.recovery = 0;
	out = of(p);
	letters_are(&out, 1, 1, 1); /* a is the least */
	p.status = 2;
	p.size = 1;
	out = of(p);
	letters_are(&out, 2, 2, 2);
}

static void test_old_equipment_in_a_new_plant_is_marked(void **state)
{
	struct profile p = unsaid;

	(void)state;
	p.economic = 0;
	p.built = 1;
	assert_true(of(p).legacy);
	p.built = 2;
	assert_false(of(p).legacy);
}

static void declare(struct fixture *f, const char *pack, const char *part, const char *item, const char *value)
{
	const struct answer_row a = {
		.scope = STORE_ROOT_SCOPE, .pack = pack, .part = part, .item = item, .kind = "answer", .pack_version = "1",
		.value = value, .reason = "", .override = "", .document = "", .reviewed_on = "", .due_on = "", .user = "",
	};
	int64_t revision;

	assert_null(answer_fault(pack_find(pack), &a));
	assert_int_equal(store_answer_put(f->store, &store_system, &a, &revision), 0);
}

static struct assessment look(struct fixture *f, const char *pack)
{
	struct assessment a;

	assert_int_equal(assess(f->store, &store_system, pack_find(pack), STORE_ROOT_SCOPE, START, &f->arena, &a), 0);
	return a;
}

static void test_answers_are_places_of_their_section(void **state)
{
	struct fixture *f = *state;
	struct assessment a = look(f, "plant-profile");
	struct profile p;

	profile_read(&a, &p);
	assert_int_equal(p.stage, -1);
	assert_int_equal(p.links, 0);
	declare(f, "plant-profile", "", "stage", "stage-3");
	declare(f, "plant-profile", "", "built", "moved");
	declare(f, "plant-profile", "", "economic", "fatal");
	declare(f, "plant-profile", "", "cloud", "link-soon");
	declare(f, "plant-profile", "", "remote", "link-no");
	declare(f, "plant-profile", "", "rules", "link-yes"); /* a rule is no way to outside */
	declare(f, "plant-profile", "", "doer", "nobody");
	a = look(f, "plant-profile");
	profile_read(&a, &p);
	assert_int_equal(p.stage, 3);
	assert_int_equal(p.built, 1);
	assert_int_equal(p.economic, 2);
	assert_int_equal(p.recovery, -1);
	assert_int_equal(p.links, 1);
	assert_int_equal(p.doer, 0);
}

static void test_a_choice_of_another_section_is_refused(void **state)
{
	const struct answer_row a = {.scope = 1, .pack = "plant-profile", .part = "", .item = "stage", .kind = "answer",
				     .value = "fatal", .reason = "", .override = "", .document = "", .reviewed_on = "", .due_on = ""};

	(void)state;
	assert_non_null(answer_fault(pack_find("plant-profile"), &a));
}

static void test_technique_counts_as_far_as_people_keep_it_up(void **state)
{
	(void)state;
	assert_int_equal(protection_level(3, 1), 0);
	assert_int_equal(protection_level(1, 2), 1);
	assert_int_equal(protection_level(3, 2), 2);
	assert_int_equal(protection_level(3, 3), 3);
	assert_int_equal(protection_level(4, 4), 4);
	assert_int_equal(protection_level(0, 4), 0);
	assert_int_equal(protection_level(-1, 4), -1);
	assert_int_equal(protection_level(2, -1), -1);
}

static void test_levels_are_of_each_zone(void **state)
{
	struct fixture *f = *state;

	run_sql(f, "INSERT INTO zone (id, scope_id, kind, name, smkl, importance, note, draft) VALUES"
		   " (4, 1, '', 'L1', '3', 0, '', 0), (5, 1, '', 'L2', '3', 0, '', 0)");
	declare(f, "protection-levels", "zone-4", "sl-t", "sl-3");
	declare(f, "protection-levels", "zone-4", "sl-a", "reached-3");
	declare(f, "protection-levels", "zone-4", "ml", "ml-2");
	const struct assessment a = look(f, "protection-levels");
	const struct levels *rows = levels_read(&a, &f->arena);

	assert_int_equal(a.pack->column_count, 2);
	assert_int_equal(rows[0].target, 3);
	assert_int_equal(rows[0].protection, 2);
	assert_int_equal(rows[1].target, -1);
	assert_int_equal(rows[1].protection, -1);
}

/* Three findings, told 2, 10 and 4 s after the first packet. Of a capture the packets are old: that says nothing. */
static void test_times_are_the_middle_of_what_people_did(void **state)
{
	struct fixture *f = *state;
	struct response_times t;

	assert_int_equal(store_response_times(f->store, &store_system, 0, &t), 0);
	assert_int_equal(t.findings, 0);
	assert_int_equal(t.to_tell, -1);
	assert_int_equal(t.to_close, -1);
	run_sql(f, "UPDATE source SET kind = 'live'");
	run_sql(f, "INSERT INTO finding (id, scope_id, detector, device, peer, key, detail, severity, state, device_name, peer_name, count,"
		   " source_id, first_seen, last_seen, stored_at) SELECT value, 1, 'd', value, 0, '', '{}', 1, 'new', '', '', 1,"
		   " (SELECT min(id) FROM source), 1000000000000, 1000000000000, 1000000000000 + value * 2000000000 FROM json_each('[1,5,2]')");
	run_sql(f, "INSERT INTO finding_note (finding_id, at, user, kind, value, text) VALUES"
		   " (1, 1002000000000 + 60000000000, 'a', 'state', 'acknowledged', ''),"
		   " (1, 1002000000000 + 90000000000, 'a', 'state', 'closed', ''),"
		   " (5, 1010000000000 + 30000000000, 'a', 'state', 'closed', ''),"
		   " (2, 1004000000000 + 10000000000, 'a', 'assigned', 'b', '')");
	assert_int_equal(store_response_times(f->store, &store_system, 0, &t), 0);
	assert_int_equal(t.findings, 3);
	assert_int_equal(t.to_tell, 4 * SEC);
	assert_int_equal(t.acknowledged, 2);
	assert_int_equal(t.to_acknowledge, 30 * SEC); /* of 30 and 60 the lower */
	assert_int_equal(t.closed, 2);
	assert_int_equal(t.to_close, 30 * SEC);
	run_sql(f, "UPDATE source SET kind = 'file'");
	assert_int_equal(store_response_times(f->store, &store_system, 0, &t), 0);
	assert_int_equal(t.to_tell, -1);
	assert_int_equal(t.to_close, 30 * SEC);
	assert_int_equal(store_response_times(f->store, &store_system, 1010 * SEC, &t), 0);
	assert_int_equal(t.findings, 1);
}

static void test_the_last_cause_of_a_finding_counts(void **state)
{
	struct fixture *f = *state;
	struct cause_count *rows;
	size_t count;

	run_sql(f, "INSERT INTO finding (id, scope_id, detector, device, peer, key, detail, severity, state, device_name, peer_name, count,"
		   " source_id, first_seen, last_seen, stored_at) SELECT value, 1, 'd', value, 0, '', '{}', 1, 'closed', '', '', 1, 1, 5, 5, 5"
		   " FROM json_each('[1,2,3,4]')");
	run_sql(f, "INSERT INTO finding_note (finding_id, at, user, kind, value, text) VALUES (1, 6, 'a', 'cause', 'attack', ''),"
		   " (1, 7, 'a', 'cause', 'media', ''), (2, 6, 'a', 'cause', 'media', ''), (3, 6, 'a', 'cause', 'misuse', ''),"
		   " (4, 6, 'a', 'cause', 'fault', ''), (4, 7, 'a', 'cause', '', '')");
	assert_int_equal(store_cause_counts(f->store, &store_system, 0, &f->arena, &rows, &count), 0);
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].cause, "media");
	assert_int_equal(rows[0].findings, 2);
	assert_string_equal(rows[1].cause, "misuse");
}

static int stage_in(const struct plan *plan, const char *pack, const char *item)
{
	for (size_t i = 0; i < plan->count; i++)
		if (strcmp(plan->gaps[i].pack->id, pack) == 0 && strcmp(plan->gaps[i].judged->item->id, item) == 0)
			return plan->gaps[i].stage;
	return 0;
}

static void test_what_disturbs_nothing_comes_before_what_waits_for_a_stop(void **state)
{
	struct fixture *f = *state;
	const struct exception_row exception = {.scope = STORE_ROOT_SCOPE, .pack = "meti-checklist", .part = "", .item = "3-2",
						.reason = "r", .measure = "m", .ends_on = "2099-01-01"};
	struct plan plan;
	int64_t id;

	assert_int_equal(plan_make(f->store, &store_system, STORE_ROOT_SCOPE, START, &f->arena, &plan), 0);
	assert_int_equal(stage_in(&plan, "smkl-security", "a-1"), 1);
	assert_int_equal(stage_in(&plan, "smkl-security", "c-1"), 1);
	assert_int_equal(stage_in(&plan, "smkl-security", "d-2"), 2);
	assert_int_equal(stage_in(&plan, "meti-checklist", "1-3"), 1);
	assert_int_equal(stage_in(&plan, "meti-checklist", "3-5"), 2);
	assert_int_equal(stage_in(&plan, "meti-checklist", "3-8"), 1);
	assert_int_equal(stage_in(&plan, "meti-checklist", "3-2"), 2);
	assert_int_equal(store_exception_add(f->store, &store_system, &exception, &id), 0);
	struct viewer other = store_system;

	other.user = "somebody else";
	assert_int_equal(store_exception_approve(f->store, &other, id), 0);
	assert_int_equal(plan_make(f->store, &store_system, STORE_ROOT_SCOPE, START, &f->arena, &plan), 0);
	assert_int_equal(stage_in(&plan, "meti-checklist", "3-2"), 3);
}

static void test_ends_of_support_are_told_by_year(void **state)
{
	struct fixture *f = *state;
	struct support_end *rows;
	size_t count;

	for (uint8_t i = 1; i <= 4; i += 2) {
		const struct record r = flow(f, i, i, (uint8_t)(i + 1), 3);

		assert_int_equal(store_apply_record(f->store, f->source, &r, inventory_record(f->inventory, &r)), 0);
	}
	assert_int_equal(store_save_inventory_changes(f->store, 1, f->inventory), 0);
	run_sql(f, "UPDATE asset SET os_end = iif(id % 2, '2020-01-14', '2031-10-14') WHERE id < 4");
	assert_int_equal(store_support_ends(f->store, &store_system, &f->arena, &rows, &count), 0);
	assert_int_equal(count, 3);
	assert_int_equal(rows[0].year, 2020);
	assert_int_equal(rows[0].devices, 2);
	assert_int_equal(rows[1].year, 2031);
	assert_int_equal(rows[1].devices, 1);
	assert_int_equal(rows[1].in_ledger, 0);
	assert_true(*rows[1].names);
	assert_int_equal(rows[2].year, 0);
	assert_int_equal(rows[2].devices, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_without_what_would_happen_nothing_is_proposed),
		cmocka_unit_test(test_the_worse_of_two_axes_gives_the_strength),
		cmocka_unit_test(test_data_or_three_links_make_it_one_stronger),
		cmocka_unit_test(test_what_runs_and_who_is_small_begins_lower),
		cmocka_unit_test(test_old_equipment_in_a_new_plant_is_marked),
		cmocka_unit_test_setup_teardown(test_answers_are_places_of_their_section, set_up, tear_down),
		cmocka_unit_test(test_a_choice_of_another_section_is_refused),
		cmocka_unit_test(test_technique_counts_as_far_as_people_keep_it_up),
		cmocka_unit_test_setup_teardown(test_levels_are_of_each_zone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_times_are_the_middle_of_what_people_did, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_the_last_cause_of_a_finding_counts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_what_disturbs_nothing_comes_before_what_waits_for_a_stop, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_ends_of_support_are_told_by_year, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
