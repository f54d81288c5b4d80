/* ge_srtp.c - Service Request Transport Protocol, GE Series 90 and PACSystems.
 * SPDX-License-Identifier: Apache-2.0
 *
 * There is no public specification (ge_srtp_service.c tells where this is from). A header of 56
 * bytes holds the whole of a short message; of others a text follows. Nothing in it is
 * unmistakable, so it is looked for on its own ports alone; 60008 is that of FANUC robots, which
 * speak it too.
 */

#include "dissect/dissectors.h"
#include "dissect/ge_srtp_service.h"
#include "dissect/pending.h"

enum {
	HEADER_SIZE = 56,
	TYPE_OPEN = 0,
	TYPE_OPENED = 1,
	TYPE_REQUEST = 2,
	TYPE_ANSWER = 3,
	TYPE_OTHER = 8, /* seen, and not understood by anybody */
	MAILBOX_REQUEST = 0xc0,
	MAILBOX_REQUEST_TEXT =
	        0x80, /* what is asked for stands at the end of the header, the text follows */
	MAILBOX_ANSWER = 0xd4,
	MAILBOX_ANSWER_TEXT = 0x94,
	MAILBOX_REFUSED = 0xd1,
	STATE_SHIFT = 12, /* of the status word */
	STATE_RUN_NO_OUTPUTS = 1,
	STATE_STOP_LAST = 6,
};

struct state {
	struct pending pending;
	uint8_t mode; /* that was said last, and 1; 0 none yet */
};

struct message {
	uint16_t type;
	uint16_t sequence;
	uint16_t length; /* of the text */
	uint8_t mailbox;
	struct cursor body; /* from the code or status on */
};

/* 56 bytes of nothing begin a connection. */
static bool is_blank(struct cursor c)
{
	while (cursor_left(&c) > 0)
		if (cursor_u8(&c) != 0)
			return false;
	return true;
}

static enum verdict read_header(struct cursor *c, struct context *ctx, struct message *m)
{
	struct cursor header = message_body(c, ctx, HEADER_SIZE);
	const struct cursor whole = header;

	m->type = cursor_le16(&header);
	m->sequence = cursor_le16(&header);
	m->length = cursor_le16(&header);
	cursor_skip(&header, 25);
	m->mailbox = cursor_u8(&header);
	cursor_skip(&header, m->mailbox == MAILBOX_REQUEST_TEXT ? 18 : 10);
	m->body = header;
	if (!cursor_ok(&header))
		return VERDICT_MORE;
	return m->type == TYPE_OPEN && !is_blank(whole) ? VERDICT_NO : VERDICT_YES;
}

/* The type of a message is there before its header is. */
static bool may_begin(struct cursor c)
{
	const uint8_t type = cursor_u8(&c);
	const uint8_t high = cursor_u8(&c);

	return (type <= TYPE_ANSWER || type == TYPE_OTHER) && high == 0;
}

static enum verdict read_request(struct message *m, struct context *ctx)
{
	struct state *state = ctx->state;
	const uint8_t code = cursor_u8(&m->body);
	const bool known = cursor_ok(&m->body);
	const uint8_t selector = cursor_u8(&m->body);
	const uint16_t index = cursor_le16(&m->body);
	const uint16_t count = cursor_le16(&m->body);
	const struct ge_srtp_service *service = ge_srtp_service_find(code);
	const bool whole = cursor_ok(&m->body);
	struct operation operation = {
	        .class = service ? service->class : OT_DIAGNOSE,
	        .code = code,
	        .subcode = NO_SUBCODE,
	        .function = service ? service->name : NULL,
	};

	if (!known) /* the capture ends before it */
		return VERDICT_YES;
	if (whole && service && service->memory) {
		operation.subcode = selector;
		operation.space = ge_srtp_memory_name(selector);
		operation.ranged = count > 0;
		operation.low = index + 1u; /* people count from 1 */
		operation.high = (uint64_t)index + count;
	}
	if (whole && code == GE_SRTP_SET_STATE) {
		operation.subcode = selector;
		operation.target = "state %u";
		operation.number[0] = selector;
	}
	ctx->direction = 1;
	pending_add(&state->pending, m->sequence, emit_operation(ctx, &operation), 0);
	return VERDICT_YES;
}

/* Behind each answer stands the state of the controller. A word without a flag is that of somebody
 * who has none. */
static void read_status(struct message *m, struct context *ctx)
{
	struct state *state = ctx->state;

	cursor_skip(&m->body, 12);
	const uint16_t word = cursor_le16(&m->body);
	const unsigned int value = word >> STATE_SHIFT;

	if (!cursor_ok(&m->body) || word == 0 || value > STATE_STOP_LAST ||
	    state->mode == value + 1)
		return;
	state->mode = (uint8_t)(value + 1);
	emit_text(ctx, PARTY_SENDER, attribute_mode,
	          value <= STATE_RUN_NO_OUTPUTS ? "run" : "stop");
}

static enum verdict read_answer(struct message *m, struct context *ctx)
{
	struct state *state = ctx->state;
	struct pending_request request;
	struct cursor status = m->body;
	const uint8_t major = cursor_u8(&status);
	const uint8_t minor = cursor_u8(&status);

	ctx->direction = -1;
	if (pending_take(&state->pending, m->sequence, &request) && cursor_ok(&status))
		emit_answer(ctx, request.ref,
		            m->mailbox == MAILBOX_ANSWER_TEXT ? "ok"
		                                              : ge_srtp_error_name(major, minor));
	if (m->mailbox != MAILBOX_REFUSED)
		read_status(m, ctx);
	return VERDICT_YES;
}

static enum verdict read_mailbox(struct message *m, struct context *ctx)
{
	switch (m->mailbox) {
	case MAILBOX_REQUEST:
	case MAILBOX_REQUEST_TEXT:
		if (m->type == TYPE_REQUEST)
			return read_request(m, ctx);
		break;
	case MAILBOX_ANSWER:
	case MAILBOX_ANSWER_TEXT:
	case MAILBOX_REFUSED:
		if (m->type == TYPE_ANSWER)
			return read_answer(m, ctx);
		break;
	default:
		break;
	}
	emit_anomaly(ctx, "ge-srtp.mailbox");
	return VERDICT_MALFORMED;
}

static enum verdict ge_srtp_dissect(struct cursor *c, struct context *ctx)
{
	struct message m = {0};
	struct cursor rest = *c;

	if (cursor_left(c) >= 2 && !may_begin(*c))
		return VERDICT_NO;
	const enum verdict verdict = read_header(&rest, ctx, &m);
	if (verdict != VERDICT_YES)
		return verdict;
	const size_t here = m.length < cursor_left(&rest) ? m.length : cursor_left(&rest);

	cursor_skip(&rest, here); /* the text */
	ctx->skip += m.length - here;
	*c = rest;
	if (m.type == TYPE_OPEN || m.type == TYPE_OPENED) {
		ctx->direction = m.type == TYPE_OPEN ? 1 : -1;
		return VERDICT_YES;
	}
	return m.type == TYPE_OTHER ? VERDICT_YES : read_mailbox(&m, ctx);
}

const struct dissector dissector_ge_srtp = {
        .name = "ge-srtp",
        .title = "GE SRTP",
        .evidence = EVIDENCE_PORT_ONLY,
        .rank = RANK_IDENTITY,
        .transports = OVER_TCP,
        .industrial = true,
        .ports = {18245, 18246, 60008},
        .state_size = sizeof(struct state),
        .dissect = ge_srtp_dissect,
};
