/* news.c - what a plant consists of, and what came to it since it was assessed (S0-033). SPDX-License-Identifier: Apache-2.0
 *
 * Kinds of devices, networks, and threats that people took up. A snapshot keeps in its summary which there were;
 * what is not among them is a reason to assess anew. One that keeps none, of an older version, has no news.
 */

#include "store/govern.h"

#include "store/sql.h"

/* ?1 scopes. A network is one that people drew, or where devices stand that nobody placed. */
static const char parts_sql[] =
	"SELECT 'role' AS kind, role AS name FROM asset WHERE external = 0 AND into_id = 0 AND endpoints > 0 AND role"
	" NOT IN ('', 'unknown') AND +scope_id IN (SELECT value FROM json_each(?1)) UNION SELECT 'network', name FROM"
	" network WHERE draft = 0 AND name <> '' AND +scope_id IN (SELECT value FROM json_each(?1)) UNION SELECT"
	" 'network', rtrim(ip, '0123456789') || '0/24' FROM asset WHERE external = 0 AND into_id = 0 AND endpoints > 0"
	" AND network_id = 0 AND ip LIKE '%.%.%.%' AND +scope_id IN (SELECT value FROM json_each(?1)) UNION SELECT"
	" 'threat', name FROM register WHERE kind = 'newthreat' AND removed = 0 AND +scope_id IN (SELECT value FROM"
	" json_each(?1)) ORDER BY 1, 2 LIMIT 1000";

static int read_parts(struct query *q, struct arena *arena, struct plant_part **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct plant_part)};

	while (query_row(q)) {
		struct plant_part *part = rows_add(&rows, arena);

		part->kind = query_get_text(q);
		part->name = query_get_text(q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(q);
}

int store_plant_parts(struct store *store, const struct viewer *viewer, struct arena *arena, struct plant_part **out,
		      size_t *count)
{
	struct query q;

	query_begin_once(&q, store, parts_sql, arena);
	query_scopes(&q, viewer);
	return read_parts(&q, arena, out, count);
}

int store_news(struct store *store, const struct viewer *viewer, const char *summary, struct arena *arena,
	       struct plant_part **out, size_t *count)
{
	struct query q;

	query_begin_once(&q, store,
			 arena_printf(arena,
				      "SELECT kind, name FROM (%s) WHERE json_type(?2, '$.plant') = 'array' AND kind || ' ' ||"
				      " name NOT IN (SELECT value FROM json_each(?2, '$.plant'))",
				      parts_sql),
			 arena);
	query_scopes(&q, viewer);
	query_text(&q, summary);
	return read_parts(&q, arena, out, count);
}
