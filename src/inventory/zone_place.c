/* zone_place.c - in which zone a device stands. SPDX-License-Identifier: Apache-2.0
 *
 * A firewall has an address in each of the zones that it joins: it counts to the outermost, where it
 * guards. Its endpoints stand each where it belongs, and so do the conversations.
 */

#include "inventory/inside.h"

#include <string.h>

static int64_t said_of(const struct inventory *inv, const struct device *root)
{
	const struct value *said = root ? values_best(inv, &root->values, "zone") : NULL;
	const struct zone_row *zone = said ? zoning_zone_named(inv->zoning, said->text) : NULL;

	return zone ? zone->id : 0;
}

struct zone_place zone_place_of_node(const struct inventory *inv, const struct node *node)
{
	if (zoning_is_empty(inv->zoning))
		return (struct zone_place){0};
	const struct device *root = device_root(node->home);

	return zoning_place_of(inv->zoning, said_of(inv, root), node->kind == ENDPOINT_IP ? &node->ip : NULL,
	                       node->vlan, node->kind == ENDPOINT_INTERNET || (root && root->external));
}

/* Further out wins; of the same, the one that was found first. */
static bool is_outer(const struct zoning *z, struct zone_place one, struct zone_place than)
{
	const int a = smkl_depth(zoning_smkl(z, one)), b = smkl_depth(zoning_smkl(z, than));

	return than.zone == ZONE_NOWHERE || (a >= 0 && (b < 0 || a < b));
}

/* The place of its addresses; those of its MACs count when no address has one. */
static struct zone_place outermost(const struct zoning *z, const struct asset *asset, int *zones)
{
	struct zone_place best = {0};

	*zones = 0;
	for (int turn = 0; turn < 2 && best.zone == ZONE_NOWHERE; turn++)
		for (size_t i = 0; i < asset->endpoint_count; i++) {
			const struct endpoint *e = &asset->endpoints[i];

			if (e->retired || (e->kind == ENDPOINT_IP) == (turn == 1) ||
			    e->place.zone == ZONE_NOWHERE)
				continue;
			*zones += e->place.zone != best.zone;
			if (is_outer(z, e->place, best))
				best = e->place;
		}
	return best;
}

void zone_place_decide(struct inventory *inv, struct asset *asset)
{
	const struct zone_row *said = zoning_zone_named(inv->zoning, asset->zone);
	int zones;

	if (asset->zone)
		asset->zone_evidence = "operator=1";
	if (zoning_is_empty(inv->zoning))
		return;
	asset->zone_said = said;
	asset->place = outermost(inv->zoning, asset, &zones);
	if (said && asset->place.zone != said->id)
		asset->place = (struct zone_place){.zone = said->id};
	if (asset->zone)
		return;
	const struct zone_row *zone = zoning_zone(inv->zoning, asset->place.zone);
	const struct network_row *network = zoning_network(inv->zoning, asset->place.network);

	if (!zone || !network)
		return;
	asset->zone = zone->name;
	asset->zone_evidence = arena_printf(&inv->scratch, zones > 1 ? "network=%s; zones=%d" : "network=%s",
	                                    network->name, zones);
}

static bool same(struct zone_place one, struct zone_place other)
{
	return one.zone == other.zone && one.network == other.network;
}

/* What is shown of a device has changed when its zone was renamed, too: by the operator's word it would
 * not be found any more. */
static bool moves(struct inventory *inv, struct zoning *to, const struct node *node)
{
	struct zoning *from = inv->zoning;
	const struct zone_place before = zone_place_of_node(inv, node);

	inv->zoning = to;
	const struct zone_place after = zone_place_of_node(inv, node);
	inv->zoning = from;
	if (!same(before, after))
		return true;
	const struct zone_row *a = zoning_zone(from, before.zone), *b = zoning_zone(to, after.zone);
	const struct network_row *m = zoning_network(from, before.network), *n = zoning_network(to, after.network);

	return (a && b && strcmp(a->name, b->name) != 0) || (m && n && strcmp(m->name, n->name) != 0);
}

void inventory_set_zoning(struct inventory *inv, struct zoning *zoning)
{
	for (size_t i = 0; i < inv->node_count; i++) {
		struct node *node = inv->node[i];

		if (node->home && moves(inv, zoning, node))
			device_dirty(inv, node->home, true);
	}
	zoning_free(inv->zoning);
	inv->zoning = zoning;
}

const struct zoning *inventory_zoning(const struct inventory *inv)
{
	return inv->zoning;
}
