/* test_block_lists.c - block lists over HTTP, and the zone that unbound takes. SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <stdio.h>
#include <string.h>

static char security[ACCOUNT_SECRET_SIZE];
static char viewer[ACCOUNT_SECRET_SIZE];

const struct person people[] = {
        {"soc", ROLE_SECURITY, "a long password", security},
        {"guest", ROLE_VIEWER, "another password", viewer},
        {.name = NULL},
};

static int send_as(const char *who, const char *name, const char *list, const char *part)
{
	char headers[512];

	snprintf(headers, sizeof(headers), "Host: 127.0.0.1:%d\r\nX-Yagura: 1\r\nCookie: yagura_session=%s\r\nX-Filename: %s\r\n",
		 plant.port, who, name);
	struct answer a = ask_with(&plant, "POST", "/api/v1/blocklists", headers, list);
	const int status = a.status;

	if (part && !strstr(a.body, part))
		fail_msg("%s", a.body);
	answer_free(&a);
	return status;
}

static void assert_zone(const char *part, bool there)
{
	struct answer a = ask(&plant, "GET", "/api/v1/exports/rpz", security, NULL);

	assert_int_equal(a.status, 200);
	if ((strstr(a.body, part) != NULL) != there)
		fail_msg("%s", a.body);
	answer_free(&a);
}

static void test_a_list_comes_in_and_goes_out_as_a_zone(void **state)
{
	(void)state;
	assert_int_equal(send_as(viewer, "a.txt", "evil.example\n", NULL), 403);
	assert_int_equal(send_as(security, "a.txt", "no list\n", "line 1"), 422);
	assert_int_equal(send_as(security, "a.txt", "evil.example\n0.0.0.0 bad.example # x\n198.51.100.7/24\n"
						    "2001:db8::5/64\n203.0.113.9\n???\n",
				 "\"entries\":5,\"refused\":1,\"first_refused\":6"),
			 201);
	assert_zone("\nevil.example CNAME .\n*.evil.example CNAME .\n", true);
	assert_zone("\nbad.example CNAME .\n", true);
	assert_zone("\n24.0.100.51.198.rpz-ip CNAME .\n", true);
	assert_zone("\n64.zz.db8.2001.rpz-ip CNAME .\n", true);
	assert_zone("\n32.9.113.0.203.rpz-ip CNAME .\n", true);
	assert_zone("$TTL 300\n@ SOA localhost. root.localhost. ", true);
	/* another one of the same name takes its place */
	assert_int_equal(send_as(security, "a.txt", "other.example\n", "\"entries\":1"), 201);
	assert_zone("evil.example", false);
	struct answer a = ask(&plant, "GET", "/api/v1/blocklists", viewer, NULL);
	assert_non_null(strstr(a.body, "\"id\":\"1\",\"name\":\"a.txt\",\"entries\":1,"));
	answer_free(&a);
	a = ask(&plant, "DELETE", "/api/v1/blocklists/1", security, NULL);
	assert_int_equal(a.status, 204);
	answer_free(&a);
	assert_zone("other.example", false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_list_comes_in_and_goes_out_as_a_zone)};

	return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
