/* test_stream.c - TCP bytes in order. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "flow/stream.h"

struct world {
	struct flows flows;
	struct flow *flow;
	struct stream_sink sink;
	char heard[1024]; /* "0:abc 1:(3 lost)def " */
};

static void hear(void *argument, struct flow *flow, unsigned int side, struct cursor bytes,
		 uint32_t lost)
{
	struct world *w = argument;
	size_t used = strlen(w->heard), n = cursor_left(&bytes);
	char gap[32] = "";

	(void)flow;
	if (lost)
		snprintf(gap, sizeof(gap), "(%u lost)", lost);
	snprintf(w->heard + used, sizeof(w->heard) - used, "%u:%s%.*s ", side, gap, (int)n,
		 (const char *)cursor_take(&bytes, n));
}

static void end(void *argument, struct flow *flow)
{
	(void)argument, (void)flow;
}

static int set_up(void **state)
{
	static struct world w;
	struct frame f = {.time = 1, .ip_version = 4, .transport = TRANSPORT_TCP, .protocol = 6,
			  .src = address_from_ip4((uint8_t[]){192, 0, 2, 1}),
			  .dst = address_from_ip4((uint8_t[]){192, 0, 2, 2}),
			  .src_port = 40000, .dst_port = 502};
	struct flow_lookup lookup;
	bool fresh;

	w = (struct world){.sink = {hear, &w}};
	flows_init(&w.flows, 16, 1 << 20, end, NULL);
	flow_prepare(&w.flows, &f, &lookup);
	w.flow = flow_get(&w.flows, &f, &lookup, &fresh);
	*state = &w;
	return 0;
}

static int tear_down(void **state)
{
	flows_free(&((struct world *)*state)->flows);
	return 0;
}

static void segment(struct world *w, unsigned int side, uint32_t seq, uint32_t ack, uint8_t flags,
		    const char *text)
{
	struct frame f = {.time = 1, .transport = TRANSPORT_TCP, .seq = seq, .ack = ack,
			  .tcp_flags = flags, .payload = cursor_init(text, strlen(text))};

	stream_segment(&w->flows, w->flow, side, &f, &w->sink);
}

static void data(struct world *w, unsigned int side, uint32_t seq, const char *text)
{
	segment(w, side, seq, 0, TCP_PSH, text);
}

static void test_bytes_come_in_order(void **state)
{
	struct world *w = *state;

	segment(w, 0, 99, 0, TCP_SYN, "");
	data(w, 0, 103, "def");
	data(w, 0, 109, "jkl");
	assert_string_equal(w->heard, "");
	data(w, 0, 100, "abc");
	data(w, 0, 106, "ghi");
	assert_string_equal(w->heard, "0:abc 0:def 0:ghi 0:jkl ");
	assert_int_equal(w->flows.counters.reordered, 2);
}

static void test_the_first_bytes_win_where_segments_overlap(void **state)
{
	struct world *w = *state;

	data(w, 0, 100, "abcdef");
	data(w, 0, 100, "ABCDEF");
	data(w, 0, 103, "XYZghi");
	assert_string_equal(w->heard, "0:abcdef 0:ghi ");
	assert_int_equal(w->flows.counters.retransmitted, 1);
	assert_int_equal(w->flows.counters.overlapped, 1);
}

static void test_a_hole_is_given_up_when_it_is_acknowledged(void **state)
{
	struct world *w = *state;

	data(w, 0, 100, "abc");
	data(w, 0, 106, "ghi");
	segment(w, 1, 500, 103, TCP_ACK, "");
	assert_string_equal(w->heard, "0:abc ");
	segment(w, 1, 500, 109, TCP_ACK, "");
	assert_string_equal(w->heard, "0:abc 0:(3 lost)ghi ");
	assert_int_equal(w->flows.counters.gap_bytes, 3);
}

/* A segment of which the capture kept the beginning alone. */
static void cut_data(struct world *w, unsigned int side, uint32_t seq, const char *text, uint32_t cut)
{
	struct frame f = {.time = 1, .transport = TRANSPORT_TCP, .seq = seq, .tcp_flags = TCP_PSH,
			  .cut = cut, .payload = cursor_init(text, strlen(text))};

	stream_segment(&w->flows, w->flow, side, &f, &w->sink);
}

static void test_what_a_capture_cut_is_a_gap_that_holds_nothing_up(void **state)
{
	struct world *w = *state;

	segment(w, 0, 99, 0, TCP_SYN, "");
	cut_data(w, 0, 100, "ab", 8);
	data(w, 0, 110, "cd");
	assert_string_equal(w->heard, "0:ab 0:(8 lost) 0:cd ");
	assert_int_equal(w->flows.counters.gaps, 1);
	assert_int_equal(w->flows.counters.gap_bytes, 8);
}

static void test_cut_segments_are_put_in_order_too(void **state)
{
	struct world *w = *state;

	segment(w, 0, 99, 0, TCP_SYN, "");
	cut_data(w, 0, 110, "cd", 3);
	cut_data(w, 0, 100, "ab", 8);
	cut_data(w, 0, 100, "ab", 8);
	cut_data(w, 0, 115, "", 5);
	data(w, 0, 120, "ef");
	assert_string_equal(w->heard, "0:ab 0:(8 lost) 0:cd 0:(3 lost) 0:(5 lost) 0:ef ");
}

