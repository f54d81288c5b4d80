/* edges.c - the lines of the map: who asks whom, in which protocols. SPDX-License-Identifier: Apache-2.0
 *
 * Tens of thousands of conversations are folded here rather than by SQL: the owners of the ends are
 * read once, and a sort brings together what is one line.
 */

#include "store/sql.h"

#include <stdlib.h>
#include <string.h>

/* An endpoint and whose it is, ordered by id. */
struct end {
	int64_t id;
	uint64_t asset;
};

/* One conversation, or one class of operation, between two assets. */
struct line {
	uint64_t a, b;
	const char *word; /* protocol, class */
	int vlan;
	uint64_t packets, bytes;
	int64_t last_seen;
};

struct lines {
	struct line *rows;
	size_t count;
};

struct ends {
	struct end *rows;
	size_t count;
};

static int read_ends(struct store *store, int64_t scope, struct arena *arena, struct ends *out)
{
	struct rows rows = {.size = sizeof(struct end)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT id, asset_id FROM endpoint WHERE scope_id = ? AND asset_id != 0"
			 " ORDER BY id",
			 arena);
	query_int(&q, scope);
	while (query_row(&q)) {
		struct end *end = rows_add(&rows, arena);

		end->id = query_get_int(&q);
		end->asset = (uint64_t)query_get_int(&q);
	}
	*out = (struct ends){.rows = rows.data, .count = rows.count};
	return query_end(&q);
}

static int compare_ends(const void *a, const void *b)
{
	const struct end *x = a;
	const struct end *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

/* The asset of an endpoint, 0 nobody's. */
static uint64_t owner(const struct ends *ends, int64_t id)
{
	const struct end key = {.id = id};
	const struct end *end = ends->count ? bsearch(&key, ends->rows, ends->count,
						      sizeof(key), compare_ends)
					    : NULL;

	return end ? end->asset : 0;
}

static int compare_pairs(const struct line *x, const struct line *y)
{
	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return (x->b > y->b) - (x->b < y->b);
}

static int compare_lines(const void *a, const void *b)
{
	const struct line *x = a;
	const struct line *y = b;
	const int pair = compare_pairs(x, y);

	return pair ? pair : strcmp(x->word, y->word);
}

/* The query takes the scope and gives client, server, word, vlan, packets, bytes, last seen. */
static int read_lines(struct store *store, int64_t scope, const char *sql, const struct ends *ends,
		      struct arena *arena, struct lines *out)
{
	struct rows rows = {.size = sizeof(struct line)};
	struct query q;

	query_begin_once(&q, store, sql, arena);
	query_int(&q, scope);
	while (query_row(&q)) {
		struct line line = {.a = owner(ends, query_get_int(&q))};

		line.b = owner(ends, query_get_int(&q));
		/* Both ends are somebody's; what a device says to itself is no line. */
		if (line.a == 0 || line.b == 0 || line.a == line.b)
			continue;
		line.word = query_get_text(&q);
		line.vlan = (int)query_get_int(&q);
		line.packets = (uint64_t)query_get_int(&q);
		line.bytes = (uint64_t)query_get_int(&q);
		line.last_seen = query_get_int(&q);
		*(struct line *)rows_add(&rows, arena) = line;
	}
	if (rows.count)
		qsort(rows.data, rows.count, rows.size, compare_lines);
	*out = (struct lines){.rows = rows.data, .count = rows.count};
	return query_end(&q);
}

/* The distinct words of the lines from `from` on that are of the same pair, apart by one blank;
 * *from becomes the next pair's. */
static const char *fold_words(const struct lines *lines, size_t *from, struct arena *arena)
{
	const struct line *first = &lines->rows[*from];
	const char *words = first->word;
	const char *last = first->word;
	size_t i = *from + 1;

	for (; i < lines->count && compare_pairs(first, &lines->rows[i]) == 0; i++) {
		if (strcmp(last, lines->rows[i].word) == 0)
			continue;
		last = lines->rows[i].word;
		words = *words ? arena_printf(arena, "%s %s", words, last) : last;
	}
	*from = i;
	return words;
}

/* Classes of the pair; both lists go the same way, so *at only moves on. */
static const char *find_classes(const struct lines *classes, const struct line *pair, size_t *at,
				struct arena *arena)
{
	while (*at < classes->count && compare_pairs(&classes->rows[*at], pair) < 0)
		++*at;
	if (*at == classes->count || compare_pairs(&classes->rows[*at], pair) != 0)
		return "";
	return fold_words(classes, at, arena);
}

static void add_totals(struct edge_row *edge, const struct line *line)
{
	edge->packets += line->packets;
	edge->bytes += line->bytes;
	if (line->vlan > edge->vlan)
		edge->vlan = line->vlan;
	if (line->last_seen > edge->last_seen)
		edge->last_seen = line->last_seen;
}

static void fold(const struct lines *talks, const struct lines *classes, struct arena *arena,
		 struct rows *out)
{
	size_t at = 0;

	for (size_t i = 0; i < talks->count;) {
		const struct line *pair = &talks->rows[i];
		struct edge_row *edge = rows_add(out, arena);
		size_t next = i;

		*edge = (struct edge_row){.a = pair->a, .b = pair->b};
		edge->protocols = fold_words(talks, &next, arena);
		edge->classes = find_classes(classes, pair, &at, arena);
		for (; i < next; i++)
			add_totals(edge, &talks->rows[i]);
	}
}

static int add_scope(struct store *store, int64_t scope, struct arena *arena, struct rows *out)
{
	struct ends ends;
	struct lines talks;
	struct lines classes;
	int rc = read_ends(store, scope, arena, &ends);

	if (!rc)
		rc = read_lines(store, scope,
				"SELECT client, server, protocol, vlan, packets, bytes, last_seen"
				" FROM conversation WHERE +scope_id = ?",
				&ends, arena, &talks);
	if (!rc)
		rc = read_lines(store, scope,
				"SELECT DISTINCT client, server, class, 0, 0, 0, 0 FROM operation"
				" WHERE scope_id = ?",
				&ends, arena, &classes);
	if (!rc)
		fold(&talks, &classes, arena, out);
	return rc;
}

int store_edges(struct store *store, const struct viewer *viewer, struct arena *arena,
		struct edge_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct edge_row)};
	int rc = 0;

	sql_call_begin(store);
	for (size_t i = 0; i < viewer->scope_count && !rc; i++)
		rc = add_scope(store, viewer->scopes[i], arena, &rows);
	sql_call_end(store);
	*out = rows.data;
	*count = rows.count;
	return rc;
}
