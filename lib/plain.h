/* plain.h - eight bytes of text at a time, for JSON. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <endian.h>
#include <stdint.h>
#include <string.h>

#define PLAIN_EACH_BYTE (UINT64_MAX / 255)

/* The high bit of the first byte of word that equals byte; those above it may be wrong. */
static inline uint64_t plain_byte_equal(uint64_t word, uint8_t byte)
{
	const uint64_t differ = word ^ PLAIN_EACH_BYTE * byte;

	return (differ - PLAIN_EACH_BYTE) & ~differ;
}

/*
 * Eight bytes as a word, the first lowest. In marks the high bit of the first byte that does not stand
 * for itself (RFC 8259 7): beyond ASCII, quotation mark, escape or control character; 0 when all do.
 */
static inline uint64_t plain_read(const void *eight, uint64_t *marks)
{
	uint64_t word;

	memcpy(&word, eight, 8);
	word = le64toh(word);
	*marks = plain_byte_equal(word, '"') | plain_byte_equal(word, '\\') |
	         (word - PLAIN_EACH_BYTE * ' ') | word;
	*marks &= PLAIN_EACH_BYTE * 0x80;
	return word;
}
