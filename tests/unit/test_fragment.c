/* test_fragment.c - datagrams in parts, in every order. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include "decode/decode.h"
#include "lib/buf.h"

#include <stdio.h>
#include <string.h>

#define SECOND INT64_C(1000000000)
#define MORE   1

struct fixture {
	struct decoder *decoder;
	struct frame frame;
	int64_t time;
	uint16_t id;
	uint8_t version;
	uint8_t packet[66000];
};

static int setup(void **state)
{
	const struct decode_limits limits = {.fragment_bytes = 20000};
	struct fixture *x = test_calloc(1, sizeof(*x));

	x->decoder = decoder_new(&limits);
	x->version = 4;
	x->id = 1;
	*state = x;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *x = *state;

	decoder_free(x->decoder);
	test_free(x);
	return 0;
}

static uint64_t counter(const struct fixture *x, const char *name)
{
	struct decode_counter c;

	for (size_t i = 0; decoder_counter(x->decoder, i, &c); i++)
		if (strcmp(c.name, name) == 0)
			return c.value;
	fail_msg("no counter %s", name);
	return 0;
}

static void put_ip4(struct buf *b, uint16_t id, size_t offset, int more, size_t length)
{
	const uint8_t addresses[8] = {10, 0, 0, 1, 10, 0, 0, 2};

	buf_be16(b, 0x4500);
	buf_be16(b, (uint16_t)(20 + length));
	buf_be16(b, id);
	buf_be16(b, (uint16_t)((more ? 0x2000 : 0) | offset / 8));
	buf_be16(b, 0x4011);
	buf_be16(b, 0);
	buf_append(b, addresses, 8);
}

static void put_ip6(struct buf *b, uint16_t id, size_t offset, int more, size_t length)
{
	const uint8_t address[16] = {0x20, 1, 0x0d, 0xb8};

	buf_be32(b, 0x60000000);
	buf_be16(b, (uint16_t)(8 + length));
	buf_be16(b, 0x2c40);
	buf_append(b, address, 16);
	buf_append(b, address, 16);
	buf_be16(b, 0x1100);
	buf_be16(b, (uint16_t)(offset | (more ? 1 : 0)));
	buf_be32(b, id);
}

static enum decode_result part(struct fixture *x, size_t offset, int more, const void *bytes,
                               size_t length)
{
	struct buf b = {0};
	struct packet p = {.link_type = LINK_RAW, .data = x->packet, .time = x->time};

	(x->version == 4 ? put_ip4 : put_ip6)(&b, x->id, offset, more, length);
	buf_append(&b, bytes, length);
	assert_true(b.length <= sizeof(x->packet));
	memcpy(x->packet, b.data, b.length);
	p.length = p.wire_length = (uint32_t)b.length;
	buf_free(&b);
	return decode_packet(x->decoder, &p, &x->frame);
}

static enum decode_result text(struct fixture *x, size_t offset, int more, const char *bytes)
{
	return part(x, offset, more, bytes, strlen(bytes));
}

/* Ports 49152 and 502, a length of 8 + 20. */
#define HEAD "\xc0\x00\x01\xf6\x00\x1c\xff\xff"

static enum decode_result head(struct fixture *x)
{
	return part(x, 0, MORE, HEAD, 8);
}

static void expect_payload(const struct fixture *x, const char *payload)
{
	assert_int_equal(x->frame.transport, TRANSPORT_UDP);
	assert_int_equal(x->frame.dst_port, 502);
	assert_int_equal(x->frame.cut, 0);
	assert_int_equal(cursor_left(&x->frame.payload), strlen(payload));
	assert_memory_equal(x->frame.payload.pos, payload, strlen(payload));
}

static void test_parts_in_order(void **state)
{
	struct fixture *x = *state;

	for (x->version = 4; x->version <= 6; x->version += 2) {
		assert_int_equal(head(x), DECODE_HELD);
		assert_int_equal(text(x, 8, MORE, "aaaaaaaabbbbbbbb"), DECODE_HELD);
		assert_int_equal(text(x, 24, 0, "cccc"), DECODE_OK);
		expect_payload(x, "aaaaaaaabbbbbbbbcccc");
		assert_int_equal(x->frame.ip_version, x->version);
	}
	assert_int_equal(counter(x, "fragment.reassembled"), 2);
}

static void test_parts_reversed(void **state)
{
	struct fixture *x = *state;

	for (x->version = 4; x->version <= 6; x->version += 2) {
		assert_int_equal(text(x, 24, 0, "cccc"), DECODE_HELD);
		assert_int_equal(text(x, 8, MORE, "aaaaaaaabbbbbbbb"), DECODE_HELD);
		assert_int_equal(head(x), DECODE_OK);
		expect_payload(x, "aaaaaaaabbbbbbbbcccc");
	}
}

static void test_datagrams_mixed_up_are_kept_apart(void **state)
{
	struct fixture *x = *state;

	assert_int_equal(text(x, 8, 0, "aaaaaaaabbbbbbbbcccc"), DECODE_HELD);
	x->id = 2;
	assert_int_equal(text(x, 8, 0, "ddddddddeeeeeeeeffff"), DECODE_HELD);
	assert_int_equal(head(x), DECODE_OK);
	expect_payload(x, "ddddddddeeeeeeeeffff");
	x->id = 1;
	assert_int_equal(head(x), DECODE_OK);
	expect_payload(x, "aaaaaaaabbbbbbbbcccc");
}

