/* edges.c - the lines of the map: who asks whom, in which protocols. SPDX-License-Identifier: Apache-2.0
 *
 * Tens of thousands of conversations are folded here rather than by SQL: the owners of the ends are
 * read once, and a sort brings together what is one line.
 */

#include "store/zoning_where.h"

#include <stdlib.h>
#include <string.h>

/* An endpoint and whose it is, ordered by id. */
struct end {
	int64_t id;
	uint64_t asset;
	struct zone_place place;
	int level; /* ISA-95 times 10, 50 outside */
};

/* One conversation, or one class of operation, between two assets. */
struct line {
	uint64_t a, b;
	const char *word; /* protocol, class */
	int vlan;
	uint64_t packets, bytes;
	int64_t last_seen;
	enum crossing crossing;
	enum liveness liveness;
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
			 "SELECT e.id, e.asset_id, e.zone_id, e.network_id, iif(a.external, 50, a.level) FROM"
			 " endpoint e JOIN asset a ON a.scope_id = e.scope_id AND a.id = e.asset_id WHERE"
			 " e.scope_id = ? AND e.asset_id != 0 ORDER BY e.id",
			 arena);
	query_int(&q, scope);
	while (query_row(&q)) {
		struct end *end = rows_add(&rows, arena);

		end->id = query_get_int(&q);
		end->asset = (uint64_t)query_get_int(&q);
		end->place.zone = query_get_int(&q);
		end->place.network = query_get_int(&q);
		end->level = (int)query_get_int(&q);
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

static const struct end *find_end(const struct ends *ends, int64_t id)
{
	const struct end key = {.id = id};
	return ends->count ? bsearch(&key, ends->rows, ends->count,
						      sizeof(key), compare_ends)
					    : NULL;
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

/* A conversation is alive when a side that has a rhythm keeps it, and the server's counts for more. */
static enum liveness liveness_of(int64_t client, int64_t server)
{
	return (enum liveness)(server ? server : client);
}

/* The query takes the scope and gives client, server, word, vlan, packets, bytes, last seen, answered and
 * liveness of both sides. */
static int read_lines(struct store *store, int64_t scope, const char *sql, const struct ends *ends,
		      struct arena *arena, struct lines *out)
{
	struct rows rows = {.size = sizeof(struct line)};
	struct query q;

	query_begin_once(&q, store, sql, arena);
	query_int(&q, scope);
	while (query_row(&q)) {
		const struct end *a = find_end(ends, query_get_int(&q)), *b = find_end(ends, query_get_int(&q));

		/* Both ends are somebody's; what a device says to itself is no line. */
		if (!a || !b || a->asset == b->asset)
			continue;
		struct line line = {.a = a->asset, .b = b->asset};

		line.word = query_get_text(&q);
		line.vlan = (int)query_get_int(&q);
		line.packets = (uint64_t)query_get_int(&q);
		line.bytes = (uint64_t)query_get_int(&q);
		line.last_seen = query_get_int(&q);
		if (query_get_int(&q))
			line.crossing = crossing_between(store->zoning, a->place, a->level, b->place, b->level, line.word);
		const int64_t client = query_get_int(&q), server = query_get_int(&q);

		line.liveness = liveness_of(client, server);
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
	if (line->crossing > edge->crossing)
		edge->crossing = line->crossing;
	edge->unnamed |= !*line->word && line->crossing > CROSSING_DRAFT;
	if (line->liveness == LIVENESS_ALIVE || edge->liveness == LIVENESS_UNKNOWN)
		edge->liveness = line->liveness;
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
				"SELECT client, server, protocol, vlan, packets, bytes, last_seen,"
				" answered, client_liveness, server_liveness FROM conversation WHERE +scope_id = ?",
				&ends, arena, &talks);
	if (!rc)
		rc = read_lines(store, scope,
				"SELECT DISTINCT client, server, class, 0, 0, 0, 0, 0, 0, 0 FROM operation"
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
	rc = crossings_begin(store, viewer);
	for (size_t i = 0; i < viewer->scope_count && !rc; i++)
		rc = add_scope(store, viewer->scopes[i], arena, &rows);
	crossings_end(store);
	sql_call_end(store);
	*out = rows.data;
	*count = rows.count;
	return rc;
}
