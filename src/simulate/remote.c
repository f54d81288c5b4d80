/* remote.c - what people far away use: SSH and remote desktop. SPDX-License-Identifier: Apache-2.0 */

#include <string.h>

#include "simulate/conn.h"
#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"

static void say_noise(struct plant *p, struct buf *b, size_t count)
{
	while (count-- > 0)
		buf_byte(b, (uint8_t)prng_next(&p->prng));
}

/* RFC 4253 7.1: lists of algorithms, padded to eight bytes. */
static void say_key_exchange(struct plant *p, struct buf *b)
{
	static const char *const lists[] = {"curve25519-sha256", "ssh-ed25519", "aes128-ctr", "aes128-ctr",
	                                    "hmac-sha2-256", "hmac-sha2-256", "none", "none", "", ""};
	const size_t from = b->length;
	const size_t pad = 4 + 8;

	say(b, "00000000 00 14");
	say_noise(p, b, 16);
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		say(b, "%d %s", (unsigned)strlen(lists[i]), lists[i]);
	say(b, "00 00000000");
	const size_t padding = pad + (8 - (b->length - from + pad) % 8) % 8;

	b->data[from + 4] = (uint8_t)padding;
	say_zeros(b, padding);
	say_be32_at(b, from, b->length - from - 4);
}

static void ssh_hello(struct plant *p, struct link *l)
{
	say(&p->answer, "'SSH-2.0-OpenSSH_8.9p1 Ubuntu-3ubuntu0.6' 0d0a");
	link_send(p, l, SERVER, &p->answer);
	say(&p->ask, "'SSH-2.0-PuTTY_Release_0.78' 0d0a");
	link_ask(p, l);
	say_key_exchange(p, &p->ask);
	say_key_exchange(p, &p->answer);
	link_ask(p, l);
}

/* Encrypted packets: a multiple of eight bytes. */
static void ssh_turn(struct plant *p, struct link *l)
{
	say_noise(p, &p->ask, 8 * (6 + prng_below(&p->prng, 8)));
	say_noise(p, &p->answer, 8 * (8 + prng_below(&p->prng, 60)));
	link_ask(p, l);
}

const struct talk talk_ssh = {"ssh", 22, false, false, ssh_hello, ssh_turn};

/* MS-RDPBCGR 2.2.1.1: the client's cookie, the server chooses TLS with sign-in. */
static void rdp_hello(struct plant *p, struct link *l)
{
	say(&p->ask, "03 00 002c 27 e0 0000 0000 00 'Cookie: mstshash=vendor' 0d0a 01 00 0800 03000000");
	say_be16_at(&p->ask, 2, p->ask.length);
	p->ask.data[4] = (uint8_t)(p->ask.length - 5);
	say(&p->answer, "03 00 0013 0e d0 0000 1234 00 02 00 0800 02000000");
	link_ask(p, l);
	talk_tls.hello(p, l);
}

static void rdp_turn(struct plant *p, struct link *l)
{
	talk_tls.turn(p, l);
}

const struct talk talk_rdp = {"rdp", 3389, false, false, rdp_hello, rdp_turn};
