/* source.c - observation points and until where their records are kept. SPDX-License-Identifier: Apache-2.0 */

#include "store/source.h"

#include "lib/buf.h"
#include "lib/clock.h"
#include "lib/json_out.h"
#include "lib/memory.h"
#include "record/record.h"

#include <errno.h>

#define RATE_SPAN (SECOND / 5) /* shorter spans say nothing of a rate */

static int64_t scope_of_source(struct store *store, int64_t source, int *rc)
{
	struct query q;

	query_begin(&q, store, "SELECT scope_id FROM source WHERE id = ?");
	query_int(&q, source);
	const int64_t scope = query_number(&q, rc);

	if (!*rc && !scope)
		*rc = store_failed(store, -ENOENT, "store: there is no source %lld",
				   (long long)source);
	return scope;
}

static struct mark *read_mark(struct store *store, int64_t source, uint64_t boot, int *rc)
{
	struct query q;
	struct mark mark = {.source = source, .boot = boot};

	mark.scope = scope_of_source(store, source, rc);
	if (*rc)
		return NULL;
	query_begin(&q, store, "SELECT seq FROM source_boot WHERE source_id = ? AND boot = ?");
	query_int(&q, source);
	query_int(&q, (int64_t)boot);
	mark.seq = (uint64_t)query_number(&q, rc);
	if (*rc)
		return NULL;
	store->marks = xreallocarray(store->marks, store->mark_count + 1, sizeof(mark));
	store->marks[store->mark_count] = mark;
	return &store->marks[store->mark_count++];
}

struct mark *source_mark(struct store *store, int64_t source, uint64_t boot, int *rc)
{
	*rc = 0;
	for (size_t i = 0; i < store->mark_count; i++)
		if (store->marks[i].source == source && store->marks[i].boot == boot)
			return &store->marks[i];
	return read_mark(store, source, boot, rc);
}

bool store_record_seen(struct store *store, int64_t source, const struct record *record)
{
	int rc;
	const struct mark *mark = source_mark(store, source, record->boot, &rc);

	return mark && record->seq <= mark->seq;
}

static int save_mark(struct store *store, const struct mark *mark)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO source_boot (source_id, boot, seq) VALUES (?, ?, ?)"
		    " ON CONFLICT DO UPDATE SET seq = excluded.seq");
	query_int(&q, mark->source);
	query_int(&q, (int64_t)mark->boot);
	query_int(&q, (int64_t)mark->seq);
	const int rc = query_run(&q);

	if (rc || !mark->last_packet)
		return rc;
	query_begin(&q, store,
		    "UPDATE source SET last_packet = max(last_packet, ?1),"
		    " first_packet = iif(first_packet = 0, ?2, min(first_packet, ?2)) WHERE id = ?3");
	query_int(&q, mark->last_packet);
	query_int(&q, mark->first_packet);
	query_int(&q, mark->source);
	return query_run(&q);
}

int source_marks_save(struct store *store)
{
	int rc = 0;

	for (size_t i = 0; i < store->mark_count && !rc; i++) {
		struct mark *mark = &store->marks[i];

		if (mark->dirty)
			rc = save_mark(store, mark);
		mark->dirty = false;
		mark->first_packet = mark->last_packet = 0;
	}
	return rc;
}

void source_marks_forget(struct store *store)
{
	store->mark_count = 0;
}

static void write_counters(struct buf *out, const struct record_stats *stats)
{
	struct json_out json = {.out = out};

	json_object(&json, NULL);
	for (size_t i = 0; i < stats->counter_count; i++)
		json_uint(&json, stats->counters[i].name, stats->counters[i].value);
	json_object_end(&json);
}

static uint64_t counter_of(const struct record_stats *stats, const char *name)
{
	for (size_t i = 0; i < stats->counter_count; i++)
		if (strcmp(stats->counters[i].name, name) == 0)
			return stats->counters[i].value;
	return 0;
}

