/* node.c - endpoints and the keys under which they are found. SPDX-License-Identifier: Apache-2.0
 */

#include "inventory/inside.h"

#include "record/record.h"

#include "inventory/vendor.h"
#include "lib/clock.h"
#include "lib/hash.h"
#include "lib/memory.h"

#include <stdlib.h>

/* A last_seen that moved by less is not worth a row. */
#define TIMES_WORTH_TELLING (60 * SECOND)

uint64_t node_key(const struct inventory *inv, const struct mac *mac, const struct address *ip)
{
	return ip ? hash_bytes(ip->bytes, sizeof(ip->bytes), inv->seed)
	          : hash_bytes(mac->bytes, sizeof(mac->bytes), inv->seed);
}

static bool node_has_ip(const struct node *node)
{
	return node->kind == ENDPOINT_IP ||
	       (node->kind == ENDPOINT_GROUP && !address_is_zero(&node->ip));
}

static struct node **bucket_of(struct inventory *inv, const struct mac *mac,
                               const struct address *ip)
{
	return &inv->bucket[node_key(inv, mac, ip) & inv->bucket_mask];
}

static bool same_key(const struct node *node, const struct mac *mac, const struct address *ip)
{
	if (ip)
		return node_has_ip(node) && address_equal(&node->ip, ip);
	return !node_has_ip(node) && node->kind != ENDPOINT_INTERNET && mac_equal(&node->mac, mac);
}

/*
 * A mirror port often shows one direction tagged and the other not, so no VLAN fits any VLAN. An
 * address of another VLAN is the same device when nothing says otherwise: *other is the one such
 * node.
 */
static struct node *find(struct inventory *inv, uint16_t vlan, const struct mac *mac,
                         const struct address *ip, struct node **other)
{
	struct node *loose = NULL;

	*other = NULL;
	for (struct node *node = *bucket_of(inv, mac, ip); node; node = node->next_key) {
		if (!same_key(node, mac, ip))
			continue;
		if (node->vlan == vlan)
			return node;
		if (node->vlan == 0 || vlan == 0)
			loose = node;
		else
			*other = node;
	}
	return loose;
}

struct node *node_find_mac(struct inventory *inv, uint16_t vlan, const struct mac *mac)
{
	struct node *other;

	return find(inv, vlan, mac, NULL, &other);
}

struct node *node_elsewhere(struct inventory *inv, uint16_t vlan, const struct mac *mac)
{
	struct node *other;

	(void)find(inv, vlan, mac, NULL, &other);
	return other;
}

struct node *node_find_ip(struct inventory *inv, uint16_t vlan, const struct address *ip)
{
	struct node *other;
	struct node *node = find(inv, vlan, NULL, ip, &other);

	/* Routed packets carry the same address through several VLANs; link-local ones are never
	 * routed. */
	if (!node && other && !(ip->bytes[0] == 0xfe && (ip->bytes[1] & 0xc0) == 0x80))
		return other;
	return node;
}

static void grow_buckets(struct inventory *inv)
{
	const size_t size = (inv->bucket_mask + 1) * 2;

	free(inv->bucket);
	inv->bucket = xcalloc(size, sizeof(struct node *));
	inv->bucket_mask = size - 1;
	for (size_t i = 0; i < inv->node_count; i++)
		if (inv->node[i] && !inv->node[i]->retired &&
		    inv->node[i]->kind != ENDPOINT_INTERNET)
			node_link(inv, inv->node[i]);
}

void node_link(struct inventory *inv, struct node *node)
{
	struct node **bucket = bucket_of(inv, &node->mac, node_has_ip(node) ? &node->ip : NULL);

	node->next_key = *bucket;
	*bucket = node;
}

void node_unlink(struct inventory *inv, struct node *node)
{
	struct node **at = bucket_of(inv, &node->mac, node_has_ip(node) ? &node->ip : NULL);

	while (*at && *at != node)
		at = &(*at)->next_key;
	if (*at)
		*at = node->next_key;
	node->next_key = NULL;
}

