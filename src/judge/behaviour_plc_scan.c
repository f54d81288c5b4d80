/* behaviour_plc_scan.c - somebody asks one controller after the other who it is. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of class identify in protocols of the plant floor.
 * State: per client and ten minutes 256 bits of whom it asked; 8,192.
 * Fires: a tool asks six PLCs for their identity within ten minutes.
 * Near miss: the SCADA, which did so while the plant was learned; one PLC asked again and again; a question to
 *            all.
 */

#include "judge/detectors.h"
#include "judge/window.h"

#include <stdio.h>

#define DEVICES_AT 6

static void on_record(const struct sight *s)
{
	char detail[FINDING_DETAIL_SIZE];

	if (!s->client || !s->server || s->server->group || !sight_is_class(s, "identify") ||
	    !sight_is_industrial(s) || s->client->external)
		return;
	struct window *w = window_add(s, s->client->number, 0, 0, 1);

	window_set(w, &s->server->number, sizeof(s->server->number));
	if (window_count(w) < DEVICES_AT)
		return;
	snprintf(detail, sizeof(detail), "%d, %s", window_count(w), s->record->ot.protocol);
	sight_tell(s, &(struct tell){.device = s->client, .detail = detail});
}

const struct detector detector_behaviour_plc_scan = {
        .id = "behaviour.plc_scan",
        .records = RECORDS(OT),
        .record = on_record,
        WINDOW_STATE,
        .budget = 8192,
        .severity = SEVERITY_HIGH,
        .attack = {"T0846", "T0888"},
        .meti = {3, 22},
        .iec62443 = {"SR 6.2", "SR 5.2"},
        .smkl = {"c"},
};
