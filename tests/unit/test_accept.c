/* test_accept.c - what was found is put on the allow-list. SPDX-License-Identifier: Apache-2.0 */
#include "judge_fixture.h"

#include <errno.h>
#include <time.h>

#include "judge/judge.h"
#include "store/finding.h"

static void phase(struct fixture *f, struct judge *judge, const char *name)
{
	assert_int_equal(store_phase_set(f->store, &store_system, PHASE_PLACE_SOURCE, f->source, name), 0);
	assert_int_equal(store_reload_rules(f->store, 1, judge), 0);
}

static struct finding_row *open_findings(struct fixture *f, const char *detector, size_t wanted)
{
	const struct finding_filter filter = {.state = "open", .detector = detector};
	struct finding_row *rows;
	struct listing listing;

	assert_int_equal(store_findings(f->store, &store_system, &filter, NULL, &f->arena, &rows, &listing), 0);
	assert_int_equal(listing.total, wanted);
	return rows;
}

/* 192.168.1.1 was learned to read from 192.168.1.2, and then writes there. */
static struct judge *write_something(struct fixture *f)
{
	struct judge *judge = load(f);
	struct record r = operation(f, 1, "read", 600);

	phase(f, judge, "learn");
	take_judged(f, judge, &r);
	phase(f, judge, "enforce");
	r = operation(f, 2, "write", 3); /* 20..24 */
	take_judged(f, judge, &r);
	return judge;
}

static void close_by_allowing(struct fixture *f, struct judge *judge, int64_t id, int64_t until)
{
	const struct finding_edit edit = {.state = "closed", .allow = true, .reason = "planned", .until = until};

	assert_int_equal(store_begin(f->store), 0);
	assert_int_equal(store_finding_edit(f->store, &store_system, id, &edit), 0);
	if (store_allow_finding(f->store, 1, id, judge, until) != 0)
		fail_msg("%s", store_error(f->store));
	assert_int_equal(store_reload_finding(f->store, 1, id, judge), 0);
	assert_int_equal(store_save_judge_changes(f->store, 1, judge), 0);
	assert_int_equal(store_commit(f->store), 0);
}

static void test_what_is_put_on_the_list_is_found_no_more(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = write_something(f);
	struct record r = operation(f, 2, "write", 30);
	struct allowed_group *groups;
	struct listing listing;

	close_by_allowing(f, judge, open_findings(f, "operations.new_writer", 1)->id, 0);
	take_judged(f, judge, &r);
	(void)open_findings(f, NULL, 0);
	judge_free(judge);
	judge = load(f); /* the program starts anew */
	r.ot.count = 60;
	take_judged(f, judge, &r);
	(void)open_findings(f, NULL, 0);
	r = operation(f, 7, "write", 1); /* 70..74: that was not said */
	take_judged(f, judge, &r);
	(void)open_findings(f, "operations.new_writer", 0);
	(void)open_findings(f, "operations.write_unlearned", 1);

	const struct allowed_filter accepted = {.state = "accepted", .kind = "talk"};
	assert_int_equal(store_allowed_groups(f->store, &store_system, &accepted, NULL, &f->arena, &groups, &listing), 0);
	assert_int_equal(listing.total, 1);
	assert_non_null(strstr(groups[0].classes, "write"));
	judge_free(judge);
}

static struct record read_of(struct fixture *f, uint64_t entry, const char *block)
{
	struct record r = operation(f, entry, "read", 600);

	r.ot.target = block;
	return r;
}

/* He allows one block, not all that these two may read. */
static void test_what_is_read_besides_is_found_again(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = load(f);
	struct record r = read_of(f, 1, "DB1");

	phase(f, judge, "learn");
	take_judged(f, judge, &r);
	phase(f, judge, "enforce");
	r = read_of(f, 2, "DB2");
	take_judged(f, judge, &r);
	close_by_allowing(f, judge, open_findings(f, "operations.read_unlearned", 1)->id, 0);
	r.ot.count = 700;
	take_judged(f, judge, &r);
	(void)open_findings(f, NULL, 0);
	r = read_of(f, 3, "DB3");
	take_judged(f, judge, &r);
	(void)open_findings(f, "operations.read_unlearned", 1);
	judge_free(judge);
}

