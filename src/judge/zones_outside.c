/* zones_outside.c - a zone speaks with the outside that may not, or the outside with it. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: flow records, answered or of what never is (logs), between a device in a zone and an address outside of the site.
 * State: none.
 * Fires: a recipe server in production management reads from the internet; the outside opens a connection to the office.
 * Near miss: the office, which has a conduit to the outside; a device in no zone (behaviour.internet_access); an
 *            attempt that nobody answered; time and names asked of a server within.
 */

#include "judge/detectors.h"

#include <string.h>

static void on_record(const struct sight *s)
{
	struct crossing_ends ends;

	if (sight_crossing(s, NULL, &ends) != CROSSING_OUTSIDE)
		return;
	const bool in = ends.from.zone == ZONE_OUTSIDE;
	const char *smkl = in ? ends.to_smkl : ends.from_smkl;
	const bool edge = strcmp(smkl, "office") == 0 || strcmp(smkl, "idmz") == 0;

	sight_tell_crossing(s, &ends, NULL, in ? SEVERITY_CRITICAL : edge ? SEVERITY_MEDIUM : SEVERITY_HIGH);
}

const struct detector detector_zones_outside = {
	.id = "zones.outside",
	.records = RECORDS(FLOW),
	.record = on_record,
	.again = true,
	.severity = SEVERITY_HIGH,
	.attack = {"T0883", "T0822", "T0885"},
	.meti = {3, 8},
	.iec62443 = {"SR 5.1", "SR 5.2", "SR 1.13"},
	.smkl = {"c", "d"},
};
