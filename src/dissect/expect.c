/* expect.c - connections that another one announces. SPDX-License-Identifier: Apache-2.0
 *
 * FTP says in its control connection at which port a file will come. Its bytes say nothing, and the port is
 * another one each time: without this each transfer would be a conversation that nobody knows.
 */

#include "dissect/expect.h"

#include "dissect/dissectors.h"
#include "lib/clock.h"

#define AWAITED (60 * SECOND)

void expect_connection(struct context *ctx, const struct dissector *dissector, uint16_t port)
{
	struct expectations *all = ctx->expected;

	if (!all || port == 0)
		return;
	for (uint8_t row = 0; dissectors[row]; row++)
		if (dissectors[row] == dissector)
			all->at[all->next] = (struct expected){ctx->frame->src, ctx->frame->time + AWAITED, port, row};
	all->next = (uint16_t)((all->next + 1) % EXPECTED_MAX);
	all->any = true;
}

static bool is_at(const struct expected *e, const struct address *ip, uint16_t port)
{
	return e->port == port && address_equal(&e->ip, ip);
}

int expect_take(struct expectations *all, const struct frame *f)
{
	for (size_t i = 0; all->any && i < EXPECTED_MAX; i++) {
		struct expected *e = &all->at[i];

		if (e->until < f->time || (!is_at(e, &f->dst, f->dst_port) && !is_at(e, &f->src, f->src_port)))
			continue;
		e->until = 0;
		return e->row;
	}
	return -1;
}
