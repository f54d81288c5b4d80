/* wire.c - frames with their lengths and checksums (RFC 791, 768, 9293, 1071). SPDX-License-Identifier: Apache-2.0
 *
 * The observer stands where both hosts of a network meet their switch. A packet between two networks is
 * seen once, in that of the host nearer to the line: outward with that host's MAC, inward with the router's.
 */

#include "simulate/wire.h"

#include <stdlib.h>
#include <string.h>

#include "lib/memory.h"

enum { ETHER = 14, IP = 20, LEAST = 60, TYPE_IP = 0x0800 };

static const struct {
	uint8_t ttl;
	uint16_t window, mss;
	bool options; /* window scale and selective acknowledgment in the SYN */
} stacks[] = {
        [STACK_DEVICE] = {64, 8192, 1460, false},
        [STACK_LINUX] = {64, 64240, 1460, true},
        [STACK_WINDOWS] = {128, 64240, 1460, true},
        [STACK_SIEMENS] = {30, 8192, 1460, false},
        [STACK_ROCKWELL] = {64, 2000, 1460, false},
};

uint32_t wire_sum(uint32_t sum, const uint8_t *bytes, size_t length)
{
	for (size_t i = 0; i + 1 < length; i += 2)
		sum += (uint32_t)(bytes[i] << 8 | bytes[i + 1]);
	if (length % 2)
		sum += (uint32_t)bytes[length - 1] << 8;
	return sum;
}

uint16_t wire_fold(uint32_t sum)
{
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return (uint16_t)~sum;
}

static void put16(uint8_t *at, uint16_t value)
{
	at[0] = (uint8_t)(value >> 8);
	at[1] = (uint8_t)value;
}

static void put32(uint8_t *at, uint32_t value)
{
	put16(at, (uint16_t)(value >> 16));
	put16(at + 2, (uint16_t)value);
}

void wire_ether(struct plant *p, int64_t when, const uint8_t to[6], const uint8_t from[6],
                uint16_t type, const void *bytes, size_t length)
{
	const size_t size = ETHER + length < LEAST ? LEAST : ETHER + length;
	uint8_t *frame = xcalloc(1, size);

	memcpy(frame, to, 6);
	memcpy(frame + 6, from, 6);
	put16(frame + 12, type);
	memcpy(frame + ETHER, bytes, length);
	agenda_frame(&p->agenda, when, frame, size);
}

bool wire_is_near(const struct host *a, const struct host *b)
{
	return a->ip >> 8 == b->ip >> 8;
}

struct host *wire_router(struct plant *p, const struct host *h)
{
	for (size_t i = 0; i < p->host_count; i++)
		if (p->hosts[i].ip == ((h->ip & 0xffffff00) | 1))
			return &p->hosts[i];
	return NULL;
}

/* The MAC addresses of a packet, and whether the router has already passed it on. */
static bool find_path(struct plant *p, const struct host *from, const struct host *to,
                      const uint8_t **from_mac, const uint8_t **to_mac)
{
	*from_mac = from->mac;
	*to_mac = to->mac;
	if (wire_is_near(from, to))
		return false;
	if (from->device->zone <= to->device->zone) {
		const struct host *router = wire_router(p, from);

		if (router)
			*to_mac = router->mac;
		return false;
	}
	const struct host *router = wire_router(p, to);

	if (router)
		*from_mac = router->mac;
	return true;
}

static void group_mac(uint32_t group, uint8_t mac[6])
{
	if (group >> 28 != 0xe) {
		memset(mac, 0xff, 6);
		return;
	}
	const uint8_t multicast[6] = {0x01, 0x00, 0x5e, (uint8_t)(group >> 16 & 0x7f),
	                              (uint8_t)(group >> 8), (uint8_t)group};

	memcpy(mac, multicast, 6);
}

static void build_ip(uint8_t *ip, struct host *from, uint32_t to, uint8_t protocol, uint8_t ttl,
                     size_t length)
{
	ip[0] = 0x45;
	put16(ip + 2, (uint16_t)(IP + length));
	put16(ip + 4, ++from->packet);
	put16(ip + 6, from->device->stack == STACK_DEVICE ? 0 : 0x4000);
	ip[8] = ttl;
	ip[9] = protocol;
	put32(ip + 12, from->ip);
	put32(ip + 16, to);
	put16(ip + 10, wire_fold(wire_sum(0, ip, IP)));
}

/* RFC 768, RFC 9293 3.1: the checksum covers the addresses too. */
static void add_checksum(uint8_t *ip, size_t length, size_t at)
{
	const uint32_t sum = wire_sum(ip[9] + (uint32_t)length, ip + 12, 8);
	uint16_t check = wire_fold(wire_sum(sum, ip + IP, length));

	if (ip[9] == 17 && check == 0)
		check = 0xffff;
	put16(ip + IP + at, check);
}

