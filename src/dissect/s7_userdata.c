/* s7_userdata.c - S7 functions of the programming device: groups and their subfunctions. SPDX-License-Identifier: Apache-2.0 */

#include "dissect/s7.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum type {
	TYPE_INDICATION = 0,
	TYPE_REQUEST = 4,
	TYPE_ANSWER = 8,
};

enum group {
	GROUP_MODE = 0,
	GROUP_BLOCK = 3,
	GROUP_CPU = 4,
};

enum { CPU_READ_SZL = 1, BLOCK_INFO = 3, RETURN_OK = 0xff };

struct subfunction {
	uint8_t group;
	uint8_t code;
	enum ot_class class;
	const char *name;
};

static const struct subfunction subfunctions[] = {
	{1, 0x01, OT_DIAGNOSE, "Block Status"},
	{1, 0x02, OT_DIAGNOSE, "Variable Status"},
	{1, 0x03, OT_DIAGNOSE, "Output I Stack"},
	{1, 0x04, OT_DIAGNOSE, "Output B Stack"},
	{1, 0x05, OT_DIAGNOSE, "Output L Stack"},
	{1, 0x08, OT_WRITE, "Modify Variable"},
	{1, 0x09, OT_WRITE, "Force Variable"},
	{1, 0x0a, OT_CONTROL, "Breakpoint"},
	{1, 0x0b, OT_CONTROL, "Exit Hold"},
	{1, 0x0c, OT_CONTROL, "Memory Reset"},
	{1, 0x0d, OT_DIAGNOSE, "Disable Job"},
	{1, 0x0e, OT_DIAGNOSE, "Enable Job"},
	{1, 0x0f, OT_DIAGNOSE, "Delete Job"},
	{1, 0x10, OT_DIAGNOSE, "Read Job List"},
	{1, 0x11, OT_DIAGNOSE, "Read Job"},
	{1, 0x12, OT_DIAGNOSE, "Replace Job"},
	{1, 0x13, OT_DIAGNOSE, "Block Status V2"},
	{1, 0x16, OT_DIAGNOSE, "Flash LED"},
	{2, 0x01, OT_READ, "Cyclic Read of Memory"},
	{2, 0x04, OT_READ, "Cyclic Read Unsubscribe"},
	{2, 0x05, OT_READ, "Cyclic Read on Change"},
	{3, 0x01, OT_READ, "List Blocks"},
	{3, 0x02, OT_READ, "List Blocks of Type"},
	{3, BLOCK_INFO, OT_READ, "Get Block Info"},
	{4, CPU_READ_SZL, OT_DIAGNOSE, "Read SZL"},
	{4, 0x02, OT_SESSION, "Message Service"},
	{4, 0x03, OT_ALARM, "Diagnostic Message"},
	{4, 0x05, OT_ALARM, "ALARM_8 Indication"},
	{4, 0x06, OT_ALARM, "NOTIFY Indication"},
	{4, 0x07, OT_ALARM, "ALARM_8 Lock"},
	{4, 0x08, OT_ALARM, "ALARM_8 Unlock"},
	{4, 0x0b, OT_ALARM, "ALARM Acknowledge"},
	{4, 0x0c, OT_ALARM, "ALARM Acknowledge Indication"},
	{4, 0x0d, OT_ALARM, "ALARM Lock Indication"},
	{4, 0x0e, OT_ALARM, "ALARM Unlock Indication"},
	{4, 0x11, OT_ALARM, "ALARM_SQ Indication"},
	{4, 0x12, OT_ALARM, "ALARM_S Indication"},
	{4, 0x13, OT_ALARM, "ALARM Query"},
	{4, 0x16, OT_ALARM, "NOTIFY_8 Indication"},
	{5, 0x01, OT_SECURITY, "Set Session Password"},
	{5, 0x02, OT_SECURITY, "Clear Session Password"},
	{7, 0x01, OT_TIME, "Read Clock"},
	{7, 0x02, OT_TIME, "Set Clock"},
	{7, 0x03, OT_TIME, "Read Clock Following"},
	{7, 0x04, OT_TIME, "Set Clock Following"},
	{15, 0x01, OT_PROGRAM, "NC Request Download"},
	{15, 0x02, OT_PROGRAM, "NC Download Block"},
	{15, 0x03, OT_PROGRAM, "NC Continue Download"},
	{15, 0x04, OT_PROGRAM, "NC Download Ended"},
	{15, 0x06, OT_PROGRAM, "NC Start Upload"},
	{15, 0x07, OT_PROGRAM, "NC Upload"},
	{15, 0x08, OT_PROGRAM, "NC Continue Upload"},
};

/* What is said of a group when the subfunction is unknown. */
static const struct subfunction groups[16] = {
	[0] = {.class = OT_CONTROL, .name = "Mode Transition"},
	[1] = {.class = OT_DIAGNOSE},
	[2] = {.class = OT_READ},
	[3] = {.class = OT_READ},
	[4] = {.class = OT_DIAGNOSE},
	[5] = {.class = OT_SECURITY},
	[6] = {.class = OT_WRITE, .name = "BSEND/BRECV"},
	[7] = {.class = OT_TIME},
	[8 ... 14] = {.class = OT_DIAGNOSE},
	[15] = {.class = OT_PROGRAM},
};

struct parameter {
	uint8_t type; /* enum type */
	uint8_t group;
	uint8_t subfunction;
	uint8_t unit;	/* of an answer: number that its parts share */
	uint16_t error; /* of an answer, 0 for none */
};

