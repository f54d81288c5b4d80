/* test_customer_file.c - what is no file of ours is refused, and what is stays behind its passphrase. SPDX-License-Identifier: Apache-2.0 */

#include "customer_fixture.h"

#include "lib/sealed.h"

/* ---- hostile files ---- */

static void test_a_file_that_would_run_something_is_refused(void **state)
{
	static const char *const evil[] = {
		"CREATE VIEW x AS SELECT 1",
		"CREATE TRIGGER t AFTER INSERT ON asset BEGIN DELETE FROM asset; END",
		"CREATE INDEX i ON asset (id)",
		"ALTER TABLE asset ADD COLUMN evil GENERATED ALWAYS AS (zeroblob(1000000000))",
		"CREATE TABLE user (name, password)",
		"CREATE TABLE audit (id)",
		"DROP TABLE register; CREATE VIEW register AS SELECT 1 AS id, 3 AS scope_id",
		"DROP TABLE asset; CREATE TABLE asset (scope_id, id, name DEFAULT (load_extension('x')))",
		"DROP TABLE asset; CREATE VIRTUAL TABLE asset USING fts5(x)",
		"UPDATE customer SET value = '999' WHERE name = 'schema'",
		"DELETE FROM customer WHERE name = 'id'",
		"DROP TABLE scope",
		"UPDATE scope SET parent = 4 WHERE id = 4",
		"UPDATE scope SET id = 99999999 WHERE id = 4",
		"UPDATE scope SET id = 3 WHERE id = 4",
		"PRAGMA application_id = 1",
		"UPDATE source SET id = 'x'",
		"UPDATE source SET id = 1 << 50",
		"UPDATE asset SET scope_id = 2",
		"UPDATE asset SET scope_id = 1",
		"UPDATE asset SET id = 5",
		"UPDATE asset SET liveness = 77",
		"UPDATE asset SET name = x'ff'",
		"UPDATE asset SET name = CAST(x'61ff' AS TEXT)",
		"UPDATE asset SET name = CAST(x'610062' AS TEXT)",
		"UPDATE asset SET stored_at = 1.5",
		"UPDATE asset SET stored_at = NULL",
		"UPDATE finding SET severity = 9",
		"UPDATE register SET body = '{\"a\":1}, \"b\": {'",
		"UPDATE snapshot SET content = 'x'",
		"UPDATE conversation_part SET source_id = 1",
		"UPDATE decision SET vulnerability_id = ''",
		"INSERT INTO answer SELECT * FROM answer",
		"CREATE TABLE unknown (a)",
		("UPDATE task SET follows = (SELECT group_concat('1', ' ') FROM (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
		 " SELECT i + 1 FROM n WHERE i < 5000) SELECT i FROM n))"),
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(evil) / sizeof(evil[0]); i++) {
		int64_t scope;

		write_customer(f, "plain");
		sqlite3 *db = open_raw(path_of(f, "plain"));
		run(db, evil[i]);
		sqlite3_close(db);
		const int rc = take(f, "plain", &scope);

		if (rc != -EINVAL || !*f->error || strchr(f->error, '\n'))
			fail_msg("%s: %d %s", evil[i], rc, f->error);
		db = open_raw(path_of(f, "to.db"));
		assert_int_equal(number(db, "SELECT (SELECT count(*) FROM scope) + (SELECT count(*) FROM asset) +"
					    " (SELECT count(*) FROM source) + (SELECT count(*) FROM audit)"), 1);
		sqlite3_close(db);
	}
}

static void test_damaged_bytes_are_refused_or_carried(void **state)
{
	struct fixture *f = *state;
	unsigned seed = 1;
	int64_t scope;

	for (int round = 0; round < 25; round++) {
		struct stat st;

		write_customer(f, "plain");
		const int fd = open(path_of(f, "plain"), O_RDWR | O_CLOEXEC);
		assert_int_equal(fstat(fd, &st), 0);
		for (int i = 0; i < 20; i++) {
			seed = seed * 1103515245u + 12345u;
			const uint8_t byte = (uint8_t)(seed >> 16);

			assert_int_equal(pwrite(fd, &byte, 1, (off_t)(seed >> 4) % st.st_size), 1);
		}
		if (round % 5 == 0)
			assert_int_equal(ftruncate(fd, st.st_size / 2), 0);
		close(fd);
		const int rc = take(f, "plain", &scope);
		assert_true(rc == 0 || rc == -EINVAL || rc == -EEXIST);
	}
}

