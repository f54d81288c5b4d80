/* pipeline.c - from packets to tellings. SPDX-License-Identifier: Apache-2.0 */

#include "proc/pipeline.h"

#include <stdio.h>
#include <stdlib.h>

#include "lib/clock.h"
#include "lib/memory.h"

/* How many packets before it is read a packet's memory is asked for. */
#define FRAME_AHEAD  32
#define BUCKET_AHEAD 16
#define ENTRY_AHEAD  10
#define FLOW_AHEAD   4

#define DAY (24 * 3600 * SECOND)

const struct pipeline_limits pipeline_limits_default = {
	.flows = 65536,
	.stream_bytes = 32 << 20,
	.observe = {
		.conversations = 98304,
		.operations = 65536,
		.events = 16384,
		.claims = 98304,
		.anomalies = 8192,
		.lookups = 16384,
		.range_blocks = 4096,
	},
};

static void end_flow(void *argument, struct flow *flow)
{
	struct pipeline *p = argument;

	engine_end(p->engine, flow);
	observer_fold(p->observer, flow, true);
}

/* Somebody looks on: the last packets of a flow that fell silent are told without waiting for its end. */
static void rest_flow(void *argument, struct flow *flow)
{
	struct pipeline *p = argument;
	engine_rest(p->engine, flow);
	uint64_t folded = flow->packets_folded[0] + flow->packets_folded[1];

	if (flow->side[0].packets + flow->side[1].packets != folded)
		observer_fold(p->observer, flow, false);
}

void pipeline_init(struct pipeline *p, const struct pipeline_limits *limits, struct teller *teller)
{
	if (!limits)
		limits = &pipeline_limits_default;
	*p = (struct pipeline){.decoder = decoder_new(NULL), .burst = xcalloc(1, sizeof(struct burst))};
	flows_init(&p->flows, limits->flows, limits->stream_bytes, end_flow, p);
	if (!limits->observe.from_file)
		p->flows.rest = rest_flow;
	p->observer = observer_new(&limits->observe, teller);
	p->engine = engine_new(&p->flows, observer_sink(p->observer));
}

static void read_frame(struct pipeline *p, const struct frame *f, const struct flow_lookup *lookup)
{
	bool fresh;

	pipeline_tick(p, f->time);
	struct flow *flow = flow_get(&p->flows, f, lookup, &fresh);
	if (fresh)
		engine_orient(p->engine, flow, f, lookup->side);
	if (!flow->app.finished || f->transport == TRANSPORT_TCP)
		engine_packet(p->engine, flow, lookup->side, f);
	observer_flow(p->observer, flow);
}

/* Each packet's memory is asked for in steps, so far ahead that it has come when the next step needs it. */
static void fetch_ahead(const struct pipeline *p, const struct burst *b, size_t i, size_t to)
{
	if (i + FRAME_AHEAD < to) {
		const struct frame *f = &b->frame[i + FRAME_AHEAD];

		__builtin_prefetch(f);
		__builtin_prefetch((const char *)f + 64);
		__builtin_prefetch(&b->lookup[i + FRAME_AHEAD]);
	}
	if (i + BUCKET_AHEAD < to) {
		table_prefetch_bucket(&p->flows.table, b->lookup[i + BUCKET_AHEAD].hash);
		__builtin_prefetch(b->frame[i + BUCKET_AHEAD].payload.pos);
	}
	if (i + ENTRY_AHEAD < to)
		table_prefetch_entry(&p->flows.table, b->lookup[i + ENTRY_AHEAD].hash);
	if (i + FLOW_AHEAD < to)
		flow_prefetch(&p->flows, &b->lookup[i + FLOW_AHEAD]);
}

/* So that the first packets have been asked for too. */
static void fetch_first(const struct pipeline *p, const struct burst *b, size_t from, size_t to)
{
	const size_t end = to - from < BUCKET_AHEAD ? to : from + BUCKET_AHEAD;

	for (size_t i = from; i < end; i++) {
		table_prefetch_bucket(&p->flows.table, b->lookup[i].hash);
		__builtin_prefetch(b->frame[i].payload.pos);
	}
	for (size_t i = from; i < end && i < from + ENTRY_AHEAD; i++)
		table_prefetch_entry(&p->flows.table, b->lookup[i].hash);
	for (size_t i = from; i < end && i < from + FLOW_AHEAD; i++)
		flow_prefetch(&p->flows, &b->lookup[i]);
}

static bool is_alone(const struct pipeline *p, const struct burst *b, size_t i)
{
	const int64_t time = b->frame[i].time;

	return p->latest && time - p->latest > DAY && i + 1 < b->count && time - b->frame[i + 1].time > DAY;
}

void pipeline_straighten(struct pipeline *p, struct burst *b)
{
	for (size_t i = 0; i < b->count; i++) {
		struct frame *f = &b->frame[i];

		if (f->time < p->latest) {
			p->backwards += p->latest - f->time > SECOND;
		} else if (is_alone(p, b, i)) {
			p->backwards++;
			f->time = p->latest;
		} else {
			p->latest = f->time;
		}
	}
}

void pipeline_read(struct pipeline *p, struct burst *b, size_t from, size_t to)
{
	p->packets += b->packets;
	p->bytes += b->bytes;
	p->broadcasts += b->broadcasts;
	b->packets = b->bytes = b->broadcasts = 0;
	fetch_first(p, b, from, to);
	for (size_t i = from; i < to; i++) {
		fetch_ahead(p, b, i, to);
		read_frame(p, &b->frame[i], &b->lookup[i]);
	}
}

