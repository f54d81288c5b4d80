/* slmp.c - MELSEC communication protocol and SLMP, 3E and 4E frames (SH-080956).
 * SPDX-License-Identifier: Apache-2.0
 *
 * Ports are chosen freely, so a message must prove itself: subheader, a route that exists, a length
 * that is exact, and at first a command that is known. Answers of 3E frames carry no number and
 * come in the order of the requests.
 */

#include "dissect/dissectors.h"
#include "dissect/melsec.h"
#include "dissect/pending.h"
#include "dissect/slmp_answer.h"
#include "dissect/slmp_device.h"

enum {
	REQUEST_MIN = 6,   /* timer, command, subcommand */
	ANSWER_MIN = 2,    /* end code */
	LENGTH_MAX = 8192, /* of the binary form */
	OWN_STATION = 0xff,
	OWN_CPU = 0x03ff,
	SERIAL_ID = 0x10000, /* keeps numbers of 4E apart from our own of 3E */
	DETAIL_OWN = 0x10000,
	PORT_FIELD_BASIC = 61450, /* cyclic data: dissector cclink-ief-basic */
	TEXT_MAX = 64,
	PASSWORD_SIZE = 4,
};

struct state {
	struct pending pending;
	uint16_t sent; /* 3E requests so far */
	bool known;    /* a message that proves itself was seen */
};

struct message {
	bool is_request;
	bool has_serial;
	bool extended; /* station number extension: CC-Link IE TSN */
	uint16_t serial;
	uint8_t network;
	uint8_t station;
	uint16_t module;
	struct slmp_body data; /* behind the length */
	bool exact;            /* the datagram ends where the length says */
};

static const struct subheader {
	uint8_t value;
	bool is_request, has_serial, extended;
} subheaders[] = {
        {0x50, true, false, false}, {0xd0, false, false, false}, {0x54, true, true, false},
        {0xd4, false, true, false}, {0x68, true, true, true},    {0xe8, false, true, true},
};

static const struct subheader *find_subheader(uint32_t value)
{
	for (size_t i = 0; i < sizeof(subheaders) / sizeof(subheaders[0]); i++)
		if ((uint32_t)subheaders[i].value << 8 == value)
			return &subheaders[i];
	return NULL;
}

/* The subheader at the cursor, in either code, or NULL. */
static const struct subheader *read_subheader(struct slmp_body *body)
{
	struct cursor text = body->bytes;
	const struct subheader *binary = find_subheader(cursor_be16(&body->bytes));

	if (binary)
		return binary;
	body->ascii = true;
	body->bytes = text;
	return find_subheader(slmp_number(body, 2));
}

/* True of the first bytes of a subheader: "50", "D0", "54", "D4", "68", "E8" and two zeros in ASCII. */
static bool subheader_may_begin(const struct cursor *c)
{
	struct slmp_body text = {.bytes = *c, .ascii = true};
	const size_t left = cursor_left(c);

	if (left < 2)
		return true;
	if (left > 3 || !find_subheader(slmp_number(&text, 1) << 8) || !cursor_ok(&text.bytes))
		return false;
	return left == 2 || cursor_u8(&text.bytes) == '0';
}

/* Network 1 to 239, stations up to 120, or the special ones of the manual. */
static bool route_is_possible(const struct message *m)
{
	const uint16_t module = m->module;

	if (m->network > 0xef && m->network != 0xfe)
		return false;
	if (m->station > 0x78 && m->station != 0x7d && m->station != 0x7e &&
	    m->station != OWN_STATION)
		return false;
	return module <= 0x01ff || (module >= 0x03d0 && module <= 0x03ff);
}

static enum verdict read_header(struct cursor *c, struct context *ctx, struct message *m)
{
	struct slmp_body body = {.bytes = *c};
	const struct subheader *s = read_subheader(&body);

