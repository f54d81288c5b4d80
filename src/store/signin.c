/* signin.c - signing in: passwords, one-time secrets, and patience with guessers. SPDX-License-Identifier: Apache-2.0 */

#include "store/secret.h"

#include "lib/clock.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>

#define FREE_FAILURES 5
#define FAILURE_SPAN  (15 * 60 * SECOND)
#define WAIT_FIRST    (30 * SECOND)
#define ONCE_LIFE     (24 * 3600 * SECOND)

/* Hash of a password nobody has: an unknown name takes as long as a wrong password. */
static const char nobody[] = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$"
			     "4Tn3OYdN0IOmVI1RhSuRDdrpFwSH1h8jNPTLOKu4nxA";

#define WHO_SIZE 160

static void who_text(char *who, const char *kind, const char *text)
{
	snprintf(who, WHO_SIZE, "%s:%.120s", kind, text ? text : "");
}

/* Doubling from the sixth failure: 30 s, 1 min, ... to FAILURE_SPAN. */
static int64_t wait_after(int64_t failures)
{
	int64_t wait = WAIT_FIRST;

	if (failures < FREE_FAILURES)
		return 0;
	for (int64_t i = FREE_FAILURES; i < failures && wait < FAILURE_SPAN; i++)
		wait *= 2;
	return wait < FAILURE_SPAN ? wait : FAILURE_SPAN;
}

static int64_t wait_of(struct store *store, const char *kind, const char *text, int *rc)
{
	char who[WHO_SIZE];
	struct query q;
	int64_t failures = 0;
	int64_t last = 0;

	who_text(who, kind, text);
	query_begin(&q, store, "SELECT failures, last_at FROM signin_failure WHERE who = ?");
	query_text(&q, who);
	if (query_row(&q)) {
		failures = query_get_int(&q);
		last = query_get_int(&q);
	}
	const int ended = query_end(&q);

	*rc = *rc ? *rc : ended;
	return last + wait_after(failures) - clock_now();
}

static int check_password(struct store *store, const char *name, const char *password)
{
	struct arena arena = {0};
	struct query q;
	const char *hash = "";
	bool disabled = false;

	query_begin_once(&q, store, "SELECT password, disabled FROM user WHERE name = ?", &arena);
	query_text(&q, name);
	if (query_row(&q)) {
		hash = query_get_text(&q);
		disabled = query_get_int(&q) != 0;
	}
	int rc = query_end(&q);
	const bool right = crypto_pwhash_str_verify(hash[0] ? hash : nobody, password,
						    strlen(password)) == 0;

	if (!rc && (!right || !hash[0]))
		rc = store_failed(store, -EACCES, "store: the name or the password is wrong");
	if (!rc && disabled)
		rc = store_failed(store, -EPERM, "store: %s is disabled", name);
	arena_free(&arena);
	return rc;
}

int account_signin_check(struct store *store, const char *name, const char *password,
			 const char *from, int *wait)
{
	int rc = sodium_init() < 0 ? -EIO : 0;
	const int64_t by_name = wait_of(store, "name", name, &rc);
	const int64_t by_address = wait_of(store, "from", from, &rc);
	const int64_t longer = by_name > by_address ? by_name : by_address;

	*wait = longer > 0 ? (int)(longer / SECOND) + 1 : 0;
	if (rc)
		return rc;
	if (*wait)
		return store_failed(store, -EAGAIN, "store: too many failed attempts; wait %d s",
				    *wait);
	return check_password(store, name, password);
}

static int count_failure(struct store *store, const char *kind, const char *text)
{
	char who[WHO_SIZE];
	struct query q;

	who_text(who, kind, text);
	query_begin(&q, store,
		    "INSERT INTO signin_failure VALUES (?1, 1, ?2) ON CONFLICT DO UPDATE SET"
		    " failures = iif(?2 - last_at > ?3, 1, failures + 1), last_at = ?2");
	query_text(&q, who);
	query_int(&q, clock_now());
	query_int(&q, FAILURE_SPAN);
	return query_run(&q);
}

