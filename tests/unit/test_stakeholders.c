/* test_stakeholders.c - the catalogue of stakeholders is whole. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include "govern/stakeholders.h"

#include <string.h>

static void test_each_duty_is_of_a_stage_and_each_kind_of_a_side(void **state)
{
	const struct stakeholder_book *b = stakeholder_book();

	(void)state;
	assert_int_equal(b->viewpoint_count, 7);
	assert_int_equal(b->stage_count, 5);
	for (size_t i = 0; i < b->kind_count; i++) {
		const struct stakeholder_kind *kind = &b->kinds[i];

		if (!BOOK_HAS(b->sides, b->side_count, kind->side))
			fail_msg("%s: there is no side %s", kind->id, kind->side);
		assert_true(kind->duty_count > 0);
		for (size_t d = 0; d < kind->duty_count; d++)
			if (!BOOK_HAS(b->stages, b->stage_count, kind->duties[d].stage))
				fail_msg("%s: there is no stage %s", kind->id, kind->duties[d].stage);
	}
	assert_false(BOOK_HAS(b->kinds, b->kind_count, "pirate"));
}

/* 2.2.5 (1) to (8) */
static void test_all_eight_kinds_of_the_study_are_there(void **state)
{
	const struct stakeholder_book *b = stakeholder_book();
	char seen[9] = "";

	(void)state;
	for (size_t i = 0; i < b->kind_count; i++) {
		const char *at = strchr(b->kinds[i].clause, '(');

		assert_true(at && at[1] >= '1' && at[1] <= '8');
		seen[at[1] - '1'] = 'x';
	}
	assert_string_equal(seen, "xxxxxxxx");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_duty_is_of_a_stage_and_each_kind_of_a_side),
		cmocka_unit_test(test_all_eight_kinds_of_the_study_are_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
