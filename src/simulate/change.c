/* change.c - deeds in which the plant changes: slower, silent, other cables, other talks. SPDX-License-Identifier: Apache-2.0 */

#include "simulate/conn.h"
#include "simulate/deed.h"
#include "simulate/dhcp.h"
#include "simulate/dns.h"
#include "simulate/link.h"
#include "simulate/names.h"
#include "simulate/talks.h"

enum { REGISTERS = 16, TYPE_A = 1 };

static void take_turn(struct plant *p, void *context)
{
	struct deed *d = context;

	link_turn(p, &d->link);
	if (++d->step < d->count)
		deed_later(p, d, plant_jitter(p, d->event->every * SECOND, 3), take_turn);
	else if (!d->link.talk->udp)
		deed_hang_up(p, d);
}

/* Any protocol of the table, between any two, as often as the scenario wants. */
void deed_talk(struct plant *p, void *context)
{
	struct deed *d = context;
	const struct scenario_event *e = d->event;

	d->by->off = false;
	d->contact = (struct contact){.talk = e->talk, .client = d->by->device->key, .server = d->to->device->key,
	                              .period = e->every * 1000, .port = (uint16_t)e->port, .first = e->first,
	                              .count = REGISTERS};
	link_prepare(p, &d->link, &d->contact);
	take_turn(p, context);
}

/* The name of the other is looked up at the factory's own server. */
void deed_ask_name(struct plant *p, void *context)
{
	struct deed *d = context;
	struct buf address = {0};

	d->by->off = false;
	if (d->step == 0)
		deed_connect(p, d, "dns", plant_host(p, "ad"));
	d->link.port = (uint16_t)prng_between(&p->prng, 49152, 65000);
	d->link.at = p->now;
	buf_be32(&address, d->to->ip);
	dns_ask(p, &d->link, d->to->device->name, TYPE_A, &address);
	buf_free(&address);
	if (++d->step < d->count)
		deed_later(p, d, plant_jitter(p, d->event->every * SECOND, 20), deed_ask_name);
}

/* The period of all that the one asks the other becomes so many percent of what it was. */
void deed_change_period(struct plant *p, void *context)
{
	struct deed *d = context;

	for (size_t i = 0; i < p->link_count; i++)
		if (p->links[i].client == d->by && p->links[i].server == d->to)
			p->links[i].pace = d->count;
}

/* It has too much to do: each answer comes so many milliseconds later. */
void deed_slow_down(struct plant *p, void *context)
{
	struct deed *d = context;

	(void)p;
	d->by->slow = d->count;
}

/* The mirror port is taken away for so many seconds: connections stand meanwhile. */
void deed_pause(struct plant *p, void *context)
{
	const struct deed *d = context;

	p->paused_until = p->now + d->count * SECOND;
}

/* Power is back: it tells its address, and the others connect again. */
void deed_come_back(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	names_arp(p, p->now, d->by, d->by->ip, NULL);
}

/* Its cables were put into other ports. */
void deed_replug(struct plant *p, void *context)
{
	struct deed *d = context;

	(void)p;
	d->by->replugged = true;
}

/* A box that spans a wireless network, then a telephone behind it. */
void deed_new_access_point(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	if (d->step == 0)
		dhcp_lease(p, p->now, d->by, plant_host(p, "ad"));
	if (d->step == 2) {
		d->to->off = false;
		dhcp_lease(p, p->now, d->to, plant_host(p, "ad"));
	}
	deed_connect(p, d, "lldp", d->by);
	link_turn(p, &d->link);
	if (++d->step < d->count)
		deed_later(p, d, 30 * SECOND, deed_new_access_point);
}
