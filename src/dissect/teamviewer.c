/* teamviewer.c - the beginning of TeamViewer, over TCP and UDP. SPDX-License-Identifier: Apache-2.0
 *
 * Unpublished. What public observations agree on: each command begins with 17 24, over UDP behind
 * eleven bytes of numbering. That it is there, and between whom, is all that is told.
 */

#include "dissect/dissectors.h"
#include "dissect/session.h"

enum { MAGIC = 0x1724, COMMAND_HELLO = 0x0a, NUMBERING = 11, COMMAND_NAT = 0x47 };

static enum verdict tell(struct cursor *c, struct context *ctx)
{
	cursor_skip(c, cursor_left(c));
	session_remote_tool(ctx, "TeamViewer");
	ctx->finished = true;
	return VERDICT_YES;
}

static enum verdict read_stream(struct cursor *c, struct context *ctx)
{
	struct cursor look = *c;
	const uint16_t magic = cursor_be16(&look);
	const uint8_t command = cursor_u8(&look);
	const uint8_t *first = cursor_peek(c, 1);

	if (first && *first != MAGIC >> 8)
		return VERDICT_NO;
	if (!cursor_ok(&look))
		return VERDICT_MORE;
	if (magic != MAGIC || (!ctx->on_port && command != COMMAND_HELLO))
		return VERDICT_NO;
	return tell(c, ctx);
}

static enum verdict read_datagram(struct cursor *c, struct context *ctx)
{
	struct cursor look = *c;

	cursor_skip(&look, NUMBERING);
	const uint16_t magic = cursor_be16(&look);
	const uint8_t command = cursor_u8(&look);

	if (!cursor_ok(&look) || magic != MAGIC || (!ctx->on_port && command != COMMAND_NAT))
		return VERDICT_NO;
	return tell(c, ctx);
}

static enum verdict teamviewer_dissect(struct cursor *c, struct context *ctx)
{
	return ctx->frame->transport == TRANSPORT_UDP ? read_datagram(c, ctx) : read_stream(c, ctx);
}

const struct dissector dissector_teamviewer = {
        .name = "teamviewer",
        .title = "TeamViewer",
        .evidence = EVIDENCE_LOOSE,
        .rank = RANK_BANNER,
        .transports = OVER_TCP | OVER_UDP,
        .ports = {5938},
        .dissect = teamviewer_dissect,
};
