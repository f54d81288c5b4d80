/* behaviour_icmp_tunnel.c - data in echo requests. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ICMP flows: packets and bytes both ways.
 * State: none.
 * Fires: a hundred echoes that carry more than a ping does: another size than 56 or 32 bytes, and above all a long
 *        one.
 * Near miss: the ping of a monitoring system, once a second, for days; a single ping with a large size.
 */

#include "judge/detectors.h"

#include <stdio.h>
#include <string.h>

#define PACKETS_AT 100
#define BYTES_AT   130 /* a frame of ping has 74 (Windows) or 98 (Linux) */

static void on_record(const struct sight *s)
{
	const struct record *r = s->record;
	const struct record_flow *f = &r->flow;
	const uint64_t packets = f->packets_to_server + f->packets_to_client;
	char detail[FINDING_DETAIL_SIZE];

	if (!r->app_proto || strcmp(r->app_proto, "icmp") != 0 || !s->client || !s->server ||
	    packets < PACKETS_AT ||
	    (f->bytes_to_server + f->bytes_to_client) / packets < BYTES_AT ||
	    f->packets_to_client == 0)
		return;
	snprintf(detail, sizeof(detail), "%llu packets, %llu bytes each",
	         (unsigned long long)packets,
	         (unsigned long long)((f->bytes_to_server + f->bytes_to_client) / packets));
	sight_tell(s, &(struct tell){.device = s->client->external ? s->server : s->client,
	                             .peer = s->client->external ? s->client : s->server,
	                             .detail = detail});
}

const struct detector detector_behaviour_icmp_tunnel = {
        .id = "behaviour.icmp_tunnel",
        .records = RECORDS(FLOW),
        .record = on_record,
        .severity = SEVERITY_HIGH,
        .attack = {"T0884", "T0869"},
        .meti = {8, 3},
        .iec62443 = {"SR 5.2", "SR 6.2"},
        .smkl = {"c"},
};
