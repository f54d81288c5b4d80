/* table.h - a hash table with a budget: when full it evicts and counts. SPDX-License-Identifier: Apache-2.0
 *
 * Entries are plain structs that begin with `struct table_entry`, directly followed by the key.
 * New entries are on probation until table_keep(): entries that were never answered are evicted
 * before those that were, so that a scan evicts scanners and not controllers. Within a segment a
 * clock hand evicts what was not touched since it last came by. Memory is touched as it is used.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/hash.h"

struct table_entry {
	uint32_t next; /* index + 1 of the next in the bucket, or of the next free */
	uint32_t hash;
	uint32_t generation; /* odd while in use */
	uint8_t kept;
	uint8_t touched;
};

typedef void table_evict_function(void *argument, void *entry);

struct table {
	uint8_t *entries;
	uint32_t *buckets;
	size_t entry_size;
	size_t key_size;
	uint32_t mask;
	uint32_t capacity;
	uint32_t used; /* slots ever used */
	uint32_t free; /* index + 1 of the first free slot below used */
	uint32_t count;
	uint32_t on_probation;
	uint32_t hand;
	uint64_t seed;
	uint64_t evicted;
	table_evict_function *evict; /* told before an entry is evicted; may be NULL */
	void *argument;
};

struct table_config {
	size_t entry_size; /* of the whole struct */
	size_t key_size;
	uint32_t capacity; /* entries at most */
	table_evict_function *evict;
	void *argument;
};

/* Sets up an empty table; table_free gives its memory back (without telling evict). */
void table_init(struct table *t, const struct table_config *config);
void table_free(struct table *t);

static inline uint32_t table_hash(const struct table *t, const void *key)
{
	return (uint32_t)hash_bytes(key, t->key_size, t->seed);
}

static inline void *table_entry_at(const struct table *t, uint32_t index)
{
	return t->entries + (size_t)index * t->entry_size;
}

static inline uint32_t table_index(const struct table *t, const void *entry)
{
	return (uint32_t)((size_t)((const uint8_t *)entry - t->entries) / t->entry_size);
}

/* Asks the processor to fetch the bucket, and later the first entry, of a hash about to be looked up. */
static inline void table_prefetch_bucket(const struct table *t, uint32_t hash)
{
	__builtin_prefetch(&t->buckets[hash & t->mask]);
}

static inline void table_prefetch_entry(const struct table *t, uint32_t hash)
{
	uint32_t head = t->buckets[hash & t->mask];

	if (head) {
		const char *entry = table_entry_at(t, head - 1);

		for (size_t at = 0; at < t->entry_size; at += 64)
			__builtin_prefetch(entry + at);
	}
}

/* The first entry that a hash may mean, or NULL; its key has not been compared. */
static inline const void *table_likely(const struct table *t, uint32_t hash)
{
	uint32_t head = t->buckets[hash & t->mask];

	return head ? table_entry_at(t, head - 1) : NULL;
}

/* The entry with this key, or NULL. */
void *table_find(struct table *t, const void *key, uint32_t hash);
/* The entry at an index when it holds this key, or NULL: a guess that costs no look-up. */
void *table_guess(struct table *t, uint32_t index, const void *key);
/* A new entry, zeroed behind the key; it must not be in the table yet. Evicts when full. */
void *table_insert(struct table *t, const void *key, uint32_t hash);
/* Takes an entry off probation. */
void table_keep(struct table *t, void *entry);
void table_remove(struct table *t, void *entry);
/* Walks all entries in use: start with *position 0; NULL at the end. Removing the entry just given is
 * allowed. */
void *table_next(const struct table *t, uint32_t *position);
/* A reference that outlives the entry without dangling; never 0. */
static inline uint64_t table_reference(const struct table *t, const void *entry)
{
	return (uint64_t)((const struct table_entry *)entry)->generation << 32 | table_index(t, entry);
}
/* The entry a reference names, or NULL when it is gone. */
void *table_resolve(const struct table *t, uint64_t reference);
