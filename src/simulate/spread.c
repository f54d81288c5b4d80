/* spread.c - deeds through the office: remote desktop, tunnels in DNS, files encrypted. SPDX-License-Identifier: Apache-2.0 */

#include <string.h>

#include "simulate/conn.h"
#include "simulate/deed.h"
#include "simulate/dns.h"
#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/smb.h"

enum { TYPE_TXT = 16, LABEL = 48 };

/* Somebody far away works on a screen: many small records. */
static void work_on_screen(struct plant *p, void *context)
{
	struct deed *d = context;

	link_turn(p, &d->link);
	if (++d->step < d->count)
		deed_later(p, d, plant_jitter(p, 500 * MILLISECOND, 60), work_on_screen);
	else
		deed_hang_up(p, d);
}

void deed_remote_desktop(struct plant *p, void *context)
{
	struct deed *d = context;

	deed_connect(p, d, "rdp", d->to);
	deed_later(p, d, SECOND, work_on_screen);
}

static void say_label(struct plant *p, char *label)
{
	static const char digits[] = "abcdefghijklmnopqrstuvwxyz234567";

	for (int i = 0; i < LABEL; i++)
		label[i] = digits[prng_below(&p->prng, 32)];
	label[LABEL] = '\0';
}

/* Data leave in names, orders come in texts. */
void deed_dns_tunnel(struct plant *p, void *context)
{
	struct deed *d = context;
	char label[LABEL + 1], name[LABEL + 40], order[LABEL + 1];
	struct buf data = {0};

	if (d->step == 0)
		deed_connect(p, d, "dns", plant_host(p, "ad"));
	say_label(p, label);
	say_label(p, order);
	snprintf(name, sizeof(name), "%s.t.update-check.example", label);
	say(&data, "%b %s", LABEL, order);
	d->link.port = (uint16_t)prng_between(&p->prng, 49152, 65000);
	d->link.at = p->now;
	dns_ask(p, &d->link, name, TYPE_TXT, &data);
	buf_free(&data);
	if (++d->step < d->count)
		deed_later(p, d, plant_jitter(p, 2 * SECOND, 10), deed_dns_tunnel);
}

/* A short call home each minute, day and night, always of the same length. */
void deed_beacon(struct plant *p, void *context)
{
	struct deed *d = context;

	deed_connect(p, d, "tls", d->to);
	link_turn(p, &d->link);
	deed_hang_up(p, d);
	if (++d->step < d->count)
		deed_later(p, d, plant_jitter(p, 60 * SECOND, 1), deed_beacon);
}

/* Read, write what cannot be read any more, rename: hundreds of files, several a second. */
static void encrypt_one(struct plant *p, void *context)
{
	static const char *const folders[] = {"seisan", "sekkei", "hinshitsu", "soumu"};
	static const char *const kinds[] = {"xlsx", "docx", "csv", "pdf"};
	struct deed *d = context;
	char name[60], locked[80];
	const size_t bytes = 800 + prng_below(&p->prng, 3000);

	snprintf(name, sizeof(name), "%s\\shiryo%03u.%s", folders[d->step % 4], d->step, kinds[d->step % 3]);
	snprintf(locked, sizeof(locked), "%s.locked", name);
	smb_transfer(p, &d->link, name, false, bytes, NULL);
	smb_transfer(p, &d->link, name, true, bytes, locked);
	if (d->step % 50 == 0)
		smb_transfer(p, &d->link, "README_FUKUGEN.txt", true, 400, NULL);
	if (++d->step < d->count)
		deed_later(p, d, plant_jitter(p, 300 * MILLISECOND, 30), encrypt_one);
	else
		deed_hang_up(p, d);
}

void deed_encrypt_files(struct plant *p, void *context)
{
	struct deed *d = context;

	deed_connect(p, d, "smb", d->to);
	deed_later(p, d, SECOND, encrypt_one);
}
