/* presence_silent.c - a machine of the plant floor is heard no more. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: liveness of devices, by their own rhythm (asset hook): no conversation of theirs goes on as it used to; which
 *        pairs fell silent with them.
 * State: devices that have fallen silent within the last minute, or in a break that lasts, 4,096; the hours in which they did so while the plant
 *        was learned are in the allow-list.
 * Fires: a PLC that answered each second answers nobody any more; one that does not come back from a break; those at a
 *        switch that fails, which are asked on.
 * Near miss: the stations of a controller that was told to stop, or was replaced, nor that one itself; a line that stops, with many others, or at
 *            the hour at which it stopped while it was learned; a PC that is switched off; a device that was declared seldom
 *            connected, or that only came by; a deaf sensor; the partner of who failed.
 */

#include "judge/detectors.h"

#include <stdio.h>
#include <string.h>

#include "lib/clock.h"

#define PARTNERS 16
#define AGAIN	 (300 * SECOND) /* while the break lasts */
#define VISIT	 (300 * SECOND) /* who was here for less only came by */

struct missing {
	struct table_entry entry;
	uint64_t device;
	int64_t due; /* to be looked at */
	int64_t source;
};

static void tell(const struct sight *s, const struct subject *device)
{
	char detail[FINDING_DETAIL_SIZE], at[CLOCK_TEXT_SIZE];

	clock_text_local(device->liveness_since, at);
	snprintf(detail, sizeof(detail), "%.10s %.5s", at, at + 11);
	sight_tell_lull(s, &(struct tell){.device = device,
					  .detail = detail,
					  .severity = subject_is_controller(device) ? SEVERITY_HIGH : SEVERITY_DEFAULT,
					  .first = device->liveness_since});
}

static bool is_machine(const struct subject *d)
{
	if (d->seldom || d->external || d->group || !d->usual || d->liveness_since - d->first < VISIT)
		return false;
	return d->importance >= 3 ||
	       (subject_is_floor(d) && !subject_is_attended(d) && strcmp(d->role, "unknown") != 0);
}

/* Who failed and is back may be another: those who spoke with it need a rhythm with the new one first. */
#define RETURN (900 * SECOND)

/* Until when the silence of p explains that of a device that lost n partners: it lost more; of two equal ones the server is missed. */
static int64_t explained_by(const struct sight *s, const struct subject *device, int n, const struct subject *p)
{
	const int64_t since = device->liveness_since;
	uint64_t others[PARTNERS];
	const bool back = p->liveness != LIVENESS_SILENT;

	if ((back && p->liveness_since <= since) || !is_machine(p))
		return INT64_MIN;
	const int m = sight_lost_partners(s, since, p->number, others, PARTNERS);
	if (m < n || (m == n && (!subject_is_controller(p) || subject_is_controller(device))))
		return INT64_MIN;
	return back ? p->liveness_since + RETURN : INT64_MAX;
}

/* It fell silent because somebody else did, or was told to stop. */
static bool is_explained(const struct sight *s, const struct subject *device)
{
	uint64_t partners[PARTNERS];
	const int n = sight_lost_partners(s, device->liveness_since, device->number, partners, PARTNERS);

	int stopped = 0;

	for (int i = 0; i < n; i++) {
		const struct subject *p = sight_subject(s, partners[i]);

		if (p && explained_by(s, device, n, p) > s->now)
			return true;
		stopped += sight_was_stopped(s, device->liveness_since, partners[i]);
	}
	return n && stopped == n;
}

/* True when there is nothing more to wait for. */
static bool settle(const struct sight *s, struct missing *m)
{
	const struct subject *device = sight_subject(s, m->device);

	if (!device || device->replaced || device->liveness != LIVENESS_SILENT || !is_machine(device))
		return true;
	if (sight_is_break(s, device->liveness_since, device->number, 0) || is_explained(s, device)) {
		m->due = s->now + AGAIN;
		return false;
	}
	tell(s, device);
	return true;
}

static void on_asset(const struct sight *s)
{
	const struct subject *was = s->before, *is = s->client;
	struct missing *m;

	if (is->liveness == LIVENESS_SILENT && was->liveness != LIVENESS_SILENT) {
		if (s->learning && !is->external) /* what it is may be known later */
			tell(s, is);
		m = sight_state(s, &is->number);
		*m = (struct missing){m->entry, is->number, s->now + sight_lull_wait(s, is->liveness_since), s->source};
		sight_wake(s, m->due);
	} else if (is->liveness != LIVENESS_SILENT && was->liveness == LIVENESS_SILENT) {
		m = sight_state_find(s, &is->number);
		if (m)
			sight_state_remove(s, m);
	}
}

static void on_tick(const struct sight *s)
{
	uint32_t position = 0;
	struct missing *m;

	while ((m = table_next(s->state, &position)) != NULL) {
		if (m->source != s->source)
			continue;
		if (s->now >= m->due && settle(s, m))
			sight_state_remove(s, m);
		else
			sight_wake(s, m->due);
	}
}

const struct detector detector_presence_silent = {
	.id = "presence.silent",
	.asset = on_asset,
	.tick = on_tick,
	.each = 10,
	.woken = true,
	.state_size = sizeof(struct missing),
	.key_size = sizeof(uint64_t),
	.budget = 4096,
	.baseline = true,
	.severity = SEVERITY_MEDIUM,
	.attack = {"T0881", "T0814", "T0826"},
	.meti = {21, 15},
	.iec62443 = {"SR 7.1", "SR 6.2"},
	.smkl = {"b", "c"},
};
