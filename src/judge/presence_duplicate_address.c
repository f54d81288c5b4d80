/* presence_duplicate_address.c - two devices answer for one IP address. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: addresses of devices as the inventory binds them (asset hook): an endpoint in conflict; claims of addresses by
 *        ARP and ND.
 * State: who took an address from whom; conflicts of the last minute: 16,384.
 * Fires: a second MAC says by ARP that it has the address of a PLC, while the PLC goes on.
 * Near miss: somebody who takes the addresses of many, or a router's (presence.address_spoofing); a DHCP lease that
 *            moves on; a router's MAC with many addresses; VRRP's shared address.
 */

#include "judge/detectors.h"
#include "judge/taking.h"

#include <string.h>

#define AT_CONFLICT -3
/* Whoever takes the next one within it spoofs. */
#define SURE	    (45 * SECOND)

static void on_record(const struct sight *s)
{
	(void)taking_see(s);
}

static void on_asset(const struct sight *s)
{
	for (size_t i = 0; i < s->asset->endpoint_count; i++) {
		const struct endpoint *e = &s->asset->endpoints[i];
		const struct window_key key = {s->client->number, e->id, AT_CONFLICT, (uint64_t)s->source};

		if (!e->conflict || !e->has_ip || e->shared || e->dhcp || address_is_zero(&e->ip))
			continue;
		struct window *w = sight_state(s, &key);
		w->first = w->first ? w->first : s->now;
		w->last = s->asset->last_seen;
		w->sum = e->vlan;
		memcpy(w->bits, &e->ip, sizeof(e->ip));
		sight_wake(s, w->first + SURE);
	}
}

static void settle(const struct sight *s, const struct window *w)
{
	const struct subject *device = sight_subject(s, w->key.one);
	char ip[ADDRESS_TEXT_SIZE];
	struct address address;

	memcpy(&address, w->bits, sizeof(address));
	address_text(&address, ip);
	const struct taking t = taking_of(s, ip, (uint16_t)w->sum);

	if (!device || t.spoofs)
		return;
	const struct subject *other = t.taker != device ? t.taker : t.holder;

	sight_tell(s, &(struct tell){.device = device,
				     .peer = other != device ? other : NULL,
				     .key = ip,
				     .detail = ip,
				     .first = t.since ? t.since : w->last,
				     .last = t.until ? t.until : w->last});
}

static void on_tick(const struct sight *s)
{
	uint32_t position = 0;
	struct window *w;

	while ((w = table_next(s->state, &position)) != NULL) {
		if (w->key.at != AT_CONFLICT || w->key.what != (uint64_t)s->source)
			continue;
		if (s->now - w->first < SURE) {
			sight_wake(s, w->first + SURE);
			continue;
		}
		settle(s, w);
		sight_state_remove(s, w);
	}
}

const struct detector detector_presence_duplicate_address = {
	.id = "presence.duplicate_address",
	.records = RECORDS(CLAIM),
	.record = on_record,
	.asset = on_asset,
	.tick = on_tick,
	.each = 10, /* the table holds all holders of addresses */
	.woken = true,
	WINDOW_STATE,
	.budget = 16384,
	.severity = SEVERITY_HIGH,
	.attack = {"T0830", "T0814"},
	.meti = {9, 23},
	.iec62443 = {"SR 3.1", "SR 7.1"},
	.smkl = {"b", "c"},
};
