/* test_habit.c - what detectors learned of two parties is known after a restart. SPDX-License-Identifier: Apache-2.0 */
#include "judge_fixture.h"

#include "judge/inside.h"

#include "store/finding.h"

/* The program stops, and another one takes over what is kept. */
static struct judge *restart(struct fixture *f, struct judge *judge)
{
	judge_free(judge);
	return load(f);
}

static void phase(struct fixture *f, struct judge *judge, const char *name)
{
	assert_int_equal(store_phase_set(f->store, &store_system, PHASE_PLACE_SOURCE, f->source, name), 0);
	assert_int_equal(store_reload_rules(f->store, 1, judge), 0);
}

static struct record asked(struct fixture *f, int64_t period_us, int64_t response_us)
{
	struct record r = operation(f, 1, "read", 600);

	r.ot.period_us = period_us;
	r.ot.jitter_us = 1000;
	r.ot.response_us = response_us;
	return r;
}

static struct record moved(struct fixture *f, uint64_t entry, uint64_t bytes)
{
	struct record r = flow(f, entry, 1, 2, 600);

	r.flow.bytes_to_client = bytes;
	return r;
}

static size_t found(struct fixture *f, const char *detector)
{
	const struct finding_filter filter = {.state = "open", .detector = detector};
	struct finding_row *rows;
	struct listing listing;

	if (store_findings(f->store, &store_system, &filter, NULL, &f->arena, &rows, &listing) != 0)
		fail_msg("%s", store_error(f->store));
	return listing.count;
}

static struct judge *learn_and_restart(struct fixture *f)
{
	struct judge *judge = load(f);
	struct record question = asked(f, 1000000, 20000), traffic = moved(f, 2, 600000);

	phase(f, judge, "learn");
	take_judged(f, judge, &question);
	take_judged(f, judge, &traffic);
	phase(f, judge, "enforce");
	return restart(f, judge);
}

static void test_period_answer_and_rate_are_known_after_a_restart(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = learn_and_restart(f);
	struct record question = asked(f, 100000, 900000), traffic = moved(f, 3, 600000000);

	take_judged(f, judge, &question);
	take_judged(f, judge, &traffic);
	assert_int_equal(found(f, "behaviour.polling_changed"), 1);
	assert_int_equal(found(f, "behaviour.response_time"), 1);
	assert_int_equal(found(f, "behaviour.bandwidth"), 1);
	judge_free(judge);
}

static void test_what_is_as_before_says_nothing_after_a_restart(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = learn_and_restart(f);
	struct record question = asked(f, 1000000, 30000), traffic = moved(f, 3, 900000);

	take_judged(f, judge, &question);
	take_judged(f, judge, &traffic);
	judge = restart(f, judge);
	assert_int_equal(found(f, "behaviour.polling_changed"), 0);
	assert_int_equal(found(f, "behaviour.response_time"), 0);
	assert_int_equal(found(f, "behaviour.bandwidth"), 0);
	judge_free(judge);
}

static size_t count_rows(struct judge *judge, struct habit_row *last)
{
	size_t n = 0;

	while (judge_next_habit(judge, last))
		n++;
	return n;
}

static void test_two_devices_that_are_one_have_one_habit(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = load(f);
	struct habit_row row = {"behaviour.bandwidth", 5, 6, 77, 10, 20, NULL};

	judge_load_habit(judge, &row);
	row.one = 9;
	row.high = 90;
	judge_load_habit(judge, &row);
	assert_int_equal(count_rows(judge, &row), 0);
	habit_merge(judge, 9, 5);
	assert_int_equal(judge->habits.count, 1);
	assert_int_equal(count_rows(judge, &row), 1);
	assert_int_equal(row.one, 5);
	assert_int_equal(row.low, 10);
	assert_int_equal(row.high, 90);
	judge_free(judge);
}

static void test_rows_that_make_no_sense_are_left_out_and_the_table_has_an_end(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = load(f);
	struct habit_row row = {"behaviour.unheard_of", 5, 6, 77, 10, 20, NULL};

	judge_load_habit(judge, &row);
	row.detector = "behaviour.bandwidth";
	row.low = 30;
	judge_load_habit(judge, &row);
	assert_int_equal(judge->habits.count, 0);
	row.low = 10;
	for (row.what = 0; row.what < 70000; row.what++)
		judge_load_habit(judge, &row);
	assert_int_equal(judge->habits.count, 65536);
	assert_int_equal(judge->habits.evicted, 0);
	judge_free(judge);
}

static struct record looked_up(struct fixture *f, uint64_t entry, const char *name)
{
	struct record r = base(f, RECORD_DNS, entry, 1, 2);

	r.proto = "UDP";
	r.app_proto = "dns";
	r.dns = (struct record_dns){.rrname = name, .rrtype = "A", .queries = 1, .answers = 1, .first_seen = r.time, .last_seen = r.time};
	return r;
}

