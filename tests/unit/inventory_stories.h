/* inventory_stories.h - what the stories of inventory are told with. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "unit.h"

#include "inventory/inventory.h"
#include "lib/clock.h"
#include "record/record.h"

#define START (1700000000 * SECOND)

static struct inventory *inv;

static inline int setup(void **state)
{
	(void)state;
	inv = inventory_new(NULL);
	return 0;
}

static inline int teardown(void **state)
{
	(void)state;
	inventory_free(inv);
	return 0;
}

static inline struct address ip_of(const char *text)
{
	struct address ip;

	assert_true(address_parse(text, &ip));
	return ip;
}

static inline struct mac mac_of(const char *text)
{
	struct mac mac;

	assert_true(mac_parse(text, &mac));
	return mac;
}

struct said {
	const char *mac;
	const char *ip;
	const char *name;
	const char *value;
	const char *source;
	const char *rank;
	int confidence;
	int slot;  /* module + 1 */
	int first; /* seconds after START */
	int last;
	int vlan;
};

static inline uint64_t say(struct said s)
{
	struct record r = {.type = RECORD_CLAIM, .sensor = "s1", .src_port = -1, .dest_port = -1};

	r.time = START + s.last * SECOND;
	r.vlan[0] = (uint16_t)s.vlan;
	r.claim = (struct record_claim){
	        .has_mac = s.mac != NULL,
	        .has_ip = s.ip != NULL,
	        .name = s.name,
	        .value = s.value,
	        .source = s.source ? s.source : "test",
	        .rank = s.rank ? s.rank : "identity",
	        .confidence = s.confidence ? s.confidence : 80,
	        .slot = s.slot - 1,
	        .first_seen = START + s.first * SECOND,
	        .last_seen = START + (s.last ? s.last : s.first) * SECOND,
	};
	if (s.mac)
		r.claim.mac = mac_of(s.mac);
	if (s.ip)
		r.claim.ip = ip_of(s.ip);
	return inventory_record(inv, &r).client;
}

#define SAY(...) say((struct said){__VA_ARGS__})
#define ARP(m, i, ...)                                                                             \
	SAY(.mac = (m), .name = "ip", .value = (i), .source = "arp", .rank = "name", __VA_ARGS__)

struct talk {
	const char *from;
	const char *from_mac;
	const char *to;
	const char *to_mac;
	const char *protocol;
	int port;
	bool silent; /* the server never answers */
	int time;
	int vlan;
};

static inline struct record flow_record(struct talk t)
{
	struct record r = {.type = RECORD_FLOW,
	                   .sensor = "s1",
	                   .has_ip = true,
	                   .src_port = -1,
	                   .proto = "TCP"};

	r.time = START + t.time * SECOND;
	r.src_ip = ip_of(t.from);
	r.dest_ip = ip_of(t.to);
	r.has_mac = t.from_mac != NULL;
	if (t.from_mac) {
		r.src_mac = mac_of(t.from_mac);
		r.dest_mac = mac_of(t.to_mac);
	}
	r.vlan[0] = (uint16_t)t.vlan;
	r.dest_port = t.port ? t.port : 502;
	r.app_proto = t.protocol;
	r.flow = (struct record_flow){.packets_to_server = 3,
	                              .packets_to_client = t.silent ? 0 : 3,
	                              .answered = !t.silent,
	                              .flows = 1,
	                              .start = r.time,
	                              .end = r.time};
	return r;
}

static inline struct inventory_parties talk(struct talk t)
{
	const struct record r = flow_record(t);

	return inventory_record(inv, &r);
}

#define TALK(f, fm, t, tm, p, ...)                                                                 \
	talk((struct talk){.from = (f),                                                            \
	                   .from_mac = (fm),                                                       \
	                   .to = (t),                                                              \
	                   .to_mac = (tm),                                                         \
	                   .protocol = (p),                                                        \
	                   __VA_ARGS__})

static inline void operate(const char *from, const char *to, const char *protocol, const char *class,
                    int64_t period)
{
	struct record r = flow_record((struct talk){.from = from, .to = to, .protocol = protocol});

	r.type = RECORD_OT;
	r.ot = (struct record_ot){.protocol = protocol,
	                          .class = class,
	                          .result = "ok",
	                          .count = 100,
	                          .period_us = period,
	                          .first_seen = r.time,
	                          .last_seen = r.time};
	inventory_record(inv, &r);
}

/* The asset of an address; fails when there is none. */
static inline const struct asset *asset_at(const char *text)
{
	struct address ip = {{0}};
	struct mac mac = {{0}};
	const bool is_ip = address_parse(text, &ip);
	const struct asset *asset;

	if (!is_ip)
		assert_true(mac_parse(text, &mac));
	for (size_t at = 0; (asset = inventory_each(inv, &at));)
		for (size_t i = 0; i < asset->endpoint_count; i++) {
			const struct endpoint *e = &asset->endpoints[i];

			if (!e->retired &&
			    (is_ip ? e->kind == ENDPOINT_IP && address_equal(&e->ip, &ip)
			           : e->kind == ENDPOINT_MAC && mac_equal(&e->mac, &mac)))
				return asset;
		}
	return NULL;
}

static inline uint64_t number_at(const char *text)
{
	const struct asset *asset = asset_at(text);

	return asset ? asset->number : 0;
}

static inline size_t count_assets(void)
{
	size_t count = 0;

	for (size_t at = 0; inventory_each(inv, &at);)
		count++;
	return count;
}

static inline const struct asset_value *value_of(const struct asset *asset, const char *name,
                                          const char *value)
{
	for (size_t i = 0; i < asset->value_count; i++)
		if (strcmp(asset->values[i].name, name) == 0 &&
		    strcmp(asset->values[i].value, value) == 0)
			return &asset->values[i];
	return NULL;
}

#define PLC_MAC    "00:1b:1b:11:22:33"
#define PC_MAC     "00:0e:8c:44:55:66"
#define ROUTER_MAC "00:00:bc:77:88:99"
#define PLC_IP     "192.168.1.20"
#define PC_IP      "192.168.1.50"

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