static void test_the_first_bytes_win_where_parts_overlap(void **state)
{
	struct fixture *x = *state;

	assert_int_equal(text(x, 16, MORE, "bbbbbbbb"), DECODE_HELD);
	assert_int_equal(text(x, 8, MORE, "aaaaaaaaXXXXXXXX"), DECODE_HELD);
	assert_int_equal(counter(x, "fragment.overlap"), 1);
	assert_int_equal(text(x, 16, 0, "YYYYYYYYcccc"), DECODE_HELD);
	assert_int_equal(head(x), DECODE_OK);
	expect_payload(x, "aaaaaaaabbbbbbbbcccc");
}

static void test_the_end_cannot_be_moved(void **state)
{
	struct fixture *x = *state;

	assert_int_equal(text(x, 24, 0, "cccc"), DECODE_HELD);
	assert_int_equal(text(x, 24, 0, "ccccc"), DECODE_DROPPED);
	assert_int_equal(text(x, 16, MORE, "bbbbbbbbdddddddd"), DECODE_DROPPED);
	assert_int_equal(text(x, 8, 0, "aaaa"), DECODE_DROPPED);
	assert_int_equal(text(x, 8, MORE, "aaaaaaaabbbbbbbb"), DECODE_HELD);
	assert_int_equal(head(x), DECODE_OK);
	expect_payload(x, "aaaaaaaabbbbbbbbcccc");
	/* The end before what is already here. */
	assert_int_equal(text(x, 16, MORE, "bbbbbbbb"), DECODE_HELD);
	assert_int_equal(text(x, 8, 0, "aaaa"), DECODE_DROPPED);
}

static void test_a_missing_part_times_out_on_packet_time(void **state)
{
	struct fixture *x = *state;

	assert_int_equal(head(x), DECODE_HELD);
	x->time = 31 * SECOND;
	assert_int_equal(text(x, 8, 0, "aaaaaaaabbbbbbbbcccc"), DECODE_HELD);
	assert_int_equal(counter(x, "fragment.timeout"), 1);
	x->time = 60 * SECOND;
	assert_int_equal(head(x), DECODE_OK);
}

static void test_the_oldest_is_given_up_when_memory_is_short(void **state)
{
	struct fixture *x = *state;

	for (x->id = 1; x->id <= 100; x->id++)
		assert_int_equal(head(x), DECODE_HELD);
	assert_true(counter(x, "fragment.evicted") >= 90);
	x->id = 100;
	assert_int_equal(text(x, 8, 0, "aaaaaaaabbbbbbbbcccc"), DECODE_OK);
	x->id = 1;
	assert_int_equal(text(x, 8, 0, "aaaaaaaabbbbbbbbcccc"), DECODE_HELD);
}

static void test_the_largest_datagram_and_none_larger(void **state)
{
	struct fixture *x = *state;
	static uint8_t bytes[16384];

	for (size_t at = 0; at < 49152; at += 16384)
		assert_int_equal(part(x, at, MORE, bytes, 16384), DECODE_HELD);
	assert_int_equal(part(x, 49152, 0, bytes, 16384), DECODE_DROPPED);
	/* A UDP length of zero takes what there is. */
	assert_int_equal(part(x, 49152, 0, bytes, 16383), DECODE_OK);
	assert_int_equal(cursor_left(&x->frame.payload), 65535 - 8);
	assert_int_equal(counter(x, "decode.fragment_length"), 1);
}

static void test_parts_of_impossible_length_are_dropped(void **state)
{
	struct fixture *x = *state;

	assert_int_equal(text(x, 0, MORE, "aaaa"), DECODE_DROPPED);
	assert_int_equal(text(x, 0, MORE, ""), DECODE_DROPPED);
	assert_int_equal(text(x, 8, 0, ""), DECODE_DROPPED);
	assert_int_equal(counter(x, "decode.fragment_length"), 3);
}

static void test_an_atomic_fragment_stands_for_itself(void **state)
{
	struct fixture *x = *state;

	x->version = 6;
	assert_int_equal(part(x, 0, 0, HEAD "aaaaaaaabbbbbbbbcccc", 28), DECODE_OK);
	expect_payload(x, "aaaaaaaabbbbbbbbcccc");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
	        TEST(test_parts_in_order),
	        TEST(test_parts_reversed),
	        TEST(test_datagrams_mixed_up_are_kept_apart),
	        TEST(test_the_first_bytes_win_where_parts_overlap),
	        TEST(test_the_end_cannot_be_moved),
	        TEST(test_a_missing_part_times_out_on_packet_time),
	        TEST(test_the_oldest_is_given_up_when_memory_is_short),
	        TEST(test_the_largest_datagram_and_none_larger),
	        TEST(test_parts_of_impossible_length_are_dropped),
	        TEST(test_an_atomic_fragment_stands_for_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
