/* test_strangers.c - floods of forged addresses, and who is told of meanwhile. SPDX-License-Identifier: Apache-2.0 */

#include "observe_fixture.h"

#include <string.h>

#include "dissect/attribute.h"
#include "lib/clock.h"

static struct mac mac_of(unsigned number)
{
	return (struct mac){{2, 0, 0, (uint8_t)(number >> 16), (uint8_t)(number >> 8), (uint8_t)number}};
}

static struct address ip_of(unsigned number)
{
	return address_from_ip4((uint8_t[]){10, (uint8_t)(number >> 16), (uint8_t)(number >> 8), (uint8_t)number});
}

/* By ARP: this MAC has this address. */
static void claim(struct world *w, unsigned mac, unsigned ip)
{
	struct talk t = {0};
	const struct mac m = mac_of(mac);
	const struct address a = ip_of(ip);

	emit_mac_has_ip(talk_begin(w, &t), &m, &a);
}

/* These two exchange so many packets each; none: only the first speaks. */
static void talk(struct world *w, unsigned client, unsigned server, unsigned packets)
{
	struct flow f = flow_from(w, 1, 502);

	f.key.low = ip_of(client);
	f.key.high = ip_of(server);
	f.has_mac = true;
	f.side[0].mac = mac_of(client);
	f.side[1].mac = mac_of(server);
	f.side[0].packets = packets ? packets : 1;
	f.side[1].packets = packets;
	observer_fold(w->observer, &f, true);
}

/* A thousand a second. */
static void flood(struct world *w, unsigned seconds)
{
	for (unsigned i = 0; i < seconds * 1000; i++) {
		claim(w, 100000 + i, 200000 + i);
		if (i % 1000 == 999)
			wait_seconds(w, 1);
	}
}

static size_t count_of(const struct world *w, const char *what)
{
	size_t n = 0;

	for (const char *at = w->ear.text; (at = strstr(at, what)) != NULL; at++)
		n++;
	return n;
}

static bool hears(struct world *w, const char *what)
{
	return strstr(w->ear.text, what) != NULL;
}

static void test_a_flood_of_forged_macs_is_told_once_with_their_number(void **state)
{
	struct world *w = *state;
	struct observe_counters c;

	wait_seconds(w, 100);
	flood(w, 20);
	assert_true(hears(w, "flood.mac x"));
	wait_seconds(w, 300);
	assert_int_equal(count_of(w, "flood.mac x"), 2);
	assert_false(hears(w, "ip=10."));
	observer_counters(w->observer, &c);
	assert_true(c.unsaid == 20000);
	assert_int_equal(c.held[3], 0);
	observer_tell_all(w->observer, true);
	assert_false(hears(w, "ip=10."));
}

static void test_a_short_capture_of_a_flood_tells_it_at_its_end(void **state)
{
	struct world *w = *state;

	flood(w, 9);
	observer_tell_all(w->observer, false);
	assert_true(hears(w, "flood.mac x9000\n"));
	assert_false(hears(w, "ip=10."));
}

static void test_a_plant_that_is_switched_on_is_told_device_by_device(void **state)
{
	struct world *w = *state;

	wait_seconds(w, 100);
	for (unsigned i = 0; i < 600; i++) {
		claim(w, i, i);
		if (i > 0)
			talk(w, i, i / 10, 3);
		if (i % 10 == 9)
			wait_seconds(w, 1);
	}
	wait_seconds(w, 20);
	assert_false(hears(w, "flood"));
	assert_int_equal(count_of(w, "ip=10."), 600);
}

/* Heard by its broadcasts alone, where no answers are in sight. */
static void test_hundreds_of_newcomers_who_say_no_more_wait_and_are_told(void **state)
{
	struct world *w = *state;

	wait_seconds(w, 100);
	for (unsigned i = 0; i < 600; i++)
		claim(w, i, i);
	wait_seconds(w, 30);
	assert_int_equal(count_of(w, "ip=10."), 0);
	wait_seconds(w, 60);
	assert_int_equal(count_of(w, "ip=10."), 600);
	assert_false(hears(w, "flood"));
}

/* As when one begins to listen to a site of twenty thousand devices. */
static void test_seven_hundred_newcomers_a_minute_are_no_flood(void **state)
{
	struct world *w = *state;
	unsigned number = 0;

	for (unsigned i = 0; i < 180; i++) {
		for (unsigned k = 0; k < 12; k++, number++)
			claim(w, number, number);
		wait_seconds(w, 1);
		w->ear.text[0] = hears(w, "flood") ? w->ear.text[0] : '\0';
	}
	assert_false(hears(w, "flood"));
}

