/* mc1e.c - MELSEC communication protocol, 1E frames in binary code (SH-080008, chapter 18).
 * SPDX-License-Identifier: Apache-2.0
 *
 * The frame of the A and FX series has no magic: a request must have exactly the size that its
 * command gives it, and answers are known only by the request before them.
 */

#include "dissect/dissectors.h"

enum {
	OWN_CPU = 0xff,
	HEADER_SIZE = 4, /* command, CPU, timer of two bytes */
	DEVICE_SIZE = 8, /* number of four bytes, code of two, points, zero */
	ANSWER = 0x80,
	END_ABNORMAL = 0x5b,
	READ_BITS = 0,
	READ_WORDS = 1,
	REGISTER_BITS = 6,
	REGISTER_WORDS = 7,
	MONITOR_BITS = 8,
	MONITOR_WORDS = 9,
	READ_TYPE = 0x15,
	LOOPBACK = 0x16,
	LOOPBACK_MAX = 254,
	LIST_DEVICE = 6, /* number of four bytes, code of two */
	TYPE_FX3 = 0xf3,
};

struct state {
	operation_ref ref;
	uint16_t size; /* of the answer when all is well */
	uint8_t command;
	uint8_t monitored; /* points that were registered last */
	bool waiting;
};

static const struct command {
	uint8_t code;
	enum ot_class class;
	bool device;
	uint8_t halves; /* half bytes a point in the request of a write */
	uint8_t item;   /* bytes a point where each has its own device, 0 where one has all */
	const char *name;
} commands[] = {
        {0x00, OT_READ, true, 0, 0, "Batch Read"},
        {0x01, OT_READ, true, 0, 0, "Batch Read"},
        {0x02, OT_WRITE, true, 1, 0, "Batch Write"},
        {0x03, OT_WRITE, true, 4, 0, "Batch Write"},
        {0x04, OT_WRITE, false, 0, LIST_DEVICE + 1, "Random Write"},
        {0x05, OT_WRITE, false, 0, LIST_DEVICE + 2, "Random Write"},
        {REGISTER_BITS, OT_READ, false, 0, LIST_DEVICE, "Register Monitor"},
        {REGISTER_WORDS, OT_READ, false, 0, LIST_DEVICE, "Register Monitor"},
        {MONITOR_BITS, OT_READ, false, 0, 0, "Monitor"},
        {MONITOR_WORDS, OT_READ, false, 0, 0, "Monitor"},
        {0x13, OT_CONTROL, false, 0, 0, "Remote Run"},
        {0x14, OT_CONTROL, false, 0, 0, "Remote Stop"},
        {READ_TYPE, OT_IDENTIFY, false, 0, 0, "Read Type Name"},
        {LOOPBACK, OT_DIAGNOSE, false, 0, 0, "Loopback"},
};

/* Device codes are two letters, the first in the higher byte. */
static const struct device {
	uint16_t code;
	bool bits;
	const char *name;
} devices[] = {
        {0x4420, false, "D"},  {0x5720, false, "W"}, {0x5220, false, "R"}, {0x544e, false, "TN"},
        {0x434e, false, "CN"}, {0x5820, true, "X"},  {0x5920, true, "Y"},  {0x4d20, true, "M"},
        {0x5320, true, "S"},   {0x4220, true, "B"},  {0x4620, true, "F"},  {0x5453, true, "TS"},
        {0x5443, true, "TC"},  {0x4353, true, "CS"}, {0x4343, true, "CC"},
};

static const struct command *command_find(uint8_t code)
{
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (commands[i].code == code)
			return &commands[i];
	return NULL;
}

static const struct device *device_find(uint16_t code)
{
	for (size_t i = 0; i < sizeof(devices) / sizeof(devices[0]); i++)
		if (devices[i].code == code)
			return &devices[i];
	return NULL;
}

/* Zero points are 256; a word of bits has 16 of them. Returns the points, 0 when it fits nothing.
 */
