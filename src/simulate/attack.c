/* attack.c - deeds against controllers: scans, stops, programs written. SPDX-License-Identifier: Apache-2.0 */

#include <string.h>

#include "simulate/cip.h"
#include "simulate/conn.h"
#include "simulate/deed.h"
#include "simulate/link.h"
#include "simulate/names.h"
#include "simulate/profinet.h"
#include "simulate/s7.h"
#include "simulate/say.h"
#include "simulate/slmp.h"

enum { CREATE = 0x08, STOP = 0x07, WRITE_PROGRAM = 0x4d, BLOCKS = 24, BLOCK_BYTES = 220 };

/* The host with an address, as an observer there would meet it. */
static struct host *host_at(struct plant *p, uint32_t ip)
{
	for (size_t i = 0; i < p->host_count; i++)
		if (p->hosts[i].ip == ip && !p->hosts[i].off)
			return &p->hosts[i];
	return NULL;
}

/* Every address of the network in turn, as tools do it: a few a second. */
void deed_scan_arp(struct plant *p, void *context)
{
	struct deed *d = context;
	const uint32_t ip = (d->to->ip & 0xffffff00) | ++d->step;

	d->by->off = false;
	if (ip != d->by->ip)
		names_arp(p, p->now, d->by, ip, host_at(p, ip));
	if (d->step < 254)
		deed_later(p, d, prng_between(&p->prng, 5 * MILLISECOND, 30 * MILLISECOND), deed_scan_arp);
}

void deed_scan_ports(struct plant *p, void *context)
{
	static const uint16_t ports[] = {21, 22, 23, 25, 53, 80, 102, 110, 135, 139, 143, 443, 445, 502, 789,
	                                 1025, 1433, 1521, 1911, 2222, 2404, 3306, 3389, 4840, 5002, 5007, 5432,
	                                 5900, 8080, 8443, 8501, 9600, 10001, 20000, 20547, 34964, 44818, 47808};
	struct deed *d = context;

	struct conn open = {0};

	d->by->off = false;
	if (d->step == 0)
		names_resolve(p, d->by, d->to);
	if (link_serves(p, d->to, ports[d->step])) {
		open.at = p->now + MILLISECOND;
		conn_open(p, &open, d->by, d->to, ports[d->step]);
		conn_close(p, &open, CLIENT);
	} else {
		/* Devices answer what is closed; some drop it. */
		conn_refused(p, p->now + MILLISECOND, d->by, d->to, ports[d->step], d->step % 7 != 3);
	}
	if (++d->step < sizeof(ports) / sizeof(ports[0]))
		deed_later(p, d, prng_between(&p->prng, MILLISECOND, 60 * MILLISECOND), deed_scan_ports);
}

/* Identities are asked for, each maker's way. */
void deed_scan_plc(struct plant *p, void *context)
{
	static const struct {
		const char *talk, *server;
	} visits[] = {{"s7", "l2-plc1"},    {"s7", "l2-plc2"},     {"cip", "l3-plc1"},
	              {"slmp", "l1-plc1"},  {"modbus", "l3-oven"}, {"fins-tcp", "l3-omron2"},
	              {"keyence", "l1-kv2"}};
	struct deed *d = context;

	d->by->off = false;
	if (d->step == 0)
		profinet_identify_all(p, d->by);
	deed_connect(p, d, visits[d->step].talk, plant_host(p, visits[d->step].server));
	deed_hang_up(p, d);
	if (++d->step < sizeof(visits) / sizeof(visits[0]))
		deed_later(p, d, plant_jitter(p, 3 * SECOND, 30), deed_scan_plc);
}

static bool is_maker(const struct host *h, const char *vendor)
{
	return strcmp(h->device->vendor, vendor) == 0;
}

static void ask_service(struct plant *p, struct deed *d, const char *path, unsigned service,
                        const struct buf *data)
{
	struct buf request = {0}, answer = {0};

	say(&request, "%b", service);
	say(&request, path);
	if (data)
		say(&request, "%x", data);
	say(&answer, "%b 00 00 00", service | 0x80);
	if (service == CREATE)
		say(&answer, "0100"); /* Vol. 1, 4-9.4: the instance that was made */
	cip_ask_unconnected(p, &d->link, &request, &answer);
	buf_free(&request);
	buf_free(&answer);
}

