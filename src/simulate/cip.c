/* cip.c - EtherNet/IP and CIP (Volumes 1 and 2). SPDX-License-Identifier: Apache-2.0 */

#include "simulate/cip.h"

#include <string.h>

#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"
#include "simulate/wire.h"

enum { SESSION, TO_SERVER, TO_CLIENT, SEQUENCE, COUNTED, COMMAND = 0, LENGTH = 2, HEADER = 24,
       STATUS_RUN = 0x30, STATUS_STOP = 0x70 };

/* Vol. 2, 2-3: command, length, session, status, sender context, options. */
static void begin(struct plant *p, struct link *l, unsigned command)
{
	l->number++;
	say(&p->ask, "%W 0000 %D 00000000 %Q 00000000", command, l->state[SESSION],
	    (uint64_t)l->number);
	say(&p->answer, "%W 0000 %D 00000000 %Q 00000000", command, l->state[SESSION],
	    (uint64_t)l->number);
}

static void end(struct plant *p, struct link *l)
{
	say_le16_at(&p->ask, LENGTH, p->ask.length - HEADER);
	say_le16_at(&p->answer, LENGTH, p->answer.length - HEADER);
	link_ask(p, l);
}

void cip_ask_unconnected(struct plant *p, struct link *l, const struct buf *request,
                         const struct buf *answer)
{
	begin(p, l, 0x6f);
	say(&p->ask, "00000000 0500 0200 0000 0000 b200 %W %x", (unsigned)request->length, request);
	say(&p->answer, "00000000 0500 0200 0000 0000 b200 %W %x", (unsigned)answer->length, answer);
	end(p, l);
}

void cip_ask(struct plant *p, struct link *l, const struct buf *request, const struct buf *answer)
{
	const unsigned sequence = ++l->state[SEQUENCE] & 0xffff;

	begin(p, l, 0x70);
	say(&p->ask, "00000000 0000 0200 a100 0400 %D b100 %W %W %x", l->state[TO_SERVER],
	    (unsigned)request->length + 2, sequence, request);
	say(&p->answer, "00000000 0000 0200 a100 0400 %D b100 %W %W %x", l->state[TO_CLIENT],
	    (unsigned)answer->length + 2, sequence, answer);
	end(p, l);
}

/* Vol. 1, 5A-2.2: the status tells in its extended part whether it runs or is idle. */
static void say_identity(struct buf *b, const struct host *h, const char *name)
{
	const struct device *d = h->device;

	say(b, "%W %W %W %b %b %W %D %b %s", d->cip.vendor, d->cip.type, d->cip.code, d->cip.major,
	    d->cip.minor, h->stopped ? STATUS_STOP : STATUS_RUN, d->cip.serial, (unsigned)strlen(name), name);
}

static const char *product_name(const struct device *d)
{
	return d->article ? d->article : d->model;
}

/* Vol. 2, 2-4.2: everyone in reach answers; the answer tells the socket address. */
static void list_identity(struct plant *p, struct link *l)
{
	const struct device *d = l->server->device;

	begin(p, l, 0x63);
	say(&p->answer, "0100 0c00 0000 0100 0002 af12 %d 0000000000000000", l->server->ip);
	say_identity(&p->answer, l->server, product_name(d));
	say(&p->answer, "03");
	say_le16_at(&p->answer, HEADER + 4, p->answer.length - HEADER - 6);
	end(p, l);
}

static void read_identity(struct plant *p, struct link *l)
{
	struct buf request = {0}, answer = {0};

	say(&request, "01 02 2001 2401");
	say(&answer, "81 00 00 00");
	say_identity(&answer, l->server, product_name(l->server->device));
	cip_ask_unconnected(p, l, &request, &answer);
	buf_free(&request);
	buf_free(&answer);
}

/* Vol. 1, 3-5.5: Large numbers are times out in microseconds; class 3, to the message router. */
static void forward_open(struct plant *p, struct link *l)
{
	struct buf request = {0}, answer = {0};
	const unsigned serial = prng_below(&p->prng, 0x10000);

	l->state[TO_SERVER] = 0x80000000 | prng_below(&p->prng, 0x10000);
	l->state[TO_CLIENT] = 0x20000000 | prng_below(&p->prng, 0x10000);
	say(&request, "54 02 2006 2401 0a 0e 00000000 %D %W 0d00 0100%W 07 000000",
	    l->state[TO_CLIENT], serial, 0xc0a8);
	say(&request, "80841e00 f843 80841e00 f843 a3 02 2002 2401");
	say(&answer, "d4 00 00 00 %D %D %W 0d00 0100%W 80841e00 80841e00 00 00",
	    l->state[TO_SERVER], l->state[TO_CLIENT], serial, 0xc0a8);
	cip_ask_unconnected(p, l, &request, &answer);
	buf_free(&request);
	buf_free(&answer);
}

void cip_hello(struct plant *p, struct link *l)
{
	l->state[SESSION] = 0;
	list_identity(p, l);
	begin(p, l, 0x65);
	say(&p->ask, "0100 0000");
	say(&p->answer, "0100 0000");
	l->state[SESSION] = 0x10000000 | prng_below(&p->prng, 0x1000000);
	say_le32_at(&p->answer, 4, l->state[SESSION]);
	end(p, l);
	read_identity(p, l);
	forward_open(p, l);
}

/* Logix 5000 Data Access: Read Tag by its name; DINT is 0xc4. */
static void read_tag(struct plant *p, struct link *l)
{
	static const char *const tags[] = {"Line3_Count_Good", "Line3_Count_NG00", "Line3_CycleTime0",
	                                   "Line3_RecipeNumb"};
	const char *tag = tags[l->turn % 4];
	const unsigned length = (unsigned)strlen(tag);
	struct buf request = {0}, answer = {0};

	say(&request, "4c %b 91 %b %s 0100", 1 + length / 2, length, tag);
	if (l->server->stopped)
		l->state[COUNTED] = l->state[COUNTED] ? l->state[COUNTED] : 1000 + l->turn;
	say(&answer, "cc 00 00 00 c400 %D", l->server->stopped ? l->state[COUNTED] : 1000 + l->turn);
	cip_ask(p, l, &request, &answer);
	buf_free(&request);
	buf_free(&answer);
}

/* What is no controller has assemblies instead of tags. */
static void read_assembly(struct plant *p, struct link *l)
{
	struct buf request = {0}, answer = {0};

	say(&request, "0e 03 2004 2464 3003");
	say(&answer, "8e 00 00 00 %D %D", prng_next(&p->prng) & 0xff00ff, l->turn);
	cip_ask(p, l, &request, &answer);
	buf_free(&request);
	buf_free(&answer);
}

static void turn(struct plant *p, struct link *l)
{
	if (l->server->device->cip.type == 14 && l->server->device->cip.vendor == 1)
		read_tag(p, l);
	else
		read_assembly(p, l);
}

const struct talk talk_cip = {"cip", 44818, false, false, cip_hello, turn};
