/* grant.c - who may act where, and as what. SPDX-License-Identifier: Apache-2.0 */

#include "store/grant.h"

#include <errno.h>
#include <inttypes.h>

#define SCOPES_MAX 1024

/* ?1 his name, ?2 the viewer's scopes */
static const char in_sight[] =
	"SELECT g.scope_id, g.role FROM user_grant g JOIN user u ON u.id = g.user_id WHERE u.name = ?1"
	" AND g.scope_id IN (SELECT value FROM json_each(?2)) ORDER BY g.id";
static const char out_of_sight[] =
	"SELECT count(*) FROM user_grant g JOIN user u ON u.id = g.user_id WHERE u.name = ?1"
	" AND g.scope_id NOT IN (SELECT value FROM json_each(?2))";

int grant_read(struct store *store, const struct viewer *viewer, struct arena *arena, struct user_row *row)
{
	struct rows rows = {.size = sizeof(struct grant)};
	struct query q;

	query_begin_once(&q, store, in_sight, arena);
	query_text(&q, row->name);
	query_scopes(&q, viewer);
	while (query_row(&q)) {
		struct grant *grant = rows_add(&rows, arena);

		grant->scope = query_get_int(&q);
		grant->role = (enum user_role)query_get_int(&q);
	}
	int rc = query_end(&q);

	row->grants = rows.data;
	row->grant_count = rows.count;
	if (rc)
		return rc;
	query_begin(&q, store, out_of_sight);
	query_text(&q, row->name);
	query_scopes(&q, viewer);
	row->elsewhere = query_number(&q, &rc) > 0;
	return rc;
}

static bool sees(const struct viewer *viewer, int64_t scope)
{
	for (size_t i = 0; i < viewer->scope_count; i++)
		if (viewer->scopes[i] == scope)
			return true;
	return false;
}

static int remove_in_sight(struct store *store, const struct viewer *viewer, int64_t user)
{
	struct query q;

	query_begin(&q, store,
		    "DELETE FROM user_grant WHERE user_id = ? AND " SCOPES_OF("scope_id"));
	query_int(&q, user);
	query_scopes(&q, viewer);
	return query_run(&q);
}

static int add_one(struct store *store, const struct viewer *viewer, int64_t user, const struct grant *grant)
{
	struct query q;

	if (!sees(viewer, grant->scope))
		return store_failed(store, -EACCES, "store: the scope is not the viewer's");
	query_begin(&q, store,
		    "INSERT INTO user_grant (user_id, scope_id, role) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
	query_int(&q, user);
	query_int(&q, grant->scope);
	query_int(&q, grant->role);
	return query_run(&q);
}

static int64_t count_of(struct store *store, int64_t user, int *rc)
{
	struct query q;

	query_begin(&q, store, "SELECT count(*) FROM user_grant WHERE user_id = ?");
	query_int(&q, user);
	return query_number(&q, rc);
}

/* "vendor in 2, viewer in 1" */
static int tell(struct store *store, const struct viewer *viewer, const char *name, const struct grant *grants,
		size_t count)
{
	sqlite3_str *words = sqlite3_str_new(NULL);

	for (size_t i = 0; i < count; i++)
		sqlite3_str_appendf(words, "%s%s in %lld", i ? ", " : "", account_role_name(grants[i].role),
				    (long long)grants[i].scope);
	char *text = sqlite3_str_finish(words);
	const int rc = store_audit(store, viewer, "user.role", name, text);

	sqlite3_free(text);
	return rc;
}

int grant_replace(struct store *store, const struct viewer *viewer, int64_t user, const char *name,
		  const struct grant *grants, size_t count)
{
	int rc = count > GRANTS_MAX ? store_failed(store, -EINVAL, "store: at most %d roles", GRANTS_MAX)
				    : remove_in_sight(store, viewer, user);

	for (size_t i = 0; i < count && !rc; i++)
		rc = add_one(store, viewer, user, &grants[i]);
	if (!rc && count_of(store, user, &rc) == 0 && !rc)
		rc = store_failed(store, -EINVAL, "store: a person needs a role");
	return rc ? rc : tell(store, viewer, name, grants, count);
}

int grant_all_within(struct store *store, const struct viewer *viewer, int64_t user)
{
	struct query q;
	int rc = 0;

	query_begin(&q, store,
		    "SELECT count(*) FROM user_grant WHERE user_id = ? AND NOT (" SCOPES_OF("scope_id") ")");
	query_int(&q, user);
	query_scopes(&q, viewer);
	const int64_t outside = query_number(&q, &rc);

	if (rc || !outside)
		return rc;
	return store_failed(store, -EACCES, "store: this person has a role elsewhere, too");
}

/* The whole site comes first, for a viewer's own rows go to his first scope; then what he was given, then what
 * is below that. */
static const char held[] =
	"WITH RECURSIVE s (id, role, depth, at) AS (SELECT g.scope_id, g.role, 0, g.id FROM user_grant g"
	" JOIN user u ON u.id = g.user_id WHERE u.name = ?1"
	" UNION SELECT scope.id, s.role, s.depth + 1, s.at FROM scope, s WHERE scope.parent = s.id)"
	" SELECT id, sum(DISTINCT 1 << role) FROM s GROUP BY id"
	" ORDER BY id = ?2 DESC, min(depth), min(at), id LIMIT ?3";

int grant_viewer(struct store *store, const char *name, struct arena *arena, struct viewer *out)
{
	struct rows rows = {.size = sizeof(struct held_scope)};
	struct query q;

	query_begin_once(&q, store, held, arena);
	query_text(&q, name);
	query_int(&q, STORE_ROOT_SCOPE);
	query_int(&q, SCOPES_MAX);
	while (query_row(&q)) {
		struct held_scope *row = rows_add(&rows, arena);

		row->scope = query_get_int(&q);
		row->roles = (unsigned)query_get_int(&q);
	}
	int64_t *scopes = arena_alloc(arena, (rows.count + 1) * sizeof(*scopes));

	*out = (struct viewer){.user = name, .scopes = scopes, .held = rows.data, .held_count = rows.count};
	for (size_t i = 0; i < rows.count; i++)
		scopes[out->scope_count++] = out->held[i].scope;
	return query_end(&q);
}

int account_everywhere(struct store *store, struct arena *arena, struct viewer *out)
{
	struct rows rows = {.size = sizeof(int64_t)};
	struct query q;

	query_begin_once(&q, store, "SELECT id FROM scope ORDER BY id", arena);
	while (query_row(&q))
		*(int64_t *)rows_add(&rows, arena) = query_get_int(&q);
	*out = store_system;
	out->scopes = rows.data;
	out->scope_count = rows.count;
	return query_end(&q);
}
