/* read.c - a line of EVE JSON as a record. SPDX-License-Identifier: Apache-2.0 */

#include "record/record.h"

#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/clock.h"

/* One object being read; the first wrong key is remembered. */
struct reader {
	json_t *object;
	struct arena *arena;
	const char **error;
	bool bad;
};

static void wrong(struct reader *r, const char *what)
{
	if (!r->bad)
		*r->error = what;
	r->bad = true;
}

static const char *get_text(struct reader *r, const char *key)
{
	json_t *v = json_object_get(r->object, key);

	if (!v || json_is_null(v))
		return NULL;
	if (!json_is_string(v)) {
		wrong(r, "a key that should be text is not");
		return NULL;
	}
	return arena_copy(r->arena, json_string_value(v), json_string_length(v));
}

static int64_t get_int(struct reader *r, const char *key, int64_t missing)
{
	json_t *v = json_object_get(r->object, key);

	if (!v || json_is_null(v))
		return missing;
	if (!json_is_integer(v)) {
		wrong(r, "a key that should be a whole number is not");
		return missing;
	}
	return json_integer_value(v);
}

static uint64_t get_uint(struct reader *r, const char *key)
{
	int64_t v = get_int(r, key, 0);

	if (v < 0)
		wrong(r, "a key that should be a count is negative");
	return v < 0 ? 0 : (uint64_t)v;
}

static int64_t get_time(struct reader *r, const char *key)
{
	const char *text = get_text(r, key);
	int64_t time = 0;

	if (text && clock_parse(text, &time) != 0)
		wrong(r, "a key that should be a time is not");
	return time;
}

static bool get_address(struct reader *r, const char *key, struct address *out)
{
	const char *text = get_text(r, key);

	if (!text)
		return false;
	if (!address_parse(text, out))
		wrong(r, "a key that should be an IP address is not");
	return !r->bad;
}

static bool get_mac(struct reader *r, const char *key, struct mac *out)
{
	const char *text = get_text(r, key);

	if (!text)
		return false;
	if (!mac_parse(text, out))
		wrong(r, "a key that should be a MAC address is not");
	return !r->bad;
}

/* A number that fits an int, for ports and confidences. */
static int get_small(struct reader *r, const char *key, int missing)
{
	int64_t v = get_int(r, key, missing);

	if (v < -1 || v > 65535) {
		wrong(r, "a number is out of its range");
		return missing;
	}
	return (int)v;
}

static struct reader child(struct reader *r, json_t *object)
{
	return (struct reader){.object = object, .arena = r->arena, .error = r->error};
}

static json_t *array_of(struct reader *r, const char *key)
{
	json_t *v = json_object_get(r->object, key);

	if (v && !json_is_array(v)) {
		wrong(r, "a key that should be a list is not");
		return NULL;
	}
	return v;
}

static void read_flow(struct reader *r, struct record *out)
{
	out->flow = (struct record_flow){
		.packets_to_server = get_uint(r, "pkts_toserver"),
		.packets_to_client = get_uint(r, "pkts_toclient"),
		.bytes_to_server = get_uint(r, "bytes_toserver"),
		.bytes_to_client = get_uint(r, "bytes_toclient"),
		.flows = get_uint(r, "flows"),
		.answered = get_uint(r, "answered"),
		.refused = get_uint(r, "refused"),
		.spread = json_is_true(json_object_get(r->object, "spread")),
		.state = get_text(r, "state"),
		.start = get_time(r, "start"),
		.end = get_time(r, "end"),
	};
}

typedef void read_item(struct reader *r, struct record *out, struct record_item *item);

/* Reads the list of further items, each by one call. */
static void read_more(struct reader *r, struct record *out, read_item *read)
{
	json_t *list = array_of(r, "more");
	size_t n = list ? json_array_size(list) : 0;

	if (n == 0)
		return;
	struct record_item *items = arena_alloc(r->arena, n * sizeof(*items));
	for (size_t i = 0; i < n && !r->bad; i++) {
		struct reader c = child(r, json_array_get(list, i));

		items[i].entry = get_uint(&c, "entry");
		items[i].dest_port = get_small(&c, "dest_port", out->dest_port);
		read(&c, out, &items[i]);
		r->bad |= c.bad;
	}
	out->more = items;
	out->more_count = n;
}

