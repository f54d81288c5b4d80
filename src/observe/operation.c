/* operation.c - requests become operations with ranges, rhythm and results. SPDX-License-Identifier: Apache-2.0 */

#include "observe/observer.h"

#include <stdlib.h>

#include "dissect/target.h"
#include "lib/clock.h"
#include "lib/memory.h"

#define EVENTS_PER_SECOND 10
/* In a reference to an operation: it is on the shelf of events. Tables hold fewer than 2^28. */
#define REFERS_TO_EVENT UINT64_C(0x80000000)

/* Files of the office come by the thousand: each is an entry, and no event of the plant. */
static bool is_office_file(const struct context *ctx, enum ot_class class)
{
	return class == OT_FILE && !ctx->dissector->industrial;
}

/* Names of files and pages, which whoever asks may make up. */
static bool is_path(const struct context *ctx, const struct operation *operation)
{
	return is_office_file(ctx, operation->class) ||
	       (operation->text_length && *(const char *)operation->text == '/' && !ctx->dissector->industrial);
}

static bool aggregates(const struct context *ctx, enum ot_class class)
{
	return class == OT_READ || class == OT_WRITE || class == OT_IDENTIFY || class == OT_SESSION ||
	       class == OT_DIAGNOSE || is_office_file(ctx, class);
}

const struct range *observed_ranges(const struct observed *op)
{
	return op->more ? op->more : op->range;
}

void operation_forget(struct observer *o, struct observed *op)
{
	if (!op->more)
		return;
	free(op->more);
	op->more = NULL;
	o->range_blocks_left++;
}

/* Keeps the hull in the first range when there is no more room. */
static void widen(struct observed *op, struct range *ranges, uint64_t low, uint64_t high)
{
	for (unsigned int i = 0; i < op->range_count; i++) {
		low = ranges[i].low < low ? ranges[i].low : low;
		high = ranges[i].high > high ? ranges[i].high : high;
	}
	ranges[0] = (struct range){low, high};
	op->range_count = 1;
	op->wide = true;
}

static bool grow_ranges(struct observer *o, struct observed *op)
{
	if (op->more)
		return op->range_count < RANGE_MAX;
	if (op->range_count < RANGE_INLINE)
		return true;
	if (o->range_blocks_left == 0) {
		o->refused_ranges++;
		return false;
	}
	o->range_blocks_left--;
	op->more = xmalloc(RANGE_MAX * sizeof(*op->more));
	memcpy(op->more, op->range, sizeof(op->range));
	return true;
}

/* True when the set of ranges changed. */
static bool add_range(struct observer *o, struct observed *op, uint64_t low, uint64_t high)
{
	struct range *ranges = op->more ? op->more : op->range;

	for (unsigned int i = 0; i < op->range_count; i++)
		if (ranges[i].low <= low && ranges[i].high >= high)
			return false;
	if (op->wide || !grow_ranges(o, op)) {
		widen(op, ranges, low, high);
		return true;
	}
	ranges = op->more ? op->more : op->range;
	ranges[op->range_count++] = (struct range){low, high};
	return true;
}

struct address party_key(const struct context *ctx, bool receiver, bool *is_mac)
{
	const struct frame *f = ctx->frame;
	const struct mac *mac = receiver ? &f->dst_mac : &f->src_mac;
	struct address a = {0};

	*is_mac = f->ip_version == 0;
	if (!*is_mac)
		return receiver ? f->dst : f->src;
	memcpy(a.bytes, mac->bytes, sizeof(mac->bytes));
	return a;
}

static struct observed_key key_of(const struct observer *o, const struct context *ctx,
				  const struct operation *operation)
{
	const struct flow *flow = ctx->flow;
	bool is_mac;

	return (struct observed_key){
		.src = party_key(ctx, false, &is_mac),
		.dst = party_key(ctx, true, &is_mac),
		.port = flow->client == 0 ? flow->key.high_port : flow->key.low_port,
		.vlan = ctx->frame->vlan,
		.class = (uint8_t)operation->class,
		.transport = (uint8_t)ctx->frame->transport,
		.code = operation->code,
		.subcode = operation->subcode,
		.protocol = operation->protocol ? operation->protocol : ctx->dissector->name,
		.pdu = operation->pdu,
		.function = operation->function,
		.space = operation->space,
		.target = operation->target,
		.number = {operation->number[0], operation->number[1], operation->number[2]},
		.text = operation->text_length
				? hash_bytes(operation->text, operation->text_length, o->text_seed)
				: 0,
	};
}

/* True when this conversation may have one more entry of its own in this second: events, and names that somebody
 * else chooses. */
static bool entry_fits(const struct observer *o, struct flow *flow)
{
	if (flow->event_second != o->second) {
		flow->event_second = o->second;
		flow->events = 0;
	}
	if (flow->events >= EVENTS_PER_SECOND)
		return false;
	flow->events++;
	return true;
}

