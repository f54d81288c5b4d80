/* account.c - people. SPDX-License-Identifier: Apache-2.0 */

#include "store/account.h"

#include "lib/clock.h"
#include "lib/text.h"
#include "store/sql.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>

#define NAME_MAX_BYTES	   64
#define PASSWORD_MAX_BYTES 1024

_Static_assert(ACCOUNT_HASH_SIZE >= crypto_pwhash_STRBYTES, "an Argon2id text fits");

static const char *const role_names[] = {
	[ROLE_VIEWER] = "viewer",
	[ROLE_PRODUCTION] = "production",
	[ROLE_SECURITY] = "security",
	[ROLE_ADMINISTRATOR] = "administrator",
	[ROLE_APPLICANT] = "applicant",
	[ROLE_APPLICANT_MANAGER] = "applicant-manager",
	[ROLE_PROCUREMENT] = "procurement",
	[ROLE_MANAGEMENT] = "management",
	[ROLE_VENDOR] = "vendor",
	[ROLE_AUDITOR] = "auditor",
};

const char *account_role_name(enum user_role role)
{
	return role_names[role < ROLE_COUNT ? role : ROLE_VIEWER];
}

int account_role_parse(const char *name)
{
	return text_find(role_names, ROLE_COUNT, name);
}

/* Of UTF-8: bytes 10xxxxxx are inside of one. */
static size_t count_characters(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += ((unsigned char)*text & 0xc0) != 0x80;
	return count;
}

int account_password_hash(const char *password, char hash[ACCOUNT_HASH_SIZE])
{
	const size_t length = strlen(password);

	if (count_characters(password) < ACCOUNT_PASSWORD_MIN || length > PASSWORD_MAX_BYTES)
		return -EINVAL;
	if (sodium_init() < 0 ||
	    crypto_pwhash_str(hash, password, length, crypto_pwhash_OPSLIMIT_INTERACTIVE,
			      crypto_pwhash_MEMLIMIT_INTERACTIVE))
		return -ENOMEM;
	return 0;
}

static bool is_name(const char *name)
{
	const size_t length = strlen(name);

	for (size_t i = 0; i < length; i++)
		if ((unsigned char)name[i] <= ' ' || name[i] == 0x7f || name[i] == '/')
			return false;
	return length > 0 && length <= NAME_MAX_BYTES;
}

static bool sees(const struct viewer *viewer, int64_t scope)
{
	for (size_t i = 0; i < viewer->scope_count; i++)
		if (viewer->scopes[i] == scope)
			return true;
	return false;
}

/* What the program itself sets comes from who owns the machine, on the command line. */
static bool chosen_by_another(const struct viewer *viewer, const char *name)
{
	return strcmp(viewer->user, store_system.user) != 0 && strcmp(viewer->user, name) != 0;
}

static int insert_user(struct store *store, const struct viewer *viewer, const char *name,
		       enum user_role role, int64_t scope, const char *hash)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO user (scope_id, name, role, password, must_set, created_at)"
		    " VALUES (?, ?, ?, ?, ?, ?)");
	query_int(&q, scope);
	query_text(&q, name);
	query_int(&q, role);
	query_text(&q, hash);
	query_int(&q, chosen_by_another(viewer, name));
	query_int(&q, clock_now());
	const int rc = query_run(&q);

	if (rc == -EEXIST)
		return store_failed(store, rc, "store: there is a user %s already", name);
	return rc ? rc : store_audit(store, viewer, "user.add", name, account_role_name(role));
}

int account_user_add(struct store *store, const struct viewer *viewer, const char *name,
		     enum user_role role, int64_t scope, const char *hash)
{
	bool own;

	if (!is_name(name))
		return store_failed(store, -EINVAL,
				    "store: a user's name is 1 to %d bytes without blanks",
				    NAME_MAX_BYTES);
	if (!sees(viewer, scope))
		return store_failed(store, -EACCES, "store: the scope is not the viewer's");
	const int rc = step_begin(store, &own);

	return rc ? rc
		  : step_end(store, own, insert_user(store, viewer, name, role, scope, hash));
}

