/* s7comm.c - S7 communication of SIMATIC S7-300, -400 and compatibles, over TPKT. SPDX-License-Identifier: Apache-2.0
 *
 * Siemens never published it; layouts and names follow what its users agree on. A message is a
 * header, parameters that say what is asked for, and data. The parts live in s7_job.c (variables,
 * blocks, start and stop), s7_userdata.c (programming device functions) and s7_szl.c (identity).
 */

#include "dissect/dissectors.h"
#include "dissect/s7.h"
#include "dissect/s7plus.h"
#include "dissect/tpkt.h"

enum { S7_MAGIC = 0x32, CONNECTION_TYPE_MAX = 3 };

/* A called TSAP has two bytes: kind of connection (PG, OP, other), then rack and slot. */
static bool is_s7_tsap(struct cursor called)
{
	const uint8_t type = cursor_u8(&called);

	cursor_skip(&called, 1);
	return cursor_ok(&called) && cursor_left(&called) == 0 && type >= 1 &&
	       type <= CONNECTION_TYPE_MAX;
}

static const char *connection_name(uint8_t type)
{
	static const char *const names[] = {"Connect as PG", "Connect as OP", "Connect as S7 Basic"};

	return names[type - 1];
}

/* Others use such TSAPs too: until data was seen, the first behind the set-up must be S7's. */
static enum verdict is_s7_connection(const struct tpkt *packet, struct context *ctx,
				     struct cursor following)
{
	struct s7_state *state = ctx->state;
	struct cursor data;

	if (!is_s7_tsap(packet->called))
		return VERDICT_NO;
	if (state->known)
		return VERDICT_YES;
	const enum verdict verdict = tpkt_first_data(following, &data);

	if (verdict != VERDICT_YES)
		return verdict;
	state->known = cursor_u8(&data) == S7_MAGIC;
	return state->known ? VERDICT_YES : VERDICT_NO;
}

static enum verdict read_connect(struct tpkt *packet, struct context *ctx, struct cursor following)
{
	const enum verdict verdict = is_s7_connection(packet, ctx, following);

	if (verdict != VERDICT_YES)
		return verdict;
	ctx->direction = packet->type == COTP_CONNECT ? 1 : -1;
	if (packet->type == COTP_CONFIRM)
		return VERDICT_YES;
	const uint8_t type = cursor_u8(&packet->called);
	const uint8_t place = cursor_u8(&packet->called);

	emit_operation(ctx, &(struct operation){.class = OT_SESSION,
						.code = COTP_CONNECT,
						.subcode = type,
						.pdu = "cotp",
						.function = connection_name(type),
						.target = "rack %u slot %u",
						.number = {place >> 5, place & 0x1f}});
	return VERDICT_YES;
}

/* The header, and the two parts whose lengths it tells; they must fill the message. */
static bool read_header(struct cursor *c, const struct context *ctx, struct s7_message *m)
{
	cursor_skip(c, 1);
	m->kind = cursor_u8(c);
	cursor_skip(c, 2);
	m->reference = cursor_be16(c);
	const uint16_t parameter_length = cursor_be16(c);
	const uint16_t data_length = cursor_be16(c);

	if (m->kind == S7_ACK || m->kind == S7_ACK_DATA)
		m->error = cursor_be16(c);
	m->parameter = message_part(c, ctx, parameter_length);
	m->data = message_part(c, ctx, data_length);
	return cursor_ok(c);
}

typedef void reader(struct s7_message *, struct context *);

static reader *reader_of(uint8_t kind)
{
	static reader *const readers[] = {
		[S7_JOB] = s7_job,
		[S7_ACK] = s7_job_answer,
		[S7_ACK_DATA] = s7_job_answer,
		[S7_USERDATA] = s7_userdata,
	};

	return kind < sizeof(readers) / sizeof(readers[0]) ? readers[kind] : NULL;
}

static enum verdict read_data(struct cursor *data, struct context *ctx)
{
	struct s7_state *state = ctx->state;
	const uint8_t *magic = cursor_peek(data, 1);
	struct s7_message message = {0};

	if (state->known && magic && *magic == S7PLUS_MAGIC)
		return s7plus_message(data, ctx, &state->plus);
	if (!magic || *magic != S7_MAGIC)
		return state->known ? VERDICT_YES : VERDICT_NO;
	const bool whole = read_header(data, ctx, &message);
	reader *read = reader_of(message.kind);

	if (!whole || !read) {
		if (!state->known && !ctx->on_port)
			return VERDICT_NO;
		emit_anomaly(ctx, whole ? "s7comm.kind" : "s7comm.length");
		return VERDICT_MALFORMED;
	}
	state->known = true;
	read(&message, ctx);
	return VERDICT_YES;
}

static enum verdict s7comm_dissect(struct cursor *c, struct context *ctx)
{
	struct s7_state *state = ctx->state;
	struct cursor rest = *c;
	struct tpkt packet;
	enum verdict verdict = tpkt_read_data(&rest, &packet, state->known, ctx);

	if (verdict != VERDICT_YES)
		return verdict;
	if (packet.type == COTP_CONNECT || packet.type == COTP_CONFIRM)
		verdict = read_connect(&packet, ctx, rest);
	else if (packet.type == COTP_DATA)
		verdict = read_data(&packet.data, ctx);
	else
		verdict = state->known ? VERDICT_YES : VERDICT_NO;
	if (verdict == VERDICT_YES || verdict == VERDICT_MALFORMED)
		*c = rest;
	return verdict;
}

const struct dissector dissector_s7comm = {
	.name = "s7comm",
	.title = "S7 communication",
	.evidence = EVIDENCE_STRONG,
	.rank = RANK_IDENTITY,
	.transports = OVER_TCP,
	.industrial = true,
	.ports = {102},
	.state_size = sizeof(struct s7_state),
	.dissect = s7comm_dissect,
};
