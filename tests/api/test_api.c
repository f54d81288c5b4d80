/* test_api.c - the HTTP API over a socket: who gets in, what is refused, what lists say.
 * SPDX-License-Identifier: Apache-2.0 */

#include "client.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include <cmocka.h>
#include <gnutls/gnutls.h>
#include <zip.h>

#include "lib/memory.h"
#include "serve/json_in.h"
#include "serve/routes.h"

static struct plant plant;
static char admin[ACCOUNT_SECRET_SIZE];
static char viewer[ACCOUNT_SECRET_SIZE];

static int start(void **state)
{
	(void)state;
	plant_start(&plant);
	plant_user(&plant, "boss", ROLE_ADMINISTRATOR, "a long password", admin);
	plant_user(&plant, "guest", ROLE_VIEWER, "another password", viewer);
	return 0;
}

static int stop(void **state)
{
	(void)state;
	plant_stop(&plant);
	return 0;
}

/* The status of a request; problems must look like problems (RFC 9457). */
static int status_of(struct answer a)
{
	const char *error = NULL;
	const int status = a.status;

	if (status >= 400) {
		struct json_in *problem = json_in_new(a.body, a.length, &error);

		assert_non_null(strstr(a.head, "Content-Type: application/problem+json\r\n"));
		assert_non_null(problem);
		assert_int_equal(json_in_number(problem, "status", 0), status);
		assert_non_null(json_in_text(problem, "type"));
		assert_non_null(json_in_text(problem, "title"));
		assert_non_null(json_in_text(problem, "detail"));
		json_in_free(problem);
	}
	answer_free(&a);
	return status;
}

/* The JSON of a request that must succeed; the caller frees. */
static struct json_in *json_of(struct answer a, int status)
{
	const char *error = NULL;

	if (a.status != status)
		print_error("%s\n%s\n", a.head, a.body);
	assert_int_equal(a.status, status);
	struct json_in *object = json_in_new(a.body, a.length, &error);
	assert_non_null(object);
	answer_free(&a);
	return object;
}

static struct json_in *get(const char *target)
{
	char path[256];

	snprintf(path, sizeof(path), "/api/v1%s", target);
	return json_of(ask(&plant, "GET", path, admin, NULL), 200);
}

static size_t items_of(const char *target)
{
	struct json_in *list = get(target);
	const size_t count = json_in_count(json_in_array(list, "items"));

	json_in_free(list);
	return count;
}

/* ---- who gets in ---- */

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
	struct json_in *session = get("/session");
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
	assert_int_equal(items_of("/tokens"), 2);
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

static void test_a_viewer_changes_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < route_count; i++) {
		char path[128];

		if (routes[i].role == ROLE_VIEWER)
			continue;
		snprintf(path, sizeof(path), "/api/v1%s", routes[i].pattern);
		for (char *p = path; *p; p++)
			*p = *p == '{' || *p == '}' ? 'x' : *p;
		assert_int_equal(
		        status_of(ask(&plant, method_name(routes[i].method), path, viewer, "{}")),
		        403);
	}
	assert_int_equal(status_of(ask(&plant, "GET", "/api/v1/assets", viewer, NULL)), 200);
}

/* ---- what is refused ---- */

