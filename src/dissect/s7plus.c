/* s7plus.c - S7 communication plus of SIMATIC S7-1200 and -1500, over TPKT. SPDX-License-Identifier: Apache-2.0
 *
 * Unpublished, and from its third version on partly sealed. What is read here is what public
 * analyses agree on: the function asked for, and the order number that a session's start tells.
 */

#include "dissect/s7plus.h"

#include "dissect/dissectors.h"
#include "dissect/tpkt.h"

enum {
	OPCODE_REQUEST = 0x31,
	OPCODE_ANSWER = 0x32,
	OPCODE_NOTIFICATION = 0x33,
	VERSION_MAX = 3,
	DIGEST_SIZE = 32,
	TRAILER_SIZE = 4,
	FUNCTION_CREATE_OBJECT = 0x04ca,
	TYPE_TEXT = 0x15,
};

static void emit_request(struct context *ctx, uint16_t code, struct cursor body)
{
	struct operation operation = {
		.class = OT_DIAGNOSE,
		.code = code,
		.subcode = NO_SUBCODE,
		.protocol = ctx->dissector == &dissector_s7comm_plus ? NULL : "s7comm-plus",
	};

	s7plus_request(body, &operation);
	emit_operation(ctx, &operation);
}

/* "1;6ES7 511-1AK00-0AB0;V1.8": order number and firmware between semicolons. */
static bool claim_identity(struct cursor text, struct context *ctx)
{
	cursor_skip(&text, 1);
	if (!cursor_match(&text, ";", 1))
		return false;
	const ptrdiff_t length = cursor_find(&text, ';');

	if (length <= 0)
		return false;
	const uint8_t *order_number = cursor_take(&text, (size_t)length);

	cursor_skip(&text, 1);
	const size_t left = cursor_left(&text);
	const uint8_t *firmware = cursor_take(&text, left);

	if (!firmware || left < 2 || firmware[0] != 'V')
		return false;
	emit_text(ctx, PARTY_SENDER, attribute_vendor, "Siemens");
	emit_bytes(ctx, PARTY_SENDER, attribute_product_code, order_number, (size_t)length);
	emit_bytes(ctx, PARTY_SENDER, attribute_firmware, firmware, left);
	return true;
}

/* Attributes have numbers of many lengths; the text is found by its type, its length and its form. */
static void find_identity(struct cursor *body, struct context *ctx)
{
	for (;;) {
		const ptrdiff_t offset = cursor_find(body, TYPE_TEXT);

		if (offset < 0)
			return;
		cursor_skip(body, (size_t)offset + 1);
		struct cursor text = *body;
		struct cursor value = cursor_sub(&text, cursor_u8(&text));

		if (cursor_ok(&value) && claim_identity(value, ctx))
			return;
	}
}

/* A part ends the message when four bytes that start like the header stand behind it. */
static bool is_last(struct cursor *c, uint8_t version)
{
	return cursor_left(c) >= TRAILER_SIZE && cursor_u8(c) == S7PLUS_MAGIC &&
	       cursor_u8(c) == version;
}

static void read_body(struct cursor *body, struct context *ctx, uint8_t version)
{
	/* Version 3 may put a digest, with its length, before the message. */
	const uint8_t *first = cursor_peek(body, 1);

	if (version == 3 && first && *first == DIGEST_SIZE)
		cursor_skip(body, DIGEST_SIZE + 1);
	const uint8_t opcode = cursor_u8(body);

	cursor_skip(body, 2);
	const uint16_t function = cursor_be16(body);

	if (!cursor_ok(body))
		return;
	if (opcode == OPCODE_REQUEST) {
		ctx->direction = 1;
		emit_request(ctx, function, *body);
	}
	if (opcode != OPCODE_ANSWER && opcode != OPCODE_NOTIFICATION)
		return;
	ctx->direction = -1;
	if (opcode == OPCODE_ANSWER && function == FUNCTION_CREATE_OBJECT)
		find_identity(body, ctx);
	ctx->finished = opcode == OPCODE_ANSWER && function == S7PLUS_INIT_TLS;
}

