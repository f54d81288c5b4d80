/* test_api_edits.c - what people change and send in over HTTP.
 * SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char admin[ACCOUNT_SECRET_SIZE];

const struct person people[] = {
        {"boss", ROLE_ADMINISTRATOR, "a long password", admin},
        {"guest", ROLE_VIEWER, "another password", NULL},
        {.name = NULL},
};

/* The id of the device at this address. */
static void find_asset(const char *ip, char *id)
{
	char target[64];

	snprintf(target, sizeof(target), "/api/v1/assets?q=%s", ip);
	struct answer a = ask(&plant, "GET", target, admin, NULL);
	const char *at = a.body ? strstr(a.body, "\"id\":\"a-") : NULL;
	assert_non_null(at);
	snprintf(id, ASSET_ID_SIZE, "%.*s", (int)strcspn(at + 6, "\""), at + 6);
	answer_free(&a);
}

static void test_an_operator_edits_and_takes_back(void **state)
{
	char id[ASSET_ID_SIZE];
	char path[64];

	(void)state;
	find_asset("192.0.2.10", id);
	snprintf(path, sizeof(path), "/api/v1/assets/%s", id);
	struct json_in *a =
	        json_of(ask(&plant, "PATCH", path, admin,
	                    "{\"name\":\"Press 1\",\"level\":\"3.5\",\"importance\":4}"),
	                200);
	assert_string_equal(json_in_text(a, "name"), "Press 1");
	assert_string_equal(json_in_text(a, "level"), "3.5");
	assert_int_equal(json_in_number(a, "importance", 0), 4);
	json_in_free(a);
	a = json_of(ask(&plant, "PATCH", path, admin, "{\"name\":null,\"importance\":null}"), 200);
	assert_string_not_equal(json_in_text(a, "name"), "Press 1");
	assert_int_equal(json_in_kind(a, "importance"), JSON_IN_NULL);
	json_in_free(a);
	assert_int_equal(status_of(ask(&plant, "PATCH", path, admin, "{\"role\":\"king\"}")), 422);
	assert_int_equal(status_of(ask(&plant, "PATCH", path, admin, "{\"mac\":\"x\"}")), 400);
	assert_int_equal(status_of(ask(&plant, "PATCH", path, admin, "{\"level\":7}")), 422);
	snprintf(path, sizeof(path), "/assets/%s/timeline", id);
	json_in_free(get(path, admin));
	snprintf(path, sizeof(path), "/assets/%s/peers", id);
	assert_int_equal(items_of(path, admin), 1);
}

static void test_a_join_can_be_taken_back(void **state)
{
	char id[ASSET_ID_SIZE];
	char other[ASSET_ID_SIZE];
	char path[64];
	char body[64];

	(void)state;
	find_asset("192.0.2.10", id);
	find_asset("192.0.2.11", other);
	snprintf(path, sizeof(path), "/api/v1/assets/%s/merges", id);
	snprintf(body, sizeof(body), "{\"with\":\"%s\"}", other);
	json_in_free(json_of(ask(&plant, "POST", path, admin, body), 200));
	assert_int_equal(items_of("/assets", admin), 2);
	snprintf(path, sizeof(path), "/api/v1/assets/%s", id);
	struct answer a = ask(&plant, "GET", path, admin, NULL);
	const char *at = a.body ? strstr(a.body, "\"merges\":[{\"id\":\"") : NULL;
	assert_non_null(at);
	snprintf(path, sizeof(path), "/api/v1/merges/%ld", strtol(at + 17, NULL, 10));
	answer_free(&a);
	assert_int_equal(status_of(ask(&plant, "DELETE", path, admin, NULL)), 204);
	assert_int_equal(items_of("/assets", admin), 3);
}

static void test_a_capture_is_handed_to_the_writer(void **state)
{
	char headers[512];

	(void)state;
	snprintf(headers, sizeof(headers),
	         "Host: 127.0.0.1:%d\r\nCookie: yagura_session=%s\r\nX-Yagura: 1\r\nX-Filename: "
	         "..%%2F%%E5%%88%%B6.pcap\r\n",
	         plant.port, admin);
	struct json_in *made =
	        json_of(ask_with(&plant, "POST", "/api/v1/captures", headers, "0123456789"), 202);
	assert_string_equal(json_in_text(made, "id"), "7");
	json_in_free(made);
	assert_string_equal(plant.last_upload, "制.pcap");
	assert_int_equal(plant.uploaded, 10);
	assert_int_equal(status_of(ask_with(&plant, "POST", "/api/v1/captures", headers, "")), 400);
}

