/* simulate.c - captures of a factory that does not exist. SPDX-License-Identifier: Apache-2.0 */

#include "simulate/simulate.h"

#include "simulate/plant.h"
#include "simulate/scenario.h"

/* 2026-03-02T08:00:00+09:00, a Monday: the early shift begins. */
#define START (INT64_C(1772406000) * SECOND)

int simulate_write(const struct simulate_options *options, FILE *out,
                   struct simulate_result *result)
{
	struct scenario scenario;
	struct plant p = {.out = out};

	*result = (struct simulate_result){0};
	int rc = scenario_load(options->scenario ? options->scenario : "normal", &scenario,
	                       result->error, sizeof(result->error));
	if (rc != 0)
		return rc;
	const unsigned minutes = options->minutes ? options->minutes : scenario.minutes;

	p.start = p.now = scenario.start ? scenario.start : START;
	p.end = p.start + minutes * MINUTE;
	prng_seed(&p.prng, options->seed, 1);
	plant_build(&p);
	rc = scenario_begin(&scenario, &p, result->error, sizeof(result->error));
	if (rc == 0)
		rc = plant_run(&p);
	result->packets = p.packets;
	result->most_waiting = p.agenda.most;
	plant_free(&p);
	return rc;
}

void simulate_print_scenarios(FILE *out)
{
	scenario_print_names(out);
}
