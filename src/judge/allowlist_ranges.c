/* allowlist_ranges.c - the addresses of an entry, as sorted ranges. SPDX-License-Identifier: Apache-2.0 */

#include "judge/allowlist.h"

#include <stdlib.h>
#include <string.h>

#include "lib/memory.h"

/* Where a range that begins at low belongs: the first whose end reaches it, or stands next to it. */
static size_t place_of(const struct allowed_entry *e, uint64_t low)
{
	size_t from = 0, to = e->range_count;

	while (from < to) {
		const size_t middle = (from + to) / 2;

		if (e->ranges[middle].high < low && e->ranges[middle].high + 1 < low)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static void grow_ranges(struct allowed_entry *e)
{
	if (e->range_count < e->range_room)
		return;
	const struct allowed_range *lent = e->lent_ranges ? e->ranges : NULL;

	e->range_room = (uint8_t)(e->range_room ? e->range_room * 2 : 2);
	e->ranges = xreallocarray(lent ? NULL : e->ranges, e->range_room, sizeof(*e->ranges));
	e->lent_ranges = false;
	if (lent)
		memcpy(e->ranges, lent, e->range_count * sizeof(*lent));
}

bool allowed_add_range(struct allowed_entry *e, uint64_t low, uint64_t high)
{
	struct allowed_range outside;

	if (high < low || allowed_covers(e, low, high, &outside))
		return false;
	size_t at = place_of(e, low), end = at;

	while (end < e->range_count && (e->ranges[end].low <= high || e->ranges[end].low - 1 == high)) {
		low = e->ranges[end].low < low ? e->ranges[end].low : low;
		high = e->ranges[end].high > high ? e->ranges[end].high : high;
		end++;
	}
	if (end == at) {
		if (e->range_count == ALLOWED_RANGES) {
			e->wide = true;
			return true;
		}
		grow_ranges(e);
		memmove(e->ranges + at + 1, e->ranges + at, (e->range_count - at) * sizeof(*e->ranges));
		e->range_count++;
		end = at + 1;
	}
	e->ranges[at] = (struct allowed_range){low, high};
	memmove(e->ranges + at + 1, e->ranges + end, (e->range_count - end) * sizeof(*e->ranges));
	e->range_count = (uint8_t)(e->range_count - (end - at - 1));
	return true;
}

/* True when they are as an entry keeps them: in their order, none next to another. */
static bool are_sorted(const struct allowed_range *ranges, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (ranges[i].high < ranges[i].low || (i && (ranges[i - 1].high == UINT64_MAX || ranges[i].low <= ranges[i - 1].high + 1)))
			return false;
	return true;
}

void allowed_set_ranges(struct allowed_entry *e, const struct allowed_range *ranges, size_t count)
{
	e->range_count = 0;
	if (count && count <= e->range_room && are_sorted(ranges, count)) {
		memcpy(e->ranges, ranges, count * sizeof(*ranges));
		e->range_count = (uint8_t)count;
		return;
	}
	for (size_t i = 0; i < count; i++)
		(void)allowed_add_range(e, ranges[i].low, ranges[i].high);
}

bool allowed_covers(const struct allowed_entry *e, uint64_t low, uint64_t high,
		    struct allowed_range *outside)
{
	*outside = (struct allowed_range){low, high};
	if (e->wide)
		return true;
	for (size_t i = place_of(e, low); i < e->range_count && e->ranges[i].low <= low; i++) {
		if (e->ranges[i].high >= high)
			return true;
		if (e->ranges[i].high >= low)
			low = e->ranges[i].high + 1;
	}
	outside->low = low;
	return false;
}