/* ---- what a process that reads them may tell ---- */

static int write_stream(struct fixture *f, const void *bytes, size_t length)
{
	const int stream = make(path_of(f, "stream"));

	close(make(path_of(f, "told")));
	assert_int_equal(write(stream, bytes, length), length);
	assert_int_equal(lseek(stream, 0, SEEK_SET), 0);
	const int rc = customer_write_down(stream, path_of(f, "told"), f->error, sizeof(f->error));

	close(stream);
	return rc;
}

#define REFUSED(bytes) assert_int_equal(write_stream(f, bytes, sizeof(bytes) - 1), -EINVAL)

static void test_a_stream_that_is_none_is_refused(void **state)
{
	struct fixture *f = *state;

	REFUSED("");
	REFUSED("T");
	REFUSED("Z\0\0\0\0");
	REFUSED("T\xff\xff\xff\xff");
	REFUSED("T\x0c\0\0\0\4user\2id\3pwd" "E\x08\0\0\0\0\0\0\0\0\0\0\0");	/* no table of a customer */
	REFUSED("T\x0a\0\0\0\x06source\2\"\"");
	REFUSED("T\x07\0\0\0\x06source");				    /* without a column */
	REFUSED("R\0\0\0\0");					    /* a row of nothing */
	REFUSED("T\x0a\0\0\0\x06source\2id" "R\1\0\0\0X");
	REFUSED("T\x0a\0\0\0\x06source\2id" "R\6\0\0\0T\1\0\0\0\xff"); /* no UTF-8 */
	REFUSED("T\x0a\0\0\0\x06source\2id" "R\2\0\0\0NN");		    /* more than it has columns */
	REFUSED("T\x0a\0\0\0\x06source\2id" "R\1\0\0\0N");		    /* it has no end */
	REFUSED("T\x0a\0\0\0\x06source\2id" "E\x08\0\0\0\7\0\0\0\0\0\0\0"); /* and another count */
	REFUSED("X\x08\0\0\0\x16\0\0\0no\n\x1b");
	assert_string_equal(f->error, "no..");
	assert_int_equal(write_stream(f, "T\x0a\0\0\0\x06source\2id" "R\1\0\0\0N" "E\x08\0\0\0\1\0\0\0\0\0\0\0", 34), 0);
}

/* A job that dies half way, at any byte. */
static void test_a_stream_cut_short_is_refused(void **state)
{
	struct fixture *f = *state;
	static char bytes[1 << 20];

	write_customer(f, "plain");
	assert_int_equal(write_told(f, "plain"), 0);
	const int fd = open(path_of(f, "stream"), O_RDONLY | O_CLOEXEC);
	const ssize_t length = read(fd, bytes, sizeof(bytes));

	close(fd);
	assert_true(length > 1000 && (size_t)length < sizeof(bytes));
	for (ssize_t cut = 0; cut < length; cut += 97)
		assert_int_equal(write_stream(f, bytes, (size_t)cut), -EINVAL);
	assert_int_equal(write_stream(f, bytes, (size_t)length), 0);
}

/* ---- behind a passphrase ---- */

static int seal(struct fixture *f, const char *passphrase)
{
	const int from = open(path_of(f, "plain"), O_RDONLY | O_CLOEXEC), to = make(path_of(f, "sealed"));
	const int rc = sealed_make(from, to, passphrase);

	close(from);
	close(to);
	return rc;
}

static int unseal(struct fixture *f, const char *passphrase, size_t most)
{
	const int from = open(path_of(f, "sealed"), O_RDONLY | O_CLOEXEC), to = make(path_of(f, "back"));
	const int rc = sealed_open(from, to, passphrase, most);

	close(from);
	close(to);
	return rc;
}

static void change(struct fixture *f, off_t at, int cut)
{
	const int fd = open(path_of(f, "sealed"), O_RDWR | O_CLOEXEC);
	uint8_t byte;

	if (cut >= 0) {
		assert_int_equal(ftruncate(fd, cut), 0);
	} else {
		assert_int_equal(pread(fd, &byte, 1, at), 1);
		byte ^= 1;
		assert_int_equal(pwrite(fd, &byte, 1, at), 1);
	}
	close(fd);
}

