/* customer_file.c - the database that a customer comes in. SPDX-License-Identifier: Apache-2.0
 *
 * Whoever knows the passphrase can put anything into it. So views, triggers, indexes, virtual tables, constraints
 * and expressions are refused by their mere being there: each entry of its schema must be what customer_write.c
 * writes, to the letter.
 */

#include "store/customer_file.h"

#include "store/customer_tables.h"
#include "store/customer_vfs.h"

#include <errno.h>
#include <stdlib.h>

#define VALUE_MAX  (64 << 20)
#define SCOPES_MAX 1000
#define SCOPE_MAX  INT64_C(1000000)
#define NAME_MAX_BYTES 200

int customer_file_bad(struct store *store, const char *words)
{
	return store_failed(store, -EINVAL, "%s", words);
}

int customer_file_foreign(struct store *store, const char *what)
{
	if (!what)
		return store_failed(store, -EINVAL, "the file holds something that Yagura does not write");
	return store_failed(store, -EINVAL, "the file holds something that Yagura does not write: %s", what);
}

static bool is_word(const char **at)
{
	const char *start = *at;

	while ((**at >= 'a' && **at <= 'z') || (**at >= '0' && **at <= '9') || **at == '_')
		(*at)++;
	return *at > start;
}

/* "name" */
static bool is_quoted(const char **at)
{
	return *(*at)++ == '"' && is_word(at) && *(*at)++ == '"';
}

/* CREATE TABLE "asset"("scope_id","id") */
static bool is_plain_table(const char *sql)
{
	static const char begin[] = "CREATE TABLE ";
	const char *at = sql + sizeof(begin) - 1;

	if (strncmp(sql, begin, sizeof(begin) - 1) != 0 || !is_quoted(&at) || *at++ != '(')
		return false;
	while (is_quoted(&at)) {
		if (*at == ')')
			return at[1] == '\0';
		if (*at++ != ',')
			return false;
	}
	return false;
}

static bool is_known(const char *name)
{
	const int at = customer_find(name);

	return strcmp(name, "scope") == 0 || strcmp(name, "customer") == 0 ||
	       (at >= 0 && !customer_tables[at].stays);
}

static const char *text_of(sqlite3_stmt *s, int column)
{
	const char *text = (const char *)sqlite3_column_text(s, column);

	return text ? text : "";
}

static int check_schema(struct store *store, sqlite3 *db)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(db, "SELECT type, name, sql FROM sqlite_schema", -1, &s, NULL);
	bool good = rc == SQLITE_OK;

	while (good && (rc = sqlite3_step(s)) == SQLITE_ROW)
		good = strcmp(text_of(s, 0), "table") == 0 && is_known(text_of(s, 1)) && is_plain_table(text_of(s, 2));
	good = good && rc == SQLITE_DONE;
	sqlite3_finalize(s);
	return good ? 0 : customer_file_foreign(store, NULL);
}

static int64_t number_of(sqlite3 *db, const char *sql, int64_t failed)
{
	sqlite3_stmt *s = NULL;
	int64_t value = failed;

	if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW &&
	    sqlite3_column_type(s, 0) == SQLITE_INTEGER)
		value = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return value;
}

int64_t customer_file_number(sqlite3 *db, const char *sql)
{
	return number_of(db, sql, 0);
}

bool customer_file_has(sqlite3 *db, const char *name)
{
	sqlite3_stmt *s = NULL;
	const bool has = sqlite3_prepare_v2(db, "SELECT 1 FROM sqlite_schema WHERE name = ?", -1, &s, NULL) == SQLITE_OK &&
			 sqlite3_bind_text(s, 1, name, -1, SQLITE_STATIC) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW;

	sqlite3_finalize(s);
	return has;
}

/* "" when it is not there, or no text that fits. */
static const char *word_of(sqlite3 *db, const char *name, struct arena *arena)
{
	sqlite3_stmt *s = NULL;
	const char *value = "";

	if (sqlite3_prepare_v2(db, "SELECT value FROM \"customer\" WHERE name = ?", -1, &s, NULL) == SQLITE_OK &&
	    sqlite3_bind_text(s, 1, name, -1, SQLITE_STATIC) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW &&
	    sqlite3_column_type(s, 0) == SQLITE_TEXT && sqlite3_column_bytes(s, 0) <= NAME_MAX_BYTES)
		value = arena_strdup(arena, text_of(s, 0));
	sqlite3_finalize(s);
	return value;
}

/* Nothing in it may run, and what is damaged is found before it is used. */
static int harden(struct store *store, sqlite3 *db)
{
	int unused;

	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, &unused);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, &unused);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, &unused);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, &unused);
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, VALUE_MAX);
	sqlite3_limit(db, SQLITE_LIMIT_COLUMN, CUSTOMER_COLUMNS_MAX * 2);
	sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
	const bool good = sqlite3_exec(db,
				       "PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON; PRAGMA query_only = ON;"
				       "PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY",
				       NULL, NULL, NULL) == SQLITE_OK;

	if (!good || number_of(db, "PRAGMA application_id", -1) != CUSTOMER_MAGIC)
		return customer_file_bad(store, "this is no file of a customer");
	return 0;
}

