/* sqlite.c - the database file: opening, bringing forward, transactions. SPDX-License-Identifier: Apache-2.0 */

#include "store/sql.h"

#include "lib/clock.h"
#include "lib/embedded.h"
#include "lib/memory.h"
#include "store/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>

#define BUSY_MS	   5000
#define PROGRESS   2000 /* steps of the database's machine between looks at the clock */
#define FILE_MAGIC 0x59475241 /* "YGRA": tells our files from other programs' */

extern const struct embedded_file store_schema[];

static const int64_t root_scope[] = {STORE_ROOT_SCOPE};
static const struct held_scope root_held[] = {{STORE_ROOT_SCOPE, 1u << ROLE_ADMINISTRATOR}};

struct viewer viewer_in(const char *user, const int64_t *scope)
{
	return (struct viewer){.user = user, .scopes = scope, .scope_count = 1};
}

bool viewer_sees(const struct viewer *viewer, int64_t scope)
{
	for (size_t i = 0; i < viewer->scope_count; i++)
		if (viewer->scopes[i] == scope)
			return true;
	return false;
}

uint64_t store_first_device(int64_t scope)
{
	return (uint64_t)((scope - 1) * STORE_DEVICES_EACH + 1);
}

int64_t store_scope_of_device(uint64_t number)
{
	return (int64_t)((number - 1) / STORE_DEVICES_EACH) + 1;
}

const struct viewer store_system = {
	.user = "system",
	.scopes = root_scope,
	.scope_count = 1,
	.held = root_held,
	.held_count = 1,
};

/* Synchronous FULL: what was committed outlives a power cut (DESIGN 3). */
static const char writer_setup[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
				   "PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536;"
				   "PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864;"
				   "PRAGMA trusted_schema = OFF";
static const char reader_setup[] = "PRAGMA query_only = ON; PRAGMA cache_size = -16384;"
				   "PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 268435456;"
				   "PRAGMA trusted_schema = OFF";

static int64_t pragma(struct store *store, const char *sql, int *rc)
{
	struct query q;

	query_begin_once(&q, store, sql, NULL);
	return query_number(&q, rc);
}

static int newest_version(void)
{
	int count = 0;

	while (store_schema[count].name)
		count++;
	return count;
}

static int apply_migration(struct store *store, int version)
{
	char sql[64];
	int rc = store_begin(store);

	snprintf(sql, sizeof(sql), "PRAGMA user_version = %d", version);
	if (!rc)
		rc = sql_exec(store, (const char *)store_schema[version - 1].data);
	if (!rc)
		rc = sql_exec(store, sql);
	if (!rc)
		return store_commit(store);
	store_rollback(store);
	return rc;
}

static int check_version(struct store *store, const char *path, int *version)
{
	int rc = 0;
	const int64_t magic = pragma(store, "PRAGMA application_id", &rc);

	*version = (int)pragma(store, "PRAGMA user_version", &rc);
	if (rc)
		return rc;
	if ((*version && magic != FILE_MAGIC) ||
	    (!*version && pragma(store, "SELECT count(*) FROM sqlite_schema", &rc)))
		return store_failed(store, -EBADMSG,
				    "store: %s is a database of another program", path);
	if (*version > newest_version())
		return store_failed(store, -EPROTO,
				    "store: %s was written by a newer version (schema %d, this "
				    "program knows %d)",
				    path, *version, newest_version());
	return rc;
}

static int migrate(struct store *store, const char *path)
{
	int version;
	char sql[64];
	int rc = check_version(store, path, &version);

	if (!rc && version == 0) {
		snprintf(sql, sizeof(sql), "PRAGMA application_id = %d", FILE_MAGIC);
		rc = sql_exec(store, sql);
	}
	while (!rc && version < newest_version())
		rc = apply_migration(store, ++version);
	return rc;
}

static int set_up_writer(struct store *store, const char *path)
{
	int version;
	int rc = check_version(store, path, &version); /* before the file is touched */

	if (!rc)
		rc = sql_exec(store, writer_setup);
	return rc ? rc : migrate(store, path);
}

static int set_up_reader(struct store *store, const char *path)
{
	int version;
	int rc = check_version(store, path, &version);

	if (!rc && version < newest_version())
		return store_failed(store, -ENOENT, "store: %s has not been brought forward yet",
				    path);
	return rc ? rc : sql_exec(store, reader_setup);
}

static int on_progress(void *argument)
{
	const struct store *store = argument;

	return store->deadline && clock_monotonic() > store->deadline;
}

static int open_file(struct store *store, const char *path)
{
	const int flags = store->reader ? SQLITE_OPEN_READONLY
					: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
	const int rc = sqlite3_open_v2(path, &store->db,
				       flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);

	if (rc != SQLITE_OK) {
		const int error = sql_failed(store, rc);

		return store_failed(store, error, "store: open %s: %s", path,
				    store->db ? sqlite3_errmsg(store->db) : "no memory");
	}
	if (natural_register(store->db) != SQLITE_OK)
		return store_failed(store, -ENOMEM, "store: open %s: no memory", path);
	sqlite3_busy_timeout(store->db, BUSY_MS);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	if (store->limit_ms > 0)
		sqlite3_progress_handler(store->db, PROGRESS, on_progress, store);
	return store->reader ? set_up_reader(store, path) : set_up_writer(store, path);
}

static struct store *open_store(const char *path, bool reader, int limit_ms, int *rc, char *error,
				size_t error_size)
{
	struct store *store = xcalloc(1, sizeof(*store));

	store->reader = reader;
	store->limit_ms = limit_ms;
	*rc = open_file(store, path);
	if (*rc == 0)
		return store;
	const bool named = strstr(store->error, path) != NULL;
	snprintf(error, error_size, "%s%s%s", named ? "" : path, named ? "" : ": ", store->error);
	store_close(store);
	return NULL;
}

int store_lock(const char *path, char *error, size_t error_size)
{
	/* never closed: with any descriptor of the file SQLite's own locks of this process would go */
	int fd = open(path, O_RDONLY | O_CREAT | O_CLOEXEC, 0644);

	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0)
		return 0;
	const int rc = errno == EWOULDBLOCK ? -EBUSY : -errno;
	snprintf(error, error_size, "%s: %s", path,
		 rc == -EBUSY ? "another Yagura is running on this database" : strerror(-rc));
	return rc;
}

