/* iec104.c - telecontrol over TCP (IEC 60870-5-104, -101). SPDX-License-Identifier: Apache-2.0
 *
 * Values that a station sends of itself are no operations; commands, interrogations and the start
 * and stop of the transfer are. Cause of transmission tells request from answer.
 */

#include "dissect/dissectors.h"
#include "dissect/pending.h"

enum {
	START = 0x68,
	LENGTH_MIN = 4,
	LENGTH_MAX = 253,
	ASDU_MIN = 9, /* type, count, cause of two bytes, station of two, first address of three */
	CAUSE_REQUEST = 5,
	CAUSE_ACTIVATION = 6,
	CAUSE_CONFIRM = 7,
	CAUSE_DEACTIVATION = 8,
	CAUSE_DEACTIVATED = 9,
	CAUSE_FILE = 13,
	CAUSE_MAX = 47,
	CAUSE_UNKNOWN_TYPE = 44,
	NEGATIVE = 0x40,
	COMMAND_FIRST = 45,
	TYPE_READ = 102,
	STATION_ID = 0x10000, /* keeps ASDUs apart from U frames */
};

struct state {
	struct pending pending;
	bool known;
};

/* -101 7.2.1.1; types below 45 and 70 are what stations say of themselves. */
static const struct type {
	uint8_t first, last;
	enum ot_class class;
	const char *name;
} types[] = {
        {1, 40, OT_READ, NULL},
        {45, 45, OT_CONTROL, "Single Command"},
        {46, 46, OT_CONTROL, "Double Command"},
        {47, 47, OT_CONTROL, "Regulating Step Command"},
        {48, 50, OT_CONTROL, "Set-point Command"},
        {51, 51, OT_CONTROL, "Bitstring Command"},
        {58, 58, OT_CONTROL, "Single Command with Time"},
        {59, 59, OT_CONTROL, "Double Command with Time"},
        {60, 60, OT_CONTROL, "Regulating Step Command with Time"},
        {61, 63, OT_CONTROL, "Set-point Command with Time"},
        {64, 64, OT_CONTROL, "Bitstring Command with Time"},
        {70, 70, OT_READ, NULL},
        {100, 100, OT_READ, "Interrogation"},
        {101, 101, OT_READ, "Counter Interrogation"},
        {102, 102, OT_READ, "Read"},
        {103, 103, OT_TIME, "Clock Synchronization"},
        {104, 104, OT_DIAGNOSE, "Test"},
        {105, 105, OT_CONTROL, "Reset Process"},
        {106, 106, OT_DIAGNOSE, "Delay Acquisition"},
        {107, 107, OT_DIAGNOSE, "Test with Time"},
        {110, 112, OT_CONFIG, "Set Parameter"},
        {113, 113, OT_CONFIG, "Parameter Activation"},
        {120, 120, OT_FILE, "File Ready"},
        {121, 121, OT_FILE, "Section Ready"},
        {122, 122, OT_FILE, "Call or Select File"},
        {123, 123, OT_FILE, "Last Section"},
        {124, 124, OT_FILE, "Acknowledge File"},
        {125, 125, OT_FILE, "File Segment"},
        {126, 126, OT_FILE, "File Directory"},
        {127, 127, OT_FILE, "Query Log"},
};

static const struct type *type_find(uint8_t number)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (number >= types[i].first && number <= types[i].last)
			return &types[i];
	return NULL;
}

struct asdu {
	const struct type *type;
	uint8_t number;
	bool sequence; /* one address, the others follow it */
	uint8_t count;
	uint8_t cause;
	bool negative;
	uint16_t station;
	uint32_t address;
};

static bool read_asdu(struct cursor *c, struct asdu *a)
{
	a->number = cursor_u8(c);
	const uint8_t qualifier = cursor_u8(c);
	const uint8_t cause = cursor_u8(c);
	cursor_skip(c, 1); /* originator */
	a->type = type_find(a->number);
	a->sequence = qualifier & 0x80;
	a->count = qualifier & 0x7f;
	a->cause = cause & 0x3f;
	a->negative = cause & NEGATIVE;
	a->station = cursor_le16(c);
	a->address = cursor_le24(c);
	return cursor_ok(c) && a->cause > 0 && a->cause <= CAUSE_MAX;
}

static uint32_t asdu_id(const struct asdu *a)
{
	return (uint32_t)a->station << 8 | a->number | (a->address & 0xff) << 24;
}

static void read_command(const struct asdu *a, struct context *ctx)
{
	struct state *state = ctx->state;
	const bool addressed = a->address > 0 && a->count <= 1;
	const operation_ref ref =
	        emit_operation(ctx, &(struct operation){
	                                    .class = a->type ? a->type->class : OT_DIAGNOSE,
	                                    .code = a->number,
	                                    .subcode = NO_SUBCODE,
	                                    .function = a->type ? a->type->name : NULL,
	                                    .space = addressed ? "object" : NULL,
	                                    .ranged = addressed,
	                                    .low = a->address,
	                                    .high = a->address,
	                                    .target = "station %u",
	                                    .number = {a->station},
	                            });

	pending_add(&state->pending, asdu_id(a), ref, 0);
}

static const char *result_name(const struct asdu *a)
{
	static const char *const unknown[] = {"error unknown type", "error unknown cause",
	                                      "error unknown station", "error unknown object"};

	if (a->cause >= CAUSE_UNKNOWN_TYPE)
		return unknown[a->cause - CAUSE_UNKNOWN_TYPE];
	return a->negative ? "error refused" : "ok";
}

static bool is_request(const struct asdu *a)
{
	return a->cause == CAUSE_REQUEST || a->cause == CAUSE_ACTIVATION ||
	       a->cause == CAUSE_DEACTIVATION ||
	       (a->cause == CAUSE_FILE && a->type && a->type->class == OT_FILE);
}

