/* arrive.c - devices that come, go and take another's place. SPDX-License-Identifier: Apache-2.0 */

#include "simulate/conn.h"
#include "simulate/deed.h"
#include "simulate/dhcp.h"
#include "simulate/link.h"
#include "simulate/names.h"
#include "simulate/profinet.h"

enum { AWAY_SECONDS = 60, BOOT_SECONDS = 14, TOUR = 5, QUARREL_SECONDS = 10 };

/* A new computer looks around: its router, the shares of the file server. */
static void look_around(struct plant *p, void *context)
{
	struct deed *d = context;

	if (d->step == 0)
		deed_connect(p, d, "dns", plant_host(p, "ad"));
	if (d->step++ < TOUR) {
		link_turn(p, &d->link);
		deed_later(p, d, plant_jitter(p, 8 * SECOND, 40), look_around);
		return;
	}
	deed_connect(p, d, "smb", plant_host(p, "files"));
	link_turn(p, &d->link);
	deed_hang_up(p, d);
}

void deed_arrive(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	dhcp_lease(p, p->now, d->by, plant_host(p, "ad"));
	deed_connect(p, d, "netbios", d->by);
	link_turn(p, &d->link);
	deed_later(p, d, 4 * SECOND, look_around);
}

/* The others find it: their connections begin anew. */
static void take_over(struct plant *p, void *context)
{
	struct deed *d = context;

	for (size_t i = 0; i < p->link_count; i++) {
		struct link *l = &p->links[i];

		if (l->client == d->to)
			l->client = d->by;
		if (l->server == d->to)
			l->server = d->by;
		l->conn.open = l->conn.open && l->client != d->by && l->server != d->by;
	}
	profinet_identify_all(p, plant_host(p, "l2-hmi1"));
}

static void take_place(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	names_arp(p, p->now, d->by, d->by->ip, NULL);
	deed_later(p, d, BOOT_SECONDS * SECOND, take_over);
}

/* The old one is unplugged; after a while the new one starts and has its address. */
void deed_replace(struct plant *p, void *context)
{
	struct deed *d = context;

	d->to->off = true;
	deed_later(p, d, AWAY_SECONDS * SECOND, take_place);
}

/* RFC 5227 2.4: both defend the address. */
static void quarrel(struct plant *p, void *context)
{
	struct deed *d = context;

	names_arp(p, p->now, d->by, d->by->ip, NULL);
	names_arp(p, p->now + 2 * MILLISECOND, d->to, d->to->ip, NULL);
	if (++d->step < d->count)
		deed_later(p, d, QUARREL_SECONDS * SECOND, quarrel);
}

void deed_duplicate_ip(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	deed_connect(p, d, "netbios", d->by);
	link_turn(p, &d->link);
	quarrel(p, context);
}
