/* ring_read.c - reads what ring.c writes, also while it does. SPDX-License-Identifier: Apache-2.0
 *
 * Nothing here is believed: the files lie in a folder, and their bytes came from a network.
 */

#include "capture/ring_read.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zstd.h>

#include "capture/ring.h"
#include "capture/ring_block.h"
#include "lib/cursor.h"
#include "lib/memory.h"

#define CHUNK_MAX   (RING_CHUNK_FRAME + RING_SLOT_MAX)
#define WINDOW_SIZE ((size_t)2 * CHUNK_MAX)
#define HELD_MAX    (RING_SLOTS * 256) /* slots of all stages */

struct held {
	uint64_t serial;
	uint8_t *bytes;
	size_t size;
	uint16_t link_type;
	bool told; /* a segment had it */
};

struct ring_reader {
	int64_t from;
	int64_t to;
	ring_take_function *take;
	void *argument;
	bool ended; /* nobody wants more */
	uint64_t damaged;
	struct held held[HELD_MAX];
	size_t held_count;
	ZSTD_DCtx *zstd;
	uint8_t *plain;	 /* a chunk, RING_SLOT_MAX bytes */
	uint8_t *window; /* of the segment at hand, WINDOW_SIZE bytes */
	size_t filled;
	off_t behind; /* where the window ends in the file */
	uint16_t link_type;
};

struct ring_reader *ring_reader_new(int64_t from, int64_t to, ring_take_function *take, void *argument)
{
	struct ring_reader *r = xcalloc(1, sizeof(*r));

	r->from = from;
	r->to = to;
	r->take = take;
	r->argument = argument;
	r->zstd = ZSTD_createDCtx();
	if (!r->zstd)
		abort();
	r->plain = xmalloc(RING_SLOT_MAX);
	r->window = xmalloc(WINDOW_SIZE);
	return r;
}

void ring_reader_free(struct ring_reader *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->held_count; i++)
		free(r->held[i].bytes);
	ZSTD_freeDCtx(r->zstd);
	free(r->plain);
	free(r->window);
	free(r);
}

uint64_t ring_reader_damaged(const struct ring_reader *r)
{
	return r->damaged;
}

/* ---- stages ---- */

static void hold(struct ring_reader *r, int fd, size_t slot, size_t size, uint16_t link_type)
{
	struct held *h = &r->held[r->held_count];
	uint8_t *bytes = xmalloc(size);
	const ssize_t n = pread(fd, bytes, size, (off_t)(RING_STAGE_HEAD + slot * size));
	struct cursor c = cursor_init(bytes, n > 0 ? (size_t)n : 0);

	*h = (struct held){.serial = cursor_le64(&c), .bytes = bytes, .size = (size_t)n, .link_type = link_type};
	if (h->serial && cursor_ok(&c) && r->held_count < HELD_MAX - 1)
		r->held_count++;
	else
		free(bytes);
}

bool ring_reader_stage(struct ring_reader *r, int fd)
{
	uint8_t head[18];

	if (pread(fd, head, sizeof(head), 0) != sizeof(head))
		return false;
	struct cursor c = cursor_init(head, sizeof(head));
	if (cursor_le64(&c) != RING_STAGE_MAGIC)
		return false;
	const size_t size = cursor_le32(&c);
	const uint32_t slots = cursor_le32(&c);
	const uint16_t link_type = cursor_le16(&c);

	if (size < RING_SLOT_FRAME || size > RING_SLOT_MAX || slots > RING_SLOTS)
		r->damaged++;
	else
		for (uint32_t i = 0; i < slots; i++)
			hold(r, fd, i, size, link_type);
	return true;
}

static bool is_in_time(const struct ring_reader *r, int64_t oldest, int64_t latest)
{
	return latest >= r->from && oldest <= r->to;
}

/* Tells packet blocks; false when something else stands before their end. */
static bool tell(struct ring_reader *r, struct cursor *c, uint16_t link_type)
{
	struct packet p;

	while (!r->ended && ring_next_packet(c, link_type, &p))
		r->ended = !r->take(r->argument, &p);
	return r->ended || cursor_left(c) == 0;
}

static int compare_held(const void *a, const void *b)
{
	const struct held *x = a, *y = b;

	return (x->serial > y->serial) - (x->serial < y->serial);
}

