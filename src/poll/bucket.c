/* bucket.c - so many packets a second and no more. SPDX-License-Identifier: Apache-2.0 */

#include "poll/bucket.h"

#include "lib/clock.h"

#define TOKEN SECOND

void bucket_open(struct bucket *b, int64_t rate, int64_t now)
{
	*b = (struct bucket){.rate = rate, .level = TOKEN, .filled = now};
}

static void fill(struct bucket *b, int64_t now)
{
	const int64_t past = now - b->filled;

	b->filled = now;
	if (past <= 0 || b->rate <= 0)
		return;
	/* longer than it takes to fill: also what would overflow */
	if (past >= (TOKEN - b->level) / b->rate)
		b->level = TOKEN;
	else
		b->level += past * b->rate;
}

void bucket_rate(struct bucket *b, int64_t rate, int64_t now)
{
	fill(b, now);
	b->rate = rate;
}

bool bucket_take(struct bucket *b, int64_t cost, int64_t now)
{
	fill(b, now);
	if (b->level < TOKEN)
		return false;
	b->level -= cost * TOKEN;
	return true;
}
