/* bind.c - which MAC holds which IP. SPDX-License-Identifier: Apache-2.0
 *
 * ARP, neighbour discovery and DHCP say it outright. A conversation says only that a frame with
 * this MAC carried this IP, which is as true of a router; so that binds a few addresses at most,
 * and all of them are let go when the MAC turns out to be one.
 */

#include "inventory/inside.h"

#include "inventory/vendor.h"
#include "lib/clock.h"
#include "record/record.h"

#include <stdio.h>

#define TENTATIVE_MAX 3  /* addresses on the word of conversations; one more makes a router */
#define CONFIRMED_MAX 32 /* more, and the MAC answers ARP for others (proxy ARP) */

static bool is_link_local6(const struct address *ip)
{
	return ip->bytes[0] == 0xfe && (ip->bytes[1] & 0xc0) == 0x80;
}

/* The usual size of one network: /24, /64. */
static bool same_network(const struct address *a, const struct address *b)
{
	if (address_is_ip4(a) != address_is_ip4(b))
		return false;
	return memcmp(a->bytes, b->bytes, address_is_ip4(a) ? 15 : 8) == 0;
}

struct node *bind_mac(struct inventory *inv, uint16_t vlan, const struct mac *mac)
{
	struct node *node = node_find_mac(inv, vlan, mac);

	if (node)
		return node;
	node = node_new(inv, mac_is_group(mac) ? ENDPOINT_GROUP : ENDPOINT_MAC, vlan, mac, NULL);
	if (!node || node->kind == ENDPOINT_GROUP)
		return node;
	node->shared = vendor_mac_is_virtual_router(mac);
	/* A burnt-in address in two VLANs is one interface on a trunk; made-up ones may repeat. */
	struct node *elsewhere = mac->bytes[0] & 2 ? NULL : node_elsewhere(inv, vlan, mac);

	if (elsewhere && elsewhere->home && !node->shared)
		device_move(inv, node, elsewhere->home);
	return node;
}

/*
 * ETG.1000.4: the first slave marks the frame that it sends back as locally administered. It is
 * still the master's.
 */
static struct node *bind_frame(struct inventory *inv, const struct record *record,
                               const struct mac *mac)
{
	if ((mac->bytes[0] & 3) == 2 && record->app_proto &&
	    strcmp(record->app_proto, "ethercat") == 0) {
		struct mac sent = *mac;

		sent.bytes[0] &= 0xfd;
		struct node *master = node_find_mac(inv, record->vlan[0], &sent);

		if (master)
			return master;
	}
	return bind_mac(inv, record->vlan[0], mac);
}

static struct node *internet(struct inventory *inv)
{
	if (!inv->internet)
		inv->internet = node_new(inv, ENDPOINT_INTERNET, 0, NULL, NULL);
	return inv->internet;
}

struct node *bind_ip(struct inventory *inv, uint16_t vlan, const struct address *ip)
{
	struct node *node = node_find_ip(inv, vlan, ip);

	if (node)
		return node;
	if (address_is_group(ip))
		return node_new(inv, ENDPOINT_GROUP, vlan, NULL, ip);
	if (!address_is_private(ip) && inv->counters.external >= inv->config.max_external)
		return internet(inv);
	return node_new(inv, ENDPOINT_IP, vlan, NULL, ip);
}

static void let_go(struct inventory *inv, struct node *ip, const char *reason, int64_t at)
{
	struct node *mac = ip->owner;

	if (!ip->confirmed && address_is_ip4(&ip->ip) && mac->tentative > 0)
		mac->tentative--;
	if (ip->confirmed && mac->holds > 0)
		mac->holds--;
	node_set_owner(ip, NULL);
	ip->confirmed = false;
	node_dirty(inv, ip);
	if (ip->home && device_root(ip->home) == device_root(mac->home))
		merge_split(inv, ip->home, ip, reason, at);
}