/* Numbers tell no names of files apart, but for one of which somebody said no: also while learning goes on. */
static void test_a_numbered_file_that_was_refused_stays_so(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = load(f);
	struct record r = operation(f, 1, "file", 1);
	struct allowed refused = {0};
	const struct allowed *row;

	r.ot.protocol = r.app_proto = "smb";
	r.ot.range_count = 0;
	r.ot.space = NULL;
	r.ot.target = "share\\lot1.csv";
	phase(f, judge, "learn");
	const struct inventory_parties parties = inventory_record(f->inventory, &r);

	judge_line(judge, f->source, &r, &parties);
	while ((row = judge_next_allowed(judge)) != NULL)
		if (row->target && strcmp(row->target, "share\\lot#.csv") == 0)
			refused = *row;
	assert_non_null(refused.target);
	refused.target = "share\\lot9.csv";
	refused.state = ALLOWED_REFUSED;
	judge_load_allowed(judge, &refused);
	r.ot.target = "share\\lot9.csv";
	r.entry = 2;
	take_judged(f, judge, &r);
	(void)open_findings(f, "operations.file_unlearned", 0); /* it learns: but it is not learned */
	phase(f, judge, "enforce");
	r.entry = 3;
	r.seq = ++f->seq;
	take_judged(f, judge, &r);
	(void)open_findings(f, "operations.file_unlearned", 1);
	r.ot.target = "share\\lot12.csv";
	r.entry = 4;
	r.seq = ++f->seq;
	take_judged(f, judge, &r);
	(void)open_findings(f, "operations.file_unlearned", 1);
	judge_free(judge);
}

static void test_it_ends_when_it_was_said_to(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = write_something(f);
	struct record r = operation(f, 2, "write", 30);

	close_by_allowing(f, judge, open_findings(f, "operations.new_writer", 1)->id, START + 3600 * SEC);
	take_judged(f, judge, &r);
	(void)open_findings(f, NULL, 0);
	r.time = START + 3700 * SEC;
	r.ot.last_seen = r.time;
	r.ot.count = 31;
	r.seq = ++f->seq;
	take_judged(f, judge, &r);
	(void)open_findings(f, "operations.new_writer", 1);
	judge_free(judge);
}

static void test_what_a_person_refused_he_may_allow_after_all(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = load(f);
	struct record r = operation(f, 2, "write", 1);

	phase(f, judge, "learn");
	take_judged(f, judge, &r);
	assert_int_equal(store_allowed_decide(f->store, &store_system, "", "refused", 0), 0);
	assert_int_equal(store_reload_part(f->store, 1, "", judge), 0);
	phase(f, judge, "enforce");
	r.ot.count = 2;
	r.seq = ++f->seq;
	take_judged(f, judge, &r);
	close_by_allowing(f, judge, open_findings(f, "operations.new_writer", 1)->id, 0);
	judge_free(judge);
	judge = load(f);
	r.ot.count = 40;
	r.seq = ++f->seq;
	take_judged(f, judge, &r);
	(void)open_findings(f, "operations.new_writer", 0);
	judge_free(judge);
}

static void test_a_program_transfer_is_no_matter_of_the_list(void **state)
{
	struct fixture *f = *state;
	struct judge *judge = load(f);
	struct record r = operation(f, 1, "program", 1);

	take_judged(f, judge, &r);
	const int64_t id = open_findings(f, "operations.program_transfer", 1)->id;

	assert_int_equal(store_allow_finding(f->store, 1, id, judge, 0), -EINVAL);
	judge_free(judge);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_what_is_put_on_the_list_is_found_no_more),
		TEST(test_what_is_read_besides_is_found_again),
		TEST(test_a_numbered_file_that_was_refused_stays_so),
		TEST(test_it_ends_when_it_was_said_to),
		TEST(test_what_a_person_refused_he_may_allow_after_all),
		TEST(test_a_program_transfer_is_no_matter_of_the_list),
	};

	setenv("TZ", "UTC", 1);
	tzset();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