/* His id, when the viewer may see him. */
static int64_t find_user(struct store *store, const struct viewer *viewer, const char *name,
			 int *rc)
{
	struct query q;

	query_begin(&q, store,
		    "SELECT id FROM user WHERE name = ? AND " SCOPES_OF("scope_id"));
	query_text(&q, name);
	query_scopes(&q, viewer);
	const int64_t id = query_number(&q, rc);

	if (!*rc && !id)
		*rc = store_failed(store, -ENOENT, "store: there is no user %s", name);
	return id;
}

/* Somebody else must be left who can do everything. */
static int keep_administrator(struct store *store, int64_t except)
{
	struct query q;
	int rc = 0;

	query_begin(&q, store,
		    "SELECT NOT EXISTS (SELECT 1 FROM user WHERE id = ?1 AND role = ?2 AND scope_id = ?3)"
		    " OR EXISTS (SELECT 1 FROM user WHERE id != ?1 AND role = ?2 AND scope_id = ?3 AND"
		    " disabled = 0)");
	query_int(&q, except);
	query_int(&q, ROLE_ADMINISTRATOR);
	query_int(&q, STORE_ROOT_SCOPE);
	const int64_t fine = query_number(&q, &rc);

	if (rc || fine)
		return rc;
	return store_failed(store, -EPERM, "store: this is the last administrator");
}

static int set_field(struct store *store, const char *sql, int64_t user, const char *text,
		     int number)
{
	struct query q;

	query_begin(&q, store, sql);
	if (text)
		query_text(&q, text);
	else
		query_int(&q, number);
	query_int(&q, user);
	return query_run(&q);
}

/* secret: of the one that stays, or NULL. */
static int end_sessions(struct store *store, int64_t user, const char *secret)
{
	unsigned char keep[crypto_generichash_BYTES] = {0};
	struct query q;

	if (secret)
		crypto_generichash(keep, sizeof(keep), (const unsigned char *)secret,
				   strlen(secret), NULL, 0);
	query_begin(&q, store, "DELETE FROM session WHERE user_id = ? AND hash != ?");
	query_int(&q, user);
	query_blob(&q, keep, sizeof(keep));
	return query_run(&q);
}

/* One thing that may be edited: 0 also when it is not asked for. */
typedef int edit_function(struct store *store, const struct viewer *viewer, const char *name,
			  int64_t id, const struct user_edit *edit);

static int edit_role(struct store *store, const struct viewer *viewer, const char *name, int64_t id,
		     const struct user_edit *edit)
{
	if (edit->role < 0)
		return 0;
	int rc = edit->role != ROLE_ADMINISTRATOR ? keep_administrator(store, id) : 0;

	if (!rc)
		rc = set_field(store, "UPDATE user SET role = ? WHERE id = ?", id, NULL,
			       edit->role);
	return rc ? rc
		  : store_audit(store, viewer, "user.role", name,
				account_role_name((enum user_role)edit->role));
}

static int edit_scope(struct store *store, const struct viewer *viewer, const char *name, int64_t id,
		      const struct user_edit *edit)
{
	struct query q;

	if (edit->scope == 0)
		return 0;
	if (!sees(viewer, edit->scope))
		return store_failed(store, -EACCES, "store: the scope is not the viewer's");
	int rc = edit->scope != STORE_ROOT_SCOPE ? keep_administrator(store, id) : 0;

	if (rc)
		return rc;
	query_begin(&q, store, "UPDATE user SET scope_id = ? WHERE id = ?");
	query_int(&q, edit->scope);
	query_int(&q, id);
	rc = query_run(&q);

	char number[24];

	snprintf(number, sizeof(number), "%lld", (long long)edit->scope);
	return rc ? rc : store_audit(store, viewer, "user.scope", name, number);
}

static int edit_disabled(struct store *store, const struct viewer *viewer, const char *name,
			 int64_t id, const struct user_edit *edit)
{
	if (edit->disabled < 0)
		return 0;
	int rc = edit->disabled ? keep_administrator(store, id) : 0;

	if (!rc)
		rc = set_field(store, "UPDATE user SET disabled = ? WHERE id = ?", id, NULL,
			       edit->disabled != 0);
	if (!rc && edit->disabled)
		rc = end_sessions(store, id, NULL);
	return rc ? rc
		  : store_audit(store, viewer, edit->disabled ? "user.disable" : "user.enable",
				name, NULL);
}

