/* zoning.c - where an address stands. SPDX-License-Identifier: Apache-2.0 */

#include "inventory/zoning_inside.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/memory.h"

#define SUBNET_TEXT  64
#define SUBNETS_MAX  1024 /* of a network */
#define IP4_PREFIX   96   /* an IPv4 address stands behind so many bits */
#define VLAN_LAST    4094

struct zoning *zoning_new(void)
{
	return xcalloc(1, sizeof(struct zoning));
}

void zoning_free(struct zoning *z)
{
	if (!z)
		return;
	for (size_t i = 0; i < z->network_count; i++)
		free(z->networks[i].subnets);
	free(z->zones);
	free(z->networks);
	free(z->conduits);
	arena_free(&z->arena);
	free(z);
}

static const char *keep(struct zoning *z, const char *text)
{
	return arena_strdup(&z->arena, text ? text : "");
}

bool smkl_is_column(const char *text)
{
	static const char *const columns[] = {"", "1", "2", "3", "idmz", "office"};

	for (size_t i = 0; text && i < sizeof(columns) / sizeof(columns[0]); i++)
		if (strcmp(columns[i], text) == 0)
			return true;
	return false;
}

int zoning_add_zone(struct zoning *z, const struct zone_row *row)
{
	if (row->id <= 0 || !row->name || !*row->name || zoning_zone(z, row->id))
		return -EINVAL;
	z->zones = xreallocarray(z->zones, z->zone_count + 1, sizeof(*z->zones));
	struct zone_row *zone = &z->zones[z->zone_count++];

	*zone = *row;
	zone->kind = keep(z, row->kind);
	zone->name = keep(z, row->name);
	zone->smkl = keep(z, row->smkl);
	zone->note = keep(z, row->note);
	return 0;
}

/* Copies the next word of a list that stands apart by blanks or commas; false at its end. */
static bool next_word(const char **at, char *word, size_t size, const char **start)
{
	*at += strspn(*at, " ,\n\t");
	*start = *at;
	const size_t length = strcspn(*at, " ,\n\t");

	if (length == 0)
		return false;
	*at += length;
	const size_t kept = length < size ? length : size - 1;

	memcpy(word, *start, kept);
	word[kept] = '\0';
	return true;
}

/* A whole number from low to high, or -1. */
static int number_in(const char *text, int low, int high)
{
	char *end;
	const long number = strtol(text, &end, 10);

	return *text < '0' || *text > '9' || *end || number < low || number > high ? -1 : (int)number;
}

static bool parse_subnet(char *word, struct subnet_range *out)
{
	char *slash = strchr(word, '/');

	if (slash)
		*slash = '\0';
	if (!address_parse(word, &out->address))
		return false;
	const int first = address_is_ip4(&out->address) ? IP4_PREFIX : 0;
	const int length = slash ? number_in(slash + 1, 0, 128 - first) : 128 - first;

	out->bits = first + length;
	return length >= 0;
}

const char *zoning_bad_subnet(const char *subnets)
{
	char word[SUBNET_TEXT];
	const char *start;
	struct subnet_range range;
	size_t count = 0;

	while (subnets && next_word(&subnets, word, sizeof(word), &start))
		if (!parse_subnet(word, &range) || ++count > SUBNETS_MAX)
			return start;
	return NULL;
}

const char *zoning_bad_vlan(const char *vlans)
{
	char word[SUBNET_TEXT];
	const char *start;

	while (vlans && next_word(&vlans, word, sizeof(word), &start))
		if (number_in(word, 1, VLAN_LAST) < 0)
			return start;
	return NULL;
}

static void take_subnets(struct kept_network *n, const char *text)
{
	char word[SUBNET_TEXT];
	const char *start;

	while (next_word(&text, word, sizeof(word), &start)) {
		n->subnets = xreallocarray(n->subnets, n->subnet_count + 1, sizeof(*n->subnets));
		if (parse_subnet(word, &n->subnets[n->subnet_count]))
			n->subnet_count++;
	}
}

static void take_vlans(struct kept_network *n, const char *text)
{
	char word[SUBNET_TEXT];
	const char *start;

	while (next_word(&text, word, sizeof(word), &start)) {
		const int vlan = number_in(word, 1, VLAN_LAST);

		if (vlan < 0)
			continue;
		n->vlans[vlan / 64] |= UINT64_C(1) << (vlan % 64);
		n->has_vlans = true;
	}
}

int zoning_add_network(struct zoning *z, const struct network_row *row)
{
	if (row->id <= 0 || !zoning_zone(z, row->zone) || zoning_bad_subnet(row->subnets) ||
	    zoning_bad_vlan(row->vlans))
		return -EINVAL;
	z->networks = xreallocarray(z->networks, z->network_count + 1, sizeof(*z->networks));
	struct kept_network *n = &z->networks[z->network_count++];

	*n = (struct kept_network){.row = *row};
	n->row.name = keep(z, row->name);
	n->row.smkl = keep(z, row->smkl);
	n->row.subnets = keep(z, row->subnets);
	n->row.vlans = keep(z, row->vlans);
	n->row.note = keep(z, row->note);
	take_subnets(n, n->row.subnets);
	take_vlans(n, n->row.vlans);
	return 0;
}

static bool is_end(const struct zoning *z, int64_t zone)
{
	return zone == ZONE_OUTSIDE || zoning_zone(z, zone);
}

