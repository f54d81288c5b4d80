/* stp.c - switches agree on who leads (IEEE 802.1D 9.3.1). SPDX-License-Identifier: Apache-2.0 */

#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"
#include "simulate/wire.h"

enum { ROOT_PRIORITY = 0x8000 };

static const uint8_t all_bridges[6] = {0x01, 0x80, 0xc2, 0x00, 0x00, 0x00};

/* A rapid spanning tree BPDU; each line's switch is the root of its own line. */
static void turn(struct plant *p, struct link *l)
{
	const struct host *h = l->client;
	struct buf b = {0};

	say(&b, "42 42 03 0000 02 02 3c %w", ROOT_PRIORITY);
	buf_append(&b, h->mac, 6);
	say(&b, "00000000 %w", ROOT_PRIORITY);
	buf_append(&b, h->mac, 6);
	say(&b, "8001 0000 1400 0200 0f00 00");
	wire_ether(p, p->now, all_bridges, h->mac, (uint16_t)b.length, b.data, b.length);
	buf_free(&b);
}

const struct talk talk_stp = {"stp", 0, true, false, NULL, turn};
