/* map.c - devices and the lines between them. SPDX-License-Identifier: Apache-2.0 */

#include "serve/assets.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/zoning.h"

#define NODES_MAX 5000

struct map {
	struct request *r;
	struct asset_row *nodes;
	size_t count;
	bool truncated;
	struct edge_row *edges;
	size_t edge_count;
	struct zoning *zoning;
	const struct asset_row **by_number; /* sorted */
	int *vlan;                          /* of the node at the same place in by_number */
};

typedef const char *lane_function(struct map *map, const struct asset_row *node);

static int compare(const void *a, const void *b)
{
	const struct asset_row *const *x = a;
	const struct asset_row *const *y = b;

	return ((*x)->number > (*y)->number) - ((*x)->number < (*y)->number);
}

/* Place in by_number, -1 when the node is not shown. */
static ptrdiff_t find(const struct map *map, uint64_t number)
{
	const struct asset_row wanted = {.number = number};
	const struct asset_row *key = &wanted;
	const struct asset_row *const *hit =
	        bsearch(&key, map->by_number, map->count, sizeof(map->by_number[0]), compare);

	return hit ? hit - map->by_number : -1;
}

static void index_nodes(struct map *map)
{
	map->by_number = arena_alloc(&map->r->arena, (map->count + 1) * sizeof(map->by_number[0]));
	map->vlan = arena_alloc(&map->r->arena, (map->count + 1) * sizeof(map->vlan[0]));
	for (size_t i = 0; i < map->count; i++)
		map->by_number[i] = &map->nodes[i];
	if (map->count > 0)
		qsort(map->by_number, map->count, sizeof(map->by_number[0]), compare);
	for (size_t i = 0; i < map->edge_count; i++) {
		const ptrdiff_t a = find(map, map->edges[i].a);
		const ptrdiff_t b = find(map, map->edges[i].b);

		if (a >= 0 && map->edges[i].vlan > 0)
			map->vlan[a] = map->edges[i].vlan;
		if (b >= 0 && map->edges[i].vlan > 0)
			map->vlan[b] = map->edges[i].vlan;
	}
}

static const char *lane_level(struct map *map, const struct asset_row *node)
{
	if (node->level < 0)
		return "";
	return arena_printf(&map->r->arena, node->level % 10 ? "%d.%d" : "%d", node->level / 10,
	                    node->level % 10);
}

static const char *lane_zone(struct map *map, const struct asset_row *node)
{
	(void)map;
	return node->zone;
}

static const char *lane_vlan(struct map *map, const struct asset_row *node)
{
	const ptrdiff_t at = find(map, node->number);

	return at >= 0 && map->vlan[at] > 0 ? arena_printf(&map->r->arena, "%d", map->vlan[at])
	                                    : "";
}

static const char *first_word(struct map *map, const char *text)
{
	return arena_copy(&map->r->arena, text, strcspn(text, " "));
}

/* Of the first IPv4 address: the /24 that it lies in; masks are not seen on the wire. */
static const char *lane_subnet(struct map *map, const struct asset_row *node)
{
	struct in_addr address;

	if (inet_pton(AF_INET, first_word(map, node->ip), &address) != 1)
		return "";
	const uint32_t bits = ntohl(address.s_addr);
	return arena_printf(&map->r->arena, "%u.%u.%u.0/24", bits >> 24, bits >> 16 & 255,
	                    bits >> 8 & 255);
}

/* SMKL's column, by the network or zone. */
static const char *lane_smkl(struct map *map, const struct asset_row *node)
{
	return zoning_smkl(map->zoning, (struct zone_place){node->zone_id, node->network_id});
}

static const struct {
	const char *name;
	lane_function *lane;
} groups[] = {
        {"", lane_level},    {"level", lane_level},   {"zone", lane_zone},
        {"smkl", lane_smkl}, {"vlan", lane_vlan}, {"subnet", lane_subnet},
};

static lane_function *find_group(const char *name)
{
	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++)
		if (strcmp(groups[i].name, name) == 0)
			return groups[i].lane;
	return NULL;
}

static bool read_map(struct map *map)
{
	struct request *r = map->r;
	const struct asset_filter all = {
	        .q = "", .role = "", .vendor = "", .zone = "", .level = ""};
	const struct page page = {.limit = NODES_MAX, .sort = "-last_seen"};
	struct listing listing = {.count = 0};

	if (!request_good(r, store_assets(r->store, &r->who.viewer, &all, &page, &r->arena,
	                                  &map->nodes, &listing)) ||
	    !request_good(r, store_edges(r->store, &r->who.viewer, &r->arena, &map->edges,
	                                 &map->edge_count)) ||
	    !request_good(r, store_zoning(r->store, &r->who.viewer, map->zoning)))
		return false;
	map->count = listing.count;
	map->truncated = listing.next != NULL;
	index_nodes(map);
	return true;
}

static void put_node(struct map *map, struct json_out *j, const struct asset_row *node,
                     lane_function *lane)
{
	json_object(j, NULL);
	put_asset_id(j, "id", node->number);
	json_text(j, "name", node->name);
	put_text(j, "differs", node->differs);
	put_text(j, "role", node->role);
	put_text(j, "vendor", node->vendor);
	put_level(j, "level", node->level);
	put_text(j, "zone", node->zone);
	put_text(j, "ip", first_word(map, node->ip));
	put_text(j, "lane", lane(map, node));
	json_bool(j, "new", node->is_new);
	json_bool(j, "external", node->external);
	json_text(j, "liveness", liveness_name(node->liveness));
	if (node->zone_id > 0)
		put_id(j, "zone_id", node->zone_id);
	json_object_end(j);
}

static void put_edge(struct json_out *j, const struct edge_row *edge)
{
	json_object(j, NULL);
	put_asset_id(j, "a", edge->a);
	put_asset_id(j, "b", edge->b);
	put_words(j, "protocols", edge->protocols);
	json_uint(j, "packets", edge->packets);
	json_uint(j, "bytes", edge->bytes);
	put_words(j, "classes", edge->classes);
	put_time(j, "last_seen", edge->last_seen);
	if (edge->crossing != CROSSING_NO)
		json_text(j, "crossing", crossing_name(edge->crossing));
	if (edge->unnamed)
		json_bool(j, "unnamed", true);
	if (edge->liveness != LIVENESS_UNKNOWN)
		json_text(j, "liveness", liveness_name(edge->liveness));
	json_object_end(j);
}

static void put_map(struct map *map, lane_function *lane)
{
	struct json_out *j = request_json(map->r, 200);
	json_array(j, "nodes");
	for (size_t i = 0; i < map->count; i++)
		put_node(map, j, &map->nodes[i], lane);
	json_array_end(j);
	json_array(j, "edges");
	for (size_t i = 0; i < map->edge_count; i++)
		if (find(map, map->edges[i].a) >= 0 && find(map, map->edges[i].b) >= 0)
			put_edge(j, &map->edges[i]);
	json_array_end(j);
	if (map->truncated)
		json_bool(j, "truncated", true);
	request_end_json(map->r);
}

void map_get(struct request *r)
{
	struct map map = {.r = r};
	lane_function *lane = find_group(request_text(r, "group"));

	if (!lane) {
		request_problem(r, 400, "Bad parameter", "group is level, smkl, zone, vlan or subnet");
		return;
	}
	map.zoning = zoning_new();
	if (read_map(&map))
		put_map(&map, lane);
	zoning_free(map.zoning);
}
