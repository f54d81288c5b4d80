/* test_api_customers.c - a customer goes out, comes in and is erased over HTTP. SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char boss[ACCOUNT_SECRET_SIZE];
static char *local;

const struct person people[] = {
        {"boss", ROLE_ADMINISTRATOR, "a long password", boss},
        {.name = NULL},
};

static int start(void **state)
{
	if (fixture_start(state) != 0)
		return -1;
	expect("POST", "/sites", boss, "{\"name\":\"客先\"}", 201, "\"id\":\"2\"");
	expect("PATCH", "/answers", boss,
	       "{\"pack\":\"meti-checklist\",\"item\":\"3-2\",\"value\":\"2\",\"reason\":\"himitsu\",\"scope\":2}", 200, "");
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

#define PASS "\"passphrase\":\"a passphrase of ours\""

/* Sends bytes in as a file and gives the id under which they are kept; the caller frees. */
static char *upload(const char *bytes, size_t length)
{
	char head[512];
	const int n = snprintf(head, sizeof(head),
	                       "POST /api/v1/customers/upload HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: yagura_session=%s\r\n"
	                       "X-Yagura: 1\r\nConnection: close\r\nContent-Type: application/octet-stream\r\nContent-Length: %zu\r\n\r\n",
	                       plant.port, boss, length);
	char *all = malloc((size_t)n + length);

	memcpy(all, head, (size_t)n);
	memcpy(all + n, bytes, length);
	struct answer a = ask_raw(&plant, all, (size_t)n + length);
	free(all);
	struct json_in *j = json_of(a, 200);
	char *id = strdup(json_in_text(j, "id"));

	json_in_free(j);
	return id;
}

static void expect_file(const char *target, const char *id, const char *more, int status, const char *says)
{
	char body[256];

	snprintf(body, sizeof(body), "{\"id\":\"%s\",%s}", id, more);
	expect("POST", target, boss, body, status, says);
}

static void test_a_customer_goes_out_and_comes_in(void **state)
{
	(void)state;
	expect("GET", "/customers/2", boss, NULL, 200, "\"tables\":{\"user_grant\":1,\"answer\":1}");
	expect("GET", "/customers/9", boss, NULL, 404, "");
	expect("POST", "/customers/2/file", boss, "{\"passphrase\":\"too short\"}", 422, "");
	expect("POST", "/customers/1/file", local, "{" PASS "}", 404, "");
	struct answer file = ask(&plant, "POST", "/api/v1/customers/2/file", boss, "{" PASS "}");
	assert_int_equal(file.status, 200);
	assert_memory_equal(file.body, "YAGURA-SEALED--", 15);
	assert_null(memmem(file.body, file.length, "himitsu", 7));
	expect("GET", "/audit", boss, NULL, 200, "customer.export");

	char *id = upload(file.body, file.length);
	expect_file("/customers/preview", id, "\"passphrase\":\"a passphrase of others\"", 422, "passphrase is wrong");
	expect_file("/customers/preview", id, PASS, 200, "\"name\":\"客先\"");
	expect_file("/customers/preview", id, PASS, 200, "\"name_taken\":true");
	expect_file("/customers", id, PASS, 409, "");
	expect_file("/customers", id, PASS ",\"name\":\"客先の写し\",\"parent\":9", 403, "");
	expect_file("/customers", id, PASS ",\"name\":\"客先の写し\"", 201, "\"id\":\"3\"");
	expect_file("/customers/preview", id, PASS, 200, "\"here\":\"客先の写し\"");
	expect("GET", "/answers?pack=meti-checklist&item=3-2&scope=3", boss, NULL, 200, "himitsu");
	expect("GET", "/answers?pack=meti-checklist&item=3-2&scope=3", local, NULL, 200, "\"total\":0");
	free(id);

	file.body[file.length - 5] ^= 1;
	id = upload(file.body, file.length);
	expect_file("/customers/preview", id, PASS, 422, "changed");
	free(id);
	id = upload(file.body, file.length - 5);
	expect_file("/customers", id, PASS ",\"name\":\"x\"", 422, "cut short");
	free(id);
	id = upload("PK\003\004 something else", 20);
	expect_file("/customers", id, PASS, 422, "no file of a customer");
	free(id);
	expect_file("/customers", "0123456789abcdef", PASS, 404, "send it again");
	expect("GET", "/sites", boss, NULL, 200, "\"total\":3");
	answer_free(&file);
}

static void test_a_customer_is_erased_by_name(void **state)
{
	(void)state;
	expect("POST", "/customers/2/erase", boss, "{\"name\":\"客先\"}", 422, "twice");
	expect("POST", "/customers/2/erase", boss, "{\"name\":\"別\",\"again\":\"別\"}", 422, "not its name");
	expect("POST", "/customers/1/erase", boss, "{\"name\":\"main\",\"again\":\"main\"}", 409, "");
	expect("POST", "/customers/2/erase", local, "{\"name\":\"客先\",\"again\":\"客先\"}", 403, "above");
	expect("GET", "/answers?pack=meti-checklist&item=3-2&scope=2", boss, NULL, 200, "himitsu");
	expect("POST", "/customers/2/erase", boss, "{\"name\":\"客先\",\"again\":\"客先\"}", 200, "\"left\":null");
	expect("GET", "/customers/2", boss, NULL, 404, "");
	expect("GET", "/assets", local, NULL, 401, ""); /* he had nothing else */
	expect("GET", "/audit", boss, NULL, 200, "customer.erase\",\"object\":\"客先\",\"detail\":\"");
	expect("GET", "/audit/proof", boss, NULL, 200, "true");
	expect("GET", "/assets", boss, NULL, 200, "192.0.2.10");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_a_customer_goes_out_and_comes_in),
	        cmocka_unit_test(test_a_customer_is_erased_by_name),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
