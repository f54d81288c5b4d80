/* der.c - tag, length, value (X.690). SPDX-License-Identifier: Apache-2.0 */

#include "simulate/der.h"

#include <string.h>

void der_wrap(struct buf *b, size_t from, unsigned tag)
{
	const size_t length = b->length - from;
	uint8_t header[4] = {(uint8_t)tag};
	size_t size = 2;

	if (length < 0x80) {
		header[1] = (uint8_t)length;
	} else if (length < 0x100) {
		header[1] = 0x81;
		header[2] = (uint8_t)length;
		size = 3;
	} else {
		header[1] = 0x82;
		header[2] = (uint8_t)(length >> 8);
		header[3] = (uint8_t)length;
		size = 4;
	}
	buf_append(b, header, size);
	memmove(b->data + from + size, b->data + from, length);
	memcpy(b->data + from, header, size);
}

void der_bytes(struct buf *b, unsigned tag, const void *bytes, size_t length)
{
	const size_t from = b->length;

	buf_append(b, bytes, length);
	der_wrap(b, from, tag);
}

void der_text(struct buf *b, unsigned tag, const char *text)
{
	der_bytes(b, tag, text, strlen(text));
}

/* 8.3: the fewest bytes that keep the sign; ours are never negative. */
void der_integer(struct buf *b, unsigned tag, uint32_t value)
{
	const size_t from = b->length;
	int bytes = 1;

	while (bytes < 5 && (uint64_t)value >> (8 * bytes - 1))
		bytes++;
	for (int i = bytes - 1; i >= 0; i--)
		buf_byte(b, (uint8_t)((uint64_t)value >> (8 * i)));
	der_wrap(b, from, tag);
}
