/* test_api_check.c - the switch of the active check, over a socket: rights, refusals, trail, results.
 * SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <stdio.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/clock.h"
#include "store/check.h"

#define DAY INT64_C(86400)

static char admin[ACCOUNT_SECRET_SIZE];
static char security[ACCOUNT_SECRET_SIZE];
static char viewer[ACCOUNT_SECRET_SIZE];

const struct person people[] = {
        {"admin2", ROLE_ADMINISTRATOR, "a long password", admin},
        {"soc", ROLE_SECURITY, "another password", security},
        {"guest", ROLE_VIEWER, "a third password", viewer},
        {.name = NULL},
};

static const char *switch_on(int64_t seconds, const char *reason)
{
	static char body[512];
	char until[CLOCK_TEXT_SIZE];

	clock_text(clock_now() + seconds * SECOND, until);
	snprintf(body, sizeof(body), "{\"enabled\":true,\"until\":\"%s\",\"reason\":\"%s\"}", until, reason);
	return body;
}

static void refused(const char *target, const char *way, const char *holds)
{
	char body[256];

	snprintf(body, sizeof(body), "{\"target\":\"%s\",%s}", target, way);
	expect("POST", "/check/targets", admin, body, 422, holds);
}

#define PING "\"method\":\"icmp\",\"interval\":60"

static void test_it_is_off_and_empty_at_first(void **state)
{
	(void)state;
	expect("GET", "/check", viewer, NULL, 200, "\"enabled\":false");
	expect("GET", "/check", viewer, NULL, 200, "\"sent\":0,\"overheard\":0,\"targets\":[]");
	expect("GET", "/status", viewer, NULL, 200, "\"check\":{\"enabled\":false,\"until\":null,\"sent\":0}");
	expect("GET", "/check/results", viewer, NULL, 200, "\"items\":[]");
	expect("GET", "/check", NULL, NULL, 401, "");
}

static void test_only_an_administrator_changes_it(void **state)
{
	(void)state;
	expect("PATCH", "/check", security, switch_on(DAY, "why not"), 403, "");
	expect("PATCH", "/check", viewer, "{\"enabled\":false}", 403, "");
	expect("POST", "/check/targets", security, "{\"target\":\"10.0.0.1\"," PING "}", 403, "");
	expect("DELETE", "/check/targets/1", security, NULL, 403, "");
	expect("GET", "/check", viewer, NULL, 200, "\"targets\":[]");
}

static void test_the_list_takes_a_few_private_addresses(void **state)
{
	(void)state;
	refused("8.8.8.8", PING, "only private");
	refused("224.0.0.1", PING, "only private");
	refused("192.168.1.255", PING, "everybody");
	refused("10.0.0.0/8", PING, "/22");
	refused("10.0.0.5/24", PING, "first address");
	refused("plc", PING, "a subnet like");
	refused("a-00001", PING, "no private");
	refused("2001:db8::1", PING, "only private");
	refused("fe80::1", PING, "only private");
	refused("fd00::/64", PING, "/118");
	refused("10.0.0.1", "\"method\":\"udp\",\"interval\":60", "icmp or tcp");
	refused("10.0.0.1", "\"method\":\"tcp\",\"interval\":60", "port");
	refused("10.0.0.1", "\"method\":\"icmp\",\"port\":80,\"interval\":60", "port");
	refused("10.0.0.1", "\"method\":\"tcp\",\"port\":99999,\"interval\":60", "port");
	refused("10.0.0.1", "\"method\":\"icmp\",\"interval\":59", "interval");
	refused("10.0.0.1", "\"method\":\"icmp\"", "interval");
	expect("POST", "/check/targets", admin, "{\"target\":\"a-99999\"," PING "}", 404, "");
	expect("POST", "/check/targets", admin, "{\"target\":\"10.0.0.1\",\"ports\":\"1-1024\"," PING "}", 400, "ports");
	expect("GET", "/check", viewer, NULL, 200, "\"targets\":[]");
	expect("POST", "/check/targets", admin, "{\"target\":\"10.0.0.0/23\"," PING "}", 201, "\"target\":\"10.0.0.0/23\"");
	refused("10.1.0.0/22", PING, "1024");
	expect("POST", "/check/targets", admin, "{\"target\":\"10.1.0.7\",\"method\":\"tcp\",\"port\":502,\"interval\":300}", 201,
	       "\"method\":\"tcp\",\"port\":502,\"interval\":300");
	expect("POST", "/check/targets", admin, "{\"target\":\"10.1.0.7\",\"method\":\"tcp\",\"port\":502,\"interval\":600}", 201,
	       "\"interval\":600");
	expect("DELETE", "/check/targets/99", admin, NULL, 404, "");
	expect("DELETE", "/check/targets/1", admin, NULL, 204, "");
	expect("GET", "/audit", admin, NULL, 200, "\"action\":\"check.allow\",\"object\":\"10.0.0.0/23\",\"detail\":\"icmp 0, every 60 s\"");
	expect("GET", "/audit", admin, NULL, 200, "\"action\":\"check.disallow\",\"object\":\"10.0.0.0/23\"");
}

static void test_the_list_has_an_end(void **state)
{
	char body[128];

	(void)state;
	for (int i = 1; i < 64; i++) { /* one is there */
		snprintf(body, sizeof(body), "{\"target\":\"10.2.0.%d\"," PING "}", i);
		expect("POST", "/check/targets", admin, body, 201, "");
	}
	refused("10.2.0.64", PING, "64 lines");
	for (int i = 0; i < 63; i++) {
		snprintf(body, sizeof(body), "/check/targets/%d", 3 + i);
		expect("DELETE", body, admin, NULL, 204, "");
	}
}

