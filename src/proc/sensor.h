/* sensor.h - the process that reads hostile packets. SPDX-License-Identifier: Apache-2.0
 *
 * No file system, no network, no secret: packets come in on one descriptor, records go out on another.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#define SENSOR_DISABLED_MAX 16

/* Shared with the parent, so that it can name the dissector that crashed or hangs. */
struct sensor_page {
	volatile int running;	   /* position in dissectors[], -1 none */
	volatile uint64_t packets; /* packets read before the batch at hand */
};

struct sensor_config {
	int input;  /* capture file, or packet socket with live */
	int output; /* record lines */
	bool live;
	const char *name; /* of the file or interface */
	const char *site;
	const char *sensor;
	uint64_t boot;
	uint64_t skip; /* packets to pass over: a run before this one crashed there */
	const char *disabled[SENSOR_DISABLED_MAX]; /* dissectors not to call */
	struct sensor_page *page;
	uid_t uid; /* to take when started as root */
	gid_t gid;
};

/* Confines the calling process, reads until the input ends, returns the exit status: 0 all read,
 * 2 broken input (told in the last stats record). */
int sensor_run(const struct sensor_config *config);
