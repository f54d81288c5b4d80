/* behaviour_forged_senders.c - one device sends with the IP addresses of very many. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: anomaly records "flood.ip": how many IP addresses came of late of whom nothing more was heard, and behind which MAC
 *        (observe/stranger.c).
 * State: none; the source remembers when it was, so that who came first in it is no news by himself.
 * Fires: a computer sends connection attempts, each with another made-up sender.
 * Near miss: a router, which brings packets of very many who are answered.
 */

#include "judge/detectors.h"

#include <string.h>

static void on_record(const struct sight *s)
{
	const struct record *r = s->record;
	char mac[MAC_TEXT_SIZE];

	if (strcmp(r->anomaly.event, "flood.ip") != 0 || !r->has_mac)
		return;
	mac_text(&r->src_mac, mac);
	sight_note_flood(s);
	sight_tell(s, &(struct tell){.device = s->client ? s->client : sight_named(s, mac), .detail = mac, .total = r->anomaly.count});
}

const struct detector detector_behaviour_forged_senders = {
	.id = "behaviour.forged_senders",
	.records = RECORDS(ANOMALY),
	.record = on_record,
	.doer = true,
	.severity = SEVERITY_HIGH,
	.attack = {"T0814", "T0815"},
	.meti = {14, 12},
	.iec62443 = {"SR 7.1", "SR 3.1", "SR 5.2"},
	.smkl = {"c"},
};
