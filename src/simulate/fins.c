/* fins.c - OMRON FINS over UDP and TCP (W342, W421). SPDX-License-Identifier: Apache-2.0 */

#include "simulate/fins.h"

#include "simulate/conn.h"
#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"

enum { CONTROLLER_DATA = 0x0501, STATUS = 0x0601, MEMORY_READ = 0x0101, MEMORY_WRITE = 0x0102,
       STATUS_EACH = 30, WRITES_EACH = 75, WRITES_TURN = 20 };

/* W342 5-1: the nodes are the last bytes of the addresses. */
void fins_begin(struct plant *p, struct link *l, unsigned command)
{
	const unsigned client = l->client->ip & 0xff, server = l->server->ip & 0xff;
	const unsigned id = ++l->number & 0xff;

	if (!l->talk->udp) {
		say(&p->ask, "'FINS' 00000000 00000002 00000000");
		say(&p->answer, "'FINS' 00000000 00000002 00000000");
	}
	say(&p->ask, "80 00 02 00 %b 00 00 %b 00 %b %w", server, client, id, command);
	say(&p->answer, "c0 00 02 00 %b 00 00 %b 00 %b %w 0000", client, server, id, command);
}

void fins_end(struct plant *p, struct link *l)
{
	if (!l->talk->udp) {
		say_be32_at(&p->ask, 4, p->ask.length - 8);
		say_be32_at(&p->answer, 4, p->answer.length - 8);
	}
	link_ask(p, l);
}

/* W342 5-3-17: model and version in 20 bytes each, what the system keeps, and the areas. */
static void read_controller(struct plant *p, struct link *l)
{
	const struct device *d = l->server->device;

	fins_begin(p, l, CONTROLLER_DATA);
	say(&p->ask, "00");
	say(&p->answer, "%20s %20z", d->article ? d->article : d->model, d->firmware);
	say_zeros(&p->answer, 40);
	say(&p->answer, "0014 0c 8000 0000 00 00 01 00 00");
	fins_end(p, l);
}

static void hello(struct plant *p, struct link *l)
{
	if (!l->talk->udp) {
		say(&p->ask, "'FINS' 0000000c 00000000 00000000 %d", l->client->ip & 0xff);
		say(&p->answer, "'FINS' 00000010 00000001 00000000 %d %d", l->client->ip & 0xff,
		    l->server->ip & 0xff);
		link_ask(p, l);
	}
	read_controller(p, l);
}

static void read_status(struct plant *p, struct link *l)
{
	fins_begin(p, l, STATUS);
	say(&p->answer, "%b %b 0000 0000 0000 0000 %16z", l->server->stopped ? 0 : 1,
	    l->server->stopped ? 0 : 4, "");
	fins_end(p, l);
}

/* Area 0x82 is DM in words. */
static void turn(struct plant *p, struct link *l)
{
	fins_begin(p, l, MEMORY_READ);
	say(&p->ask, "82 %w 00 %w", l->contact->first, l->contact->count);
	for (uint32_t i = 0; i < l->contact->count; i++)
		buf_be16(&p->answer, (uint16_t)prng_below(&p->prng, 3000));
	fins_end(p, l);
	if (l->turn % STATUS_EACH == 0)
		read_status(p, l);
	if (l->turn % WRITES_EACH != WRITES_TURN)
		return;
	fins_begin(p, l, MEMORY_WRITE);
	say(&p->ask, "82 %w 00 0001 %w", l->contact->first + 100, prng_below(&p->prng, 50));
	fins_end(p, l);
}

const struct talk talk_fins = {"fins", 9600, true, false, hello, turn};
const struct talk talk_fins_tcp = {"fins-tcp", 9600, false, false, hello, turn};
