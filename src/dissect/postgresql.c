/* postgresql.c - sign-in to PostgreSQL (protocol 3.0, message formats). SPDX-License-Identifier:
 * Apache-2.0 */

#include <stdio.h>

#include "dissect/dissectors.h"
#include "dissect/line.h"

enum {
	VERSION_3 = 196608,
	ASK_TLS = 80877103,
	ASK_GSS = 80877104,
	STARTUP_MAX = 2048,
	LENGTH_MAX = 8192,
	PARAMETERS_MAX = 32,
};

struct state {
	operation_ref ref;
	bool asked_tls;
	bool known;
};

/* Takes text up to its NUL. */
static bool take_text(struct cursor *c, struct cursor *text)
{
	const ptrdiff_t end = cursor_find(c, 0);

	if (end < 0)
		return false;
	*text = cursor_sub(c, (size_t)end);
	cursor_skip(c, 1);
	return true;
}

static bool read_startup(struct cursor *body, struct context *ctx)
{
	struct state *state = ctx->state;
	struct cursor name, value, user = cursor_init(NULL, 0);

	for (int i = 0; i < PARAMETERS_MAX && take_text(body, &name) && cursor_left(&name) > 0 &&
	                take_text(body, &value);
	     i++)
		if (line_is(&name, "user"))
			user = value;
	const size_t length = cursor_left(&user);
	if (length == 0)
		return false;
	const uint8_t *p = cursor_take(&user, length);
	state->ref = emit_operation(ctx, &(struct operation){.class = OT_SESSION,
	                                                     .subcode = NO_SUBCODE,
	                                                     .function = "Login",
	                                                     .target = "user %s",
	                                                     .text = p,
	                                                     .text_length = length});
	emit_bytes(ctx, PARTY_SENDER, attribute_user, p, length);
	emit_text(ctx, PARTY_RECEIVER, attribute_security, "PostgreSQL without TLS");
	return true;
}

static enum verdict read_first(struct cursor *c, struct context *ctx)
{
	struct state *state = ctx->state;
	struct cursor rest = *c;
	const uint32_t length = cursor_be32(&rest);
	const uint32_t code = cursor_be32(&rest);

	if (!cursor_ok(&rest))
		return VERDICT_MORE;
	if (length < 8 || length > STARTUP_MAX)
		return VERDICT_NO;
	if ((code == ASK_TLS || code == ASK_GSS) && length == 8) {
		state->asked_tls = true;
	} else {
		struct cursor body = cursor_sub(&rest, length - 8);

		if (code != VERSION_3)
			return VERDICT_NO;
		if (!cursor_ok(&rest))
			return VERDICT_MORE;
		if (!read_startup(&body, ctx))
			return VERDICT_NO;
		state->known = true;
	}
	ctx->direction = 1;
	*c = rest;
	return VERDICT_YES;
}

static void read_parameter(struct cursor *body, struct context *ctx)
{
	struct cursor name, value;
	char text[64];

	if (!take_text(body, &name) || !take_text(body, &value) ||
	    !line_is(&name, "server_version"))
		return;
	snprintf(text, sizeof(text), "PostgreSQL %.*s", (int)cursor_left(&value),
	         (const char *)value.pos);
	emit_text(ctx, PARTY_SENDER, attribute_software, text);
}

/* R: sign-in, 0 when done. E: error. S: a parameter. Z: ready, nothing more to learn. */
static void read_answer(uint8_t type, struct cursor *body, struct context *ctx)
{
	struct state *state = ctx->state;

	ctx->direction = -1;
	if (type == 'R' && cursor_be32(body) == 0 && cursor_ok(body))
		emit_answer(ctx, state->ref, "ok");
	if (type == 'E')
		emit_answer(ctx, state->ref, "error refused");
	if (type == 'S')
		read_parameter(body, ctx);
	ctx->finished = type == 'E' || type == 'Z';
}

static enum verdict read_message(struct cursor *c, struct context *ctx)
{
	struct cursor rest = *c;
	const uint8_t type = cursor_u8(&rest);
	const uint32_t length = cursor_be32(&rest);

	if (cursor_ok(&rest) && (length < 4 || length > LENGTH_MAX)) {
		emit_anomaly(ctx, "postgresql.length");
		return VERDICT_MALFORMED;
	}
	struct cursor body = cursor_sub(&rest, length - (size_t)4);
	if (!cursor_ok(&rest))
		return VERDICT_MORE;
	*c = rest;
	if (!ctx->to_server)
		read_answer(type, &body, ctx);
	return VERDICT_YES;
}

static enum verdict postgresql_dissect(struct cursor *c, struct context *ctx)
{
	struct state *state = ctx->state;

	if (state->asked_tls && !ctx->to_server) {
		/* One letter: S or G begins the encryption, N goes on without. */
		ctx->finished = cursor_u8(c) != 'N';
		state->asked_tls = false;
		return VERDICT_YES;
	}
	return state->known ? read_message(c, ctx) : read_first(c, ctx);
}

const struct dissector dissector_postgresql = {
        .name = "postgresql",
        .title = "PostgreSQL",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_BANNER,
        .transports = OVER_TCP,
        .ports = {5432},
        .state_size = sizeof(struct state),
        .message_max = 16384,
        .dissect = postgresql_dissect,
};
