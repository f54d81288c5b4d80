/* block.h - names and addresses that the operator does not want to see. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/address.h"

#define BLOCK_MAX 200000 /* entries; more are not taken */

struct block_list {
	uint64_t *names; /* hashes, sorted */
	size_t name_count;
	struct block_network {
		struct address address;
		uint8_t prefix; /* of the 128 bits */
	} *networks; /* sorted */
	size_t network_count;
	bool prefixes[129]; /* that occur */
};

/* Takes names ("evil.example": itself and all below it) and addresses ("198.51.100.0/24") in the place of what
 * was there. Returns how many of them it did not understand or had no room for. */
size_t block_list_set(struct block_list *list, const char *const *entries, size_t count);
void block_list_free(struct block_list *list);
bool block_list_has_name(const struct block_list *list, const char *name);
bool block_list_has_address(const struct block_list *list, const struct address *address);
