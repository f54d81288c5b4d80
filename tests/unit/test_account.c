/* test_account.c - people, sessions, tokens and the audit trail. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include "lib/arena.h"
#include "lib/clock.h"
#include "lib/embedded.h"
#include "store/account.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define START INT64_C(1700000000000000000)
#define HOUR  (3600 * SECOND)

struct fixture {
	char folder[64];
	char path[96];
	struct store *store;
	struct arena arena;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	char error[256] = "";
	int rc;

	clock_pretend(START);
	snprintf(f->folder, sizeof(f->folder), "/tmp/yagura-account-XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	snprintf(f->path, sizeof(f->path), "%s/y.db", f->folder);
	f->store = store_open(f->path, &rc, error, sizeof(error));
	assert_non_null(f->store);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	static const char *const endings[] = {"", "-wal", "-shm"};
	struct fixture *f = *state;
	char path[128];

	store_close(f->store);
	arena_free(&f->arena);
	for (size_t i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "%s%s", f->path, endings[i]);
		unlink(path);
	}
	rmdir(f->folder);
	free(f);
	clock_pretend(0);
	return 0;
}

static void add_user(struct fixture *f, const char *name, enum user_role role, const char *password)
{
	char hash[ACCOUNT_HASH_SIZE];

	assert_int_equal(account_password_hash(password, hash), 0);
	assert_int_equal(account_user_add(f->store, &store_system, name, &(struct grant){STORE_ROOT_SCOPE, role}, 1,
					  hash),
			 0);
}

static void test_the_first_link_signs_in_once(void **state)
{
	struct fixture *f = *state;
	char once[ACCOUNT_SECRET_SIZE];
	char secret[ACCOUNT_SECRET_SIZE];
	struct signed_in who;

	assert_int_equal(account_first_signin(f->store, once), 1);
	assert_int_equal(account_bearer(f->store, once, &f->arena, &who), -EACCES);
	assert_int_equal(account_once_use(f->store, once, "::1", secret), 0);
	assert_int_equal(account_once_use(f->store, once, "::1", secret), -EACCES);
	assert_int_equal(account_first_signin(f->store, once), 1); /* nobody has a password yet */
	assert_int_equal(account_once_use(f->store, once, "::1", secret), 0);
	assert_int_equal(account_session(f->store, secret, &f->arena, &who), 0);
	assert_true(who.user.must_set_password);
	assert_int_equal(who.viewer.held[0].roles, 1u << ROLE_ADMINISTRATOR);
	assert_int_equal(who.viewer.scope_count, 1);
	char hash[ACCOUNT_HASH_SIZE];

	assert_int_equal(account_password_hash("correct horse", hash), 0);
	assert_int_equal(account_user_edit(f->store, &who.viewer, "admin",
					   &(struct user_edit){.disabled = -1, .hash = hash,
							       .keep = secret}),
			 0);
	assert_int_equal(account_session(f->store, secret, &f->arena, &who), 0);
	assert_false(who.user.must_set_password);
	assert_int_equal(account_first_signin(f->store, once), 0);
}

static void test_a_link_grows_old(void **state)
{
	struct fixture *f = *state;
	char once[ACCOUNT_SECRET_SIZE];
	char secret[ACCOUNT_SECRET_SIZE];

	assert_int_equal(account_first_signin(f->store, once), 1);
	clock_pretend(START + 25 * HOUR);
	assert_int_equal(account_once_use(f->store, once, "::1", secret), -EACCES);
}

static void test_a_wrong_password_is_refused_and_guessers_wait(void **state)
{
	struct fixture *f = *state;
	int wait;

	add_user(f, "kim", ROLE_SECURITY, "correct horse");
	assert_int_equal(account_signin_check(f->store, "kim", "correct horse", "::1", &wait), 0);
	assert_int_equal(account_signin_check(f->store, "kim", "wrong horse", "::1", &wait), -EACCES);
	assert_int_equal(account_signin_check(f->store, "nobody", "x", "::1", &wait), -EACCES);
	for (int i = 0; i < 5; i++)
		assert_int_equal(account_signin_failed(f->store, "kim", "::1"), 0);
	assert_int_equal(account_signin_check(f->store, "kim", "correct horse", "::2", &wait),
			 -EAGAIN);
	assert_in_range(wait, 29, 31);
	clock_pretend(START + 40 * SECOND);
	assert_int_equal(account_signin_check(f->store, "kim", "correct horse", "::1", &wait), 0);
}

