/* test_oscal.c - OSCAL documents hold together: identifiers, references, times, nothing empty. SPDX-License-Identifier: Apache-2.0 */

#include "plant_fixture.h"

#include <ctype.h>
#include <string.h>

#include "lib/anonymous.h"
#include "lib/buf.h"
#include "lib/json_in.h"
#include "report/oscal.h"

#define SITE "櫓製作所 第1工場"

static const struct json_value *make(struct fixture *f, const char *kind, const struct anonymous *hides)
{
	struct buf out = {0};
	struct json_in_error error;
	const struct oscal document = {
		.store = f->store, .viewer = &store_system, .arena = &f->arena, .anonymous = hides, .site = SITE,
		.scope = STORE_ROOT_SCOPE, .now = START, .out = &out,
	};

	if (oscal_find(kind)->write(&document) != 0)
		fail_msg("%s", store_error(f->store));
	const struct json_value *root = json_in_read(&f->arena, out.data, out.length, &error);

	if (!root)
		fail_msg("%s at %zu", error.what, error.offset);
	buf_free(&out);
	return root;
}

static bool is_uuid(const char *text)
{
	static const char shape[] = "xxxxxxxx-xxxx-5xxx-vxxx-xxxxxxxxxxxx";

	for (size_t i = 0; i < sizeof(shape); i++) {
		const char c = text[i];

		if (shape[i] == 'x' ? !isxdigit((unsigned char)c) : shape[i] == 'v' ? !c || !strchr("89ab", c) : c != shape[i])
			return false;
	}
	return true;
}

/* "2026-11-21T00:00:00Z" or with +09:00 and parts of a second. */
static bool is_time(const char *text)
{
	const size_t length = strlen(text);

	return length >= 20 && text[10] == 'T' && (text[length - 1] == 'Z' || text[length - 6] == '+' || text[length - 6] == '-');
}

static const struct json_value *in(const struct json_value *object, const char *key)
{
	const struct json_value *v;

	json_in_each(v, object)
		if (strcmp(v->key, key) == 0)
			return v;
	fail_msg("there is no %s", key);
	return NULL;
}

static bool is_key(const struct json_value *v, const char *const *keys)
{
	for (; v->key && *keys; keys++)
		if (strcmp(v->key, *keys) == 0)
			return true;
	return false;
}

/* True when an object of the document has this identifier. */
static bool is_there(const struct json_value *root, const char *uuid)
{
	for (uint32_t i = 0; i < root->span; i++)
		if (root[i].key && strcmp(root[i].key, "uuid") == 0 && strcmp(root[i].text, uuid) == 0)
			return true;
	return false;
}

static void check_value(const struct json_value *root, const struct json_value *v)
{
	static const char *const references[] = {"observation-uuid", "risk-uuid", NULL};
	static const char *const times[] = {"collected", "expires", "deadline", "start", "end", "date", "last-modified", NULL};

	if (v->type == JSON_ARRAY)
		assert_true(v->count > 0);
	if (v->type != JSON_TEXT)
		return;
	if (!v->length || isspace((unsigned char)v->text[0]) || isspace((unsigned char)v->text[v->length - 1]))
		fail_msg("%s: '%s' is no string of OSCAL", v->key ? v->key : "", v->text);
	if (v->key && strcmp(v->key, "uuid") == 0)
		assert_true(is_uuid(v->text));
	if (is_key(v, references) && !is_there(root, v->text))
		fail_msg("%s %s names nothing", v->key, v->text);
	if (is_key(v, times) && !is_time(v->text))
		fail_msg("%s: %s is no time with a zone", v->key, v->text);
}

static void check(const struct json_value *root)
{
	for (uint32_t i = 0; i < root->span; i++)
		check_value(root, &root[i]);
}

static const char *text_of(struct fixture *f, const struct json_value *root)
{
	const char *all = "";

	for (uint32_t i = 0; i < root->span; i++)
		if (root[i].type == JSON_TEXT)
			all = arena_printf(&f->arena, "%s%s\n", all, root[i].text);
	return all;
}