/* Said once: a device is looked at often. */
static void name_maker(struct node *node, const struct mac *mac)
{
	node->maker = vendor_from_mac(mac);
	node->maker_shown = node->maker ? vendor_canonical(node->maker) : NULL;
	node->machine = vendor_virtual_machine(mac);
}

struct node *node_new(struct inventory *inv, enum endpoint_kind kind, uint16_t vlan,
                      const struct mac *mac, const struct address *ip)
{
	if (inv->counters.endpoints >= inventory_room(inv, inv->config.max_endpoints)) {
		inv->counters.refused_endpoints++;
		return NULL;
	}
	if (inv->node_count == inv->node_room) {
		inv->node_room = inv->node_room ? inv->node_room * 2 : 1024;
		inv->node = xreallocarray(inv->node, inv->node_room, sizeof(struct node *));
	}
	struct node *node = xcalloc(1, sizeof(*node));

	inv->node[inv->node_count++] = node;
	inv->counters.endpoints++;
	node->id = inv->node_count;
	node->kind = (uint8_t)kind;
	node->vlan = vlan;
	if (mac)
		node->mac = *mac;
	if (mac && kind == ENDPOINT_MAC)
		name_maker(node, mac);
	if (ip)
		node->ip = *ip;
	node->first = INT64_MAX;
	node->last = INT64_MIN;
	if (kind != ENDPOINT_INTERNET)
		node_link(inv, node);
	if (inv->node_count > inv->bucket_mask)
		grow_buckets(inv);
	node_dirty(inv, node);
	return node;
}

void node_seen(struct inventory *inv, struct node *node, int64_t first, int64_t last)
{
	if (first < node->first)
		node->first = first;
	if (last > node->last)
		node->last = last;
	if (node->last - node->told_last < TIMES_WORTH_TELLING)
		return;
	node_dirty(inv, node);
	if (node->home)
		device_dirty(inv, node->home, false);
}

void node_dirty(struct inventory *inv, struct node *node)
{
	if (node->dirty)
		return;
	node->dirty = true;
	node->next_dirty = NULL;
	if (inv->dirty_node_last)
		inv->dirty_node_last->next_dirty = node;
	else
		inv->dirty_node_first = node;
	inv->dirty_node_last = node;
}

void node_set_owner(struct node *ip, struct node *mac)
{
	struct node **at = ip->owner ? &ip->owner->owned : NULL;

	while (at && *at != ip)
		at = &(*at)->next_owned;
	if (at)
		*at = ip->next_owned;
	ip->owner = mac;
	ip->next_owned = NULL;
	if (!mac)
		return;
	/* in the order in which they were first seen */
	for (at = &mac->owned; *at && (*at)->id < ip->id; at = &(*at)->next_owned)
		;
	ip->next_owned = *at;
	*at = ip;
}

bool protocol_in(const struct protocol_set *set, uint16_t protocol)
{
	return protocol < PROTOCOL_MAX && (set->bits[protocol / 64] >> (protocol % 64) & 1);
}

bool protocol_add(struct protocol_set *set, uint16_t protocol)
{
	if (protocol == 0 || protocol >= PROTOCOL_MAX || protocol_in(set, protocol))
		return false;
	set->bits[protocol / 64] |= UINT64_C(1) << (protocol % 64);
	return true;
}

struct inventory_parties node_parties(struct inventory *inv, const struct record *r)
{
	const uint16_t vlan = r->vlan[0];
	const struct node *client = r->has_ip    ? node_find_ip(inv, vlan, &r->src_ip)
	                            : r->has_mac ? node_find_mac(inv, vlan, &r->src_mac)
	                                         : NULL;
	const struct node *server = r->has_ip    ? node_find_ip(inv, vlan, &r->dest_ip)
	                            : r->has_mac ? node_find_mac(inv, vlan, &r->dest_mac)
	                                         : NULL;

	return (struct inventory_parties){client ? client->id : 0, server ? server->id : 0};
}
