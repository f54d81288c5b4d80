/* auth.c - who asks, and whether he may. SPDX-License-Identifier: Apache-2.0 */

#include "serve/rights.h"
#include "serve/server.h"

#include <errno.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "govern/assess.h"

#define COOKIE "yagura_session"

/* The port behind a host name: absent means that of the scheme. */
static bool port_is(const char *text, const struct server *server)
{
	char own[8];
	const int standard = server->config.certificate ? 443 : 80;

	if (*text == '\0')
		return server->port == standard;
	snprintf(own, sizeof(own), ":%d", server->port);
	return strcmp(text, own) == 0;
}

/* A page of another name that resolves to 127.0.0.1 would speak to us as its own origin. */
bool auth_host(struct request *r)
{
	static const char *const names[] = {"localhost", "127.0.0.1", "[::1]"};
	const char *host = request_header(r, "Host");

	if (!r->server->loopback)
		return true;
	for (size_t i = 0; host && i < sizeof(names) / sizeof(names[0]); i++) {
		const size_t length = strlen(names[i]);

		if (strncasecmp(host, names[i], length) == 0 && port_is(host + length, r->server))
			return true;
	}
	request_problem(r, 403, "Wrong host", "this address serves localhost only");
	return false;
}

static const char *bearer(const struct request *r)
{
	const char *text = request_header(r, "Authorization");

	return text && strncasecmp(text, "Bearer ", 7) == 0 ? text + 7 : NULL;
}

static const char *cookie(const struct request *r)
{
	return r->connection ? MHD_lookup_connection_value(r->connection, MHD_COOKIE_KIND, COOKIE)
	                     : NULL;
}

bool auth_identify(struct request *r)
{
	const char *token = bearer(r);
	const char *session = token ? NULL : cookie(r);

	r->secret = token ? token : session;
	if (!r->secret || strlen(r->secret) >= ACCOUNT_SECRET_SIZE)
		return true;
	if (!r->store)
		r->store = reader_take(r);
	if (!r->store)
		return false;
	const int rc = token ? account_bearer(r->store, token, &r->arena, &r->who)
	                     : account_session(r->store, session, &r->arena, &r->who);
	if (rc != 0 && rc != -EACCES)
		return request_good(r, rc);
	r->signed_in = rc == 0;
	r->by_token = token != NULL;
	if (rc == 0 && r->who.stale) {
		struct change touch = {.kind = CHANGE_SESSION_TOUCH,
		                       .session = {.secret = r->secret, .from = r->from}};

		/* that its use was not noted does not stop the request */
		(void)!request_change(r, &touch);
	}
	return true;
}

/* ?scope=, where the route has no such parameter of its own: that site and what is below it, nothing else. */
static bool narrow_to_site(struct request *r)
{
	const char *site = route_takes(r->route, "scope") ? NULL : target_value(&r->target, "scope");
	struct viewer *viewer = &r->who.viewer;

	if (!site)
		return true;
	const int64_t scope = strtoll(site, NULL, 10);

	return viewer_sees(viewer, scope) && assess_within(r->store, viewer, scope, &r->arena, viewer) == 0;
}

bool request_narrow(struct request *r, unsigned rights)
{
	struct viewer *viewer = &r->who.viewer;
	int64_t *scopes = arena_alloc(&r->arena, (viewer->held_count + 1) * sizeof(*scopes));
	size_t count = 0;

	for (size_t i = 0; i < viewer->held_count; i++)
		if (roles_rights(viewer->held[i].roles) & rights)
			scopes[count++] = viewer->held[i].scope;
	viewer->scopes = scopes;
	viewer->scope_count = count;
	return narrow_to_site(r) && viewer->scope_count > 0;
}

bool auth_allow(struct request *r)
{
	const char *ours = request_header(r, "X-Yagura");

	/* another site can have the browser send the cookie, but no header of its own */
	if (r->route->method != METHOD_GET && !r->by_token && (!ours || strcmp(ours, "1") != 0)) {
		request_problem(r, 403, "Header missing", "X-Yagura: 1 is needed to change things");
		return false;
	}
	/* a program's token is given out after that, or on the command line */
	if (r->signed_in && !r->by_token && !r->route->first && !r->route->open &&
	    r->who.user.must_set_password) {
		request_problem(r, 403, "Password not set",
		                "set a password of your own first: PATCH /session");
		return false;
	}
	if (r->route->open || request_narrow(r, r->route->rights))
		return true;
	const char *needed = "";

	for (size_t i = 0; i < RIGHT_COUNT; i++)
		if (r->route->rights & 1u << i)
			needed = arena_printf(&r->arena, "%s%s%s", needed, *needed ? " or " : "", right_name(i));
	request_problem(r, 403, "Role not sufficient", "this needs the right %s", needed);
	return false;
}

const char *auth_cookie(struct request *r, const char *secret)
{
	const char *tls = r->server->config.certificate ? "; Secure" : "";

	if (!secret)
		return arena_printf(
		        &r->arena, COOKIE "=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict%s", tls);
	return arena_printf(&r->arena, COOKIE "=%s; Path=/; HttpOnly; SameSite=Strict%s", secret,
	                    tls);
}

bool auth_hash_begin(struct request *r)
{
	if (atomic_fetch_add(&r->server->hashing, 1) < 2)
		return true;
	atomic_fetch_sub(&r->server->hashing, 1);
	request_problem(r, 429, "Too many at once", "other people are signing in, try again");
	r->retry_after = 1;
	return false;
}

void auth_hash_end(struct request *r)
{
	atomic_fetch_sub(&r->server->hashing, 1);
}

bool auth_hash_password(struct request *r, const char *password, char hash[ACCOUNT_HASH_SIZE])
{
	if (!auth_hash_begin(r))
		return false;
	const int rc = strlen(password) < 1024 ? account_password_hash(password, hash) : -EINVAL;
	auth_hash_end(r);
	if (rc != -EINVAL)
		return request_good(r, rc);
	request_problem(r, 422, "Password not possible", "at least %d characters",
	                ACCOUNT_PASSWORD_MIN);
	return false;
}
