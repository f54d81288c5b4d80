/* source_site.c - which site an interface, a log or a named capture is heard for. SPDX-License-Identifier: Apache-2.0 */

#include "store/source_site.h"

#include "store/account.h"
#include "store/source.h"

#include <errno.h>
#include <string.h>

#define OF_IT "sensor = ?1 AND kind = ?2"

/* Binds ?1 and ?2 of OF_IT. */
static void begin(struct query *q, struct store *store, const char *sql, const char *sensor, const char *kind)
{
	query_begin(q, store, sql);
	query_text(q, sensor);
	query_text(q, kind);
}

/* What was never placed is the root's; a span whose site was erased is nobody's. */
int store_site_at(struct store *store, const char *sensor, const char *kind, int64_t when, int64_t *scope)
{
	struct query q;
	int rc = 0;

	begin(&q, store,
	      "SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM source_site WHERE " OF_IT ") THEN 1 ELSE"
	      " ifnull((SELECT scope_id FROM source_site WHERE " OF_IT " AND since <= ?3"
	      " AND (until = 0 OR until > ?3)), 0) END",
	      sensor, kind);
	query_int(&q, when);
	*scope = query_number(&q, &rc);
	return rc;
}

int store_site_now(struct store *store, const char *sensor, const char *kind, int64_t *scope)
{
	int rc = store_site_at(store, sensor, kind, INT64_MAX, scope);

	if (!rc && !*scope)
		*scope = STORE_ROOT_SCOPE;
	return rc;
}

int store_sites_free(struct store *store)
{
	return sql_exec(store, "UPDATE source_site SET configured = 0 WHERE configured = 1");
}

/* ---- placing ---- */

/* ?1 sensor and ?2 kind, and the first so many of ?3 when, ?4 scope, ?5 configured. */
struct placing_sql {
	const char *text;
	size_t numbers;
};

/* What was never placed has been the root's from the beginning. */
static const struct placing_sql first_sql = {
	.text = "INSERT INTO source_site (sensor, kind, since, scope_id) SELECT ?1, ?2, 0, 1 WHERE"
		" NOT EXISTS (SELECT 1 FROM source_site WHERE " OF_IT ")",
};
static const struct placing_sql configured_sql = {
	.text = "UPDATE source_site SET configured = 1 WHERE " OF_IT " AND until = 0",
};
static const struct placing_sql end_sql = {
	.text = "UPDATE source_site SET until = ?3, configured = 0 WHERE " OF_IT " AND until = 0",
	.numbers = 1,
};
/* After the one before it, also when the clock was set back. */
static const struct placing_sql begin_sql = {
	.text = "INSERT INTO source_site (sensor, kind, since, scope_id, configured) SELECT ?1, ?2,"
		" max(?3, ifnull(max(since) + 1, 0)), ?4, ?5 FROM source_site WHERE " OF_IT,
	.numbers = 3,
};

static int run(struct store *store, const struct placing_sql *sql, const struct source_placing *p)
{
	const int64_t numbers[] = {p->when, p->scope, p->configured};
	struct query q;

	begin(&q, store, sql->text, p->sensor, p->kind);
	for (size_t i = 0; i < sql->numbers; i++)
		query_int(&q, numbers[i]);
	return query_run(&q);
}

static const char *name_of(struct store *store, int64_t scope, struct arena *arena, int *rc)
{
	struct query q;

	query_begin_once(&q, store, "SELECT name FROM scope WHERE id = ?", arena);
	query_int(&q, scope);
	const char *name = query_row(&q) ? query_get_text(&q) : "";

	*rc = query_end(&q);
	return name;
}

/* Both sites' trails tell it; the one that it goes from does not tell where to. */
static int say(struct store *store, const struct viewer *viewer, const struct source_placing *p, int64_t before)
{
	const struct viewer from = viewer_in(viewer->user, &before);
	const struct viewer to = viewer_in(viewer->user, &p->scope);
	struct arena arena = {0};
	int rc;
	const char *name = name_of(store, p->scope, &arena, &rc);

	if (!rc && before)
		rc = store_audit(store, &from, "source.site", p->sensor, "it is heard for another site");
	if (!rc)
		rc = store_audit(store, &to, "source.site", p->sensor, name);
	arena_free(&arena);
	return rc;
}

static int place(struct store *store, const struct viewer *viewer, const struct source_placing *p)
{
	int64_t before;
	int rc = store_site_at(store, p->sensor, p->kind, INT64_MAX, &before);

	if (!rc)
		rc = run(store, &first_sql, p);
	if (!rc && before == p->scope)
		return p->configured ? run(store, &configured_sql, p) : 0;
	if (!rc)
		rc = run(store, &end_sql, p);
	if (!rc)
		rc = run(store, &begin_sql, p);
	return rc ? rc : say(store, viewer, p, before);
}

int store_source_place(struct store *store, const struct viewer *viewer, const struct source_placing *placing)
{
	bool own;
	const int rc = step_begin(store, &own);

	return rc ? rc : step_end(store, own, place(store, viewer, placing));
}

static bool is_configured(struct store *store, const struct source *s, int *rc)
{
	struct query q;

	begin(&q, store, "SELECT max(configured) FROM source_site WHERE " OF_IT " AND until = 0", s->sensor, s->kind);
	return query_number(&q, rc) != 0;
}

