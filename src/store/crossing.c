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

/* ?1 scopes */
static const char totals_sql[] =
	"SELECT (SELECT count(*) FROM zone WHERE draft = 0 AND +scope_id IN (SELECT value FROM json_each(?1))),"
	" (SELECT count(*) FROM network WHERE draft = 0 AND +scope_id IN (SELECT value FROM json_each(?1))),"
	" (SELECT count(*) FROM conduit WHERE draft = 0 AND +scope_id IN (SELECT value FROM json_each(?1))),"
	" (SELECT count(*) FROM (SELECT scope_id FROM zone WHERE draft = 1 UNION ALL SELECT scope_id FROM network"
	" WHERE draft = 1 UNION ALL SELECT scope_id FROM conduit WHERE draft = 1) WHERE scope_id IN (SELECT value"
	" FROM json_each(?1)))";

static const char devices_sql[] =
	"SELECT a.zone_id, a.network_id, count(*) FROM asset a WHERE a.into_id = 0 AND a.endpoints > 0 AND"
	" a.external = 0 AND " SCOPES_OF("a.scope_id") " GROUP BY 1, 2";

/* What crosses is the same for all conversations of a group. */
static const char verdicts_sql[] =
	"SELECT " CROSSING_END("ce", "ca") ", " CROSSING_END("se", "sa") ", c.protocol, count(*), max(c.last_seen)"
	" FROM conversation c" PARTY_JOIN("c") " WHERE " SCOPES_OF("c.scope_id") " AND c.answered > 0"
	" GROUP BY 1, 2, 3, 4, 5, 6, 7";

size_t zoning_column(const char *smkl)
{
	static const char *const columns[ZONING_COLUMNS] = {"", "1", "2", "3", "idmz"};

	for (size_t i = 1; i < ZONING_COLUMNS; i++)
		if (strcmp(columns[i], smkl) == 0)
			return i;
	return 0;
}

static int read_totals(struct store *store, const struct viewer *viewer, struct zoning_counts *out)
{
	struct query q;

	query_begin_once(&q, store, totals_sql, NULL);
	query_scopes(&q, viewer);
	if (query_row(&q)) {
		out[0].zones = (uint64_t)query_get_int(&q);
		out[0].networks = (uint64_t)query_get_int(&q);
		out[0].conduits = (uint64_t)query_get_int(&q);
		out[0].drafts = (uint64_t)query_get_int(&q);
	}
	for (size_t i = 1; i < ZONING_COLUMNS; i++)
		out[i] = out[0];
	return query_end(&q);
}

static int read_devices(struct store *store, const struct viewer *viewer, struct zoning_counts *out)
{
	struct query q;

	query_begin_once(&q, store, devices_sql, NULL);
	query_scopes(&q, viewer);
	while (query_row(&q)) {
		struct zone_place place = {.zone = query_get_int(&q)};

		place.network = query_get_int(&q);
		const uint64_t count = (uint64_t)query_get_int(&q);
		const size_t column = zoning_column(zoning_smkl(store->zoning, place));

		out[0].devices += count;
		out[0].without_zone += place.zone == ZONE_NOWHERE ? count : 0;
		out[column].devices += column ? count : 0;
	}
	return query_end(&q);
}

static void add_crossing(struct zoning_counts *out, enum crossing crossing, uint64_t count, int64_t last)
{
	out->crossings[crossing] += count;
	if (crossing != CROSSING_NO && last > out->last_seen)
		out->last_seen = last;
}

static struct zone_place read_end(struct query *q, int *level)
{
	struct zone_place place = {.zone = query_get_int(q)};

	place.network = query_get_int(q);
	*level = (int)query_get_int(q);
	return place;
}

void zoning_count(const struct zoning *zoning, struct zoning_counts out[ZONING_COLUMNS], struct zone_place from,
		  struct zone_place to, enum crossing crossing, uint64_t count, int64_t last)
{
	const size_t one = zoning_column(zoning_smkl(zoning, from));
	const size_t other = zoning_column(zoning_smkl(zoning, to));

	add_crossing(&out[0], crossing, count, last);
	if (one)
		add_crossing(&out[one], crossing, count, last);
	if (other && other != one)
		add_crossing(&out[other], crossing, count, last);
}

int zoning_totals(struct store *store, const struct viewer *viewer, struct zoning_counts out[ZONING_COLUMNS])
{
	memset(out, 0, ZONING_COLUMNS * sizeof(*out));
	const int rc = read_totals(store, viewer, out);

	return rc ? rc : read_devices(store, viewer, out);
}

static int read_verdicts(struct store *store, const struct viewer *viewer, struct zoning_counts *out)
{
	struct arena arena = {0};
	struct query q;

	query_begin_once(&q, store, verdicts_sql, &arena);
	query_scopes(&q, viewer);
	while (query_row(&q)) {
		int from_level, to_level;
		const struct zone_place from = read_end(&q, &from_level);
		const struct zone_place to = read_end(&q, &to_level);
		const char *protocol = query_get_text(&q);
		const uint64_t count = (uint64_t)query_get_int(&q);
		const int64_t last = query_get_int(&q);
		zoning_count(store->zoning, out, from, to,
			     crossing_between(store->zoning, from, from_level, to, to_level, protocol), count,
			     last);
	}
	const int rc = query_end(&q);

	arena_free(&arena);
	return rc;
}

int store_zoning_counts(struct store *store, const struct viewer *viewer,
			struct zoning_counts out[ZONING_COLUMNS])
{
	sql_call_begin(store);
	int rc = crossings_begin(store, viewer);

	if (!rc)
		rc = zoning_totals(store, viewer, out);
	if (!rc)
		rc = read_verdicts(store, viewer, out);
	crossings_end(store);
	sql_call_end(store);
	return rc;
}
