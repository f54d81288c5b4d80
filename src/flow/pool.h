/* pool.h - a budget of bytes for what streams must hold back. SPDX-License-Identifier: Apache-2.0
 *
 * Blocks come in five sizes and go back to a list of their size, so that packet rate never reaches
 * the allocator.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#define POOL_LARGEST 65536

struct pool {
	void *free[5];
	size_t budget;
	size_t held; /* bytes ever taken from the system */
	uint64_t refused;
};

/* A block of at least size bytes, not zeroed; *size becomes its real size. NULL, counted, when the
 * budget is used up or size is over POOL_LARGEST. */
void *pool_take(struct pool *p, size_t *size);
/* Gives back a block of the size that pool_take told. NULL is allowed. */
void pool_give(struct pool *p, void *block, size_t size);
/* Frees all blocks that were given back. */
void pool_free(struct pool *p);
