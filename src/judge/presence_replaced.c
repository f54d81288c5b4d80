/* presence_replaced.c - another device is at the address of a known one. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: addresses and serial numbers of devices (asset hook).
 * State: who had an address last, 16,384.
 * Fires: the PLC at an address has another MAC or another serial number from one day to the other.
 * Near miss: a DHCP lease that moves; an address that two hold at once (presence.duplicate_address); VRRP; a
 *            router's addresses.
 */

#include "judge/detectors.h"

#include <stdio.h>
#include <string.h>

struct holder {
	struct table_entry entry;
	struct holder_key {
		struct address ip;
		uint64_t vlan;
	} key;
	uint64_t number;
	uint64_t mac; /* endpoint of its MAC */
};

static void look_at(const struct sight *s, const struct endpoint *e)
{
	const struct holder_key key = {e->ip, e->vlan};
	struct holder *h = sight_state(s, &key);
	const struct subject *before = h->number ? sight_subject(s, h->number) : NULL;
	char ip[ADDRESS_TEXT_SIZE];

	const bool other = h->number != s->client->number && h->mac != e->owner;

	h->number = s->client->number;
	h->mac = e->owner;
	if (!other || !before || before->group || before->seldom)
		return;
	address_text(&e->ip, ip);
	sight_tell(s, &(struct tell){.device = s->client, .peer = before, .key = ip, .detail = ip});
}

static void on_asset(const struct sight *s)
{
	char detail[FINDING_DETAIL_SIZE];

	if (s->client->external)
		return;
	for (size_t i = 0; i < s->asset->endpoint_count; i++) {
		const struct endpoint *e = &s->asset->endpoints[i];

		if (e->kind == ENDPOINT_IP && e->owner && e->confirmed && !e->retired && !e->dhcp &&
		    !e->shared && !e->conflict && !e->router && !address_is_zero(&e->ip))
			look_at(s, e);
	}
	if (!*s->before->serial || !*s->client->serial ||
	    strcmp(s->before->serial, s->client->serial) == 0)
		return;
	snprintf(detail, sizeof(detail), "%s -> %s", s->before->serial, s->client->serial);
	sight_tell(s,
	           &(struct tell){.device = s->client, .key = s->client->serial, .detail = detail});
}

const struct detector detector_presence_replaced = {
        .id = "presence.replaced",
        .asset = on_asset,
        .state_size = sizeof(struct holder),
        .key_size = sizeof(struct holder_key),
        .budget = 16384,
        .doer = true,
        .severity = SEVERITY_HIGH,
        .attack = {"T0864", "T0847"},
        .meti = {2, 22},
        .iec62443 = {"SR 1.2", "SR 7.8"},
        .smkl = {"b"},
};
