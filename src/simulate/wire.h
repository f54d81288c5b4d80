/* wire.h - frames with their lengths and checksums. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "simulate/plant.h"

#define IP4(a, b, c, d) ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

#define TCP_FIN 0x01
#define TCP_SYN 0x02
#define TCP_RST 0x04
#define TCP_PSH 0x08
#define TCP_ACK 0x10

/* What a TCP header says. */
struct wire_tcp {
	uint16_t port[2]; /* from, to */
	uint32_t sequence;
	uint32_t acknowledgment;
	uint8_t flags;
};

/* RFC 1071 over the bytes, beginning with sum; not yet folded. */
uint32_t wire_sum(uint32_t sum, const uint8_t *bytes, size_t length);
/* The checksum to write for such a sum. */
uint16_t wire_fold(uint32_t sum);
/* Any Ethernet frame, padded to the least length. LLC frames carry their length where others have a type. */
void wire_ether(struct plant *p, int64_t when, const uint8_t to[6], const uint8_t from[6],
                uint16_t type, const void *bytes, size_t length);
void wire_udp(struct plant *p, int64_t when, struct host *from, uint16_t from_port, struct host *to,
              uint16_t to_port, const struct buf *payload);
/* To a multicast group or a broadcast address of the sender's own network. */
void wire_udp_group(struct plant *p, int64_t when, struct host *from, uint16_t from_port,
                    uint32_t group, uint16_t to_port, const struct buf *payload);
void wire_tcp(struct plant *p, int64_t when, struct host *from, struct host *to,
              const struct wire_tcp *tcp, const void *bytes, size_t length);
/* Type and code, then four bytes and text. */
void wire_icmp_echo(struct plant *p, int64_t when, struct host *from, struct host *to, bool reply,
                    uint16_t number);
/* Any other protocol above IP; to NULL means group. */
void wire_ip(struct plant *p, int64_t when, struct host *from, struct host *to, uint32_t group,
             uint8_t protocol, uint8_t ttl, const struct buf *payload);
/* True when the frames between both need no router. */
bool wire_is_near(const struct host *a, const struct host *b);
/* The face of the router in the host's network. */
struct host *wire_router(struct plant *p, const struct host *h);
