/* customer.h - a scope with all below it as one file, come back from one, or erased. SPDX-License-Identifier: Apache-2.0
 *
 * The file is a SQLite database of the rows alone: tables of named columns without types, keys or anything that
 * could be run. lib/sealed.h puts it behind a passphrase.
 */
#pragma once

#include "store/account.h"

struct customer_rows {
	const char *table;
	uint64_t count;
};

#define CUSTOMER_TABLES_MAX 96

/* What a file, or a scope, holds. */
struct customer {
	const char *id;	  /* of the file: 32 hex digits; "" of a scope */
	const char *name;
	const char *made_by;
	int64_t made_at;
	uint64_t scopes;
	uint64_t rows;
	struct customer_rows tables[CUSTOMER_TABLES_MAX]; /* those with rows */
	size_t table_count;
	const char *here; /* name of a scope that came out of this very file, "" none */
	bool name_taken;  /* there is a scope of this name among the viewer's */
};

/* Reader: what the scope holds. -ENOENT it is none of the viewer's. */
STORE_CALL customer_count(struct store *store, const struct viewer *viewer, int64_t scope, struct arena *arena,
			  struct customer *out);
/* Reader: writes it to a file at path, which must be empty. -ENOENT as above. */
STORE_CALL customer_write(struct store *store, const struct viewer *viewer, int64_t scope, const char *path);
/* Reader: what the file at path holds. -EINVAL it is none, or not fit: store_error() says what. */
STORE_CALL customer_look(struct store *store, const struct viewer *viewer, const char *path, struct arena *arena,
			 struct customer *out);

struct customer_coming {
	const char *path;
	int64_t parent;	  /* it comes below this, one of the viewer's */
	const char *name; /* NULL: its own */
	bool written_down; /* customer_write_down() made the file: its pages are whole */
	struct customer *what; /* out; its texts are in the arena */
	struct arena *arena;
};

/* Writer: takes all of it in, or nothing. -EINVAL as above, -EEXIST there is one of that name there. */
STORE_CALL customer_read(struct store *store, const struct viewer *viewer, const struct customer_coming *coming,
			 int64_t *scope);

/*
 * Writer: takes the scope, all below it and all that belongs to them away: rows, the texts of their trail, the people
 * who had nothing else. The trail says who did so, how many rows there were and their hash (BLAKE2b). -EPERM it is
 * the root; -EACCES the viewer does not administer what is above; -ENOENT; -EINVAL the name is not its own. Call
 * store_shrink() when it is committed.
 */
STORE_CALL customer_erase(struct store *store, const struct viewer *viewer, int64_t scope, const char *name);
/* Writer, outside a transaction: what was deleted leaves the file, too. */
STORE_CALL store_shrink(struct store *store);