static void send_ip(struct plant *p, int64_t when, struct host *from, struct host *to,
                    uint32_t group, uint8_t protocol, uint8_t ttl, const uint8_t *bytes,
                    size_t length, size_t checksum_at)
{
	uint8_t packet[1600] = {0};
	uint8_t mac[6];
	const uint8_t *from_mac = from->mac, *to_mac = mac;

	if (ttl == 0)
		ttl = stacks[from->device->stack].ttl;
	if (to == NULL)
		group_mac(group, mac);
	else if (find_path(p, from, to, &from_mac, &to_mac))
		ttl--;
	build_ip(packet, from, to ? to->ip : group, protocol, ttl, length);
	memcpy(packet + IP, bytes, length);
	if (checksum_at)
		add_checksum(packet, length, checksum_at);
	wire_ether(p, when, to_mac, from_mac, TYPE_IP, packet, IP + length);
}

void wire_ip(struct plant *p, int64_t when, struct host *from, struct host *to, uint32_t group,
             uint8_t protocol, uint8_t ttl, const struct buf *payload)
{
	send_ip(p, when, from, to, group, protocol, ttl, payload->data, payload->length, 0);
}

static void send_udp(struct plant *p, int64_t when, struct host *from, uint16_t from_port,
                     struct host *to, uint32_t group, uint16_t to_port, const struct buf *payload)
{
	uint8_t datagram[1480] = {0};

	if (payload->length > sizeof(datagram) - 8)
		abort();
	put16(datagram, from_port);
	put16(datagram + 2, to_port);
	put16(datagram + 4, (uint16_t)(8 + payload->length));
	if (payload->length)
		memcpy(datagram + 8, payload->data, payload->length);
	/* RFC 3171: what is for the link only lives one hop; RFC 6762 11 wants 255. */
	const uint8_t ttl = to || group >> 28 != 0xe ? 0 : to_port == 5353 ? 255 : 1;

	send_ip(p, when, from, to, group, 17, ttl, datagram, 8 + payload->length, 6);
}

void wire_udp(struct plant *p, int64_t when, struct host *from, uint16_t from_port, struct host *to,
              uint16_t to_port, const struct buf *payload)
{
	send_udp(p, when, from, from_port, to, 0, to_port, payload);
}

void wire_udp_group(struct plant *p, int64_t when, struct host *from, uint16_t from_port,
                    uint32_t group, uint16_t to_port, const struct buf *payload)
{
	send_udp(p, when, from, from_port, NULL, group, to_port, payload);
}

/* MSS; of full stacks also window scale and selective acknowledgment (RFC 7323, RFC 2018). */
static size_t build_options(uint8_t *at, const struct host *from)
{
	static const uint8_t more[] = {1, 3, 3, 8, 1, 1, 4, 2};

	at[0] = 2;
	at[1] = 4;
	put16(at + 2, stacks[from->device->stack].mss);
	if (!stacks[from->device->stack].options)
		return 4;
	memcpy(at + 4, more, sizeof(more));
	return 4 + sizeof(more);
}

void wire_tcp(struct plant *p, int64_t when, struct host *from, struct host *to,
              const struct wire_tcp *tcp, const void *bytes, size_t length)
{
	uint8_t segment[1580] = {0};
	size_t header = 20;

	put16(segment, tcp->port[0]);
	put16(segment + 2, tcp->port[1]);
	put32(segment + 4, tcp->sequence);
	put32(segment + 8, tcp->acknowledgment);
	segment[13] = tcp->flags;
	put16(segment + 14, tcp->flags & TCP_RST ? 0 : stacks[from->device->stack].window);
	if (tcp->flags & TCP_SYN)
		header += build_options(segment + 20, from);
	segment[12] = (uint8_t)(header / 4 << 4);
	if (length)
		memcpy(segment + header, bytes, length);
	send_ip(p, when, from, to, 0, 6, 0, segment, header + length, 16);
}

void wire_icmp_echo(struct plant *p, int64_t when, struct host *from, struct host *to, bool reply,
                    uint16_t number)
{
	uint8_t echo[40] = {[0] = reply ? 0 : 8, [5] = 1};

	put16(echo + 6, number);
	for (size_t i = 8; i < sizeof(echo); i++)
		echo[i] = (uint8_t)('a' + (i - 8) % 23);
	put16(echo + 2, wire_fold(wire_sum(0, echo, sizeof(echo))));
	send_ip(p, when, from, to, 0, 1, 0, echo, sizeof(echo), 0);
}
