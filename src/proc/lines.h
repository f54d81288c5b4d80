/* lines.h - cuts a stream of bytes into lines. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "lib/buf.h"

#define LINE_MAX_BYTES (1 << 20)

struct lines {
	struct buf buf;
	size_t taken; /* bytes of buf that were given out */
};

/* Reads what is there from fd. Bytes read, 0 at the end, -errno (-EAGAIN nothing now). */
ssize_t lines_fill(struct lines *l, int fd);
/* The next whole line without its newline, valid until the next fill; false when there is none. A line
 * over LINE_MAX_BYTES is dropped whole. */
bool lines_next(struct lines *l, const char **line, size_t *length);
void lines_free(struct lines *l);
