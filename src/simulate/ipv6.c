/* ipv6.c - what a network with IPv6 says though nobody configured it (RFC 8200, RFC 4861). SPDX-License-Identifier: Apache-2.0 */

#include "simulate/ipv6.h"

#include <string.h>

#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"
#include "simulate/wire.h"

enum { TYPE = 0x86dd, UDP = 17, ICMP = 58, SOLICIT_ROUTER = 133, ADVERTISE_ROUTER, SOLICIT, ADVERTISE };

static const uint8_t nobody[16];
static const uint8_t all_nodes[16] = {0xff, 2, [15] = 1}, all_routers[16] = {0xff, 2, [15] = 2};

/* RFC 4291 2.5.6, appendix A: the MAC with its universal bit turned, ff fe between. */
static void own_address(const struct host *h, uint8_t out[16])
{
	const uint8_t address[16] = {0xfe, 0x80, [8] = h->mac[0] ^ 2, h->mac[1], h->mac[2], 0xff, 0xfe,
	                             h->mac[3], h->mac[4], h->mac[5]};

	memcpy(out, address, 16);
}

/* RFC 4291 2.7.1 */
static void solicited_node(const uint8_t address[16], uint8_t out[16])
{
	const uint8_t group[16] = {0xff, 2, [11] = 1, 0xff, address[13], address[14], address[15]};

	memcpy(out, group, 16);
}

/* RFC 8200 8.1: the checksum covers the addresses too. */
static void send_as(struct plant *p, int64_t when, const struct host *from, const uint8_t source[16],
                    const uint8_t to[16], const uint8_t *to_mac, unsigned protocol, struct buf *message)
{
	const size_t at = protocol == UDP ? 6 : 2;
	const unsigned hops = protocol == UDP ? 1 : 255; /* RFC 4861 wants 255 */
	const uint8_t group[6] = {0x33, 0x33, to[12], to[13], to[14], to[15]};
	struct buf b = {0};
	uint32_t sum = wire_sum(protocol + (uint32_t)message->length, source, 16);

	sum = wire_sum(wire_sum(sum, to, 16), message->data, message->length);
	say_be16_at(message, at, wire_fold(sum));
	say(&b, "60000000 %w %b %b", (unsigned)message->length, protocol, hops);
	buf_append(&b, source, 16);
	buf_append(&b, to, 16);
	say(&b, "%x", message);
	wire_ether(p, when, to_mac ? to_mac : group, from->mac, TYPE, b.data, b.length);
	buf_free(&b);
	buf_clear(message);
}

static void send(struct plant *p, int64_t when, const struct host *from, const uint8_t source[16],
                 const uint8_t to[16], const uint8_t *to_mac, struct buf *message)
{
	send_as(p, when, from, source, to, to_mac, ICMP, message);
}

static void say_option(struct buf *b, unsigned kind, const struct host *h)
{
	say(b, "%b 01", kind);
	buf_append(b, h->mac, 6);
}

/* 4.3, 5.4 of RFC 4862: is this address free, and is there a router? */
static void start(struct plant *p, struct host *h)
{
	uint8_t own[16], group[16];
	struct buf b = {0};

	own_address(h, own);
	solicited_node(own, group);
	say(&b, "%b 00 0000 00000000", SOLICIT);
	buf_append(&b, own, 16);
	send(p, p->now, h, nobody, group, NULL, &b);
	say(&b, "%b 00 0000 00000000", SOLICIT_ROUTER);
	say_option(&b, 1, h);
	send(p, p->now + SECOND, h, own, all_routers, NULL, &b);
	buf_free(&b);
}

/* One asks for the MAC of the other, which answers. */
static void turn(struct plant *p, struct link *l)
{
	const int64_t when = p->now + 2 * SECOND;
	uint8_t own[16], other[16], group[16];
	struct buf b = {0};

	if (l->turn == 0)
		start(p, l->client);
	own_address(l->client, own);
	own_address(l->server, other);
	solicited_node(other, group);
	say(&b, "%b 00 0000 00000000", SOLICIT);
	buf_append(&b, other, 16);
	say_option(&b, 1, l->client);
	send(p, when, l->client, own, group, NULL, &b);
	say(&b, "%b 00 0000 60000000", ADVERTISE);
	buf_append(&b, other, 16);
	say_option(&b, 2, l->server);
	send(p, when + prng_between(&p->prng, 100000, 900000), l->server, other, own, l->client->mac, &b);
	buf_free(&b);
}

const struct talk talk_nd = {"nd", 0, true, false, NULL, turn};

/* RFC 4861 4.2: lifetime of half an hour, prefix 2001:db8:bad::/64; RFC 8106 5.1: itself as name server. */
void ipv6_advertise_router(struct plant *p, struct host *from)
{
	uint8_t own[16];
	struct buf b = {0};

	own_address(from, own);
	say(&b, "%b 00 0000 40 00 0708 00000000 00000000", ADVERTISE_ROUTER);
	say_option(&b, 1, from);
	say(&b, "03 04 40 c0 00000e10 00000708 00000000 20010db80bad0000 0000000000000000");
	say(&b, "19 03 0000 00000708");
	buf_append(&b, own, 16);
	send(p, p->now, from, own, all_nodes, NULL, &b);
	buf_free(&b);
}

void ipv6_advertise_address(struct plant *p, struct host *from, const struct host *owner)
{
	uint8_t own[16], claimed[16];
	struct buf b = {0};

	own_address(from, own);
	own_address(owner, claimed);
	say(&b, "%b 00 0000 20000000", ADVERTISE);
	buf_append(&b, claimed, 16);
	say_option(&b, 2, from);
	send(p, p->now, from, own, all_nodes, NULL, &b);
	buf_free(&b);
}

/* RFC 8415 18.2.1, as Windows asks where nobody answers: who it is, its name, its maker. */
static void solicit(struct plant *p, struct link *l)
{
	static const uint8_t agents[16] = {0xff, 2, [13] = 1, [15] = 2};
	struct host *h = l->client;
	const unsigned name = (unsigned)strlen(h->device->name);
	uint8_t own[16];
	struct buf b = {0};

	own_address(h, own);
	say(&b, "0222 0223 0000 0000 01%b%w 0008 0002 %w 0001 000e 0001 0001 2b5e1c00", prng_below(&p->prng, 256),
	    prng_below(&p->prng, 65536), l->turn % 6 * 100);
	buf_append(&b, h->mac, 6);
	say(&b, "0003 000c 0d%b%b%b 00000000 00000000", h->mac[0], h->mac[1], h->mac[2]);
	say(&b, "0027 %w 00 %b %s 00 0010 000e 00000137 0008 'MSFT 5.0' 0006 0006 0017 0018 0027", name + 3, name,
	    h->device->name);
	say_be16_at(&b, 4, b.length);
	send_as(p, p->now, h, own, agents, NULL, UDP, &b);
	buf_free(&b);
}

const struct talk talk_dhcpv6 = {"dhcpv6", 547, true, false, NULL, solicit};
