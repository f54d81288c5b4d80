/* ring.c - writes the latest packets of an interface (ring_block.h). SPDX-License-Identifier: Apache-2.0
 *
 * Behind the last block stand a type and a length of zero, which no block has. Slots are filled one after the other;
 * each has a serial that grows, and so has the chunk that is made of it: a slot whose chunk is there holds nothing.
 */

#include "capture/ring.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <zstd.h>

#include "capture/file.h"
#include "capture/ring_block.h"
#include "lib/cursor.h"
#include "lib/memory.h"

#define END_SIZE 8
#define LEVEL	 1

struct slot {
	uint8_t *at;	 /* in the stage */
	uint64_t serial; /* 0 it holds nothing */
	size_t used;	 /* bytes of packet blocks */
};

struct ring {
	int fd[RING_SEGMENTS_MAX];
	int64_t start[RING_SEGMENTS_MAX]; /* first time, 0 it holds nothing */
	size_t count;
	size_t bytes;	 /* of a segment */
	uint64_t number; /* of the one being written, 0 none yet */
	uint8_t *map;	 /* it, NULL while there is none */
	size_t used;
	uint16_t segment_link; /* link type of its packets */
	uint16_t link_type;    /* of those that come */
	uint8_t *stage;
	size_t room; /* of a slot for packet blocks */
	struct slot slots[RING_SLOTS];
	struct slot *open; /* being filled, NULL none */
	uint64_t serial;   /* the latest */
	ZSTD_CCtx *zstd;
	uint8_t *packed;
	size_t packed_size;
	uint64_t kept;
	uint64_t refused;
};

/* Packet blocks in a row. */
struct run {
	size_t bytes;
	uint64_t packets;
	int64_t first;	/* time of the first */
	int64_t oldest; /* clocks step */
	int64_t latest;
};

static struct run measure(const uint8_t *at, size_t size)
{
	struct cursor c = cursor_init(at, size);
	struct run run = {.oldest = INT64_MAX, .latest = INT64_MIN};
	struct packet p;

	for (; ring_next_packet(&c, 0, &p); run.packets++) {
		run.first = run.packets ? run.first : p.time;
		run.oldest = p.time < run.oldest ? p.time : run.oldest;
		run.latest = p.time > run.latest ? p.time : run.latest;
	}
	run.bytes = size - cursor_left(&c);
	return run;
}

static size_t slot_size(size_t bytes)
{
	const size_t half = bytes / 2 & ~(size_t)7;

	return half < RING_SLOT_MAX ? half : RING_SLOT_MAX;
}

size_t ring_stage_size(size_t bytes)
{
	return RING_STAGE_HEAD + RING_SLOTS * slot_size(bytes);
}

/* ---- segments ---- */

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

/* Passes over a chunk that is whole, and learns its serial. */
static bool pass_chunk(struct ring *r, struct cursor *c)
{
	struct cursor block = *c;
	const uint32_t type = cursor_le32(&block), size = cursor_le32(&block);
	const uint64_t serial = cursor_le64(&block);

	if (type != RING_CHUNK || size < RING_CHUNK_FRAME || size % 4)
		return false;
	cursor_skip(&block, size - 20);
	if (cursor_le32(&block) != size || !cursor_ok(&block))
		return false;
	r->serial = serial > r->serial ? serial : r->serial;
	*c = block;
	return true;
}

/* The end of the blocks that are whole. */
static size_t end_of(struct ring *r)
{
	struct cursor c = cursor_init(r->map, r->bytes);
	struct packet p;

	cursor_skip(&c, RING_HEAD_SIZE);
	while (pass_chunk(r, &c) || ring_next_packet(&c, 0, &p))
		;
	return r->bytes - cursor_left(&c);
}

static void go_on(struct ring *r)
{
	if (r->number == 0 || !map_segment(r))
		return;
	struct cursor c = cursor_init(r->map, r->bytes);
	cursor_skip(&c, RING_LINK_AT);
	r->segment_link = r->link_type = cursor_le16(&c);
	r->used = end_of(r);
}

