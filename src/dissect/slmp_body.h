/* slmp_body.h - numbers of SLMP, in binary or in ASCII code. SPDX-License-Identifier: Apache-2.0
 *
 * The same message is written little endian, or as hexadecimal digits with the highest first.
 */
#pragma once

#include "lib/cursor.h"

struct slmp_body {
	struct cursor bytes;
	bool ascii;
};

/* The value of count hexadecimal digits; makes the cursor bad at any other character. */
static inline uint32_t slmp_hex(struct cursor *c, size_t count)
{
	const uint8_t *p = cursor_take(c, count);
	uint32_t value = 0;

	for (size_t i = 0; p && i < count; i++) {
		const uint8_t d = p[i];
		const bool digit = d >= '0' && d <= '9';

		if (!digit && (d < 'A' || d > 'F')) {
			cursor_fail(c);
			return 0;
		}
		value = value << 4 | (uint32_t)(digit ? d - '0' : d - 'A' + 10);
	}
	return p ? value : 0;
}

/* The value of count decimal digits; blanks in front count as zeros. */
static inline uint32_t slmp_decimal(struct cursor *c, size_t count)
{
	const uint8_t *p = cursor_take(c, count);
	uint32_t value = 0;

	for (size_t i = 0; p && i < count; i++) {
		if (p[i] == ' ' && value == 0)
			continue;
		if (p[i] < '0' || p[i] > '9') {
			cursor_fail(c);
			return 0;
		}
		value = value * 10 + (uint32_t)(p[i] - '0');
	}
	return p ? value : 0;
}

/* A number of 1 to 4 bytes. */
static inline uint32_t slmp_number(struct slmp_body *body, size_t size)
{
	if (body->ascii)
		return slmp_hex(&body->bytes, size * 2);

	const uint8_t *p = cursor_take(&body->bytes, size);
	uint32_t value = 0;

	for (size_t i = size; p && i > 0; i--)
		value = value << 8 | p[i - 1];
	return value;
}

/* Passes over size bytes of the binary form. */
static inline void slmp_skip(struct slmp_body *body, size_t size)
{
	cursor_skip(&body->bytes, body->ascii ? size * 2 : size);
}
