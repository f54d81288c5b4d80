/* test_api_http.c - what the server refuses, its headers, events and TLS.
 * SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include <gnutls/gnutls.h>

#include "lib/memory.h"

static char admin[ACCOUNT_SECRET_SIZE];
static char viewer[ACCOUNT_SECRET_SIZE];

const struct person people[] = {
        {"boss", ROLE_ADMINISTRATOR, "a long password", admin},
        {"guest", ROLE_VIEWER, "another password", viewer},
        {.name = NULL},
};

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

/* The same request of the administrator, from a page in that language (NULL: from a program). */
static void refused(const char *method, const char *target, const char *language, const char *body, int status,
                    const char *holds)
{
	char headers[512];

	snprintf(headers, sizeof(headers),
	         "Host: 127.0.0.1:%d\r\nX-Yagura: 1\r\nContent-Type: application/json\r\n"
	         "Cookie: yagura_session=%s\r\n%s%s%s",
	         plant.port, admin, language ? "Accept-Language: " : "", language ? language : "",
	         language ? "\r\n" : "");
	expect_answer(ask_with(&plant, method, target, headers, body), target, status, holds);
}

static void test_a_refusal_speaks_the_language_of_who_asks(void **state)
{
	static const char zone[] = "{\"kind\":\"control\",\"name\":\"\"}";
	static const char channel[] = "{\"kind\":\"syslog\",\"name\":\"a\",\"server\":\"a\",\"port\":70000}";

	(void)state;
	refused("GET", "/api/v1/nothing", NULL, NULL, 404, "\"detail\":\"there is no such address\"");
	refused("GET", "/api/v1/nothing", "ja", NULL, 404, "\"detail\":\"このアドレスはありません。\"");
	refused("GET", "/api/v1/nothing", "ja-JP,en;q=0.5", NULL, 404, "\"title\":\"見つかりません\"");
	refused("GET", "/api/v1/nothing", "ja", NULL, 404, "\"problem\":\"Not found\"");
	refused("GET", "/api/v1/nothing", "en,ja;q=0.5", NULL, 404, "\"title\":\"Not found\"");
	/* what was put into the line stays, what the store and a check say in it is looked up too */
	refused("POST", "/api/v1/channels", "ja", "{\"kind\":\"mail\",\"colour\":1}", 400, "「colour」という項目は設定できません。");
	refused("PATCH", "/api/v1/session", "ja", "{", 400, "内容が JSON ではありません（");
	refused("POST", "/api/v1/zones", NULL, zone, 422, "name: one to forty characters");
	refused("POST", "/api/v1/zones", "ja", zone, 422, "名前は 1〜40 文字で入力してください。");
	refused("POST", "/api/v1/channels", "ja", channel, 422, "\"port: 1〜65535 の数を入力してください。\"");
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
	        cmocka_unit_test(test_bad_requests_are_told_apart),
	        cmocka_unit_test(test_a_refusal_speaks_the_language_of_who_asks),
	        cmocka_unit_test(test_large_bodies_are_refused),
	        cmocka_unit_test(test_json_must_be_called_json),
	        cmocka_unit_test(test_every_answer_carries_strict_headers),
	        cmocka_unit_test(test_a_page_hears_what_changed),
	        cmocka_unit_test(test_a_certificate_is_made_once_and_serves),
	};

	return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
