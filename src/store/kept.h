/* kept.h - rows that people write, by tables: for the files of store alone. SPDX-License-Identifier: Apache-2.0
 *
 * Such a row has id, scope_id, specimen, revision, user and at; whoever changes it names the revision he saw, so that
 * nobody writes over what somebody else wrote meanwhile.
 */
#pragma once

#include "store/sql.h"

#include <stddef.h>

enum kept_kind {
	KEPT_TEXT,   /* const char * */
	KEPT_NUMBER, /* int64_t, uint64_t */
	KEPT_INT,    /* int */
	KEPT_FLAG,   /* bool */
};

struct kept_column {
	const char *name; /* NULL ends a table */
	enum kept_kind kind;
	size_t offset;
	bool fixed; /* told when the row is added, never changed */
};

struct kept_head {
	size_t id, scope, specimen, revision, user, at;
};

struct kept_table {
	const char *name;
	const char *word; /* of the audit trail: "task" for task.add, task.edit */
	size_t size;	  /* of a row's struct */
	struct kept_head head;
	const struct kept_column *columns;
	bool removed;		/* has a column of that name */
	const char *key_prefix; /* of the column key, which is made unless told; NULL: has none */
	size_t key;
};

#define KEPT_HEAD(type)                                                                                \
	{                                                                                              \
		offsetof(type, id), offsetof(type, scope), offsetof(type, specimen),                   \
			offsetof(type, revision), offsetof(type, user), offsetof(type, at)             \
	}
/* A column; the shorter form when it has the member's name. */
#define KEPT_AS(type, member, column, kind) {column, kind, offsetof(type, member), false}
#define KEPT(type, member, kind) KEPT_AS(type, member, #member, kind)

/* Adds (id 0) or changes a row and writes that down with the detail; *id tells which. -EACCES, -ESTALE somebody else
 * changed it meanwhile or it is gone. */
STORE_CALL kept_put(struct store *store, const struct viewer *viewer, const struct kept_table *table, const void *row,
		    const char *detail, int64_t *id);
/* The columns that kept_read() reads, for a SELECT: "s.id, s.scope_id, ...". */
const char *kept_columns(const struct kept_table *table, const char *alias, struct arena *arena);
void kept_read(struct query *q, const struct kept_table *table, void *row);
/* The rows of a scope. tail: what follows WHERE of ?1 the viewer's scopes and ?2 the scope: "ORDER BY id LIMIT 500". */
STORE_CALL kept_list(struct store *store, const struct viewer *viewer, int64_t scope, const struct kept_table *table,
		     const char *tail, struct arena *arena, struct rows *rows);