static void look_up(struct fixture *f, struct judge *judge, uint64_t entry, const char *name)
{
	struct record question = flow(f, 1000, 1, 2, 600), r = looked_up(f, entry, name);

	take_judged(f, judge, &question); /* who only looks up is no device yet */
	take_judged(f, judge, &r);
}

static struct allowed_group name_group(struct fixture *f)
{
	const struct allowed_filter names = {.kind = "name"};
	struct allowed_group *groups;
	struct listing listing;

	assert_int_equal(store_allowed_groups(f->store, &store_system, &names, NULL, &f->arena, &groups, &listing), 0);
	assert_int_equal(listing.count, 1);
	return groups[0];
}

static struct judge *learn_names(struct fixture *f)
{
	struct judge *judge = load(f);

	phase(f, judge, "learn");
	look_up(f, judge, 1, "www.example.co.jp");
	look_up(f, judge, 2, "update.example.co.jp");
	phase(f, judge, "enforce");
	return restart(f, judge);
}

static void decide(struct fixture *f, struct judge *judge, const char *part, const char *verdict)
{
	assert_int_equal(store_allowed_decide(f->store, &store_system, part, verdict, 0), 0);
	assert_int_equal(store_reload_part(f->store, 1, part, judge), 0);
}

static void test_names_are_one_group_for_each_domain(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = learn_names(f);
	const struct allowed_group group = name_group(f);

	assert_string_equal(group.kind, "name");
	assert_string_equal(group.what, "example.co.jp");
	assert_int_equal(group.names, 2);
	look_up(f, judge, 3, "new.example.co.jp");
	assert_int_equal(found(f, "behaviour.new_domain"), 0);
	look_up(f, judge, 4, "www.other.co.jp");
	look_up(f, judge, 5, "www.third.co.jp");
	assert_int_equal(found(f, "behaviour.new_domain"), 1);
	judge_free(judge);
}

static void test_a_domain_that_a_person_refused_is_found(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = learn_names(f);

	decide(f, judge, name_group(f).part, "refused");
	look_up(f, judge, 3, "www.example.co.jp");
	assert_int_equal(found(f, "behaviour.new_domain"), 1);
	judge_free(judge);
}

static void test_a_domain_is_narrowed_to_the_names_that_are_there(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = learn_names(f);
	const struct allowed_edit only = {.state = "accepted", .has_ranges = true};
	const char *part = name_group(f).part;
	struct allowed_row *rows;
	size_t count;

	assert_int_equal(store_allowed_part(f->store, &store_system, part, &f->arena, &rows, &count), 0);
	assert_int_equal(count, 3);
	assert_string_equal(rows[0].target, "");
	assert_true(rows[0].wide);
	assert_int_equal(store_allowed_edit(f->store, &store_system, rows[0].id, &only), 0);
	assert_int_equal(store_reload_part(f->store, 1, part, judge), 0);
	look_up(f, judge, 3, "www.example.co.jp");
	assert_int_equal(found(f, "behaviour.new_domain"), 0);
	look_up(f, judge, 4, "new.example.co.jp");
	assert_int_equal(found(f, "behaviour.new_domain"), 1);
	judge_free(judge);
}

static void test_a_domain_keeps_no_more_names_than_a_person_reads(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = load(f);
	char name[64];

	phase(f, judge, "learn");
	for (uint64_t i = 0; i < 60; i++) {
		snprintf(name, sizeof(name), "n%d.example.co.jp", (int)i);
		look_up(f, judge, 10 + i, name);
	}
	assert_int_equal(name_group(f).names, 32);
	judge_free(judge);
}

static void test_what_comes_each_day_is_known_by_name_after_a_restart(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = load(f);
	struct record upload = operation(f, 1, "program", 1);
	const struct habit *h;
	uint32_t position = 0;
	bool known = false;

	take_judged(f, judge, &upload);
	judge = restart(f, judge);
	while ((h = table_next(&judge->habits, &position)) != NULL)
		known |= strcmp(h->text, "modbus program") == 0 && h->high == upload.ot.last_seen;
	assert_true(known);
	judge_free(judge);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_period_answer_and_rate_are_known_after_a_restart),
		TEST(test_what_is_as_before_says_nothing_after_a_restart),
		TEST(test_two_devices_that_are_one_have_one_habit),
		TEST(test_what_comes_each_day_is_known_by_name_after_a_restart),
		TEST(test_names_are_one_group_for_each_domain),
		TEST(test_a_domain_that_a_person_refused_is_found),
		TEST(test_a_domain_is_narrowed_to_the_names_that_are_there),
		TEST(test_a_domain_keeps_no_more_names_than_a_person_reads),
		TEST(test_rows_that_make_no_sense_are_left_out_and_the_table_has_an_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
