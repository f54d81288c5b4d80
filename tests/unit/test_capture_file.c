/* test_capture_file.c - captures as files and pipes. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include "capture/file.h"
#include "lib/buf.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <zlib.h>
#include <zstd.h>

/* What was read from a capture: the packets as text, then how it ended. */
struct reading {
	struct buf text; /* "TIME/LINK/INTERFACE/WIRE:first byte x length;" */
	int packets;
	int end; /* 0 or -1, -2 not opened */
	char error[400];
	uint64_t passed_over;
	uint64_t done;
	uint64_t total;
};

static void put16(struct buf *b, bool big, uint16_t value)
{
	big ? buf_be16(b, value) : buf_le16(b, value);
}

static void put32(struct buf *b, bool big, uint32_t value)
{
	big ? buf_be32(b, value) : buf_le32(b, value);
}

static void put_bytes(struct buf *b, uint8_t byte, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_byte(b, byte);
}

static void put_header(struct buf *b, bool big, uint32_t magic, uint32_t link_type)
{
	put32(b, big, magic);
	put16(b, big, 2);
	put16(b, big, 4);
	put32(b, big, 0);
	put32(b, big, 0);
	put32(b, big, 65535);
	put32(b, big, link_type);
}

static void put_record(struct buf *b, bool big, uint32_t fraction, uint8_t byte, uint32_t length)
{
	put32(b, big, 1000);
	put32(b, big, fraction);
	put32(b, big, length);
	put32(b, big, length + 100);
	put_bytes(b, byte, length);
}

/* A pcapng block around body. */
static void put_block(struct buf *b, bool big, uint32_t type, const struct buf *body)
{
	const uint32_t padding = (uint32_t)(-body->length & 3);
	const uint32_t length = (uint32_t)body->length + padding + 12;

	put32(b, big, type);
	put32(b, big, length);
	buf_append(b, body->data, body->length);
	put_bytes(b, 0, padding);
	put32(b, big, length);
}

static void put_section(struct buf *b, bool big)
{
	struct buf body = {0};

	put32(&body, big, 0x1a2b3c4d);
	put16(&body, big, 1);
	put16(&body, big, 0);
	put_bytes(&body, 0xff, 8);
	put_block(b, big, 0x0a0d0d0a, &body);
	buf_free(&body);
}

/* resolution 0: the option is left out. */
static void put_interface(struct buf *b, bool big, uint16_t link_type, uint8_t resolution,
                          uint32_t offset)
{
	struct buf body = {0};

	put16(&body, big, link_type);
	put16(&body, big, 0);
	put32(&body, big, 96);
	if (resolution) {
		put16(&body, big, 9);
		put16(&body, big, 1);
		put_bytes(&body, resolution, 1);
		put_bytes(&body, 0, 3);
	}
	if (offset) {
		put16(&body, big, 14);
		put16(&body, big, 8);
		put32(&body, big, big ? 0 : offset);
		put32(&body, big, big ? offset : 0);
	}
	put32(&body, big, 0);
	put_block(b, big, 1, &body);
	buf_free(&body);
}

static void put_enhanced(struct buf *b, bool big, uint32_t interface, uint64_t ticks, uint8_t byte,
                         uint32_t length)
{
	struct buf body = {0};

	put32(&body, big, interface);
	put32(&body, big, (uint32_t)(ticks >> 32));
	put32(&body, big, (uint32_t)ticks);
	put32(&body, big, length);
	put32(&body, big, length);
	put_bytes(&body, byte, length);
	put_block(b, big, 6, &body);
	buf_free(&body);
}

