/* intrude.c - deeds in the network: false servers and addresses, silence, calls to the outside. SPDX-License-Identifier: Apache-2.0 */

#include <string.h>

#include "simulate/conn.h"
#include "simulate/deed.h"
#include "simulate/dhcp.h"
#include "simulate/dns.h"
#include "simulate/ipv6.h"
#include "simulate/link.h"
#include "simulate/names.h"
#include "simulate/say.h"
#include "simulate/talks.h"
#include "simulate/wire.h"

enum { DGA_LEAST = 12, DGA_MOST = 19, NO_SUCH_NAME = 3 };

/* A box from home hands out addresses, and is faster than the server. */
void deed_rogue_dhcp(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	if (d->step == 0)
		names_arp(p, p->now, d->by, d->by->ip, NULL);
	dhcp_lease(p, p->now + 20 * MILLISECOND, d->to, d->by);
	if (++d->step < d->count)
		deed_later(p, d, plant_jitter(p, 60 * SECOND, 10), deed_rogue_dhcp);
}

/* Every two seconds each of both is told that the other is here. */
void deed_arp_spoof(struct plant *p, void *context)
{
	struct deed *d = context;
	struct host *router = wire_router(p, d->to);
	struct host as_router = *d->by, as_victim = *d->by;

	d->by->off = false;
	as_router.ip = router->ip;
	as_victim.ip = d->to->ip;
	names_arp_answer(p, p->now, &as_router, d->to);
	names_arp_answer(p, p->now + 300000, &as_victim, router);
	if (++d->step < d->count)
		deed_later(p, d, 2 * SECOND, deed_arp_spoof);
}

void deed_rogue_router(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	ipv6_advertise_router(p, d->by);
	if (++d->step < d->count)
		deed_later(p, d, plant_jitter(p, 10 * SECOND, 20), deed_rogue_router);
}

/* Somebody needed more ports: it wants to lead the tree, and names itself. */
void deed_new_switch(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	deed_connect(p, d, d->step % 3 == 0 ? "lldp" : "stp-root", d->by);
	link_turn(p, &d->link);
	if (++d->step < d->count)
		deed_later(p, d, 4 * SECOND, deed_new_switch);
}

/* Names that a program makes up, until one of them has an address. */
void deed_dga_names(struct plant *p, void *context)
{
	static const char *const ends[] = {"com", "net", "info", "biz", "ru", "top"};
	struct deed *d = context;
	char name[40];
	const unsigned length = (unsigned)prng_between(&p->prng, DGA_LEAST, DGA_MOST);

	if (d->step == 0)
		deed_connect(p, d, "dns", plant_host(p, "ad"));
	for (unsigned i = 0; i < length; i++)
		name[i] = (char)('a' + prng_below(&p->prng, 26));
	snprintf(name + length, sizeof(name) - length, ".%s", ends[prng_below(&p->prng, 6)]);
	d->link.port = (uint16_t)prng_between(&p->prng, 49152, 65000);
	d->link.at = p->now;
	dns_fail(p, &d->link, name, NO_SUCH_NAME);
	if (++d->step < d->count)
		deed_later(p, d, plant_jitter(p, 900 * MILLISECOND, 60), deed_dga_names);
}

/* All that the one asked the other for ends; both go on with the rest. */
void deed_stop_polling(struct plant *p, void *context)
{
	struct deed *d = context;

	for (size_t i = 0; i < p->link_count; i++) {
		struct link *l = &p->links[i];

		if (l->client != d->by || l->server != d->to)
			continue;
		if (!l->talk->udp)
			conn_close(p, &l->conn, CLIENT);
		l->muted = true;
	}
}

/* No power: nothing more comes from it, whoever asks. */
void deed_go_silent(struct plant *p, void *context)
{
	struct deed *d = context;

	(void)p;
	d->by->off = true;
}

/* One port of one neighbour, then a long wait: below the thresholds of most. */
void deed_slow_scan(struct plant *p, void *context)
{
	static const uint16_t ports[] = {102, 502, 44818, 5002, 9600, 445, 3389, 22, 80, 4840};
	struct deed *d = context;
	struct host *near[64] = {NULL};
	unsigned count = 0;

	for (size_t i = 0; i < p->host_count && count < 64; i++)
		if (p->hosts[i].ip && wire_is_near(&p->hosts[i], d->to) && !p->hosts[i].off && &p->hosts[i] != d->by)
			near[count++] = &p->hosts[i];
	d->by->off = false;
	if (count == 0)
		return;
	struct host *target = near[d->step % count];

	names_arp(p, p->now, d->by, target->ip, target);
	conn_refused(p, p->now + 2 * MILLISECOND, d->by, target, ports[d->step / count % 10], true);
	if (++d->step < d->count)
		deed_later(p, d, plant_jitter(p, 20 * SECOND, 50), deed_slow_scan);
}

/* A device of the line asks for a name and opens a page outside. */
void deed_browse(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	if (d->step == 0)
		names_resolve(p, d->by, d->to);
	deed_connect(p, d, "tls", d->to);
	link_turn(p, &d->link);
	deed_hang_up(p, d);
	if (++d->step < d->count)
		deed_later(p, d, plant_jitter(p, 15 * SECOND, 60), deed_browse);
}

static void mail_line(struct plant *p, struct link *l, const char *ask, const char *answer)
{
	buf_printf(&p->ask, "%s\r\n", ask);
	buf_printf(&p->answer, "%s\r\n", answer);
	link_ask(p, l);
}

/* RFC 5321 3.3: a message in the clear. */
static void mail_turn(struct plant *p, struct link *l)
{
	char hello[80];

	buf_printf(&p->answer, "220 mail.honsha.example ESMTP\r\n");
	link_send(p, l, SERVER, &p->answer);
	link_wait(p, l, 20 * MILLISECOND);
	snprintf(hello, sizeof(hello), "EHLO %s", l->client->device->name);
	mail_line(p, l, hello, "250 mail.honsha.example");
	mail_line(p, l, "MAIL FROM:<alarm@kojo.example>", "250 OK");
	mail_line(p, l, "RCPT TO:<drop@mail.example>", "250 OK");
	mail_line(p, l, "DATA", "354 go on");
	mail_line(p, l, "Subject: report\r\n\r\nline data attached\r\n.", "250 queued");
	mail_line(p, l, "QUIT", "221 bye");
}

const struct talk talk_smtp = {"smtp", 25, false, true, NULL, mail_turn};

void deed_send_mail(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	deed_connect(p, d, "smtp", d->to);
	link_turn(p, &d->link);
	if (++d->step < d->count)
		deed_later(p, d, plant_jitter(p, 30 * SECOND, 30), deed_send_mail);
}