int zoning_add_conduit(struct zoning *z, const struct conduit_row *row)
{
	if (!is_end(z, row->from) || !is_end(z, row->to) || row->from == row->to)
		return -EINVAL;
	z->conduits = xreallocarray(z->conduits, z->conduit_count + 1, sizeof(*z->conduits));
	struct conduit_row *c = &z->conduits[z->conduit_count++];

	*c = *row;
	c->protocols = keep(z, row->protocols);
	c->classes = keep(z, row->classes);
	c->note = keep(z, row->note);
	return 0;
}

bool zoning_is_empty(const struct zoning *z)
{
	return !z || z->zone_count == 0;
}

const struct zone_row *zoning_zone(const struct zoning *z, int64_t id)
{
	for (size_t i = 0; z && i < z->zone_count; i++)
		if (z->zones[i].id == id)
			return &z->zones[i];
	return NULL;
}

const struct zone_row *zoning_zone_named(const struct zoning *z, const char *name)
{
	for (size_t i = 0; z && name && i < z->zone_count; i++)
		if (strcmp(z->zones[i].name, name) == 0)
			return &z->zones[i];
	return NULL;
}

const struct network_row *zoning_network(const struct zoning *z, int64_t id)
{
	for (size_t i = 0; z && id && i < z->network_count; i++)
		if (z->networks[i].row.id == id)
			return &z->networks[i].row;
	return NULL;
}

static bool covers(const struct subnet_range *range, const struct address *ip)
{
	const size_t whole = (size_t)range->bits / 8;
	const int rest = range->bits % 8;

	if (memcmp(range->address.bytes, ip->bytes, whole) != 0)
		return false;
	return rest == 0 || (range->address.bytes[whole] ^ ip->bytes[whole]) >> (8 - rest) == 0;
}

/* The longest prefix of any network that holds an address, or NULL. */
static const struct subnet_range *closest(const struct zoning *z, const struct address *ip, int64_t *network)
{
	const struct subnet_range *best = NULL;

	for (size_t i = 0; z && i < z->network_count; i++)
		for (size_t k = 0; k < z->networks[i].subnet_count; k++) {
			const struct subnet_range *range = &z->networks[i].subnets[k];

			if (!covers(range, ip) || (best && range->bits <= best->bits))
				continue;
			best = range;
			*network = z->networks[i].row.id;
		}
	return best;
}

static bool agree_as_usual(const struct address *one, const struct address *other)
{
	return covers(&(struct subnet_range){*one, address_is_ip4(one) ? IP4_PREFIX + 24 : 64}, other);
}

bool zoning_one_subnet(const struct zoning *z, const struct address *one, const struct address *other)
{
	int64_t network = 0, other_network = 0;
	const struct subnet_range *range = closest(z, one, &network);
	const struct subnet_range *other_range = closest(z, other, &other_network);

	if (!range || !other_range)
		return range == other_range && agree_as_usual(one, other);
	if (range == other_range)
		return true;
	/* A flat network may list its devices one by one. */
	return network == other_network && range->bits == 128 && other_range->bits == 128 && agree_as_usual(one, other);
}

static bool has_vlan(const struct kept_network *n, uint16_t vlan)
{
	return vlan <= VLAN_LAST && n->vlans[vlan / 64] >> (vlan % 64) & 1;
}

/* How closely it fits, 0 not at all. Mirror ports often lose the tag: without one the address decides. */
static int fit(const struct kept_network *n, const struct address *ip, uint16_t vlan)
{
	int best = 0;

	if (n->has_vlans && vlan && !has_vlan(n, vlan))
		return 0;
	if (n->subnet_count == 0)
		return n->has_vlans && vlan ? 1 : 0;
	for (size_t i = 0; ip && i < n->subnet_count; i++)
		if (covers(&n->subnets[i], ip) && n->subnets[i].bits + 2 > best)
			best = n->subnets[i].bits + 2;
	return best;
}

struct zone_place zoning_place(const struct zoning *z, const struct address *ip, uint16_t vlan)
{
	struct zone_place place = {0};
	int best = 0;

	for (size_t i = 0; z && i < z->network_count; i++) {
		const int worth = fit(&z->networks[i], ip, vlan);

		if (worth <= best)
			continue;
		best = worth;
		place = (struct zone_place){z->networks[i].row.zone, z->networks[i].row.id};
	}
	return place;
}

struct zone_place zoning_place_of(const struct zoning *z, int64_t said, const struct address *ip, uint16_t vlan,
                             bool external)
{
	const struct zone_place place = zoning_place(z, ip, vlan);

	if (said)
		return (struct zone_place){said, place.zone == said ? place.network : 0};
	if (place.zone == ZONE_NOWHERE && external)
		return (struct zone_place){.zone = ZONE_OUTSIDE};
	return place;
}

const char *zoning_smkl(const struct zoning *z, struct zone_place place)
{
	const struct network_row *network = zoning_network(z, place.network);
	const struct zone_row *zone = zoning_zone(z, place.zone);

	return network && *network->smkl ? network->smkl : zone ? zone->smkl : "";
}

int zoning_level(const struct zoning *z, struct zone_place place, int level)
{
	static const struct {
		const char *smkl;
		int least, most;
	} columns[] = {{"3", 0, 10}, {"2", 20, 20}, {"1", 30, 30}, {"idmz", 35, 35}, {"office", 40, 40}};
	const char *smkl = zoning_smkl(z, place);

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		if (strcmp(columns[i].smkl, smkl) == 0)
			return level >= columns[i].least && level <= columns[i].most ? level : columns[i].most;
	return level;
}

int zoning_importance(const struct zoning *z, struct zone_place place)
{
	const struct network_row *network = zoning_network(z, place.network);
	const struct zone_row *zone = zoning_zone(z, place.zone);

	return network && network->importance ? network->importance : zone ? zone->importance : 0;
}
