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
	expect("GET", "/exports/nftables?open=1", viewer, NULL, 200, "1 more stay within their subnet");
	expect("GET", "/exports/suricata?open=1", viewer, NULL, 200, "<> 192.0.2.10 502 ");
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

/* The entry of this kind among what one asks another with Modbus. */
static void entry_of_kind(const char *kind, char target[64])
{
	struct json_in *list = get("/allowlist/t-2-1-modbus", viewer);
	const struct json_in *items = json_in_array(list, "items");
	const char *id = NULL;

	for (size_t i = 0; i < json_in_count(items) && !id; i++)
		if (strcmp(json_in_text(json_in_object_at(items, i), "kind"), kind) == 0)
			id = json_in_text(json_in_object_at(items, i), "id");
	assert_non_null(id);
	snprintf(target, 64, "/allowlist-entries/%s", id);
	json_in_free(list);
}

static void test_an_entry_is_narrowed_and_widened(void **state)
{
	char target[64];

	(void)state;
	expect("GET", "/allowlist?kind=talk&q=modbus", viewer, NULL, 200, "\"id\":\"t-2-1-modbus\"");
	expect("GET", "/allowlist?kind=talk&q=modbus", viewer, NULL, 200, "\"top\":{\"class\":\"write\"");
	expect("GET", "/allowlist/t-2-1-modbus", viewer, NULL, 200, "\"fixed\":false");
	expect("PATCH", "/allowlist-entries/1", viewer, "{\"wide\":true}", 403, "");
	expect("PATCH", "/allowlist-entries/1", security, "{\"ranges\":\"131-100\"}", 422, "lowest");
	expect("PATCH", "/allowlist-entries/1", security, "{\"ranges\":\"a\"}", 422, "lowest");
	expect("PATCH", "/allowlist-entries/1", security, "{\"width\":1}", 400, "width");
	expect("PATCH", "/allowlist-entries/99999", security, "{\"wide\":true}", 404, "");
	entry_of_kind("operation", target);
	expect("PATCH", target, security, "{\"ranges\":\"100-131\"}", 422, "ranges: this entry has no addresses");
	fixture_rows("UPDATE allowed SET space = 'holding' WHERE kind = 'operation'");
	expect("PATCH", target, security, "{\"ranges\":\"100-131, 0x200\",\"expires\":\"2099-01-01T00:00:00+09:00\"}", 204, "");
	expect("GET", "/allowlist/t-2-1-modbus", viewer, NULL, 200, "\"ranges\":[[100,131],[512,512]]");
}

static void test_an_entry_takes_only_what_it_can_have(void **state)
{
	char target[64];

	(void)state;
	entry_of_kind("flow", target);
	expect("PATCH", target, security, "{\"ranges\":\"1,2,500-600\"}", 422, "ranges: this entry has no addresses");
	expect("PATCH", target, security, "{\"wide\":true}", 422, "wide: this entry is one thing");
	expect("PATCH", target, security, "{\"state\":\"accepted\",\"expires\":\"2020-01-01T00:00:00Z\"}", 422, "expires is in the past");
	expect("PATCH", target, security, "{\"expires\":20270101}", 422, "expires is no time");
	expect("PATCH", target, security, "{\"expires\":null}", 204, "");
	entry_of_kind("class", target);
	expect("PATCH", target, security, "{\"ranges\":\"1\"}", 422, "ranges: this entry has no addresses");
	expect("PATCH", target, security, "{\"wide\":\"x\"}", 422, "wide is true or false");
	expect("PATCH", target, security, "{\"wide\":true,\"ranges\":\"\"}", 204, "");
	entry_of_kind("operation", target);
	expect("PATCH", target, security, "{\"ranges\":5}", 422, "lowest");
	expect("GET", "/allowlist/t-2-1-modbus", viewer, NULL, 200, "\"ranges\":[[100,131],[512,512]]");
	expect("PATCH", "/allowlist/t-2-1-modbus", security, "{\"state\":\"accepted\",\"expires\":\"2020-01-01T00:00:00Z\"}", 422,
	       "expires is in the past");
}

static void test_silence_is_for_a_device_that_there_is(void **state)
{
	const char *const wrong[][2] = {
		{"\"device\":\"a-99999\"", "device: there is no device a-99999"},
		{"\"device\":\"a-00001\",\"peer\":\"a-99999\"", "peer: there is no device a-99999"},
		{"\"device\":17", "device is no device"},
		{"\"device\":\"a-00001\",\"detector\":5", "detector is a text"},
		{"\"device\":\"a-00001\",\"until\":\"2020-01-01T00:00:00Z\"", "until is in the past"},
		{"\"device\":\"a-00001\",\"until\":7", "until is no time"},
	};
	char body[256];

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		snprintf(body, sizeof(body), "{\"reason\":\"a test\",%s}", wrong[i][0]);
		expect("POST", "/suppressions", security, body, 422, wrong[i][1]);
	}
	expect("GET", "/suppressions", viewer, NULL, 200, "\"total\":0");
	expect("POST", "/suppressions", security, "{\"reason\":\"a test\",\"device\":\"a-00001\",\"peer\":null}", 200, "\"total\":1");
	expect("PATCH", "/detectors/operations.new_writer", security, "{\"enabled\":\"yes\",\"reason\":\"a test\"}", 422,
	       "enabled is true or false");
}

