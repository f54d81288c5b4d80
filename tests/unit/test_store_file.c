/* test_store_file.c - the database file in bad times. SPDX-License-Identifier: Apache-2.0 */

#include "store_fixture.h"

#include <signal.h>
#include <sys/wait.h>

static void test_a_database_of_a_newer_version_is_refused(void **state)
{
	struct fixture *f = *state;
	char error[256] = "";
	sqlite3 *db;
	int rc;

	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "PRAGMA user_version = 999", 0, 0, 0), SQLITE_OK);
	sqlite3_close(db);
	assert_null(store_open(f->path, &rc, error, sizeof(error)));
	assert_int_equal(rc, -EPROTO);
	assert_non_null(strstr(error, "newer version"));
}

static void test_a_file_that_is_no_database_is_refused(void **state)
{
	struct fixture *f = *state;
	char error[256] = "";
	char path[128];
	int rc;

	snprintf(path, sizeof(path), "%s/text", f->folder);
	FILE *file = fopen(path, "w");

	for (int i = 0; i < 1000; i++)
		fputs("this is not a database\n", file);
	fclose(file);
	assert_null(store_open(path, &rc, error, sizeof(error)));
	assert_int_equal(rc, -EBADMSG);
	unlink(path);
}

static void write_until_killed(struct fixture *f, int told)
{
	struct store *store = must_open(f->path);

	for (uint64_t i = 1;; i++) {
		const struct record r = operation(f, i, "control", 1);

		if (store_begin(store) ||
		    store_apply_record(store, f->source, &r, (struct inventory_parties){1, 2}) ||
		    store_commit(store) || write(told, &i, sizeof(i)) != sizeof(i))
			_exit(1);
	}
}

static void test_what_was_committed_outlives_a_killed_writer(void **state)
{
	struct fixture *f = *state;
	struct listing listing;
	uint64_t committed = 0;
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	store_close(f->store);
	const pid_t child = fork();

	if (child == 0)
		write_until_killed(f, ends[1]);
	close(ends[1]);
	while (committed < 20)
		assert_int_equal(read(ends[0], &committed, sizeof(committed)), sizeof(committed));
	kill(child, SIGKILL);
	while (read(ends[0], &committed, sizeof(committed)) == sizeof(committed))
		;
	waitpid(child, NULL, 0);
	close(ends[0]);
	f->store = must_open(f->path);
	operations(f, NULL, NULL, &listing);
	assert_in_range(listing.total, committed, committed + 1);
}

static void test_a_full_disk_is_said_and_loses_nothing_committed(void **state)
{
	struct fixture *f = *state;
	struct listing listing;
	uint64_t kept = 0;
	int rc = 0;

	assert_int_equal(store_limit_pages(f->store, 150), 0);
	for (uint64_t i = 1; !rc && i < 100000; i++) {
		const struct record r = operation(f, i, "control", 1);

		assert_int_equal(store_begin(f->store), 0);
		rc = store_apply_record(f->store, f->source, &r, (struct inventory_parties){1, 2});
		if (rc)
			store_rollback(f->store);
		else
			rc = store_commit(f->store);
		kept += rc == 0;
	}
	assert_int_equal(rc, -ENOSPC);
	assert_non_null(strstr(store_error(f->store), "disk is full"));
	store_close(f->store);
	f->store = must_open(f->path);
	operations(f, NULL, NULL, &listing);
	assert_int_equal(listing.total, kept);
	assert_true(kept > 0);
	/* The record that did not fit is taken when there is room again. */
	const struct record again = operation(f, 1000001, "control", 1);

	assert_int_equal(take(f, &again), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_database_of_a_newer_version_is_refused),
		TEST(test_a_file_that_is_no_database_is_refused),
		TEST(test_what_was_committed_outlives_a_killed_writer),
		TEST(test_a_full_disk_is_said_and_loses_nothing_committed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