static void read_fd(int fd, struct reading *r)
{
	struct packet batch[PACKET_BATCH];
	struct capture_file *f;

	*r = (struct reading){.end = -2};
	f = capture_file_open(fd, "x.pcap", r->error, sizeof(r->error));
	if (!f) {
		close(fd);
		return;
	}
	while ((r->end = capture_file_next(f, batch)) > 0) {
		for (int i = 0; i < r->end; i++) {
			const struct packet *p = &batch[i];

			buf_printf(&r->text, "%lld/%u/%u/%u:%02xx%u;", (long long)p->time,
			           p->link_type, p->interface, p->wire_length,
			           p->length ? p->data[0] : 0, p->length);
			for (uint32_t k = 1; k < p->length; k++)
				assert_int_equal(p->data[k], p->data[0]);
		}
		r->packets += r->end;
	}
	snprintf(r->error, sizeof(r->error), "%s", capture_file_error(f));
	r->passed_over = capture_file_passed_over(f);
	capture_file_progress(f, &r->done, &r->total);
	capture_file_close(f);
}

static void read_bytes(const void *bytes, size_t length, struct reading *r)
{
	const int fd = memfd_create("capture", 0);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, length), (ssize_t)length);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	read_fd(fd, r);
}

static void expect(const struct buf *b, const char *text, int end, const char *error)
{
	struct reading r;

	read_bytes(b->data, b->length, &r);
	assert_string_equal(buf_string(&r.text), text);
	assert_int_equal(r.end, end);
	assert_string_equal(r.error, error);
	buf_free(&r.text);
}

static void test_pcap_is_read_in_both_orders_and_resolutions(void **state)
{
	static const struct {
		uint32_t magic;
		const char *text;
	} cases[] = {
	        {0xa1b2c3d4, "1000000007000/1/0/160:aax60;1000000008000/1/0/100:00x0;"},
	        {0xa1b23c4d, "1000000000007/1/0/160:aax60;1000000000008/1/0/100:00x0;"},
	};

	(void)state;
	for (unsigned i = 0; i < 4; i++) {
		struct buf b = {0};

		put_header(&b, i & 1, cases[i / 2].magic, 1);
		put_record(&b, i & 1, 7, 0xaa, 60);
		put_record(&b, i & 1, 8, 0, 0);
		expect(&b, cases[i / 2].text, 0, "");
		buf_free(&b);
	}
}

static void put_many_interfaces(struct buf *b, bool big)
{
	struct buf body = {0};

	put_section(b, big);
	put_interface(b, big, 1, 0, 0);
	put_interface(b, big, 113, 9, 5);
	put_interface(b, big, 101, 0x80 | 10, 0);
	put_enhanced(b, big, 0, 2000001, 0x11, 61);
	put_enhanced(b, big, 1, 3, 0x22, 62);
	put_enhanced(b, big, 2, 1536, 0x33, 63);
	/* Name resolution, statistics and custom blocks are passed over. */
	put_bytes(&body, 0x77, 30);
	put_block(b, big, 4, &body);
	put_block(b, big, 5, &body);
	put_block(b, big, 0xbad, &body);
	/* A simple packet of 200 bytes, of which the snapshot length of interface 0 kept 96. */
	buf_clear(&body);
	put32(&body, big, 200);
	put_bytes(&body, 0x44, 96);
	put_block(b, big, 3, &body);
	/* The obsolete packet block: interface 0, 2 drops. */
	buf_clear(&body);
	put16(&body, big, 0);
	put16(&body, big, 2);
	put32(&body, big, 0);
	put32(&body, big, 9);
	put32(&body, big, 5);
	put32(&body, big, 50);
	put_bytes(&body, 0x55, 5);
	put_block(b, big, 2, &body);
	buf_free(&body);
}

static void test_pcapng_is_read_with_several_interfaces_in_both_orders(void **state)
{
	struct buf b = {0};

	(void)state;
	/* Two sections of different order in one file: interfaces go on counting. */
	put_many_interfaces(&b, false);
	put_section(&b, true);
	put_interface(&b, true, 1, 3, 0);
	put_enhanced(&b, true, 0, 4, 0x66, 1);
	expect(&b,
	       "2000001000/1/0/61:11x61;5000000003/113/1/62:22x62;1500000000/101/2/63:33x63;"
	       "1500000000/1/0/200:44x96;9000/1/0/50:55x5;4000000/1/3/1:66x1;",
	       0, "");
	buf_clear(&b);
	put_many_interfaces(&b, true);
	expect(&b,
	       "2000001000/1/0/61:11x61;5000000003/113/1/62:22x62;1500000000/101/2/63:33x63;"
	       "1500000000/1/0/200:44x96;9000/1/0/50:55x5;",
	       0, "");
	buf_free(&b);
}

