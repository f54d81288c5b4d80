/* areas.h - what one request touches: a stretch of addresses for each memory area.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/fact.h"

enum { AREAS_MAX = 8 };

/* Valid when zeroed. More than AREAS_MAX areas in one request are not told. */
struct areas {
	struct area {
		const char *name; /* static */
		uint64_t low;
		uint64_t high;
	} area[AREAS_MAX];
	size_t count;
};

/* Adds count addresses from low; two stretches of one area become one that holds both. */
static inline void areas_add(struct areas *areas, const char *name, uint64_t low, uint64_t count)
{
	const uint64_t high = count > 0 ? low + count - 1 : low;

	for (size_t i = 0; i < areas->count; i++) {
		struct area *a = &areas->area[i];

		if (a->name != name)
			continue;
		a->low = low < a->low ? low : a->low;
		a->high = high > a->high ? high : a->high;
		return;
	}
	if (areas->count < AREAS_MAX)
		areas->area[areas->count++] = (struct area){.name = name, .low = low, .high = high};
}

/* Puts one stretch into an operation. */
static inline void areas_get(const struct areas *areas, size_t i, struct operation *operation)
{
	operation->space = areas->area[i].name;
	operation->ranged = true;
	operation->low = areas->area[i].low;
	operation->high = areas->area[i].high;
}
