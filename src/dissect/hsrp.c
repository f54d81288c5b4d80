/* hsrp.c - Hot Standby Router Protocol (RFC 2281). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"

#define VIRTUAL_ADDRESS_AT 16

/* 5.1: initial, learn, listen, speak, standby, active */
static bool is_state(uint8_t state)
{
	return state <= 16 && (state & (state - 1)) == 0;
}

/* 5.1: version 0, opcode hello, coup or resign; the virtual address closes the 20 bytes. */
static enum verdict hsrp_dissect(struct cursor *c, struct context *ctx)
{
	struct cursor look = *c;
	uint8_t version = cursor_u8(&look);
	uint8_t opcode = cursor_u8(&look);
	uint8_t state = cursor_u8(&look);
	const uint8_t *p;
	struct address address;

	cursor_skip(&look, VIRTUAL_ADDRESS_AT - 3);
	p = cursor_take(&look, 4);
	if (!p || version != 0 || opcode > 2 || !is_state(state))
		return VERDICT_NO;
	cursor_skip(c, cursor_left(c));
	emit_text(ctx, PARTY_SENDER, attribute_capability, "router");
	address = address_from_ip4(p);
	if ((p[0] | p[1] | p[2] | p[3]) != 0)
		emit_claim(ctx, &(struct claim){.party = PARTY_SENDER,
						.name = attribute_virtual_ip,
						.slot = NO_SLOT,
						.form = FORM_ADDRESS,
						.value = &address,
						.length = sizeof(address)});
	return VERDICT_YES;
}

const struct dissector dissector_hsrp = {
	.name = "hsrp",
	.title = "HSRP",
	.evidence = EVIDENCE_PORT_ONLY,
	.rank = RANK_IDENTITY,
	.transports = OVER_UDP,
	.ports = {1985},
	.dissect = hsrp_dissect,
};
