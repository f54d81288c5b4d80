/* party.h - which rows of a table name whom: a merge touches those of one. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "lib/table.h"

struct party_index {
	const struct table *rows;
	struct table parties;
};

/* Of a table of so many rows, each of which names so many parties at most. */
void party_init(struct party_index *index, const struct table *rows, uint32_t names);
void party_free(struct party_index *index);
/* This row names the party; 0 is nobody. */
void party_add(struct party_index *index, uint64_t party, const void *row);
/* The row is about to go, or names the party no more. */
void party_drop(struct party_index *index, uint64_t party, const void *row);
/* Walks the rows that name a party: start with *position 0; NULL at the end. Rows may be added meanwhile. */
void *party_next(const struct party_index *index, uint64_t party, uint32_t *position);
/* Some row that names the party, NULL none: to take them all out one by one. */
void *party_first(const struct party_index *index, uint64_t party);
