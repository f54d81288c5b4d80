/* presence_rogue_dhcp.c - somebody new hands out addresses. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: claims of the capability dhcp-server.
 * State: none: who did so while the plant was learned is in the allow-list.
 * Fires: a router from home, hung into the office, offers leases.
 * Near miss: the DHCP server of every day; a client that asks.
 */

#include "judge/detectors.h"

#include <string.h>

static void on_record(const struct sight *s)
{
	const struct record_claim *c = &s->record->claim;

	if (strcmp(c->name, "capability") == 0 && strcmp(c->value, "dhcp-server") == 0)
		sight_tell(s, &(struct tell){.device = s->client, .detail = c->source});
}

const struct detector detector_presence_rogue_dhcp = {
        .id = "presence.rogue_dhcp",
        .records = RECORDS(CLAIM),
        .record = on_record,
        .baseline = true,
        .severity = SEVERITY_HIGH,
        .attack = {"T0830", "T0848"},
        .meti = {2, 13},
        .iec62443 = {"SR 5.1", "SR 3.1"},
        .smkl = {"c"},
};
