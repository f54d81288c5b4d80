/* ledger_meet.h - a device that comes to be seen meets its row of the ledger.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "inventory/inventory.h"
#include "lib/arena.h"
#include "store/sql.h"

struct ledger_meeting {
	uint64_t asset;
	const char *name, *owner; /* as the ledger has them */
};

/* Who met a row, until it is told; zeroed at first. */
struct ledger_met {
	struct rows rows;
	struct arena arena;
};

/* Gives the rows of the ledger that wait for this device to it, and remembers that. 0 or -errno. */
int ledger_meet(struct store *store, int64_t scope, const struct asset *asset,
                struct ledger_met *met);
/* The inventory hears what the ledger calls those; true when there were any. Frees and zeroes met.
 */
bool ledger_met_told(struct store *store, struct inventory *inventory, struct ledger_met *met);
