/* vrrp.c - two routers and the address that they share (RFC 3768, version 2). SPDX-License-Identifier: Apache-2.0 */

#include <string.h>

#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"
#include "simulate/wire.h"

enum { PROTOCOL = 112, GROUP_ID = 50, PRIORITY = 120, SECONDS_EACH = 1, SHARED = 254, TTL = 255 };

/* 5.3: only the master speaks, from the MAC that both share (7.3). */
static void turn(struct plant *p, struct link *l)
{
	struct host master = *l->client;
	struct buf b = {0};

	memcpy(master.mac, (const uint8_t[]){0x00, 0x00, 0x5e, 0x00, 0x01, GROUP_ID}, 6);
	/* The second of both routers has less of it. */
	say(&b, "21 %b %b 01 00 %b 0000 %d 0000000000000000", GROUP_ID,
	    strcmp(l->client->device->key, "rtr1") == 0 ? PRIORITY : PRIORITY - 20, SECONDS_EACH,
	    (master.ip & 0xffffff00) | SHARED);
	say_be16_at(&b, 6, wire_fold(wire_sum(0, b.data, b.length)));
	wire_ip(p, p->now, &master, NULL, IP4(224, 0, 0, 18), PROTOCOL, TTL, &b);
	l->client->packet = master.packet;
	buf_free(&b);
}

const struct talk talk_vrrp = {"vrrp", 0, true, false, NULL, turn};
