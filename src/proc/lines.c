/* lines.c - cuts a stream of bytes into lines. SPDX-License-Identifier: Apache-2.0 */

#include "proc/lines.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define READ_SIZE 65536

ssize_t lines_fill(struct lines *l, int fd)
{
	buf_consume(&l->buf, l->taken);
	l->taken = 0;
	if (l->buf.length > LINE_MAX_BYTES)
		buf_clear(&l->buf);
	ssize_t n = read(fd, buf_reserve(&l->buf, READ_SIZE), READ_SIZE);
	if (n < 0)
		return -errno;
	l->buf.length += (size_t)n;
	return n;
}

bool lines_next(struct lines *l, const char **line, size_t *length)
{
	const uint8_t *start = l->buf.data + l->taken;
	size_t left = l->buf.length - l->taken;
	const uint8_t *end = left ? memchr(start, '\n', left) : NULL;

	if (!end)
		return false;
	*line = (const char *)start;
	*length = (size_t)(end - start);
	l->taken += *length + 1;
	return true;
}

void lines_free(struct lines *l)
{
	buf_free(&l->buf);
	l->taken = 0;
}
