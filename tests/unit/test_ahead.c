/* test_ahead.c - a file read in a thread of its own gives what it gives in one. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/buf.h"
#include "proc/ahead.h"
#include "record/tell.h"

#define PACKETS 30000
#define FLOWS	50
#define MARK	0x5a
#define TEST(name) cmocka_unit_test(test_##name)

static void put(struct buf *b, const void *bytes, size_t length)
{
	buf_append(b, bytes, length);
}

static void put32(struct buf *b, uint32_t value)
{
	put(b, &value, sizeof(value));
}

/* An IPv4 packet of protocol UDP; fragment as in the header's field (RFC 791, 3.1). */
static void put_packet(struct buf *b, uint32_t number, uint16_t fragment, const uint8_t *udp, size_t length)
{
	const uint8_t ip[20] = {0x45, 0, (uint8_t)((20 + length) >> 8), (uint8_t)(20 + length), (uint8_t)(number >> 8),
				(uint8_t)number, (uint8_t)(fragment >> 8), (uint8_t)fragment, 64, 17, 0, 0,
				192, 0, 2, 1, 192, 0, 2, 2};

	put32(b, 1000 + number / 1000);
	put32(b, number % 1000);
	put32(b, (uint32_t)(20 + length));
	put32(b, (uint32_t)(20 + length));
	put(b, ip, sizeof(ip));
	put(b, udp, length);
}

/* pcap of link type 101; each 100th datagram comes in two fragments, the last block is cut off when broken. */
static int capture_make(bool broken)
{
	struct buf b = {0};
	int fd = memfd_create("capture", MFD_CLOEXEC);

	put32(&b, 0xa1b2c3d4);
	put32(&b, 4 << 16 | 2);
	put32(&b, 0);
	put32(&b, 0);
	put32(&b, 65535);
	put32(&b, 101);
	for (uint32_t i = 0; i < PACKETS; i++) {
		const uint16_t port = (uint16_t)(40000 + i % FLOWS);
		uint8_t udp[64] = {(uint8_t)(port >> 8), (uint8_t)port, 0x27, 0x0f, 0, 64};

		memset(udp + 8, MARK, sizeof(udp) - 8);
		if (i % 100 != 0) {
			put_packet(&b, i, 0, udp, sizeof(udp));
			continue;
		}
		put_packet(&b, i, 0x2000, udp, 32);
		put_packet(&b, i, 4, udp + 32, 32);
	}
	assert_int_equal(write(fd, b.data, b.length - (broken ? 7 : 0)), b.length - (broken ? 7 : 0));
	lseek(fd, 0, SEEK_SET);
	buf_free(&b);
	return fd;
}

struct world {
	struct pipeline pipeline;
	struct record_teller teller;
	struct capture_file *file;
	uint64_t flows;
	uint64_t packets;
	uint64_t marks; /* payload bytes as they were sent */
};

static bool count_record(void *argument, struct record *r)
{
	struct world *w = argument;

	if (r->type == RECORD_FLOW) {
		w->flows++;
		w->packets += r->flow.packets_to_server + r->flow.packets_to_client;
	}
	return true;
}

static void open_world(struct world *w, bool broken)
{
	char error[256];

	memset(w, 0, sizeof(*w));
	record_teller_init(&w->teller, count_record, w, NULL);
	pipeline_init(&w->pipeline, NULL, &w->teller.teller);
	w->file = capture_file_open(capture_make(broken), "capture", error, sizeof(error));
	assert_non_null(w->file);
}

static void close_world(struct world *w)
{
	pipeline_finish(&w->pipeline);
	pipeline_free(&w->pipeline);
	capture_file_close(w->file);
}

static void count_marks(struct world *w, const struct burst *b)
{
	for (size_t i = 0; i < b->count; i++)
		for (const uint8_t *p = b->frame[i].payload.pos; p < b->frame[i].payload.end; p++)
			w->marks += *p == MARK;
}

static int read_ahead(struct world *w)
{
	struct ahead *ahead = ahead_start(&w->pipeline, w->file);
	struct burst *b;

	assert_non_null(ahead);
	while ((b = ahead_next(ahead)) != NULL) {
		count_marks(w, b);
		pipeline_read(&w->pipeline, b, 0, b->count);
	}
	return ahead_stop(ahead);
}

static void test_same_as_in_one_thread(void **state)
{
	static struct world one, two;
	struct packet batch[PACKET_BATCH];
	int n;

	(void)state;
	open_world(&one, false);
	while ((n = capture_file_next(one.file, batch)) > 0)
		pipeline_feed(&one.pipeline, batch, (size_t)n);
	open_world(&two, false);
	assert_int_equal(read_ahead(&two), 0);
	assert_int_equal(two.pipeline.packets, PACKETS + PACKETS / 100);
	assert_int_equal(two.pipeline.packets, one.pipeline.packets);
	assert_int_equal(two.pipeline.bytes, one.pipeline.bytes);
	assert_int_equal(two.marks, PACKETS * 56);
	close_world(&one);
	close_world(&two);
	assert_true(two.packets >= PACKETS);
	assert_int_equal(two.packets, one.packets);
	assert_int_equal(two.flows, one.flows);
}

static void test_what_stands_before_the_break_is_read(void **state)
{
	static struct world w;

	(void)state;
	open_world(&w, true);
	assert_int_equal(read_ahead(&w), -1);
	assert_int_equal(w.pipeline.packets, PACKETS + PACKETS / 100 - 1);
	assert_non_null(strstr(capture_file_error(w.file), "broken at byte"));
	close_world(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(same_as_in_one_thread),
		TEST(what_stands_before_the_break_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
