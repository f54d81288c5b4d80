/* behaviour_sensor_deaf.c - a sensor hears nothing any more. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: stats records of live sensors: packets received.
 * State: per sensor how many it had received, and since when no more; 64.
 * Fires: a mirror port that carried thousands of packets a second carries none for two minutes.
 * Near miss: a quiet night in which broadcasts go on; a sensor that never heard anything; a file that was read to
 *            its end.
 */

#include "judge/detectors.h"

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

static void on_record(const struct sight *s)
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

const struct detector detector_behaviour_sensor_deaf = {
        .id = "behaviour.sensor_deaf",
        .records = RECORDS(STATS),
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
