/* test_api_grants.c - several roles in several scopes: what is held in one does nothing in another.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Two plants below the root: 2 and 3. "both" administers 2 and looks at 3; "seller" is security in 2 and vendor in 3.
 */

#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/rights.h"
#include "serve/routes.h"

static char boss[ACCOUNT_SECRET_SIZE];
static char *both;
static char *seller;

const struct person people[] = {
        {"boss", ROLE_ADMINISTRATOR, "a long password", boss},
        {.name = NULL},
};

/* One row of each kind in 2 and in 3, whose numbers begin with that. */
static const char rows[] =
        "INSERT INTO source (id, scope_id, sensor, kind, name, interface, created_at) VALUES"
        " (#01, #, 's', 'file', 'capture of #', '', 1);"
        "INSERT INTO asset (scope_id, id, endpoints, name, ip, stored_at) VALUES"
        " (#, #02, 1, 'plc of #', '10.0.0.#', 1);"
        "INSERT INTO finding (id, scope_id, detector, device, peer, key, detail, severity, state, device_name,"
        " peer_name, count, source_id, first_seen, last_seen, stored_at) VALUES"
        " (#03, #, 'device.new', #02, 0, '', '', 2, 'new', 'plc', '', 1, #01, 1, 1, 1);"
        "INSERT INTO exception (id, scope_id, pack, part, item, reason, measure, ends_on, user, at) VALUES"
        " (#04, #, 'meti-checklist', '', '3-2', 'why', 'what', '2099-01-01', 'x', 1);"
        "INSERT INTO suppression (id, scope_id, detector, device, peer, until, reason, user, at) VALUES"
        " (#05, #, 'device.new', #02, 0, 0, 'why', 'x', 1);"
        "INSERT INTO channel (id, scope_id, kind, name, enabled, captures, least, quiet, through, rate, language,"
        " settings, secret, created_at) VALUES"
        " (#06, #, 'mail', 'mail of #', 0, 0, 0, '', 0, 0, '', '{}', '', 1);"
        "INSERT INTO task (id, scope_id, pack, part, item, finding_id, kind, title, owner, starts_on, due_on, every,"
        " window, stops_line, cost, effect, follows, note, state, specimen, revision, user, at) VALUES"
        " (#07, #, '', '', '', 0, 'measure', 'task of #', '', '', '', '', '', 0, 0, 0, '', '', 'open', 0, 1,"
        " 'x', 1);";

static const char *fill(const char *text, int scope, char *out, size_t size)
{
	size_t at = 0;

	for (; *text; text++) {
		assert_true(at + 1 < size);
		out[at++] = *text == '#' ? (char)('0' + scope) : *text;
	}
	out[at] = '\0';
	return out;
}

static void plant_rows(int scope)
{
	char sql[4096];

	fixture_rows(fill(rows, scope, sql, sizeof(sql)));
}

static int start(void **state)
{
	if (fixture_start(state) != 0)
		return -1;
	expect("POST", "/sites", boss, "{\"name\":\"A\"}", 201, "\"id\":\"2\"");
	expect("POST", "/sites", boss, "{\"name\":\"B\"}", 201, "\"id\":\"3\"");
	expect("POST", "/sites", boss, "{\"name\":\"A line\",\"parent\":2}", 201, "\"id\":\"4\"");
	plant_rows(2);
	plant_rows(3);
	expect("POST", "/users", boss,
	       "{\"name\":\"both\",\"password\":\"a first password\",\"grants\":[{\"role\":\"administrator\",\"scope\":\"2\"},"
	       "{\"role\":\"viewer\",\"scope\":\"3\"}]}",
	       201, "\"grants\":[{\"role\":\"administrator\",\"scope\":\"2\"},{\"role\":\"viewer\",\"scope\":\"3\"}]");
	expect("POST", "/users", boss,
	       "{\"name\":\"seller\",\"password\":\"a first password\",\"grants\":[{\"role\":\"security\",\"scope\":\"2\"},"
	       "{\"role\":\"vendor\",\"scope\":\"3\"}]}",
	       201, "");
	expect("POST", "/users", boss,
	       "{\"name\":\"stays\",\"password\":\"a first password\",\"role\":\"viewer\",\"scope\":3}", 201, "");
	expect("POST", "/users", boss,
	       "{\"name\":\"here\",\"password\":\"a first password\",\"role\":\"viewer\",\"scope\":2}", 201, "");
	both = fixture_sign_in("both");
	seller = fixture_sign_in("seller");
	return 0;
}

static int stop(void **state)
{
	free(both);
	free(seller);
	return fixture_stop(state);
}

/* What is asked of 3, where "both" only looks and "seller" only sees devices, and of 2, where they may: how the one
 * is answered and how the other. */
