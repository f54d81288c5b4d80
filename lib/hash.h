/* hash.h - keyed hashing of fixed-size keys. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* the functions themselves, for keys are short and of a known size */
#define XXH_INLINE_ALL
#include <xxhash.h>

/* A seed that an attacker who sends packets cannot know; random, made once per table. */
uint64_t hash_seed(void);

static inline uint64_t hash_bytes(const void *bytes, size_t length, uint64_t seed)
{
	return XXH3_64bits_withSeed(bytes, length, seed);
}
