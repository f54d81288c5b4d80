/* level.c - the ISA-95 level of a device, and from what it follows. SPDX-License-Identifier: Apache-2.0
 *
 * A kind has its level. Switches have none of their own: they take that of most devices in their network
 * (/24). A PC that was only heard in office protocols is an office's, unless controllers are its neighbours.
 * So what stands in each network is counted, and who depends on it is told again when that changes.
 */

#include "inventory/inside.h"

#include "dissect/dissectors.h"
#include "lib/memory.h"

#include <stdlib.h>

enum { LEVELS = 6, FIELD = 30 /* below it are machines and their panels */, MANY = 2 };

static const struct {
	const char *role;
	int level;
} levels[] = {
        {"sensor", 0},
        {"drive", 10},
        {"remote-io", 10},
        {"plc", 10},
        {"plc-rack", 10},
        {"robot", 10},
        {"cnc", 10},
        {"safety", 10},
        {"agv", 10},
        {"gateway", 10},
        {"building-controller", 10},
        {"power-meter", 10},
        {"signal-light", 10},
        {"hmi", 20},
        {"scada", 20},
        {"opc-server", 20},
        {"engineering-station", 20},
        {"historian", 30},
        {"mes", 30},
        {"internet", 50},
};

/* What computers of an office speak with their servers. */
static const char *const office[] = {
        "smb", "ldap", "kerberos", "smtp", "imap", "pop3", "nbns", "nbdgm",
};

/* What was counted in 256 neighbouring addresses. */
struct subnet {
	uint32_t key; /* their first 24 bits and a one: 0 is free */
	uint32_t count[LEVELS];
	uint32_t watchers; /* whose level follows from it */
};

struct subnets {
	struct subnet *row;
	size_t room; /* a power of two */
	size_t used;
};

struct subnets *subnets_new(void)
{
	struct subnets *s = xcalloc(1, sizeof(*s));

	s->room = 64;
	s->row = xcalloc(s->room, sizeof(*s->row));
	return s;
}

void subnets_free(struct subnets *s)
{
	if (s)
		free(s->row);
	free(s);
}

static uint32_t key_of(const struct address *ip)
{
	return (uint32_t)ip->bytes[12] << 24 | (uint32_t)ip->bytes[13] << 16 |
	       (uint32_t)ip->bytes[14] << 8 | 1;
}

static struct subnet *find(struct subnets *s, uint32_t key)
{
	size_t at = (key * UINT32_C(2654435761) >> 7) & (s->room - 1);

	while (s->row[at].key && s->row[at].key != key)
		at = (at + 1) & (s->room - 1);
	return &s->row[at];
}

static void grow(struct subnets *s)
{
	struct subnet *old = s->row;
	const size_t room = s->room;

	s->room = room * 2;
	s->row = xcalloc(s->room, sizeof(*s->row));
	for (size_t i = 0; i < room; i++)
		if (old[i].key)
			*find(s, old[i].key) = old[i];
	free(old);
}

static struct subnet *subnet_of(struct subnets *s, const struct address *ip)
{
	struct subnet *row = find(s, key_of(ip));

	if (row->key)
		return row;
	if (++s->used * 2 > s->room) {
		grow(s);
		row = find(s, key_of(ip));
	}
	row->key = key_of(ip);
	return row;
}

/* The level of more than half of what stands there, or -1. */
static int majority(const struct subnet *row)
{
	uint32_t all = 0;

	for (int i = 0; i < LEVELS; i++)
		all += row->count[i];
	for (int i = 0; i < LEVELS && all >= MANY; i++)
		if (row->count[i] * 2 > all)
			return i * 10;
	return -1;
}

static bool has_machines(const struct subnet *row)
{
	for (int i = 0; i < FIELD / 10; i++)
		if (row->count[i])
			return true;
	return false;
}

static bool counts(const struct node *node)
{
	return node->kind == ENDPOINT_IP && !node->retired && address_is_ip4(&node->ip);
}

int role_level(const char *role)
{
	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
		if (levels[i].role[0] == role[0] && strcmp(levels[i].role, role) == 0)
			return levels[i].level;
	return -1;
}

static bool is_network_device(const struct asset *asset)
{
	return strcmp(asset->role, "switch") == 0 || strcmp(asset->role, "access-point") == 0;
}

