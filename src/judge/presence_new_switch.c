/* presence_new_switch.c - a switch, access point or router that was not here. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: claims of the capabilities bridge, access-point and router from LLDP, CDP, Spanning Tree and SNMP.
 * State: none: who did so while the plant was learned is in the allow-list.
 * Fires: somebody hangs one more switch into the line; an access point announces itself.
 * Near miss: the switches of every day; a computer that says it is a station.
 */

#include "judge/detectors.h"

#include <string.h>

static void on_record(const struct sight *s)
{
	static const char *const sources[] = {"lldp", "cdp", "stp", "snmp", NULL};
	static const char *const kinds[] = {"bridge", "access-point", "router", NULL};
	const struct record_claim *c = &s->record->claim;

	if (strcmp(c->name, "capability") == 0 && word_in(c->value, kinds) &&
	    word_in(c->source, sources))
		sight_tell(s, &(struct tell){
		                      .device = s->client, .key = c->value, .detail = c->value});
}

const struct detector detector_presence_new_switch = {
        .id = "presence.new_switch",
        .records = RECORDS(CLAIM),
        .record = on_record,
        .baseline = true,
        .listed = true,
        .severity = SEVERITY_MEDIUM,
        .attack = {"T0860", "T0848"},
        .meti = {2, 22},
        .iec62443 = {"SR 1.6", "SR 7.8"},
        .smkl = {"b"},
};
