/* vrrp.c - Virtual Router Redundancy (RFC 3768, RFC 5798). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"

static void claim_address(struct context *ctx, const struct address *address)
{
	emit_claim(ctx, &(struct claim){.party = PARTY_SENDER,
					.name = attribute_virtual_ip,
					.slot = NO_SLOT,
					.form = FORM_ADDRESS,
					.value = address,
					.length = sizeof(*address)});
}

static enum verdict vrrp_dissect(struct cursor *c, struct context *ctx)
{
	uint8_t head = cursor_u8(c);
	size_t size = ctx->frame->ip_version == 6 ? 16 : 4;
	uint8_t count;

	cursor_skip(c, 2); /* virtual router, priority */
	count = cursor_u8(c);
	cursor_skip(c, 4);
	/* RFC 5798, 5.2: version 2 or 3, type 1 is the only one */
	if (!cursor_ok(c) || (head != 0x21 && head != 0x31))
		return VERDICT_NO;
	if (cursor_left(c) < count * size) {
		emit_anomaly(ctx, "vrrp.length");
		return VERDICT_MALFORMED;
	}
	emit_text(ctx, PARTY_SENDER, attribute_capability, "router");
	for (uint8_t i = 0; i < count; i++) {
		const uint8_t *p = cursor_take(c, size);
		struct address address;

		if (!p)
			break;
		address = size == 4 ? address_from_ip4(p) : address_from_ip6(p);
		claim_address(ctx, &address);
	}
	return VERDICT_YES;
}

const struct dissector dissector_vrrp = {
	.name = "vrrp",
	.title = "VRRP",
	.evidence = EVIDENCE_STRONG,
	.rank = RANK_IDENTITY,
	.transports = OVER_IP,
	.protocols = {112},
	.dissect = vrrp_dissect,
};
