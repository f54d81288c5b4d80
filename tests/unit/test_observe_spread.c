/* test_observe_spread.c - scans, attempts and questions that nobody answers. SPDX-License-Identifier: Apache-2.0 */

#include "observe_fixture.h"

#include "lib/clock.h"

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

/* Hours later its mean says nothing of it; told, it is over. */
static void test_the_busiest_minute_is_told_with_the_conversation(void **state)
{
	struct world *w = *state;
	struct flow f = flow_from(w, 5, 445);

	for (int second = 0; second < 3600; second++) {
		const bool busy = second >= 600 && second < 800;

		f.side[0].packets++;
		f.side[1].packets++;
		f.side[1].bytes += busy ? 1000000 : 100;
		f.last = w->now;
		observer_fold(w->observer, &f, false);
		w->now += SECOND;
	}
	observer_tell_all(w->observer, false);
	assert_non_null(strstr(w->ear.text, "from 5 port 445 packets 7200 flows 1 peak 1000000\n"));
	w->ear.text[0] = '\0';
	f.side[0].packets++;
	observer_fold(w->observer, &f, false);
	observer_tell_all(w->observer, false);
	assert_null(strstr(w->ear.text, "peak 1000000"));
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(who_is_asked_for_and_stays_silent_is_a_conversation),
		TEST(an_address_heard_before_is_not_asked_in_vain),
		TEST(a_sweep_of_arp_is_one_spread),
		TEST(the_only_attempt_of_a_client_keeps_its_server),
		TEST(attempts_that_came_to_nothing_are_one_entry),
		TEST(a_scan_is_one_entry),
		TEST(the_busiest_minute_is_told_with_the_conversation),
		TEST(an_answered_flow_leaves_the_spread),
		TEST(a_protocol_on_other_ports_is_one_conversation),
		TEST(a_scan_evicts_scanners_and_not_controllers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
