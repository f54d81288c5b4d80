/* test_api_zones.c - zones, networks and conduits over a socket. SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char security[ACCOUNT_SECRET_SIZE];
static char production[ACCOUNT_SECRET_SIZE];
static char viewer[ACCOUNT_SECRET_SIZE];

const struct person people[] = {
        {"suzuki", ROLE_SECURITY, "a long password", security},
        {"tanaka", ROLE_PRODUCTION, "a third password", production},
        {"guest", ROLE_VIEWER, "another password", viewer},
        {.name = NULL},
};

static void expect_not(const char *target, const char *holds_not)
{
	char path[256];

	snprintf(path, sizeof(path), "/api/v1%s", target);
	struct answer a = ask(&plant, "GET", path, viewer, NULL);
	if (a.status != 200 || strstr(a.body, holds_not))
		fail_msg("%s: %d, holds \"%s\":\n%s", target, a.status, holds_not, a.body);
	answer_free(&a);
}

/* 192.0.2.1 asks the controller 192.0.2.10. */
static void test_zone_holds_the_devices_of_its_networks(void **state)
{
	(void)state;
	expect("GET", "/zones", viewer, NULL, 200, "\"zones\":[]");
	expect("GET", "/zones", viewer, NULL, 200, "\"kind\":\"control\",\"smkl\":\"3\"");
	expect("POST", "/zones", viewer, "{\"name\":\"x\"}", 403, "");
	expect("POST", "/zones", production, "{\"name\":\"第1ライン\",\"kind\":\"control\",\"smkl\":\"3\"}", 200,
	       "\"name\":\"第1ライン\",\"smkl\":\"3\"");
	expect("POST", "/zones", production, "{\"name\":\"OA\",\"smkl\":\"office\"}", 200, "\"devices\":0");
	expect("POST", "/networks", production, "{\"zone\":\"1\",\"name\":\"line\",\"subnets\":[\"192.0.2.8/29\"]}", 200,
	       "\"subnets\":[\"192.0.2.8/29\"]");
	expect("POST", "/networks", production,
	       "{\"zone\":\"2\",\"name\":\"office\",\"subnets\":[\"192.0.2.0/29\"],\"vlans\":[\"10\"]}", 200, "\"vlans\":[\"10\"]");
	expect("GET", "/assets?zone=%E7%AC%AC1%E3%83%A9%E3%82%A4%E3%83%B3", viewer, NULL, 200, "192.0.2.10");
	expect("GET", "/assets", viewer, NULL, 200, "\"zone\":\"OA\",\"zone_evidence\":\"network=office\"");
}

static void test_crossing_is_seen_everywhere(void **state)
{
	(void)state;
	expect("GET", "/crossings", viewer, NULL, 200, "\"from\":\"2\",\"to\":\"1\",\"protocol\":\"modbus\"");
	expect("GET", "/crossings", viewer, NULL, 200, "\"crossing\":\"skip\"");
	expect("GET", "/conversations?from_zone=2&to_zone=1", viewer, NULL, 200, "\"protocol\":\"modbus\"");
	expect("GET", "/conversations?crossing=skip", viewer, NULL, 200, "\"protocol\":\"modbus\"");
	expect("GET", "/conversations?crossing=allowed,draft", viewer, NULL, 200, "\"items\":[]");
	expect("GET", "/conversations?from_zone=outside", viewer, NULL, 200, "\"items\":[]");
	expect("GET", "/map?group=smkl", viewer, NULL, 200, "\"crossing\":\"skip\"");
	expect("GET", "/map?group=smkl", viewer, NULL, 200, "\"lane\":\"office\"");
	expect("GET", "/zones", viewer, NULL, 200, "\"skip\":2");
}

static void test_conduit_allows_what_it_names(void **state)
{
	(void)state;
	expect("POST", "/conduits", production, "{\"from\":\"2\",\"to\":\"1\",\"protocols\":[\"smb\"]}", 200, "\"protocols\":[\"smb\"]");
	expect("GET", "/crossings", viewer, NULL, 200, "\"crossing\":\"skip\"");
	expect("PATCH", "/conduits/1", production, "{\"protocols\":[\"modbus\"],\"classes\":[\"read\"],\"draft\":true}", 200,
	       "\"classes\":[\"read\"],\"note\":null,\"draft\":true");
	expect("GET", "/crossings", viewer, NULL, 200, "\"crossing\":\"draft\"");
	expect("POST", "/zones/drafts", production, "{\"accept\":true}", 403, "");
	expect("POST", "/zones/drafts", security, "{\"accept\":true}", 200, "\"drafts\":0");
	expect("GET", "/crossings", viewer, NULL, 200, "\"crossing\":\"allowed\"");
	expect("GET", "/audit", security, NULL, 200, "conduit.edit");
	expect("GET", "/audit", security, NULL, 200, "zoning.accept");
}

