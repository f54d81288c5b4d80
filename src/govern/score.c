/* score.c - maturity of measures in points: a trial proposal (SMKL Security 7.2). SPDX-License-Identifier: Apache-2.0
 *
 * S0-056 S0-057 S0-058: deployment times the sum of seven; S0-060: per measure and scope.
 */

#include "govern/score.h"

#include "lib/arena.h"

#include <string.h>

static void take(const struct pack *pack, const struct judged *j, struct score *s)
{
	const bool deployment = j->item->section == 0;

	s->asked += !deployment;
	if (j->step < 0)
		return;
	if (deployment) {
		s->deployment = pack_points(pack, j->step);
		return;
	}
	s->maturity += pack_points(pack, j->step);
	s->answered++;
}

struct score *score_measures(const struct assessment *a, struct arena *arena)
{
	struct score *rows = arena_alloc(arena, (a->pack->column_count + 1) * sizeof(*rows));

	for (size_t i = 0; i < a->pack->column_count; i++) {
		struct score *s = &rows[i];

		/* S0-061: whatever was answered when, it is weighed by the pack of now; those of other weights are never
		 * put beside it */
		*s = (struct score){.measure = &a->pack->columns[i], .deployment = -1, .points = -1,
				    .version = a->pack->version};
		for (size_t k = 0; k < a->count; k++)
			if (a->rows[k].column == s->measure)
				take(a->pack, &a->rows[k], s);
		if (s->deployment >= 0 && s->answered == s->asked)
			s->points = s->deployment * s->maturity / 10;
	}
	return rows;
}
