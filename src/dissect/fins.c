/* fins.c - OMRON FINS over UDP and TCP (W342, W227; FINS/TCP: W421). SPDX-License-Identifier:
 * Apache-2.0 */

#include "dissect/dissectors.h"
#include "dissect/fins_command.h"
#include "dissect/pending.h"

enum {
	ICF_RESPONSE = 0x40,
	ICF_RESERVED = 0x3e,
	GATEWAYS_MAX = 7,
	TCP_LENGTH_MIN = 8, /* command and error code */
	TCP_LENGTH_MAX = 4096,
	TCP_CLIENT_ADDRESS = 0,
	TCP_SERVER_ADDRESS = 1,
	TCP_FRAME = 2,
	ADDRESS_ID = 0x1000000, /* of the address exchange, beyond all service ids */
	MODEL_SIZE = 20,
};

struct state {
	struct pending pending;
	bool known; /* a message that proves itself was seen */
};

struct header {
	uint8_t flags;
	uint8_t dna, da1, da2; /* destination network, node, unit */
	uint8_t sna, sa1, sa2;
	uint8_t service;
	uint16_t code;
	bool in_tcp;
};

static bool read_header(struct cursor *c, struct header *h)
{
	h->flags = cursor_u8(c);
	const uint8_t reserved = cursor_u8(c);
	const uint8_t gateways = cursor_u8(c);
	h->dna = cursor_u8(c);
	h->da1 = cursor_u8(c);
	h->da2 = cursor_u8(c);
	h->sna = cursor_u8(c);
	h->sa1 = cursor_u8(c);
	h->sa2 = cursor_u8(c);
	h->service = cursor_u8(c);
	h->code = cursor_be16(c);
	return cursor_ok(c) && !(h->flags & ICF_RESERVED) && reserved == 0 &&
	       gateways <= GATEWAYS_MAX && h->dna < 0x80 && h->sna < 0x80;
}

static uint32_t request_id(const struct header *h)
{
	return (uint32_t)h->service << 16 | h->code;
}

static enum verdict read_request(struct cursor *c, struct context *ctx, const struct header *h)
{
	struct state *state = ctx->state;
	const struct fins_command *command = fins_command_find(h->code);
	struct fins_request request = {.areas = {.count = 0}};

	if (!command && !ctx->on_port && !h->in_tcp && !state->known)
		return VERDICT_NO;
	const bool fits = !command || !command->read || command->read(c, &request);
	if (!fits && !ctx->on_port && !h->in_tcp && !state->known)
		return VERDICT_NO;
	struct operation operation = {
	        .class = command ? command->class : OT_DIAGNOSE,
	        .code = h->code,
	        .subcode = NO_SUBCODE,
	        .function = command ? command->name : NULL,
	};
	if (h->dna != 0 || h->da2 != 0) {
		operation.target = "network %u node %u unit 0x%x";
		operation.number[0] = h->dna;
		operation.number[1] = h->da1;
		operation.number[2] = h->da2;
	}
	if (request.mode && !operation.target)
		operation.target = request.mode;
	if (request.file) {
		operation.target = "file %s";
		operation.text = request.file;
		operation.text_length = request.file_length;
	}
	ctx->direction = 1;
	for (size_t i = 0; i < request.areas.count || i == 0; i++) {
		if (request.areas.count > 0)
			areas_get(&request.areas, i, &operation);
		pending_add(&state->pending, request_id(h), emit_operation(ctx, &operation), 0);
	}
	if (fits || ctx->cut)
		return VERDICT_YES;
	emit_anomaly(ctx, "fins.length");
	return VERDICT_MALFORMED;
}

/* Text ends at the first NUL, though blanks may follow it. */
static void claim_text(struct context *ctx, struct cursor *c, const char *name)
{
	const uint8_t *text = cursor_take(c, MODEL_SIZE);

	if (text)
		emit_bytes(ctx, PARTY_SENDER, name, text, strnlen((const char *)text, MODEL_SIZE));
}

/* 5-3-16: model and version. */
static void read_controller_data(struct cursor *c, struct context *ctx)
{
	if (!cursor_peek(c, MODEL_SIZE * 2))
		return;
	emit_text(ctx, PARTY_SENDER, attribute_vendor, "OMRON");
	emit_text(ctx, PARTY_SENDER, attribute_device_type, "Programmable Logic Controller");
	claim_text(ctx, c, attribute_model);
	claim_text(ctx, c, attribute_firmware);
}

/* 5-3-18: running or not, and the mode. */
static void read_controller_status(struct cursor *c, struct context *ctx)
{
	cursor_skip(c, 1);
	const uint8_t mode = cursor_u8(c);

	if (!cursor_ok(c))
		return;
	emit_text(ctx, PARTY_SENDER, attribute_mode,
	          mode == 0   ? "program"
	          : mode == 1 ? "debug"
	          : mode == 2 ? "monitor"
	          : mode == 4 ? "run"
	                      : "");
}

