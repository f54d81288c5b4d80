/* test_api_assess.c - packs, the checklist, the matrix and answers over a socket. SPDX-License-Identifier: Apache-2.0 */

#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char admin[ACCOUNT_SECRET_SIZE];
static char viewer[ACCOUNT_SECRET_SIZE];

const struct person people[] = {
        {"boss", ROLE_PRODUCTION, "a long password", admin},
        {"guest", ROLE_VIEWER, "another password", viewer},
        {.name = NULL},
};

static void test_the_checklist_is_told_with_its_words(void **state)
{
	(void)state;
	expect("GET", "/packs", viewer, NULL, 200, "\"meti-checklist\"");
	expect("GET", "/checklist", viewer, NULL, 200, "\"tallies\":{\"items\":35,");
	expect("GET", "/checklist?pack=nothing", viewer, NULL, 404, "no such pack");
	expect("GET", "/smkl", viewer, NULL, 200, "\"id\":\"idmz\"");
	expect("GET", "/smkl", viewer, NULL, 200, "\"position\":null");
}

static void test_an_answer_is_kept_and_the_late_one_is_told(void **state)
{
	(void)state;
	expect("PATCH", "/answers", admin,
	       "{\"pack\":\"meti-checklist\",\"item\":\"2-2\",\"value\":\"3\",\"revision\":0}", 200,
	       "\"revision\":1");
	expect("PATCH", "/answers", admin,
	       "{\"pack\":\"meti-checklist\",\"item\":\"2-2\",\"value\":\"1\",\"revision\":0}", 409,
	       "boss answered this at");
	expect("PATCH", "/answers", admin,
	       "{\"pack\":\"meti-checklist\",\"item\":\"2-2\",\"value\":\"2\",\"revision\":1}", 200,
	       "\"revision\":2");
	expect("GET", "/answers?pack=meti-checklist&item=2-2", viewer, NULL, 200,
	       "\"revision\":1");
	expect("GET", "/checklist", viewer, NULL, 200, "\"answered\":1,");
}

static void test_answers_that_make_no_sense_are_refused(void **state)
{
	(void)state;
	expect("PATCH", "/answers", viewer,
	       "{\"pack\":\"meti-checklist\",\"item\":\"2-2\",\"value\":\"3\"}", 403, "");
	expect("PATCH", "/answers", admin, "{\"pack\":\"x\"}", 404, "no such pack");
	expect("PATCH", "/answers", admin,
	       "{\"pack\":\"meti-checklist\",\"item\":\"7-7\",\"value\":\"3\"}", 422,
	       "there is no such item");
	expect("PATCH", "/answers", admin,
	       "{\"pack\":\"meti-checklist\",\"item\":\"2-7\",\"value\":\"n/a\"}", 422,
	       "say why it does not apply");
	expect("PATCH", "/answers", admin,
	       "{\"pack\":\"meti-checklist\",\"item\":\"2-7\",\"value\":\"3\",\"scope\":99}", 403, "");
}

static void test_the_matrix_moves_with_answers_and_has_targets(void **state)
{
	(void)state;
	expect("PATCH", "/answers", admin,
	       "{\"pack\":\"smkl-security\",\"part\":\"1\",\"item\":\"a-1\",\"value\":\"yes\"}", 200,
	       "\"value\":\"yes\"");
	expect("PATCH", "/answers", admin,
	       "{\"pack\":\"smkl-security\",\"part\":\"1\",\"item\":\"a-2\",\"value\":\"yes\"}", 200, "");
	expect("GET", "/smkl", viewer, NULL, 200, "\"position\":\"a\"");
	expect("PATCH", "/answers", admin,
	       "{\"pack\":\"smkl-security\",\"part\":\"1\",\"kind\":\"target\",\"value\":\"c\","
	       "\"reason\":\"受注先の求め\",\"due_on\":\"2027-03-31\"}",
	       200, "2027-03-31");
	expect("GET", "/smkl", viewer, NULL, 200, "\"value\":\"c\",\"reason\":\"受注先の求め\"");
}

static void test_the_plan_says_what_becomes_of_it(void **state)
{
	(void)state;
	expect("GET", "/plan?if=smkl-security/1/b-1,smkl-security/1/b-2", viewer, NULL, 200,
	       "\"position\":\"b\"");
	expect("GET", "/score", viewer, NULL, 200, "\"points\":null");
}

static void answered(const char *pack, const char *part, const char *item, const char *value)
{
	char body[200];

	snprintf(body, sizeof(body), "{\"pack\":\"%s\",\"part\":\"%s\",\"item\":\"%s\",\"value\":\"%s\"}", pack, part, item, value);
	expect("PATCH", "/answers", admin, body, 200, "\"revision\"");
}

/* The part of the first gap of the matrix at this item. */
static void first_gap(const char *item, char *part, char *protects)
{
	struct json_in *plan = get("/plan", viewer);
	const struct json_in *gaps = json_in_array(plan, "gaps");

	*part = *protects = '\0';
	for (size_t i = 0; i < json_in_count(gaps) && !*part; i++) {
		const struct json_in *gap = json_in_object_at(gaps, i), *one = json_in_object(gap, "item");

		if (strcmp(json_in_text(one, "id"), item) != 0 || strcmp(json_in_text(gap, "pack"), "smkl-security") != 0)
			continue;
		snprintf(part, 8, "%s", json_in_text(one, "part"));
		snprintf(protects, 80, "%s", json_in_text(gap, "protects") ? json_in_text(gap, "protects") : "");
	}
	json_in_free(plan);
}