static void test_absurd_times_stop_at_the_end_of_the_scale(void **state)
{
	struct buf b = {0};

	(void)state;
	put_section(&b, false);
	put_interface(&b, false, 1, 1, 0);
	put_interface(&b, false, 1, 127, 0);
	put_enhanced(&b, false, 0, UINT64_MAX, 1, 1);
	put_enhanced(&b, false, 1, 77, 2, 1);
	expect(&b, "9223372036854775807/1/0/1:01x1;0/1/1/1:02x1;", 0, "");
	buf_free(&b);
}

static void test_a_break_is_told_after_what_stands_before_it(void **state)
{
	struct buf b = {0};

	(void)state;
	put_header(&b, false, 0xa1b2c3d4, 1);
	put_record(&b, false, 7, 0xaa, 60);
	put_record(&b, false, 8, 0xbb, 70);
	b.length -= 1;
	expect(&b, "1000000007000/1/0/160:aax60;", -1,
	       "x.pcap: broken at byte 100 (packet 2): record says 70 bytes, file ends");
	b.length = 110;
	expect(&b, "1000000007000/1/0/160:aax60;", -1,
	       "x.pcap: broken at byte 100 (packet 2): record is cut off, file ends");
	b.length = 100;
	put_record(&b, false, 8, 0xbb, 262145);
	expect(&b, "1000000007000/1/0/160:aax60;", -1,
	       "x.pcap: broken at byte 100 (packet 2): record says 262145 bytes, the limit is "
	       "262144");
	buf_free(&b);
}

static void test_pcapng_breaks_are_named(void **state)
{
	struct buf b = {0};
	size_t start;

	(void)state;
	put_section(&b, false);
	put_interface(&b, false, 1, 0, 0);
	start = b.length;
	put_enhanced(&b, false, 1, 0, 0xaa, 60);
	expect(&b, "", -1,
	       "x.pcap: broken at byte 52 (packet 1): packet of interface 1, which was not "
	       "described");
	b.length = start;
	put_enhanced(&b, false, 0, 0, 0xaa, 60);
	b.data[start + 20] = 61;
	expect(&b, "", -1,
	       "x.pcap: broken at byte 52 (packet 1): packet says 61 bytes, its block is shorter");
	b.data[start + 20] = 60;
	b.data[b.length - 4]++;
	expect(&b, "", -1,
	       "x.pcap: broken at byte 52 (packet 1): the two lengths of a block disagree");
	b.data[start + 4] = 7;
	expect(&b, "", -1, "x.pcap: broken at byte 52 (packet 1): block says a length of 7 bytes");
	buf_free(&b);
}

static void test_what_is_no_capture_is_refused_in_one_line(void **state)
{
	struct buf b = {0};

	(void)state;
	expect(&b, "", -2, "x.pcap: the file is empty");
	buf_text(&b, "GET / HTTP/1.1\r\nHost: a\r\n\r\nmore");
	expect(&b, "", -2, "x.pcap: is neither a pcap nor a pcapng capture");
	buf_clear(&b);
	put_header(&b, false, 0xa1b2c3d4, 105);
	expect(&b, "", -2,
	       "x.pcap: link type 105 (802.11 wireless) is not read by Yagura: capture on a wired "
	       "mirror port");
	b.length = 20;
	expect(&b, "", -2, "x.pcap: broken at byte 20 (packet 1): the file header is cut off");
	buf_free(&b);
}

