/* rdp.c - the beginning of Remote Desktop (MS-RDPBCGR, over RFC 1006). SPDX-License-Identifier:
 * Apache-2.0 */

#include "dissect/dissectors.h"
#include "dissect/line.h"
#include "dissect/session.h"

#define TPKT_VERSION 3
#define PROTOCOL_TLS 1u
#define CORE_DATA    0xc001
#define BLOCKS_MAX   16
#define CLIENT_NAME  32 /* bytes, UTF-16LE */
#define USER_MAX     64

enum { CONNECTION_REQUEST = 0xe0, CONNECTION_CONFIRM = 0xd0, DATA = 0xf0 };
enum { NEGOTIATION_REQUEST = 1, NEGOTIATION_RESPONSE, NEGOTIATION_FAILURE };

struct rdp {
	bool known;    /* the connection request or its answer was seen */
	bool standard; /* the old security was agreed on: more can be read */
};

/* 2.2.1.2.1: what the server chose, or demands. */
static void emit_security(struct context *ctx, uint32_t protocol)
{
	emit_text(ctx, PARTY_SENDER, attribute_security,
	          protocol == 0              ? "RDP standard security"
	          : protocol == PROTOCOL_TLS ? "RDP TLS"
	                                     : "RDP NLA");
}

/* Type, flags, length 8 (little endian), a number. */
static bool negotiation(struct cursor *c, uint8_t *type, uint32_t *value)
{
	*type = cursor_u8(c);
	cursor_skip(c, 1);
	uint16_t length = cursor_le16(c);

	*value = cursor_le32(c);
	return cursor_ok(c) && length == 8 && *type >= NEGOTIATION_REQUEST &&
	       *type <= NEGOTIATION_FAILURE;
}

/* 2.2.1.1: a cookie or token as a line of text, then the negotiation; either may be absent. */
static enum verdict connection_request(struct cursor c, struct context *ctx)
{
	struct rdp *rdp = ctx->state;
	struct cursor line;
	uint8_t type;
	uint32_t protocols;
	bool empty = cursor_left(&c) == 0;
	bool cookie = line_begins(&c, "Cookie: mst") && line_next(&c, &line);

	if (cookie && line_begins(&line, "Cookie: mstshash=")) {
		cursor_skip(&line, strlen("Cookie: mstshash="));
		if (cursor_left(&line) <= USER_MAX && line_is_plain(&line))
			emit_bytes(ctx, PARTY_RECEIVER, attribute_user, line.pos,
			           cursor_left(&line));
	}
	/* Parameters of other kinds belong to others who use the same transport. */
	if (!cookie && !negotiation(&c, &type, &protocols) && (!ctx->on_port || !empty))
		return VERDICT_NO;
	ctx->direction = 1;
	rdp->known = true;
	return VERDICT_YES;
}

/* 2.2.1.2. Without a negotiation the server knows only the old security. */
static enum verdict connection_confirm(struct cursor c, struct context *ctx)
{
	struct rdp *rdp = ctx->state;
	uint8_t type;
	uint32_t value;

	bool empty = cursor_left(&c) == 0;
	bool negotiated = negotiation(&c, &type, &value);

	if (!rdp->known && (!ctx->on_port || (!empty && !negotiated)))
		return VERDICT_NO;
	ctx->direction = -1;
	rdp->known = true;
	if (!negotiated) {
		type = NEGOTIATION_RESPONSE;
		value = 0;
	}
	/* 2.2.1.2.2: 1 it wants TLS, 5 it wants NLA, others are faults of the server */
	if (type == NEGOTIATION_FAILURE && (value == 1 || value == 5))
		emit_security(ctx, value);
	if (type == NEGOTIATION_FAILURE)
		return VERDICT_YES;
	emit_security(ctx, value);
	rdp->standard = value == 0;
	ctx->finished = value != 0;
	return VERDICT_YES;
}

/* 2.2.1.3.2 */
static void core_data(struct cursor c, struct context *ctx)
{
	cursor_skip(&c, 20);
	struct cursor name = cursor_sub(&c, CLIENT_NAME);

	if (cursor_ok(&c))
		session_wide(ctx, PARTY_SENDER, attribute_hostname, &name);
}

/* 2.2.1.3: the client's settings stand behind the key "Duca" of the conference request (T.124). */
static void connect_initial(struct cursor c, struct context *ctx)
{
	ptrdiff_t at = line_find_exact(&c, "Duca");

	if (at < 0)
		return;
	cursor_skip(&c, (size_t)at + 4);
	if (cursor_u8(&c) & 0x80)
		cursor_skip(&c, 1);
	for (int i = 0; i < BLOCKS_MAX && cursor_left(&c) >= 4; i++) {
		uint16_t type = cursor_le16(&c);
		uint16_t length = cursor_le16(&c);

		if (length < 4)
			return;
		struct cursor block = cursor_sub(&c, length - 4u);

		if (type == CORE_DATA && cursor_ok(&block))
			core_data(block, ctx);
	}
}

static enum verdict rdp_message(uint8_t type, struct cursor c, struct context *ctx)
{
	struct rdp *rdp = ctx->state;

	if (type == CONNECTION_REQUEST || type == CONNECTION_CONFIRM) {
		cursor_skip(&c, 5); /* references and class */
		if (!cursor_ok(&c))
			return VERDICT_MALFORMED;
		return type == CONNECTION_REQUEST ? connection_request(c, ctx)
		                                  : connection_confirm(c, ctx);
	}
	if (type != DATA || !rdp->known)
		return VERDICT_NO;
	cursor_skip(&c, 1);
	if (ctx->to_server) {
		connect_initial(c, ctx);
		ctx->finished = true;
	}
	return VERDICT_YES;
}

static enum verdict rdp_dissect(struct cursor *c, struct context *ctx)
{
	const uint8_t *first = cursor_peek(c, 1);

	if (!first || *first != TPKT_VERSION)
		return VERDICT_NO;
	cursor_skip(c, 2);
	uint16_t length = cursor_be16(c);

	if (!cursor_ok(c))
		return VERDICT_MORE;
	if (length < 7)
		return VERDICT_NO;
	struct cursor body = cursor_sub(c, length - 4u);

	if (!cursor_ok(c))
		return VERDICT_MORE;
	cursor_skip(&body, 1);
	uint8_t type = cursor_u8(&body);

	return rdp_message(type & 0xf0, body, ctx);
}

const struct dissector dissector_rdp = {
        .name = "rdp",
        .title = "Remote Desktop",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_NAME,
        .transports = OVER_TCP,
        .ports = {3389},
        .state_size = sizeof(struct rdp),
        .dissect = rdp_dissect,
};
