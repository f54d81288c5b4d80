/* base64.c - bytes written as text (RFC 4648, 4). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/base64.h"

static int digit_of(uint8_t byte)
{
	if (byte >= 'A' && byte <= 'Z')
		return byte - 'A';
	if (byte >= 'a' && byte <= 'z')
		return byte - 'a' + 26;
	if (byte >= '0' && byte <= '9')
		return byte - '0' + 52;
	return byte == '+' ? 62 : byte == '/' ? 63 : -1;
}

size_t base64_decode(struct cursor text, uint8_t *out, size_t capacity, int stop, unsigned times)
{
	uint32_t bits = 0;
	unsigned have = 0;
	size_t length = 0;

	while (cursor_left(&text) > 0 && length < capacity) {
		const uint8_t byte = cursor_u8(&text);
		const int digit = digit_of(byte);

		if (digit < 0 && byte == '=')
			break;
		if (digit < 0)
			return 0;
		bits = (bits << 6 | (unsigned)digit) & 0xffff;
		have += 6;
		if (have < 8)
			continue;
		have -= 8;
		out[length++] = (uint8_t)(bits >> have);
		if (stop != BASE64_ALL && out[length - 1] == stop && --times == 0)
			return length;
	}
	return stop == BASE64_ALL ? length : 0;
}
