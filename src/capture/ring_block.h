/* ring_block.h - how a ring lies in its files, for ring.c and ring_read.c. SPDX-License-Identifier: Apache-2.0
 *
 * A segment is a pcapng section whose packets stand in chunks: blocks of a type for local use (draft-ietf-opsawg-
 * pcapng, 10.1), which hold packet blocks, mostly compressed. Plain packet blocks beside them are an earlier version's.
 * The stage, a file of its own, holds the packets that are in no chunk yet.
 */
#pragma once

#include <endian.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct cursor;
struct packet;

#define RING_SECTION   0x0a0d0d0a
#define RING_INTERFACE 1
#define RING_ENHANCED  6
#define RING_CHUNK     0x80594752

#define RING_LINK_AT	  92 /* of the link type in a segment's head */
#define RING_PACKET_FRAME 32 /* 4.3: of an enhanced packet block without the packet */
/* type, size, serial, first and latest time, bytes unpacked and as they are here, [bytes], size */
#define RING_CHUNK_FRAME 44

/* The stage: magic, bytes of a slot, slots, link type; the slots from the next page on: serial, packet blocks, zeroes. */
#define RING_STAGE_MAGIC UINT64_C(0x31456741742e6779)
#define RING_STAGE_HEAD	 4096
#define RING_SLOT_FRAME	 16

static inline void ring_put16(uint8_t *out, uint16_t value)
{
	value = htole16(value);
	memcpy(out, &value, sizeof(value));
}

static inline void ring_put32(uint8_t *out, uint32_t value)
{
	value = htole32(value);
	memcpy(out, &value, sizeof(value));
}

static inline void ring_put64(uint8_t *out, uint64_t value)
{
	value = htole64(value);
	memcpy(out, &value, sizeof(value));
}

/* All that was written before stands there by then. */
static inline void ring_seal(uint8_t *out, uint32_t value)
{
	__atomic_signal_fence(__ATOMIC_RELEASE);
	ring_put32(out, value);
	__atomic_signal_fence(__ATOMIC_RELEASE);
}

/* The next packet block, which borrows; false, and nothing is read, where none stands that is whole. */
bool ring_next_packet(struct cursor *c, uint16_t link_type, struct packet *out);