static void test_the_plan_begins_where_more_is_to_be_protected(void **state)
{
	char part[8], protects[80];

	(void)state;
	first_gap("d-1", part, protects);
	assert_string_equal(part, "1");
	assert_string_equal(protects, "");
	expect("POST", "/zones", admin, "{\"name\":\"事務\",\"smkl\":\"1\",\"importance\":1}", 200, "");
	expect("POST", "/zones", admin, "{\"name\":\"塗装ライン\",\"smkl\":\"3\",\"importance\":5}", 200, "");
	expect("POST", "/zones", admin, "{\"name\":\"案\",\"smkl\":\"2\",\"importance\":5,\"draft\":true}", 200, "");
	first_gap("d-1", part, protects);
	assert_string_equal(part, "3");
	assert_string_equal(protects, "塗装ライン");
}

static void test_a_gap_says_what_closing_it_moves(void **state)
{
	static const char *const seven[] = {"iac", "uc", "si", "dc", "rdf", "tre", "ra"};

	(void)state;
	expect("GET", "/plan", viewer, NULL, 200, "\"becomes\":null");
	answered("smkl-security", "3", "a-2", "yes");
	expect("GET", "/plan", viewer, NULL, 200, "\"becomes\":\"a\"");
	answered("smkl-scoring", "managed-switch", "deployed", "none");
	for (size_t i = 0; i < 7; i++)
		answered("smkl-scoring", "managed-switch", seven[i], "ruled");
	/* now nothing; with a in one network deployed in part, 1.5 x 7 */
	expect("GET", "/plan", viewer, NULL, 200, "\"points\":0,");
	expect("GET", "/plan?if=smkl-security/3/a-1", viewer, NULL, 200, "\"points\":10.5");
	expect("GET", "/plan?if=meti-checklist//3-1", viewer, NULL, 200, "\"checklist_done\":");
}

static bool is_uuid(const char *text)
{
	static const char shape[] = "xxxxxxxx-xxxx-vxxx-yxxx-xxxxxxxxxxxx";

	if (!text || strlen(text) != sizeof(shape) - 1)
		return false;
	for (size_t i = 0; shape[i]; i++) {
		const char *allowed = shape[i] == '-' ? "-" : shape[i] == 'v' ? "45" : shape[i] == 'y' ? "89ab" : "0123456789abcdef";

		if (!strchr(allowed, text[i]))
			return false;
	}
	return true;
}

/* What the published structure asks of each: an id, and texts that are not empty. */
static void each_is_whole(const struct json_in *list, const char *const *texts)
{
	assert_true(json_in_count(list) > 0);
	for (size_t i = 0; i < json_in_count(list); i++) {
		const struct json_in *one = json_in_object_at(list, i);

		assert_true(is_uuid(json_in_text(one, "uuid")));
		for (const char *const *text = texts; *text; text++)
			assert_true(json_in_text(one, *text) && *json_in_text(one, *text));
	}
}

static void head_is_whole(const struct json_in *model)
{
	const struct json_in *metadata = json_in_object(model, "metadata");

	assert_true(is_uuid(json_in_text(model, "uuid")));
	assert_string_equal(json_in_text(metadata, "oscal-version"), "1.1.2");
	assert_non_null(json_in_text(metadata, "title"));
	assert_non_null(json_in_text(metadata, "last-modified"));
	assert_non_null(json_in_text(metadata, "version"));
}

static void test_oscal_has_what_its_structure_asks_for(void **state)
{
	(void)state;
	struct json_in *file = get("/oscal/assessment-results?lang=en", viewer);
	const struct json_in *model = json_in_object(file, "assessment-results");

	head_is_whole(model);
	assert_non_null(json_in_text(json_in_object(model, "import-ap"), "href"));
	const struct json_in *result = json_in_object_at(json_in_array(model, "results"), 0);

	assert_true(is_uuid(json_in_text(result, "uuid")));
	assert_non_null(json_in_text(result, "start"));
	assert_int_equal(json_in_count(json_in_array(json_in_object(result, "reviewed-controls"), "control-selections")), 1);
	each_is_whole(json_in_array(result, "observations"), (const char *const[]){"description", "collected", NULL});
	each_is_whole(json_in_array(result, "findings"), (const char *const[]){"title", "description", NULL});
	const struct json_in *first = json_in_object(json_in_object_at(json_in_array(result, "findings"), 0), "target");

	assert_string_equal(json_in_text(first, "type"), "objective-id");
	assert_string_equal(json_in_text(first, "target-id"), "meti-checklist_0-1");
	assert_non_null(strstr(json_in_text(json_in_object(first, "status"), "state"), "satisfied"));
	json_in_free(file);
	file = get("/oscal/poam", viewer);
	model = json_in_object(file, "plan-of-action-and-milestones");
	head_is_whole(model);
	assert_true(is_uuid(json_in_text(json_in_object(model, "system-id"), "id")));
	each_is_whole(json_in_array(model, "poam-items"), (const char *const[]){"title", "description", NULL});
	json_in_free(file);
	expect("GET", "/oscal/other", viewer, NULL, 404, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_the_checklist_is_told_with_its_words),
	        cmocka_unit_test(test_an_answer_is_kept_and_the_late_one_is_told),
	        cmocka_unit_test(test_answers_that_make_no_sense_are_refused),
	        cmocka_unit_test(test_the_matrix_moves_with_answers_and_has_targets),
	        cmocka_unit_test(test_the_plan_says_what_becomes_of_it),
	        cmocka_unit_test(test_the_plan_begins_where_more_is_to_be_protected),
	        cmocka_unit_test(test_a_gap_says_what_closing_it_moves),
	        cmocka_unit_test(test_oscal_has_what_its_structure_asks_for),
	};

	return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
