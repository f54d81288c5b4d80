/* netbios.c - computers with Windows tell their names (RFC 1001, RFC 1002; MS-BRWS). SPDX-License-Identifier: Apache-2.0 */

#include <string.h>

#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"
#include "simulate/wire.h"

#define WORKGROUP "KOJO"

enum { ANNOUNCE_EACH = 3, WORKSTATION = 0x00, SERVER_SERVICE = 0x20, DOMAIN_CONTROLLERS = 0x1c, NAME = 15 };

/* RFC 1001 14.1: each half byte becomes a letter. */
static void say_name(struct buf *b, const char *name, unsigned kind)
{
	char padded[NAME + 2];

	snprintf(padded, sizeof(padded), "%-15.15s", name);
	padded[NAME] = (char)kind;
	buf_byte(b, 32);
	for (int i = 0; i <= NAME; i++) {
		buf_byte(b, (uint8_t)('A' + (padded[i] >> 4 & 15)));
		buf_byte(b, (uint8_t)('A' + (padded[i] & 15)));
	}
	buf_byte(b, 0);
}

/* RFC 1002 4.2.2 */
static void register_name(struct plant *p, struct host *h, const char *name, unsigned kind,
                          unsigned flags)
{
	struct buf b = {0};

	say(&b, "%w 2910 0001 0000 0000 0001", prng_next(&p->prng) & 0xffff);
	say_name(&b, name, kind);
	say(&b, "0020 0001 c00c 0020 0001 000493e0 0006 %w %d", flags, h->ip);
	wire_udp_group(p, p->now + prng_between(&p->prng, 0, 90 * MILLISECOND), h, 137, h->ip | 0xff,
	               137, &b);
	buf_free(&b);
}

/* RFC 1002 4.4 around MS-BRWS 2.2.1: a host announcement to the workgroup. */
static void announce(struct plant *p, struct host *h)
{
	const char *name = h->device->name;
	struct buf b = {0};
	char padded[17];

	snprintf(padded, sizeof(padded), "%.15s", name);
	say(&b, "11 0a %w %d 008a 0000 0000", prng_next(&p->prng) & 0xffff, h->ip);
	say_name(&b, name, SERVER_SERVICE);
	say_name(&b, WORKGROUP, 0x1d);
	const size_t smb = b.length;

	say(&b, "ff 'SMB' 25 %27z", "");
	say(&b, "11 0000 0000 0000 0000 0000 0000 00000000 0000 0000 0000 0000 0000 0300 0100 0100 0200");
	const size_t count_at = b.length;

	say(&b, "0000 '\\MAILSLOT\\BROWSE' 00");
	const size_t data = b.length;

	say(&b, "01 00 80fc0a00 %16z 0a 00 03100000 0f01 55aa 00", padded);
	say_le16_at(&b, count_at, b.length - count_at - 2);
	say_le16_at(&b, smb + 32 + 1 + 2, b.length - data);
	say_le16_at(&b, smb + 32 + 1 + 22, b.length - data);
	say_le16_at(&b, smb + 32 + 1 + 24, data - smb);
	say_be16_at(&b, 10, b.length - 14);
	wire_udp_group(p, p->now + 200 * MILLISECOND, h, 138, h->ip | 0xff, 138, &b);
	buf_free(&b);
}

static bool leads_domain(const struct host *h)
{
	return h->device->role && strcmp(h->device->role, "server") == 0;
}

static void turn(struct plant *p, struct link *l)
{
	if (l->turn == 0) {
		register_name(p, l->client, l->client->device->name, WORKSTATION, 0x0000);
		register_name(p, l->client, l->client->device->name, SERVER_SERVICE, 0x0000);
		register_name(p, l->client, WORKGROUP, WORKSTATION, 0x8000);
		if (leads_domain(l->client))
			register_name(p, l->client, WORKGROUP, DOMAIN_CONTROLLERS, 0xe000);
	}
	if (l->turn % ANNOUNCE_EACH == 0)
		announce(p, l->client);
}

const struct talk talk_netbios = {"netbios", 0, true, false, NULL, turn};
