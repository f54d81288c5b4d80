/* igmp.c - who queries for multicast listeners (RFC 2236, RFC 3376). SPDX-License-Identifier:
 * Apache-2.0 */

#include "dissect/dissectors.h"

#define IGMP_MEMBERSHIP_QUERY 0x11

static enum verdict igmp_dissect(struct cursor *c, struct context *ctx)
{
	uint8_t type = cursor_u8(c);

	cursor_skip(c, 7);
	if (!cursor_ok(c)) {
		emit_anomaly(ctx, "igmp.length");
		return VERDICT_MALFORMED;
	}
	/* Snooping switches without an address of their own ask from 0.0.0.0. */
	if (type == IGMP_MEMBERSHIP_QUERY && !address_is_zero(&ctx->frame->src))
		emit_text(ctx, PARTY_SENDER, attribute_capability, "multicast-querier");
	/* 2: sent with a TTL of 1, so the MAC is the sender's own. */
	if (ctx->frame->has_mac && !address_is_zero(&ctx->frame->src))
		emit_mac_has_ip(ctx, &ctx->frame->src_mac, &ctx->frame->src);
	return VERDICT_YES;
}

const struct dissector dissector_igmp = {
        .name = "igmp",
        .title = "IGMP",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_IDENTITY,
        .transports = OVER_IP,
        .protocols = {2},
        .dissect = igmp_dissect,
};
