/* test_observe.c - what is remembered, and when it is told. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "dissect/attribute.h"
#include "lib/clock.h"
#include "observe/observe.h"

#define START (INT64_C(1772431200) * SECOND)

/* What the teller was given, one line each. */
struct ear {
	struct teller teller;
	char text[65536];
	bool deaf; /* takes nothing */
};

struct world {
	struct ear ear;
	struct observer *observer;
	int64_t now;
};

static bool hear(struct teller *t, const char *line)
{
	struct ear *ear = (struct ear *)t;
	size_t used = strlen(ear->text);

	if (!ear->deaf)
		snprintf(ear->text + used, sizeof(ear->text) - used, "%s\n", line);
	return !ear->deaf;
}

static bool hear_conversation(struct teller *t, const struct conversation *c, int64_t now)
{
	char line[160];

	snprintf(line, sizeof(line), "%lld %s%u port %u packets %llu flows %llu",
		 (long long)((now - START) / SECOND), c->spread ? "spread of " : "from ",
		 c->key.client.bytes[15], c->key.port,
		 (unsigned long long)(c->packets[0] + c->packets[1]), (unsigned long long)c->flows);
	return hear(t, line);
}

static bool hear_operations(struct teller *t, const struct observed *const *ops, size_t n, int64_t now)
{
	char line[400];
	int used = snprintf(line, sizeof(line), "%lld", (long long)((now - START) / SECOND));

	for (size_t i = 0; i < n; i++) {
		used += snprintf(line + used, sizeof(line) - (size_t)used, " %s%s%s x%llu%s%s",
				 ops[i]->key.function, *ops[i]->target ? " " : "", ops[i]->target,
				 (unsigned long long)ops[i]->count, ops[i]->result ? " " : "",
				 ops[i]->result ? ops[i]->result : "");
		if (ops[i]->range_count)
			used += snprintf(line + used, sizeof(line) - (size_t)used, " %u ranges, %llu..%llu%s",
					 ops[i]->range_count,
					 (unsigned long long)observed_ranges(ops[i])[0].low,
					 (unsigned long long)observed_ranges(ops[i])[0].high,
					 ops[i]->wide ? " wide" : "");
	}
	return hear(t, line);
}

static bool hear_claims(struct teller *t, const struct observed_claim *const *claims, size_t n,
			int64_t now)
{
	char line[400];
	int used = snprintf(line, sizeof(line), "%lld", (long long)((now - START) / SECOND));

	for (size_t i = 0; i < n; i++)
		used += snprintf(line + used, sizeof(line) - (size_t)used, " %s=%s", claims[i]->key.name,
				 claims[i]->value);
	return hear(t, line);
}

static bool hear_anomaly(struct teller *t, const struct observed_anomaly *a, int64_t now)
{
	char line[160];

	snprintf(line, sizeof(line), "%lld %s x%llu", (long long)((now - START) / SECOND), a->key.event,
		 (unsigned long long)a->count);
	return hear(t, line);
}

static bool hear_lookups(struct teller *t, const struct observed_lookup *const *lookups, size_t n,
			 int64_t now)
{
	char line[8000];
	int used = snprintf(line, sizeof(line), "%lld", (long long)((now - START) / SECOND));

	for (size_t i = 0; i < n; i++)
		used += snprintf(line + used, sizeof(line) - (size_t)used, " %s x%llu/%llu",
				 *lookups[i]->name ? lookups[i]->name : "all",
				 (unsigned long long)lookups[i]->queries,
				 (unsigned long long)lookups[i]->failures);
	return hear(t, line);
}

static struct world *world_new(const struct observe_limits *limits)
{
	static struct world w;

	w = (struct world){.ear.teller = {.conversation = hear_conversation,
				       .operations = hear_operations,
				       .claims = hear_claims,
				       .anomaly = hear_anomaly,
				       .lookups = hear_lookups},
			   .now = START};
	w.observer = observer_new(limits, &w.ear.teller);
	observer_advance(w.observer, w.now);
	return &w;
}

static int set_up(void **state)
{
	*state = world_new(&observe_limits_default);
	return 0;
}

static int tear_down(void **state)
{
	observer_free(((struct world *)*state)->observer);
	return 0;
}

/* All that was told since the last call. */
static void assert_told(struct world *w, const char *expected)
{
	assert_string_equal(w->ear.text, expected);
	w->ear.text[0] = '\0';
}

static void wait_seconds(struct world *w, int64_t seconds)
{
	for (int64_t i = 0; i < seconds; i++)
		observer_advance(w->observer, w->now += SECOND);
}

static const struct dissector modbus = {.name = "modbus", .rank = RANK_IDENTITY};

static struct address host(uint8_t last)
{
	return address_from_ip4((uint8_t[]){192, 0, 2, last});
}

