/* enip.c - EtherNet/IP encapsulation (ODVA CIP Vol. 2, chapter 2). SPDX-License-Identifier: Apache-2.0
 *
 * The encapsulation says who is there; the requests it carries are CIP and are told as such. I/O over
 * UDP is recognised and passed over.
 */

#include "dissect/cip.h"
#include "dissect/dissectors.h"

#define HEADER_SIZE 24
#define LENGTH_MAX  65511

/* Common packet format, 2-6 */
#define ITEM_MAX	    8
#define ITEM_LIST_IDENTITY  0x000c
#define ITEM_CONNECTION	    0x00a1
#define ITEM_CONNECTED_DATA 0x00b1
#define ITEM_MESSAGE	    0x00b2
#define ITEM_SEQUENCED	    0x8002

#define PENDING_CONNECTED UINT32_C(0x80000000)

struct enip_state {
	struct cip_state cip;
	operation_ref command; /* of the encapsulation itself */
	uint16_t command_code;
};
_Static_assert(sizeof(struct enip_state) <= 600, "the state of a flow stays small");

struct header {
	uint16_t command;
	uint16_t length;
	uint32_t session;
	uint32_t status;
	uint32_t context; /* the sender's eight bytes, folded */
	uint32_t options;
};

typedef void command_function(struct cursor *body, struct context *ctx, const struct header *header);

static void command_list_identity(struct cursor *, struct context *, const struct header *);
static void command_data(struct cursor *, struct context *, const struct header *);

/* 2-4. A command with a fixed request tells by its length who is asking. */
static const struct command {
	uint16_t code;
	int32_t request_length; /* -1: requests and answers look alike from outside */
	enum ot_class class;
	const char *name;
	command_function *read;
} commands[] = {
	{0x0000, -1, OT_SESSION, "NOP", NULL},
	{0x0001, 0, OT_IDENTIFY, "Legacy", NULL},
	{0x0004, 0, OT_IDENTIFY, "List Services", NULL},
	{0x0063, 0, OT_IDENTIFY, "List Identity", command_list_identity},
	{0x0064, 0, OT_IDENTIFY, "List Interfaces", NULL},
	{0x0065, 4, OT_SESSION, "Register Session", NULL},
	{0x0066, 0, OT_SESSION, "UnRegister Session", NULL},
	{0x006f, -1, OT_SESSION, "SendRRData", command_data},
	{0x0070, -1, OT_SESSION, "SendUnitData", command_data},
	{0x0072, -1, OT_SESSION, "Indicate Status", NULL},
	{0x0073, -1, OT_SESSION, "Cancel", NULL},
};

#define COMMAND_NOP	   0x0000
#define COMMAND_LEGACY	   0x0001 /* of the maker's own tools, before they list services */
#define COMMAND_REGISTER   0x0065
#define COMMAND_UNREGISTER 0x0066
#define COMMAND_UNIT_DATA  0x0070

static const struct command *command_find(uint16_t code)
{
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (commands[i].code == code)
			return &commands[i];
	return NULL;
}

/* 2-3.5 */
static bool status_known(uint32_t status)
{
	return status <= 3 || status == 0x64 || status == 0x65 || status == 0x69 || status == 0x6a;
}

static const char *status_name(uint32_t status)
{
	switch (status) {
	case 0:
		return "ok";
	case 1:
		return "unsupported command";
	case 2:
		return "out of memory";
	case 3:
		return "incorrect data";
	case 0x64:
		return "invalid session";
	case 0x65:
		return "invalid length";
	case 0x69:
		return "unsupported protocol revision";
	default:
		return "unknown error";
	}
}

/* The sender's context as one word: what is told apart are the requests of one connection. */
static uint32_t fold(const uint8_t *p)
{
	uint64_t context;

	memcpy(&context, p, sizeof(context));
	return (uint32_t)(context * UINT64_C(0x9e3779b97f4a7c15) >> 32) & ~PENDING_CONNECTED;
}

/* The items of a List Identity answer are the Identity object behind a socket address (2-4.3.3). */
static void command_list_identity(struct cursor *body, struct context *ctx,
				  const struct header *header)
{
	uint16_t count = cursor_le16(body);

	(void)header;
	for (int i = 0; i < ITEM_MAX && i < count && cursor_ok(body); i++) {
		uint16_t type = cursor_le16(body);
		struct cursor item = cursor_sub(body, cursor_le16(body));

		cursor_skip(&item, 2 + 16);
		if (type == ITEM_LIST_IDENTITY)
			cip_identity_claims(&item, ctx, NO_SLOT);
	}
}

static int16_t connection_slot(const struct cip_state *state, uint32_t id)
{
	for (size_t i = 0; i < CIP_CONNECTION_MAX; i++)
		if (id && state->connection[i].id == id)
			return state->connection[i].slot;
	return NO_SLOT;
}

static void message(struct cursor *c, struct context *ctx, const struct cip_place *place)
{
	const enum cip_kind kind = cip_message(c, ctx, place);

	if (kind != CIP_NONE)
		ctx->direction = kind == CIP_REQUEST ? 1 : -1;
}

