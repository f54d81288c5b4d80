/* hash.c - keyed hashing of fixed-size keys. SPDX-License-Identifier: Apache-2.0 */

#include "lib/hash.h"

#include <sodium.h>

/* the functions themselves, for keys are short: a call into the library costs as much */
#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t hash_seed(void)
{
	uint64_t seed;

	randombytes_buf(&seed, sizeof(seed));
	return seed;
}

uint64_t hash_bytes(const void *bytes, size_t length, uint64_t seed)
{
	return XXH3_64bits_withSeed(bytes, length, seed);
}
