/* within.c - a scope and what is below it: a plant is measured by its own traffic alone. SPDX-License-Identifier: Apache-2.0 */

#include "govern/assess.h"

#include "lib/arena.h"

static bool has(const int64_t *ids, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (ids[i] == id)
			return true;
	return false;
}

/* Scopes come by id, and one below has a higher id than the one above it. */
int assess_within(struct store *store, const struct viewer *viewer, int64_t scope,
		  struct arena *arena, struct viewer *out)
{
	struct scope *rows;
	size_t count;
	const int rc = store_scopes(store, viewer, arena, &rows, &count);
	int64_t *ids = arena_alloc(arena, (count + 1) * sizeof(*ids));
	size_t within = 0;

	*out = *viewer;
	for (size_t i = 0; !rc && i < count; i++)
		if (rows[i].id == scope || has(ids, within, rows[i].parent))
			ids[within++] = rows[i].id;
	out->scopes = ids;
	out->scope_count = within;
	return rc;
}
