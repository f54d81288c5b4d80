/* vnc.c - screens over the network without a password (RFC 6143), and TeamViewer. SPDX-License-Identifier: Apache-2.0 */

#include <string.h>

#include "simulate/conn.h"
#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"

enum { WIDTH = 16, HEIGHT = 8, PIXEL = 4 };

/* 7.1: versions, "none" as the only kind of security, the screen of the server. */
static void vnc_hello(struct plant *p, struct link *l)
{
	const char *name = l->server->device->name;

	say(&p->answer, "'RFB 003.008' 0a");
	link_send(p, l, SERVER, &p->answer);
	link_wait(p, l, 5 * MILLISECOND);
	say(&p->ask, "'RFB 003.008' 0a");
	say(&p->answer, "01 01");
	link_ask(p, l);
	say(&p->ask, "01");
	say(&p->answer, "00000000");
	link_ask(p, l);
	say(&p->ask, "01");
	say(&p->answer, "0320 01e0 20 18 00 01 00ff 00ff 00ff 10 08 00 000000 %d %s", (unsigned)strlen(name), name);
	link_ask(p, l);
}

/* 7.5.3, 7.6.1: a piece of the screen is asked for and comes as it is. */
static void vnc_turn(struct plant *p, struct link *l)
{
	say(&p->ask, "03 01 0000 0000 %w %w", WIDTH, HEIGHT);
	say(&p->answer, "00 00 0001 0000 0000 %w %w 00000000", WIDTH, HEIGHT);
	for (int i = 0; i < WIDTH * HEIGHT * PIXEL; i++)
		buf_byte(&p->answer, (uint8_t)prng_next(&p->prng));
	link_ask(p, l);
}

const struct talk talk_vnc = {"vnc", 5900, false, false, vnc_hello, vnc_turn};

static void teamviewer_hello(struct plant *p, struct link *l)
{
	say(&p->ask, "1724 0a20 0000 0000 0000 0000 0048 0080 0100 0000 1480 0000 6fb7 8c80");
	say(&p->answer, "1724 2818 0000 8000 0000 7fff ffff");
	link_ask(p, l);
}

static void teamviewer_turn(struct plant *p, struct link *l)
{
	say(&p->ask, "1724 4720 0000 0000");
	say(&p->answer, "1724 4720 0000 0000");
	for (int i = 0; i < 60; i++) {
		buf_byte(&p->ask, (uint8_t)prng_next(&p->prng));
		buf_byte(&p->answer, (uint8_t)prng_next(&p->prng));
	}
	link_ask(p, l);
}

const struct talk talk_teamviewer = {"teamviewer", 5938, false, false, teamviewer_hello, teamviewer_turn};
