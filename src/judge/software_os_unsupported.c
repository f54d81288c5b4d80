/* software_os_unsupported.c - the maker gives no more security corrections for this system. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: operating system and its end of support (catalog/os-support.yaml) by the inventory (asset hook).
 * State: none.
 * Fires: a computer with Windows 7 in a capture of 2026.
 * Near miss: the same computer in a capture of 2019; an edition that is still supported.
 */

#include "judge/detectors.h"

#include <stdio.h>
#include <string.h>

#include "lib/clock.h"

static void on_asset(const struct sight *s)
{
	const char *end = s->asset->os_end_of_support;
	char now[CLOCK_TEXT_SIZE], detail[FINDING_DETAIL_SIZE];

	if (!end || !s->asset->os || s->client->external)
		return;
	clock_text(s->now, now);
	if (strncmp(now, end, 10) <= 0)
		return;
	snprintf(detail, sizeof(detail), "%.100s, %.10s", s->asset->os, end);
	sight_tell(s, &(struct tell){.device = s->client, .key = end, .detail = detail});
}

const struct detector detector_software_os_unsupported = {
	.id = "software.os_unsupported",
	.asset = on_asset,
	.severity = SEVERITY_MEDIUM,
	.attack = {"T0866"},
	.meti = {3, 22},
	.iec62443 = {"SR 3.2", "SR 7.8"},
	.smkl = {"b"},
};
