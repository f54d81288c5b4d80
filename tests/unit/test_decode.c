/* test_decode.c - packets written by hand from the specifications. SPDX-License-Identifier:
 * Apache-2.0 */

#include "unit.h"

#include "bytes.h"
#include "decode/decode.h"

#include <string.h>

#define MACS       "020000000002 020000000001 "
#define INNER_MACS "020000000004 020000000003 "
#define PORTS      "c000 01f6 " /* 49152 > 502 */
/* 10.0.0.1 > 10.0.0.2; the total length is filled in by hand. */
#define IP4(total, protocol)    "4500" total "0001 0000 40" protocol "0000 0a000001 0a000002 "
#define INNER4(total, protocol) "4500" total "0001 0000 3f" protocol "0000 c0000201 c0000202 "
#define UDP_AB                  PORTS "000a 0000 6162"
#define INNER_UDP               INNER4("001e", "11") UDP_AB /* 30 bytes */
#define IP6(length, next)                                                                          \
	"60000000" length next "40 20010db8000000000000000000000001 "                              \
	"20010db8000000000000000000000002 "

struct fixture {
	struct decoder *decoder;
	struct buf bytes;
	struct frame frame;
	struct packet packet;
};

static int setup(void **state)
{
	struct fixture *x = test_calloc(1, sizeof(*x));

	x->decoder = decoder_new(NULL);
	x->packet = (struct packet){.link_type = LINK_ETHERNET, .interface = 3};
	*state = x;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *x = *state;

	decoder_free(x->decoder);
	buf_free(&x->bytes);
	test_free(x);
	return 0;
}

static enum decode_result decode_cut(struct fixture *x, uint32_t length)
{
	x->packet.data = x->bytes.data;
	x->packet.length = length;
	x->packet.wire_length = (uint32_t)x->bytes.length;
	memset(&x->frame, 0xa5, sizeof(x->frame));
	return decode_packet(x->decoder, &x->packet, &x->frame);
}

