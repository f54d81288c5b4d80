/* engineer.c - deeds against controllers with the words of engineering: firmware, blocks, clocks, names. SPDX-License-Identifier: Apache-2.0 */

#include <string.h>

#include "simulate/cip.h"
#include "simulate/deed.h"
#include "simulate/fins.h"
#include "simulate/link.h"
#include "simulate/names.h"
#include "simulate/profinet.h"
#include "simulate/s7.h"
#include "simulate/say.h"
#include "simulate/slmp.h"
#include "simulate/wire.h"

enum { FLASH = 0xa1, UPDATE = 0x4b, TRANSFER = 0x4d, PIECES = 40, PIECE = 400, FORCE = 0x2301, FAR = 9000 };

static bool is_maker(const struct host *h, const char *vendor)
{
	return strcmp(h->device->vendor, vendor) == 0;
}

static void transfer(struct plant *p, struct deed *d, unsigned service, unsigned piece)
{
	struct buf request = {0}, answer = {0};

	say(&request, "%b 02 20%b 2401", service, FLASH);
	say(&answer, "%b 00 00 00", service | 0x80);
	if (service == TRANSFER) {
		say(&request, "%D", piece * PIECE);
		for (int i = 0; i < PIECE; i++)
			buf_byte(&request, (uint8_t)prng_next(&p->prng));
	}
	cip_ask_unconnected(p, &d->link, &request, &answer);
	buf_free(&request);
	buf_free(&answer);
}

/* Logix controllers take their firmware in pieces over class 0xa1. */
void deed_update_firmware(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	deed_connect(p, d, "cip", d->to);
	transfer(p, d, UPDATE, 0);
	for (unsigned i = 0; i < PIECES; i++)
		transfer(p, d, TRANSFER, i);
	deed_hang_up(p, d);
}

/* S7: program invocation _DELE with block type and number (DB 40), as _INSE. */
void deed_delete_block(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	deed_connect(p, d, "s7", d->to);
	s7_begin_job(p, &d->link, 26, 0);
	say(&p->ask, "28 000000000000fd 000a 01 00 '0A00040B' 05 '_DELE'");
	s7_begin_answer(p, &d->link, 1, 0);
	say(&p->answer, "28");
	s7_end(p, &d->link);
	deed_hang_up(p, d);
}

/* W342 5-3-33: one bit of the outputs (CIO, area 0x30) is held on. */
void deed_force_output(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	deed_connect(p, d, d->to->device->key[3] == 'o' && strstr(d->to->device->key, "2") ? "fins-tcp" : "fins",
	             d->to);
	fins_begin(p, &d->link, FORCE);
	say(&p->ask, "0001 0001 30 0064 03");
	fins_end(p, &d->link);
	deed_hang_up(p, d);
}

static void set_clock_s7(struct plant *p, struct link *l)
{
	/* Group 7, subfunction 2: a zero, the century, then the time in packed decimals. */
	l->number++;
	say(&p->ask, "03000000 02f080 32 07 0000 %w 0008 000e 000112 04 11 47 02 00 ff09 000a "
	             "00 19 19 07 01 12 00 00 0001", l->number);
	say(&p->answer, "03000000 02f080 32 07 0000 %w 000c 0004 000112 08 12 87 02 01 0000 0000 0a000000",
	    l->number);
	s7_end(p, l);
}

/* The clock is set back: logs lie, certificates fail. */
void deed_set_clock(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	if (is_maker(d->to, "Siemens")) {
		deed_connect(p, d, "s7", d->to);
		set_clock_s7(p, &d->link);
	} else {
		deed_connect(p, d, "fins", d->to);
		fins_begin(p, &d->link, 0x0702);
		say(&p->ask, "19 07 01 12 00 00 01");
		fins_end(p, &d->link);
	}
	deed_hang_up(p, d);
}

/* The client that writes always, to a place where it never wrote. */
void deed_write_outside(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	if (is_maker(d->to, "Mitsubishi Electric")) {
		deed_connect(p, d, "slmp", d->to);
		slmp_begin(p, 0x1401, 0);
		say(&p->ask, "%W 00 a8 0100 %W", FAR, 9999u);
		slmp_end(p, &d->link);
	} else {
		d->link.number++;
		deed_connect(p, d, "modbus", d->to);
		say(&p->ask, "%w 0000 0006 01 06 %w %w", d->link.number, FAR, 65535u);
		say(&p->answer, "%w 0000 0006 01 06 %w %w", d->link.number, FAR, 65535u);
		link_ask(p, &d->link);
	}
	deed_hang_up(p, d);
}

/* Somebody else begins to poll and to write what its master alone wrote. */
void deed_second_master(struct plant *p, void *context)
{
	struct deed *d = context;

	if (d->step == 0) {
		d->by->off = false;
		deed_connect(p, d, "modbus", d->to);
		d->contact.first = 100, d->contact.count = 20, d->contact.hours = HOURS_SHIFT;
	}
	link_turn(p, &d->link);
	if (++d->step < d->count)
		deed_later(p, d, SECOND, deed_second_master);
	else
		deed_hang_up(p, d);
}

/* IEC 61158-6-10, 4.3: a Set with one block, then its answer. */
static void set_block(struct plant *p, struct deed *d, unsigned option, const char *value)
{
	const uint32_t transaction = prng_next(&p->prng);
	const unsigned length = (unsigned)strlen(value) + 2, padded = length + length % 2;
	struct buf b = {0};

	say(&b, "fefd 04 00 %d 0000 %w %w %w 0001 %s", transaction, padded + 4, option, length, value);
	say_zeros(&b, length % 2);
	wire_ether(p, p->now, d->to->mac, d->by->mac, 0x8892, b.data, b.length);
	buf_clear(&b);
	say(&b, "fefd 04 01 %d 0000 0008 0504 0003 %w 00 00", transaction, option);
	wire_ether(p, p->now + 5 * MILLISECOND, d->by->mac, d->to->mac, 0x8892, b.data, b.length);
	buf_free(&b);
}

/* Without its name the device is found by its controller no more. */
void deed_dcp_set_name(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	profinet_identify_all(p, d->by);
	set_block(p, d, 0x0202, "et200sp-pwned");
}

/* 4.3.1.4.13: all data of the device but its firmware (mode 2, application and communication). */
void deed_dcp_factory_reset(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	profinet_identify_all(p, d->by);
	set_block(p, d, 0x0506, "");
}
