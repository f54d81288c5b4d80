/* tell.c - what observe tells, as records. SPDX-License-Identifier: Apache-2.0 */

#include "record/tell.h"

#include <inttypes.h>
#include <stdio.h>

#include "record/community.h"

#define PROTO_TEXT_SIZE 32

/* EVE's names of IP protocols; bare frames by their type. */
static const char *proto_text(uint8_t transport, uint8_t protocol, uint64_t type, char *text)
{
	static const struct {
		uint8_t protocol;
		const char *name;
	} names[] = {{1, "ICMP"}, {2, "IGMP"}, {6, "TCP"},	  {17, "UDP"},
		     {47, "GRE"}, {50, "ESP"}, {58, "IPv6-ICMP"}, {112, "VRRP"}};

	/* What ARP asked in vain is between addresses, though over no IP. */
	if (transport == TRANSPORT_FRAME || (protocol == 0 && type == 0x0806)) {
		if (type >> 40)
			snprintf(text, PROTO_TEXT_SIZE, "snap-%06x-%04x", (unsigned)(type >> 16 & 0xffffff),
				 (unsigned)(type & 0xffff));
		else
			snprintf(text, PROTO_TEXT_SIZE, type >> 32 ? "llc-0x%02x" : "0x%04x",
				 (unsigned)(type & 0xffff));
		return text;
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].protocol == protocol)
			return names[i].name;
	snprintf(text, PROTO_TEXT_SIZE, "%u", protocol);
	return text;
}

static const char *interface_name(const struct record_teller *t, uint16_t index)
{
	for (uint16_t i = 0; t->interfaces && t->interfaces[i]; i++)
		if (i == index)
			return t->interfaces[i];
	return NULL;
}

static struct record new_record(const struct record_teller *t, enum record_type type, int64_t now,
				const struct telling *telling, uint16_t interface, uint16_t vlan)
{
	return (struct record){
		.type = type,
		.time = now,
		.entry = telling->id,
		.in_iface = interface_name(t, interface),
		.vlan = {vlan},
		.src_port = -1,
		.dest_port = -1,
	};
}

static void set_ends(struct record *r, bool has_ip, const struct address *src,
		     const struct address *dst, const struct mac mac[2], bool has_mac)
{
	r->has_ip = has_ip;
	if (has_ip) {
		r->src_ip = *src;
		r->dest_ip = *dst;
	}
	r->has_mac = has_mac;
	r->src_mac = mac[0];
	r->dest_mac = mac[1];
}

static bool tell_conversation(struct teller *teller, const struct conversation *c, int64_t now)
{
	static const char *const states[] = {"new", "established", "closed"};
	struct record_teller *t = (struct record_teller *)teller;
	struct record r = new_record(t, RECORD_FLOW, now, &c->telling, c->interface, c->key.vlan);
	bool has_ip = c->key.transport != TRANSPORT_FRAME;
	char proto[PROTO_TEXT_SIZE], community[COMMUNITY_ID_SIZE];

	set_ends(&r, has_ip, &c->key.client, &c->key.server, c->mac, c->has_mac);
	r.dest_port = c->key.port ? c->key.port : -1;
	r.proto = proto_text(c->key.transport, c->key.protocol, c->type, proto);
	r.app_proto = c->dissector ? c->dissector->name : NULL;
	r.flow_id = c->flow_id;
	if (c->key.transport == TRANSPORT_TCP || c->key.transport == TRANSPORT_UDP) {
		community_id(&c->key.client, c->client_port, &c->key.server, c->key.port,
			     c->key.protocol, community);
		r.community_id = community;
	}
	r.flow = (struct record_flow){
		.packets_to_server = c->packets[0],
		.packets_to_client = c->packets[1],
		.bytes_to_server = c->bytes[0],
		.bytes_to_client = c->bytes[1],
		.peak = c->peak,
		.flows = c->flows,
		.answered = c->answered,
		.refused = c->refused,
		.spread = c->spread,
		.state = states[c->state],
		.period_us = c->period / 1000,
		.jitter_us = c->jitter / 1000,
		.start = c->first,
		.end = c->last,
	};
	return t->sink(t->argument, &r);
}

static void operation_item(const struct observed *op, struct record_range *ranges,
			   struct record_ot *out)
{
	const struct range *from = observed_ranges(op);

