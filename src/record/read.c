/* read.c - a line of EVE JSON as a record. SPDX-License-Identifier: Apache-2.0 */

#include "record/record.h"

#include <errno.h>
#include <string.h>

#include "lib/arena.h"
#include "record/field.h"

enum mark {
	MARK_SRC_IP = 1,
	MARK_DEST_IP = 2,
	MARK_SRC_MAC = 4,
	MARK_DEST_MAC = 8,
	MARK_IP = 16,
	MARK_MAC = 32,
	MARK_SUBCODE = 64,
	MARK_LOW = 128,
	MARK_TYPE = 256,
};

static const struct field flow_fields[] = {
	{FIELD_KEY("pkts_toserver"), field_count, offsetof(struct record_flow, packets_to_server), 0},
	{FIELD_KEY("pkts_toclient"), field_count, offsetof(struct record_flow, packets_to_client), 0},
	{FIELD_KEY("bytes_toserver"), field_count, offsetof(struct record_flow, bytes_to_server), 0},
	{FIELD_KEY("bytes_toclient"), field_count, offsetof(struct record_flow, bytes_to_client), 0},
	FIELD(record_flow, peak, field_count),
	FIELD(record_flow, flows, field_count),
	FIELD(record_flow, answered, field_count),
	FIELD(record_flow, refused, field_count),
	FIELD(record_flow, spread, field_true),
	FIELD(record_flow, period_us, field_number),
	FIELD(record_flow, jitter_us, field_number),
	FIELD(record_flow, start, field_time),
	FIELD(record_flow, end, field_time),
	FIELD(record_flow, state, field_text),
};

static void read_flow(struct reader *r, const struct json_value *v, struct record *out)
{
	field_read(r, v, flow_fields, FIELD_COUNT(flow_fields), &out->flow);
}

/* The further items are read when all of the first is known: they share with it. */
static void take_more(struct reader *r, const struct json_value *v, void *place)
{
	(void)place;
	field_list(r, v, &r->more);
}

static void take_item_vlan(struct reader *r, const struct json_value *v, void *place)
{
	uint16_t *vlan = place;
	const struct json_value *tag;

	(void)r;
	*vlan = 0;
	json_in_each(tag, v)
		if (*vlan == 0 && tag->type == JSON_NUMBER)
			*vlan = (uint16_t)(tag->number & 0xfff);
}

static const struct field item_fields[] = {
	{FIELD_KEY("entry"), field_count, offsetof(struct record_item, entry), 0},
	FIELD(record_item, vlan, take_item_vlan),
	{FIELD_KEY("dest_port"), field_small, offsetof(struct record_item, dest_port), 0},
};

typedef void read_item(struct reader *r, const struct json_value *v, struct record *out,
		       struct record_item *item);

static void read_more(struct reader *r, struct record *out, read_item *read)
{
	const struct json_value *list = r->more, *v;

	if (!list || list->count == 0)
		return;
	struct record_item *items = arena_alloc(r->arena, list->count * sizeof(*items));
	out->more = items;
	out->more_count = list->count;
	json_in_each(v, list) {
		items->dest_port = out->dest_port;
		items->vlan = items == out->more ? out->vlan[0] : items[-1].vlan;
		field_read(r, v, item_fields, FIELD_COUNT(item_fields), items);
		read(r, v, out, items++);
	}
}

static const struct field claim_fields[] = {
	{FIELD_KEY("mac"), field_mac, offsetof(struct record_claim, mac), MARK_MAC},
	{FIELD_KEY("ip"), field_address, offsetof(struct record_claim, ip), MARK_IP},
	FIELD(record_claim, name, field_text),
	FIELD(record_claim, slot, field_small),
	FIELD(record_claim, value, field_text),
	FIELD(record_claim, source, field_text),
	FIELD(record_claim, rank, field_text),
	FIELD(record_claim, confidence, field_small),
	FIELD(record_claim, first_seen, field_time),
	FIELD(record_claim, last_seen, field_time),
	{FIELD_KEY("more"), take_more, 0, 0},
};

static unsigned int read_one_claim(struct reader *r, const struct json_value *v,
				   struct record_claim *c)
{
	unsigned int marks = field_read(r, v, claim_fields, FIELD_COUNT(claim_fields), c);

	if (!c->name || !c->value)
		field_wrong(r, "a claim needs a name and a value");
	return marks;
}

/* Whom it is about. */
static void set_party(struct reader *r, struct record_claim *c, unsigned int marks)
{
	c->has_mac = marks & MARK_MAC;
	c->has_ip = marks & MARK_IP;
	if (c->has_mac == c->has_ip)
		field_wrong(r, "a claim needs one of mac and ip");
}

