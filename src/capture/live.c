/* live.c - TPACKET_V3 (Linux Documentation/networking/packet_mmap). SPDX-License-Identifier:
 * Apache-2.0
 *
 * The kernel fills blocks of the ring and hands them over whole; a block goes back when the packets
 * in it were used, which is when the batch after its last one is asked for. The headers in the ring
 * are written by the kernel, not by the network: they are read as structs.
 */

#include "capture/live.h"

#include "lib/memory.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <pcap/pcap.h>

#define RING_BYTES  ((size_t)16 * 1024 * 1024)
#define BLOCK_BYTES ((size_t)256 * 1024)
#define FRAME_BYTES 2048 /* version 3 packs packets tightly; the kernel only wants it to divide */
#define RETIRE_MS   50   /* a block that does not fill is handed over after this long */

/* Where the address stands behind the header: TPACKET_ALIGN, unsigned. */
#define ADDRESS_OFFSET                                                                             \
	((sizeof(struct tpacket3_hdr) + TPACKET_ALIGNMENT - 1) & ~(size_t)(TPACKET_ALIGNMENT - 1))

/* No such link type: decode counts the packet as not understood. */
#define LINK_UNKNOWN UINT16_MAX

struct capture_live {
	int fd;
	uint16_t interface;
	uint8_t *ring;
	unsigned blocks;
	unsigned block;            /* the one being read */
	bool held;                 /* it is ours and must go back */
	uint32_t left;             /* packets in it not given out */
	struct tpacket3_hdr *next; /* the first of these */
	uint64_t received;
	uint64_t dropped;
};

