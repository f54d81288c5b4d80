/* scenario.c - scenarios of risk as rows (S1-089). SPDX-License-Identifier: Apache-2.0 */

#include "store/scenarios.h"

#include "store/kept.h"

static const struct kept_column columns[] = {
	KEPT(struct scenario, title, KEPT_TEXT), KEPT(struct scenario, impact, KEPT_TEXT),
	KEPT(struct scenario, stakeholders, KEPT_TEXT), KEPT(struct scenario, threats, KEPT_TEXT),
	KEPT(struct scenario, measures, KEPT_TEXT), KEPT(struct scenario, tasks, KEPT_TEXT),
	KEPT(struct scenario, depth, KEPT_TEXT), KEPT(struct scenario, stage, KEPT_TEXT),
	KEPT(struct scenario, state, KEPT_TEXT), KEPT(struct scenario, because, KEPT_TEXT),
	KEPT(struct scenario, until, KEPT_TEXT), KEPT(struct scenario, accepted_by, KEPT_TEXT),
	KEPT(struct scenario, method, KEPT_TEXT), KEPT(struct scenario, note, KEPT_TEXT),
	KEPT_AS(struct scenario, use, "use_id", KEPT_NUMBER), KEPT_AS(struct scenario, zone, "zone_id", KEPT_NUMBER),
	KEPT(struct scenario, threat, KEPT_INT), KEPT(struct scenario, weakness, KEPT_INT),
	KEPT(struct scenario, worth, KEPT_INT), KEPT(struct scenario, residual, KEPT_INT),
	{0},
};
static const struct kept_table scenarios = {
	.name = "scenario", .word = "scenario", .size = sizeof(struct scenario), .head = KEPT_HEAD(struct scenario), .columns = columns,
};

int store_scenario_put(struct store *store, const struct viewer *viewer, const struct scenario *row, int64_t *id)
{
	struct arena arena = {0};
	const char *detail = arena_printf(&arena, "%s: impact %s, %s %s %s %s", row->title, row->impact, row->state,
					  row->accepted_by, row->until, row->because);
	const int rc = kept_put(store, viewer, &scenarios, row, detail, id);

	arena_free(&arena);
	return rc;
}

int store_scenario_remove(struct store *store, const struct viewer *viewer, int64_t id)
{
	return store_remove_row(store, viewer, "scenario.remove",
				"DELETE FROM scenario WHERE id = ? AND " SCOPES_OF("scope_id"), id);
}

int store_scenarios(struct store *store, const struct viewer *viewer, int64_t scope, struct arena *arena,
		    struct scenario **out, size_t *count)
{
	struct rows rows;
	const int rc = kept_list(store, viewer, scope, &scenarios, "ORDER BY r.id LIMIT 1000", arena, &rows);

	*out = rows.data;
	*count = rows.count;
	return rc;
}
