/* melsoft.c - MELSOFT, engineering tools and MELSEC controllers. SPDX-License-Identifier:
 * Apache-2.0
 *
 * There is no public specification. The frame and the commands named here are those published by
 * others (Nozomi Networks, Black Hat MEA 2023) or plain from both sides of a conversation; a
 * command that is neither is told as a session without a name.
 */

#include "dissect/dissectors.h"
#include "dissect/melsec.h"
#include "dissect/pending.h"
#include "dissect/slmp_command.h"

enum {
	HEADER_SIZE = 21, /* up to and with the length */
	REQUEST = 0x57,
	ANSWER = 0xd7,
	FIND_REQUEST = 0x5a, /* "who are you", four bytes */
	FIND_ANSWER = 0xda,
	FIND_ANSWER_SIZE = 28,
	COMMAND_REQUEST = 0x1c, /* kind of the command header */
	COMMAND_ANSWER = 0x9c,
	TEXT_MAX = 96,
	USER_NAME_MAX = 20,
};

enum command_code {
	OPEN_INITIAL = 0x0121,
	LOGIN_NAME = 0x0131,
	LOGIN_PASSWORD = 0x0132,
	FILE_OPEN = 0x1867,
};

struct state {
	struct pending pending;
};

struct message {
	bool is_request;
	uint16_t status; /* of an answer */
	uint16_t command;
	uint16_t reference;
	struct cursor data;
};

static const struct command {
	uint16_t code;
	enum ot_class class;
	const char *name;
} commands[] = {
        {0x0121, OT_SESSION, "Open Initial"},
        {0x0131, OT_SECURITY, "User Name Login"},
        {0x0132, OT_SECURITY, "Password Login"},
        {0x0133, OT_SECURITY, "Read User Information A"},
        {0x0134, OT_SECURITY, "Read User Information B"},
        {0x0150, OT_DIAGNOSE, "Read Safety Operation Mode"},
        {0x0410, OT_READ, "Memory Read"},
        {0x0411, OT_READ, "Random Memory Read"},
        {0x1001, OT_CONTROL, "Remote Run"},
        {0x1002, OT_CONTROL, "Remote Stop"},
        {0x1003, OT_CONTROL, "Remote Pause"},
        {0x1005, OT_CONTROL, "Remote Latch Clear"},
        {0x1006, OT_CONTROL, "Remote Reset"},
        {0x1120, OT_CONTROL, "Change Safety Operation Mode"},
        {0x1133, OT_SECURITY, "Register User Information"},
        {0x1410, OT_WRITE, "Memory Write"},
        {0x1859, OT_FILE, "Read File List"},
        {0x1867, OT_FILE, "Open File"},
        {0x1868, OT_FILE, "Read File"},
        {0x1869, OT_FILE, "Write File"},
        {0x186a, OT_FILE, "Close File"},
};

static const struct command *find_command(uint16_t code)
{
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (commands[i].code == code)
			return &commands[i];
	return NULL;
}

static uint32_t request_id(const struct message *m)
{
	return (uint32_t)m->reference << 16 | m->command;
}

/* The command header tells its own size; the command follows it. */
static bool read_command(struct cursor *c, struct message *m)
{
	const uint8_t kind = cursor_u8(c);
	cursor_skip(c, 1);
	const uint8_t size = cursor_u8(c);
	struct cursor header = cursor_sub(c, size > 0 ? size - 1u : 0u);
	cursor_skip(&header, 1);
	m->status = m->is_request ? 0 : cursor_le16(&header);
	m->command = cursor_be16(c);
	m->reference = cursor_le16(c);
	cursor_skip(c, 2);
	m->data = *c;
	return cursor_ok(c) && cursor_ok(&header) &&
	       kind == (m->is_request ? COMMAND_REQUEST : COMMAND_ANSWER);
}

static enum verdict read_header(struct cursor *c, struct context *ctx, struct message *m)
{
	const bool stream = ctx->frame->transport == TRANSPORT_TCP;
	struct cursor rest = *c;
	const uint8_t magic = cursor_u8(&rest);
	const uint8_t kind = cursor_u8(&rest);

	if (magic != REQUEST && magic != ANSWER)
		return VERDICT_NO;
	m->is_request = magic == REQUEST;
	if (cursor_ok(&rest) && kind > 1)
		return VERDICT_NO;
	cursor_skip(&rest, 3);
	const uint16_t mark = cursor_be16(&rest);
	if (cursor_ok(&rest) && mark != 0x1111)
		return VERDICT_NO;
	cursor_skip(&rest, HEADER_SIZE - 7 - 2);
	const uint16_t length = cursor_le16(&rest);
	struct cursor body = message_body(&rest, ctx, length);
	if (!cursor_ok(&rest) || (!stream && length > cursor_left(&body) + ctx->cut))
		return stream ? VERDICT_MORE : VERDICT_NO;
	if (!read_command(&body, m))
		return VERDICT_NO;
	*c = rest;
	return VERDICT_YES;
}

