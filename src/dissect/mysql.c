/* mysql.c - sign-in to MySQL and MariaDB (Client/Server Protocol, connection phase).
 * SPDX-License-Identifier: Apache-2.0 */

#include <stdio.h>

#include "dissect/dissectors.h"
#include "dissect/line.h"

enum {
	VERSION_10 = 10,
	LENGTH_MAX = 4096,
	VERSION_MAX = 64,
	GREETING_FIXED = 13, /* thread, salt, filler */
	CAPABILITY_41 = 0x200,
	CAPABILITY_TLS = 0x800,
	ANSWER_OK = 0,
	ANSWER_ERROR = 0xff,
};

struct state {
	operation_ref ref;
	bool greeted;
	bool asked;
};

/* MariaDB hides behind "5.5.5-" from old replicas. */
static void claim_version(struct cursor version, struct context *ctx)
{
	char text[VERSION_MAX + 16];
	const bool maria = line_find(&version, "mariadb") >= 0;

	cursor_match(&version, "5.5.5-", 6);
	snprintf(text, sizeof(text), "%s %.*s", maria ? "MariaDB" : "MySQL",
	         (int)cursor_left(&version), (const char *)version.pos);
	emit_text(ctx, PARTY_SENDER, attribute_software, text);
}

static bool read_greeting(struct cursor *body, struct context *ctx)
{
	struct state *state = ctx->state;

	if (cursor_u8(body) != VERSION_10)
		return false;
	const ptrdiff_t end = cursor_find(body, 0);
	if (end <= 0 || end > VERSION_MAX)
		return false;
	struct cursor version = cursor_sub(body, (size_t)end);
	if (!line_is_plain(&version) || *version.pos < '0' || *version.pos > '9' ||
	    cursor_left(body) < 1 + GREETING_FIXED)
		return false;
	state->greeted = true;
	claim_version(version, ctx);
	return true;
}

static bool read_login(struct cursor *body, struct context *ctx)
{
	struct state *state = ctx->state;
	const uint32_t capabilities = cursor_le32(body);

	if (!(capabilities & CAPABILITY_41) || capabilities & CAPABILITY_TLS) {
		ctx->finished = true;
		return true;
	}
	cursor_skip(body, 4 + 1 + 23);
	const ptrdiff_t end = cursor_find(body, 0);
	const size_t length = end > 0 ? (size_t)end : 0;
	const uint8_t *user = cursor_take(body, length);
	if (!cursor_ok(body))
		return false;
	state->asked = true;
	state->ref = emit_operation(ctx, &(struct operation){.class = OT_SESSION,
	                                                     .subcode = NO_SUBCODE,
	                                                     .function = "Login",
	                                                     .target = length ? "user %s" : NULL,
	                                                     .text = user,
	                                                     .text_length = length});
	emit_bytes(ctx, PARTY_SENDER, attribute_user, user, length);
	emit_text(ctx, PARTY_RECEIVER, attribute_security, "MySQL without TLS");
	return true;
}

/* Other first bytes ask for more of the sign-in. */
static bool read_answer(struct cursor *body, struct context *ctx)
{
	struct state *state = ctx->state;
	const uint8_t kind = cursor_u8(body);

	ctx->finished = kind == ANSWER_OK || kind == ANSWER_ERROR;
	if (ctx->finished)
		emit_answer(ctx, state->ref, kind == ANSWER_OK ? "ok" : "error refused");
	return true;
}

static bool read_packet(struct cursor *body, struct context *ctx, uint8_t sequence)
{
	struct state *state = ctx->state;

	if (!state->greeted) {
		ctx->direction = -1;
		return sequence == 0 && read_greeting(body, ctx);
	}
	if (!ctx->to_server)
		return read_answer(body, ctx);
	return state->asked || read_login(body, ctx);
}

static enum verdict mysql_dissect(struct cursor *c, struct context *ctx)
{
	const struct state *state = ctx->state;
	struct cursor rest = *c;
	const uint32_t length = cursor_le24(&rest);
	const uint8_t sequence = cursor_u8(&rest);

	if (cursor_ok(&rest) && (length == 0 || length > LENGTH_MAX))
		return VERDICT_NO;
	struct cursor body = cursor_sub(&rest, length);
	if (!cursor_ok(&rest))
		return VERDICT_MORE;
	const bool known = state->greeted;
	if (read_packet(&body, ctx, sequence)) {
		*c = rest;
		return VERDICT_YES;
	}
	if (!known)
		return VERDICT_NO;
	*c = rest;
	emit_anomaly(ctx, "mysql.length");
	return VERDICT_MALFORMED;
}

const struct dissector dissector_mysql = {
        .name = "mysql",
        .title = "MySQL",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_BANNER,
        .transports = OVER_TCP,
        .ports = {3306},
        .state_size = sizeof(struct state),
        .dissect = mysql_dissect,
};
