/* ring.c - the latest packets of an interface (draft-ietf-opsawg-pcapng). SPDX-License-Identifier: Apache-2.0
 *
 * Behind the last block stand a type and a length of zero, which no block has. A block's own are written
 * last: until then the segment ends before it, whenever the process dies.
 */

#include "capture/ring.h"

#include <endian.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "capture/file.h"
#include "lib/cursor.h"
#include "lib/memory.h"

#define BLOCK_SECTION	0x0a0d0d0a
#define BLOCK_INTERFACE 1
#define BLOCK_ENHANCED	6
#define SECTION_SIZE	84
#define PACKET_FRAME	32 /* 4.3: of an enhanced packet block without the packet */
#define OPTION_COMMENT	1
#define OPTION_TSRESOL	9
#define COMMENT_SIZE	45
#define END_SIZE	8
#define COMMENT		"yagura ring %016" PRIx64 " %016" PRIx64
#define COMMENT_AT	28
#define LINK_AT		(SECTION_SIZE + 8)

struct ring {
	int fd[RING_SEGMENTS_MAX];
	int64_t start[RING_SEGMENTS_MAX]; /* first time, 0 it holds nothing */
	size_t count;
	size_t bytes;	 /* of a segment */
	uint64_t number; /* of the one being written, 0 none yet */
	uint8_t *map;	 /* it, NULL while there is none */
	size_t used;
	uint16_t link_type;
	uint64_t kept;
	uint64_t refused;
};

static void put16(uint8_t *out, uint16_t value)
{
	value = htole16(value);
	memcpy(out, &value, sizeof(value));
}

static void put32(uint8_t *out, uint32_t value)
{
	value = htole32(value);
	memcpy(out, &value, sizeof(value));
}

/* All that was written before stands there by then. */
static void seal(uint8_t *out, uint32_t value)
{
	__atomic_signal_fence(__ATOMIC_RELEASE);
	put32(out, value);
	__atomic_signal_fence(__ATOMIC_RELEASE);
}

void ring_head(uint8_t out[RING_HEAD_SIZE], uint64_t number, int64_t start, uint16_t link_type)
{
	uint8_t *interface = out + SECTION_SIZE;
	char comment[COMMENT_SIZE + 1];

	memset(out + 4, 0, RING_HEAD_SIZE - 4);
	put32(out + 4, SECTION_SIZE);
	put32(out + 8, 0x1a2b3c4d);
	put16(out + 12, 1);
	memset(out + 16, 0xff, 8); /* 4.1: the section's length is not known */
	put16(out + 24, OPTION_COMMENT);
	put16(out + 26, COMMENT_SIZE);
	snprintf(comment, sizeof(comment), COMMENT, number, (uint64_t)start);
	memcpy(out + COMMENT_AT, comment, COMMENT_SIZE);
	put32(out + SECTION_SIZE - 4, SECTION_SIZE);
	put32(interface, BLOCK_INTERFACE);
	put32(interface + 4, RING_HEAD_SIZE - SECTION_SIZE);
	put16(interface + 8, link_type);
	put32(interface + 12, CAPTURE_PACKET_MAX);
	put16(interface + 16, OPTION_TSRESOL);
	put16(interface + 18, 1);
	interface[20] = 9;
	put32(interface + RING_HEAD_SIZE - SECTION_SIZE - 4, RING_HEAD_SIZE - SECTION_SIZE);
	seal(out, BLOCK_SECTION);
}

bool ring_segment(const uint8_t *head, size_t size, uint64_t *number, int64_t *start)
{
	char comment[COMMENT_SIZE + 1];
	uint64_t time;

	if (size < RING_HEAD_SIZE)
		return false;
	struct cursor c = cursor_init(head, size);
	if (cursor_le32(&c) != BLOCK_SECTION || cursor_le32(&c) != SECTION_SIZE)
		return false;
	memcpy(comment, head + COMMENT_AT, COMMENT_SIZE);
	comment[COMMENT_SIZE] = '\0';
	if (sscanf(comment, "yagura ring %16" SCNx64 " %16" SCNx64, number, &time) != 2)
		return false;
	*start = (int64_t)time;
	return *number != 0;
}

static bool is_tagged(const struct packet *p)
{
	return p->vlan_ethertype && p->link_type == LINK_ETHERNET && p->length >= 12;
}

static uint32_t length_of(const struct packet *p)
{
	return p->length + (is_tagged(p) ? 4 : 0);
}

size_t ring_packet_size(const struct packet *p)
{
	return PACKET_FRAME + (((size_t)length_of(p) + 3) & ~(size_t)3);
}

static void copy_bytes(uint8_t *out, const struct packet *p)
{
	if (!is_tagged(p)) {
		memcpy(out, p->data, p->length);
		return;
	}
	memcpy(out, p->data, 12);
	out[12] = (uint8_t)(p->vlan_ethertype >> 8);
	out[13] = (uint8_t)p->vlan_ethertype;
	out[14] = (uint8_t)(p->vlan >> 8);
	out[15] = (uint8_t)p->vlan;
	memcpy(out + 16, p->data + 12, p->length - 12);
}

