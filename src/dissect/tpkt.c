/* tpkt.c - packets of ISO transport over TCP (RFC 1006, ISO 8073 class 0). SPDX-License-Identifier:
 * Apache-2.0 */

#include "dissect/tpkt.h"

enum {
	VERSION = 3,
	TPKT_HEADER = 4,
	COTP_MIN = 2,       /* type and what follows it in the shortest header */
	END_OF_TSDU = 0x80, /* ISO 8073 13.7 */
	PARAMETER_CALLING = 0xc1,
	PARAMETER_CALLED = 0xc2,
	SETUP_MAX = 8, /* packets without data before the first that has some */
};

/* ISO 8073 13.3: references and class, then parameters of type, length and value. */
static bool read_parameters(struct cursor *header, struct tpkt *packet)
{
	cursor_skip(header, 5);
	while (cursor_left(header) >= 2) {
		const uint8_t type = cursor_u8(header);
		const struct cursor value = cursor_sub(header, cursor_u8(header));

		if (type == PARAMETER_CALLING)
			packet->calling = value;
		if (type == PARAMETER_CALLED)
			packet->called = value;
	}
	return cursor_ok(header);
}

static bool read_cotp(struct cursor *body, struct tpkt *packet)
{
	const uint8_t length = cursor_u8(body);
	struct cursor header = cursor_sub(body, length);
	const uint8_t code = cursor_u8(&header);

	if (!cursor_ok(&header) || length < COTP_MIN)
		return false;
	packet->type = code & 0xf0;
	if (packet->type == COTP_CONNECT || packet->type == COTP_CONFIRM)
		return read_parameters(&header, packet);
	if (packet->type != COTP_DATA)
		return packet->type == COTP_DISCONNECT;
	packet->last = cursor_u8(&header) & END_OF_TSDU;
	packet->data = *body;
	return length == COTP_MIN;
}

static enum verdict read_packet(struct cursor *c, struct tpkt *packet, struct context *ctx)
{
	struct cursor rest = *c;
	const uint8_t version = cursor_u8(&rest);
	const uint8_t reserved = cursor_u8(&rest);
	const uint16_t length = cursor_be16(&rest);

	if (cursor_left(c) == 0)
		return VERDICT_MORE;
	if (version != VERSION || reserved != 0)
		return VERDICT_NO;
	if (!cursor_ok(&rest))
		return VERDICT_MORE;
	if (length < TPKT_HEADER + 1 + COTP_MIN)
		return VERDICT_NO;
	const size_t size = length - (size_t)TPKT_HEADER;
	struct cursor body = ctx ? message_body(&rest, ctx, size) : cursor_sub(&rest, size);

	if (!cursor_ok(&rest))
		return VERDICT_MORE;
	*packet = (struct tpkt){0};
	if (!read_cotp(&body, packet))
		return VERDICT_NO;
	*c = rest;
	return VERDICT_YES;
}

enum verdict tpkt_read(struct cursor *c, struct tpkt *packet)
{
	return read_packet(c, packet, NULL);
}

enum verdict tpkt_read_data(struct cursor *c, struct tpkt *packet, bool known, struct context *ctx)
{
	for (;;) {
		const enum verdict verdict = read_packet(c, packet, ctx);

		if (verdict != VERDICT_YES)
			return verdict;
		if (packet->type != COTP_DATA || cursor_left(&packet->data) > 0)
			return VERDICT_YES;
		if (cursor_left(c) == 0)
			return known ? VERDICT_YES : VERDICT_MORE;
	}
}

enum verdict tpkt_first_data(struct cursor c, struct cursor *data)
{
	for (int i = 0; i < SETUP_MAX; i++) {
		struct tpkt packet;
		const enum verdict verdict = tpkt_read(&c, &packet);

		if (verdict != VERDICT_YES)
			return verdict;
		*data = packet.data;
		if (cursor_left(data) > 0)
			return VERDICT_YES;
	}
	return VERDICT_NO;
}

enum verdict tpkt_read_whole(struct cursor *c, struct tpkt *packet, uint8_t *joined, size_t size)
{
	struct cursor rest = *c;
	size_t length = 0;
	enum verdict verdict = tpkt_read(&rest, packet);

	if (verdict != VERDICT_YES || packet->type != COTP_DATA || packet->last ||
	    cursor_left(&packet->data) > size) {
		*c = rest;
		return verdict;
	}
	for (;;) {
		const size_t left = cursor_left(&packet->data);

		if (left > size - length) { /* too long: its beginning, and this part again */
			packet->last = false;
			break;
		}
		if (left > 0)
			memcpy(joined + length, cursor_take(&packet->data, left), left);
		length += left;
		*c = rest;
		if (packet->last)
			break;
		verdict = tpkt_read(&rest, packet);
		if (verdict != VERDICT_YES || packet->type != COTP_DATA)
			return verdict == VERDICT_YES ? VERDICT_NO : verdict;
	}
	packet->data = cursor_init(joined, length);
	return VERDICT_YES;
}
