/* behaviour_response_time.c - a device takes far longer to answer than it did. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records in protocols of the plant floor: the time to the answer, as the sensor smooths it.
 * State: per question its learned answers (habits, 65,536 with those of others, which outlive the program).
 * Fires: a PLC that answered within 10 ms takes half a second.
 * Near miss: the same device a little slower; a single late answer; a question that was not learned.
 */

#include "judge/detectors.h"
#include "judge/rhythm.h"

#define TIMES_AT 6
#define LEAST_US 200000
#define COUNT_AT 20

static void on_record(const struct sight *s)
{
	const struct record_ot *ot = &s->record->ot;

	if (!s->client || !s->server || s->server->group || ot->response_us <= 0 ||
	    ot->count < COUNT_AT || !sight_is_industrial(s))
		return;
	struct habit *h = rhythm_habit(s);

	if (!h)
		return;
	if (s->learning || h->high == 0) {
		sight_habit_learn(s, h, ot->response_us);
		return;
	}
	if (ot->response_us < LEAST_US || ot->response_us < h->high * TIMES_AT)
		return;
	rhythm_tell(s, h->high, ot->response_us);
}

const struct detector detector_behaviour_response_time = {
        .id = "behaviour.response_time",
        .records = RECORDS(OT),
        .record = on_record,
        .baseline = true,
        .severity = SEVERITY_LOW,
        .attack = {"T0814", "T0830"},
        .meti = {5, 21},
        .iec62443 = {"SR 7.1", "SR 7.2"},
        .smkl = {"b", "c"},
};
