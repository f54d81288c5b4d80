/* test_api_compare.c - 200 sites beside one another, with five years of records, within a second. SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>


#include "lib/clock.h"

#define SITES  200
#define LIMIT  SECOND

static char viewer[ACCOUNT_SECRET_SIZE];
static char boss[ACCOUNT_SECRET_SIZE];
static char stranger[ACCOUNT_SECRET_SIZE];

const struct person people[] = {
        {"guest", ROLE_VIEWER, "another password", viewer},
        {"boss", ROLE_ADMINISTRATOR, "a long password", boss},
        {"other", ROLE_VIEWER, "a third password", stranger},
        {.name = NULL},
};

/* Four revisions of each of 35 items and 24 judgements, 20 quarterly records of both. */
static const char fill[] =
        "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 201)"
        " INSERT INTO scope (id, parent, name) SELECT i, 1, '第' || i || '工場' FROM n;"
        "WITH RECURSIVE s (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM s WHERE i < 201),"
        " v (r) AS (VALUES (1), (2), (3), (4)), q (item) AS (VALUES ('0-1'), ('0-2'), ('0-3'), ('1-1'), ('1-2'),"
        " ('1-3'), ('1-4'), ('1-5'), ('2-1'), ('2-2'), ('2-3'), ('2-4'), ('2-5'), ('2-6'), ('2-7'), ('2-8'),"
        " ('2-9'), ('2-10'), ('2-11'), ('2-12'), ('2-13'), ('3-1'), ('3-2'), ('3-3'), ('3-4'), ('3-5'), ('3-6'),"
        " ('3-7'), ('3-8'), ('4-1'), ('4-2'), ('4-3'), ('4-4'), ('4-5'), ('4-6'))"
        " INSERT INTO answer (scope_id, pack, part, item, kind, revision, pack_version, value, reason, override,"
        " document, reviewed_on, due_on, specimen, user, at) SELECT i, 'meti-checklist', '', item, 'answer', r, '1',"
        " iif(r = 4, 1 + (i + length(item)) % 5, 1), '備考', '', '', '', '', 0, 'x', r FROM s, v, q;"
        "WITH RECURSIVE s (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM s WHERE i < 201),"
        " v (r) AS (VALUES (1), (2), (3), (4)), p (part) AS (VALUES ('1'), ('2'), ('3')), q (item) AS (VALUES ('a-1'),"
        " ('a-2'), ('b-1'), ('b-2'), ('c-1'), ('c-2'), ('d-1'), ('d-2'))"
        " INSERT INTO answer (scope_id, pack, part, item, kind, revision, pack_version, value, reason, override,"
        " document, reviewed_on, due_on, specimen, user, at) SELECT i, 'smkl-security', part, item, 'answer', r, '1',"
        " 'yes', '', '', '', '', '', 0, 'x', r FROM s, v, p, q;"
        "WITH RECURSIVE s (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM s WHERE i < 201),"
        " v (r) AS (SELECT 1 UNION ALL SELECT r + 1 FROM v WHERE r < 20), p (pack) AS (VALUES ('meti-checklist'),"
        " ('smkl-security')) INSERT INTO snapshot (scope_id, pack, title, content, hash, user, at, basis, summary)"
        " SELECT i, pack, r || '期', '{\"items\":[' || hex(zeroblob(4000)) || ']}', 'h', 'x', r, 'b',"
        " '{\"items\":35,\"answered\":35,\"done\":' || r || ',\"differs\":1,\"positions\":{}}' FROM s, v, p;";

static int start(void **state)
{
	fixture_start(state);
	fixture_rows(fill);
	/* somebody of one plant only */
	fixture_rows("UPDATE user_grant SET scope_id = 7 WHERE user_id = (SELECT id FROM user WHERE name = 'other')");
	return 0;
}

static size_t count_of(const char *text, const char *part)
{
	size_t count = 0;

	for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
		count++;
	return count;
}

static void within_a_second(const char *pack, const char *expected)
{
	char target[100];

	snprintf(target, sizeof(target), "/api/v1/compare?pack=%s", pack);
	const int64_t begun = clock_monotonic();
	struct answer a = ask(&plant, "GET", target, viewer, NULL);
	const int64_t took = clock_monotonic() - begun;

	assert_int_equal(a.status, 200);
	print_message("%s: %lld ms, %zu bytes\n", pack, (long long)(took / 1000000), a.length);
	assert_int_equal(count_of(a.body, "\"snapshots\":"), SITES + 1);
	assert_int_equal(count_of(a.body, "\"summary\":"), SITES * 20);
	assert_non_null(strstr(a.body, expected));
	assert_true(took < LIMIT);
	answer_free(&a);
}

