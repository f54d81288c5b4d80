/* test_eve.c - which lines of another sensor are alerts, and what is kept of them. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/clock.h"
#include "receive/eve.h"
#include "record/record.h"

#define ENDS "\"timestamp\":\"2026-11-21T14:00:01.204512+0900\",\"src_ip\":\"192.0.2.1\",\"dest_ip\":\"192.0.2.2\""
#define RULE "\"signature\":\"a rule\",\"signature_id\":7"

#define OF_LINES (INT64_C(1795237201) * SECOND)

static struct arena arena;

static enum eve_verdict read(const char *text, struct record *out, const char **why)
{
	char *copy = arena_strdup(&arena, text); /* it is changed */

	return eve_read(copy, strlen(copy), &arena, out, why);
}

static void refused(const char *text, const char *part)
{
	struct record r;
	const char *why;

	assert_int_equal(read(text, &r, &why), EVE_REFUSED);
	if (!strstr(why, part))
		fail_msg("%s: %s", text, why);
}

static void test_an_alert_keeps_what_a_finding_needs(void **state)
{
	struct record r;
	const char *why;

	(void)state;
	assert_int_equal(read("{" ENDS ",\"event_type\":\"alert\",\"vlan\":[5],\"dest_port\":502,\"proto\":\"TCP\",\"http\":{},"
			      "\"suricata_version\":\"8.0.0\",\"alert\":{" RULE ",\"gid\":1,\"severity\":2,\"metadata\":{\"a\":[\"b\"]}},"
			      "\"flow\":{\"pkts_toclient\":1},\"payload\":\"AAAA\"}", &r, &why), EVE_ALERT);
	assert_int_equal(r.type, RECORD_ALERT);
	assert_int_equal(r.time, INT64_C(1795237201204512000));
	assert_int_equal(r.vlan[0], 5);
	assert_int_equal(r.dest_port, 502);
	assert_int_equal(r.src_port, -1);
	assert_int_equal(r.alert.signature_id, 7);
	assert_int_equal(r.alert.severity, 2);
	assert_string_equal(r.alert.signature, "a rule");
	assert_int_equal(r.alert.metadata_count, 1);
	assert_string_equal(r.alert.metadata[0].name, RECORD_ANSWERED);
	assert_null(r.site);
}

static void test_a_line_of_a_time_to_come_counts_when_it_is_read(void **state)
{
	struct record r;
	const char *why;

	(void)state;
	clock_pretend(OF_LINES - 7200 * SECOND);
	assert_int_equal(read("{" ENDS ",\"event_type\":\"alert\",\"alert\":{" RULE "}}", &r, &why), EVE_ALERT);
	assert_true(r.time == clock_now());
	clock_pretend(OF_LINES - 60 * SECOND);
	assert_int_equal(read("{" ENDS ",\"event_type\":\"alert\",\"alert\":{" RULE "}}", &r, &why), EVE_ALERT);
	assert_int_equal(r.time, INT64_C(1795237201204512000));
	clock_pretend(OF_LINES);
}

static void test_what_an_attacker_sends_hides_no_alert(void **state)
{
	struct record r;
	const char *why;

	(void)state;
	assert_int_equal(read("{" ENDS ",\"event_type\":\"alert\",\"http\":{\"url\":\"a\\u0000b\"},\"alert\":{\"signature_id\":7,"
			      "\"signature\":\"a\\u0000\\u202ehidden\"}}", &r, &why), EVE_ALERT);
	assert_null(strstr(r.alert.signature, "\xe2\x80\xae"));
	assert_int_equal(r.alert.metadata_count, 0);
}

static void test_the_rest_of_a_log_is_passed_over(void **state)
{
	struct record r;
	const char *why;

	(void)state;
	assert_int_equal(read("{\"event_type\":\"http\",\"http\":{}}", &r, &why), EVE_OTHER);
	assert_int_equal(read("{\"event_type\":\"a type to come\",\"suricata_version\":\"99.0\"}", &r, &why), EVE_OTHER);
}

static void test_what_we_do_not_read_is_named(void **state)
{
	char *line = arena_alloc(&arena, EVE_LINE_MAX + 2);
	struct record r;
	const char *why;

	(void)state;
	refused("", "");
	refused("not JSON", "");
	refused("[]", "no event_type");
	refused("{\"event_type\":5}", "no event_type");
	refused("{\"_path\":\"notice\"}", "no event_type");
	refused("{" ENDS ",\"event_type\":\"alert\",\"alert\":{" RULE "},\"suricata_version\":\"9.0.0\"}", "suricata_version");
	refused("{" ENDS ",\"event_type\":\"alert\",\"alert\":{" RULE "},\"suricata_version\":\"x\"}", "suricata_version");
	refused("{" ENDS ",\"event_type\":\"alert\"}", "without signature");
	refused("{" ENDS ",\"event_type\":\"alert\",\"alert\":{\"signature\":7,\"signature_id\":\"7\"}}", "without signature");
	refused("{\"src_ip\":\"192.0.2.1\",\"dest_ip\":\"192.0.2.2\",\"event_type\":\"alert\",\"alert\":{" RULE "}}", "timestamp");
	refused("{\"timestamp\":\"2026-11-21T14:00:01Z\",\"event_type\":\"alert\",\"alert\":{" RULE "}}", "nobody");
	memset(line, ' ', EVE_LINE_MAX + 1);
	assert_int_equal(eve_read(line, EVE_LINE_MAX + 1, &arena, &r, &why), EVE_REFUSED);
	assert_string_equal(why, "longer than 256 KB");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_alert_keeps_what_a_finding_needs),
		cmocka_unit_test(test_a_line_of_a_time_to_come_counts_when_it_is_read),
		cmocka_unit_test(test_what_an_attacker_sends_hides_no_alert),
		cmocka_unit_test(test_the_rest_of_a_log_is_passed_over),
		cmocka_unit_test(test_what_we_do_not_read_is_named),
	};

	clock_pretend(OF_LINES);
	const int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
