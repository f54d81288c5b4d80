/* packet.h - one captured packet, wherever it came from. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdint.h>

/* Link types that decode reads, by their number in the pcap registry (LINKTYPE_*). */
enum link_type {
	LINK_NULL = 0,
	LINK_ETHERNET = 1,
	LINK_PPP = 9,
	LINK_PPP_HDLC = 50,
	LINK_RAW = 101,
	LINK_LOOP = 108,
	LINK_LINUX_SLL = 113,
	LINK_IPV4 = 228,
	LINK_IPV6 = 229,
	LINK_LINUX_SLL2 = 276,
};

#define PACKET_BATCH 64

/* The bytes are borrowed from the reader and stay until its next batch. */
struct packet {
	const uint8_t *data;
	uint32_t length;	  /* bytes captured */
	uint32_t wire_length;	  /* bytes on the wire */
	int64_t time;		  /* UTC nanoseconds */
	uint16_t link_type;	  /* enum link_type */
	uint16_t interface;	  /* index within the capture */
	uint16_t vlan;		  /* tag the kernel took out, 0 none (live capture only) */
	uint16_t vlan_ethertype;  /* its ethertype, 0x8100 or 0x88a8 */
};