/* Names and addresses that come once must not fill the table. */
static int forget_old_failures(struct store *store)
{
	struct query q;

	query_begin(&q, store, "DELETE FROM signin_failure WHERE last_at < ?");
	query_int(&q, clock_now() - 2 * FAILURE_SPAN);
	return query_run(&q);
}

static int note_failure(struct store *store, const char *name, const char *from)
{
	int rc = forget_old_failures(store);

	if (!rc)
		rc = count_failure(store, "name", name);
	if (!rc)
		rc = count_failure(store, "from", from);
	return rc ? rc : store_audit(store, &store_system, "session.failed", name, from);
}

int account_signin_failed(struct store *store, const char *name, const char *from)
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, note_failure(store, name, from));
}

static int forget_failures(struct store *store, const char *name)
{
	char who[WHO_SIZE];
	struct query q;

	who_text(who, "name", name);
	query_begin(&q, store, "DELETE FROM signin_failure WHERE who = ?");
	query_text(&q, who);
	return query_run(&q);
}

static int was_seen(struct store *store, const char *name)
{
	struct query q;

	query_begin(&q, store, "UPDATE user SET last_seen = ? WHERE name = ?");
	query_int(&q, clock_now());
	query_text(&q, name);
	return query_run(&q);
}

static int new_session(struct store *store, const char *name, const char *from,
		       char secret[ACCOUNT_SECRET_SIZE])
{
	const int64_t root = STORE_ROOT_SCOPE;
	const struct viewer user = viewer_in(name, &root);
	int rc = forget_failures(store, name);

	if (!rc)
		rc = secret_session(store, name, from, secret);
	if (!rc)
		rc = was_seen(store, name);
	return rc ? rc : store_audit(store, &user, "session.new", name, from);
}

int account_session_new(struct store *store, const char *name, const char *from,
			char secret[ACCOUNT_SECRET_SIZE])
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, new_session(store, name, from, secret));
}

int account_once_new(struct store *store, const char *name, char secret[ACCOUNT_SECRET_SIZE])
{
	return secret_token(store, name, "once", true, clock_now() + ONCE_LIFE, secret);
}

static int first_signin(struct store *store, char secret[ACCOUNT_SECRET_SIZE])
{
	struct query q;
	int rc = 0;

	/* Until the first administrator has a password, each start gives a new link. */
	query_begin(&q, store, "SELECT count(*) FROM user WHERE name != 'admin' OR password != ''");
	if (query_number(&q, &rc) || rc)
		return rc;
	rc = account_user_add(store, &store_system, "admin",
			      &(struct grant){STORE_ROOT_SCOPE, ROLE_ADMINISTRATOR}, 1, NULL);
	if (rc == -EEXIST)
		rc = 0;
	if (!rc)
		rc = account_once_new(store, "admin", secret);
	return rc ? rc : 1;
}

int account_first_signin(struct store *store, char secret[ACCOUNT_SECRET_SIZE])
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, first_signin(store, secret));
}

static int use_once(struct store *store, const char *once, const char *from,
		    char secret[ACCOUNT_SECRET_SIZE])
{
	unsigned char hash[SECRET_HASH_SIZE];
	struct arena arena = {0};
	struct query q;
	const char *name = NULL;

	secret_hash(once, hash);
	query_begin(&q, store,
		    "DELETE FROM token WHERE hash = ? AND once = 1 AND expires_at > ?"
		    " RETURNING (SELECT name FROM user WHERE user.id = token.user_id)");
	query_blob(&q, hash, sizeof(hash));
	query_int(&q, clock_now());
	q.arena = &arena;
	if (query_row(&q))
		name = query_get_text(&q);
	int rc = query_run(&q);

	if (!rc && !name)
		rc = store_failed(store, -EACCES, "store: the sign-in link is used up or too old");
	if (!rc)
		rc = new_session(store, name, from, secret);
	arena_free(&arena);
	return rc;
}

int account_once_use(struct store *store, const char *once, const char *from,
		     char secret[ACCOUNT_SECRET_SIZE])
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, use_once(store, once, from, secret));
}