static void test_a_user_without_password_cannot_sign_in_by_password(void **state)
{
	struct fixture *f = *state;
	int wait;

	assert_int_equal(account_user_add(f->store, &store_system, "lee",
					  &(struct grant){STORE_ROOT_SCOPE, ROLE_VIEWER}, 1, NULL),
			 0);
	assert_int_equal(account_signin_check(f->store, "lee", "", "::1", &wait), -EACCES);
}

static void test_sessions_end_when_idle_and_after_a_week(void **state)
{
	struct fixture *f = *state;
	char secret[ACCOUNT_SECRET_SIZE];
	struct signed_in who;

	add_user(f, "kim", ROLE_SECURITY, "correct horse");
	assert_int_equal(account_session_new(f->store, "kim", "::1", secret), 0);
	for (int i = 1; i < 16; i++) {
		clock_pretend(START + i * 11 * HOUR);
		if (i * 11 >= 7 * 24)
			break;
		assert_int_equal(account_session(f->store, secret, &f->arena, &who), 0);
		assert_true(who.stale);
		assert_int_equal(account_touch(f->store, secret), 0);
	}
	clock_pretend(START + 169 * HOUR);
	assert_int_equal(account_session(f->store, secret, &f->arena, &who), -EACCES);
	assert_int_equal(account_session_new(f->store, "kim", "::1", secret), 0);
	clock_pretend(START + 182 * HOUR);
	assert_int_equal(account_session(f->store, secret, &f->arena, &who), -EACCES);
}

static void test_a_removed_user_takes_sessions_and_tokens_along(void **state)
{
	struct fixture *f = *state;
	char session[ACCOUNT_SECRET_SIZE];
	char token[ACCOUNT_SECRET_SIZE];
	struct signed_in who;

	add_user(f, "root", ROLE_ADMINISTRATOR, "correct horse");
	add_user(f, "kim", ROLE_SECURITY, "correct horse");
	assert_int_equal(account_session_new(f->store, "kim", "::1", session), 0);
	assert_int_equal(account_session(f->store, session, &f->arena, &who), 0);
	assert_int_equal(account_token_add(f->store, &who.viewer, "script", 0, token), 0);
	assert_int_equal(account_bearer(f->store, token, &f->arena, &who), 0);
	assert_string_equal(who.viewer.user, "kim");
	assert_int_equal(account_user_remove(f->store, &store_system, "kim"), 0);
	assert_int_equal(account_session(f->store, session, &f->arena, &who), -EACCES);
	assert_int_equal(account_bearer(f->store, token, &f->arena, &who), -EACCES);
}

static void test_the_last_administrator_stays(void **state)
{
	struct fixture *f = *state;

	const struct grant looks = {STORE_ROOT_SCOPE, ROLE_VIEWER};

	add_user(f, "root", ROLE_ADMINISTRATOR, "correct horse");
	assert_int_equal(account_user_remove(f->store, &store_system, "root"), -EPERM);
	assert_int_equal(account_user_edit(f->store, &store_system, "root",
					   &(struct user_edit){.grants = &looks, .grant_count = 1, .disabled = -1}),
			 -EPERM);
	add_user(f, "other", ROLE_ADMINISTRATOR, "correct horse");
	assert_int_equal(account_user_remove(f->store, &store_system, "root"), 0);
}

static void test_tokens_are_their_owners_alone(void **state)
{
	struct fixture *f = *state;
	const int64_t root = STORE_ROOT_SCOPE;
	const struct viewer kim = {.user = "kim", .scopes = &root, .scope_count = 1};
	const struct viewer lee = {.user = "lee", .scopes = &root, .scope_count = 1};
	char secret[ACCOUNT_SECRET_SIZE];
	struct token_row *rows;
	size_t count;

	add_user(f, "kim", ROLE_SECURITY, "correct horse");
	add_user(f, "lee", ROLE_SECURITY, "correct horse");
	assert_int_equal(account_token_add(f->store, &kim, "script", START + HOUR, secret), 0);
	assert_int_equal(account_tokens(f->store, &lee, &f->arena, &rows, &count), 0);
	assert_int_equal(count, 0);
	assert_int_equal(account_tokens(f->store, &kim, &f->arena, &rows, &count), 0);
	assert_int_equal(count, 1);
	assert_int_equal(account_token_remove(f->store, &lee, rows[0].id), -ENOENT);
	clock_pretend(START + 2 * HOUR);
	struct signed_in who;

	assert_int_equal(account_bearer(f->store, secret, &f->arena, &who), -EACCES);
	assert_int_equal(account_token_remove(f->store, &kim, rows[0].id), 0);
}

