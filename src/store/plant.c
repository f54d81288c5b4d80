/* plant.c - how fast people act on findings, and whose support ends when (S4-131 S4-119). SPDX-License-Identifier: Apache-2.0 */

#include "store/plant.h"

#include "store/sql.h"

/* Of live sources alone: a capture's packets are as old as the capture. */
#define TOLD                                                                                                \
	"SELECT f.stored_at - f.first_seen AS span FROM finding f JOIN source s ON s.id = f.source_id AND s.kind = 'live'" \
	" WHERE f.stored_at >= ?2 AND f.first_seen > 0 AND +f.scope_id IN (SELECT value FROM json_each(?1))"

#define UNTIL(states)                                                                                       \
	"SELECT min(n.at) - f.stored_at AS span FROM finding f JOIN finding_note n ON n.finding_id = f.id AND"  \
	" n.kind = 'state' AND n.value IN (" states ") WHERE f.stored_at >= ?2 AND +f.scope_id IN"             \
	" (SELECT value FROM json_each(?1)) GROUP BY f.id"

/* The lower middle, and how many there are. */
#define MIDDLE(spans) \
	"WITH s AS MATERIALIZED (" spans ") SELECT ifnull((SELECT max(span, 0) FROM s ORDER BY span LIMIT 1 OFFSET" \
	" (SELECT (count(*) - 1) / 2 FROM s)), -1), (SELECT count(*) FROM s)"

static int middle(struct store *store, const struct viewer *viewer, const char *sql, int64_t since,
		  int64_t *span, uint64_t *count)
{
	struct query q;

	query_begin(&q, store, sql);
	query_scopes(&q, viewer);
	query_int(&q, since);
	*span = -1;
	if (query_row(&q)) {
		*span = query_get_int(&q);
		*count = (uint64_t)query_get_int(&q);
	}
	if (*count == 0)
		*span = -1;
	return query_end(&q);
}

static int count_findings(struct store *store, const struct viewer *viewer, int64_t since, uint64_t *count)
{
	struct query q;
	int rc = 0;

	query_begin(&q, store,
		    "SELECT count(*) FROM finding WHERE stored_at >= ?2 AND +scope_id IN (SELECT value FROM json_each(?1))");
	query_scopes(&q, viewer);
	query_int(&q, since);
	*count = (uint64_t)query_number(&q, &rc);
	return rc;
}

int store_response_times(struct store *store, const struct viewer *viewer, int64_t since,
			 struct response_times *out)
{
	uint64_t told = 0;

	*out = (struct response_times){0};
	int rc = count_findings(store, viewer, since, &out->findings);

	if (!rc)
		rc = middle(store, viewer, MIDDLE(TOLD), since, &out->to_tell, &told);
	if (!rc)
		rc = middle(store, viewer, MIDDLE(UNTIL("'acknowledged', 'work', 'closed', 'accepted'")), since,
			    &out->to_acknowledge, &out->acknowledged);
	if (!rc)
		rc = middle(store, viewer, MIDDLE(UNTIL("'closed'")), since, &out->to_close, &out->closed);
	return rc;
}

static const char causes_sql[] =
	"SELECT n.value, count(*) FROM finding f JOIN finding_note n ON n.id = (SELECT max(id) FROM finding_note"
	" WHERE finding_id = f.id AND kind = 'cause') WHERE n.value != '' AND f.stored_at >= ?2 AND +f.scope_id IN"
	" (SELECT value FROM json_each(?1)) GROUP BY n.value ORDER BY count(*) DESC, n.value";

/* S0-068 */
int store_cause_counts(struct store *store, const struct viewer *viewer, int64_t since, struct arena *arena,
		       struct cause_count **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct cause_count)};
	struct query q;

	query_begin(&q, store, causes_sql);
	query_scopes(&q, viewer);
	query_int(&q, since);
	q.arena = arena;
	while (query_row(&q)) {
		struct cause_count *row = rows_add(&rows, arena);

		row->cause = query_get_text(&q);
		row->findings = (uint64_t)query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

/* Without a system nothing can end: a PLC is of no known end, too. */
static const char ends_sql[] =
	"WITH d AS (SELECT CAST(substr(a.os_end, 1, 4) AS INTEGER) AS year, coalesce(nullif(a.name, ''), nullif(a.ip, ''),"
	" a.mac) AS name, EXISTS (SELECT 1 FROM ledger_row l WHERE l.scope_id = a.scope_id AND l.asset_id = a.id) AS listed,"
	" row_number() OVER (PARTITION BY substr(a.os_end, 1, 4) ORDER BY a.os_end, a.id) AS place"
	" FROM asset a WHERE a.into_id = 0 AND a.external = 0 AND a.endpoints > 0 AND +a.scope_id IN"
	" (SELECT value FROM json_each(?1)))"
	" SELECT year, count(*), sum(listed), group_concat(iif(place <= 5, name, NULL), ', ') FROM d"
	" GROUP BY year ORDER BY year = 0, year";

int store_support_ends(struct store *store, const struct viewer *viewer, struct arena *arena,
		       struct support_end **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct support_end)};
	struct query q;

	query_begin(&q, store, ends_sql);
	query_scopes(&q, viewer);
	q.arena = arena;
	while (query_row(&q)) {
		struct support_end *row = rows_add(&rows, arena);

		row->year = (int)query_get_int(&q);
		row->devices = (uint64_t)query_get_int(&q);
		row->in_ledger = (uint64_t)query_get_int(&q);
		row->names = query_get_text(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
