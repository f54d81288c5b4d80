/* stp.c - Spanning Tree and PVST+ (IEEE 802.1D, clause 9). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"

/* Whoever sends a BPDU is a bridge; more we need not know. */
static enum verdict stp_dissect(struct cursor *c, struct context *ctx)
{
	uint16_t protocol = cursor_be16(c);
	uint8_t version = cursor_u8(c);
	uint8_t type = cursor_u8(c);

	if (!cursor_ok(c) || protocol != 0 || version > 4)
		return VERDICT_NO;
	if (type != 0x00 && type != 0x02 && type != 0x80)
		return VERDICT_NO;
	if (type != 0x80 && cursor_left(c) < 31) { /* 9.3.1: 35 bytes in all */
		emit_anomaly(ctx, "stp.length");
		return VERDICT_MALFORMED;
	}
	emit_text(ctx, PARTY_SENDER, attribute_capability, "bridge");
	return VERDICT_YES;
}

const struct dissector dissector_stp = {
	.name = "stp",
	.title = "Spanning Tree",
	.evidence = EVIDENCE_STRONG,
	.rank = RANK_IDENTITY,
	.transports = OVER_FRAME,
	.frames = {FRAME_LLC(0x42), FRAME_SNAP(0x00000c, 0x010b)},
	.dissect = stp_dissect,
};
