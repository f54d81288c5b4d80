/* test_api_access.c - who gets in over HTTP, and who has to stay outside.
 * SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/routes.h"

static char admin[ACCOUNT_SECRET_SIZE];
static char viewer[ACCOUNT_SECRET_SIZE];

const struct person people[] = {
        {"boss", ROLE_ADMINISTRATOR, "a long password", admin},
        {"guest", ROLE_VIEWER, "another password", viewer},
        {.name = NULL},
};

static void test_nothing_answers_without_a_session(void **state)
{
	char path[128];

	(void)state;
	for (size_t i = 0; i < route_count; i++) {
		snprintf(path, sizeof(path), "/api/v1%s", routes[i].pattern);
		for (char *p = path; *p; p++)
			*p = *p == '{' || *p == '}' ? 'x' : *p;
		if (!routes[i].open)
			assert_int_equal(status_of(ask(&plant, method_name(routes[i].method), path,
			                               NULL, "{}")),
			                 401);
	}
	assert_int_equal(status_of(ask(&plant, "GET", "/api/v1/nothing", NULL, NULL)), 401);
	assert_int_equal(status_of(ask(&plant, "PUT", "/api/v1/assets", NULL, "{}")), 401);
	assert_int_equal(status_of(ask(&plant, "GET", "/api/v2/assets", NULL, NULL)), 401);
	assert_int_equal(status_of(ask(&plant, "GET", "/api/v1/assets",
	                               "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", NULL)),
	                 401);
}

static char *cookie_of(const struct answer *a)
{
	const char *at = a->head ? strstr(a->head, "Set-Cookie: yagura_session=") : NULL;

	assert_non_null(at);
	at += strlen("Set-Cookie: yagura_session=");
	assert_non_null(strstr(at, "; HttpOnly; SameSite=Strict"));
	return strndup(at, strcspn(at, ";\r"));
}

static void test_the_first_link_works_once(void **state)
{
	char body[128];

	(void)state;
	snprintf(body, sizeof(body), "{\"token\":\"%s\"}", plant.once);
	struct answer a = ask(&plant, "POST", "/api/v1/session", NULL, body);
	char *cookie = cookie_of(&a);
	struct json_in *session = json_of(a, 200);
	assert_true(json_in_true(session, "must_set_password"));
	json_in_free(session);
	assert_int_equal(status_of(ask(&plant, "POST", "/api/v1/session", NULL, body)), 401);
	session = json_of(ask(&plant, "PATCH", "/api/v1/session", cookie,
	                      "{\"password\":\"my own password\"}"),
	                  200);
	assert_false(json_in_true(session, "must_set_password"));
	json_in_free(session);
	assert_int_equal(status_of(ask(&plant, "DELETE", "/api/v1/session", cookie, NULL)), 204);
	assert_int_equal(status_of(ask(&plant, "GET", "/api/v1/session", cookie, NULL)), 401);
	free(cookie);
}

static void test_a_password_signs_in_and_a_wrong_one_does_not(void **state)
{
	(void)state;
	struct answer a = ask(&plant, "POST", "/api/v1/session", NULL,
	                      "{\"name\":\"guest\",\"password\":\"another password\"}");
	char *cookie = cookie_of(&a);
	assert_int_equal(status_of(a), 200);
	assert_int_equal(status_of(ask(&plant, "GET", "/api/v1/session", cookie, NULL)), 200);
	free(cookie);
	assert_int_equal(status_of(ask(&plant, "POST", "/api/v1/session", NULL,
	                               "{\"name\":\"guest\",\"password\":\"another passwore\"}")),
	                 401);
	assert_int_equal(status_of(ask(&plant, "POST", "/api/v1/session", NULL, "{}")), 400);
}

/* Signs in and gives the cookie, which the caller frees. */
static char *sign_in(const char *name, const char *password)
{
	char body[256];

	snprintf(body, sizeof(body), "{\"name\":\"%s\",\"password\":\"%s\"}", name, password);
	struct answer a = ask(&plant, "POST", "/api/v1/session", NULL, body);
	char *cookie = cookie_of(&a);

	assert_int_equal(status_of(a), 200);
	return cookie;
}

static void test_a_password_from_another_is_replaced_before_anything_else(void **state)
{
	(void)state;
	assert_int_equal(status_of(ask(&plant, "POST", "/api/v1/users", admin,
	                               "{\"name\":\"second\",\"role\":\"administrator\","
	                               "\"password\":\"first password\"}")),
	                 201);
	char *cookie = sign_in("second", "first password");
	for (size_t i = 0; i < route_count; i++) {
		char path[128];

		if (strcmp(routes[i].pattern, "/session") == 0)
			continue;
		snprintf(path, sizeof(path), "/api/v1%s", routes[i].pattern);
		for (char *p = path; *p; p++)
			*p = *p == '{' || *p == '}' ? 'x' : *p;
		assert_int_equal(
		        status_of(ask(&plant, method_name(routes[i].method), path, cookie, "{}")),
		        403);
	}
	assert_int_equal(status_of(ask(&plant, "PATCH", "/api/v1/session", cookie,
	                               "{\"password\":\"a password of his own\"}")),
	                 200);
	assert_int_equal(status_of(ask(&plant, "GET", "/api/v1/users", cookie, NULL)), 200);
	free(cookie);
	/* and again when it was set anew by another */
	assert_int_equal(status_of(ask(&plant, "PATCH", "/api/v1/users/second", admin,
	                               "{\"password\":\"forgotten, set anew\"}")),
	                 200);
	cookie = sign_in("second", "forgotten, set anew");
	assert_int_equal(status_of(ask(&plant, "GET", "/api/v1/assets", cookie, NULL)), 403);
	free(cookie);
	assert_int_equal(status_of(ask(&plant, "DELETE", "/api/v1/users/second", admin, NULL)), 204);
}

