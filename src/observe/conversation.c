/* conversation.c - flows become conversations. SPDX-License-Identifier: Apache-2.0 */

#include "observe/observer.h"

static struct conversation_key key_of(const struct flow *flow)
{
	bool low_asks = flow->client == 0;

	return (struct conversation_key){
		.client = low_asks ? flow->key.low : flow->key.high,
		.server = low_asks ? flow->key.high : flow->key.low,
		.port = low_asks ? flow->key.high_port : flow->key.low_port,
		.vlan = flow->key.vlan,
		.protocol = flow->key.protocol,
		.transport = flow->key.transport,
	};
}

static struct conversation *find_or_add(struct observer *o, struct flow *flow)
{
	struct shelf *s = &o->shelf[KIND_CONVERSATION];
	const struct conversation_key key = key_of(flow);
	uint32_t hash = table_hash(&s->table, &key);
	struct conversation *c = table_find(&s->table, &key, hash);

	if (!c) {
		c = table_insert(&s->table, &key, hash);
		c->first = flow->first;
		c->interface = flow->interface;
		c->type = flow->type;
		shelf_added(s, c);
	}
	c->flows++;
	c->flow_id = flow->id;
	c->client_port = flow->client == 0 ? flow->key.low_port : flow->key.high_port;
	c->has_mac = flow->has_mac;
	c->mac[0] = flow->side[flow->client].mac;
	c->mac[1] = flow->side[!flow->client].mac;
	flow->conversation = table_reference(&s->table, c);
	return c;
}

static void add_counts(struct conversation *c, struct flow *flow)
{
	for (unsigned int side = 0; side < 2; side++) {
		unsigned int way = side != flow->client;

		c->packets[way] += flow->side[side].packets - flow->packets_folded[side];
		c->bytes[way] += flow->side[side].bytes - flow->bytes_folded[side];
		flow->packets_folded[side] = flow->side[side].packets;
		flow->bytes_folded[side] = flow->side[side].bytes;
	}
	if (flow->last > c->last)
		c->last = flow->last;
}

void observer_fold(struct observer *o, struct flow *flow, bool at_end)
{
	struct shelf *s = &o->shelf[KIND_CONVERSATION];
	struct conversation *c = table_resolve(&s->table, flow->conversation);

	if (!c)
		c = find_or_add(o, flow);
	c->entry.touched = 1;
	flow->folded = flow->last;
	add_counts(c, flow);
	c->state = at_end ? FLOW_CLOSED : flow->state;
	if (!flow->state_folded && flow->side[!flow->client].packets > 0) {
		flow->state_folded = true;
		c->answered += !flow->refused;
		c->refused += flow->refused;
		table_keep(&s->table, c);
	}
	shelf_touched(s, c);
	if (flow->app.dissector && c->dissector != flow->app.dissector) {
		c->dissector = flow->app.dissector;
		shelf_changed(s, c);
	}
}
