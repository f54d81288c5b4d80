/* behaviour_capture_drops.c - a sensor misses packets. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: stats records of live sensors: packets received, and dropped by the kernel for want of time.
 * State: per sensor and minute the totals; 64.
 * Fires: one packet in a hundred is lost for a minute.
 * Near miss: some packets at the start; one in ten thousand.
 */

#include "judge/detectors.h"

#include <stdio.h>

#include "lib/clock.h"

#define EACH     (60 * SECOND)
#define DROPS_AT 100

struct loss {
	struct table_entry entry;
	uint64_t sensor;
	uint64_t boot;
	uint64_t received;
	uint64_t dropped;
	int64_t since;
};

static void on_record(const struct sight *s)
{
	const struct record *r = s->record;
	const uint64_t received = sight_counter(s, "capture.received");
	const uint64_t dropped = sight_counter(s, "capture.kernel_drops");
	const struct subject *sensor = sight_sensor(s);
	char detail[FINDING_DETAIL_SIZE];

	if (!sensor || !received)
		return;
	struct loss *l = sight_state(s, &sensor->number);

	if (l->since && l->boot == r->boot && r->time - l->since < EACH)
		return;
	const bool known =
	        l->since && l->boot == r->boot && received >= l->received && dropped >= l->dropped;
	const uint64_t more = known ? received - l->received : 0,
	               lost = known ? dropped - l->dropped : 0;

	l->boot = r->boot;
	l->received = received;
	l->dropped = dropped;
	l->since = r->time;
	if (lost < DROPS_AT || lost * 100 < more)
		return;
	snprintf(detail, sizeof(detail), "%llu / %llu", (unsigned long long)lost,
	         (unsigned long long)(more + lost));
	sight_tell(s, &(struct tell){.device = sensor, .detail = detail, .total = dropped});
}

const struct detector detector_behaviour_capture_drops = {
        .id = "behaviour.capture_drops",
        .records = RECORDS(STATS),
        .record = on_record,
        .state_size = sizeof(struct loss),
        .key_size = sizeof(uint64_t),
        .budget = 64,
        .severity = SEVERITY_MEDIUM,
        .attack = {"T0872"},
        .meti = {14, 20},
        .iec62443 = {"SR 2.9", "SR 6.2"},
        .smkl = {"a", "b"},
};
