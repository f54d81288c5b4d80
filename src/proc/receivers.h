/* receivers.h - other sensors' logs, as the monitor holds them. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "proc/messages.h"
#include "proc/monitor.h"

struct receiver_entry {
	uint32_t id; /* above those of the sources */
	bool socket;
	char path[SOURCE_NAME_MAX];
	int input;   /* the file as it was opened, or the listening socket; -1: there is none yet */
	uint64_t inode;
	uint64_t device;
	pid_t pid;   /* -1: none runs */
	int output;  /* to be handed to the server, -1 it has it */
	int64_t rest_until;
	bool complained;
};

struct receivers {
	const struct run_config *config;
	struct receiver_entry entry[RUN_LOGS_MAX];
	size_t count;
	int64_t looked;
};

/* Opens what the configuration names; a file may come later. False after saying why not. */
bool receivers_open(struct receivers *receivers, const struct run_config *config);
/* Starts what waits and what ended; follows a log that was rotated. control: to the server. */
void receivers_look_after(struct receivers *receivers, int control);
/* Lets the reader of this one end and begin anew. */
void receivers_again(struct receivers *receivers, uint32_t id);
/* Another server: all begin anew. */
void receivers_wire_again(struct receivers *receivers);
/* Ends them. */
void receivers_stop(struct receivers *receivers);
