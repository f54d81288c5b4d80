/* profinet.c - PROFINET: DCP and cyclic real-time frames (IEC 61158-6-10). SPDX-License-Identifier: Apache-2.0 */

#include "simulate/profinet.h"

#include <string.h>

#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"
#include "simulate/wire.h"

enum { TYPE = 0x8892, IO_BYTES = 40 };

static const uint8_t all_stations[6] = {0x01, 0x0e, 0xcf, 0x00, 0x00, 0x00};

/* 4.3.1.4.2: blocks are padded to even length; the length counts without the padding. */
static void say_block(struct buf *b, unsigned option, const void *bytes, size_t length)
{
	say(b, "%w %w 0000", option, (unsigned)length + 2);
	buf_append(b, bytes, length);
	if (length % 2)
		buf_byte(b, 0);
}

static void say_answer(struct buf *b, const struct host *h, uint32_t transaction)
{
	const struct device *d = h->device;
	const uint8_t id[] = {0x00, 0x2a, (uint8_t)(d->code >> 8), (uint8_t)d->code};
	const uint8_t role[] = {(uint8_t)(d->code2 ? d->code2 : 1), 0};
	struct buf ip = {0};

	say(b, "feff 05 01 %d 0000 0000", transaction);
	say_block(b, 0x0201, d->model, strlen(d->model));
	say_block(b, 0x0202, d->name, strlen(d->name));
	say_block(b, 0x0203, id, sizeof(id));
	say_block(b, 0x0204, role, sizeof(role));
	say(&ip, "%d ffffff00 %d", h->ip, (h->ip & 0xffffff00) | 1);
	say(b, "0102 000e 0001 %x", &ip);
	say_be16_at(b, 10, b->length - 12);
	buf_free(&ip);
}

void profinet_identify_all(struct plant *p, struct host *from)
{
	struct buf b = {0};
	const uint32_t transaction = prng_next(&p->prng);

	say(&b, "fefe 05 00 %d 0080 0004 ffff 0000", transaction);
	wire_ether(p, p->now, all_stations, from->mac, TYPE, b.data, b.length);
	for (size_t i = 0; i < p->host_count; i++) {
		const struct host *h = &p->hosts[i];

		if (h == from || h->off || !wire_is_near(h, from) || !h->device->code ||
		    strcmp(h->device->vendor, "Siemens") != 0)
			continue;
		buf_clear(&b);
		say_answer(&b, h, transaction);
		wire_ether(p, p->now + prng_between(&p->prng, MILLISECOND, 400 * MILLISECOND),
		           from->mac, h->mac, TYPE, b.data, b.length);
	}
	buf_free(&b);
}

static void hello(struct plant *p, struct link *l)
{
	profinet_identify_all(p, l->client);
}

/* 4.7: frame, data with states of the providers, cycle counter in 31.25 us, status. */
static void send_cyclic(struct plant *p, struct link *l, const struct host *from,
                        const struct host *to, unsigned frame_id)
{
	struct buf b = {0};
	const unsigned cycle = (unsigned)((p->now - p->start) / 31250) & 0xffff;

	(void)l;
	say(&b, "%w", frame_id);
	for (int i = 0; i < IO_BYTES; i++)
		buf_byte(&b, from->stopped ? 0 : i < 4 ? (uint8_t)prng_next(&p->prng) : i == IO_BYTES - 1 ? 0x80 : 0);
	/* 4.7.2.1.4: bit 4 of the status is the program of the provider. */
	say(&b, "%w %b 00", cycle, from->stopped ? 0x25 : 0x35);
	wire_ether(p, p->now + prng_between(&p->prng, 0, MILLISECOND), to->mac, from->mac, TYPE,
	           b.data, b.length);
	buf_free(&b);
}

static void turn(struct plant *p, struct link *l)
{
	send_cyclic(p, l, l->client, l->server, 0x8000 + (l->server->ip & 0xff));
	send_cyclic(p, l, l->server, l->client, 0x8100 + (l->server->ip & 0xff));
}

const struct talk talk_profinet = {"profinet", 0, true, false, hello, turn};
