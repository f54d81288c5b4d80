/* smb1.c - file sharing of old Windows (MS-CIFS), and the marks of those who break it. SPDX-License-Identifier: Apache-2.0 */

#include <string.h>

#include "simulate/deed.h"
#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"

enum { TRANSACTION = 0x25, TRANSACTION2 = 0x32, SECONDARY, NEGOTIATE = 0x72, SESSION_SETUP, TREE_CONNECT = 0x75,
       NT_TRANSACT = 0xa0, NOT_IMPLEMENTED = 0xc0000002, NO_RESOURCES = 0xc0000205 };
enum { OWN = 64, IMPLANT_ASKED = 65, IMPLANT_SAYS = 81 };

/* 2.2.3.1: behind the length of the transport. */
static void begin(struct buf *b, unsigned command, bool response, uint32_t status, unsigned id)
{
	say(b, "00000000 ff'SMB' %b %D %b 07c0 0000 0000000000000000 0000 0100 fffe 0108 %W", command, status,
	    response ? 0x98 : 0x18, id);
}

static void end(struct plant *p, struct link *l)
{
	if (p->ask.length)
		say_be32_at(&p->ask, 0, p->ask.length - 4);
	if (p->answer.length)
		say_be32_at(&p->answer, 0, p->answer.length - 4);
	link_ask(p, l);
}

static void both(struct plant *p, unsigned command, uint32_t status, unsigned id)
{
	begin(&p->ask, command, false, 0, id);
	begin(&p->answer, command, true, status, id);
}

/* Unicode begins at an even place. */
static void say_unicode(struct buf *b, const char *text)
{
	say_zeros(b, b->length % 2);
	say(b, "%u 0000", text);
}

static void end_bytes(struct buf *b, size_t count_at)
{
	say_le16_at(b, count_at, b->length - count_at - 2);
}

static void negotiate(struct plant *p, struct link *l)
{
	both(p, NEGOTIATE, 0, OWN);
	say(&p->ask, "00 0c00 02 'NT LM 0.12' 00");
	say(&p->answer, "11 0000 03 3200 0100 04110000 00000100 00000000 fde30000 0000000000000000 e4fd 08 0000");
	const size_t count = p->answer.length - 2;

	say(&p->answer, "%Q", UINT64_C(0x1122334455667788));
	say(&p->answer, "%u 0000 %u 0000", "KOJO", l->server->device->name);
	end_bytes(&p->answer, count);
	end(p, l);
}

static bool is_old(const struct host *h)
{
	return strcmp(h->device->key, "old-pc") == 0;
}

/* 2.2.4.53: both tell their system. */
static void sign_in(struct plant *p, struct link *l)
{
	both(p, SESSION_SETUP, 0, OWN);
	say(&p->ask, "0d ff 00 0000 0411 0200 0100 00000000 1800 0000 00000000 d4000000 0000");
	size_t count = p->ask.length - 2;

	for (int i = 0; i < 24; i++)
		buf_byte(&p->ask, (uint8_t)prng_next(&p->prng));
	say_unicode(&p->ask, "operator");
	say(&p->ask, "%u 0000 %u 0000 %u 0000", "KOJO",
	    is_old(l->client) ? "Windows 2002 Service Pack 3 2600" : "Windows 10 Pro 19041",
	    is_old(l->client) ? "Windows 2002 5.1" : "Windows 10 Pro 6.3");
	end_bytes(&p->ask, count);
	say(&p->answer, "03 ff 00 0000 0000 0000");
	count = p->answer.length - 2;
	say_unicode(&p->answer, is_old(l->server) ? "Windows 5.1" : "Windows Server 2019 Standard 17763");
	say(&p->answer, "%u 0000 %u 0000", is_old(l->server) ? "Windows 2000 LAN Manager" : "Windows Server 2019 Standard 6.3",
	    "KOJO");
	end_bytes(&p->answer, count);
	end(p, l);
}

static void connect_share(struct plant *p, struct link *l, const char *share)
{
	char path[64];

	snprintf(path, sizeof(path), "\\\\%s\\%s", l->server->device->name, share);
	both(p, TREE_CONNECT, 0, OWN);
	say(&p->ask, "04 ff 00 0000 0000 0100 0000 00");
	const size_t count = p->ask.length - 3;

	say_unicode(&p->ask, path);
	say(&p->ask, "3f3f3f3f3f 00"); /* of any kind */
	end_bytes(&p->ask, count);
	say(&p->answer, "03 ff 00 0000 0100 0500 'IPC' 00 00");
	end(p, l);
}

static void hello(struct plant *p, struct link *l)
{
	negotiate(p, l);
	sign_in(p, l);
	connect_share(p, l, "IPC$");
}

/* 2.2.4.39: is the other still there? */
static void turn(struct plant *p, struct link *l)
{
	both(p, 0x2b, 0, OWN);
	say(&p->ask, "01 0100 0400 'ping'");
	say(&p->answer, "01 0100 0400 'ping'");
	end(p, l);
}

const struct talk talk_smb1 = {"smb1", 445, false, false, hello, turn};

/* 2.2.4.33: a look into pipe 0, which servers without the patch of MS17-010 refuse in their own way. */
static void probe(struct plant *p, struct link *l)
{
	both(p, TRANSACTION, NO_RESOURCES, OWN);
	say(&p->ask, "10 0000 0000 ffff ffff 00 00 0000 00000000 0000 0000 4a00 0000 4a00 02 00 2300 0000 0000");
	const size_t count = p->ask.length - 2;

	say_unicode(&p->ask, "\\PIPE\\");
	end_bytes(&p->ask, count);
	say(&p->answer, "00 0000");
	end(p, l);
}

/* A transaction too large for what it goes on as: the sign of the attack, and nothing that would work. */
static void mark(struct plant *p, struct link *l)
{
	both(p, NT_TRANSACT, 0, OWN);
	say(&p->ask, "13 01 0000 1e000000 d0030100 1e000000 00000000 1e000000 4b000000 00000000 00000000 00 0000 2000 %32z",
	    "");
	say(&p->answer, "00 0000");
	end(p, l);
	begin(&p->ask, SECONDARY, false, 0, OWN);
	say(&p->ask, "09 0000 0010 0000 0000 0000 1000 3500 d003 0000 1000");
	say_zeros(&p->ask, 16);
	end(p, l);
}

/* 2.2.6.15: reserved; who answers 65 with 81 has the implant. */
static void knock(struct plant *p, struct link *l)
{
	begin(&p->ask, TRANSACTION2, false, 0, IMPLANT_ASKED);
	say(&p->ask, "0f 0c00 0000 0100 0000 00 00 0000 a6d9a400 0000 0c00 4200 0000 4e00 01 00 0e00 0d00 00 %12z", "");
	begin(&p->answer, TRANSACTION2, true, NOT_IMPLEMENTED, IMPLANT_SAYS);
	say(&p->answer, "00 0000");
	end(p, l);
}

void deed_smb1_marks(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	deed_connect(p, d, "smb1", d->to);
	probe(p, &d->link);
	mark(p, &d->link);
	knock(p, &d->link);
	deed_hang_up(p, d);
}
