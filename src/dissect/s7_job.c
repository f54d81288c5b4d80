/* s7_job.c - S7 jobs: variables, blocks, program, stop. SPDX-License-Identifier: Apache-2.0 */

#include "dissect/s7.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct job {
	uint8_t code;
	enum ot_class class;
	const char *name;
	void (*read)(struct cursor *parameter, struct operation *operation);
};

struct area {
	uint8_t code;
	const char *space;
	bool numbered; /* addresses are numbers of timers or counters, not bits */
};

static const struct area areas[] = {
	{0x03, "system info", false},  {0x05, "system flags", false}, {0x06, "AI", false},
	{0x07, "AQ", false},	       {0x1c, "C", true},	      {0x1d, "T", true},
	{0x1e, "IEC counter", true},   {0x1f, "IEC timer", true},     {0x80, "P", false},
	{0x81, "I", false},	       {0x82, "Q", false},	      {0x83, "M", false},
	{0x84, "DB", false},	       {0x85, "DI", false},	      {0x86, "L", false},
	{0x87, "V", false},
};

static const struct area *area_find(uint8_t code)
{
	for (size_t i = 0; i < COUNT(areas); i++)
		if (areas[i].code == code)
			return &areas[i];
	return NULL;
}

/* Bytes of one element of a transport size; BIT counts as the byte it is in. */
static uint32_t element_size(uint8_t transport_size)
{
	static const uint8_t sizes[] = {
		[0x04] = 2, [0x05] = 2, [0x06] = 4, [0x07] = 4, [0x08] = 4, [0x09] = 2, [0x0a] = 4,
		[0x0b] = 4, [0x0c] = 2, [0x0f] = 8, [0x1c] = 2, [0x1d] = 2, [0x1e] = 2, [0x1f] = 2,
	};

	return transport_size < COUNT(sizes) && sizes[transport_size] ? sizes[transport_size] : 1;
}

/* Syntax "S7ANY": size and count of elements, block, area, address in bits. */
static void read_any(struct cursor *item, struct operation *operation)
{
	const uint8_t transport_size = cursor_u8(item);
	const uint16_t count = cursor_be16(item);
	const uint16_t block = cursor_be16(item);
	const struct area *area = area_find(cursor_u8(item));
	const uint32_t address = cursor_be24(item);

	if (!cursor_ok(item) || !area)
		return;
	operation->space = area->space;
	if (area->code == 0x84 || area->code == 0x85) {
		operation->target = area->code == 0x84 ? "DB%u" : "DI%u";
		operation->number[0] = block;
	}
	if (count == 0)
		return;
	operation->ranged = true;
	operation->low = area->numbered ? address : address >> 3;
	operation->high = operation->low - 1 +
			  (area->numbered ? count : (uint64_t)count * element_size(transport_size));
}

/* Syntax "DBREAD": areas of length, block, start; the first stands for all. */
static void read_db(struct cursor *item, struct operation *operation)
{
	cursor_skip(item, 1);
	const uint8_t length = cursor_u8(item);
	const uint16_t block = cursor_be16(item);
	const uint16_t start = cursor_be16(item);

	if (!cursor_ok(item) || length == 0)
		return;
	operation->space = "DB";
	operation->target = "DB%u";
	operation->number[0] = block;
	operation->ranged = true;
	operation->low = start;
	operation->high = (uint64_t)start + length - 1;
}

/* One item of a read or write; other syntaxes name a space, but no addresses that we know of. */
static void read_item(struct cursor *parameter, struct operation *operation)
{
	cursor_skip(parameter, 1);
	struct cursor item = cursor_sub(parameter, cursor_u8(parameter));

	switch (cursor_u8(&item)) {
	case 0x10:
		read_any(&item, operation);
		break;
	case 0x82:
	case 0x83:
	case 0x84:
		operation->space = "NCK";
		break;
	case 0xa2:
		operation->space = "drive";
		break;
	case 0xb0:
		read_db(&item, operation);
		break;
	case 0xb2:
		operation->space = "symbol";
		break;
	default:
		break;
	}
	if (cursor_left(parameter) > 0)
		cursor_align(parameter, item.end, 2);
}

