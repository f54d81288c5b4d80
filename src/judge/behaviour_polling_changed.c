/* behaviour_polling_changed.c - a cyclic question comes faster or slower than it did. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot records of class read and write in protocols of the plant floor: period and jitter, as the sensor
 *        smooths them.
 * State: per question its learned periods (habits, 65,536 with those of others, which outlive the program).
 * Fires: a screen that asked each second asks every 100 ms, or every three seconds.
 * Near miss: jitter; questions that never were cyclic; another question than was learned.
 */

#include "judge/detectors.h"
#include "judge/rhythm.h"

#define COUNT_AT 20

static bool is_cyclic(const struct record_ot *ot)
{
	return ot->count >= COUNT_AT && ot->period_us > 0 && ot->jitter_us >= 0 &&
	       ot->jitter_us * 4 <= ot->period_us;
}

static void on_record(const struct sight *s)
{
	static const char *const classes[] = {"read", "write", NULL};
	const struct record_ot *ot = &s->record->ot;

	if (!s->client || !s->server || s->server->group || !word_in(ot->class, classes) ||
	    !sight_is_industrial(s) || !is_cyclic(ot))
		return;
	struct habit *h = rhythm_habit(s);

	if (!h)
		return;
	if (s->learning || h->high == 0) {
		sight_habit_learn(s, h, ot->period_us);
		return;
	}
	if (!s->usual.target || (ot->period_us * 2 > h->low && ot->period_us < h->high * 2))
		return;
	rhythm_tell(s, ot->period_us * 2 <= h->low ? h->low : h->high, ot->period_us);
}

const struct detector detector_behaviour_polling_changed = {
        .id = "behaviour.polling_changed",
        .records = RECORDS(OT),
        .classes = CLASSES(READ) | CLASSES(WRITE),
        .record = on_record,
        .baseline = true,
        .severity = SEVERITY_LOW,
        .attack = {"T0806", "T0814"},
        .meti = {5, 23},
        .iec62443 = {"SR 7.1", "SR 3.5"},
        .smkl = {"b", "c"},
};