static enum verdict read_answer(struct cursor *c, struct context *ctx, const struct header *h)
{
	struct state *state = ctx->state;
	struct pending_request request;
	const uint16_t end_code = cursor_be16(c);

	if (!cursor_ok(c))
		return VERDICT_NO;
	if (!fins_command_find(h->code) && !ctx->on_port && !h->in_tcp && !state->known)
		return VERDICT_NO;
	ctx->direction = -1;
	while (pending_take(&state->pending, request_id(h), &request))
		emit_answer(ctx, request.ref, fins_end_code_name(end_code));
	/* Behind a gateway or in another unit it is not the sender of the packet who speaks. */
	if ((end_code & 0x7f3f) != 0 || h->sna != 0 || h->sa2 != 0)
		return VERDICT_YES;
	if (h->code == FINS_CONTROLLER_DATA)
		read_controller_data(c, ctx);
	else if (h->code == FINS_CONTROLLER_STATUS)
		read_controller_status(c, ctx);
	return VERDICT_YES;
}

static enum verdict read_frame(struct cursor *c, struct context *ctx, bool in_tcp)
{
	struct state *state = ctx->state;
	struct header h = {.in_tcp = in_tcp};
	struct cursor body = *c;

	if (!read_header(&body, &h))
		return VERDICT_NO;
	const enum verdict verdict =
	        h.flags & ICF_RESPONSE ? read_answer(&body, ctx, &h) : read_request(&body, ctx, &h);
	state->known |= verdict == VERDICT_YES;
	cursor_skip(c, cursor_left(c));
	return verdict;
}

static const char *connection_error_name(uint32_t code)
{
	switch (code) {
	case 0x00:
		return "ok";
	case 0x20:
		return "error 0x20 all connections in use";
	case 0x21:
		return "error 0x21 node is already connected";
	case 0x22:
		return "error 0x22 address is not allowed";
	case 0x23:
		return "error 0x23 node address out of range";
	case 0x24:
		return "error 0x24 node address is the server's own";
	case 0x25:
		return "error 0x25 no node address left";
	default:
		return "error";
	}
}

/* Before any frame the client asks for its node address. */
static void read_address_exchange(struct context *ctx, uint32_t command, uint32_t error)
{
	struct state *state = ctx->state;
	struct pending_request request;

	ctx->direction = command == TCP_CLIENT_ADDRESS ? 1 : -1;
	if (command == TCP_CLIENT_ADDRESS)
		pending_add(&state->pending, ADDRESS_ID,
		            emit_operation(ctx,
		                           &(struct operation){
		                                   .class = OT_SESSION,
		                                   .code = command,
		                                   .subcode = NO_SUBCODE,
		                                   .pdu = "tcp",
		                                   .function = "Node Address Data Send",
		                           }),
		            0);
	else if (pending_take(&state->pending, ADDRESS_ID, &request))
		emit_answer(ctx, request.ref, connection_error_name(error));
}

static enum verdict read_tcp(struct cursor *c, struct context *ctx)
{
	struct cursor rest = *c;
	const size_t left = cursor_left(c);

	if (left < 4)
		return memcmp(rest.pos, "FINS", left) == 0 ? VERDICT_MORE : VERDICT_NO;
	if (!cursor_match(&rest, "FINS", 4))
		return VERDICT_NO;
	const uint32_t length = cursor_be32(&rest);
	if (!cursor_ok(&rest))
		return VERDICT_MORE;
	if (length < TCP_LENGTH_MIN || length > TCP_LENGTH_MAX) {
		emit_anomaly(ctx, "fins.length");
		cursor_skip(c, left);
		return VERDICT_MALFORMED;
	}
	struct cursor body = message_body(&rest, ctx, length);
	if (!cursor_ok(&rest))
		return VERDICT_MORE;
	*c = rest;
	const uint32_t command = cursor_be32(&body);
	const uint32_t error = cursor_be32(&body);
	if (command == TCP_CLIENT_ADDRESS || command == TCP_SERVER_ADDRESS)
		read_address_exchange(ctx, command, error);
	if (command != TCP_FRAME)
		return VERDICT_YES;
	const enum verdict verdict = read_frame(&body, ctx, true);
	if (verdict != VERDICT_NO)
		return verdict;
	emit_anomaly(ctx, "fins.header");
	return VERDICT_MALFORMED;
}

static enum verdict fins_dissect(struct cursor *c, struct context *ctx)
{
	if (ctx->frame->transport == TRANSPORT_TCP)
		return read_tcp(c, ctx);
	return read_frame(c, ctx, false);
}

const struct dissector dissector_fins = {
        .name = "fins",
        .title = "OMRON FINS",
        .evidence = EVIDENCE_LOOSE,
        .rank = RANK_IDENTITY,
        .transports = OVER_TCP | OVER_UDP,
        .industrial = true,
        .ports = {9600},
        .state_size = sizeof(struct state),
        .dissect = fins_dissect,
};
