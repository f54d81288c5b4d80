/* stp.c - switches agree on who leads (IEEE 802.1D 9.3.1). SPDX-License-Identifier: Apache-2.0 */

#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"
#include "simulate/wire.h"

enum { USUAL_PRIORITY = 0x8000, LOW_PRIORITY = 0x1000 };

static const uint8_t all_bridges[6] = {0x01, 0x80, 0xc2, 0x00, 0x00, 0x00};

/* A rapid spanning tree BPDU; each line's switch is the root of its own line. */
static void send(struct plant *p, struct link *l, unsigned priority)
{
	const struct host *h = l->client;
	struct buf b = {0};

	say(&b, "42 42 03 0000 02 02 3c %w", priority);
	buf_append(&b, h->mac, 6);
	say(&b, "00000000 %w", priority);
	buf_append(&b, h->mac, 6);
	say(&b, "8001 0000 1400 0200 0f00 00");
	wire_ether(p, p->now, all_bridges, h->mac, (uint16_t)b.length, b.data, b.length);
	buf_free(&b);
}

static void turn(struct plant *p, struct link *l)
{
	send(p, l, USUAL_PRIORITY);
}

/* Who has the lowest number leads all. */
static void turn_root(struct plant *p, struct link *l)
{
	send(p, l, LOW_PRIORITY);
}

const struct talk talk_stp_root = {"stp-root", 0, true, false, NULL, turn_root};
const struct talk talk_stp = {"stp", 0, true, false, NULL, turn};