enum verdict s7plus_message(struct cursor *c, struct context *ctx, struct s7plus_state *state)
{
	cursor_skip(c, 1);
	const uint8_t version = cursor_u8(c);
	const uint16_t length = cursor_be16(c);

	if (cursor_ok(c) && version > VERSION_MAX)
		return VERDICT_YES; /* keeps the connection alive */
	struct cursor body = message_part(c, ctx, length);

	if (!cursor_ok(c)) {
		emit_anomaly(ctx, "s7comm-plus.length");
		return VERDICT_MALFORMED;
	}
	bool *continued = &state->continued[ctx->to_server];
	const bool first = !*continued;

	*continued = !ctx->cut && !is_last(c, version);
	if (first)
		read_body(&body, ctx, version);
	return VERDICT_YES;
}

struct state {
	struct s7plus_state plus;
	bool known;
};

/* TIA Portal and HMIs call the PLC by names such as "SIMATIC-ROOT-HMI". */
static bool is_simatic(struct cursor called)
{
	return cursor_match(&called, "SIMATIC-ROOT-", 13);
}

static bool is_plausible(struct cursor data)
{
	cursor_skip(&data, 1);
	const uint8_t version = cursor_u8(&data);
	const uint16_t length = cursor_be16(&data);
	const size_t left = cursor_left(&data);

	return version >= 1 && version <= VERSION_MAX &&
	       (left == length || left == (size_t)length + TRAILER_SIZE);
}

static enum verdict read_data(struct cursor *data, struct context *ctx)
{
	struct state *state = ctx->state;
	const uint8_t *magic = cursor_peek(data, 1);

	if (!magic || *magic != S7PLUS_MAGIC || (!state->known && !is_plausible(*data)))
		return state->known ? VERDICT_YES : VERDICT_NO;
	state->known = true;
	return s7plus_message(data, ctx, &state->plus);
}

/* A TSAP of another form belongs to whoever speaks first behind it. */
static enum verdict is_plus_connection(const struct tpkt *packet, struct context *ctx,
				       struct cursor following)
{
	struct state *state = ctx->state;
	struct cursor data;

	if (state->known || is_simatic(packet->called))
		return VERDICT_YES;
	const enum verdict verdict = tpkt_first_data(following, &data);

	if (verdict != VERDICT_YES)
		return verdict;
	const uint8_t *magic = cursor_peek(&data, 1);

	return *magic == S7PLUS_MAGIC && is_plausible(data) ? VERDICT_YES : VERDICT_NO;
}

static enum verdict read_packet(struct tpkt *packet, struct context *ctx, struct cursor following)
{
	struct state *state = ctx->state;

	if (packet->type == COTP_DATA)
		return read_data(&packet->data, ctx);
	if (packet->type != COTP_CONNECT && packet->type != COTP_CONFIRM)
		return state->known ? VERDICT_YES : VERDICT_NO;
	const enum verdict verdict = is_plus_connection(packet, ctx, following);

	if (verdict != VERDICT_YES)
		return verdict;
	state->known = true;
	ctx->direction = packet->type == COTP_CONNECT ? 1 : -1;
	return VERDICT_YES;
}

static enum verdict s7plus_dissect(struct cursor *c, struct context *ctx)
{
	struct state *state = ctx->state;
	struct cursor rest = *c;
	struct tpkt packet;
	enum verdict verdict = tpkt_read_data(&rest, &packet, state->known, ctx);

	if (verdict == VERDICT_YES && !(packet.type == COTP_DATA && cursor_left(&packet.data) == 0))
		verdict = read_packet(&packet, ctx, rest);
	if (verdict == VERDICT_YES || verdict == VERDICT_MALFORMED)
		*c = rest;
	return verdict;
}

const struct dissector dissector_s7comm_plus = {
	.name = "s7comm-plus",
	.title = "S7 communication plus",
	.evidence = EVIDENCE_STRONG,
	.rank = RANK_IDENTITY,
	.transports = OVER_TCP,
	.industrial = true,
	.ports = {102},
	.state_size = sizeof(struct state),
	.dissect = s7plus_dissect,
};
