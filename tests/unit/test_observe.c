/* test_observe.c - what is remembered, and when it is told. SPDX-License-Identifier: Apache-2.0 */

#include "observe_fixture.h"

#include <stdio.h>
#include <string.h>

#include "dissect/attribute.h"
#include "lib/clock.h"

static void test_reads_are_told_after_1_10_60_and_600_seconds(void **state)
{
	struct world *w = *state;
	struct talk t = {0};

	for (int i = 0; i < 700; i++) {
		ask(w, &t, OT_READ, "Read", 0);
		wait_seconds(w, 1);
	}
	assert_told(w, "1 Read x1\n10 Read x10\n60 Read x60\n600 Read x600\n");
}

static void test_nothing_new_is_not_told_again(void **state)
{
	struct world *w = *state;
	struct talk t = {0};

	ask(w, &t, OT_READ, "Read", 0);
	wait_seconds(w, 10000);
	assert_told(w, "1 Read x1\n");
}

static void test_operations_of_a_conversation_are_told_together(void **state)
{
	struct world *w = *state;
	struct talk t = {0};

	ask(w, &t, OT_READ, "Read", 0);
	ask(w, &t, OT_WRITE, "Write", 3);
	wait_seconds(w, 2);
	assert_told(w, "1 Read x1 Write unit 3 x1\n");
	wait_seconds(w, 3);
	ask(w, &t, OT_READ, "Read Other", 0);
	wait_seconds(w, 10);
	assert_told(w, "10 Read Other x1\n");
	/* a change of the set is told soon, but not sooner than 10 s after the last telling */
	ask(w, &t, OT_READ, "Read More", 0);
	wait_seconds(w, 10);
	assert_told(w, "20 Read More x1\n");
}

static void test_a_stop_is_told_at_once_with_its_answer(void **state)
{
	struct world *w = *state;
	struct talk t = {0};
	operation_ref ref = ask(w, &t, OT_CONTROL, "Stop", 1);

	emit_answer(&t.context, ref, "ok");
	wait_seconds(w, 1);
	assert_told(w, "1 Stop unit 1 x1 ok\n");
}

static void test_an_unanswered_stop_waits_two_seconds(void **state)
{
	struct world *w = *state;
	struct talk t = {0};

	ask(w, &t, OT_CONTROL, "Stop", 1);
	wait_seconds(w, 1);
	assert_told(w, "");
	wait_seconds(w, 1);
	assert_told(w, "2 Stop unit 1 x1\n");
}

static void test_a_transfer_is_one_event_that_counts(void **state)
{
	struct world *w = *state;
	struct talk t = {0};

	for (int i = 0; i < 185; i++) {
		emit_answer(&t.context, ask(w, &t, OT_FIRMWARE, "Transfer", 1), "ok");
		if (i % 10 == 0)
			wait_seconds(w, 1);
	}
	wait_seconds(w, 100);
	assert_told(w, "1 Transfer unit 1 x1 ok\n10 Transfer unit 1 x91 ok\n"
		       "60 Transfer unit 1 x185 ok\n");
	/* after a minute of silence the same request is a new event */
	ask(w, &t, OT_FIRMWARE, "Transfer", 1);
	wait_seconds(w, 3);
	assert_told(w, "121 Transfer unit 1 x1\n");
}

static void test_over_ten_new_events_a_second_share_one_entry(void **state)
{
	struct world *w = *state;
	struct talk t = {0};
	struct observe_counters c;

	for (uint32_t i = 1; i <= 30; i++)
		ask(w, &t, OT_CONTROL, "Stop", i);
	observer_counters(w->observer, &c);
	assert_int_equal(c.held[2], 11);
	wait_seconds(w, 2);
	assert_non_null(strstr(w->ear.text, "2 Stop unit 10 x1\n"));
	assert_null(strstr(w->ear.text, "unit 11"));
	assert_non_null(strstr(w->ear.text, "2 Stop x20\n"));
}