/* ?1 boot, ?2 packets, ?3 bytes, ?4 now, ?5 counters, ?6 state, ?7 detail, ?8 source, ?9 span */
static const char stats_sql[] =
	"UPDATE source SET"
	" packets_per_second = CASE WHEN boot != ?1 OR ?4 - stats_at > 60000000000 THEN 0"
	"  WHEN ?4 - stats_at < ?9 THEN packets_per_second"
	"  ELSE max(0, (?2 - packets) * 1000000000 / (?4 - stats_at)) END,"
	" bits_per_second = CASE WHEN boot != ?1 OR ?4 - stats_at > 60000000000 THEN 0"
	"  WHEN ?4 - stats_at < ?9 THEN bits_per_second"
	"  ELSE max(0, cast((?3 - bytes) * 8e9 / (?4 - stats_at) AS INTEGER)) END,"
	" packets = CASE WHEN boot != ?1 OR ?4 - stats_at >= ?9 THEN ?2 ELSE packets END,"
	" bytes = CASE WHEN boot != ?1 OR ?4 - stats_at >= ?9 THEN ?3 ELSE bytes END,"
	" stats_at = CASE WHEN boot != ?1 OR ?4 - stats_at >= ?9 THEN ?4 ELSE stats_at END,"
	" counters = iif(boot = ?1, json_patch(counters, ?5), ?5),"
	" boot = ?1, state = iif(?6 = '', state, ?6), detail = ?7 WHERE id = ?8";

static int mark_finished(struct store *store, int64_t source, uint64_t boot)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO source_boot (source_id, boot, finished) VALUES (?, ?, 1)"
		    " ON CONFLICT DO UPDATE SET finished = 1");
	query_int(&q, source);
	query_int(&q, (int64_t)boot);
	return query_run(&q);
}

int source_apply_stats(struct store *store, int64_t source, const struct record *record)
{
	const struct record_stats *stats = &record->stats;
	struct buf counters = {0};
	struct query q;

	write_counters(&counters, stats);
	query_begin(&q, store, stats_sql);
	query_int(&q, (int64_t)record->boot);
	query_total(&q, counter_of(stats, "capture.packets"));
	query_total(&q, counter_of(stats, "capture.bytes"));
	query_int(&q, clock_now());
	query_text(&q, buf_string(&counters));
	query_text(&q, stats->state);
	query_text(&q, stats->detail);
	query_int(&q, source);
	query_int(&q, RATE_SPAN);
	const int rc = query_run(&q);

	buf_free(&counters);
	if (rc || !stats->state || strcmp(stats->state, "done") != 0)
		return rc;
	return mark_finished(store, source, record->boot);
}

int store_source_open(struct store *store, const struct viewer *viewer, const char *sensor,
		      const char *kind, const char *name, const char *interface, int64_t *id)
{
	struct query q;

	if (viewer->scope_count == 0)
		return store_failed(store, -EPERM, "store: the viewer has no scope");
	query_begin(&q, store,
		    "INSERT INTO source (scope_id, sensor, kind, name, interface, created_at)"
		    " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET kind = excluded.kind,"
		    " interface = excluded.interface RETURNING id");
	query_int(&q, viewer->scopes[0]);
	query_text(&q, sensor);
	query_text(&q, kind);
	query_text(&q, name);
	query_text(&q, interface);
	query_int(&q, clock_now());
	*id = query_row(&q) ? query_get_int(&q) : 0;
	return query_run(&q); /* to the end: only then it is kept */
}

int store_source_state(struct store *store, int64_t source, const char *state, const char *detail)
{
	struct query q;

	query_begin(&q, store,
		    "UPDATE source SET state = ?, detail = ?, packets_per_second = 0,"
		    " bits_per_second = 0 WHERE id = ?");
	query_text(&q, state);
	query_text(&q, detail);
	query_int(&q, source);
	return query_run(&q);
}

