/* account.c - people. SPDX-License-Identifier: Apache-2.0 */

#include "store/account.h"

#include "lib/clock.h"
#include "lib/text.h"
#include "store/grant.h"

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

/* What the program itself sets comes from who owns the machine, on the command line. */
static bool chosen_by_another(const struct viewer *viewer, const char *name)
{
	return strcmp(viewer->user, store_system.user) != 0 && strcmp(viewer->user, name) != 0;
}

static int insert_user(struct store *store, const struct viewer *viewer, const char *name, const char *hash,
		       int64_t *id)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO user (name, password, must_set, created_at) VALUES (?, ?, ?, ?)");
	query_text(&q, name);
	query_text(&q, hash);
	query_int(&q, chosen_by_another(viewer, name));
	query_int(&q, clock_now());
	const int rc = query_run(&q);

	if (rc == -EEXIST)
		return store_failed(store, rc, "store: there is a user %s already", name);
	*id = sqlite3_last_insert_rowid(store->db);
	return rc ? rc : store_audit(store, viewer, "user.add", name, NULL);
}

static int add_user(struct store *store, const struct viewer *viewer, const char *name,
		    const struct grant *grants, size_t count, const char *hash)
{
	int64_t id = 0;
	const int rc = insert_user(store, viewer, name, hash, &id);

	return rc ? rc : grant_replace(store, viewer, id, name, grants, count);
}

int account_user_add(struct store *store, const struct viewer *viewer, const char *name,
		     const struct grant *grants, size_t count, const char *hash)
{
	bool own;

	if (!is_name(name))
		return store_failed(store, -EINVAL,
				    "store: a user's name is 1 to %d bytes without blanks",
				    NAME_MAX_BYTES);
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, add_user(store, viewer, name, grants, count, hash));
}

/* His id, when the viewer may see him. */
static int64_t find_user(struct store *store, const struct viewer *viewer, const char *name,
			 int *rc)
{
	struct query q;

	query_begin(&q, store,
		    "SELECT id FROM user WHERE name = ? AND EXISTS (SELECT 1 FROM user_grant g"
		    " WHERE g.user_id = user.id AND " SCOPES_OF("g.scope_id") ")");
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
		    "SELECT NOT EXISTS (SELECT 1 FROM user_grant WHERE user_id = ?1 AND role = ?2 AND"
		    " scope_id = ?3) OR EXISTS (SELECT 1 FROM user_grant g JOIN user u ON u.id = g.user_id"
		    " WHERE u.id != ?1 AND g.role = ?2 AND g.scope_id = ?3 AND u.disabled = 0)");
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

static bool is_administrator(const struct grant *grants, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (grants[i].role == ROLE_ADMINISTRATOR && grants[i].scope == STORE_ROOT_SCOPE)
			return true;
	return false;
}

static bool sees_root(const struct viewer *viewer)
{
	for (size_t i = 0; i < viewer->scope_count; i++)
		if (viewer->scopes[i] == STORE_ROOT_SCOPE)
			return true;
	return false;
}

static int edit_grants(struct store *store, const struct viewer *viewer, const char *name, int64_t id,
		       const struct user_edit *edit)
{
	if (!edit->grants)
		return 0;
	const bool leaves = sees_root(viewer) && !is_administrator(edit->grants, edit->grant_count);
	const int rc = leaves ? keep_administrator(store, id) : 0;

	return rc ? rc : grant_replace(store, viewer, id, name, edit->grants, edit->grant_count);
}

static int edit_disabled(struct store *store, const struct viewer *viewer, const char *name,
			 int64_t id, const struct user_edit *edit)
{
	if (edit->disabled < 0)
		return 0;
	int rc = grant_all_within(store, viewer, id);

	if (!rc && edit->disabled)
		rc = keep_administrator(store, id);
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
	int rc = grant_all_within(store, viewer, id);

	if (!rc)
		rc = set_field(store, "UPDATE user SET password = ? WHERE id = ?", id, edit->hash, 0);
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
	static edit_function *const edits[] = {edit_grants, edit_disabled, edit_language,
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
		rc = grant_all_within(store, viewer, id);
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
	"u.name, u.language, u.purpose, u.password = '' OR u.must_set, u.disabled," \
	" u.created_at, u.last_seen"

static void read_user(struct query *q, struct user_row *out)
{
	out->name = query_get_text(q);
	out->language = query_get_text(q);
	out->purpose = query_get_text(q);
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
			 "SELECT " USER_COLUMNS " FROM user u WHERE EXISTS (SELECT 1 FROM user_grant g"
			 " WHERE g.user_id = u.id AND " SCOPES_OF("g.scope_id") ") ORDER BY u.name",
			 arena);
	query_scopes(&q, viewer);
	while (query_row(&q))
		read_user(&q, rows_add(&rows, arena));
	int rc = query_end(&q);

	*out = rows.data;
	*count = rows.count;
	for (size_t i = 0; i < rows.count && !rc; i++)
		rc = grant_read(store, viewer, arena, &(*out)[i]);
	return rc;
}

int account_user(struct store *store, const struct viewer *viewer, const char *name, struct arena *arena,
		 struct user_row *out)
{
	struct query q;
	bool found;

	query_begin_once(&q, store, "SELECT " USER_COLUMNS " FROM user u WHERE u.name = ?", arena);
	query_text(&q, name);
	found = query_row(&q);
	if (found)
		read_user(&q, out);
	const int rc = query_end(&q);

	if (rc || found)
		return rc ? rc : grant_read(store, viewer, arena, out);
	return store_failed(store, -ENOENT, "store: there is no user %s", name);
}
