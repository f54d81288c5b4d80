/* codesys.c - CODESYS V3 between tools, runtimes and panels, over TCP and UDP.
 * SPDX-License-Identifier: Apache-2.0
 *
 * There is no public specification; the layers are those that Kaspersky (2019) and Microsoft (2023)
 * published: over TCP a block with a magic, then a datagram with addresses, then a channel, then a
 * service with tags. A service that is longer than a datagram goes on in further blocks; the first
 * tells what is asked for.
 */

#include "dissect/codesys.h"
#include "dissect/dissectors.h"
#include "dissect/pending.h"
#include "dissect/session.h"

#include <stdio.h>

enum {
	BLOCK_HEADER_SIZE = 8,
	BLOCK_MAX = 16384,
	DATAGRAM = 0xc5,
	HEADER_WORDS = 3,   /* of a datagram; 4 where a length follows */
	NOTIFY_REQUEST = 1, /* and its answer */
	NAME_REQUEST = 3,
	NAME_ANSWER = 4,
	CHANNEL_MANAGER = 64,
	RESOLVE_ADDRESS = 0xc201,
	RESOLVE_NAME = 0xc202,
	IDENTIFICATION = 0xc280,
	CHANNEL_BLOCK = 0x01,
	CHANNEL_ACK = 0x02,
	CHANNEL_ALIVE = 0x03,
	CHANNEL_OPENED = 0x83,
	CHANNEL_INFO = 0xc2,
	CHANNEL_OPEN = 0xc3,
	CHANNEL_CLOSE = 0xc4,
	BLOCK_FIRST = 0x01,
	PROTOCOL_PLAIN = 0xcd55,
	PROTOCOL_SECURE = 0x7557,
	SERVICE_HEADER = 12, /* and its variant with one more word */
	SERVICE_ANSWER = 0x80,
	TARGET_PLC = 4096,
};

struct state {
	struct pending pending;
};

static void claim_wide(struct context *ctx, const char *name, struct cursor *c, size_t letters)
{
	const struct cursor text = cursor_sub(c, letters * 2);

	cursor_skip(c, 2); /* NUL */
	if (cursor_ok(c))
		session_wide(ctx, PARTY_SENDER, name, &text);
}

/* Lengths first, the names behind them. */
static void read_identity(struct cursor *c, struct context *ctx)
{
	char text[24];

	cursor_skip(c, 4);
	const uint16_t parent = cursor_le16(c);
	const uint16_t node = cursor_le16(c);
	const uint16_t device = cursor_le16(c);
	const uint16_t vendor = cursor_le16(c);
	const uint32_t target = cursor_le32(c);
	cursor_skip(c, 4);
	const uint32_t version = cursor_le32(c);
	cursor_skip(c, 4);
	const uint8_t serial = cursor_u8(c);
	cursor_skip(c, 11u + parent);
	if (!cursor_ok(c))
		return;
	if (target == TARGET_PLC)
		emit_text(ctx, PARTY_SENDER, attribute_device_type,
		          "Programmable Logic Controller");
	claim_wide(ctx, attribute_hostname, c, node);
	claim_wide(ctx, attribute_model, c, device);
	claim_wide(ctx, attribute_vendor, c, vendor);
	const uint8_t *number = cursor_take(c, serial);

	if (number)
		emit_bytes(ctx, PARTY_SENDER, attribute_serial, number,
		           strnlen((const char *)number, serial));
	snprintf(text, sizeof(text), "%u.%u.%u.%u", (unsigned)(version >> 24),
	         (unsigned)(version >> 16 & 0xff), (unsigned)(version >> 8 & 0xff),
	         (unsigned)(version & 0xff));
	if (version != 0)
		emit_text(ctx, PARTY_SENDER, attribute_firmware, text);
}

static enum verdict read_name_service(struct cursor *c, struct context *ctx, bool answer)
{
	const uint16_t command = cursor_le16(c);

	cursor_skip(c, 6); /* version, number of the message */
	if (!cursor_ok(c))
		return VERDICT_MALFORMED;
	if (answer != (command == IDENTIFICATION) ||
	    (!answer && command != RESOLVE_ADDRESS && command != RESOLVE_NAME))
		return VERDICT_NO;
	ctx->direction = answer ? -1 : 1;
	if (answer)
		read_identity(c, ctx);
	else
		emit_operation(ctx, &(struct operation){
		                            .class = OT_IDENTIFY,
		                            .code = NAME_REQUEST,
		                            .subcode = command,
		                            .pdu = "name",
		                            .function = command == RESOLVE_NAME ? "Resolve Name"
		                                                                : "Resolve Address",
		                    });
	return VERDICT_YES;
}

static bool read_service(struct cursor *c, struct codesys_service *service)
{
	const uint16_t protocol = cursor_le16(c);
	const uint16_t header = cursor_le16(c);
	const uint16_t group = cursor_le16(c);

	service->command = cursor_le16(c);
	if (!cursor_ok(c))
		return false;
	cursor_skip(c, header >= 4 ? header - 4u : 0u); /* session, size, and what is more */
	service->secure = protocol == PROTOCOL_SECURE;
	service->group = group & 0x7f;
	service->answer = group & SERVICE_ANSWER;
	service->tags = *c;
	return (protocol == PROTOCOL_PLAIN || service->secure) && header >= SERVICE_HEADER &&
	       group <= 0xff;
}

static uint32_t request_id(uint16_t channel, const struct codesys_service *service)
{
	return (uint32_t)channel << 16 | (uint32_t)service->group << 8 | (service->command & 0xffu);
}