static void test_it_is_switched_on_for_a_reason_and_a_while(void **state)
{
	(void)state;
	expect("PATCH", "/check", admin, "{\"enabled\":true}", 422, "reason");
	expect("PATCH", "/check", admin, "{\"enabled\":true,\"reason\":\"line 1 is spare\"}", 422, "30 days");
	expect("PATCH", "/check", admin, switch_on(31 * DAY, "too long"), 422, "30 days");
	expect("PATCH", "/check", admin, switch_on(-1, "too late"), 422, "30 days");
	expect("PATCH", "/check", admin, switch_on(DAY, ""), 422, "reason");
	expect("PATCH", "/check", admin, "{\"rate\":11}", 422, "rate");
	expect("PATCH", "/check", admin, "{\"rate\":0}", 422, "rate");
	expect("PATCH", "/check", admin, "{\"rate\":\"1\"}", 422, "rate");
	expect("PATCH", "/check", admin, "{\"until\":\"tomorrow\"}", 422, "30 days");
	expect("PATCH", "/check", admin, "{\"subnets\":1}", 400, "subnets");
	expect("GET", "/check", viewer, NULL, 200, "\"enabled\":false");
	expect("PATCH", "/check", admin, switch_on(DAY, "spare PLCs"), 200, "\"enabled\":true,\"reason\":\"spare PLCs\"");
	expect("PATCH", "/check", admin, "{\"rate\":3}", 200, "\"rate\":3,\"by\":\"admin2\"");
	expect("GET", "/status", viewer, NULL, 200, "\"check\":{\"enabled\":true,");
	expect("PATCH", "/check", admin, "{\"enabled\":false}", 200, "\"enabled\":false");
	/* not again for the reason of last time */
	expect("PATCH", "/check", admin, "{\"enabled\":true}", 422, "reason");
	expect("GET", "/audit", admin, NULL, 200, ", 1/s, targets 1: spare PLCs\"");
	expect("GET", "/audit", admin, NULL, 200, "\"action\":\"check.change\"");
	expect("GET", "/audit", admin, NULL, 200, "\"action\":\"check.off\"");
	expect("DELETE", "/check/targets/2", admin, NULL, 204, "");
	expect("PATCH", "/check", admin, switch_on(DAY, "nobody"), 422, "first");
}

static void keep(uint64_t asset, enum check_result result, int64_t round_trip_us)
{
	const struct check_seen seen = {.asset = asset, .address = address_from_ip4((const uint8_t[]){10, 0, 0, 7}), .method = CHECK_ICMP,
					.result = (uint8_t)result, .round_trip_us = round_trip_us, .at = clock_now(),
					.until = clock_now() + 60 * SECOND};

	pthread_mutex_lock(&plant.lock);
	assert_int_equal(store_check_keep(plant.store, &seen), 0);
	pthread_mutex_unlock(&plant.lock);
}

