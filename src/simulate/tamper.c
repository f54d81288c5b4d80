/* tamper.c - deeds against controllers that are no program: uploads, odd questions, alarms kept silent. SPDX-License-Identifier: Apache-2.0 */

#include <string.h>

#include "simulate/cip.h"
#include "simulate/deed.h"
#include "simulate/link.h"
#include "simulate/s7.h"
#include "simulate/say.h"
#include "simulate/slmp.h"

enum { PIECES = 12, PIECE = 200, EXCEPTION = 0x80, ILLEGAL_FUNCTION = 1, ILLEGAL_ADDRESS, ILLEGAL_VALUE };

/* Start, pieces, end: the program of the controller is taken away. */
void deed_upload_s7(struct plant *p, void *context)
{
	struct deed *d = context;
	struct link *l = &d->link;

	d->by->off = false;
	deed_connect(p, d, "s7", d->to);
	s7_begin_job(p, l, 18, 0);
	say(&p->ask, "1d 00 0000 00000000 09 '_0800001A'");
	s7_begin_answer(p, l, 16, 0);
	say(&p->answer, "1d 00 0100 00000007 07 '0002400'");
	s7_end(p, l);
	for (unsigned i = 1; i <= PIECES; i++) {
		s7_begin_job(p, l, 8, 0);
		say(&p->ask, "1e 00 0000 00000007");
		s7_begin_answer(p, l, 2, PIECE + 4);
		say(&p->answer, "1e %b %w 00fb", i < PIECES, PIECE);
		for (int j = 0; j < PIECE; j++)
			buf_byte(&p->answer, (uint8_t)prng_next(&p->prng));
		s7_end(p, l);
	}
	s7_begin_job(p, l, 8, 0);
	say(&p->ask, "1f 00 0000 00000007");
	s7_begin_answer(p, l, 1, 0);
	say(&p->answer, "1f");
	s7_end(p, l);
	deed_hang_up(p, d);
}

/* Each maker's word for it; the line goes on. */
void deed_cpu_start(struct plant *p, void *context)
{
	struct deed *d = context;
	struct buf request = {0}, answer = {0};

	d->by->off = false;
	if (strcmp(d->to->device->vendor, "Siemens") == 0) {
		deed_connect(p, d, "s7", d->to);
		s7_begin_job(p, &d->link, 20, 0);
		say(&p->ask, "28 000000000000fd 0000 09 'P_PROGRAM'");
		s7_begin_answer(p, &d->link, 1, 0);
		say(&p->answer, "28");
		s7_end(p, &d->link);
	} else if (strcmp(d->to->device->vendor, "Mitsubishi Electric") == 0) {
		deed_connect(p, d, "slmp", d->to);
		slmp_begin(p, 0x1001, 0);
		say(&p->ask, "0100 00 00");
		slmp_end(p, &d->link);
	} else {
		deed_connect(p, d, "cip", d->to);
		say(&request, "06 02 208e 2401");
		say(&answer, "86 00 00 00");
		cip_ask_unconnected(p, &d->link, &request, &answer);
	}
	d->to->stopped = false;
	deed_hang_up(p, d);
	buf_free(&request);
	buf_free(&answer);
}

/* Messages of the controller are locked: the panel shows no more alarms (function group 4, 7). */
void deed_lock_alarms(struct plant *p, void *context)
{
	struct deed *d = context;
	struct link *l = &d->link;

	d->by->off = false;
	deed_connect(p, d, "s7", d->to);
	l->number++;
	say(&p->ask, "03000000 02f080 32 07 0000 %w 0008 000e 000112 04 11 44 07 00 ff09 000a 09 01 12 06 15 00 60000001",
	    l->number);
	say(&p->answer, "03000000 02f080 32 07 0000 %w 000c 0007 000112 08 12 84 07 01 0000 0000 ff09 0003 09 01 ff",
	    l->number);
	s7_end(p, l);
	deed_hang_up(p, d);
}

/* Modbus: a request that is answered with an exception (V1.1b3, 7). */
static void refuse(struct plant *p, struct link *l, unsigned function, unsigned first, unsigned count, unsigned why)
{
	l->number++;
	say(&p->ask, "%w 0000 0006 01 %b %w %w", l->number, function, first, count);
	say(&p->answer, "%w 0000 0003 01 %b %b", l->number, function | EXCEPTION, why);
	link_ask(p, l);
}

static void again(struct plant *p, struct deed *d, agenda_action *function)
{
	if (++d->step < d->count)
		deed_later(p, d, plant_jitter(p, d->event->every * SECOND, 20), function);
	else
		deed_hang_up(p, d);
}

/* Codes that the specification leaves to nobody, one after the other. */
void deed_odd_functions(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	if (d->step == 0)
		deed_connect(p, d, "modbus", d->to);
	refuse(p, &d->link, 0x5f + d->step % 8, 0, 1, ILLEGAL_FUNCTION);
	again(p, d, deed_odd_functions);
}

/* Its own master asks for what it does not have: a wrong recipe, or somebody who gropes. */
void deed_exceptions(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	if (d->step == 0)
		deed_connect(p, d, "modbus", d->to);
	refuse(p, &d->link, 3, 60000 + d->step, 10, ILLEGAL_ADDRESS);
	again(p, d, deed_exceptions);
}

/* V1.1b3, 6.3: at most 125 registers at once. */
void deed_odd_quantities(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	if (d->step == 0)
		deed_connect(p, d, "modbus", d->to);
	refuse(p, &d->link, 3, 0, 2000, ILLEGAL_VALUE);
	again(p, d, deed_odd_quantities);
}