struct store *store_open(const char *path, int *rc, char *error, size_t error_size)
{
	return open_store(path, false, 0, rc, error, error_size);
}

struct store *store_reader_open(const char *path, int limit_ms, int *rc, char *error,
				size_t error_size)
{
	return open_store(path, true, limit_ms, rc, error, error_size);
}

void store_close(struct store *store)
{
	if (!store)
		return;
	if (store->in_transaction)
		store_rollback(store);
	for (size_t i = 0; i < STATEMENT_CACHE; i++)
		sqlite3_finalize(store->cache[i].statement);
	sqlite3_close(store->db);
	zoning_free(store->zoning);
	free(store->marks);
	free(store);
}

const char *store_error(const struct store *store)
{
	return store->error;
}

int store_begin(struct store *store)
{
	struct query q;

	query_begin(&q, store, "BEGIN IMMEDIATE");
	const int rc = query_run(&q);

	store->in_transaction = rc == 0;
	return rc;
}

int store_commit(struct store *store)
{
	struct query q;
	int rc = source_marks_save(store);

	if (!rc) {
		query_begin(&q, store, "COMMIT");
		rc = query_run(&q);
	}
	if (rc)
		store_rollback(store);
	store->in_transaction = false;
	return rc;
}

void store_rollback(struct store *store)
{
	/* A full disk may have undone it already: then there is nothing to undo. */
	if (!sqlite3_get_autocommit(store->db))
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	source_marks_forget(store);
	store->in_transaction = false;
}

int store_limit_pages(struct store *store, int64_t pages)
{
	char sql[64];

	snprintf(sql, sizeof(sql), "PRAGMA max_page_count = %lld", (long long)pages);
	return sql_exec(store, sql);
}

int store_data_version(struct store *store, int64_t *version)
{
	struct query q;
	int rc = 0;

	query_begin(&q, store, "PRAGMA data_version");
	*version = query_number(&q, &rc);
	return rc;
}
