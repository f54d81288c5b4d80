/* presence_back.c - a device that was missed is back. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: liveness of devices, by their own rhythm (asset hook); whether presence.silent has found this silence.
 * State: none.
 * Fires: a PLC that nobody heard for ten minutes, and that was missed, answers again.
 * Near miss: a line that starts again after its break; a pause of seconds; a new device; a device that was declared
 *            seldom connected.
 */

#include "judge/detectors.h"

#include <stdio.h>

#include "lib/clock.h"

static void on_asset(const struct sight *s)
{
	const struct subject *was = s->before, *is = s->client;
	const int64_t away = is->liveness_since - was->liveness_since;
	char detail[FINDING_DETAIL_SIZE];

	if (was->liveness != LIVENESS_SILENT || is->liveness != LIVENESS_ALIVE || is->seldom || away <= 0 ||
	    sight_found(s, "presence.silent", is->number) < was->liveness_since)
		return;
	snprintf(detail, sizeof(detail), "%lld min", (long long)((away + 30 * SECOND) / (60 * SECOND)));
	sight_tell(s, &(struct tell){.device = is,
				     .detail = detail,
				     .happened = true,
				     .first = is->liveness_since,
				     .last = is->liveness_since});
}

const struct detector detector_presence_back = {
	.id = "presence.back",
	.asset = on_asset,
	.baseline = true,
	.severity = SEVERITY_LOW,
	.attack = {"T0816", "T0826"},
	.meti = {21},
	.iec62443 = {"SR 7.1", "SR 6.2"},
	.smkl = {"b"},
};
