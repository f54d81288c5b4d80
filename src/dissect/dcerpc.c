/* dcerpc.c - DCE/RPC with connections, over TCP and over pipes of SMB (C706 12.6, MS-RPCE).
 * SPDX-License-Identifier: Apache-2.0
 *
 * A client binds interfaces to numbers and calls operations by number. Which interface was bound,
 * and for the interfaces of dcerpc_names.c which operation was called, is told; arguments are not,
 * save the name of a service. Sign-ins stand in trailers.
 */

#include "dissect/dcerpc.h"

#include <stdio.h>

#include "dissect/dissectors.h"
#include "dissect/ntlm.h"
#include "dissect/session.h"

enum packet_type {
	TYPE_REQUEST = 0,
	TYPE_RESPONSE = 2,
	TYPE_FAULT = 3,
	TYPE_BIND = 11,
	TYPE_BIND_ANSWER = 12,
	TYPE_BIND_REFUSED = 13,
	TYPE_ALTER = 14,
	TYPE_ALTER_ANSWER = 15,
	TYPE_AUTHENTICATE = 16,
	TYPE_MAX = 20,
};

enum {
	VERSION = 5,
	HEADER_SIZE = 16,
	AUTH_HEAD = 8,
	LITTLE_ENDIAN_DATA = 0x10,
	FLAG_FIRST = 0x01,
	FLAG_OBJECT = 0x80,
	SEALED = 6, /* MS-RPCE 2.2.1.1.8: the arguments are encrypted */
	HANDLE_SIZE = 20,
	UUID_SIZE = 16,
	SYNTAX_SIZE = 20,
	NAME_MAX = 96,
	BIND_PENDING = 0x40000000,
	ITEMS_MAX = 16,
};

struct pdu {
	struct context *ctx;
	struct dcerpc_state *state;
	uint32_t channel;
	uint32_t call;
	uint8_t type;
	uint8_t flags;
	bool big;    /* numbers are big endian */
	bool sealed; /* arguments are */
	struct cursor body;
	struct cursor trailer; /* credentials */
};

static uint16_t get16(const struct pdu *p, struct cursor *c)
{
	return p->big ? cursor_be16(c) : cursor_le16(c);
}

static uint32_t get32(const struct pdu *p, struct cursor *c)
{
	return p->big ? cursor_be32(c) : cursor_le32(c);
}

static const char *protocol_name(const struct context *ctx)
{
	return ctx->dissector == &dissector_dcerpc ? NULL : "dcerpc";
}

static void remember(struct pdu *p, uint16_t id, uint16_t row)
{
	struct dcerpc_state *s = p->state;
	size_t at = s->next % DCERPC_CONTEXTS;

	for (size_t i = 0; i < DCERPC_CONTEXTS; i++)
		if (s->context[i].used && s->context[i].channel == p->channel &&
		    s->context[i].id == id)
			at = i;
	if (at == s->next % DCERPC_CONTEXTS)
		s->next++;
	s->context[at].used = true;
	s->context[at].channel = p->channel;
	s->context[at].id = id;
	s->context[at].row = row;
}

static uint16_t recall(const struct pdu *p, uint16_t id)
{
	const struct dcerpc_state *s = p->state;

	for (size_t i = 0; i < DCERPC_CONTEXTS; i++)
		if (s->context[i].used && s->context[i].channel == p->channel &&
		    s->context[i].id == id)
			return s->context[i].row;
	return 0;
}

/* The first three parts of a UUID are numbers; the table has them little endian. */
static void little_uuid(const struct pdu *p, const uint8_t *from, uint8_t *to)
{
	static const uint8_t swapped[UUID_SIZE] = {3, 2, 1,  0,  5,  4,  7,  6,
	                                           8, 9, 10, 11, 12, 13, 14, 15};

	for (size_t i = 0; i < UUID_SIZE; i++)
		to[i] = from[p->big ? swapped[i] : i];
}

static void uuid_text(const uint8_t *u, char *text, size_t capacity)
{
	snprintf(text, capacity,
	         "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", u[3], u[2],
	         u[1], u[0], u[5], u[4], u[7], u[6], u[8], u[9], u[10], u[11], u[12], u[13], u[14],
	         u[15]);
}

static void bind_interface(struct pdu *p, uint16_t id, const uint8_t *wire, bool fresh)
{
	uint8_t uuid[UUID_SIZE];
	char text[40];

	little_uuid(p, wire, uuid);
	const uint16_t row = dcerpc_interface_find(uuid);
	const struct dcerpc_interface *interface = dcerpc_interface_at(row);

	uuid_text(uuid, text, sizeof(text));
	const char *name = interface ? interface->name : text;

	remember(p, id, row);
	if (!fresh)
		return;
	const operation_ref ref =
	        emit_operation(p->ctx, &(struct operation){.class = OT_SESSION,
	                                                   .code = TYPE_BIND,
	                                                   .subcode = NO_SUBCODE,
	                                                   .protocol = protocol_name(p->ctx),
	                                                   .pdu = "bind",
	                                                   .function = "Bind",
	                                                   .target = "%s",
	                                                   .text = name,
	                                                   .text_length = strlen(name)});
	pending_add(&p->state->pending, p->call | BIND_PENDING, ref, id);
}