static int move(struct store *store, const struct viewer *viewer, const struct source *s, int64_t scope, int64_t when)
{
	int64_t now;
	int rc = store_site_now(store, s->sensor, s->kind, &now);

	if (!rc && strcmp(s->kind, "file") == 0)
		rc = store_failed(store, -EINVAL, "store: a capture stays where it was read");
	if (!rc && is_configured(store, s, &rc))
		rc = store_failed(store, -EBUSY, "store: the configuration says for which site this is heard");
	if (!rc && now != s->scope)
		rc = store_failed(store, -EXDEV, "store: this is heard for another site now");
	if (!rc && now == scope)
		rc = store_failed(store, -EALREADY, "store: it is heard for this site");
	return rc ? rc
		  : place(store, viewer,
			  &(struct source_placing){.sensor = s->sensor, .kind = s->kind, .scope = scope, .when = when});
}

int store_source_move(struct store *store, const struct viewer *viewer, int64_t source, int64_t scope, int64_t when)
{
	struct arena arena = {0};
	struct source s;
	bool own;
	int rc = step_begin(store, &own);

	if (rc)
		return rc;
	rc = store_source(store, viewer, source, &arena, &s);
	if (!rc && !viewer_sees(viewer, scope))
		rc = store_failed(store, -ENOENT, "store: there is no such site");
	if (!rc)
		rc = move(store, viewer, &s, scope, when);
	rc = step_end(store, own, rc);
	arena_free(&arena);
	return rc;
}

/* ---- listening ---- */

/* ?1 the source that listens */
#define SAME_NAME \
	"(SELECT o.id FROM source o JOIN source s ON s.sensor = o.sensor AND s.kind = o.kind WHERE s.id = ?1 AND o.id != ?1)"

static const char *const listens_sql[] = {
	"UPDATE source SET state = '', detail = '' WHERE id = ?1 AND state = 'moved'",
	"UPDATE source SET state = 'moved', detail = '', packets_per_second = 0,"
	" bits_per_second = 0 WHERE id IN " SAME_NAME " AND state != 'moved'",
	/* lines of a log have the same numbers whoever reads them: nothing is taken twice, into two sites */
	"INSERT INTO source_boot (source_id, boot, seq, finished) SELECT ?1, boot, max(seq), 0 FROM source_boot"
	" WHERE source_id IN " SAME_NAME " AND (SELECT kind FROM source WHERE id = ?1) = 'log' GROUP BY boot"
	" ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq)",
};

int store_source_listens(struct store *store, int64_t source)
{
	int rc = source_marks_save(store);

	for (size_t i = 0; i < sizeof(listens_sql) / sizeof(listens_sql[0]) && !rc; i++) {
		struct query q;

		query_begin(&q, store, listens_sql[i]);
		query_int(&q, source);
		rc = query_run(&q);
	}
	source_marks_forget(store);
	return rc;
}

/* ---- packets ---- */

int store_source_spans(struct store *store, const struct source *source, struct arena *arena,
		       struct source_span **spans, size_t *count)
{
	struct rows rows = {.size = sizeof(struct source_span)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT since, until FROM source_site WHERE " OF_IT " AND scope_id = ?3 UNION ALL SELECT 0, 0 WHERE"
			 " ?3 = 1 AND NOT EXISTS (SELECT 1 FROM source_site WHERE " OF_IT ") ORDER BY 1",
			 arena);
	query_text(&q, source->sensor);
	query_text(&q, source->kind);
	query_int(&q, source->scope);
	while (query_row(&q)) {
		struct source_span *span = rows_add(&rows, arena);

		span->since = query_get_int(&q);
		span->until = query_get_int(&q);
		span->until = span->until ? span->until - 1 : INT64_MAX;
	}
	*spans = rows.data;
	*count = rows.count;
	return query_end(&q);
}

int store_site_interfaces(struct store *store, int64_t scope, struct arena *arena, const char ***names, size_t *count)
{
	struct rows rows = {.size = sizeof(const char *)};
	struct query q;

	query_begin_once(&q, store,
			 "WITH RECURSIVE s (id) AS (SELECT ?1 UNION SELECT scope.id FROM scope, s WHERE scope.parent = s.id)"
			 " SELECT DISTINCT sensor FROM source_site WHERE kind = 'live' AND scope_id IN (SELECT id FROM s)",
			 arena);
	query_int(&q, scope);
	while (query_row(&q))
		*(const char **)rows_add(&rows, arena) = query_get_text(&q);
	*names = rows.data;
	*count = rows.count;
	return query_end(&q);
}

/* ---- names ---- */

int store_site_named(struct store *store, const char *name, int64_t *scope)
{
	struct query q;
	int rc = 0;

	query_begin(&q, store, "SELECT id FROM scope WHERE name = ?1 ORDER BY id != ?2, id LIMIT 1");
	query_text(&q, name);
	query_int(&q, *scope);
	const int64_t found = query_number(&q, &rc);

	if (rc || found == *scope)
		return rc ? rc : found ? 0 : -ENOENT;
	*scope = found;
	query_begin(&q, store, "SELECT count(*) FROM scope WHERE name = ?1");
	query_text(&q, name);
	const int64_t count = query_number(&q, &rc);
	return rc ? rc : count > 1 ? -EMLINK : count ? 0 : -ENOENT;
}
