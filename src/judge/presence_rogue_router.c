/* presence_rogue_router.c - somebody new offers itself as a router. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: claims of the capability router from ND, VRRP and HSRP.
 * State: none: who did so while the plant was learned is in the allow-list.
 * Fires: a laptop sends IPv6 router advertisements; a new member of a VRRP group.
 * Near miss: the routers of every day; a router that LLDP names (presence.new_switch).
 */

#include "judge/detectors.h"

#include <string.h>

static void on_record(const struct sight *s)
{
	static const char *const sources[] = {"nd", "vrrp", "hsrp", NULL};
	const struct record_claim *c = &s->record->claim;

	if (strcmp(c->name, "capability") == 0 && strcmp(c->value, "router") == 0 &&
	    word_in(c->source, sources))
		sight_tell(s, &(struct tell){
		                      .device = s->client, .key = c->source, .detail = c->source});
}

const struct detector detector_presence_rogue_router = {
        .id = "presence.rogue_router",
        .records = RECORDS(CLAIM),
        .record = on_record,
        .baseline = true,
        .severity = SEVERITY_HIGH,
        .attack = {"T0830", "T0848"},
        .meti = {2, 9},
        .iec62443 = {"SR 5.1", "SR 3.1"},
        .smkl = {"c"},
};
