/* zones_no_conduit.c - two zones speak where no conduit was drawn, or other than it lets pass. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: flow records, answered or of what never is (logs), between devices in zones that people drew; ot records where a conduit names classes.
 * State: none.
 * Fires: an office server reads files in the zone of production management; through a conduit for reading somebody writes.
 * Near miss: traffic within a zone; what a conduit names, and what a drafted one names; an attempt that nobody
 *            answered; a device that stands in no zone; what skips a layer or leaves the site (their own detectors).
 */

#include "judge/detectors.h"

#include <string.h>

static enum severity severity_of(const struct crossing_ends *ends)
{
	return strcmp(ends->to_smkl, "3") == 0 ? SEVERITY_HIGH : SEVERITY_DEFAULT;
}

static void on_record(const struct sight *s)
{
	struct crossing_ends ends;
	const enum crossing crossing = sight_crossing(s, NULL, &ends);

	if (s->record->type == RECORD_FLOW) {
		if (crossing == CROSSING_UNPLANNED)
			sight_tell_crossing(s, &ends, NULL, severity_of(&ends));
		return;
	}
	const char *class = s->record->ot.class;

	if (class && crossing == CROSSING_ALLOWED && sight_crossing(s, class, &ends) > CROSSING_DRAFT)
		sight_tell_crossing(s, &ends, class, severity_of(&ends));
}

const struct detector detector_zones_no_conduit = {
	.id = "zones.no_conduit",
	.records = RECORDS(FLOW) | RECORDS(OT),
	.record = on_record,
	.again = true,
	.severity = SEVERITY_MEDIUM,
	.attack = {"T0886", "T0867"},
	.meti = {3, 22},
	.iec62443 = {"SR 5.1", "SR 5.2"},
	.smkl = {"c", "d"},
};