static void test_many_who_send_by_many_macs_are_no_forger(void **state)
{
	struct world *w = *state;

	for (unsigned i = 0; i < 3000; i++) {
		claim(w, i % 300, i % 300);
		talk(w, 5000 + i, i % 300, 0);
		if (i % 50 == 49)
			wait_seconds(w, 1);
		w->ear.text[0] = hears(w, "flood.ip") ? w->ear.text[0] : '\0';
	}
	assert_false(hears(w, "flood.ip"));
}

static void test_who_was_there_before_a_flood_is_heard_in_it(void **state)
{
	struct world *w = *state;

	claim(w, 1, 1);
	claim(w, 2, 2);
	wait_seconds(w, 200);
	w->ear.text[0] = '\0';
	flood(w, 15);
	claim(w, 2, 1); /* takes another's address */
	flood(w, 15);
	assert_true(hears(w, "ip=10.0.0.1\n"));
	assert_int_equal(count_of(w, "ip=10."), 1);
}

static void test_who_says_again_that_he_has_a_known_address_is_told_in_a_flood(void **state)
{
	struct world *w = *state;

	claim(w, 1, 1);
	claim(w, 2, 2);
	wait_seconds(w, 200);
	w->ear.text[0] = '\0';
	flood(w, 15);
	claim(w, 9, 1);
	wait_seconds(w, 2);
	claim(w, 9, 1);
	flood(w, 15);
	assert_true(hears(w, "ip=10.0.0.1\n"));
	assert_int_equal(count_of(w, "ip=10."), 1);
}

static void test_a_newcomer_who_speaks_with_others_is_told_in_a_flood(void **state)
{
	struct world *w = *state;

	claim(w, 1, 1);
	wait_seconds(w, 200);
	w->ear.text[0] = '\0';
	flood(w, 15);
	claim(w, 9, 9);
	talk(w, 9, 1, 0);
	wait_seconds(w, 5);
	assert_false(hears(w, "ip=10."));
	talk(w, 9, 1, 4);
	flood(w, 15);
	assert_true(hears(w, "ip=10.0.0.9\n"));
	assert_true(hears(w, "from 9 port 502"));
}

static void test_a_newcomer_after_a_flood_is_told_at_once(void **state)
{
	struct world *w = *state;

	wait_seconds(w, 100);
	flood(w, 20);
	wait_seconds(w, 120);
	w->ear.text[0] = '\0';
	claim(w, 9, 9);
	wait_seconds(w, 2);
	assert_true(hears(w, "ip=10.0.0.9\n"));
}

static void test_forged_ip_of_one_mac_are_one_flood(void **state)
{
	struct world *w = *state;

	wait_seconds(w, 100);
	for (unsigned i = 0; i < 20000; i++) {
		struct flow f = flow_from(w, 1, 502);

		f.key.low = ip_of(100000 + i);
		f.key.high = ip_of(1);
		f.has_mac = true;
		f.side[0].mac = mac_of(7);
		f.side[1].mac = mac_of(1);
		f.side[0].packets = 1;
		observer_fold(w->observer, &f, true);
		if (i % 1000 == 999)
			wait_seconds(w, 1);
	}
	wait_seconds(w, 300);
	assert_true(hears(w, "flood.ip x"));
	assert_int_equal(count_of(w, "flood.mac"), 0);
	assert_int_equal(count_of(w, "from "), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_flood_of_forged_macs_is_told_once_with_their_number),
		TEST(a_short_capture_of_a_flood_tells_it_at_its_end),
		TEST(a_plant_that_is_switched_on_is_told_device_by_device),
		TEST(hundreds_of_newcomers_who_say_no_more_wait_and_are_told),
		TEST(seven_hundred_newcomers_a_minute_are_no_flood),
		TEST(many_who_send_by_many_macs_are_no_forger),
		TEST(who_was_there_before_a_flood_is_heard_in_it),
		TEST(who_says_again_that_he_has_a_known_address_is_told_in_a_flood),
		TEST(a_newcomer_who_speaks_with_others_is_told_in_a_flood),
		TEST(a_newcomer_after_a_flood_is_told_at_once),
		TEST(forged_ip_of_one_mac_are_one_flood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
