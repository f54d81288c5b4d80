/* prng.h - numbers by chance that a seed repeats (PCG32, O'Neill 2014). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdint.h>

struct prng {
	uint64_t state;
	uint64_t step;
};

/* The same seed and stream give the same numbers on every machine. */
void prng_seed(struct prng *p, uint64_t seed, uint64_t stream);
uint32_t prng_next(struct prng *p);
/* 0 to below - 1; 0 when below is 0. */
uint32_t prng_below(struct prng *p, uint32_t below);
/* From low to high, both included. */
int64_t prng_between(struct prng *p, int64_t low, int64_t high);
