/* behaviour_internet_access.c - the plant floor speaks with the internet, or the internet with the plant. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: flow records, answered or of what never is (logs), with an address outside the site; role and level of the device inside.
 * State: none.
 * Fires: a PLC, screen or SCADA computer (ISA-95 level 3 and below) reaches a public address; a public address
 *        opens a connection to any device inside.
 * Near miss: a device in a zone that people drew (zones.outside tells); an office computer reads a web page; the maintenance gateway speaks with the maker it was learned with;
 *            an attempt that nobody answered.
 */

#include "judge/detectors.h"

#include <stdio.h>

static void tell(const struct sight *s, const struct subject *device, const struct subject *outside,
		 const char *direction, enum severity severity)
{
	const struct record *r = s->record;
	char key[FINDING_KEY_SIZE], detail[FINDING_DETAIL_SIZE], spoken[SPOKEN_SIZE];

	snprintf(key, sizeof(key), "%s %s", direction, outside->ip[0] ? outside->ip : "internet");
	snprintf(detail, sizeof(detail), "%s, %s", outside->ip, sight_spoken_at(s, spoken));
	sight_tell(s, &(struct tell){.device = device, .peer = outside, .key = key, .detail = detail,
				     .severity = severity, .total = r->flow.flows});
}

static void on_record(const struct sight *s)
{
	const struct record_flow *f = &s->record->flow;

	struct crossing_ends ends;

	if (!s->client || !s->server || f->spread ||
	    (f->answered == 0 && f->packets_to_client == 0 && !inventory_is_one_way(s->record)))
		return;
	(void)sight_crossing(s, NULL, &ends);
	if (ends.from.zone != ZONE_NOWHERE && ends.to.zone != ZONE_NOWHERE)
		return;
	if (s->client->external && !s->server->external && !s->server->group)
		tell(s, s->server, s->client, "in", SEVERITY_CRITICAL);
	else if (s->server->external && (subject_is_floor(s->client) || s->learning)) /* who is who comes later */
		tell(s, s->client, s->server, "out", SEVERITY_DEFAULT);
}

const struct detector detector_behaviour_internet_access = {
	.id = "behaviour.internet_access",
	.records = RECORDS(FLOW),
	.record = on_record,
	.severity = SEVERITY_HIGH,
	.attack = {"T0883", "T0822", "T0885"},
	.meti = {3, 8},
	.iec62443 = {"SR 5.1", "SR 5.2", "SR 1.13"},
	.smkl = {"c"},
};
