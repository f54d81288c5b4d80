/* conversation.c - flows become conversations. SPDX-License-Identifier: Apache-2.0 */

#include "observe/observer.h"

#include "lib/clock.h"

/* Unanswered exchanges that one client may have as entries of their own. */
#define FAN_MAX 16
/* Packets of an exchange that came to nothing. */
#define ATTEMPT_PACKETS 2

static bool is_answered(const struct flow *flow)
{
	return flow->side[!flow->client].packets > 0;
}

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

static struct fan *find_fan(struct observer *o, const struct conversation_key *of, bool add)
{
	struct fan_key key = {.client = of->client, .vlan = of->vlan};
	uint32_t hash = table_hash(&o->fans, &key);
	struct fan *fan = table_find(&o->fans, &key, hash);

	return fan || !add ? fan : table_insert(&o->fans, &key, hash);
}

/* An exchange of this client was answered after all, or is forgotten. */
static void fan_in(struct observer *o, const struct conversation *c)
{
	struct fan *fan = c->spread ? NULL : find_fan(o, &c->key, false);

	if (fan && fan->unanswered > 0)
		fan->unanswered--;
}

void conversation_forget(struct observer *o, const struct conversation *c)
{
	if (c->answered == 0)
		fan_in(o, c);
}

/* True when this client has asked so many in vain that one more is not worth an entry of its own. */
static bool fan_out(struct observer *o, const struct conversation_key *key)
{
	struct fan *fan = find_fan(o, key, true);

	if (fan->unanswered >= FAN_MAX)
		return true;
	fan->unanswered++;
	return false;
}

static void spread_key(struct conversation_key *key)
{
	key->server = (struct address){.bytes = {[10] = 0xff, [11] = 0xff}};
	key->port = 0;
}

static struct conversation *add_conversation(struct shelf *s, const struct conversation_key *key,
					     uint32_t hash, int64_t first, bool spread)
{
	struct conversation *c = table_insert(&s->table, key, hash);

	c->first = first;
	c->spread = spread;
	shelf_added(s, c);
	return c;
}

static struct conversation *find(struct observer *o, const struct conversation_key *key)
{
	struct table *t = &o->shelf[KIND_CONVERSATION].table;

	return table_find(t, key, table_hash(t, key));
}

static bool is_own_port(const struct dissector *d, uint16_t port)
{
	for (size_t i = 0; i < 8 && d->ports[i]; i++)
		if (d->ports[i] == port)
			return true;
	return false;
}

/* The conversation of this UDP protocol between the same two on its own port, or NULL. */
static struct conversation *find_home(struct observer *o, const struct conversation_key *of,
				      const struct dissector *d, bool *turned)
{
	struct conversation_key key = *of;

	if (!d || of->transport != TRANSPORT_UDP || !d->ports[0] || is_own_port(d, of->port))
		return NULL;
	*turned = false;
	key.port = d->ports[0];
	struct conversation *home = find(o, &key);
	if (home)
		return home;
	*turned = true;
	key.client = of->server;
	key.server = of->client;
	return find(o, &key);
}

/* Where a flow of a known protocol on a passing port belongs, or NULL. */
static struct conversation *join_home(struct observer *o, struct flow *flow,
				      const struct conversation_key *key)
{
	bool turned;
	struct conversation *c = find_home(o, key, flow->app.dissector, &turned);

	if (!c)
		return NULL;
	c->flows += flow->packets_folded[0] + flow->packets_folded[1] == 0;
	flow->conversation = table_reference(&o->shelf[KIND_CONVERSATION].table, c);
	return c;
}

struct conversation *conversation_in_vain(struct observer *o, const struct conversation_key *of, int64_t first)
{
	struct shelf *s = &o->shelf[KIND_CONVERSATION];
	struct conversation_key key = *of;
	struct conversation *c = find(o, &key);
	bool spread = false;

	if (c)
		return c;
	if (fan_out(o, &key)) {
		spread = true;
		spread_key(&key);
		c = find(o, &key);
	}
	return c ? c : add_conversation(s, &key, table_hash(&s->table, &key), first, spread);
}

void conversation_answered(struct observer *o, struct conversation *c)
{
	if (c->answered == 0 && c->refused == 0)
		fan_in(o, c);
	c->answered++;
	table_keep(&o->shelf[KIND_CONVERSATION].table, c);
	shelf_touched(&o->shelf[KIND_CONVERSATION], c);
}

/* Who speaks with others is there, whether or not the answers to ARP are in sight. */
static void both_heard(struct observer *o, const struct conversation_key *key, bool answered)
{
	if (key->transport == TRANSPORT_FRAME)
		return;
	asks_heard(o, key->vlan, &key->client);
	if (answered)
		asks_heard(o, key->vlan, &key->server);
}

