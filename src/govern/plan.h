/* plan.h - what to do next: gaps in order, and what the matrix becomes when some are closed. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/matrix.h"

struct gap {
	const struct pack *pack;
	const struct judged *judged;
	int rank;	   /* higher is sooner; the sum of the reasons below */
	bool contradicted; /* the network shows that it is not so */
	bool to_target;	   /* stands between a network and its target */
	bool waits;	   /* something that comes first is not done either */
	int importance;	   /* of the zone below, 0 not said, else 1 to 5 */
	const char *protects; /* the zone that matters most of what it is about; NULL none */
	const char *becomes;  /* the letter its network stands at when it alone is done; NULL as before */
	int stage;	   /* in a plant that runs: 1 at once, 2 when the line stands, 3 when it is renewed */
};

enum { PLAN_CHECKLIST, PLAN_MATRIX, PLAN_NETWORK, PLAN_DEVICE, PLAN_PACKS };

struct plan {
	struct assessment assessments[PLAN_PACKS];
	struct gap *gaps;		  /* the first is the next to do */
	size_t count;
};

/* Reads both and ranks what is not done. 0 or -errno. */
__attribute__((warn_unused_result)) int plan_make(struct store *store, const struct viewer *viewer,
						  int64_t scope, int64_t now, struct arena *arena,
						  struct plan *out);
/* The next step of a gap: the item's, or the strength that is aimed at. */
struct words gap_next(const struct gap *gap);
/* True where people aim at a higher strength than there is. */
bool is_below_target(const struct pack *pack, const struct judged *judged);
/* As if these were done: "pack/part/item", apart by commas. Unknown ones are passed over. */
void plan_suppose(struct plan *plan, const char *done);
