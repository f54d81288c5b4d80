/* test_api_report_orders.c - reports that write themselves, ordered and read over HTTP. SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char boss[ACCOUNT_SECRET_SIZE], viewer[ACCOUNT_SECRET_SIZE];
static char *local;

const struct person people[] = {
        {"boss", ROLE_ADMINISTRATOR, "a long password", boss},
        {"reader", ROLE_VIEWER, "a long password", viewer},
        {.name = NULL},
};

static int start(void **state)
{
	if (fixture_start(state) != 0)
		return -1;
	expect("POST", "/sites", boss, "{\"name\":\"客先\"}", 201, "\"id\":\"2\"");
	expect("POST", "/users", boss,
	       "{\"name\":\"local\",\"role\":\"administrator\",\"scope\":2,\"password\":\"a first password\"}", 201, "");
	local = fixture_sign_in("local");
	return 0;
}

static int stop(void **state)
{
	free(local);
	return fixture_stop(state);
}

#define MONTHLY "\"report\":\"monthly\",\"language\":\"ja\",\"day\":5"

static void test_an_order_that_cannot_be_kept_says_why(void **state)
{
	(void)state;
	expect("POST", "/report-orders", boss, "{\"report\":\"weather\",\"language\":\"ja\",\"day\":5}", 422, "no such report");
	expect("POST", "/report-orders", boss, "{\"report\":\"monthly\",\"language\":\"fr\",\"day\":5}", 422, "language");
	expect("POST", "/report-orders", boss, "{\"report\":\"monthly\",\"language\":\"ja\",\"day\":29}", 422, "1 to 28");
	expect("POST", "/report-orders", boss, "{\"report\":\"monthly\",\"language\":\"ja\",\"day\":-1}", 422, "1 to 28");
	expect("POST", "/report-orders", boss, "{" MONTHLY ",\"channel\":77}", 404, "");
	expect("POST", "/channels", boss,
	       "{\"kind\":\"syslog\",\"name\":\"siem\",\"server\":\"127.0.0.1\",\"transport\":\"udp\"}", 201, "\"id\":\"1\"");
	expect("POST", "/report-orders", boss, "{" MONTHLY ",\"channel\":1}", 422, "syslog is for machines");
	expect("POST", "/report-orders", viewer, "{" MONTHLY "}", 403, "");
	expect("POST", "/report-orders", local, "{" MONTHLY ",\"scope\":1}", 403, "");
}

#define PIXEL "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

static void test_the_head_of_reports_is_ones_own(void **state)
{
	(void)state;
	expect("PATCH", "/report-head", viewer, "{\"words\":\"x\"}", 403, "");
	expect("PATCH", "/report-head", local, "{\"words\":\"x\",\"scope\":1}", 403, "");
	expect("PATCH", "/report-head", boss, "{\"logo\":\"bm8=\"}", 422, "PNG");
	expect("PATCH", "/report-head", local, "{\"words\":\"社外秘\",\"seals\":[\"工場長\",\"品質\"],\"logo\":\"" PIXEL "\"}", 204, "");
	expect("GET", "/report-head", local, NULL, 200, "[\"工場長\",\"品質\"]");
	expect("GET", "/report-head", boss, NULL, 200, "\"words\":\"\"");
	expect("GET", "/reports/smkl?scope=2", boss, NULL, 200, "社外秘");
	expect("GET", "/reports/smkl?scope=2", boss, NULL, 200, PIXEL);
	expect("GET", "/reports/smkl?scope=2", boss, NULL, 200, "客先");
}

static void test_it_is_written_kept_and_read_by_who_may(void **state)
{
	(void)state;
	expect("POST", "/report-orders", boss, "{" MONTHLY ",\"scope\":2}", 201, "\"id\":\"1\"");
	expect("POST", "/report-orders", boss, "{" MONTHLY ",\"scope\":2}", 201, "\"id\":\"1\""); /* the same again */
	expect("GET", "/report-orders?scope=2", boss, NULL, 200, "\"day\":5");
	assert_int_equal(items_of("/report-orders", boss), 0);
	expect("POST", "/report-orders/1/write", viewer, "{}", 403, "");
	expect("POST", "/report-orders/9/write", boss, "{}", 404, "");
	expect("POST", "/report-orders/1/write", local, "{}", 204, "");
	assert_int_equal(items_of("/kept-reports?scope=2", local), 1);
	expect("GET", "/kept-reports/1", local, NULL, 200, "工場セキュリティ");
	expect("GET", "/kept-reports/1?format=docx", local, NULL, 400, "html or pdf");
	expect("GET", "/kept-reports/1?anonymise=1", local, NULL, 422, "");
	expect("DELETE", "/report-orders/1", local, NULL, 204, "");
	expect("DELETE", "/report-orders/1", local, NULL, 404, "");
	assert_int_equal(items_of("/kept-reports?scope=2", local), 1);
}

static void test_another_site_reads_nothing_of_it(void **state)
{
	(void)state;
	expect("POST", "/report-orders", boss, "{" MONTHLY "}", 201, "");
	struct json_in *j = get("/report-orders", boss);
	char write[64];

	snprintf(write, sizeof(write), "/report-orders/%s/write", json_in_text(json_in_object_at(json_in_array(j, "items"), 0), "id"));
	expect("POST", write, local, "{}", 404, "");
	expect("POST", write, boss, "{}", 204, "");
	json_in_free(j);
	j = get("/kept-reports", boss);
	snprintf(write, sizeof(write), "/kept-reports/%s", json_in_text(json_in_object_at(json_in_array(j, "items"), 0), "id"));
	expect("GET", write, boss, NULL, 200, "<html");
	expect("GET", write, local, NULL, 404, "");
	json_in_free(j);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_an_order_that_cannot_be_kept_says_why),
	        cmocka_unit_test(test_the_head_of_reports_is_ones_own),
	        cmocka_unit_test(test_it_is_written_kept_and_read_by_who_may),
	        cmocka_unit_test(test_another_site_reads_nothing_of_it),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
