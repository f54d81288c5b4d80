/* arp.c - address resolution (RFC 826). SPDX-License-Identifier: Apache-2.0 */

#include "simulate/names.h"

#include <string.h>

#include "simulate/say.h"
#include "simulate/wire.h"

enum { TYPE_ARP = 0x0806 };

static const uint8_t everyone[6] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff};

static void send(struct plant *p, int64_t when, unsigned operation, const struct host *from,
                 const uint8_t to_mac[6], uint32_t to_ip)
{
	static const uint8_t unknown[6];
	struct buf b = {0};

	say(&b, "0001 0800 06 04 %w", operation);
	buf_append(&b, from->mac, 6);
	buf_be32(&b, from->ip);
	buf_append(&b, operation == 1 ? unknown : to_mac, 6);
	buf_be32(&b, to_ip);
	wire_ether(p, when, to_mac, from->mac, TYPE_ARP, b.data, b.length);
	buf_free(&b);
}

void names_arp(struct plant *p, int64_t when, struct host *from, uint32_t ip, struct host *to)
{
	send(p, when, 1, from, everyone, ip);
	if (to)
		send(p, when + prng_between(&p->prng, 100000, 900000), 2, to, from->mac, from->ip);
}

void names_arp_answer(struct plant *p, int64_t when, struct host *from, struct host *to)
{
	send(p, when, 2, from, to->mac, to->ip);
}

void names_resolve(struct plant *p, struct host *from, struct host *to)
{
	/* What is asked behind the router is not heard here. */
	struct host *asker = from->device->zone <= to->device->zone ? from : to;
	struct host *asked = asker == from ? to : from;

	if (!wire_is_near(asker, asked))
		asked = wire_router(p, asker);
	if (asked)
		names_arp(p, p->now, asker, asked->ip, asked);
}
