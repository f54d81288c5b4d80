/* write.c - a record as a line of EVE JSON. SPDX-License-Identifier: Apache-2.0 */

#include "record/record.h"

#include <stdio.h>
#include <string.h>

#include "lib/json_out.h"

static void put_address(struct json_out *j, const char *key, const struct address *a)
{
	char text[ADDRESS_TEXT_SIZE];

	address_text(a, text);
	json_text(j, key, text);
}

static void put_mac(struct json_out *j, const char *key, const struct mac *m)
{
	char text[MAC_TEXT_SIZE];

	mac_text(m, text);
	json_text(j, key, text);
}

static void put_vlan(struct json_out *j, const struct record *r)
{
	if (!r->vlan[0])
		return;
	json_array(j, "vlan");
	for (int i = 0; i < 2 && r->vlan[i]; i++)
		json_int(j, NULL, r->vlan[i]);
	json_array_end(j);
}

static void put_ends(struct json_out *j, const struct record *r)
{
	if (r->has_ip)
		put_address(j, "src_ip", &r->src_ip);
	if (r->src_port > 0)
		json_int(j, "src_port", r->src_port);
	if (r->has_ip)
		put_address(j, "dest_ip", &r->dest_ip);
	if (r->dest_port > 0)
		json_int(j, "dest_port", r->dest_port);
	if (r->has_mac) {
		json_object(j, "ether");
		put_mac(j, "src_mac", &r->src_mac);
		put_mac(j, "dest_mac", &r->dest_mac);
		json_object_end(j);
	}
	json_text(j, "proto", r->proto);
	json_text(j, "app_proto", r->app_proto);
	if (r->flow_id)
		json_uint(j, "flow_id", r->flow_id);
	json_text(j, "community_id", r->community_id);
}

static void put_flow(struct json_out *j, const struct record *r)
{
	const struct record_flow *f = &r->flow;

	json_uint(j, "pkts_toserver", f->packets_to_server);
	json_uint(j, "pkts_toclient", f->packets_to_client);
	json_uint(j, "bytes_toserver", f->bytes_to_server);
	json_uint(j, "bytes_toclient", f->bytes_to_client);
	if (f->peak)
		json_uint(j, "peak", f->peak);
	json_uint(j, "flows", f->flows);
	json_uint(j, "answered", f->answered);
	json_uint(j, "refused", f->refused);
	if (f->spread)
		json_bool(j, "spread", true);
	if (f->period_us > 0) {
		json_int(j, "period_us", f->period_us);
		json_int(j, "jitter_us", f->jitter_us);
	}
	json_time(j, "start", f->start);
	json_time(j, "end", f->end);
	json_text(j, "state", f->state);
}

static void put_span(struct json_out *j, int64_t first, int64_t last)
{
	json_time(j, "first_seen", first);
	json_time(j, "last_seen", last);
}

/* Opens the object of a further item, and before the first the list of them. */
static void begin_item(struct json_out *j, const struct record *r, size_t i)
{
	if (i == 0)
		json_array(j, "more");
	json_object(j, NULL);
	if (r->more[i].entry)
		json_uint(j, "entry", r->more[i].entry);
	if (r->more[i].dest_port > 0 && r->more[i].dest_port != r->dest_port)
		json_int(j, "dest_port", r->more[i].dest_port);
}

static void end_items(struct json_out *j, const struct record *r)
{
	if (r->more_count)
		json_array_end(j);
}

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* The times that are not as in the item before. */
static void put_new_span(struct json_out *j, int64_t first, int64_t last, int64_t first_before,
			 int64_t last_before)
{
	if (first != first_before)
		json_time(j, "first_seen", first);
	if (last != last_before)
		json_time(j, "last_seen", last);
}

static void put_party(struct json_out *j, const struct record_claim *c)
{
	if (c->has_mac)
		put_mac(j, "mac", &c->mac);
	if (c->has_ip)
		put_address(j, "ip", &c->ip);
}

