/* session.c - signing in and out, one's own password and language. SPDX-License-Identifier:
 * Apache-2.0 */

#include "lib/text.h"
#include "serve/rights.h"
#include "serve/server.h"

#include <errno.h>
#include <string.h>

static void put_rights(struct json_out *j, unsigned roles)
{
	const unsigned rights = roles_rights(roles);

	json_array(j, "rights");
	for (size_t i = 0; i < RIGHT_COUNT; i++)
		if (rights & 1u << i)
			json_text(j, NULL, right_name(i));
	json_array_end(j);
}

/* rights: all that he has anywhere; scopes: what he has where. */
static void put_session(struct request *r, const struct signed_in *who)
{
	const struct user_row *user = &who->user;
	unsigned roles = 0;

	for (size_t i = 0; i < who->viewer.held_count; i++)
		roles |= who->viewer.held[i].roles;
	const struct serve_config *c = &r->server->config;
	struct json_out *j = request_json(r, 200);

	json_object(j, "user");
	json_text(j, "name", user->name);
	put_grants(j, user);
	put_text(j, "language", user->language);
	put_text(j, "purpose", user->purpose);
	put_rights(j, roles);
	json_array(j, "scopes");
	for (size_t i = 0; i < who->viewer.held_count; i++) {
		json_object(j, NULL);
		put_id(j, "id", who->viewer.held[i].scope);
		put_rights(j, who->viewer.held[i].roles);
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
	json_bool(j, "must_set_password", user->must_set_password);
	json_int(j, "password_min", ACCOUNT_PASSWORD_MIN);
	json_text(j, "version", c->version);
	json_text(j, "site", c->site);
	json_bool(j, "demo", c->demo);
	request_end_json(r);
}

void session_get(struct request *r)
{
	put_session(r, &r->who);
}

/* The new session's owner is read back: a one-time secret does not say whose it is. */
static void signed_in(struct request *r, const char *secret)
{
	struct signed_in who;

	if (!request_good(r, account_session(r->store, secret, &r->arena, &who)))
		return;
	put_session(r, &who);
	r->cookie = auth_cookie(r, secret);
}

static void sign_in_once(struct request *r, const char *once)
{
	struct change c = {.kind = CHANGE_SESSION_ONCE,
	                   .session = {.secret = once, .from = r->from}};
	const int rc = request_change(r, &c);

	if (rc == -EACCES || rc == -ENOENT)
		request_problem(r, 401, "Link not valid", "this link was used or is too old");
	else if (request_good(r, rc))
		signed_in(r, c.secret);
}

static void refuse(struct request *r, const char *name)
{
	struct change c = {.kind = CHANGE_SIGNIN_FAILED,
	                   .session = {.user = name, .from = r->from}};

	if (request_good(r, request_change(r, &c)))
		request_problem(r, 401, "Wrong name or password", "name or password is wrong");
}

static void sign_in(struct request *r, const char *name, const char *password)
{
	int wait = 0;

	if (!auth_hash_begin(r))
		return;
	const int rc = account_signin_check(r->store, name, password, r->from, &wait);
	auth_hash_end(r);
	if (rc == -EAGAIN) {
		request_problem(r, 429, "Too many failures", "wait %d seconds", wait);
		r->retry_after = wait;
		return;
	}
	if (rc == -EACCES) {
		refuse(r, name);
		return;
	}
	if (rc == -EPERM) {
		request_problem(r, 403, "Disabled", "an administrator has disabled this user");
		return;
	}
	struct change c = {.kind = CHANGE_SESSION_NEW, .session = {.user = name, .from = r->from}};
	if (request_good(r, rc) && request_good(r, request_change(r, &c)))
		signed_in(r, c.secret);
}

void session_post(struct request *r)
{
	const char *token = json_in_text(r->object, "token");
	const char *name = json_in_text(r->object, "name");
	const char *password = json_in_text(r->object, "password");

	r->store = r->store ? r->store : reader_take(r);
	if (!r->store)
		return;
	if (token)
		sign_in_once(r, token);
	else if (name && password && strlen(name) < 256 && strlen(password) < 1024)
		sign_in(r, name, password);
	else
		request_problem(r, 400, "Incomplete", "name and password, or token, are needed");
}

/* Who finds a screen unlocked may not take the user over: the password that he has is asked for,
 * unless it is not his own yet. False: a problem was answered. */
static bool current_is_right(struct request *r)
{
	const char *current = json_in_text(r->object, "current");
	int wait = 0;

	if (r->who.user.must_set_password)
		return true;
	if (!auth_hash_begin(r))
		return false;
	const int rc = account_signin_check(r->store, r->who.user.name,
	                                    current && strlen(current) < 1024 ? current : "",
	                                    r->from, &wait);
	auth_hash_end(r);
	if (rc == -EAGAIN) {
		request_problem(r, 429, "Too many failures", "wait %d seconds", wait);
		r->retry_after = wait;
		return false;
	}
	if (rc != -EACCES)
		return request_good(r, rc);
	struct change c = {.kind = CHANGE_SIGNIN_FAILED,
	                   .session = {.user = r->who.user.name, .from = r->from}};
	if (request_good(r, request_change(r, &c)))
		request_problem(r, 422, "Wrong password", "current is not your password");
	return false;
}

static bool is_purpose(const char *text)
{
	static const char *const purposes[] = {"know", "checklist", "application", "diagnosis"};

	return text_find(purposes, sizeof(purposes) / sizeof(purposes[0]), text) >= 0;
}

void session_patch(struct request *r)
{
	static const char *const known[] = {"password", "current", "language", "purpose", NULL};
	const char *password = json_in_text(r->object, "password");
	const char *language = json_in_text(r->object, "language");
	const char *purpose = json_in_text(r->object, "purpose");
	char hash[ACCOUNT_HASH_SIZE];

	if (json_in_unknown(r->object, known) || (!password && !language && !purpose)) {
		request_problem(r, 400, "Bad body", "password, language or purpose is needed");
		return;
	}
	if (purpose && !is_purpose(purpose)) {
		request_problem(r, 422, "Bad purpose", "know, checklist, application or diagnosis");
		return;
	}
	if (language && strcmp(language, "ja") != 0 && strcmp(language, "en") != 0) {
		request_problem(r, 422, "Bad language", "ja or en");
		return;
	}
	if (password && (!auth_hash_password(r, password, hash) || !current_is_right(r)))
		return;
	struct change c = {.kind = CHANGE_USER_EDIT,
	                   .user = {.name = r->who.user.name,
	                            .disabled = -1,
	                            .language = language,
	                            .purpose = purpose,
	                            .hash = password ? hash : NULL,
	                            .keep = r->by_token ? NULL : r->secret}};
	if (!request_good(r, request_change(r, &c)) ||
	    !request_good(r, account_user(r->store, &r->who.viewer, r->who.user.name, &r->arena, &r->who.user)))
		return;
	put_session(r, &r->who);
}

void session_delete(struct request *r)
{
	struct change c = {.kind = CHANGE_SESSION_END, .session = {.secret = r->secret}};

	if (r->by_token) {
		request_problem(r, 400, "Not a session", "a token is taken back in /tokens");
		return;
	}
	if (!request_good(r, request_change(r, &c)))
		return;
	request_nothing(r);
	r->cookie = auth_cookie(r, NULL);
}
