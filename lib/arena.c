/* arena.c - memory that is freed all at once. SPDX-License-Identifier: Apache-2.0 */

#include "lib/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/memory.h"

#define BLOCK_SIZE 16384

struct arena_block {
	struct arena_block *next;
	size_t size;
	max_align_t data[];
};

static void arena_grow(struct arena *a, size_t size)
{
	size_t want = size > BLOCK_SIZE ? size : BLOCK_SIZE;
	struct arena_block *b = xmalloc(sizeof(*b) + want);

	b->next = a->block;
	b->size = want;
	a->block = b;
	a->used = 0;
	a->total += want;
}

void *arena_room(struct arena *a, size_t size)
{
	size_t aligned = (size + sizeof(max_align_t) - 1) & ~(sizeof(max_align_t) - 1);

	if (aligned < size)
		abort();
	if (!a->block || a->block->size - a->used < aligned)
		arena_grow(a, aligned);
	void *p = (char *)a->block->data + a->used;
	a->used += aligned;
	return p;
}

void *arena_alloc(struct arena *a, size_t size)
{
	return memset(arena_room(a, size), 0, size);
}

char *arena_copy(struct arena *a, const void *bytes, size_t length)
{
	char *p = arena_alloc(a, length + 1);

	if (length)
		memcpy(p, bytes, length);
	return p;
}

char *arena_strdup(struct arena *a, const char *text)
{
	return arena_copy(a, text, strlen(text));
}

char *arena_printf(struct arena *a, const char *format, ...)
{
	va_list args, again;
	char small[256]; /* most fit, and are formatted once */

	va_start(args, format);
	va_copy(again, args);
	const int length = vsnprintf(small, sizeof(small), format, args);
	va_end(args);
	char *p = arena_alloc(a, (size_t)(length < 0 ? 0 : length) + 1);
	if (length >= 0 && (size_t)length < sizeof(small))
		memcpy(p, small, (size_t)length);
	else if (length >= 0)
		vsnprintf(p, (size_t)length + 1, format, again);
	va_end(again);
	return p;
}

void arena_reset(struct arena *a)
{
	while (a->block && a->block->next) {
		struct arena_block *next = a->block->next;

		a->total -= a->block->size;
		free(a->block);
		a->block = next;
	}
	a->used = 0;
}

void arena_free(struct arena *a)
{
	arena_reset(a);
	free(a->block);
	*a = (struct arena){0};
}