static struct observed *new_operation(struct shelf *s, const struct observed_key *key, uint32_t hash,
				      const struct context *ctx, const struct operation *operation)
{
	struct observed *op = table_insert(&s->table, key, hash);

	op->first = ctx->frame->time;
	op->last = ctx->frame->time;
	op->dissector = ctx->dissector;
	op->interface = ctx->frame->interface;
	op->has_mac = ctx->frame->has_mac;
	op->mac[0] = ctx->frame->src_mac;
	op->mac[1] = ctx->frame->dst_mac;
	if (key->target)
		target_text(operation, op->target, sizeof(op->target));
	const struct bundle_key bundle = bundle_of(op);
	if (s->link)
		shelf_bundled(s, op, &bundle);
	else
		shelf_added(s, op);
	return op;
}

/* What this flow asked for last, unless it is gone; NULL is fine for what only guesses. */
static struct observed *last_of(const struct shelf *s, const struct flow *flow)
{
	return flow->operation && flow->operation <= s->table.used
		       ? table_entry_at(&s->table, flow->operation - 1)
		       : NULL;
}

/* Keeps the order of what a flow asks for, and has what follows op fetched ahead. */
static void remember_order(struct shelf *s, struct flow *flow, const struct observed *op)
{
	struct observed *before = last_of(s, flow);
	uint32_t index = table_index(&s->table, op);

	if (before)
		before->next = index;
	flow->operation = index + 1;
	flow->hint = table_entry_at(&s->table, op->next);
}

static struct observed *find_or_add(struct observer *o, struct shelf *s, bool event,
				    const struct context *ctx, const struct operation *operation)
{
	struct observed_key key = key_of(o, ctx, operation);
	struct observed *before = event ? NULL : last_of(s, ctx->flow);
	struct observed *op = before ? table_guess(&s->table, before->next, &key) : NULL;

	if (op)
		return op;
	uint32_t hash = table_hash(&s->table, &key);
	op = table_find(&s->table, &key, hash);
	if (op && (!event || !shelf_event_ended(s, op, ctx->frame->time)))
		return op;
	op = NULL;
	if ((event || is_path(ctx, operation)) && key.target && !entry_fits(o, ctx->flow)) {
		key.target = NULL;
		memset(key.number, 0, sizeof(key.number));
		key.text = 0;
		hash = table_hash(&s->table, &key);
		op = table_find(&s->table, &key, hash);
	}
	return op ? op : new_operation(s, &key, hash, ctx, operation);
}

/* Smoothed as RFC 6298 smooths round trips: cheap, and follows a change within a dozen requests. */
static void follow_rhythm(struct observed *op, int64_t now)
{
	int64_t delta = now - op->last;

	if (op->count == 0 || delta < 0)
		return;
	if (op->count == 1) {
		op->period = delta;
		return;
	}
	int64_t off = delta - op->period;
	op->period += off / 8;
	op->jitter += ((off < 0 ? -off : off) - op->jitter) / 8;
}

operation_ref observe_operation(struct sink *sink, const struct context *ctx,
				const struct operation *operation)
{
	struct observer *o = (struct observer *)sink;
	bool event = !aggregates(ctx, operation->class);
	/* nobody waits for what a file says: there, events are told with their conversation */
	struct shelf *s = &o->shelf[event && !o->from_file ? KIND_EVENT : KIND_OPERATION];
	struct observed *op = find_or_add(o, s, event, ctx, operation);

	shelf_touched(s, op);
	shelf_command(s, op);
	follow_rhythm(op, ctx->frame->time);
	op->count++;
	op->last = ctx->frame->time;
	op->asked = true;
	op->flow_id = ctx->flow->id;
	if (s->kind == KIND_OPERATION)
		remember_order(s, ctx->flow, op);
	if (operation->ranged && add_range(o, op, operation->low, operation->high))
		shelf_changed(s, op);
	return table_reference(&s->table, op) | (s->kind == KIND_EVENT ? REFERS_TO_EVENT : 0);
}

void observe_answer(struct sink *sink, const struct context *ctx, operation_ref ref,
		    const char *result)
{
	struct observer *o = (struct observer *)sink;
	bool event = ref & REFERS_TO_EVENT;
	struct shelf *s = &o->shelf[event ? KIND_EVENT : KIND_OPERATION];
	struct observed *op = table_resolve(&s->table, ref & ~REFERS_TO_EVENT);

	if (!op)
		return;
	op->result = result;
	op->exceptions += strcmp(result, "ok") != 0;
	table_keep(&s->table, op);
	shelf_touched(s, op);
	if (op->asked) {
		int64_t took = ctx->frame->time - op->last;

		op->response = op->response ? op->response + (took - op->response) / 8 : took;
		op->asked = false;
	}
	if (event)
		shelf_due(s, op);
}
