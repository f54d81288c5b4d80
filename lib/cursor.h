/* cursor.h - bounds-checked reading of untrusted bytes. SPDX-License-Identifier: Apache-2.0
 *
 * A short read makes the cursor bad and yields zero; every later read yields zero too.
 * Read a whole header straight through, then test cursor_ok() once, and test it again before any
 * value that was read drives a loop, an index or an allocation. No other file does arithmetic on
 * pointers into packets.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Two words, which travel in registers; both are CURSOR_BAD when it is bad. */
struct cursor {
	const uint8_t *pos;
	const uint8_t *end;
};

#define CURSOR_BAD ((const uint8_t *)(uintptr_t)1)

/* A cursor over length bytes at data; data may be NULL when length is 0. */
static inline struct cursor cursor_init(const void *data, size_t length)
{
	const uint8_t *p = data;

	return (struct cursor){.pos = p, .end = p ? p + length : p};
}

/* False once any read went past the end. */
static inline bool cursor_ok(const struct cursor *c)
{
	return c->end != CURSOR_BAD;
}

/* What was read makes no sense: nothing more can be read. */
static inline void cursor_fail(struct cursor *c)
{
	c->pos = c->end = CURSOR_BAD;
}

/* A cursor that is bad from the beginning. */
static inline struct cursor cursor_bad(void)
{
	return (struct cursor){CURSOR_BAD, CURSOR_BAD};
}

/* Bytes not read yet; 0 after a bad read. */
static inline size_t cursor_left(const struct cursor *c)
{
	return (size_t)(c->end - c->pos);
}

/* The next n bytes, or NULL; n of 0 gives no byte to look at. The only place but cursor_end() where `pos` moves on. */
static inline const uint8_t *cursor_take(struct cursor *c, size_t n)
{
	const uint8_t *p = c->pos;

	if (n > (size_t)(c->end - p)) {
		cursor_fail(c);
		return NULL;
	}
	if (n > 0)
		c->pos += n;
	return p;
}

/* Passes over n bytes. */
static inline void cursor_skip(struct cursor *c, size_t n)
{
	(void)cursor_take(c, n);
}

/* Passes over all that was left of whole, also after a short read: what comes behind does not matter. */
static inline void cursor_end(struct cursor *c, const struct cursor *whole)
{
	c->pos = c->end = whole->end;
}

/* Passes over padding up to a multiple of align, counted from start. */
static inline void cursor_align(struct cursor *c, const uint8_t *start, size_t align)
{
	size_t over = (size_t)(c->pos - start) % align;

	if (over && cursor_ok(c))
		cursor_skip(c, align - over);
}

/* Fixed-size readers: big endian (be), little endian (le). Zero after a short read. */
static inline uint8_t cursor_u8(struct cursor *c)
{
	const uint8_t *p = cursor_take(c, 1);

	return p ? p[0] : 0;
}

static inline uint16_t cursor_be16(struct cursor *c)
{
	const uint8_t *p = cursor_take(c, 2);

	return p ? (uint16_t)(p[0] << 8 | p[1]) : 0;
}

static inline uint16_t cursor_le16(struct cursor *c)
{
	const uint8_t *p = cursor_take(c, 2);

	return p ? (uint16_t)(p[1] << 8 | p[0]) : 0;
}

static inline uint32_t cursor_be24(struct cursor *c)
{
	const uint8_t *p = cursor_take(c, 3);

	return p ? (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2] : 0;
}

static inline uint32_t cursor_le24(struct cursor *c)
{
	const uint8_t *p = cursor_take(c, 3);

	return p ? (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0] : 0;
}

static inline uint32_t cursor_be32(struct cursor *c)
{
	const uint8_t *p = cursor_take(c, 4);

	return p ? (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3] : 0;
}

static inline uint32_t cursor_le32(struct cursor *c)
{
	const uint8_t *p = cursor_take(c, 4);

	return p ? (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0] : 0;
}

static inline uint64_t cursor_be64(struct cursor *c)
{
	uint64_t high = cursor_be32(c);
	uint64_t low = cursor_be32(c);

	return cursor_ok(c) ? high << 32 | low : 0;
}

static inline uint64_t cursor_le64(struct cursor *c)
{
	uint64_t low = cursor_le32(c);
	uint64_t high = cursor_le32(c);

	return cursor_ok(c) ? high << 32 | low : 0;
}

/* A look at the next n bytes without passing over them, or NULL; never makes the cursor bad. */
static inline const uint8_t *cursor_peek(const struct cursor *c, size_t n)
{
	return n <= cursor_left(c) ? c->pos : NULL;
}

/* A child cursor over the next n bytes: a nested length cannot read past them. */
static inline struct cursor cursor_sub(struct cursor *c, size_t n)
{
	const uint8_t *p = cursor_take(c, n);

	return cursor_ok(c) ? cursor_init(p, n) : cursor_bad();
}

/* Offset of byte within the bytes left, or -1. */
static inline ptrdiff_t cursor_find(const struct cursor *c, uint8_t byte)
{
	size_t left = cursor_left(c);
	const uint8_t *hit = left ? memchr(c->pos, byte, left) : NULL;

	return hit ? hit - c->pos : -1;
}

/* True and passed over when the next n bytes equal expected. */
static inline bool cursor_match(struct cursor *c, const void *expected, size_t n)
{
	if (cursor_left(c) < n || memcmp(c->pos, expected, n) != 0)
		return false;
	cursor_skip(c, n);
	return true;
}

/* Copies at most capacity - 1 of the next n bytes as printable ASCII, others made '.'. */
static inline void cursor_text(struct cursor *c, size_t n, char *text, size_t capacity)
{
	const uint8_t *p = cursor_take(c, n);
	size_t length = p == NULL ? 0 : n < capacity ? n : capacity - 1;

	for (size_t i = 0; i < length; i++)
		text[i] = (char)(p[i] >= 0x20 && p[i] < 0x7f ? p[i] : '.');
	text[length] = '\0';
}