static void test_a_disabled_user_is_out_until_enabled(void **state)
{
	(void)state;
	char *cookie = sign_in("guest", "another password");
	assert_int_equal(status_of(ask(&plant, "PATCH", "/api/v1/users/guest", admin,
	                               "{\"disabled\":true}")),
	                 200);
	assert_int_equal(status_of(ask(&plant, "GET", "/api/v1/assets", cookie, NULL)), 401);
	free(cookie);
	assert_int_equal(status_of(ask(&plant, "POST", "/api/v1/session", NULL,
	                               "{\"name\":\"guest\",\"password\":\"another password\"}")),
	                 403);
	assert_int_equal(status_of(ask(&plant, "PATCH", "/api/v1/users/boss", admin,
	                               "{\"disabled\":true}")),
	                 409);
	assert_int_equal(status_of(ask(&plant, "PATCH", "/api/v1/users/guest", admin,
	                               "{\"disabled\":false}")),
	                 200);
	cookie = sign_in("guest", "another password");
	snprintf(viewer, sizeof(viewer), "%s", cookie); /* the one before has ended */
	free(cookie);
}

static void test_ones_own_password_needs_the_one_before(void **state)
{
	(void)state;
	assert_int_equal(status_of(ask(&plant, "PATCH", "/api/v1/session", viewer,
	                               "{\"password\":\"a third password\"}")),
	                 422);
	assert_int_equal(status_of(ask(&plant, "PATCH", "/api/v1/session", viewer,
	                               "{\"password\":\"nine char\",\"current\":\"another "
	                               "password\"}")),
	                 422);
	assert_int_equal(status_of(ask(&plant, "PATCH", "/api/v1/session", viewer,
	                               "{\"password\":\"another password\",\"current\":"
	                               "\"another password\"}")),
	                 200);
	struct json_in *session = get("/session", admin);
	assert_int_equal(json_in_number(session, "password_min", 0), 10);
	json_in_free(session);
}

static void test_who_guesses_has_to_wait(void **state)
{
	const char *body = "{\"name\":\"nobody\",\"password\":\"guess guess\"}";
	int status = 401;

	(void)state;
	for (int i = 0; i < 8 && status == 401; i++)
		status = status_of(ask(&plant, "POST", "/api/v1/session", NULL, body));
	assert_int_equal(status, 429);
}

static void test_a_change_by_cookie_needs_our_header(void **state)
{
	char headers[256];

	(void)state;
	snprintf(headers, sizeof(headers),
	         "Host: 127.0.0.1:%d\r\nCookie: yagura_session=%s\r\nContent-Type: "
	         "application/json\r\n",
	         plant.port, admin);
	assert_int_equal(status_of(ask_with(&plant, "PATCH", "/api/v1/session", headers,
	                                    "{\"language\":\"en\"}")),
	                 403);
	assert_int_equal(status_of(ask_with(&plant, "GET", "/api/v1/session", headers, NULL)), 200);
}

static void test_a_token_needs_no_cookie(void **state)
{
	char headers[256];

	(void)state;
	struct json_in *made =
	        json_of(ask(&plant, "POST", "/api/v1/tokens", admin, "{\"name\":\"siem\"}"), 201);
	snprintf(headers, sizeof(headers),
	         "Host: localhost:%d\r\nAuthorization: Bearer %s\r\nContent-Type: "
	         "application/json\r\n",
	         plant.port, json_in_text(made, "token"));
	json_in_free(made);
	assert_int_equal(status_of(ask_with(&plant, "GET", "/api/v1/assets", headers, NULL)), 200);
	assert_int_equal(
	        status_of(ask_with(&plant, "POST", "/api/v1/tokens", headers, "{\"name\":\"b\"}")),
	        201);
	assert_int_equal(items_of("/tokens", admin), 2);
}

static void test_other_hosts_are_refused_on_loopback(void **state)
{
	static const char *const wrong[] = {
	        "Host: evil.example\r\n",           "Host: localhost\r\n", "Host: localhost:1\r\n",
	        "Host: 127.0.0.1.evil.example\r\n", "Host: \r\n",
	};
	char headers[64];

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		assert_int_equal(status_of(ask_with(&plant, "GET", "/", wrong[i], NULL)), 403);
		assert_int_equal(
		        status_of(ask_with(&plant, "GET", "/api/v1/session", wrong[i], NULL)), 403);
	}
	snprintf(headers, sizeof(headers), "Host: localhost:%d\r\n", plant.port);
	assert_int_equal(status_of(ask_with(&plant, "GET", "/", headers, NULL)), 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_nothing_answers_without_a_session),
	        cmocka_unit_test(test_the_first_link_works_once),
	        cmocka_unit_test(test_a_password_signs_in_and_a_wrong_one_does_not),
	        cmocka_unit_test(test_a_password_from_another_is_replaced_before_anything_else),
	        cmocka_unit_test(test_a_disabled_user_is_out_until_enabled),
	        cmocka_unit_test(test_ones_own_password_needs_the_one_before),
	        cmocka_unit_test(test_a_change_by_cookie_needs_our_header),
	        cmocka_unit_test(test_a_token_needs_no_cookie),
	        cmocka_unit_test(test_other_hosts_are_refused_on_loopback),
	        cmocka_unit_test(test_who_guesses_has_to_wait),
	};

	return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
