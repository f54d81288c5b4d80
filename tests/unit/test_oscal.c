/* test_oscal.c - OSCAL documents hold together: identifiers, references, times, nothing empty. SPDX-License-Identifier: Apache-2.0 */

#include "plant_fixture.h"

#include <ctype.h>
#include <string.h>

#include "govern/specimen.h"
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

/* ---- what the models of OSCAL 1.1.2 ask of each object: members it must have, members it may have ---- */

static const struct rule {
	const char *name;      /* under which it stands, or whose list holds it */
	const char *must, *may; /* apart by blanks */
} rules[] = {
	{"assessment-results", "uuid metadata import-ap results", "back-matter"},
	{"plan-of-action-and-milestones", "uuid metadata poam-items", "system-id observations risks"},
	{"metadata", "title last-modified version oscal-version", ""},
	{"import-ap", "href", ""},
	{"results", "uuid title description start reviewed-controls", "observations findings"},
	{"reviewed-controls", "control-selections", ""},
	{"control-selections", "", "include-all include-controls"},
	{"include-all", "", ""},
	{"include-controls", "control-id", ""},
	{"findings", "uuid title description target", "related-observations"},
	{"target", "type target-id status", ""},
	{"status", "state", "reason remarks"},
	{"observations", "uuid description methods collected", "title expires"},
	{"related-observations", "observation-uuid", ""},
	{"related-risks", "risk-uuid", ""},
	{"risks", "uuid title description statement status", "deadline remediations related-observations"},
	{"remediations", "uuid lifecycle title description", "tasks"},
	{"tasks", "uuid type title", "timing"},
	{"timing", "", "within-date-range on-date"},
	{"within-date-range", "start end", ""},
	{"on-date", "date", ""},
	{"system-id", "id", "identifier-type"},
	{"poam-items", "title description", "uuid related-observations related-risks"},
	{"back-matter", "", "resources"},
	{"resources", "uuid", "title description"},
};

static const struct choice {
	const char *key, *values;
} choices[] = {
	{"methods", " EXAMINE INTERVIEW TEST UNKNOWN "},
	{"state", " satisfied not-satisfied "},
	{"reason", " pass fail other "},
	{"lifecycle", " recommendation planned completed "},
	{"status", " open investigating remediating deviation-requested deviation-approved closed "},
	{"identifier-type", " http://ietf.org/rfc/rfc4122 "},
};

static bool is_word(const char *list, const char *word)
{
	const size_t length = strlen(word);

	for (const char *p = strstr(list, word); p; p = strstr(p + 1, word))
		if ((p == list || p[-1] == ' ') && (p[length] == ' ' || !p[length]))
			return true;
	return false;
}

/* A letter or _, then letters, digits and . - _ */
static bool is_token(const char *text)
{
	bool good = isalpha((unsigned char)*text) || *text == '_';

	for (; *text; text++)
		good &= isalnum((unsigned char)*text) || strchr("._-", *text);
	return good;
}

static void check_form(const char *name, const struct json_value *v)
{
	static const char *const tokens[] = {"control-id", "target-id", "type", "reason", "lifecycle", "methods", NULL};
	static const char *const lines[] = {"version", "oscal-version", "id", NULL};

	for (size_t i = 0; tokens[i]; i++)
		if (strcmp(tokens[i], name) == 0 && !is_token(v->text))
			fail_msg("%s: %s is no token", name, v->text);
	for (size_t i = 0; lines[i]; i++)
		if (strcmp(lines[i], name) == 0 && strchr(v->text, '\n'))
			fail_msg("%s has more than a line", name);
	for (size_t i = 0; i < sizeof(choices) / sizeof(choices[0]); i++)
		if (strcmp(choices[i].key, name) == 0 && !is_word(choices[i].values, v->text))
			fail_msg("%s is no %s", v->text, name);
}

