/* test_api_orders.c - orders and what is required over a socket. SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <stdlib.h>
#include <string.h>

static char buyer[ACCOUNT_SECRET_SIZE];
static char vendor[ACCOUNT_SECRET_SIZE];
static char viewer[ACCOUNT_SECRET_SIZE];
static char manager[ACCOUNT_SECRET_SIZE];
static char boss[ACCOUNT_SECRET_SIZE];

const struct person people[] = {
        {"buyer", ROLE_PROCUREMENT, "a long password", buyer},
        {"seller", ROLE_VENDOR, "a fourth password", vendor},
        {"guest", ROLE_VIEWER, "another password", viewer},
        {"chief", ROLE_MANAGEMENT, "a sixth password", manager},
        {"boss", ROLE_ADMINISTRATOR, "a seventh password", boss},
        {.name = NULL},
};

#define PLC                                                                                                   \
	"\"title\":\"3号ライン PLC <b>\",\"grain\":\"product\",\"role\":\"plc\",\"importance\":4,"                \
	"\"conditions\":[\"program\",\"remote\"],\"protocols\":[\"modbus\"]"

static void test_an_order_begins_with_what_is_proposed_and_why(void **state)
{
	(void)state;
	expect("GET", "/procurement", viewer, NULL, 200, "\"id\":\"3-3\"");
	expect("PATCH", "/orders", buyer, "{" PLC "}", 200, "\"id\":\"1\"");
	expect("GET", "/orders/1", viewer, NULL, 200, "\"item\":\"p-pentest\"");
	expect("GET", "/orders/1", viewer, NULL, 200, "\"because\":[\"protocol:modbus\",\"importance:4\"],\"proposed\":true,\"wanted\":true");
	expect("GET", "/orders/1", viewer, NULL, 200, "\"because\":[\"condition:remote\",\"importance:4\"]");
	expect("GET", "/orders", viewer, NULL, 200, "\"decided\":0");
}

static void test_each_requirement_is_met_extended_or_accepted_until_a_day(void **state)
{
	(void)state;
	expect("PATCH", "/orders/1/items", buyer,
	       "{\"items\":[{\"item\":\"p-plain\",\"wanted\":true,\"outcome\":\"accepted\",\"how\":\"区画を分ける\",\"until\":\"2031-03-31\"}]}", 204, "");
	expect("GET", "/exceptions?pack=procurement", viewer, NULL, 200, "\"measure\":\"区画を分ける\",\"ends_on\":\"2031-03-31\"");
	expect("PATCH", "/exceptions/1", buyer, "{\"state\":\"approved\"}", 403, "");
	expect("PATCH", "/exceptions/1", manager, "{\"state\":\"approved\"}", 204, "");
	expect("GET", "/orders/1", viewer, NULL, 200, "\"approved_by\":\"chief\"");
	expect("PATCH", "/orders/1/items", buyer,
	       "{\"items\":[{\"item\":\"p-plain\",\"wanted\":true,\"outcome\":\"met\"},"
	       "{\"item\":\"own-1\",\"wanted\":true,\"category\":\"2\",\"title\":\"盤\",\"text\":\"鍵のかかる盤\"}]}", 204, "");
	expect("GET", "/exceptions?pack=procurement", viewer, NULL, 200, "\"items\":[]");
	expect("GET", "/orders", viewer, NULL, 200, "\"decided\":1");
	expect("GET", "/audit", boss, NULL, 200, "order.requirement");
}

static void test_papers_say_what_was_chosen_and_escape_it(void **state)
{
	(void)state;
	expect("GET", "/orders/1/specification", viewer, NULL, 200, "3号ライン PLC &lt;b&gt;");
	expect("GET", "/orders/1/specification", viewer, NULL, 200, "鍵のかかる盤");
	expect("GET", "/orders/1/specification?lang=en", viewer, NULL, 200, "For safety and continuity");
	expect("GET", "/orders/1/acceptance", viewer, NULL, 200, "封印が破れていない");
	expect("GET", "/orders/1/specification?format=docx", viewer, NULL, 200, "PK");
	expect("PATCH", "/orders/1/items", buyer, "{\"items\":[{\"item\":\"f-seal\",\"wanted\":false}]}", 204, "");
	struct answer a = ask(&plant, "GET", "/api/v1/orders/1/acceptance", viewer, NULL);
	assert_null(strstr(a.body, "封印が破れていない"));
	answer_free(&a);
}

static void test_what_is_none_or_not_allowed_is_told(void **state)
{
	static const char *const bad[][3] = {
	        {"/orders", "{\"grain\":\"product\"}", "ordered"},
	        {"/orders", "{\"title\":\"x\",\"grain\":\"ship\"}", "grain"},
	        {"/orders", "{\"title\":\"x\",\"grain\":\"product\",\"importance\":9}", "importance"},
	        {"/orders", "{\"title\":\"x\",\"grain\":\"product\",\"conditions\":[\"moon\"]}", "conditions"},
	        {"/orders", "{\"title\":\"x\",\"grain\":\"product\",\"protocols\":[\"a b\"]}", "protocols"},
	        {"/orders/1/items", "{\"items\":[]}", "least one"},
	        {"/orders/1/items", "{\"items\":[7]}", "no such requirement"},
	        {"/orders/1/items", "{\"items\":[{\"item\":\"own-1x\",\"title\":\"t\",\"text\":\"t\",\"category\":\"2\"}]}", "no such"},
	        {"/orders/1/items", "{\"items\":[{\"item\":\"own-2\",\"title\":\"t\",\"text\":\"t\",\"category\":\"9\"}]}", "category"},
	        {"/orders/1/items", "{\"items\":[{\"item\":\"f-seal\",\"outcome\":\"extra\"}]}", "measure"},
	        {"/orders/1/items", "{\"items\":[{\"item\":\"f-seal\",\"outcome\":\"accepted\",\"how\":\"h\"}]}", "until"},
	        {"/orders/1/items", "{\"items\":[{\"item\":\"f-seal\",\"outcome\":\"fine\"}]}", "outcome"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		expect("PATCH", bad[i][0], buyer, bad[i][1], 422, bad[i][2]);
	expect("PATCH", "/orders", vendor, "{" PLC "}", 403, "");
	expect("PATCH", "/orders", viewer, "{" PLC "}", 403, "");
	expect("GET", "/orders/1", vendor, NULL, 403, "");
	expect("PATCH", "/orders/99/items", buyer, "{\"items\":[{\"item\":\"f-seal\"}]}", 404, "");
	expect("PATCH", "/orders", buyer, "{\"id\":1,\"revision\":7," PLC "}", 409, "");
	expect("POST", "/sites", boss, "{\"name\":\"第2工場\"}", 201, "");
	expect("POST", "/users", boss, "{\"name\":\"far\",\"role\":\"procurement\",\"scope\":2,\"password\":\"a first password\"}", 201, "");
	char *far = fixture_sign_in("far");

	expect("GET", "/orders/1", far, NULL, 404, "");
	expect("GET", "/orders/1/specification", far, NULL, 404, "");
	expect("PATCH", "/orders/1/items", far, "{\"items\":[{\"item\":\"f-seal\"}]}", 404, "");
	expect("DELETE", "/orders/1", far, NULL, 404, "");
	free(far);
	expect("DELETE", "/orders/1", buyer, NULL, 204, "");
	expect("GET", "/orders/1", viewer, NULL, 404, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_an_order_begins_with_what_is_proposed_and_why),
	        cmocka_unit_test(test_each_requirement_is_met_extended_or_accepted_until_a_day),
	        cmocka_unit_test(test_papers_say_what_was_chosen_and_escape_it),
	        cmocka_unit_test(test_what_is_none_or_not_allowed_is_told),
	};

	return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
