/* test_speed.c - a plant of 30,000 devices is searched and drawn while a person waits.
 * SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>


#include "serve/json_in.h"

/* Each endpoint beyond the devices is a second address of one. */
#define DEVICES   "30000"
#define ENDPOINTS "60000"

#define LIMIT_MS 250
#define ASSESS_MS 500
#define TURNS    3 /* the best counts */

/* What the machine of these limits takes for the yardstick. One that takes longer, for others work on it, may do so. */
#define YARDSTICK_MS 75

#if defined(__SANITIZE_ADDRESS__)
#define SLOWED 8
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SLOWED 8
#endif
#endif
#ifndef SLOWED
#define SLOWED 1
#endif

static char secret[ACCOUNT_SECRET_SIZE];

const struct person people[] = {
        {"boss", ROLE_ADMINISTRATOR, "a long password", secret},
        {.name = NULL},
};

static const char many[] =
        "BEGIN; DELETE FROM asset; DELETE FROM endpoint; DELETE FROM conversation;"
        " DELETE FROM operation;"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " DEVICES ")"
        " INSERT INTO asset (scope_id, id, endpoints, name, vendor, model, role, mac, ip, level,"
        " protocols, stored_at, first_seen, last_seen) SELECT 1, i, 2, 'line' || (i % 40) || '-dev' ||"
        " i, 'Vendor ' || (i % 90), 'Model ' || (i % 400), iif(i % 3, 'plc', 'hmi'),"
        " printf('02:00:00:00:%02x:%02x', i >> 8, i & 255), printf('10.%d.%d.%d', i % 40, i >> 8,"
        " i & 255), iif(i % 3, 10, 20), 'modbus enip', 1, 1, i FROM n;"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " ENDPOINTS ")"
        " INSERT INTO endpoint SELECT 1, i, i > " DEVICES ", 0, iif(i <= " DEVICES
        ", printf('02:00:00:00:%02x:%02x', i >> 8, i & 255), ''), iif(i > " DEVICES
        ", printf('10.%d.%d.%d', i % 40, (i - " DEVICES ") >> 8, i & 255), ''), 0,"
        " (i - 1) % " DEVICES " + 1, iif(i > " DEVICES ", i - " DEVICES
        ", 0), 0, 0, 0, 1, 1, '', 't', 0, 0 FROM n;"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " DEVICES ")"
        " INSERT INTO conversation (scope_id, client, server, port, proto, protocol, vlan, state,"
        " packets_to_server, bytes_to_server, answered, first_seen, last_seen) SELECT 1, 30000 + i % 29000 + 1,"
        " 30000 + i % 30000 + 1, 502 + i % 3, 'TCP', iif(i % 3, 'modbus', 'enip'), 0, 'established',"
        " i, 60 * i, 1, 1, i FROM n;"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " ENDPOINTS ")"
        " INSERT INTO operation (scope_id, key, client, server, protocol, pdu, class, change,"
        " function, code, target, space, ranges, wide, result, count, period_us, jitter_us,"
        " response_us, first_seen, last_seen) SELECT 1, CAST('k' || i AS BLOB), 30000 + i % 29000 + 1,"
        " 30000 + i % 30000 + 1, 'modbus', '', iif(i % 4, 'read', 'write'), 0, 'Function ' ||"
        " (i % 20), i % 20, 'unit ' || (i % 250), 'holding', '', 0, 'ok', i, -1, -1, -1, 1, i FROM n;"
        "COMMIT";

static int start(void **state)
{
	fixture_start(state);
	fixture_rows(many);
	return 0;
}

/* What this process, which is client and server, spends: others may work on the machine. */
static int64_t spent_ms(void)
{
	return (int64_t)clock() * 1000 / CLOCKS_PER_SEC;
}

/* Milliseconds of the fastest answer; it must hold the text. */
static int64_t fastest(const char *target, const char *holds)
{
	int64_t best = INT64_MAX;

	for (int i = 0; i < TURNS; i++) {
		const int64_t began = spent_ms();
		struct answer a = ask(&plant, "GET", target, secret, NULL);
		const int64_t took = spent_ms() - began;

		if (a.status != 200)
			fail_msg("%s: %d %s", target, a.status, a.body);
		if (!strstr(a.body, holds))
			fail_msg("%s: no %s in %.200s", target, holds, a.body);
		answer_free(&a);
		best = took < best ? took : best;
	}
	print_message("%5d ms %s\n", (int)best, target);
	return best;
}

struct question {
	const char *target;
	const char *holds;
};

static int64_t yardstick_ms(void)
{
	int64_t best = INT64_MAX;

	for (int i = 0; i < TURNS; i++) {
		const int64_t began = spent_ms();

		fixture_rows("SELECT count(*), max(a.name || b.name), sum(length(a.ip) * b.level) FROM asset a"
		             " JOIN asset b ON b.scope_id = 1 AND b.id = (a.id * 7919) % " DEVICES " + 1 WHERE a.vendor <> b.model;");
		const int64_t took = spent_ms() - began;

		best = took < best ? took : best;
	}
	return best;
}

/* The limit on the machine as it is now. */
static int64_t allowed_ms(int64_t limit)
{
	const int64_t yardstick = yardstick_ms();

	return limit * SLOWED * (yardstick > YARDSTICK_MS ? yardstick : YARDSTICK_MS) / YARDSTICK_MS;
}

static void ask_all(const struct question *asked, size_t count, int64_t limit)
{
	for (size_t i = 0; i < count; i++) {
		const int64_t allowed = allowed_ms(limit);
		const int64_t took = fastest(asked[i].target, asked[i].holds);

		if (took >= allowed)
			fail_msg("%s takes %d ms of %d", asked[i].target, (int)took, (int)allowed);
	}
}

static void test_lists_and_map_answer_while_a_person_waits(void **state)
{
	static const struct question asked[] = {
	        {"/api/v1/status", "\"conversations\":30000"},
	        {"/api/v1/map", "\"truncated\":true"},
	        {"/api/v1/map?group=subnet", ".0/24"},
	        {"/api/v1/assets?q=dev2999", "line30-dev29990"},
	        {"/api/v1/assets?sort=ip", "line"},
	        {"/api/v1/conversations", "\"total\":30000"},
	        {"/api/v1/conversations?q=dev2999", "line30-dev29990"},
	        {"/api/v1/conversations?q=10.", "\"total\":30000"},
	        {"/api/v1/conversations?q=modbus", "\"total\":20000"},
	        {"/api/v1/operations?q=dev2999", "line30-dev29990"},
	        {"/api/v1/operations?q=write", "\"total\":15000"},
	        {"/api/v1/zones", "\"skip\""},
	};

	(void)state;
	ask_all(asked, sizeof(asked) / sizeof(asked[0]), LIMIT_MS);
}

/* Some thirty gauges look at all of it. */
static void test_assessments_answer_while_a_person_waits(void **state)
{
	static const struct question asked[] = {
	        {"/api/v1/smkl", "\"verdict\":\"supports\""},
	        {"/api/v1/checklist", "\"gauge\":\"segmentation\""},
	        {"/api/v1/plan", "\"gaps\""},
	};

	(void)state;
	ask_all(asked, sizeof(asked) / sizeof(asked[0]), ASSESS_MS);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_lists_and_map_answer_while_a_person_waits),
	        cmocka_unit_test(test_assessments_answer_while_a_person_waits),
	};

	return cmocka_run_group_tests(tests, start, fixture_stop);
}
