/* presence_new_device.c - a device that was not here while the plant was learned. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: devices of the inventory (asset hook).
 * State: the newcomers of the last half minute, 1,024: a device is often seen first by its MAC alone and
 *        turns out to be a known one a moment later.
 * Fires: after learning, a laptop speaks on the line and stays itself for 30 s.
 * Near miss: a known PLC answers from a further address; addresses outside the site; a device whose note says "seldom"; one
 *            that is where another was (presence.replaced); one of a flood of forged ones (behaviour.forged_macs), of
 *            whom nothing more is heard; this program itself.
 */

#include "judge/detectors.h"

#include <string.h>

#include "lib/clock.h"

#define SURE_AFTER (30 * SECOND)

struct newcomer {
	struct table_entry entry;
	uint64_t number;
	int64_t since;
	int64_t source;
};

/* The active check asks from there. */
static bool is_ourselves(const struct subject *d)
{
	return strcmp(d->role, "watchtower") == 0;
}

static void on_asset(const struct sight *s)
{
	const bool known = s->client->usual || s->client->external || s->client->seldom || is_ourselves(s->client);

	if (s->learning || !s->usual.baseline || known)
		return;
	struct newcomer *n = sight_state(s, &s->client->number);

	if (n->since)
		return;
	n->since = s->now;
	n->source = s->source;
	sight_wake(s, n->since + SURE_AFTER);
}

static void on_tick(const struct sight *s)
{
	uint32_t position = 0;
	struct newcomer *n;

	while ((n = table_next(s->state, &position)) != NULL) {
		if (n->source != s->source || n->since == INT64_MAX)
			continue;
		if (s->now - n->since < SURE_AFTER) {
			sight_wake(s, n->since + SURE_AFTER);
			continue;
		}
		const struct subject *device = sight_subject(s, n->number);

		if (device && sight_is_of_flood(s, device)) {
			sight_state_remove(s, n); /* heard again, he is asked after again */
			continue;
		}
		n->since = INT64_MAX; /* said: it is not asked again */
		if (device && !device->usual && !device->instead && !device->seldom && !is_ourselves(device))
			sight_tell(s, &(struct tell){.device = device, .detail = device->ip,
						     .first = device->first, .last = device->last});
	}
}

const struct detector detector_presence_new_device = {
	.id = "presence.new_device",
	.asset = on_asset,
	.tick = on_tick,
	.each = 10,
	.woken = true,
	.state_size = sizeof(struct newcomer),
	.key_size = sizeof(uint64_t),
	.budget = 1024,
	.baseline = true,
	.listed = true,
	.severity = SEVERITY_MEDIUM,
	.attack = {"T0864", "T0847"},
	.meti = {2, 22},
	.iec62443 = {"SR 1.2", "SR 7.8"},
	.smkl = {"b"},
};