static bool same_party(const struct record_claim *a, const struct record_claim *b)
{
	return a->has_mac == b->has_mac &&
	       (a->has_mac ? mac_equal(&a->mac, &b->mac) : address_equal(&a->ip, &b->ip));
}

static void put_one_claim(struct json_out *j, const struct record_claim *c)
{
	put_party(j, c);
	json_text(j, "name", c->name);
	if (c->slot >= 0)
		json_int(j, "slot", c->slot);
	json_text(j, "value", c->value);
	json_text(j, "source", c->source);
	json_text(j, "rank", c->rank);
	json_int(j, "confidence", c->confidence);
	put_span(j, c->first_seen, c->last_seen);
}

/* A further claim leaves out what is as in the one before it. */
static void put_next_claim(struct json_out *j, const struct record_claim *c,
			   const struct record_claim *before)
{
	if (!same_party(c, before))
		put_party(j, c);
	json_text(j, "name", c->name);
	if (c->slot >= 0)
		json_int(j, "slot", c->slot);
	json_text(j, "value", c->value);
	if (!same_text(c->source, before->source))
		json_text(j, "source", c->source);
	if (!same_text(c->rank, before->rank))
		json_text(j, "rank", c->rank);
	if (c->confidence != before->confidence)
		json_int(j, "confidence", c->confidence);
	put_new_span(j, c->first_seen, c->last_seen, before->first_seen, before->last_seen);
}

/* The VLAN of an item where it is not that of the one before it; none is an empty list. */
static void put_item_vlan(struct json_out *j, uint16_t vlan, uint16_t before)
{
	if (vlan == before)
		return;
	json_array(j, "vlan");
	if (vlan)
		json_int(j, NULL, vlan);
	json_array_end(j);
}

static void put_claim(struct json_out *j, const struct record *r)
{
	put_one_claim(j, &r->claim);
	for (size_t i = 0; i < r->more_count; i++) {
		begin_item(j, r, i);
		put_item_vlan(j, r->more[i].vlan, i ? r->more[i - 1].vlan : r->vlan[0]);
		put_next_claim(j, r->more[i].claim, i ? r->more[i - 1].claim : &r->claim);
		json_object_end(j);
	}
	end_items(j, r);
}

static void put_ranges(struct json_out *j, const struct record_ot *o)
{
	uint64_t low = UINT64_MAX, high = 0;

	if (o->range_count == 0)
		return;
	for (size_t i = 0; i < o->range_count; i++) {
		low = o->range[i].low < low ? o->range[i].low : low;
		high = o->range[i].high > high ? o->range[i].high : high;
	}
	json_uint(j, "low", low);
	json_uint(j, "high", high);
	if (o->wide)
		json_bool(j, "wide", true);
	if (o->range_count < 2)
		return;
	json_array(j, "ranges");
	for (size_t i = 0; i < o->range_count; i++) {
		json_array(j, NULL);
		json_uint(j, NULL, o->range[i].low);
		json_uint(j, NULL, o->range[i].high);
		json_array_end(j);
	}
	json_array_end(j);
}

/* A further operation leaves out protocol, class and times that are as in the one before it. */
static void put_one_ot(struct json_out *j, const struct record_ot *o, const struct record_ot *before)
{
	if (!same_text(o->protocol, before->protocol))
		json_text(j, "protocol", o->protocol);
	json_text(j, "pdu", o->pdu);
	if (!same_text(o->class, before->class))
		json_text(j, "class", o->class);
	json_text(j, "function", o->function);
	json_uint(j, "code", o->code);
	if (o->has_subcode)
		json_int(j, "subcode", o->subcode);
	json_text(j, "target", o->target);
	json_text(j, "space", o->space);
	put_ranges(j, o);
	json_text(j, "result", o->result);
	if (o->exceptions)
		json_uint(j, "exceptions", o->exceptions);
	json_uint(j, "count", o->count);
	if (o->period_us >= 0)
		json_int(j, "period_us", o->period_us);
	if (o->period_us >= 0 && o->jitter_us >= 0)
		json_int(j, "jitter_us", o->jitter_us);
	if (o->response_us >= 0)
		json_int(j, "response_us", o->response_us);
	put_new_span(j, o->first_seen, o->last_seen, before->first_seen, before->last_seen);
}

