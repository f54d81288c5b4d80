/* arena.h - memory that is freed all at once. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>

struct arena {
	struct arena_block *block; /* newest first */
	size_t used;		   /* of the newest block */
	size_t total;		   /* bytes held over all blocks */
};

/* Zeroed memory, aligned for any type, valid until arena_reset or arena_free. Never NULL. */
void *arena_alloc(struct arena *a, size_t size);
/* The same, not zeroed: for what is written whole. */
void *arena_room(struct arena *a, size_t size);
/* A copy of length bytes with a NUL behind it. */
char *arena_copy(struct arena *a, const void *bytes, size_t length);
char *arena_strdup(struct arena *a, const char *text);
__attribute__((format(printf, 2, 3))) char *arena_printf(struct arena *a, const char *format, ...);
/* Forgets all that was given but keeps one block for the next use. */
void arena_reset(struct arena *a);
/* Gives everything back. A zeroed arena is ready for use. */
void arena_free(struct arena *a);