static bool is_answer(const struct asdu *a)
{
	return a->cause == CAUSE_CONFIRM || a->cause == CAUSE_DEACTIVATED ||
	       a->cause >= CAUSE_UNKNOWN_TYPE;
}

/* A read has no confirmation: the value itself comes, with the cause "requested". */
static void answer_read(const struct asdu *a, struct context *ctx)
{
	struct state *state = ctx->state;
	struct asdu asked = *a;
	struct pending_request request;

	asked.number = TYPE_READ;
	if (a->cause == CAUSE_REQUEST && pending_take(&state->pending, asdu_id(&asked), &request))
		emit_answer(ctx, request.ref, "ok");
}

static void tell_asdu(const struct asdu *a, struct context *ctx)
{
	struct state *state = ctx->state;
	struct pending_request request;

	if (a->number < COMMAND_FIRST || (a->type && !a->type->name)) {
		answer_read(a, ctx);
		return;
	}
	/* File transfer goes both ways under one cause; who speaks decides nothing there. */
	if (is_request(a)) {
		if (a->cause != CAUSE_FILE)
			ctx->direction = 1;
		read_command(a, ctx);
	} else if (is_answer(a)) {
		ctx->direction = -1;
		if (pending_take(&state->pending, asdu_id(a), &request))
			emit_answer(ctx, request.ref, result_name(a));
	}
}

/* 5.3 of -104: exactly one of six bits is set behind the two that mark a U frame. */
static const struct unnumbered {
	uint8_t control;
	bool is_request;
	const char *name; /* NULL: keeps the connection alive */
} unnumbered[] = {
        {0x07, true, "Start Data Transfer"},
        {0x0b, false, "Start Data Transfer"},
        {0x13, true, "Stop Data Transfer"},
        {0x23, false, "Stop Data Transfer"},
        {0x43, true, NULL},
        {0x83, false, NULL},
};

static void tell_unnumbered(const struct unnumbered *u, struct context *ctx)
{
	struct state *state = ctx->state;
	struct pending_request request;
	const uint32_t id = u->control >> 4; /* start 0, stop 1 and 2 */

	if (!u->name)
		return;
	ctx->direction = u->is_request ? 1 : -1;
	if (u->is_request)
		pending_add(&state->pending, STATION_ID | (id > 0),
		            emit_operation(ctx, &(struct operation){.class = OT_SESSION,
		                                                    .code = u->control,
		                                                    .subcode = NO_SUBCODE,
		                                                    .pdu = "u",
		                                                    .function = u->name}),
		            0);
	else if (pending_take(&state->pending, STATION_ID | (id > 0), &request))
		emit_answer(ctx, request.ref, "ok");
}

static enum verdict read_unnumbered(struct cursor *c, struct context *ctx)
{
	const uint8_t control = cursor_u8(c);
	const uint32_t rest = cursor_be24(c);

	if (rest != 0 || cursor_left(c) > 0)
		return VERDICT_NO;
	for (size_t i = 0; i < sizeof(unnumbered) / sizeof(unnumbered[0]); i++) {
		if (unnumbered[i].control != control)
			continue;
		tell_unnumbered(&unnumbered[i], ctx);
		return VERDICT_YES;
	}
	return VERDICT_NO;
}

static enum verdict read_information(struct cursor *c, struct context *ctx)
{
	const struct state *state = ctx->state;
	struct asdu asdu;

	cursor_skip(c, 2);
	const uint16_t received = cursor_le16(c);
	if (received & 1 || cursor_left(c) < ASDU_MIN || !read_asdu(c, &asdu))
		return VERDICT_NO;
	if (!asdu.type && !state->known)
		return VERDICT_NO;
	tell_asdu(&asdu, ctx);
	return VERDICT_YES;
}

/* A receipt is four bytes that prove nothing. */
static enum verdict read_supervisory(struct cursor *c, const struct context *ctx)
{
	const struct state *state = ctx->state;
	const uint16_t control = cursor_le16(c);
	const uint16_t received = cursor_le16(c);

	if (control != 1 || received & 1 || cursor_left(c) > 0)
		return VERDICT_NO;
	return state->known || ctx->on_port ? VERDICT_YES : VERDICT_NO;
}

static enum verdict iec104_dissect(struct cursor *c, struct context *ctx)
{
	struct state *state = ctx->state;
	struct cursor rest = *c;
	const uint8_t start = cursor_u8(&rest);
	const uint8_t length = cursor_u8(&rest);

	if (start != START || (cursor_ok(&rest) && (length < LENGTH_MIN || length > LENGTH_MAX)))
		return VERDICT_NO;
	struct cursor body = cursor_sub(&rest, length);
	const uint8_t *control = cursor_peek(&body, 1);
	if (!cursor_ok(&rest) || !control)
		return VERDICT_MORE;
	const uint8_t format = *control & 3;
	enum verdict verdict = format == 3   ? read_unnumbered(&body, ctx)
	                       : format == 1 ? read_supervisory(&body, ctx)
	                                     : read_information(&body, ctx);
	if (verdict == VERDICT_NO && !state->known)
		return VERDICT_NO;
	if (verdict == VERDICT_NO) {
		emit_anomaly(ctx, "iec104.apdu");
		verdict = VERDICT_MALFORMED;
	}
	state->known = true;
	*c = rest;
	return verdict;
}

const struct dissector dissector_iec104 = {
        .name = "iec104",
        .title = "IEC 60870-5-104",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_IDENTITY,
        .transports = OVER_TCP,
        .industrial = true,
        .ports = {2404},
        .state_size = sizeof(struct state),
        .dissect = iec104_dissect,
};
