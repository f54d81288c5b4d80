/* test_capture_live.c - packets of a loopback device in a network of the test's own.
 * SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include "capture/live.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <net/if.h>

static bool own_network;
static int sender = -1; /* kept open: closing a packet socket waits for the whole kernel */

static void set_loopback(bool up)
{
	const int fd = socket(AF_INET, SOCK_DGRAM, 0);
	struct ifreq request = {.ifr_name = "lo"};

	assert_true(fd >= 0);
	request.ifr_flags = (short)(up ? IFF_UP | IFF_LOOPBACK : IFF_LOOPBACK);
	assert_int_equal(ioctl(fd, SIOCSIFFLAGS, &request), 0);
	close(fd);
}

/* A network without neighbours; where the system forbids one the tests are skipped. */
static int group_setup(void **state)
{
	(void)state;
	own_network = unshare(CLONE_NEWNET) == 0 || unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0;
	if (own_network)
		set_loopback(true);
	sender = own_network ? socket(AF_PACKET, SOCK_RAW, 0) : -1;
	return 0;
}

static struct capture_live *open_loopback(const char *filter, size_t ring_bytes)
{
	char error[200] = "";
	struct capture_live *l;
	int fd;

	if (!own_network)
		skip();
	fd = capture_live_socket("lo", filter, error, sizeof(error));
	assert_string_equal(error, "");
	l = capture_live_open(fd, 4, ring_bytes, error, sizeof(error));
	assert_string_equal(error, "");
	return l;
}

/* A frame of 64 bytes: EtherType at 12, marked in its last byte. */
static void send_frame(uint16_t type, uint16_t second, uint8_t mark)
{
	const struct sockaddr_ll to = {
	        .sll_family = AF_PACKET,
	        .sll_ifindex = (int)if_nametoindex("lo"),
	};
	uint8_t frame[64] = {[12] = (uint8_t)(type >> 8),
	                     [13] = (uint8_t)type,
	                     [14] = (uint8_t)(second >> 8),
	                     [15] = (uint8_t)second,
	                     [16] = 0x88,
	                     [17] = 0xb5,
	                     [63] = mark};

	assert_int_equal(sendto(sender, frame, sizeof(frame), 0, (const void *)&to, sizeof(to)),
	                 64);
}

/* The next batch, waiting up to five seconds for it. */
static int next_batch(struct capture_live *l, struct packet *batch)
{
	struct pollfd p = {.fd = capture_live_fd(l), .events = POLLIN};
	int n = capture_live_next(l, batch);

	for (int i = 0; n == 0 && i < 5 && poll(&p, 1, 1000) >= 0; i++)
		n = capture_live_next(l, batch);
	return n;
}

static void test_each_packet_of_the_loopback_comes_once(void **state)
{
	struct packet batch[PACKET_BATCH];
	struct capture_live *l = open_loopback(NULL, 0);
	uint64_t received;
	uint64_t dropped;

	(void)state;
	for (uint8_t i = 0; i < 10; i++)
		send_frame(0x88b5, 0, i);
	for (uint8_t i = 0; i < 10;) {
		const int n = next_batch(l, batch);

		assert_true(n > 0);
		for (int k = 0; k < n; k++, i++) {
			assert_int_equal(batch[k].length, 64);
			assert_int_equal(batch[k].wire_length, 64);
			assert_int_equal(batch[k].link_type, LINK_ETHERNET);
			assert_int_equal(batch[k].interface, 4);
			assert_int_equal(batch[k].vlan, 0);
			assert_true(batch[k].time > INT64_C(1000000000000000000));
			assert_int_equal(batch[k].data[63], i);
		}
	}
	capture_live_statistics(l, &received, &dropped);
	assert_true(received >= 10);
	assert_int_equal(dropped, 0);
	assert_int_equal(capture_live_next(l, batch), 0);
	capture_live_close(l);
}

static void test_the_tag_that_the_kernel_took_out_is_told(void **state)
{
	struct packet batch[PACKET_BATCH];
	struct capture_live *l = open_loopback("", 0);

	(void)state;
	send_frame(0x8100, 0x600a, 1);
	assert_int_equal(next_batch(l, batch), 1);
	assert_int_equal(batch[0].vlan, 0x600a);
	assert_int_equal(batch[0].vlan_ethertype, 0x8100);
	assert_int_equal(batch[0].length, 60);
	assert_int_equal(batch[0].data[12], 0x88);
	capture_live_close(l);
}

static void test_a_filter_keeps_packets_out(void **state)
{
	struct packet batch[PACKET_BATCH];
	struct capture_live *l = open_loopback("ether proto 0x88b6", 0);

	(void)state;
	send_frame(0x88b5, 0, 1);
	send_frame(0x88b6, 0, 2);
	assert_int_equal(next_batch(l, batch), 1);
	assert_int_equal(batch[0].data[63], 2);
	capture_live_close(l);
}

static void test_a_full_ring_counts_its_losses(void **state)
{
	struct packet batch[PACKET_BATCH];
	struct capture_live *l = open_loopback(NULL, 1);
	uint64_t received;
	uint64_t dropped;
	uint64_t read = 0;
	int n;

	(void)state;
	for (unsigned i = 0; i < 4000; i++)
		send_frame(0x88b5, 0, (uint8_t)i);
	while ((n = capture_live_next(l, batch)) > 0)
		read += (uint64_t)n;
	capture_live_statistics(l, &received, &dropped);
	assert_true(dropped > 0);
	assert_true(read > 0);
	/* Blocks went back to the kernel: it goes on. */
	send_frame(0x88b5, 0, 0xee);
	do
		n = next_batch(l, batch);
	while (n > 0 && batch[n - 1].data[63] != 0xee);
	assert_true(n > 0);
	capture_live_close(l);
}

static void test_an_interface_that_goes_down_is_an_error(void **state)
{
	struct packet batch[PACKET_BATCH];
	struct capture_live *l = open_loopback(NULL, 0);

	(void)state;
	set_loopback(false);
	assert_int_equal(capture_live_next(l, batch), -ENETDOWN);
	set_loopback(true);
	send_frame(0x88b5, 0, 1);
	assert_int_equal(next_batch(l, batch), 1);
	capture_live_close(l);
}

static void test_what_cannot_be_opened_is_told(void **state)
{
	char error[200];

	(void)state;
	assert_int_equal(capture_live_socket("none0", NULL, error, sizeof(error)), -1);
	assert_string_equal(error, "none0: No such device");
	if (!own_network)
		skip();
	assert_int_equal(capture_live_socket("lo", "tcp prot 5", error, sizeof(error)), -1);
	assert_non_null(strstr(error, "filter \"tcp prot 5\": "));
	assert_null(capture_live_open(0, 0, 0, error, sizeof(error)));
	assert_non_null(strstr(error, "packet ring: "));
}

static int group_teardown(void **state)
{
	(void)state;
	if (sender >= 0)
		close(sender);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_each_packet_of_the_loopback_comes_once),
	        cmocka_unit_test(test_the_tag_that_the_kernel_took_out_is_told),
	        cmocka_unit_test(test_a_filter_keeps_packets_out),
	        cmocka_unit_test(test_a_full_ring_counts_its_losses),
	        cmocka_unit_test(test_an_interface_that_goes_down_is_an_error),
	        cmocka_unit_test(test_what_cannot_be_opened_is_told),
	};

	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