/* C706 12.6.4.3: contexts, each an interface and the encodings it may be spoken in. */
static void read_bind(struct pdu *p)
{
	struct cursor c = p->body;

	cursor_skip(&c, 8);
	const uint8_t count = cursor_u8(&c);

	cursor_skip(&c, 3);
	const uint8_t *before = NULL;

	for (uint8_t i = 0; i < count && i < ITEMS_MAX; i++) {
		const uint16_t id = get16(p, &c);
		const uint8_t encodings = cursor_u8(&c);

		cursor_skip(&c, 1);
		const uint8_t *uuid = cursor_take(&c, UUID_SIZE);

		cursor_skip(&c, SYNTAX_SIZE - UUID_SIZE + (size_t)encodings * SYNTAX_SIZE);
		if (!cursor_ok(&c) || !uuid)
			return emit_anomaly(p->ctx, "dcerpc.bind");
		/* the same interface again is only another encoding of it (MS-RPCE 3.3.1.5.3) */
		bind_interface(p, id, uuid, !before || memcmp(before, uuid, UUID_SIZE) != 0);
		before = uuid;
	}
	(void)ntlm_read(p->ctx, &p->trailer);
}

static void answer_bind(struct pdu *p, const char *result)
{
	struct pending_request request;

	while (pending_take(&p->state->pending, p->call | BIND_PENDING, &request))
		emit_answer(p->ctx, request.ref, result);
	(void)ntlm_read(p->ctx, &p->trailer);
}

static void read_bind_answer(struct pdu *p)
{
	answer_bind(p, "ok");
}

static void read_bind_refused(struct pdu *p)
{
	answer_bind(p, "refused");
}

static void read_authenticate(struct pdu *p)
{
	(void)ntlm_read(p->ctx, &p->trailer);
}

/* C706 14.3.4: maximum, offset and count, then the characters. */
static bool read_name(const struct pdu *p, struct cursor c, uint8_t named, char *text,
                      size_t capacity)
{
	cursor_skip(&c, HANDLE_SIZE);
	cursor_skip(&c, 8);
	const uint32_t count = get32(p, &c);

	if (!cursor_ok(&c) || count == 0 || count > NAME_MAX || p->big)
		return false;
	struct cursor name = cursor_sub(&c, count * (named == DCERPC_NAME_WIDE ? 2u : 1u));

	if (!cursor_ok(&name))
		return false;
	if (named == DCERPC_NAME_WIDE)
		session_utf8(name, text, capacity);
	else
		cursor_text(&name, count - 1, text, capacity);
	return text[0] != '\0';
}

static const struct dcerpc_operation *find(const struct dcerpc_interface *interface,
                                           uint16_t number)
{
	for (const struct dcerpc_operation *o = interface->operations; o->name; o++)
		if (o->number == number)
			return o;
	return NULL;
}

static void read_request(struct pdu *p)
{
	struct cursor c = p->body;
	char name[NAME_MAX + 1];

	cursor_skip(&c, 4);
	const uint16_t id = get16(p, &c);
	const uint16_t number = get16(p, &c);
	const struct dcerpc_interface *interface = dcerpc_interface_at(recall(p, id));

	if (p->flags & FLAG_OBJECT)
		cursor_skip(&c, UUID_SIZE);
	if (!cursor_ok(&c) || !interface || !(p->flags & FLAG_FIRST))
		return;
	const struct dcerpc_operation *o = find(interface, number);
	const bool named =
	        o && o->named && !p->sealed && read_name(p, c, o->named, name, sizeof(name));
	const char *shown = named ? name : interface->name;
	const operation_ref ref =
	        emit_operation(p->ctx, &(struct operation){.class = o ? o->class : OT_DIAGNOSE,
	                                                   .code = number,
	                                                   .subcode = NO_SUBCODE,
	                                                   .protocol = protocol_name(p->ctx),
	                                                   .pdu = interface->name,
	                                                   .function = o ? o->name : NULL,
	                                                   .target = "%s",
	                                                   .text = shown,
	                                                   .text_length = strlen(shown)});
	pending_add(&p->state->pending, p->call, ref, 0);
}

static void answer(struct pdu *p, const char *result)
{
	struct pending_request request;

	if (pending_take(&p->state->pending, p->call, &request))
		emit_answer(p->ctx, request.ref, result);
}