/* UTF-16 for the eye: what is not ASCII becomes a question mark. */
static size_t narrow(struct cursor *c, size_t count, char text[TEXT_MAX])
{
	size_t used = 0;

	while (used < count && used < TEXT_MAX) {
		const uint16_t unit = cursor_le16(c);

		if (!cursor_ok(c) || unit == 0)
			break;
		text[used++] = (char)(unit >= 0x20 && unit < 0x7f ? unit : '?');
	}
	return used;
}

static void read_text(struct message *m, struct operation *operation, char text[TEXT_MAX])
{
	size_t count = USER_NAME_MAX;

	if (m->command == FILE_OPEN) {
		cursor_skip(&m->data, 12);
		count = cursor_le16(&m->data) / 2u;
		operation->target = "file %s";
	} else {
		operation->target = "user %s";
	}
	operation->text = text;
	operation->text_length = narrow(&m->data, count, text);
	if (!cursor_ok(&m->data)) /* half a name is none */
		operation->target = NULL;
}

static void read_request(struct message *m, struct context *ctx)
{
	struct state *state = ctx->state;
	const struct command *command = find_command(m->command);
	char text[TEXT_MAX];
	struct operation operation = {
	        .class = command ? command->class : OT_SESSION,
	        .code = m->command,
	        .subcode = NO_SUBCODE,
	        .function = command ? command->name : NULL,
	};

	if (m->command == FILE_OPEN || m->command == LOGIN_NAME)
		read_text(m, &operation, text);
	ctx->direction = 1;
	pending_add(&state->pending, request_id(m), emit_operation(ctx, &operation), 0);
}

static const char *result_name(const struct message *m)
{
	if (m->status == 0)
		return "ok";
	if (m->command == LOGIN_NAME)
		return "error user name refused";
	if (m->command == LOGIN_PASSWORD)
		return "error password refused";
	return slmp_end_code_name(m->status);
}

static void read_answer(struct message *m, struct context *ctx)
{
	struct state *state = ctx->state;
	struct pending_request request;

	ctx->direction = -1;
	if (pending_take(&state->pending, request_id(m), &request))
		emit_answer(ctx, request.ref, result_name(m));
	if (m->command != OPEN_INITIAL || m->status != 0)
		return;
	const uint8_t *name = cursor_take(&m->data, MELSEC_NAME_SIZE);
	const uint16_t code = cursor_le16(&m->data);

	if (cursor_ok(&m->data) && melsec_is_cpu(name, MELSEC_NAME_SIZE))
		melsec_claim(ctx, name, MELSEC_NAME_SIZE, code);
}

/* The short messages of the search carry too little: elsewhere than on its own ports a message of the
 * session behind them must prove them, over TCP. */
static enum verdict read_find(struct cursor *c, struct context *ctx)
{
	const bool datagram = ctx->frame->transport == TRANSPORT_UDP;
	const size_t left = cursor_left(c);
	const uint8_t *p = cursor_peek(c, 4);

	if (datagram && (!ctx->on_port || !p))
		return VERDICT_NO;
	if (!p)
		return VERDICT_MORE;
	if (p[1] != 0 || p[2] != 0)
		return VERDICT_NO;
	const bool request = p[0] == FIND_REQUEST;
	const size_t size = request ? 4 : datagram ? left : FIND_ANSWER_SIZE;
	struct cursor rest = *c;
	cursor_skip(&rest, size);
	if (!cursor_ok(&rest))
		return VERDICT_MORE;
	if (datagram && cursor_left(&rest) > 0)
		return VERDICT_NO;
	struct cursor next = rest;
	struct message m = {0};
	const enum verdict proof = ctx->on_port             ? VERDICT_YES
	                           : cursor_left(&rest) > 0 ? read_header(&next, ctx, &m)
	                                                    : VERDICT_MORE;
	if (proof != VERDICT_YES)
		return proof;
	ctx->direction = request ? 1 : -1;
	*c = rest;
	return VERDICT_YES;
}

static enum verdict melsoft_dissect(struct cursor *c, struct context *ctx)
{
	struct message m = {0};
	const uint8_t *first = cursor_peek(c, 1);

	if (!first)
		return VERDICT_MORE;
	if (*first == FIND_REQUEST || *first == FIND_ANSWER)
		return read_find(c, ctx);
	const enum verdict verdict = read_header(c, ctx, &m);
	if (verdict != VERDICT_YES)
		return verdict;
	if (m.is_request)
		read_request(&m, ctx);
	else
		read_answer(&m, ctx);
	return VERDICT_YES;
}

const struct dissector dissector_melsoft = {
        .name = "melsoft",
        .title = "MELSOFT",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_IDENTITY,
        .transports = OVER_TCP | OVER_UDP,
        .industrial = true,
        .ports = {5006, 5007, 5560, 5562},
        .state_size = sizeof(struct state),
        .message_max = 16384,
        .dissect = melsoft_dissect,
};
