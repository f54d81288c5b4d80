/* ring_read.h - the packets of a ring, by its files. SPDX-License-Identifier: Apache-2.0
 *
 * The ring may be written to meanwhile. Order: the stages first, by ring_reader_stage; then the segments; then
 * ring_reader_rest, which tells what of the stages no segment has told.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "capture/packet.h"

struct ring_reader;

/* The packet is borrowed for the call. False ends the reading. */
typedef bool ring_take_function(void *argument, const struct packet *packet);

/* Chunks without a packet from `from` to `to` are passed over. */
struct ring_reader *ring_reader_new(int64_t from, int64_t to, ring_take_function *take, void *argument);
/* Keeps what a stage holds; false when the file is none. */
bool ring_reader_stage(struct ring_reader *r, int fd);
/* Tells the packets of a segment. */
void ring_reader_segment(struct ring_reader *r, int fd);
/* Tells the stages' packets that were in no segment, oldest first. */
void ring_reader_rest(struct ring_reader *r);
/* Chunks and ends of segments that could not be read. */
uint64_t ring_reader_damaged(const struct ring_reader *r);
/* NULL is fine. */
void ring_reader_free(struct ring_reader *r);
