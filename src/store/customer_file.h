/* customer_file.h - the database that a customer comes in, looked through before a row is read.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/customer.h"
#include "store/sql.h"

#define CUSTOMER_MAGIC 0x59474355 /* "YGCU" */

struct customer_file {
	sqlite3 *db;
	int64_t schema;
	int64_t scope; /* the one at its top */
	int64_t scope_low, scope_high;
	struct customer what;
};

/*
 * Opens it; written_down: customer_write_down() made it, so that its pages are whole. Nothing in it is run: it holds
 * tables of named columns and nothing else, else it is refused. 0, or -EINVAL and store_error(). Close it in any case.
 */
int customer_file_open(struct store *store, const char *path, bool written_down, struct arena *arena,
		       struct customer_file *out);
/* The same of a file that is open, in a process that may open none (customer_vfs.h); store may be without a database. */
int customer_file_open_fd(struct store *store, int fd, struct arena *arena, struct customer_file *out);
/* The first column of the first row when that is a whole number, else 0. */
int64_t customer_file_number(sqlite3 *db, const char *sql);
/* True when there is a table of this name. */
bool customer_file_has(sqlite3 *db, const char *name);
void customer_file_close(struct customer_file *file);
/* -EINVAL, with the words. */
int customer_file_bad(struct store *store, const char *words);
/* The same of what we do not write; what: where it stands, may be NULL. */
int customer_file_foreign(struct store *store, const char *what);
