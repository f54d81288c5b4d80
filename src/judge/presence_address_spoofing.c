/* presence_address_spoofing.c - somebody says he has the addresses of others. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: claims of addresses by ARP and ND; anomaly records of forged ARP and ND, and of redirections.
 * State: who had an address first, and per MAC and ten minutes the addresses that it took from others; 16,384.
 * Fires: one MAC takes two addresses whose holders still speak, or that of a router; a sender whose ARP
 *        contradicts its frame.
 * Near miss: one address taken twice by mistake (presence.duplicate_address); a lease that moved on; VRRP and
 *            HSRP.
 */

#include "judge/detectors.h"
#include "judge/taking.h"

/* One event, however many addresses; and one, however many made-up senders take the same one. */
static void on_claim(const struct sight *s)
{
	const struct taking t = taking_see(s);

	if (t.holder && t.spoofs)
		sight_tell(s, &(struct tell){.device = t.taker, .key = "taken", .detail = s->record->claim.value,
					     .crowd = s->record->claim.value});
}

static void on_record(const struct sight *s)
{
	static const char *const forged[] = {"arp.sender_mismatch", "nd.sender_mismatch",
	                                     "nd.redirect", "icmp.redirect", NULL};
	const bool is_redirect = s->record->type == RECORD_ANOMALY && strstr(s->record->anomaly.event, "redirect");

	if (s->record->type == RECORD_CLAIM)
		on_claim(s);
	else if (word_in(s->record->anomaly.event, forged))
		sight_tell(s, &(struct tell){.device = s->client,
		                             .peer = is_redirect ? s->server : NULL,
		                             .key = s->record->anomaly.event,
		                             .crowd = is_redirect ? NULL : s->record->anomaly.event,
		                             .detail = s->record->anomaly.event,
		                             .severity = SEVERITY_MEDIUM,
		                             .total = s->record->anomaly.count});
}

const struct detector detector_presence_address_spoofing = {
        .id = "presence.address_spoofing",
        .records = RECORDS(CLAIM) | RECORDS(ANOMALY),
        .record = on_record,
        WINDOW_STATE,
        .budget = 16384,
        .doer = true,
        .severity = SEVERITY_HIGH,
        .attack = {"T0830", "T0842"},
        .meti = {9, 12},
        .iec62443 = {"SR 3.1", "SR 4.1"},
        .smkl = {"c"},
};
