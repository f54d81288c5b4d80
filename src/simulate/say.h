/* say.h - messages written as hexadecimal with gaps. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdint.h>

#include "lib/buf.h"

/*
 * Appends what the format shows: pairs of hexadecimal digits, 'text' in single quotes, blanks for the
 * eye, and the next argument for: %b a byte, %w %d %q 16, 32, 64 bits highest byte first, %W %D %Q
 * lowest first, %s text, %z text and a NUL, %16s text padded with blanks to 16, %16z with NULs,
 * %u ASCII text as UTF-16 lowest byte first, %x the content of another buf.
 */
void say(struct buf *b, const char *format, ...);
/* Writes over two or four bytes at a place that already is. */
void say_be16_at(struct buf *b, size_t at, size_t value);
void say_le16_at(struct buf *b, size_t at, size_t value);
void say_be32_at(struct buf *b, size_t at, size_t value);
void say_le32_at(struct buf *b, size_t at, size_t value);
/* count zeros. */
void say_zeros(struct buf *b, size_t count);
