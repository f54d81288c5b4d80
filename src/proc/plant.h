/* plant.h - what is known of one site: its inventory and its judge. SPDX-License-Identifier: Apache-2.0
 *
 * Sites never meet: the same address in two of them is two devices, and what is normal in one says nothing of the
 * other. The root's is always at hand; others come in when something is told of them, and go when room is needed.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "inventory/inventory.h"
#include "judge/judge.h"
#include "store/store.h"

struct writer;

struct plant {
	int64_t scope; /* 0 none */
	struct viewer viewer; /* of that scope alone */
	struct inventory *inventory;
	struct judge *judge;
	uint64_t used; /* the higher, the later */
};

#define PLANTS_MAX 64 /* at once: each takes what its devices take, and each interface may be heard for another */

/* The root's, read when it is not yet: it stays. NULL: store_error says why. */
struct plant *plant_root(struct writer *w);
/* That of a scope, read when it is not at hand; within a transaction. NULL: store_error says why. Valid until the next call. */
struct plant *plant_of(struct writer *w, int64_t scope);
/* Keeps what changed in all of them; within a transaction. 0 or -errno. */
int plants_save(struct writer *w);
/* True when a judge has something to tell. */
bool plants_have_news(const struct writer *w);
/* Forgets those of scopes that are no more. */
void plants_forget(struct writer *w);