static const struct probe {
	unsigned right;
	bool seller;
	const char *method, *target, *body; /* #: 2 or 3 */
	int there, here;
	const char *says; /* in the answer of 2 */
} probes[] = {
        {RIGHT_RISK, true, "GET", "/findings/#03", NULL, 404, 200, "device.new"},
        {RIGHT_RISK, true, "GET", "/tasks?scope=#", NULL, 200, 200, ""},
        {RIGHT_DESCRIBE, false, "PATCH", "/sources/#01", "{\"name\":\"x\"}", 404, 200, ""},
        {RIGHT_ANSWER, false, "PATCH", "/answers",
         "{\"pack\":\"meti-checklist\",\"item\":\"3-2\",\"value\":\"2\",\"scope\":#}", 403, 200, ""},
        {RIGHT_HANDLE, false, "PATCH", "/findings/#03", "{\"state\":\"acknowledged\"}", 404, 200, ""},
        {RIGHT_HANDLE, false, "POST", "/findings/#03/comments", "{\"text\":\"x\"}", 404, 200, ""},
        {RIGHT_APPLY, false, "POST", "/exceptions",
         "{\"pack\":\"meti-checklist\",\"item\":\"3-3\",\"reason\":\"r\",\"measure\":\"m\",\"ends_on\":\"2099-01-01\","
         "\"scope\":#}", 403, 201, ""},
        {RIGHT_SUPPLY, false, "POST", "/evidence",
         "{\"kind\":\"document\",\"title\":\"t\",\"uses\":[],\"scope\":#}", 403, 201, ""},
        {RIGHT_BUY, false, "PATCH", "/suppliers",
         "{\"kind\":\"parts\",\"name\":\"s\",\"scope\":#}", 403, 200, ""},
        {RIGHT_APPROVE, false, "PATCH", "/exceptions/#04", "{\"state\":\"approved\"}", 404, 204, ""},
        {RIGHT_JUDGE, false, "DELETE", "/suppressions/#05", NULL, 404, 204, ""},
        {RIGHT_PACKETS, false, "GET", "/findings/#03/packets", NULL, 404, 404, "kept"},
        {RIGHT_ADMINISTER, false, "DELETE", "/channels/#06", NULL, 404, 204, ""},
        {RIGHT_ADMINISTER, false, "POST", "/sites", "{\"name\":\"new\",\"parent\":#}", 403, 201, ""},
};

static void probe(const struct probe *p, int scope, int status, const char *says)
{
	char target[160], body[320];

	expect(p->method, fill(p->target, scope, target, sizeof(target)), p->seller ? seller : both,
	       p->body ? fill(p->body, scope, body, sizeof(body)) : NULL, status, says);
}

static void test_a_right_of_one_scope_does_nothing_in_another(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(probes) / sizeof(probes[0]); i++) {
		probe(&probes[i], 3, probes[i].there, "");
		probe(&probes[i], 2, probes[i].here, probes[i].says);
	}
}

/* The probes with the three that are asked otherwise below are all fourteen rights. */
static void test_every_right_is_asked(void **state)
{
	unsigned asked = RIGHT_OWN | RIGHT_LOOK | RIGHT_AUDIT;

	(void)state;
	for (size_t i = 0; i < sizeof(probes) / sizeof(probes[0]); i++)
		asked |= probes[i].right;
	assert_int_equal(asked, (1u << RIGHT_COUNT) - 1);
}

static void expect_without(const char *target, const char *who, const char *holds, const char *not)
{
	char path[128];

	snprintf(path, sizeof(path), "/api/v1%s", target);
	struct answer a = ask(&plant, "GET", path, who, NULL);

	assert_int_equal(a.status, 200);
	if (!strstr(a.body, holds) || strstr(a.body, not))
		fail_msg("%s: expected \"%s\" and not \"%s\":\n%s", target, holds, not, a.body);
	answer_free(&a);
}

static void test_lists_show_what_the_right_reaches(void **state)
{
	(void)state;
	expect("GET", "/assets", both, NULL, 200, "plc of 3");
	expect("GET", "/assets", both, NULL, 200, "plc of 2");
	expect_without("/assets", both, "plc of 2", "192.0.2.10"); /* look: nothing of the root */
	expect("GET", "/assets/a-00001", both, NULL, 404, "");
	expect("GET", "/assets", seller, NULL, 200, "plc of 3");
	expect_without("/findings", seller, "203", "\"303\""); /* risk */
	expect_without("/tasks", seller, "task of 2", "task of 3");
	expect_without("/tasks?scope=3", seller, "\"total\":0", "task of 3");
	expect("GET", "/findings", both, NULL, 200, "\"303\"");
	expect_without("/users", both, "here", "stays");
	expect("PATCH", "/users/here", boss, "{\"scope\":3}", 200, "");
	expect("PATCH", "/users/here", boss, "{\"scope\":2}", 200, "");
	expect_without("/audit", both, "channel.remove", "session.failed"); /* audit: of 2 alone */
	expect_without("/sites", both, "A line", "main");
}

