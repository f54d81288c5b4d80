/* score.h - maturity of measures in points: a trial proposal (SMKL Security 7.2). SPDX-License-Identifier: Apache-2.0
 *
 * One column of the pack is one measure. There is no total over measures: the points of one say nothing
 * beside those of another.
 */
#pragma once

#include "govern/assess.h"

struct score {
	const struct pack_column *measure;
	int deployment; /* tenths: 0, 15 or 30; -1 not answered */
	int maturity;	/* tenths: the sum over the requirements, 0 to 210 */
	size_t answered; /* of the requirements */
	size_t asked;
	int points;	     /* tenths: deployment times maturity, 0 to 630; -1 not all is answered */
	const char *version; /* of the weights: the pack's */
};

/* A row a measure; count is the pack's column_count. */
struct score *score_measures(const struct assessment *a, struct arena *arena);
