/* party.c - the two ends of a conversation or operation. SPDX-License-Identifier: Apache-2.0 */

#include "store/party.h"

#include "dissect/dissectors.h"

#include <errno.h>

#define INTO_MAX 64 /* joins of joins */

void party_read(struct query *q, struct party_row *out)
{
	out->asset = (uint64_t)query_get_int(q);
	out->name = query_get_text(q);
	out->ip = query_get_text(q);
	out->mac = query_get_text(q);
	out->role = query_get_text(q);
}

int asset_root(struct store *store, const struct viewer *viewer, uint64_t number, int64_t *scope,
	       uint64_t *root)
{
	uint64_t into = number;

	*scope = 0;
	for (int i = 0; i < INTO_MAX && into; i++) {
		struct query q;

		number = into;
		query_begin(&q, store,
			    "SELECT scope_id, into_id FROM asset WHERE scope_id IN (SELECT value"
			    " FROM json_each(?1)) AND id = ?2 AND ?3 IN (0, scope_id)"
			    " ORDER BY scope_id LIMIT 1");
		query_scopes(&q, viewer);
		query_total(&q, number);
		query_int(&q, *scope);
		const bool found = query_row(&q);

		*scope = found ? query_get_int(&q) : 0;
		into = found ? (uint64_t)query_get_int(&q) : 0;
		const int rc = query_end(&q);

		if (rc)
			return rc;
		if (!found)
			return store_failed(store, -ENOENT, "store: there is no such asset");
	}
	*root = number;
	return 0;
}

int party_where_asset(struct list *list, struct store *store, const struct viewer *viewer,
		      const char *table, uint64_t asset)
{
	static const char *const ends[] = {"client", "server"};
	int64_t scope;
	uint64_t root;
	const int rc = asset_root(store, viewer, asset, &scope, &root);

	if (rc)
		return rc;
	buf_text(&list->where, " AND r.id IN (");
	for (size_t i = 0; i < 2; i++) {
		buf_printf(&list->where,
			   "%sSELECT x.id FROM endpoint e CROSS JOIN %s x ON x.%s = e.id"
			   " AND x.scope_id = e.scope_id WHERE e.asset_id = ? AND e.scope_id = ?",
			   i ? " UNION " : "", table, ends[i]);
		list->values[list->value_count++] =
			(struct list_value){.kind = VALUE_INT, .number = (int64_t)root};
		list->values[list->value_count++] =
			(struct list_value){.kind = VALUE_INT, .number = scope};
	}
	buf_text(&list->where, ")");
	return 0;
}

#define MATCHING_ENDPOINTS \
	"(SELECT e.scope_id, e.id FROM endpoint e LEFT JOIN asset a ON a.scope_id = e.scope_id" \
	" AND a.id = e.asset_id WHERE e.ip || char(10) || e.mac || char(10) || ifnull(a.name ||" \
	" char(10) || a.hostname || char(10) || a.vendor || char(10) || a.model, '')" \
	" LIKE ? ESCAPE '\\')"

static void add_text(struct list *list, const char *like)
{
	list->values[list->value_count++] =
		(struct list_value){.kind = VALUE_TEXT, .text = like};
}

void party_where_text(struct list *list, const char *const *columns, const char *text,
		      struct arena *arena)
{
	const char *like = list_like(text, arena);

	buf_text(&list->where, " AND ((r.scope_id, r.client) IN " MATCHING_ENDPOINTS
			       " OR (r.scope_id, r.server) IN " MATCHING_ENDPOINTS);
	add_text(list, like);
	add_text(list, like);
	for (; *columns; columns++) {
		buf_printf(&list->where, " OR %s LIKE ? ESCAPE '\\'", *columns);
		add_text(list, like);
	}
	buf_text(&list->where, ")");
}

const char *industrial_protocols(struct arena *arena)
{
	const char *list = NULL;

	for (size_t i = 0; dissectors[i]; i++)
		if (dissectors[i]->industrial)
			list = list ? arena_printf(arena, "%s,%s", list, dissectors[i]->name)
				    : dissectors[i]->name;
	return list ? list : "";
}
