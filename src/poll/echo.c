/* echo.c - ICMP echo and its reply (RFC 792; for IPv6 RFC 4443, 4). SPDX-License-Identifier: Apache-2.0 */

#include "poll/echo.h"

#define ECHO_REQUEST 8
#define ECHO_REPLY   0
#define ECHO6_REQUEST 128
#define ECHO6_REPLY   129
#define PROTOCOL     1

static const char word[] = "yagura check";

static void put(uint8_t *p, uint64_t value, size_t bytes)
{
	while (bytes-- > 0) {
		p[bytes] = (uint8_t)value;
		value >>= 8;
	}
}

/* RFC 1071 */
static uint16_t checksum(const uint8_t *p, size_t length)
{
	uint32_t sum = 0;

	for (size_t i = 0; i + 1 < length; i += 2)
		sum += (uint32_t)(p[i] << 8 | p[i + 1]);
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return (uint16_t)~sum;
}

void echo_write(const struct echo *echo, uint8_t out[ECHO_SIZE])
{
	memset(out, 0, ECHO_SIZE);
	out[0] = echo->ip6 ? ECHO6_REQUEST : ECHO_REQUEST;
	put(out + 4, echo->id, 2);
	put(out + 6, echo->sequence, 2);
	put(out + 8, echo->nonce, 8);
	memcpy(out + 16, word, sizeof(word) - 1);
	if (!echo->ip6)
		put(out + 2, checksum(out, ECHO_SIZE), 2);
}

/* RFC 791, 3.1 */
static void skip_ip(struct cursor *c, struct echo *out)
{
	const uint8_t first = cursor_u8(c);
	const size_t header = (size_t)(first & 0xf) * 4;

	cursor_skip(c, 8);
	const uint8_t protocol = cursor_u8(c);

	cursor_skip(c, 2);
	out->from = cursor_be32(c);
	cursor_skip(c, 4);
	if (first >> 4 != 4 || header < 20 || protocol != PROTOCOL)
		cursor_fail(c);
	else
		cursor_skip(c, header - 20);
}

bool echo_read(struct cursor c, enum echo_form form, struct echo *out)
{
	*out = (struct echo){.ip6 = form == ECHO_IP6};
	if (form == ECHO_WITH_IP4)
		skip_ip(&c, out);
	const uint8_t type = cursor_u8(&c), code = cursor_u8(&c);

	cursor_skip(&c, 2); /* the kernel has looked at the checksum */
	out->id = cursor_be16(&c);
	out->sequence = cursor_be16(&c);
	out->nonce = cursor_be64(&c);
	return cursor_match(&c, word, sizeof(word) - 1) && cursor_ok(&c) && type == (out->ip6 ? ECHO6_REPLY : ECHO_REPLY) &&
	       code == 0;
}