static void test_what_came_of_it_is_told_and_decides_who_is_there(void **state)
{
	(void)state;
	expect("GET", "/assets/a-00001", viewer, NULL, 200, "\"liveness\":\"unknown\"");
	expect("GET", "/assets/a-00001", viewer, NULL, 200, "\"checked\":null");
	keep(1, CHECK_SILENT, -1);
	expect("GET", "/assets/a-00001", viewer, NULL, 200, "\"liveness\":\"unknown\"");
	keep(1, CHECK_ANSWERED, 1234);
	expect("GET", "/check/results?asset=a-00001", viewer, NULL, 200,
	       "\"asset\":\"a-00001\",\"ip\":\"10.0.0.7\",\"method\":\"icmp\",\"port\":0,\"result\":\"answered\",\"round_trip_us\":1234}");
	expect("GET", "/check/results?asset=a-00002", viewer, NULL, 200, "\"items\":[]");
	assert_int_equal(items_of("/check/results", viewer), 2);
	assert_int_equal(items_of("/check/results?limit=1", viewer), 1);
	expect("GET", "/assets/a-00001", viewer, NULL, 200, "\"liveness\":\"asked\"");
	expect("GET", "/assets/a-00001", viewer, NULL, 200, "\"result\":\"answered\",\"round_trip_us\":1234}");
	assert_int_equal(items_of("/assets?liveness=asked", viewer), 1);
	expect("GET", "/check", viewer, NULL, 200, "\"sent\":2");
	keep(1, CHECK_UNSENT, -1); /* nothing left this computer */
	expect("GET", "/check", viewer, NULL, 200, "\"sent\":2");
	expect("GET", "/assets/a-00001", viewer, NULL, 200, "\"liveness\":\"unknown\"");
	keep(1, CHECK_REFUSED, 99);
	expect("GET", "/assets/a-00001", viewer, NULL, 200, "\"liveness\":\"asked\"");
	/* switched off: what it once answered says nothing of now */
	expect("PATCH", "/check", admin, "{\"enabled\":false}", 200, "");
	expect("GET", "/assets/a-00001", viewer, NULL, 200, "\"liveness\":\"unknown\"");
}

static void test_an_answer_counts_for_a_while_and_time_ends_it_all(void **state)
{
	struct arena arena = {0};
	struct check_order order;

	(void)state;
	keep(1, CHECK_ANSWERED, 5);
	pthread_mutex_lock(&plant.lock);
	assert_int_equal(store_check_forget(plant.store, clock_now()), 0);
	pthread_mutex_unlock(&plant.lock);
	expect("GET", "/assets/a-00001", viewer, NULL, 200, "\"liveness\":\"asked\"");
	pthread_mutex_lock(&plant.lock);
	assert_int_equal(store_check_forget(plant.store, clock_now() + 61 * SECOND), 0);
	pthread_mutex_unlock(&plant.lock);
	expect("GET", "/assets/a-00001", viewer, NULL, 200, "\"liveness\":\"unknown\"");

	expect("POST", "/check/targets", admin, "{\"target\":\"10.0.0.7\"," PING "}", 201, "");
	expect("PATCH", "/check", admin, switch_on(DAY, "for a day"), 200, "\"enabled\":true");
	keep(1, CHECK_ANSWERED, 5);
	pthread_mutex_lock(&plant.lock);
	assert_int_equal(store_check_expire(plant.store), 0);
	assert_int_equal(store_check(plant.store, &arena, &order), 0);
	pthread_mutex_unlock(&plant.lock);
	assert_false(order.enabled);
	arena_free(&arena);
	expect("GET", "/audit", admin, NULL, 200, "\"user\":\"system\",\"action\":\"check.expire\"");
	expect("GET", "/assets/a-00001", viewer, NULL, 200, "\"liveness\":\"unknown\"");
}

static void test_who_is_taken_off_the_list_is_not_asked_alive(void **state)
{
	(void)state;
	expect("POST", "/check/targets", admin, "{\"target\":\"10.0.0.7\"," PING "}", 201, "");
	keep(1, CHECK_ANSWERED, 5);
	expect("GET", "/assets/a-00001", viewer, NULL, 200, "\"liveness\":\"asked\"");
	expect("DELETE", "/check/targets/1", admin, NULL, 204, "");
	expect("GET", "/assets/a-00001", viewer, NULL, 200, "\"liveness\":\"unknown\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_it_is_off_and_empty_at_first),
		cmocka_unit_test(test_only_an_administrator_changes_it),
		cmocka_unit_test(test_the_list_takes_a_few_private_addresses),
		cmocka_unit_test(test_the_list_has_an_end),
		cmocka_unit_test(test_it_is_switched_on_for_a_reason_and_a_while),
		cmocka_unit_test(test_what_came_of_it_is_told_and_decides_who_is_there),
		cmocka_unit_test(test_an_answer_counts_for_a_while_and_time_ends_it_all),
		cmocka_unit_test(test_who_is_taken_off_the_list_is_not_asked_alive),
	};

	return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
