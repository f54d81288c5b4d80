/* sensor.h - the process that reads hostile packets. SPDX-License-Identifier: Apache-2.0
 *
 * No file system, no network, no secret: packets come in on one descriptor, records go out on another.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#define SENSOR_DISABLED_MAX 16
#define SENSOR_EXCLUDED_MAX 64

/* Shared with the parent, so that it can name the dissector that crashed or hangs. */
struct sensor_page {
	volatile int running;	   /* position in dissectors[], -1 none */
	volatile uint64_t packets; /* packets read before those at hand */
	volatile bool single;	   /* the packet at hand is one, not a batch */
	volatile bool waiting;	   /* for its reader: this is no hang */
};

struct sensor_config {
	int input;  /* capture file, or packet socket with live */
	int output; /* record lines */
	int control; /* messages of the monitor (proc/messages.h), -1 none */
	bool live;
	const char *name; /* of the file or interface */
	const char *site;
	const char *sensor;
	uint64_t boot;
	/* After a crash a file is read again from its beginning: packet by packet where it crashed, then
	 * without the packet that did it. */
	bool step;
	uint64_t step_at;
	uint64_t exclude[SENSOR_EXCLUDED_MAX];
	size_t excluded;
	const char *disabled[SENSOR_DISABLED_MAX]; /* dissectors not to call */
	struct sensor_page *page;
	int64_t hang_limit; /* ns on one packet, 0: ten seconds */
	int64_t learn;	    /* ns of a file's own time after which all is told, with a stats record "learned"; 0 none */
	const struct ring_files *ring; /* live: where packets are kept; NULL they are not */
	int64_t ring_span;	       /* ns after which they are forgotten, 0 when there is no room left */
	bool pause;	    /* it crashed a moment ago: a second's rest first */
	uid_t uid; /* to take when started as root */
	gid_t gid;
};

/* Confines the calling process, reads until the input ends, returns the exit status: 0 all read,
 * 2 broken input (told in the last stats record). */
int sensor_run(const struct sensor_config *config);
