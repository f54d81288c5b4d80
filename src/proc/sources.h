/* sources.h - what is captured and read, as the monitor holds it. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "proc/child.h"
#include "proc/interface.h"
#include "proc/messages.h"
#include "proc/monitor.h"
#include "proc/place.h"
#include "proc/ring_files.h"

#define SOURCES_MAX 128

enum source_state { SOURCE_WAITING, SOURCE_RUNNING, SOURCE_ENDED, SOURCE_KEPT };

struct source_entry {
	uint32_t id;
	bool live;
	bool demo;
	enum source_state state;
	char name[SOURCE_NAME_MAX];
	int input; /* kept open: a server that starts anew wants it read again */
	int file;  /* of a capture that the command line names: packets are cut out of it, -1 none */
	unsigned int index; /* of the interface: another one when it was made anew */
	struct ring_files ring;
	uint64_t size;
	uint64_t inode;
	uint64_t device;
	int64_t source; /* the server's number of a capture that was sent in */
	int64_t again; /* it was asked to end, to begin anew: when (monotonic), 0 not */
	bool empty;    /* its ring is to be emptied before */
	struct sensor_child child;
	struct interface_watch watch;
};

struct sources {
	const struct run_config *config;
	uint64_t ring_days;
	const struct place *place; /* of the database, and of the packet rings */
	int control; /* to the server, -1 there is none */
	struct source_entry source[SOURCES_MAX];
	size_t count;
	int64_t looked; /* when the interfaces were last looked at */
};

/* Opens all that the configuration names. False after saying why not. */
bool sources_open(struct sources *sources);
/* One more file, sent in over the page; source is the server's number of it. Owns fd. */
void sources_add_capture(struct sources *sources, const char *name, int64_t source, int fd);
/* The server has all of this file: it is not opened again. */
void sources_kept(struct sources *sources, uint32_t id);
/* Lets the sensor of a live source end and begin anew. */
void sources_again(struct sources *sources, uint32_t id);
/* The same, with its ring emptied. */
void sources_empty(struct sources *sources, uint32_t id);
/* Starts what waits, and again what crashed; tells the server what began and ended. */
void sources_look_after(struct sources *sources);
/* Once a second: counters of the interfaces to the server, sockets for those that came back. */
void sources_count(struct sources *sources);
/*
 * Another server knows nothing of what was under way: live sensors tell all again, files are read
 * again. Those that ended too, for what they told last may not have been kept; the server passes
 * over those that it has whole.
 */
void sources_wire_again(struct sources *sources);
/* Asks the sensors to end, and ends them. */
void sources_stop(struct sources *sources);
