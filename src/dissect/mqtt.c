/* mqtt.c - MQTT 3.1, 3.1.1 and 5 (OASIS). SPDX-License-Identifier: Apache-2.0
 *
 * A connection begins with CONNECT; only there is its version told, so what is seen from the middle
 * is not looked into.
 */

#include "dissect/dissectors.h"
#include "dissect/pending.h"

enum packet_type {
	CONNECT = 1,
	CONNACK,
	PUBLISH,
	SUBSCRIBE = 8,
	SUBACK,
	UNSUBSCRIBE,
	TYPE_MAX = 15
};

enum {
	FLAG_USER = 0x80,
	FLAG_PASSWORD = 0x40,
	FLAG_WILL = 0x04,
	VERSION_5 = 5,
	TOPIC_MAX = 512,
	HEAD_MAX = 1024, /* as much of a publication as is wanted */
};

struct state {
	struct pending pending;
	uint8_t version; /* 0 until CONNECT was seen */
};

/* 1.5.5: seven bits a byte, the lowest first, at most four bytes. */
static bool read_length(struct cursor *c, uint32_t *length)
{
	*length = 0;
	for (unsigned shift = 0; shift < 28; shift += 7) {
		const uint8_t byte = cursor_u8(c);

		*length |= (uint32_t)(byte & 0x7f) << shift;
		if (!(byte & 0x80))
			return true;
	}
	return false;
}

static struct cursor read_string(struct cursor *c)
{
	return cursor_sub(c, cursor_be16(c));
}

static void skip_properties(const struct state *state, struct cursor *c)
{
	uint32_t length;

	if (state->version < VERSION_5)
		return;
	if (read_length(c, &length))
		cursor_skip(c, length);
}

static bool read_version(struct cursor *c, uint8_t *version)
{
	struct cursor name = read_string(c);

	*version = cursor_u8(c);
	if (cursor_match(&name, "MQIsdp", 6))
		return cursor_left(&name) == 0 && (*version & 0x7f) == 3;
	return cursor_match(&name, "MQTT", 4) && cursor_left(&name) == 0 &&
	       ((*version & 0x7f) == 4 || (*version & 0x7f) == 5);
}

static void tell(struct context *ctx, enum ot_class class, enum packet_type type, const char *name,
                 const char *target, const struct cursor *text, uint32_t id)
{
	struct state *state = ctx->state;
	struct cursor look = *text;
	const size_t length = cursor_left(&look) < TOPIC_MAX ? cursor_left(&look) : TOPIC_MAX;
	const operation_ref ref =
	        emit_operation(ctx, &(struct operation){.class = class,
	                                                .code = type,
	                                                .subcode = NO_SUBCODE,
	                                                .function = name,
	                                                .target = length > 0 ? target : NULL,
	                                                .text = cursor_take(&look, length),
	                                                .text_length = length});

	if (type != PUBLISH)
		pending_add(&state->pending, (uint32_t)type << 16 | id, ref, 0);
}

static void claim_rest(struct context *ctx, const char *name, struct cursor text)
{
	const size_t length = cursor_left(&text);

	emit_bytes(ctx, PARTY_SENDER, name, cursor_take(&text, length), length);
}

/* 3.1: name and version of the protocol, flags, keep alive; then client, will, user, password. */
static bool read_connect(struct cursor *c, struct context *ctx)
{
	struct state *state = ctx->state;

	if (!read_version(c, &state->version))
		return false;
	state->version &= 0x7f;
	const uint8_t flags = cursor_u8(c);
	cursor_skip(c, 2);
	skip_properties(state, c);
	const struct cursor client = read_string(c);
	if (flags & FLAG_WILL) {
		skip_properties(state, c);
		(void)read_string(c);
		(void)read_string(c);
	}
	const struct cursor user = flags & FLAG_USER ? read_string(c) : cursor_init(NULL, 0);
	if (!cursor_ok(c) || flags & 1)
		return false;
	tell(ctx, OT_SESSION, CONNECT, "Connect", "client %s", &client, 0);
	claim_rest(ctx, attribute_user, user);
	emit_text(ctx, PARTY_SENDER, attribute_security,
	          flags & FLAG_PASSWORD ? "MQTT password without TLS" : "MQTT without TLS");
	return true;
}