static void become_router(struct inventory *inv, struct node *mac, int64_t at)
{
	mac->router = true;
	node_dirty(inv, mac);
	for (struct node *ip = mac->owned, *next; ip; ip = next) {
		next = ip->next_owned;
		if (!ip->confirmed && !ip->retired)
			let_go(inv, ip, "router", at);
	}
	if (mac->home)
		device_dirty(inv, mac->home, true);
}

static void join_owner(struct inventory *inv, struct node *ip, struct node *mac, int64_t at)
{
	char text[MAC_TEXT_SIZE];

	if (mac->home && !ip->home) {
		device_move(inv, ip, mac->home);
	} else if (!mac->home && ip->home) {
		device_move(inv, mac, ip->home);
	} else if (mac->home) {
		mac_text(&mac->mac, text);
		merge_join(inv, ip->home, mac->home, "address", text, NULL, at);
	}
	if (ip->home)
		device_is_local(inv, device_root(ip->home));
}

/* Gives the IP to the MAC. */
static void hold(struct inventory *inv, struct node *ip, struct node *mac, bool confirmed,
                 int64_t at)
{
	if (ip->owner == mac) {
		if (!confirmed || ip->confirmed)
			return;
		if (address_is_ip4(&ip->ip) && mac->tentative > 0)
			mac->tentative--;
	} else if (ip->owner) {
		let_go(inv, ip, "rebound", at);
	}
	node_set_owner(ip, mac);
	ip->announced = false;
	ip->confirmed = confirmed;
	if (confirmed)
		mac->holds++;
	else if (address_is_ip4(&ip->ip))
		mac->tentative++;
	node_dirty(inv, ip);
	join_owner(inv, ip, mac, at);
	bind_announced(inv, ip, at);
}

/* An address that its host has announced, and nobody holds: it is of the same card. */
static void hold_announced(struct inventory *inv, const struct node *teller, const struct address *ip,
			   int64_t at)
{
	struct node *mac = teller->owner;
	struct node *node = bind_ip(inv, teller->vlan, ip);
	const struct value *name = values_best(inv, &teller->values, attribute_hostname);
	char text[ADDRESS_TEXT_SIZE], evidence[ADDRESS_TEXT_SIZE + 64];

	if (!node || node->kind != ENDPOINT_IP || node->owner || node->shared || node->conflict ||
	    (address_is_ip4(ip) && mac->tentative >= TENTATIVE_MAX))
		return;
	address_text(ip, text);
	snprintf(evidence, sizeof(evidence), "%.60s %s", name ? name->text : "", text);
	if (node->home && mac->home && device_root(node->home) != device_root(mac->home) &&
	    !merge_join(inv, mac->home, node->home, "mdns", evidence, NULL, at))
		return;
	hold(inv, node, mac, false, at);
	node->announced = true;
}

void bind_announced(struct inventory *inv, struct node *teller, int64_t at)
{
	const struct node *mac = teller->owner;
	struct address ip;

	for (uint16_t i = 0; mac && !mac->router && !mac->shared && i < teller->values.count; i++) {
		const struct value *v = &teller->values.row[i];

		if (v->name == NAME_IP && strcmp(names_text(inv->names, v->source), "mdns") == 0 &&
		    address_parse(v->text, &ip))
			hold_announced(inv, teller, &ip, at);
	}
}

static bool holds_network(const struct inventory *inv, const struct node *mac,
                          const struct address *ip)
{
	(void)inv;
	for (const struct node *n = mac->home ? mac->home->nodes : NULL; n; n = n->sibling)
		if (n->kind == ENDPOINT_IP && n->owner == mac && same_network(&n->ip, ip))
			return true;
	return false;
}

/*
 * Another MAC says by ARP that it holds this address, but what the address sends to its neighbours
 * comes from this MAC, which is no router of theirs: ARP is forged to get between them.
 */
