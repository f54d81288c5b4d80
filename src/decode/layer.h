/* layer.h - what the layers of decode share. SPDX-License-Identifier: Apache-2.0
 *
 * Each layer reads its header from frame.payload, which is the running cursor, and calls the next.
 */
#pragma once

#include "decode/decode.h"
#include "decode/fragment.h"

#define TYPE_IP4  0x0800
#define TYPE_IP6  0x86dd
#define TYPE_MPLS 0x8847

/* Tunnels within tunnels and tags on tags; no network that works has more. */
#define NESTING_MAX 8

/* Reasons to drop a packet, then other events: enumerator, name. */
#define DECODE_COUNTERS(X)                                                                         \
	X(DROP_LINK_TYPE, "decode.link_type")                                                      \
	X(DROP_LINK_HEADER, "decode.link_header")                                                  \
	X(DROP_ETH_SHORT, "decode.eth_short")                                                      \
	X(DROP_TAG_SHORT, "decode.tag_short")                                                      \
	X(DROP_LLC_SHORT, "decode.llc_short")                                                      \
	X(DROP_PPPOE_HEADER, "decode.pppoe_header")                                                \
	X(DROP_MPLS_SHORT, "decode.mpls_short")                                                    \
	X(DROP_GRE_HEADER, "decode.gre_header")                                                    \
	X(DROP_ERSPAN_HEADER, "decode.erspan_header")                                              \
	X(DROP_IP4_HEADER, "decode.ip4_header")                                                    \
	X(DROP_IP6_HEADER, "decode.ip6_header")                                                    \
	X(DROP_IP6_EXTENSION, "decode.ip6_extension")                                              \
	X(DROP_TCP_HEADER, "decode.tcp_header")                                                    \
	X(DROP_UDP_HEADER, "decode.udp_header")                                                    \
	X(DROP_NESTING, "decode.nesting")                                                          \
	X(DROP_FRAGMENT_LENGTH, "decode.fragment_length")                                          \
	X(DROP_FRAGMENT_TRUNCATED, "decode.fragment_truncated")                                    \
	X(COUNT_CUT, "decode.cut") /* the capture holds less of a packet than the wire */           \
	X(COUNT_FRAGMENT_HELD, "fragment.held")                                                    \
	X(COUNT_FRAGMENT_WHOLE, "fragment.reassembled")                                            \
	X(COUNT_FRAGMENT_OVERLAP, "fragment.overlap")                                              \
	X(COUNT_FRAGMENT_TIMEOUT, "fragment.timeout")                                              \
	X(COUNT_FRAGMENT_EVICTED, "fragment.evicted")

enum decode_counter_id {
#define X(id, name) id,
	DECODE_COUNTERS(X)
#undef X
	        DECODE_COUNTER_COUNT
};

struct decoder {
	uint64_t counters[DECODE_COUNTER_COUNT];
	struct fragment_table *fragments;
};

static inline enum decode_result decode_drop(struct decoder *d, enum decode_counter_id reason)
{
	d->counters[reason]++;
	return DECODE_DROPPED;
}

/* link.c: from the captured bytes; from an Ethernet header; from what stands behind an ethertype.
 */
enum decode_result link_decode(struct decoder *d, struct frame *f, uint16_t link_type);
enum decode_result link_ethernet(struct decoder *d, struct frame *f);
enum decode_result link_ethertype(struct decoder *d, struct frame *f, uint16_t type);
/* No IP inside: the payload belongs to type. */
enum decode_result link_frame(struct frame *f, uint64_t type);

/* net.c: from an IP header. */
enum decode_result net_ip4(struct decoder *d, struct frame *f);
enum decode_result net_ip6(struct decoder *d, struct frame *f);

/* transport.c: from the payload of IP, frame.protocol tells of what. */
enum decode_result transport_decode(struct decoder *d, struct frame *f);
/* The payload of IP as it is. */
enum decode_result transport_other(struct frame *f);

/* tunnel.c: each reads its own header and goes on with what is inside. */
enum decode_result tunnel_ip(struct decoder *d, struct frame *f, uint16_t type);
enum decode_result tunnel_gre(struct decoder *d, struct frame *f);
enum decode_result tunnel_vxlan(struct decoder *d, struct frame *f);
enum decode_result tunnel_mpls(struct decoder *d, struct frame *f, uint16_t type);
enum decode_result tunnel_pppoe(struct decoder *d, struct frame *f);
