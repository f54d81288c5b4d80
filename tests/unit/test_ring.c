/* test_ring.c - the latest packets in segments, whenever the writer dies. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "capture/ring.h"
#include "capture/ring_block.h"
#include "capture/ring_read.h"
#include "lib/clock.h"

#define SEGMENTS 4
#define BYTES	 ((size_t)8192)
#define SLOT	 30 /* packets of 136 bytes in a slot of 4096 */
#define TOLD_MAX 2000
#define START	 (INT64_C(1772431200) * SECOND)

struct world {
	int fd[SEGMENTS];
	int stage;
	struct ring *ring;
	uint32_t told[TOLD_MAX]; /* the packets that a reader was told */
	size_t count;
	uint64_t damaged;
	int64_t from; /* what the reader asks for */
	int64_t to;
	bool noise; /* packets that do not get smaller */
};

static void open_ring(struct world *w)
{
	w->ring = ring_open(&(struct ring_place){w->fd, SEGMENTS, BYTES, w->stage});
	assert_non_null(w->ring);
}

static int set_up(void **state)
{
	static struct world w;

	w = (struct world){.stage = memfd_create("stage", MFD_CLOEXEC), .to = INT64_MAX};
	assert_int_equal(ftruncate(w.stage, (off_t)ring_stage_size(BYTES)), 0);
	for (int i = 0; i < SEGMENTS; i++) {
		w.fd[i] = memfd_create("segment", MFD_CLOEXEC);
		assert_int_equal(ftruncate(w.fd[i], (off_t)BYTES), 0);
	}
	open_ring(&w);
	*state = &w;
	return 0;
}

static int tear_down(void **state)
{
	struct world *w = *state;

	ring_close(w->ring);
	for (int i = 0; i < SEGMENTS; i++)
		close(w->fd[i]);
	close(w->stage);
	return 0;
}

/* The packet says its number and comes a second after the one before. */
static void put(struct world *w, uint32_t number, uint16_t vlan)
{
	uint8_t bytes[101] = {0x02, 0, 0, 0, 0, 2, 0x02, 0, 0, 0, 0, 1, 0x88, 0xb5};
	uint32_t random = number * 2654435761u + 1;

	memcpy(bytes + 14, &number, sizeof(number));
	for (size_t i = 18; w->noise && i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)((random = random * 1664525u + 1013904223u) >> 24);
	ring_put(w->ring, &(struct packet){.data = bytes, .length = sizeof(bytes), .wire_length = 200,
					   .time = START + number * SECOND + 7, .link_type = LINK_ETHERNET,
					   .vlan = vlan, .vlan_ethertype = vlan ? 0x8100 : 0});
}

static void put_many(struct world *w, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++)
		put(w, i, 0);
}

static void squeeze(struct world *w)
{
	while (ring_squeeze(w->ring))
		;
}

static void again(struct world *w)
{
	ring_close(w->ring);
	open_ring(w);
}

static bool take(void *argument, const struct packet *p)
{
	struct world *w = argument;
	uint32_t number;

	assert_true(p->length == 101 || p->length == 105);
	memcpy(&number, p->data + p->length - 87, sizeof(number));
	assert_int_equal(p->time, START + number * SECOND + 7);
	assert_int_equal(p->link_type, LINK_ETHERNET);
	assert_in_range(w->count, 0, TOLD_MAX - 1);
	w->told[w->count++] = number;
	return true;
}

/* One segment (from 0), or all and the stage (-1). */
static void read_ring(struct world *w, int segment)
{
	struct ring_reader *r = ring_reader_new(w->from, w->to, take, w);

	w->count = 0;
	if (segment < 0)
		assert_true(ring_reader_stage(r, w->stage));
	for (int i = 0; i < SEGMENTS; i++)
		if (segment < 0 || segment == i)
			ring_reader_segment(r, w->fd[i]);
	if (segment < 0)
		ring_reader_rest(r);
	w->damaged = ring_reader_damaged(r);
	ring_reader_free(r);
}