void ring_packet(uint8_t *out, const struct packet *p)
{
	const size_t size = ring_packet_size(p);

	put32(out + size - 8, 0); /* what pads the packet */
	put32(out + 8, 0);
	put32(out + 12, (uint32_t)((uint64_t)p->time >> 32));
	put32(out + 16, (uint32_t)p->time);
	put32(out + 20, length_of(p));
	put32(out + 24, p->wire_length + (is_tagged(p) ? 4 : 0));
	copy_bytes(out + 28, p);
	put32(out + size - 4, (uint32_t)size);
	seal(out + 4, (uint32_t)size);
	seal(out, BLOCK_ENHANCED);
}

static size_t index_of(const struct ring *r)
{
	return (size_t)(r->number % r->count);
}

static bool map_segment(struct ring *r)
{
	if (r->map)
		munmap(r->map, r->bytes);
	r->map = mmap(NULL, r->bytes, PROT_READ | PROT_WRITE, MAP_SHARED, r->fd[index_of(r)], 0);
	if (r->map == MAP_FAILED)
		r->map = NULL;
	return r->map != NULL;
}

/* The end of the blocks that are whole. */
static size_t end_of(const struct ring *r)
{
	struct cursor c = cursor_init(r->map, r->bytes);

	cursor_skip(&c, RING_HEAD_SIZE);
	for (;;) {
		size_t at = r->bytes - cursor_left(&c);
		uint32_t type = cursor_le32(&c), size = cursor_le32(&c);

		if (type != BLOCK_ENHANCED || size < PACKET_FRAME || size % 4)
			return at;
		cursor_skip(&c, size - 12);
		if (cursor_le32(&c) != size || !cursor_ok(&c))
			return at;
	}
}

static void go_on(struct ring *r)
{
	if (r->number == 0 || !map_segment(r))
		return;
	struct cursor c = cursor_init(r->map, r->bytes);
	cursor_skip(&c, LINK_AT);
	r->link_type = cursor_le16(&c);
	r->used = end_of(r);
}

struct ring *ring_open(const int *segments, size_t count, size_t bytes)
{
	if (count < 2 || count > RING_SEGMENTS_MAX || bytes < 2 * RING_HEAD_SIZE || bytes % 8)
		return NULL;
	struct ring *r = xcalloc(1, sizeof(*r));
	r->count = count;
	r->bytes = bytes;
	for (size_t i = 0; i < count; i++) {
		uint8_t head[RING_HEAD_SIZE];
		uint64_t number;
		int64_t start;

		r->fd[i] = segments[i];
		ssize_t n = pread(segments[i], head, sizeof(head), 0);
		/* with another number of segments than now they are not where they belong */
		if (n != sizeof(head) || !ring_segment(head, sizeof(head), &number, &start))
			continue;
		r->start[i] = start;
		if (number > r->number && number % count == i)
			r->number = number;
	}
	go_on(r);
	return r;
}

static bool next_segment(struct ring *r, const struct packet *p)
{
	r->number++;
	if (!map_segment(r))
		return false;
	seal(r->map, 0);
	memset(r->map + RING_HEAD_SIZE, 0, END_SIZE);
	ring_head(r->map, r->number, p->time, p->link_type);
	r->start[index_of(r)] = p->time;
	r->link_type = p->link_type;
	r->used = RING_HEAD_SIZE;
	return true;
}

void ring_put(struct ring *r, const struct packet *p)
{
	const size_t size = ring_packet_size(p);
	bool fits = size <= r->bytes - RING_HEAD_SIZE - END_SIZE && p->length <= CAPTURE_PACKET_MAX;

	if (fits && (!r->map || r->bytes - r->used < size + END_SIZE))
		fits = next_segment(r, p);
	if (!fits || p->link_type != r->link_type) {
		r->refused++;
		return;
	}
	memset(r->map + r->used + size, 0, END_SIZE);
	ring_packet(r->map + r->used, p);
	r->used += size;
	r->kept++;
}

static void wipe(struct ring *r, size_t i)
{
	uint8_t *head = mmap(NULL, RING_HEAD_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, r->fd[i], 0);

	if (head == MAP_FAILED)
		return;
	seal(head, 0);
	munmap(head, RING_HEAD_SIZE);
	r->start[i] = 0;
}

void ring_forget(struct ring *r, int64_t before)
{
	/* a segment's packets are older than the first of the one that follows */
	for (size_t i = 0; i < r->count; i++) {
		size_t next = (i + 1) % r->count;

		if (r->start[i] && (!r->map || i != index_of(r)) && r->start[next] &&
		    r->start[next] >= r->start[i] && r->start[next] < before)
			wipe(r, i);
	}
}

void ring_statistics(const struct ring *r, uint64_t *kept, uint64_t *refused)
{
	*kept = r->kept;
	*refused = r->refused;
}

void ring_close(struct ring *r)
{
	if (!r)
		return;
	if (r->map)
		munmap(r->map, r->bytes);
	free(r);
}