static void find_segments(struct ring *r, const int *segments)
{
	for (size_t i = 0; i < r->count; i++) {
		uint8_t head[RING_HEAD_SIZE];
		uint64_t number;
		int64_t start;

		r->fd[i] = segments[i];
		ssize_t n = pread(segments[i], head, sizeof(head), 0);
		/* with another number of segments than now they are not where they belong */
		if (n != sizeof(head) || !ring_segment(head, sizeof(head), &number, &start))
			continue;
		r->start[i] = start;
		if (number > r->number && number % r->count == i)
			r->number = number;
	}
}

static bool next_segment(struct ring *r, int64_t start)
{
	r->number++;
	if (!map_segment(r))
		return false;
	ring_seal(r->map, 0);
	memset(r->map + RING_HEAD_SIZE, 0, END_SIZE);
	ring_head(r->map, r->number, start, r->link_type);
	r->start[index_of(r)] = start;
	r->segment_link = r->link_type;
	r->used = RING_HEAD_SIZE;
	return true;
}

static void write_chunk(uint8_t *out, size_t size, const struct slot *slot, const struct run *run,
			const uint8_t *stored, size_t stored_size)
{
	memset(out + size, 0, END_SIZE);
	ring_put64(out + 8, slot->serial);
	ring_put64(out + 16, (uint64_t)run->oldest);
	ring_put64(out + 24, (uint64_t)run->latest);
	ring_put32(out + 32, (uint32_t)run->bytes);
	ring_put32(out + 36, (uint32_t)stored_size);
	ring_put32(out + size - 8, 0); /* what pads it */
	memcpy(out + 40, stored, stored_size);
	ring_put32(out + size - 4, (uint32_t)size);
	ring_seal(out + 4, (uint32_t)size);
	ring_seal(out, RING_CHUNK);
}

static bool put_chunk(struct ring *r, const struct slot *slot, const struct run *run, const uint8_t *stored,
		      size_t stored_size)
{
	const size_t size = RING_CHUNK_FRAME + ((stored_size + 3) & ~(size_t)3);
	const bool fits = r->map && r->segment_link == r->link_type && r->bytes - r->used >= size + END_SIZE;

	if (!fits && !next_segment(r, run->first))
		return false;
	write_chunk(r->map + r->used, size, slot, run, stored, stored_size);
	r->used += size;
	return true;
}

/* ---- the stage ---- */

static void name_slot(struct slot *slot, uint64_t serial)
{
	__atomic_signal_fence(__ATOMIC_RELEASE);
	ring_put64(slot->at, serial);
	__atomic_signal_fence(__ATOMIC_RELEASE);
	slot->serial = serial;
}

/* Moves a slot's packets into a segment and frees it. */
static void put_away(struct ring *r, struct slot *slot, bool squeeze)
{
	const uint8_t *plain = slot->at + 8;
	const struct run run = measure(plain, slot->used);
	size_t size = squeeze && run.packets ? ZSTD_compress2(r->zstd, r->packed, r->packed_size, plain, run.bytes) : 0;
	const bool packed = squeeze && !ZSTD_isError(size) && size < run.bytes;

	size = packed ? size : run.bytes;
	if (run.packets && !put_chunk(r, slot, &run, packed ? r->packed : plain, size)) {
		r->kept -= run.packets < r->kept ? run.packets : r->kept;
		r->refused += run.packets;
	}
	name_slot(slot, 0);
	r->open = r->open == slot ? NULL : r->open;
}

/* Of those that are full. */
static struct slot *oldest(struct ring *r)
{
	struct slot *found = NULL;

	for (size_t i = 0; i < RING_SLOTS; i++) {
		struct slot *s = &r->slots[i];

		if (s->serial && s != r->open && (!found || s->serial < found->serial))
			found = s;
	}
	return found;
}

static struct slot *empty(struct ring *r)
{
	for (size_t i = 0; i < RING_SLOTS; i++)
		if (!r->slots[i].serial)
			return &r->slots[i];
	return NULL;
}

static void open_slot(struct ring *r, int64_t now)
{
	r->open = NULL;
	if (!empty(r))
		put_away(r, oldest(r), false);
	r->open = empty(r);
	r->open->used = 0;
	memset(r->open->at + 8, 0, END_SIZE);
	/* no other interface's ring has the same */
	r->serial = (uint64_t)now > r->serial && now > 0 ? (uint64_t)now : r->serial + 1;
	name_slot(r->open, r->serial);
}

static void put_away_all(struct ring *r)
{
	r->open = NULL;
	for (struct slot *s = oldest(r); s; s = oldest(r))
		put_away(r, s, false);
}

