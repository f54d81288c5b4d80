/* window.h - what is counted of two parties within ten minutes. SPDX-License-Identifier: Apache-2.0
 *
 * Records hold running totals and come again; what is counted here is by how much they have grown.
 * A detector that uses it has WINDOW_STATE in its row.
 */
#pragma once

#include "judge/detector.h"
#include "lib/clock.h"

#define WINDOW_SPAN (600 * SECOND)

/* An entry is either a window of two parties or the total that a record of the sensor had. */
struct window {
	struct table_entry entry;
	struct window_key {
		uint64_t one;
		uint64_t other; /* 0 none */
		int64_t at;     /* number of the window; of a record's total -1 */
		uint64_t what;  /* of the detector's own */
	} key;
	uint64_t sum;
	uint64_t bits[4]; /* a rough set, up to some 200 */
	int64_t first;
	int64_t last;
};

#define WINDOW_STATE .state_size = sizeof(struct window), .key_size = sizeof(struct window_key)

/* By how much `total` of this record (and of `what`) has grown since it was shown last. */
uint64_t window_growth(const struct sight *s, uint64_t what, uint64_t total);
/* The window that the record's end falls into; growth is added to its sum. */
struct window *window_add(const struct sight *s, uint64_t one, uint64_t other, uint64_t what,
                          uint64_t growth);
/* Puts something into a rough set, and about how many different ones it holds. */
void window_bits_add(uint64_t bits[4], const void *bytes, size_t length);
int window_bits_count(const uint64_t bits[4]);

/* The same for the set of a window. */
static inline void window_set(struct window *w, const void *bytes, size_t length)
{
	window_bits_add(w->bits, bytes, length);
}

static inline int window_count(const struct window *w)
{
	return window_bits_count(w->bits);
}