static struct frame frame_from(const struct world *w, uint8_t client, uint8_t server)
{
	return (struct frame){.time = w->now, .ip_version = 4, .transport = TRANSPORT_TCP, .protocol = 6,
			      .src = host(client), .dst = host(server), .src_port = 40000,
			      .dst_port = 502};
}

static struct flow flow_from(const struct world *w, uint8_t client, uint16_t port)
{
	return (struct flow){.id = client, .first = w->now, .last = w->now,
			     .key = {.low = host(client), .high = host(200), .low_port = 40000,
				     .high_port = port, .protocol = 6, .transport = TRANSPORT_TCP}};
}

struct talk {
	struct frame frame;
	struct flow flow;
	struct context context;
};

static struct context *talk_begin(struct world *w, struct talk *t)
{
	t->frame = frame_from(w, 1, 200);
	if (t->flow.id == 0)
		t->flow = flow_from(w, 1, 502);
	t->context = (struct context){.sink = observer_sink(w->observer), .dissector = &modbus,
				      .frame = &t->frame, .flow = &t->flow};
	return &t->context;
}

static operation_ref ask(struct world *w, struct talk *t, enum ot_class class, const char *function,
			 uint32_t number)
{
	return emit_operation(talk_begin(w, t), &(struct operation){.class = class, .code = 1,
								    .subcode = NO_SUBCODE,
								    .function = function,
								    .target = number ? "unit %u" : NULL,
								    .number = {number}});
}

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

static void arp(struct world *w, uint8_t client, uint8_t target)
{
	struct talk t = {0};
	struct address from = address_from_ip4((uint8_t[]){10, 0, 0, client});
	struct address to = address_from_ip4((uint8_t[]){10, 0, 0, target});

	emit_ask(talk_begin(w, &t), &from, &to);
}

static void arp_answer(struct world *w, uint8_t who)
{
	struct talk t = {0};
	const struct mac mac = {{2, 0, 0, 0, 1, who}};
	const struct address ip = address_from_ip4((uint8_t[]){10, 0, 0, who});

	emit_mac_has_ip(talk_begin(w, &t), &mac, &ip);
}

static void test_who_is_asked_for_and_stays_silent_is_a_conversation(void **state)
{
	struct world *w = *state;

	arp(w, 1, 77);
	arp(w, 1, 78);
	arp_answer(w, 78);
	wait_seconds(w, 2);
	assert_told(w, "1 ip=10.0.0.78\n");
	arp(w, 1, 77);
	wait_seconds(w, 8);
	assert_told(w, "4 from 1 port 0 packets 2 flows 1\n");
	arp(w, 2, 78); /* heard once: its answers may be out of sight */
	arp(w, 1, 77);
	wait_seconds(w, 9);
	assert_told(w, "13 from 1 port 0 packets 3 flows 1\n");
	arp_answer(w, 77);
	arp(w, 1, 77);
	wait_seconds(w, 60);
	assert_told(w, "20 ip=10.0.0.77\n63 from 1 port 0 packets 3 flows 1\n");
}

static void test_an_address_heard_before_is_not_asked_in_vain(void **state)
{
	struct world *w = *state;
	struct talk t = {0};

	ask(w, &t, OT_READ, "Read", 0); /* 192.0.2.1 is public: nothing is kept of it */
	t.flow.key.low = address_from_ip4((uint8_t[]){10, 0, 0, 5});
	t.flow.side[0].packets = t.flow.side[1].packets = 1;
	observer_fold(w->observer, &t.flow, false);
	arp(w, 1, 5);
	wait_seconds(w, 8);
	assert_told(w, "1 from 5 port 502 packets 2 flows 1\n1 Read x1\n");
}