static void test_a_ledger_is_shown_then_taken_over(void **state)
{
	char body[256];

	(void)state;
	assert_int_equal(status_of(ask(&plant, "POST", "/api/v1/ledger/preview", admin, "PDF")),
	                 422);
	struct json_in *preview =
	        json_of(ask(&plant, "POST", "/api/v1/ledger/preview", admin, "name,ip\n"), 200);
	assert_string_equal(json_in_text(preview, "sheet"), "s");
	snprintf(body, sizeof(body),
	         "{\"id\":\"%s\",\"sheet\":\"s\",\"header_row\":1,\"map\":{\"name\":0,\"ip\":1}}",
	         json_in_text(preview, "id"));
	json_in_free(preview);
	struct json_in *result = json_of(ask(&plant, "POST", "/api/v1/ledger", admin, body), 200);
	assert_int_equal(json_in_number(result, "matched", 0), 1);
	assert_int_equal(json_in_count(json_in_array(result, "unmatched_rows")), 1);
	assert_int_equal(json_in_count(json_in_array(result, "unknown_assets")), 2);
	json_in_free(result);
	assert_int_equal(items_of("/ledger", admin), 2);
	expect("GET", "/assets?q=192.0.2.10", admin, NULL, 200, "\"name\":\"Press 1\"");
	expect("GET", "/assets/a-00001", admin, NULL, 200, "\"source\":\"ledger\"");
	assert_int_equal(status_of(ask(&plant, "POST", "/api/v1/ledger", admin,
	                               "{\"id\":\"0\",\"map\":{\"name\":0}}")),
	                 404);
}

static void test_people_come_and_go(void **state)
{
	(void)state;
	assert_int_equal(
	        status_of(ask(&plant, "POST", "/api/v1/users", admin,
	                      "{\"name\":\"\xe5\xb1\xb1\xe7\x94\xb0\",\"role\":\"security\","
	                      "\"password\":\"a first password\"}")),
	        201);
	assert_int_equal(status_of(ask(&plant, "POST", "/api/v1/users", admin,
	                               "{\"name\":\"guest\",\"role\":\"viewer\"}")),
	                 409);
	assert_int_equal(status_of(ask(&plant, "POST", "/api/v1/users", admin,
	                               "{\"name\":\"x\",\"role\":\"king\"}")),
	                 422);
	assert_int_equal(status_of(ask(&plant, "PATCH", "/api/v1/users/%E5%B1%B1%E7%94%B0", admin,
	                               "{\"role\":\"viewer\"}")),
	                 200);
	assert_int_equal(
	        status_of(ask(&plant, "DELETE", "/api/v1/users/%E5%B1%B1%E7%94%B0", admin, NULL)),
	        204);
	assert_int_equal(status_of(ask(&plant, "DELETE", "/api/v1/users/boss", admin, NULL)), 409);
	assert_int_equal(status_of(ask(&plant, "DELETE", "/api/v1/users/none", admin, NULL)), 404);
}

static void test_a_source_gets_its_place(void **state)
{
	(void)state;
	struct json_in *s = json_of(
	        ask(&plant, "PATCH", "/api/v1/sources/1", admin,
	            "{\"name\":\"Line 1\",\"point\":{\"switch\":\"SW1\",\"method\":\"mirror\"}}"),
	        200);
	assert_string_equal(json_in_text(s, "name"), "Line 1");
	assert_string_equal(json_in_text(json_in_object(s, "point"), "switch"), "SW1");
	json_in_free(s);
	s = json_of(
	        ask(&plant, "PATCH", "/api/v1/sources/1", admin, "{\"point\":{\"line\":\"L\"}}"),
	        200);
	assert_string_equal(json_in_text(json_in_object(s, "point"), "switch"), "SW1");
	json_in_free(s);
}

static void test_a_log_says_what_became_of_its_lines(void **state)
{
	(void)state;
	expect("GET", "/sources", admin, NULL, 200, "\"id\":\"1\"");
	fixture_rows("INSERT INTO source (id, scope_id, sensor, kind, name, interface, created_at, counters) VALUES (71, 1, 'ids',"
		     " 'log', 'ids', '', 1, '{\"eve.lines\":7,\"eve.alerts\":2,\"eve.others\":1,\"eve.refused\":4,\"eve.dropped\":0}')");
	expect("GET", "/sources", admin, NULL, 200,
	       "\"lines\":{\"read\":7,\"alerts\":2,\"others\":1,\"refused\":4,\"dropped\":0}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_an_operator_edits_and_takes_back),
	        cmocka_unit_test(test_a_join_can_be_taken_back),
	        cmocka_unit_test(test_a_capture_is_handed_to_the_writer),
	        cmocka_unit_test(test_a_ledger_is_shown_then_taken_over),
	        cmocka_unit_test(test_people_come_and_go),
	        cmocka_unit_test(test_a_source_gets_its_place),
	        cmocka_unit_test(test_a_log_says_what_became_of_its_lines),
	};

	return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
