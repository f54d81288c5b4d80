/* test_api_uses.c - uses of data over a socket: rights, scopes, hostile input. SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char admin[ACCOUNT_SECRET_SIZE];
static char viewer[ACCOUNT_SECRET_SIZE];
static char security[ACCOUNT_SECRET_SIZE];

const struct person people[] = {
        {"boss", ROLE_PRODUCTION, "a long password", admin},
        {"guest", ROLE_VIEWER, "another password", viewer},
        {"guard", ROLE_SECURITY, "a third password", security},
        {.name = NULL},
};

static void test_a_use_is_kept_with_its_words(void **state)
{
	(void)state;
	expect("GET", "/uses", viewer, NULL, 200, "\"id\":\"digitising\"");
	expect("PATCH", "/uses", admin,
	       "{\"name\":\"予知保全\",\"use_case\":\"predictive\",\"flow\":\"external\",\"changes\":\"cloud-first edge-ai\","
	       "\"data\":\"sensor state\",\"forms\":\"lease-cloud\",\"to_zone\":\"outside\",\"stage\":\"plan\"}",
	       200, "\"id\":\"1\"");
	expect("GET", "/uses", viewer, NULL, 200, "\"changes\":[\"cloud-first\",\"edge-ai\"]");
	expect("GET", "/uses", viewer, NULL, 200, "\"flags\":[{\"id\":\"policy\",\"pairs\":");
	expect("PATCH", "/uses", admin, "{\"id\":1,\"revision\":1,\"name\":\"予知保全\",\"flow\":\"external\",\"agreed\":\"覚書 2026\"}", 200, "");
	expect("GET", "/uses", viewer, NULL, 200, "\"agreed\":true");
	expect("PATCH", "/uses", admin, "{\"id\":1,\"revision\":1,\"name\":\"late\"}", 409, "somebody else changed it");
}

static void test_what_makes_no_sense_is_refused(void **state)
{
	static const char *const bad[] = {
	        "{}", "{\"name\":\"\"}", "{\"name\":\"x\",\"use_case\":\"nothing\"}", "{\"name\":\"x\",\"changes\":\"cloud-first nothing\"}",
	        "{\"name\":\"x\",\"data\":\"sensor;--\"}", "{\"name\":\"x\",\"flow\":\"line it\"}", "{\"name\":\"x\",\"from_zone\":\"-7\"}",
	        "{\"name\":\"x\",\"to_zone\":\"1 OR 1\"}", "{\"name\":\"x\",\"stage\":\"later\"}", "{\"name\":\"x\",\"state\":\"gone\"}",
	        "{\"name\":\"x\",\"sign\":\"nothing\"}", "{\"name\":\"x\",\"forms\":\"../x\"}",
	};
	char *longer = calloc(1, 400);

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		expect("PATCH", "/uses", admin, bad[i], 422, "");
	snprintf(longer, 400, "{\"name\":\"%0300d\"}", 1);
	expect("PATCH", "/uses", admin, longer, 422, "too long");
	free(longer);
}

static void test_rights_and_scopes_hold(void **state)
{
	(void)state;
	expect("PATCH", "/uses", viewer, "{\"name\":\"x\"}", 403, "");
	expect("DELETE", "/uses/1", viewer, NULL, 403, "");
	expect("PATCH", "/uses", admin, "{\"name\":\"x\",\"scope\":99}", 403, "");
	expect("GET", "/uses?scope=99", viewer, NULL, 200, "\"items\":[]");
	expect("GET", "/uses", NULL, NULL, 401, "");
	expect("DELETE", "/uses/77", admin, NULL, 404, "");
	expect("DELETE", "/uses/1", admin, NULL, 204, "");
	expect("GET", "/uses", viewer, NULL, 200, "\"items\":[]");
}

static void test_a_scenario_is_kept_and_accepted_by_who_may(void **state)
{
	(void)state;
	expect("PATCH", "/scenarios", admin,
	       "{\"title\":\"書換え\",\"impact\":\"1320213\",\"threats\":\"partner meti-4\",\"stakeholders\":\"plant integrator\","
	       "\"measures\":\"remote-access\",\"depth\":\"machine\",\"stage\":\"run\",\"threat\":3,\"weakness\":3,\"worth\":2,\"method\":\"damage\"}",
	       200, "\"id\":\"1\"");
	expect("GET", "/scenarios", viewer, NULL, 200, "\"risk\":\"A\"");
	expect("GET", "/scenarios", viewer, NULL, 200, "\"stands\":\"open\"");
	expect("PATCH", "/scenarios", admin,
	       "{\"id\":1,\"revision\":1,\"title\":\"t\",\"state\":\"accepted\",\"because\":\"x\",\"until\":\"2099-01-01\"}", 403, "accepted by");
	expect("PATCH", "/scenarios", security,
	       "{\"id\":1,\"revision\":1,\"title\":\"t\",\"state\":\"accepted\",\"because\":\"x\",\"until\":\"2099-01-01\"}", 200, "");
	expect("GET", "/scenarios", viewer, NULL, 200, "\"accepted_by\":\"guard\"");
	expect("PATCH", "/scenarios", security,
	       "{\"id\":1,\"revision\":2,\"title\":\"t\",\"state\":\"accepted\",\"because\":\"x\",\"until\":\"2020-01-01\"}", 200, "");
	expect("GET", "/scenarios", viewer, NULL, 200, "\"stands\":\"expired\"");
	expect("PATCH", "/scenarios", admin, "{\"id\":1,\"revision\":1,\"title\":\"late\"}", 409, "somebody else changed it");
}

static void test_a_scenario_that_makes_no_sense_is_refused(void **state)
{
	static const char *const bad[] = {
	        "{}", "{\"title\":\"x\",\"impact\":\"9\"}", "{\"title\":\"x\",\"threats\":\"meti-99\"}",
	        "{\"title\":\"x\",\"threats\":\"nothing\"}", "{\"title\":\"x\",\"depth\":\"moon\"}", "{\"title\":\"x\",\"tasks\":\"1 x\"}",
	        "{\"title\":\"x\",\"threat\":4294967297}", "{\"title\":\"x\",\"worth\":-1}", "{\"title\":\"x\",\"state\":\"gone\"}",
	        "{\"title\":\"x\",\"method\":\"guess\"}", "{\"title\":\"x\",\"stage\":\"plan run\"}", "{\"title\":\"x\",\"stakeholders\":\"*\"}",
	        "{\"title\":\"x\",\"state\":\"accepted\"}", "{\"title\":\"x\",\"measures\":\"'; DROP TABLE task\"}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		expect("PATCH", "/scenarios", security, bad[i], 422, "");
	expect("PATCH", "/scenarios", viewer, "{\"title\":\"x\"}", 403, "");
	expect("PATCH", "/scenarios", admin, "{\"title\":\"x\",\"scope\":99}", 403, "");
	expect("GET", "/scenarios?scope=99", viewer, NULL, 200, "\"items\":[]");
	expect("DELETE", "/scenarios/1", viewer, NULL, 403, "");
	expect("DELETE", "/scenarios/1", admin, NULL, 204, "");
	expect("DELETE", "/scenarios/1", admin, NULL, 404, "");
}

static void test_the_value_follows_the_plants_own_table(void **state)
{
	(void)state;
	expect("PATCH", "/scenarios", admin, "{\"title\":\"x\",\"threat\":3,\"weakness\":3,\"worth\":3}", 200, "");
	expect("GET", "/scenarios", viewer, NULL, 200, "\"table_own\":false");
	expect("PATCH", "/register", admin,
	       "{\"kind\":\"risktable\",\"name\":\"risk\",\"body\":\"{\\\"table\\\":\\\"EEEEEEEEEEEEEEEEEEEEEEEEEEB\\\"}\"}", 200, "");
	expect("GET", "/scenarios", viewer, NULL, 200, "\"risk\":\"B\"");
}

static void test_the_basics_are_told_with_their_definitions(void **state)
{
	(void)state;
	expect("GET", "/basics", viewer, NULL, 200, "\"id\":\"bypass\"");
	expect("GET", "/basics", viewer, NULL, 200, "\"learning_detectors\":");
	expect("GET", "/basics?scope=99", viewer, NULL, 200, "\"count\":0,\"all\":0");
	expect("GET", "/vendors", viewer, NULL, 200, "\"items\":[");
	expect("GET", "/basics", NULL, NULL, 401, "");
	expect("GET", "/conversations?measure=bypass", viewer, NULL, 200, "\"items\":[");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_a_use_is_kept_with_its_words),
	        cmocka_unit_test(test_what_makes_no_sense_is_refused),
	        cmocka_unit_test(test_rights_and_scopes_hold),
	        cmocka_unit_test(test_a_scenario_is_kept_and_accepted_by_who_may),
	        cmocka_unit_test(test_a_scenario_that_makes_no_sense_is_refused),
	        cmocka_unit_test(test_the_value_follows_the_plants_own_table),
	        cmocka_unit_test(test_the_basics_are_told_with_their_definitions),
	};

	return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
