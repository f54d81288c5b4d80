/* customer_erase.c - all of a customer goes, and the trail says so. SPDX-License-Identifier: Apache-2.0 */

#include "store/customer_tables.h"

#include "lib/buf.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>

#define HASH_SIZE 32

struct going {
	struct store *store;
	const struct viewer *viewer;
	struct arena *arena;
	int64_t scope;
	int64_t parent;
	const char *scopes; /* JSON */
	const char *name;
	uint64_t rows;
	char hash[2 * HASH_SIZE + 1];
};

/* ---- what goes ---- */

static void hash_value(crypto_generichash_state *hash, sqlite3_value *value)
{
	const int type = sqlite3_value_type(value);
	const int64_t number = type == SQLITE_INTEGER ? sqlite3_value_int64(value) : 0;
	const void *bytes = type == SQLITE_INTEGER ? &number : sqlite3_value_blob(value);
	const int64_t length = type == SQLITE_INTEGER ? (int64_t)sizeof(number) : sqlite3_value_bytes(value);

	crypto_generichash_update(hash, (const unsigned char *)&length, sizeof(length));
	if (length)
		crypto_generichash_update(hash, bytes, (size_t)length);
}

/* The rows that a statement gives; ?1 the scopes. */
static int hash_rows(struct going *g, const char *sql, crypto_generichash_state *hash)
{
	struct query q;

	query_begin_once(&q, g->store, sql, g->arena);
	query_text(&q, g->scopes);
	const int columns = q.statement ? sqlite3_column_count(q.statement) : 0;

	while (query_row(&q)) {
		for (int i = 0; i < columns; i++)
			hash_value(hash, sqlite3_column_value(q.statement, i));
		g->rows++;
	}
	return query_end(&q);
}

static const char *select_of(const struct customer_table *table, struct arena *arena)
{
	return arena_printf(arena, "SELECT * FROM \"%s\" WHERE %s", table->name, customer_where(table, arena));
}

#define SCOPES "IN (SELECT value FROM json_each(?1))"

/* Counts and hashes all that goes, table by table. */
static int measure(struct going *g)
{
	unsigned char sum[HASH_SIZE];
	crypto_generichash_state hash;
	int rc = sodium_init() < 0 ? -EIO : 0;

	crypto_generichash_init(&hash, NULL, 0, sizeof(sum));
	if (!rc)
		rc = hash_rows(g, "SELECT * FROM scope WHERE id " SCOPES " ORDER BY id", &hash);
	for (size_t i = 0; i < customer_table_count && !rc; i++)
		rc = hash_rows(g, select_of(&customer_tables[i], g->arena), &hash);
	if (!rc)
		rc = hash_rows(g, "SELECT * FROM audit WHERE scope_id " SCOPES " AND erased_by = 0 ORDER BY id", &hash);
	crypto_generichash_final(&hash, sum, sizeof(sum));
	sodium_bin2hex(g->hash, sizeof(g->hash), sum, sizeof(sum));
	return rc;
}

/* ---- it goes ---- */

static int run(struct going *g, const char *sql)
{
	struct query q;

	query_begin_once(&q, g->store, sql, g->arena);
	query_text(&q, g->scopes);
	return query_run(&q);
}

static int remove_rows(struct going *g)
{
	int rc = run(g, "INSERT INTO moving SELECT value FROM json_each(?1)");

	for (size_t i = customer_table_count; i-- > 0 && !rc;) {
		const struct customer_table *t = &customer_tables[i];

		rc = run(g, arena_printf(g->arena, "DELETE FROM \"%s\" WHERE %s", t->name, customer_where(t, g->arena)));
	}
	return rc;
}

/* Knowledge that came in through it stays; people who had nothing else go. */
static int remove_around(struct going *g)
{
	static const char *const last[] = {
		("DELETE FROM scope WHERE id " SCOPES),
		"DELETE FROM user WHERE ?1 != '' AND NOT EXISTS (SELECT 1 FROM user_grant g WHERE g.user_id = user.id)",
		"DELETE FROM moving WHERE ?1 != ''",
	};
	struct query q;
	int rc;

	query_begin_once(&q, g->store, "UPDATE bundle SET scope_id = ?2 WHERE scope_id " SCOPES, g->arena);
	query_text(&q, g->scopes);
	query_int(&q, g->parent);
	rc = query_run(&q);
	for (size_t i = 0; i < sizeof(last) / sizeof(last[0]) && !rc; i++)
		rc = run(g, last[i]);
	return rc;
}

/* The trail of what people did there keeps its chain and loses its texts. */
static int blank_trail(struct going *g, const char *trail)
{
	const struct viewer above = viewer_in(g->viewer->user, &g->parent);
	struct query q;
	int rc = store_audit(g->store, &above, "customer.erase", g->name,
			     arena_printf(g->arena, "%llu rows, their hash %s; trail=%s", (unsigned long long)g->rows,
					  g->hash, trail));

	if (rc)
		return rc;
	query_begin_once(&q, g->store,
			 "UPDATE audit SET user = '', action = '', object = '', detail = '',"
			 " erased_by = (SELECT max(id) FROM audit) WHERE erased_by = 0 AND scope_id " SCOPES,
			 g->arena);
	query_text(&q, g->scopes);
	return query_run(&q);
}

