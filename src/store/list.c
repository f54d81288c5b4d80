/* list.c - a page of a long list. SPDX-License-Identifier: Apache-2.0 */

#include "store/list.h"

#include <inttypes.h>
#include <stdlib.h>

#define LIMIT_USUAL 200
#define LIMIT_MAX   10000
#define OFFSET_MAX  100000000ULL

static const struct sort_name *find_sort(const struct sort_name *sorts, const char *name)
{
	for (; sorts->name; sorts++)
		if (strcmp(sorts->name, name) == 0)
			return sorts;
	return NULL;
}

static void take_sort(struct list *list, const struct sort_name *sorts, const char *sort)
{
	if (list->sort || !sort || !sort[0])
		return;
	list->descending = sort[0] == '-';
	list->sort = find_sort(sorts, sort + list->descending);
}

void list_begin(struct list *list, struct store *store, const struct page *page,
		const struct sort_name *sorts, const char *fallback)
{
	static const struct page first;

	sql_call_begin(store);
	page = page ? page : &first;
	*list = (struct list){.store = store, .limit = page->limit ? page->limit : LIMIT_USUAL};
	if (list->limit > LIMIT_MAX)
		list->limit = LIMIT_MAX;
	if (page->after) {
		const unsigned long long offset = strtoull(page->after, NULL, 10);

		list->offset = offset > OFFSET_MAX ? OFFSET_MAX : (size_t)offset;
	}
	take_sort(list, sorts, page->sort);
	take_sort(list, sorts, fallback);
}

static struct list_value *add_value(struct list *list, const char *sql)
{
	static struct list_value none;

	buf_text(&list->where, " AND ");
	buf_text(&list->where, sql);
	/* Conditions are written here and counted: this is our own mistake, not input. */
	if (list->value_count == LIST_VALUES)
		abort();
	return strchr(sql, '?') ? &list->values[list->value_count++] : &none;
}

void list_where(struct list *list, const char *sql)
{
	(void)add_value(list, sql);
}

void list_where_int(struct list *list, const char *sql, int64_t value)
{
	*add_value(list, sql) = (struct list_value){.kind = VALUE_INT, .number = value};
}

void list_where_text(struct list *list, const char *sql, const char *text)
{
	*add_value(list, sql) = (struct list_value){.kind = VALUE_TEXT, .text = text};
}

void list_where_list(struct list *list, const char *sql, const char *text)
{
	*add_value(list, sql) = (struct list_value){.kind = VALUE_LIST, .text = text};
}

void list_any_like(struct list *list, const char *const *columns, const char *like)
{
	for (size_t i = 0; columns[i]; i++) {
		if (list->value_count == LIST_VALUES)
			abort();
		buf_printf(&list->where, "%s%s LIKE ? ESCAPE '\\'", i ? " OR " : "", columns[i]);
		list->values[list->value_count++] =
			(struct list_value){.kind = VALUE_TEXT, .text = like};
	}
}

void list_where_any(struct list *list, const char *const *columns, const char *like)
{
	buf_text(&list->where, " AND (");
	list_any_like(list, columns, like);
	buf_text(&list->where, ")");
}

void list_where_scopes(struct list *list, const struct viewer *viewer)
{
	if (viewer->scope_count == 1) { /* the usual case, and a third faster over a long index */
		list_where_int(list, "+r.scope_id = ?", viewer->scopes[0]);
		return;
	}
	*add_value(list, SCOPES_OF("r.scope_id")) = (struct list_value){.kind = VALUE_SCOPES, .viewer = viewer};
}

const char *list_like(const char *word, struct arena *arena)
{
	char *like = arena_alloc(arena, strlen(word) * 2 + 3);
	char *at = like;

	*at++ = '%';
	for (; *word; word++) {
		if (*word == '%' || *word == '_' || *word == '\\')
			*at++ = '\\';
		*at++ = *word;
	}
	*at = '%';
	return like;
}

void list_order(const struct list *list, struct buf *sql)
{
	buf_text(sql, " ORDER BY ");
	for (const char *p = list->sort->order; *p; p++) {
		if (*p == '%')
			buf_text(sql, list->descending ? "DESC" : "ASC");
		else
			buf_byte(sql, (uint8_t)*p);
	}
	buf_text(sql, " ");
}

static void bind_value(const struct list_value *value, struct query *q)
{
	switch (value->kind) {
	case VALUE_INT:
		query_int(q, value->number);
		break;
	case VALUE_TEXT:
		query_text(q, value->text);
		break;
	case VALUE_LIST:
		query_list(q, value->text);
		break;
	case VALUE_SCOPES:
		query_scopes(q, value->viewer);
		break;
	}
}

static void bind_values(const struct list *list, struct query *q)
{
	for (size_t i = 0; i < list->value_count; i++)
		bind_value(&list->values[i], q);
}

void list_query(const struct list *list, struct query *q, struct buf *sql, struct arena *arena)
{
	query_begin_once(q, list->store, buf_string(sql), arena);
	buf_free(sql);
	bind_values(list, q);
	query_int(q, (int64_t)list->limit);
	query_int(q, (int64_t)list->offset);
}

static int count_all(const struct list *list, const char *counted, uint64_t *total)
{
	struct buf sql = {0};
	struct buf where = list->where; /* not written to */
	struct query q;
	int rc = 0;

	buf_printf(&sql, "SELECT %s WHERE 1%s", counted, buf_string(&where));
	query_begin_once(&q, list->store, buf_string(&sql), NULL);
	bind_values(list, &q);
	*total = (uint64_t)query_number(&q, &rc);
	buf_free(&sql);
	return rc;
}

static void tell(const struct list *list, size_t count, uint64_t total, struct arena *arena,
		 struct listing *out)
{
	const uint64_t next = list->offset + count;

	*out = (struct listing){.count = count, .total = total};
	if (count > 0 && next < total)
		out->next = arena_printf(arena, "%" PRIu64, next);
}

int list_answer(struct list *list, int rc, const char *counted, list_reader *read, struct arena *arena,
		struct rows *rows, struct listing *out)
{
	uint64_t total = 0;

	if (!rc)
		rc = count_all(list, counted, &total);
	if (!rc)
		rc = read(list, arena, rows);
	tell(list, rows->count, total, arena, out);
	buf_free(&list->where);
	sql_call_end(list->store);
	return rc;
}
