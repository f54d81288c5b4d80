/* dns.c - names of the factory and of the internet (RFC 1035), and mDNS (RFC 6762). SPDX-License-Identifier: Apache-2.0 */

#include "simulate/dns.h"

#include <string.h>

#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"
#include "simulate/wire.h"

enum { TYPE_A = 1, TYPE_TXT = 16 };

static const struct {
	const char *name;
	uint32_t ip;
} names[] = {
        {"ad1.kojo.example", IP4(10, 10, 0, 5)},       {"filesv.kojo.example", IP4(10, 10, 0, 6)},
        {"mes.kojo.example", IP4(192, 168, 50, 11)},   {"www.example.co.jp", IP4(203, 0, 113, 80)},
        {"mail.honsha.example", IP4(198, 51, 100, 25)}, {"update.example.com", IP4(203, 0, 113, 90)},
        {"printer1.kojo.example", IP4(10, 10, 0, 51)}, {"ntp.kojo.example", IP4(10, 10, 0, 5)},
};

/* 3.1: labels with their lengths. */
void dns_say_name(struct buf *b, const char *name)
{
	while (*name) {
		const size_t length = strcspn(name, ".");

		buf_byte(b, (uint8_t)length);
		buf_append(b, name, length);
		name += length + (name[length] == '.');
	}
	buf_byte(b, 0);
}

void dns_ask(struct plant *p, struct link *l, const char *name, unsigned type, const struct buf *data)
{
	const unsigned number = prng_next(&p->prng) & 0xffff;

	say(&p->ask, "%w 0100 0001 0000 0000 0000", number);
	dns_say_name(&p->ask, name);
	say(&p->ask, "%w 0001", type);
	say(&p->answer, "%w 8580 0001 0001 0000 0000", number);
	dns_say_name(&p->answer, name);
	say(&p->answer, "%w 0001 c00c %w 0001 0000012c %w %x", type, type, (unsigned)data->length, data);
	link_ask(p, l);
}

void dns_fail(struct plant *p, struct link *l, const char *name, unsigned error)
{
	const unsigned number = prng_next(&p->prng) & 0xffff;

	say(&p->ask, "%w 0100 0001 0000 0000 0000", number);
	dns_say_name(&p->ask, name);
	say(&p->ask, "0001 0001");
	say(&p->answer, "%w 81 %b 0001 0000 0000 0000", number, 0x80 | error);
	dns_say_name(&p->answer, name);
	say(&p->answer, "0001 0001");
	link_ask(p, l);
}

/* In turn, so that the first hour has all of them. */
static void turn(struct plant *p, struct link *l)
{
	const uint32_t which = (l->client->ip + l->turn) % (sizeof(names) / sizeof(names[0]));
	struct buf data = {0};

	l->port = (uint16_t)prng_between(&p->prng, 49152, 65000);
	buf_be32(&data, names[which].ip);
	dns_ask(p, l, names[which].name, TYPE_A, &data);
	buf_free(&data);
}

const struct talk talk_dns = {"dns", 53, true, false, NULL, turn};

/* RFC 6763: a printer tells its service, host and address; the top bit of the class flushes caches. */
static void announce(struct plant *p, struct link *l)
{
	const struct device *d = l->client->device;
	struct buf *b = &p->ask;
	char local[64], text[80];

	snprintf(local, sizeof(local), "%s.local", d->name);
	snprintf(text, sizeof(text), "ty=%s %s", d->vendor, d->model);
	say(b, "0000 8400 0000 0004 0000 0000");
	dns_say_name(b, "_ipp._tcp.local");
	const size_t instance = strlen(d->name) + 1 + 2;

	say(b, "000c 0001 00001194 %w %b %s c00c", (unsigned)instance, (unsigned)strlen(d->name), d->name);
	say(b, "%b %s c00c 0021 8001 00000078 %w 0000 0000 0277", (unsigned)strlen(d->name), d->name,
	    (unsigned)(6 + strlen(local) + 2));
	dns_say_name(b, local);
	say(b, "%b %s c00c 0010 8001 00001194 %w %b %s", (unsigned)strlen(d->name), d->name,
	    (unsigned)strlen(text) + 1, (unsigned)strlen(text), text);
	dns_say_name(b, local);
	say(b, "0001 8001 00000078 0004 %d", l->client->ip);
	wire_udp_group(p, p->now, l->client, 5353, IP4(224, 0, 0, 251), 5353, b);
	buf_clear(b);
}

const struct talk talk_mdns = {"mdns", 5353, true, false, NULL, announce};
