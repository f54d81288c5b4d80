/* behaviour_forged_macs.c - somebody makes up senders, to fill the tables of switches. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: anomaly records "flood.mac": how many senders came of late of whom nothing more was heard (observe/stranger.c).
 * State: none; the source remembers when it was, so that who came first in it is no news by himself.
 * Fires: macof fills the switch with thousands of MAC addresses that are heard once.
 * Near miss: a plant that is switched on: all its devices appear within a minute, and go on to speak with one another.
 */

#include "judge/detectors.h"

#include <string.h>

static void on_record(const struct sight *s)
{
	const struct record *r = s->record;
	char mac[MAC_TEXT_SIZE];

	if (strcmp(r->anomaly.event, "flood.mac") != 0 || !r->has_mac)
		return;
	mac_text(&r->src_mac, mac);
	sight_note_flood(s);
	sight_tell(s, &(struct tell){.device = sight_where(s), .detail = mac, .total = r->anomaly.count});
}

const struct detector detector_behaviour_forged_macs = {
	.id = "behaviour.forged_macs",
	.records = RECORDS(ANOMALY),
	.record = on_record,
	.severity = SEVERITY_HIGH,
	.attack = {"T0814", "T0830", "T0842"},
	.meti = {14, 12, 13},
	.iec62443 = {"SR 7.1", "SR 1.2", "SR 3.1"},
	.smkl = {"c"},
};
