/* behaviour_not_learned.c - two devices do what they were not learned to do. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: flow and ot records against the allow-list: the pair and its protocol, the class, the function.
 * State: per client and ten minutes, what it tried in vain: 8,192.
 * Fires: two known devices that never spoke begin to; a computer that read files begins to rename them.
 * Near miss: housekeeping (ARP, DHCP, logs, announcements to groups); what an own detector tells better (writes,
 *            programs, control on the plant floor); one more reading function; a device that is new itself; a
 *            service that is new itself (software.new_service); the many attempts of one that scans; programs of one computer among themselves.
 */

#include "judge/attempt.h"
#include "judge/detectors.h"
#include "judge/window.h"

#include <stdio.h>

#define ATTEMPTS   3
#define PASSING_PORTS 32768 /* from here on Linux gives ports to those who ask */
#define DAY	   (24 * 3600 * SECOND)

static const char *const harmless[] = {"read", "identify", "diagnose", "session", "alarm", NULL};

/* How networks keep themselves in order: it comes when it comes, seldom within the time of learning. */
static bool is_housekeeping(const struct sight *s)
{
	static const char *const names[] = {"arp",  "dhcp", "dhcpv6", "icmp", "igmp", "nd", "lldp", "cdp",
					    "stp",  "nbns", "nbdgm",  "mdns", "llmnr", "ssdp", "wsd",
					    "ntp",  "profinet-dcp", "hsrp", "vrrp", "syslog", NULL};

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

/* Attempts in vain are one event for a pair, and that of behaviour.scan when there are many. */
static bool is_scan(const struct sight *s)
{
	const uint64_t what = attempt_service(s->record) ^ s->server->number << 16;
	struct window *w = window_add(s, s->client->number, 0, 0, 1);

	window_set(w, &what, sizeof(what));
	return window_count(w) > ATTEMPTS ||
	       sight_found(s, "behaviour.scan", s->client->number) > sight_last(s) - DAY ||
	       sight_found(s, "behaviour.slow_scan", s->client->number) > sight_last(s) - DAY;
}

/* Programs of one computer among themselves, at ports of the moment. */
static bool is_within(const struct sight *s)
{
	const struct record *r = s->record;

	return !r->app_proto && r->dest_port >= PASSING_PORTS &&
	       (s->client == s->server || address_is_loopback(&r->dest_ip));
}

static void on_flow(const struct sight *s)
{
	const struct record *r = s->record;
	char detail[FINDING_DETAIL_SIZE], key[FINDING_KEY_SIZE], spoken[SPOKEN_SIZE];
	const bool floor = subject_is_floor(s->client) || subject_is_floor(s->server);

	if (s->usual.pair || is_within(s))
		return;
	const bool in_vain = attempt_came_to_nothing(r);
	if ((in_vain && is_scan(s)) || sight_is_new_service(s, key))
		return;
	snprintf(detail, sizeof(detail), "%s", sight_spoken_at(s, spoken));
	sight_tell(s, &(struct tell){.device = s->server->external || s->server->group ? s->client : s->server,
				     .peer = s->server->external || s->server->group ? s->server : s->client,
				     .key = in_vain ? "attempts" : r->app_proto ? r->app_proto : detail, .detail = detail,
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
	WINDOW_STATE,
	.budget = 8192,
	.baseline = true,
	.listed = true,
	.severity = SEVERITY_MEDIUM,
	.attack = {"T0859", "T0886"},
	.meti = {3, 22},
	.iec62443 = {"SR 5.1", "SR 6.2"},
	.smkl = {"c"},
};
