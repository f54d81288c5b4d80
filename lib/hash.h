/* hash.h - keyed hashing of fixed-size keys. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* A seed that an attacker who sends packets cannot know; random, made once per table. */
uint64_t hash_seed(void);

/* Of these bytes. In one place of the program: each copy of it would push others out of the instruction cache. */
uint64_t hash_bytes(const void *bytes, size_t length, uint64_t seed);
