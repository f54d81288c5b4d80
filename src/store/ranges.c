/* ranges.c - addresses that operations touched, as text. SPDX-License-Identifier: Apache-2.0 */

#include "store/ranges.h"

#include <inttypes.h>
#include <stdlib.h>

#define RANGE_MAX 64

struct range_list {
	struct record_range range[2 * RANGE_MAX];
	size_t count;
};

/* Our own text: what does not fit the form ends it. */
static void read_kept(const char *text, struct range_list *list)
{
	while (*text && list->count < RANGE_MAX) {
		char *end;

		while (*text && (*text < '0' || *text > '9'))
			text++;
		if (!*text)
			return;
		const uint64_t low = strtoull(text, &end, 10);

		if (*end != ',')
			return;
		const uint64_t high = strtoull(end + 1, &end, 10);

		list->range[list->count++] = (struct record_range){low, high};
		text = end;
	}
}

static int by_low(const void *a, const void *b)
{
	const struct record_range *one = a;
	const struct record_range *other = b;

	return one->low < other->low ? -1 : one->low > other->low;
}

/* Ranges that meet or touch become one. */
static void join(struct range_list *list)
{
	size_t kept = 0;

	qsort(list->range, list->count, sizeof(list->range[0]), by_low);
	for (size_t i = 1; i < list->count; i++) {
		struct record_range *last = &list->range[kept];

		if (last->high == UINT64_MAX || list->range[i].low <= last->high + 1) {
			if (list->range[i].high > last->high)
				last->high = list->range[i].high;
		} else {
			list->range[++kept] = list->range[i];
		}
	}
	if (list->count)
		list->count = kept + 1;
}

static void make_hull(struct range_list *list)
{
	for (size_t i = 1; i < list->count; i++)
		if (list->range[i].high > list->range[0].high)
			list->range[0].high = list->range[i].high;
	if (list->count)
		list->count = 1;
}

bool ranges_unite(const char *kept, bool kept_wide, const struct record_ot *ot, struct buf *out)
{
	struct range_list list = {.count = 0};

	read_kept(kept, &list);
	for (size_t i = 0; i < ot->range_count && i < RANGE_MAX; i++)
		list.range[list.count++] = ot->range[i];
	join(&list);
	const bool wide = kept_wide || ot->wide || list.count > RANGE_MAX;

	if (wide)
		make_hull(&list);
	for (size_t i = 0; i < list.count; i++)
		buf_printf(out, "%s[%" PRIu64 ",%" PRIu64 "]", i ? "," : "[", list.range[i].low,
			   list.range[i].high);
	if (list.count)
		buf_byte(out, ']');
	return wide;
}
