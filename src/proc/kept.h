/* kept.h - captures that were read and stay, for their packets to be cut out. SPDX-License-Identifier: Apache-2.0
 *
 * Those that the command line names stay open. Those that were sent in stay beside the database as
 * DATABASE-capture-ID, the id being that of their source, within the bounds of a packet ring.
 */
#pragma once

#include <stdint.h>

#include "proc/writer.h"

/* The capture of this name, of the site that it is read for. Owns fd. */
void kept_take(int64_t scope, const char *name, int fd);
/* A capture that was sent in and read, lies at path: it stays if there is room, and older ones go. */
void kept_upload(const struct writer *w, const char *path, int64_t source);
/* The capture of this source, to be read again: one that was sent in lies at path from now on. -ENODATA: it is not kept. */
int kept_return(const struct writer *w, const struct source *source, const char *path);
/* Those that are over the bounds go, the oldest first. */
void kept_prune(const struct writer *w);
/* Those of sources that are no more go. */
void kept_forget(const struct writer *w);
/* serve_jobs.capture: may be called by several threads; argument is the writer. */
int kept_open(void *argument, const struct source *source);
