/* list.h - a page of a long list, for the files of store alone. SPDX-License-Identifier: Apache-2.0
 *
 * The ids of the page are found first, in an index that holds what is filtered by; the rest is joined
 * to these few. All words from outside are bound, none becomes SQL: sort names are looked up in tables.
 */
#pragma once

#include "lib/buf.h"
#include "store/sql.h"

struct sort_name {
	const char *name; /* of the API */
	const char *order; /* SQL; every "%" is ASC or DESC */
	bool joined;	  /* needs more than the table itself */
};

#define LIST_VALUES 48

/* One value to bind. */
struct list_value {
	enum { VALUE_INT, VALUE_TEXT, VALUE_LIST, VALUE_SCOPES } kind;
	int64_t number;
	const char *text;
	const struct viewer *viewer;
};

struct list {
	struct store *store;
	struct buf where; /* " AND ..." conditions */
	struct list_value values[LIST_VALUES];
	size_t value_count;
	size_t limit;
	size_t offset;
	const struct sort_name *sort;
	bool descending;
};

/* Reads the rows of the page that the conditions make. */
typedef int list_reader(struct list *list, struct arena *arena, struct rows *rows);

/* Reads limit, after and sort; fallback is as in page.sort. sorts ends with a row without a name.
 * What is asked until list_answer counts as one question for the reader's clock. */
void list_begin(struct list *list, struct store *store, const struct page *page,
		const struct sort_name *sorts, const char *fallback);
/* A condition with one "?" or none. */
void list_where(struct list *list, const char *sql);
void list_where_int(struct list *list, const char *sql, int64_t value);
void list_where_text(struct list *list, const char *sql, const char *text);
/* "column IN (SELECT value FROM json_each(?))" is the caller's; the text is comma separated. */
void list_where_list(struct list *list, const char *sql, const char *text);
/* Only rows where one of the columns (NULL ends them) holds what `like` says, see list_like().
 * They are asked one by one: joined into one text it takes twice the time. */
void list_where_any(struct list *list, const char *const *columns, const char *like);
/* "column LIKE ? OR ..." alone, for a condition that the caller puts together. */
void list_any_like(struct list *list, const char *const *columns, const char *like);
/* Only rows r of the viewer's scopes. */
void list_where_scopes(struct list *list, const struct viewer *viewer);
/* "%word%" with its own % and _ escaped by a backslash, in the arena. */
const char *list_like(const char *word, struct arena *arena);
/* " ORDER BY ... " of the chosen sort. */
void list_order(const struct list *list, struct buf *sql);
/* Begins the query of sql, which is freed: its values are those of the conditions, then LIMIT and OFFSET. */
void list_query(const struct list *list, struct query *q, struct buf *sql, struct arena *arena);
/* Ends what list_begin began: counts ("count(*) FROM table r"), reads the page, tells how it went.
 * rc: how putting the conditions together went; nothing is asked unless it is 0. */
int list_answer(struct list *list, int rc, const char *counted, list_reader *read, struct arena *arena,
		struct rows *rows, struct listing *out);