static int fail(int fd, const char *what, char *error, size_t size)
{
	snprintf(error, size, "%s: %s", what, strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

/* libpcap is the compiler only; its instructions are those of the kernel. */
static int attach_filter(int fd, const char *filter, char *error, size_t size)
{
	pcap_t *dead = pcap_open_dead(DLT_EN10MB, 262144);
	struct bpf_program program;
	int rc = -1;

	if (!dead) {
		snprintf(error, size, "filter: out of memory");
		return -1;
	}
	if (pcap_compile(dead, &program, filter, 1, PCAP_NETMASK_UNKNOWN) != 0) {
		snprintf(error, size, "filter \"%s\": %s", filter, pcap_geterr(dead));
		goto done;
	}

	const struct sock_fprog kernel = {
	        .len = (unsigned short)program.bf_len,
	        .filter = (struct sock_filter *)(void *)program.bf_insns,
	};

	rc = setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &kernel, sizeof(kernel));
	if (rc != 0)
		snprintf(error, size, "filter \"%s\": %s", filter, strerror(errno));
	pcap_freecode(&program);
done:
	pcap_close(dead);
	return rc;
}

static int join_and_bind(int fd, unsigned index)
{
	const struct packet_mreq promiscuous = {
	        .mr_ifindex = (int)index,
	        .mr_type = PACKET_MR_PROMISC,
	};
	const struct sockaddr_ll address = {
	        .sll_family = AF_PACKET,
	        .sll_protocol = htons(ETH_P_ALL),
	        .sll_ifindex = (int)index,
	};

	if (setsockopt(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &promiscuous, sizeof(promiscuous)) !=
	    0)
		return -1;
	return bind(fd, (const struct sockaddr *)&address, sizeof(address));
}

int capture_live_socket(const char *interface, const char *filter, char *error, size_t size)
{
	const unsigned index = if_nametoindex(interface);
	int fd;

	if (index == 0)
		return fail(-1, interface, error, size);
	/* Protocol 0 hears nothing: no packet comes in before filter and bind. */
	fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return fail(fd, "packet socket", error, size);
	if (filter && *filter && attach_filter(fd, filter, error, size) != 0) {
		close(fd);
		return -1;
	}
	if (join_and_bind(fd, index) != 0)
		return fail(fd, interface, error, size);
	return fd;
}

static int make_ring(struct capture_live *l)
{
	const int version = TPACKET_V3;
	const struct tpacket_req3 none = {0};
	const struct tpacket_req3 request = {
	        .tp_block_size = BLOCK_BYTES,
	        .tp_block_nr = l->blocks,
	        .tp_frame_size = FRAME_BYTES,
	        .tp_frame_nr = (unsigned)(BLOCK_BYTES / FRAME_BYTES) * l->blocks,
	        .tp_retire_blk_tov = RETIRE_MS,
	};

	/* the socket outlives a sensor that was killed, and so does its ring */
	(void)setsockopt(l->fd, SOL_PACKET, PACKET_RX_RING, &none, sizeof(none));
	if (setsockopt(l->fd, SOL_PACKET, PACKET_VERSION, &version, sizeof(version)) != 0 ||
	    setsockopt(l->fd, SOL_PACKET, PACKET_RX_RING, &request, sizeof(request)) != 0)
		return -1;
	l->ring = mmap(NULL, BLOCK_BYTES * l->blocks, PROT_READ | PROT_WRITE, MAP_SHARED, l->fd, 0);
	return l->ring == MAP_FAILED ? -1 : 0;
}

struct capture_live *capture_live_open(int fd, uint16_t interface, size_t ring_bytes, char *error,
                                       size_t size)
{
	struct capture_live *l = xcalloc(1, sizeof(*l));
	const size_t blocks = (ring_bytes ? ring_bytes : RING_BYTES) / BLOCK_BYTES;

	l->fd = fd;
	l->interface = interface;
	/* Two at least, one to fill while the other is read; at most 4 GB. */
	l->blocks = blocks < 2 ? 2 : blocks > 16384 ? 16384 : (unsigned)blocks;
	if (make_ring(l) == 0)
		return l;
	snprintf(error, size, "packet ring: %s", strerror(errno));
	free(l);
	return NULL;
}

static struct tpacket_hdr_v1 *block_header(const struct capture_live *l)
{
	struct tpacket_block_desc *b = (void *)(l->ring + l->block * BLOCK_BYTES);

	return &b->hdr.bh1;
}

/* Gives the block that was used up back to the kernel. */
static void return_block(struct capture_live *l)
{
	if (!l->held)
		return;
	__atomic_store_n(&block_header(l)->block_status, TP_STATUS_KERNEL, __ATOMIC_RELEASE);
	l->block = (l->block + 1) % l->blocks;
	l->held = false;
}

static bool take_block(struct capture_live *l)
{
	struct tpacket_hdr_v1 *h = block_header(l);

	if (!(__atomic_load_n(&h->block_status, __ATOMIC_ACQUIRE) & TP_STATUS_USER))
		return false;
	l->held = true;
	l->left = h->num_pkts;
	l->next = (void *)((uint8_t *)h - offsetof(struct tpacket_block_desc, hdr) +
	                   h->offset_to_first_pkt);
	return true;
}

static uint16_t link_type_of(const struct sockaddr_ll *address)
{
	switch (address->sll_hatype) {
	case ARPHRD_ETHER:
	case ARPHRD_LOOPBACK:
		return LINK_ETHERNET;
	case ARPHRD_NONE:
	case ARPHRD_PPP:
		return LINK_RAW;
	default:
		return LINK_UNKNOWN;
	}
}

static void fill(const struct capture_live *l, const struct tpacket3_hdr *h,
                 const struct sockaddr_ll *address, struct packet *out)
{
	const bool tagged = h->tp_status & TP_STATUS_VLAN_VALID;
	const bool named = h->tp_status & TP_STATUS_VLAN_TPID_VALID;

	*out = (struct packet){
	        .data = (const uint8_t *)h + h->tp_mac,
	        .length = h->tp_snaplen,
	        .wire_length = h->tp_len,
	        .time = (int64_t)h->tp_sec * 1000000000 + h->tp_nsec,
	        .link_type = link_type_of(address),
	        .interface = l->interface,
	        .vlan = tagged ? (uint16_t)h->hv1.tp_vlan_tci : 0,
	        .vlan_ethertype = !tagged ? 0
	                          : named ? h->hv1.tp_vlan_tpid
	                                  : ETH_P_8021Q,
	};
}

/* The loopback device shows each packet twice, going out and coming in. */
static bool is_double(const struct sockaddr_ll *address)
{
	return address->sll_pkttype == PACKET_OUTGOING && address->sll_hatype == ARPHRD_LOOPBACK;
}

static int read_block(struct capture_live *l, struct packet *out)
{
	int n = 0;

	for (; l->left > 0 && n < PACKET_BATCH; l->left--) {
		const struct tpacket3_hdr *h = l->next;
		const struct sockaddr_ll *address =
		        (const void *)((const uint8_t *)h + ADDRESS_OFFSET);

		if (!is_double(address))
			fill(l, h, address, &out[n++]);
		l->next = (void *)((uint8_t *)l->next + h->tp_next_offset);
	}
	return n;
}

/* Nothing came: is the interface still there? */
static int socket_error(const struct capture_live *l)
{
	int error = 0;
	socklen_t size = sizeof(error);

	if (getsockopt(l->fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0)
		return -errno;
	return -error;
}

int capture_live_next(struct capture_live *l, struct packet *out)
{
	/* A block may hold nothing but doubles; at most one round of the ring. */
	for (unsigned i = 0; i <= l->blocks; i++) {
		int n;

		if (l->left == 0) {
			return_block(l);
			if (!take_block(l))
				return socket_error(l);
		}
		n = read_block(l, out);
		if (n > 0)
			return n;
	}
	return 0;
}

int capture_live_fd(const struct capture_live *l)
{
	return l->fd;
}

void capture_live_statistics(struct capture_live *l, uint64_t *received, uint64_t *dropped)
{
	struct tpacket_stats_v3 s;
	socklen_t size = sizeof(s);

	/* Reading sets the kernel's counters to zero. */
	if (getsockopt(l->fd, SOL_PACKET, PACKET_STATISTICS, &s, &size) == 0) {
		l->received += s.tp_packets;
		l->dropped += s.tp_drops;
	}
	*received = l->received;
	*dropped = l->dropped;
}

void capture_live_close(struct capture_live *l)
{
	if (!l)
		return;
	munmap(l->ring, BLOCK_BYTES * l->blocks);
	close(l->fd);
	free(l);
}
