/* simulate.h - captures of a factory that does not exist. SPDX-License-Identifier: Apache-2.0
 *
 * The quiet plant is quiet: every host, pair, protocol, function, target and looked-up name of a day (--minutes 1440,
 * two shifts until 21:00, then the night) is already in its first hour, so that learning for one hour is enough and
 * nothing new comes but what a scenario adds. tests/replay/quiet-day holds us to it. So what a talk does must follow
 * in turn (link->turn), never by chance alone; chance is for values, times and numbers.
 */
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
