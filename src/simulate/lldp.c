/* lldp.c - switches and controllers announce themselves (IEEE 802.1AB), with PROFINET's MAC. SPDX-License-Identifier: Apache-2.0 */

#include <string.h>

#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"
#include "simulate/wire.h"

enum { TYPE = 0x88cc, CAPABLE_BRIDGE = 0x0004, CAPABLE_AP = 0x0008, CAPABLE_STATION = 0x0080 };

static const uint8_t nearest_bridge[6] = {0x01, 0x80, 0xc2, 0x00, 0x00, 0x0e};

/* 8.4: seven bits of type, nine of length. */
static void say_text(struct buf *b, unsigned type, const char *text)
{
	const unsigned length = (unsigned)strlen(text);

	say(b, "%w %s", type << 9 | length, text);
}

static unsigned capability(const struct device *d)
{
	if (d->role && strcmp(d->role, "switch") == 0)
		return CAPABLE_BRIDGE;
	return d->role && strcmp(d->role, "access-point") == 0 ? CAPABLE_AP : CAPABLE_STATION;
}

static void turn(struct plant *p, struct link *l)
{
	const struct host *h = l->client;
	const struct device *d = h->device;
	struct buf b = {0};

	say(&b, "0207 04");
	buf_append(&b, h->mac, 6);
	say(&b, "0406 07 %s 0602 0078", h->replugged ? "port4" : "port1");
	say_text(&b, 4, h->replugged ? "Port 4" : "Port 1");
	say_text(&b, 5, d->name);
	say_text(&b, 6, d->about ? d->about : d->model);
	say(&b, "0e04 %w %w", capability(d), capability(d));
	say(&b, "100c 05 01 %d 02 00000001 00 0000", h->ip);
	wire_ether(p, p->now, nearest_bridge, h->mac, TYPE, b.data, b.length);
	buf_free(&b);
}

const struct talk talk_lldp = {"lldp", 0, true, false, NULL, turn};
