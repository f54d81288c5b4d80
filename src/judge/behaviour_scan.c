/* behaviour_scan.c - one device knocks at many addresses or ports. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: flow records over IP that nobody answered or that were refused; the spread entry of a client.
 * State: per client and ten minutes: 256 bits of addresses and 256 of ports; 8,192.
 * Fires: 12 or more addresses, or 20 or more ports of anybody, without an answer within ten minutes; so does the outside.
 * Near miss: one server that is down and is asked again and again; a device that looks for three absent neighbours;
 *            answered conversations, however many; late packets of servers outside.
 */

#include "judge/attempt.h"
#include "judge/detectors.h"
#include "judge/window.h"

#include <stdio.h>

#define ADDRESSES_AT 12
#define PORTS_AT     20
#define SPREAD_AT    40
/* From here on Linux gives ports to those who ask. */
#define PASSING_PORTS 32768

enum counted { COUNT_ADDRESSES, COUNT_PORTS };

/* One event, however it is done; in the allow-list the two are apart. */
static void tell(const struct sight *s, const char *usual, int count, const char *what)
{
	char detail[FINDING_DETAIL_SIZE];

	snprintf(detail, sizeof(detail), "%d %s", count, what);
	sight_tell(s, &(struct tell){.device = s->client, .usual = usual, .detail = detail});
}

/* Of what comes from outside: what servers there send too late goes to passing ports. */
static bool is_stray(const struct sight *s)
{
	const struct record *r = s->record;

	return s->client->external && !r->flow.spread &&
	       (!address_is_private(&r->dest_ip) || r->dest_port <= 0 || r->dest_port >= PASSING_PORTS);
}

static void on_record(const struct sight *s)
{
	const struct record *r = s->record;

	if (!s->client || !attempt_came_to_nothing(r) || is_stray(s))
		return;
	if (r->flow.spread) {
		if (r->flow.flows >= SPREAD_AT)
			tell(s, "addresses", (int)(r->flow.flows > 9999 ? 9999 : r->flow.flows), "attempts");
		return;
	}
	if (address_is_group(&r->dest_ip))
		return;
	const uint64_t service = attempt_service(r);
	struct window *w = window_add(s, s->client->number, 0, COUNT_ADDRESSES, 1);

	window_set(w, &r->dest_ip, sizeof(r->dest_ip));
	const int addresses = window_count(w);
	w = window_add(s, s->client->number, 0, COUNT_PORTS, 1);
	if (r->dest_port > 0)
		window_set(w, &service, sizeof(service));
	const int ports = window_count(w);

	if (addresses >= ADDRESSES_AT)
		tell(s, "addresses", addresses, "addresses");
	if (ports >= PORTS_AT)
		tell(s, "ports", ports, "ports");
}

const struct detector detector_behaviour_scan = {
	.id = "behaviour.scan",
	.records = RECORDS(FLOW),
	.record = on_record,
	WINDOW_STATE,
	.budget = 8192,
	.severity = SEVERITY_HIGH,
	.attack = {"T0846", "T0840"},
	.meti = {3, 22},
	.iec62443 = {"SR 6.2", "SR 5.2"},
	.smkl = {"c"},
};
