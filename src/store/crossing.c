/* crossing.c - what passes between zones, folded, and how much of it was planned. SPDX-License-Identifier: Apache-2.0 */

#include "store/party.h"
#include "store/zoning_where.h"

#include <stdlib.h>
#include <string.h>

/* Of conversation c: where its ends stand. A device outside of the site without a network is outside. */
#define ZONE_OF(e, a) "iif(ifnull(" e ".zone_id, 0) != 0, " e ".zone_id, iif(ifnull(" a ".external, 0), -1, 0))"
#define SPANS	      "(" ZONE_OF("ce", "ca") " != " ZONE_OF("se", "sa") " OR " ZONE_OF("ce", "ca") " = 0)"

static const char crossings_sql[] =
	"SELECT " ZONE_OF("ce", "ca") " f, " ZONE_OF("se", "sa") " t, c.protocol, max(" CROSSING_OF("c")
	") k, count(*), sum(c.bytes), min(c.first_seen), max(c.last_seen) FROM conversation c" PARTY_JOIN("c")
	" WHERE " SCOPES_OF("c.scope_id") " AND c.answered > 0 AND " SPANS
	" GROUP BY f, t, c.protocol HAVING k > 0 ORDER BY k DESC, f, t, sum(c.bytes) DESC LIMIT 2000";

static const char classes_sql[] =
	"SELECT DISTINCT " ZONE_OF("ce", "ca") ", " ZONE_OF("se", "sa") ", o.protocol, o.class FROM operation o"
	PARTY_JOIN("o") " WHERE " SCOPES_OF("o.scope_id") " AND " SPANS " ORDER BY o.class LIMIT 20000";

static int read_rows(struct store *store, const struct viewer *viewer, struct arena *arena, struct rows *rows)
{
	struct query q;

	query_begin_once(&q, store, crossings_sql, arena);
	query_scopes(&q, viewer);
	while (query_row(&q)) {
		struct crossing_row *row = rows_add(rows, arena);

		row->from = query_get_int(&q);
		row->to = query_get_int(&q);
		row->protocol = query_get_text(&q);
		row->crossing = (enum crossing)query_get_int(&q);
		row->classes = "";
		row->conversations = (uint64_t)query_get_int(&q);
		row->bytes = (uint64_t)query_get_int(&q);
		row->first_seen = query_get_int(&q);
		row->last_seen = query_get_int(&q);
	}
	return query_end(&q);
}

static struct crossing_row *find_row(const struct rows *rows, int64_t from, int64_t to, const char *protocol)
{
	struct crossing_row *row = rows->data;

	for (size_t i = 0; i < rows->count; i++, row++)
		if (row->from == from && row->to == to && strcmp(row->protocol, protocol) == 0)
			return row;
	return NULL;
}

static int read_classes(struct store *store, const struct viewer *viewer, struct arena *arena, struct rows *rows)
{
	struct query q;

	query_begin_once(&q, store, classes_sql, arena);
	query_scopes(&q, viewer);
	while (query_row(&q)) {
		const int64_t from = query_get_int(&q), to = query_get_int(&q);
		const char *protocol = query_get_text(&q), *class = query_get_text(&q);
		struct crossing_row *row = find_row(rows, from, to, protocol);

		if (row)
			row->classes = arena_printf(arena, "%s%s%s", row->classes, *row->classes ? " " : "", class);
	}
	return query_end(&q);
}

int store_crossings(struct store *store, const struct viewer *viewer, struct arena *arena,
		    struct crossing_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct crossing_row)};

	sql_call_begin(store);
	int rc = crossings_begin(store, viewer);

	if (!rc)
		rc = read_rows(store, viewer, arena, &rows);
	if (!rc)
		rc = read_classes(store, viewer, arena, &rows);
	crossings_end(store);
	sql_call_end(store);
	*out = rows.data;
	*count = rows.count;
	return rc;
}

/* The column of a device or an end: of its network, else of its zone. */
#define COLUMN_OF(e) \
	"coalesce(nullif((SELECT smkl FROM network WHERE id = " e ".network_id), ''), (SELECT smkl FROM zone WHERE" \
	" id = " e ".zone_id), '')"

/* ?1 scopes, ?2 column */
static const char totals_sql[] =
	"SELECT (SELECT count(*) FROM zone WHERE draft = 0 AND +scope_id IN (SELECT value FROM json_each(?1))),"
	" (SELECT count(*) FROM network WHERE draft = 0 AND +scope_id IN (SELECT value FROM json_each(?1))),"
	" (SELECT count(*) FROM conduit WHERE draft = 0 AND +scope_id IN (SELECT value FROM json_each(?1))),"
	" (SELECT count(*) FROM (SELECT scope_id FROM zone WHERE draft = 1 UNION ALL SELECT scope_id FROM network"
	" WHERE draft = 1 UNION ALL SELECT scope_id FROM conduit WHERE draft = 1) WHERE scope_id IN (SELECT value"
	" FROM json_each(?1))), count(*), ifnull(sum(a.zone_id = 0), 0) FROM asset a WHERE a.into_id = 0 AND"
	" a.endpoints > 0 AND a.external = 0 AND +a.scope_id IN (SELECT value FROM json_each(?1)) AND (?2 = '' OR "
	COLUMN_OF("a") " = ?2)";

static const char verdicts_sql[] =
	"SELECT " CROSSING_OF("c") " k, count(*), max(c.last_seen) FROM conversation c" PARTY_JOIN("c")
	" WHERE +c.scope_id IN (SELECT value FROM json_each(?1)) AND c.answered > 0 AND (?2 = '' OR "
	COLUMN_OF("ce") " = ?2 OR " COLUMN_OF("se") " = ?2) GROUP BY k";

static int read_totals(struct store *store, const struct viewer *viewer, const char *smkl,
		       struct zoning_counts *out)
{
	struct query q;

	query_begin_once(&q, store, totals_sql, NULL);
	query_scopes(&q, viewer);
	query_text(&q, smkl);
	if (query_row(&q)) {
		out->zones = (uint64_t)query_get_int(&q);
		out->networks = (uint64_t)query_get_int(&q);
		out->conduits = (uint64_t)query_get_int(&q);
		out->drafts = (uint64_t)query_get_int(&q);
		out->devices = (uint64_t)query_get_int(&q);
		out->without_zone = (uint64_t)query_get_int(&q);
	}
	return query_end(&q);
}

static int read_verdicts(struct store *store, const struct viewer *viewer, const char *smkl,
			 struct zoning_counts *out)
{
	struct query q;

	query_begin_once(&q, store, verdicts_sql, NULL);
	query_scopes(&q, viewer);
	query_text(&q, smkl);
	while (query_row(&q)) {
		const int64_t crossing = query_get_int(&q);
		const uint64_t count = (uint64_t)query_get_int(&q);
		const int64_t last = query_get_int(&q);

		if (crossing < 0 || crossing >= CROSSING_COUNT)
			continue;
		out->crossings[crossing] = count;
		if (crossing != CROSSING_NO && last > out->last_seen)
			out->last_seen = last;
	}
	return query_end(&q);
}

int store_zoning_counts(struct store *store, const struct viewer *viewer, const char *smkl,
			struct zoning_counts *out)
{
	smkl = smkl ? smkl : "";
	*out = (struct zoning_counts){0};
	sql_call_begin(store);
	int rc = crossings_begin(store, viewer);

	if (!rc)
		rc = read_totals(store, viewer, smkl, out);
	if (!rc)
		rc = read_verdicts(store, viewer, smkl, out);
	crossings_end(store);
	sql_call_end(store);
	return rc;
}
