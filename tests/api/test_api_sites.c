/* test_api_sites.c - an interface is heard for a site, and its packets go to those with the right there.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Two plants below the root: 2 and 3. eth9 was the root's until MOVED, then 2's; eth8 is 3's. "there" is security in 2,
 * "looker" a viewer of 2, "other" security in 3, "chief" administers 2 and 3, but not the root.
 */

#include "fixture.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/clock.h"

#define MOVED 1700000000000000000

static char boss[ACCOUNT_SECRET_SIZE];
static char *there, *looker, *other, *chief;

const struct person people[] = {
        {"boss", ROLE_ADMINISTRATOR, "a long password", boss},
        {.name = NULL},
};

static const char rows[] =
        "INSERT INTO source (id, scope_id, sensor, kind, name, interface, created_at, state) VALUES"
        " (901, 1, 'eth9', 'live', 'eth9', 'eth9', 1, 'moved'), (902, 2, 'eth9', 'live', 'eth9', 'eth9', 1, 'running'),"
        " (903, 3, 'eth8', 'live', 'eth8', 'eth8', 1, 'running'), (904, 1, 'plant.pcap', 'file', 'plant.pcap', '', 1, 'done'),"
        " (905, 1, 'eth7', 'live', 'eth7', 'eth7', 1, 'running');"
        "INSERT INTO source_site (sensor, kind, since, until, scope_id) VALUES ('eth9', 'live', 0, 1700000000000000000, 1),"
        " ('eth9', 'live', 1700000000000000000, 0, 2), ('eth8', 'live', 0, 5, 1), ('eth8', 'live', 5, 0, 3);"
        "INSERT INTO asset (scope_id, id, endpoints, name, ip, stored_at) VALUES (2, 1000001, 1, 'PLC', '10.0.0.2', 1);"
        "INSERT INTO finding (id, scope_id, detector, device, peer, key, detail, severity, state, device_name,"
        " peer_name, count, source_id, first_seen, last_seen, stored_at) VALUES"
        " (9001, 2, 'device.new', 1000001, 0, '', '', 2, 'new', 'plc', '', 1, 902, 1700000001000000000, 1700000001000000000, 1);";

static void ring(const char *interface)
{
	char path[256];

	snprintf(path, sizeof(path), "%s-ring-%s-000", plant.database, interface);
	const int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	close(fd);
}

static char *person(const char *name, const char *grants)
{
	char body[300];

	snprintf(body, sizeof(body), "{\"name\":\"%s\",\"password\":\"a first password\",\"grants\":[%s]}", name, grants);
	expect("POST", "/users", boss, body, 201, "");
	return fixture_sign_in(name);
}

static int start(void **state)
{
	if (fixture_start(state) != 0)
		return -1;
	expect("POST", "/sites", boss, "{\"name\":\"A\"}", 201, "\"id\":\"2\"");
	expect("POST", "/sites", boss, "{\"name\":\"B\"}", 201, "\"id\":\"3\"");
	fixture_rows(rows);
	ring("eth9");
	ring("eth8");
	there = person("there", "{\"role\":\"security\",\"scope\":\"2\"}");
	looker = person("looker", "{\"role\":\"viewer\",\"scope\":\"2\"}");
	other = person("other", "{\"role\":\"security\",\"scope\":\"3\"}");
	chief = person("chief", "{\"role\":\"administrator\",\"scope\":\"2\"},{\"role\":\"administrator\",\"scope\":\"3\"}");
	return 0;
}

static int stop(void **state)
{
	free(there);
	free(looker);
	free(other);
	free(chief);
	return fixture_stop(state);
}

/* ---- packets ---- */

static void test_a_site_gets_what_was_heard_for_it(void **state)
{
	(void)state;
	expect("GET", "/packets", there, NULL, 200, "");
	assert_int_equal(plant.cut.count, 1);
	assert_true(plant.spans[0].from == MOVED && plant.spans[0].to == INT64_MAX);
	expect("GET", "/packets?scope=2", there, NULL, 200, "");
	assert_int_equal(plant.cut.count, 1);
	expect("GET", "/packets", other, NULL, 200, "");
	assert_int_equal(plant.cut.count, 1);
	assert_int_equal(plant.spans[0].from, 5);
}