static void test_a_finding_is_accepted_until_a_day_to_come(void **state)
{
	(void)state;
	fixture_rows("INSERT INTO finding (id, scope_id, detector, device, peer, key, detail, severity, state, device_name,"
		     " peer_name, count, source_id, first_seen, last_seen, stored_at) VALUES (7002, 1,"
		     " 'operations.new_writer', 1, 2, 'modbus', 'x', 4, 'new', 'A', 'B', 1, 1, 1, 1, 1)");
	expect("PATCH", "/findings/7002", security, "{\"state\":\"accepted\",\"reason\":\"r\",\"until\":\"2020-01-01T00:00:00Z\"}", 422,
	       "until is in the past");
	expect("PATCH", "/findings/7002", security, "{\"state\":\"accepted\",\"reason\":\"r\",\"until\":5}", 422, "until is no time");
	expect("PATCH", "/findings/7002", security, "{\"state\":\"accepted\",\"reason\":\"r\",\"allow\":\"no\"}", 422, "allow is true or false");
	expect("PATCH", "/findings/7002", security, "{\"state\":\"accepted\",\"reason\":\"r\",\"event\":1}", 422, "event is true or false");
	expect("GET", "/findings/7002", viewer, NULL, 200, "\"state\":\"new\"");
	expect("PATCH", "/findings/7002", security, "{\"state\":\"accepted\",\"reason\":\"r\",\"until\":\"2099-01-01T00:00:00Z\"}", 200, "");
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

static void test_a_capture_is_learned_from_once_more(void **state)
{
	static const char again[] = "{\"phase\":\"learn\",\"again\":true}";

	(void)state;
	fixture_rows("UPDATE source SET kind = 'file', state = 'done' WHERE id = 1");
	plant.keeps = false;
	expect("PATCH", "/phases/1", viewer, again, 403, "");
	expect("PATCH", "/phases/1", security, again, 409, "no longer kept");
	expect("GET", "/phases", viewer, NULL, 200, "\"phase\":\"review\"");
	plant.keeps = true;
	expect("PATCH", "/phases/1", security, again, 200, "\"phase\":\"learn\"");
	expect("PATCH", "/phases/0", security, again, 422, "for captures");
	expect("PATCH", "/phases/77", security, again, 404, "");
	expect("PATCH", "/phases/1", security, "{\"phase\":\"review\"}", 200, "\"phase\":\"review\"");
	fixture_rows("UPDATE source SET kind = 'live' WHERE id = 1");
	expect("PATCH", "/phases/1", security, again, 422, "for captures");
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

static void test_a_controller_that_is_programmed_does_not_act(void **state)
{
	(void)state;
	expect("GET", "/allowlist?kind=talk&q=modbus", viewer, NULL, 200, "\"actor\":\"client\"");
	fixture_rows("UPDATE allowed SET class = 'program' WHERE part = 't-2-1-modbus' AND class != '';"
		     "UPDATE asset SET role = 'plc' WHERE id = 2; UPDATE asset SET role = 'pc' WHERE id = 1");
	expect("GET", "/allowlist?kind=talk&q=modbus", viewer, NULL, 200, "\"actor\":\"server\"");
	fixture_rows("UPDATE asset SET role = 'plc' WHERE id = 1");
	expect("GET", "/allowlist?kind=talk&q=modbus", viewer, NULL, 200, "\"actor\":\"client\"");
}

/* Where this text stands in what the list shows. */
static size_t place_in(const char *target, const char *text)
{
	struct answer a = ask(&plant, "GET", target, viewer, NULL);
	const char *at = a.body ? strstr(a.body, text) : NULL;

	assert_non_null(at);
	const size_t place = (size_t)(at - a.body);

	answer_free(&a);
	return place;
}

static void test_the_allow_list_is_sorted_by_name(void **state)
{
	const char *const up = "/api/v1/allowlist?kind=device&sort=client";
	const char *const down = "/api/v1/allowlist?kind=device&sort=-client";

	(void)state;
	fixture_rows("UPDATE asset SET name = 'PLC10' WHERE id = 1; UPDATE asset SET name = 'plc2' WHERE id = 2;");
	assert_true(place_in(up, "plc2") < place_in(up, "PLC10"));
	assert_true(place_in(down, "PLC10") < place_in(down, "plc2"));
	expect("GET", "/allowlist?sort=server", viewer, NULL, 200, "plc2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_was_accepted_is_written_for_other_programs),
		cmocka_unit_test(test_threats_are_told_by_zone),
		cmocka_unit_test(test_an_entry_is_narrowed_and_widened),
		cmocka_unit_test(test_an_entry_takes_only_what_it_can_have),
		cmocka_unit_test(test_silence_is_for_a_device_that_there_is),
		cmocka_unit_test(test_a_finding_is_accepted_until_a_day_to_come),
		cmocka_unit_test(test_phases_and_the_calendar),
		cmocka_unit_test(test_a_capture_is_learned_from_once_more),
		cmocka_unit_test(test_devices_of_one_name_are_told_apart),
		cmocka_unit_test(test_the_allow_list_is_sorted_by_name),
		cmocka_unit_test(test_a_controller_that_is_programmed_does_not_act),
	};

	return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