/* 2-4.7, 2-4.8: an address item and a data item. */
static void command_data(struct cursor *body, struct context *ctx, const struct header *header)
{
	struct enip_state *state = ctx->state;
	struct cip_place place = {
		.state = &state->cip, .id = header->context, .slot = NO_SLOT, .inner = -1};
	uint16_t count;

	cursor_skip(body, 6); /* interface handle, timeout */
	count = cursor_le16(body);
	for (int i = 0; i < ITEM_MAX && i < count && cursor_ok(body); i++) {
		uint16_t type = cursor_le16(body);
		struct cursor item = message_part(body, ctx, cursor_le16(body));

		if (!cursor_ok(&item))
			return;
		if (type == ITEM_CONNECTION)
			place.slot = connection_slot(&state->cip, cursor_le32(&item));
		if (type == ITEM_CONNECTED_DATA)
			place.id = PENDING_CONNECTED | cursor_le16(&item);
		if (type == ITEM_CONNECTED_DATA || type == ITEM_MESSAGE)
			message(&item, ctx, &place);
	}
}

static void command_tell(struct context *ctx, const struct command *command,
			 const struct header *header)
{
	struct enip_state *state = ctx->state;
	/* 2-4.4: a session has no handle before it is granted */
	bool asks = header->length == command->request_length && header->status == 0 &&
		    (command->code != COMMAND_REGISTER || header->session == 0);

	if (!asks) {
		ctx->direction = -1;
		if (state->command_code == command->code)
			emit_answer(ctx, state->command, status_name(header->status));
		state->command = 0;
		return;
	}
	ctx->direction = 1;
	state->command = emit_operation(ctx, &(struct operation){.class = command->class,
								 .code = command->code,
								 .subcode = NO_SUBCODE,
								 .function = command->name});
	state->command_code = command->code;
	if (command->code == COMMAND_UNREGISTER) /* 2-4.5: never answered */
		state->command = 0;
}

/* 3-2.2: class 0 and 1 data, two items and no header. */
static bool is_io(const struct cursor *c)
{
	struct cursor look = *c;
	bool head = cursor_le16(&look) == 2 && cursor_le16(&look) == ITEM_SEQUENCED &&
		    cursor_le16(&look) == 8;

	cursor_skip(&look, 8);
	return head && cursor_le16(&look) == ITEM_CONNECTED_DATA &&
	       cursor_le16(&look) <= cursor_left(&look) && cursor_ok(&look);
}

static struct header header_read(struct cursor *c)
{
	struct header h = {.command = cursor_le16(c), .length = cursor_le16(c)};
	const uint8_t *sender;

	h.session = cursor_le32(c);
	h.status = cursor_le32(c);
	sender = cursor_take(c, 8);
	h.context = sender ? fold(sender) : 0;
	h.options = cursor_le32(c);
	return h;
}

static bool header_plausible(const struct header *h, const struct context *ctx)
{
	const struct command *command = command_find(h->command);

	if (!command || h->options != 0 || !status_known(h->status))
		return false;
	/* zeros are no proof of a NOP */
	if (h->command == COMMAND_NOP)
		return ctx->on_port && h->session != 0;
	if (h->command == COMMAND_LEGACY)
		return ctx->on_port && h->session == 0;
	return true;
}

/* The first bytes may come alone: command and status already tell what is surely not ours. */
static enum verdict incomplete(struct cursor c)
{
	uint16_t command = cursor_left(&c) >= 2 ? cursor_le16(&c) : 0x0063;

	return command_find(command) ? VERDICT_MORE : VERDICT_NO;
}

static enum verdict enip_dissect(struct cursor *c, struct context *ctx)
{
	struct cursor whole = *c;
	const struct command *command;
	struct header header;
	struct cursor body;

	if (ctx->frame->transport == TRANSPORT_UDP && is_io(c)) {
		cursor_skip(c, cursor_left(c));
		return VERDICT_YES;
	}
	if (cursor_left(c) < HEADER_SIZE)
		return incomplete(*c);
	header = header_read(c);
	if (!header_plausible(&header, ctx)) {
		*c = whole;
		return VERDICT_NO;
	}
	if (header.length > LENGTH_MAX)
		return VERDICT_MALFORMED;
	if (cursor_left(c) < header.length && !ctx->cut) {
		*c = whole;
		return VERDICT_MORE;
	}
	command = command_find(header.command);
	body = message_body(c, ctx, header.length);
	if (command->request_length >= 0)
		command_tell(ctx, command, &header);
	if (command->read && header.length > 0)
		command->read(&body, ctx, &header);
	if (!cursor_ok(&body) && !ctx->cut) {
		emit_anomaly(ctx, "enip.length");
		return VERDICT_MALFORMED;
	}
	return VERDICT_YES;
}

const struct dissector dissector_enip = {
	.name = "enip",
	.title = "EtherNet/IP",
	.evidence = EVIDENCE_STRONG,
	.rank = RANK_IDENTITY,
	.transports = OVER_TCP | OVER_UDP,
	.industrial = true,
	.carries = "cip",
	.ports = {44818, 2222},
	.state_size = sizeof(struct enip_state),
	.message_max = 65535,
	.dissect = enip_dissect,
};