static unsigned read_device(struct cursor *c, const struct command *command,
                            struct operation *operation)
{
	const uint32_t number = cursor_le32(c);
	const struct device *device = device_find(cursor_le16(c));
	const uint8_t count = cursor_u8(c);
	const uint8_t zero = cursor_u8(c);
	const unsigned points = count ? count : 256;
	const bool words = command->code & 1;

	if (!cursor_ok(c) || !device || zero != 0 || (!words && !device->bits) || number > 0xffff)
		return 0;
	operation->space = device->name;
	operation->ranged = true;
	operation->low = number;
	operation->high = number + (words && device->bits ? points * 16 : points) - 1;
	return points;
}

/* 18.3.5, 18.3.6: a count, zero, then a device and perhaps a value for each point; the first is told.
 * Returns the points, 0 when it fits nothing. */
static unsigned read_list(struct cursor *c, const struct command *command,
                          struct operation *operation)
{
	const uint8_t count = cursor_u8(c);
	const uint8_t zero = cursor_u8(c);
	struct cursor items = cursor_sub(c, (size_t)count * command->item);
	const uint32_t number = cursor_le32(&items);
	const struct device *device = device_find(cursor_le16(&items));

	if (!cursor_ok(&items) || zero != 0 || !device || number > 0xffff)
		return 0;
	operation->space = device->name;
	operation->ranged = true;
	operation->low = operation->high = number;
	return count;
}

/* What a good answer has behind command and end code. */
static uint16_t answer_size(const struct command *command, unsigned points,
                            const struct state *state)
{
	if (command->code == MONITOR_BITS)
		return (uint16_t)((state->monitored + 1) / 2);
	if (command->code == MONITOR_WORDS)
		return (uint16_t)(2 * state->monitored);
	if (command->code == LOOPBACK)
		return (uint16_t)(points + 1);
	if (command->code == READ_BITS)
		return (uint16_t)((points + 1) / 2);
	if (command->code == READ_WORDS)
		return (uint16_t)(2 * points);
	return command->code == READ_TYPE ? 2 : 0;
}

struct request {
	const struct command *command;
	unsigned points;
	struct operation operation;
};

/* Device, list or loop-back data behind the header. */
static enum verdict parse_body(struct cursor *c, struct request *r)
{
	const struct command *command = r->command;

	if (command->device) {
		struct cursor device = cursor_sub(c, DEVICE_SIZE);

		if (!cursor_ok(c))
			return VERDICT_MORE;
		r->points = read_device(&device, command, &r->operation);
		if (r->points == 0)
			return VERDICT_NO;
		cursor_skip(c, (r->points * command->halves + 1) / 2);
	}
	if (command->item) {
		struct cursor look = *c;
		const size_t size = 2 + (size_t)cursor_u8(&look) * command->item;

		if (cursor_left(c) < size)
			return VERDICT_MORE;
		r->points = read_list(c, command, &r->operation);
		if (r->points == 0)
			return VERDICT_NO;
	}
	if (command->code == LOOPBACK) {
		r->points = cursor_u8(c);
		if (cursor_ok(c) && (r->points == 0 || r->points > LOOPBACK_MAX))
			return VERDICT_NO;
		cursor_skip(c, r->points);
	}
	return cursor_ok(c) ? VERDICT_YES : VERDICT_MORE;
}

static enum verdict parse_request(struct cursor *c, struct request *r)
{
	const struct command *command = command_find(cursor_u8(c));
	const uint8_t cpu = cursor_u8(c);

	if (!command || (cursor_ok(c) && cpu != OWN_CPU))
		return VERDICT_NO;
	cursor_skip(c, HEADER_SIZE - 2);
	*r = (struct request){.command = command,
	                      .operation = {.class = command->class,
	                                    .code = command->code,
	                                    .subcode = NO_SUBCODE,
	                                    .function = command->name}};
	return parse_body(c, r);
}

