/* source_read.c - observation points as the page shows and names them. SPDX-License-Identifier: Apache-2.0 */

#include "store/sql.h"

#include <errno.h>

#define COLUMNS \
	"s.id, s.scope_id, s.sensor, s.kind, s.name, s.interface, s.state, s.detail, s.line," \
	" s.machine, s.date, s.method, s.boot, s.packets_per_second, s.bits_per_second," \
	" s.first_packet, s.last_packet, s.created_at, (SELECT name FROM scope WHERE id = s.scope_id)," \
	" EXISTS (SELECT 1 FROM source_site x WHERE x.sensor = s.sensor AND x.kind = s.kind AND x.configured = 1), s.counters"

static void read_source(struct query *q, struct source *out)
{
	out->id = query_get_int(q);
	out->scope = query_get_int(q);
	out->sensor = query_get_text(q);
	out->kind = query_get_text(q);
	out->name = query_get_text(q);
	out->interface = query_get_text(q);
	out->state = query_get_text(q);
	out->detail = query_get_text(q);
	out->point.line = query_get_text(q);
	out->point.machine = query_get_text(q);
	out->point.date = query_get_text(q);
	out->point.method = query_get_text(q);
	out->boot = (uint64_t)query_get_int(q);
	out->packets_per_second = query_get_int(q);
	out->bits_per_second = query_get_int(q);
	out->first_packet = query_get_int(q);
	out->last_packet = query_get_int(q);
	out->created_at = query_get_int(q);
	out->site_name = query_get_text(q);
	out->configured = query_get_int(q) != 0;
}

static int read_counters(struct store *store, struct arena *arena, struct source *source)
{
	struct rows rows = {.size = sizeof(struct source_counter)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT j.key, j.value FROM source s, json_each(s.counters) j"
			 " WHERE s.id = ?",
			 arena);
	query_int(&q, source->id);
	while (query_row(&q)) {
		struct source_counter *counter = rows_add(&rows, arena);

		counter->name = query_get_text(&q);
		counter->value = (uint64_t)query_get_int(&q);
	}
	source->counters = rows.data;
	source->counter_count = rows.count;
	return query_end(&q);
}

static int read_sources(struct store *store, struct query *q, struct arena *arena,
			struct source **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct source)};

	while (query_row(q))
		read_source(q, rows_add(&rows, arena));
	*out = rows.data;
	*count = rows.count;
	int rc = query_end(q);

	for (size_t i = 0; i < rows.count && !rc; i++)
		rc = read_counters(store, arena, &(*out)[i]);
	return rc;
}

int store_sources(struct store *store, const struct viewer *viewer, struct arena *arena,
		  struct source **rows, size_t *count)
{
	struct query q;

	query_begin_once(&q, store,
			 "SELECT " COLUMNS " FROM source s WHERE " SCOPES_OF(
				 "s.scope_id") "ORDER BY s.id",
			 arena);
	query_scopes(&q, viewer);
	return read_sources(store, &q, arena, rows, count);
}

int store_source_any(struct store *store, int64_t id, struct arena *arena, struct source *out)
{
	struct source *row;
	size_t count;
	struct query q;

	query_begin_once(&q, store, "SELECT " COLUMNS " FROM source s WHERE s.id = ?", arena);
	query_int(&q, id);
	const int rc = read_sources(store, &q, arena, &row, &count);

	if (rc)
		return rc;
	if (!count)
		return store_failed(store, -ENOENT, "store: there is no such source");
	*out = *row;
	return 0;
}

int store_source(struct store *store, const struct viewer *viewer, int64_t id, struct arena *arena,
		 struct source *out)
{
	const int rc = store_source_any(store, id, arena, out);

	if (rc || viewer_sees(viewer, out->scope))
		return rc;
	return store_failed(store, -ENOENT, "store: there is no such source");
}

uint64_t source_counter_value(const struct source *source, const char *name)
{
	for (size_t i = 0; i < source->counter_count; i++)
		if (strcmp(source->counters[i].name, name) == 0)
			return source->counters[i].value;
	return 0;
}

static void bind_word(struct query *q, const char *word)
{
	if (word)
		query_text(q, word);
	else
		query_null(q);
}

int store_source_edit(struct store *store, const struct viewer *viewer, int64_t source,
		      const char *name, const struct source_point *point)
{
	static const struct source_point unchanged;
	struct query q;

	point = point ? point : &unchanged;
	query_begin(&q, store,
		    "UPDATE source SET name = ifnull(?, name), line = ifnull(?, line),"
		    " machine = ifnull(?, machine), date = ifnull(?, date),"
		    " method = ifnull(?, method) WHERE id = ? AND " SCOPES_OF("scope_id"));
	bind_word(&q, name);
	bind_word(&q, point->line);
	bind_word(&q, point->machine);
	bind_word(&q, point->date);
	bind_word(&q, point->method);
	query_int(&q, source);
	query_scopes(&q, viewer);
	const int rc = query_run(&q);

	if (!rc && sqlite3_changes(store->db) == 0)
		return store_failed(store, -ENOENT, "store: there is no such source");
	return rc;
}

bool store_source_is(struct store *store, int64_t id)
{
	struct query q;
	int rc = 0;

	query_begin(&q, store, "SELECT count(*) FROM source WHERE id = ?");
	query_int(&q, id);
	return query_number(&q, &rc) > 0 || rc;
}