static void test_what_waits_is_delivered_when_the_flow_ends(void **state)
{
	struct world *w = *state;

	data(w, 0, 100, "abc");
	data(w, 0, 110, "xyz");
	stream_flush(&w->flows, w->flow, &w->sink);
	assert_string_equal(w->heard, "0:abc 0:(7 lost)xyz ");
}

static void test_sequence_numbers_wrap_around(void **state)
{
	struct world *w = *state;

	data(w, 0, UINT32_C(0xfffffffe), "abcd");
	data(w, 0, 5, "hi");
	data(w, 0, 2, "efg");
	assert_string_equal(w->heard, "0:abcd 0:efg 0:hi ");
}

static void test_what_waits_has_a_limit(void **state)
{
	static char big[30001];
	struct world *w = *state;

	memset(big, 'x', sizeof(big) - 1);
	data(w, 0, 100, "abc");
	for (uint32_t i = 0; i < 4; i++)
		data(w, 0, 200 + i * 40000, big);
	assert_true(w->flow->side[0].held_bytes <= 65536);
	assert_true(w->flows.counters.gaps > 0);
}

static void test_a_far_jump_begins_anew(void **state)
{
	struct world *w = *state;

	data(w, 0, 100, "abc");
	data(w, 0, 1000000000, "def");
	data(w, 0, 1000000003, "ghi");
	assert_string_equal(w->heard, "0:abc 0:(999999897 lost)def 0:ghi ");
}

static void test_keepalives_are_not_data(void **state)
{
	struct world *w = *state;

	data(w, 0, 100, "abc");
	segment(w, 0, 102, 0, TCP_ACK, "0");
	segment(w, 0, 102, 0, TCP_ACK, "");
	data(w, 0, 103, "def");
	assert_string_equal(w->heard, "0:abc 0:def ");
}

static void test_a_stream_that_begins_with_a_keepalive_begins_behind_it(void **state)
{
	struct world *w = *state;

	segment(w, 1, 99, 0, TCP_ACK, "0");
	data(w, 1, 100, "abc");
	assert_string_equal(w->heard, "1:abc ");
}

static void test_a_stream_joined_in_its_middle_is_put_in_order(void **state)
{
	struct world *w = *state;

	data(w, 0, 106, "def");
	data(w, 0, 106, "def");
	assert_string_equal(w->heard, "");
	data(w, 0, 100, "abc");
	assert_string_equal(w->heard, "0:abc ");
	data(w, 0, 103, "xyz");
	assert_string_equal(w->heard, "0:abc 0:xyz 0:def ");
	assert_int_equal(w->flows.counters.gaps, 0);
}

static void test_the_first_segment_waits_no_longer_than_for_its_answer(void **state)
{
	struct world *w = *state;

	segment(w, 0, 100, 500, TCP_ACK | TCP_PSH, "ask");
	segment(w, 1, 500, 103, TCP_ACK | TCP_PSH, "tell");
	assert_string_equal(w->heard, "0:ask ");
	segment(w, 0, 103, 504, TCP_ACK | TCP_PSH, "again");
	assert_string_equal(w->heard, "0:ask 1:tell 0:again ");
	assert_int_equal(w->flows.counters.reordered, 0);
}

static void test_who_joined_alone_is_heard_when_it_is_silent(void **state)
{
	struct world *w = *state;

	data(w, 0, 100, "abc");
	stream_settle(&w->flows, w->flow, &w->sink);
	assert_string_equal(w->heard, "0:abc ");
	data(w, 0, 109, "jkl"); /* a hole behind it is another matter */
	stream_settle(&w->flows, w->flow, &w->sink);
	assert_string_equal(w->heard, "0:abc ");
}

static void test_who_joined_alone_is_heard_at_the_end(void **state)
{
	struct world *w = *state;

	data(w, 0, 100, "abc");
	stream_flush(&w->flows, w->flow, &w->sink);
	data(w, 0, 103, "def");
	assert_string_equal(w->heard, "0:abc 0:def ");
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(bytes_come_in_order),
		TEST(the_first_bytes_win_where_segments_overlap),
		TEST(a_hole_is_given_up_when_it_is_acknowledged),
	TEST(what_a_capture_cut_is_a_gap_that_holds_nothing_up),
		TEST(cut_segments_are_put_in_order_too),
		TEST(what_waits_is_delivered_when_the_flow_ends),
		TEST(sequence_numbers_wrap_around),
		TEST(what_waits_has_a_limit),
		TEST(a_far_jump_begins_anew),
		TEST(keepalives_are_not_data),
		TEST(a_stream_that_begins_with_a_keepalive_begins_behind_it),
		TEST(a_stream_joined_in_its_middle_is_put_in_order),
		TEST(the_first_segment_waits_no_longer_than_for_its_answer),
		TEST(who_joined_alone_is_heard_when_it_is_silent),
		TEST(who_joined_alone_is_heard_at_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
