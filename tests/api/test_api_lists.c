/* test_api_lists.c - what lists, overviews and spreadsheets say over HTTP.
 * SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zip.h>

#include "lib/memory.h"

static char admin[ACCOUNT_SECRET_SIZE];

const struct person people[] = {
        {"boss", ROLE_ADMINISTRATOR, "a long password", admin},
        {.name = NULL},
};

static void test_lists_filter_and_paginate(void **state)
{
	(void)state;
	assert_int_equal(items_of("/assets", admin), 3);
	assert_int_equal(items_of("/assets?q=192.0.2.10", admin), 1);
	assert_int_equal(items_of("/assets?q=%E5%88%B6", admin), 0);
	assert_int_equal(items_of("/assets?new=0&role=unknown,printer&limit=1", admin), 1);
	assert_int_equal(items_of("/conversations", admin), 2);
	assert_int_equal(items_of("/conversations?protocol=modbus", admin), 1);
	assert_int_equal(items_of("/conversations?industrial=1", admin), 1);
	assert_int_equal(items_of("/conversations?unknown=1", admin), 1);
	assert_int_equal(items_of("/conversations?q=no-such-word", admin), 0);
	assert_int_equal(items_of("/conversations?q=Modbus%2FTCP", admin), 1);
	assert_int_equal(items_of("/conversations?q=udp%2F9999", admin), 1);
	assert_int_equal(items_of("/conversations?q=00:11", admin), 1);
	assert_int_equal(items_of("/operations", admin), 1);
	assert_int_equal(items_of("/operations?class=read,program", admin), 0);
	assert_int_equal(items_of("/operations?class=read,write", admin), 1);
	assert_int_equal(items_of("/sources", admin), 1);
	size_t seen = 0;
	char target[512] = "/assets?limit=2&sort=-last_seen";
	for (int page = 0; page < 2; page++) {
		struct json_in *list = get(target, admin);

		seen += json_in_count(json_in_array(list, "items"));
		assert_int_equal(json_in_number(list, "total", 0), 3);
		assert_int_equal(json_in_kind(list, "next"),
		                 page == 0 ? JSON_IN_TEXT : JSON_IN_NULL);
		if (page == 0)
			snprintf(target, sizeof(target), "/assets?limit=2&sort=-last_seen&after=%s",
			         json_in_text(list, "next"));
		json_in_free(list);
	}
	assert_int_equal(seen, 3);
}

static void test_overviews_answer(void **state)
{
	static const char *const targets[] = {"/status",           "/map",    "/map?group=vlan",
	                                      "/map?group=subnet", "/audit",  "/users",
	                                      "/stats/1",          "/ledger", "/openapi.json"};

	(void)state;
	for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++)
		json_in_free(get(targets[i], admin));
	struct json_in *map = get("/map?group=subnet", admin);
	assert_int_equal(json_in_count(json_in_array(map, "nodes")), 3);
	assert_int_equal(json_in_count(json_in_array(map, "edges")), 2);
	json_in_free(map);
}

static bool answer_holds(const char *target, const char *text)
{
	struct answer a = ask(&plant, "GET", target, admin, NULL);
	const bool holds = a.status == 200 && strstr(a.body, text) != NULL;

	answer_free(&a);
	return holds;
}

static void name_asset(const char *id, const char *name)
{
	char path[64];
	char body[64];

	snprintf(path, sizeof(path), "/api/v1/assets/%s", id);
	snprintf(body, sizeof(body), name ? "{\"name\":\"%s\"}" : "{\"name\":null}", name);
	assert_int_equal(status_of(ask(&plant, "PATCH", path, admin, body)), 200);
}

static void test_devices_of_one_name_are_told_apart(void **state)
{
	(void)state;
	assert_true(answer_holds("/api/v1/assets", "\"differs\":null"));
	name_asset("a-00001", "LINE2");
	name_asset("a-00002", "LINE2");
	assert_true(answer_holds("/api/v1/assets?q=192.0.2.10", "\"name\":\"LINE2\",\"differs\":\"=CMD()\""));
	assert_true(answer_holds("/api/v1/assets?q=192.0.2.1", "\"differs\":\"192.0.2.1"));
	assert_true(answer_holds("/api/v1/map", "\"differs\":\"=CMD()\""));
	assert_true(answer_holds("/api/v1/conversations", "\"name\":\"LINE2 (=CMD())\""));
	name_asset("a-00001", NULL);
	name_asset("a-00002", NULL);
	assert_false(answer_holds("/api/v1/map", "\"differs\":\""));
}

/* The capture is of March; its last day is what counts, not today's. */
static void test_new_is_told_on_the_clock_of_the_capture(void **state)
{
	(void)state;
	assert_int_equal(items_of("/assets?new=1", admin), 3);
	struct json_in *status = get("/status", admin);
	assert_int_equal(json_in_number(json_in_object(status, "counts"), "assets_new_24h", -1), 3);
	json_in_free(status);
	struct json_in *map = get("/map", admin);
	assert_int_equal(json_in_count(json_in_array(map, "nodes")), 3);
	json_in_free(map);
	struct answer a = ask(&plant, "GET", "/api/v1/assets", admin, NULL);
	assert_null(strstr(a.body, "\"new\":false"));
	answer_free(&a);
}