static void test_secrets_and_passwords_are_not_in_the_file(void **state)
{
	struct fixture *f = *state;
	char secret[ACCOUNT_SECRET_SIZE];
	sqlite3 *db;
	sqlite3_stmt *q;

	add_user(f, "kim", ROLE_SECURITY, "correct horse");
	assert_int_equal(account_session_new(f->store, "kim", "::1", secret), 0);
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db,
					    "SELECT u.password, s.hash FROM user u, session s", -1,
					    &q, NULL),
			 SQLITE_OK);
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	assert_memory_equal(sqlite3_column_text(q, 0), "$argon2id$", 10);
	assert_int_equal(sqlite3_column_bytes(q, 1), 32);
	assert_memory_not_equal(sqlite3_column_blob(q, 1), secret, 32);
	sqlite3_finalize(q);
	sqlite3_close(db);
}

static void test_a_changed_audit_row_shows(void **state)
{
	struct fixture *f = *state;
	struct audit_row *rows;
	struct listing listing;
	int64_t wrong;
	sqlite3 *db;

	for (int i = 0; i < 5; i++)
		assert_int_equal(store_audit(f->store, &store_system, "asset.edit", "a-00001",
					     "zone:  -> Line 1"),
				 0);
	assert_int_equal(store_audit_verify(f->store, &wrong), 0);
	assert_int_equal(store_audit_list(f->store, &store_system, &(struct page){.limit = 2},
					  &f->arena, &rows, &listing),
			 0);
	assert_int_equal(listing.total, 5);
	assert_int_equal(rows[0].id, 5);
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "UPDATE audit SET user = 'kim' WHERE id = 3", 0, 0, 0),
			 SQLITE_OK);
	assert_int_equal(store_audit_verify(f->store, &wrong), -EBADMSG);
	assert_int_equal(wrong, 3);
	assert_int_equal(sqlite3_exec(db,
				      "UPDATE audit SET user = 'system' WHERE id = 3;"
				      "DELETE FROM audit WHERE id = 2",
				      0, 0, 0),
			 SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(store_audit_verify(f->store, &wrong), -EBADMSG);
	assert_int_equal(wrong, 3);
}

extern const struct embedded_file store_schema[];

/* A file as a program before 019_grants.sql left it. */
static void make_old_file(const char *path)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	for (int i = 0; i < 18; i++)
		assert_int_equal(sqlite3_exec(db, (const char *)store_schema[i].data, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db,
				      "PRAGMA application_id = 1497846337; PRAGMA user_version = 18;"
				      "INSERT INTO scope (id, parent, name) VALUES (2, 1, 'A');"
				      "INSERT INTO user (scope_id, name, role, created_at) VALUES (1, 'old', 3, 1),"
				      " (2, 'local', 8, 1)",
				      NULL, NULL, NULL),
			 SQLITE_OK);
	sqlite3_close(db);
}

static void test_people_of_an_older_file_keep_role_and_scope(void **state)
{
	struct fixture *f = *state;
	char path[128], secret[ACCOUNT_SECRET_SIZE], error[256] = "";
	struct signed_in who;
	int rc;

	snprintf(path, sizeof(path), "%s/old.db", f->folder);
	make_old_file(path);
	struct store *store = store_open(path, &rc, error, sizeof(error));
	if (!store)
		fail_msg("%s", error);
	assert_int_equal(account_session_new(store, "local", "::1", secret), 0);
	assert_int_equal(account_session(store, secret, &f->arena, &who), 0);
	assert_int_equal(who.user.grant_count, 1);
	assert_int_equal(who.user.grants[0].role, ROLE_VENDOR);
	assert_int_equal(who.user.grants[0].scope, 2);
	assert_int_equal(account_session_new(store, "old", "::1", secret), 0);
	assert_int_equal(account_session(store, secret, &f->arena, &who), 0);
	assert_int_equal(who.viewer.scope_count, 2);
	assert_int_equal(who.viewer.scopes[0], STORE_ROOT_SCOPE);
	assert_int_equal(who.viewer.held[1].roles, 1u << ROLE_ADMINISTRATOR);
	store_close(store);
	unlink(path);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_the_first_link_signs_in_once),
		TEST(test_a_link_grows_old),
		TEST(test_a_wrong_password_is_refused_and_guessers_wait),
		TEST(test_a_user_without_password_cannot_sign_in_by_password),
		TEST(test_sessions_end_when_idle_and_after_a_week),
		TEST(test_a_removed_user_takes_sessions_and_tokens_along),
		TEST(test_the_last_administrator_stays),
		TEST(test_tokens_are_their_owners_alone),
		TEST(test_secrets_and_passwords_are_not_in_the_file),
		TEST(test_a_changed_audit_row_shows),
		TEST(test_people_of_an_older_file_keep_role_and_scope),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
