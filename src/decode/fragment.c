/* fragment.c - IP reassembly (RFC 791 3.2, RFC 8200 4.5). SPDX-License-Identifier: Apache-2.0 */

#include "decode/fragment.h"

#include "decode/layer.h"
#include "lib/memory.h"

#include <stdlib.h>

#define BUCKETS        512
#define DATAGRAM_MAX   65535
#define UNIT           8 /* fragment offsets count these */
#define CAPACITY_LEAST 2048

struct datagram {
	struct fragment_key key;
	struct datagram *next; /* in the bucket */
	struct datagram *older;
	struct datagram *newer;
	int64_t began;
	uint8_t *bytes;
	size_t capacity;
	uint32_t total; /* 0 until the last part came */
	uint32_t end;   /* of the part that reaches farthest */
	uint32_t units; /* that are here */
	uint8_t protocol;
	uint8_t here[DATAGRAM_MAX / UNIT / 8 + 1]; /* a bit for each unit */
};

struct fragment_table {
	struct datagram *buckets[BUCKETS];
	struct datagram *oldest;
	struct datagram *newest;
	size_t held;
	size_t budget;
	int64_t timeout;
	uint8_t *whole; /* the last datagram that was finished */
};

static struct datagram **bucket_of(struct fragment_table *t, const struct fragment_key *key)
{
	const uint8_t *p = (const uint8_t *)key;
	uint32_t hash = 2166136261;

	for (size_t i = 0; i < sizeof(*key); i++)
		hash = (hash ^ p[i]) * 16777619;
	return &t->buckets[(hash ^ hash >> 16) % BUCKETS];
}

static struct datagram *find(struct fragment_table *t, const struct fragment_key *key)
{
	struct datagram *g = *bucket_of(t, key);

	while (g && memcmp(&g->key, key, sizeof(*key)) != 0)
		g = g->next;
	return g;
}

static struct datagram *insert(struct fragment_table *t, const struct fragment_key *key,
                               int64_t now)
{
	struct datagram *g = xcalloc(1, sizeof(*g));
	struct datagram **bucket = bucket_of(t, key);

	g->key = *key;
	g->began = now;
	g->next = *bucket;
	*bucket = g;
	g->older = t->newest;
	if (t->newest)
		t->newest->newer = g;
	else
		t->oldest = g;
	t->newest = g;
	t->held += sizeof(*g);
	return g;
}

/* Frees the datagram and its bytes, unless those were taken out before. */
static void discard(struct fragment_table *t, struct datagram *g)
{
	struct datagram **link = bucket_of(t, &g->key);

	while (*link != g)
		link = &(*link)->next;
	*link = g->next;
	if (g->older)
		g->older->newer = g->newer;
	else
		t->oldest = g->newer;
	if (g->newer)
		g->newer->older = g->older;
	else
		t->newest = g->older;
	t->held -= sizeof(*g) + g->capacity;
	free(g->bytes);
	free(g);
}

static void expire(struct decoder *d, int64_t now)
{
	struct fragment_table *t = d->fragments;
	int64_t age;

	while (t->oldest && !__builtin_sub_overflow(now, t->oldest->began, &age) &&
	       age > t->timeout) {
		discard(t, t->oldest);
		d->counters[COUNT_FRAGMENT_TIMEOUT]++;
	}
}

/* Gives up the oldest until the budget holds; the one being worked on stays. */
static void evict(struct decoder *d, const struct datagram *keep)
{
	struct fragment_table *t = d->fragments;

	while (t->held > t->budget && t->oldest != keep) {
		discard(t, t->oldest);
		d->counters[COUNT_FRAGMENT_EVICTED]++;
	}
}

static void make_room(struct fragment_table *t, struct datagram *g, size_t end)
{
	size_t capacity = g->capacity ? g->capacity : CAPACITY_LEAST;

	while (capacity < end)
		capacity *= 2;
	if (capacity == g->capacity)
		return;
	g->bytes = xrealloc(g->bytes, capacity);
	t->held += capacity - g->capacity;
	g->capacity = capacity;
}

/* Copies the units that are not here yet. */
static bool copy_units(struct datagram *g, uint32_t offset, struct cursor c)
{
	bool overlap = false;

	for (uint32_t at = offset; cursor_left(&c) > 0; at += UNIT) {
		const size_t n = cursor_left(&c) < UNIT ? cursor_left(&c) : UNIT;
		const uint8_t *bytes = cursor_take(&c, n);
		const uint8_t bit = (uint8_t)(1U << (at / UNIT % 8));

		if (g->here[at / UNIT / 8] & bit) {
			overlap = true;
			continue;
		}
		memcpy(g->bytes + at, bytes, n);
		g->here[at / UNIT / 8] |= bit;
		g->units++;
	}
	return overlap;
}

/* A part may not reach past the known end, nor set another end than the one known. */
static bool fits(const struct datagram *g, uint32_t end, bool more)
{
	if (g->total)
		return more ? end <= g->total : end == g->total;
	return more || end >= g->end;
}

static bool is_whole(const struct datagram *g)
{
	return g->total && g->units == (g->total + UNIT - 1) / UNIT;
}

static void take_out(struct fragment_table *t, struct datagram *g, struct frame *f)
{
	free(t->whole);
	t->whole = g->bytes;
	t->held -= g->capacity;
	g->bytes = NULL;
	g->capacity = 0;
	f->payload = cursor_init(t->whole, g->total);
	f->protocol = g->protocol;
	discard(t, g);
}

static enum decode_result hold(struct decoder *d, struct datagram *g,
                               const struct fragment_part *part, struct frame *f)
{
	const uint32_t end = part->offset + (uint32_t)cursor_left(&part->payload);

	if (!fits(g, end, part->more)) {
		d->counters[COUNT_FRAGMENT_OVERLAP]++;
		return decode_drop(d, DROP_FRAGMENT_LENGTH);
	}
	make_room(d->fragments, g, end);
	if (copy_units(g, part->offset, part->payload))
		d->counters[COUNT_FRAGMENT_OVERLAP]++;
	if (!part->more)
		g->total = end;
	if (part->offset == 0)
		g->protocol = part->protocol;
	g->end = end > g->end ? end : g->end;
	if (is_whole(g)) {
		take_out(d->fragments, g, f);
		d->counters[COUNT_FRAGMENT_WHOLE]++;
		return DECODE_OK;
	}
	evict(d, g);
	d->counters[COUNT_FRAGMENT_HELD]++;
	return DECODE_HELD;
}

enum decode_result fragment_add(struct decoder *d, const struct fragment_key *key,
                                const struct fragment_part *part, struct frame *f)
{
	const size_t length = cursor_left(&part->payload);
	struct datagram *g;

	if (length == 0 || part->offset + length > DATAGRAM_MAX || (part->more && length % UNIT))
		return decode_drop(d, DROP_FRAGMENT_LENGTH);
	expire(d, part->time);
	g = find(d->fragments, key);
	if (!g)
		g = insert(d->fragments, key, part->time);
	return hold(d, g, part, f);
}

struct fragment_table *fragment_table_new(size_t budget, int64_t timeout)
{
	struct fragment_table *t = xcalloc(1, sizeof(*t));

	t->budget = budget;
	t->timeout = timeout;
	return t;
}

void fragment_table_free(struct fragment_table *t)
{
	if (!t)
		return;
	while (t->oldest)
		discard(t, t->oldest);
	free(t->whole);
	free(t);
}

size_t fragment_table_bytes(const struct fragment_table *t)
{
	return t->held;
}
