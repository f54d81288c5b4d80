/* test_api_suppliers.c - the register of suppliers over a socket. SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char buyer[ACCOUNT_SECRET_SIZE];
static char production[ACCOUNT_SECRET_SIZE];
static char vendor[ACCOUNT_SECRET_SIZE];
static char viewer[ACCOUNT_SECRET_SIZE];
static char security[ACCOUNT_SECRET_SIZE];
static char manager[ACCOUNT_SECRET_SIZE];
static char boss[ACCOUNT_SECRET_SIZE];

const struct person people[] = {
        {"buyer", ROLE_PROCUREMENT, "a long password", buyer},
        {"tanaka", ROLE_PRODUCTION, "a third password", production},
        {"seller", ROLE_VENDOR, "a fourth password", vendor},
        {"guest", ROLE_VIEWER, "another password", viewer},
        {"suzuki", ROLE_SECURITY, "a fifth password", security},
        {"chief", ROLE_MANAGEMENT, "a sixth password", manager},
        {"boss", ROLE_ADMINISTRATOR, "a seventh password", boss},
        {.name = NULL},
};

#define A_LTD                                                                                              \
	"{\"name\":\"A制御\",\"kind\":\"equipment\",\"stages\":[\"build\",\"operate\"],\"sides\":[\"hardware\"]," \
	"\"makers\":[\"Siemens\"],\"country\":\"EU\",\"night\":\"090\",\"devices\":[\"a-00001\"]}"

static void test_catalogue_tells_kinds_duties_and_laws(void **state)
{
	(void)state;
	expect("GET", "/stakeholders", vendor, NULL, 200, "\"id\":\"user-ot\"");
	expect("GET", "/stakeholders", viewer, NULL, 200, "\"meets\":[\"S1-072\"]");
	expect("GET", "/stakeholders", viewer, NULL, 200, "\"id\":\"v7\"");
	expect("GET", "/stakeholders", viewer, NULL, 200, "CRA");
}

static void test_a_buyer_keeps_suppliers_with_their_devices(void **state)
{
	(void)state;
	expect("PATCH", "/suppliers", buyer, A_LTD, 200, "\"id\":\"1\"");
	expect("GET", "/suppliers", viewer, NULL, 200, "\"stages\":[\"build\",\"operate\"],\"sides\":[\"hardware\"]");
	expect("GET", "/suppliers", viewer, NULL, 200, "\"devices\":[{\"id\":\"a-00001\",\"name\":");
	expect("GET", "/suppliers", viewer, NULL, 200, "\"seen\":1");
	fixture_rows("UPDATE asset SET vendor = 'Siemens' WHERE id = 2");
	expect("GET", "/suppliers", viewer, NULL, 200, "\"makers\":[{\"name\":\"Siemens\",\"devices\":1,\"known\":true}]");
	expect("GET", "/suppliers", viewer, NULL, 200, "\"seen\":2");
	expect("PATCH", "/suppliers", production, A_LTD, 409, "name");
	expect("PATCH", "/suppliers", production,
	       "{\"id\":1,\"revision\":1,\"name\":\"A制御\",\"kind\":\"integrator\",\"vulnerability\":\"psirt@example.com\"}", 200, "");
	expect("PATCH", "/suppliers", buyer, "{\"id\":1,\"revision\":1,\"name\":\"A制御\",\"kind\":\"parts\"}", 409, "");
	expect("GET", "/suppliers", viewer, NULL, 200, "\"kind\":\"integrator\"");
	expect("GET", "/suppliers", viewer, NULL, 200, "\"revision\":2");
	expect("GET", "/audit", security, NULL, 200, "supplier.edit");
}

static void test_zones_are_reached_and_go_with_the_zone(void **state)
{
	(void)state;
	expect("POST", "/zones", production, "{\"name\":\"制御\",\"smkl\":\"3\"}", 200, "\"id\":\"1\"");
	expect("PATCH", "/suppliers", buyer, "{\"name\":\"B保守\",\"kind\":\"maintenance\",\"zones\":[\"1\",\"99\"]}", 200, "\"id\":\"2\"");
	expect("GET", "/suppliers", viewer, NULL, 200, "\"zones\":[1]");
	expect("GET", "/suppliers", viewer, NULL, 200, "\"reach\":\"制御\"");
	expect("DELETE", "/zones/1", production, NULL, 204, "");
	expect("GET", "/suppliers", viewer, NULL, 200, "\"reach\":null");
}

static void test_who_may_not_is_refused(void **state)
{
	(void)state;
	expect("PATCH", "/suppliers", viewer, A_LTD, 403, "");
	expect("PATCH", "/suppliers", vendor, A_LTD, 403, ""); /* one who sells does not see the others */
	expect("GET", "/suppliers", vendor, NULL, 403, "");
	expect("DELETE", "/suppliers/1", vendor, NULL, 403, "");
	expect("DELETE", "/suppliers/1", manager, NULL, 403, "");
	expect("PATCH", "/suppliers", buyer, "{\"name\":\"x\",\"kind\":\"parts\",\"scope\":2}", 403, "");
}

