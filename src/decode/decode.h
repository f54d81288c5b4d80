/* decode.h - from captured bytes to the innermost packet. SPDX-License-Identifier: Apache-2.0
 *
 * Link, VLAN tags, PRP and HSR, tunnels, IP with fragments, TCP and UDP. Checksums are not
 * verified: network cards that compute them leave wrong ones in captures taken on the sender.
 *
 * MAC addresses are those of the innermost Ethernet header. Inside a tunnel that carries IP itself
 * (GRE, IP in IP, MPLS, PPPoE) has_mac is false, for the outer addresses belong to the tunnel's
 * ends. Linux cooked captures know the sender's address only; dst_mac is zero there.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "capture/packet.h"
#include "decode/frame.h"

struct decoder;

enum decode_result {
	DECODE_OK,      /* the frame is filled */
	DECODE_HELD,    /* a fragment, kept until its datagram is whole */
	DECODE_DROPPED, /* malformed or not understood; the reason is counted */
};

/* Zero in a field means its default. */
struct decode_limits {
	size_t fragment_bytes;    /* memory of unfinished datagrams, 4 MB */
	int64_t fragment_timeout; /* nanoseconds of packet time, 30 s */
};

/* A named total since the decoder began; the name is static, like "decode.ip4_header". */
struct decode_counter {
	const char *name;
	uint64_t value;
};

/* limits may be NULL. Never NULL. */
struct decoder *decoder_new(const struct decode_limits *limits);
void decoder_free(struct decoder *d);
/*
 * Fills out on DECODE_OK. Its payload points into the packet or, when reassembled, into the
 * decoder, until the next call.
 */
enum decode_result decode_packet(struct decoder *d, const struct packet *p, struct frame *out);
/* Counter number i, false behind the last one. Drops come first, then what became of fragments. */
bool decoder_counter(const struct decoder *d, size_t i, struct decode_counter *out);
