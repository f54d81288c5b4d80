/* vnc.c - the beginning of VNC, the Remote Framebuffer protocol (RFC 6143, 7.1 to 7.3).
 * SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"
#include "dissect/line.h"
#include "dissect/session.h"

#define VERSION_LENGTH  12 /* "RFB 003.008\n" */
#define CHALLENGE       16
#define NAME_MAX_LENGTH 255

enum security { SECURITY_INVALID, SECURITY_NONE, SECURITY_PASSWORD };
enum stage { STAGE_VERSION, STAGE_SECURITY, STAGE_SECRET, STAGE_RESULT, STAGE_INIT, STAGE_REST };

struct vnc {
	uint8_t server; /* enum stage of each side */
	uint8_t client;
	uint8_t minor;  /* 3, 7 or 8: the lower of both versions */
	uint8_t chosen; /* enum security */
	operation_ref login;
};

static void emit_type(struct context *ctx, uint32_t type)
{
	if (type == SECURITY_NONE)
		emit_text(ctx, PARTY_SENDER, attribute_security, "VNC without password");
	if (type == SECURITY_PASSWORD)
		emit_text(ctx, PARTY_SENDER, attribute_security, "VNC password");
}

static enum verdict read_version(struct cursor *c, struct context *ctx, struct vnc *vnc)
{
	struct cursor line = *c;
	uint64_t major;
	uint64_t minor;

	if (!line_may_begin(c, "RFB 00"))
		return VERDICT_NO;
	cursor_skip(c, VERSION_LENGTH);
	if (!cursor_ok(c))
		return VERDICT_MORE;
	cursor_skip(&line, 4);
	if (!line_number(&line, 10, &major) || !cursor_match(&line, ".", 1) ||
	    !line_number(&line, 10, &minor) || !cursor_match(&line, "\n", 1))
		return VERDICT_NO;
	/* 7.1.1: other numbers than 7 and 8 count as 3; Apple's 889 is an 8. */
	uint8_t level = major > 3 || minor >= 8 ? 8 : minor == 7 ? 7 : 3;

	if (vnc->minor == 0 || level < vnc->minor)
		vnc->minor = level;
	if (ctx->to_server)
		vnc->client = vnc->minor >= 7 ? STAGE_SECURITY : STAGE_SECRET;
	else
		vnc->server = STAGE_SECURITY;
	return VERDICT_YES;
}

/* 7.1.2: a list from which the client chooses; in version 3 the server decides. */
static enum verdict read_types(struct cursor *c, struct context *ctx, struct vnc *vnc)
{
	if (vnc->minor < 7) {
		uint32_t type = cursor_be32(c);

		if (!cursor_ok(c))
			return VERDICT_MORE;
		emit_type(ctx, type);
		vnc->chosen = type <= SECURITY_PASSWORD ? (uint8_t)type : SECURITY_INVALID;
		ctx->finished = vnc->chosen == SECURITY_INVALID;
		vnc->client = vnc->chosen == SECURITY_PASSWORD ? STAGE_SECRET : STAGE_INIT;
	} else {
		struct cursor types = cursor_sub(c, cursor_u8(c));

		if (!cursor_ok(c))
			return VERDICT_MORE;
		ctx->finished = cursor_left(&types) == 0;
		while (cursor_left(&types) > 0)
			emit_type(ctx, cursor_u8(&types));
	}
	vnc->server = STAGE_SECRET;
	return VERDICT_YES;
}

static enum verdict pass(struct cursor *c, size_t length, uint8_t *stage, enum stage next)
{
	cursor_skip(c, length);
	if (!cursor_ok(c))
		return VERDICT_MORE;
	*stage = (uint8_t)next;
	return VERDICT_YES;
}

static enum verdict read_choice(struct cursor *c, struct context *ctx, struct vnc *vnc)
{
	vnc->chosen = cursor_u8(c);
	ctx->finished = vnc->chosen != SECURITY_NONE && vnc->chosen != SECURITY_PASSWORD;
	vnc->client = vnc->chosen == SECURITY_PASSWORD ? STAGE_SECRET : STAGE_INIT;
	return VERDICT_YES;
}

static enum verdict read_client(struct cursor *c, struct context *ctx, struct vnc *vnc)
{
	if (vnc->client == STAGE_SECURITY)
		return read_choice(c, ctx, vnc);
	if (vnc->client == STAGE_SECRET) {
		const struct cursor nobody = cursor_init(NULL, 0);
		const enum verdict verdict = pass(c, CHALLENGE, &vnc->client, STAGE_INIT);

		if (verdict == VERDICT_YES)
			vnc->login = session_login(ctx, "password", &nobody);
		return verdict;
	}
	return pass(c, cursor_left(c), &vnc->client, STAGE_REST);
}

/* 7.3.2: size, pixel format, name of the desktop. */
static enum verdict read_init(struct cursor *c, struct context *ctx)
{
	cursor_skip(c, 20);
	uint32_t length = cursor_be32(c);

	if (!cursor_ok(c))
		return VERDICT_MORE;
	if (length > NAME_MAX_LENGTH)
		return VERDICT_MALFORMED;
	struct cursor name = cursor_sub(c, length);

	if (!cursor_ok(c))
		return VERDICT_MORE;
	struct cursor host = line_until(&name, ':'); /* "host:display (user)" */

	session_name(ctx, PARTY_SENDER, &host, 50);
	ctx->finished = true;
	return VERDICT_YES;
}

/* Version 3.8 tells the result always, those before it only after a password (7.1.3). */
static enum verdict read_server(struct cursor *c, struct context *ctx, struct vnc *vnc)
{
	if (vnc->server == STAGE_SECURITY)
		return read_types(c, ctx, vnc);
	if (vnc->server == STAGE_SECRET && vnc->chosen == SECURITY_PASSWORD)
		return pass(c, CHALLENGE, &vnc->server, STAGE_RESULT);
	if (vnc->server == STAGE_SECRET)
		vnc->server = vnc->minor >= 8 ? STAGE_RESULT : STAGE_INIT;
	if (vnc->server == STAGE_RESULT) {
		uint32_t result = cursor_be32(c);

		if (!cursor_ok(c))
			return VERDICT_MORE;
		ctx->finished = result != 0;
		emit_answer(ctx, vnc->login, result == 0 ? "ok" : "refused");
		vnc->login = 0;
		vnc->server = STAGE_INIT;
		return VERDICT_YES;
	}
	return read_init(c, ctx);
}

static enum verdict vnc_dissect(struct cursor *c, struct context *ctx)
{
	struct vnc *vnc = ctx->state;
	uint8_t stage = ctx->to_server ? vnc->client : vnc->server;

	if (stage == STAGE_VERSION)
		return read_version(c, ctx, vnc);
	return ctx->to_server ? read_client(c, ctx, vnc) : read_server(c, ctx, vnc);
}

const struct dissector dissector_vnc = {
        .name = "vnc",
        .title = "VNC",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_BANNER,
        .transports = OVER_TCP,
        .ports = {5900, 5901, 5902, 5500},
        .state_size = sizeof(struct vnc),
        .message_max = 1024,
        .dissect = vnc_dissect,
};