static void test_interfaces_that_are_not_read_are_passed_over_and_counted(void **state)
{
	struct buf b = {0};
	struct reading r;

	(void)state;
	put_section(&b, false);
	put_interface(&b, false, 127, 0, 0);
	put_interface(&b, false, 1, 0, 0);
	put_enhanced(&b, false, 0, 0, 0xaa, 60);
	expect(&b, "", -1,
	       "x.pcap: link type 127 (802.11 wireless with radiotap header) is not read by "
	       "Yagura: "
	       "capture on a wired mirror port");
	put_enhanced(&b, false, 1, 0, 0xbb, 60);
	read_bytes(b.data, b.length, &r);
	assert_string_equal(buf_string(&r.text), "0/1/1/60:bbx60;");
	assert_int_equal(r.end, 0);
	assert_int_equal(r.passed_over, 1);
	buf_free(&r.text);
	buf_free(&b);
}

/* More than one block of memory, packets of all sizes, the largest too. */
static int put_large(struct buf *b)
{
	put_header(b, false, 0xa1b2c3d4, 1);
	for (uint32_t i = 0; i < 3000; i++)
		put_record(b, false, i, (uint8_t)i, i % 1500);
	for (uint32_t i = 0; i < 5; i++)
		put_record(b, false, i, (uint8_t)i, CAPTURE_PACKET_MAX);
	put_record(b, false, 7, 0xaa, 60);
	return 3006;
}

static void expect_large(const void *bytes, size_t length, const struct reading *plain)
{
	struct reading r;

	read_bytes(bytes, length, &r);
	assert_string_equal(r.error, "");
	assert_int_equal(r.end, 0);
	assert_int_equal(r.packets, plain->packets);
	assert_string_equal(buf_string(&r.text), buf_string((struct buf *)&plain->text));
	assert_int_equal(r.done, length);
	assert_int_equal(r.total, length);
	buf_free(&r.text);
}

