/* behaviour_beacon.c - a device calls the same address outside by the clock. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: flow records: the time between the beginnings of flows and how much it varies, as the sensor smooths
 *        them.
 * State: none: who did so while the plant was learned is in the allow-list.
 * Fires: a computer opens a connection to one address outside each minute, ten times; eight that call the same address
 *        are one finding, that of the first, with the records of all.
 * Near miss: a person who reads web pages; one long connection; time and names (NTP, DNS); a partner inside.
 */

#include "judge/detectors.h"

#include <stdio.h>

#define FLOWS_AT 8
#define SHORTEST 5000000 /* microseconds: more often is work */
#define LONGEST  INT64_C(21600000000)

static bool is_clockwork(const struct record_flow *f)
{
	return f->flows >= FLOWS_AT && f->period_us >= SHORTEST && f->period_us <= LONGEST &&
	       f->jitter_us * 5 <= f->period_us;
}

static void on_record(const struct sight *s)
{
	static const char *const clockwork[] = {"ntp", "dns", "icmp", "dhcp", NULL};
	const struct record *r = s->record;
	const struct record_flow *f = &r->flow;
	char detail[FINDING_DETAIL_SIZE];

	if (!s->client || !s->server || s->client->external || !s->server->external || f->spread ||
	    word_in(r->app_proto, clockwork))
		return;
	/* an address that was called twice while the plant was learned is known, be it too early for a rhythm */
	if (s->learning ? f->flows < 2 : !is_clockwork(f))
		return;
	const bool named = subject_has_name(s->server);

	snprintf(detail, sizeof(detail), "%s%s%lld s, %s %d", named ? s->server->ip : "", named ? ", " : "",
	         (long long)(f->period_us / 1000000), sight_spoken(s), r->dest_port);
	sight_tell(s, &(struct tell){.device = s->client,
	                             .peer = s->server,
	                             .key = s->server->ip,
	                             .detail = detail,
	                             .together = true,
	                             .total = f->flows});
}

const struct detector detector_behaviour_beacon = {
        .id = "behaviour.beacon",
        .records = RECORDS(FLOW),
        .record = on_record,
        .severity = SEVERITY_HIGH,
        .attack = {"T0884", "T0885", "T0869"},
        .meti = {3, 8},
        .iec62443 = {"SR 5.2", "SR 6.2"},
        .smkl = {"c"},
};
