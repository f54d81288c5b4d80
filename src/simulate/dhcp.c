/* dhcp.c - a computer that starts gets its address (RFC 2131). SPDX-License-Identifier: Apache-2.0 */

#include "simulate/dhcp.h"

#include <string.h>

#include "simulate/link.h"
#include "simulate/names.h"
#include "simulate/say.h"
#include "simulate/talks.h"
#include "simulate/wire.h"

enum { DISCOVER = 1, OFFER, REQUEST, ACK, EVERYONE = -1 };

static void say_fixed(struct buf *b, unsigned operation, uint32_t number, const struct host *client,
                      uint32_t yours)
{
	say(b, "%b 01 06 00 %d 0000 0000 00000000 %d 00000000 00000000", operation, number, yours);
	buf_append(b, client->mac, 6);
	say_zeros(b, 10 + 64 + 128);
	say(b, "63825363");
}

static void say_request(struct buf *b, struct host *client, const struct host *server,
                        unsigned kind, uint32_t number)
{
	const struct device *d = client->device;
	const bool windows = d->stack == STACK_WINDOWS;

	say_fixed(b, 1, number, client, 0);
	say(b, "35 01 %b 3d 07 01", kind);
	buf_append(b, client->mac, 6);
	if (kind == REQUEST)
		say(b, "32 04 %d 36 04 %d", client->ip, server->ip);
	say(b, "0c %b %s", (unsigned)strlen(d->name), d->name);
	if (windows)
		say(b, "3c 08 'MSFT 5.0' 37 0e 01 03 06 0f 1f 21 2b 2c 2e 2f 77 79 f9 fc");
	else
		say(b, "37 06 01 03 06 0f 1c 2a");
	say(b, "ff");
}

static void say_reply(struct buf *b, struct host *client, const struct host *server, unsigned kind,
                      uint32_t number)
{
	say_fixed(b, 2, number, client, client->ip);
	say(b, "35 01 %b 36 04 %d 33 04 00007080 01 04 ffffff00", kind, server->ip);
	say(b, "03 04 %d 06 04 %d 0f 0c 'kojo.example' ff", (client->ip & 0xffffff00) | 1, server->ip);
}

void dhcp_lease(struct plant *p, int64_t when, struct host *client, struct host *server)
{
	struct host nobody = *client;
	const uint32_t number = prng_next(&p->prng);
	struct buf b = {0};

	nobody.ip = 0;
	for (unsigned kind = DISCOVER; kind <= ACK; kind++) {
		buf_clear(&b);
		if (kind % 2) {
			say_request(&b, client, server, kind, number);
			wire_udp_group(p, when, &nobody, 68, 0xffffffff, 67, &b);
		} else {
			say_reply(&b, client, server, kind, number);
			wire_udp_group(p, when, server, 67, 0xffffffff, 68, &b);
		}
		when += prng_between(&p->prng, MILLISECOND, 5 * MILLISECOND);
	}
	client->packet = nobody.packet;
	/* RFC 5227 2.3: who has an address tells it to everyone. */
	names_arp(p, when, client, client->ip, NULL);
	buf_free(&b);
}

static void turn(struct plant *p, struct link *l)
{
	dhcp_lease(p, p->now, l->client, l->server);
}

const struct talk talk_dhcp = {"dhcp", 67, true, false, NULL, turn};