static void test_what_does_not_fit_is_told(void **state)
{
	(void)state;
	expect("POST", "/zones", production, "{\"name\":\"OA\"}", 409, "");
	expect("POST", "/zones", production, "{\"name\":\"\"}", 422, "name");
	expect("POST", "/zones", production, "{\"name\":\"x\",\"smkl\":\"4\"}", 422, "smkl");
	expect("POST", "/zones", production, "{\"name\":\"x\",\"importance\":9}", 422, "importance");
	expect("POST", "/zones", production, "{\"name\":\"x\",\"color\":\"red\"}", 400, "color");
	expect("POST", "/zones", production, "{\"name\":5}", 422, "name");
	expect("POST", "/networks", production, "{\"zone\":\"1\",\"name\":\"n\",\"subnets\":[\"192.0.2.0/40\"]}", 422, "192.0.2.0/40");
	expect("POST", "/networks", production, "{\"zone\":\"1\",\"name\":\"n\",\"vlans\":[\"5000\"]}", 422, "5000");
	expect("POST", "/networks", production, "{\"zone\":\"1\",\"name\":\"n\"}", 422, "subnets");
	expect("POST", "/networks", production, "{\"zone\":\"99\",\"name\":\"n\",\"subnets\":[\"10.0.0.0/8\"]}", 404, "");
	expect("POST", "/networks", production, "{\"zone\":\"1\",\"name\":\"n\",\"subnets\":\"10.0.0.0/8\"}", 422, "array");
	expect("POST", "/networks", production, "{\"zone\":\"1\",\"name\":\"n\",\"subnets\":[\"10.0.0.0/8 10.1.0.0/16\"]}", 422, "word");
	expect("POST", "/conduits", production, "{\"from\":\"1\",\"to\":\"1\"}", 422, "two zones");
	expect("POST", "/conduits", production, "{\"from\":\"1\",\"to\":\"x\"}", 422, "to");
	expect("POST", "/conduits", production, "{\"from\":\"1\",\"to\":\"2\",\"classes\":[\"fly\"]}", 422, "fly");
	expect("PATCH", "/conduits/77", production, "{\"both\":true}", 404, "");
	expect("DELETE", "/networks/77", production, NULL, 404, "");
	expect("POST", "/zones/proposal", production, "{\"by\":\"moon\"}", 422, "by");
	expect("POST", "/zones/drafts", security, "{}", 422, "accept");
	expect("GET", "/map?group=moon", viewer, NULL, 400, "smkl");
}

static void test_renamed_zone_keeps_whom_an_operator_put_there(void **state)
{
	(void)state;
	expect("PATCH", "/assets/a-00001", production, "{\"zone\":\"OA\"}", 200, "\"zone\":\"OA\"");
	expect("PATCH", "/zones/2", production, "{\"name\":\"事務所\",\"importance\":2}", 200, "事務所");
	expect("GET", "/assets/a-00001", viewer, NULL, 200, "\"zone\":\"事務所\",\"zone_evidence\":\"operator=1\"");
	expect("PATCH", "/assets/a-00001", production, "{\"zone\":null}", 200, "network=");
}

static void test_proposal_of_what_stands_nowhere_is_a_draft(void **state)
{
	(void)state;
	expect("DELETE", "/zones/1", production, NULL, 204, "");
	expect_not("/zones", "192.0.2.8/29");
	expect_not("/zones", "\"protocols\":[\"modbus\"]"); /* its conduits went along */
	expect("POST", "/zones/proposal", production, "{\"by\":\"subnet\",\"lang\":\"en\"}", 200, "\"draft\":true");
	expect("POST", "/zones/drafts", security, "{\"accept\":false}", 200, "\"drafts\":0");
}

/* What was said of a place goes with it: another one may get its number. */
static void test_zones_and_networks_have_phases_of_their_own(void **state)
{
	(void)state;
	expect("GET", "/phases", viewer, NULL, 200, "\"id\":\"zone-1\",\"name\":\"第1ライン\",\"kind\":\"zone\",\"phase\":null");
	expect("GET", "/phases", viewer, NULL, 200, "\"id\":\"network-1\",\"name\":\"line\",\"kind\":\"network\"");
	expect("PATCH", "/phases/zone-1", security, "{\"phase\":\"enforce\"}", 200,
	       "\"kind\":\"zone\",\"phase\":\"enforce\"");
	expect("PATCH", "/phases/zone-99", security, "{\"phase\":\"enforce\"}", 404, "");
	expect("POST", "/zones", production, "{\"name\":\"short-lived\"}", 200, "\"id\":\"3\"");
	expect("PATCH", "/phases/zone-3", security, "{\"phase\":\"review\"}", 200, "\"phase\":\"review\"");
	expect("DELETE", "/zones/3", production, NULL, 204, "");
	expect("POST", "/zones", production, "{\"name\":\"after it\"}", 200, "\"id\":\"3\"");
	expect("GET", "/phases", viewer, NULL, 200, "\"name\":\"after it\",\"kind\":\"zone\",\"phase\":null");
	expect("PATCH", "/phases/zone-1", security, "{\"phase\":null}", 200, "\"kind\":\"zone\",\"phase\":null");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_zone_holds_the_devices_of_its_networks),
		cmocka_unit_test(test_zones_and_networks_have_phases_of_their_own),
		cmocka_unit_test(test_crossing_is_seen_everywhere),
		cmocka_unit_test(test_conduit_allows_what_it_names),
		cmocka_unit_test(test_what_does_not_fit_is_told),
		cmocka_unit_test(test_renamed_zone_keeps_whom_an_operator_put_there),
		cmocka_unit_test(test_proposal_of_what_stands_nowhere_is_a_draft),
	};

	return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