static int edit_language(struct store *store, const struct viewer *viewer, const char *name,
			 int64_t id, const struct user_edit *edit)
{
	(void)viewer;
	(void)name;
	return edit->language ? set_field(store, "UPDATE user SET language = ? WHERE id = ?", id,
					  edit->language, 0)
			      : 0;
}

static int edit_purpose(struct store *store, const struct viewer *viewer, const char *name,
			int64_t id, const struct user_edit *edit)
{
	(void)viewer;
	(void)name;
	return edit->purpose ? set_field(store, "UPDATE user SET purpose = ? WHERE id = ?", id,
					 edit->purpose, 0)
			     : 0;
}

static int edit_password(struct store *store, const struct viewer *viewer, const char *name,
			 int64_t id, const struct user_edit *edit)
{
	if (!edit->hash)
		return 0;
	int rc = set_field(store, "UPDATE user SET password = ? WHERE id = ?", id, edit->hash, 0);

	if (!rc)
		rc = set_field(store, "UPDATE user SET must_set = ? WHERE id = ?", id, NULL,
			       chosen_by_another(viewer, name));
	if (!rc)
		rc = end_sessions(store, id, edit->keep);
	return rc ? rc : store_audit(store, viewer, "user.password", name, NULL);
}

static int edit_user(struct store *store, const struct viewer *viewer, const char *name,
		     const struct user_edit *edit)
{
	static edit_function *const edits[] = {edit_role, edit_scope, edit_disabled, edit_language,
					       edit_purpose, edit_password};
	int rc = 0;
	const int64_t id = find_user(store, viewer, name, &rc);

	for (size_t i = 0; i < sizeof(edits) / sizeof(edits[0]) && !rc; i++)
		rc = edits[i](store, viewer, name, id, edit);
	return rc;
}

int account_user_edit(struct store *store, const struct viewer *viewer, const char *name,
		      const struct user_edit *edit)
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, edit_user(store, viewer, name, edit));
}

static int remove_user(struct store *store, const struct viewer *viewer, const char *name)
{
	struct query q;
	int rc = 0;
	const int64_t id = find_user(store, viewer, name, &rc);

	if (!rc)
		rc = keep_administrator(store, id);
	if (rc)
		return rc;
	query_begin(&q, store, "DELETE FROM user WHERE id = ?");
	query_int(&q, id);
	rc = query_run(&q);
	return rc ? rc : store_audit(store, viewer, "user.remove", name, NULL);
}

int account_user_remove(struct store *store, const struct viewer *viewer, const char *name)
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, remove_user(store, viewer, name));
}

#define USER_COLUMNS \
	"u.name, u.role, u.language, u.purpose, u.scope_id, u.password = '' OR u.must_set, u.disabled," \
	" u.created_at, u.last_seen"

static void read_user(struct query *q, struct user_row *out)
{
	out->name = query_get_text(q);
	out->role = (enum user_role)query_get_int(q);
	out->language = query_get_text(q);
	out->purpose = query_get_text(q);
	out->scope = query_get_int(q);
	out->must_set_password = query_get_int(q) != 0;
	out->disabled = query_get_int(q) != 0;
	out->created_at = query_get_int(q);
	out->last_seen = query_get_int(q);
}

int account_users(struct store *store, const struct viewer *viewer, struct arena *arena,
		  struct user_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct user_row)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT " USER_COLUMNS " FROM user u WHERE " SCOPES_OF(
				 "u.scope_id") "ORDER BY u.name",
			 arena);
	query_scopes(&q, viewer);
	while (query_row(&q))
		read_user(&q, rows_add(&rows, arena));
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

int account_user(struct store *store, const char *name, struct arena *arena, struct user_row *out)
{
	struct query q;
	bool found;

	query_begin_once(&q, store, "SELECT " USER_COLUMNS " FROM user u WHERE u.name = ?", arena);
	query_text(&q, name);
	found = query_row(&q);
	if (found)
		read_user(&q, out);
	const int rc = query_end(&q);

	return rc || found ? rc
			   : store_failed(store, -ENOENT, "store: there is no user %s", name);
}
