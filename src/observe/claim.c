/* claim.c - claims and anomalies, each kept once. SPDX-License-Identifier: Apache-2.0 */

#include "observe/observer.h"

#include "dissect/target.h"

static struct address of_mac(const struct mac *mac)
{
	struct address a = {0};

	memcpy(a.bytes, mac->bytes, sizeof(mac->bytes));
	return a;
}

static uint32_t ip4(const struct address *a)
{
	return (uint32_t)a->bytes[12] << 24 | (uint32_t)a->bytes[13] << 16 | (uint32_t)a->bytes[14] << 8 |
	       a->bytes[15];
}

/*
 * A broadcast within 256 neighbouring addresses, or in the sender's own network, whose last bits are all
 * ones (RFC 919, 7): no router passed it on, so the MAC is the sender's own. Two devices with one address are told apart by that alone.
 */
static bool is_from_neighbour(const struct frame *f)
{
	static const struct mac all = {{0xff, 0xff, 0xff, 0xff, 0xff, 0xff}};

	if (!f->has_mac || f->ip_version != 4 || !mac_equal(&f->dst_mac, &all))
		return false;
	const uint32_t to = ip4(&f->dst);
	const uint32_t hosts = (to & ~(to + 1)) | 0xff; /* the ones at its end */

	return to == UINT32_MAX || ((ip4(&f->src) ^ to) & ~hosts) == 0;
}

/* Whom a claim speaks of, or false when it speaks of nobody (a group, 0.0.0.0). */
static bool find_party(const struct context *ctx, const struct claim *claim, struct address *who,
		       bool *is_mac)
{
	struct mac mac;

	switch (claim->party) {
	case PARTY_IP:
		*who = claim->address;
		*is_mac = is_from_neighbour(ctx->frame) && address_equal(who, &ctx->frame->src);
		if (*is_mac)
			*who = of_mac(&ctx->frame->src_mac);
		break;
	case PARTY_MAC:
		*who = of_mac(&claim->mac);
		*is_mac = true;
		break;
	default:
		*who = party_key(ctx, claim->party == PARTY_RECEIVER, is_mac);
		if (!*is_mac && claim->party == PARTY_SENDER && is_from_neighbour(ctx->frame)) {
			*who = of_mac(&ctx->frame->src_mac);
			*is_mac = true;
		}
		break;
	}
	if (!*is_mac)
		return !address_is_group(who) && !address_is_zero(who);
	memcpy(mac.bytes, who->bytes, sizeof(mac.bytes));
	return !mac_is_group(&mac) && !mac_is_zero(&mac);
}

static uint8_t default_confidence(enum claim_rank rank)
{
	static const uint8_t confidence[] = {
		[RANK_OUI] = 30,  [RANK_FINGERPRINT] = 40, [RANK_BANNER] = 60,
		[RANK_NAME] = 70, [RANK_IDENTITY] = 90,	   [RANK_OPERATOR] = 100,
	};

	return confidence[rank];
}

/* Of whom it speaks, and with whose address. */
static void meet(struct observer *o, const struct observed_claim *c, const struct claim *claim, const struct frame *f)
{
	struct meeting m = {.vlan = c->key.vlan, .interface = c->interface, .time = c->first};
	struct address ip;
	struct mac mac;

	if (c->key.is_mac) {
		memcpy(mac.bytes, c->key.who.bytes, sizeof(mac.bytes));
		m.mac = &mac;
	} else {
		m.ip = &c->key.who;
		m.mac = f->has_mac && address_equal(m.ip, &f->src) ? &f->src_mac : NULL;
	}
	if (c->key.is_mac && claim->name == attribute_ip && claim->form == FORM_ADDRESS) {
		memcpy(&ip, claim->value, sizeof(ip));
		m.ip = &ip;
	}
	strangers_meet(o, &m);
}

static void new_claim(struct observer *o, const struct claim_key *key, uint32_t hash,
		      const struct context *ctx, const struct claim *claim)
{
	struct shelf *s = &o->shelf[KIND_CLAIM];
	enum claim_rank rank = claim->rank ? claim->rank : ctx->dissector->rank;
	char value[sizeof(((struct observed_claim *)0)->value)];

	if (claim_value_text(claim, value, sizeof(value)) == 0)
		return;
	struct observed_claim *c = table_insert(&s->table, key, hash);
	memcpy(c->value, value, sizeof(value));
	c->first = ctx->frame->time;
	c->last = ctx->frame->time;
	c->rank = (uint8_t)rank;
	c->confidence = claim->confidence ? claim->confidence : default_confidence(rank);
	c->interface = ctx->frame->interface;
	meet(o, c, claim, ctx->frame);
	shelf_bundled(s, c, &(struct bundle_key){
				    .one = key->who, .vlan = key->vlan, .is_mac = key->is_mac});
}

void observe_claim(struct sink *sink, const struct context *ctx, const struct claim *claim)
{
	struct observer *o = (struct observer *)sink;
	struct shelf *s = &o->shelf[KIND_CLAIM];
	struct claim_key key = {
		.vlan = ctx->frame->vlan,
		.slot = claim->slot,
		.form = (uint8_t)claim->form,
		.name = claim->name,
		.source = claim->source ? claim->source : ctx->dissector->name,
		.value = hash_bytes(claim->value, claim->length, o->text_seed),
	};
	bool is_mac;

	if (!find_party(ctx, claim, &key.who, &is_mac))
		return;
	key.is_mac = is_mac;
	if (claim->party == PARTY_MAC && claim->name == attribute_ip && claim->form == FORM_ADDRESS)
		asks_heard(o, key.vlan, claim->value);
	uint32_t hash = table_hash(&s->table, &key);
	struct observed_claim *c = table_find(&s->table, &key, hash);
	if (!c) {
		new_claim(o, &key, hash, ctx, claim);
		return;
	}
	c->last = ctx->frame->time;
	table_keep(&s->table, c);
	shelf_touched(s, c);
}

void observe_anomaly(struct sink *sink, const struct context *ctx, const char *event)
{
	struct observer *o = (struct observer *)sink;
	struct shelf *s = &o->shelf[KIND_ANOMALY];
	bool is_mac;
	struct anomaly_key key = {
		.src = party_key(ctx, false, &is_mac),
		.dst = party_key(ctx, true, &is_mac),
		.vlan = ctx->frame->vlan,
		.transport = (uint8_t)ctx->frame->transport,
		.event = event,
		.dissector = ctx->dissector,
	};

	if (ctx->flow)
		key.port = ctx->flow->client == 0 ? ctx->flow->key.high_port : ctx->flow->key.low_port;
	uint32_t hash = table_hash(&s->table, &key);
	struct observed_anomaly *a = table_find(&s->table, &key, hash);
	if (!a) {
		a = table_insert(&s->table, &key, hash);
		a->first = ctx->frame->time;
		a->interface = ctx->frame->interface;
		a->has_mac = ctx->frame->has_mac;
		a->mac[0] = ctx->frame->src_mac;
		a->mac[1] = ctx->frame->dst_mac;
		shelf_added(s, a);
	}
	a->count++;
	a->last = ctx->frame->time;
	shelf_touched(s, a);
}
