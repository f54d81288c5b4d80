/* habit.c - numbers that were learned of two parties: how fast, how slow, how much. SPDX-License-Identifier: Apache-2.0
 *
 * They go to the store and come back, as the allow-list does; a full table refuses, it never forgets.
 */

#include "judge/inside.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/memory.h"

#define HABITS	 65536
#define DETECTOR (UINT64_C(1) << 63) /* and its place: a party, too */

void habits_init(struct judge *j)
{
	table_init(&j->habits, &(struct table_config){.entry_size = sizeof(struct habit),
						      .key_size = sizeof(struct habit_key),
						      .capacity = HABITS});
	party_init(&j->habit_parties, &j->habits, HABIT_NAMES, offsetof(struct habit, links));
}

void habits_free(struct judge *j)
{
	party_free(&j->habit_parties);
	table_free(&j->habits);
	free(j->dirty_habits);
}

/* All of the outside is never merged. */
static uint64_t mergeable(uint64_t party)
{
	return party == SUBJECT_INTERNET ? 0 : party;
}

static void name(const struct habit_key *key, uint64_t names[HABIT_NAMES])
{
	names[0] = mergeable(key->one);
	names[1] = mergeable(key->other);
	names[2] = DETECTOR | key->detector;
}

static struct habit *get(struct judge *j, const struct habit_key *key)
{
	const uint32_t hash = table_hash(&j->habits, key);
	struct habit *h = table_find(&j->habits, key, hash);
	uint64_t names[HABIT_NAMES];

	if (h || j->habits.count >= HABITS)
		return h;
	h = table_insert(&j->habits, key, hash);
	table_keep(&j->habits, h);
	name(key, names);
	party_add(&j->habit_parties, h, names);
	return h;
}

static void forget(struct judge *j, struct habit *h)
{
	uint64_t names[HABIT_NAMES];

	name(&h->key, names);
	party_drop(&j->habit_parties, h, names);
	table_remove(&j->habits, h);
}

static uint64_t party(const struct subject *s)
{
	return !s ? 0 : s->external ? SUBJECT_INTERNET : s->number;
}

static uint32_t detector_of(const struct sight *s)
{
	return (uint32_t)(s->state - s->judge->state);
}

struct habit *sight_habit(const struct sight *s, const struct subject *one, const struct subject *other, uint64_t what)
{
	const struct habit_key key = {party(one), party(other), what, detector_of(s), 0};

	return get(s->judge, &key);
}

static void mark(struct judge *j, struct habit *h)
{
	if (h->dirty)
		return;
	h->dirty = true;
	if (j->dirty_habit_count == j->dirty_habit_room) {
		j->dirty_habit_room = j->dirty_habit_room * 2 + 64;
		j->dirty_habits = xreallocarray(j->dirty_habits, j->dirty_habit_room, sizeof(*j->dirty_habits));
	}
	j->dirty_habits[j->dirty_habit_count++] = table_reference(&j->habits, h);
}

void sight_habit_learn(const struct sight *s, struct habit *h, int64_t value)
{
	const bool first = h->high == 0;

	if (value <= 0 || (!first && value >= h->low && value <= h->high))
		return;
	h->low = first || value < h->low ? value : h->low;
	h->high = value > h->high ? value : h->high;
	mark(s->judge, h);
}

void sight_habit_set(const struct sight *s, struct habit *h, int64_t low, int64_t high)
{
	h->low = low;
	h->high = high;
	mark(s->judge, h);
}

struct habit *sight_each_habit(const struct sight *s, uint32_t *position)
{
	return party_next(&s->judge->habit_parties, DETECTOR | detector_of(s), position);
}

bool judge_next_habit(struct judge *j, struct habit_row *out)
{
	while (j->dirty_habit_count) {
		struct habit *h = table_resolve(&j->habits, j->dirty_habits[--j->dirty_habit_count]);

		if (!h)
			continue;
		h->dirty = false;
		*out = (struct habit_row){detectors[h->key.detector]->id, h->key.one, h->key.other, h->key.what,
					  h->low, h->high, h->text};
		return true;
	}
	return false;
}

void judge_load_habit(struct judge *j, const struct habit_row *row)
{
	const int detector = detector_find(row->detector);
	const struct habit_key key = {row->one, row->other, row->what, (uint32_t)detector, 0};
	struct habit *h = detector < 0 || row->low <= 0 || row->high < row->low ? NULL : get(j, &key);

	if (!h)
		return;
	judge_note_loaded(j, row->one, row->other);
	h->low = row->low;
	h->high = row->high;
	snprintf(h->text, sizeof(h->text), "%s", row->text ? row->text : "");
}

/* Two of one device are one: the wider of both, but of what has a text the later whole. */
static void take(struct judge *j, struct habit *h, const struct habit_key *key)
{
	struct habit copy = *h;

	forget(j, h);
	struct habit *into = get(j, key);
	if (!into)
		return;
	if (*copy.text && into->high < copy.high) {
		memcpy(into->text, copy.text, sizeof(into->text));
		into->low = copy.low;
		into->high = copy.high;
	} else if (!*copy.text) {
		into->low = into->low && into->low < copy.low ? into->low : copy.low;
		into->high = into->high > copy.high ? into->high : copy.high;
	}
	mark(j, into);
}

void habit_merge(struct judge *j, uint64_t from, uint64_t into)
{
	struct habit *h;

	while (mergeable(from) && from != into && (h = party_first(&j->habit_parties, from)) != NULL) {
		struct habit_key key = h->key;

		key.one = key.one == from ? into : key.one;
		key.other = key.other == from ? into : key.other;
		take(j, h, &key);
	}
}
