/* test_api_judged.c - the allow-list, its phases and what is written of it, over a socket. SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char security[ACCOUNT_SECRET_SIZE];
static char viewer[ACCOUNT_SECRET_SIZE];

const struct person people[] = {
        {"suzuki", ROLE_SECURITY, "a long password", security},
        {"guest", ROLE_VIEWER, "another password", viewer},
        {.name = NULL},
};

static void test_what_was_accepted_is_written_for_other_programs(void **state)
{
	(void)state;
	expect("GET", "/exports", viewer, NULL, 200, "\"id\":\"nftables\"");
	expect("GET", "/exports/nftables", viewer, NULL, 200, "0 lines");
	expect("GET", "/exports/nftables?open=1", viewer, NULL, 200, "daddr 192.0.2.10 tcp dport 502");
	expect("PATCH", "/allowlist", security, "{\"state\":\"accepted\"}", 204, "");
	expect("GET", "/exports/nftables?enforce=1", viewer, NULL, 200, "counter drop");
	expect("GET", "/exports/acl-csv", viewer, NULL, 200, "\"192.0.2.10\",\"02:00:00:00:00:10\",\"TCP\",502,\"modbus\"");
	expect("GET", "/exports/mud?asset=a-00001", viewer, NULL, 200, "ietf-mud:mud");
	expect("GET", "/exports/mud", viewer, NULL, 422, "which device");
	expect("GET", "/exports/mud-all", viewer, NULL, 200, "PK");
	expect("GET", "/exports/mud?asset=a-99999", viewer, NULL, 404, "");
	expect("GET", "/exports/iptables", viewer, NULL, 404, "no export");
}

static void test_threats_are_told_by_zone(void **state)
{
	(void)state;
	expect("GET", "/threats", viewer, NULL, 200, "{\"days\":365,\"watched\":[\"2\",\"3\"");
	expect("GET", "/threats", NULL, NULL, 401, "");
	expect("GET", "/findings?threat=3&zone=99&days=365", viewer, NULL, 200, "\"total\":0");
	expect("GET", "/findings?threat=31", viewer, NULL, 200, "\"total\":0");
	expect("GET", "/findings?threat=x", viewer, NULL, 400, "threat");
}

static void test_an_entry_is_narrowed_and_widened(void **state)
{
	(void)state;
	expect("GET", "/allowlist?kind=talk&q=modbus", viewer, NULL, 200, "\"id\":\"t-2-1-modbus\"");
	expect("GET", "/allowlist?kind=talk&q=modbus", viewer, NULL, 200, "\"top\":{\"class\":\"write\"");
	expect("GET", "/allowlist/t-2-1-modbus", viewer, NULL, 200, "\"fixed\":false");
	expect("PATCH", "/allowlist-entries/1", viewer, "{\"wide\":true}", 403, "");
	expect("PATCH", "/allowlist-entries/1", security, "{\"ranges\":\"131-100\"}", 422, "lowest");
	expect("PATCH", "/allowlist-entries/1", security, "{\"ranges\":\"a\"}", 422, "lowest");
	expect("PATCH", "/allowlist-entries/1", security, "{\"width\":1}", 400, "width");
	expect("PATCH", "/allowlist-entries/99999", security, "{\"wide\":true}", 404, "");
	for (int id = 1; id < 9; id++) {
		char target[64];

		snprintf(target, sizeof(target), "/allowlist-entries/%d", id);
		expect("PATCH", target, security, "{\"ranges\":\"100-131, 0x200\",\"expires\":\"2027-01-01T00:00:00+09:00\"}", 204, "");
	}
	expect("GET", "/allowlist/t-2-1-modbus", viewer, NULL, 200, "\"ranges\":[[100,131],[512,512]]");
}

static void test_phases_and_the_calendar(void **state)
{
	(void)state;
	expect("PATCH", "/phases/0", viewer, "{\"phase\":\"learn\"}", 403, "");
	expect("PATCH", "/phases/0", security, "{\"phase\":\"learn\"}", 200, "\"phase\":\"learn\"");
	expect("PATCH", "/phases/0", security, "{\"phase\":\"sleep\"}", 422, "enforce");
	expect("PATCH", "/phases/1", security, "{\"phase\":\"review\"}", 200, "\"phase\":\"review\"");
	expect("PATCH", "/phases/77", security, "{\"phase\":\"review\"}", 404, "");
	expect("PATCH", "/phases/zone-", security, "{\"phase\":\"review\"}", 404, "");
	expect("PATCH", "/phases/house-1", security, "{\"phase\":\"review\"}", 404, "");
	expect("PATCH", "/phases/1", security, "{\"phase\":null}", 422, "");
	expect("GET", "/phases", viewer, NULL, 200, "\"seen\":{\"hours\":1,");
	expect("POST", "/calendar", viewer, "{}", 403, "");
	expect("POST", "/calendar", security, "{\"kind\":\"party\"}", 422, "changeover");
	expect("POST", "/calendar", security, "{\"kind\":\"changeover\",\"first\":\"2026-03-02T06:00:00Z\"}", 422, "until when");
	expect("POST", "/calendar", security,
	       "{\"kind\":\"changeover\",\"first\":\"2026-03-02T05:00:00Z\",\"last\":\"2026-03-02T07:00:00Z\",\"note\":\"B\"}",
	       200, "\"note\":\"B\"");
	expect("GET", "/phases", viewer, NULL, 200, "\"changeover\":1");
	expect("DELETE", "/calendar/1", security, NULL, 204, "");
	expect("DELETE", "/calendar/1", security, NULL, 404, "");
}

static void test_devices_of_one_name_are_told_apart(void **state)
{
	(void)state;
	fixture_rows("UPDATE asset SET name = 'LINE2', model = 'CPU 315' WHERE id IN (1, 2);"
		     "INSERT INTO finding (id, scope_id, detector, device, peer, key, detail, severity, state, device_name,"
		     " peer_name, count, source_id, first_seen, last_seen, stored_at) VALUES (7001, 1,"
		     " 'operations.new_writer', 1, 2, 's7comm', 'DB10', 4, 'new', 'LINE2', 'LINE2', 1, 1, 1, 1, 1)");
	expect("GET", "/findings/7001", viewer, NULL, 200, "LINE2 (192.0.2.1) wrote to LINE2 (192.0.2.10)");
	expect("GET", "/allowlist?kind=talk&q=modbus", viewer, NULL, 200, "\"name\":\"LINE2 (192.0.2.1)\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_was_accepted_is_written_for_other_programs),
		cmocka_unit_test(test_threats_are_told_by_zone),
		cmocka_unit_test(test_an_entry_is_narrowed_and_widened),
		cmocka_unit_test(test_phases_and_the_calendar),
		cmocka_unit_test(test_devices_of_one_name_are_told_apart),
	};

	return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