/* What a further claim leaves out, its party too, is as in the one before it. */
static void read_more_claim(struct reader *r, const struct json_value *v, struct record *out,
			    struct record_item *item)
{
	struct record_claim *c = arena_alloc(r->arena, sizeof(*c));

	*c = item == out->more ? out->claim : *item[-1].claim;
	c->name = c->value = NULL;
	c->slot = -1;
	unsigned int marks = read_one_claim(r, v, c);
	if (marks & (MARK_MAC | MARK_IP))
		set_party(r, c, marks);
	item->claim = c;
}

static void read_claim(struct reader *r, const struct json_value *v, struct record *out)
{
	struct record_claim *c = &out->claim;

	*c = (struct record_claim){.slot = -1};
	unsigned int marks = read_one_claim(r, v, c);
	set_party(r, c, marks);
	read_more(r, out, read_more_claim);
}

/* An operation and what its ranges are made of. */
struct ot_reading {
	struct record_ot ot;
	struct record_range hull;
	const struct json_value *ranges;
};

#define OT(name, take) {FIELD_KEY(#name), take, offsetof(struct ot_reading, ot.name), 0}

static const struct field ot_fields[] = {
	OT(protocol, field_text),
	OT(pdu, field_text),
	OT(class, field_text),
	OT(function, field_text),
	OT(code, field_code),
	{FIELD_KEY("subcode"), field_subcode, offsetof(struct ot_reading, ot.subcode), MARK_SUBCODE},
	OT(target, field_text),
	OT(space, field_text),
	{FIELD_KEY("low"), field_count, offsetof(struct ot_reading, hull.low), MARK_LOW},
	{FIELD_KEY("high"), field_count, offsetof(struct ot_reading, hull.high), 0},
	OT(wide, field_true),
	{FIELD_KEY("ranges"), field_list, offsetof(struct ot_reading, ranges), 0},
	OT(result, field_text),
	OT(exceptions, field_count),
	OT(count, field_count),
	OT(period_us, field_number),
	OT(jitter_us, field_number),
	OT(response_us, field_number),
	OT(first_seen, field_time),
	OT(last_seen, field_time),
	{FIELD_KEY("more"), take_more, 0, 0},
};

static void add_range(struct record_ot *o, struct record_range *ranges, const struct json_value *pair)
{
	const struct json_value *low = pair + 1, *high = pair + 2;

	if (pair->type != JSON_ARRAY || pair->count != 2 || pair->span != 3 ||
	    low->type != JSON_NUMBER || high->type != JSON_NUMBER || low->number < 0 ||
	    high->number < low->number)
		return;
	ranges[o->range_count++] =
		(struct record_range){(uint64_t)low->number, (uint64_t)high->number};
}

/* One range stands as its bounds alone. */
static void set_ranges(struct reader *r, struct ot_reading *o, bool has_hull)
{
	size_t count = o->ranges ? o->ranges->count : 0;
	struct record_range *ranges;
	const struct json_value *pair;

	if (count == 0 && !has_hull)
		return;
	ranges = arena_alloc(r->arena, (count ? count : 1) * sizeof(*ranges));
	o->ot.range = ranges;
	if (count == 0) {
		o->hull.high = o->hull.high < o->hull.low ? o->hull.low : o->hull.high;
		ranges[0] = o->hull;
		o->ot.range_count = 1;
		return;
	}
	json_in_each(pair, o->ranges) {
		if (o->ot.range_count < RECORD_RANGES_MAX)
			add_range(&o->ot, ranges, pair);
	}
}

static void read_one_ot(struct reader *r, const struct json_value *v, struct record_ot *out)
{
	struct ot_reading o = {.ot = *out};
	unsigned int marks;

	o.ot.period_us = o.ot.jitter_us = o.ot.response_us = -1;
	marks = field_read(r, v, ot_fields, FIELD_COUNT(ot_fields), &o);
	o.ot.has_subcode = marks & MARK_SUBCODE;
	set_ranges(r, &o, marks & MARK_LOW);
	if (!o.ot.protocol || !o.ot.class)
		field_wrong(r, "an operation needs a protocol and a class");
	*out = o.ot;
}

/* A further operation's protocol, class and times are as in the one before where it leaves them out. */
static void read_more_ot(struct reader *r, const struct json_value *v, struct record *out,
			 struct record_item *item)
{
	const struct record_ot *before = item == out->more ? &out->ot : item[-1].ot;
	struct record_ot *o = arena_alloc(r->arena, sizeof(*o));

	*o = (struct record_ot){.protocol = before->protocol,
				.class = before->class,
				.first_seen = before->first_seen,
				.last_seen = before->last_seen};
	read_one_ot(r, v, o);
	item->ot = o;
}

