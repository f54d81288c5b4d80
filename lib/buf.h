/* buf.h - bytes that grow. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A zeroed buf is empty and ready; buf_free gives its memory back. */
struct buf {
	uint8_t *data;
	size_t length;
	size_t capacity;
	size_t max; /* 0 no limit; what would go beyond is dropped and full is set */
	bool full;
};

/* Gives the memory back; a zeroed buf is empty and ready. */
void buf_free(struct buf *b);
/* Empties, keeps the memory. */
void buf_clear(struct buf *b);
/* Room for n more bytes at the end, or NULL when max forbids; the caller adds to length. */
uint8_t *buf_reserve(struct buf *b, size_t n);
void buf_append(struct buf *b, const void *bytes, size_t n);
void buf_text(struct buf *b, const char *text);
void buf_byte(struct buf *b, uint8_t byte);
__attribute__((format(printf, 2, 3))) void buf_printf(struct buf *b, const char *format, ...);
/* Integers in network order (be) and little endian (le). */
void buf_be16(struct buf *b, uint16_t value);
void buf_be32(struct buf *b, uint32_t value);
void buf_be64(struct buf *b, uint64_t value);
void buf_le16(struct buf *b, uint16_t value);
void buf_le32(struct buf *b, uint32_t value);
void buf_le64(struct buf *b, uint64_t value);
/* Removes the first n bytes. */
void buf_consume(struct buf *b, size_t n);
/* The content as a C string, owned by the buf until it changes. */
const char *buf_string(struct buf *b);