/* Each maker's word for it; the line stands still afterwards. */
void deed_cpu_stop(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	if (is_maker(d->to, "Siemens")) {
		deed_connect(p, d, "s7", d->to);
		s7_begin_job(p, &d->link, 16, 0);
		say(&p->ask, "29 0000000000 09 'P_PROGRAM'");
		s7_begin_answer(p, &d->link, 1, 0);
		say(&p->answer, "29");
		s7_end(p, &d->link);
	} else if (is_maker(d->to, "Mitsubishi Electric")) {
		deed_connect(p, d, "slmp", d->to);
		slmp_begin(p, 0x1002, 0);
		say(&p->ask, "0100");
		slmp_end(p, &d->link);
	} else {
		deed_connect(p, d, "cip", d->to);
		ask_service(p, d, "02 208e 2401", STOP, NULL);
	}
	d->to->stopped = true;
	deed_hang_up(p, d);
}

static void say_program(struct plant *p, struct buf *b, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		buf_byte(b, (uint8_t)prng_next(&p->prng));
}

/* The PLC fetches the block piece by piece: it asks, the station answers. */
static void send_block(struct plant *p, struct deed *d)
{
	struct link *l = &d->link;
	const bool last = d->step == BLOCKS;

	s7_begin_job(p, l, 18, 0);
	say(&p->ask, "1b 00 0000 00000000 09 '_0A00001P'");
	s7_begin_answer(p, l, 2, BLOCK_BYTES + 4);
	say(&p->answer, "1b %b %w 00fb", last ? 0 : 1, BLOCK_BYTES);
	say_program(p, &p->answer, BLOCK_BYTES);
	s7_end_reversed(p, l);
}

static void finish_s7(struct plant *p, struct deed *d)
{
	struct link *l = &d->link;

	s7_begin_job(p, l, 18, 0);
	say(&p->ask, "1c 00 0000 00000000 09 '_0A00001P'");
	s7_begin_answer(p, l, 1, 0);
	say(&p->answer, "1c");
	s7_end_reversed(p, l);
	s7_begin_job(p, l, 26, 0);
	say(&p->ask, "28 000000000000fd 000a 01 00 '0A00001P' 05 '_INSE'");
	s7_begin_answer(p, l, 1, 0);
	say(&p->answer, "28");
	s7_end(p, l);
	deed_hang_up(p, d);
}

static void next_block(struct plant *p, void *context)
{
	struct deed *d = context;

	d->step++;
	send_block(p, d);
	if (d->step < BLOCKS)
		deed_later(p, d, 60 * MILLISECOND, next_block);
	else
		finish_s7(p, d);
}

void deed_download_s7(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	deed_connect(p, d, "s7", d->to);
	s7_begin_job(p, &d->link, 32, 0);
	say(&p->ask, "1a 00 0100 00000000 09 '_0A00001P' 0d '1005280005240'");
	s7_begin_answer(p, &d->link, 1, 0);
	say(&p->answer, "1a");
	s7_end(p, &d->link);
	deed_later(p, d, 50 * MILLISECOND, next_block);
}

/* A program object (class 0x68) is made and filled. */
void deed_download_cip(struct plant *p, void *context)
{
	struct deed *d = context;
	struct buf piece = {0};

	d->by->off = false;
	deed_connect(p, d, "cip", d->to);
	ask_service(p, d, "02 2068 2400", CREATE, NULL);
	for (int i = 0; i < BLOCKS; i++) {
		buf_clear(&piece);
		say(&piece, "%D", (unsigned)i * BLOCK_BYTES);
		say_program(p, &piece, BLOCK_BYTES);
		ask_service(p, d, "02 2068 2401", WRITE_PROGRAM, &piece);
	}
	buf_free(&piece);
	deed_hang_up(p, d);
}

/* 5.6: the file of the program is opened for writing, written, closed. */
void deed_download_slmp(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	deed_connect(p, d, "slmp", d->to);
	slmp_begin(p, 0x1827, 0);
	say(&p->ask, "'0000' 0100 0000 0800 'MAIN.QPG'");
	say(&p->answer, "0100");
	slmp_end(p, &d->link);
	for (unsigned i = 0; i < BLOCKS; i++) {
		slmp_begin(p, 0x1829, 0);
		say(&p->ask, "0100 %D %W", i * BLOCK_BYTES, BLOCK_BYTES);
		say_program(p, &p->ask, BLOCK_BYTES);
		say(&p->answer, "%W", BLOCK_BYTES);
		slmp_end(p, &d->link);
	}
	slmp_begin(p, 0x182a, 0);
	say(&p->ask, "0100 0000");
	slmp_end(p, &d->link);
	deed_hang_up(p, d);
}
