/* apply.c - a record becomes rows, once. SPDX-License-Identifier: Apache-2.0 */

#include "store/apply.h"

#include "record/record.h"

#include <string.h>

static int apply_anomaly(struct store *store, const struct mark *mark, const struct record *record,
			 struct inventory_parties parties)
{
	const struct record_anomaly *anomaly = &record->anomaly;
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO anomaly VALUES (?,?,?,?,?,?,?,?,?,?10,?10) ON CONFLICT DO UPDATE"
		    " SET client = excluded.client, server = excluded.server, count ="
		    " excluded.count, last_seen = max(last_seen, excluded.last_seen)");
	query_int(&q, mark->source);
	query_int(&q, (int64_t)mark->boot);
	query_int(&q, (int64_t)record->entry);
	query_int(&q, mark->scope);
	query_total(&q, parties.client);
	query_total(&q, parties.server);
	query_text(&q, anomaly->event);
	query_text(&q, anomaly->layer);
	query_total(&q, anomaly->count);
	query_int(&q, record->time);
	return query_run(&q);
}

static int apply_liveness(struct store *store, const struct mark *mark, const struct record *record,
			  struct inventory_parties parties)
{
	const struct record_liveness *l = &record->liveness;
	const bool server = l->side && strcmp(l->side, "server") == 0;
	const int state = liveness_parse(l->state);
	struct query q;

	if (state != LIVENESS_ALIVE && state != LIVENESS_SILENT)
		return 0;
	query_begin(&q, store,
		    "UPDATE conversation SET client_liveness = iif(?1, client_liveness, ?2), server_liveness ="
		    " iif(?1, ?2, server_liveness), liveness_since = ?3, usual_silence = ?4 WHERE scope_id = ?5"
		    " AND client = ?6 AND server = ?7 AND port = ?8 AND proto = ?9 AND protocol = ?10");
	query_int(&q, server);
	query_int(&q, state);
	query_int(&q, l->since);
	query_int(&q, l->usual_us < INT64_MAX / 1000 ? l->usual_us * 1000 : INT64_MAX);
	query_int(&q, mark->scope);
	query_total(&q, parties.client);
	query_total(&q, parties.server);
	query_int(&q, record->dest_port);
	query_text(&q, record->proto);
	query_text(&q, record->app_proto);
	return query_run(&q);
}

static int apply(struct store *store, struct mark *mark, const struct record *record,
		 struct inventory_parties parties)
{
	switch (record->type) {
	case RECORD_FLOW:
		return apply_flow(store, mark, record, parties);
	case RECORD_OT:
		return apply_ot(store, mark, record, parties);
	case RECORD_ANOMALY:
		return apply_anomaly(store, mark, record, parties);
	case RECORD_LIVENESS:
		return apply_liveness(store, mark, record, parties);
	case RECORD_STATS:
		return source_apply_stats(store, mark->source, record);
	default:
		return 0;
	}
}

static void cover(struct mark *mark, int64_t first, int64_t last)
{
	if (!mark->last_packet || first < mark->first_packet)
		mark->first_packet = first;
	if (last > mark->last_packet)
		mark->last_packet = last;
}

static void move_mark(struct mark *mark, const struct record *record)
{
	if (record->more_count == 0) /* the line's last item: now all of it was taken */
		mark->seq = record->seq;
	mark->dirty = true;
	if (record->type == RECORD_FLOW)
		cover(mark, record->flow.start, record->flow.end);
	else if (record->type == RECORD_OT)
		cover(mark, record->ot.first_seen, record->ot.last_seen);
}

static int apply_once(struct store *store, int64_t source, const struct record *record,
		      struct inventory_parties parties)
{
	int rc;
	struct mark *mark = source_mark(store, source, record->boot, &rc);

	if (!mark)
		return rc;
	if (record->seq <= mark->seq)
		return 1;
	rc = apply(store, mark, record, parties);
	if (!rc)
		move_mark(mark, record);
	return rc;
}

int store_apply_record(struct store *store, int64_t source, const struct record *record,
		       struct inventory_parties parties)
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, apply_once(store, source, record, parties));
}

int hour_add(struct store *store, const char *sql, int64_t part, int64_t time, int64_t one,
	     int64_t other)
{
	struct query q;

	if (one <= 0 && other <= 0)
		return 0;
	query_begin(&q, store, sql);
	query_int(&q, part);
	query_int(&q, time - time % HOUR);
	query_int(&q, one);
	if (other >= 0)
		query_int(&q, other);
	return query_run(&q);
}
