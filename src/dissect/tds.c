/* tds.c - Tabular Data Stream, Microsoft SQL Server (MS-TDS). SPDX-License-Identifier: Apache-2.0
 *
 * Versions and sign-in are of interest, not the statements.
 */

#include <stdio.h>

#include "dissect/dissectors.h"
#include "dissect/pending.h"
#include "dissect/session.h"

enum packet_type {
	SQL_BATCH = 1,
	RPC = 3,
	TABULAR = 4,
	ATTENTION = 6,
	BULK = 7,
	LOGIN7 = 16,
	SSPI,
	PRELOGIN
};

enum {
	HEADER_SIZE = 8,
	LENGTH_MAX = 32767,
	STATUS_END = 1,
	STATUS_MAX = 0x1f,
	OPTION_VERSION = 0,
	OPTION_ENCRYPTION = 1,
	OPTION_END = 0xff,
	OPTIONS_MAX = 16,
	ENCRYPT_NOT_SUPPORTED = 2,
	TOKEN_ERROR = 0xaa,
	TOKEN_INFO = 0xab,
	TOKEN_LOGIN_ACK = 0xad,
	TOKEN_CHANGE = 0xe3,
	TOKENS_MAX = 16,
	LOGIN_OFFSETS = 36, /* where the list of offsets and lengths begins */
	LOGIN_ID = 1,
};

struct state {
	struct pending pending;
	bool known;
	bool asked; /* PRELOGIN seen: the next answer has its form */
};

static const char *product_name(uint8_t major, uint8_t minor)
{
	static const char *const names[] = {
	        [7] = "7.0",   [8] = "2000",  [9] = "2005",  [10] = "2008",
	        [11] = "2012", [12] = "2014", [13] = "2016", [14] = "2017",
	        [15] = "2019", [16] = "2022", [17] = "2025",
	};

	if (major == 10 && minor >= 50)
		return "2008 R2";
	return major < sizeof(names) / sizeof(names[0]) ? names[major] : NULL;
}

static void claim_version(struct context *ctx, uint8_t major, uint8_t minor, uint16_t build)
{
	const char *name = product_name(major, minor);
	char text[64];

	if (major == 0)
		return;
	snprintf(text, sizeof(text), "Microsoft SQL Server %s%s%u.%u.%u%s", name ? name : "",
	         name ? " (" : "", major, minor, build, name ? ")" : "");
	emit_text(ctx, PARTY_SENDER, attribute_software, text);
}

/* 2.2.6.5: a list of option, offset, length, ended by ff; the values stand behind it. */
static bool find_option(struct cursor body, uint8_t wanted, struct cursor *value)
{
	struct cursor list = body;

	for (int i = 0; i < OPTIONS_MAX; i++) {
		const uint8_t option = cursor_u8(&list);

		if (!cursor_ok(&list) || option == OPTION_END)
			return false;
		const uint16_t offset = cursor_be16(&list);
		const uint16_t length = cursor_be16(&list);
		if (option != wanted)
			continue;
		cursor_skip(&body, offset);
		*value = cursor_sub(&body, length);
		return cursor_ok(value);
	}
	return false;
}

/* The version comes first, as six bytes (2.2.6.5). */
static bool is_prelogin(struct cursor body)
{
	struct cursor value;
	const uint8_t *first = cursor_peek(&body, 1);

	return first && *first == OPTION_VERSION && find_option(body, OPTION_VERSION, &value) &&
	       cursor_left(&value) == 6;
}

static bool read_prelogin(struct cursor *body, struct context *ctx)
{
	struct state *state = ctx->state;

	/* TLS runs inside this type of packet too, once it was agreed. */
	if (!is_prelogin(*body))
		return state->known;
	state->asked = true;
	return true;
}

static void read_prelogin_answer(struct cursor *body, struct context *ctx)
{
	struct cursor value = {0};

	if (find_option(*body, OPTION_VERSION, &value)) {
		const uint8_t major = cursor_u8(&value);
		const uint8_t minor = cursor_u8(&value);

		claim_version(ctx, major, minor, cursor_be16(&value));
	}
	if (find_option(*body, OPTION_ENCRYPTION, &value) &&
	    cursor_u8(&value) == ENCRYPT_NOT_SUPPORTED)
		emit_text(ctx, PARTY_SENDER, attribute_security, "SQL Server without TLS");
}

/* 2.2.6.4: the list names host, user, password, program, server; lengths count characters. */
static struct cursor login_text(struct cursor body, unsigned position)
{
	struct cursor list = body;

	cursor_skip(&list, LOGIN_OFFSETS + 4 * position);
	const uint16_t offset = cursor_le16(&list);
	const uint16_t length = cursor_le16(&list);
	cursor_skip(&body, offset);
	struct cursor text = cursor_sub(&body, 2u * length);
	return cursor_ok(&list) && cursor_ok(&text) ? text : cursor_init(NULL, 0);
}

