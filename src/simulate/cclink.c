/* cclink.c - CC-Link IE Field Basic: cyclic data of remote I/O (CLPA BAP-C2010). SPDX-License-Identifier: Apache-2.0 */

#include <string.h>

#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"
#include "simulate/wire.h"

enum { PORT = 61450, STATIONS_MAX = 8, WORDS = 64, BITS = 8 };

/* The stations of a master are the remote I/O of its network that have a model code. */
static size_t find_stations(struct plant *p, const struct host *master, struct host **stations)
{
	size_t count = 0;

	for (size_t i = 0; i < p->host_count && count < STATIONS_MAX; i++) {
		const struct device *d = p->hosts[i].device;

		if (wire_is_near(&p->hosts[i], master) && d->code2 == 1 && !p->hosts[i].off)
			stations[count++] = &p->hosts[i];
	}
	return count;
}

static void say_process_data(struct plant *p, struct buf *b, bool stands)
{
	const size_t from = b->length;

	say_zeros(b, WORDS + BITS);
	if (stands)
		return;
	b->data[from + 1] = (uint8_t)prng_below(&p->prng, 4);
	b->data[from + WORDS] = (uint8_t)prng_next(&p->prng);
}

/* One broadcast carries the outputs of all. */
static void send_outputs(struct plant *p, struct link *l, struct host **stations, size_t count)
{
	struct buf *b = &p->ask;

	say(b, "5000 00 ff ff03 00 0000 0000 700e 0000 0100 0000 2400 %14z", "");
	say(b, "0100 0000 %8z %D 01 00 %W f401 0300 0b00 %W 0000 0000", "", l->client->ip,
	    l->turn & 0xffff, (unsigned)count);
	for (size_t i = 0; i < count; i++)
		buf_le32(b, stations[i]->ip);
	for (size_t i = 0; i < count; i++)
		say_process_data(p, b, l->client->stopped);
	say_le16_at(b, 7, b->length - 9);
	wire_udp_group(p, p->now, l->client, PORT, l->client->ip | 0xff, PORT, b);
	buf_clear(b);
}

static void send_inputs(struct plant *p, struct link *l, struct host *station)
{
	struct buf *b = &p->answer;

	say(b, "d000 00 ff ff03 00 0000 0000 0100 0000 2800 %14z", "");
	say(b, "0000 0000 %D 0100 0000 0100 0000 00000000 %D 01 00 %W", station->device->code,
	    station->ip, l->turn & 0xffff);
	say_process_data(p, b, false);
	say_le16_at(b, 7, b->length - 9);
	wire_udp(p, p->now + prng_between(&p->prng, MILLISECOND, 4 * MILLISECOND), station, PORT,
	         l->client, PORT, b);
	buf_clear(b);
}

static void turn(struct plant *p, struct link *l)
{
	struct host *stations[STATIONS_MAX];
	const size_t count = find_stations(p, l->client, stations);

	send_outputs(p, l, stations, count);
	for (size_t i = 0; i < count; i++)
		send_inputs(p, l, stations[i]);
}

const struct talk talk_cclink = {"cclink", PORT, true, false, NULL, turn};
