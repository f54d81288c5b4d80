/* prng.c - numbers by chance that a seed repeats (PCG32, O'Neill 2014). SPDX-License-Identifier: Apache-2.0 */

#include "simulate/prng.h"

uint32_t prng_next(struct prng *p)
{
	const uint64_t old = p->state;
	const uint32_t mixed = (uint32_t)(((old >> 18) ^ old) >> 27);
	const unsigned turn = (unsigned)(old >> 59);

	p->state = old * UINT64_C(6364136223846793005) + p->step;
	return mixed >> turn | mixed << (-turn & 31);
}

void prng_seed(struct prng *p, uint64_t seed, uint64_t stream)
{
	p->state = 0;
	p->step = stream << 1 | 1;
	prng_next(p);
	p->state += seed;
	prng_next(p);
}

uint32_t prng_below(struct prng *p, uint32_t below)
{
	return (uint32_t)((uint64_t)prng_next(p) * below >> 32);
}

int64_t prng_between(struct prng *p, int64_t low, int64_t high)
{
	const uint64_t wide = (uint64_t)prng_next(p) << 32 | prng_next(p);

	if (high <= low)
		return low;
	return low + (int64_t)(wide % ((uint64_t)(high - low) + 1));
}
