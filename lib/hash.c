/* hash.c - keyed hashing of fixed-size keys. SPDX-License-Identifier: Apache-2.0 */

#include "lib/hash.h"

#include <sodium.h>

uint64_t hash_seed(void)
{
	uint64_t seed;

	randombytes_buf(&seed, sizeof(seed));
	return seed;
}