static bool read_login(struct cursor *body, struct context *ctx)
{
	struct state *state = ctx->state;
	struct cursor head = *body;
	const struct cursor host = login_text(*body, 0), user = login_text(*body, 1),
	                    program = login_text(*body, 3);
	char text[96];

	if (cursor_le32(&head) < LOGIN_OFFSETS || cursor_le32(&head) >> 28 != 7)
		return false;
	session_utf8(user, text, sizeof(text));
	const operation_ref ref =
	        emit_operation(ctx, &(struct operation){.class = OT_SESSION,
	                                                .code = LOGIN7,
	                                                .subcode = NO_SUBCODE,
	                                                .function = "Login",
	                                                .target = text[0] ? "user %s" : NULL,
	                                                .text = text,
	                                                .text_length = strlen(text)});
	pending_add(&state->pending, LOGIN_ID, ref, 0);
	session_wide(ctx, PARTY_SENDER, attribute_hostname, &host);
	session_wide(ctx, PARTY_SENDER, attribute_user, &user);
	session_wide(ctx, PARTY_SENDER, attribute_software, &program);
	return true;
}

static void answer_login(struct context *ctx, const char *result)
{
	struct state *state = ctx->state;
	struct pending_request request;

	if (pending_take(&state->pending, LOGIN_ID, &request))
		emit_answer(ctx, request.ref, result);
}

/* 2.2.7.14: interface, version of TDS, name of the program, version of the server. */
static void read_login_ack(struct cursor *token, struct context *ctx)
{
	cursor_skip(token, 5);
	cursor_skip(token, 2u * cursor_u8(token));
	const uint8_t major = cursor_u8(token);
	const uint8_t minor = cursor_u8(token);
	const uint16_t build = cursor_be16(token);
	answer_login(ctx, "ok");
	if (cursor_ok(token))
		claim_version(ctx, major, minor, build);
}

static void read_tokens(struct cursor *body, struct context *ctx)
{
	for (int i = 0; i < TOKENS_MAX; i++) {
		const uint8_t type = cursor_u8(body);
		struct cursor token = cursor_sub(body, cursor_le16(body));

		if (!cursor_ok(body))
			return;
		if (type == TOKEN_ERROR)
			answer_login(ctx, "error refused");
		else if (type == TOKEN_LOGIN_ACK)
			read_login_ack(&token, ctx);
		else if (type != TOKEN_INFO && type != TOKEN_CHANGE)
			return;
	}
}

static bool read_tabular(struct cursor *body, struct context *ctx)
{
	struct state *state = ctx->state;

	if (!state->known && !is_prelogin(*body))
		return false;
	if (is_prelogin(*body) && (state->asked || !state->known))
		read_prelogin_answer(body, ctx);
	else
		read_tokens(body, ctx);
	state->asked = false;
	return true;
}

static bool read_other(struct cursor *body, struct context *ctx)
{
	const struct state *state = ctx->state;

	/* Seen from the middle a length that fits and the port must do. */
	(void)body;
	return state->known || ctx->on_port;
}

static bool (*const readers[])(struct cursor *, struct context *) = {
        [SQL_BATCH] = read_other, [RPC] = read_other,         [TABULAR] = read_tabular,
        [ATTENTION] = read_other, [BULK] = read_other,        [LOGIN7] = read_login,
        [SSPI] = read_other,      [PRELOGIN] = read_prelogin,
};

static enum verdict tds_dissect(struct cursor *c, struct context *ctx)
{
	struct state *state = ctx->state;
	struct cursor rest = *c;
	const uint8_t type = cursor_u8(&rest);
	const uint8_t status = cursor_u8(&rest);
	const uint16_t length = cursor_be16(&rest);

	if (state->known && type >= 0x14 && type <= 0x17 && status == 3) {
		ctx->finished = true; /* TDS 8 and the tail of the handshake: TLS from here */
		cursor_skip(c, cursor_left(c));
		return VERDICT_YES;
	}
	if (type >= sizeof(readers) / sizeof(readers[0]) || !readers[type] || status > STATUS_MAX)
		return VERDICT_NO;
	if (cursor_ok(&rest) && (length < HEADER_SIZE || length > LENGTH_MAX)) {
		if (!state->known)
			return VERDICT_NO;
		emit_anomaly(ctx, "tds.length");
		return VERDICT_MALFORMED;
	}
	cursor_skip(&rest, HEADER_SIZE - 4);
	struct cursor body = cursor_sub(&rest, length - (size_t)HEADER_SIZE);
	if (!cursor_ok(&rest))
		return VERDICT_MORE;
	if (!readers[type](&body, ctx))
		return VERDICT_NO;
	state->known = true;
	ctx->direction = type == TABULAR ? -1 : 1;
	*c = rest;
	return VERDICT_YES;
}

const struct dissector dissector_tds = {
        .name = "tds",
        .title = "SQL Server (TDS)",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_BANNER,
        .transports = OVER_TCP,
        .ports = {1433},
        .state_size = sizeof(struct state),
        .message_max = 32768,
        .dissect = tds_dissect,
};