/* The client waits for each answer: behind a request there is nothing, or, where the first one was
 * kept until a second should prove it, that one or its beginning. */
static bool rest_is_possible(struct cursor rest, bool stream)
{
	struct request next;

	if (cursor_left(&rest) == 0)
		return true;
	const enum verdict verdict = parse_request(&rest, &next);

	return (verdict == VERDICT_YES && cursor_left(&rest) == 0) ||
	       (verdict == VERDICT_MORE && stream);
}

static enum verdict read_request(struct cursor *c, struct context *ctx)
{
	struct state *state = ctx->state;
	struct cursor rest = *c;
	struct request r;
	const bool stream = ctx->frame->transport == TRANSPORT_TCP;
	const enum verdict verdict = parse_request(&rest, &r);

	if (verdict == VERDICT_MORE)
		return stream ? VERDICT_MORE : VERDICT_NO;
	if (verdict != VERDICT_YES || !rest_is_possible(rest, stream))
		return VERDICT_NO;
	ctx->direction = 1;
	const bool registers =
	        r.command->code == REGISTER_BITS || r.command->code == REGISTER_WORDS;
	*state = (struct state){.ref = emit_operation(ctx, &r.operation),
	                        .size = answer_size(r.command, r.points, state),
	                        .monitored = registers ? (uint8_t)r.points : state->monitored,
	                        .command = r.command->code,
	                        .waiting = true};
	*c = rest;
	return VERDICT_YES;
}

static const char *result_name(uint8_t end)
{
	switch (end) {
	case 0:
		return "ok";
	case 0x50:
		return "error 0x50 no such command";
	case 0x55:
		return "error 0x55 not while running";
	case 0x56:
		return "error 0x56 no such device";
	case END_ABNORMAL:
		return "error 0x5b of the CPU";
	case 0x60:
		return "error 0x60 CPU did not answer";
	default:
		return "error";
	}
}

static void read_type(struct cursor *data, struct context *ctx)
{
	emit_text(ctx, PARTY_SENDER, attribute_vendor, "Mitsubishi Electric");
	emit_text(ctx, PARTY_SENDER, attribute_device_type, "Programmable Logic Controller");
	if (cursor_u8(data) == TYPE_FX3)
		emit_text(ctx, PARTY_SENDER, attribute_model, "FX3U");
}

static enum verdict read_answer(struct cursor *c, struct context *ctx)
{
	struct state *state = ctx->state;
	struct cursor rest = *c;
	const uint8_t command = cursor_u8(&rest);
	const uint8_t end = cursor_u8(&rest);

	if (!state->waiting || command != (state->command | ANSWER))
		return VERDICT_NO;
	struct cursor data = cursor_sub(&rest, end == END_ABNORMAL ? 2
	                                       : end == 0          ? state->size
	                                                           : 0);
	if (!cursor_ok(&rest))
		return ctx->frame->transport == TRANSPORT_TCP ? VERDICT_MORE : VERDICT_NO;
	ctx->direction = -1;
	state->waiting = false;
	emit_answer(ctx, state->ref, result_name(end));
	if (end == 0 && state->command == READ_TYPE)
		read_type(&data, ctx);
	*c = rest;
	return VERDICT_YES;
}

static enum verdict mc1e_dissect(struct cursor *c, struct context *ctx)
{
	const uint8_t *first = cursor_peek(c, 1);

	if (!first)
		return VERDICT_MORE;
	return *first & ANSWER ? read_answer(c, ctx) : read_request(c, ctx);
}

const struct dissector dissector_mc1e = {
        .name = "mc1e",
        .title = "MELSEC MC protocol (1E)",
        .evidence = EVIDENCE_LOOSE,
        .rank = RANK_IDENTITY,
        .transports = OVER_TCP | OVER_UDP,
        .industrial = true,
        .ports = {5551},
        .state_size = sizeof(struct state),
        .dissect = mc1e_dissect,
};