static void test_what_is_none_is_told(void **state)
{
	static const char *const bad[][2] = {
	        {"{\"kind\":\"parts\"}", "name"},
	        {"{\"name\":[\"x\"],\"kind\":\"parts\"}", "name"},
	        {"{\"name\":\"x\",\"kind\":\"pirate\"}", "kind"},
	        {"{\"name\":\"x\",\"kind\":\"parts\",\"country\":\"XX\"}", "country"},
	        {"{\"name\":\"x\",\"kind\":\"parts\",\"stages\":[\"moon\"]}", "stages"},
	        {"{\"name\":\"x\",\"kind\":\"parts\",\"stages\":[{}]}", "stages"},
	        {"{\"name\":\"x\",\"kind\":\"parts\",\"makers\":[\"\"]}", "arrays"},
	        {"{\"name\":\"x\",\"kind\":\"parts\",\"makers\":[1]}", "arrays"},
	        {"{\"name\":\"x\",\"kind\":\"parts\",\"zones\":[\"one\"]}", "arrays"},
	        {"{\"name\":\"x\",\"kind\":\"parts\",\"devices\":[\"; DROP TABLE supplier\"]}", "arrays"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		expect("PATCH", "/suppliers", buyer, bad[i][0], 422, bad[i][1]);
	expect("PATCH", "/suppliers", buyer, "{\"name\":\"x\",\"kind\":\"parts\",\"devices\":[\"a-77777\"]}", 200, "");
	expect("GET", "/suppliers", viewer, NULL, 200, "\"name\":\"x\"");
	expect("DELETE", "/suppliers/3", buyer, NULL, 204, "");
	expect("DELETE", "/suppliers/3", buyer, NULL, 404, "");
	expect("DELETE", "/suppliers/x", buyer, NULL, 404, "");
}

static void test_a_buyer_keeps_answers_of_suppliers_and_no_others(void **state)
{
	(void)state;
	expect("GET", "/checklist?pack=supplier", buyer, NULL, 200, "\"columns_of\":\"supplier\",\"columns\":[{\"id\":\"s-");
	expect("PATCH", "/answers", buyer, "{\"pack\":\"supplier\",\"part\":\"s-abc\",\"item\":\"v1-1\",\"value\":\"2\"}", 200, "\"revision\":1");
	expect("PATCH", "/answers", buyer, "{\"pack\":\"supplier\",\"part\":\"s-abc\",\"item\":\"v1-1\",\"value\":\"9\",\"revision\":1}", 422, "scale");
	expect("PATCH", "/answers", buyer, "{\"pack\":\"meti-checklist\",\"item\":\"1-1\",\"value\":\"2\"}", 403, "");
	expect("PATCH", "/answers", vendor, "{\"pack\":\"supplier\",\"part\":\"s-abc\",\"item\":\"v1-1\",\"value\":\"4\"}", 403, "");
	expect("PATCH", "/tasks", buyer,
	       "{\"kind\":\"supplier\",\"pack\":\"supplier\",\"part\":\"s-abc\",\"title\":\"A\",\"due_on\":\"2031-01-31\"}", 200, "");
	expect("PATCH", "/tasks", buyer, "{\"kind\":\"measure\",\"title\":\"A\"}", 403, "procurement");
	expect("PATCH", "/tasks", production, "{\"kind\":\"measure\",\"pack\":\"meti-checklist\",\"title\":\"A\"}", 422, "item");
	expect("GET", "/tasks.ics", viewer, NULL, 200, "BEGIN:VALARM");
	expect("GET", "/answers.xlsx?pack=supplier&part=s-abc", viewer, NULL, 200, "PK");
}

static void test_another_site_sees_none_of_them(void **state)
{
	(void)state;
	expect("POST", "/sites", boss, "{\"name\":\"第2工場\"}", 201, "");
	expect("GET", "/suppliers?scope=2", boss, NULL, 200, "\"items\":[]");
	expect("POST", "/users", boss,
	       "{\"name\":\"far\",\"role\":\"procurement\",\"scope\":2,\"password\":\"a first password\"}", 201, "");
	char *far = fixture_sign_in("far");

	expect("GET", "/suppliers?scope=1", far, NULL, 200, "\"items\":[]");
	expect("PATCH", "/suppliers", far, "{\"id\":1,\"revision\":2,\"name\":\"mine\",\"kind\":\"parts\",\"scope\":2}", 409, "");
	expect("DELETE", "/suppliers/1", far, NULL, 404, "");
	free(far);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_catalogue_tells_kinds_duties_and_laws),
	        cmocka_unit_test(test_a_buyer_keeps_suppliers_with_their_devices),
	        cmocka_unit_test(test_zones_are_reached_and_go_with_the_zone),
	        cmocka_unit_test(test_who_may_not_is_refused),
	        cmocka_unit_test(test_what_is_none_is_told),
	        cmocka_unit_test(test_a_buyer_keeps_answers_of_suppliers_and_no_others),
	        cmocka_unit_test(test_another_site_sees_none_of_them),
	};

	return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
