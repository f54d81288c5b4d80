/* slmp.c - SLMP of MELSEC controllers, 3E frames in binary and ASCII, 4E frames (SH-080956). SPDX-License-Identifier: Apache-2.0 */

#include "simulate/conn.h"
#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/slmp.h"
#include "simulate/talks.h"

#include <string.h>

enum { READ = 0x0401, WRITE = 0x1401, TYPE_NAME = 0x0101, WRITES_EACH = 60, WRITES_TURN = 17 };

/* 4.2: subheader, network 0, PC 0xff, I/O 0x03ff, station 0, length, timer of 4 s, command. */
void slmp_begin(struct plant *p, unsigned command, unsigned sub)
{
	say(&p->ask, "5000 00 ff ff03 00 0000 1000 %W %W", command, sub);
	say(&p->answer, "d000 00 ff ff03 00 0000 0000");
}

void slmp_end(struct plant *p, struct link *l)
{
	say_le16_at(&p->ask, 7, p->ask.length - 9);
	say_le16_at(&p->answer, 7, p->answer.length - 9);
	link_ask(p, l);
}

static void say_words(struct plant *p, struct buf *b, struct link *l, uint32_t count)
{
	/* The first word counts while the program runs; then outputs and results are zero. */
	for (uint32_t i = 0; i < count; i++)
		buf_le16(b, l->server->stopped ? 0 : i == 0 ? (uint16_t)l->turn : (uint16_t)prng_below(&p->prng, 2000));
}

static void read_3e(struct plant *p, struct link *l)
{
	slmp_begin(p, READ, 0);
	say(&p->ask, "%W 00 a8 %W", l->contact->first, l->contact->count);
	say_words(p, &p->answer, l, l->contact->count);
	slmp_end(p, l);
}

static void turn_3e(struct plant *p, struct link *l)
{
	read_3e(p, l);
	if (l->turn % WRITES_EACH != WRITES_TURN || l->server->stopped)
		return;
	slmp_begin(p, WRITE, 0);
	say(&p->ask, "%W 00 a8 0100 %W", l->contact->first + 100, prng_below(&p->prng, 500));
	slmp_end(p, l);
}

/* 5.4: the name in 16 characters, then the code of the model. */
static void hello_3e(struct plant *p, struct link *l)
{
	const struct device *d = l->server->device;

	slmp_begin(p, TYPE_NAME, 0);
	say(&p->answer, "%16s %W", d->article ? d->article : d->model, d->code);
	slmp_end(p, l);
}

const struct talk talk_slmp = {"slmp", 5002, false, false, hello_3e, turn_3e};

/* 4E frames carry a serial number, so that answers over UDP find their request. */
static void begin_4e(struct plant *p, struct link *l, unsigned command)
{
	l->number++;
	say(&p->ask, "5400 %W 0000 00 ff ff03 00 0000 1000 %W 0000", l->number, command);
	say(&p->answer, "d400 %W 0000 00 ff ff03 00 0000 0000", l->number);
}

static void end_4e(struct plant *p, struct link *l)
{
	say_le16_at(&p->ask, 11, p->ask.length - 13);
	say_le16_at(&p->answer, 11, p->answer.length - 13);
	link_ask(p, l);
}

static void hello_4e(struct plant *p, struct link *l)
{
	const struct device *d = l->server->device;

	begin_4e(p, l, TYPE_NAME);
	say(&p->answer, "%16s %W", d->article ? d->article : d->model, d->code);
	end_4e(p, l);
}

static void turn_4e(struct plant *p, struct link *l)
{
	begin_4e(p, l, READ);
	say(&p->ask, "%W 00 a8 %W", l->contact->first, l->contact->count);
	say_words(p, &p->answer, l, l->contact->count);
	end_4e(p, l);
}

const struct talk talk_slmp_4e = {"slmp-4e", 5000, true, false, hello_4e, turn_4e};

/* In ASCII code every number is hexadecimal digits, highest first, device numbers decimal. */
static void ask_ascii(struct plant *p, struct link *l, const char *request, struct buf *content)
{
	buf_printf(&p->ask, "500000FF03FF00%04zX0010%s", strlen(request) + 4, request);
	buf_printf(&p->answer, "D00000FF03FF00%04zX0000", content->length + 4);
	buf_append(&p->answer, content->data, content->length);
	buf_free(content);
	link_ask(p, l);
}

static void hello_ascii(struct plant *p, struct link *l)
{
	const struct device *d = l->server->device;
	struct buf content = {0};

	buf_printf(&content, "%-16s%04X", d->article ? d->article : d->model, d->code);
	ask_ascii(p, l, "01010000", &content);
}

static void turn_ascii(struct plant *p, struct link *l)
{
	char request[40];
	struct buf content = {0};

	snprintf(request, sizeof(request), "04010000D*%06u%04X", l->contact->first,
	         l->contact->count);
	for (uint32_t i = 0; i < l->contact->count; i++)
		buf_printf(&content, "%04X", prng_below(&p->prng, 4000));
	ask_ascii(p, l, request, &content);
}

const struct talk talk_slmp_ascii = {"slmp-ascii", 1025, false, false, hello_ascii, turn_ascii};
