/* behaviour_not_learned.c - two devices do what they were not learned to do. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: flow and ot records against the allow-list: the pair and its protocol, the class, the function.
 * State: none.
 * Fires: two known devices that never spoke begin to; a computer that read files begins to rename them.
 * Near miss: housekeeping (ARP, DHCP, announcements to groups); what an own detector tells better (writes,
 *            programs, control on the plant floor); one more reading function; a device that is new itself.
 */

#include "judge/detectors.h"

#include <stdio.h>

static const char *const harmless[] = {"read", "identify", "diagnose", "session", "alarm", NULL};

/* How networks keep themselves in order: it comes when it comes, seldom within the time of learning. */
static bool is_housekeeping(const struct sight *s)
{
	static const char *const names[] = {"arp",  "dhcp", "dhcpv6", "icmp", "igmp", "nd", "lldp", "cdp",
					    "stp",  "nbns", "nbdgm",  "mdns", "llmnr", "ssdp", "wsd",
					    "ntp",  "profinet-dcp", "hsrp", "vrrp", NULL};

	return s->server->group || word_in(s->record->app_proto, names);
}

static bool has_own_detector(const struct sight *s, const struct record_ot *ot)
{
	static const char *const own[] = {"write", "program", "control", "firmware", "config", "time", NULL};

	return sight_is_industrial(s) && word_in(ot->class, own);
}

static bool is_known(const struct subject *s)
{
	return s && (s->usual || s->external || s->group);
}

static void on_flow(const struct sight *s)
{
	const struct record *r = s->record;
	char detail[FINDING_DETAIL_SIZE];
	const bool floor = subject_is_floor(s->client) || subject_is_floor(s->server);

	if (s->usual.pair)
		return;
	snprintf(detail, sizeof(detail), "%s %d", r->app_proto ? r->app_proto : r->proto ? r->proto : "", r->dest_port);
	sight_tell(s, &(struct tell){.device = s->server->external || s->server->group ? s->client : s->server,
				     .peer = s->server->external || s->server->group ? s->server : s->client,
				     .key = r->app_proto ? r->app_proto : detail, .detail = detail,
				     .severity = floor ? SEVERITY_MEDIUM : SEVERITY_LOW,
				     .total = r->flow.flows});
}

static void on_record(const struct sight *s)
{
	const struct record_ot *ot = &s->record->ot;
	char detail[FINDING_DETAIL_SIZE];

	if (!is_known(s->client) || !is_known(s->server) || is_housekeeping(s))
		return;
	if (s->record->type == RECORD_FLOW) {
		on_flow(s);
		return;
	}
	if (!s->usual.pair || s->usual.code || has_own_detector(s, ot) ||
	    (s->usual.class && !s->usual.refused && word_in(ot->class, harmless)))
		return;
	sight_operation_text(s, detail, sizeof(detail));
	sight_tell(s, &(struct tell){.device = s->server, .peer = s->client, .key = ot->class, .detail = detail,
				     .total = ot->count});
}

const struct detector detector_behaviour_not_learned = {
	.id = "behaviour.not_learned",
	.records = RECORDS(FLOW) | RECORDS(OT),
	.record = on_record,
	.baseline = true,
	.severity = SEVERITY_MEDIUM,
	.attack = {"T0859", "T0886"},
	.meti = {3, 22},
	.iec62443 = {"SR 5.1", "SR 6.2"},
	.smkl = {"c"},
};