static void test_another_site_is_asked_for_in_vain(void **state)
{
	(void)state;
	expect("GET", "/packets?scope=1", there, NULL, 403, "");
	expect("GET", "/packets?scope=3", there, NULL, 403, "");
	expect("GET", "/packets", looker, NULL, 403, "packets");
}

static void test_the_company_has_the_times_of_all(void **state)
{
	(void)state;
	expect("GET", "/packets", boss, NULL, 200, "");
	assert_int_equal(plant.cut.count, 3); /* eth9 twice: before and after; the root's eth7 has no ring */
	expect("GET", "/packets?scope=1", boss, NULL, 200, "");
	assert_int_equal(plant.cut.count, 3);
	expect("GET", "/packets?scope=3", boss, NULL, 200, "");
	assert_int_equal(plant.cut.count, 1);
}

static void test_packets_of_a_finding_go_to_its_site(void **state)
{
	(void)state;
	expect("GET", "/findings/9001", there, NULL, 200, "\"packets\":\"here\"");
	expect("GET", "/findings/9001/packets", there, NULL, 200, "");
	assert_int_equal(plant.cut.count, 1);
	assert_true(plant.spans[0].from == MOVED);
	expect("GET", "/findings/9001/packets?scope=2", boss, NULL, 200, "");
	expect("GET", "/findings/9001/packets", looker, NULL, 403, "packets");
	expect("GET", "/findings/9001/packets", other, NULL, 404, "");
	expect("GET", "/findings/9001/packets?scope=3", boss, NULL, 404, "");
}

/* ---- moving ---- */

static void test_a_source_tells_its_site(void **state)
{
	(void)state;
	expect("GET", "/sources", there, NULL, 200, "\"site\":\"2\",\"site_name\":\"A\",\"site_configured\":false");
	assert_int_equal(items_of("/sources", there), 1);
	assert_int_equal(items_of("/sources?scope=3", boss), 1);
}

static void test_who_administers_both_sites_moves_it(void **state)
{
	(void)state;
	expect("POST", "/sources/902/site", there, "{\"site\":3}", 403, "administer");
	expect("POST", "/sources/902/site", chief, "{\"site\":1}", 404, "");
	expect("POST", "/sources/905/site", chief, "{\"site\":2}", 404, "");
	expect("POST", "/sources/902/site", chief, "{\"site\":77}", 404, "");
	expect("POST", "/sources/902/site", chief, "{}", 404, "");
	/* whichever site is chosen: it goes from one to another */
	expect("POST", "/sources/902/site?scope=2", chief, "{\"site\":3}", 200, "\"id\":\"902\"");
	expect("GET", "/audit", boss, NULL, 200, "\"action\":\"source.site\"");
	expect("POST", "/sources/902/site", chief, "{\"site\":2}", 409, "another site");
	expect("GET", "/packets", there, NULL, 200, "");
	assert_true(plant.spans[0].to < INT64_MAX);
}

static void test_what_cannot_move_says_why(void **state)
{
	(void)state;
	expect("POST", "/sources/904/site", boss, "{\"site\":2}", 422, "stays where it was read");
	fixture_rows("INSERT INTO source_site (sensor, kind, since, scope_id, configured) VALUES ('eth7', 'live', 0, 1, 1)");
	expect("POST", "/sources/905/site", boss, "{\"site\":2}", 409, "configuration");
	expect("GET", "/sources", boss, NULL, 200, "\"site_configured\":true");
	expect("POST", "/customers/3/erase", boss, "{\"name\":\"B\",\"again\":\"B\"}", 409, "give that to another site");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_site_gets_what_was_heard_for_it),
		cmocka_unit_test(test_another_site_is_asked_for_in_vain),
		cmocka_unit_test(test_the_company_has_the_times_of_all),
		cmocka_unit_test(test_packets_of_a_finding_go_to_its_site),
		cmocka_unit_test(test_a_source_tells_its_site),
		cmocka_unit_test(test_who_administers_both_sites_moves_it),
		cmocka_unit_test(test_what_cannot_move_says_why),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
