/* memory.h - allocation that does not fail: out of memory for small things ends the process. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>

/* The caller frees with free(). */
void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *p, size_t size);
/* Resizes to count elements of size bytes; the product is checked. */
void *xreallocarray(void *p, size_t count, size_t size);
char *xstrdup(const char *text);
