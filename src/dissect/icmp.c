/* icmp.c - ICMP of IPv4 (RFC 792, RFC 1256). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"

enum {
	ICMP_REDIRECT = 5,
	ICMP_ROUTER_ADVERTISEMENT = 9,
};

static enum verdict icmp_dissect(struct cursor *c, struct context *ctx)
{
	uint8_t type = cursor_u8(c);

	cursor_skip(c, 3);
	uint8_t count = cursor_u8(c);

	const uint8_t words = cursor_u8(c); /* of each router: address and preference */

	cursor_skip(c, 2);
	if (type == ICMP_ROUTER_ADVERTISEMENT)
		cursor_skip(c, 4 * (size_t)words * count);
	if (!cursor_ok(c)) {
		emit_anomaly(ctx, "icmp.length");
		return VERDICT_MALFORMED;
	}
	if (type == ICMP_REDIRECT)
		emit_anomaly(ctx, "icmp.redirect");
	/* RFC 1256 3: at least one address, and only routers advertise. */
	if (type == ICMP_ROUTER_ADVERTISEMENT && count > 0)
		emit_text(ctx, PARTY_SENDER, attribute_capability, "router");
	return VERDICT_YES;
}

const struct dissector dissector_icmp = {
        .name = "icmp",
        .title = "ICMP",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_IDENTITY,
        .transports = OVER_IP,
        .protocols = {1},
        .dissect = icmp_dissect,
};