static void put_ot(struct json_out *j, const struct record *r)
{
	static const struct record_ot nothing = {.first_seen = INT64_MIN, .last_seen = INT64_MIN};

	put_one_ot(j, &r->ot, &nothing);
	for (size_t i = 0; i < r->more_count; i++) {
		begin_item(j, r, i);
		put_one_ot(j, r->more[i].ot, i ? r->more[i - 1].ot : &r->ot);
		json_object_end(j);
	}
	end_items(j, r);
}

static void put_anomaly(struct json_out *j, const struct record *r)
{
	json_text(j, "event", r->anomaly.event);
	json_text(j, "layer", r->anomaly.layer);
	json_uint(j, "count", r->anomaly.count);
	if (r->anomaly.first_seen)
		put_span(j, r->anomaly.first_seen, r->anomaly.last_seen);
}

static void put_one_dns(struct json_out *j, const struct record_dns *d)
{
	json_text(j, "rrname", d->rrname);
	json_text(j, "rrtype", d->rrtype);
	json_text(j, "rcode", d->rcode);
	json_uint(j, "queries", d->queries);
	json_uint(j, "answers", d->answers);
	if (d->failures)
		json_uint(j, "failures", d->failures);
	if (d->names)
		json_uint(j, "names", d->names);
	if (d->others)
		json_uint(j, "others", d->others);
	put_span(j, d->first_seen, d->last_seen);
}

static void put_dns(struct json_out *j, const struct record *r)
{
	put_one_dns(j, &r->dns);
	for (size_t i = 0; i < r->more_count; i++) {
		begin_item(j, r, i);
		put_one_dns(j, r->more[i].dns);
		json_object_end(j);
	}
	end_items(j, r);
}

static void put_stats(struct json_out *j, const struct record *r)
{
	json_text(j, "state", r->stats.state);
	json_text(j, "detail", r->stats.detail);
	for (size_t i = 0; i < r->stats.counter_count; i++)
		json_uint(j, r->stats.counters[i].name, r->stats.counters[i].value);
}

static void put_alert(struct json_out *j, const struct record *r)
{
	const struct record_alert *a = &r->alert;

	json_text(j, "action", a->action);
	json_uint(j, "gid", a->gid);
	json_uint(j, "signature_id", a->signature_id);
	json_uint(j, "rev", a->rev);
	json_text(j, "signature", a->signature);
	json_text(j, "category", a->category);
	json_int(j, "severity", a->severity);
	if (a->metadata_count)
		json_object(j, "metadata");
	for (size_t i = 0; i < a->metadata_count; i++) {
		json_array(j, a->metadata[i].name);
		for (size_t n = 0; n < a->metadata[i].count; n++)
			json_text(j, NULL, a->metadata[i].values[n]);
		json_array_end(j);
	}
	if (a->metadata_count)
		json_object_end(j);
}

/* Purdue levels are written as people say them: 1, 3.5. */
static void put_level(struct json_out *j, int level)
{
	if (level < 0)
		return;
	if (level % 10)
		json_double(j, "level", level / 10.0);
	else
		json_int(j, "level", level / 10);
}

