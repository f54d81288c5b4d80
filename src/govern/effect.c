/* effect.c - what a gap protects, and what closing it moves: the matrix, the checklist, the points.
 * SPDX-License-Identifier: Apache-2.0 */

#include "govern/effect.h"

#include "lib/arena.h"
#include "store/zoning.h"

#include <stdlib.h>
#include <string.h>

#define SOME 15 /* tenths: deployed in a part, in all */
#define ALL  30

/* A column is a zone, or a network of the matrix in which zones stand; NULL: the plant. Kinds of devices stand in no one. */
static bool stands_in(const struct zone_row *z, const struct pack_column *column)
{
	static const char zone[] = "zone-";

	if (!column || strncmp(column->id, zone, sizeof(zone) - 1) != 0)
		return !column || strcmp(z->smkl, column->id) == 0;
	return strtoll(column->id + sizeof(zone) - 1, NULL, 10) == z->id;
}

/* The zone that matters most there. */
static void protects(const struct zone_use *zones, size_t count, struct gap *gap)
{
	const struct pack_column *column = gap->judged->column;

	for (size_t i = 0; i < count; i++) {
		const struct zone_row *z = &zones[i].zone;

		if (z->draft || z->importance <= gap->importance || !stands_in(z, column))
			continue;
		gap->importance = z->importance;
		gap->protects = z->name;
	}
}

static int position_of(const struct assessment *a, const struct pack_column *column, struct arena *arena)
{
	const struct standing *rows = matrix_standings(a, arena);

	return rows[column - a->pack->columns].position;
}

/* As if it alone were done. */
static void alone(struct assessment *a, struct gap *gap, struct arena *arena)
{
	struct judged *j = &a->rows[gap->judged - a->rows];
	const struct judged kept = *j;
	const int before = position_of(a, kept.column, arena);

	j->done = true;
	j->step = (int)a->pack->step_count - 1;
	j->match = MATCH_UNMEASURED;
	const int after = position_of(a, kept.column, arena);

	*j = kept;
	gap->becomes = after > before ? a->pack->sections[after - 1].id : NULL;
}

int effect_of_gaps(struct store *store, const struct viewer *viewer, struct plan *plan, struct arena *arena)
{
	struct assessment *matrix = &plan->assessments[1];
	struct zone_use *zones = NULL;
	struct viewer within;
	size_t count = 0;
	int rc = assess_within(store, viewer, matrix->scope, arena, &within);

	if (!rc)
		rc = store_zones(store, &within, arena, &zones, &count);
	for (size_t i = 0; i < plan->count && !rc; i++) {
		protects(zones, count, &plan->gaps[i]);
		if (plan->gaps[i].pack == matrix->pack)
			alone(matrix, &plan->gaps[i], arena);
	}
	return rc;
}

void effect_reach(const struct plan *plan, struct arena *arena, struct reach *out)
{
	const struct assessment *a = &plan->assessments[1];
	const struct standing *rows = matrix_standings(a, arena);

	*out = (struct reach){.of = 0};
	for (size_t c = 0; c < a->pack->column_count; c++) {
		if (rows[c].not_applicable || rows[c].column->optional)
			continue;
		out->of++;
		for (size_t s = 0; s < a->pack->section_count && s < 8; s++)
			out->done[s] += rows[c].cells[s].state == CELL_REACHED;
	}
}

void effect_on_scores(const struct reach *now, const struct reach *then, struct score *scores, size_t count)
{
	for (size_t i = 0; i < count && i < 8; i++) {
		const int deployed = then->done[i] == then->of ? ALL : SOME;

		if (scores[i].points < 0 || then->done[i] <= now->done[i] || deployed <= scores[i].deployment)
			continue;
		scores[i].deployment = deployed;
		scores[i].points = deployed * scores[i].maturity / 10;
	}
}
