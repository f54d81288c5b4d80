/* simulate.c - captures of a factory that does not exist. SPDX-License-Identifier: Apache-2.0 */

#include "simulate/simulate.h"

#include "simulate/plant.h"

/* 2026-03-02T08:00:00+09:00, a Monday: the early shift begins. */
#define START (INT64_C(1772406000) * SECOND)

int simulate_write(const struct simulate_options *options, FILE *out,
                   struct simulate_result *result)
{
	struct plant p = {
	        .out = out,
	        .start = START,
	        .now = START,
	        .end = START + options->minutes * MINUTE,
	};

	prng_seed(&p.prng, options->seed, 1);
	plant_build(&p);
	const int rc = plant_run(&p);

	*result = (struct simulate_result){.packets = p.packets, .most_waiting = p.agenda.most};
	plant_free(&p);
	return rc;
}
