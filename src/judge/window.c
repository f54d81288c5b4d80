/* window.c - what is counted of two parties within ten minutes. SPDX-License-Identifier: Apache-2.0
 */

#include "judge/window.h"

#include <math.h>

uint64_t window_growth(const struct sight *s, uint64_t what, uint64_t total)
{
	const struct record *r = s->record;
	const struct window_key key = {r->entry, r->boot, -1, what ^ (uint64_t)s->source << 32};
	struct window *w = sight_state(s, &key);
	const uint64_t growth = total > w->sum ? total - w->sum : 0;

	w->sum += growth;
	return growth;
}

struct window *window_add(const struct sight *s, uint64_t one, uint64_t other, uint64_t what,
                          uint64_t growth)
{
	const int64_t last = sight_last(s), first = sight_first(s);
	/* each source has a clock of its own: the same capture read twice is not twice as much */
	const struct window_key key = {one, other, last / WINDOW_SPAN, what ^ (uint64_t)s->source << 32};
	struct window *w = sight_state(s, &key);

	w->sum += growth;
	w->first = w->first && w->first < first ? w->first : first;
	w->last = last > w->last ? last : w->last;
	return w;
}

void window_bits_add(uint64_t bits[4], const void *bytes, size_t length)
{
	const uint64_t hash = hash_bytes(bytes, length, 0) & 255;

	bits[hash / 64] |= UINT64_C(1) << (hash % 64);
}

/* Of n different ones some fall on the same bit: linear counting (Whang et al. 1990) takes that out. */
int window_bits_count(const uint64_t bits[4])
{
	int n = 0;

	for (int i = 0; i < 4; i++)
		n += __builtin_popcountll(bits[i]);
	return n >= 255 ? 999 : (int)(-256.0 * log(1.0 - n / 256.0) + 0.5);
}