void ring_reader_rest(struct ring_reader *r)
{
	qsort(r->held, r->held_count, sizeof(r->held[0]), compare_held);
	for (size_t i = 0; i < r->held_count; i++) {
		struct cursor c = cursor_init(r->held[i].bytes, r->held[i].size);

		cursor_skip(&c, 8);
		if (!r->held[i].told)
			(void)tell(r, &c, r->held[i].link_type); /* zeroes follow */
	}
}

/* ---- segments ---- */

static void note_told(struct ring_reader *r, uint64_t serial)
{
	for (size_t i = 0; i < r->held_count; i++)
		r->held[i].told |= r->held[i].serial == serial;
}

/* A chunk's packet blocks, or nothing when it is damaged. */
static struct cursor unpack(struct ring_reader *r, struct cursor stored, uint32_t plain_size)
{
	const size_t size = cursor_left(&stored);

	if (size == plain_size)
		return stored;
	if (plain_size > RING_SLOT_MAX)
		return cursor_bad();
	const size_t n = ZSTD_decompressDCtx(r->zstd, r->plain, plain_size, cursor_take(&stored, size), size);
	return !ZSTD_isError(n) && n == plain_size ? cursor_init(r->plain, n) : cursor_bad();
}

/* A chunk whose frame is whole; body stands behind type and size, before the second size. */
static void read_chunk(struct ring_reader *r, struct cursor *body)
{
	const uint64_t serial = cursor_le64(body);
	const int64_t oldest = (int64_t)cursor_le64(body), latest = (int64_t)cursor_le64(body);
	const uint32_t plain_size = cursor_le32(body), stored_size = cursor_le32(body);
	const struct cursor stored = cursor_sub(body, stored_size);

	note_told(r, serial);
	if (cursor_ok(body) && !is_in_time(r, oldest, latest))
		return;
	struct cursor plain = cursor_ok(body) ? unpack(r, stored, plain_size) : cursor_bad();
	if (!cursor_ok(&plain) || !tell(r, &plain, r->link_type))
		r->damaged++;
}

/* At least so many bytes of the file from c on, which stands in the window; false when there are not. */
static bool fill(struct ring_reader *r, int fd, struct cursor *c, size_t wanted)
{
	size_t left = cursor_left(c);

	if (left >= wanted)
		return true;
	memmove(r->window, r->window + r->filled - left, left);
	while (left < wanted) {
		const ssize_t n = pread(fd, r->window + left, WINDOW_SIZE - left, r->behind);

		if (n <= 0)
			break;
		left += (size_t)n;
		r->behind += n;
	}
	r->filled = left;
	*c = cursor_init(r->window, left);
	return left >= wanted;
}

/* One block: 1, 0 behind the last, -1 it is none. */
static int read_block(struct ring_reader *r, int fd, struct cursor *c)
{
	struct packet p;

	if (!fill(r, fd, c, 8))
		return 0; /* to the last byte */
	struct cursor head = *c;
	const uint32_t type = cursor_le32(&head), size = cursor_le32(&head);

	if (type == 0)
		return 0;
	if (size > CHUNK_MAX || size % 4 || !fill(r, fd, c, size))
		return -1;
	if (type == RING_ENHANCED) {
		if (!ring_next_packet(c, r->link_type, &p))
			return -1;
		r->ended = !r->take(r->argument, &p);
		return 1;
	}
	struct cursor block = cursor_sub(c, size);
	cursor_skip(&block, 8);
	struct cursor body = cursor_sub(&block, size < 12 ? 0 : size - 12);
	if (type != RING_CHUNK || cursor_le32(&block) != size || !cursor_ok(&block))
		return -1;
	read_chunk(r, &body);
	return 1;
}

static bool read_head(struct ring_reader *r, int fd, uint64_t *number)
{
	uint8_t head[RING_HEAD_SIZE];
	int64_t start;

	if (pread(fd, head, sizeof(head), 0) != sizeof(head) || !ring_segment(head, sizeof(head), number, &start))
		return false;
	struct cursor c = cursor_init(head, sizeof(head));
	cursor_skip(&c, RING_LINK_AT);
	r->link_type = cursor_le16(&c);
	return true;
}

void ring_reader_segment(struct ring_reader *r, int fd)
{
	struct cursor c = cursor_init(r->window, 0);
	uint64_t number, now;
	int rc = 1;

	if (!read_head(r, fd, &number))
		return;
	r->behind = RING_HEAD_SIZE;
	r->filled = 0;
	while (rc > 0 && !r->ended)
		rc = read_block(r, fd, &c);
	/* one that was written over meanwhile is not damaged */
	if (rc < 0 && read_head(r, fd, &now) && now == number)
		r->damaged++;
}
