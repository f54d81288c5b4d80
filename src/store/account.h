/* account.h - people, their sessions and tokens, and the trail of what they did. SPDX-License-Identifier: Apache-2.0
 *
 * Secrets are kept as hashes: passwords Argon2id, session and token texts BLAKE2b. Slow hashing is
 * done by account_password_hash() and account_signin_check(), which need no writer: call them in the
 * thread of the request, then hand the result to the writer.
 */
#pragma once

#include "store/store.h"

#define ACCOUNT_HASH_SIZE   128 /* text of an Argon2id hash */
#define ACCOUNT_SECRET_SIZE 48	/* text of a session or token, NUL included */
#define ACCOUNT_PASSWORD_MIN 10 /* characters; the page learns it from GET /session */

/* "viewer", "applicant-manager" and back; -1 when it is none. */
const char *account_role_name(enum user_role role);
int account_role_parse(const char *name);

/* 0; -EINVAL when the password is shorter than ACCOUNT_PASSWORD_MIN characters; -ENOMEM. */
STORE_CALL account_password_hash(const char *password, char hash[ACCOUNT_HASH_SIZE]);

/* ---- users ---- */

#define GRANTS_MAX 64 /* of one person */

/* A role, in a scope and below it. */
struct grant {
	int64_t scope;
	enum user_role role;
};

struct user_row {
	const char *name;
	const struct grant *grants; /* those that the viewer may see, at least one */
	size_t grant_count;
	bool elsewhere; /* he has others */
	const char *language; /* "ja", "en", "" not said */
	const char *purpose;  /* "know", "checklist", "application", "diagnosis", "" not said */
	bool must_set_password; /* before anything else: he has none, or another chose it */
	bool disabled;
	int64_t created_at;
	int64_t last_seen;
};

/* hash NULL: no password yet. He must set his own unless the program itself (store_system) gave this one.
 * -EEXIST, -EACCES a scope is not the viewer's, -EINVAL for a name that is empty or too long, or no grant. */
STORE_CALL account_user_add(struct store *store, const struct viewer *viewer, const char *name,
			    const struct grant *grants, size_t count, const char *hash);

struct user_edit {
	const struct grant *grants; /* in the place of his in the viewer's scopes; NULL unchanged */
	size_t grant_count;
	int disabled;	      /* 0, 1, -1 unchanged; 1 ends his sessions, his tokens rest */
	const char *language; /* NULL unchanged */
	const char *purpose;  /* NULL unchanged */
	const char *hash;     /* NULL unchanged; a new one ends his other sessions. From another: he must set his own */
	const char *keep;     /* session secret that stays, may be NULL */
};

/* -ENOENT; -EPERM when it would leave nobody who administers the whole; -EACCES for his password and his being
 * disabled when he has a role where the viewer has no say. */
STORE_CALL account_user_edit(struct store *store, const struct viewer *viewer, const char *name,
			     const struct user_edit *edit);
/* His sessions and tokens go with him. -ENOENT, -EPERM, -EACCES as above. */
STORE_CALL account_user_remove(struct store *store, const struct viewer *viewer, const char *name);
STORE_CALL account_users(struct store *store, const struct viewer *viewer, struct arena *arena,
			 struct user_row **rows, size_t *count);
STORE_CALL account_user(struct store *store, const struct viewer *viewer, const char *name, struct arena *arena,
			struct user_row *out);

/* The program itself, everywhere: for commands of who owns the machine. */
STORE_CALL account_everywhere(struct store *store, struct arena *arena, struct viewer *out);

/* ---- signing in ---- */

/* Reader or writer: 0 the password is right; -EPERM it is, but he is disabled; -EACCES wrong or no such user (equally slow); -EAGAIN
 * too many failures, *wait seconds more. from is the peer's address. */
STORE_CALL account_signin_check(struct store *store, const char *name, const char *password,
				const char *from, int *wait);
/* Writer: counts a failure; after 5 within 15 minutes the name and the address wait, longer each time. */
STORE_CALL account_signin_failed(struct store *store, const char *name, const char *from);
/* Writer: a session of this user: 12 h from its last use, 7 days at most. */
STORE_CALL account_session_new(struct store *store, const char *name, const char *from,
			       char secret[ACCOUNT_SECRET_SIZE]);
/* Writer: the first sign-in. When there is no user yet, makes the administrator "admin" and a secret
 * that opens one session within 24 h. Returns 1 and the secret, or 0 when there are users (no secret). */
STORE_CALL account_first_signin(struct store *store, char secret[ACCOUNT_SECRET_SIZE]);
/* Writer: a one-time secret for a user that exists (yagura user add). */
STORE_CALL account_once_new(struct store *store, const char *name, char secret[ACCOUNT_SECRET_SIZE]);
/* Writer: uses a one-time secret up and makes the session. -EACCES unknown, used or too old. */
STORE_CALL account_once_use(struct store *store, const char *once, const char *from,
			    char secret[ACCOUNT_SECRET_SIZE]);

/* Who a secret belongs to. */
struct signed_in {
	struct viewer viewer; /* lives in the arena */
	struct user_row user;
	int64_t token; /* id of the API token, 0: a session */
	bool stale;    /* last use is old: have the writer call account_touch() */
};

/* Reader: by session cookie, or bearer token. -EACCES unknown or expired. */
STORE_CALL account_session(struct store *store, const char *secret, struct arena *arena,
			   struct signed_in *out);
STORE_CALL account_bearer(struct store *store, const char *secret, struct arena *arena,
			  struct signed_in *out);
/* Writer: notes the use of a session or token. */
STORE_CALL account_touch(struct store *store, const char *secret);
/* Writer: signs out. */
STORE_CALL account_session_end(struct store *store, const char *secret);

/* ---- API tokens ---- */

struct token_row {
	int64_t id;
	const char *name;
	const char *user;
	int64_t created_at;
	int64_t last_used;
	int64_t expires_at; /* 0 never */
};

/* Of the viewer himself. expires_at 0: never. */
STORE_CALL account_token_add(struct store *store, const struct viewer *viewer, const char *name,
			     int64_t expires_at, char secret[ACCOUNT_SECRET_SIZE]);
/* His own; an administrator sees and removes all within his scopes. */
STORE_CALL account_tokens(struct store *store, const struct viewer *viewer, struct arena *arena,
			  struct token_row **rows, size_t *count);
STORE_CALL account_token_remove(struct store *store, const struct viewer *viewer, int64_t id);

/* ---- audit: each row holds the hash of the row before it ---- */

struct audit_row {
	int64_t id;
	int64_t at;
	const char *user;
	const char *action; /* "asset.edit", "user.add", "session.new" */
	const char *object; /* "a-00017", a user's name */
	const char *detail; /* "zone: '' -> 'Line 1'" */
};

/* Call it in the transaction of what was done. detail may be NULL. */
STORE_CALL store_audit(struct store *store, const struct viewer *viewer, const char *action,
		       const char *object, const char *detail);
/* The same of a row, by its number. */
STORE_CALL store_audit_row(struct store *store, const struct viewer *viewer, const char *action, int64_t id,
			   const char *detail);
/* Newest first. */
STORE_CALL store_audit_list(struct store *store, const struct viewer *viewer,
			    const struct page *page, struct arena *arena, struct audit_row **rows,
			    struct listing *listing);
/* The hash that the trail begins with, "" before anything was done: no other installation has it. */
STORE_CALL store_audit_origin(struct store *store, struct arena *arena, const char **hash);
/* Recomputes the chain: 0 whole, -EBADMSG with *id the first row that does not fit. */
STORE_CALL store_audit_verify(struct store *store, int64_t *id);