	if (!s)
		return subheader_may_begin(c) ? VERDICT_MORE : VERDICT_NO;
	const size_t size = s->extended ? 14 : s->has_serial ? 11 : 7;
	const size_t scale = body.ascii ? 2 : 1;
	if (cursor_left(&body.bytes) < size * scale)
		return VERDICT_MORE;
	m->is_request = s->is_request;
	m->has_serial = s->has_serial;
	m->extended = s->extended;
	m->serial = s->has_serial ? (uint16_t)slmp_number(&body, 2) : 0;
	const bool padded = !s->has_serial || slmp_number(&body, 2) == 0;
	m->network = (uint8_t)slmp_number(&body, 1);
	m->station = (uint8_t)slmp_number(&body, 1);
	m->module = (uint16_t)slmp_number(&body, 2);
	slmp_skip(&body, s->extended ? 4 : 1);
	const size_t length = slmp_number(&body, 2);
	if (!cursor_ok(&body.bytes) || !padded || !route_is_possible(m))
		return VERDICT_NO;
	if (length < (s->is_request ? REQUEST_MIN : ANSWER_MIN) * scale ||
	    length > LENGTH_MAX * scale)
		return VERDICT_NO;
	const size_t there = cursor_left(&body.bytes);
	m->exact = there + ctx->cut == length;
	if (there < length && ctx->frame->transport == TRANSPORT_TCP && !ctx->cut)
		return VERDICT_MORE;
	m->data = (struct slmp_body){.bytes = ctx->cut ? message_body(&body.bytes, ctx, length)
	                                               : cursor_sub(&body.bytes, length < there ? length : there),
	                             .ascii = body.ascii};
	*c = body.bytes;
	return VERDICT_YES;
}

static bool is_own(const struct message *m)
{
	return m->network == 0 && m->module == OWN_CPU &&
	       (m->station == OWN_STATION || m->station == 0);
}

static uint32_t request_id(const struct message *m, struct state *state)
{
	return m->has_serial ? SERIAL_ID | m->serial : ++state->sent;
}

/* File names are ASCII, or UTF-16 when bit 6 of the subcommand is set; ours is for the eye. The
 * password in front of them has four characters in either code. */
static size_t read_file_name(enum slmp_shape shape, uint16_t subcommand, struct slmp_body *body,
                             char name[TEXT_MAX])
{
	cursor_skip(&body->bytes, PASSWORD_SIZE);
	slmp_skip(body, shape == SLMP_FILE_OPEN ? 4 : 2);
	const size_t length = slmp_number(body, 2);
	const bool wide = subcommand & 0x40;
	size_t used = 0;

	while (used < length && used < TEXT_MAX && cursor_left(&body->bytes) > 0) {
		name[used++] = (char)cursor_u8(&body->bytes);
		if (wide)
			cursor_skip(&body->bytes, 1);
	}
	return cursor_ok(&body->bytes) && (used == length || used == TEXT_MAX) ? used : 0;
}

static void remember(struct context *ctx, uint32_t id, const struct operation *operation,
                     uint32_t detail)
{
	struct state *state = ctx->state;

	pending_add(&state->pending, id, emit_operation(ctx, operation), detail);
}

static void emit_request(const struct message *m, struct context *ctx, struct operation *operation,
                         const struct areas *areas)
{
	const uint32_t id = request_id(m, ctx->state);
	const uint32_t detail = operation->code | (is_own(m) ? DETAIL_OWN : 0);

	for (size_t i = 0; i < areas->count; i++) {
		areas_get(areas, i, operation);
		remember(ctx, id, operation, detail);
	}
	if (areas->count == 0)
		remember(ctx, id, operation, detail);
}

static void read_target(const struct message *m, struct operation *operation)
{
	if (is_own(m))
		return;
	operation->target = "network %u station %u module 0x%x";
	operation->number[0] = m->network;
	operation->number[1] = m->station;
	operation->number[2] = m->module;
}

static enum verdict read_request(struct message *m, struct context *ctx)
{
	struct state *state = ctx->state;
	struct areas areas = {.count = 0};
	char text[TEXT_MAX];

	slmp_skip(&m->data, 2);
	const uint16_t code = (uint16_t)slmp_number(&m->data, 2);
	const uint16_t subcommand = (uint16_t)slmp_number(&m->data, 2);
	const struct slmp_command *command = slmp_command_find(code);
	const enum slmp_shape shape = command ? command->shape : SLMP_PLAIN;
	const bool proven = state->known || ctx->on_port;

