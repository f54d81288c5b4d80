/* ntp.c - Network Time Protocol (RFC 5905, RFC 9327). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"

#define PACKET_LENGTH 48
#define STRATUM_MAX   15

enum {
	MODE_SERVER = 4,
	MODE_BROADCAST = 5,
	MODE_CONTROL = 6,
	MODE_PRIVATE = 7,
};

static enum verdict ntp_dissect(struct cursor *c, struct context *ctx)
{
	uint8_t first = cursor_u8(c);
	uint8_t stratum = cursor_u8(c);
	uint8_t version = first >> 3 & 7;
	uint8_t mode = first & 7;
	size_t length = cursor_left(c) + 2;

	if (!cursor_ok(c) || version == 0 || version > 4 || mode == 0)
		return VERDICT_NO;
	cursor_skip(c, cursor_left(c));
	/* Queries and changes of the daemon itself: for administrators, and for amplification. */
	if (mode == MODE_CONTROL || mode == MODE_PRIVATE) {
		emit_anomaly(ctx, mode == MODE_CONTROL ? "ntp.control" : "ntp.private");
		return VERDICT_YES;
	}
	if (length < PACKET_LENGTH) {
		emit_anomaly(ctx, "ntp.length");
		return VERDICT_MALFORMED;
	}
	if (mode == MODE_SERVER)
		ctx->direction = -1;
	/* 7.3: stratum 0 is a refusal, 16 means not synchronized. */
	if ((mode == MODE_SERVER || mode == MODE_BROADCAST) && stratum > 0 &&
	    stratum <= STRATUM_MAX)
		emit_text(ctx, PARTY_SENDER, attribute_capability, "ntp-server");
	return VERDICT_YES;
}

const struct dissector dissector_ntp = {
        .name = "ntp",
        .title = "NTP",
        .evidence = EVIDENCE_PORT_ONLY,
        .rank = RANK_IDENTITY,
        .transports = OVER_UDP,
        .ports = {123},
        .dissect = ntp_dissect,
};
