/* summary.c - the plant in numbers. SPDX-License-Identifier: Apache-2.0 */

#include "store/sql.h"

#include "lib/clock.h"

#include <errno.h>

#define SHOWN "into_id = 0 AND endpoints > 0 AND " SCOPES_OF("scope_id")

/* ?1 the scopes; ?2 today as text; ?3 a day ago */
static const char counts_sql[] =
	"WITH s AS MATERIALIZED (SELECT value FROM json_each(?1)),"
	" a AS MATERIALIZED (SELECT " IS_NEW("r") " AS new, os_end != '' AND os_end < ?2 AS ended,"
	"  conflicts > 0 AS conflicting, (scope_id, id) NOT IN (SELECT l.scope_id,"
	"  iif(x.into_id, x.into_id, x.id) FROM ledger_row l JOIN asset x"
	"  ON x.scope_id = l.scope_id AND x.id = l.asset_id) AS missing"
	"  FROM asset r WHERE into_id = 0 AND endpoints > 0 AND +scope_id IN s)"
	" SELECT (SELECT count(*) FROM a), (SELECT count(*) FROM a WHERE new),"
	" (SELECT count(*) FROM conversation WHERE +scope_id IN s),"
	" (SELECT count(*) FROM operation WHERE +scope_id IN s),"
	" (SELECT count(*) FROM operation WHERE change = 1 AND +scope_id IN s),"
	" (SELECT ifnull(sum(count), 0) FROM anomaly WHERE +scope_id IN s),"
	" (SELECT count(*) FROM conversation WHERE protocol = '' AND +scope_id IN s),"
	" (SELECT count(*) FROM a WHERE ended), (SELECT count(*) FROM a WHERE conflicting),"
	" (SELECT count(*) FROM ledger_row WHERE +scope_id IN s),"
	" (SELECT count(*) FROM a WHERE missing),"
	" (SELECT count(*) FROM audit WHERE id > (SELECT max(id) - 1000 FROM audit)"
	"  AND action = 'sensor.crash' AND at >= ?3 AND scope_id IN s)";

int store_counts(struct store *store, const struct viewer *viewer, int64_t now, struct counts *out)
{
	char today[CLOCK_TEXT_SIZE];
	struct query q;

	*out = (struct counts){0};
	clock_text(now, today);
	today[10] = '\0'; /* the date */
	query_begin_once(&q, store, counts_sql, NULL);
	query_scopes(&q, viewer);
	query_text(&q, today);
	query_int(&q, now - 86400 * SECOND);
	if (query_row(&q)) {
		uint64_t *const fields[] = {
			&out->assets,
			&out->assets_new,
			&out->conversations,
			&out->operations,
			&out->changes,
			&out->anomalies,
			&out->unknown_conversations,
			&out->end_of_support,
			&out->conflicts,
			&out->ledger,
			&out->without_ledger,
			&out->crashes,
		};

		for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
			*fields[i] = (uint64_t)query_get_int(&q);
	}
	return query_end(&q);
}

static int read_tallies(struct store *store, const struct viewer *viewer, const char *sql,
			struct arena *arena, struct tally **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct tally)};
	struct query q;

	query_begin_once(&q, store, sql, arena);
	query_scopes(&q, viewer);
	while (query_row(&q)) {
		struct tally *tally = rows_add(&rows, arena);

		tally->name = query_get_text(&q);
		tally->count = (uint64_t)query_get_int(&q);
		tally->packets = (uint64_t)query_get_int(&q);
		tally->bytes = (uint64_t)query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

int store_by_role(struct store *store, const struct viewer *viewer, struct arena *arena,
		  struct tally **rows, size_t *count)
{
	return read_tallies(store, viewer,
			    "SELECT role, count(*), 0, 0 FROM asset WHERE " SHOWN
			    "GROUP BY role ORDER BY count(*) DESC, role",
			    arena, rows, count);
}

int store_by_vendor(struct store *store, const struct viewer *viewer, struct arena *arena,
		    struct tally **rows, size_t *count)
{
	return read_tallies(store, viewer,
			    "SELECT vendor, count(*), 0, 0 FROM asset WHERE " SHOWN
			    "GROUP BY vendor ORDER BY count(*) DESC, vendor",
			    arena, rows, count);
}

int store_by_protocol(struct store *store, const struct viewer *viewer, struct arena *arena,
		      struct tally **rows, size_t *count)
{
	return read_tallies(store, viewer,
			    "SELECT protocol, count(*), sum(packets), sum(bytes) FROM conversation"
			    " WHERE " SCOPES_OF(
				    "scope_id") "GROUP BY protocol ORDER BY sum(bytes) DESC",
			    arena, rows, count);
}

int store_by_anomaly(struct store *store, const struct viewer *viewer, struct arena *arena,
		     struct tally **rows, size_t *count)
{
	return read_tallies(store, viewer,
			    "SELECT event, sum(count), 0, 0 FROM anomaly WHERE " SCOPES_OF(
				    "scope_id") "GROUP BY event ORDER BY sum(count) DESC",
			    arena, rows, count);
}

/* ?1 scopes, ?2 asset or 0, ?3 from, ?4 to */
#define OF_ASSET(row) \
	" AND (?2 = 0 OR EXISTS (SELECT 1 FROM endpoint e WHERE e.scope_id = " row \
	".scope_id AND e.id IN (" row ".client, " row ".server) AND e.asset_id = ?2))"

static const char hours_sql[] =
	"SELECT hour, sum(packets), sum(bytes), sum(operations) FROM ("
	"SELECT h.hour AS hour, h.packets AS packets, h.bytes AS bytes, 0 AS operations"
	" FROM conversation_hour h JOIN conversation_part p ON p.id = h.part_id"
	" JOIN conversation c ON c.id = p.conversation_id"
	" WHERE h.hour BETWEEN ?3 AND ?4 AND c.scope_id IN (SELECT value FROM json_each(?1))"
	OF_ASSET("c")
	" UNION ALL SELECT h.hour, 0, 0, h.count FROM operation_hour h JOIN operation_part p"
	" ON p.id = h.part_id JOIN operation o ON o.id = p.operation_id"
	" WHERE h.hour BETWEEN ?3 AND ?4 AND o.scope_id IN (SELECT value FROM json_each(?1))"
	OF_ASSET("o") ") GROUP BY hour ORDER BY hour";

int store_hours(struct store *store, const struct viewer *viewer, uint64_t asset, int64_t from,
		int64_t to, struct arena *arena, struct hour_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct hour_row)};
	struct query q;

	query_begin_once(&q, store, hours_sql, arena);
	query_scopes(&q, viewer);
	query_total(&q, asset);
	query_int(&q, from);
	query_int(&q, to);
	while (query_row(&q)) {
		struct hour_row *row = rows_add(&rows, arena);

		row->hour = query_get_int(&q);
		row->packets = (uint64_t)query_get_int(&q);
		row->bytes = (uint64_t)query_get_int(&q);
		row->operations = (uint64_t)query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
