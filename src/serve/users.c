/* users.c - people, API tokens, and what was done. SPDX-License-Identifier: Apache-2.0 */

#include "serve/server.h"

#include <errno.h>
#include <string.h>

static void put_user(struct json_out *j, const char *key, const struct user_row *user)
{
	json_object(j, key);
	json_text(j, "name", user->name);
	json_text(j, "role", account_role_name(user->role));
	put_id(j, "scope", user->scope);
	put_text(j, "language", user->language);
	json_bool(j, "must_set_password", user->must_set_password);
	json_bool(j, "disabled", user->disabled);
	put_time(j, "created_at", user->created_at);
	put_time(j, "last_seen", user->last_seen);
	json_object_end(j);
}

void users_get(struct request *r)
{
	struct user_row *rows = NULL;
	size_t count = 0;

	if (!request_good(r, account_users(r->store, &r->who.viewer, &r->arena, &rows, &count)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++)
		put_user(j, NULL, &rows[i]);
	request_end_items(r, count);
}

/* Role of the body, -1 when there is none; a problem when it is not one. */
static bool read_role(struct request *r, int *role)
{
	const char *text = json_in_text(r->object, "role");

	*role = text ? account_role_parse(text) : -1;
	if (!text || *role >= 0)
		return true;
	request_problem(r, 422, "Bad role", "administrator, security, production, applicant, applicant-manager, "
	                "procurement, management, vendor, auditor or viewer");
	return false;
}

/* -1 when the body does not say; a problem when he would shut himself out. */
static bool read_disabled(struct request *r, int *disabled)
{
	const bool given = json_in_kind(r->object, "disabled") != JSON_IN_MISSING;

	*disabled = given ? json_in_true(r->object, "disabled") : -1;
	if (*disabled != 1 || strcmp(r->argument, r->who.user.name) != 0)
		return true;
	request_problem(r, 409, "Not possible", "nobody can disable himself");
	return false;
}

/* Hash of the body's password; *given is NULL when there is none. */
static bool read_password(struct request *r, char hash[ACCOUNT_HASH_SIZE], const char **given)
{
	const char *password = json_in_text(r->object, "password");

	*given = password ? hash : NULL;
	return !password || auth_hash_password(r, password, hash);
}

static void answer_user(struct request *r, unsigned status, const char *name)
{
	struct user_row user;

	if (!request_good(r, account_user(r->store, name, &r->arena, &user)))
		return;
	struct json_out *j = request_json(r, status);
	put_user(j, "user", &user);
	request_end_json(r);
}

void user_post(struct request *r)
{
	char hash[ACCOUNT_HASH_SIZE];
	struct change c = {.kind = CHANGE_USER_ADD,
	                   .user = {.name = json_in_text(r->object, "name")}};

	if (!c.user.name) {
		request_problem(r, 400, "Incomplete", "name is needed");
		return;
	}
	if (!read_role(r, &c.user.role) || !read_password(r, hash, &c.user.hash))
		return;
	if (c.user.role < 0)
		c.user.role = ROLE_VIEWER;
	c.user.scope = json_in_number(r->object, "scope", 0);
	if (request_good(r, request_change(r, &c)))
		answer_user(r, 201, c.user.name);
}

void user_patch(struct request *r)
{
	char hash[ACCOUNT_HASH_SIZE];
	struct change c = {.kind = CHANGE_USER_EDIT, .user = {.name = r->argument}};

	if (!read_role(r, &c.user.role) || !read_disabled(r, &c.user.disabled) ||
	    !read_password(r, hash, &c.user.hash))
		return;
	c.user.scope = json_in_number(r->object, "scope", 0);
	if (strcmp(r->argument, r->who.user.name) == 0 && !r->by_token)
		c.user.keep = r->secret;
	if (request_good(r, request_change(r, &c)))
		answer_user(r, 200, c.user.name);
}

void user_delete(struct request *r)
{
	struct change c = {.kind = CHANGE_USER_REMOVE, .user = {.name = r->argument}};

	if (strcmp(r->argument, r->who.user.name) == 0)
		request_problem(r, 409, "Not possible", "nobody can remove himself");
	else
		request_change_only(r, &c);
}

void tokens_get(struct request *r)
{
	struct token_row *rows = NULL;
	size_t count = 0;

	if (!request_good(r, account_tokens(r->store, &r->who.viewer, &r->arena, &rows, &count)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		put_id(j, "id", rows[i].id);
		json_text(j, "name", rows[i].name);
		json_text(j, "user", rows[i].user);
		put_time(j, "created_at", rows[i].created_at);
		put_time(j, "last_used", rows[i].last_used);
		put_time(j, "expires_at", rows[i].expires_at);
		json_object_end(j);
	}
	request_end_items(r, count);
}

void token_post(struct request *r)
{
	struct change c = {.kind = CHANGE_TOKEN_ADD,
	                   .token = {.name = json_in_text(r->object, "name")}};

	if (!c.token.name || !*c.token.name || strlen(c.token.name) > 100) {
		request_problem(r, 400, "Incomplete", "name is needed");
		return;
	}
	if (!request_good(r, request_change(r, &c)))
		return;
	struct json_out *j = request_json(r, 201);
	json_text(j, "name", c.token.name);
	json_text(j, "token", c.secret);
	request_end_json(r);
}

void token_delete(struct request *r)
{
	struct change c = {.kind = CHANGE_TOKEN_REMOVE};

	if (request_id(r, &c.token.id))
		request_change_only(r, &c);
}

void audit_get(struct request *r)
{
	const struct page page = request_page(r);
	struct audit_row *rows = NULL;
	struct listing listing = {.count = 0};

	if (!request_good(r, store_audit_list(r->store, &r->who.viewer, &page, &r->arena, &rows,
	                                      &listing)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < listing.count; i++) {
		json_object(j, NULL);
		put_id(j, "id", rows[i].id);
		put_time(j, "at", rows[i].at);
		put_text(j, "user", rows[i].user);
		json_text(j, "action", rows[i].action);
		put_text(j, "object", rows[i].object);
		put_text(j, "detail", rows[i].detail);
		json_object_end(j);
	}
	request_end_listing(r, &listing);
}