static int check_whole(struct store *store, sqlite3 *db)
{
	sqlite3_stmt *s = NULL;
	const bool good = sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &s, NULL) == SQLITE_OK &&
			  sqlite3_step(s) == SQLITE_ROW && strcmp(text_of(s, 0), "ok") == 0;

	sqlite3_finalize(s);
	return good ? 0 : customer_file_bad(store, "the file is damaged");
}

static int read_head(struct store *store, struct customer_file *f, struct arena *arena)
{
	struct query q;
	int rc = 0;

	f->schema = strtoll(word_of(f->db, "schema", arena), NULL, 10);
	f->scope = strtoll(word_of(f->db, "scope", arena), NULL, 10);
	f->what.id = word_of(f->db, "id", arena);
	f->what.name = word_of(f->db, "name", arena);
	f->what.made_by = word_of(f->db, "made_by", arena);
	f->what.made_at = strtoll(word_of(f->db, "made_at", arena), NULL, 10);
	int64_t ours = INT64_MAX; /* of a process without a database the next one asks */

	if (store->db) {
		query_begin(&q, store, "SELECT user_version FROM pragma_user_version");
		ours = query_number(&q, &rc);
	}
	if (!rc && f->schema > ours)
		return customer_file_bad(store, "the file was made by a newer version of Yagura");
	if (!rc && (f->schema < 19 || !*f->what.id || !*f->what.name))
		return customer_file_foreign(store, "customer");
	return rc;
}

/* A tree below the one at its top, whose parents come before their children. */
static int check_scopes(struct store *store, struct customer_file *f)
{
	f->what.scopes = (uint64_t)number_of(f->db, "SELECT count(*) FROM \"scope\"", 0);
	f->scope_low = number_of(f->db, "SELECT min(id) FROM \"scope\"", 0);
	f->scope_high = number_of(f->db, "SELECT max(id) FROM \"scope\"", 0);
	const int64_t wrong = number_of(
		f->db,
		"SELECT count(*) FROM \"scope\" s WHERE typeof(s.id) != 'integer' OR typeof(s.name) != 'text'"
		" OR (s.id != (SELECT min(id) FROM \"scope\") AND NOT EXISTS"
		" (SELECT 1 FROM \"scope\" p WHERE p.id = s.parent AND p.id < s.id))",
		1);
	const int64_t twice = number_of(f->db, "SELECT count(*) - count(DISTINCT id) FROM \"scope\"", 1);

	if (wrong || twice || f->what.scopes > SCOPES_MAX || f->scope_low < 1 || f->scope_high > SCOPE_MAX ||
	    f->scope_low != f->scope)
		return customer_file_foreign(store, "scope");
	return 0;
}

static void count_rows(struct customer_file *f, struct arena *arena)
{
	for (size_t i = 0; i < customer_table_count; i++) {
		const char *name = customer_tables[i].name;
		const int64_t rows =
			number_of(f->db, arena_printf(arena, "SELECT count(*) FROM \"%s\"", name), 0);

		if (rows <= 0)
			continue;
		f->what.tables[f->what.table_count++] = (struct customer_rows){name, (uint64_t)rows};
		f->what.rows += (uint64_t)rows;
	}
}

static int look_through(struct store *store, bool written_down, struct arena *arena, struct customer_file *f)
{
	int rc = harden(store, f->db);

	if (!rc)
		rc = check_schema(store, f->db);
	if (!rc && !written_down)
		rc = check_whole(store, f->db);
	if (!rc)
		rc = read_head(store, f, arena);
	if (!rc)
		rc = check_scopes(store, f);
	if (!rc)
		count_rows(f, arena);
	return rc;
}

int customer_file_open(struct store *store, const char *path, bool written_down, struct arena *arena,
		       struct customer_file *f)
{
	*f = (struct customer_file){.what = {.here = ""}};
	if (sqlite3_open_v2(path, &f->db, SQLITE_OPEN_READONLY, "unix-none") != SQLITE_OK)
		return customer_file_bad(store, "this is no file of a customer");
	return look_through(store, written_down, arena, f);
}

int customer_file_open_fd(struct store *store, int fd, struct arena *arena, struct customer_file *f)
{
	*f = (struct customer_file){.what = {.here = ""}};
	if (customer_vfs_open(fd, &f->db) != SQLITE_OK)
		return customer_file_bad(store, "this is no file of a customer");
	return look_through(store, false, arena, f);
}

void customer_file_close(struct customer_file *f)
{
	sqlite3_close(f->db);
	f->db = NULL;
}
