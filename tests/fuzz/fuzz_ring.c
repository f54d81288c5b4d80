/* fuzz_ring.c - hostile files of a packet ring, for who reads and who goes on. SPDX-License-Identifier: Apache-2.0 */

#include "fuzz.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "capture/ring.h"
#include "capture/ring_block.h"
#include "capture/ring_read.h"

#define SEGMENT_SIZE ((size_t)32768)
#define SLOT_SIZE    ((size_t)16384)

/* Keeps the reads from being left out. */
static volatile unsigned sink;

static bool touch(void *argument, const struct packet *p)
{
	(void)argument;
	for (uint32_t i = 0; i < p->length; i++)
		sink += p->data[i];
	return true;
}

static int file_of(size_t size, const uint8_t *head, size_t head_size, const uint8_t *data, size_t length)
{
	const int fd = memfd_create("fuzz", 0);

	if (fd < 0 || ftruncate(fd, (off_t)size) != 0 || pwrite(fd, head, head_size, 0) != (ssize_t)head_size ||
	    pwrite(fd, data, length, (off_t)head_size) != (ssize_t)length)
		abort();
	return fd;
}

static int stage_of(const uint8_t *data, size_t length)
{
	static uint8_t head[RING_STAGE_HEAD];

	ring_put64(head, RING_STAGE_MAGIC);
	ring_put32(head + 8, (uint32_t)SLOT_SIZE);
	ring_put32(head + 12, RING_SLOTS);
	ring_put16(head + 16, 1);
	return file_of(ring_stage_size(SEGMENT_SIZE), head, sizeof(head), data, length);
}

static void read_all(const int *segments, int stage)
{
	struct ring_reader *r = ring_reader_new(0, INT64_MAX, touch, NULL);

	ring_reader_stage(r, stage);
	ring_reader_segment(r, segments[0]);
	ring_reader_segment(r, segments[1]);
	ring_reader_rest(r);
	ring_reader_free(r);
}

static void go_on(const int *segments, int stage)
{
	const uint8_t bytes[60] = {2};
	struct ring *r = ring_open(&(struct ring_place){segments, 2, SEGMENT_SIZE, stage});

	if (!r)
		abort();
	for (int i = 0; i < 400; i++)
		ring_put(r, &(struct packet){.data = bytes, .length = 60, .wire_length = 60, .time = 1000 + i, .link_type = 1});
	while (ring_squeeze(r))
		;
	ring_close(r);
}

/* The first half lies in a segment, the second in the stage. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const size_t half = size / 2;
	uint8_t head[RING_HEAD_SIZE];

	if (size - half > SLOT_SIZE)
		return 0;
	ring_head(head, 3, 1000, 1);
	const int segments[2] = {file_of(SEGMENT_SIZE, head, 0, data, 0),
				 file_of(SEGMENT_SIZE, head, sizeof(head), data, half)};
	const int stage = stage_of(data + half, size - half);
	read_all(segments, stage);
	go_on(segments, stage);
	read_all(segments, stage);
	close(segments[0]);
	close(segments[1]);
	close(stage);
	return 0;
}
