/* say.c - messages written as hexadecimal with gaps. SPDX-License-Identifier: Apache-2.0 */

#include "simulate/say.h"

#include <assert.h>
#include <ctype.h>
#include <stdarg.h>
#include <string.h>

void say_zeros(struct buf *b, size_t count)
{
	while (count-- > 0)
		buf_byte(b, 0);
}

static unsigned digit(char c)
{
	assert(isxdigit((unsigned char)c));
	return c <= '9' ? (unsigned)(c - '0') : (unsigned)((c | 0x20) - 'a' + 10);
}

static void pad(struct buf *b, const char *text, size_t width, char with)
{
	const size_t length = strlen(text);

	buf_append(b, text, width && length > width ? width : length);
	for (size_t i = length; i < width; i++)
		buf_byte(b, (uint8_t)with);
}

/* One argument; a struct, so that the list can be handed on. */
struct arguments {
	va_list list;
};

static void say_argument(struct buf *b, char kind, size_t width, struct arguments *a)
{
	const struct buf *other;

	switch (kind) {
	case 'b':
		buf_byte(b, (uint8_t)va_arg(a->list, unsigned));
		return;
	case 'w':
		buf_be16(b, (uint16_t)va_arg(a->list, unsigned));
		return;
	case 'W':
		buf_le16(b, (uint16_t)va_arg(a->list, unsigned));
		return;
	case 'd':
		buf_be32(b, va_arg(a->list, unsigned));
		return;
	case 'D':
		buf_le32(b, va_arg(a->list, unsigned));
		return;
	case 'q':
		buf_be64(b, va_arg(a->list, uint64_t));
		return;
	case 'Q':
		buf_le64(b, va_arg(a->list, uint64_t));
		return;
	case 's':
		pad(b, va_arg(a->list, const char *), width, ' ');
		return;
	case 'z':
		pad(b, va_arg(a->list, const char *), width, '\0');
		if (width == 0)
			buf_byte(b, 0);
		return;
	case 'u':
		for (const char *text = va_arg(a->list, const char *); *text; text++)
			buf_le16(b, (uint8_t)*text);
		return;
	default:
		assert(kind == 'x');
		other = va_arg(a->list, const struct buf *);
		buf_append(b, other->data, other->length);
	}
}

void say(struct buf *b, const char *format, ...)
{
	struct arguments a;

	va_start(a.list, format);
	for (const char *p = format; *p;) {
		if (*p == ' ') {
			p++;
		} else if (*p == '\'') {
			const char *end = strchr(p + 1, '\'');

			assert(end);
			buf_append(b, p + 1, (size_t)(end - p - 1));
			p = end + 1;
		} else if (*p == '%') {
			size_t width = 0;

			for (p++; isdigit((unsigned char)*p); p++)
				width = width * 10 + (size_t)(*p - '0');
			say_argument(b, *p++, width, &a);
		} else {
			buf_byte(b, (uint8_t)(digit(p[0]) << 4 | digit(p[1])));
			p += 2;
		}
	}
	va_end(a.list);
}

static void put(struct buf *b, size_t at, size_t value, unsigned shift)
{
	assert(at < b->length);
	b->data[at] = (uint8_t)(value >> shift);
}

void say_be16_at(struct buf *b, size_t at, size_t value)
{
	put(b, at, value, 8);
	put(b, at + 1, value, 0);
}

void say_le16_at(struct buf *b, size_t at, size_t value)
{
	put(b, at, value, 0);
	put(b, at + 1, value, 8);
}

void say_be32_at(struct buf *b, size_t at, size_t value)
{
	say_be16_at(b, at, value >> 16);
	say_be16_at(b, at + 2, value);
}

void say_le32_at(struct buf *b, size_t at, size_t value)
{
	say_le16_at(b, at, value);
	say_le16_at(b, at + 2, value >> 16);
}
