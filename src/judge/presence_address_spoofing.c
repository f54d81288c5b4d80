/* presence_address_spoofing.c - somebody says he has the addresses of others. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: claims of addresses by ARP and ND; anomaly records of forged ARP and ND, and of redirections.
 * State: who had an address first, and per MAC and ten minutes the addresses that it took from others; 16,384.
 * Fires: one MAC takes two addresses whose holders still speak, or that of a router; a sender whose ARP
 *        contradicts its frame.
 * Near miss: one address taken twice by mistake (presence.duplicate_address); a lease that moved on; VRRP and
 *            HSRP.
 */

#include "judge/detectors.h"
#include "judge/window.h"

#include <string.h>

enum kept { KEPT_HOLDER = 1, KEPT_TAKER };

#define TAKEN_AT 2

static bool is_shared_mac(const struct mac *m)
{
	static const uint8_t vrrp[] = {0x00, 0x00, 0x5e, 0x00}, hsrp[] = {0x00, 0x00, 0x0c, 0x07};

	return memcmp(m->bytes, vrrp, sizeof(vrrp)) == 0 ||
	       memcmp(m->bytes, hsrp, sizeof(hsrp)) == 0;
}

static void on_claim(const struct sight *s)
{
	const struct record_claim *c = &s->record->claim;
	static const char *const sources[] = {"arp", "nd", NULL};
	static const char *const routers[] = {"router", "firewall", "gateway", NULL};

	if (strcmp(c->name, "ip") != 0 || !word_in(c->source, sources) || !c->has_mac ||
	    !s->client || is_shared_mac(&c->mac))
		return;
	const uint64_t address = hash_bytes(c->value, strlen(c->value), s->record->vlan[0]);
	const struct window_key key = {address, 0, -2, KEPT_HOLDER};
	struct window *h = sight_state(s, &key);

	if (!h->sum || h->sum == s->client->number) {
		h->sum = s->client->number;
		h->first = h->first && h->first < c->first_seen ? h->first : c->first_seen;
		h->last = c->last_seen > h->last ? c->last_seen : h->last;
		return;
	}
	/* records of a file come by device, not by time: whoever was first is the holder */
	const bool later = c->first_seen >= h->first;
	const struct subject *holder = later ? sight_subject(s, h->sum) : s->client;
	const struct subject *taker = later ? s->client : sight_subject(s, h->sum);
	const bool both = later ? h->last >= c->first_seen : c->last_seen >= h->first;

	if (!later) {
		h->sum = s->client->number;
		h->first = c->first_seen;
	}
	if (!both || !holder || !taker)
		return;
	struct window *w = window_add(s, taker->number, 0, KEPT_TAKER, 1);

	window_set(w, &address, sizeof(address));
	if (window_count(w) >= TAKEN_AT)
		holder = NULL; /* one event, however many */
	else if (!word_in(holder->role, routers))
		return;
	sight_tell(s, &(struct tell){.device = taker, .peer = holder, .key = "taken", .detail = c->value});
}

static void on_record(const struct sight *s)
{
	static const char *const forged[] = {"arp.sender_mismatch", "nd.sender_mismatch",
	                                     "nd.redirect", "icmp.redirect", NULL};

	if (s->record->type == RECORD_CLAIM)
		on_claim(s);
	else if (word_in(s->record->anomaly.event, forged))
		sight_tell(s, &(struct tell){.device = s->client,
		                             .peer = s->server,
		                             .key = s->record->anomaly.event,
		                             .detail = s->record->anomaly.event,
		                             .severity = SEVERITY_MEDIUM,
		                             .total = s->record->anomaly.count});
}

const struct detector detector_presence_address_spoofing = {
        .id = "presence.address_spoofing",
        .records = RECORDS(CLAIM) | RECORDS(ANOMALY),
        .record = on_record,
        WINDOW_STATE,
        .budget = 16384,
        .severity = SEVERITY_HIGH,
        .attack = {"T0830", "T0842"},
        .meti = {9, 12},
        .iec62443 = {"SR 3.1", "SR 4.1"},
        .smkl = {"c"},
};
