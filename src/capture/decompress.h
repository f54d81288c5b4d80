/* decompress.h - the plain bytes of a file that may be compressed. SPDX-License-Identifier:
 * Apache-2.0 */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct decompress;

/* Reads from fd (borrowed) and tells gzip and zstd by their magic. Never NULL. */
struct decompress *decompress_new(int fd);
void decompress_free(struct decompress *d);
/*
 * Up to size plain bytes: more than 0, 0 at the end, -1 on failure with decompress_error. May give
 * fewer than asked for, so that a slow pipe is not waited for.
 */
ssize_t decompress_read(struct decompress *d, uint8_t *out, size_t size);
/* What failed, in words without the name of the file. */
const char *decompress_error(const struct decompress *d);
/* Bytes taken from fd so far. */
uint64_t decompress_consumed(const struct decompress *d);