static void test_bad_requests_are_told_apart(void **state)
{
	static const struct {
		const char *method, *target, *body;
		int status;
	} cases[] = {
	        {"PATCH", "/api/v1/session", "{", 400},
	        {"PATCH", "/api/v1/session", "[]", 400},
	        {"PATCH", "/api/v1/session", "{\"admin\":true}", 400},
	        {"PATCH", "/api/v1/session", "{\"password\":\"short\"}", 422},
	        {"PATCH", "/api/v1/session", "{\"language\":\"xx\"}", 422},
	        {"GET", "/api/v1/nothing", NULL, 404},
	        {"GET", "/api/v1/assets/a-99999", NULL, 404},
	        {"GET", "/api/v1/assets/bad", NULL, 404},
	        {"GET", "/api/v1/stats/0", NULL, 404},
	        {"GET", "/api/v1/stats/99", NULL, 404},
	        {"POST", "/api/v1/assets", "{}", 405},
	        {"PUT", "/api/v1/assets", "{}", 405},
	        {"GET", "/api/v1/assets?limit=-1", NULL, 400},
	        {"GET", "/api/v1/assets?limit=x", NULL, 400},
	        {"GET", "/api/v1/assets?q=%00", NULL, 400},
	        {"GET", "/api/v1/assets?q=%zz", NULL, 400},
	        {"GET", "/api/v1/conversations?asset=bad", NULL, 400},
	        {"GET", "/api/v1/map?group=colour", NULL, 400},
	        {"GET", "/api/v1/assets", "{}", 413},
	        {"POST", "/nothing", "{}", 405},
	        {"GET", "/nothing", NULL, 404},
	        {"GET", "/../../etc/passwd", NULL, 404},
	        {"GET", "/..%2f..%2fetc%2fpasswd", NULL, 404},
	        {"GET", "/web/index.html", NULL, 404},
	        {"GET", "/plant.db", NULL, 404},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const int status = status_of(
		        ask(&plant, cases[i].method, cases[i].target, admin, cases[i].body));

		if (status != cases[i].status)
			print_error("%s %s\n", cases[i].method, cases[i].target);
		assert_int_equal(status, cases[i].status);
	}
}

static void test_large_bodies_are_refused(void **state)
{
	char *large = xcalloc(1, 70001);
	char chunked[512];

	(void)state;
	memset(large, ' ', 70000);
	assert_int_equal(status_of(ask(&plant, "PATCH", "/api/v1/session", admin, large)), 413);
	free(large);
	/* without a length it is counted: the connection ends */
	const int length =
	        snprintf(chunked, sizeof(chunked),
	                 "POST /api/v1/captures HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nX-Yagura: "
	                 "1\r\nCookie: yagura_session=%s\r\nTransfer-Encoding: "
	                 "chunked\r\n\r\n186A1\r\n",
	                 plant.port, admin);
	char *bytes = xcalloc(1, 110000);
	memcpy(bytes, chunked, (size_t)length);
	assert_int_equal(status_of(ask_raw(&plant, bytes, 110000)), 0);
	free(bytes);
}

static void test_json_must_be_called_json(void **state)
{
	char headers[256];

	(void)state;
	snprintf(headers, sizeof(headers),
	         "Host: 127.0.0.1:%d\r\nCookie: yagura_session=%s\r\nX-Yagura: 1\r\nContent-Type: "
	         "text/plain\r\n",
	         plant.port, admin);
	assert_int_equal(status_of(ask_with(&plant, "PATCH", "/api/v1/session", headers,
	                                    "{\"language\":\"en\"}")),
	                 415);
}

static void test_every_answer_carries_strict_headers(void **state)
{
	static const char *const targets[] = {"/", "/nothing", "/api/v1/session",
	                                      "/api/v1/assets.csv"};

	(void)state;
	for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++) {
		struct answer a = ask(&plant, "GET", targets[i], admin, NULL);

		assert_non_null(strstr(a.head, "Content-Security-Policy: default-src 'none'; "));
		assert_non_null(strstr(a.head, "X-Content-Type-Options: nosniff\r\n"));
		assert_non_null(strstr(a.head, "Referrer-Policy: no-referrer\r\n"));
		assert_non_null(strstr(a.head, i == 0 ? "Cache-Control: no-cache\r\n"
		                                      : "Cache-Control: no-store\r\n"));
		answer_free(&a);
	}
}

/* ---- what lists say ---- */

