/* dnp3.c - DNP3 over IP (IEEE 1815). SPDX-License-Identifier: Apache-2.0
 *
 * One message is one link frame: a header and blocks of 16 bytes, each with its own check sum. Only
 * the first fragment of a longer request or answer says what is asked; the rest is passed over.
 */

#include "dissect/dissectors.h"
#include "dissect/dnp3.h"
#include "dissect/pending.h"

enum {
	START = 0x0564,
	HEADER_SIZE = 10, /* with its check sum */
	LENGTH_MIN = 5,   /* control and both addresses */
	BLOCK_SIZE = 16,
	USER_MAX = 250,
	CONTROL_PRIMARY = 0x40,
	CONFIRMED_DATA = 3,
	UNCONFIRMED_DATA = 4,
	TRANSPORT_FIRST = 0x40,
	SEQUENCE_MASK = 0x0f,
};

struct state {
	struct pending pending;
};

struct message {
	uint8_t control;
	uint16_t destination;
	uint16_t source;
	uint8_t user[USER_MAX]; /* the blocks without their check sums */
	size_t length;
};

/* 9.2.4.1.6: x^16+x^13+x^12+x^11+x^10+x^8+x^6+x^5+x^2+1, lowest bit first, inverted. */
static uint16_t check_sum(const uint8_t *p, size_t length)
{
	uint16_t sum = 0;

	for (size_t i = 0; i < length; i++) {
		sum ^= p[i];
		for (int bit = 0; bit < 8; bit++)
			sum = (uint16_t)(sum & 1 ? sum >> 1 ^ 0xa6bc : sum >> 1);
	}
	return (uint16_t)~sum;
}

/* The next bytes when the check sum behind them is right, else NULL. */
static const uint8_t *take_checked(struct cursor *c, size_t length)
{
	const uint8_t *p = cursor_take(c, length);
	const uint16_t expected = cursor_le16(c);

	return p && cursor_ok(c) && check_sum(p, length) == expected ? p : NULL;
}

static bool take_user(struct cursor *c, size_t length, struct message *m)
{
	while (length > 0) {
		const size_t size = length < BLOCK_SIZE ? length : BLOCK_SIZE;
		const uint8_t *block = take_checked(c, size);

		if (!block)
			return false;
		memcpy(m->user + m->length, block, size);
		m->length += size;
		length -= size;
	}
	return true;
}

static enum verdict read_frame(struct cursor *c, struct context *ctx, struct message *m)
{
	struct cursor rest = *c;
	struct cursor header = rest;

	if (cursor_be16(&header) != START && cursor_ok(&header))
		return VERDICT_NO;
	const uint8_t length = cursor_u8(&header);
	m->control = cursor_u8(&header);
	m->destination = cursor_le16(&header);
	m->source = cursor_le16(&header);
	cursor_skip(&header, 2);
	if (!cursor_ok(&header))
		return VERDICT_MORE;
	if (length < LENGTH_MIN || !take_checked(&rest, HEADER_SIZE - 2))
		return VERDICT_NO;
	const size_t user = length - (size_t)LENGTH_MIN;
	const size_t blocks = (user + BLOCK_SIZE - 1) / BLOCK_SIZE;
	if (cursor_left(&rest) < user + 2 * blocks)
		return VERDICT_MORE;
	if (take_user(&rest, user, m)) {
		*c = rest;
		return VERDICT_YES;
	}
	cursor_skip(c, HEADER_SIZE + user + 2 * blocks);
	emit_anomaly(ctx, "dnp3.checksum");
	return VERDICT_MALFORMED;
}

static uint32_t request_id(uint16_t station, uint8_t control)
{
	return (uint32_t)station << 8 | (control & SEQUENCE_MASK);
}

static void read_request(const struct message *m, struct cursor *data, struct context *ctx,
                         uint8_t control, uint8_t code)
{
	struct state *state = ctx->state;
	const struct dnp3_function *function = dnp3_function_find(code);
	struct operation operation = {
	        .class = function ? function->class : OT_DIAGNOSE,
	        .code = code,
	        .subcode = NO_SUBCODE,
	        .function = function ? function->name : NULL,
	        .target = "outstation %u",
	        .number = {m->destination},
	};

	if (code == DNP3_CONFIRM)
		return;
	dnp3_read_request(data, &operation);
	const operation_ref ref = emit_operation(ctx, &operation);
	/* 7.5: a challenge is taken up in the middle of another request, which still waits */
	if ((!function || !function->unanswered) && code != DNP3_AUTHENTICATE)
		pending_add(&state->pending, request_id(m->destination, control), ref, code);
}

/* What goes wrong with a file is told by an object, not by the indications. */
static const char *answer_result(struct cursor objects, uint8_t indications)
{
	const char *file = dnp3_file_result(objects);

	return file ? file : dnp3_result_name(indications);
}

static void read_answer(const struct message *m, struct cursor *data, struct context *ctx,
                        uint8_t control, uint8_t code)
{
	struct state *state = ctx->state;
	struct pending_request request;

	cursor_skip(data, 1);
	const uint8_t indications = cursor_u8(data);
	if (!cursor_ok(data))
		return;
	if (code == DNP3_RESPONSE &&
	    pending_take(&state->pending, request_id(m->source, control), &request))
		emit_answer(ctx, request.ref, answer_result(*data, indications));
	if (code == DNP3_RESPONSE)
		dnp3_read_attributes(data, ctx);
}

/* Behind the link header: one byte of transport, then application control and function. */
static void read_user(const struct message *m, struct context *ctx)
{
	struct cursor data = cursor_init(m->user, m->length);
	const uint8_t function = m->control & 0x0f;

	if (!(m->control & CONTROL_PRIMARY) ||
	    (function != CONFIRMED_DATA && function != UNCONFIRMED_DATA))
		return;
	const bool first = cursor_u8(&data) & TRANSPORT_FIRST;
	const uint8_t control = cursor_u8(&data);
	const uint8_t code = cursor_u8(&data);
	if (!first || !cursor_ok(&data))
		return;
	if (code >= DNP3_RESPONSE) {
		ctx->direction = -1;
		read_answer(m, &data, ctx, control, code);
		return;
	}
	ctx->direction = 1;
	read_request(m, &data, ctx, control, code);
}

static enum verdict dnp3_dissect(struct cursor *c, struct context *ctx)
{
	struct message m = {0};
	const enum verdict verdict = read_frame(c, ctx, &m);

	if (verdict == VERDICT_YES)
		read_user(&m, ctx);
	if (verdict == VERDICT_MORE && ctx->frame->transport == TRANSPORT_UDP) {
		emit_anomaly(ctx, "dnp3.length");
		return VERDICT_MALFORMED;
	}
	return verdict;
}

const struct dissector dissector_dnp3 = {
        .name = "dnp3",
        .title = "DNP3",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_IDENTITY,
        .transports = OVER_TCP | OVER_UDP,
        .industrial = true,
        .ports = {20000, 19999},
        .state_size = sizeof(struct state),
        .dissect = dnp3_dissect,
};