static void read_ot(struct reader *r, const struct json_value *v, struct record *out)
{
	read_one_ot(r, v, &out->ot);
	read_more(r, out, read_more_ot);
}

static const struct field anomaly_fields[] = {
	FIELD(record_anomaly, event, field_text),
	FIELD(record_anomaly, layer, field_text),
	FIELD(record_anomaly, count, field_count),
	FIELD(record_anomaly, first_seen, field_time),
	FIELD(record_anomaly, last_seen, field_time),
};

static void read_anomaly(struct reader *r, const struct json_value *v, struct record *out)
{
	field_read(r, v, anomaly_fields, FIELD_COUNT(anomaly_fields), &out->anomaly);
}

static const struct field dns_fields[] = {
	FIELD(record_dns, rrname, field_text),
	FIELD(record_dns, rrtype, field_text),
	FIELD(record_dns, rcode, field_text),
	FIELD(record_dns, queries, field_count),
	FIELD(record_dns, answers, field_count),
	FIELD(record_dns, failures, field_count),
	FIELD(record_dns, names, field_count),
	FIELD(record_dns, others, field_count),
	FIELD(record_dns, first_seen, field_time),
	FIELD(record_dns, last_seen, field_time),
	{FIELD_KEY("more"), take_more, 0, 0},
};

static void read_more_dns(struct reader *r, const struct json_value *v, struct record *out,
			  struct record_item *item)
{
	struct record_dns *d = arena_alloc(r->arena, sizeof(*d));

	(void)out;
	*d = (struct record_dns){0};
	field_read(r, v, dns_fields, FIELD_COUNT(dns_fields), d);
	item->dns = d;
}

static void read_dns(struct reader *r, const struct json_value *v, struct record *out)
{
	field_read(r, v, dns_fields, FIELD_COUNT(dns_fields), &out->dns);
	read_more(r, out, read_more_dns);
}

static const struct field liveness_fields[] = {
	FIELD(record_liveness, side, field_text),
	FIELD(record_liveness, state, field_text),
	FIELD(record_liveness, method, field_text),
	FIELD(record_liveness, since, field_time),
	FIELD(record_liveness, usual_us, field_number),
};

static void read_liveness(struct reader *r, const struct json_value *v, struct record *out)
{
	field_read(r, v, liveness_fields, FIELD_COUNT(liveness_fields), &out->liveness);
}

static const struct field stats_fields[] = {
	FIELD(record_stats, state, field_text),
	FIELD(record_stats, detail, field_text),
};

/* Whatever is a count is a counter. */
static void read_stats(struct reader *r, const struct json_value *v, struct record *out)
{
	struct record_counter *counters = arena_alloc(r->arena, (v->count + 1) * sizeof(*counters));
	const struct json_value *item;

	field_read(r, v, stats_fields, FIELD_COUNT(stats_fields), &out->stats);
	out->stats.counters = counters;
	json_in_each(item, v) {
		if (item->type == JSON_NUMBER && item->number >= 0)
			counters[out->stats.counter_count++] =
				(struct record_counter){item->key, (uint64_t)item->number};
	}
}

/* The texts of a list, or one that stands alone. */
static const char *const *read_texts(struct reader *r, const struct json_value *v, size_t *count)
{
	size_t room = v->type == JSON_ARRAY ? v->count : 1;
	const char **texts = arena_alloc(r->arena, room * sizeof(*texts));
	const struct json_value *item;

	if (v->type == JSON_TEXT)
		texts[(*count)++] = v->text;
	json_in_each(item, v)
		if (v->type == JSON_ARRAY && item->type == JSON_TEXT)
			texts[(*count)++] = item->text;
	return texts;
}

static void take_metadata(struct reader *r, const struct json_value *v, void *alert)
{
	struct record_alert *a = alert;
	struct record_metadata *all;
	const struct json_value *item;

	if (v->type != JSON_OBJECT)
		return;
	a->metadata = all = arena_alloc(r->arena, v->count * sizeof(*all));
	json_in_each(item, v) {
		struct record_metadata *m = &all[a->metadata_count++];

		m->name = item->key;
		m->values = read_texts(r, item, &m->count);
	}
}

static const struct field alert_fields[] = {
	FIELD(record_alert, action, field_text),
	FIELD(record_alert, gid, field_count),
	FIELD(record_alert, signature_id, field_count),
	FIELD(record_alert, rev, field_count),
	FIELD(record_alert, signature, field_text),
	FIELD(record_alert, category, field_text),
	FIELD(record_alert, severity, field_small),
	{FIELD_KEY("metadata"), take_metadata, 0, 0},
};

static void read_alert(struct reader *r, const struct json_value *v, struct record *out)
{
	out->alert.severity = 3;
	field_read(r, v, alert_fields, FIELD_COUNT(alert_fields), &out->alert);
}

