/* behaviour_flood.c - so many packets that others find no room. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: flow records: by how many packets and attempts they have grown, and in what time.
 * State: the last totals of each conversation that was not answered or needs few packets; 8,192.
 * Fires: hundreds of DHCP, ARP, ICMP packets or attempts a second.
 * Near miss: cyclic traffic of the plant floor, however fast; a file that is copied; a broadcast each second.
 */

#include "judge/detectors.h"
#include "judge/attempt.h"

#include <stdio.h>

#include "lib/clock.h"

#define RATE_AT    100 /* a second */
#define PACKETS_AT 500

struct before {
	struct table_entry entry;
	struct before_key {
		uint64_t entry;
		uint64_t boot;
	} key;
	uint64_t packets;
	int64_t end;
};

/* A handful in a minute is what these need. */
static bool needs_few(const char *name)
{
	static const char *const names[] = {"arp",  "icmp",  "nd",   "dhcp", "dhcpv6",
	                                    "igmp", "llmnr", "mdns", "nbns", "ssdp",
	                                    "stp",  "lldp",  "ntp",  "dns",  NULL};

	return word_in(name, names);
}

static void on_record(const struct sight *s)
{
	const struct record *r = s->record;
	const struct record_flow *f = &r->flow;
	const bool few = needs_few(r->app_proto);
	char detail[FINDING_DETAIL_SIZE];

	if (!s->client || (!few && !(attempt_came_to_nothing(r) && !r->app_proto)))
		return;
	const struct before_key key = {r->entry, r->boot};
	struct before *b = sight_state(s, &key);
	const uint64_t packets = f->packets_to_server;
	const uint64_t growth = packets > b->packets ? packets - b->packets : 0;
	const int64_t since = b->end ? b->end : f->start;
	const uint64_t seconds = f->end > since ? (uint64_t)(f->end - since) / SECOND + 1 : 1;

	b->packets = packets;
	b->end = f->end;
	if (growth < PACKETS_AT || growth / seconds < RATE_AT)
		return;
	snprintf(detail, sizeof(detail), "%s, %llu/s",
	         r->app_proto ? r->app_proto
	         : r->proto   ? r->proto
	                      : "",
	         (unsigned long long)(growth / seconds));
	sight_tell(s, &(struct tell){.device = s->client,
	                             .peer = s->server,
	                             .key = r->app_proto ? r->app_proto : r->proto,
	                             .detail = detail});
}

const struct detector detector_behaviour_flood = {
        .id = "behaviour.flood",
        .records = RECORDS(FLOW),
        .record = on_record,
        .state_size = sizeof(struct before),
        .key_size = sizeof(struct before_key),
        .budget = 8192,
        .doer = true,
        .severity = SEVERITY_HIGH,
        .attack = {"T0814", "T0815"},
        .meti = {14, 13},
        .iec62443 = {"SR 7.1", "SR 7.2"},
        .smkl = {"c"},
};
