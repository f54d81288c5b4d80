/* modbus.c - Modbus/TCP (Modbus Messaging on TCP/IP V1.0b). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/dissectors.h"

static enum verdict modbus_dissect(struct cursor *c, struct context *ctx)
{
	(void)ctx;
	cursor_skip(c, 8);
	return VERDICT_NO;
}

const struct dissector dissector_modbus = {
	.name = "modbus",
	.title = "Modbus/TCP",
	.evidence = EVIDENCE_LOOSE,
	.rank = RANK_IDENTITY,
	.transports = OVER_TCP,
	.industrial = true,
	.ports = {502},
	.dissect = modbus_dissect,
};
