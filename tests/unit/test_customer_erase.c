/* test_customer_erase.c - a customer is erased, and the trail says so. SPDX-License-Identifier: Apache-2.0 */

#include "customer_fixture.h"

static void test_nothing_of_an_erased_customer_is_left(void **state)
{
	struct fixture *f = *state;
	int64_t wrong;

	assert_int_equal(customer_erase(f->from, &f->viewer, 1, "main"), -EPERM);
	assert_int_equal(customer_erase(f->from, &f->viewer, 3, "客先 B"), -EINVAL);
	const struct viewer theirs = {.user = "theirs", .scopes = (const int64_t[]){3, 4}, .scope_count = 2};
	assert_int_equal(customer_erase(f->from, &theirs, 3, "客先 A"), -EACCES);
	assert_int_equal(customer_erase(f->from, &f->viewer, 9, "客先 A"), -ENOENT);
	sqlite3 *db = open_raw(path_of(f, "from.db"));
	assert_int_equal(number(db, "SELECT count(*) FROM asset"), 4);
	if (customer_erase(f->from, &f->viewer, 3, "客先 A") != 0)
		fail_msg("%s", store_error(f->from));
	for (size_t i = 0; i < customer_table_count; i++) {
		const struct customer_table *t = &customer_tables[i];
		const bool others = strcmp(t->name, "source") == 0 || strcmp(t->name, "asset") == 0 ||
				    strcmp(t->name, "user_grant") == 0;
		const char *sql = arena_printf(&f->arena, "SELECT count(*) FROM \"%s\"", t->name);

		if (number(db, sql) != (others ? 1 : 0))
			fail_msg("%s: %lld rows", t->name, (long long)number(db, sql));
	}
	assert_int_equal(number(db, "SELECT count(*) FROM scope"), 2);
	assert_int_equal(number(db, "SELECT count(*) FROM user WHERE name = 'theirs'"), 0);
	assert_int_equal(number(db, "SELECT count(*) FROM user WHERE name = 'ours'"), 1);
	assert_int_equal(number(db, "SELECT count(*) FROM moving"), 0);
	sqlite3_close(db);
	assert_int_equal(store_shrink(f->from), 0);
	assert_false(holds(path_of(f, "from.db"), MARKER));
	assert_false(holds(path_of(f, "from.db-wal"), MARKER));
	assert_int_equal(store_audit_verify(f->from, &wrong), 0);
	/* answers are only added, again */
	db = open_raw(path_of(f, "from.db"));
	assert_int_equal(number(db, "SELECT count(*) FROM audit WHERE action = 'customer.erase' AND object = '客先 A' AND user = 'boss'"
				    " AND detail LIKE '% rows, their hash %'"), 1);
	sqlite3_close(db);
}

static void test_the_trail_of_an_erasure_cannot_hide_more(void **state)
{
	struct fixture *f = *state;
	int64_t wrong;

	assert_int_equal(customer_erase(f->from, &f->viewer, 3, "客先 A"), 0);
	assert_int_equal(store_audit_verify(f->from, &wrong), 0);
	sqlite3 *db = open_raw(path_of(f, "from.db"));
	run(db, "UPDATE audit SET user = '', action = '', object = '', detail = '', erased_by = (SELECT max(id) FROM audit)"
		" WHERE action = 'setting'");
	assert_int_equal(store_audit_verify(f->from, &wrong), -EBADMSG);
	run(db, "UPDATE audit SET erased_by = 1 WHERE erased_by != 0");
	assert_int_equal(store_audit_verify(f->from, &wrong), -EBADMSG);
	sqlite3_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nothing_of_an_erased_customer_is_left),
		TEST(test_the_trail_of_an_erasure_cannot_hide_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
