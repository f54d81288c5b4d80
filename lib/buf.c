/* buf.c - bytes that grow. SPDX-License-Identifier: Apache-2.0 */

#include "lib/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/memory.h"

void buf_free(struct buf *b)
{
	free(b->data);
	*b = (struct buf){.max = b->max};
}

void buf_clear(struct buf *b)
{
	b->length = 0;
	b->full = false;
}

/* Room that is there already; a NUL for buf_string always fits behind it. */
static bool has_room(const struct buf *b, size_t n)
{
	return b->capacity - b->length > n && (!b->max || n <= b->max - b->length);
}

uint8_t *buf_reserve(struct buf *b, size_t n)
{
	size_t need;

	if (__builtin_add_overflow(b->length, n, &need) || need == SIZE_MAX)
		abort();
	if (b->max && need > b->max) {
		b->full = true;
		return NULL;
	}
	if (need + 1 > b->capacity) {
		size_t capacity = b->capacity ? b->capacity : 256;

		while (capacity < need + 1)
			capacity = capacity > SIZE_MAX / 2 ? need + 1 : capacity * 2;
		b->data = xrealloc(b->data, capacity);
		b->capacity = capacity;
	}
	return b->data + b->length;
}

void buf_append(struct buf *b, const void *bytes, size_t n)
{
	uint8_t *p = NULL;

	if (n)
		p = has_room(b, n) ? b->data + b->length : buf_reserve(b, n);
	if (!p)
		return;
	memcpy(p, bytes, n);
	b->length += n;
}

void buf_text(struct buf *b, const char *text)
{
	buf_append(b, text, strlen(text));
}

void buf_byte(struct buf *b, uint8_t byte)
{
	if (has_room(b, 1))
		b->data[b->length++] = byte;
	else
		buf_append(b, &byte, 1);
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args, again;

	va_start(args, format);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	uint8_t *p = n > 0 ? buf_reserve(b, (size_t)n) : NULL;
	if (p) {
		vsnprintf((char *)p, (size_t)n + 1, format, again);
		b->length += (size_t)n;
	}
	va_end(again);
}

void buf_be16(struct buf *b, uint16_t value)
{
	buf_append(b, (uint8_t[]){(uint8_t)(value >> 8), (uint8_t)value}, 2);
}

void buf_be32(struct buf *b, uint32_t value)
{
	buf_be16(b, (uint16_t)(value >> 16));
	buf_be16(b, (uint16_t)value);
}

void buf_be64(struct buf *b, uint64_t value)
{
	buf_be32(b, (uint32_t)(value >> 32));
	buf_be32(b, (uint32_t)value);
}

void buf_le16(struct buf *b, uint16_t value)
{
	buf_append(b, (uint8_t[]){(uint8_t)value, (uint8_t)(value >> 8)}, 2);
}

void buf_le32(struct buf *b, uint32_t value)
{
	buf_le16(b, (uint16_t)value);
	buf_le16(b, (uint16_t)(value >> 16));
}

void buf_le64(struct buf *b, uint64_t value)
{
	buf_le32(b, (uint32_t)value);
	buf_le32(b, (uint32_t)(value >> 32));
}

void buf_consume(struct buf *b, size_t n)
{
	if (n > b->length)
		n = b->length;
	if (n == 0)
		return;
	memmove(b->data, b->data + n, b->length - n);
	b->length -= n;
}

const char *buf_string(struct buf *b)
{
	if (!b->data)
		return "";
	b->data[b->length] = '\0';
	return (const char *)b->data;
}