static int trail_hash(struct going *g, char trail[2 * HASH_SIZE + 1])
{
	unsigned char sum[HASH_SIZE];
	crypto_generichash_state hash;
	const uint64_t rows = g->rows;

	crypto_generichash_init(&hash, NULL, 0, sizeof(sum));
	const int rc = hash_rows(g, "SELECT id, hash FROM audit WHERE scope_id " SCOPES " AND erased_by = 0 ORDER BY id",
				 &hash);

	g->rows = rows;
	crypto_generichash_final(&hash, sum, sizeof(sum));
	sodium_bin2hex(trail, 2 * HASH_SIZE + 1, sum, sizeof(sum));
	return rc;
}

int customer_trail_good(struct store *store, int64_t erased_by, bool *good)
{
	struct arena arena = {0};
	unsigned char sum[HASH_SIZE];
	char trail[2 * HASH_SIZE + 1];
	crypto_generichash_state hash;
	struct query q;
	int rc = 0;

	crypto_generichash_init(&hash, NULL, 0, sizeof(sum));
	query_begin_once(&q, store, "SELECT id, hash FROM audit WHERE erased_by = ? ORDER BY id", &arena);
	query_int(&q, erased_by);
	while (query_row(&q))
		for (int i = 0; i < 2; i++)
			hash_value(&hash, sqlite3_column_value(q.statement, i));
	rc = query_end(&q);
	crypto_generichash_final(&hash, sum, sizeof(sum));
	sodium_bin2hex(trail, sizeof(trail), sum, sizeof(sum));
	query_begin_once(&q, store,
			 "SELECT count(*) FROM audit WHERE id = ?1 AND erased_by = 0 AND action = 'customer.erase'"
			 " AND detail LIKE '%trail=' || ?2",
			 &arena);
	query_int(&q, erased_by);
	query_text(&q, trail);
	*good = query_number(&q, &rc) == 1;
	arena_free(&arena);
	return rc;
}

static int erase(struct going *g)
{
	char trail[2 * HASH_SIZE + 1];
	/* what is deleted is overwritten, not only forgotten */
	int rc = sql_exec(g->store, "PRAGMA secure_delete = ON");

	if (!rc)
		rc = measure(g);
	if (!rc)
		rc = trail_hash(g, trail);
	if (!rc)
		rc = blank_trail(g, trail);
	if (!rc)
		rc = remove_rows(g);
	return rc ? rc : remove_around(g);
}

/* What it hears next would have nowhere to go, or make it anew. */
static int nothing_listens(struct going *g)
{
	struct query q;
	int rc = 0;

	query_begin(&q, g->store,
		    "SELECT count(*) FROM source_site WHERE until = 0 AND (configured = 1 OR kind != 'file') AND scope_id " SCOPES);
	query_text(&q, g->scopes);
	if (query_number(&q, &rc) == 0 || rc)
		return rc;
	return store_failed(g->store, -EBUSY, "an interface or a log is heard for it");
}

static int may_erase(struct going *g, const char *name)
{
	struct query q;
	int rc = 0;

	if (g->scope == STORE_ROOT_SCOPE)
		return store_failed(g->store, -EPERM, "the whole installation cannot be erased here");
	rc = customer_scopes(g->store, g->viewer, g->scope, g->arena, &g->scopes, &g->name);
	if (rc)
		return rc;
	if (strcmp(g->name, name) != 0)
		return store_failed(g->store, -EINVAL, "this is not its name");
	query_begin(&q, g->store, "SELECT parent FROM scope WHERE id = ?");
	query_int(&q, g->scope);
	g->parent = query_number(&q, &rc);
	for (size_t i = 0; i < g->viewer->scope_count && !rc; i++)
		if (g->viewer->scopes[i] == g->parent)
			return nothing_listens(g);
	return rc ? rc : store_failed(g->store, -EACCES, "it is erased by who administers what is above it");
}

int customer_erase(struct store *store, const struct viewer *viewer, int64_t scope, const char *name)
{
	struct arena arena = {0};
	struct going g = {.store = store, .viewer = viewer, .arena = &arena, .scope = scope};
	bool own;
	int rc = step_begin(store, &own);

	if (rc)
		return rc;
	rc = may_erase(&g, name);
	if (!rc)
		rc = erase(&g);
	rc = step_end(store, own, rc);
	arena_free(&arena);
	return rc;
}

static int rewrite(struct store *store)
{
	const char *path = sqlite3_db_filename(store->db, "main");
	const char *slash = path ? strrchr(path, '/') : NULL;
	char *folder = slash ? sqlite3_mprintf("%.*s", (int)(slash - path), path) : NULL;
	/* the new file is as long as the old: beside it, not in memory. Nobody else uses files of that kind. */
	char *before = sqlite3_temp_directory;

	sqlite3_temp_directory = folder;
	int rc = sql_exec(store, "PRAGMA temp_store = FILE");
	if (!rc)
		rc = sql_exec(store, "VACUUM");
	const int back = sql_exec(store, "PRAGMA temp_store = MEMORY; PRAGMA secure_delete = OFF");
	sqlite3_temp_directory = before;
	sqlite3_free(folder);
	return rc ? rc : back;
}

/* Pages that lost rows before keep old bytes, and so does the log until it is cut: both are written anew. */
int store_shrink(struct store *store)
{
	struct query q;
	int rc = rewrite(store);

	if (rc)
		return rc;
	query_begin_once(&q, store, "PRAGMA wal_checkpoint(TRUNCATE)", NULL);
	const int64_t busy = query_number(&q, &rc);

	return rc || !busy ? rc : store_failed(store, -EBUSY, "store: a reader held the log: it is cut with the next");
}
