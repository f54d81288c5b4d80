/* effect.h - what a gap protects, and what closing it moves: the matrix, the checklist, the points. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/plan.h"
#include "govern/score.h"

/* Fills importance, protects and becomes of each gap, before they are put in order. 0 or -errno. */
__attribute__((warn_unused_result)) int effect_of_gaps(struct store *store, const struct viewer *viewer,
						       struct plan *plan, struct arena *arena);

/* In how many networks of the plant both requirements of each letter are met. */
struct reach {
	size_t done[8], of; /* by section */
};

/* As the plan stands, supposed or not. */
void effect_reach(const struct plan *plan, struct arena *arena, struct reach *out);
/*
 * The points as they would be: a measure of the letter (SMKL Security 7.2: the first of a, the second of b ...) counts
 * as deployed where that letter was gained. Our rule, shown as one.
 */
void effect_on_scores(const struct reach *now, const struct reach *then, struct score *scores, size_t count);