#define UNFINISHED_BOOTS \
	"source_id = ?1 AND boot IN (SELECT boot FROM source_boot WHERE source_id = ?1 AND NOT" \
	" finished)"

/* In this order; each takes the source as ?1. What is shown is summed anew from the parts left. */
static const char *const restart_sql[] = {
	"DELETE FROM conversation_hour WHERE part_id IN"
	" (SELECT id FROM conversation_part WHERE " UNFINISHED_BOOTS ")",
	"DELETE FROM operation_hour WHERE part_id IN"
	" (SELECT id FROM operation_part WHERE " UNFINISHED_BOOTS ")",
	"INSERT INTO temp.changed SELECT DISTINCT 1, conversation_id FROM conversation_part"
	" WHERE " UNFINISHED_BOOTS,
	"INSERT INTO temp.changed SELECT DISTINCT 2, operation_id FROM operation_part"
	" WHERE " UNFINISHED_BOOTS,
	"DELETE FROM conversation_part WHERE " UNFINISHED_BOOTS,
	"DELETE FROM operation_part WHERE " UNFINISHED_BOOTS,
	"DELETE FROM anomaly WHERE " UNFINISHED_BOOTS,
	"DELETE FROM conversation WHERE ?1 AND id IN (SELECT id FROM temp.changed WHERE kind = 1)"
	" AND NOT EXISTS (SELECT 1 FROM conversation_part p WHERE p.conversation_id ="
	" conversation.id)",
	"DELETE FROM operation WHERE ?1 AND id IN (SELECT id FROM temp.changed WHERE kind = 2)"
	" AND NOT EXISTS (SELECT 1 FROM operation_part p WHERE p.operation_id = operation.id)",
	"UPDATE conversation SET (packets_to_server, packets_to_client, bytes_to_server,"
	" bytes_to_client, flows, answered, refused, first_seen, last_seen) = (SELECT"
	" sum(packets_to_server), sum(packets_to_client), sum(bytes_to_server),"
	" sum(bytes_to_client), sum(flows), sum(answered), sum(refused), min(first_seen),"
	" max(last_seen) FROM conversation_part p WHERE p.conversation_id = conversation.id)"
	" WHERE ?1 AND id IN (SELECT id FROM temp.changed WHERE kind = 1)",
	"UPDATE operation SET (count, exceptions, first_seen, last_seen) = (SELECT sum(count),"
	" sum(exceptions), min(first_seen), max(last_seen) FROM operation_part p"
	" WHERE p.operation_id = operation.id)"
	" WHERE ?1 AND id IN (SELECT id FROM temp.changed WHERE kind = 2)",
	"DELETE FROM source_boot WHERE source_id = ?1 AND NOT finished",
	"UPDATE source SET state = 'reading', detail = '' WHERE id = ?1",
};

static int run_restart(struct store *store, int64_t source)
{
	int rc = source_marks_save(store);

	if (!rc)
		rc = sql_exec(store, "CREATE TEMP TABLE IF NOT EXISTS changed (kind INTEGER, id "
				     "INTEGER); DELETE FROM temp.changed");
	for (size_t i = 0; i < sizeof(restart_sql) / sizeof(restart_sql[0]) && !rc; i++) {
		struct query q;

		query_begin_once(&q, store, restart_sql[i], NULL);
		query_int(&q, source);
		rc = query_run(&q);
	}
	source_marks_forget(store);
	return rc;
}

int store_source_again(struct store *store, int64_t source)
{
	struct query q;
	int rc = source_marks_save(store);

	if (rc)
		return rc;
	query_begin(&q, store,
		    "UPDATE source_boot SET finished = 0 WHERE source_id = ?1 AND boot = (SELECT max(boot) FROM"
		    " source_boot WHERE source_id = ?1)");
	query_int(&q, source);
	rc = query_run(&q);
	source_marks_forget(store);
	return rc ? rc : store_source_state(store, source, "reading", "");
}

int store_source_restart(struct store *store, int64_t source)
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, run_restart(store, source));
}
