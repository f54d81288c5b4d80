/* test_api_uses.c - uses of data over a socket: rights, scopes, hostile input. SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char admin[ACCOUNT_SECRET_SIZE];
static char viewer[ACCOUNT_SECRET_SIZE];

const struct person people[] = {
        {"boss", ROLE_PRODUCTION, "a long password", admin},
        {"guest", ROLE_VIEWER, "another password", viewer},
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
	expect("PATCH", "/uses", admin, "{\"id\":1,\"revision\":1,\"name\":\"late\"}", 409, "somebody changed this");
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_a_use_is_kept_with_its_words),
	        cmocka_unit_test(test_what_makes_no_sense_is_refused),
	        cmocka_unit_test(test_rights_and_scopes_hold),
	};

	return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
