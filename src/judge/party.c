/* party.c - which rows of a table name whom. SPDX-License-Identifier: Apache-2.0 */

#include "judge/party.h"

#include <assert.h>

/* A place is the row's index and the name's, in two bits; 0 is none. */
#define AT_END UINT32_MAX

struct party {
	struct table_entry entry;
	uint64_t name;
	uint32_t first;
	uint32_t last;
};

void party_init(struct party_index *index, const struct table *rows, uint32_t names, size_t links)
{
	assert(names <= PARTY_NAMES && links + names * sizeof(struct party_link) <= rows->entry_size);
	*index = (struct party_index){.rows = rows, .links = links, .names = names};
	table_init(&index->parties, &(struct table_config){.entry_size = sizeof(struct party),
							   .key_size = sizeof(uint64_t),
							   .capacity = rows->capacity * names});
}

void party_free(struct party_index *index)
{
	table_free(&index->parties);
}

static struct party *find(const struct party_index *index, uint64_t name)
{
	struct table *parties = (struct table *)(uintptr_t)&index->parties; /* it marks what was touched */

	return table_find(parties, &name, table_hash(parties, &name));
}

static void *row_at(const struct party_index *index, uint32_t place)
{
	return table_entry_at(index->rows, (place - 1) >> 2);
}

static struct party_link *link_at(const struct party_index *index, uint32_t place)
{
	uint8_t *links = (uint8_t *)row_at(index, place) + index->links;

	return (struct party_link *)(void *)links + ((place - 1) & 3);
}

/* Who is named twice has the row once. */
static bool is_named(const uint64_t *names, uint32_t i)
{
	for (uint32_t before = 0; before < i; before++)
		if (names[before] == names[i])
			return false;
	return names[i] != 0;
}

void party_add(struct party_index *index, void *row, const uint64_t *names)
{
	for (uint32_t i = 0; i < index->names; i++) {
		const uint32_t place = (table_index(index->rows, row) << 2 | i) + 1;

		if (!is_named(names, i))
			continue;
		const uint32_t hash = table_hash(&index->parties, &names[i]);
		struct party *p = table_find(&index->parties, &names[i], hash);

		if (!p) {
			p = table_insert(&index->parties, &names[i], hash);
			p->first = place;
		} else {
			link_at(index, p->last)->next = place;
		}
		*link_at(index, place) = (struct party_link){.previous = p->last};
		p->last = place;
	}
}

static void leave(struct party_index *index, struct party *p, struct party_link link)
{
	if (link.previous)
		link_at(index, link.previous)->next = link.next;
	else
		p->first = link.next;
	if (link.next)
		link_at(index, link.next)->previous = link.previous;
	else
		p->last = link.previous;
	if (!p->first)
		table_remove(&index->parties, p);
}

void party_drop(struct party_index *index, void *row, const uint64_t *names)
{
	for (uint32_t i = 0; i < index->names; i++)
		if (is_named(names, i))
			leave(index, find(index, names[i]), *link_at(index, (table_index(index->rows, row) << 2 | i) + 1));
}

void *party_next(const struct party_index *index, uint64_t name, uint32_t *position)
{
	const struct party *p = *position ? NULL : find(index, name);
	const uint32_t place = p ? p->first : *position;

	if (!place || place == AT_END)
		return NULL;
	const uint32_t next = link_at(index, place)->next;

	*position = next ? next : AT_END;
	return row_at(index, place);
}

void *party_first(const struct party_index *index, uint64_t name)
{
	uint32_t position = 0;

	return party_next(index, name, &position);
}
