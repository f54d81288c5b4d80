/* pool.c - a budget of bytes. SPDX-License-Identifier: Apache-2.0 */

#include "flow/pool.h"

#include <stdlib.h>

#include "lib/memory.h"

static const size_t sizes[] = {256, 1024, 4096, 16384, POOL_LARGEST};

#define CLASSES (sizeof(sizes) / sizeof(sizes[0]))

static size_t class_of(size_t size)
{
	size_t class = 0;

	while (class < CLASSES && sizes[class] < size)
		class++;
	return class;
}

void *pool_take(struct pool *p, size_t *size)
{
	size_t class = class_of(*size);

	if (class == CLASSES)
		goto refuse;
	*size = sizes[class];
	void **block = p->free[class];
	if (block) {
		p->free[class] = *block;
		return block;
	}
	if (p->held + *size > p->budget)
		goto refuse;
	p->held += *size;
	return xmalloc(*size);
refuse:
	p->refused++;
	return NULL;
}

void pool_give(struct pool *p, void *block, size_t size)
{
	size_t class = class_of(size);

	if (!block)
		return;
	*(void **)block = p->free[class];
	p->free[class] = block;
}

void pool_free(struct pool *p)
{
	for (size_t i = 0; i < CLASSES; i++) {
		while (p->free[i]) {
			void **block = p->free[i];

			p->free[i] = *block;
			free(block);
		}
	}
}