static void plan_something(struct fixture *f)
{
	struct task_row t = {
		.scope = STORE_ROOT_SCOPE, .pack = "meti-checklist", .part = "", .item = "3-5", .kind = "measure",
		.title = "Close the way out", .owner = "", .starts_on = "2027-01-10", .due_on = "2027-03-31", .every = "",
		.window = "", .follows = "", .note = "", .state = "open", .user = "",
	};
	const struct evidence_row e = {
		.scope = STORE_ROOT_SCOPE, .kind = "document", .title = " Rules of the plant ", .link = "", .note = "",
		.collected_on = "", .effective_on = "", .expires_on = "2027-10-01", .hash = "",
	};
	const struct evidence_use use = {"meti-checklist", "", "3-5"};
	int64_t id;

	assert_int_equal(store_task_put(f->store, &store_system, &t, &id), 0);
	t.pack = t.item = "";
	t.title = "Train the night shift";
	t.due_on = t.starts_on = "";
	assert_int_equal(store_task_put(f->store, &store_system, &t, &id), 0);
	assert_int_equal(store_evidence_add(f->store, &store_system, &e, &use, 1, &id), 0);
}

static const struct json_value *finding_of(const struct json_value *root, const char *control)
{
	const struct json_value *result, *finding;

	json_in_each(result, in(in(root, "assessment-results"), "results"))
		json_in_each(finding, in(result, "findings"))
			if (strcmp(in(in(finding, "target"), "target-id")->text, control) == 0)
				return finding;
	fail_msg("no finding of %s", control);
	return NULL;
}

static void test_results_hold_what_was_measured_beside_what_was_declared(void **state)
{
	struct fixture *f = *state;

	feed(f, "normal", false);
	declare(f, "meti-checklist", "", "3-5", "4", "");
	plan_something(f);
	const struct json_value *root = make(f, "assessment-results", NULL);
	const struct json_value *finding = finding_of(root, "meti-checklist_3-5");

	check(root);
	assert_string_equal(in(in(in(root, "assessment-results"), "metadata"), "oscal-version")->text, "1.1.2");
	assert_int_equal(in(in(root, "assessment-results"), "results")->count, 2);
	assert_true(in(finding, "related-observations")->count >= 3); /* measured, declared, a document */
	assert_string_equal(in(in(in(finding, "target"), "status"), "state")->text, "not-satisfied");
	assert_string_equal(in(in(in(finding_of(root, "smkl-security_3_a-1"), "target"), "status"), "reason")->text, "other");
}

static void test_the_plan_has_risks_tasks_and_dates(void **state)
{
	struct fixture *f = *state;

	plan_something(f);
	const struct json_value *root = make(f, "poam", NULL);
	const struct json_value *plan = in(root, "plan-of-action-and-milestones"), *risk;
	bool found = false;

	check(root);
	assert_int_equal(in(plan, "poam-items")->count, in(plan, "risks")->count + 1); /* and a task of one's own */
	json_in_each(risk, in(plan, "risks")) {
		if (strncmp(in(risk, "title")->text, "3-5 ", 4) != 0)
			continue;
		found = true;
		assert_string_equal(in(risk, "status")->text, "remediating");
		assert_string_equal(in(risk, "deadline")->text, "2027-03-31T00:00:00Z");
		assert_int_equal(in(risk, "remediations")->count, 1);
	}
	assert_true(found);
}

static void test_the_same_thing_has_the_same_identifier(void **state)
{
	struct fixture *f = *state;

	declare(f, "meti-checklist", "", "1-1", "3", "");
	const char *first = text_of(f, make(f, "poam", NULL));

	assert_string_equal(text_of(f, make(f, "poam", NULL)), first);
}

static void test_names_can_be_hidden(void **state)
{
	struct fixture *f = *state;
	struct anonymous *hides = anonymous_new();

	anonymous_name(hides, SITE);
	assert_non_null(strstr(text_of(f, make(f, "assessment-results", NULL)), SITE));
	assert_null(strstr(text_of(f, make(f, "assessment-results", hides)), SITE));
	anonymous_free(hides);
	assert_null(oscal_find("catalog"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_results_hold_what_was_measured_beside_what_was_declared),
		TEST(test_the_plan_has_risks_tasks_and_dates),
		TEST(test_the_same_thing_has_the_same_identifier),
		TEST(test_names_can_be_hidden),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
