/* purchase.h - orders: what is bought, what is required, what came of it. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

struct purchase_row {
	int64_t id;
	int64_t scope;
	const char *key; /* exceptions name it by that */
	const char *title;
	const char *grain, *role, *line;
	const char *conditions, *protocols; /* apart by blanks */
	const char *due_on, *note;
	const char *state; /* "draft" "sent" "ordered" "accepted" */
	const char *user;
	int64_t supplier; /* 0 none */
	int64_t importance;
	uint64_t asset; /* the device that came, 0 none yet */
	bool specimen;
	int64_t revision;
	int64_t at;
	/* told, not kept */
	const char *supplier_name, *asset_name, *firmware;
	int64_t wanted, decided, checked;
};

struct purchase_item {
	const char *item;
	const char *category; /* of one's own */
	const char *title, *text; /* "": as the catalogue has it */
	const char *reply;    /* of the supplier: "" "yes" "part" "no" */
	const char *said;
	const char *outcome;  /* "" "met" "extra" "accepted" "none" */
	const char *how;      /* the extra measure, or why the risk is accepted */
	const char *until;    /* accepted: "2026-11-21" */
	const char *checked;  /* at acceptance: "" "good" "bad" */
	const char *found;    /* what was seen then */
	const char *user;
	bool wanted;
	int64_t at;
};

/* Adds (id 0) or changes one; *id tells which. -ESTALE. */
STORE_CALL store_purchase_put(struct store *store, const struct viewer *viewer, const struct purchase_row *row,
			      int64_t *id);
/* It is no longer shown. -ENOENT. */
STORE_CALL store_purchase_remove(struct store *store, const struct viewer *viewer, int64_t id);
/* Those of a scope, newest first. */
STORE_CALL store_purchases(struct store *store, const struct viewer *viewer, int64_t scope, struct arena *arena,
			   struct purchase_row **rows, size_t *count);
/* One. -ENOENT. */
STORE_CALL store_purchase(struct store *store, const struct viewer *viewer, int64_t id, struct arena *arena,
			  struct purchase_row *out);
STORE_CALL store_purchase_items(struct store *store, const struct viewer *viewer, int64_t id, struct arena *arena,
				struct purchase_item **rows, size_t *count);
/* All of them or none, each in the place of what stood there. An accepted risk becomes an exception that somebody
 * has to approve; it ends when the outcome is another. -ENOENT. */
STORE_CALL store_purchase_items_put(struct store *store, const struct viewer *viewer, int64_t id,
				    const struct purchase_item *items, size_t count);