static bool is_forged(const struct node *mac, const struct node *ip)
{
	if (mac->tentative > 0)
		return false;
	for (const struct node *n = mac->home ? mac->home->nodes : NULL; n; n = n->sibling)
		if (n->kind == ENDPOINT_IP && n->owner == mac && same_network(&n->ip, &ip->ip))
			return false;
	return !ip->dhcp && !ip->conflict;
}

/* Two MACs answer for one IP at the same time: kept with the first, and shown on both. */
static void in_conflict(struct inventory *inv, struct node *ip, struct node *rival)
{
	if (ip->conflict)
		return;
	ip->conflict = true;
	node_dirty(inv, ip);
	if (ip->home)
		device_dirty(inv, ip->home, true);
	if (rival->home)
		device_dirty(inv, rival->home, true);
}

/* A frame with this MAC carried this IP, which nobody confirmed to be its own. */
static void carried(struct inventory *inv, struct node *mac, struct node *ip, bool neighbours,
                    bool unrouted, int64_t at)
{
	if (mac->router || mac->shared || ip->shared || mac->kind != ENDPOINT_MAC ||
	    ip->kind != ENDPOINT_IP)
		return;
	if (ip->announced && ip->owner && ip->owner != mac)
		let_go(inv, ip, "rebound", at);
	ip->announced = false;
	if (is_link_local6(&ip->ip)) {
		if (!ip->owner)
			hold(inv, ip, mac, true, at);
		return;
	}
	if (ip->owner && ip->confirmed && unrouted && is_forged(mac, ip)) {
		in_conflict(inv, ip, ip->owner);
		hold(inv, ip, mac, false, at);
		return;
	}
	if (ip->owner) { /* held by another MAC: this one forwards, or the address moved */
		/* One address again and again: another port of the same machine, or what is left of it. */
		if (!ip->confirmed || ip->carrier == mac->id)
			return;
		ip->carrier = mac->id;
		if (++mac->outside > TENTATIVE_MAX)
			become_router(inv, mac, at);
		return;
	}
	if (!address_is_ip4(&ip->ip) && !address_is_private(&ip->ip) && !neighbours) {
		if (holds_network(inv, mac, &ip->ip))
			hold(inv, ip, mac, false, at);
		else if (ip->first == INT64_MAX && ++mac->outside > TENTATIVE_MAX)
			become_router(inv, mac, at);
		return;
	}
	/* Some plants use public addresses as their own. */
	const bool from_afar = !address_is_private(&ip->ip) && !neighbours && !unrouted;

	if (from_afar || mac->tentative >= TENTATIVE_MAX) {
		become_router(inv, mac, at);
		return;
	}
	hold(inv, ip, mac, false, at);
}

/* To all of one network, or a group that routers keep in it (RFC 5771, 4; RFC 4291, 2.7). */
static bool is_unrouted(const struct record *record)
{
	static const struct mac all = {{0xff, 0xff, 0xff, 0xff, 0xff, 0xff}};
	const uint8_t *to = record->dest_ip.bytes;

	if (mac_equal(&record->dest_mac, &all) || mac_equal(&record->src_mac, &all))
		return true;
	if (address_is_ip4(&record->dest_ip))
		return to[12] == 224 && to[13] == 0 && to[14] == 0;
	return to[0] == 0xff && (to[1] & 0x0f) == 2;
}

struct node *bind_conversation(struct inventory *inv, const struct record *record, bool source)
{
	const struct address *ip = source ? &record->src_ip : &record->dest_ip;
	const struct mac *mac = source ? &record->src_mac : &record->dest_mac;
	const uint16_t vlan = record->vlan[0];
	const bool has_mac = record->has_mac && !mac_is_zero(mac);

	if (!record->has_ip || address_is_zero(ip))
		return has_mac ? bind_frame(inv, record, mac) : NULL;
	struct node *node = node_find_ip(inv, vlan, ip);

