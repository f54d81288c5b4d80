/* presence_neighbour_changed.c - a cable leads elsewhere. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: claims of neighbours and links, as LLDP, CDP, DCP and switches tell them, of known devices.
 * State: none: who did so while the plant was learned is in the allow-list.
 * Fires: port 7 of a switch hears another device than it did.
 * Near miss: a device that is new itself (presence.new_device); the neighbours of every day.
 */

#include "judge/detectors.h"

#include <string.h>

static void on_record(const struct sight *s)
{
	static const char *const names[] = {"neighbor", "link", NULL};
	const struct record_claim *c = &s->record->claim;

	if (word_in(c->name, names) && s->client && (s->client->usual || s->learning))
		sight_tell(s, &(struct tell){
		                      .device = s->client, .key = c->value, .detail = c->value});
}

const struct detector detector_presence_neighbour_changed = {
        .id = "presence.neighbour_changed",
        .records = RECORDS(CLAIM),
        .record = on_record,
        .baseline = true,
        .listed = true,
        .severity = SEVERITY_LOW,
        .attack = {"T0864"},
        .meti = {2, 23},
        .iec62443 = {"SR 7.8"},
        .smkl = {"b"},
};
