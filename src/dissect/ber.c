/* ber.c - reading the Basic Encoding Rules (X.690). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/ber.h"

/* 8.1.3: one byte below 128, or the count of the bytes that follow. */
static bool ber_length(struct cursor *c, size_t *length)
{
	uint8_t first = cursor_u8(c);

	*length = first;
	if (first < 0x80)
		return cursor_ok(c);
	if (first == 0x80 || first > 0x84)
		return false;
	*length = 0;
	for (int i = first & 0x7f; i > 0; i--)
		*length = *length << 8 | cursor_u8(c);
	return cursor_ok(c);
}

bool ber_next(struct cursor *c, uint8_t *tag, struct cursor *value)
{
	size_t length;

	*tag = cursor_u8(c);
	if (!cursor_ok(c) || (*tag & 0x1f) == 0x1f || !ber_length(c, &length))
		return false;
	*value = cursor_sub(c, length);
	return cursor_ok(c);
}

bool ber_number(struct cursor *c, uint8_t *form, uint32_t *number, struct cursor *value)
{
	uint8_t first = cursor_u8(c);
	size_t length;

	*form = first & 0xe0;
	*number = first & 0x1f;
	if (!cursor_ok(c) || (*number == 0x1f && !ber_arc(c, number)) || !ber_length(c, &length))
		return false;
	*value = cursor_sub(c, length);
	return cursor_ok(c);
}

bool ber_enter(struct cursor *c, uint8_t tag)
{
	size_t length;

	return cursor_u8(c) == tag && cursor_ok(c) && ber_length(c, &length);
}

bool ber_expect(struct cursor *c, uint8_t tag, struct cursor *value)
{
	uint8_t got;

	return ber_next(c, &got, value) && got == tag;
}

bool ber_integer(struct cursor *c, int64_t *number)
{
	struct cursor value;

	if (!ber_expect(c, BER_INTEGER, &value))
		return false;
	size_t length = cursor_left(&value);

	if (length == 0 || length > 8)
		return false;
	uint64_t bits = *cursor_peek(&value, 1) & 0x80 ? UINT64_MAX : 0;

	while (cursor_left(&value) > 0)
		bits = bits << 8 | cursor_u8(&value);
	*number = (int64_t)bits;
	return true;
}

/* 8.19.2: seven bits a byte, the last without the top bit. */
bool ber_arc(struct cursor *oid, uint32_t *arc)
{
	*arc = 0;
	for (int i = 0; i < 5; i++) {
		uint8_t byte = cursor_u8(oid);

		if (!cursor_ok(oid))
			return false;
		*arc = *arc << 7 | (byte & 0x7f);
		if (!(byte & 0x80))
			return true;
	}
	return false;
}
