/* ring_files.h - the segment files of an interface's packet ring. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "capture/ring.h"

struct place;

struct ring_files {
	int fd[RING_SEGMENTS_MAX];
	size_t count; /* 0 there is none */
	size_t bytes; /* of each */
	int stage;    /* where packets wait for their segment */
};

/* "512M", "2G", "0" or bytes. False when it is none of these. */
bool ring_size(const char *text, uint64_t *bytes);
/* Bytes that a ring may take: wanted, or what fits when it is NULL; 0 when it is no size. */
uint64_t ring_budget(const struct place *place, const char *wanted);
/*
 * Makes the files DATABASE-ring-INTERFACE-NNN, the last of them the stage, with room for all their bytes, for the folder's owner
 * alone; unneeded ones of an earlier run go. wanted NULL: 1 GiB, or a tenth of what is free if that is less. False
 * after saying why not: capturing goes on without them.
 */
bool ring_files_open(const struct place *place, const char *database, const char *interface,
		     const char *wanted, struct ring_files *out);
void ring_files_close(struct ring_files *files);
/* What they hold goes; nobody may be writing. */
void ring_files_empty(const struct ring_files *files);
/* Those of an interface that nobody listens on go. */
void ring_files_remove(const char *database, const char *interface);
