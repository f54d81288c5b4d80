/* party.h - which rows of a table name whom: a merge touches those of one. SPDX-License-Identifier: Apache-2.0
 *
 * The rows of one are a list that runs through the rows themselves, the oldest first: to name somebody costs no room
 * beside the row.
 */
#pragma once

#include "lib/table.h"

#define PARTY_NAMES 3 /* that a row has at most */

/* One in a row for each of its names. */
struct party_link {
	uint32_t previous; /* places; 0 none */
	uint32_t next;
};

struct party_index {
	const struct table *rows;
	size_t links; /* where they are in a row */
	uint32_t names;
	struct table parties;
};

/* Of a table whose rows have so many names, and as many links at this offset. */
void party_init(struct party_index *index, const struct table *rows, uint32_t names, size_t links);
void party_free(struct party_index *index);
/* The row names these; 0 is nobody. */
void party_add(struct party_index *index, void *row, const uint64_t *names);
/* The row, which names these, is about to go or to be named otherwise. */
void party_drop(struct party_index *index, void *row, const uint64_t *names);
/* Walks the rows that name somebody, each once: start with *position 0; NULL at the end. The row just given may go
 * meanwhile, others may come. */
void *party_next(const struct party_index *index, uint64_t name, uint32_t *position);
/* The oldest row that names somebody, NULL none. */
void *party_first(const struct party_index *index, uint64_t name);
