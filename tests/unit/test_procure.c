/* test_procure.c - what an order may require is whole, and what is proposed has its reason. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include "govern/procure.h"
#include "lib/arena.h"

#include <string.h>

static void test_every_name_in_the_catalogue_is_one_of_its_own(void **state)
{
	const struct procure_book *b = procure_book();
	const struct pack *devices = pack_find("meti-device");

	(void)state;
	assert_int_equal(b->category_count, 7);
	for (size_t i = 0; i < b->item_count; i++) {
		const struct procure_item *item = &b->items[i];

		assert_ptr_equal(procure_find(item->id), item);
		assert_true(BOOK_HAS(b->categories, b->category_count, item->category));
		assert_true(BOOK_HAS(b->topics, b->topic_count, item->topic));
		for (size_t g = 0; g < item->grains.count; g++)
			assert_true(BOOK_HAS(b->grains, b->grain_count, item->grains.text[g]));
		for (size_t c = 0; c < item->conditions.count; c++)
			assert_true(BOOK_HAS(b->conditions, b->condition_count, item->conditions.text[c]));
		assert_true(item->least[0] >= '1' && item->least[0] <= '5' && !item->least[1]);
		if (item->measure && (!pack_item(devices, item->measure) || pack_step(devices, item->strength) < 1))
			fail_msg("%s: %s %s", item->id, item->measure, item->strength);
	}
}

static bool proposes(const char *id, struct procure_order order, const char *target, const char *holds)
{
	struct arena arena = {0};
	const char *because;
	const bool yes = procure_proposes(procure_find(id), &order, target, &arena, &because);

	if (yes && !strstr(because, holds))
		fail_msg("%s: %s", id, because);
	arena_free(&arena);
	return yes;
}

static struct procure_order order(int importance, const char *grain, const char *conditions, const char *protocols)
{
	return (struct procure_order){.grain = grain, .importance = importance, .conditions = conditions, .protocols = protocols};
}

static void test_a_requirement_is_proposed_for_its_use_and_importance(void **state)
{
	(void)state;
	assert_true(proposes("p-remote", order(3, "product", "usb remote", ""), NULL, "condition:remote"));
	assert_false(proposes("p-remote", order(3, "product", "usb", ""), NULL, ""));
	assert_false(proposes("p-remote", order(3, "product", "remotely", ""), NULL, ""));
	assert_true(proposes("p-plain", order(3, "product", "", "opcua modbus"), NULL, "protocol:modbus"));
	assert_false(proposes("p-plain", order(3, "product", "", "opcua"), NULL, ""));
	assert_false(proposes("p-pentest", order(3, "product", "", ""), NULL, ""));
	assert_true(proposes("p-pentest", order(4, "product", "", ""), NULL, "importance:4"));
	assert_false(proposes("p-pentest", order(5, "component", "", ""), NULL, ""));
	assert_true(proposes("f-genuine", order(3, "component", "", ""), NULL, ""));
	assert_false(proposes("p-zone", order(5, "product", "", ""), NULL, ""));
}

static void test_the_plants_own_target_asks_for_it_too(void **state)
{
	(void)state;
	assert_false(proposes("p-log", order(1, "product", "", ""), NULL, ""));
	assert_false(proposes("p-log", order(1, "product", "", ""), "minimum", ""));
	assert_true(proposes("p-log", order(1, "product", "", ""), "high", "target:d-13:high"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_name_in_the_catalogue_is_one_of_its_own),
		cmocka_unit_test(test_a_requirement_is_proposed_for_its_use_and_importance),
		cmocka_unit_test(test_the_plants_own_target_asks_for_it_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
