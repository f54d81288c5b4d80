/* users.c - people, API tokens, and what was done. SPDX-License-Identifier: Apache-2.0 */

#include "serve/server.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void put_grants(struct json_out *j, const struct user_row *user)
{
	json_text(j, "role", account_role_name(user->grant_count ? user->grants[0].role : ROLE_VIEWER));
	put_id(j, "scope", user->grant_count ? user->grants[0].scope : 0);
	json_array(j, "grants");
	for (size_t i = 0; i < user->grant_count; i++) {
		json_object(j, NULL);
		json_text(j, "role", account_role_name(user->grants[i].role));
		put_id(j, "scope", user->grants[i].scope);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_user(struct json_out *j, const char *key, const struct user_row *user)
{
	json_object(j, key);
	json_text(j, "name", user->name);
	put_grants(j, user);
	json_bool(j, "elsewhere", user->elsewhere);
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

static bool bad_role(struct request *r)
{
	request_problem(r, 422, "Bad role", "administrator, security, production, applicant, applicant-manager, "
	                "procurement, management, vendor, auditor or viewer");
	return false;
}

/* {"role":"vendor","scope":"2"}; what is not said stays as it is in out. */
static bool read_grant(struct request *r, const struct json_in *object, struct grant *out)
{
	const char *text = json_in_text(object, "role");
	const char *id = json_in_text(object, "scope");
	const int role = text ? account_role_parse(text) : (int)out->role;

	if (role < 0)
		return bad_role(r);
	out->role = (enum user_role)role;
	out->scope = id ? strtoll(id, NULL, 10) : json_in_number(object, "scope", out->scope);
	return true;
}

static bool read_list(struct request *r, const struct json_in *list, struct grant *out, size_t *count)
{
	*count = json_in_count(list);
	if (*count == 0 || *count > GRANTS_MAX) {
		request_problem(r, 422, "Bad role", "1 to %d roles", GRANTS_MAX);
		return false;
	}
	for (size_t i = 0; i < *count; i++) {
		out[i] = (struct grant){.scope = r->who.viewer.scopes[0], .role = ROLE_VIEWER};
		if (!read_grant(r, json_in_object_at(list, i), &out[i]))
			return false;
	}
	return true;
}

/* What the body says of roles: a list, or one role and scope, which take the place of the one that he has
 * (now, may be NULL). *count 0: nothing. False: a problem was answered. */
static bool read_grants(struct request *r, const struct user_row *now, struct grant *out, size_t *count)
{
	const struct json_in *list = json_in_array(r->object, "grants");

	*count = 0;
	if (list)
		return read_list(r, list, out, count);
	if (now && json_in_kind(r->object, "role") == JSON_IN_MISSING && json_in_kind(r->object, "scope") == JSON_IN_MISSING)
		return true;
	if (now && now->grant_count > 1) {
		request_problem(r, 409, "Not possible", "this person has several roles: give all of them as grants");
		return false;
	}
	out[0] = (struct grant){.scope = r->who.viewer.scopes[0], .role = ROLE_VIEWER};
	if (now && now->grant_count == 1)
		out[0] = now->grants[0];
	*count = 1;
	return read_grant(r, r->object, &out[0]);
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

	if (!request_good(r, account_user(r->store, &r->who.viewer, name, &r->arena, &user)))
		return;
	struct json_out *j = request_json(r, status);
	put_user(j, "user", &user);
	request_end_json(r);
}

void user_post(struct request *r)
{
	char hash[ACCOUNT_HASH_SIZE];
	struct grant grants[GRANTS_MAX];
	struct change c = {.kind = CHANGE_USER_ADD,
	                   .user = {.name = json_in_text(r->object, "name"), .grants = grants}};

	if (!c.user.name) {
		request_problem(r, 400, "Incomplete", "name is needed");
		return;
	}
	if (!read_grants(r, NULL, grants, &c.user.grant_count) || !read_password(r, hash, &c.user.hash))
		return;
	if (request_good(r, request_change(r, &c)))
		answer_user(r, 201, c.user.name);
}

void user_patch(struct request *r)
{
	char hash[ACCOUNT_HASH_SIZE];
	struct grant grants[GRANTS_MAX];
	struct user_row now;
	struct change c = {.kind = CHANGE_USER_EDIT, .user = {.name = r->argument}};

	if (!request_good(r, account_user(r->store, &r->who.viewer, r->argument, &r->arena, &now)) ||
	    !read_grants(r, &now, grants, &c.user.grant_count) || !read_disabled(r, &c.user.disabled) ||
	    !read_password(r, hash, &c.user.hash))
		return;
	c.user.grants = c.user.grant_count ? grants : NULL;
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
