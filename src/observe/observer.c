/* observer.c - when what is told. SPDX-License-Identifier: Apache-2.0 */

#include "observe/observer.h"

#include <assert.h>
#include <stdlib.h>

#include "lib/clock.h"
#include "lib/memory.h"

/*
 * Seconds after the first sight at which an entry is told; hourly from there. A file is read in
 * seconds, nobody watches its first minute: fewer, fuller records.
 */
static const int64_t steps_live[] = {1, 10, 60, 600, 3600};
static const int64_t steps_file[] = {600, 3600, 7200, 10800, 14400};

#define STEPS	   (sizeof(steps_live) / sizeof(steps_live[0]))
/* Seconds between two tellings that only a change of the set caused. */
#define CHANGE_GAP_LIVE 10
#define CHANGE_GAP_FILE 600

const struct observe_limits observe_limits_default = {
	.conversations = 98304,
	.operations = 65536,
	.claims = 98304,
	.anomalies = 8192,
	.range_blocks = 4096,
};

static struct telling *telling_of(const struct shelf *s, void *entry)
{
	return (struct telling *)((char *)entry + s->telling);
}

static bool tell(struct shelf *s, void *entry)
{
	struct observer *o = s->observer;

	switch (s->kind) {
	case KIND_CONVERSATION:
		return o->teller->conversation(o->teller, entry, o->now);
	case KIND_OPERATION:
		return o->teller->operation(o->teller, entry, o->now);
	case KIND_CLAIM:
		return o->teller->claim(o->teller, entry, o->now);
	default:
		return o->teller->anomaly(o->teller, entry, o->now);
	}
}

static bool tell_if_dirty(struct shelf *s, void *entry)
{
	struct telling *t = telling_of(s, entry);

	if (!t->dirty)
		return true;
	if (!tell(s, entry))
		return false;
	t->dirty = false;
	t->told = s->observer->second;
	return true;
}

static void set_timer(struct shelf *s, void *entry, int64_t second)
{
	wheel_set(&s->wheel, table_index(&s->table, entry), second);
}

static const int64_t *steps_of(const struct shelf *s)
{
	return s->observer->from_file ? steps_file : steps_live;
}

static void next_step(struct shelf *s, void *entry)
{
	const int64_t *steps = steps_of(s);
	struct telling *t = telling_of(s, entry);
	int64_t wait = 3600;

	if (t->step + 1u < STEPS) {
		wait = steps[t->step + 1] - steps[t->step];
		t->step++;
	}
	set_timer(s, entry, s->observer->second + wait);
}

static bool is_event(const struct shelf *s, const void *entry)
{
	return s->kind == KIND_OPERATION && ((const struct observed *)entry)->key.event != 0;
}

static void fire(void *argument, uint32_t index)
{
	struct shelf *s = argument;
	void *entry = table_entry_at(&s->table, index);

	if (!tell_if_dirty(s, entry)) {
		set_timer(s, entry, s->observer->second + 1);
		return;
	}
	if (is_event(s, entry)) {
		operation_forget(s->observer, entry);
		table_remove(&s->table, entry);
		return;
	}
	next_step(s, entry);
}

static void forget(struct shelf *s, void *entry)
{
	if (s->kind == KIND_CONVERSATION)
		conversation_forget(s->observer, entry);
	if (s->kind == KIND_OPERATION)
		operation_forget(s->observer, entry);
	wheel_clear(&s->wheel, table_index(&s->table, entry));
}

static void evict(void *argument, void *entry)
{
	struct shelf *s = argument;

	if (!tell_if_dirty(s, entry))
		s->observer->lost++;
	forget(s, entry);
}

void shelf_added(struct shelf *s, void *entry)
{
	struct telling *t = telling_of(s, entry);

	t->id = s->observer->next_id++;
	t->dirty = true;
	set_timer(s, entry, s->observer->second + steps_of(s)[0]);
}

void shelf_changed(struct shelf *s, void *entry)
{
	struct telling *t = telling_of(s, entry);

	if (t->dirty && t->told == 0)
		return; /* its first telling is on its way */
	t->dirty = true;
	int64_t soon = s->observer->second + 1;
	int64_t allowed = t->told + (s->observer->from_file ? CHANGE_GAP_FILE : CHANGE_GAP_LIVE);
	int64_t second = soon > allowed ? soon : allowed;
	uint32_t index = table_index(&s->table, entry);
	if (s->wheel.timers[index].due > second)
		wheel_set(&s->wheel, index, second);
}

