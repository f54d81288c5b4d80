/* software_firmware_changed.c - a device says another firmware or program than before. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: firmware and program of a device (asset hook), now and before.
 * State: none: the device as it was comes with the hook.
 * Fires: a PLC that said V2.9 says V3.0; its program has another name.
 * Near miss: the first time that a device tells its firmware; a device that tells nothing any more; one with another
 *            serial number, which is another device (presence.replaced).
 */

#include "judge/detectors.h"

#include <stdio.h>
#include <string.h>

static void compare(const struct sight *s, const char *what, const char *before, const char *now)
{
	char key[FINDING_KEY_SIZE], detail[FINDING_DETAIL_SIZE];

	if (!*before || !*now || strcmp(before, now) == 0)
		return;
	snprintf(key, sizeof(key), "%s %s", what, now);
	snprintf(detail, sizeof(detail), "%s %s -> %s", what, before, now);
	sight_tell(s, &(struct tell){.device = s->client, .key = key, .detail = detail});
}

static void on_asset(const struct sight *s)
{
	const char *was = s->before->serial, *is = s->client->serial;

	if (*was && *is && strcmp(was, is) != 0)
		return;
	compare(s, "firmware", s->before->firmware, s->client->firmware);
	compare(s, "program", s->before->program, s->client->program);
}

const struct detector detector_software_firmware_changed = {
	.id = "software.firmware_changed",
	.asset = on_asset,
	.severity = SEVERITY_HIGH,
	.attack = {"T0839", "T0857"},
	.meti = {10},
	.iec62443 = {"SR 3.4", "SR 7.6"},
	.smkl = {"b"},
};
