/* keyence.c - host link of KEYENCE KV controllers: lines of text. SPDX-License-Identifier: Apache-2.0 */

#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"

enum { WRITES_EACH = 80, WRITES_TURN = 25 };

static void ask(struct plant *p, struct link *l, const char *command, const char *answer)
{
	buf_printf(&p->ask, "%s\r", command);
	buf_printf(&p->answer, "%s\r\n", answer);
	link_ask(p, l);
}

/* The code of a model is decimal text. */
static void hello(struct plant *p, struct link *l)
{
	char code[8];

	snprintf(code, sizeof(code), "%u", l->server->device->code);
	ask(p, l, "CR", "CC");
	ask(p, l, "?K", code);
	ask(p, l, "?M", "1");
}

static void turn(struct plant *p, struct link *l)
{
	char command[40];
	struct buf values = {0};

	snprintf(command, sizeof(command), "RDS DM%u.U %u", l->contact->first, l->contact->count);
	for (uint32_t i = 0; i < l->contact->count; i++)
		buf_printf(&values, i ? " %05u" : "%05u", prng_below(&p->prng, 9000));
	ask(p, l, command, buf_string(&values));
	buf_free(&values);
	if (l->turn % WRITES_EACH != WRITES_TURN)
		return;
	snprintf(command, sizeof(command), "WR DM%u.U %05u", l->contact->first + 200,
	         prng_below(&p->prng, 100));
	ask(p, l, command, "OK");
}

const struct talk talk_keyence = {"keyence", 8501, false, false, hello, turn};
