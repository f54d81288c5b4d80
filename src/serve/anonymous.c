/* anonymous.c - whether a file is to say no names and no addresses. SPDX-License-Identifier: Apache-2.0 */

#include "lib/anonymous.h"

#include "serve/server.h"

#include <string.h>

static void add(void *argument, const char *name)
{
	anonymous_name(argument, name);
}

static bool is_declared(const struct route *route, const char *name)
{
	for (size_t list = 0; list < 2; list++)
		for (const struct parameter *p = route->parameters[list]; p && p->name; p++)
			if (strcmp(p->name, name) == 0)
				return true;
	return false;
}

bool request_anonymous_good(struct request *r)
{
	if (!request_flag(r, "anonymise") || is_declared(r->route, "anonymise"))
		return true;
	request_problem(r, 422, "Not possible", "names and addresses cannot be hidden here: ask without anonymise");
	return false;
}

/* Names of all that he may see anywhere: a file of one scope may name another. */
bool request_anonymous(struct request *r)
{
	struct viewer all = r->who.viewer;
	int64_t *scopes = arena_alloc(&r->arena, (all.held_count + 1) * sizeof(*scopes));

	if (!request_flag(r, "anonymise") || r->anonymous)
		return true;
	all.scopes = scopes;
	for (all.scope_count = 0; all.scope_count < all.held_count; all.scope_count++)
		scopes[all.scope_count] = all.held[all.scope_count].scope;
	r->anonymous = anonymous_new();
	anonymous_name(r->anonymous, r->server->config.site ? r->server->config.site : "");
	return request_good(r, store_names(r->store, &all, add, r->anonymous));
}
