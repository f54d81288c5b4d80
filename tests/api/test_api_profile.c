/* test_api_profile.c - the kind of plant and the levels of its zones over a socket. SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <stdio.h>

static char admin[ACCOUNT_SECRET_SIZE];
static char worker[ACCOUNT_SECRET_SIZE];
static char guest[ACCOUNT_SECRET_SIZE];

const struct person people[] = {
        {"boss", ROLE_SECURITY, "a long password", admin},
        {"suzuki", ROLE_PRODUCTION, "a third password", worker},
        {"guest", ROLE_VIEWER, "another password", guest},
        {.name = NULL},
};

static void say(const char *pack, const char *part, const char *item, const char *value)
{
	char body[300];

	snprintf(body, sizeof(body), "{\"pack\":\"%s\",\"part\":\"%s\",\"item\":\"%s\",\"value\":\"%s\",\"revision\":0}", pack, part,
	         item, value);
	expect("PATCH", "/answers", worker, body, 200, "\"revision\":1");
}

static void test_answers_become_targets_with_reasons(void **state)
{
	(void)state;
	expect("GET", "/profile", guest, NULL, 200, "\"strength\":null");
	expect("GET", "/profile", guest, NULL, 200, "\"item\":\"equipment\"");
	say("plant-profile", "", "recovery", "serious");
	say("plant-profile", "", "status", "running");
	expect("GET", "/profile", guest, NULL, 200, "\"strength\":\"middle\",\"level\":2");
	expect("GET", "/profile", guest, NULL, 200, "\"targets\":{\"1\":\"c\",\"2\":\"c\",\"3\":\"b\"}");
	expect("GET", "/profile", guest, NULL, 200, "影響の少ない一つ手前");
	expect("GET", "/profile", NULL, NULL, 401, "");
	expect("PATCH", "/answers", guest, "{\"pack\":\"plant-profile\",\"item\":\"stage\",\"value\":\"stage-1\",\"revision\":0}", 403, "");
	expect("PATCH", "/answers", worker, "{\"pack\":\"plant-profile\",\"item\":\"stage\",\"value\":\"fatal\",\"revision\":0}", 422,
	       "scale");
}

static void test_levels_stand_apart_and_give_one(void **state)
{
	(void)state;
	fixture_rows("INSERT INTO zone (id, scope_id, kind, name, smkl, importance, note, draft) VALUES (4, 1, '', '制御', '3', 0, '', 0);");
	say("protection-levels", "zone-4", "sl-t", "sl-2");
	say("protection-levels", "zone-4", "sl-a", "reached-2");
	expect("GET", "/levels", guest, NULL, 200, "\"target\":2,\"reached\":2,\"maturity\":null,\"protection\":null");
	say("protection-levels", "zone-4", "ml", "ml-1");
	expect("GET", "/levels", guest, NULL, 200, "\"maturity\":1,\"protection\":0");
	expect("GET", "/levels", guest, NULL, 200, "\"to_close\":null");
}

static void test_a_network_says_what_segment_it_is(void **state)
{
	(void)state;
	fixture_rows("INSERT INTO zone (id, scope_id, kind, name, smkl, importance, note, draft) VALUES (9, 1, '', '監視', '2', 0, '', 0);");
	expect("POST", "/networks", worker, "{\"zone\":\"9\",\"name\":\"n\",\"subnets\":[\"10.9.0.0/16\"],\"class\":\"bus\"}", 422,
	       "class");
	expect("POST", "/networks", worker,
	       "{\"zone\":\"9\",\"name\":\"n\",\"subnets\":[\"10.9.0.0/16\"],\"class\":\"field\",\"level\":\"0\",\"model\":\"zero-trust\","
	       "\"hurdles\":[\"cost\",\"legacy\"],\"renewal\":\"renewed\"}",
	       200, "\"class\":\"field\",\"level\":\"0\",\"model\":\"zero-trust\",\"hurdles\":[\"cost\",\"legacy\"],\"renewal\":\"renewed\"");
	expect("GET", "/segments", guest, NULL, 200, "\"loopholes\":[]");
	expect("GET", "/segments", guest, NULL, 200, "\"class\":\"field\",\"networks\":[\"n\"],\"zero_trust\":1");
	expect("GET", "/segments", NULL, NULL, 401, "");
}

static void test_a_closed_finding_keeps_its_cause(void **state)
{
	(void)state;
	fixture_rows("INSERT INTO finding (id, scope_id, detector, device, peer, key, detail, severity, state, device_name, peer_name,"
	             " count, source_id, first_seen, last_seen, stored_at) VALUES (7, 1, 'asset.new', 1, 0, '', '{}', 1, 'new', '', '', 1, 1,"
	             " 1, 1, (SELECT CAST(unixepoch() AS INTEGER) * 1000000000));");
	expect("PATCH", "/findings/7", worker, "{\"state\":\"closed\"}", 200, "\"closed\"");
	expect("PATCH", "/findings/7", worker, "{\"cause\":\"weather\"}", 422, "cause is misuse");
	expect("PATCH", "/findings/7", guest, "{\"cause\":\"media\"}", 403, "");
	expect("PATCH", "/findings/7", worker, "{\"cause\":\"media\"}", 200, "\"kind\":\"cause\",\"value\":\"media\"");
	expect("GET", "/levels", guest, NULL, 200, "\"causes\":[{\"cause\":\"media\",\"findings\":1}]");
}

static void test_a_report_leads_for_a_reader_it_knows(void **state)
{
	(void)state;
	expect("GET", "/reports/management?reader=worker", guest, NULL, 200, "現場の方へ");
	expect("GET", "/reports/management?reader=cook", guest, NULL, 400, "reader is executive");
	expect("GET", "/reports", guest, NULL, 200, "\"led\":true");
	expect("GET", "/reports/proposal", guest, NULL, 200, "自社");
	expect("PATCH", "/register", worker, "{\"kind\":\"newthreat\",\"name\":\"worm\",\"body\":\"{}\"}", 200, "\"id\"");
	expect("PATCH", "/register", guest, "{\"kind\":\"proposal\",\"name\":\"value\",\"body\":\"{}\"}", 403, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_answers_become_targets_with_reasons),
	        cmocka_unit_test(test_levels_stand_apart_and_give_one),
	        cmocka_unit_test(test_a_closed_finding_keeps_its_cause),
	        cmocka_unit_test(test_a_report_leads_for_a_reader_it_knows),
	        cmocka_unit_test(test_a_network_says_what_segment_it_is),
	};

	return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