/* Files of a share, by name: told together, and over ten new names a second only counted. */
static void test_files_of_the_office_come_together(void **state)
{
	static const struct dissector smb = {.name = "smb", .rank = RANK_NAME};
	struct world *w = *state;
	struct talk t = {0};
	struct observe_counters c;

	for (int i = 0; i < 30; i++) {
		char name[16];
		struct context *ctx = talk_begin(w, &t);

		ctx->dissector = &smb;
		snprintf(name, sizeof(name), "s\\%d", i % 13);
		emit_operation(ctx, &(struct operation){.class = OT_FILE, .code = 8, .subcode = NO_SUBCODE, .function = "Read",
							.target = "%s", .text = name, .text_length = strlen(name)});
	}
	observer_counters(w->observer, &c);
	assert_int_equal(c.held[1], 11);
	assert_int_equal(c.held[2], 0);
	wait_seconds(w, 2);
	assert_told(w, "1 Read s\\0 x3 Read s\\1 x3 Read s\\2 x3 Read s\\3 x3 Read s\\4 x2 Read s\\5 x2 Read s\\6 x2 "
		       "Read s\\7 x2 Read s\\8 x2 Read s\\9 x2 Read x6\n");
}

static void test_ranges_widen_after_64(void **state)
{
	struct world *w = *state;
	struct talk t = {0};
	struct operation read = {.class = OT_READ, .code = 3, .subcode = NO_SUBCODE, .function = "Read",
				 .ranged = true};

	for (uint64_t i = 0; i < 64; i++) {
		read.low = i * 10;
		read.high = i * 10 + 4;
		emit_operation(talk_begin(w, &t), &read);
		emit_operation(talk_begin(w, &t), &read);
	}
	wait_seconds(w, 1);
	assert_told(w, "1 Read x128 64 ranges, 0..4\n");
	read.low = 5000;
	read.high = 5001;
	emit_operation(talk_begin(w, &t), &read);
	wait_seconds(w, 10);
	assert_told(w, "10 Read x129 1 ranges, 0..5001 wide\n");
}

static void claim_text(struct world *w, struct talk *t, const char *name, const char *value)
{
	emit_text(talk_begin(w, t), PARTY_SENDER, name, value);
}

static void test_claims_of_a_party_are_told_together_and_once(void **state)
{
	struct world *w = *state;
	struct talk t = {0};

	claim_text(w, &t, attribute_vendor, "Mitsubishi");
	claim_text(w, &t, attribute_model, "Q03UDV");
	wait_seconds(w, 5);
	claim_text(w, &t, attribute_model, "Q03UDV");
	claim_text(w, &t, attribute_serial, "77");
	wait_seconds(w, 20);
	assert_told(w, "1 vendor=Mitsubishi model=Q03UDV\n10 model=Q03UDV serial=77\n");
}

/* One address, two MACs: each says a name to all of its network, or to a far one. */
static void announce(struct world *w, uint8_t mac, uint8_t to, const char *name)
{
	struct talk t = {0};
	struct context *ctx = talk_begin(w, &t);

	t.frame.has_mac = true;
	t.frame.src_mac = (struct mac){{2, 0, 0, 0, 0, mac}};
	memset(&t.frame.dst_mac, 0xff, sizeof(t.frame.dst_mac));
	t.frame.dst = host(255);
	t.frame.dst.bytes[14] = to;
	emit_text(ctx, PARTY_SENDER, attribute_hostname, name);
}