	*out = (struct record_ot){
		.protocol = op->key.protocol,
		.pdu = op->key.pdu,
		.class = ot_class_name(op->key.class),
		.function = op->key.function,
		.code = op->key.code,
		.has_subcode = op->key.subcode != NO_SUBCODE,
		.subcode = op->key.subcode,
		.target = op->target[0] ? op->target : NULL,
		.space = op->key.space,
		.range = ranges,
		.range_count = op->range_count,
		.wide = op->wide,
		.result = op->result,
		.exceptions = op->exceptions,
		.count = op->count,
		.period_us = op->count > 1 ? op->period / 1000 : -1,
		.jitter_us = op->count > 1 ? op->jitter / 1000 : -1,
		.response_us = op->response ? op->response / 1000 : -1,
		.first_seen = op->first,
		.last_seen = op->last,
	};
	for (size_t i = 0; i < op->range_count; i++)
		ranges[i] = (struct record_range){from[i].low, from[i].high};
}

static bool tell_operations(struct teller *teller, const struct observed *const *ops, size_t n,
			    int64_t now)
{
	struct record_teller *t = (struct record_teller *)teller;
	const struct observed *op = ops[0];
	struct record r = new_record(t, RECORD_OT, now, &op->telling, op->interface, op->key.vlan);
	bool has_ip = op->key.transport != TRANSPORT_FRAME;
	char proto[PROTO_TEXT_SIZE];

	set_ends(&r, has_ip, &op->key.src, &op->key.dst, op->mac, op->has_mac);
	r.dest_port = op->key.port ? op->key.port : -1;
	r.proto = op->key.transport == TRANSPORT_TCP   ? "TCP"
		  : op->key.transport == TRANSPORT_UDP ? "UDP"
						       : proto_text(op->key.transport, 0,
								    op->dissector->frames[0], proto);
	r.app_proto = op->dissector->name;
	r.flow_id = op->flow_id;
	operation_item(op, t->ranges[0], &r.ot);
	for (size_t i = 1; i < n; i++) {
		operation_item(ops[i], t->ranges[i], &t->operations[i]);
		t->more[i - 1] = (struct record_item){.entry = ops[i]->telling.id,
						      .dest_port = ops[i]->key.port,
						      .ot = &t->operations[i]};
	}
	r.more = t->more;
	r.more_count = n - 1;
	return t->sink(t->argument, &r);
}

static void claim_item(const struct observed_claim *c, struct record_claim *out)
{
	*out = (struct record_claim){
		.has_mac = c->key.is_mac,
		.has_ip = !c->key.is_mac,
		.name = c->key.name,
		.slot = c->key.slot,
		.value = c->value,
		.source = c->key.source,
		.rank = claim_rank_name(c->rank),
		.confidence = c->confidence,
		.first_seen = c->first,
		.last_seen = c->last,
	};
	if (c->key.is_mac)
		memcpy(out->mac.bytes, c->key.who.bytes, sizeof(out->mac.bytes));
	else
		out->ip = c->key.who;
}

static bool tell_claims(struct teller *teller, const struct observed_claim *const *claims, size_t n,
			int64_t now)
{
	struct record_teller *t = (struct record_teller *)teller;
	const struct observed_claim *c = claims[0];
	struct record r = new_record(t, RECORD_CLAIM, now, &c->telling, c->interface, c->key.vlan);

	claim_item(c, &r.claim);
	for (size_t i = 1; i < n; i++) {
		claim_item(claims[i], &t->claims[i]);
		t->more[i - 1] = (struct record_item){.entry = claims[i]->telling.id,
						      .vlan = claims[i]->key.vlan,
						      .claim = &t->claims[i]};
	}
	r.more = t->more;
	r.more_count = n - 1;
	return t->sink(t->argument, &r);
}