static void test_the_sealed_file_opens_with_its_passphrase_as_a_whole(void **state)
{
	struct fixture *f = *state;
	struct stat plain, sealed, back;

	write_customer(f, "plain");
	assert_int_equal(seal(f, "a long passphrase"), 0);
	assert_int_equal(stat(path_of(f, "plain"), &plain), 0);
	assert_int_equal(stat(path_of(f, "sealed"), &sealed), 0);
	assert_true(plain.st_size > 2 * 65536);
	assert_false(holds(path_of(f, "sealed"), MARKER));
	assert_false(holds(path_of(f, "sealed"), "SQLite"));
	assert_int_equal(unseal(f, "a long passphrase", SIZE_MAX), 0);
	assert_int_equal(stat(path_of(f, "back"), &back), 0);
	assert_int_equal(back.st_size, plain.st_size);
	assert_true(holds(path_of(f, "back"), MARKER));
	assert_int_equal(unseal(f, "another passphrase", SIZE_MAX), -EACCES);
	assert_int_equal(unseal(f, "a long passphrase", 70000), -E2BIG);
	change(f, 100000, -1);
	assert_int_equal(unseal(f, "a long passphrase", SIZE_MAX), -EBADMSG);
	change(f, 100000, -1);
	assert_int_equal(unseal(f, "a long passphrase", SIZE_MAX), 0);
	change(f, 20, -1); /* the length in the head */
	assert_int_equal(unseal(f, "a long passphrase", SIZE_MAX), -ENODATA);
	change(f, 20, -1);
	change(f, 23, -1); /* and too little of it */
	assert_int_equal(unseal(f, "a long passphrase", SIZE_MAX), -ENODATA);
	change(f, 23, -1);
	change(f, 30, -1); /* the salt */
	assert_int_equal(unseal(f, "a long passphrase", SIZE_MAX), -EACCES);
	change(f, 30, -1);
	change(f, 0, (int)sealed.st_size - 1);
	assert_int_equal(unseal(f, "a long passphrase", SIZE_MAX), -ENODATA);
	change(f, 0, 64 + 65536 + 17); /* at the end of a piece */
	assert_int_equal(unseal(f, "a long passphrase", SIZE_MAX), -ENODATA);
	change(f, 0, 30);
	assert_int_equal(unseal(f, "a long passphrase", SIZE_MAX), -ENODATA);
	change(f, 15, -1); /* the version */
	assert_int_equal(unseal(f, "a long passphrase", SIZE_MAX), -ENODATA); /* version 0: short all the same */
}

static void test_a_file_of_a_newer_version_says_so(void **state)
{
	static const char words[] = "the file was made by a newer version of Yagura";
	struct fixture *f = *state;
	int64_t scope = 0;

	write_customer(f, "plain");
	assert_int_equal(seal(f, "a long passphrase"), 0);
	const int fd = open(path_of(f, "sealed"), O_RDWR | O_CLOEXEC);
	const uint8_t newer = 2;

	assert_int_equal(pwrite(fd, &newer, 1, 15), 1); /* the last byte of the magic is the version */
	close(fd);
	assert_int_equal(unseal(f, "a long passphrase", SIZE_MAX), -EPROTO);
	assert_string_equal(sealed_fault(-EPROTO), words);
	/* the container is known, and what is inside is of a schema to come */
	sqlite3 *inside = open_raw(path_of(f, "plain"));

	run(inside, "UPDATE customer SET value = '999' WHERE name = 'schema'");
	sqlite3_close(inside);
	assert_int_equal(take(f, "plain", &scope), -EINVAL);
	assert_non_null(strstr(f->error, words));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_file_that_would_run_something_is_refused),
		TEST(test_damaged_bytes_are_refused_or_carried),
		TEST(test_a_stream_that_is_none_is_refused),
		TEST(test_a_stream_cut_short_is_refused),
		TEST(test_the_sealed_file_opens_with_its_passphrase_as_a_whole),
		TEST(test_a_file_of_a_newer_version_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