static void test_compare_opens_within_a_second(void **state)
{
	(void)state;
	within_a_second("meti-checklist", "\"name\":\"第201工場\",\"answered\":35,");
	within_a_second("smkl-security", "\"name\":\"第201工場\",\"answered\":24,\"done\":24,");
}

static void test_plants_are_kept_apart(void **state)
{
	(void)state;
	struct answer a = ask(&plant, "GET", "/api/v1/compare", stranger, NULL);

	assert_int_equal(a.status, 200);
	assert_non_null(strstr(a.body, "第7工場"));
	assert_null(strstr(a.body, "第8工場"));
	assert_int_equal(count_of(a.body, "\"snapshots\":"), 1);
	answer_free(&a);
	a = ask(&plant, "GET", "/api/v1/checklist?scope=8", stranger, NULL);
	assert_non_null(strstr(a.body, "\"answered\":0"));
	answer_free(&a);
	a = ask(&plant, "GET", "/api/v1/snapshots?scope=8", stranger, NULL);
	assert_non_null(strstr(a.body, "\"items\":[]"));
	answer_free(&a);
}

static void test_an_administrator_adds_a_site(void **state)
{
	(void)state;
	struct answer a = ask(&plant, "POST", "/api/v1/sites", boss, "{\"name\":\"新工場\",\"parent\":1}");

	assert_int_equal(a.status, 201);
	answer_free(&a);
	a = ask(&plant, "POST", "/api/v1/sites", boss, "{\"name\":\"\"}");
	assert_int_equal(a.status, 422);
	answer_free(&a);
	a = ask(&plant, "POST", "/api/v1/sites", viewer, "{\"name\":\"x\"}");
	assert_int_equal(a.status, 403);
	answer_free(&a);
	a = ask(&plant, "GET", "/api/v1/compare", viewer, NULL);
	assert_non_null(strstr(a.body, "\"name\":\"新工場\",\"answered\":0"));
	answer_free(&a);
}

/* An approved exception that has not ended, an item that does not apply, an answer for an older version. */
static void test_a_site_that_differs_from_the_common_measures_says_in_what(void **state)
{
	(void)state;
	fixture_rows("INSERT INTO answer (scope_id, pack, part, item, kind, revision, pack_version, value, reason, override,"
	             " document, reviewed_on, due_on, specimen, user, at) VALUES (9, 'meti-checklist', '', '1-1', 'answer', 5, '0',"
	             " '2', '', '', '', '', '', 0, 'x', 5), (9, 'meti-checklist', '', '1-2', 'answer', 5, '1', 'n/a', 'r', '', '', '',"
	             " '', 0, 'x', 5);"
	             "INSERT INTO exception (scope_id, pack, part, item, reason, measure, ends_on, user, at, approved_by,"
	             " approved_at) VALUES (9, 'meti-checklist', '', '3-2', 'r', 'm', '2099-01-01', 'x', 1, 'y', 2),"
	             " (9, 'meti-checklist', '', '3-3', 'over', 'm', '2001-01-01', 'x', 1, 'y', 2),"
	             " (9, 'meti-checklist', '', '3-4', 'nobody said so', 'm', '2099-01-01', 'x', 1, '', 0)");
	struct json_in *j = get("/compare", viewer);
	const struct json_in *items = json_in_array(j, "items");

	for (size_t i = 0; i < json_in_count(items); i++) {
		const struct json_in *site = json_in_object_at(items, i);
		const bool differs = strcmp(json_in_text(site, "id"), "9") == 0;

		assert_int_equal(json_in_number(site, "older", -1), differs);
		assert_int_equal(json_in_number(site, "exceptions", -1), differs);
		assert_int_equal(json_in_number(site, "not_applicable", -1), differs);
	}
	json_in_free(j);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_compare_opens_within_a_second),
	        cmocka_unit_test(test_plants_are_kept_apart),
	        cmocka_unit_test(test_a_site_that_differs_from_the_common_measures_says_in_what),
	        cmocka_unit_test(test_an_administrator_adds_a_site),
	};

	return cmocka_run_group_tests(tests, start, fixture_stop);
}
