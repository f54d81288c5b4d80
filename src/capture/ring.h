/* ring.h - the latest packets of an interface, in segment files that were made before. SPDX-License-Identifier: Apache-2.0
 *
 * Each segment is a pcapng section (draft-ietf-opsawg-pcapng): a header that holds the segment's number and
 * first time, an interface, packets. The oldest is written over. Who writes has the descriptors and
 * nothing else; a packet costs a copy into mapped memory, no call and no allocation, so that a crash
 * loses none that was put.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "capture/packet.h"

#define RING_SEGMENTS_MAX 256
#define RING_HEAD_SIZE	  116 /* section header and interface */

struct ring;

/*
 * Goes on behind what the segments hold; they are all of this size. The descriptors are borrowed until
 * ring_close. NULL when they cannot be mapped.
 */
struct ring *ring_open(const int *segments, size_t count, size_t bytes);
/* Keeps a packet. The tag that the kernel took out is put back. */
void ring_put(struct ring *r, const struct packet *packet);
/* Forgets whole segments whose packets are all older than this; cheap, call it once in a while. */
void ring_forget(struct ring *r, int64_t before);
/* Packets kept, and those that no segment holds (another link type, too long, a file that fails). */
void ring_statistics(const struct ring *r, uint64_t *kept, uint64_t *refused);
/* NULL is fine. */
void ring_close(struct ring *r);

/* For readers: number and first time of a segment by its first RING_HEAD_SIZE bytes. False: it holds nothing. */
bool ring_segment(const uint8_t *head, size_t size, uint64_t *number, int64_t *start);
/* Writes section header and interface. */
void ring_head(uint8_t out[RING_HEAD_SIZE], uint64_t number, int64_t start, uint16_t link_type);
/* Bytes that a packet takes. */
size_t ring_packet_size(const struct packet *packet);
/* Writes a packet's block: ring_packet_size bytes. */
void ring_packet(uint8_t *out, const struct packet *packet);