/* What an earlier run left; of another size it cannot be read. */
static void recover(struct ring *r, size_t size)
{
	struct cursor c = cursor_init(r->stage, RING_STAGE_HEAD);
	const bool same = cursor_le64(&c) == RING_STAGE_MAGIC && cursor_le32(&c) == size && cursor_le32(&c) == RING_SLOTS;
	const uint16_t link_type = cursor_le16(&c);
	const uint64_t stored = r->serial;

	if (same)
		r->link_type = link_type;
	for (size_t i = 0; i < RING_SLOTS; i++) {
		struct slot *slot = &r->slots[i];
		struct cursor serial = cursor_init(slot->at, 8);

		slot->serial = cursor_le64(&serial);
		slot->used = measure(slot->at + 8, r->room).bytes;
		if (!same || slot->serial <= stored)
			name_slot(slot, 0);
		r->serial = slot->serial > r->serial ? slot->serial : r->serial;
	}
	ring_put32(r->stage + 8, (uint32_t)size);
	ring_put32(r->stage + 12, RING_SLOTS);
	ring_put16(r->stage + 16, r->link_type);
	ring_put64(r->stage, RING_STAGE_MAGIC);
}

static bool map_stage(struct ring *r, int fd)
{
	const size_t size = slot_size(r->bytes);

	r->stage = mmap(NULL, ring_stage_size(r->bytes), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (r->stage == MAP_FAILED) {
		r->stage = NULL;
		return false;
	}
	for (size_t i = 0; i < RING_SLOTS; i++)
		r->slots[i].at = r->stage + RING_STAGE_HEAD + i * size;
	r->room = size - RING_SLOT_FRAME;
	recover(r, size);
	return true;
}

/* ---- */

static void prepare_zstd(struct ring *r)
{
	r->zstd = ZSTD_createCCtx();
	if (!r->zstd)
		abort();
	ZSTD_CCtx_setParameter(r->zstd, ZSTD_c_compressionLevel, LEVEL);
	ZSTD_CCtx_setParameter(r->zstd, ZSTD_c_checksumFlag, 1);
	r->packed_size = ZSTD_compressBound(r->room);
	r->packed = xmalloc(r->packed_size);
}

struct ring *ring_open(const struct ring_place *place)
{
	if (place->count < 2 || place->count > RING_SEGMENTS_MAX || place->bytes < 16 * RING_HEAD_SIZE ||
	    place->bytes % 8)
		return NULL;
	struct ring *r = xcalloc(1, sizeof(*r));
	r->count = place->count;
	r->bytes = place->bytes;
	find_segments(r, place->segments);
	go_on(r);
	if (!map_stage(r, place->stage)) {
		ring_close(r);
		return NULL;
	}
	prepare_zstd(r);
	return r;
}

/* The first packet says what the interface carries now; what lies here of another type goes into its segment first. */
static bool has_link_type(struct ring *r, uint16_t link_type)
{
	if (link_type == r->link_type)
		return true;
	if (r->kept)
		return false;
	put_away_all(r);
	r->link_type = link_type;
	ring_put16(r->stage + 16, link_type);
	return true;
}

void ring_put(struct ring *r, const struct packet *p)
{
	const size_t size = ring_packet_size(p);

	if (size > r->room || p->length > CAPTURE_PACKET_MAX || !has_link_type(r, p->link_type)) {
		r->refused++;
		return;
	}
	if (!r->open || r->room - r->open->used < size)
		open_slot(r, p->time);
	uint8_t *at = r->open->at + 8 + r->open->used;
	memset(at + size, 0, END_SIZE);
	ring_packet(at, p);
	r->open->used += size;
	r->kept++;
}

bool ring_squeeze(struct ring *r)
{
	struct slot *slot = oldest(r);

	if (slot)
		put_away(r, slot, true);
	return slot != NULL;
}

static void wipe(struct ring *r, size_t i)
{
	uint8_t *head = mmap(NULL, RING_HEAD_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, r->fd[i], 0);

	if (head == MAP_FAILED)
		return;
	ring_seal(head, 0);
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
	if (r->stage)
		munmap(r->stage, ring_stage_size(r->bytes));
	ZSTD_freeCCtx(r->zstd);
	free(r->packed);
	free(r);
}
