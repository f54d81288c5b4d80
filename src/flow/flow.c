/* flow.c - the table of flows. SPDX-License-Identifier: Apache-2.0 */

#include "flow/flow.h"

#include "flow/stream.h"
#include "lib/clock.h"

#include <endian.h>

/* Seconds of silence after which a flow is over. */
#define TIMEOUT_CLOSED	    10
#define TIMEOUT_NEW	    60
#define TIMEOUT_DATAGRAM    60
#define TIMEOUT_ESTABLISHED 1800
/* Seconds of silence that somebody who looks on may wait for the last packets' counts. */
#define REST 3

static void end_flow(void *argument, void *entry)
{
	struct flows *flows = argument;
	struct flow *flow = entry;

	flows->end(flows->argument, flow);
	stream_drop(flows, flow);
	wheel_clear(&flows->wheel, table_index(&flows->table, flow));
}

void flows_init(struct flows *flows, uint32_t capacity, size_t stream_bytes, flow_end_function *end,
		void *argument)
{
	*flows = (struct flows){.pool = {.budget = stream_bytes},
				.next_id = 1,
				.end = end,
				.argument = argument};
	table_init(&flows->table, &(struct table_config){
					  .entry_size = sizeof(struct flow),
					  .key_size = sizeof(struct flow_key),
					  .capacity = capacity,
					  .evict = end_flow,
					  .argument = flows,
				  });
	wheel_init(&flows->wheel, capacity);
}

void flows_free(struct flows *flows)
{
	uint32_t position = 0;
	struct flow *flow;

	while ((flow = table_next(&flows->table, &position)) != NULL)
		end_flow(flows, flow);
	table_free(&flows->table);
	wheel_free(&flows->wheel);
	pool_free(&flows->pool);
}

static struct address mac_key(const struct mac *mac, uint64_t type)
{
	struct address a = {0};

	memcpy(a.bytes, mac->bytes, sizeof(mac->bytes));
	memcpy(a.bytes + 8, &type, sizeof(type));
	return a;
}

/* As memcmp would order two addresses. */
static int order_of(const struct address *a, const struct address *b)
{
	uint64_t x, y;

	memcpy(&x, a->bytes, 8);
	memcpy(&y, b->bytes, 8);
	if (x == y) {
		memcpy(&x, a->bytes + 8, 8);
		memcpy(&y, b->bytes + 8, 8);
	}
	x = be64toh(x);
	y = be64toh(y);
	return (x > y) - (x < y);
}

void flow_prepare(const struct flows *flows, const struct frame *frame, struct flow_lookup *lookup)
{
	bool bare = frame->transport == TRANSPORT_FRAME;
	bool ports = frame->transport == TRANSPORT_TCP || frame->transport == TRANSPORT_UDP;
	struct address src = bare ? mac_key(&frame->src_mac, frame->type) : frame->src;
	struct address dst = bare ? mac_key(&frame->dst_mac, frame->type) : frame->dst;
	uint16_t src_port = ports ? frame->src_port : 0;
	uint16_t dst_port = ports ? frame->dst_port : 0;
	int order = order_of(&src, &dst);
	bool low = order < 0 || (order == 0 && src_port <= dst_port);

	lookup->side = !low;
	lookup->key = (struct flow_key){
		.low = low ? src : dst,
		.high = low ? dst : src,
		.low_port = low ? src_port : dst_port,
		.high_port = low ? dst_port : src_port,
		.vlan = frame->vlan,
		.protocol = bare ? 0 : frame->protocol,
		.transport = (uint8_t)frame->transport,
	};
	lookup->hash = table_hash(&flows->table, &lookup->key);
}

static int64_t timeout_of(const struct flow *flow)
{
	if (flow->key.transport != TRANSPORT_TCP)
		return TIMEOUT_DATAGRAM;
	switch (flow->state) {
	case FLOW_CLOSED:
		return TIMEOUT_CLOSED;
	case FLOW_ESTABLISHED:
		return TIMEOUT_ESTABLISHED;
	default:
		return TIMEOUT_NEW;
	}
}

/* The timer stands at the earliest second a flow could end or come to rest; traffic does not touch it. */
static void arm(struct flows *flows, struct flow *flow)
{
	bool restless = flows->rest && !flow->rested;

	wheel_set(&flows->wheel, table_index(&flows->table, flow),
		  flow->last / SECOND + (restless ? REST : timeout_of(flow)) + 1);
}

static void wake(struct flows *flows, struct flow *flow)
{
	flow->rested = false;
	arm(flows, flow);
}

static struct flow *new_flow(struct flows *flows, const struct frame *frame,
			     const struct flow_lookup *lookup)
{
	struct flow *flow = table_insert(&flows->table, &lookup->key, lookup->hash);

	flow->id = flows->next_id++;
	flow->first = frame->time;
	flow->last = frame->time;
	flow->type = frame->type;
	flow->has_mac = frame->has_mac;
	flow->interface = frame->interface;
	flow->client = lookup->side;
	flow->folded = frame->time;
	if (frame->has_mac) {
		flow->side[lookup->side].mac = frame->src_mac;
		flow->side[!lookup->side].mac = frame->dst_mac;
	}
	arm(flows, flow);
	return flow;
}

struct flow *flow_get(struct flows *flows, const struct frame *frame, const struct flow_lookup *lookup,
		      bool *fresh)
{
	struct flow *flow = table_find(&flows->table, &lookup->key, lookup->hash);

	*fresh = flow == NULL;
	if (!flow)
		flow = new_flow(flows, frame, lookup);
	struct flow_side *side = &flow->side[lookup->side];
	side->packets++;
	side->bytes += frame->wire_length;
	if (frame->time > flow->last)
		flow->last = frame->time;
	if (flow->rested)
		wake(flows, flow);
	if (flow->state == FLOW_NEW && flow->side[!lookup->side].packets > 0) {
		flow->state = FLOW_ESTABLISHED;
		table_keep(&flows->table, flow);
	}
	return flow;
}

static void fire(void *argument, uint32_t index)
{
	struct flows *flows = argument;
	struct flow *flow = table_entry_at(&flows->table, index);

	if (flow->last / SECOND + timeout_of(flow) >= flows->wheel.now) {
		flow->rested = flows->rest && flow->last / SECOND + REST < flows->wheel.now;
		if (flow->rested)
			flows->rest(flows->argument, flow);
		arm(flows, flow);
		return;
	}
	end_flow(flows, flow);
	table_remove(&flows->table, flow);
}

void flows_advance(struct flows *flows, int64_t now)
{
	wheel_advance(&flows->wheel, now / SECOND, fire, flows);
}

void flow_frame(const struct flow *flow, unsigned int side, struct frame *out)
{
	bool bare = flow->key.transport == TRANSPORT_FRAME;
	struct address low = bare ? (struct address){0} : flow->key.low;
	struct address high = bare ? (struct address){0} : flow->key.high;

	*out = (struct frame){
		.time = flow->last,
		.interface = flow->interface,
		.vlan = flow->key.vlan,
		.has_mac = flow->has_mac,
		.src_mac = flow->side[side].mac,
		.dst_mac = flow->side[!side].mac,
		.type = flow->type,
		.transport = flow->key.transport,
		.ip_version = bare ? 0 : address_is_ip4(&flow->key.low) ? 4 : 6,
		.protocol = flow->key.protocol,
		.src = side ? high : low,
		.dst = side ? low : high,
		.src_port = side ? flow->key.high_port : flow->key.low_port,
		.dst_port = side ? flow->key.low_port : flow->key.high_port,
	};
}