static const char *network_text(struct arena *arena, const struct address *ip)
{
	return arena_printf(arena, "subnet=%u.%u.%u.0/24", ip->bytes[12], ip->bytes[13], ip->bytes[14]);
}

static void level_of_neighbours(struct inventory *inv, const struct device *root, struct asset *asset)
{
	for (const struct node *n = device_first_node(root); n; n = device_next_node(root, n)) {
		const int level = counts(n) ? majority(subnet_of(inv->subnets, &n->ip)) : -1;

		if (level < 0)
			continue;
		asset->level = level;
		asset->level_evidence = network_text(&inv->scratch, &n->ip);
		return;
	}
}

static const char *office_protocol(const struct asset *asset)
{
	for (size_t i = 0; i < sizeof(office) / sizeof(office[0]); i++)
		for (size_t k = 0; k < asset->protocol_count; k++)
			if (strcmp(asset->protocols[k], office[i]) == 0)
				return office[i];
	return NULL;
}

static void level_of_office(struct inventory *inv, const struct device *root, struct asset *asset)
{
	const char *protocol = office_protocol(asset);

	for (size_t i = 0; i < asset->protocol_count; i++)
		if (protocol_is_industrial(asset->protocols[i]))
			return;
	for (const struct node *n = device_first_node(root); n; n = device_next_node(root, n))
		if (counts(n) && has_machines(subnet_of(inv->subnets, &n->ip)))
			return;
	if (!protocol)
		return;
	asset->level = 40;
	asset->level_evidence = arena_printf(&inv->scratch, "office=%s", protocol);
}

/* Its own: what the operator or its kind tells, not what followed from the neighbours. */
static int own_level(struct inventory *inv, struct asset *asset, bool asks_industrial)
{
	if (asset->level >= 0) {
		asset->level_evidence = "operator=1";
		return asset->level;
	}
	asset->level = role_level(asset->role);
	if (asset->level >= 0 && !inv->brief)
		asset->level_evidence = arena_printf(&inv->scratch, "role=%s", asset->role);
	/* A computer that speaks to controllers stands with the operators. */
	const bool computer = strcmp(asset->role, "pc") == 0 || strcmp(asset->role, "server") == 0;

	if (asset->level < 0 && computer && asks_industrial) {
		asset->level = 20;
		asset->level_evidence = "asks=industrial";
	}
	return asset->level;
}

/* Who depends on this network is put together again. */
static void tell_watchers(struct inventory *inv, uint32_t key)
{
	for (size_t i = 0; i < inv->node_count; i++)
		if (inv->node[i]->watches && inv->node[i]->home && key_of(&inv->node[i]->ip) == key)
			device_dirty(inv, inv->node[i]->home, true);
}

static void note(struct inventory *inv, struct node *node, int level, bool watches)
{
	const uint8_t now = level < 0 || level >= LEVELS * 10 ? 0 : (uint8_t)(level / 10 + 1);

	if (now == node->noted && watches == node->watches)
		return;
	struct subnet *row = subnet_of(inv->subnets, &node->ip);
	const int majority_before = majority(row);
	const bool machines_before = has_machines(row);

	if (node->noted)
		row->count[node->noted - 1]--;
	if (now)
		row->count[now - 1]++;
	row->watchers += (watches ? 1U : 0U) - (node->watches ? 1U : 0U);
	node->noted = now;
	node->watches = watches;
	if (row->watchers && (majority(row) != majority_before || has_machines(row) != machines_before))
		tell_watchers(inv, row->key);
}

void level_decide(struct inventory *inv, const struct device *root, struct asset *asset,
                  bool asks_industrial)
{
	const bool network = is_network_device(asset), pc = strcmp(asset->role, "pc") == 0;
	const int own = own_level(inv, asset, asks_industrial);

	for (struct node *n = device_first_node(root); n; n = device_next_node(root, n))
		if (n->kind == ENDPOINT_IP && address_is_ip4(&n->ip))
			note(inv, n, counts(n) ? own : -1, counts(n) && own < 0 && (network || pc));
	if (own < 0 && network)
		level_of_neighbours(inv, root, asset);
	else if (own < 0 && pc)
		level_of_office(inv, root, asset);
}

void level_settle(struct inventory *inv, bool all)
{
	for (size_t i = 0; i < inv->device_count; i++) {
		struct device *device = inv->device[i];

		if (!device->dead && !device->into && device_first_node(device) &&
		    (all || device->unsettled))
			(void)view_build_briefly(inv, device);
	}
}
