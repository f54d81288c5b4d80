/* test_functions.c - what devices do for the plant, by role and served protocol per zone. SPDX-License-Identifier: Apache-2.0 */

#include "plant_fixture.h"

#include "store/functions.h"

#include <string.h>

static const struct plant_function *functions(struct fixture *f, const char *name, int64_t zone)
{
	struct plant_function *rows;
	size_t count;

	assert_int_equal(store_functions(f->store, &store_system, &f->arena, &rows, &count), 0);
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].name, name) == 0 && rows[i].zone == zone)
			return &rows[i];
	return NULL;
}

/* S4-016: control, monitoring, engineering and the rest, apart by zone. */
static void test_functions_follow_from_roles_and_served_protocols(void **state)
{
	struct fixture *f = *state;

	assert_null(functions(f, "control", 0));
	feed(f, "normal", true);
	run_sql(f, "INSERT INTO zone (id, scope_id, name, kind, smkl, importance, note, draft) VALUES (7, 1, 'ライン', '', '3', 0, '', 0);"
		   "UPDATE asset SET zone_id = 0; UPDATE asset SET zone_id = 7 WHERE role = 'plc'");
	const struct plant_function *control = functions(f, "control", 7);

	assert_non_null(control);
	assert_string_equal(control->zone_name, "ライン");
	assert_non_null(strstr(control->roles, "plc"));
	assert_true(control->devices > 1);
	const struct plant_function *monitor = functions(f, "monitor", 0);

	assert_non_null(monitor);
	assert_null(functions(f, "monitor", 7));
	for (const char *const *name = plant_function_names; *name; name++)
		assert_true(strlen(*name) > 3);
	/* who asks for the time does not give it, and a clock on the internet is nobody's here */
	run_sql(f, "UPDATE asset SET role = 'plc'; UPDATE conversation SET protocol = 'ntp', answered = 0");
	assert_null(functions(f, "time", 0));
	run_sql(f, "UPDATE conversation SET answered = 1");
	assert_non_null(functions(f, "time", 0));
	run_sql(f, "UPDATE asset SET external = 1");
	assert_null(functions(f, "time", 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_functions_follow_from_roles_and_served_protocols),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