/* When flows begin, smoothed as operation.c smooths requests: what calls home does so by the clock. */
static void follow_beginnings(struct conversation *c, int64_t now)
{
	const int64_t pause = now - c->begun;

	if (c->begun && pause > 0 && c->period == 0) {
		c->period = pause;
	} else if (c->begun && pause > 0) {
		const int64_t off = pause - c->period;

		c->period += off / 8;
		c->jitter += ((off < 0 ? -off : off) - c->jitter) / 8;
	}
	c->begun = now;
}

/* Whoever was heard: a lone packet from a known port makes its sender the server. */
static void meet(struct observer *o, const struct flow *flow, const struct conversation_key *key)
{
	const bool has_ip = key->transport != TRANSPORT_FRAME, turned = flow->side[flow->client].packets == 0;

	strangers_meet(o, &(struct meeting){.mac = flow->has_mac ? &flow->side[flow->client ^ turned].mac : NULL,
					    .ip = !has_ip ? NULL : turned ? &key->server : &key->client,
					    .vlan = key->vlan,
					    .interface = flow->interface,
					    .time = flow->first});
}

static struct conversation *find_or_add(struct observer *o, struct flow *flow)
{
	struct shelf *s = &o->shelf[KIND_CONVERSATION];
	struct conversation_key key = key_of(flow);
	uint32_t hash = table_hash(&s->table, &key);
	struct conversation *c = table_find(&s->table, &key, hash);
	bool spread = false;
	bool merged_before = flow->packets_folded[0] + flow->packets_folded[1] > 0;
	struct conversation *home = c ? NULL : join_home(o, flow, &key);

	if (home)
		return home;
	if (!c && !is_answered(flow) && (merged_before || fan_out(o, &key))) {
		spread = true;
		spread_key(&key);
		hash = table_hash(&s->table, &key);
		c = table_find(&s->table, &key, hash);
	}
	if (!c) {
		c = add_conversation(s, &key, hash, flow->first, spread);
		c->interface = flow->interface;
		c->type = flow->type;
		if (!merged_before)
			meet(o, flow, &key);
		if (flow->app.dissector && key.transport == TRANSPORT_UDP &&
		    !is_own_port(flow->app.dissector, key.port))
			shelf_before(s, c);
	}
	c->flows += !(spread && merged_before);
	if (!merged_before)
		follow_beginnings(c, flow->first);
	c->flow_id = flow->id;
	c->client_port = flow->client == 0 ? flow->key.low_port : flow->key.high_port;
	c->has_mac = flow->has_mac;
	if (!mac_equal(&c->mac[0], &flow->side[flow->client].mac) || !mac_equal(&c->mac[1], &flow->side[!flow->client].mac))
		c->stays = false; /* it is another one now */
	c->mac[0] = flow->side[flow->client].mac;
	c->mac[1] = flow->side[!flow->client].mac;
	flow->conversation = table_reference(&s->table, c);
	both_heard(o, &c->key, is_answered(flow));
	return c;
}

bool conversation_is_announcement(struct observer *o, const struct conversation *c)
{
	struct shelf *s = &o->shelf[KIND_CLAIM];
	struct bundle_key key = {.vlan = c->key.vlan, .is_mac = true};

	if (!c->dissector || c->answered || c->spread || !c->has_mac)
		return false;
	if (c->key.transport != TRANSPORT_FRAME && c->key.transport != TRANSPORT_IP)
		return false; /* ARP and LLDP are, and so are ND and IGMP */
	if (!mac_is_group(&c->mac[1]) && c->packets[0] + c->packets[1] > ATTEMPT_PACKETS)
		return false;
	memcpy(key.one.bytes, c->mac[0].bytes, sizeof(c->mac[0].bytes));
	const struct bundle *b = table_find(&s->bundles, &key, table_hash(&s->bundles, &key));
	for (uint32_t i = b ? b->first : 0; i;) {
		const struct observed_claim *claim = table_entry_at(&s->table, i - 1);

		if (claim->key.source == c->dissector->name)
			return true;
		i = claim->link.next;
	}
	return false;
}

/* Takes over what another conversation has counted; turned: its client is our server. */
static void add_other(struct conversation *to, const struct conversation *c, bool turned)
{
	for (int way = 0; way < 2; way++) {
		to->packets[way] += c->packets[way ^ turned];
		to->bytes[way] += c->bytes[way ^ turned];
	}
	to->flows += c->flows;
	to->answered += c->answered;
	to->refused += c->refused;
	if (c->first < to->first)
		to->first = c->first;
	if (c->last > to->last)
		to->last = c->last;
}

