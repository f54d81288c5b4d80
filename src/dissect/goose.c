/* goose.c - GOOSE and sampled values of substations (IEC 61850-8-1, 61850-9-2).
 * SPDX-License-Identifier: Apache-2.0 */

#include "dissect/ber.h"
#include "dissect/dissectors.h"

enum {
	HEADER_SIZE = 8,
	GOOSE_PDU = 0x61,
	SAMPLED_PDU = 0x60,
	CONTROL_BLOCK = 0x80, /* first of the PDU's elements: "IED1LD0/LLN0$GO$gcb01" */
};

/* Annex C: application, length with this header, two reserved fields; then one element of BER. */
static bool read_pdu(struct cursor *c, uint8_t expected, struct cursor *pdu)
{
	cursor_skip(c, 2);
	const uint16_t length = cursor_be16(c);
	cursor_skip(c, 4);
	if (!cursor_ok(c) || length < HEADER_SIZE)
		return false;
	struct cursor body = cursor_sub(c, length - (size_t)HEADER_SIZE);
	return cursor_ok(c) && ber_expect(&body, expected, pdu);
}

static enum verdict goose_dissect(struct cursor *c, struct context *ctx)
{
	struct cursor pdu, block;
	uint8_t tag;

	if (!read_pdu(c, GOOSE_PDU, &pdu) || !ber_next(&pdu, &tag, &block)) {
		emit_anomaly(ctx, "goose.length");
		return VERDICT_MALFORMED;
	}
	const size_t length = cursor_left(&block);
	if (tag == CONTROL_BLOCK)
		emit_bytes(ctx, PARTY_SENDER, attribute_service, cursor_take(&block, length),
		           length);
	return VERDICT_YES;
}

/* Thousands a second: nothing is said of each. */
static enum verdict sv_dissect(struct cursor *c, struct context *ctx)
{
	struct cursor pdu;

	if (read_pdu(c, SAMPLED_PDU, &pdu))
		return VERDICT_YES;
	emit_anomaly(ctx, "sv.length");
	return VERDICT_MALFORMED;
}

const struct dissector dissector_goose = {
        .name = "goose",
        .title = "GOOSE",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_NAME,
        .transports = OVER_FRAME,
        .industrial = true,
        .frames = {0x88b8},
        .dissect = goose_dissect,
};

const struct dissector dissector_sv = {
        .name = "sv",
        .title = "Sampled Values",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_NAME,
        .transports = OVER_FRAME,
        .industrial = true,
        .frames = {0x88ba},
        .dissect = sv_dissect,
};
