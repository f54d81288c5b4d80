/* presence_duplicate_mac.c - two devices have one MAC address. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: names, serial numbers and addresses of a device (asset hook): values that contradict each other.
 * State: none.
 * Fires: behind one MAC somebody says he is HMI-1 and somebody that he is HMI-2, turn by turn; while an address that was never
 *        leased is used, somebody leases another one.
 * Near miss: a device that was renamed: the old name is said no more; a router, behind whose MAC many are; a
 *            module's serial number; another lease than before; a fixed address given up for a lease.
 */

#include "judge/detectors.h"

#include <stdio.h>
#include <string.h>

#include "dissect/attribute.h"
#include "lib/clock.h"

#define LEAVING (60 * SECOND) /* a computer that changes over says its old address no longer */

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

static bool is_ip(const struct asset_value *v, bool leased)
{
	return strcmp(v->name, attribute_ip) == 0 && strchr(v->value, '.') && strncmp(v->value, "169.254.", 8) != 0 &&
	       strcmp(v->source, leased ? "dhcp" : "arp") == 0;
}

static bool was_leased(const struct asset *a, const char *ip)
{
	for (size_t i = 0; i < a->value_count; i++)
		if (is_ip(&a->values[i], true) && strcmp(a->values[i].value, ip) == 0)
			return true;
	return false;
}

/* One computer has either a fixed address or a lease; who has both, before and after, is two. */
static const struct asset_value *fixed_beside(const struct asset *a, const struct asset_value *lease)
{
	for (size_t i = 0; i < a->value_count; i++) {
		const struct asset_value *v = &a->values[i];

		if (is_ip(v, false) && v->first_seen < lease->first_seen && v->last_seen > lease->first_seen + LEAVING &&
		    !was_leased(a, v->value))
			return v;
	}
	return NULL;
}

static void look_for_lease(const struct sight *s, const struct asset *a)
{
	char detail[FINDING_DETAIL_SIZE];

	for (size_t i = 0; i < a->value_count; i++) {
		const struct asset_value *lease = &a->values[i];
		const struct asset_value *fixed = is_ip(lease, true) ? fixed_beside(a, lease) : NULL;

		if (!fixed)
			continue;
		snprintf(detail, sizeof(detail), "%.70s / %.70s", fixed->value, lease->value);
		sight_tell(s, &(struct tell){.device = s->client, .key = attribute_ip, .detail = detail});
		return;
	}
}

static void on_asset(const struct sight *s)
{
	const struct asset *a = s->asset;
	char detail[FINDING_DETAIL_SIZE];
	bool router = false;

	if (a->external || macs_of(a, &router) != 1 || router)
		return;
	look_for_lease(s, a);
	for (size_t i = 0; i < a->value_count; i++) {
		const size_t others = is_identity(&a->values[i]) ? i : 0;

		for (size_t k = 0; k < others; k++) {
			if (!contradict(&a->values[i], &a->values[k]))
				continue;
			snprintf(detail, sizeof(detail), "%.70s / %.70s", a->values[k].value,
			         a->values[i].value);
			sight_tell(s, &(struct tell){.device = s->client,
			                             .key = a->values[i].name,
			                             .detail = detail});
		}
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