static void read_one_claim(struct reader *r, struct record_claim *c)
{
	*c = (struct record_claim){
		.name = get_text(r, "name"),
		.slot = get_small(r, "slot", -1),
		.value = get_text(r, "value"),
		.source = get_text(r, "source"),
		.rank = get_text(r, "rank"),
		.confidence = get_small(r, "confidence", 0),
		.first_seen = get_time(r, "first_seen"),
		.last_seen = get_time(r, "last_seen"),
	};
	if (!c->name || !c->value)
		wrong(r, "a claim needs a name and a value");
}

static void read_more_claim(struct reader *r, struct record *out, struct record_item *item)
{
	struct record_claim *c = arena_alloc(r->arena, sizeof(*c));

	read_one_claim(r, c);
	c->has_mac = out->claim.has_mac;
	c->has_ip = out->claim.has_ip;
	c->mac = out->claim.mac;
	c->ip = out->claim.ip;
	item->claim = c;
}

static void read_claim(struct reader *r, struct record *out)
{
	struct record_claim *c = &out->claim;

	read_one_claim(r, c);
	c->has_mac = get_mac(r, "mac", &c->mac);
	c->has_ip = get_address(r, "ip", &c->ip);
	if (c->has_mac == c->has_ip)
		wrong(r, "a claim needs one of mac and ip");
	read_more(r, out, read_more_claim);
}

static void read_ranges(struct reader *r, struct record_ot *o)
{
	json_t *list = array_of(r, "ranges");
	size_t n = list ? json_array_size(list) : 0;

	if (n == 0 && json_object_get(r->object, "low")) {
		o->range[0] = (struct record_range){get_uint(r, "low"), get_uint(r, "high")};
		o->range_count = 1;
	}
	for (size_t i = 0; i < n && i < 64; i++) {
		json_t *pair = json_array_get(list, i);
		json_int_t low = json_integer_value(json_array_get(pair, 0));
		json_int_t high = json_integer_value(json_array_get(pair, 1));

		if (low < 0 || high < low)
			continue;
		o->range[o->range_count++] = (struct record_range){(uint64_t)low, (uint64_t)high};
	}
}

static void read_one_ot(struct reader *r, struct record_ot *o)
{
	*o = (struct record_ot){
		.protocol = get_text(r, "protocol"),
		.pdu = get_text(r, "pdu"),
		.class = get_text(r, "class"),
		.function = get_text(r, "function"),
		.code = (uint32_t)get_uint(r, "code"),
		.has_subcode = json_object_get(r->object, "subcode") != NULL,
		.subcode = (int32_t)get_int(r, "subcode", 0),
		.target = get_text(r, "target"),
		.space = get_text(r, "space"),
		.wide = json_is_true(json_object_get(r->object, "wide")),
		.result = get_text(r, "result"),
		.exceptions = get_uint(r, "exceptions"),
		.count = get_uint(r, "count"),
		.period_us = get_int(r, "period_us", -1),
		.jitter_us = get_int(r, "jitter_us", -1),
		.response_us = get_int(r, "response_us", -1),
		.first_seen = get_time(r, "first_seen"),
		.last_seen = get_time(r, "last_seen"),
	};
	read_ranges(r, o);
	if (!o->protocol || !o->class)
		wrong(r, "an operation needs a protocol and a class");
}

static void read_more_ot(struct reader *r, struct record *out, struct record_item *item)
{
	struct record_ot *o = arena_alloc(r->arena, sizeof(*o));

	(void)out;
	read_one_ot(r, o);
	item->ot = o;
}

static void read_ot(struct reader *r, struct record *out)
{
	read_one_ot(r, &out->ot);
	read_more(r, out, read_more_ot);
}

static void read_anomaly(struct reader *r, struct record *out)
{
	out->anomaly = (struct record_anomaly){
		.event = get_text(r, "event"),
		.layer = get_text(r, "layer"),
		.count = get_uint(r, "count"),
	};
}

static void read_stats(struct reader *r, struct record *out)
{
	size_t n = json_object_size(r->object), i = 0;
	struct record_counter *counters = arena_alloc(r->arena, (n + 1) * sizeof(*counters));
	const char *key;
	json_t *value;

	json_object_foreach(r->object, key, value) {
		if (i < n && json_is_integer(value) && json_integer_value(value) >= 0)
			counters[i++] = (struct record_counter){
				arena_strdup(r->arena, key), (uint64_t)json_integer_value(value)};
	}
	out->stats = (struct record_stats){.state = get_text(r, "state"),
					   .detail = get_text(r, "detail"),
					   .counters = counters, .counter_count = i};
}

