/* behaviour_scan.c - one device knocks at many addresses or ports. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: flow records over IP that nobody answered or that were refused; the spread entry of a client.
 * State: per client and ten minutes: 256 bits of addresses, 256 of ports, the flows that came to nothing; 4,096.
 * Fires: 12 or more addresses, or 20 or more ports of anybody, without an answer within ten minutes.
 * Near miss: one server that is down and is asked again and again; a device that looks for three absent neighbours;
 *            answered conversations, however many.
 */

#include "judge/detectors.h"

#include <stdio.h>
#include <string.h>

#include "lib/clock.h"

#define WINDOW	     (600 * SECOND)
#define ADDRESSES_AT 12
#define PORTS_AT     20
#define SPREAD_AT    40

struct knocks {
	struct table_entry entry;
	struct knocks_key {
		uint64_t client;
		int64_t window;
	} key;
	uint64_t addresses[4];
	uint64_t ports[4];
};

static bool came_to_nothing(const struct record *r)
{
	const struct record_flow *f = &r->flow;

	return r->has_ip && (f->answered == 0 ? f->packets_to_client == 0 || f->refused > 0
					      : f->refused >= f->flows && f->refused > 0);
}

static void set_bit(uint64_t bits[4], const void *bytes, size_t length)
{
	const uint64_t hash = hash_bytes(bytes, length, 0) & 255;

	bits[hash / 64] |= UINT64_C(1) << (hash % 64);
}

static int count_bits(const uint64_t bits[4])
{
	int n = 0;

	for (int i = 0; i < 4; i++)
		n += __builtin_popcountll(bits[i]);
	return n;
}

static void tell(const struct sight *s, const char *key, int count, const char *what)
{
	char detail[FINDING_DETAIL_SIZE];

	snprintf(detail, sizeof(detail), "%d %s", count, what);
	sight_tell(s, &(struct tell){.device = s->client, .key = key, .detail = detail});
}

static void on_record(const struct sight *s)
{
	const struct record *r = s->record;

	if (!s->client || s->client->external || !came_to_nothing(r))
		return;
	if (r->flow.spread) {
		if (r->flow.flows >= SPREAD_AT)
			tell(s, "addresses", (int)(r->flow.flows > 9999 ? 9999 : r->flow.flows), "attempts");
		return;
	}
	if (address_is_group(&r->dest_ip))
		return;
	const struct knocks_key key = {s->client->number, r->flow.start / WINDOW};
	struct knocks *k = sight_state(s, &key);
	char service[32];

	set_bit(k->addresses, &r->dest_ip, sizeof(r->dest_ip));
	if (r->dest_port > 0) {
		snprintf(service, sizeof(service), "%.6s/%d", r->proto ? r->proto : "", r->dest_port);
		set_bit(k->ports, service, strlen(service));
	}
	const int addresses = count_bits(k->addresses), ports = count_bits(k->ports);
	if (addresses >= ADDRESSES_AT)
		tell(s, "addresses", addresses, "addresses");
	if (ports >= PORTS_AT)
		tell(s, "ports", ports, "ports");
}

const struct detector detector_behaviour_scan = {
	.id = "behaviour.scan",
	.records = RECORDS(FLOW),
	.record = on_record,
	.state_size = sizeof(struct knocks),
	.key_size = sizeof(struct knocks_key),
	.budget = 4096,
	.severity = SEVERITY_HIGH,
	.attack = {"T0846", "T0840"},
	.meti = {3, 22},
	.iec62443 = {"SR 6.2", "SR 5.2"},
	.smkl = {"c"},
};