static void test_a_token_is_taken_back_by_its_own_and_by_who_administers_all_of_him(void **state)
{
	char target[64];

	(void)state;
	struct json_in *made = json_of(ask(&plant, "POST", "/api/v1/tokens", seller, "{\"name\":\"of the seller\"}"), 201);
	json_in_free(made);
	expect_without("/tokens", both, "\"items\":[", "of the seller"); /* he is in 3 as well */
	struct json_in *list = get("/tokens", boss);
	const char *id = json_in_text(json_in_object_at(json_in_array(list, "items"), 0), "id");

	snprintf(target, sizeof(target), "/tokens/%s", id);
	json_in_free(list);
	expect("DELETE", target, both, NULL, 404, "");
	expect("DELETE", target, seller, NULL, 204, "");
}

/* Who administers one scope must not gain what somebody holds in another. */
static void test_who_is_elsewhere_too_cannot_be_taken_over(void **state)
{
	(void)state;
	expect("GET", "/users", both, NULL, 200, "\"name\":\"seller\",\"role\":\"security\",\"scope\":\"2\",\"grants\":[{\"role\":"
	       "\"security\",\"scope\":\"2\"}],\"elsewhere\":true");
	expect("PATCH", "/users/seller", both, "{\"password\":\"taken over by both\"}", 403, "");
	expect("PATCH", "/users/seller", both, "{\"disabled\":true}", 403, "");
	expect("DELETE", "/users/seller", both, NULL, 403, "");
	expect("PATCH", "/users/boss", both, "{\"password\":\"taken over by both\"}", 404, "");
	expect("PATCH", "/users/both", both, "{\"grants\":[{\"role\":\"administrator\",\"scope\":\"2\"},{\"role\":"
	       "\"administrator\",\"scope\":\"3\"}]}", 403, "");
	expect("PATCH", "/users/both", both, "{\"grants\":[{\"role\":\"administrator\",\"scope\":\"1\"}]}", 403, "");
	expect("POST", "/users", both, "{\"name\":\"z\",\"role\":\"viewer\",\"scope\":3,\"password\":\"a first password\"}", 403,
	       "");
	/* what he has in 2 is theirs to change, and only that changes */
	expect("PATCH", "/users/seller", both, "{\"grants\":[{\"role\":\"viewer\",\"scope\":4},{\"role\":\"vendor\",\"scope\":2}]}",
	       200, "\"elsewhere\":true");
	expect("GET", "/users", boss, NULL, 200,
	       "\"grants\":[{\"role\":\"vendor\",\"scope\":\"3\"},{\"role\":\"viewer\",\"scope\":\"4\"},{\"role\":\"vendor\",\"scope\":\"2\"}]");
	expect("PATCH", "/users/seller", both, "{\"role\":\"viewer\"}", 409, "");
	expect("PATCH", "/users/seller", both, "{\"grants\":[]}", 422, "");
	expect("PATCH", "/users/seller", both, "{\"grants\":[{\"role\":\"king\",\"scope\":2}]}", 422, "");
	expect("PATCH", "/users/seller", both, "{\"grants\":[\"viewer\"]}", 200, ""); /* nothing said: viewer, one's own scope */
	expect("PATCH", "/users/boss", boss, "{\"grants\":[{\"role\":\"administrator\",\"scope\":2}]}", 200, "");
	expect("GET", "/users", boss, NULL, 200, "both");
}

static void test_the_session_tells_what_is_held_where(void **state)
{
	(void)state;
	expect("GET", "/session", both, NULL, 200, "{\"id\":\"3\",\"rights\":[\"own\",\"look\",\"risk\"]}");
	expect("GET", "/session", both, NULL, 200, "{\"id\":\"4\",\"rights\":[\"own\",\"look\",\"risk\",\"describe\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_every_right_is_asked),
	        cmocka_unit_test(test_a_right_of_one_scope_does_nothing_in_another),
	        cmocka_unit_test(test_lists_show_what_the_right_reaches),
	        cmocka_unit_test(test_a_token_is_taken_back_by_its_own_and_by_who_administers_all_of_him),
	        cmocka_unit_test(test_the_session_tells_what_is_held_where),
	        cmocka_unit_test(test_who_is_elsewhere_too_cannot_be_taken_over),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
