/* customer_tables.h - THE TABLE of what belongs to a customer, for the files of store alone. SPDX-License-Identifier: Apache-2.0
 *
 * What is handed over and what is erased are one list, so that neither can forget a table: a test compares it with
 * the schema. A table stands behind those that its rows name.
 */
#pragma once

#include "store/customer.h"
#include "store/sql.h"

#define IDS_MAX	     ((INT64_C(1) << 40) - 1)

/* What a column names. */
enum customer_names {
	NAMES_SCOPE,
	NAMES_ID,	     /* a row of a table of the list, by its id */
	NAMES_DEVICE,	     /* asset.id, or something beyond devices */
	NAMES_PLACE,	     /* by column place: source, zone, network */
	NAMES_TASKS,	     /* text: ids of tasks */
	NAMES_PART,	     /* text: a column of a pack, "zone-3" names a zone */
	NAMES_VULNERABILITY, /* handed over as its name */
	NAMES_KEY,	     /* a hash that is unique over all scopes: made anew */
};

struct customer_column {
	const char *name; /* NULL ends them */
	enum customer_names names;
	const char *table; /* of NAMES_ID */
};

struct customer_table {
	const char *name;
	const char *parent; /* NULL: rows have a scope_id; else `link` is the id of a row there */
	const char *link;
	bool has_id; /* "id" is its own and given anew */
	bool stays;  /* is erased, and not handed over: of this installation */
	struct customer_column columns[7];
	const char *json[3];  /* texts that the page takes for JSON */
	struct {
		const char *column;
		int64_t most;
	} bounds[4]; /* numbers that name one of few things */
};

extern const struct customer_table customer_tables[];
extern const size_t customer_table_count;

/* Of the row's own scope or its parent's: "scope_id IN (...)", with ?1 the scopes as JSON. In the arena. */
const char *customer_where(const struct customer_table *table, struct arena *arena);
/* The place in the list, -1 none. */
int customer_find(const char *table);
/* Columns of a table of this database that are kept (not made of others); count of them, at most room. */
int customer_columns(struct store *store, sqlite3 *db, const char *table, struct arena *arena, const char **names,
		     size_t room, size_t *count);
#define CUSTOMER_COLUMNS_MAX 64

/* The rows that an erasure left without texts are those that it vouched for. */
int customer_trail_good(struct store *store, int64_t erased_by, bool *good);
/* The scope and all below it, as JSON in the arena; -ENOENT unless it is one of the viewer's. */
int customer_scopes(struct store *store, const struct viewer *viewer, int64_t scope, struct arena *arena,
		    const char **json, const char **name);