void shelf_due(struct shelf *s, void *entry)
{
	telling_of(s, entry)->dirty = true;
	set_timer(s, entry, s->observer->second + 1);
}

#define FANS 16384

static void shelf_init(struct observer *o, enum kind kind, size_t entry_size, size_t key_size,
		       size_t telling, uint32_t capacity)
{
	struct shelf *s = &o->shelf[kind];

	*s = (struct shelf){.observer = o, .kind = kind, .telling = telling};
	table_init(&s->table, &(struct table_config){.entry_size = entry_size,
						     .key_size = key_size,
						     .capacity = capacity,
						     .evict = evict,
						     .argument = s});
	wheel_init(&s->wheel, capacity);
}

struct observer *observer_new(const struct observe_limits *limits, struct teller *teller)
{
	struct observer *o = xcalloc(1, sizeof(*o));

	o->sink = (struct sink){observe_operation, observe_answer, observe_claim, observe_anomaly};
	o->teller = teller;
	o->next_id = 1;
	o->range_blocks_left = limits->range_blocks;
	o->text_seed = hash_seed();
	o->from_file = limits->from_file;
	table_init(&o->fans, &(struct table_config){.entry_size = sizeof(struct fan),
						    .key_size = sizeof(struct fan_key),
						    .capacity = FANS});
	shelf_init(o, KIND_CONVERSATION, sizeof(struct conversation), sizeof(struct conversation_key),
		   offsetof(struct conversation, telling), limits->conversations);
	shelf_init(o, KIND_OPERATION, sizeof(struct observed), sizeof(struct observed_key),
		   offsetof(struct observed, telling), limits->operations);
	shelf_init(o, KIND_CLAIM, sizeof(struct observed_claim), sizeof(struct claim_key),
		   offsetof(struct observed_claim, telling), limits->claims);
	shelf_init(o, KIND_ANOMALY, sizeof(struct observed_anomaly), sizeof(struct anomaly_key),
		   offsetof(struct observed_anomaly, telling), limits->anomalies);
	return o;
}

void observer_free(struct observer *o)
{
	uint32_t position = 0;
	struct observed *op;

	if (!o)
		return;
	while ((op = table_next(&o->shelf[KIND_OPERATION].table, &position)) != NULL)
		operation_forget(o, op);
	for (int i = 0; i < KIND_COUNT; i++) {
		table_free(&o->shelf[i].table);
		wheel_free(&o->shelf[i].wheel);
	}
	table_free(&o->fans);
	free(o);
}

struct sink *observer_sink(struct observer *o)
{
	return &o->sink;
}

void observer_advance(struct observer *o, int64_t now)
{
	if (now <= o->now)
		return;
	o->now = now;
	int64_t second = now / SECOND;
	if (second == o->second)
		return;
	o->second = second;
	for (int i = 0; i < KIND_COUNT; i++)
		wheel_advance(&o->shelf[i].wheel, second, fire, &o->shelf[i]);
}

void observer_tell_all(struct observer *o, bool everything)
{
	/* claims first: who somebody is should be known before what they did */
	static const enum kind order[] = {KIND_CLAIM, KIND_CONVERSATION, KIND_OPERATION, KIND_ANOMALY};

	for (size_t i = 0; i < KIND_COUNT; i++) {
		struct shelf *s = &o->shelf[order[i]];
		uint32_t position = 0;
		void *entry;

		while ((entry = table_next(&s->table, &position)) != NULL) {
			telling_of(s, entry)->dirty |= everything;
			if (!tell_if_dirty(s, entry))
				o->lost++;
		}
	}
}

void observer_counters(const struct observer *o, struct observe_counters *out)
{
	*out = (struct observe_counters){.refused_ranges = o->refused_ranges, .lost = o->lost};
	for (int i = 0; i < KIND_COUNT; i++) {
		out->held[i] = o->shelf[i].table.count;
		out->evicted[i] = o->shelf[i].table.evicted;
	}
}
