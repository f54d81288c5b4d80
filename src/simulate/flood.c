/* flood.c - deeds that fill the wires: floods, tunnels in echoes, large copies, false neighbours. SPDX-License-Identifier: Apache-2.0 */

#include "simulate/conn.h"
#include "simulate/deed.h"
#include "simulate/ipv6.h"
#include "simulate/link.h"
#include "simulate/names.h"
#include "simulate/say.h"
#include "simulate/smb.h"
#include "simulate/wire.h"

enum { ICMP = 1, PIECE = 60000 };

/* Connections that are begun and never used, a thousand a second. */
void deed_flood(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	if (d->step == 0)
		names_resolve(p, d->by, d->to);
	conn_refused(p, p->now + MILLISECOND, d->by, d->to, (uint16_t)(d->event->port ? d->event->port : 80), false);
	if (++d->step < d->count)
		deed_later(p, d, MILLISECOND, deed_flood);
}

static void made_up(struct plant *p, uint8_t mac[6])
{
	for (size_t i = 0; i < 6; i++)
		mac[i] = (uint8_t)prng_next(&p->prng);
	mac[0] &= 0xfe; /* not a group's */
}

/* Each frame from somebody else to somebody else, none of whom is there: the address tables of switches fill up. */
void deed_forge_macs(struct plant *p, void *context)
{
	struct deed *d = context;
	uint8_t from[6], to[6], data[46] = {0};

	made_up(p, from);
	made_up(p, to);
	wire_ether(p, p->now, to, from, 0x88b5, data, sizeof(data)); /* IEEE 802.3: for experiments */
	if (++d->step < d->count)
		deed_later(p, d, MILLISECOND, deed_forge_macs);
}

/* RFC 792: an echo whose data are somebody's. */
static void echo(struct plant *p, int64_t when, struct host *from, struct host *to, bool reply, unsigned number)
{
	const size_t length = (size_t)prng_between(&p->prng, 300, 1100);
	struct buf b = {0};

	say(&b, "%b 00 0000 4d5a %w", reply ? 0 : 8, number);
	for (size_t i = 0; i < length; i++)
		buf_byte(&b, (uint8_t)prng_next(&p->prng));
	say_be16_at(&b, 2, wire_fold(wire_sum(0, b.data, b.length)));
	wire_ip(p, when, from, to, 0, ICMP, 0, &b);
	buf_free(&b);
}

void deed_icmp_tunnel(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	echo(p, p->now, d->by, d->to, false, d->step);
	echo(p, p->now + prng_between(&p->prng, 8 * MILLISECOND, 30 * MILLISECOND), d->to, d->by, true, d->step);
	if (++d->step < d->count)
		deed_later(p, d, plant_jitter(p, 700 * MILLISECOND, 50), deed_icmp_tunnel);
}

/* Far more than this pair ever moved. */
void deed_copy_much(struct plant *p, void *context)
{
	struct deed *d = context;
	char name[40];

	d->by->off = false;
	if (d->step == 0)
		deed_connect(p, d, "smb", d->to);
	snprintf(name, sizeof(name), "seisan\\recipe%02u.csv", d->step % 20);
	smb_transfer(p, &d->link, name, false, PIECE, NULL);
	if (++d->step < d->count)
		deed_later(p, d, 200 * MILLISECOND, deed_copy_much);
	else
		deed_hang_up(p, d);
}

/* RFC 4861 4.4, 11.1: the one tells all that the address of the other is here. */
void deed_nd_spoof(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	ipv6_advertise_address(p, d->by, d->to);
	if (++d->step < d->count)
		deed_later(p, d, 2 * SECOND, deed_nd_spoof);
}
