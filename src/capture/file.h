/* file.h - reads pcap and pcapng, plain, gzip or zstd, from files and pipes.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The file is read forward in blocks into memory of our own; packets point into the block. A
 * capture that breaks off in the middle gives all packets before the break, then says where it
 * broke.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "capture/packet.h"

/* No link that we read carries more; a record that claims more is damage, not a packet. */
#define CAPTURE_PACKET_MAX 262144

/* Blocks that stay in memory for who reads ahead (capture_file_keep). */
#define CAPTURE_BLOCKS 24

struct capture_file;
/* Called before block number turn is read: the packets of block turn - CAPTURE_BLOCKS are gone then. */
typedef void capture_turn_function(void *argument, uint64_t turn);

/*
 * Opens the capture on fd, which may be a pipe and is owned from here on success; name is used in
 * messages. NULL with one line in error when it is no capture that we read.
 */
struct capture_file *capture_file_open(int fd, const char *name, char *error, size_t size);
/*
 * Fills out with up to PACKET_BATCH packets, valid until the next call. More than 0 packets, 0 at
 * the end, -1 when the capture is broken (capture_file_error tells).
 */
int capture_file_next(struct capture_file *f, struct packet *out);
/* From here on packets stay valid until so many further blocks were read. */
void capture_file_keep(struct capture_file *f, capture_turn_function *before_turn, void *argument);
/* Number of the block in which the packets of the last batch stand. */
uint64_t capture_file_turn(const struct capture_file *f);
/* One line that says what broke and where; owned by the file. */
const char *capture_file_error(const struct capture_file *f);
/* Bytes read from fd so far and its size, 0 when unknown. */
void capture_file_progress(const struct capture_file *f, uint64_t *done, uint64_t *total);
/* Packets of interfaces whose link type is not read (pcapng with several interfaces). */
uint64_t capture_file_passed_over(const struct capture_file *f);
/* Closes fd too. NULL is fine. */
void capture_file_close(struct capture_file *f);