static void test_who_calls_to_all_is_told_by_its_own_mac(void **state)
{
	struct world *w = *state;

	announce(w, 1, 2, "L3-CLX");
	announce(w, 2, 2, "KASHIDASHI-PC");
	wait_seconds(w, 2);
	assert_told(w, "1 hostname=KASHIDASHI-PC\n1 hostname=L3-CLX\n");
	/* Broadcasts into another network come through a router, whose MAC it is. */
	announce(w, 3, 9, "FAR1");
	announce(w, 4, 9, "FAR2");
	wait_seconds(w, 2);
	assert_told(w, "3 hostname=FAR1 hostname=FAR2\n");
	/* Networks of more than 256 addresses: 192.0.3.255 ends 192.0.0.0/22. */
	announce(w, 5, 3, "WIDE1");
	announce(w, 6, 3, "WIDE2");
	wait_seconds(w, 2);
	assert_told(w, "5 hostname=WIDE2\n5 hostname=WIDE1\n");
}

static void test_anomalies_are_counted(void **state)
{
	struct world *w = *state;
	struct talk t = {0};

	for (int i = 0; i < 5; i++)
		emit_anomaly(talk_begin(w, &t), "modbus.length");
	wait_seconds(w, 3);
	assert_told(w, "1 modbus.length x5\n");
}

static void look_up(struct world *w, struct talk *t, const char *name, int rcode)
{
	emit_lookup(talk_begin(w, t), &(struct lookup){name, strlen(name), 1, rcode});
}

static void test_names_looked_up_are_told_with_their_client(void **state)
{
	struct world *w = *state;
	struct talk t = {0};

	look_up(w, &t, "Time.Example", -1);
	look_up(w, &t, "time.example", -1);
	wait_seconds(w, 3);
	assert_told(w, "1 all x2/0 time.example x2/0\n");
}

static void test_made_up_names_stay_within_the_budget_of_their_client(void **state)
{
	struct world *w = *state;
	struct talk t = {0};
	struct observe_counters c;
	char name[32];

	for (int i = 0; i < 5000; i++) {
		snprintf(name, sizeof(name), "%d.example", i);
		look_up(w, &t, name, -1);
	}
	observer_counters(w->observer, &c);
	assert_int_equal(c.held[5], LOOKUP_NAMES + 1);
	wait_seconds(w, 2);
	assert_non_null(strstr(w->ear.text, "1 all x5000/0 0.example x1/0"));
}

static void test_what_the_teller_refuses_comes_again(void **state)
{
	struct world *w = *state;
	struct talk t = {0};

	w->ear.deaf = true;
	ask(w, &t, OT_READ, "Read", 0);
	wait_seconds(w, 5);
	w->ear.deaf = false;
	wait_seconds(w, 1);
	assert_told(w, "6 Read x1\n");
}

static void test_everything_repeats_the_totals(void **state)
{
	struct world *w = *state;
	struct talk t = {0};

	ask(w, &t, OT_READ, "Read", 0);
	ask(w, &t, OT_READ, "Read", 0);
	claim_text(w, &t, attribute_vendor, "Mitsubishi");
	wait_seconds(w, 2);
	w->ear.text[0] = '\0';
	observer_tell_all(w->observer, false);
	assert_told(w, "");
	observer_tell_all(w->observer, true);
	assert_told(w, "2 vendor=Mitsubishi\n2 Read x2\n");
}

static void test_events_of_a_file_come_with_their_conversation(void **state)
{
	struct world *w = *state;
	struct observe_limits limits = observe_limits_default;
	struct talk t = {0};

	observer_free(w->observer);
	limits.from_file = true;
	w = *state = world_new(&limits);
	ask(w, &t, OT_READ, "Read", 0);
	emit_answer(&t.context, ask(w, &t, OT_CONTROL, "Stop", 1), "ok");
	ask(w, &t, OT_CONTROL, "Stop", 1);
	wait_seconds(w, 100);
	emit_answer(&t.context, ask(w, &t, OT_CONTROL, "Stop", 1), "denied");
	assert_told(w, "");
	observer_tell_all(w->observer, false);
	assert_told(w, "100 Read x1 Stop unit 1 x2 ok Stop unit 1 x1 denied\n");
}

