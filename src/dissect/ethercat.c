/* ethercat.c - EtherCAT (IEC 61158-4-12, ETG.1000.4). SPDX-License-Identifier: Apache-2.0
 *
 * The frames pass through all devices of a segment and come back; only their frame is checked.
 */

#include "dissect/dissectors.h"

enum { TYPE_COMMANDS = 1, TYPE_NETWORK_VARIABLES = 4, TYPE_MAILBOX = 5, LENGTH_MASK = 0x7ff };

static enum verdict ethercat_dissect(struct cursor *c, struct context *ctx)
{
	const uint16_t header = cursor_le16(c);
	const unsigned type = header >> 12;

	if (!cursor_ok(c) ||
	    (type != TYPE_COMMANDS && type != TYPE_NETWORK_VARIABLES && type != TYPE_MAILBOX))
		return VERDICT_NO;
	cursor_skip(c, header & LENGTH_MASK);
	if (cursor_ok(c))
		return VERDICT_YES;
	emit_anomaly(ctx, "ethercat.length");
	return VERDICT_MALFORMED;
}

const struct dissector dissector_ethercat = {
        .name = "ethercat",
        .title = "EtherCAT",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_IDENTITY,
        .transports = OVER_FRAME,
        .industrial = true,
        .frames = {0x88a4},
        .dissect = ethercat_dissect,
};
