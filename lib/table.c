/* table.c - a hash table with a budget. SPDX-License-Identifier: Apache-2.0 */

#include "lib/table.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "lib/memory.h"

/* While this share of the table is on probation, only probation is evicted. */
#define PROBATION_SHARE 8

void table_init(struct table *t, const struct table_config *config)
{
	uint32_t buckets = 16;

	assert(config->capacity > 0 && config->capacity < UINT32_C(1) << 28);
	while (buckets < config->capacity)
		buckets *= 2;
	*t = (struct table){
		.entries = xcalloc(config->capacity, config->entry_size),
		.buckets = xcalloc(buckets, sizeof(*t->buckets)),
		.entry_size = config->entry_size,
		.key_size = config->key_size,
		.mask = buckets - 1,
		.capacity = config->capacity,
		.seed = hash_seed(),
		.evict = config->evict,
		.argument = config->argument,
	};
}

void table_free(struct table *t)
{
	free(t->entries);
	free(t->buckets);
	*t = (struct table){0};
}

/* Keys are some words long: shorter than the way into memcmp. */
static bool is_equal(const uint8_t *a, const uint8_t *b, size_t length)
{
	for (; length >= 8; a += 8, b += 8, length -= 8) {
		uint64_t x, y;

		memcpy(&x, a, 8);
		memcpy(&y, b, 8);
		if (x != y)
			return false;
	}
	return length == 0 || memcmp(a, b, length) == 0;
}

void *table_find(struct table *t, const void *key, uint32_t hash)
{
	for (uint32_t i = t->buckets[hash & t->mask]; i;) {
		struct table_entry *e = table_entry_at(t, i - 1);

		if (e->hash == hash && is_equal((const uint8_t *)(e + 1), key, t->key_size)) {
			e->touched = 1;
			return e;
		}
		i = e->next;
	}
	return NULL;
}

void *table_guess(struct table *t, uint32_t index, const void *key)
{
	struct table_entry *e = index < t->used ? table_entry_at(t, index) : NULL;

	if (!e || !(e->generation & 1) || memcmp(e + 1, key, t->key_size) != 0)
		return NULL;
	e->touched = 1;
	return e;
}

static void unlink_entry(struct table *t, struct table_entry *e)
{
	uint32_t *at = &t->buckets[e->hash & t->mask];
	uint32_t self = table_index(t, e) + 1;

	while (*at != self)
		at = &((struct table_entry *)table_entry_at(t, *at - 1))->next;
	*at = e->next;
}

void table_remove(struct table *t, void *entry)
{
	struct table_entry *e = entry;

	unlink_entry(t, e);
	t->count--;
	if (!e->kept)
		t->on_probation--;
	e->generation++;
	e->next = t->free;
	t->free = table_index(t, e) + 1;
}

/* Turns the clock hand to the next entry that may go. Ends: touched marks fall as the hand passes. */
static struct table_entry *choose_victim(struct table *t)
{
	bool probation_only = t->on_probation > t->capacity / PROBATION_SHARE;

	for (;;) {
		struct table_entry *e = table_entry_at(t, t->hand);

		t->hand = t->hand + 1 == t->capacity ? 0 : t->hand + 1;
		if (probation_only && e->kept)
			continue;
		if (!e->touched)
			return e;
		e->touched = 0;
	}
}

static void evict_one(struct table *t)
{
	struct table_entry *e = choose_victim(t);

	t->evicted++;
	if (t->evict)
		t->evict(t->argument, e);
	table_remove(t, e);
}

static struct table_entry *take_slot(struct table *t)
{
	if (!t->free && t->used == t->capacity)
		evict_one(t);
	if (!t->free)
		return table_entry_at(t, t->used++);
	struct table_entry *e = table_entry_at(t, t->free - 1);
	t->free = e->next;
	return e;
}

void *table_insert(struct table *t, const void *key, uint32_t hash)
{
	struct table_entry *e = take_slot(t);
	uint32_t generation = e->generation;

	memset(e, 0, t->entry_size);
	e->generation = generation + 1;
	e->hash = hash;
	e->touched = 1;
	memcpy(e + 1, key, t->key_size);
	e->next = t->buckets[hash & t->mask];
	t->buckets[hash & t->mask] = table_index(t, e) + 1;
	t->count++;
	t->on_probation++;
	return e;
}

void table_keep(struct table *t, void *entry)
{
	struct table_entry *e = entry;

	if (e->kept)
		return;
	e->kept = 1;
	t->on_probation--;
}

void *table_next(const struct table *t, uint32_t *position)
{
	while (*position < t->used) {
		struct table_entry *e = table_entry_at(t, (*position)++);

		if (e->generation & 1)
			return e;
	}
	return NULL;
}

void *table_resolve(const struct table *t, uint64_t reference)
{
	uint32_t index = (uint32_t)reference;

	if (reference == 0 || index >= t->used)
		return NULL;
	struct table_entry *e = table_entry_at(t, index);
	return e->generation == (uint32_t)(reference >> 32) ? e : NULL;
}
