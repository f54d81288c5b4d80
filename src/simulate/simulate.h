/* simulate.h - captures of a factory that does not exist. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdint.h>
#include <stdio.h>

struct simulate_options {
	const char *scenario; /* NULL: normal */
	unsigned minutes; /* 0: as long as the scenario wants */
	uint64_t seed;
};

/* What was written. */
struct simulate_result {
	uint64_t packets;
	size_t most_waiting; /* frames and actions held at once */
	char error[160];     /* what is wrong with the scenario */
};

/* Writes a pcap. Returns 0 or -errno; -ENOENT and -EINVAL tell in error what is wrong with the scenario. */
int simulate_write(const struct simulate_options *options, FILE *out,
                   struct simulate_result *result);
/* The names that --scenario takes, blanks between. */
void simulate_print_scenarios(FILE *out);
