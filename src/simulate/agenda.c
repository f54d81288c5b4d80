/* agenda.c - a binary heap of frames and actions. SPDX-License-Identifier: Apache-2.0 */

#include "simulate/agenda.h"

#include <stdlib.h>

#include "lib/memory.h"

static bool is_before(const struct agenda_entry *a, const struct agenda_entry *b)
{
	return a->time != b->time ? a->time < b->time : a->order < b->order;
}

static void swap(struct agenda_entry *a, struct agenda_entry *b)
{
	const struct agenda_entry kept = *a;

	*a = *b;
	*b = kept;
}

static void push(struct agenda *a, struct agenda_entry entry)
{
	if (a->count == a->capacity) {
		a->capacity = a->capacity ? a->capacity * 2 : 256;
		a->entries = xreallocarray(a->entries, a->capacity, sizeof(*a->entries));
	}
	entry.order = a->orders++;
	size_t at = a->count++;
	a->entries[at] = entry;
	if (a->count > a->most)
		a->most = a->count;
	while (at > 0 && is_before(&a->entries[at], &a->entries[(at - 1) / 2])) {
		swap(&a->entries[at], &a->entries[(at - 1) / 2]);
		at = (at - 1) / 2;
	}
}

void agenda_frame(struct agenda *a, int64_t time, uint8_t *frame, size_t length)
{
	push(a, (struct agenda_entry){.time = time, .frame = frame, .length = (uint32_t)length});
}

void agenda_action_at(struct agenda *a, int64_t time, agenda_action *run, void *context)
{
	push(a, (struct agenda_entry){.time = time, .run = run, .context = context});
}

static void sink(struct agenda *a, size_t at)
{
	for (size_t child; (child = at * 2 + 1) < a->count; at = child) {
		if (child + 1 < a->count && is_before(&a->entries[child + 1], &a->entries[child]))
			child++;
		if (!is_before(&a->entries[child], &a->entries[at]))
			return;
		swap(&a->entries[child], &a->entries[at]);
	}
}

bool agenda_take(struct agenda *a, struct agenda_entry *out)
{
	if (a->count == 0)
		return false;
	*out = a->entries[0];
	a->entries[0] = a->entries[--a->count];
	sink(a, 0);
	return true;
}

void agenda_free(struct agenda *a)
{
	for (size_t i = 0; i < a->count; i++)
		free(a->entries[i].frame);
	free(a->entries);
	*a = (struct agenda){0};
}
