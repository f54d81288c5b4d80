/* scenario.c - scenarios of risk as rows (S1-089). SPDX-License-Identifier: Apache-2.0 */

#include "store/scenarios.h"

#include "lib/clock.h"
#include "store/account.h"
#include "store/sql.h"

#include <errno.h>

#define TEXTS	15
#define NUMBERS 6
#define TEXT_COLUMNS                                                                                               \
	"title, impact, stakeholders, threats, measures, tasks, depth, stage, state, because, until, accepted_by," \
	" method, note, user"
#define NUMBER_COLUMNS "use_id, zone_id, threat, weakness, worth, residual"

static void bind(struct query *q, const struct viewer *viewer, const struct scenario *row)
{
	const char *const texts[TEXTS] = {row->title, row->impact, row->stakeholders, row->threats, row->measures,
					  row->tasks, row->depth,  row->stage,	      row->state,   row->because,
					  row->until, row->accepted_by, row->method,  row->note,    viewer->user};
	const int64_t numbers[NUMBERS] = {row->use, row->zone, row->threat, row->weakness, row->worth, row->residual};

	for (size_t i = 0; i < TEXTS; i++)
		query_text(q, texts[i]);
	for (size_t i = 0; i < NUMBERS; i++)
		query_int(q, numbers[i]);
	query_int(q, clock_now());
	query_int(q, row->scope);
}

static int insert(struct store *store, const struct viewer *viewer, const struct scenario *row, int64_t *id)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO scenario (" TEXT_COLUMNS ", " NUMBER_COLUMNS ", at, scope_id, specimen, revision) VALUES"
		    " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)");
	bind(&q, viewer, row);
	query_int(&q, row->specimen);
	const int rc = query_run(&q);

	*id = sqlite3_last_insert_rowid(store->db);
	return rc;
}

static int update(struct store *store, const struct viewer *viewer, const struct scenario *row)
{
	struct query q;

	query_begin(&q, store,
		    "UPDATE scenario SET (" TEXT_COLUMNS ", " NUMBER_COLUMNS ", at) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
		    " ?, ?, ?, ?, ?, ?, ?, ?, ?), specimen = 0, revision = revision + 1"
		    " WHERE scope_id = ? AND id = ? AND revision = ?");
	bind(&q, viewer, row);
	query_int(&q, row->id);
	query_int(&q, row->revision);
	const int rc = query_run(&q);

	if (rc || sqlite3_changes(store->db) > 0)
		return rc;
	return store_failed(store, -ESTALE, "store: somebody else changed this meanwhile");
}

int store_scenario_put(struct store *store, const struct viewer *viewer, const struct scenario *row, int64_t *id)
{
	struct arena arena = {0};
	bool own;
	int rc = step_begin_in(store, viewer, row->scope, &own);

	*id = row->id;
	if (rc)
		return rc;
	rc = row->id ? update(store, viewer, row) : insert(store, viewer, row, id);
	if (!rc)
		rc = store_audit_row(store, viewer, row->id ? "scenario.edit" : "scenario.add", *id,
				     arena_printf(&arena, "%s: impact %s, %s %s %s %s", row->title, row->impact,
						  row->state, row->accepted_by, row->until, row->because));
	arena_free(&arena);
	return step_end(store, own, rc);
}

int store_scenario_remove(struct store *store, const struct viewer *viewer, int64_t id)
{
	return store_remove_row(store, viewer, "scenario.remove",
				"DELETE FROM scenario WHERE id = ? AND " SCOPES_OF("scope_id"), id);
}

static void read_numbers(struct query *q, struct scenario *row)
{
	row->use = query_get_int(q);
	row->zone = query_get_int(q);
	row->threat = (int)query_get_int(q);
	row->weakness = (int)query_get_int(q);
	row->worth = (int)query_get_int(q);
	row->residual = (int)query_get_int(q);
}

int store_scenarios(struct store *store, const struct viewer *viewer, int64_t scope, struct arena *arena,
		    struct scenario **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct scenario)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT id, scope_id, specimen, revision, at, " NUMBER_COLUMNS ", " TEXT_COLUMNS " FROM scenario WHERE "
			 SCOPES_OF("scope_id") "AND scope_id = ?2 ORDER BY id LIMIT 1000", arena);
	query_scopes(&q, viewer);
	query_int(&q, scope);
	while (query_row(&q)) {
		struct scenario *row = rows_add(&rows, arena);
		const char **const texts[TEXTS] = {&row->title, &row->impact, &row->stakeholders, &row->threats,
						   &row->measures, &row->tasks, &row->depth, &row->stage,
						   &row->state, &row->because, &row->until, &row->accepted_by,
						   &row->method, &row->note, &row->user};

		row->id = query_get_int(&q);
		row->scope = query_get_int(&q);
		row->specimen = query_get_int(&q) != 0;
		row->revision = query_get_int(&q);
		row->at = query_get_int(&q);
		read_numbers(&q, row);
		for (size_t i = 0; i < TEXTS; i++)
			*texts[i] = query_get_text(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