static const char *const *read_values(struct reader *r, json_t *list, size_t *count)
{
	size_t n = json_is_array(list) ? json_array_size(list) : 0;
	const char **values = arena_alloc(r->arena, (n + 1) * sizeof(*values));

	for (size_t i = 0; i < n; i++) {
		json_t *v = json_array_get(list, i);

		if (json_is_string(v))
			values[(*count)++] = arena_copy(r->arena, json_string_value(v), json_string_length(v));
	}
	return values;
}

static void read_metadata(struct reader *r, struct record_alert *a)
{
	json_t *object = json_object_get(r->object, "metadata"), *value;
	struct record_metadata *all = arena_alloc(r->arena, (json_object_size(object) + 1) * sizeof(*all));
	const char *key;

	json_object_foreach(object, key, value) {
		struct record_metadata *m = &all[a->metadata_count++];

		m->name = arena_strdup(r->arena, key);
		m->values = read_values(r, value, &m->count);
	}
	a->metadata = all;
}

static void read_alert(struct reader *r, struct record *out)
{
	out->alert = (struct record_alert){
		.action = get_text(r, "action"),
		.gid = get_uint(r, "gid"),
		.signature_id = get_uint(r, "signature_id"),
		.rev = get_uint(r, "rev"),
		.signature = get_text(r, "signature"),
		.category = get_text(r, "category"),
		.severity = get_small(r, "severity", 3),
	};
	if (json_is_object(json_object_get(r->object, "metadata")))
		read_metadata(r, &out->alert);
}

static void read_asset_addresses(struct reader *r, struct record_asset *a)
{
	json_t *macs = array_of(r, "mac"), *ips = array_of(r, "ip"), *v;
	size_t i;
	struct mac *mac = arena_alloc(r->arena, (json_array_size(macs) + 1) * sizeof(*mac));
	struct address *ip = arena_alloc(r->arena, (json_array_size(ips) + 1) * sizeof(*ip));

	json_array_foreach(macs, i, v) {
		if (json_is_string(v) && mac_parse(json_string_value(v), &mac[a->mac_count]))
			a->mac_count++;
	}
	json_array_foreach(ips, i, v) {
		if (json_is_string(v) && address_parse(json_string_value(v), &ip[a->ip_count]))
			a->ip_count++;
	}
	a->mac = mac;
	a->ip = ip;
}

static void read_asset_services(struct reader *r, struct record_asset *a)
{
	json_t *list = array_of(r, "services"), *v;
	struct record_service *s = arena_alloc(r->arena, (json_array_size(list) + 1) * sizeof(*s));
	size_t i;

	json_array_foreach(list, i, v) {
		struct reader c = child(r, v);

		s[a->service_count++] = (struct record_service){.transport = get_text(&c, "proto"),
								.port = get_small(&c, "port", 0),
								.app_proto = get_text(&c, "app_proto")};
		r->bad |= c.bad;
	}
	a->services = s;
}

static void read_asset_modules(struct reader *r, struct record_asset *a)
{
	json_t *list = array_of(r, "modules"), *v;
	struct record_module *m = arena_alloc(r->arena, (json_array_size(list) + 1) * sizeof(*m));
	size_t i;

	json_array_foreach(list, i, v) {
		struct reader c = child(r, v);

		m[a->module_count++] = (struct record_module){
			.slot = get_small(&c, "slot", -1),
			.vendor = get_text(&c, "vendor"),
			.model = get_text(&c, "model"),
			.firmware = get_text(&c, "firmware"),
			.serial = get_text(&c, "serial"),
			.product_code = get_text(&c, "product_code"),
		};
		r->bad |= c.bad;
	}
	a->modules = m;
}

static void read_asset_attributes(struct reader *r, struct record_asset *a)
{
	json_t *list = array_of(r, "attributes"), *v;
	struct record_attribute *t = arena_alloc(r->arena, (json_array_size(list) + 1) * sizeof(*t));
	size_t i;

	json_array_foreach(list, i, v) {
		struct reader c = child(r, v);

		t[a->attribute_count++] = (struct record_attribute){
			.name = get_text(&c, "name"),
			.value = get_text(&c, "value"),
			.source = get_text(&c, "source"),
			.rank = get_text(&c, "rank"),
			.confidence = get_small(&c, "confidence", 0),
			.chosen = json_is_true(json_object_get(v, "chosen")),
			.first_seen = get_time(&c, "first_seen"),
			.last_seen = get_time(&c, "last_seen"),
		};
		r->bad |= c.bad;
	}
	a->attributes = t;
}