static void add_attempt(struct conversation *spread, const struct conversation *c)
{
	add_other(spread, c, false);
	spread->flow_id = c->flow_id;
	spread->client_port = c->client_port;
	spread->has_mac = c->has_mac;
	spread->mac[0] = c->mac[0];
	spread->mac[1] = c->mac[1];
	spread->interface = c->interface;
	spread->type = c->type;
}

/* True when it was told into the conversation on the protocol's own port. */
static bool come_home(struct observer *o, struct conversation *c, bool evicting)
{
	struct shelf *s = &o->shelf[KIND_CONVERSATION];
	bool turned;
	struct conversation *home = c->spread ? NULL : find_home(o, &c->key, c->dissector, &turned);

	if (!home)
		return false;
	if (home->answered == 0 && home->refused == 0 && c->answered)
		fan_in(o, home);
	add_other(home, c, turned);
	if (home->answered)
		table_keep(&s->table, home);
	shelf_touched(s, home);
	if (!evicting)
		shelf_remove(s, c);
	return true;
}

static bool came_to_nothing(const struct conversation *c)
{
	return !c->spread && !c->dissector && c->answered == 0 && c->refused == 0 &&
	       c->packets[0] + c->packets[1] <= ATTEMPT_PACKETS;
}

bool conversation_merge(struct observer *o, struct conversation *c, bool evicting)
{
	struct shelf *s = &o->shelf[KIND_CONVERSATION];
	struct conversation_key key = c->key;

	if (!came_to_nothing(c))
		return come_home(o, c, evicting);
	spread_key(&key);
	uint32_t hash = table_hash(&s->table, &key);
	struct conversation *spread = table_find(&s->table, &key, hash);
	const struct fan *fan = find_fan(o, &c->key, false);
	if (!spread && (evicting || !fan || fan->unanswered < 2))
		return false;
	struct conversation copy = *c;
	if (!evicting)
		shelf_remove(s, c);
	if (!spread)
		spread = add_conversation(s, &key, hash, copy.first, true);
	add_attempt(spread, &copy);
	shelf_touched(s, spread);
	return true;
}

/* Told once an hour, from a file, what was carried in some minutes is little of it all. */
static void note_minute(struct conversation *c, int64_t now, uint64_t bytes)
{
	const int64_t minute = now / (60 * SECOND);

	if (minute != c->minute && c->minute_bytes / 60 > c->peak)
		c->peak = c->minute_bytes / 60;
	if (minute != c->minute)
		c->minute_bytes = 0;
	c->minute = minute;
	c->minute_bytes += bytes;
}

static void add_counts(struct observer *o, struct conversation *c, struct flow *flow)
{
	const struct address *client = flow->client == 0 ? &flow->key.low : &flow->key.high;
	bool turned = !address_equal(&c->key.client, client);

	for (unsigned int side = 0; side < 2; side++) {
		unsigned int way = (side != flow->client) ^ turned;

		if (flow->side[side].packets > flow->packets_folded[side])
			rhythm_beat(o, c, way, flow->last);
		c->packets[way] += flow->side[side].packets - flow->packets_folded[side];
		c->bytes[way] += flow->side[side].bytes - flow->bytes_folded[side];
		note_minute(c, flow->last, flow->side[side].bytes - flow->bytes_folded[side]);
		flow->packets_folded[side] = flow->side[side].packets;
		flow->bytes_folded[side] = flow->side[side].bytes;
	}
	if (flow->last > c->last)
		c->last = flow->last;
}

void conversation_told(struct observer *o, struct conversation *c)
{
	c->peak = 0;
	rhythm_told(o, c);
}

void observer_fold(struct observer *o, struct flow *flow, bool at_end)
{
	struct shelf *s = &o->shelf[KIND_CONVERSATION];
	struct conversation *c = table_resolve(&s->table, flow->conversation);

	if (!c || (c->spread && is_answered(flow)))
		c = find_or_add(o, flow);
	c->entry.touched = 1;
	flow->folded = flow->last;
	add_counts(o, c, flow);
	c->state = at_end ? FLOW_CLOSED : flow->state;
	if (!flow->state_folded && is_answered(flow)) {
		flow->state_folded = true;
		if (c->answered == 0 && c->refused == 0)
			fan_in(o, c);
		c->answered += !flow->refused;
		c->refused += flow->refused;
		both_heard(o, &c->key, true);
		table_keep(&s->table, c);
	}
	if (!c->stays && flow->side[0].packets > 1 && flow->side[1].packets > 1) {
		c->stays = true;
		strangers_stay(o, flow);
	}
	shelf_touched(s, c);
	if (flow->app.dissector && c->dissector != flow->app.dissector) {
		c->dissector = flow->app.dissector;
		shelf_changed(s, c);
	}
}
