/* customer_words.h - ids that stand inside of texts of a customer that comes in, for the files of store alone. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/sql.h"

/* Ids of a table as they stand in the file, and what is added to each here; low 0: the file holds none. */
struct customer_range {
	int64_t low, high;
	int64_t shift;
};

/*
 * Rows of the register that came in name works, data, components, networks, zones and tasks by ids inside of their
 * names and JSON: each becomes what it is here. An id that the file does not hold names nothing any more.
 */
int customer_move_words(struct store *store, struct arena *arena, const struct customer_range *registers,
			const struct customer_range *networks, const struct customer_range *zones,
			const struct customer_range *tasks);
