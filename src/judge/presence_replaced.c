/* presence_replaced.c - another device is at the address of a known one. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: addresses and serial numbers of devices (asset hook).
 * State: who had an address last, 16,384.
 * Fires: the PLC at an address has another MAC or another serial number from one day to the other.
 *            It is told with the time at which the new one was first heard there, which a file tells at its end.
 * Near miss: a DHCP lease that moves; an address that two hold at once (presence.duplicate_address); VRRP; a
 *            router's addresses.
 */

#include "judge/detectors.h"

#include <stdio.h>
#include <string.h>

#include "dissect/attribute.h"

struct holder {
	struct table_entry entry;
	struct holder_key {
		struct address ip;
		uint64_t vlan;
	} key;
	uint64_t number;
	uint64_t mac; /* endpoint of its MAC */
};

/* A file's claims come in one piece: it was then, and no record of now shows it. */
static void tell(const struct sight *s, int64_t since, const struct tell *what)
{
	struct tell t = *what;

	t.device = s->client;
	t.happened = true;
	t.first = t.last = since;
	sight_tell(s, &t);
}

/* When it said this serial number first; 0 when nobody knows. */
static int64_t said_first(const struct asset *a)
{
	for (size_t i = 0; i < a->value_count; i++) {
		const struct asset_value *v = &a->values[i];

		if (v->chosen && v->slot < 0 && strcmp(v->name, attribute_serial) == 0)
			return v->first_seen;
	}
	return 0;
}

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
	tell(s, e->bound_first, &(struct tell){.peer = before, .key = ip, .detail = ip});
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
	tell(s, said_first(s->asset), &(struct tell){.key = s->client->serial, .detail = detail});
}

const struct detector detector_presence_replaced = {
        .id = "presence.replaced",
        .asset = on_asset,
        .state_size = sizeof(struct holder),
        .key_size = sizeof(struct holder_key),
        .budget = 16384,
        .doer = true,
        .takes_place = true,
        .severity = SEVERITY_HIGH,
        .attack = {"T0864", "T0847"},
        .meti = {2, 22},
        .iec62443 = {"SR 1.2", "SR 7.8"},
        .smkl = {"b"},
};
