/* fixture.c - what a test of the API begins with: a plant, its people, and what they are answered.
 * SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

struct plant plant;

int fixture_start(void **state)
{
	char unused[ACCOUNT_SECRET_SIZE];

	(void)state;
	plant_start(&plant);
	for (const struct person *p = people; p->name; p++)
		plant_user(&plant, p->name, p->role, p->password, p->cookie ? p->cookie : unused);
	return 0;
}

int fixture_stop(void **state)
{
	(void)state;
	plant_stop(&plant);
	return 0;
}

static struct answer ask_api(const char *method, const char *target, const char *who,
                             const char *body)
{
	char path[512];

	snprintf(path, sizeof(path), "/api/v1%s", target);
	return ask(&plant, method, path, who, body);
}

char *fixture_sign_in(const char *name)
{
	char body[128];

	snprintf(body, sizeof(body), "{\"name\":\"%s\",\"password\":\"a first password\"}", name);
	struct answer a = ask_api("POST", "/session", NULL, body);
	const char *at = strstr(a.head, "yagura_session=");

	assert_non_null(at);
	at += strlen("yagura_session=");
	char *cookie = strndup(at, strcspn(at, ";\r"));

	answer_free(&a);
	expect("PATCH", "/session", cookie, "{\"password\":\"a password of my own\"}", 200, "\"rights\":[");
	return cookie;
}

void fixture_rows(const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(plant.database, &db), SQLITE_OK);
	sqlite3_busy_timeout(db, 5000);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	sqlite3_close(db);
}

void expect_answer(struct answer a, const char *what, int status, const char *holds)
{
	if (a.status != status || !strstr(a.body, holds))
		fail_msg("%s: %d, expected %d with \"%s\":\n%s", what, a.status, status, holds,
		         a.body);
	answer_free(&a);
}

void expect(const char *method, const char *target, const char *who, const char *body, int status,
            const char *holds)
{
	char what[512];

	snprintf(what, sizeof(what), "%s %s", method, target);
	expect_answer(ask_api(method, target, who, body), what, status, holds);
}

int status_of(struct answer a)
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

struct json_in *json_of(struct answer a, int status)
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

struct json_in *get(const char *target, const char *who)
{
	return json_of(ask_api("GET", target, who, NULL), 200);
}

size_t items_of(const char *target, const char *who)
{
	struct json_in *list = get(target, who);
	const size_t count = json_in_count(json_in_array(list, "items"));

	json_in_free(list);
	return count;
}
