/* session.c - sessions and API tokens: kept as hashes, with an end. SPDX-License-Identifier: Apache-2.0 */

#include "store/secret.h"

#include "store/grant.h"

#include "lib/clock.h"

#include <errno.h>
#include <sodium.h>

#define SECRET_BYTES	32
#define SESSION_IDLE	(12 * 3600 * SECOND)
#define SESSION_LIFE	(7 * 24 * 3600 * SECOND)
#define STALE_AFTER	(5 * 60 * SECOND)

void secret_hash(const char *secret, unsigned char hash[SECRET_HASH_SIZE])
{
	crypto_generichash(hash, SECRET_HASH_SIZE, (const unsigned char *)secret, strlen(secret),
			   NULL, 0);
}

static int make_secret(struct store *store, char secret[ACCOUNT_SECRET_SIZE],
		       unsigned char hash[SECRET_HASH_SIZE])
{
	unsigned char bytes[SECRET_BYTES];

	if (sodium_init() < 0)
		return store_failed(store, -EIO, "store: no random numbers");
	randombytes_buf(bytes, sizeof(bytes));
	sodium_bin2base64(secret, ACCOUNT_SECRET_SIZE, bytes, sizeof(bytes),
			  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	secret_hash(secret, hash);
	return 0;
}

static int made(struct store *store, int rc, const char *user)
{
	if (!rc && sqlite3_changes(store->db) == 0)
		return store_failed(store, -ENOENT, "store: there is no user %s", user);
	return rc;
}

static int forget_ended(struct store *store)
{
	struct query q;

	query_begin(&q, store, "DELETE FROM session WHERE last_used < ?1 OR created_at < ?2");
	query_int(&q, clock_now() - SESSION_IDLE);
	query_int(&q, clock_now() - SESSION_LIFE);
	return query_run(&q);
}

int secret_session(struct store *store, const char *user, const char *from,
		   char secret[ACCOUNT_SECRET_SIZE])
{
	unsigned char hash[SECRET_HASH_SIZE];
	struct query q;
	int rc = make_secret(store, secret, hash);

	if (!rc)
		rc = forget_ended(store);
	if (rc)
		return rc;
	query_begin(&q, store,
		    "INSERT INTO session SELECT ?1, id, ?2, ?3, ?3 FROM user WHERE name = ?4");
	query_blob(&q, hash, sizeof(hash));
	query_text(&q, from);
	query_int(&q, clock_now());
	query_text(&q, user);
	return made(store, query_run(&q), user);
}

int secret_token(struct store *store, const char *user, const char *name, bool once,
		 int64_t expires_at, char secret[ACCOUNT_SECRET_SIZE])
{
	unsigned char hash[SECRET_HASH_SIZE];
	struct query q;
	const int rc = make_secret(store, secret, hash);

	if (rc)
		return rc;
	query_begin(&q, store,
		    "INSERT INTO token (hash, user_id, name, once, created_at, expires_at)"
		    " SELECT ?1, id, ?2, ?3, ?4, ?5 FROM user WHERE name = ?6");
	query_blob(&q, hash, sizeof(hash));
	query_text(&q, name);
	query_int(&q, once);
	query_int(&q, clock_now());
	query_int(&q, expires_at);
	query_text(&q, user);
	return made(store, query_run(&q), user);
}

/* All that he may: who asks for something narrows that down. */
static int read_grants(struct store *store, struct arena *arena, struct signed_in *out)
{
	const int rc = grant_viewer(store, out->user.name, arena, &out->viewer);

	return rc ? rc : grant_read(store, &out->viewer, arena, &out->user);
}

static int find_secret(struct store *store, const char *sql, const char *secret,
		       struct arena *arena, struct signed_in *out)
{
	unsigned char hash[SECRET_HASH_SIZE];
	struct query q;

	*out = (struct signed_in){0};
	secret_hash(secret, hash);
	query_begin_once(&q, store, sql, arena);
	query_blob(&q, hash, sizeof(hash));
	query_int(&q, clock_now());
	query_int(&q, SESSION_IDLE);
	query_int(&q, SESSION_LIFE);
	const bool found = query_row(&q);

	if (found) {
		out->token = query_get_int(&q);
		out->stale = clock_now() - query_get_int(&q) > STALE_AFTER;
		out->user.name = query_get_text(&q);
		out->user.language = query_get_text(&q);
		out->user.purpose = query_get_text(&q);
		out->user.must_set_password = query_get_int(&q) != 0;
		out->user.disabled = query_get_int(&q) != 0;
		out->user.created_at = query_get_int(&q);
		out->user.last_seen = query_get_int(&q);
	}
	const int rc = query_end(&q);

	if (rc)
		return rc;
	return found ? read_grants(store, arena, out)
		     : store_failed(store, -EACCES, "store: not signed in");
}

#define USER_COLUMNS \
	"u.name, u.language, u.purpose, u.password = '' OR u.must_set, u.disabled," \
	" u.created_at, u.last_seen"

int account_session(struct store *store, const char *secret, struct arena *arena,
		    struct signed_in *out)
{
	return find_secret(store,
			   "SELECT 0, s.last_used, " USER_COLUMNS
			   " FROM session s JOIN user u ON u.id = s.user_id WHERE s.hash = ?1"
			   " AND s.last_used > ?2 - ?3 AND s.created_at > ?2 - ?4"
			   " AND u.disabled = 0",
			   secret, arena, out);
}

int account_bearer(struct store *store, const char *secret, struct arena *arena,
		   struct signed_in *out)
{
	return find_secret(store,
			   "SELECT t.id, t.last_used, " USER_COLUMNS
			   " FROM token t JOIN user u ON u.id = t.user_id WHERE t.hash = ?1"
			   " AND t.once = 0 AND (t.expires_at = 0 OR t.expires_at > ?2)"
			   " AND ?3 + ?4 > 0 AND u.disabled = 0",
			   secret, arena, out);
}

static int touch(struct store *store, const char *sql, const char *secret)
{
	unsigned char hash[SECRET_HASH_SIZE];
	struct query q;

	secret_hash(secret, hash);
	query_begin(&q, store, sql);
	query_int(&q, clock_now());
	query_blob(&q, hash, sizeof(hash));
	return query_run(&q);
}

static int touch_all(struct store *store, const char *secret)
{
	static const char *const sql[] = {
		"UPDATE session SET last_used = ? WHERE hash = ?",
		"UPDATE token SET last_used = ? WHERE hash = ? AND once = 0",
		("UPDATE user SET last_seen = ?1 WHERE id IN (SELECT user_id FROM session WHERE"
		 " hash = ?2 UNION ALL SELECT user_id FROM token WHERE hash = ?2)"),
	};
	int rc = 0;

	for (size_t i = 0; i < sizeof(sql) / sizeof(sql[0]) && !rc; i++)
		rc = touch(store, sql[i], secret);
	return rc;
}

int account_touch(struct store *store, const char *secret)
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, touch_all(store, secret));
}