static size_t gzip_bytes(const uint8_t *bytes, size_t length, uint8_t *out, size_t capacity)
{
	z_stream z = {.next_in = (uint8_t *)bytes,
	              .avail_in = (uInt)length,
	              .next_out = out,
	              .avail_out = (uInt)capacity};

	assert_int_equal(deflateInit2(&z, 1, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	deflateEnd(&z);
	return capacity - z.avail_out;
}

static void test_compressed_captures_read_like_plain_ones(void **state)
{
	struct buf b = {0};
	struct reading plain;
	const int packets = put_large(&b);
	const size_t half = b.length / 2;
	const size_t capacity = b.length + 4096;
	uint8_t *out = test_malloc(capacity);
	size_t n;

	(void)state;
	read_bytes(b.data, b.length, &plain);
	assert_int_equal(plain.packets, packets);
	/* Two members and two frames: what `cat a.gz b.gz` makes is one capture. */
	n = gzip_bytes(b.data, half, out, capacity);
	n += gzip_bytes(b.data + half, b.length - half, out + n, capacity - n);
	expect_large(out, n, &plain);
	n = ZSTD_compress(out, capacity, b.data, half, 1);
	n += ZSTD_compress(out + n, capacity - n, b.data + half, b.length - half, 1);
	expect_large(out, n, &plain);
	test_free(out);
	buf_free(&plain.text);
	buf_free(&b);
}

static void expect_damage(uint8_t *bytes, size_t n, const char *cut, const char *damaged)
{
	struct reading r;

	read_bytes(bytes, n - 1, &r);
	assert_int_equal(r.end, -1);
	assert_non_null(strstr(r.error, cut));
	buf_free(&r.text);
	bytes[n / 2] ^= 0x55;
	bytes[n / 2 + 1] ^= 0xaa;
	read_bytes(bytes, n, &r);
	assert_int_equal(r.end, -1);
	assert_non_null(strstr(r.error, damaged));
	buf_free(&r.text);
}

static void test_damaged_compression_is_told(void **state)
{
	struct buf b = {0};
	size_t capacity;
	uint8_t *out;
	size_t n;

	(void)state;
	put_large(&b);
	capacity = b.length + 4096;
	out = test_malloc(capacity);
	n = gzip_bytes(b.data, b.length, out, capacity);
	expect_damage(out, n, "the gzip data ends early", "x.pcap: broken at byte ");
	n = ZSTD_compress(out, capacity, b.data, b.length, 1);
	expect_damage(out, n, "the zstd data ends early", "x.pcap: broken at byte ");
	test_free(out);
	buf_free(&b);
}

static void test_a_pipe_is_read_as_it_comes(void **state)
{
	struct buf b = {0};
	struct packet batch[PACKET_BATCH];
	struct capture_file *f;
	char error[300];
	uint64_t done;
	uint64_t total;
	int fds[2];

	(void)state;
	put_header(&b, false, 0xa1b2c3d4, 1);
	put_record(&b, false, 7, 0xaa, 60);
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(write(fds[1], b.data, b.length), (ssize_t)b.length);
	f = capture_file_open(fds[0], "-", error, sizeof(error));
	assert_non_null(f);
	/* The writer is still there: what has come is given at once. */
	assert_int_equal(capture_file_next(f, batch), 1);
	capture_file_progress(f, &done, &total);
	assert_int_equal(done, b.length);
	assert_int_equal(total, 0);
	close(fds[1]);
	assert_int_equal(capture_file_next(f, batch), 0);
	capture_file_close(f);
	buf_free(&b);
}

static void test_a_block_larger_than_memory_is_passed_over(void **state)
{
	struct buf b = {0};
	struct buf body = {0};

	(void)state;
	put_section(&b, false);
	put_interface(&b, false, 1, 0, 0);
	put_bytes(&body, 0, 3000000);
	put_block(&b, false, 0xbad, &body);
	put_enhanced(&b, false, 0, 1, 0xaa, 60);
	expect(&b, "1000/1/0/60:aax60;", 0, "");
	b.length = 1500000;
	expect(&b, "", -1,
	       "x.pcap: broken at byte 1500000 (packet 1): record is cut off, file ends");
	buf_free(&body);
	buf_free(&b);
}

/* Wherever a capture is cut, reading ends, with all packets before the cut. */
static void cut_everywhere(const struct buf *b, int packets)
{
	int most = 0;

	for (size_t length = 0; length <= b->length; length++) {
		struct reading r;

		read_bytes(b->data, length, &r);
		assert_true(r.end <= 0);
		assert_true(r.end == 0 || r.error[0]);
		assert_true(r.packets >= most);
		most = r.packets;
		buf_free(&r.text);
	}
	assert_int_equal(most, packets);
}

static void test_a_capture_cut_anywhere_ends_clearly(void **state)
{
	struct buf b = {0};

	(void)state;
	put_header(&b, true, 0xa1b2c3d4, 1);
	put_record(&b, true, 7, 0xaa, 60);
	put_record(&b, true, 7, 0xaa, 61);
	cut_everywhere(&b, 2);
	buf_clear(&b);
	put_many_interfaces(&b, false);
	cut_everywhere(&b, 5);
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_pcap_is_read_in_both_orders_and_resolutions),
	        cmocka_unit_test(test_pcapng_is_read_with_several_interfaces_in_both_orders),
	        cmocka_unit_test(test_absurd_times_stop_at_the_end_of_the_scale),
	        cmocka_unit_test(test_a_break_is_told_after_what_stands_before_it),
	        cmocka_unit_test(test_pcapng_breaks_are_named),
	        cmocka_unit_test(test_what_is_no_capture_is_refused_in_one_line),
	        cmocka_unit_test(test_interfaces_that_are_not_read_are_passed_over_and_counted),
	        cmocka_unit_test(test_compressed_captures_read_like_plain_ones),
	        cmocka_unit_test(test_damaged_compression_is_told),
	        cmocka_unit_test(test_a_pipe_is_read_as_it_comes),
	        cmocka_unit_test(test_a_block_larger_than_memory_is_passed_over),
	        cmocka_unit_test(test_a_capture_cut_anywhere_ends_clearly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
