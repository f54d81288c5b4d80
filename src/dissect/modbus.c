/* modbus.c - Modbus/TCP (Application Protocol V1.1b3, Messaging on TCP/IP V1.0b). SPDX-License-Identifier: Apache-2.0
 *
 * A message is a header of seven bytes, a function code and data. Nothing in it says whether it asks
 * or answers, so each function has the shape of both, and a message that fits only one of them tells
 * which side sent it.
 */

#include "dissect/dissectors.h"
#include "dissect/modbus_function.h"
#include "dissect/pending.h"
#include "dissect/umas.h"

enum {
	PORT = 502,
	HEADER_SIZE = 6,  /* up to and with the length field */
	LENGTH_MIN = 2,	  /* unit and function code */
	LENGTH_MAX = 254, /* 4.1: a PDU has at most 253 bytes, and the unit one */
	LENGTH_MAX_UMAS = 2048,
	EXCEPTION = 0x80,
};

struct state {
	struct pending pending;
	bool known;   /* a message that proves itself was seen */
	bool settled; /* a message agreed with the engine on who is the client */
};

struct message {
	uint16_t transaction;
	uint8_t unit;
	uint8_t code; /* without the exception bit */
	bool exception;
	bool is_request;
	const struct modbus_function *function; /* NULL when the code is unknown */
	struct cursor data;
	size_t length; /* of data, also where a capture has cut it */
};

static uint32_t pending_id(const struct message *m)
{
	return (uint32_t)m->transaction << 16 | (uint32_t)m->unit << 8 | m->code;
}

static uint16_t length_max(uint8_t code)
{
	return code == UMAS_FUNCTION ? LENGTH_MAX_UMAS : LENGTH_MAX;
}

/* Reads the header and cuts out the data. */
static enum verdict read_header(struct cursor *c, struct context *ctx, struct message *m)
{
	struct cursor rest = *c;

	m->transaction = cursor_be16(&rest);
	const uint16_t protocol = cursor_be16(&rest);
	const uint16_t length = cursor_be16(&rest);

	if (protocol != 0 || (cursor_ok(&rest) && length < LENGTH_MIN))
		return VERDICT_NO;
	m->unit = cursor_u8(&rest);
	const uint8_t code = cursor_u8(&rest);

	if (!cursor_ok(&rest))
		return VERDICT_MORE;
	m->code = code & (uint8_t)~EXCEPTION;
	m->exception = code & EXCEPTION;
	if (length > length_max(m->code))
		return VERDICT_NO;
	m->length = length - 2u;
	m->data = message_body(&rest, ctx, m->length);
	if (!cursor_ok(&rest))
		return VERDICT_MORE;
	*c = rest;
	return VERDICT_YES;
}

/* Servers live on port 502 (V1.0b, 3.1), also where somebody opens a connection from that port. */
static bool goes_to_server(const struct context *ctx)
{
	const struct frame *f = ctx->frame;

	if ((f->src_port == PORT) == (f->dst_port == PORT))
		return ctx->to_server;
	return f->dst_port == PORT;
}

/* Decides who speaks. False when the data does not have the shape that this gives it. */
static bool tell_direction(struct message *m, struct context *ctx)
{
	struct state *state = ctx->state;
	const bool asks = !m->exception && modbus_fits_request(m->function, m->data, m->length);
	const bool answers = m->exception ? m->length > 0
					  : modbus_fits_answer(m->function, m->data, m->length);
	const bool certain = m->function && asks != answers && !state->settled;

	m->is_request = certain ? asks : goes_to_server(ctx) && !m->exception;
	if (certain) {
		ctx->direction = asks ? 1 : -1;
		state->settled = asks == ctx->to_server;
	}
	return m->is_request ? asks : answers;
}

static void read_request(struct message *m, struct context *ctx)
{
	struct state *state = ctx->state;
	struct operation operation = {
		.class = OT_DIAGNOSE,
		.code = m->code,
		.subcode = NO_SUBCODE,
		.target = "unit %u",
		.number = {m->unit},
	};

	if (m->code == UMAS_FUNCTION)
		umas_request(&m->data, ctx, &operation);
	else if (m->function)
		modbus_read_request(m->function, &m->data, ctx, &operation);
	pending_add(&state->pending, pending_id(m), emit_operation(ctx, &operation),
		    (uint32_t)operation.subcode);
}

static const char *read_result(struct message *m, struct context *ctx, int32_t subcode)
{
	if (m->exception)
		return modbus_exception_name(cursor_u8(&m->data));
	if (m->code == UMAS_FUNCTION)
		return umas_answer(&m->data, ctx, subcode);
	if (m->function)
		modbus_read_answer(m->function, &m->data, ctx, m->unit);
	return "ok";
}

static void read_answer(struct message *m, struct context *ctx)
{
	struct state *state = ctx->state;
	struct pending_request request = {.detail = (uint32_t)NO_SUBCODE};

	pending_take(&state->pending, pending_id(m), &request);
	emit_answer(ctx, request.ref, read_result(m, ctx, (int32_t)request.detail));
}

static enum verdict modbus_dissect(struct cursor *c, struct context *ctx)
{
	struct state *state = ctx->state;
	struct message m = {0};
	const enum verdict verdict = read_header(c, ctx, &m);

	if (verdict != VERDICT_YES)
		return verdict;
	m.function = modbus_find(m.code);
	const bool fits = tell_direction(&m, ctx);
	const bool proves = fits && m.function && !modbus_fits_by_chance(m.function, m.length);

	if (!state->known && !proves && !ctx->on_port)
		return VERDICT_NO;
	state->known |= proves;
	if (m.is_request)
		read_request(&m, ctx);
	else
		read_answer(&m, ctx);
	if (fits)
		return VERDICT_YES;
	emit_anomaly(ctx, "modbus.length");
	return VERDICT_MALFORMED;
}

const struct dissector dissector_modbus = {
	.name = "modbus",
	.title = "Modbus/TCP",
	.evidence = EVIDENCE_LOOSE,
	.rank = RANK_IDENTITY,
	.transports = OVER_TCP,
	.industrial = true,
	.ports = {PORT},
	.state_size = sizeof(struct state),
	.message_max = HEADER_SIZE + LENGTH_MAX_UMAS,
	.dissect = modbus_dissect,
};
