/* observer.c - all that a sensor remembers, in one place. SPDX-License-Identifier: Apache-2.0 */

#include "observe/observer.h"

#include <assert.h>
#include <stdlib.h>

#include "lib/clock.h"
#include "lib/memory.h"

const struct observe_limits observe_limits_default = {
	.conversations = 98304,
	.operations = 65536,
	.events = 16384,
	.claims = 98304,
	.anomalies = 8192,
	.lookups = 16384,
	.range_blocks = 4096,
};

#define FANS 16384
#define ASKS 16384
#define FACES 131072
/* Of so many seconds nearly all had something, and then there was nothing for so many. */
#define HUSH_AFTER  60
#define HUSH_STEADY 55
#define HUSH_SPAN   120

static void init_shelves(struct observer *o, const struct observe_limits *limits)
{
	shelf_init(o, KIND_CONVERSATION,
		   &(struct table_config){.entry_size = sizeof(struct conversation),
					  .key_size = sizeof(struct conversation_key),
					  .capacity = limits->conversations},
		   offsetof(struct conversation, telling), 0);
	shelf_init(o, KIND_OPERATION,
		   &(struct table_config){.entry_size = sizeof(struct observed),
					  .key_size = sizeof(struct observed_key),
					  .capacity = limits->operations},
		   offsetof(struct observed, telling), offsetof(struct observed, link));
	shelf_init(o, KIND_EVENT,
		   &(struct table_config){.entry_size = sizeof(struct observed),
					  .key_size = sizeof(struct observed_key),
					  .capacity = limits->events},
		   offsetof(struct observed, telling), 0);
	shelf_init(o, KIND_CLAIM,
		   &(struct table_config){.entry_size = sizeof(struct observed_claim),
					  .key_size = sizeof(struct claim_key),
					  .capacity = limits->claims},
		   offsetof(struct observed_claim, telling), offsetof(struct observed_claim, link));
	shelf_init(o, KIND_ANOMALY,
		   &(struct table_config){.entry_size = sizeof(struct observed_anomaly),
					  .key_size = sizeof(struct anomaly_key),
					  .capacity = limits->anomalies},
		   offsetof(struct observed_anomaly, telling), 0);
	shelf_init(o, KIND_LOOKUP,
		   &(struct table_config){.entry_size = sizeof(struct observed_lookup),
					  .key_size = sizeof(struct lookup_key),
					  .capacity = limits->lookups},
		   offsetof(struct observed_lookup, telling), offsetof(struct observed_lookup, link));
}

struct observer *observer_new(const struct observe_limits *limits, struct teller *teller)
{
	struct observer *o = xcalloc(1, sizeof(*o));

	o->sink = (struct sink){observe_operation, observe_answer, observe_claim, observe_anomaly,
				observe_lookup, observe_ask};
	o->teller = teller;
	o->next_id = 1;
	o->range_blocks_left = limits->range_blocks;
	o->text_seed = hash_seed();
	o->from_file = limits->from_file;
	table_init(&o->fans, &(struct table_config){.entry_size = sizeof(struct fan),
						    .key_size = sizeof(struct fan_key),
						    .capacity = FANS});
	table_init(&o->asks, &(struct table_config){.entry_size = sizeof(struct ask),
						    .key_size = sizeof(struct ask_key),
						    .capacity = ASKS});
	table_init(&o->faces, &(struct table_config){.entry_size = sizeof(struct face),
						     .key_size = sizeof(struct face_key),
						     .capacity = FACES});
	init_shelves(o, limits);
	wheel_init(&o->rhythms, limits->conversations);
	return o;
}

static void forget_operations(struct observer *o, struct shelf *s)
{
	uint32_t position = 0;
	struct observed *op;

	while ((op = table_next(&s->table, &position)) != NULL)
		operation_forget(o, op);
}

void observer_free(struct observer *o)
{
	if (!o)
		return;
	forget_operations(o, &o->shelf[KIND_OPERATION]);
	forget_operations(o, &o->shelf[KIND_EVENT]);
	for (int i = 0; i < KIND_COUNT; i++)
		shelf_free(&o->shelf[i]);
	table_free(&o->fans);
	table_free(&o->asks);
	table_free(&o->faces);
	wheel_free(&o->rhythms);
	free(o);
}

struct sink *observer_sink(struct observer *o)
{
	return &o->sink;
}

/* Not taken, it is told in the next second. */
static void tell_hush(struct observer *o)
{
	const struct observed_anomaly a = {
		.key = {.transport = TRANSPORT_FRAME, .event = "capture.silent"},
		.telling = {.id = o->next_id},
		.first = o->hush_first,
		.last = o->hush_last,
		.count = 1,
	};

	if (!o->hush_first || !o->teller->anomaly(o->teller, &a, o->now))
		return;
	o->next_id++;
	o->hush_first = 0;
}

/* Who listens says himself that he hears nothing; of a file only the gap between two packets does. */
static void note_hush(struct observer *o, int64_t before)
{
	const int64_t pause = (o->now - before) / SECOND;
	const bool steady = __builtin_popcountll(o->busy & ((UINT64_C(1) << HUSH_AFTER) - 1)) >= HUSH_STEADY;

	if (o->from_file && before && pause >= HUSH_SPAN && steady) {
		o->hush_first = before;
		o->hush_last = o->now;
	}
	o->busy = pause < 64 ? o->busy << pause | 1 : 1;
	tell_hush(o);
}

void observer_advance(struct observer *o, int64_t now)
{
	const int64_t before = o->now, second = now / SECOND;

	if (now <= o->now)
		return;
	o->now = now;
	if (second == o->second)
		return;
	o->second = second;
	note_hush(o, before);
	asks_settle(o, false);
	strangers_advance(o, false);
	shelf_advance(&o->shelf[KIND_CLAIM]); /* who somebody is, before what they did */
	for (int i = 0; i < KIND_COUNT; i++)
		if (i != KIND_CLAIM)
			shelf_advance(&o->shelf[i]);
	rhythm_advance(o);
}

void observer_tell_all(struct observer *o, bool everything)
{
	/* claims first: who somebody is should be known before what they did */
	static const enum kind order[] = {KIND_CLAIM, KIND_CONVERSATION, KIND_OPERATION, KIND_EVENT,
					  KIND_ANOMALY, KIND_LOOKUP};

	asks_settle(o, true);
	strangers_advance(o, !everything);
	for (size_t i = 0; i < KIND_COUNT; i++)
		shelf_tell(&o->shelf[order[i]], everything);
	if (everything)
		rhythm_tell_all(o);
}

void observer_counters(const struct observer *o, struct observe_counters *out)
{
	*out = (struct observe_counters){.refused_ranges = o->refused_ranges,
					 .lost = o->lost,
					 .unsaid = o->unsaid,
					 .evicted_faces = o->faces.evicted};
	for (int i = 0; i < KIND_COUNT; i++) {
		out->held[i] = o->shelf[i].table.count;
		out->evicted[i] = o->shelf[i].table.evicted;
	}
}
