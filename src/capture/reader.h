/* reader.h - what file.c shares with the readers of each format. SPDX-License-Identifier:
 * Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "capture/decompress.h"
#include "capture/file.h"
#include "lib/cursor.h"

/* How a pcapng interface counts time (if_tsresol, if_tsoffset). */
struct resolution {
	uint64_t multiply;    /* decimal: nanoseconds of one tick, 0 when a tick is shorter */
	uint64_t divide;      /* decimal: ticks of one nanosecond, 0 when a tick is longer */
	uint8_t binary_shift; /* ticks are 2^-shift seconds when both are 0 */
	int64_t offset;       /* nanoseconds to add */
};

/* pcapng: an interface description block. */
struct capture_interface {
	struct resolution resolution;
	uint32_t snaplen;
	uint16_t link_type;
	uint16_t number; /* over all sections */
	bool readable;   /* decode knows the link type */
};

struct pcap_reader {
	bool big;
	uint8_t header_size; /* of a record */
	uint16_t link_type;
	uint32_t tick; /* nanoseconds of one unit of the fraction */
};

struct pcapng_reader {
	bool big;
	struct capture_interface *interfaces;
	size_t interface_count;
	size_t interface_capacity;
	uint32_t interfaces_before; /* in earlier sections */
	uint16_t refused_link_type; /* of the first packet passed over */
	uint64_t skip;              /* bytes of a block that is passed over, not in memory yet */
	int64_t last_time;          /* simple packets carry none */
};

struct capture_file {
	int fd;
	char *name;
	uint64_t size; /* of the file, 0 unknown */
	struct decompress *source;
	uint8_t *block;	  /* that is parsed now, one of blocks */
	uint8_t *blocks[CAPTURE_BLOCKS];
	size_t block_count;
	uint64_t turn; /* blocks read before this one */
	capture_turn_function *before_turn;
	void *argument;
	size_t start; /* first byte not parsed */
	size_t end;
	uint64_t offset; /* of block[0] within the capture */
	uint64_t packets;
	uint64_t passed_over;
	/*
	 * Parses what is in memory: packets found, or 0 when more bytes are needed for the next
	 * one, `wanted` says how many in words. Calls capture_broken when it cannot go on.
	 */
	int (*batch)(struct capture_file *f, struct packet *out);
	uint32_t wanted; /* bytes of the record that is not all in memory, 0 when its header is not
	                  */
	bool broken;
	char error[320];
	struct pcap_reader pcap;
	struct pcapng_reader pcapng;
};

/*
 * Sets the error: "NAME: broken at byte B (packet P): ..."; at is the position in the block, found
 * the number of packets of this batch that stand before it.
 */
__attribute__((format(printf, 4, 5))) void capture_broken(struct capture_file *f, const uint8_t *at,
                                                          int found, const char *format, ...);
/* Sets the error to the named refusal of a link type. */
void capture_refuse(struct capture_file *f, uint16_t link_type);
/* The link type as decode wants it; false when decode does not read it. */
bool capture_link_type(uint32_t number, uint16_t *out);
/* Look at the first bytes: 1 ours (reader set up), 0 not this format, -1 refused with error set. */
int pcap_open(struct capture_file *f);
int pcapng_open(struct capture_file *f);
void pcapng_close(struct capture_file *f);

static inline uint16_t capture_u16(struct cursor *c, bool big)
{
	return big ? cursor_be16(c) : cursor_le16(c);
}

static inline uint32_t capture_u32(struct cursor *c, bool big)
{
	return big ? cursor_be32(c) : cursor_le32(c);
}
