/* test_ring.c - the latest packets in segments, whenever the writer dies. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "capture/file.h"
#include "capture/ring.h"
#include "lib/clock.h"

#define SEGMENTS 4
#define BYTES	 ((size_t)8192)
#define START	 (INT64_C(1772431200) * SECOND)

struct world {
	int fd[SEGMENTS];
	struct ring *ring;
};

static int set_up(void **state)
{
	static struct world w;

	for (int i = 0; i < SEGMENTS; i++) {
		w.fd[i] = memfd_create("segment", MFD_CLOEXEC);
		assert_int_equal(ftruncate(w.fd[i], (off_t)BYTES), 0);
	}
	w.ring = ring_open(w.fd, SEGMENTS, BYTES);
	assert_non_null(w.ring);
	*state = &w;
	return 0;
}

static int tear_down(void **state)
{
	struct world *w = *state;

	ring_close(w->ring);
	for (int i = 0; i < SEGMENTS; i++)
		close(w->fd[i]);
	return 0;
}

/* The packet says its number and comes a second after the one before. */
static void put(struct world *w, uint32_t number, uint16_t vlan)
{
	uint8_t bytes[101] = {0x02, 0, 0, 0, 0, 2, 0x02, 0, 0, 0, 0, 1, 0x88, 0xb5};

	memcpy(bytes + 14, &number, sizeof(number));
	ring_put(w->ring, &(struct packet){.data = bytes, .length = sizeof(bytes), .wire_length = 200,
					   .time = START + number * SECOND + 7, .link_type = LINK_ETHERNET,
					   .vlan = vlan, .vlan_ethertype = vlan ? 0x8100 : 0});
}

static void again(struct world *w)
{
	ring_close(w->ring);
	w->ring = ring_open(w->fd, SEGMENTS, BYTES);
}

/* "3..40" and how many packets a segment holds, by our own reader; "" for none. */
static void read_segment(struct world *w, int i, char *text, size_t size)
{
	char error[256];
	struct packet batch[PACKET_BATCH];
	uint32_t first = 0, last = 0, count = 0, number;
	int fd = dup(w->fd[i]), n;

	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	text[0] = '\0';
	struct capture_file *f = capture_file_open(fd, "segment", error, sizeof(error));
	if (!f) {
		close(fd);
		return;
	}
	while ((n = capture_file_next(f, batch)) > 0)
		for (int p = 0; p < n; p++, count++) {
			memcpy(&number, batch[p].data + batch[p].length - 87, sizeof(number));
			assert_int_equal(batch[p].time, START + number * SECOND + 7);
			first = count ? first : number;
			last = number;
		}
	if (count)
		snprintf(text, size, "%u..%u, %u", first, last, count);
	capture_file_close(f);
}

static void assert_segment(struct world *w, int i, const char *expected)
{
	char text[64];

	read_segment(w, i, text, sizeof(text));
	assert_string_equal(text, expected);
}

static void test_ring_writes_over_its_oldest_segment(void **state)
{
	struct world *w = *state;

	for (uint32_t i = 0; i < 300; i++) /* 60 blocks of 136 bytes fit into one */
		put(w, i, 0);
	assert_segment(w, 1, "236..294, 59");
	assert_segment(w, 2, "295..299, 5");
	assert_segment(w, 3, "118..176, 59");
	assert_segment(w, 0, "177..235, 59");
}

static void test_ring_goes_on_where_it_was(void **state)
{
	struct world *w = *state;

	for (uint32_t i = 0; i < 10; i++)
		put(w, i, 0);
	again(w);
	for (uint32_t i = 10; i < 20; i++)
		put(w, i, 0);
	assert_segment(w, 1, "0..19, 20");
	assert_segment(w, 2, "");
}

static void test_ring_restores_the_tag(void **state)
{
	struct world *w = *state;
	uint8_t bytes[RING_HEAD_SIZE + 200];

	put(w, 5, 77);
	assert_int_equal(pread(w->fd[1], bytes, sizeof(bytes), 0), sizeof(bytes));
	const uint8_t expected[] = {0x02, 0, 0, 0, 0, 1, 0x81, 0x00, 0x00, 77, 0x88, 0xb5};
	assert_memory_equal(bytes + RING_HEAD_SIZE + 28 + 6, expected, sizeof(expected));
	assert_int_equal(bytes[RING_HEAD_SIZE + 20], 105);
	assert_int_equal(bytes[RING_HEAD_SIZE + 24], 204);
	assert_segment(w, 1, "5..5, 1");
}

static void test_ring_keeps_what_was_put_before_a_crash(void **state)
{
	struct world *w = *state;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		for (uint32_t i = 0; i < 100; i++)
			put(w, i, 0);
		_exit(kill(getpid(), SIGKILL));
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	again(w);
	put(w, 100, 0);
	assert_segment(w, 1, "0..58, 59");
	assert_segment(w, 2, "59..100, 42");
}

static void test_ring_ends_before_a_block_that_is_not_whole(void **state)
{
	struct world *w = *state;
	const uint8_t half[] = {0, 0, 0, 0, 136, 0, 0, 0, 9, 9};

	for (uint32_t i = 0; i < 3; i++)
		put(w, i, 0);
	assert_int_equal(pwrite(w->fd[1], half, sizeof(half), RING_HEAD_SIZE + 3 * 136), sizeof(half));
	again(w);
	put(w, 3, 0);
	assert_segment(w, 1, "0..3, 4");
}

static void test_ring_does_not_trust_its_segments(void **state)
{
	struct world *w = *state;
	const uint8_t huge[] = {6, 0, 0, 0, 0xfc, 0xff, 0xff, 0xff};

	put(w, 0, 0);
	assert_int_equal(pwrite(w->fd[1], huge, sizeof(huge), RING_HEAD_SIZE + 136), sizeof(huge));
	again(w);
	put(w, 1, 0);
	assert_segment(w, 1, "0..1, 2");
}

static void test_ring_forgets_what_is_too_old(void **state)
{
	struct world *w = *state;

	for (uint32_t i = 0; i < 130; i++)
		put(w, i, 0);
	ring_forget(w->ring, START + 100 * SECOND);
	assert_segment(w, 1, "");
	assert_segment(w, 2, "59..117, 59");
	assert_segment(w, 3, "118..129, 12");
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(ring_writes_over_its_oldest_segment),
		TEST(ring_goes_on_where_it_was),
		TEST(ring_restores_the_tag),
		TEST(ring_keeps_what_was_put_before_a_crash),
		TEST(ring_ends_before_a_block_that_is_not_whole),
		TEST(ring_does_not_trust_its_segments),
		TEST(ring_forgets_what_is_too_old),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
