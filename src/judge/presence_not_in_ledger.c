/* presence_not_in_ledger.c - a device that the ledger does not know. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: devices, and which of them are in a row of the plant's own ledger, once one was imported.
 * State: one entry: the ledger that was looked through last.
 * Fires: the ledger was imported and a PLC on the line is in no row of it; a device turns up that no row names.
 * Near miss: no ledger was imported; addresses outside the site; a device whose row gives its MAC alone.
 */

#include "judge/detectors.h"

struct looked {
	struct table_entry entry;
	uint64_t key;
	uint64_t version;
};

static void tell(const struct sight *s, const struct subject *device)
{
	if (device->external || device->group || device->first == 0 ||
	    sight_ledger(s, device->number) != 0)
		return;
	sight_tell(s, &(struct tell){.device = device,
	                             .detail = device->ip,
	                             .first = device->first,
	                             .last = device->last});
}

static void on_asset(const struct sight *s)
{
	if (s->before->first) /* it has had a moment to turn out to be another */
		tell(s, s->client);
}

static void on_tick(const struct sight *s)
{
	const uint64_t key = 1, version = sight_ledger_version(s);
	struct looked *l = sight_state(s, &key);
	uint32_t position = 0;
	const struct subject *device;

	if (l->version == version)
		return;
	l->version = version;
	while ((device = sight_each_subject(s, &position)) != NULL)
		tell(s, device);
}

const struct detector detector_presence_not_in_ledger = {
        .id = "presence.not_in_ledger",
        .asset = on_asset,
        .tick = on_tick,
        .state_size = sizeof(struct looked),
        .key_size = sizeof(uint64_t),
        .budget = 4,
        .severity = SEVERITY_LOW,
        .attack = {"T0864"},
        .meti = {2, 22},
        .iec62443 = {"SR 7.8"},
        .smkl = {"b"},
};
