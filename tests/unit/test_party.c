/* test_party.c - which rows of a table name whom. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include "judge/party.h"

#define ROWS 8

struct row {
	struct table_entry entry;
	struct row_key {
		uint64_t one, other;
	} key;
	struct party_link links[2];
};

struct fixture {
	struct table rows;
	struct party_index index;
};

static void drop(void *argument, void *entry)
{
	struct fixture *f = argument;
	struct row *r = entry;

	party_drop(&f->index, r, &r->key.one);
}

static int set_up(void **state)
{
	static struct fixture f;

	table_init(&f.rows, &(struct table_config){.entry_size = sizeof(struct row),
						   .key_size = sizeof(struct row_key),
						   .capacity = ROWS,
						   .evict = drop,
						   .argument = &f});
	party_init(&f.index, &f.rows, 2, offsetof(struct row, links));
	*state = &f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	party_free(&f->index);
	table_free(&f->rows);
	return 0;
}

static void put(struct fixture *f, uint64_t one, uint64_t other)
{
	static struct row_key keys[ROWS]; /* gcc warns of what it would be to hash a single one */
	struct row_key *key = &keys[one % ROWS];

	*key = (struct row_key){one, other};
	struct row *r = table_insert(&f->rows, key, table_hash(&f->rows, key));

	party_add(&f->index, r, &r->key.one);
}

static size_t count(const struct fixture *f, uint64_t party)
{
	uint32_t position = 0;
	const struct row *r;
	size_t n = 0;

	while ((r = party_next(&f->index, party, &position)) != NULL) {
		assert_true(r->key.one == party || r->key.other == party);
		n++;
	}
	return n;
}

static void test_rows_are_found_by_either_name(void **state)
{
	struct fixture *f = *state;

	put(f, 1, 2);
	put(f, 3, 1);
	put(f, 4, 0);
	assert_int_equal(count(f, 1), 2);
	assert_int_equal(count(f, 2), 1);
	assert_int_equal(count(f, 5), 0);
	assert_int_equal(count(f, 0), 0);
}

static void test_all_rows_of_one_are_taken_out_one_by_one(void **state)
{
	struct fixture *f = *state;
	struct row *r;
	int taken = 0;

	put(f, 1, 2);
	put(f, 3, 1);
	put(f, 1, 1);
	put(f, 2, 3);
	while ((r = party_first(&f->index, 1)) != NULL) {
		drop(f, r);
		table_remove(&f->rows, r);
		taken++;
	}
	assert_int_equal(taken, 3);
	assert_int_equal(count(f, 2), 1);
	assert_int_equal(count(f, 3), 1);
}

static void test_who_is_named_twice_has_the_row_once(void **state)
{
	struct fixture *f = *state;

	put(f, 1, 1);
	put(f, 2, 1);
	assert_int_equal(count(f, 1), 2);
	assert_int_equal(((struct row *)party_first(&f->index, 1))->key.one, 1);
}

/* As it is when one device becomes another: each row goes, and comes back under another name. */
static void test_the_row_just_given_may_go_and_others_come(void **state)
{
	struct fixture *f = *state;
	uint32_t position = 0;
	struct row *r;
	int seen = 0;

	put(f, 1, 2);
	put(f, 3, 1);
	put(f, 4, 1);
	while ((r = party_next(&f->index, 1, &position)) != NULL) {
		const struct row_key key = r->key;

		drop(f, r);
		table_remove(&f->rows, r);
		put(f, key.one == 1 ? 7 : key.one, key.other == 1 ? 7 : key.other);
		seen++;
	}
	assert_int_equal(seen, 3);
	assert_int_equal(count(f, 1), 0);
	assert_int_equal(count(f, 7), 3);
	assert_int_equal(((struct row *)party_first(&f->index, 7))->key.other, 2);
}

/* Each row names two that no other names: the index has room for all, and for no row that is gone. */
static void test_what_was_evicted_is_named_no_more(void **state)
{
	struct fixture *f = *state;
	size_t left = 0;

	for (uint64_t i = 1; i <= 1000; i++)
		put(f, i, 100000 + i);
	for (uint64_t i = 1; i <= 1000; i++) {
		assert_int_equal(count(f, i), count(f, 100000 + i));
		left += count(f, i);
	}
	assert_int_equal(left, ROWS);
	assert_int_equal(f->index.parties.count, 2 * ROWS);
	assert_int_equal(f->index.parties.evicted, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_rows_are_found_by_either_name, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_all_rows_of_one_are_taken_out_one_by_one, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_who_is_named_twice_has_the_row_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_the_row_just_given_may_go_and_others_come, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_what_was_evicted_is_named_no_more, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
