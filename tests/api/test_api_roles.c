/* test_api_roles.c - every route with every role, and rights that end with their scope. SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/rights.h"
#include "serve/routes.h"

static char cookies[ROLE_COUNT][ACCOUNT_SECRET_SIZE];

const struct person people[] = {
        {"viewer", ROLE_VIEWER, "a long password", cookies[ROLE_VIEWER]},
        {"worker", ROLE_PRODUCTION, "a long password", cookies[ROLE_PRODUCTION]},
        {"applicant", ROLE_APPLICANT, "a long password", cookies[ROLE_APPLICANT]},
        {"leader", ROLE_APPLICANT_MANAGER, "a long password", cookies[ROLE_APPLICANT_MANAGER]},
        {"security", ROLE_SECURITY, "a long password", cookies[ROLE_SECURITY]},
        {"buyer", ROLE_PROCUREMENT, "a long password", cookies[ROLE_PROCUREMENT]},
        {"chief", ROLE_MANAGEMENT, "a long password", cookies[ROLE_MANAGEMENT]},
        {"vendor", ROLE_VENDOR, "a long password", cookies[ROLE_VENDOR]},
        {"auditor", ROLE_AUDITOR, "a long password", cookies[ROLE_AUDITOR]},
        {"boss", ROLE_ADMINISTRATOR, "a long password", cookies[ROLE_ADMINISTRATOR]},
        {.name = NULL},
};

static int walk(const struct route *route, const char *cookie)
{
	char path[160];

	snprintf(path, sizeof(path), "/api/v1%s", route->pattern);
	for (char *p = path; *p; p++)
		*p = *p == '{' || *p == '}' ? 'x' : *p;
	struct answer a = ask(&plant, method_name(route->method), path, cookie,
	                      route->method == METHOD_GET ? NULL : "{}");
	const int status = a.status;

	answer_free(&a);
	return status;
}

/* Ends the session, or never ends. */
static bool is_left_out(const struct route *route)
{
	return strcmp(route->pattern, "/session") == 0 || strcmp(route->pattern, "/events") == 0;
}

static void test_every_route_asks_every_role_for_its_rights(void **state)
{
	size_t refused = 0;

	(void)state;
	for (int role = 0; role < ROLE_COUNT; role++)
		for (size_t i = 0; i < route_count; i++) {
			if (is_left_out(&routes[i]))
				continue;
			const bool may = role_may((enum user_role)role, routes[i].rights);
			const int status = walk(&routes[i], cookies[role]);

			if ((status == 403) == may)
				fail_msg("%s %s as %s: %d", method_name(routes[i].method), routes[i].pattern,
				         account_role_name((enum user_role)role), status);
			refused += status == 403;
		}
	assert_true(refused > 100);
}

/* A right that changes something is never given by one that only looks. */
static void test_what_changes_something_needs_more_than_looking(void **state)
{
	const unsigned looks = RIGHT_LOOK | RIGHT_RISK | RIGHT_PACKETS | RIGHT_AUDIT;

	(void)state;
	for (size_t i = 0; i < route_count; i++) {
		assert_true(routes[i].open || routes[i].rights != 0);
		if (routes[i].method != METHOD_GET && (routes[i].rights & looks))
			fail_msg("%s %s", method_name(routes[i].method), routes[i].pattern);
	}
}

/* Said here a second time, on purpose: the table may not change by mistake. */
static void test_who_may_what_in_plain_words(void **state)
{
	static const struct {
		const char *method, *target;
		enum user_role role;
		bool may;
	} said[] = {
	        {"GET", "/findings", ROLE_VIEWER, true},
	        {"PATCH", "/answers", ROLE_VIEWER, false},
	        {"PATCH", "/answers", ROLE_PRODUCTION, true},
	        {"PATCH", "/snapshots/1", ROLE_PRODUCTION, false},
	        {"POST", "/exceptions", ROLE_APPLICANT, true},
	        {"PATCH", "/answers", ROLE_APPLICANT, false},
	        {"PATCH", "/answers", ROLE_APPLICANT_MANAGER, true},
	        {"PATCH", "/assets/a-00001", ROLE_APPLICANT_MANAGER, false},
	        {"PATCH", "/snapshots/1", ROLE_SECURITY, true},
	        {"GET", "/users", ROLE_SECURITY, false},
	        {"PATCH", "/suppliers", ROLE_PROCUREMENT, true},
	        {"PATCH", "/suppliers", ROLE_VENDOR, false},
	        {"PATCH", "/register", ROLE_PROCUREMENT, false},
	        {"PATCH", "/snapshots/1", ROLE_MANAGEMENT, true},
	        {"PATCH", "/answers", ROLE_MANAGEMENT, false},
	        {"GET", "/assets", ROLE_VENDOR, true},
	        {"GET", "/findings", ROLE_VENDOR, false},
	        {"GET", "/vulnerabilities", ROLE_VENDOR, false},
	        {"GET", "/reports/assessment", ROLE_VENDOR, false},
	        {"POST", "/evidence", ROLE_VENDOR, true},
	        {"GET", "/audit", ROLE_AUDITOR, true},
	        {"GET", "/audit", ROLE_VIEWER, false},
	        {"POST", "/evidence", ROLE_AUDITOR, false},
	        {"GET", "/users", ROLE_ADMINISTRATOR, true},
	};
	char path[100];

	(void)state;
	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
		snprintf(path, sizeof(path), "/api/v1%s", said[i].target);
		struct answer a = ask(&plant, said[i].method, path, cookies[said[i].role],
		                      said[i].method[0] == 'G' ? NULL : "{}");

		if ((a.status != 403) != said[i].may)
			fail_msg("%s %s as %s: %d", said[i].method, said[i].target,
			         account_role_name(said[i].role), a.status);
		answer_free(&a);
	}
}