/* The last four bytes of an answer are its status, in nearly all interfaces of Windows. */
static void read_response(struct pdu *p)
{
	struct cursor c = p->body;

	cursor_skip(&c, 8);
	const size_t left = cursor_left(&c);

	if (p->sealed || left < 4 || left % 4)
		return answer(p, "ok");
	cursor_skip(&c, left - 4);
	const uint32_t status = get32(p, &c);

	answer(p, status == 5 || status == 0x80070005 || status == 0xc0000022 ? "access denied"
	                                                                      : "ok");
}

static void read_fault(struct pdu *p)
{
	struct cursor c = p->body;

	cursor_skip(&c, 8);
	const uint32_t status = get32(p, &c);

	answer(p, status == 5 ? "access denied" : "fault");
}

static const struct {
	void (*read)(struct pdu *);
	int8_t direction;
} types[TYPE_MAX] = {
        [TYPE_REQUEST] = {read_request, 1},
        [TYPE_RESPONSE] = {read_response, -1},
        [TYPE_FAULT] = {read_fault, -1},
        [TYPE_BIND] = {read_bind, 1},
        [TYPE_BIND_ANSWER] = {read_bind_answer, -1},
        [TYPE_BIND_REFUSED] = {read_bind_refused, -1},
        [TYPE_ALTER] = {read_bind, 1},
        [TYPE_ALTER_ANSWER] = {read_bind_answer, -1},
        [TYPE_AUTHENTICATE] = {read_authenticate, 1},
};

/* The credentials stand at the end, behind eight bytes of their own. */
static bool split_trailer(struct pdu *p, uint16_t length)
{
	const size_t left = cursor_left(&p->body);

	p->trailer = cursor_init(NULL, 0);
	if (length == 0)
		return true;
	if (left < (size_t)length + AUTH_HEAD)
		return false;
	const struct cursor body = cursor_sub(&p->body, left - length - AUTH_HEAD);

	cursor_skip(&p->body, 1);
	p->sealed = cursor_u8(&p->body) == SEALED;
	cursor_skip(&p->body, AUTH_HEAD - 2);
	p->trailer = p->body;
	p->body = body;
	return true;
}

/* C706 12.6.3.1: sixteen bytes that all PDUs begin with, in the byte order of the fifth. */
static enum verdict read_head(struct cursor *c, struct pdu *p, uint16_t *credentials)
{
	const uint8_t version = cursor_u8(c);
	const uint8_t minor = cursor_u8(c);

	p->type = cursor_u8(c);
	p->flags = cursor_u8(c);
	const uint8_t order = cursor_u8(c);
	const uint8_t floats = cursor_u8(c);
	const uint16_t zero = cursor_be16(c);

	p->big = order != LITTLE_ENDIAN_DATA;
	if (version != VERSION || minor > 1 || p->type >= TYPE_MAX || order & 0xee || floats > 3 ||
	    zero)
		return VERDICT_NO;
	const uint16_t length = get16(p, c);

	*credentials = get16(p, c);
	p->call = get32(p, c);
	if (!cursor_ok(c))
		return VERDICT_MORE;
	if (length < HEADER_SIZE || *credentials > length - HEADER_SIZE)
		return VERDICT_NO;
	p->body = cursor_sub(c, (size_t)length - HEADER_SIZE);
	return cursor_ok(c) ? VERDICT_YES : VERDICT_MORE;
}

enum verdict dcerpc_read(struct cursor *c, struct context *ctx, struct dcerpc_state *state,
                         uint32_t channel)
{
	struct cursor rest = *c;
	struct pdu p = {.ctx = ctx, .state = state, .channel = channel};
	uint16_t credentials = 0;
	const enum verdict verdict = read_head(&rest, &p, &credentials);

	if (verdict != VERDICT_YES)
		return verdict;
	*c = rest;
	if (!split_trailer(&p, credentials)) {
		emit_anomaly(ctx, "dcerpc.length");
		return VERDICT_MALFORMED;
	}
	p.call &= ~(uint32_t)BIND_PENDING;
	state->known = true;
	if (types[p.type].read) {
		ctx->direction = types[p.type].direction;
		types[p.type].read(&p);
	}
	return VERDICT_YES;
}

static enum verdict dcerpc_dissect(struct cursor *c, struct context *ctx)
{
	struct dcerpc_state *state = ctx->state;
	const uint8_t *head = cursor_peek(c, 1);

	if (!head || *head != VERSION)
		return VERDICT_NO;
	/* away from its port only the beginning of a connection proves it */
	head = cursor_peek(c, 3);
	if (head && !state->known && !ctx->on_port && head[2] != TYPE_BIND &&
	    head[2] != TYPE_BIND_ANSWER)
		return VERDICT_NO;
	return dcerpc_read(c, ctx, state, 0);
}

const struct dissector dissector_dcerpc = {
        .name = "dcerpc",
        .title = "DCE/RPC",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_NAME,
        .transports = OVER_TCP,
        .ports = {135},
        .state_size = sizeof(struct dcerpc_state),
        .message_max = 16384,
        .dissect = dcerpc_dissect,
};
