/* modbus.c - Modbus/TCP (V1.1b3, Messaging on TCP/IP V1.0b). SPDX-License-Identifier: Apache-2.0 */

#include <string.h>

#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"

enum { WRITES_EACH = 120, WRITES_TURN = 41 };

static void begin(struct plant *p, struct link *l)
{
	l->number++;
	say(&p->ask, "%w 0000 0000 %b", l->number, 1);
	say(&p->answer, "%w 0000 0000 %b", l->number, 1);
}

static void end(struct plant *p, struct link *l)
{
	say_be16_at(&p->ask, 4, p->ask.length - 6);
	say_be16_at(&p->answer, 4, p->answer.length - 6);
	link_ask(p, l);
}

static void say_object(struct buf *b, unsigned id, const char *text)
{
	say(b, "%b %b %s", id, (unsigned)strlen(text), text);
}

/* 6.21: basic device identification in one answer. */
static void hello(struct plant *p, struct link *l)
{
	const struct device *d = l->server->device;

	if (!d->article)
		return;
	begin(p, l);
	say(&p->ask, "2b 0e 01 00");
	say(&p->answer, "2b 0e 01 01 00 00 03");
	say_object(&p->answer, 0, d->vendor);
	say_object(&p->answer, 1, d->article);
	say_object(&p->answer, 2, d->firmware ? d->firmware : "V1.00");
	end(p, l);
}

static void turn(struct plant *p, struct link *l)
{
	begin(p, l);
	say(&p->ask, "03 %w %w", l->contact->first, l->contact->count);
	say(&p->answer, "03 %b", l->contact->count * 2);
	for (uint32_t i = 0; i < l->contact->count; i++)
		buf_be16(&p->answer, (uint16_t)(200 + prng_below(&p->prng, 60)));
	end(p, l);
	if (l->turn % WRITES_EACH != WRITES_TURN || l->contact->hours == HOURS_ALWAYS)
		return;
	const unsigned value = prng_below(&p->prng, 250);

	begin(p, l);
	say(&p->ask, "06 %w %w", l->contact->first + 50, value);
	say(&p->answer, "06 %w %w", l->contact->first + 50, value);
	end(p, l);
}

const struct talk talk_modbus = {"modbus", 502, false, false, hello, turn};
