/* ring.h - the latest packets of an interface, in segment files that were made before. SPDX-License-Identifier: Apache-2.0
 *
 * Each segment is a pcapng section (draft-ietf-opsawg-pcapng): a header that holds the segment's number and
 * first time, an interface, packets in compressed chunks (ring_block.h). The oldest is written over. Who writes has
 * the descriptors and nothing else; a packet costs a copy into a slot of the stage, which is mapped, so that a crash
 * loses none that was put. Full slots are compressed when who writes has nothing else to do (ring_squeeze).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "capture/packet.h"

#define RING_SEGMENTS_MAX 256
#define RING_HEAD_SIZE	  116 /* section header and interface */
#define RING_SLOTS	  4   /* of the stage */
#define RING_SLOT_MAX	  524288

struct ring;

/* Where a ring lies. The descriptors are borrowed until ring_close. */
struct ring_place {
	const int *segments;
	size_t count;
	size_t bytes; /* of each segment */
	int stage;    /* a file of ring_stage_size(bytes) */
};

/* Bytes of the stage of a ring whose segments are of this size. */
size_t ring_stage_size(size_t bytes);
/* Goes on behind what the files hold. NULL when they cannot be mapped. */
struct ring *ring_open(const struct ring_place *place);
/* Keeps a packet. The tag that the kernel took out is put back. */
void ring_put(struct ring *r, const struct packet *packet);
/* Compresses the oldest full slot: a millisecond. False when none is full. What nobody compresses in time is kept as it is. */
bool ring_squeeze(struct ring *r);
/* Forgets whole segments whose packets are all older than this; cheap, call it once in a while. */
void ring_forget(struct ring *r, int64_t before);
/* Packets kept, and those that no segment holds (another link type, too long, a file that fails). */
void ring_statistics(const struct ring *r, uint64_t *kept, uint64_t *refused);
/* What was put stays in the files. NULL is fine. */
void ring_close(struct ring *r);

/* For readers: number and first time of a segment by its first RING_HEAD_SIZE bytes. False: it holds nothing. */
bool ring_segment(const uint8_t *head, size_t size, uint64_t *number, int64_t *start);
/* Writes section header and interface. */
void ring_head(uint8_t out[RING_HEAD_SIZE], uint64_t number, int64_t start, uint16_t link_type);
/* Bytes that a packet takes. */
size_t ring_packet_size(const struct packet *packet);
/* Writes a packet's block: ring_packet_size bytes. */
void ring_packet(uint8_t *out, const struct packet *packet);