void burst_clear(struct burst *b)
{
	b->count = 0;
	arena_reset(&b->whole);
}

/* A reassembled payload lives in the decoder only until its next call. */
static void keep_whole(const struct packet *packet, struct frame *f, struct arena *arena)
{
	const size_t length = (size_t)(f->payload.end - f->payload.pos);

	if (length == 0 || (f->payload.pos >= packet->data && f->payload.pos <= packet->data + packet->length))
		return;
	f->payload = cursor_init(arena_copy(arena, f->payload.pos, length), length);
}

void pipeline_decode(struct pipeline *p, const struct packet *packets, size_t count, struct burst *b)
{
	for (size_t i = 0; i < count; i++) {
		struct frame *f = &b->frame[b->count];

		b->packets++;
		b->bytes += packets[i].wire_length;
		if (decode_packet(p->decoder, &packets[i], f) != DECODE_OK)
			continue;
		keep_whole(&packets[i], f, &b->whole);
		b->broadcasts += f->has_mac && mac_is_group(&f->dst_mac);
		flow_prepare(&p->flows, f, &b->lookup[b->count]);
		b->count++;
	}
}

void pipeline_feed(struct pipeline *p, const struct packet *packets, size_t count)
{
	burst_clear(p->burst);
	pipeline_decode(p, packets, count, p->burst);
	pipeline_straighten(p, p->burst);
	pipeline_read(p, p->burst, 0, p->burst->count);
}

void pipeline_tick(struct pipeline *p, int64_t now)
{
	if (now <= p->now)
		return;
	bool turned = now / SECOND != p->now / SECOND;
	p->now = now;
	if (!turned)
		return;
	flows_advance(&p->flows, now);
	observer_advance(p->observer, now);
}

void pipeline_tell(struct pipeline *p)
{
	uint32_t position = 0;
	struct flow *flow;

	while ((flow = table_next(&p->flows.table, &position)) != NULL)
		observer_fold(p->observer, flow, false);
	observer_tell_all(p->observer, false);
}

void pipeline_finish(struct pipeline *p)
{
	uint32_t position = 0;
	struct flow *flow;

	while ((flow = table_next(&p->flows.table, &position)) != NULL)
		end_flow(p, flow);
	observer_tell_all(p->observer, false);
}

void pipeline_free(struct pipeline *p)
{
	flows_free(&p->flows);
	engine_free(p->engine);
	observer_free(p->observer);
	decoder_free(p->decoder);
	arena_free(&p->burst->whole);
	free(p->burst);
}

static void put_dissectors(const struct pipeline *p,
			   void (*put)(void *argument, const char *name, uint64_t value),
			   void *argument)
{
	const struct engine_counters *c = engine_counters(p->engine);
	char name[64];

	for (size_t i = 0; dissectors[i]; i++) {
		snprintf(name, sizeof(name), "app.%s.messages", dissectors[i]->name);
		put(argument, name, c[i].messages);
		snprintf(name, sizeof(name), "app.%s.malformed", dissectors[i]->name);
		put(argument, name, c[i].malformed);
		snprintf(name, sizeof(name), "app.%s.foreign", dissectors[i]->name);
		put(argument, name, c[i].foreign);
	}
}

void pipeline_counters(const struct pipeline *p,
		       void (*put)(void *argument, const char *name, uint64_t value), void *argument)
{
	static const char *const kinds[OBSERVE_KINDS] = {"conversations", "operations", "events", "claims",
							 "anomalies", "lookups"};
	struct decode_counter d;
	struct observe_counters o;
	char name[64];

	put(argument, "capture.packets", p->packets);
	put(argument, "capture.bytes", p->bytes);
	put(argument, "capture.to_groups", p->broadcasts);
	put(argument, "capture.backwards", p->backwards);
	for (size_t i = 0; decoder_counter(p->decoder, i, &d); i++)
		put(argument, d.name, d.value);
	put(argument, "flow.held", p->flows.table.count);
	put(argument, "flow.evicted", p->flows.table.evicted);
	put(argument, "flow.total", p->flows.next_id - 1);
	put(argument, "stream.retransmitted", p->flows.counters.retransmitted);
	put(argument, "stream.overlapped", p->flows.counters.overlapped);
	put(argument, "stream.reordered", p->flows.counters.reordered);
	put(argument, "stream.gaps", p->flows.counters.gaps);
	put(argument, "stream.gap_bytes", p->flows.counters.gap_bytes);
	put(argument, "stream.memory_refused", p->flows.pool.refused);
	observer_counters(p->observer, &o);
	for (size_t i = 0; i < OBSERVE_KINDS; i++) {
		snprintf(name, sizeof(name), "observe.%s.held", kinds[i]);
		put(argument, name, o.held[i]);
		snprintf(name, sizeof(name), "observe.%s.evicted", kinds[i]);
		put(argument, name, o.evicted[i]);
	}
	put(argument, "observe.ranges_refused", o.refused_ranges);
	put(argument, "observe.lost", o.lost);
	put(argument, "observe.faces.evicted", o.evicted_faces);
	put(argument, "observe.forged", o.unsaid);
	put_dissectors(p, put, argument);
}