static const char *connect_result(uint8_t code)
{
	switch (code) {
	case 0:
		return "ok";
	case 4:
	case 0x86:
		return "error user or password refused";
	case 5:
	case 0x87:
		return "error not authorized";
	default:
		return "error refused";
	}
}

static bool read_connack(struct cursor *c, struct context *ctx)
{
	struct state *state = ctx->state;
	struct pending_request request;

	cursor_skip(c, 1);
	const uint8_t code = cursor_u8(c);
	if (pending_take(&state->pending, CONNECT << 16, &request))
		emit_answer(ctx, request.ref, connect_result(code));
	return cursor_ok(c);
}

static bool read_subscribe(struct cursor *c, struct context *ctx)
{
	const uint16_t id = cursor_be16(c);

	skip_properties(ctx->state, c);
	const struct cursor topic = read_string(c);
	if (cursor_ok(c))
		tell(ctx, OT_READ, SUBSCRIBE, "Subscribe", "topic %s", &topic, id);
	return cursor_ok(c);
}

static bool read_suback(struct cursor *c, struct context *ctx)
{
	struct state *state = ctx->state;
	struct pending_request request;
	const uint16_t id = cursor_be16(c);

	skip_properties(state, c);
	const uint8_t code = cursor_u8(c);
	if (pending_take(&state->pending, SUBSCRIBE << 16 | id, &request))
		emit_answer(ctx, request.ref, code < 0x80 ? "ok" : "error refused");
	return cursor_ok(c);
}

/* Clients write to the broker; what it passes on is the answer to a subscription. */
static bool read_publish(struct cursor *c, struct context *ctx)
{
	const struct cursor topic = read_string(c);

	if (cursor_ok(c) && ctx->to_server)
		tell(ctx, OT_WRITE, PUBLISH, "Publish", "topic %s", &topic, 0);
	return cursor_ok(c);
}

static bool read_body(uint8_t type, struct cursor *c, struct context *ctx)
{
	static bool (*const readers[TYPE_MAX + 1])(struct cursor *, struct context *) = {
	        [CONNECT] = read_connect,     [CONNACK] = read_connack, [PUBLISH] = read_publish,
	        [SUBSCRIBE] = read_subscribe, [SUBACK] = read_suback,
	};

	return readers[type] ? readers[type](c, ctx) : type > 0;
}

static bool is_possible(uint8_t first, const struct state *state)
{
	const uint8_t type = first >> 4;
	const uint8_t flags = first & 0x0f;

	/* 2.1.3: flags are free in PUBLISH, 2 in three types and 0 elsewhere. */
	if (type == PUBLISH)
		return state->version && (flags >> 1 & 3) != 3;
	if (state->version == 0 && type != CONNECT)
		return false;
	return flags == (type == 6 || type == SUBSCRIBE || type == UNSUBSCRIBE ? 2 : 0);
}

static enum verdict mqtt_dissect(struct cursor *c, struct context *ctx)
{
	struct state *state = ctx->state;
	struct cursor rest = *c;
	const uint8_t first = cursor_u8(&rest);
	const uint8_t type = first >> 4;
	uint32_t length;

	if (!is_possible(first, state))
		return VERDICT_NO;
	if (!read_length(&rest, &length))
		return VERDICT_NO;
	const size_t wanted = type == PUBLISH && length > HEAD_MAX ? HEAD_MAX : length;
	struct cursor body = cursor_sub(&rest, wanted);
	if (!cursor_ok(&rest))
		return VERDICT_MORE;
	const bool known = state->version != 0;
	const bool good = read_body(type, &body, ctx);
	if (!good && !known)
		return VERDICT_NO;
	ctx->skip = length - wanted;
	*c = rest;
	if (type == CONNECT || type == CONNACK)
		ctx->direction = type == CONNECT ? 1 : -1;
	if (good)
		return VERDICT_YES;
	emit_anomaly(ctx, "mqtt.length");
	return VERDICT_MALFORMED;
}

const struct dissector dissector_mqtt = {
        .name = "mqtt",
        .title = "MQTT",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_NAME,
        .transports = OVER_TCP,
        .ports = {1883},
        .state_size = sizeof(struct state),
        .dissect = mqtt_dissect,
};
