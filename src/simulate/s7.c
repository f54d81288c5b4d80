/* s7.c - S7 communication over ISO on TCP (RFC 1006; System Software for S7-300/400). SPDX-License-Identifier: Apache-2.0 */

#include "simulate/conn.h"
#include "simulate/link.h"
#include "simulate/s7.h"
#include "simulate/say.h"
#include "simulate/talks.h"

enum { CALLED_SLOT = 21, WRITES_EACH = 90, WRITES_TURN = 33 };

static void complete(struct plant *p)
{
	if (p->ask.length)
		say_be16_at(&p->ask, 2, p->ask.length);
	if (p->answer.length)
		say_be16_at(&p->answer, 2, p->answer.length);
}

void s7_end(struct plant *p, struct link *l)
{
	complete(p);
	link_ask(p, l);
}

void s7_end_reversed(struct plant *p, struct link *l)
{
	complete(p);
	link_send(p, l, SERVER, &p->ask);
	link_wait(p, l, prng_between(&p->prng, MILLISECOND, 3 * MILLISECOND));
	link_send(p, l, CLIENT, &p->answer);
	link_wait(p, l, prng_between(&p->prng, MILLISECOND, 3 * MILLISECOND));
}

void s7_begin_job(struct plant *p, struct link *l, size_t parameters, size_t data)
{
	l->number++;
	say(&p->ask, "03000000 02f080 32 01 0000 %w %w %w", l->number, (unsigned)parameters,
	    (unsigned)data);
}

void s7_begin_answer(struct plant *p, struct link *l, size_t parameters, size_t data)
{
	say(&p->answer, "03000000 02f080 32 03 0000 %w %w %w 0000", l->number, (unsigned)parameters,
	    (unsigned)data);
}

/* A system status list is asked for (function group 4, subfunction 1); records holds the answer. */
static void ask_list(struct plant *p, struct link *l, unsigned list, unsigned index,
                     unsigned record, struct buf *records)
{
	const unsigned length = (unsigned)records->length;

	l->number++;
	say(&p->ask, "03000000 02f080 32 07 0000 %w 0008 0008 000112 04 11 44 01 00 ff09 0004 %w %w",
	    l->number, list, index);
	say(&p->answer,
	    "03000000 02f080 32 07 0000 %w 000c %w 000112 08 12 84 01 01 0000 0000 ff09 %w %w %w %w %w",
	    l->number, length + 12, length + 8, list, index, record, length / record);
	say(&p->answer, "%x", records);
	buf_free(records);
	s7_end(p, l);
}

/* "V3.2.7" in three numbers, the first as a letter and a byte. */
static void say_version(struct buf *b, const char *firmware)
{
	unsigned major = 0, minor = 0, patch = 0;

	sscanf(firmware, "V%u.%u.%u", &major, &minor, &patch);
	say(b, "00c0 56%b %b%b", major, minor, patch);
}

static void ask_identity(struct plant *p, struct link *l)
{
	const struct device *d = l->server->device;
	struct buf r = {0};

	say(&r, "0001 %20s 00c0 0001 0001", d->article);
	say(&r, "0006 %20s 00c0 0001 0001", d->article);
	say(&r, "0007 %20s", "");
	say_version(&r, d->firmware);
	ask_list(p, l, 0x0011, 0, 28, &r);
	say(&r, "0001 %32z 0002 %32z", "LINE2", d->name);
	say(&r, "0004 %32z 0005 %32z 0007 %32z", "Original Siemens Equipment", d->serial, d->model);
	ask_list(p, l, 0x001c, 0, 34, &r);
}

/* Who calls a CPU 1500 names slot 1, that of a 300 is 2. */
static bool is_1500(const struct link *l)
{
	return l->server->device->article && l->server->device->article[5] == '5';
}

void s7_hello(struct plant *p, struct link *l)
{
	const unsigned slot = is_1500(l) ? 1 : 2;

	say(&p->ask, "03000016 11 e0 0000 0001 00 c0010a c102 0100 c202 01%b", slot);
	say(&p->answer, "03000016 11 d0 0001 0001 00 c0010a c102 0100 c202 01%b", slot);
	link_ask(p, l);
	s7_begin_job(p, l, 8, 0);
	say(&p->ask, "f0 00 0001 0001 01e0");
	s7_begin_answer(p, l, 8, 0);
	say(&p->answer, "f0 00 0001 0001 00f0");
	s7_end(p, l);
	ask_identity(p, l);
}

/* 6.4: an item is the type, the count, the data block, the area and the address in bits. */
static void read_block(struct plant *p, struct link *l)
{
	const unsigned count = l->contact->count;

	s7_begin_job(p, l, 14, 0);
	say(&p->ask, "04 01 120a10 02 %w %w 84 00%w", count, l->contact->first, 0);
	s7_begin_answer(p, l, 2, 4 + count);
	say(&p->answer, "04 01 ff04 %w", count * 8);
	/* Byte 0 is the state (8 run, 4 stop), byte 1 counts; of a program that stands nothing moves. */
	buf_byte(&p->answer, l->server->stopped ? 4 : 8);
	for (unsigned i = 1; i < count; i++)
		buf_byte(&p->answer, (uint8_t)(l->server->stopped ? 0 : i == 1 ? l->turn : prng_below(&p->prng, 256)));
	s7_end(p, l);
}

static void write_word(struct plant *p, struct link *l)
{
	s7_begin_job(p, l, 14, 6);
	say(&p->ask, "05 01 120a10 04 0001 %w 84 000140 0004 0010 %w", l->contact->first,
	    prng_below(&p->prng, 300));
	s7_begin_answer(p, l, 2, 1);
	say(&p->answer, "05 01 ff");
	s7_end(p, l);
}

static void turn(struct plant *p, struct link *l)
{
	read_block(p, l);
	if (l->turn % WRITES_EACH == WRITES_TURN && !l->server->stopped)
		write_word(p, l);
}

const struct talk talk_s7 = {"s7", 102, false, false, s7_hello, turn};