	/* The broadcast address of a subnet can be told only by the frame's. */
	if (!node && (address_is_group(ip) || (!source && has_mac && mac_is_group(mac))))
		return node_new(inv, ENDPOINT_GROUP, vlan, NULL, ip);
	if (!node)
		node = bind_ip(inv, vlan, ip);
	if (!node || !has_mac || mac_is_group(mac) ||
	    (node->owner && mac_equal(&node->owner->mac, mac)))
		return node;
	struct node *holder = bind_mac(inv, vlan, mac);

	if (holder) {
		const bool neighbours = !mac_is_group(&record->src_mac) &&
		                        !mac_is_group(&record->dest_mac) &&
		                        same_network(&record->src_ip, &record->dest_ip);

		carried(inv, holder, node, neighbours, neighbours || is_unrouted(record),
		        record->time);
		node_seen(inv, holder, record->time, record->time);
	}
	return node;
}

/* The address went to another MAC: what was known of it stays with the device that had it. */
static struct node *move_on(struct inventory *inv, struct node *ip, struct node *mac, bool dhcp,
                            int64_t at)
{
	struct node *next = node_new(inv, ENDPOINT_IP, ip->vlan, NULL, &ip->ip);

	if (!next)
		return NULL;
	node_unlink(inv, ip);
	ip->retired = true;
	node_dirty(inv, ip);
	if (ip->owner->holds > 0)
		ip->owner->holds--;
	if (ip->home)
		device_dirty(inv, ip->home, true);
	next->dhcp = dhcp;
	hold(inv, next, mac, true, at);
	return next;
}

static void widen(struct node *ip, int64_t first, int64_t last)
{
	if (ip->bound_first == 0 || first < ip->bound_first)
		ip->bound_first = first;
	if (last > ip->bound_last)
		ip->bound_last = last;
}

/* Another MAC holds the address, and was confirmed. */
static void contest(struct inventory *inv, struct node *ip, struct node *mac, bool dhcp,
                    int64_t first, int64_t last)
{
	if (last < ip->bound_first)
		return; /* told late: how it was before */
	if (dhcp || first > ip->bound_last) {
		struct node *next = move_on(inv, ip, mac, dhcp || ip->dhcp, last);

		if (!next)
			return;
		/* A file's claims of the address come in one piece, maybe before the move is told. */
		values_hand_on(inv, &ip->values, &next->values, dhcp ? last : first);
		widen(next, dhcp ? last : first, last);
		node_seen(inv, next, last, last);
		return;
	}
	if (!ip->dhcp)
		in_conflict(inv, ip, mac);
}

void bind_claim(struct inventory *inv, struct node *mac, const struct address *ip,
                const char *source, int64_t first, int64_t last)
{
	const bool dhcp = strncmp(source, "dhcp", 4) == 0;

	if (address_is_zero(ip) || address_is_group(ip) || mac->kind != ENDPOINT_MAC)
		return;
	if (mac->shared) {
		bind_shared(inv, mac->vlan, ip, last);
		return;
	}
	struct node *node = bind_ip(inv, mac->vlan, ip);

	if (!node || node->kind != ENDPOINT_IP || node->shared)
		return;
	if (node->owner && node->owner != mac && node->conflict && !dhcp)
		return; /* known to be claimed by two */
	if (node->owner && node->owner != mac && node->confirmed) {
		contest(inv, node, mac, dhcp, first, last);
		return;
	}
	if (node->owner != mac && mac->holds >= CONFIRMED_MAX) {
		if (!mac->router)
			become_router(inv, mac, last);
		return;
	}
	node->dhcp |= dhcp;
	hold(inv, node, mac, true, last);
	widen(node, first, last);
	node_seen(inv, node, first, last);
	device_for(inv, node);
}

void bind_shared(struct inventory *inv, uint16_t vlan, const struct address *ip, int64_t time)
{
	struct node *node = bind_ip(inv, vlan, ip);

	if (!node || node->kind != ENDPOINT_IP || node->shared)
		return;
	node->shared = true;
	node_dirty(inv, node);
	if (node->owner)
		let_go(inv, node, "shared", time);
	node_seen(inv, node, time, time);
	device_for(inv, node);
}
