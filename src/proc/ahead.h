/* ahead.h - a file is read and decoded in a thread of its own. SPDX-License-Identifier: Apache-2.0
 *
 * Reading and decoding are a quarter of the work, and touch nothing that the dissectors touch. Bursts go
 * through a ring; a lock is taken for hundreds of packets together, never for one.
 */
#pragma once

#include "capture/file.h"
#include "proc/pipeline.h"

struct ahead;

/* NULL when there can be no thread. The file and the decoder of p belong to the thread until ahead_stop. */
struct ahead *ahead_start(struct pipeline *p, struct capture_file *file);
/* The next burst, valid until the next call; NULL at the end of what can be read. */
struct burst *ahead_next(struct ahead *a);
/* Between these two the thread stands still: counters of the decoder and the file can be looked at. */
void ahead_hold(struct ahead *a);
void ahead_release(struct ahead *a);
/* After ahead_next was NULL: what capture_file_next gave last, 0 or -1. NULL gives 0. */
int ahead_stop(struct ahead *a);
