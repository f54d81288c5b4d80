/* profinet_rt.c - PROFINET cyclic data, alarms and clock (IEC 61158-6-10, 4.2, 4.7, 4.8).
 * SPDX-License-Identifier: Apache-2.0
 *
 * Process data comes by the thousand and says nothing of itself; only alarms are looked into.
 */

#include "dissect/dissectors.h"

enum {
	ALARM_HIGH = 0xfc01,
	ALARM_LOW = 0xfe01,
	DCP_FIRST = 0xfefc,
	CLOCK_FIRST = 0xff00, /* PTCP: synchronisation and line delay */
	PDU_DATA = 0x11,      /* version 1, data */
	BLOCK_HIGH = 1,
	BLOCK_LOW = 2,
};

/* 5.2.2.6: alarm types. */
static const char *const alarms[] = {
        [1] = "Diagnosis Appears",
        [2] = "Process",
        [3] = "Pull",
        [4] = "Plug",
        [5] = "Status",
        [6] = "Update",
        [7] = "Media Redundancy",
        [8] = "Controlled by Supervisor",
        [9] = "Released",
        [10] = "Plug Wrong Submodule",
        [11] = "Return of Submodule",
        [12] = "Diagnosis Disappears",
        [13] = "Multicast Mismatch",
        [14] = "Port Data Change",
        [15] = "Sync Data Changed",
        [16] = "Isochronous Mode Problem",
        [17] = "Network Component Problem",
        [18] = "Time Data Changed",
        [30] = "Upload and Retrieval",
        [31] = "Pull Module",
};

static enum verdict read_alarm(struct cursor *c, struct context *ctx)
{
	cursor_skip(c, 4); /* end points */
	const uint8_t pdu = cursor_u8(c);
	cursor_skip(c, 5);
	struct cursor block = cursor_sub(c, cursor_be16(c));
	if (!cursor_ok(c)) {
		emit_anomaly(ctx, "profinet-rt.length");
		return VERDICT_MALFORMED;
	}
	const uint16_t kind = cursor_be16(&block);
	cursor_skip(&block, 4);
	const uint16_t type = cursor_be16(&block);
	cursor_skip(&block, 4);
	const uint16_t slot = cursor_be16(&block);
	const uint16_t subslot = cursor_be16(&block);
	/* Receipts are of the same form, with other kinds of block. */
	if (pdu != PDU_DATA || !cursor_ok(&block) || (kind != BLOCK_HIGH && kind != BLOCK_LOW))
		return VERDICT_YES;
	emit_operation(
	        ctx,
	        &(struct operation){
	                .class = OT_ALARM,
	                .code = type,
	                .subcode = NO_SUBCODE,
	                .function = type < sizeof(alarms) / sizeof(alarms[0]) ? alarms[type] : NULL,
	                .target = "slot %u subslot 0x%x",
	                .number = {slot, subslot},
	        });
	return VERDICT_YES;
}

static enum verdict profinet_rt_dissect(struct cursor *c, struct context *ctx)
{
	const uint16_t id = cursor_be16(c);

	if (!cursor_ok(c) || (id >= DCP_FIRST && id < CLOCK_FIRST))
		return VERDICT_NO;
	return id == ALARM_HIGH || id == ALARM_LOW ? read_alarm(c, ctx) : VERDICT_YES;
}

const struct dissector dissector_profinet_rt = {
        .name = "profinet-rt",
        .title = "PROFINET real time",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_IDENTITY,
        .transports = OVER_FRAME,
        .industrial = true,
        .frames = {0x8892},
        .dissect = profinet_rt_dissect,
};
