/* fragment.h - puts IP datagrams together again, in bounded memory. SPDX-License-Identifier:
 * Apache-2.0
 *
 * Overlaps: the bytes that came first win, in units of eight bytes; a part that would change where
 * the datagram ends is dropped. When memory is short the oldest datagram is given up.
 */
#pragma once

#include "decode/decode.h"

struct fragment_table;

/* No padding inside: compared as bytes. */
struct fragment_key {
	struct address src;
	struct address dst;
	uint32_t id;
	uint16_t vlan;
	uint8_t version;
	uint8_t protocol;
};

struct fragment_part {
	uint32_t offset;  /* bytes, a multiple of 8 */
	bool more;        /* not the last part */
	uint8_t protocol; /* of the payload; that of the first part counts */
	int64_t time;
	struct cursor payload;
};

/* budget in bytes, timeout in nanoseconds of packet time. Never NULL. */
struct fragment_table *fragment_table_new(size_t budget, int64_t timeout);
void fragment_table_free(struct fragment_table *t);
/*
 * DECODE_OK when the part made its datagram whole: payload and protocol of f are then the
 * datagram's, valid until another one is whole. DECODE_HELD or DECODE_DROPPED otherwise.
 */
enum decode_result fragment_add(struct decoder *d, const struct fragment_key *key,
                                const struct fragment_part *part, struct frame *f);
/* Bytes held by unfinished datagrams. */
size_t fragment_table_bytes(const struct fragment_table *t);
