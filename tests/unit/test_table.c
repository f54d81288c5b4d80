/* test_table.c - the table with a budget, and its timers. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include "lib/table.h"
#include "lib/wheel.h"

struct item {
	struct table_entry entry;
	uint64_t key;
	int value;
};

static uint64_t gone[64];
static size_t gone_count;

static void evicted(void *argument, void *entry)
{
	(void)argument;
	if (gone_count < 64)
		gone[gone_count++] = ((struct item *)entry)->key;
}

static int set_up(void **state)
{
	static struct table t;

	gone_count = 0;
	table_init(&t, &(struct table_config){.entry_size = sizeof(struct item), .key_size = 8,
					      .capacity = 16, .evict = evicted});
	*state = &t;
	return 0;
}

static int tear_down(void **state)
{
	table_free(*state);
	return 0;
}

static struct item *put(struct table *t, uint64_t key)
{
	return table_insert(t, &key, table_hash(t, &key));
}

static struct item *get(struct table *t, uint64_t key)
{
	return table_find(t, &key, table_hash(t, &key));
}

static void test_entries_are_found_and_removed(void **state)
{
	struct table *t = *state;

	put(t, 1)->value = 10;
	put(t, 2)->value = 20;
	assert_int_equal(get(t, 2)->value, 20);
	assert_null(get(t, 3));
	table_remove(t, get(t, 1));
	assert_null(get(t, 1));
	assert_int_equal(t->count, 1);
}

static void test_a_reference_does_not_dangle(void **state)
{
	struct table *t = *state;
	struct item *item = put(t, 1);
	uint64_t reference = table_reference(t, item);

	assert_ptr_equal(table_resolve(t, reference), item);
	table_remove(t, item);
	assert_null(table_resolve(t, reference));
	put(t, 2); /* takes the same slot */
	assert_null(table_resolve(t, reference));
	assert_null(table_resolve(t, 0));
	assert_null(table_resolve(t, UINT64_MAX));
}

static void test_a_guess_finds_its_own_key_alone(void **state)
{
	struct table *t = *state;
	struct item *one = put(t, 1);
	uint32_t index = table_index(t, one);
	uint64_t key = 1, other = 2;

	assert_ptr_equal(table_guess(t, index, &key), one);
	assert_null(table_guess(t, index, &other));
	assert_null(table_guess(t, index + 1, &key)); /* never used */
	table_remove(t, one);
	assert_null(table_guess(t, index, &key)); /* the bytes still stand there */
}

static void test_a_full_table_evicts_and_counts(void **state)
{
	struct table *t = *state;

	for (uint64_t i = 0; i < 100; i++)
		put(t, i);
	assert_int_equal(t->count, 16);
	assert_int_equal(t->evicted, 84);
	assert_int_equal(gone_count, 64);
}

static void test_probation_is_evicted_first(void **state)
{
	struct table *t = *state;

	for (uint64_t i = 0; i < 8; i++)
		table_keep(t, put(t, i));
	for (uint64_t i = 100; i < 1000; i++)
		put(t, i);
	for (uint64_t i = 0; i < 8; i++)
		assert_non_null(get(t, i));
	for (size_t i = 0; i < gone_count; i++)
		assert_true(gone[i] >= 100);
}

static void test_what_is_used_stays_longer(void **state)
{
	struct table *t = *state;

	for (uint64_t i = 0; i < 16; i++)
		put(t, i);
	put(t, 100); /* the hand went round once: all marks fell */
	get(t, 5);
	for (uint64_t i = 101; i < 108; i++)
		put(t, i);
	assert_non_null(get(t, 5));
}

static void test_a_walk_sees_each_entry_once(void **state)
{
	struct table *t = *state;
	uint32_t position = 0;
	unsigned int seen = 0;
	struct item *item;

	for (uint64_t i = 0; i < 10; i++)
		put(t, i);
	while ((item = table_next(t, &position)) != NULL) {
		seen |= 1u << item->key;
		table_remove(t, item);
	}
	assert_int_equal(seen, 0x3ff);
	assert_int_equal(t->count, 0);
}

struct bell {
	struct wheel wheel;
	uint32_t rung[32];
	size_t count;
	uint32_t clear; /* index + 1 of a timer to clear when the first rings */
	int64_t again;	/* rings again after so many seconds */
};

static void ring(void *argument, uint32_t index)
{
	struct bell *b = argument;

	assert_true(b->count < 32);
	b->rung[b->count++] = index;
	if (b->clear)
		wheel_clear(&b->wheel, b->clear - 1);
	b->clear = 0;
	if (b->again)
		wheel_set(&b->wheel, index, b->wheel.now + b->again);
}

static void test_timers_fire_once_and_in_time(void **state)
{
	struct bell b = {0};

	(void)state;
	wheel_init(&b.wheel, 8);
	wheel_advance(&b.wheel, 1000, ring, &b);
	wheel_set(&b.wheel, 0, 1010);
	wheel_set(&b.wheel, 1, 1005);
	wheel_set(&b.wheel, 2, 1005 + WHEEL_SLOTS); /* same slot, one turn later */
	wheel_set(&b.wheel, 3, 1007);
	wheel_set(&b.wheel, 3, 1020); /* moved */
	wheel_set(&b.wheel, 4, 1006);
	wheel_clear(&b.wheel, 4);
	wheel_advance(&b.wheel, 1005, ring, &b);
	assert_int_equal(b.count, 1);
	assert_int_equal(b.rung[0], 1);
	wheel_advance(&b.wheel, 1019, ring, &b);
	assert_int_equal(b.count, 2);
	assert_int_equal(b.rung[1], 0);
	wheel_advance(&b.wheel, 20000, ring, &b);
	assert_int_equal(b.count, 4);
	wheel_free(&b.wheel);
}

static void test_a_timer_may_clear_its_neighbour(void **state)
{
	struct bell b = {0};

	(void)state;
	wheel_init(&b.wheel, 8);
	wheel_advance(&b.wheel, 1000, ring, &b);
	for (uint32_t i = 0; i < 4; i++)
		wheel_set(&b.wheel, i, 1001); /* rung last set first: 3 2 1 0 */
	b.clear = 2 + 1;
	wheel_advance(&b.wheel, 1001, ring, &b);
	assert_int_equal(b.count, 3);
	assert_int_equal(b.rung[0], 3);
	assert_int_equal(b.rung[1], 1);
	assert_int_equal(b.rung[2], 0);
	wheel_free(&b.wheel);
}

static void test_a_timer_may_set_itself_again(void **state)
{
	struct bell b = {.again = 10};

	(void)state;
	wheel_init(&b.wheel, 8);
	wheel_advance(&b.wheel, 1000, ring, &b);
	wheel_set(&b.wheel, 0, 1001);
	for (int64_t second = 1001; second <= 1050; second++)
		wheel_advance(&b.wheel, second, ring, &b);
	assert_int_equal(b.count, 5);
	wheel_free(&b.wheel);
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(entries_are_found_and_removed),
		TEST(a_reference_does_not_dangle),
		TEST(a_guess_finds_its_own_key_alone),
		TEST(a_full_table_evicts_and_counts),
		TEST(probation_is_evicted_first),
		TEST(what_is_used_stays_longer),
		TEST(a_walk_sees_each_entry_once),
		cmocka_unit_test(test_timers_fire_once_and_in_time),
		cmocka_unit_test(test_a_timer_may_clear_its_neighbour),
		cmocka_unit_test(test_a_timer_may_set_itself_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
