/* customer_coming.h - a customer who comes in, for the files that read him. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/customer_file.h"
#include "store/customer_tables.h"
#include "store/customer_words.h"

/* What one column of the file becomes. */
struct taken {
	const char *name;
	const struct customer_column *names; /* NULL: it is taken as it is */
	bool own_id;
	bool json;
	int64_t most; /* -1: no bound */
};

struct coming {
	struct store *store;
	struct customer_file *file;
	struct arena *arena;
	struct arena row; /* of the row at hand */
	struct customer_range scopes;
	struct customer_range ids[CUSTOMER_TABLES_MAX];
	sqlite3_stmt *is_json;
	/* of the table at hand */
	const struct customer_table *table;
	struct taken columns[CUSTOMER_COLUMNS_MAX];
	size_t count;
	int place; /* of the column of that name, -1 none */
};

/* Refuses the file: -EBADMSG or what customer_file_foreign() gives, with the table and this column named. */
int coming_refuse(struct coming *c, const char *column);
/* What the table says of this column, by its name. */
void coming_describe(const struct coming *c, struct taken *column);
/* Finds the least and the greatest number of each table of the file. */
void coming_find_ranges(struct coming *c);
/* True for a value that may stand in this column: whole numbers in range, UTF-8 without a NUL, JSON. */
bool coming_is_fit(struct coming *c, const struct taken *column, sqlite3_value *value);
/* True for one that names what it may name: rows of numbers of ours, scopes of the file, texts of a line. */
bool coming_is_own(const struct coming *c, const struct taken *column, sqlite3_value *value);
/* Binds what the column of the row at hand becomes here, moved to its new number. at counts from 1. 0 or -errno. */
int coming_bind(struct coming *c, sqlite3_stmt *insert, int at, const struct taken *column, sqlite3_stmt *row);
/* How the numbers of this table move, NULL for one that has none. */
const struct customer_range *coming_range(const struct coming *c, const char *table);
