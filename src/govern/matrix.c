/* matrix.c - the SMKL matrix: where each network stands (S0-006 S0-017). SPDX-License-Identifier: Apache-2.0 */

#include "govern/matrix.h"

#include "lib/arena.h"

#include <string.h>

const char *cell_state_name(enum cell_state state)
{
	static const char *const names[] = {"open", "not", "partly", "reached", "not_applicable"};

	return names[state];
}

static struct cell read_cell(const struct assessment *a, const struct pack_column *column,
			     const struct pack_section *section)
{
	size_t done = 0, partly = 0, not_applicable = 0, open = 0, supported = 0;
	struct cell cell = {.state = CELL_PARTLY};

	for (size_t i = 0; i < section->item_count; i++) {
		const struct judged *j = assess_find(a, column, section->items[i].id);

		if (!j)
			continue;
		done += j->done;
		partly += j->step > 0;
		not_applicable += j->not_applicable;
		open += j->match == MATCH_OPEN;
		supported += j->verdict == GAUGE_SUPPORTS;
		cell.contradicted |= j->match == MATCH_DIFFERS;
	}
	cell.supported = supported == section->item_count;
	if (not_applicable == section->item_count)
		cell.state = CELL_NOT_APPLICABLE;
	else if (open == section->item_count)
		cell.state = CELL_OPEN;
	else if (done + not_applicable == section->item_count)
		cell.state = CELL_REACHED;
	else if (done + partly == 0)
		cell.state = CELL_NOT;
	return cell;
}

static int target_of(const struct assessment *a, struct standing *s)
{
	for (size_t i = 0; i < a->target_count; i++) {
		if (strcmp(a->targets[i].part, s->column->id) != 0)
			continue;
		s->target_row = &a->targets[i];
		for (size_t k = 0; k < a->pack->section_count; k++)
			if (strcmp(a->pack->sections[k].id, a->targets[i].value) == 0)
				return (int)k + 1;
	}
	return 0;
}

static void stand(const struct assessment *a, struct standing *s)
{
	const size_t count = a->pack->section_count;
	bool whole = true;
	bool trusted = true;
	size_t missing = 0;

	for (size_t i = 0; i < count; i++) {
		s->cells[i] = read_cell(a, s->column, &a->pack->sections[i]);
		missing += s->cells[i].state == CELL_NOT_APPLICABLE;
		whole = whole && s->cells[i].state == CELL_REACHED;
		trusted = trusted && whole && !s->cells[i].contradicted;
		if (whole)
			s->position = (int)i + 1;
		if (trusted)
			s->unquestioned = (int)i + 1;
	}
	s->not_applicable = missing == count;
	s->target = target_of(a, s);
}

struct standing *matrix_standings(const struct assessment *a, struct arena *arena)
{
	const struct pack *pack = a->pack;
	struct standing *rows = arena_alloc(arena, (pack->column_count + 1) * sizeof(*rows));

	for (size_t i = 0; i < pack->column_count; i++) {
		rows[i].column = &pack->columns[i];
		rows[i].cells = arena_alloc(arena, pack->section_count * sizeof(struct cell));
		stand(a, &rows[i]);
	}
	return rows;
}