static void put_services(struct json_out *j, const struct record_asset *a)
{
	json_array(j, "services");
	for (size_t i = 0; i < a->service_count; i++) {
		json_object(j, NULL);
		json_text(j, "proto", a->services[i].transport);
		json_int(j, "port", a->services[i].port);
		json_text(j, "app_proto", a->services[i].app_proto);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_modules(struct json_out *j, const struct record_asset *a)
{
	json_array(j, "modules");
	for (size_t i = 0; i < a->module_count; i++) {
		const struct record_module *m = &a->modules[i];

		json_object(j, NULL);
		json_int(j, "slot", m->slot);
		json_text(j, "vendor", m->vendor);
		json_text(j, "model", m->model);
		json_text(j, "product_code", m->product_code);
		json_text(j, "firmware", m->firmware);
		json_text(j, "serial", m->serial);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_attributes(struct json_out *j, const struct record_asset *a)
{
	json_array(j, "attributes");
	for (size_t i = 0; i < a->attribute_count; i++) {
		const struct record_attribute *t = &a->attributes[i];

		json_object(j, NULL);
		json_text(j, "name", t->name);
		json_text(j, "value", t->value);
		json_text(j, "source", t->source);
		json_text(j, "rank", t->rank);
		json_int(j, "confidence", t->confidence);
		if (t->chosen)
			json_bool(j, "chosen", true);
		put_span(j, t->first_seen, t->last_seen);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_asset(struct json_out *j, const struct record *r)
{
	const struct record_asset *a = &r->asset;

	json_text(j, "id", a->id);
	json_array(j, "mac");
	for (size_t i = 0; i < a->mac_count; i++)
		put_mac(j, NULL, &a->mac[i]);
	json_array_end(j);
	json_array(j, "ip");
	for (size_t i = 0; i < a->ip_count; i++)
		put_address(j, NULL, &a->ip[i]);
	json_array_end(j);
	json_text(j, "hostname", a->hostname);
	json_text(j, "vendor", a->vendor);
	json_text(j, "model", a->model);
	json_text(j, "firmware", a->firmware);
	json_text(j, "serial", a->serial);
	json_text(j, "os", a->os);
	json_text(j, "role", a->role);
	put_level(j, a->level);
	json_text(j, "zone", a->zone);
	put_services(j, a);
	put_modules(j, a);
	put_attributes(j, a);
	put_span(j, a->first_seen, a->last_seen);
}

static void put_liveness(struct json_out *j, const struct record *r)
{
	json_text(j, "side", r->liveness.side);
	json_text(j, "state", r->liveness.state);
	json_text(j, "method", r->liveness.method);
	json_time(j, "since", r->liveness.since);
	json_int(j, "usual_us", r->liveness.usual_us);
}

typedef void put_function(struct json_out *, const struct record *);

static put_function *const bodies[RECORD_TYPE_COUNT] = {
	[RECORD_FLOW] = put_flow,	[RECORD_CLAIM] = put_claim, [RECORD_ASSET] = put_asset,
	[RECORD_OT] = put_ot,		[RECORD_ANOMALY] = put_anomaly,
	[RECORD_STATS] = put_stats,	[RECORD_ALERT] = put_alert,	[RECORD_DNS] = put_dns,
	[RECORD_LIVENESS] = put_liveness,
};

void record_write(struct buf *out, const struct record *r)
{
	struct json_out j = {.out = out};
	const char *type = record_type_name(r->type);

	json_object(&j, NULL);
	json_time(&j, "timestamp", r->time);
	json_text(&j, "event_type", type);
	json_text(&j, "site", r->site);
	json_text(&j, "sensor", r->sensor);
	if (r->boot)
		json_uint(&j, "boot", r->boot);
	if (r->seq)
		json_uint(&j, "seq", r->seq);
	if (r->entry)
		json_uint(&j, "entry", r->entry);
	json_text(&j, "in_iface", r->in_iface);
	put_vlan(&j, r);
	put_ends(&j, r);
	if (bodies[r->type]) {
		json_object(&j, type);
		bodies[r->type](&j, r);
		json_object_end(&j);
	}
	json_object_end(&j);
	buf_byte(out, '\n');
}
