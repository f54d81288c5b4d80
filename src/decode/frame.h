/* frame.h - a packet after decoding. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "lib/address.h"
#include "lib/cursor.h"

/*
 * What follows the MAC addresses: an ethertype as it is, or one of these. The payload of a FRAME_LLC
 * frame stands behind DSAP, SSAP and control, of a FRAME_SNAP frame behind OUI and protocol.
 */
#define FRAME_LLC(dsap)		  (UINT64_C(1) << 32 | (dsap))
#define FRAME_SNAP(oui, protocol) (UINT64_C(1) << 40 | (uint64_t)(oui) << 16 | (protocol))

enum tcp_flag {
	TCP_FIN = 1,
	TCP_SYN = 2,
	TCP_RST = 4,
	TCP_PSH = 8,
	TCP_ACK = 16,
};

enum transport {
	TRANSPORT_FRAME, /* no IP: type tells what it is */
	TRANSPORT_IP,	 /* IP, but neither TCP nor UDP: protocol tells */
	TRANSPORT_TCP,
	TRANSPORT_UDP,
};

/* The innermost packet that decode understood; payload is what the transport carries. */
struct frame {
	int64_t time;	      /* UTC nanoseconds */
	uint32_t wire_length; /* bytes of the whole packet on the wire */
	uint16_t interface;
	uint16_t vlan;	     /* outermost VLAN id, 0 none */
	uint16_t inner_vlan; /* second VLAN id, 0 none */
	bool has_mac;	     /* false on raw IP and loopback link types */
	struct mac src_mac;
	struct mac dst_mac;
	uint64_t type; /* ethertype, FRAME_LLC or FRAME_SNAP */
	enum transport transport;
	uint8_t ip_version; /* 4, 6, or 0 for none */
	uint8_t protocol;   /* IP protocol number of the payload */
	uint8_t ttl;
	uint8_t tunnels; /* how many tunnels were opened to get here */
	struct address src;
	struct address dst;
	uint16_t src_port;
	uint16_t dst_port;
	uint32_t seq;
	uint32_t ack;
	uint16_t window;
	uint8_t tcp_flags; /* enum tcp_flag */
	uint32_t cut;	   /* bytes of the payload that the wire carried and the capture does not hold */
	struct cursor payload;
};