static void read_asset(struct reader *r, struct record *out)
{
	json_t *level = json_object_get(r->object, "level");
	struct record_asset *a = &out->asset;

	*a = (struct record_asset){
		.id = get_text(r, "id"),
		.hostname = get_text(r, "hostname"),
		.vendor = get_text(r, "vendor"),
		.model = get_text(r, "model"),
		.firmware = get_text(r, "firmware"),
		.serial = get_text(r, "serial"),
		.os = get_text(r, "os"),
		.role = get_text(r, "role"),
		.level = json_is_number(level) ? (int)lround(json_number_value(level) * 10) : -1,
		.zone = get_text(r, "zone"),
		.first_seen = get_time(r, "first_seen"),
		.last_seen = get_time(r, "last_seen"),
	};
	read_asset_addresses(r, a);
	read_asset_services(r, a);
	read_asset_modules(r, a);
	read_asset_attributes(r, a);
}

typedef void read_function(struct reader *, struct record *);

static read_function *const bodies[RECORD_TYPE_COUNT] = {
	[RECORD_FLOW] = read_flow,	  [RECORD_CLAIM] = read_claim, [RECORD_ASSET] = read_asset,
	[RECORD_OT] = read_ot,		  [RECORD_ANOMALY] = read_anomaly,
	[RECORD_STATS] = read_stats,	  [RECORD_ALERT] = read_alert,
};

static void read_ends(struct reader *r, struct record *out)
{
	json_t *vlan = json_object_get(r->object, "vlan");
	json_t *ether = json_object_get(r->object, "ether");

	for (size_t i = 0; i < 2; i++)
		out->vlan[i] = (uint16_t)(json_integer_value(json_array_get(vlan, i)) & 0xfff);
	out->has_ip = get_address(r, "src_ip", &out->src_ip);
	out->has_ip = get_address(r, "dest_ip", &out->dest_ip) && out->has_ip;
	out->src_port = get_small(r, "src_port", -1);
	out->dest_port = get_small(r, "dest_port", -1);
	if (json_is_object(ether)) {
		struct reader c = child(r, ether);
		bool src = get_mac(&c, "src_mac", &out->src_mac);

		out->has_mac = get_mac(&c, "dest_mac", &out->dest_mac) && src;
		r->bad |= c.bad;
	}
}

static bool find_type(const char *name, enum record_type *type)
{
	for (int i = 0; name && i < RECORD_TYPE_COUNT; i++) {
		if (strcmp(name, record_type_name((enum record_type)i)) == 0) {
			*type = (enum record_type)i;
			return true;
		}
	}
	return false;
}

static void read_common(struct reader *r, struct record *out)
{
	const char *type = get_text(r, "event_type");

	if (!find_type(type, &out->type))
		wrong(r, "event_type is not one that we read");
	out->time = get_time(r, "timestamp");
	out->site = get_text(r, "site");
	out->sensor = get_text(r, "sensor");
	out->boot = get_uint(r, "boot");
	out->seq = get_uint(r, "seq");
	out->entry = get_uint(r, "entry");
	out->in_iface = get_text(r, "in_iface");
	out->proto = get_text(r, "proto");
	out->app_proto = get_text(r, "app_proto");
	out->flow_id = get_uint(r, "flow_id");
	out->community_id = get_text(r, "community_id");
	read_ends(r, out);
}

int record_read(const char *line, size_t length, struct arena *arena, struct record *out,
		const char **error)
{
	json_error_t why;
	json_t *root = json_loadb(line, length, JSON_REJECT_DUPLICATES, &why);
	struct reader r = {.object = root, .arena = arena, .error = error};

	*out = (struct record){.src_port = -1, .dest_port = -1};
	*error = "not a line of JSON";
	if (!json_is_object(root)) {
		json_decref(root);
		return -EINVAL;
	}
	read_common(&r, out);
	json_t *body = r.bad ? NULL : json_object_get(root, record_type_name(out->type));
	if (json_is_object(body) && bodies[out->type]) {
		struct reader c = child(&r, body);

		bodies[out->type](&c, out);
		r.bad |= c.bad;
	} else if (!r.bad && bodies[out->type]) {
		wrong(&r, "the object named by event_type is missing");
	}
	json_decref(root);
	return r.bad ? -EINVAL : 0;
}
