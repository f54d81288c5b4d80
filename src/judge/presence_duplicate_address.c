/* presence_duplicate_address.c - two devices answer for one IP address. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: addresses of devices as the inventory binds them (asset hook): an endpoint in conflict.
 * State: none.
 * Fires: a second MAC says by ARP that it has the address of a PLC, while the PLC goes on.
 * Near miss: a DHCP lease that moves on; a router's MAC with many addresses; VRRP's shared address.
 */

#include "judge/detectors.h"

static void on_asset(const struct sight *s)
{
	char ip[ADDRESS_TEXT_SIZE];

	for (size_t i = 0; i < s->asset->endpoint_count; i++) {
		const struct endpoint *e = &s->asset->endpoints[i];

		if (!e->conflict || !e->has_ip || e->shared || e->dhcp || address_is_zero(&e->ip))
			continue;
		address_text(&e->ip, ip);
		sight_tell(s, &(struct tell){.device = s->client, .key = ip, .detail = ip});
	}
}

const struct detector detector_presence_duplicate_address = {
	.id = "presence.duplicate_address",
	.asset = on_asset,
	.severity = SEVERITY_HIGH,
	.attack = {"T0830", "T0814"},
	.meti = {9, 23},
	.iec62443 = {"SR 3.1", "SR 7.1"},
	.smkl = {"b", "c"},
};
