/* test_api_judged.c - the allow-list, its phases and what is written of it, over a socket. SPDX-License-Identifier: Apache-2.0 */

#include "client.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct plant plant;
static char security[ACCOUNT_SECRET_SIZE];
static char viewer[ACCOUNT_SECRET_SIZE];

static int start(void **state)
{
	(void)state;
	plant_start(&plant);
	plant_user(&plant, "suzuki", ROLE_SECURITY, "a long password", security);
	plant_user(&plant, "guest", ROLE_VIEWER, "another password", viewer);
	return 0;
}

static int stop(void **state)
{
	(void)state;
	plant_stop(&plant);
	return 0;
}

static void expect(const char *method, const char *target, const char *who, const char *body, int status,
		   const char *holds)
{
	char path[256];

	snprintf(path, sizeof(path), "/api/v1%s", target);
	struct answer a = ask(&plant, method, path, who, body);
	if (a.status != status || !strstr(a.body, holds))
		fail_msg("%s %s: %d, expected %d with \"%s\":\n%s", method, target, a.status, status, holds, a.body);
	answer_free(&a);
}

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
	expect("GET", "/exports/mud?asset=a-99999", viewer, NULL, 404, "");
	expect("GET", "/exports/iptables", viewer, NULL, 404, "no export");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_was_accepted_is_written_for_other_programs),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
