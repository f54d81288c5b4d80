/* reading.h - the lines of a sensor are read as records in a thread of its own. SPDX-License-Identifier: Apache-2.0
 *
 * Half of the work of whoever takes them is reading JSON, and touches nothing that the inventory and the judge touch.
 * Lines go through a ring some dozens at a time; a lock is taken for each such bundle, never for a line.
 */
#pragma once

#include <stddef.h>
#include <sys/types.h>

#include "record/record.h"

struct told_line {
	struct record record; /* when there is no error */
	const char *error;    /* why the line is no record; NULL: it is one */
	const char *text;     /* without its newline */
	size_t length;
};

struct reading;

/* Reads fd, which stays the caller's, until it ends. The caller stops it. */
struct reading *reading_start(int fd);
/*
 * The next lines, valid until the next call: how many; 0 at the end, -EAGAIN when nothing comes for so many
 * milliseconds.
 */
ssize_t reading_next(struct reading *r, int milliseconds, const struct told_line **lines);
/* After the end. NULL is nothing to stop. */
void reading_stop(struct reading *r);
