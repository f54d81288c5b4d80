/* presence_duplicate_mac.c - two devices have one MAC address. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: names and serial numbers of a device (asset hook): values that contradict each other.
 * State: none.
 * Fires: behind one MAC somebody says he is HMI-1 and somebody that he is HMI-2, turn by turn.
 * Near miss: a device that was renamed: the old name is said no more; a router, behind whose MAC many are; a
 *            module's serial number.
 */

#include "judge/detectors.h"

#include <stdio.h>
#include <string.h>

static bool is_identity(const struct asset_value *v)
{
	static const char *const names[] = {"serial", "station_name", "hostname", NULL};

	return v->slot < 0 && v->rank >= RANK_NAME && v->rank != RANK_OPERATOR &&
	       word_in(v->name, names);
}

/* Both were said after the other had been said first. */
static bool contradict(const struct asset_value *a, const struct asset_value *b)
{
	return a->number == b->number && a->rank == b->rank &&
	       strcasecmp(a->value, b->value) != 0 && strcmp(a->source, b->source) == 0 &&
	       a->first_seen < b->last_seen && b->first_seen < a->last_seen;
}

static size_t macs_of(const struct asset *a, bool *router)
{
	size_t n = 0;

	for (size_t i = 0; i < a->endpoint_count; i++) {
		n += a->endpoints[i].kind == ENDPOINT_MAC;
		*router |= a->endpoints[i].router || a->endpoints[i].shared;
	}
	return n;
}

static void on_asset(const struct sight *s)
{
	const struct asset *a = s->asset;
	char detail[FINDING_DETAIL_SIZE];
	bool router = false;

	if (a->external || macs_of(a, &router) != 1 || router)
		return;
	for (size_t i = 0; i < a->value_count; i++)
		for (size_t k = 0; k < i && is_identity(&a->values[i]); k++) {
			if (!contradict(&a->values[i], &a->values[k]))
				continue;
			snprintf(detail, sizeof(detail), "%.70s / %.70s", a->values[k].value,
			         a->values[i].value);
			sight_tell(s, &(struct tell){.device = s->client,
			                             .key = a->values[i].name,
			                             .detail = detail});
		}
}

const struct detector detector_presence_duplicate_mac = {
        .id = "presence.duplicate_mac",
        .asset = on_asset,
        .severity = SEVERITY_MEDIUM,
        .attack = {"T0830", "T0848"},
        .meti = {9, 23},
        .iec62443 = {"SR 1.2", "SR 3.1"},
        .smkl = {"b", "c"},
};