static int compare(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Of what was read: "3..40, 38", each once; "" for none. */
static void assert_told(struct world *w, const char *expected)
{
	char text[64] = "";

	qsort(w->told, w->count, sizeof(w->told[0]), compare);
	for (size_t i = 1; i < w->count; i++)
		assert_int_not_equal(w->told[i], w->told[i - 1]);
	if (w->count)
		snprintf(text, sizeof(text), "%u..%u, %zu", w->told[0], w->told[w->count - 1], w->count);
	assert_string_equal(text, expected);
}

static void assert_segment(struct world *w, int i, const char *expected)
{
	read_ring(w, i);
	assert_told(w, expected);
}

static void assert_all(struct world *w, const char *expected)
{
	read_ring(w, -1);
	assert_told(w, expected);
	assert_int_equal(w->damaged, 0);
}

static void test_ring_holds_more_when_it_is_compressed(void **state)
{
	struct world *w = *state;

	for (uint32_t i = 0; i < 30 * SLOT; i++) {
		put(w, i, 0);
		squeeze(w);
	}
	assert_all(w, "0..899, 900");
	read_ring(w, 1);
	assert_in_range(w->count, 300, 900); /* plain there is room for 59 */
}

static void test_ring_writes_over_its_oldest_segment(void **state)
{
	struct world *w = *state;

	w->noise = true;
	for (uint32_t i = 0; i < 20 * SLOT; i++) {
		put(w, i, 0);
		squeeze(w);
	}
	read_ring(w, -1);
	assert_int_equal(w->damaged, 0);
	qsort(w->told, w->count, sizeof(w->told[0]), compare);
	assert_int_equal(w->told[w->count - 1], 599);
	assert_int_equal(w->told[w->count - 1] - w->told[0] + 1, w->count); /* without a gap */
	assert_in_range(w->count, 5 * SLOT, 13 * SLOT);
}

static void test_ring_keeps_plain_what_nobody_compressed_in_time(void **state)
{
	struct world *w = *state;

	put_many(w, 0, 7 * SLOT);
	assert_segment(w, 1, "0..29, 30");
	assert_segment(w, 2, "30..59, 30");
	assert_segment(w, 3, "60..89, 30");
	read_ring(w, -1);
	for (size_t i = 1; i < w->count; i++) /* in the order they came */
		assert_true(w->told[i] > w->told[i - 1]);
	assert_told(w, "0..209, 210");
}

static void test_ring_goes_on_where_it_was(void **state)
{
	struct world *w = *state;

	put_many(w, 0, 70);
	squeeze(w);
	again(w);
	put_many(w, 70, 100);
	squeeze(w);
	assert_all(w, "0..99, 100");
	assert_segment(w, 2, "");
}

static void test_ring_restores_the_tag(void **state)
{
	struct world *w = *state;
	uint8_t bytes[200];

	put(w, 5, 77);
	assert_int_equal(pread(w->stage, bytes, sizeof(bytes), RING_STAGE_HEAD + 8), sizeof(bytes));
	const uint8_t expected[] = {0x02, 0, 0, 0, 0, 1, 0x81, 0x00, 0x00, 77, 0x88, 0xb5};
	assert_memory_equal(bytes + 28 + 6, expected, sizeof(expected));
	assert_int_equal(bytes[20], 105);
	assert_int_equal(bytes[24], 204);
	assert_all(w, "5..5, 1");
}

static void test_ring_keeps_what_was_put_before_a_crash(void **state)
{
	struct world *w = *state;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		put_many(w, 0, 50);
		ring_squeeze(w->ring);
		put_many(w, 50, 100);
		_exit(kill(getpid(), SIGKILL));
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_all(w, "0..99, 100");
	again(w);
	put(w, 100, 0);
	squeeze(w);
	assert_all(w, "0..100, 101");
}

/* As after a death between writing the chunk and freeing its slot. */
static void test_ring_has_nothing_twice(void **state)
{
	struct world *w = *state;
	uint8_t serial[8];

	put_many(w, 0, SLOT + 1);
	assert_int_equal(pread(w->stage, serial, 8, RING_STAGE_HEAD), 8);
	squeeze(w);
	assert_int_equal(pwrite(w->stage, serial, 8, RING_STAGE_HEAD), 8);
	assert_all(w, "0..30, 31");
	again(w);
	squeeze(w);
	assert_all(w, "0..30, 31");
}

static void test_ring_passes_over_chunks_of_other_times(void **state)
{
	struct world *w = *state;

	put_many(w, 0, 5 * SLOT);
	squeeze(w);
	w->from = START + 40 * SECOND;
	w->to = START + 70 * SECOND;
	assert_segment(w, 1, "30..89, 60");
}

/* What an earlier version wrote: packets beside each other. */
static void write_plain(struct world *w, uint32_t count)
{
	uint8_t bytes[RING_HEAD_SIZE + 40 * 136], data[101] = {0x02};

	assert_in_range(count, 0, 40);
	ring_head(bytes, 1, START, LINK_ETHERNET);
	for (uint32_t i = 0; i < count; i++) {
		memcpy(data + 14, &i, sizeof(i));
		ring_packet(bytes + RING_HEAD_SIZE + i * 136,
			    &(struct packet){.data = data, .length = sizeof(data), .wire_length = 101,
					     .time = START + i * SECOND + 7, .link_type = LINK_ETHERNET});
	}
	const size_t size = RING_HEAD_SIZE + count * 136;
	assert_int_equal(pwrite(w->fd[1], bytes, size, 0), size);
}

static void test_ring_goes_on_behind_an_earlier_version(void **state)
{
	struct world *w = *state;

	write_plain(w, 40);
	again(w);
	put_many(w, 40, 40 + SLOT);
	again(w);
	squeeze(w);
	assert_segment(w, 1, "0..69, 70");
	assert_all(w, "0..69, 70");
}

static void test_ring_ends_before_a_block_that_is_not_whole(void **state)
{
	struct world *w = *state;
	const uint8_t half[] = {0, 0, 0, 0, 136, 0, 0, 0, 9, 9};

	write_plain(w, 3);
	assert_int_equal(pwrite(w->fd[1], half, sizeof(half), RING_HEAD_SIZE + 3 * 136), sizeof(half));
	again(w);
	put(w, 3, 0);
	again(w);
	squeeze(w);
	assert_segment(w, 1, "0..3, 4");
}

static void test_ring_does_not_trust_its_segments(void **state)
{
	struct world *w = *state;
	const uint8_t huge[] = {6, 0, 0, 0, 0xfc, 0xff, 0xff, 0xff};

	write_plain(w, 1);
	assert_int_equal(pwrite(w->fd[1], huge, sizeof(huge), RING_HEAD_SIZE + 136), sizeof(huge));
	read_ring(w, 1);
	assert_int_equal(w->damaged, 1);
	again(w);
	put(w, 1, 0);
	again(w);
	squeeze(w);
	assert_segment(w, 1, "0..1, 2");
}

static uint32_t word_at(struct world *w, off_t at)
{
	uint32_t value;

	assert_int_equal(pread(w->fd[1], &value, sizeof(value), at), sizeof(value));
	return value;
}

/* Three chunks, of which the middle one is changed: offset from its start, the new word. */
static void damage(struct world *w, off_t offset, uint32_t value)
{
	put_many(w, 0, 3 * SLOT);
	again(w); /* closes the slot */
	squeeze(w);
	const off_t second = RING_HEAD_SIZE + (off_t)word_at(w, RING_HEAD_SIZE + 4);
	assert_int_equal(pwrite(w->fd[1], &value, sizeof(value), second + offset), sizeof(value));
	read_ring(w, 1);
	assert_int_equal(w->damaged, 1);
}

static void test_ring_passes_over_a_damaged_chunk(void **state)
{
	damage(*state, 60, 0xdeadbeef);
	assert_told(*state, "0..89, 60");
}

static void test_ring_refuses_a_chunk_that_unpacks_to_gigabytes(void **state)
{
	damage(*state, 32, 0xffffff00);
	assert_told(*state, "0..89, 60");
}

static void test_ring_refuses_a_chunk_that_unpacks_to_more_than_it_says(void **state)
{
	damage(*state, 32, 1024);
	assert_told(*state, "0..89, 60");
}

static void test_ring_refuses_a_chunk_longer_than_its_block(void **state)
{
	damage(*state, 36, 0x7fffffff);
	assert_told(*state, "0..89, 60");
}

static void test_ring_ends_at_a_block_longer_than_its_segment(void **state)
{
	damage(*state, 4, 0x40000);
	assert_told(*state, "0..29, 30");
}

static void test_ring_reads_no_stage_of_hostile_size(void **state)
{
	struct world *w = *state;
	const uint32_t huge = UINT32_MAX;

	put(w, 0, 0);
	assert_int_equal(pwrite(w->stage, &huge, sizeof(huge), 8), sizeof(huge));
	read_ring(w, -1);
	assert_told(w, "");
	assert_int_equal(w->damaged, 1);
	again(w); /* of another size: begun anew */
	put(w, 1, 0);
	assert_all(w, "1..1, 1");
}

static void test_ring_takes_a_new_link_type_after_a_restart(void **state)
{
	struct world *w = *state;
	const uint8_t bytes[40] = {0x45};
	const struct packet raw = {.data = bytes, .length = 40, .wire_length = 40, .time = START, .link_type = LINK_RAW};
	uint64_t kept, refused;

	put(w, 0, 0);
	ring_put(w->ring, &raw);
	ring_statistics(w->ring, &kept, &refused);
	assert_int_equal(kept, 1);
	assert_int_equal(refused, 1);
	again(w);
	ring_put(w->ring, &raw);
	ring_statistics(w->ring, &kept, &refused);
	assert_int_equal(kept, 1);
	assert_segment(w, 1, "0..0, 1");
}

static void test_ring_forgets_what_is_too_old(void **state)
{
	struct world *w = *state;

	put_many(w, 0, 8 * SLOT); /* nobody compresses: a slot each */
	ring_forget(w->ring, START + 59 * SECOND);
	assert_segment(w, 1, "");
	assert_segment(w, 2, "30..59, 30");
	assert_segment(w, 3, "60..89, 30");
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(ring_holds_more_when_it_is_compressed),
		TEST(ring_writes_over_its_oldest_segment),
		TEST(ring_keeps_plain_what_nobody_compressed_in_time),
		TEST(ring_goes_on_where_it_was),
		TEST(ring_restores_the_tag),
		TEST(ring_keeps_what_was_put_before_a_crash),
		TEST(ring_has_nothing_twice),
		TEST(ring_passes_over_chunks_of_other_times),
		TEST(ring_goes_on_behind_an_earlier_version),
		TEST(ring_ends_before_a_block_that_is_not_whole),
		TEST(ring_does_not_trust_its_segments),
		TEST(ring_passes_over_a_damaged_chunk),
		TEST(ring_refuses_a_chunk_that_unpacks_to_gigabytes),
		TEST(ring_refuses_a_chunk_that_unpacks_to_more_than_it_says),
		TEST(ring_refuses_a_chunk_longer_than_its_block),
		TEST(ring_ends_at_a_block_longer_than_its_segment),
		TEST(ring_reads_no_stage_of_hostile_size),
		TEST(ring_takes_a_new_link_type_after_a_restart),
		TEST(ring_forgets_what_is_too_old),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