static void test_lists_filter_and_paginate(void **state)
{
	(void)state;
	assert_int_equal(items_of("/assets"), 3);
	assert_int_equal(items_of("/assets?q=192.0.2.10"), 1);
	assert_int_equal(items_of("/assets?q=%E5%88%B6"), 0);
	assert_int_equal(items_of("/assets?new=0&role=unknown,printer&limit=1"), 1);
	assert_int_equal(items_of("/conversations"), 2);
	assert_int_equal(items_of("/conversations?protocol=modbus"), 1);
	assert_int_equal(items_of("/conversations?industrial=1"), 1);
	assert_int_equal(items_of("/conversations?unknown=1"), 1);
	assert_int_equal(items_of("/conversations?q=no-such-word"), 0);
	assert_int_equal(items_of("/conversations?q=Modbus%2FTCP"), 1);
	assert_int_equal(items_of("/conversations?q=udp%2F9999"), 1);
	assert_int_equal(items_of("/conversations?q=00:11"), 1);
	assert_int_equal(items_of("/operations"), 1);
	assert_int_equal(items_of("/operations?class=read,program"), 0);
	assert_int_equal(items_of("/operations?class=read,write"), 1);
	assert_int_equal(items_of("/sources"), 1);
	size_t seen = 0;
	char target[512] = "/assets?limit=2&sort=-last_seen";
	for (int page = 0; page < 2; page++) {
		struct json_in *list = get(target);

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
		json_in_free(get(targets[i]));
	struct json_in *map = get("/map?group=subnet");
	assert_int_equal(json_in_count(json_in_array(map, "nodes")), 3);
	assert_int_equal(json_in_count(json_in_array(map, "edges")), 2);
	json_in_free(map);
}

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
	json_in_free(get(path));
	snprintf(path, sizeof(path), "/assets/%s/peers", id);
	assert_int_equal(items_of(path), 1);
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
	assert_int_equal(items_of("/assets"), 2);
	snprintf(path, sizeof(path), "/api/v1/assets/%s", id);
	struct answer a = ask(&plant, "GET", path, admin, NULL);
	const char *at = a.body ? strstr(a.body, "\"merges\":[{\"id\":\"") : NULL;
	assert_non_null(at);
	snprintf(path, sizeof(path), "/api/v1/merges/%ld", strtol(at + 17, NULL, 10));
	answer_free(&a);
	assert_int_equal(status_of(ask(&plant, "DELETE", path, admin, NULL)), 204);
	assert_int_equal(items_of("/assets"), 3);
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
	assert_int_equal(items_of("/assets?new=1"), 3);
	struct json_in *status = get("/status");
	assert_int_equal(json_in_number(json_in_object(status, "counts"), "assets_new_24h", -1), 3);
	json_in_free(status);
	struct json_in *map = get("/map");
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

/* ---- what is sent in ---- */

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
	assert_int_equal(items_of("/ledger"), 2);
	assert_true(answer_holds("/api/v1/assets?q=192.0.2.10", "\"name\":\"Press 1\""));
	assert_true(answer_holds("/api/v1/assets/a-00001", "\"source\":\"ledger\""));
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

/* ---- events, TLS ---- */

/* Reads until the text came; false when the server closed or was silent for long. */
static bool wait_for(int fd, char *all, size_t size, const char *text)
{
	size_t used = strlen(all);

	while (!strstr(all, text)) {
		const ssize_t n = recv(fd, all + used, size - 1 - used, 0);

		if (n <= 0)
			return false;
		used += (size_t)n;
		all[used] = '\0';
	}
	return true;
}

static void test_a_page_hears_what_changed(void **state)
{
	const struct timeval patience = {.tv_sec = 10};
	char request[256];
	char all[8192] = "";
	const int fd = plant_connect(&plant);

	(void)state;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	const int length = snprintf(request, sizeof(request),
	                            "GET /api/v1/events HTTP/1.1\r\nHost: localhost:%d\r\nCookie: "
	                            "yagura_session=%s\r\n\r\n",
	                            plant.port, viewer);
	assert_int_equal(send(fd, request, (size_t)length, 0), length);
	assert_true(wait_for(fd, all, sizeof(all), ": yagura\n"));
	assert_non_null(strstr(all, "Content-Type: text/event-stream\r\n"));
	serve_publish(plant.server, SERVE_ASSETS);
	assert_true(wait_for(fd, all, sizeof(all), "event: assets\ndata: {\"version\":1}\n\n"));
	assert_null(strstr(all, "event: status"));
	close(fd);
}

static bool shake_hands(int fd)
{
	gnutls_session_t session = NULL;
	gnutls_certificate_credentials_t nobody = NULL;
	int rc = gnutls_certificate_allocate_credentials(&nobody);

	if (rc == 0)
		rc = gnutls_init(&session, GNUTLS_CLIENT);
	if (rc == 0)
		rc = gnutls_set_default_priority(session);
	if (rc == 0)
		rc = gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, nobody);
	gnutls_transport_set_int(session, fd);
	gnutls_handshake_set_timeout(session, 10000);
	do {
		rc = rc == 0 || rc == GNUTLS_E_AGAIN ? gnutls_handshake(session) : rc;
	} while (rc == GNUTLS_E_AGAIN || rc == GNUTLS_E_INTERRUPTED);
	gnutls_deinit(session);
	gnutls_certificate_free_credentials(nobody);
	return rc == 0;
}

