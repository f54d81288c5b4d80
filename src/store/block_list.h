/* block_list.h - names and addresses that the operator does not want to see. SPDX-License-Identifier: Apache-2.0
 *
 * Like store.h: every query sees the scopes of its viewer, rows live in the arena, texts are never NULL.
 */
#pragma once

#include "store/store.h"

struct block_list_row {
	int64_t id;
	const char *name;
	int64_t entries;       /* different ones */
	int64_t refused;       /* lines that were no entry */
	int64_t first_refused; /* the first of them, 0 none */
	const char *user;
	int64_t at;
};

STORE_CALL store_block_lists(struct store *store, const struct viewer *viewer, struct arena *arena,
			     struct block_list_row **rows, size_t *count);
/* Takes the place of a list of the same name; row: name, refused, first_refused. -> id. */
STORE_CALL store_block_list_put(struct store *store, const struct viewer *viewer,
				const struct block_list_row *row, const char *const *entries,
				size_t count, int64_t *id);
/* -ENOENT. */
STORE_CALL store_block_list_remove(struct store *store, const struct viewer *viewer, int64_t id);
/* What all lists hold, in order, each once. */
STORE_CALL store_block_entries(struct store *store, const struct viewer *viewer,
			       struct arena *arena, const char ***entries, size_t *count);
