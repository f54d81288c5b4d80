/* crossing.c - what two zones say to one another, against the conduits between them. SPDX-License-Identifier: Apache-2.0
 *
 * The layers, from the outside in: office, IDMZ, 生産情報, 制御情報, 制御. Who asks over the next one has gone
 * round what stands between: office to controller, production management to controller.
 */

#include "inventory/zoning_inside.h"

#include <string.h>

#include "lib/text.h"

/* Half layers, so that the IDMZ lies between two. */
#define TWO_LAYERS 4

static const struct {
	const char *smkl;
	int depth;
} depths[] = {{"office", 0}, {"idmz", 1}, {"1", 2}, {"2", 4}, {"3", 6}};

#define NAME_ROW(upper, lower) #lower,
static const char *const names[] = {CROSSINGS(NAME_ROW)};
#undef NAME_ROW

const char *crossing_name(enum crossing crossing)
{
	return names[crossing];
}

int crossing_parse(const char *name)
{
	return text_find(names, CROSSING_COUNT, name);
}

int smkl_depth(const char *smkl)
{
	for (size_t i = 0; i < sizeof(depths) / sizeof(depths[0]); i++)
		if (strcmp(depths[i].smkl, smkl) == 0)
			return depths[i].depth;
	return -1;
}

static bool skips(const char *one, const char *other)
{
	const int a = smkl_depth(one), b = smkl_depth(other);

	return a >= 0 && b >= 0 && (a > b ? a - b : b - a) >= TWO_LAYERS;
}

static bool is_word(const char *word, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(word, *list) == 0)
			return true;
	return false;
}

bool crossing_is_local(const char *protocol)
{
	static const char *const local[] = {"arp", "nd", "dhcp", "dhcpv6", "igmp", "lldp", "cdp", "stp",
	                                    "hsrp", "vrrp", "mdns", "llmnr", NULL};

	return protocol && is_word(protocol, local);
}

/* "" is any; what is not known yet is not against it. */
static bool has_word(const char *list, const char *word)
{
	if (!*list || !word)
		return true;
	if (!*word)
		return false;
	const size_t length = strlen(word);

	for (const char *at = list; (at = strstr(at, word)) != NULL; at += length)
		if ((at == list || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
			return true;
	return false;
}

static bool joins(const struct conduit_row *c, int64_t from, int64_t to)
{
	return (c->from == from && c->to == to) || (c->both && c->from == to && c->to == from);
}

const struct conduit_row *zoning_conduit(const struct zoning *z, int64_t from, int64_t to,
                                     const char *protocol, const char *class)
{
	const struct conduit_row *draft = NULL;

	for (size_t i = 0; z && i < z->conduit_count; i++) {
		const struct conduit_row *c = &z->conduits[i];

		if (!joins(c, from, to) || !has_word(c->protocols, protocol ? protocol : "") ||
		    !has_word(c->classes, class))
			continue;
		if (!c->draft)
			return c;
		draft = c;
	}
	return draft;
}

enum crossing zoning_judge(const struct zoning *z, struct zone_place from, struct zone_place to, const char *protocol,
                           const char *class)
{
	if (from.zone == to.zone || from.zone == ZONE_NOWHERE || to.zone == ZONE_NOWHERE ||
	    crossing_is_local(protocol))
		return CROSSING_NO;
	const struct conduit_row *c = zoning_conduit(z, from.zone, to.zone, protocol, class);

	if (c)
		return c->draft ? CROSSING_DRAFT : CROSSING_ALLOWED;
	if (from.zone == ZONE_OUTSIDE || to.zone == ZONE_OUTSIDE)
		return CROSSING_OUTSIDE;
	return skips(zoning_smkl(z, from), zoning_smkl(z, to)) ? CROSSING_SKIP : CROSSING_UNPLANNED;
}

/* The same borders as the gauges have (store/measure.c): the office stands at 4, the outside at 5. */
enum crossing crossing_of_levels(int one, int other, const char *protocol)
{
	static const char *const asked_of_anybody[] = {"dns", "ntp", "icmp", NULL};
	const int low = one < other ? one : other, high = one < other ? other : one;

	if (low < 0 || crossing_is_local(protocol) || (protocol && is_word(protocol, asked_of_anybody)))
		return CROSSING_NO;
	if (high >= 50)
		return low <= 30 ? CROSSING_OUTSIDE : CROSSING_NO;
	return high >= 40 && low <= 20 ? CROSSING_SKIP : CROSSING_NO;
}
