/* ask.c - addresses that were asked for by ARP and never heard (RFC 826). SPDX-License-Identifier: Apache-2.0
 *
 * A request is nothing by itself: nearly all are answered, and whom they name the claims tell. Only an
 * address that stays silent for ANSWER_WAIT becomes a conversation, between addresses as those over IP: a
 * dead device that is still polled, or, when there are many of one client, a sweep, which ends in its
 * spread entry. Who was heard once, in ARP, a claim or a conversation, is never such an address: answers go
 * from one to one, and no mirror port may show them.
 */

#include "observe/observer.h"

#include "lib/clock.h"

#define ANSWER_WAIT (3 * SECOND)
/* At the end of a capture no more answers come. */
#define END_WAIT SECOND
#define ARP_TYPE 0x0806

/* Inlined, gcc 12 takes the hash's paths for longer keys for real. */
__attribute__((noinline)) static struct ask *find_or_add(struct observer *o, const struct ask_key *key)
{
	uint32_t hash = table_hash(&o->asks, key);
	struct ask *a = table_find(&o->asks, key, hash);

	return a ? a : table_insert(&o->asks, key, hash);
}

static struct conversation *told_of(struct observer *o, const struct ask *a)
{
	return table_resolve(&o->shelf[KIND_CONVERSATION].table, a->conversation);
}

static void count(struct observer *o, struct ask *a, struct conversation *c)
{
	c->packets[0] += a->packets;
	c->bytes[0] += a->bytes;
	if (a->last > c->last)
		c->last = a->last;
	a->packets = a->bytes = 0;
	shelf_touched(&o->shelf[KIND_CONVERSATION], c);
}

void asks_heard(struct observer *o, uint16_t vlan, const struct address *who)
{
	const struct ask_key key = {.target = *who, .vlan = vlan};
	struct ask *a = address_is_private(who) ? find_or_add(o, &key) : NULL;

	if (!a || a->heard)
		return;
	a->heard = true;
	table_keep(&o->asks, a);
	struct conversation *c = told_of(o, a);

	if (!c || c->spread)
		return;
	conversation_answered(o, c);
}

void observe_ask(struct sink *sink, const struct context *ctx, const struct address *client,
		 const struct address *target)
{
	struct observer *o = (struct observer *)sink;
	const struct frame *f = ctx->frame;
	const struct ask_key key = {.target = *target, .vlan = f->vlan};
	struct ask *a = address_is_private(target) ? find_or_add(o, &key) : NULL;

	if (!a || a->heard)
		return;
	const bool first = a->packets == 0 && !a->conversation;

	a->client = *client;
	a->dissector = ctx->dissector;
	a->interface = f->interface;
	a->flow_id = ctx->flow ? ctx->flow->id : 0;
	a->first = first ? f->time : a->first;
	a->last = f->time;
	a->packets++;
	a->bytes += f->wire_length;
	struct conversation *c = told_of(o, a);

	if (c)
		count(o, a, c);
	else if (first && o->ask_count < ASKS_WAITING)
		o->ask_waiting[(o->ask_first + o->ask_count++) % ASKS_WAITING] = table_reference(&o->asks, a);
}

static void give_up(struct observer *o, struct ask *a)
{
	const struct conversation_key key = {
		.client = a->client, .server = a->key.target, .vlan = a->key.vlan, .transport = TRANSPORT_IP};
	struct conversation *c = conversation_in_vain(o, &key, a->first);

	c->dissector = a->dissector;
	c->type = ARP_TYPE;
	c->interface = a->interface;
	c->flow_id = a->flow_id;
	c->flows++;
	a->conversation = table_reference(&o->shelf[KIND_CONVERSATION].table, c);
	count(o, a, c);
}

void asks_settle(struct observer *o, bool at_end)
{
	const int64_t wait = at_end ? END_WAIT : ANSWER_WAIT;

	while (o->ask_count > 0) {
		struct ask *a = table_resolve(&o->asks, o->ask_waiting[o->ask_first]);

		if (a && !a->heard && a->first + wait > o->now)
			return;
		o->ask_first = (o->ask_first + 1) % ASKS_WAITING;
		o->ask_count--;
		if (a && !a->heard)
			give_up(o, a);
	}
}