static void test_procurement_keeps_suppliers_and_nothing_else(void **state)
{
	const char *buyer = cookies[ROLE_PROCUREMENT];

	(void)state;
	expect("PATCH", "/suppliers", buyer, "{\"kind\":\"parts\",\"name\":\"A社\"}", 200, "");
	expect("PATCH", "/register", buyer, "{\"kind\":\"work\",\"name\":\"生産\",\"body\":\"{}\"}", 403, "");
	expect("PATCH", "/exceptions/1", cookies[ROLE_MANAGEMENT], "{\"state\":\"ended\"}", 403, "");
}

static void test_what_one_is_here_for_is_ones_own(void **state)
{
	const char *viewer = cookies[ROLE_VIEWER];

	(void)state;
	expect("GET", "/session", viewer, NULL, 200, "\"purpose\":null");
	expect("PATCH", "/session", viewer, "{\"purpose\":\"fun\"}", 422, "diagnosis");
	expect("PATCH", "/session", viewer, "{\"purpose\":\"checklist\"}", 200, "\"purpose\":\"checklist\"");
	expect("GET", "/session", viewer, NULL, 200, "\"purpose\":\"checklist\"");
	expect("GET", "/session", cookies[ROLE_AUDITOR], NULL, 200, "\"purpose\":null");
}

static void test_rights_end_with_the_scope(void **state)
{
	const char *boss = cookies[ROLE_ADMINISTRATOR];

	(void)state;
	expect("POST", "/sites", boss, "{\"name\":\"第2工場\"}", 201, "\"id\":\"2\"");
	expect("GET", "/sites", boss, NULL, 200, "{\"id\":\"2\",\"parent\":\"1\",\"name\":\"第2工場\"}");
	expect("POST", "/users", boss,
	       "{\"name\":\"local\",\"role\":\"administrator\",\"scope\":2,\"password\":\"a first password\"}", 201,
	       "\"scope\":\"2\"");
	char *local = fixture_sign_in("local");

	expect("GET", "/sites", local, NULL, 200, "\"total\":1");
	expect("GET", "/assets", local, NULL, 200, "\"total\":0");
	expect("GET", "/users", local, NULL, 200, "\"total\":1");
	expect("PATCH", "/users/viewer", local, "{\"role\":\"administrator\"}", 404, "");
	expect("POST", "/users", local, "{\"name\":\"x\",\"scope\":1,\"password\":\"a first password\"}", 403, "");
	expect("PATCH", "/users/local", local, "{\"scope\":1}", 403, "");
	expect("PATCH", "/assets/a-00001", local, "{\"note\":\"x\"}", 404, "");
	expect("POST", "/assets/a-00001/merges", local, "{\"with\":\"a-00002\"}", 404, "");
	expect("POST", "/zones", local, "{\"name\":\"theirs\"}", 200, "theirs"); /* in his own site */
	expect("GET", "/zones?scope=2", boss, NULL, 200, "theirs");
	expect("GET", "/zones?scope=1", local, NULL, 403, "");
	expect("DELETE", "/merges/1", local, NULL, 404, "");
	expect("PATCH", "/sources/1", local, "{\"name\":\"x\"}", 404, "");
	expect("PATCH", "/answers", local,
	       "{\"pack\":\"meti-checklist\",\"item\":\"3-2\",\"value\":\"2\",\"scope\":1}", 403, "");
	expect("PATCH", "/answers", local,
	       "{\"pack\":\"meti-checklist\",\"item\":\"3-2\",\"value\":\"2\",\"scope\":2}", 200, "");
	/* somebody who administers the whole must be left */
	expect("PATCH", "/users/admin", boss, "{\"disabled\":true}", 200, "");
	expect("PATCH", "/users/boss", boss, "{\"scope\":2}", 409, "");
	expect("PATCH", "/users/local", boss, "{\"scope\":1,\"role\":\"auditor\"}", 200, "\"role\":\"auditor\",\"scope\":\"1\"");
	expect("GET", "/assets", local, NULL, 200, "192.0.2.10");
	expect("POST", "/evidence", local, "{}", 403, "");
	expect("GET", "/audit", local, NULL, 200, "user.role");
	free(local);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_what_changes_something_needs_more_than_looking),
	        cmocka_unit_test(test_who_may_what_in_plain_words),
	        cmocka_unit_test(test_procurement_keeps_suppliers_and_nothing_else),
	        cmocka_unit_test(test_what_one_is_here_for_is_ones_own),
	        cmocka_unit_test(test_rights_end_with_the_scope),
	        cmocka_unit_test(test_every_route_asks_every_role_for_its_rights),
	};

	return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
