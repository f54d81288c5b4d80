/* party.c - the two ends of a conversation or operation. SPDX-License-Identifier: Apache-2.0 */

#include "store/party.h"

#include "dissect/dissectors.h"

#include <errno.h>
#include <string.h>

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

/*
 * Who holds the text is found once, and then bound to both the count and the page. An endpoint is a
 * number over all scopes: ids of one scope stay far below 2^40.
 */
#define NUMBER_OF(scope, id) "((" scope " << 40) + " id ")"

/* ?1 the scopes, ?2 the text */
static const char matching_sql[] =
	"SELECT json_group_array(number) FROM (SELECT " NUMBER_OF("e.scope_id", "e.id")
	" AS number FROM endpoint e WHERE e.scope_id IN (SELECT value FROM json_each(?1))"
	" AND (e.ip LIKE ?2 ESCAPE '\\' OR e.mac LIKE ?2 ESCAPE '\\')"
	" UNION ALL SELECT " NUMBER_OF("e.scope_id", "e.id")
	" FROM asset a CROSS JOIN endpoint e ON e.asset_id = a.id AND e.scope_id = a.scope_id"
	" WHERE a.scope_id IN (SELECT value FROM json_each(?1)) AND (a.name LIKE ?2 ESCAPE '\\'"
	" OR a.hostname LIKE ?2 ESCAPE '\\' OR a.vendor LIKE ?2 ESCAPE '\\'"
	" OR a.model LIKE ?2 ESCAPE '\\' OR a.mac LIKE ?2 ESCAPE '\\'))";

static int matching_endpoints(struct store *store, const struct viewer *viewer, const char *like,
			      struct arena *arena, const char **numbers)
{
	struct query q;

	query_begin_once(&q, store, matching_sql, arena);
	query_scopes(&q, viewer);
	query_text(&q, like);
	*numbers = query_row(&q) ? query_get_text(&q) : "[]";
	return query_end(&q);
}

/* Those whose name or title holds the text: "EtherNet/IP" is how people call enip. "-" names none;
 * "" would be those that are not known. */
static const char *matching_protocols(const char *text, struct arena *arena)
{
	const char *list = "-";

	for (size_t i = 0; dissectors[i]; i++)
		if (strcasestr(dissectors[i]->name, text) ||
		    (dissectors[i]->title && strcasestr(dissectors[i]->title, text)))
			list = arena_printf(arena, "%s,%s", list, dissectors[i]->name);
	return list;
}

static void add_text(struct list *list, const char *text)
{
	list->values[list->value_count++] =
		(struct list_value){.kind = VALUE_TEXT, .text = text};
}

int party_where_text(struct list *list, struct store *store, const struct viewer *viewer,
		     const char *const *columns, const char *text, struct arena *arena)
{
	const char *like = list_like(text, arena);
	const char *numbers;
	const int rc = matching_endpoints(store, viewer, like, arena, &numbers);

	if (rc)
		return rc;
	buf_text(&list->where,
		 " AND (" NUMBER_OF("r.scope_id", "r.client") " IN (SELECT value FROM json_each(?))"
		 " OR " NUMBER_OF("r.scope_id", "r.server") " IN (SELECT value FROM json_each(?))"
		 " OR r.protocol IN (SELECT value FROM json_each(?))");
	add_text(list, numbers);
	add_text(list, numbers);
	list->values[list->value_count++] = (struct list_value){
		.kind = VALUE_LIST, .text = matching_protocols(text, arena)};
	buf_text(&list->where, " OR ");
	list_any_like(list, columns, like);
	buf_text(&list->where, ")");
	return 0;
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
