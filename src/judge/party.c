/* party.c - which rows of a table name whom. SPDX-License-Identifier: Apache-2.0 */

#include "judge/party.h"

#include <stdlib.h>

#include "lib/memory.h"

struct party {
	struct table_entry entry;
	uint64_t number;
	uint64_t *rows; /* references */
	uint32_t count;
	uint32_t room;
};

static void forget(void *argument, void *entry)
{
	(void)argument;
	free(((struct party *)entry)->rows);
}

void party_init(struct party_index *index, const struct table *rows, uint32_t names)
{
	index->rows = rows;
	table_init(&index->parties, &(struct table_config){.entry_size = sizeof(struct party),
							   .key_size = sizeof(uint64_t),
							   .capacity = rows->capacity * names,
							   .evict = forget});
}

void party_free(struct party_index *index)
{
	uint32_t position = 0;
	struct party *p;

	while ((p = table_next(&index->parties, &position)) != NULL)
		free(p->rows);
	table_free(&index->parties);
}

static struct party *find(const struct party_index *index, uint64_t number)
{
	struct table *parties = (struct table *)(uintptr_t)&index->parties; /* it marks what was touched */

	return table_find(parties, &number, table_hash(parties, &number));
}

void party_add(struct party_index *index, uint64_t number, const void *row)
{
	struct party *p = find(index, number);

	if (!number)
		return;
	if (!p)
		p = table_insert(&index->parties, &number, table_hash(&index->parties, &number));
	if (p->count == p->room) {
		p->room = p->room * 2 + 4;
		p->rows = xreallocarray(p->rows, p->room, sizeof(*p->rows));
	}
	p->rows[p->count++] = table_reference(index->rows, row);
}

void party_drop(struct party_index *index, uint64_t number, const void *row)
{
	const uint64_t reference = table_reference(index->rows, row);
	struct party *p = find(index, number);
	uint32_t at = p ? p->count : 0;

	while (at > 0 && p->rows[at - 1] != reference) /* from the end: who is merged is new as a rule */
		at--;
	if (at == 0)
		return;
	p->rows[at - 1] = p->rows[--p->count];
	if (p->count)
		return;
	free(p->rows);
	table_remove(&index->parties, p);
}

void *party_next(const struct party_index *index, uint64_t number, uint32_t *position)
{
	const struct party *p = find(index, number);

	return p && *position < p->count ? table_resolve(index->rows, p->rows[(*position)++]) : NULL;
}

void *party_first(const struct party_index *index, uint64_t number)
{
	uint32_t position = 0;

	return party_next(index, number, &position);
}