int account_session_end(struct store *store, const char *secret)
{
	return touch(store, "DELETE FROM session WHERE ?1 AND hash = ?2", secret);
}

static int add_token(struct store *store, const struct viewer *viewer, const char *name,
		     int64_t expires_at, char secret[ACCOUNT_SECRET_SIZE])
{
	const int rc = secret_token(store, viewer->user, name, false, expires_at, secret);

	return rc ? rc : store_audit(store, viewer, "token.add", name, NULL);
}

int account_token_add(struct store *store, const struct viewer *viewer, const char *name,
		      int64_t expires_at, char secret[ACCOUNT_SECRET_SIZE])
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, add_token(store, viewer, name, expires_at, secret));
}

/* ?1 the viewer's name, ?2 the scopes that he administers: there, of those who are nowhere else */
#define HIS_TOKENS \
	"once = 0 AND user_id IN (SELECT u.id FROM user u WHERE u.name = ?1 OR (EXISTS (SELECT 1 FROM" \
	" user_grant g WHERE g.user_id = u.id) AND NOT EXISTS (SELECT 1 FROM user_grant g WHERE g.user_id = u.id" \
	" AND g.scope_id NOT IN (SELECT value FROM json_each(?2)))))"

static void bind_viewer(struct query *q, const struct viewer *viewer, struct arena *arena)
{
	int64_t *scopes = arena_alloc(arena, (viewer->held_count + 1) * sizeof(*scopes));
	struct viewer there = {.scopes = scopes};

	for (size_t i = 0; i < viewer->held_count; i++)
		if (viewer->held[i].roles & 1u << ROLE_ADMINISTRATOR)
			scopes[there.scope_count++] = viewer->held[i].scope;
	query_text(q, viewer->user);
	query_scopes(q, &there);
}

int account_tokens(struct store *store, const struct viewer *viewer, struct arena *arena,
		   struct token_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct token_row)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT id, name, (SELECT name FROM user u WHERE u.id = user_id),"
			 " created_at, last_used, expires_at FROM token WHERE " HIS_TOKENS
			 " ORDER BY id",
			 arena);
	bind_viewer(&q, viewer, arena);
	while (query_row(&q)) {
		struct token_row *row = rows_add(&rows, arena);

		row->id = query_get_int(&q);
		row->name = query_get_text(&q);
		row->user = query_get_text(&q);
		row->created_at = query_get_int(&q);
		row->last_used = query_get_int(&q);
		row->expires_at = query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

static int remove_token(struct store *store, const struct viewer *viewer, int64_t id)
{
	struct query q;

	struct arena arena = {0};

	query_begin(&q, store, "DELETE FROM token WHERE " HIS_TOKENS " AND id = ?3");
	bind_viewer(&q, viewer, &arena);
	query_int(&q, id);
	const int rc = query_run(&q);

	arena_free(&arena);
	if (rc)
		return rc;
	if (sqlite3_changes(store->db) == 0)
		return store_failed(store, -ENOENT, "store: there is no such token");
	return store_audit(store, viewer, "token.remove", NULL, NULL);
}

int account_token_remove(struct store *store, const struct viewer *viewer, int64_t id)
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, remove_token(store, viewer, id));
}