static enum decode_result decode(struct fixture *x, const char *hex)
{
	buf_clear(&x->bytes);
	buf_hex(&x->bytes, hex);
	return decode_cut(x, (uint32_t)x->bytes.length);
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

static void expect_drop(struct fixture *x, const char *hex, const char *name)
{
	const uint64_t before = counter(x, name);

	assert_int_equal(decode(x, hex), DECODE_DROPPED);
	assert_int_equal(counter(x, name), before + 1);
}

static void expect_payload(const struct frame *f, const char *text)
{
	assert_int_equal(cursor_left(&f->payload), strlen(text));
	assert_memory_equal(f->payload.pos, text, strlen(text));
}

static void expect_address(const struct address *a, const char *text)
{
	char found[ADDRESS_TEXT_SIZE];

	address_text(a, found);
	assert_string_equal(found, text);
}

/* The UDP packet that all tunnels below carry. */
static void expect_inner(struct fixture *x, const char *hex, unsigned tunnels, bool has_mac)
{
	const struct frame *f = &x->frame;

	assert_int_equal(decode(x, hex), DECODE_OK);
	assert_int_equal(f->transport, TRANSPORT_UDP);
	expect_address(&f->src, "192.0.2.1");
	expect_address(&f->dst, "192.0.2.2");
	assert_int_equal(f->ttl, 63);
	assert_int_equal(f->dst_port, 502);
	assert_int_equal(f->tunnels, tunnels);
	assert_int_equal(f->has_mac, has_mac);
	assert_int_equal(f->cut, 0);
	expect_payload(f, "ab");
}

static void test_tcp_over_ip4_without_its_padding(void **state)
{
	struct fixture *x = *state;
	const struct frame *f = &x->frame;

	/* Options: no-operation, no-operation, timestamps of 10 bytes. */
	assert_int_equal(decode(x, MACS "0800" IP4("0036", "06") PORTS
	                        "01020304 05060708 8018 1000 0000 0000 0101 080a 0000000100000002"
	                        "6162 00000000"),
	                 DECODE_OK);
	assert_int_equal(f->interface, 3);
	assert_int_equal(f->wire_length, 14 + 0x36 + 4);
	assert_true(f->has_mac);
	assert_int_equal(f->src_mac.bytes[5], 1);
	assert_int_equal(f->dst_mac.bytes[5], 2);
	assert_int_equal(f->type, 0x0800);
	assert_int_equal(f->transport, TRANSPORT_TCP);
	assert_int_equal(f->ip_version, 4);
	assert_int_equal(f->protocol, 6);
	assert_int_equal(f->ttl, 64);
	expect_address(&f->src, "10.0.0.1");
	expect_address(&f->dst, "10.0.0.2");
	assert_int_equal(f->src_port, 49152);
	assert_int_equal(f->dst_port, 502);
	assert_int_equal(f->seq, 0x01020304);
	assert_int_equal(f->ack, 0x05060708);
	assert_int_equal(f->tcp_flags, TCP_ACK | TCP_PSH);
	assert_int_equal(f->window, 0x1000);
	assert_int_equal(f->vlan, 0);
	assert_int_equal(f->inner_vlan, 0);
	assert_int_equal(f->cut, 0);
	expect_payload(f, "ab");
}

static void test_udp_over_ip6_with_extension_headers(void **state)
{
	struct fixture *x = *state;

	/* Hop-by-hop, routing, destination options, authentication of 12 bytes, then UDP. */
	assert_int_equal(decode(x, MACS
	                        "86dd" IP6("002e", "00") "2b00 0104 00000000"
	                                                 "3c00 0000 00000000 3300 0104 00000000"
	                                                 "1101 0000 00000001 00000002" UDP_AB),
	                 DECODE_OK);
	assert_int_equal(x->frame.transport, TRANSPORT_UDP);
	assert_int_equal(x->frame.ip_version, 6);
	expect_address(&x->frame.src, "2001:db8::1");
	assert_int_equal(x->frame.protocol, 17);
	expect_payload(&x->frame, "ab");
	expect_drop(x, MACS "86dd" IP6("0008", "00") "2b01 0104 00000000", "decode.ip6_extension");
}

static void test_other_protocols_of_ip_keep_their_payload(void **state)
{
	struct fixture *x = *state;

	assert_int_equal(decode(x, MACS "0800" IP4("0016", "70") "6162"), DECODE_OK);
	assert_int_equal(x->frame.transport, TRANSPORT_IP);
	assert_int_equal(x->frame.protocol, 112);
	assert_int_equal(x->frame.src_port, 0);
	expect_payload(&x->frame, "ab");
}

static void test_segmentation_offload_leaves_lengths_of_zero(void **state)
{
	struct fixture *x = *state;

	assert_int_equal(decode(x, MACS "0800" IP4("0000", "11") PORTS "0000 0000 6162"),
	                 DECODE_OK);
	expect_payload(&x->frame, "ab");
}

static void test_broken_ip_and_transport_headers_are_dropped_by_name(void **state)
{
	struct fixture *x = *state;

	expect_drop(x, MACS "08", "decode.eth_short");
	expect_drop(x,
	            MACS "0800"
	                 "4500 0014",
	            "decode.ip4_header");
	expect_drop(x,
	            MACS "0800"
	                 "65"
	                 "00001c00010000401100000a0000010a000002" UDP_AB,
	            "decode.ip4_header");
	expect_drop(x,
	            MACS "0800"
	                 "44"
	                 "00001c00010000401100000a0000010a000002" UDP_AB,
	            "decode.ip4_header");
	expect_drop(x, MACS "0800" IP4("0013", "11") UDP_AB, "decode.ip4_header");
	expect_drop(x,
	            MACS "86dd"
	                 "60000000 0000",
	            "decode.ip6_header");
	expect_drop(x, MACS "0800" IP4("001b", "11") PORTS "0008 0000", "decode.udp_header");
	expect_drop(x, MACS "0800" IP4("001c", "11") PORTS "0007 0000", "decode.udp_header");
	expect_drop(x, MACS "0800" IP4("001c", "11") PORTS "0009 0000", "decode.udp_header");
	expect_drop(x, MACS "0800" IP4("0027", "06") PORTS "00000000 00000000 5000 0000 000000",
	            "decode.tcp_header");
	expect_drop(x, MACS "0800" IP4("0028", "06") PORTS "00000000 00000000 4000 0000 00000000",
	            "decode.tcp_header");
	expect_drop(x, MACS "0800" IP4("0028", "06") PORTS "00000000 00000000 6000 0000 00000000",
	            "decode.tcp_header");
	x->packet.link_type = 147;
	expect_drop(x, MACS, "decode.link_type");
}

static void test_a_cut_payload_is_delivered_and_marked(void **state)
{
	struct fixture *x = *state;

	decode(x, MACS "0800" INNER_UDP);
	assert_int_equal(decode_cut(x, (uint32_t)x->bytes.length - 1), DECODE_OK);
	assert_int_equal(x->frame.cut, 1);
	assert_int_equal(counter(x, "decode.cut"), 1);
	expect_payload(&x->frame, "a");
	decode(x,
	       MACS "0800" IP4("002c", "06") PORTS "00000000 00000000 6002 0000 00000000 020405b4");
	assert_int_equal(decode_cut(x, (uint32_t)x->bytes.length - 2), DECODE_OK);
	assert_int_equal(x->frame.tcp_flags, TCP_SYN);
	assert_int_equal(x->frame.cut, 0); /* of options alone */
	expect_payload(&x->frame, "");
}

static void test_a_cut_trailer_is_no_cut_payload(void **state)
{
	struct fixture *x = *state;

	decode(x, MACS "0800" INNER_UDP "0000 0000");
	assert_int_equal(decode_cut(x, (uint32_t)x->bytes.length - 3), DECODE_OK);
	assert_int_equal(x->frame.cut, 0);
	expect_payload(&x->frame, "ab");
}

static void test_vlan_tags_of_all_kinds(void **state)
{
	struct fixture *x = *state;

	expect_inner(x, MACS "8100 600a 0800" INNER_UDP, 0, true);
	assert_int_equal(x->frame.vlan, 10);
	assert_int_equal(x->frame.inner_vlan, 0);
	expect_inner(x, MACS "88a8 0064 8100 000a 0800" INNER_UDP, 0, true);
	assert_int_equal(x->frame.vlan, 100);
	assert_int_equal(x->frame.inner_vlan, 10);
	expect_inner(x, MACS "9100 0064 8100 000a 0800" INNER_UDP, 0, true);
	assert_int_equal(x->frame.inner_vlan, 10);
	/* Priority only, then a number. */
	expect_inner(x, MACS "8100 c000 8100 000a 0800" INNER_UDP, 0, true);
	assert_int_equal(x->frame.vlan, 10);
	/* The kernel took the outer tag out. */
	x->packet.vlan = 0xe00b;
	x->packet.vlan_ethertype = 0x8100;
	expect_inner(x, MACS "8100 000a 0800" INNER_UDP, 0, true);
	assert_int_equal(x->frame.vlan, 11);
	assert_int_equal(x->frame.inner_vlan, 10);
	x->packet.vlan = 0;
	expect_drop(x, MACS "8100 000a 08", "decode.tag_short");
	expect_drop(x,
	            MACS "8100 0001 8100 0001 8100 0001 8100 0001 8100 0001 8100 0001 8100 0001"
	                 "8100 0001 8100 0001 0800" INNER_UDP,
	            "decode.nesting");
}

static void test_frames_without_ip_stand_behind_their_type(void **state)
{
	struct fixture *x = *state;

	assert_int_equal(decode(x, MACS "8100 c000 8892 6162"), DECODE_OK);
	assert_int_equal(x->frame.transport, TRANSPORT_FRAME);
	assert_int_equal(x->frame.type, 0x8892);
	assert_int_equal(x->frame.ip_version, 0);
	assert_true(address_is_zero(&x->frame.src));
	expect_payload(&x->frame, "ab");
	/* A spanning tree frame, then padding. */
	assert_int_equal(decode(x, MACS "0005 4242 03 6162 0000"), DECODE_OK);
	assert_true(x->frame.type == FRAME_LLC(0x42));
	expect_payload(&x->frame, "ab");
	/* An information frame has two bytes of control. */
	assert_int_equal(decode(x, MACS "0006 f0f0 0001 6162 0000"), DECODE_OK);
	assert_true(x->frame.type == FRAME_LLC(0xf0));
	expect_payload(&x->frame, "ab");
	assert_int_equal(decode(x, MACS "000a aaaa03 00000c 2000 6162 0000"), DECODE_OK);
	assert_true(x->frame.type == FRAME_SNAP(0x00000c, 0x2000));
	expect_payload(&x->frame, "ab");
	expect_inner(x, MACS "0026 aaaa03 000000 0800" INNER_UDP "0000", 0, true);
	expect_drop(x, MACS "0002 4242", "decode.llc_short");
	expect_drop(x, MACS "0007 aaaa03 000000 08", "decode.llc_short");
}

static void test_redundancy_tags_and_trailers_are_taken_off(void **state)
{
	struct fixture *x = *state;

	/* HSR: path 0, size, sequence, then GOOSE. */
	assert_int_equal(decode(x, MACS "892f 0008 0001 88b8 6162"), DECODE_OK);
	assert_int_equal(x->frame.type, 0x88b8);
	expect_payload(&x->frame, "ab");
	expect_drop(x, MACS "892f 0008", "decode.tag_short");
	/* PRP: sequence, LAN A, size 8, suffix. */
	assert_int_equal(decode(x, MACS "88b8 6162 0001 a008 88fb"), DECODE_OK);
	expect_payload(&x->frame, "ab");
	/* Not a trailer: LAN C; another size. */
	assert_int_equal(decode(x, MACS "88b8 6162 0001 c008 88fb"), DECODE_OK);
	assert_int_equal(cursor_left(&x->frame.payload), 8);
	assert_int_equal(decode(x, MACS "88b8 6162 0001 a009 88fb"), DECODE_OK);
	assert_int_equal(cursor_left(&x->frame.payload), 8);
}

static void test_tunnels_are_opened(void **state)
{
	struct fixture *x = *state;

	expect_inner(x, MACS "0800" IP4("0032", "04") INNER_UDP, 1, false);
	expect_inner(x, MACS "86dd" IP6("001e", "04") INNER_UDP, 1, false);
	expect_inner(x, MACS "0800" IP4("0036", "2f") "0000 0800" INNER_UDP, 1, false);
	/* GRE with checksum, key and sequence. */
	expect_inner(x,
	             MACS "0800" IP4("0042", "2f") "b000 0800 00000000 00000001 00000002" INNER_UDP,
	             1, false);
	expect_inner(x, MACS "0800" IP4("0044", "2f") "0000 6558" INNER_MACS "0800" INNER_UDP, 1,
	             true);
	assert_int_equal(x->frame.src_mac.bytes[5], 3);
	/* ERSPAN II and III, III with the platform header too. */
	expect_inner(x,
	             MACS "0800" IP4("0050", "2f") "1000 88be 00000001 1001000100000000" INNER_MACS
	                                           "0800" INNER_UDP,
	             1, true);
	expect_inner(x,
	             MACS "0800" IP4("0054",
	                             "2f") "1000 22eb 00000001 200100010000000000000000" INNER_MACS
	                                   "0800" INNER_UDP,
	             1, true);
	expect_inner(x,
	             MACS "0800" IP4("005c", "2f") "1000 22eb 00000001 200100010000000000000001"
	                                           "0000000000000000" INNER_MACS "0800" INNER_UDP,
	             1, true);
	expect_inner(x,
	             MACS
	             "0800" IP4("0050", "11") "c000 12b5 003c 0000 08000000 00002a00" INNER_MACS
	                                      "0800" INNER_UDP,
	             1, true);
	expect_inner(x, MACS "8864 1100 0001 0020 0021" INNER_UDP "0000", 1, false);
	expect_inner(x, MACS "8847 00010040 00011140" INNER_UDP, 1, false);
	/* A pseudowire: control word, then Ethernet. */
	expect_inner(x, MACS "8847 00011140 00000000" INNER_MACS "0800" INNER_UDP, 1, true);
}

static void test_six_in_four_is_opened(void **state)
{
	struct fixture *x = *state;

	assert_int_equal(decode(x, MACS "0800" IP4("0046", "29") IP6("000a", "11") UDP_AB),
	                 DECODE_OK);
	expect_address(&x->frame.dst, "2001:db8::2");
	assert_int_equal(x->frame.tunnels, 1);
	expect_payload(&x->frame, "ab");
}

static void test_what_no_tunnel_of_ours_carries_stays_closed(void **state)
{
	struct fixture *x = *state;

	/* GRE of an unknown protocol, and of version 1. */
	assert_int_equal(decode(x, MACS "0800" IP4("001a", "2f") "0000 1234 6162"), DECODE_OK);
	assert_int_equal(x->frame.transport, TRANSPORT_IP);
	assert_int_equal(x->frame.protocol, 47);
	assert_int_equal(cursor_left(&x->frame.payload), 6);
	assert_int_equal(decode(x, MACS "0800" IP4("001a", "2f") "3001 880b 6162"), DECODE_OK);
	assert_int_equal(x->frame.transport, TRANSPORT_IP);
	/* UDP to the VXLAN port without the mark. */
	assert_int_equal(decode(x, MACS "0800" IP4("001e", "11") "c000 12b5 000a 0000 6162"),
	                 DECODE_OK);
	assert_int_equal(x->frame.transport, TRANSPORT_UDP);
	expect_payload(&x->frame, "ab");
	/* PPP's own protocols, discovery; MPLS of something else. */
	assert_int_equal(decode(x, MACS "8864 1100 0001 0004 c021 0101"), DECODE_OK);
	assert_int_equal(x->frame.type, 0x8864);
	assert_int_equal(cursor_left(&x->frame.payload), 10);
	assert_int_equal(decode(x, MACS "8847 00011140 ffffffff"), DECODE_OK);
	assert_int_equal(x->frame.type, 0x8847);
	expect_drop(x, MACS "8864 2100 0001 0004 c021 0101", "decode.pppoe_header");
	expect_drop(x, MACS "8847 00010040", "decode.mpls_short");
	expect_drop(x, MACS "0800" IP4("001a", "2f") "b000 0800 0000", "decode.gre_header");
	expect_drop(x, MACS "0800" IP4("001e", "2f") "1000 88be 00000001 0000",
	            "decode.erspan_header");
}

static void test_a_nesting_bomb_is_dropped(void **state)
{
	struct fixture *x = *state;

	buf_clear(&x->bytes);
	buf_hex(&x->bytes, MACS "0800");
	for (unsigned i = 0; i < 8; i++)
		buf_hex(&x->bytes, IP4("0000", "04"));
	buf_hex(&x->bytes, INNER_UDP);
	assert_int_equal(decode_cut(x, (uint32_t)x->bytes.length), DECODE_OK);
	assert_int_equal(x->frame.tunnels, 8);
	buf_clear(&x->bytes);
	buf_hex(&x->bytes, MACS "0800");
	for (unsigned i = 0; i < 1000; i++)
		buf_hex(&x->bytes, IP4("0000", "04"));
	assert_int_equal(decode_cut(x, (uint32_t)x->bytes.length), DECODE_DROPPED);
	assert_int_equal(counter(x, "decode.nesting"), 1);
}

static void expect_link(struct fixture *x, uint16_t link_type, const char *hex)
{
	x->packet.link_type = link_type;
	expect_inner(x, hex, 0, false);
	assert_true(mac_is_zero(&x->frame.src_mac));
}

static void test_link_types_without_ethernet(void **state)
{
	struct fixture *x = *state;

	expect_link(x, LINK_RAW, INNER_UDP);
	expect_link(x, LINK_IPV4, INNER_UDP);
	expect_link(x, LINK_NULL, "02000000" INNER_UDP);
	expect_link(x, LINK_NULL, "00000002" INNER_UDP);
	expect_link(x, LINK_LOOP, "00000002" INNER_UDP);
	assert_int_equal(decode(x, "1e000000" IP6("000a", "11") UDP_AB), DECODE_OK);
	expect_drop(x, "05000000", "decode.link_header");
	/* Cooked: of an Ethernet device the sender is known, of a tunnel nothing. */
	x->packet.link_type = LINK_LINUX_SLL;
	expect_inner(x, "0000 0001 0006 020000000001 0000 0800" INNER_UDP, 0, true);
	assert_int_equal(x->frame.src_mac.bytes[5], 1);
	assert_true(mac_is_zero(&x->frame.dst_mac));
	expect_link(x, LINK_LINUX_SLL, "0000 fffe 0000 0000000000000000 0800" INNER_UDP);
	assert_int_equal(decode(x, "0000 0001 0006 020000000001 0000 0004 424203 6162"), DECODE_OK);
	assert_true(x->frame.type == FRAME_LLC(0x42));
	expect_drop(x, "0000 0001 0006 020000000001", "decode.link_header");
	x->packet.link_type = LINK_LINUX_SLL2;
	expect_inner(x, "0800 0000 00000002 0001 00 06 020000000001 0000" INNER_UDP, 0, true);
	assert_int_equal(x->frame.src_mac.bytes[5], 1);
}

static void test_ppp_is_opened_with_or_without_its_framing(void **state)
{
	struct fixture *x = *state;

	expect_link(x, LINK_PPP, "ff03 0021" INNER_UDP);
	expect_link(x, LINK_PPP, "0021" INNER_UDP);
	expect_link(x, LINK_PPP_HDLC, "ff03 21" INNER_UDP);
	assert_int_equal(decode(x, "ff03 0057" IP6("000a", "11") UDP_AB), DECODE_OK);
	expect_drop(x, "ff03 c021 01010004", "decode.link_header");
	expect_drop(x, "ff03", "decode.link_header");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
	        TEST(test_tcp_over_ip4_without_its_padding),
	        TEST(test_udp_over_ip6_with_extension_headers),
	        TEST(test_other_protocols_of_ip_keep_their_payload),
	        TEST(test_segmentation_offload_leaves_lengths_of_zero),
	        TEST(test_broken_ip_and_transport_headers_are_dropped_by_name),
	        TEST(test_a_cut_payload_is_delivered_and_marked),
	        TEST(test_a_cut_trailer_is_no_cut_payload),
	        TEST(test_vlan_tags_of_all_kinds),
	        TEST(test_frames_without_ip_stand_behind_their_type),
	        TEST(test_redundancy_tags_and_trailers_are_taken_off),
	        TEST(test_tunnels_are_opened),
	        TEST(test_six_in_four_is_opened),
	        TEST(test_what_no_tunnel_of_ours_carries_stays_closed),
	        TEST(test_a_nesting_bomb_is_dropped),
	        TEST(test_link_types_without_ethernet),
	        TEST(test_ppp_is_opened_with_or_without_its_framing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
