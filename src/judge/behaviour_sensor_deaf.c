/* behaviour_sensor_deaf.c - a sensor hears nothing any more. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: stats records of live sensors: packets received; of a file, anomaly records "capture.silent": a gap of all traffic.
 * State: per sensor how many it had received, and since when no more; 64.
 * Fires: a mirror port that carried thousands of packets a second carries none for two minutes; a capture that had packets in
 *        each second of a minute has none for five.
 * Near miss: a quiet night in which broadcasts go on; a sensor that never heard anything; a file that was read to
 *            its end, or in which there was never much.
 */

#include "judge/detectors.h"

#include <stdio.h>
#include <string.h>

#include "lib/clock.h"

#define DEAF_AFTER (120 * SECOND)
#define HEARD_AT   1000

struct hearing {
	struct table_entry entry;
	uint64_t sensor;
	uint64_t boot;
	uint64_t received;
	int64_t since;
	bool told;
};

static void on_gap(const struct sight *s)
{
	const struct record_anomaly *a = &s->record->anomaly;
	char detail[FINDING_DETAIL_SIZE], from[CLOCK_TEXT_SIZE], to[CLOCK_TEXT_SIZE];

	if (strcmp(a->event, "capture.silent") != 0)
		return;
	clock_text_local(a->first_seen, from);
	clock_text_local(a->last_seen, to);
	snprintf(detail, sizeof(detail), "%.5s - %.5s", from + 11, to + 11);
	sight_tell(s, &(struct tell){.device = sight_where(s), .detail = detail});
}

static void on_stats(const struct sight *s)
{
	const struct record *r = s->record;
	const uint64_t received = sight_counter(s, "capture.received");
	const struct subject *sensor = sight_sensor(s);

	if (!r->stats.state || strcmp(r->stats.state, "running") != 0 || !sensor)
		return;
	struct hearing *h = sight_state(s, &sensor->number);

	if (!h->since || received != h->received || r->boot != h->boot) {
		h->received = received;
		h->boot = r->boot;
		h->since = r->time;
		h->told = false;
	} else if (!h->told && received >= HEARD_AT && r->time - h->since >= DEAF_AFTER) {
		h->told = true;
		sight_tell(s, &(struct tell){.device = sensor,
		                             .detail = r->in_iface,
		                             .first = h->since,
		                             .last = r->time});
	}
}

static void on_record(const struct sight *s)
{
	if (s->record->type == RECORD_ANOMALY)
		on_gap(s);
	else
		on_stats(s);
}

const struct detector detector_behaviour_sensor_deaf = {
        .id = "behaviour.sensor_deaf",
        .records = RECORDS(STATS) | RECORDS(ANOMALY),
        .record = on_record,
        .state_size = sizeof(struct hearing),
        .key_size = sizeof(uint64_t),
        .budget = 64,
        .severity = SEVERITY_HIGH,
        .attack = {"T0872"},
        .meti = {20, 13},
        .iec62443 = {"SR 6.2", "SR 2.10"},
        .smkl = {"a", "b"},
};
