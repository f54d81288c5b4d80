/* taking.c - who says by ARP or ND that he has the address of somebody else. SPDX-License-Identifier: Apache-2.0
 *
 * State: who had an address first and who took it, and per device and ten minutes the addresses that it took.
 */

#include "judge/taking.h"

#include <string.h>

enum kept { KEPT_HOLDER = 1, KEPT_TAKER };

#define AT_HOLDER -2

static bool is_shared_mac(const struct mac *m)
{
	static const uint8_t vrrp[] = {0x00, 0x00, 0x5e, 0x00}, hsrp[] = {0x00, 0x00, 0x0c, 0x07};

	return memcmp(m->bytes, vrrp, sizeof(vrrp)) == 0 || memcmp(m->bytes, hsrp, sizeof(hsrp)) == 0;
}

static struct window_key key_of(const char *address, uint16_t vlan)
{
	return (struct window_key){hash_bytes(address, strlen(address), vlan), 0, AT_HOLDER, KEPT_HOLDER};
}

static bool is_router(const struct subject *d)
{
	static const char *const routers[] = {"router", "firewall", "gateway", NULL};

	return word_in(d->role, routers);
}

/* bits of a holder's entry: the taker, whether he spoofs, and from when until when he claimed it. */
static void note(const struct sight *s, struct window *h, struct taking *t)
{
	struct window *w = window_add(s, t->taker->number, 0, KEPT_TAKER, 1);

	window_set(w, &h->key.one, sizeof(h->key.one));
	t->spoofs = window_count(w) >= TAKEN_AT || is_router(t->holder);
	h->bits[0] = t->taker->number;
	h->bits[1] = t->spoofs;
	h->bits[2] = (uint64_t)t->since;
	h->bits[3] = (uint64_t)t->until;
}

struct taking taking_see(const struct sight *s)
{
	const struct record_claim *c = &s->record->claim;
	static const char *const sources[] = {"arp", "nd", NULL};
	struct taking t = {0};

	if (strcmp(c->name, "ip") != 0 || !word_in(c->source, sources) || !c->has_mac || !s->client ||
	    is_shared_mac(&c->mac))
		return t;
	const struct window_key key = key_of(c->value, s->record->vlan[0]);
	struct window *h = sight_state(s, &key);

	if (!h->sum || h->sum == s->client->number) {
		h->sum = s->client->number;
		h->first = h->first && h->first < c->first_seen ? h->first : c->first_seen;
		h->last = c->last_seen > h->last ? c->last_seen : h->last;
		return t;
	}
	/* records of a file come by device, not by time: whoever was first is the holder */
	const bool later = c->first_seen >= h->first;
	const bool both = later ? h->last >= c->first_seen : c->last_seen >= h->first;

	t.holder = later ? sight_subject(s, h->sum) : s->client;
	t.taker = later ? s->client : sight_subject(s, h->sum);
	t.since = later ? c->first_seen : h->first;
	t.until = later ? c->last_seen : h->last;
	if (!later) {
		h->sum = s->client->number;
		h->first = c->first_seen;
	}
	if (!both || !t.holder || !t.taker)
		return (struct taking){0};
	note(s, h, &t);
	return t;
}

struct taking taking_of(const struct sight *s, const char *address, uint16_t vlan)
{
	const struct window_key key = key_of(address, vlan);
	const struct window *h = sight_state_find(s, &key);

	if (!h || !h->bits[0])
		return (struct taking){0};
	return (struct taking){.holder = sight_subject(s, h->sum), .taker = sight_subject(s, h->bits[0]), .spoofs = h->bits[1] != 0,
			       .since = (int64_t)h->bits[2], .until = (int64_t)h->bits[3]};
}
