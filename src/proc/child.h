/* child.h - a sensor process seen from its parent: started, watched, started again. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>
#include <sys/types.h>

#include "proc/sensor.h"

/* Crashes of one dissector within CRASH_SPAN after which it is not called any more (DESIGN 3). */
#define CRASH_LIMIT 3
#define CRASH_SPAN  INT64_C(600000000000)

struct sensor_child {
	struct sensor_config config; /* input is kept open for another run */
	pid_t pid;
	int output;  /* where its records come out */
	int control; /* our end of its control socket (live), -1 none */
	unsigned int crashes;
	int64_t launched;
	struct crash {
		int64_t at;
		int row;
	} crash[64];
	uint64_t seen_packets; /* for the watch over hangs */
	int64_t seen_at;
};

enum child_end {
	CHILD_DONE,    /* read to the end */
	CHILD_BROKEN,  /* its input was broken, it has said where */
	CHILD_AGAIN,   /* it crashed and was started again; why says what happened */
	CHILD_GIVEN_UP /* it crashed too often, or cannot be started again; why says so */
};

/* Starts the process. config is copied; strings in it are borrowed. 0 or -errno. */
__attribute__((warn_unused_result)) int sensor_child_start(struct sensor_child *child,
							    const struct sensor_config *config);
/* To be called every second or so: kills a child that hangs in a dissector on one message. */
void sensor_child_watch(struct sensor_child *child);
/* True when the process has ended (without waiting). */
bool sensor_child_has_ended(const struct sensor_child *child);
/* Gives a live sensor a new pipe, whose reading end becomes child->output: it tells all again. */
__attribute__((warn_unused_result)) int sensor_child_new_pipe(struct sensor_child *child);
/* The output has ended: waits for the process and starts it again where that makes sense. */
enum child_end sensor_child_ended(struct sensor_child *child, char *why, size_t size);
/* Asks a live sensor to tell what is left and end; a file's ends as it is. */
void sensor_child_ask_to_end(struct sensor_child *child);
/* Ends the process at once and gives everything back. */
void sensor_child_stop(struct sensor_child *child);