static void tell_service(struct context *ctx, uint16_t channel,
                         const struct codesys_service *service)
{
	struct state *state = ctx->state;
	struct pending_request request;
	struct operation operation;

	ctx->direction = service->answer ? -1 : 1;
	if (!service->answer) {
		codesys_read_request(service, &operation);
		pending_add(&state->pending, request_id(channel, service),
		            emit_operation(ctx, &operation), 0);
		return;
	}
	const char *result = codesys_result(service);

	if (pending_take(&state->pending, request_id(channel, service), &request) && result)
		emit_answer(ctx, request.ref, result);
}

static enum verdict read_block(struct cursor *c, struct context *ctx, uint8_t flags)
{
	struct codesys_service service;
	const uint16_t channel = cursor_le16(c);

	cursor_skip(c, 8); /* numbers of this block and of the last that was heard */
	if (!cursor_ok(c))
		return VERDICT_MALFORMED;
	if (!(flags & BLOCK_FIRST))
		return VERDICT_YES;
	cursor_skip(c, 8); /* size and checksum of the service */
	if (!read_service(c, &service))
		return cursor_ok(c) ? VERDICT_NO : VERDICT_MALFORMED;
	tell_service(ctx, channel, &service);
	return cursor_ok(c) ? VERDICT_YES : VERDICT_MALFORMED;
}

static enum verdict read_channel(struct cursor *c, struct context *ctx)
{
	const uint8_t type = cursor_u8(c);
	const uint8_t flags = cursor_u8(c);

	switch (type) {
	case CHANNEL_BLOCK:
		return read_block(c, ctx, flags);
	case CHANNEL_OPEN:
		ctx->direction = 1;
		return VERDICT_YES;
	case CHANNEL_OPENED:
		ctx->direction = -1;
		return VERDICT_YES;
	case CHANNEL_ACK:
	case CHANNEL_ALIVE:
	case CHANNEL_INFO:
	case CHANNEL_CLOSE:
		return VERDICT_YES;
	default:
		return cursor_ok(c) ? VERDICT_NO : VERDICT_MALFORMED;
	}
}

/* A header of words, two addresses of words, filled up to a multiple of four. */
static enum verdict read_datagram(struct cursor *c, struct context *ctx)
{
	const struct cursor whole = *c;
	const uint8_t magic = cursor_u8(c);
	const uint8_t hops = cursor_u8(c);
	cursor_skip(c, 1);
	const uint8_t service = cursor_u8(c);
	cursor_skip(c, 1);
	const uint8_t lengths = cursor_u8(c);
	const unsigned int words = hops & 7;
	const bool known =
	        (service >= NOTIFY_REQUEST && service <= NAME_ANSWER) || service == CHANNEL_MANAGER;

	if (!cursor_ok(c))
		return VERDICT_MALFORMED;
	if (magic != DATAGRAM || !known || (words != HEADER_WORDS && words != HEADER_WORDS + 1))
		return VERDICT_NO;
	cursor_skip(c, (words - HEADER_WORDS) * 2u + ((lengths >> 4) + (lengths & 0xfu)) * 2u);
	if (cursor_ok(c))
		cursor_align(c, whole.pos, 4);
	if (!cursor_ok(c))
		return VERDICT_MALFORMED;
	if (service == CHANNEL_MANAGER)
		return read_channel(c, ctx);
	return service < NAME_REQUEST ? VERDICT_YES
	                              : read_name_service(c, ctx, service == NAME_ANSWER);
}

static enum verdict broken(struct context *ctx, const char *event)
{
	emit_anomaly(ctx, event);
	return VERDICT_MALFORMED;
}

static enum verdict read_tcp(struct cursor *c, struct context *ctx)
{
	static const uint8_t magic[] = {0x00, 0x01, 0x17, 0xe8};
	struct cursor rest = *c;
	const size_t left = cursor_left(c);

	if (left < sizeof(magic))
		return left == 0 || memcmp(rest.pos, magic, left) == 0 ? VERDICT_MORE : VERDICT_NO;
	if (!cursor_match(&rest, magic, sizeof(magic)))
		return VERDICT_NO;
	const uint32_t length = cursor_le32(&rest);

	if (!cursor_ok(&rest))
		return VERDICT_MORE;
	if (length < BLOCK_HEADER_SIZE || length > BLOCK_MAX) {
		cursor_skip(c, left);
		return broken(ctx, "codesys.length");
	}
	struct cursor body = message_body(&rest, ctx, length - BLOCK_HEADER_SIZE);

	if (!cursor_ok(&rest))
		return VERDICT_MORE;
	*c = rest;
	const enum verdict verdict = read_datagram(&body, ctx);

	if (verdict == VERDICT_YES || ctx->cut)
		return VERDICT_YES;
	return broken(ctx, "codesys.datagram");
}

/* A single byte is all that marks a datagram: nobody's but on its own ports. */
static enum verdict read_udp(struct cursor *c, struct context *ctx)
{
	struct cursor body = *c;

	if (!ctx->on_port)
		return VERDICT_NO;
	const enum verdict verdict = read_datagram(&body, ctx);

	if (verdict == VERDICT_NO)
		return VERDICT_NO;
	cursor_skip(c, cursor_left(c));
	return verdict == VERDICT_YES || ctx->cut ? VERDICT_YES : broken(ctx, "codesys.datagram");
}

static enum verdict codesys_dissect(struct cursor *c, struct context *ctx)
{
	return ctx->frame->transport == TRANSPORT_TCP ? read_tcp(c, ctx) : read_udp(c, ctx);
}

const struct dissector dissector_codesys = {
        .name = "codesys",
        .title = "CODESYS V3",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_IDENTITY,
        .transports = OVER_TCP | OVER_UDP,
        .industrial = true,
        .ports = {1740, 1741, 1742, 1743, 11740, 11741, 11742, 11743},
        .state_size = sizeof(struct state),
        .message_max = BLOCK_MAX,
        .dissect = codesys_dissect,
};
