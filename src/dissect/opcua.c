/* opcua.c - OPC UA TCP: chunks and secure channels (Part 6, 6.7 and 7.1). SPDX-License-Identifier: Apache-2.0
 *
 * A connection begins with HEL and ACK, a secure channel with OPN; what follows is readable unless the
 * channel encrypts. Of a message in several chunks the first is read. The services are in
 * opcua_service.c, what they tell of servers and clients in opcua_identity.c.
 */

#include "dissect/opcua.h"

#include "dissect/dissectors.h"
#include "dissect/x509.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum {
	HEADER_SIZE = 8,
	CHUNK_MAX = 65536,
	OPEN_REQUEST = 446,
	OPEN_ANSWER = 449,
};

struct chunk {
	uint8_t kind; /* 'F' last, 'C' more follow, 'A' given up */
	struct cursor body;
};

static enum verdict read_hello(struct chunk *chunk, struct context *ctx)
{
	ctx->direction = 1;
	cursor_skip(&chunk->body, 20);
	struct cursor url = opcua_string(&chunk->body);
	const size_t length = cursor_left(&url);

	if (!cursor_ok(&url) && !ctx->cut) {
		emit_anomaly(ctx, "opcua.hello");
		return VERDICT_MALFORMED;
	}
	emit_operation(ctx, &(struct operation){.class = OT_SESSION,
						.subcode = NO_SUBCODE,
						.pdu = "HEL",
						.function = "Hello",
						.target = length ? "%s" : NULL,
						.text = cursor_take(&url, length),
						.text_length = length});
	return VERDICT_YES;
}

static enum verdict read_acknowledge(struct chunk *chunk, struct context *ctx)
{
	(void)chunk;
	ctx->direction = -1;
	return VERDICT_YES;
}

/* Sequence number and request id, then the body's type. */
static void read_type(struct chunk *chunk, struct opcua_message *m)
{
	cursor_skip(&chunk->body, 4);
	m->request = cursor_le32(&chunk->body);
	const struct opcua_node type = opcua_node(&chunk->body);

	m->type = type.space == 0 && cursor_ok(&chunk->body) ? type.number : OPCUA_NODE_OTHER;
	m->body = chunk->body;
}

static void read_message(struct opcua_message *m, struct context *ctx)
{
	const struct opcua_service *service = opcua_service_find(m->type);

	if (opcua_is_answer(m->type)) {
		ctx->direction = -1;
		opcua_answer(m, ctx);
		return;
	}
	if (service)
		ctx->direction = 1;
	if (service || ctx->to_server)
		opcua_request(service, m, ctx);
}

void opcua_claim_certificate(struct context *ctx, struct cursor der)
{
	struct x509 certificate;

	if (cursor_left(&der) > 0 && x509_read(der, &certificate))
		x509_claim(ctx, PARTY_SENDER, &certificate);
}

/* An OPN that is encrypted tells no more than its policy and who sent it. */
static void read_secured_open(struct cursor policy, struct context *ctx)
{
	if (ctx->to_server)
		emit_operation(ctx, &(struct operation){.class = OT_SESSION,
							.code = OPEN_REQUEST,
							.subcode = NO_SUBCODE,
							.function = "OpenSecureChannel"});
	else if (cursor_ok(&policy))
		opcua_claim_security(ctx, PARTY_SENDER, policy, 0);
}

static enum verdict read_open(struct chunk *chunk, struct context *ctx)
{
	struct opcua_state *state = ctx->state;
	struct opcua_message message;

	cursor_skip(&chunk->body, 4);
	const struct cursor policy = opcua_string(&chunk->body);
	const struct cursor certificate = opcua_string(&chunk->body);
	const size_t policy_length = cursor_left(&policy);

	opcua_string(&chunk->body);
	if (ctx->cut && !cursor_ok(&policy)) {
		read_secured_open(policy, ctx);
		return VERDICT_YES;
	}
	if (!cursor_ok(&chunk->body) && !ctx->cut) {
		emit_anomaly(ctx, "opcua.open");
		return VERDICT_MALFORMED;
	}
	opcua_claim_certificate(ctx, certificate);
	state->policy_known = true;
	state->secured = policy_length < 5 || memcmp(policy.end - 5, "#None", 5) != 0;
	if (state->secured) {
		read_secured_open(policy, ctx);
		return VERDICT_YES;
	}
	read_type(chunk, &message);
	if (ctx->cut && message.type == OPCUA_NODE_OTHER) {
		read_secured_open(policy, ctx);
		return VERDICT_YES;
	}
	if (message.type == OPEN_ANSWER)
		opcua_claim_security(ctx, PARTY_SENDER, policy, 1);
	read_message(&message, ctx);
	return VERDICT_YES;
}

static enum verdict read_secured(struct chunk *chunk, struct context *ctx)
{
	struct opcua_state *state = ctx->state;
	const unsigned int side = ctx->to_server;
	const bool first = !state->continued[side];
	struct opcua_message message;

	state->continued[side] = chunk->kind == 'C';
	if (!first)
		return VERDICT_YES;
	cursor_skip(&chunk->body, 8); /* channel and token */
	read_type(chunk, &message);
	const bool plain = message.type != OPCUA_NODE_OTHER;
	const bool known = plain && (opcua_service_find(message.type) || opcua_is_answer(message.type));

	/* A channel that only signs stays readable; one that encrypts shows no service's number. */
	if (state->secured && !known) {
		ctx->finished = true;
		return VERDICT_YES;
	}
	if (plain && (known || state->policy_known))
		read_message(&message, ctx);
	return VERDICT_YES;
}

static const struct {
	char name[4];
	const char *kinds;
	enum verdict (*read)(struct chunk *, struct context *);
} types[] = {
	{"HEL", "F", read_hello},	{"ACK", "F", read_acknowledge}, {"ERR", "F", read_acknowledge},
	{"OPN", "F", read_open},	{"MSG", "FCA", read_secured},	{"CLO", "F", read_secured},
};

static enum verdict opcua_dissect(struct cursor *c, struct context *ctx)
{
	struct cursor rest = *c;
	const uint8_t *head = cursor_take(&rest, 4);
	const uint32_t size = cursor_le32(&rest);
	size_t type = 0;

	if (!head)
		return VERDICT_MORE;
	while (type < COUNT(types) && memcmp(types[type].name, head, 3) != 0)
		type++;
	if (type == COUNT(types) || !strchr(types[type].kinds, head[3]) || head[3] == '\0')
		return VERDICT_NO;
	if (!cursor_ok(&rest))
		return VERDICT_MORE;
	if (size < HEADER_SIZE || size > INT32_MAX)
		return VERDICT_NO;
	if (size > CHUNK_MAX) { /* a large value: nothing in it that we would tell */
		*c = rest;
		ctx->skip = size - HEADER_SIZE;
		return VERDICT_YES;
	}
	struct chunk chunk = {.kind = head[3], .body = message_body(&rest, ctx, size - HEADER_SIZE)};

	if (!cursor_ok(&rest))
		return VERDICT_MORE;
	*c = rest;
	return types[type].read(&chunk, ctx);
}

const struct dissector dissector_opcua = {
	.name = "opcua",
	.title = "OPC UA",
	.evidence = EVIDENCE_STRONG,
	.rank = RANK_IDENTITY,
	.transports = OVER_TCP,
	.industrial = true,
	.ports = {4840},
	.state_size = sizeof(struct opcua_state),
	.message_max = CHUNK_MAX,
	.dissect = opcua_dissect,
};