	if (!cursor_ok(&m->data.bytes) || code == SLMP_CYCLIC_DATA || (!command && !state->known))
		return VERDICT_NO;
	struct operation operation = {
	        .class = command ? command->class : OT_DIAGNOSE,
	        .code = code,
	        .subcode = subcommand,
	        .function = command ? command->name : NULL,
	};
	read_target(m, &operation);
	const bool fits = slmp_read_areas(shape, subcommand, &m->data, &areas) && m->exact;
	if (!fits && !proven)
		return VERDICT_NO;
	if (shape == SLMP_FILE_OPEN || shape == SLMP_FILE_DELETE) {
		operation.text = text;
		operation.text_length = read_file_name(shape, subcommand, &m->data, text);
		operation.target = operation.text_length ? "file %s" : NULL;
	}
	if (code == SLMP_SET_IP) {
		operation.target = "%s";
		operation.text = text;
		operation.text_length = slmp_read_set_ip(&m->data, text, sizeof(text));
	}
	state->known = true;
	ctx->direction = 1;
	emit_request(m, ctx, &operation, &areas);
	if (fits || ctx->cut)
		return VERDICT_YES;
	emit_anomaly(ctx, "slmp.length");
	return VERDICT_MALFORMED;
}

/*
 * 3E: the number of the request that is answered, 0 for none. A station takes one request at a time
 * (3.1), so over TCP it is the oldest; a remote reset is answered only when it is refused.
 * Datagrams get lost: who asks again has given up waiting for the answers before.
 */
static uint32_t answered(struct pending *p, bool datagram)
{
	uint32_t id = 0;
	bool given_up = true;

	for (size_t i = 0; i < PENDING_MAX; i++) {
		struct pending_request *r = &p->request[(p->next + i) % PENDING_MAX];

		if (!r->used || r->id >= SERIAL_ID)
			continue;
		if (given_up)
			id = r->id;
		given_up = datagram || (uint16_t)r->detail == SLMP_REMOTE_RESET;
	}
	for (size_t i = 0; i < PENDING_MAX; i++)
		if (p->request[i].id < id)
			p->request[i].used = false;
	return id;
}

static enum verdict read_answer(struct message *m, struct context *ctx)
{
	struct state *state = ctx->state;
	const bool datagram = ctx->frame->transport == TRANSPORT_UDP;
	const uint16_t end_code = (uint16_t)slmp_number(&m->data, 2);
	const uint32_t id =
	        m->has_serial ? SERIAL_ID | m->serial : answered(&state->pending, datagram);
	struct pending_request request = {0};
	uint32_t detail = 0;

	if (!cursor_ok(&m->data.bytes))
		return VERDICT_NO;
	state->known = true;
	ctx->direction = -1;
	while (pending_take(&state->pending, id, &request)) {
		emit_answer(ctx, request.ref, slmp_end_code_name(end_code));
		detail = request.detail;
	}
	if (end_code == 0 && detail & DETAIL_OWN)
		slmp_read_answer((uint16_t)detail, &m->data, ctx);
	return VERDICT_YES;
}

/* CC-Link IE TSN: 0x0e94 asks for no answer and goes out under the subheader of answers. */
static bool is_notification(const struct message *m)
{
	struct slmp_body data = m->data;

	slmp_skip(&data, 2);
	return m->extended && slmp_number(&data, 2) == SLMP_NOTIFICATION;
}

/* What follows in the stream must be a message too, or this was none. */
static bool rest_is_possible(const struct cursor *c)
{
	struct slmp_body body = {.bytes = *c};

	return cursor_left(c) < 4 || read_subheader(&body);
}

static enum verdict slmp_dissect(struct cursor *c, struct context *ctx)
{
	struct state *state = ctx->state;
	struct message m = {0};
	const bool datagram = ctx->frame->transport == TRANSPORT_UDP;
	const enum verdict verdict = read_header(c, ctx, &m);

	if (ctx->frame->src_port == PORT_FIELD_BASIC || ctx->frame->dst_port == PORT_FIELD_BASIC)
		return VERDICT_NO;
	if (verdict != VERDICT_YES)
		return verdict == VERDICT_MORE && datagram ? VERDICT_NO : verdict;
	if (!datagram)
		m.exact = true;
	if (!state->known && !datagram && !rest_is_possible(c))
		return VERDICT_NO;
	if (m.is_request || is_notification(&m))
		return read_request(&m, ctx);
	if (m.exact)
		return read_answer(&m, ctx);
	if (!state->known)
		return VERDICT_NO;
	emit_anomaly(ctx, "slmp.length");
	return VERDICT_MALFORMED;
}

const struct dissector dissector_slmp = {
        .name = "slmp",
        .title = "SLMP / MELSEC MC protocol",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_IDENTITY,
        .transports = OVER_TCP | OVER_UDP,
        .industrial = true,
        .ports = {1025, 2000, 5000, 5002, 5010, 6000, 45237, 61451},
        .state_size = sizeof(struct state),
        .message_max = 2 * LENGTH_MAX + 64,
        .dissect = slmp_dissect,
};