static bool tell_anomaly(struct teller *teller, const struct observed_anomaly *a, int64_t now)
{
	struct record_teller *t = (struct record_teller *)teller;
	struct record r = new_record(t, RECORD_ANOMALY, now, &a->telling, a->interface, a->key.vlan);

	set_ends(&r, a->key.transport != TRANSPORT_FRAME, &a->key.src, &a->key.dst, a->mac,
		 a->has_mac);
	r.dest_port = a->key.port ? a->key.port : -1;
	r.app_proto = a->key.dissector ? a->key.dissector->name : NULL;
	r.anomaly = (struct record_anomaly){
		.event = a->key.event, .layer = a->key.dissector ? "app" : "packet", .count = a->count};
	if (!a->key.dissector) { /* not of a packet, but of very many */
		r.anomaly.first_seen = a->first;
		r.anomaly.last_seen = a->last;
	}
	return t->sink(t->argument, &r);
}

static const char *dns_type(uint16_t type)
{
	static const struct {
		uint16_t type;
		const char *name;
	} names[] = {{1, "A"},	   {2, "NS"},	{5, "CNAME"},  {6, "SOA"},   {10, "NULL"}, {12, "PTR"},
		     {15, "MX"},   {16, "TXT"}, {28, "AAAA"},  {33, "SRV"},  {35, "NAPTR"}, {65, "HTTPS"},
		     {64, "SVCB"}, {252, "AXFR"}, {255, "ANY"}};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].type == type)
			return names[i].name;
	return "other";
}

static const char *dns_rcode(int rcode)
{
	static const char *const names[] = {"NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED"};

	if (rcode < 0)
		return NULL;
	return (size_t)rcode < sizeof(names) / sizeof(names[0]) ? names[rcode] : "other";
}

static void lookup_item(const struct observed_lookup *l, struct record_dns *out)
{
	*out = (struct record_dns){
		.rrname = l->name[0] ? l->name : NULL,
		.rrtype = l->name[0] ? dns_type(l->key.type) : NULL,
		.rcode = l->name[0] ? dns_rcode(l->rcode) : NULL,
		.queries = l->queries,
		.answers = l->answers,
		.failures = l->failures,
		.names = l->names,
		.others = l->others,
		.first_seen = l->first,
		.last_seen = l->last,
	};
}

static bool tell_lookups(struct teller *teller, const struct observed_lookup *const *lookups, size_t n,
			 int64_t now)
{
	struct record_teller *t = (struct record_teller *)teller;
	const struct observed_lookup *l = lookups[0];
	struct record r = new_record(t, RECORD_DNS, now, &l->telling, l->interface, l->key.vlan);

	r.has_ip = true;
	r.src_ip = l->key.client;
	r.dest_ip = l->server;
	r.app_proto = l->dissector->name;
	lookup_item(l, &r.dns);
	for (size_t i = 1; i < n; i++) {
		lookup_item(lookups[i], &t->lookups[i]);
		t->more[i - 1] = (struct record_item){.entry = lookups[i]->telling.id,
						      .dns = &t->lookups[i]};
	}
	r.more = t->more;
	r.more_count = n - 1;
	return t->sink(t->argument, &r);
}

static bool tell_liveness(struct teller *teller, const struct conversation *c, int way, int64_t now)
{
	struct record_teller *t = (struct record_teller *)teller;
	struct record r = new_record(t, RECORD_LIVENESS, now, &c->telling, c->interface, c->key.vlan);
	char proto[PROTO_TEXT_SIZE];

	set_ends(&r, c->key.transport != TRANSPORT_FRAME, &c->key.client, &c->key.server, c->mac, c->has_mac);
	r.dest_port = c->key.port ? c->key.port : -1;
	r.proto = proto_text(c->key.transport, c->key.protocol, c->type, proto);
	r.app_proto = c->dissector ? c->dissector->name : NULL;
	r.liveness = (struct record_liveness){
		.side = way == 0 ? "client" : "server",
		.state = c->rhythm[way].state == RHYTHM_SILENT ? "silent" : "alive",
		.method = "rhythm",
		.since = c->rhythm[way].since,
		.usual_us = rhythm_patience(&c->rhythm[way]) / 1000,
	};
	return t->sink(t->argument, &r);
}

void record_teller_init(struct record_teller *t, record_sink *sink, void *argument,
			const char *const *interfaces)
{
	*t = (struct record_teller){
		.teller = {tell_conversation, tell_operations, tell_claims, tell_anomaly,
			   tell_lookups, tell_liveness},
		.sink = sink,
		.argument = argument,
		.interfaces = interfaces,
	};
}
