/* ike.c - the tunnel of the remote maintenance: IKE and ESP (RFC 7296, RFC 4303). SPDX-License-Identifier: Apache-2.0 */

#include "simulate/conn.h"
#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"
#include "simulate/wire.h"

enum { PORT = 500, SA_INIT = 34, AUTH = 35, INFORMATIONAL = 37, SA = 33, KEY = 34, NONCE = 40, ENCRYPTED = 46,
       REQUEST = 0x08, RESPONSE = 0x20, ESP = 50, BYTES = 256 };

static void say_noise(struct plant *p, struct buf *b, size_t count)
{
	while (count-- > 0)
		buf_byte(b, (uint8_t)prng_next(&p->prng));
}

/* 3.1: both SPIs, first payload, version 2.0, exchange, flags, number, length. */
static void say_head(struct buf *b, const struct link *l, unsigned first, unsigned exchange, unsigned flags)
{
	say(b, "%D 11111111 %D %D %b 20 %b %b %d 00000000", l->state[0], l->state[1], l->state[1], first, exchange,
	    flags, l->number);
}

static void end(struct plant *p, struct link *l)
{
	say_be32_at(&p->ask, 24, p->ask.length);
	say_be32_at(&p->answer, 24, p->answer.length);
	link_ask(p, l);
	l->number++;
}

/* 3.3: one proposal (AES-CBC 256, SHA-256, DH group 14), key exchange and nonce. */
static void say_offer(struct plant *p, struct buf *b)
{
	say(b, "%b 00 0030 0000 002c 01 01 00 04 0300 000c 01 00 000c 800e 0100 0300 0008 02 00 0005", KEY);
	say(b, "0300 0008 03 00 000c 0000 0008 04 00 000e");
	say(b, "%b 00 %w 000e 0000", NONCE, 8 + BYTES);
	say_noise(p, b, BYTES);
	say(b, "00 00 0024");
	say_noise(p, b, 32);
}

/* What follows is encrypted. */
static void exchange(struct plant *p, struct link *l, unsigned kind, size_t bytes)
{
	say_head(&p->ask, l, ENCRYPTED, kind, REQUEST);
	say(&p->ask, "00 00 %w", (unsigned)bytes + 4);
	say_noise(p, &p->ask, bytes);
	say_head(&p->answer, l, ENCRYPTED, kind, RESPONSE);
	say(&p->answer, "00 00 %w", (unsigned)bytes + 4);
	say_noise(p, &p->answer, bytes);
	end(p, l);
}

static void hello(struct plant *p, struct link *l)
{
	l->port = PORT;
	l->number = 0;
	l->state[0] = prng_next(&p->prng);
	l->state[1] = 0;
	say_head(&p->ask, l, SA, SA_INIT, REQUEST);
	say_offer(p, &p->ask);
	l->state[1] = prng_next(&p->prng);
	say_head(&p->answer, l, SA, SA_INIT, RESPONSE);
	say_offer(p, &p->answer);
	end(p, l);
	exchange(p, l, AUTH, 224);
}

/* 1.4: is the other still there? */
static void turn(struct plant *p, struct link *l)
{
	exchange(p, l, INFORMATIONAL, 64);
}

const struct talk talk_ike = {"ike", PORT, true, false, hello, turn};

/* RFC 4303 2: where it belongs, its number, nothing that can be read. */
static void send_packet(struct plant *p, struct link *l, struct host *from, struct host *to, int64_t when)
{
	struct buf b = {0};

	say(&b, "%d %d", from == l->client ? 0x1a2b3c01u : 0x5e6f7a02u, l->turn + 1);
	say_noise(p, &b, 16 * (6 + prng_below(&p->prng, 40)));
	wire_ip(p, when, from, to, 0, ESP, 0, &b);
	buf_free(&b);
}

static void esp_turn(struct plant *p, struct link *l)
{
	send_packet(p, l, l->client, l->server, p->now + 2 * MILLISECOND);
	send_packet(p, l, l->server, l->client, p->now + prng_between(&p->prng, 12 * MILLISECOND, 30 * MILLISECOND));
}

const struct talk talk_esp = {"esp", 0, true, false, NULL, esp_turn};
