/* behaviour_malformed.c - messages that break the rules of their protocol. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: anomaly records of the dissectors and decoders.
 * State: none. Of what more than three devices send in a day one finding is made.
 * Fires: a Modbus header whose length is wrong, a DNS name that points at itself; ten broken frames.
 * Near miss: a captured packet that was cut; what has a detector of its own (exploits, forged ARP, passwords).
 */

#include "judge/detectors.h"

#include <string.h>

/* What others tell better. */
static bool is_of_others(const char *event)
{
	static const char *const begins[] = {
	        "smb1.",       "smb3.", "file.",         "tls.heartbleed", "arp.sender",        "nd.sender",
	        "nd.redirect", "icmp.redirect", "login.", "http.",         "dns.zone_transfer", "flood.", "capture.", NULL};

	for (size_t i = 0; begins[i]; i++)
		if (strncmp(event, begins[i], strlen(begins[i])) == 0)
			return true;
	return false;
}

static void on_record(const struct sight *s)
{
	const struct record_anomaly *a = &s->record->anomaly;
	const bool frame = a->layer && strcmp(a->layer, "app") != 0;

	if (is_of_others(a->event) || !s->client || (frame && a->count < 10))
		return;
	sight_tell(s, &(struct tell){.device = s->client,
	                             .peer = s->server,
	                             .key = a->event,
	                             .detail = a->event,
	                             .crowd = a->event,
	                             .severity = sight_is_industrial(s) ? SEVERITY_MEDIUM
	                                                                : SEVERITY_LOW,
	                             .total = a->count});
}

const struct detector detector_behaviour_malformed = {
        .id = "behaviour.malformed",
        .records = RECORDS(ANOMALY),
        .record = on_record,
        .doer = true,
        .severity = SEVERITY_LOW,
        .attack = {"T0814", "T0855"},
        .meti = {5, 20},
        .iec62443 = {"SR 3.5", "SR 7.1"},
        .smkl = {"c"},
};
