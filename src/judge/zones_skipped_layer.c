/* zones_skipped_layer.c - traffic goes round the layers in between. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: flow records, answered or of what never is (logs), between devices in zones with an SMKL column.
 * State: none.
 * Fires: the office asks a controller; production management asks a controller past the control information network.
 * Near miss: neighbouring layers (monitoring asks a controller); a way that a person allowed with a conduit; a zone
 *            without a column.
 */

#include "judge/detectors.h"

static void on_record(const struct sight *s)
{
	struct crossing_ends ends;

	if (sight_crossing(s, NULL, &ends) == CROSSING_SKIP)
		sight_tell_crossing(s, &ends, NULL, SEVERITY_DEFAULT);
}

const struct detector detector_zones_skipped_layer = {
	.id = "zones.skipped_layer",
	.records = RECORDS(FLOW),
	.record = on_record,
	.again = true,
	.severity = SEVERITY_HIGH,
	.attack = {"T0886", "T0866"},
	.meti = {3, 22},
	.iec62443 = {"SR 5.1", "SR 5.2"},
	.smkl = {"c", "d"},
};
