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

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_the_checklist_is_told_with_its_words),
	        cmocka_unit_test(test_an_answer_is_kept_and_the_late_one_is_told),
	        cmocka_unit_test(test_answers_that_make_no_sense_are_refused),
	        cmocka_unit_test(test_the_matrix_moves_with_answers_and_has_targets),
	        cmocka_unit_test(test_the_plan_says_what_becomes_of_it),
	};

	return cmocka_run_group_tests(tests, fixture_start, fixture_stop);
}