/* The name of a block: two digits of type, five of number, "A"ctive or "P"assive file system. */
static void read_block(struct cursor *name, struct operation *operation)
{
	static const struct {
		char type[3];
		const char *target;
	} types[] = {
		{"08", "OB%u"}, {"0A", "DB%u"},	 {"0B", "SDB%u"}, {"0C", "FC%u"},
		{"0D", "SFC%u"}, {"0E", "FB%u"}, {"0F", "SFB%u"},
	};
	const uint8_t *type = cursor_take(name, 2);
	const uint8_t *digits = cursor_take(name, 5);

	for (size_t i = 0; digits && i < COUNT(types); i++)
		if (memcmp(types[i].type, type, 2) == 0)
			operation->target = types[i].target;
	for (size_t i = 0; digits && i < 5; i++)
		operation->number[0] = operation->number[0] * 10 + (digits[i] & 0x0f);
}

/* Download, and the start of an upload: status, ids, then the file name "_0A00001P". */
static void read_block_file(struct cursor *parameter, struct operation *operation)
{
	cursor_skip(parameter, 7);
	struct cursor name = cursor_sub(parameter, cursor_u8(parameter));

	cursor_skip(&name, 1);
	if (cursor_ok(&name))
		read_block(&name, operation);
}

/* Program invocations by name; a text in the argument tells a cold from a warm start. */
struct invocation {
	const char *name;
	enum ot_class class;
	const char *function;
};

static const struct invocation invocations[] = {
	{"P_PROGRAM", OT_CONTROL, "Start Program"},
	{"_INSE", OT_PROGRAM, "Activate Block"},
	{"_DELE", OT_PROGRAM, "Delete Block"},
	{"_MODU", OT_PROGRAM, "Copy RAM to ROM"},
	{"_GARB", OT_PROGRAM, "Compress Memory"},
	{"_N_LOGIN_", OT_SECURITY, "NCK Login"},
	{"_N_LOGOUT", OT_SECURITY, "NCK Logout"},
};

static void name_start(const struct cursor *argument, struct operation *operation)
{
	const uint8_t *first = cursor_peek(argument, 1);

	operation->function = first && *first == 'C' ? "Cold Start" : "Warm Start";
}

/* Seven bytes of no known meaning, the argument, the name. */
static void read_invocation(struct cursor *parameter, struct operation *operation)
{
	cursor_skip(parameter, 7);
	struct cursor argument = cursor_sub(parameter, cursor_be16(parameter));
	const uint8_t length = cursor_u8(parameter);
	const uint8_t *name = cursor_take(parameter, length);

	if (!name)
		return;
	operation->target = "%s";
	operation->text = name;
	operation->text_length = length;
	for (size_t i = 0; i < COUNT(invocations); i++) {
		if (strlen(invocations[i].name) != length ||
		    memcmp(invocations[i].name, name, length) != 0)
			continue;
		operation->class = invocations[i].class;
		operation->function = invocations[i].function;
	}
	if (operation->class == OT_CONTROL)
		name_start(&argument, operation);
	/* _INSE and _DELE: how many blocks, a zero, then their names. */
	if (length == 5 && cursor_left(&argument) >= 10 && *argument.pos >= 1) {
		cursor_skip(&argument, 2);
		read_block(&argument, operation);
	}
}

static const struct job jobs[] = {
	{0x00, OT_DIAGNOSE, "CPU Services", NULL},
	{S7_JOB_READ, OT_READ, "Read Variable", NULL},
	{S7_JOB_WRITE, OT_WRITE, "Write Variable", NULL},
	{0x1a, OT_PROGRAM, "Request Download", read_block_file},
	{0x1b, OT_PROGRAM, "Download Block", read_block_file},
	{0x1c, OT_PROGRAM, "Download Ended", read_block_file},
	{0x1d, OT_PROGRAM, "Start Upload", read_block_file},
	{0x1e, OT_PROGRAM, "Upload", NULL},
	{0x1f, OT_PROGRAM, "End Upload", NULL},
	{0x28, OT_PROGRAM, "PI Service", read_invocation},
	{0x29, OT_CONTROL, "PLC Stop", NULL},
	{S7_JOB_SETUP, OT_SESSION, "Setup Communication", NULL},
};