static void test_claims_of_a_file_come_together_each_hour(void **state)
{
	struct world *w = *state;
	struct observe_limits limits = observe_limits_default;

	observer_free(w->observer);
	limits.from_file = true;
	w = *state = world_new(&limits);
	wait_seconds(w, 1800);
	announce(w, 1, 2, "LINE1");
	announce(w, 2, 2, "LINE2");
	wait_seconds(w, 1799);
	assert_told(w, "");
	wait_seconds(w, 1);
	assert_told(w, "3600 hostname=LINE1 hostname=LINE2\n");
	wait_seconds(w, 7200); /* nothing new */
	announce(w, 2, 2, "LINE2");
	announce(w, 3, 2, "LINE3");
	observer_tell_all(w->observer, false);
	assert_told(w, "10800 hostname=LINE2 hostname=LINE3\n");
}

static void test_a_newcomer_of_a_file_is_told_when_he_comes(void **state)
{
	struct world *w = *state;
	struct observe_limits limits = observe_limits_default;

	observer_free(w->observer);
	limits.from_file = true;
	w = *state = world_new(&limits);
	announce(w, 1, 2, "LINE1");
	wait_seconds(w, 60);
	assert_told(w, "");
	observer_tell_all(w->observer, false); /* what was learned ends here */
	assert_told(w, "60 hostname=LINE1\n");
	wait_seconds(w, 60);
	announce(w, 2, 2, "LINE2");
	wait_seconds(w, 9);
	announce(w, 2, 2, "LINE2");
	assert_told(w, "");
	wait_seconds(w, 2);
	assert_told(w, "130 hostname=LINE2\n");
	announce(w, 2, 2, "LINE3");
	wait_seconds(w, 60);
	assert_told(w, "");
	for (uint8_t i = 3; i < 200; i++)
		announce(w, i, 2, "MANY");
	wait_seconds(w, 60);
	w->ear.text[0] = '\0';
	wait_seconds(w, 600);
	assert_told(w, ""); /* the others wait for the full hour */
}

/* Packets in each second, then none, then one. */
static void hush(struct world *w, int64_t pause)
{
	wait_seconds(w, 60);
	observer_advance(w->observer, w->now += pause * SECOND);
	wait_seconds(w, 5);
}

static void test_a_gap_in_a_file_that_had_something_each_second_is_told(void **state)
{
	struct observe_limits limits = observe_limits_default;
	struct world *w = *state;

	hush(w, 300);
	assert_told(w, ""); /* whoever listens tells that himself */
	observer_free(w->observer);
	limits.from_file = true;
	w = *state = world_new(&limits);
	hush(w, 100);
	observer_advance(w->observer, w->now += 300 * SECOND); /* five seconds are no usual */
	assert_told(w, "");
	w->ear.deaf = true;
	hush(w, 300);
	w->ear.deaf = false;
	wait_seconds(w, 10);
	assert_told(w, "831 capture.silent x1\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reads_are_told_after_1_10_60_and_600_seconds),
		TEST(nothing_new_is_not_told_again),
		TEST(operations_of_a_conversation_are_told_together),
		TEST(a_stop_is_told_at_once_with_its_answer),
		TEST(an_unanswered_stop_waits_two_seconds),
		TEST(a_transfer_is_one_event_that_counts),
		TEST(over_ten_new_events_a_second_share_one_entry),
		TEST(files_of_the_office_come_together),
		TEST(ranges_widen_after_64),
		TEST(claims_of_a_party_are_told_together_and_once),
		TEST(who_calls_to_all_is_told_by_its_own_mac),
		TEST(anomalies_are_counted),
		TEST(names_looked_up_are_told_with_their_client),
		TEST(made_up_names_stay_within_the_budget_of_their_client),
		TEST(what_the_teller_refuses_comes_again),
		TEST(everything_repeats_the_totals),
		TEST(events_of_a_file_come_with_their_conversation),
		TEST(claims_of_a_file_come_together_each_hour),
		TEST(a_newcomer_of_a_file_is_told_when_he_comes),
		TEST(a_gap_in_a_file_that_had_something_each_second_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
