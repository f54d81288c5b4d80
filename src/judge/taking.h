/* taking.h - who says by ARP or ND that he has the address of somebody else. SPDX-License-Identifier: Apache-2.0
 *
 * A detector that uses it has WINDOW_STATE in its row, and sees claims.
 */
#pragma once

#include "judge/window.h"

/* So many addresses of others are no mistake. */
#define TAKEN_AT 2

struct taking {
	const struct subject *holder; /* who had it, and still speaks; NULL: it was not taken */
	const struct subject *taker;
	bool spoofs; /* it took several, or a router's */
	int64_t since, until; /* when the taker claimed it */
};

/* Takes a claim record: what it makes of the address it claims. */
struct taking taking_see(const struct sight *s);
/* Who took this address last, from whom, and how. */
struct taking taking_of(const struct sight *s, const char *address, uint16_t vlan);