static void test_csv_runs_no_formula(void **state)
{
	(void)state;
	struct answer a = ask(&plant, "GET", "/api/v1/assets.csv?lang=ja", admin, NULL);
	assert_int_equal(a.status, 200);
	static const char begin[] = "\xef\xbb\xbf\"ID\",\"名称\",";
	assert_memory_equal(a.body, begin, sizeof(begin) - 1);
	assert_non_null(strstr(a.body, ",\"'=CMD()\","));
	assert_null(strstr(a.body, ",\"=CMD"));
	answer_free(&a);
	a = ask(&plant, "GET", "/api/v1/conversations.csv?lang=en", admin, NULL);
	assert_non_null(strstr(a.body, "\"Transport\""));
	answer_free(&a);
	a = ask(&plant, "GET", "/api/v1/operations.csv?lang=en", admin, NULL);
	assert_non_null(strstr(a.body, "\"Write Single Register\""));
	answer_free(&a);
}

static void test_spreadsheets_speak_the_readers_language(void **state)
{
	(void)state;
	assert_true(answer_holds("/api/v1/assets.csv?lang=ja", "\"種類不明\""));
	assert_true(answer_holds("/api/v1/assets.csv?lang=en", "\"Unknown kind\""));
	assert_true(answer_holds("/api/v1/operations.csv?lang=ja", "\"書込み\""));
	assert_true(answer_holds("/api/v1/operations.csv?lang=en", "\"Write\""));
	assert_true(answer_holds("/api/v1/conversations.csv?lang=ja", "\"通信中\""));
}

/* One file of the workbook, as text; the caller frees. */
static char *part_of(const struct answer *a, const char *name)
{
	zip_error_t error;
	zip_source_t *source = zip_source_buffer_create(a->body, a->length, 0, &error);
	zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
	struct zip_stat st;

	assert_non_null(zip);
	assert_int_equal(zip_stat(zip, name, 0, &st), 0);
	char *text = xcalloc(1, st.size + 1);
	zip_file_t *file = zip_fopen(zip, name, 0);
	assert_int_equal(zip_fread(file, text, st.size), (zip_int64_t)st.size);
	zip_fclose(file);
	zip_discard(zip);
	return text;
}

static void test_workbooks_hold_text_not_formulas(void **state)
{
	static const char *const targets[][2] = {
	        {"/api/v1/assets.xlsx?lang=ja", "<t>名称</t>"},
	        {"/api/v1/conversations.xlsx?lang=ja", "<t>要求側</t>"},
	        {"/api/v1/operations.xlsx?lang=en", "<t>Write</t>"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++) {
		struct answer a = ask(&plant, "GET", targets[i][0], admin, NULL);

		assert_int_equal(a.status, 200);
		assert_non_null(strstr(a.head, "spreadsheetml.sheet\r\n"));
		assert_non_null(strstr(a.head, ".xlsx\"\r\n"));
		char *sheet = part_of(&a, "xl/worksheets/sheet1.xml");
		assert_non_null(strstr(sheet, targets[i][1]));
		assert_null(strstr(sheet, "<f>"));
		if (i == 0)
			assert_non_null(strstr(sheet, "t=\"inlineStr\"><is><t>=CMD()</t>"));
		free(sheet);
		answer_free(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_lists_filter_and_paginate),
	        cmocka_unit_test(test_overviews_answer),
	        cmocka_unit_test(test_devices_of_one_name_are_told_apart),
	        cmocka_unit_test(test_new_is_told_on_the_clock_of_the_capture),
	        cmocka_unit_test(test_csv_runs_no_formula),
	        cmocka_unit_test(test_spreadsheets_speak_the_readers_language),
	        cmocka_unit_test(test_workbooks_hold_text_not_formulas),
	};

	return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
