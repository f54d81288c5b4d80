/* anonymous.c - whether a file is to say no names and no addresses. SPDX-License-Identifier: Apache-2.0 */

#include "lib/anonymous.h"

#include "serve/server.h"

static void add(void *argument, const char *name)
{
	anonymous_name(argument, name);
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