static void test_a_sweep_of_arp_is_one_spread(void **state)
{
	struct world *w = *state;
	unsigned told = 0;

	for (uint8_t i = 10; i < 110; i++)
		arp(w, 1, i);
	wait_seconds(w, 8);
	assert_non_null(strstr(w->ear.text, "spread of 1 port 0 packets 84 flows 84\n"));
	for (const char *p = w->ear.text; (p = strchr(p, '\n')); p++)
		told++;
	assert_int_equal(told, 17);
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

/* A SYN, and nothing more, from a client to a port. */
static void attempt(struct world *w, uint8_t client, uint16_t port, uint64_t packets)
{
	struct flow f = flow_from(w, client, port);

	f.side[0].packets = packets;
	observer_fold(w->observer, &f, true);
}

static void test_the_only_attempt_of_a_client_keeps_its_server(void **state)
{
	struct world *w = *state;

	attempt(w, 5, 443, 1);
	wait_seconds(w, 20);
	assert_told(w, "10 from 5 port 443 packets 1 flows 1\n");
}

static void test_attempts_that_came_to_nothing_are_one_entry(void **state)
{
	struct world *w = *state;

	for (uint16_t port = 1; port <= 12; port++)
		attempt(w, 5, port, 1);
	attempt(w, 5, 100, 4); /* it tried hard: worth its own entry */
	wait_seconds(w, 30);
	assert_told(w, "10 from 5 port 100 packets 4 flows 1\n11 spread of 5 port 0 packets 12 flows 12\n");
}

static void test_a_scan_is_one_entry(void **state)
{
	struct world *w = *state;
	struct observe_counters c;

	for (uint16_t port = 1; port <= 1000; port++)
		attempt(w, 5, port, 3);
	observer_counters(w->observer, &c);
	assert_int_equal(c.held[0], 17);
	observer_tell_all(w->observer, false);
	assert_non_null(strstr(w->ear.text, "spread of 5 port 0 packets 2952 flows 984\n"));
}

static void test_an_answered_flow_leaves_the_spread(void **state)
{
	struct world *w = *state;
	struct flow f = flow_from(w, 5, 80);

	for (uint16_t port = 1; port <= 20; port++)
		attempt(w, 5, port, 3);
	f.side[0].packets = 1;
	observer_fold(w->observer, &f, false);
	f.side[0].packets = 2;
	f.side[1].packets = 1;
	observer_fold(w->observer, &f, true);
	observer_tell_all(w->observer, false);
	assert_non_null(strstr(w->ear.text, "from 5 port 80 packets 2 flows 1\n"));
}

static void test_a_protocol_on_other_ports_is_one_conversation(void **state)
{
	static const struct dissector profinet = {.name = "profinet-io", .ports = {34964}};
	struct world *w = *state;
	struct flow own = flow_from(w, 1, 34964), other = flow_from(w, 1, 49152);

	own.key.transport = other.key.transport = TRANSPORT_UDP;
	own.app.dissector = other.app.dissector = &profinet;
	own.side[0].packets = 3;
	other.side[1].packets = 2;
	observer_fold(w->observer, &other, true); /* first, while there is no other yet */
	observer_fold(w->observer, &own, true);
	other.side[0].packets = 4;
	observer_fold(w->observer, &other, true);
	wait_seconds(w, 30);
	observer_tell_all(w->observer, true);
	assert_told(w, "1 from 1 port 34964 packets 3 flows 1\n10 from 1 port 34964 packets 9 flows 2\n"
		       "30 from 1 port 34964 packets 9 flows 2\n");
}

static void test_a_scan_evicts_scanners_and_not_controllers(void **state)
{
	struct world *w = *state;
	struct observe_limits limits = observe_limits_default;
	struct observe_counters c;
	struct flow f;

	(void)w;
	observer_free(((struct world *)*state)->observer);
	limits.conversations = 64;
	w = *state = world_new(&limits);
	f = flow_from(w, 1, 502);
	f.side[0].packets = f.side[1].packets = 10;
	observer_fold(w->observer, &f, true);
	wait_seconds(w, 2);
	assert_told(w, "1 from 1 port 502 packets 20 flows 1\n");
	for (uint8_t client = 2; client < 190; client++)
		for (uint16_t port = 1; port <= 20; port++)
			attempt(w, client, port, 5);
	observer_counters(w->observer, &c);
	assert_int_equal(c.held[0], 64);
	assert_true(c.evicted[0] > 1000);
	w->ear.text[0] = '\0';
	observer_tell_all(w->observer, true);
	assert_non_null(strstr(w->ear.text, "from 1 port 502 packets 20 flows 1\n"));
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

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, set_up, tear_down)

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
		TEST(ranges_widen_after_64),
		TEST(claims_of_a_party_are_told_together_and_once),
		TEST(who_calls_to_all_is_told_by_its_own_mac),
		TEST(anomalies_are_counted),
		TEST(names_looked_up_are_told_with_their_client),
		TEST(made_up_names_stay_within_the_budget_of_their_client),
		TEST(what_the_teller_refuses_comes_again),
		TEST(everything_repeats_the_totals),
		TEST(the_only_attempt_of_a_client_keeps_its_server),
		TEST(attempts_that_came_to_nothing_are_one_entry),
		TEST(a_scan_is_one_entry),
		TEST(an_answered_flow_leaves_the_spread),
		TEST(a_protocol_on_other_ports_is_one_conversation),
		TEST(a_scan_evicts_scanners_and_not_controllers),
		TEST(events_of_a_file_come_with_their_conversation),
		TEST(who_is_asked_for_and_stays_silent_is_a_conversation),
		TEST(an_address_heard_before_is_not_asked_in_vain),
		TEST(a_sweep_of_arp_is_one_spread),
		TEST(claims_of_a_file_come_together_each_hour),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