static const struct field ether_fields[] = {
	{FIELD_KEY("src_mac"), field_mac, offsetof(struct record, src_mac), MARK_SRC_MAC},
	{FIELD_KEY("dest_mac"), field_mac, offsetof(struct record, dest_mac), MARK_DEST_MAC},
};

static void take_ether(struct reader *r, const struct json_value *v, void *record)
{
	const unsigned int both = MARK_SRC_MAC | MARK_DEST_MAC;
	unsigned int marks = field_read(r, v, ether_fields, FIELD_COUNT(ether_fields), record);

	((struct record *)record)->has_mac = (marks & both) == both;
}

/* One or two tags, the outer first. */
static void take_vlan(struct reader *r, const struct json_value *v, void *place)
{
	uint16_t *vlan = place;
	const struct json_value *tag;
	size_t n = 0;

	(void)r;
	json_in_each(tag, v)
		if (n < 2 && tag->type == JSON_NUMBER)
			vlan[n++] = (uint16_t)(tag->number & 0xfff);
}

static void take_type(struct reader *r, const struct json_value *v, void *place)
{
	enum record_type *type = place;

	for (*type = 0; *type < RECORD_TYPE_COUNT; (*type)++)
		if (v->type == JSON_TEXT && strcmp(v->text, record_type_name(*type)) == 0)
			return;
	field_wrong(r, "event_type is not one that we read");
}

/* The object that has the name of a type; which it is may be told behind it. */
static void take_body(struct reader *r, const struct json_value *v, void *place)
{
	(void)place;
	for (int i = 0; i < RECORD_TYPE_COUNT; i++)
		if (strcmp(v->key, record_type_name((enum record_type)i)) == 0)
			r->body[i] = v;
}

#define BODY_FIELD(upper, lower) {FIELD_KEY(#lower), take_body, 0, 0},

static const struct field common_fields[] = {
	{FIELD_KEY("timestamp"), field_time, offsetof(struct record, time), 0},
	{FIELD_KEY("event_type"), take_type, offsetof(struct record, type), MARK_TYPE},
	FIELD(record, site, field_text),
	FIELD(record, sensor, field_text),
	FIELD(record, boot, field_count),
	FIELD(record, seq, field_count),
	FIELD(record, entry, field_count),
	FIELD(record, in_iface, field_text),
	FIELD(record, vlan, take_vlan),
	{FIELD_KEY("src_ip"), field_address, offsetof(struct record, src_ip), MARK_SRC_IP},
	FIELD(record, src_port, field_small),
	{FIELD_KEY("dest_ip"), field_address, offsetof(struct record, dest_ip), MARK_DEST_IP},
	FIELD(record, dest_port, field_small),
	{FIELD_KEY("ether"), take_ether, 0, 0},
	FIELD(record, proto, field_text),
	FIELD(record, app_proto, field_text),
	FIELD(record, flow_id, field_count),
	FIELD(record, community_id, field_text),
	RECORD_TYPES(BODY_FIELD)
};

typedef void read_function(struct reader *, const struct json_value *, struct record *);

static read_function *const bodies[RECORD_TYPE_COUNT] = {
	[RECORD_FLOW] = read_flow,	  [RECORD_CLAIM] = read_claim,
	[RECORD_ASSET] = record_read_asset, [RECORD_OT] = read_ot,
	[RECORD_ANOMALY] = read_anomaly,  [RECORD_STATS] = read_stats,
	[RECORD_ALERT] = read_alert,	  [RECORD_DNS] = read_dns,
	[RECORD_LIVENESS] = read_liveness,
};

static void read_line(struct reader *r, const struct json_value *line, struct record *out)
{
	const unsigned int both = MARK_SRC_IP | MARK_DEST_IP;
	unsigned int marks = field_read(r, line, common_fields, FIELD_COUNT(common_fields), out);

	out->has_ip = (marks & both) == both;
	if (!(marks & MARK_TYPE))
		field_wrong(r, "event_type is missing");
	if (r->bad || !bodies[out->type])
		return;
	if (r->body[out->type] && r->body[out->type]->type == JSON_OBJECT)
		bodies[out->type](r, r->body[out->type], out);
	else
		field_wrong(r, "the object named by event_type is missing");
}

int record_read(const char *line, size_t length, struct arena *arena, struct record *out,
		const char **error)
{
	struct json_in_error why;
	struct reader r = {.arena = arena, .error = error};
	const struct json_value *v = json_in_read(arena, line, length, &why);

	*out = (struct record){.src_port = -1, .dest_port = -1};
	if (!v) {
		*error = why.what;
		return -EINVAL;
	}
	read_line(&r, v, out);
	return r.bad ? -EINVAL : 0;
}
