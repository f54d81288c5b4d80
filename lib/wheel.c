/* wheel.c - timers of table slots. SPDX-License-Identifier: Apache-2.0 */

#include "lib/wheel.h"

#include <stdbool.h>
#include <stdlib.h>

#include "lib/memory.h"

void wheel_init(struct wheel *w, uint32_t capacity)
{
	*w = (struct wheel){.timers = xcalloc(capacity, sizeof(*w->timers)), .now = INT64_MIN};
}

void wheel_free(struct wheel *w)
{
	free(w->timers);
	*w = (struct wheel){0};
}

static uint32_t *slot_of(struct wheel *w, int64_t second)
{
	return &w->slots[(uint64_t)second % WHEEL_SLOTS];
}

void wheel_clear(struct wheel *w, uint32_t index)
{
	struct wheel_timer *t = &w->timers[index];

	if (!t->due)
		return;
	if (w->visiting == index + 1)
		w->visiting = t->next;
	if (t->previous)
		w->timers[t->previous - 1].next = t->next;
	else
		*slot_of(w, t->due) = t->next;
	if (t->next)
		w->timers[t->next - 1].previous = t->previous;
	*t = (struct wheel_timer){0};
}

void wheel_set(struct wheel *w, uint32_t index, int64_t second)
{
	struct wheel_timer *t = &w->timers[index];

	wheel_clear(w, index);
	if (w->now != INT64_MIN && second <= w->now)
		second = w->now + 1;
	if (second == 0)
		second = 1;
	uint32_t *slot = slot_of(w, second);
	*t = (struct wheel_timer){.next = *slot, .due = second};
	if (*slot)
		w->timers[*slot - 1].previous = index + 1;
	*slot = index + 1;
}

static void fire_slot(struct wheel *w, int64_t slot, int64_t upto, wheel_function *fire,
		      void *argument)
{
	w->visiting = *slot_of(w, slot);
	while (w->visiting) {
		uint32_t index = w->visiting - 1;

		w->visiting = w->timers[index].next;
		if (w->timers[index].due > upto)
			continue;
		wheel_clear(w, index);
		fire(argument, index);
	}
}

void wheel_advance(struct wheel *w, int64_t second, wheel_function *fire, void *argument)
{
	if (w->now == INT64_MIN)
		w->now = second - 1;
	if (second <= w->now)
		return;
	int64_t from = w->now + 1;
	if (second - from >= WHEEL_SLOTS)
		from = second - WHEEL_SLOTS + 1;
	w->now = second;
	for (int64_t s = from; s <= second; s++)
		fire_slot(w, s, second, fire, argument);
}
