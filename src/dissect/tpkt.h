/* tpkt.h - packets of ISO transport over TCP (RFC 1006, ISO 8073 class 0). SPDX-License-Identifier:
 * Apache-2.0 */
#pragma once

#include "dissect/dissector.h"

enum cotp_type {
	COTP_DISCONNECT = 0x80,
	COTP_CONFIRM = 0xd0,
	COTP_CONNECT = 0xe0,
	COTP_DATA = 0xf0,
};

struct tpkt {
	uint8_t type;                  /* enum cotp_type, or another of ISO 8073 */
	bool last;                     /* of COTP_DATA: no further fragment follows */
	struct cursor calling, called; /* TSAPs of COTP_CONNECT and COTP_CONFIRM, else empty */
	struct cursor data;            /* what COTP_DATA carries, else empty */
};

/* Reads one packet; VERDICT_NO unless version, reserved byte and both lengths fit each other. */
enum verdict tpkt_read(struct cursor *c, struct tpkt *packet);

/*
 * Likewise, but passes over packets without data, which keep a connection alive and prove nothing.
 * When nothing else is left: VERDICT_YES with empty data if the protocol is known, else
 * VERDICT_MORE. What a capture has cut is read as far as it goes.
 */
enum verdict tpkt_read_data(struct cursor *c, struct tpkt *packet, bool known, struct context *ctx);

/*
 * Looks for the first data behind the set-up of a connection: TSAPs are numbers that anybody may
 * use, so what comes first tells whose connection it is. VERDICT_MORE when nothing but set-up is
 * there.
 */
enum verdict tpkt_first_data(struct cursor c, struct cursor *data);

/*
 * Reads the packets of one TSDU (ISO 8073 13.7) and puts its data together in joined, if it came in
 * several. Of more than fits the beginning is given, packet->last is false, and what follows is the
 * caller's to pass over. Others than data come alone.
 */
enum verdict tpkt_read_whole(struct cursor *c, struct tpkt *packet, uint8_t *joined, size_t size);
