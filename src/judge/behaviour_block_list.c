/* behaviour_block_list.c - a name or an address of the plant's own block list. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: dns records, answered flows and attempts, against the names and addresses that the operator listed.
 * State: none.
 * Fires: a computer looks up a name below a listed one; anybody speaks with an address of a listed network.
 * Near miss: a name that only ends in the same letters; nothing is listed.
 */

#include "judge/detectors.h"

static void on_record(const struct sight *s)
{
	const struct record *r = s->record;
	char ip[ADDRESS_TEXT_SIZE];
	const bool out = s->server && s->server->external;
	const struct subject *inside = out ? s->client : s->server;
	const struct subject *outside = out ? s->server : s->client;

	if (r->type == RECORD_DNS) {
		if (r->dns.rrname && s->client && sight_blocks_name(s, r->dns.rrname))
			sight_tell(s, &(struct tell){.device = s->client,
			                             .key = r->dns.rrname,
			                             .detail = r->dns.rrname,
			                             .total = r->dns.queries});
		return;
	}
	const struct address *other = sight_blocks_address(s, &r->dest_ip)  ? &r->dest_ip
	                              : sight_blocks_address(s, &r->src_ip) ? &r->src_ip
	                                                                    : NULL;
	if (!r->has_ip || !other || !inside)
		return;
	address_text(other, ip);
	sight_tell(s, &(struct tell){.device = inside,
	                             .peer = outside,
	                             .key = ip,
	                             .detail = ip,
	                             .total = r->flow.flows});
}

const struct detector detector_behaviour_block_list = {
        .id = "behaviour.block_list",
        .records = RECORDS(DNS) | RECORDS(FLOW),
        .record = on_record,
        .severity = SEVERITY_CRITICAL,
        .attack = {"T0884", "T0885"},
        .meti = {8, 3},
        .iec62443 = {"SR 5.2", "SR 3.2"},
        .smkl = {"c"},
};