static void check_members(const struct rule *rule, const struct json_value *object)
{
	const char *seen = " ";
	const struct json_value *v;
	struct arena arena = {0};

	json_in_each(v, object) {
		if (!is_word(rule->must, v->key) && !is_word(rule->may, v->key))
			fail_msg("%s has no member %s", rule->name, v->key);
		if (is_word(seen, v->key))
			fail_msg("%s has %s twice", rule->name, v->key);
		seen = arena_printf(&arena, "%s%s ", seen, v->key);
	}
	char *rest = arena_strdup(&arena, rule->must);

	for (char *name; (name = strsep(&rest, " "));)
		if (*name && !is_word(seen, name))
			fail_msg("%s lacks %s", rule->name, name);
	arena_free(&arena);
}

static void check_model(const char *name, const struct json_value *value)
{
	const struct json_value *v;

	if (value->type == JSON_TEXT) {
		check_form(name, value);
		return;
	}
	if (value->type == JSON_OBJECT && *name) {
		size_t i = 0;

		while (i < sizeof(rules) / sizeof(rules[0]) && strcmp(rules[i].name, name) != 0)
			i++;
		if (i == sizeof(rules) / sizeof(rules[0]))
			fail_msg("there is no object %s", name);
		check_members(&rules[i], value);
	}
	json_in_each(v, value)
		check_model(v->key ? v->key : name, v);
}

static void check(const struct json_value *root)
{
	for (uint32_t i = 0; i < root->span; i++)
		check_value(root, &root[i]);
	check_model("", root);
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

/* Blanks for a text, nothing that applies, an exception of what nobody answered, a day that there is not. */
static void test_odd_records_stay_within_the_model(void **state)
{
	struct fixture *f = *state;
	const struct pack *list = pack_find("meti-checklist");
	struct task_row t = {
		.scope = STORE_ROOT_SCOPE, .pack = "smkl-security", .part = "3", .item = "a-1", .kind = "measure",
		.title = " \n ", .owner = "", .starts_on = "2027-02-30", .due_on = "2027-02-31", .every = "", .window = "",
		.follows = "", .note = "  ", .state = "done", .user = "",
	};
	const struct evidence_row e = {
		.scope = STORE_ROOT_SCOPE, .kind = "document", .title = " ", .link = "", .note = " \t", .collected_on = "",
		.effective_on = "", .expires_on = "2027-06-31", .hash = "",
	};
	const struct evidence_use use = {"smkl-security", "3", "a-1"};
	const struct exception_row x = {.scope = STORE_ROOT_SCOPE, .pack = "smkl-security", .part = "3", .item = "a-1",
					.reason = "old", .measure = "watched", .ends_on = "2099-01-01"};
	int64_t id;

	assert_int_equal(store_task_put(f->store, &store_system, &t, &id), 0);
	t.pack = t.part = t.item = "";
	assert_int_equal(store_task_put(f->store, &store_system, &t, &id), 0);
	assert_int_equal(store_evidence_add(f->store, &store_system, &e, &use, 1, &id), 0);
	assert_int_equal(store_exception_add(f->store, &store_system, &x, &id), 0);
	assert_int_equal(store_exception_approve(f->store, &store_system, id), 0);
	for (size_t s = 0; s < list->section_count; s++)
		for (size_t i = 0; i < list->sections[s].item_count; i++)
			declare(f, list->id, "", list->sections[s].items[i].id, ANSWER_NOT_APPLICABLE, "");
	check(make(f, "assessment-results", NULL));
	check(make(f, "poam", NULL));
}

/* All that the model factory says of itself, of its devices and zones, too. */
static void test_the_model_factory_stays_within_the_model(void **state)
{
	struct fixture *f = *state;

	feed(f, "all", false);
	assert_int_equal(specimen_declare(f->store), 0);
	check(make(f, "assessment-results", NULL));
	check(make(f, "poam", NULL));
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
		TEST(test_odd_records_stay_within_the_model),
		TEST(test_the_model_factory_stays_within_the_model),
		TEST(test_names_can_be_hidden),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