static bool read_parameter(struct cursor *c, struct parameter *parameter)
{
	cursor_skip(c, 5); /* head, length, method */
	const uint8_t type_and_group = cursor_u8(c);

	parameter->type = type_and_group >> 4;
	parameter->group = type_and_group & 0x0f;
	parameter->subfunction = cursor_u8(c);
	cursor_skip(c, 1); /* sequence */
	if (cursor_left(c) >= 4) {
		parameter->unit = cursor_u8(c);
		cursor_skip(c, 1); /* whether parts follow: the next request tells too */
		parameter->error = cursor_be16(c);
	}
	return cursor_ok(c);
}

static const struct subfunction *subfunction_find(const struct parameter *parameter)
{
	for (size_t i = 0; i < COUNT(subfunctions); i++)
		if (subfunctions[i].group == parameter->group &&
		    subfunctions[i].code == parameter->subfunction)
			return &subfunctions[i];
	return &groups[parameter->group];
}

/* Return code, transport size, length; then what the function carries. */
static struct cursor open_data(struct cursor *data, uint8_t *code)
{
	*code = cursor_u8(data);
	cursor_skip(data, 1);
	return cursor_sub(data, cursor_be16(data));
}

/* Partial lists that hold identity, whatever their extract: the low byte of the SZL id tells. */
static bool is_identity(uint32_t szl)
{
	switch (szl >> 16 & 0xff) {
	case 0x11:
	case 0x1c:
		return true;
	default:
		return szl == 0x01310001 || szl >> 16 == 0x0132;
	}
}

static void read_szl_request(struct cursor *data, struct operation *operation, uint32_t *detail)
{
	uint8_t code;
	struct cursor body = open_data(data, &code);
	const uint16_t id = cursor_be16(&body);
	const uint16_t index = cursor_be16(&body);

	if (!cursor_ok(&body))
		return; /* asks for the next part of an answer */
	*detail = (uint32_t)id << 16 | index;
	operation->target = "SZL 0x%x index 0x%x";
	operation->number[0] = id;
	operation->number[1] = index;
	if (is_identity(*detail))
		operation->class = OT_IDENTIFY;
}

static void read_block_request(struct cursor *data, struct operation *operation)
{
	uint8_t code;
	struct cursor body = open_data(data, &code);
	const size_t length = cursor_left(&body);
	const uint8_t *name = cursor_take(&body, length);

	if (!name || length < 8)
		return;
	operation->target = "%s";
	operation->text = name;
	operation->text_length = length;
}

static void read_request(struct s7_message *message, struct context *ctx,
			 const struct parameter *parameter)
{
	struct s7_state *state = ctx->state;
	const struct subfunction *subfunction = subfunction_find(parameter);
	struct operation operation = {.class = subfunction->class,
				      .code = parameter->group,
				      .subcode = parameter->subfunction,
				      .pdu = "userdata",
				      .function = subfunction->name};
	uint32_t detail = 0;

	if (parameter->group == GROUP_CPU && parameter->subfunction == CPU_READ_SZL)
		read_szl_request(&message->data, &operation, &detail);
	if (parameter->group == GROUP_BLOCK && parameter->subfunction == BLOCK_INFO)
		read_block_request(&message->data, &operation);
	const operation_ref ref = emit_operation(ctx, &operation);

	if (parameter->type == TYPE_REQUEST)
		pending_add(&state->pending, message->reference, ref, detail);
}

static void read_answer(struct s7_message *message, struct context *ctx,
			const struct parameter *parameter)
{
	struct s7_state *state = ctx->state;
	struct pending_request request;
	uint8_t code;

	if (!pending_take(&state->pending, message->reference, &request))
		return;
	struct cursor body = open_data(&message->data, &code);

	if (parameter->error) {
		emit_answer(ctx, request.ref, s7_error_name(parameter->error));
		return;
	}
	if (ctx->cut && !cursor_ok(&body) && code != RETURN_OK)
		return;
	/* A return code of "object does not exist" with no data stands where there is nothing to tell. */
	emit_answer(ctx, request.ref,
		    code == RETURN_OK || cursor_left(&body) == 0 ? "ok" : s7_return_name(code));
	if (parameter->group != GROUP_CPU || parameter->subfunction != CPU_READ_SZL ||
	    code != RETURN_OK)
		return;
	if (request.detail)
		s7_szl(&body, ctx, request.detail, parameter->unit);
	else if (state->list.id && state->list.unit == parameter->unit)
		s7_szl_more(&body, ctx);
}

/* The CPU tells that it went to another mode. */
static void read_mode(struct context *ctx, uint8_t mode)
{
	static const char *const modes[] = {"stop", "startup", "run", "startup", "hold",
					    NULL,   "startup", NULL,  NULL,	 "run"};

	if (mode < COUNT(modes) && modes[mode])
		emit_text(ctx, PARTY_SENDER, attribute_mode, modes[mode]);
}

static void read_indication(struct s7_message *message, struct context *ctx,
			    const struct parameter *parameter)
{
	if (parameter->group == GROUP_MODE)
		read_mode(ctx, parameter->subfunction);
	if (parameter->group == GROUP_CPU)
		read_request(message, ctx, parameter);
}

void s7_userdata(struct s7_message *message, struct context *ctx)
{
	struct parameter parameter = {0};

	if (!read_parameter(&message->parameter, &parameter)) {
		emit_anomaly(ctx, "s7comm.parameter");
		return;
	}
	if (parameter.type == TYPE_REQUEST)
		read_request(message, ctx, &parameter);
	else if (parameter.type == TYPE_ANSWER)
		read_answer(message, ctx, &parameter);
	else if (parameter.type == TYPE_INDICATION)
		read_indication(message, ctx, &parameter);
}
