/* behaviour_unusual_hours.c - what is usual, at an hour at which it never was. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records that change something (write, control, program, firmware, config, time, security), and flow records with
 *        the plant floor: the hours of the week in which the pair was learned to do so, and in which its place was learned.
 * State: none: the allow-list has the hours, the phases those of the places.
 * Fires: the screen that sets values on working days sets one on Wednesday at 2; the lift that never spoke on a weekend
 *        does on Saturday. Once for a pair and shift; what a whole line does on one day is told of the first three.
 * Near miss: the same hour of another working day; a place that was learned for a few hours, or never on such days (four
 *            working days, or both of a weekend, are enough); reads; remote sessions, and all that comes from outside
 *            (behaviour.remote_maintenance); what was not learned at any hour (behaviour.not_learned).
 */

#include "judge/detectors.h"
#include "judge/hours.h"

#include <stdio.h>

#include "lib/clock.h"

/* A conversation of the plant floor that no other detector asks for its hour. */
static bool is_talk(const struct sight *s)
{
	static const char *const others[] = {"arp",  "dhcp", "dhcpv6", "icmp", "igmp", "nd",	"lldp", "cdp",
					     "stp",  "nbns", "nbdgm",  "mdns", "llmnr", "ssdp", "wsd",	"ntp",
					     "hsrp", "vrrp", "profinet-dcp", "rdp", "vnc", "teamviewer", "ssh",
					     "telnet", NULL};
	const struct record *r = s->record;

	return !s->server->group && (r->flow.answered > 0 || r->flow.packets_to_client > 0) &&
	       (subject_is_floor(s->client) || subject_is_floor(s->server)) && !word_in(r->app_proto, others);
}

static void tell(const struct sight *s, int64_t time)
{
	const struct record *r = s->record;
	const bool change = r->type == RECORD_OT;
	const char *shift = hours_shift_name(hours_shift(time));
	const struct subject *actor, *device;
	char detail[FINDING_DETAIL_SIZE], at[CLOCK_TEXT_SIZE], what[FINDING_DETAIL_SIZE], spoken[SPOKEN_SIZE];

	if (!sight_actor(s, &actor, &device))
		return;
	if (change)
		sight_operation_text(s, what, sizeof(what));
	else
		snprintf(what, sizeof(what), "%s", sight_spoken_at(s, spoken));
	clock_text_local(time, at);
	snprintf(detail, sizeof(detail), "%.16s, %.120s", at, what);
	sight_tell(s, &(struct tell){.device = device->external ? actor : device,
				     .peer = device->external ? device : actor,
				     .key = shift,
				     .detail = detail,
				     .crowd = shift,
				     .severity = change ? SEVERITY_MEDIUM : SEVERITY_LOW,
				     .total = change ? r->ot.count : r->flow.flows});
}

static void on_record(const struct sight *s)
{
	const struct usual *u = &s->usual;

	if (s->learning || !u->hours || u->refused || s->client->external)
		return;
	const int64_t time = sight_last(s);

	if (hours_have(u->hours, time) || !(s->record->type == RECORD_OT ? sight_is_industrial(s) : is_talk(s)) ||
	    hours_like(u->hours, time) || !sight_hours_seen(s, time))
		return;
	tell(s, time);
}

const struct detector detector_behaviour_unusual_hours = {
	.id = "behaviour.unusual_hours",
	.records = RECORDS(FLOW) | RECORDS(OT),
	.classes = CLASSES(WRITE) | CLASSES(CONTROL) | CLASSES(PROGRAM) | CLASSES(FIRMWARE) | CLASSES(CONFIG) |
		   CLASSES(TIME) | CLASSES(SECURITY),
	.record = on_record,
	.baseline = true,
	.listed = true,
	.severity = SEVERITY_MEDIUM,
	.attack = {"T0859", "T0855"},
	.meti = {3, 4},
	.iec62443 = {"SR 2.1", "SR 6.2"},
	.smkl = {"c"},
};