static void test_a_certificate_is_made_once_and_serves(void **state)
{
	struct plant other = plant;
	struct stat first;
	struct stat second;

	(void)state;
	assert_int_equal(serve_make_certificate(plant.certificate), 0);
	assert_int_equal(stat(plant.certificate, &first), 0);
	assert_int_equal(first.st_mode & 0777, 0600);
	assert_int_equal(serve_make_certificate(plant.certificate), 0);
	assert_int_equal(stat(plant.certificate, &second), 0);
	assert_int_equal(first.st_mtim.tv_nsec, second.st_mtim.tv_nsec);
	struct server *server =
	        serve_start(&(struct serve_config){.listener = plant_listen(&other.port),
	                                           .certificate = plant.certificate,
	                                           .database = plant.database});
	assert_non_null(server);
	const int fd = plant_connect(&other);
	assert_true(shake_hands(fd));
	close(fd);
	serve_stop(server);
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
	        cmocka_unit_test(test_a_viewer_changes_nothing),
	        cmocka_unit_test(test_bad_requests_are_told_apart),
	        cmocka_unit_test(test_large_bodies_are_refused),
	        cmocka_unit_test(test_json_must_be_called_json),
	        cmocka_unit_test(test_every_answer_carries_strict_headers),
	        cmocka_unit_test(test_lists_filter_and_paginate),
	        cmocka_unit_test(test_overviews_answer),
	        cmocka_unit_test(test_an_operator_edits_and_takes_back),
	        cmocka_unit_test(test_a_join_can_be_taken_back),
	        cmocka_unit_test(test_devices_of_one_name_are_told_apart),
	        cmocka_unit_test(test_new_is_told_on_the_clock_of_the_capture),
	        cmocka_unit_test(test_csv_runs_no_formula),
	        cmocka_unit_test(test_spreadsheets_speak_the_readers_language),
	        cmocka_unit_test(test_workbooks_hold_text_not_formulas),
	        cmocka_unit_test(test_a_capture_is_handed_to_the_writer),
	        cmocka_unit_test(test_a_ledger_is_shown_then_taken_over),
	        cmocka_unit_test(test_people_come_and_go),
	        cmocka_unit_test(test_a_source_gets_its_place),
	        cmocka_unit_test(test_a_page_hears_what_changed),
	        cmocka_unit_test(test_a_certificate_is_made_once_and_serves),
	        cmocka_unit_test(test_who_guesses_has_to_wait),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