static const struct job *job_find(uint8_t code)
{
	for (size_t i = 0; i < COUNT(jobs); i++)
		if (jobs[i].code == code)
			return &jobs[i];
	return NULL;
}

/* The items behind the first, as operations of their own that share its head. */
static void read_more_items(struct cursor *parameter, struct context *ctx, uint8_t count,
			    const struct operation *head, uint16_t reference)
{
	struct s7_state *state = ctx->state;

	state->items_reference = reference;
	state->items_count = 0;
	while (state->items_count < S7_ITEMS - 1 && state->items_count + 1 < count &&
	       cursor_left(parameter) > 0) {
		struct operation operation = *head;

		read_item(parameter, &operation);
		if (!cursor_ok(parameter)) {
			emit_anomaly(ctx, "s7comm.item");
			return;
		}
		state->items[state->items_count++] = emit_operation(ctx, &operation);
	}
}

/* Reading, writing and the set-up are asked by the client alone; blocks are fetched by the PLC too. */
static void tell_direction(uint8_t code, struct context *ctx, int8_t direction)
{
	if (code == S7_JOB_READ || code == S7_JOB_WRITE || code == S7_JOB_SETUP)
		ctx->direction = direction;
}

void s7_job(struct s7_message *message, struct context *ctx)
{
	struct s7_state *state = ctx->state;
	const uint8_t code = cursor_u8(&message->parameter);
	const struct job *job = job_find(code);
	const struct operation head = {.class = job ? job->class : OT_DIAGNOSE,
				       .code = code,
				       .subcode = NO_SUBCODE,
				       .pdu = "job",
				       .function = job ? job->name : NULL};
	struct operation first = head;
	const bool variable = code == S7_JOB_READ || code == S7_JOB_WRITE;
	const uint8_t items = variable ? cursor_u8(&message->parameter) : 0;

	if (!cursor_ok(&message->parameter)) {
		emit_anomaly(ctx, "s7comm.parameter");
		return;
	}
	tell_direction(code, ctx, 1);
	if (items)
		read_item(&message->parameter, &first);
	if (job && job->read)
		job->read(&message->parameter, &first);
	pending_add(&state->pending, message->reference, emit_operation(ctx, &first), code);
	if (items > 1)
		read_more_items(&message->parameter, ctx, items, &head, message->reference);
}

/* A return code; in an answer to a read its data follow, padded to an even length. */
static const char *read_item_result(struct cursor *data, bool has_value)
{
	const char *result = s7_return_name(cursor_u8(data));

	if (!has_value || cursor_left(data) == 0)
		return result;
	const uint8_t transport_size = cursor_u8(data);
	uint32_t length = cursor_be16(data);

	if (transport_size >= 3 && transport_size <= 5) /* these count bits */
		length = (length + 7) / 8;
	const uint8_t *start = cursor_take(data, length);

	if (start && cursor_left(data) > 0)
		cursor_align(data, start, 2);
	return result;
}

static void answer_items(struct s7_message *message, struct context *ctx, bool has_value,
			 operation_ref first)
{
	struct s7_state *state = ctx->state;

	emit_answer(ctx, first, read_item_result(&message->data, has_value));
	if (state->items_reference != message->reference)
		return;
	for (uint8_t i = 0; i < state->items_count && cursor_left(&message->data) > 0; i++)
		emit_answer(ctx, state->items[i], read_item_result(&message->data, has_value));
	state->items_count = 0;
}

void s7_job_answer(struct s7_message *message, struct context *ctx)
{
	struct s7_state *state = ctx->state;
	struct pending_request request;
	const uint8_t code = cursor_u8(&message->parameter);
	const bool variable = code == S7_JOB_READ || code == S7_JOB_WRITE;

	tell_direction(code, ctx, -1);
	if (!pending_take(&state->pending, message->reference, &request))
		return;
	if (variable && message->error == 0 && cursor_left(&message->data) > 0)
		answer_items(message, ctx, code == S7_JOB_READ, request.ref);
	else if (!ctx->cut || !variable || message->error)
		emit_answer(ctx, request.ref, s7_error_name(message->error));
}
