/* memory.c - allocation that does not fail. SPDX-License-Identifier: Apache-2.0 */

#include "lib/memory.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

__attribute__((noreturn)) static void out_of_memory(void)
{
	static const char text[] = "yagura: out of memory\n";

	if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		_exit(3);
	abort();
}

static void *checked(void *p, size_t size)
{
	if (!p && size)
		out_of_memory();
	return p;
}

void *xmalloc(size_t size)
{
	return checked(malloc(size), size);
}

void *xcalloc(size_t count, size_t size)
{
	return checked(calloc(count, size), count && size);
}

void *xrealloc(void *p, size_t size)
{
	return checked(realloc(p, size), size);
}

void *xreallocarray(void *p, size_t count, size_t size)
{
	return checked(reallocarray(p, count, size), count && size);
}

char *xstrdup(const char *text)
{
	return checked(strdup(text), 1);
}
