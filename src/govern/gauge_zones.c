/* gauge_zones.c - gauges of borders: zones, conduits, and what crosses them (S4-159 S0-015).
 * SPDX-License-Identifier: Apache-2.0
 *
 * Traffic that no conduit lets pass contradicts; to say that a plant is divided takes accepted zones, nearly
 * all devices in them, and enough traffic. Where nobody drew zones the ISA-95 levels may contradict, never
 * support.
 */

#include "govern/gauges.h"

#include "lib/arena.h"
#include "store/govern.h"

#include <string.h>

#define ENOUGH	   10 /* fewer conversations are too little to say that all is well */
#define PLACED_MIN 90 /* per cent of the devices that stand in a zone */
#define BROKEN	   "unplanned,skip,outside"

static int look(const struct gauge_ask *ask, const struct zoning_counts **whole,
		const struct zoning_counts **out)
{
	struct traffic *traffic;
	const int rc = gauge_traffic(ask, &traffic);

	if (rc)
		return rc;
	*whole = traffic_zoning(traffic);
	*out = *whole + (ask->column ? zoning_column(ask->column->id) : 0);
	return 0;
}

static int look_closer(const struct gauge_ask *ask)
{
	struct gauge_sight *sight = ask->sight;

	if (sight->has_crossings)
		return 0;
	int rc = store_crossings(ask->store, ask->viewer, ask->arena, &sight->crossings,
				 &sight->crossing_count);
	if (!rc)
		rc = store_zone_names(ask->store, ask->viewer, ask->arena, &sight->zones,
				      &sight->zone_count);
	sight->has_crossings = !rc;
	return rc;
}

static uint64_t broken_of(const struct zoning_counts *c)
{
	return c->crossings[CROSSING_UNPLANNED] + c->crossings[CROSSING_SKIP] +
	       c->crossings[CROSSING_OUTSIDE];
}

static uint64_t all_of(const struct zoning_counts *c)
{
	uint64_t sum = 0;

	for (int i = 0; i < CROSSING_COUNT; i++)
		sum += c->crossings[i];
	return sum;
}

static const struct zone_name *zone_of(const struct gauge_sight *sight, int64_t id)
{
	for (size_t i = 0; i < sight->zone_count; i++)
		if (sight->zones[i].id == id)
			return &sight->zones[i];
	return NULL;
}

/* As the API of conversations takes it, and as people read it. */
static const char *end_link(const struct gauge_ask *ask, int64_t zone)
{
	return zone == ZONE_OUTSIDE   ? "outside"
	       : zone == ZONE_NOWHERE ? "none"
				      : arena_printf(ask->arena, "%lld", (long long)zone);
}

static const char *end_name(const struct gauge_ask *ask, int64_t zone)
{
	const struct zone_name *named = zone_of(ask->sight, zone);

	return named ? named->name : zone == ZONE_OUTSIDE ? "↗" : "–";
}

static bool in_column(const struct gauge_ask *ask, const struct crossing_row *row)
{
	if (!ask->column)
		return true;
	const struct zone_name *from = zone_of(ask->sight, row->from);
	const struct zone_name *to = zone_of(ask->sight, row->to);

	return (from && strcmp(from->smkl, ask->column->id) == 0) ||
	       (to && strcmp(to->smkl, ask->column->id) == 0);
}

static void add_samples(const struct gauge_ask *ask, struct gauge_result *out)
{
	for (size_t i = 0; i < ask->sight->crossing_count; i++) {
		const struct crossing_row *row = &ask->sight->crossings[i];

		if (row->crossing < CROSSING_UNPLANNED || !in_column(ask, row))
			continue;
		gauge_sample(out,
			     arena_printf(ask->arena, "%s → %s (%s) ×%llu", end_name(ask, row->from),
					  end_name(ask, row->to), row->protocol[0] ? row->protocol : "?",
					  (unsigned long long)row->conversations),
			     arena_printf(ask->arena,
					  "#/communications?from_zone=%s&to_zone=%s&crossing=" BROKEN,
					  end_link(ask, row->from), end_link(ask, row->to)));
	}
}

static int say_broken(const struct gauge_ask *ask, struct gauge_result *out)
{
	const int rc = look_closer(ask);

	if (rc)
		return rc;
	gauge_say(out, GAUGE_CONTRADICTS, "crossed");
	add_samples(ask, out);
	return 0;
}

/* Why it cannot be said that all keep to the conduits; NULL when it can. */
static const char *doubt(const struct gauge_ask *ask, const struct zoning_counts *whole,
			 const struct zoning_counts *c)
{
	if (ask->sight->hushed && !ask->sight->live)
		return "hushed";
	if (all_of(c) == 0 || (ask->column && c->devices == 0))
		return "silent";
	if (c->crossings[CROSSING_DRAFT])
		return "drafts";
	if (whole->devices * PLACED_MIN > (whole->devices - whole->without_zone) * 100)
		return "unplaced";
	return all_of(c) < ENOUGH ? "little" : NULL;
}

/* By zones. Sets nothing when nobody drew two of them. */
static int by_zones(const struct gauge_ask *ask, struct gauge_result *out, bool *drawn)
{
	const struct zoning_counts *whole = NULL, *c = NULL;
	const int rc = look(ask, &whole, &c);

	*drawn = !rc && c->zones >= 2;
	if (!*drawn)
		return rc;

	out->as_of = ask->sight->last_packet;
	if (whole->devices)
		out->coverage = (int)((whole->devices - whole->without_zone) * 100 / whole->devices);
	gauge_put(ask, out, "broken", broken_of(c));
	gauge_put(ask, out, "drafts", c->crossings[CROSSING_DRAFT]);
	gauge_put(ask, out, "allowed", c->crossings[CROSSING_ALLOWED]);
	gauge_put(ask, out, "conversations", all_of(c));
	gauge_put(ask, out, "zones", c->zones);
	gauge_put(ask, out, "unplaced", whole->without_zone);
	gauge_put_time(ask, out, "last", broken_of(c) ? c->last_seen : ask->sight->last_packet);
	out->value = arena_printf(ask->arena, "%llu", (unsigned long long)broken_of(c));
	out->link = broken_of(c) ? "#/communications?crossing=" BROKEN : "#/zones";
	if (broken_of(c))
		return say_broken(ask, out);
	const char *why = doubt(ask, whole, c);

	gauge_say(out, why ? GAUGE_UNKNOWN : GAUGE_SUPPORTS, why ? why : "kept");
	return 0;
}

/* Levels alone: straight from office or outside to the machines is wrong however zones are drawn. */
static int by_levels(const struct gauge_ask *ask, struct gauge_result *out, const char *lower)
{
	struct measured_network below;
	bool found;
	int rc = gauge_contradict(ask, out, MEASURE_SKIPS, ask->column ? lower : "", &found);

	if (rc || found)
		return rc;
	rc = gauge_network(ask, lower, &below);
	if (rc)
		return rc;
	gauge_put(ask, out, "conversations", below.conversations);
	gauge_say(out, GAUGE_UNKNOWN, below.conversations ? "no-zones" : "silent");
	out->link = "#/zones";
	out->value = "0";
	return 0;
}

int gauge_segmentation(const struct gauge_ask *ask, struct gauge_result *out)
{
	bool drawn;
	const int rc = by_zones(ask, out, &drawn);

	return rc || drawn ? rc : by_levels(ask, out, "0,1,2");
}

/* The same for one network of SMKL; here it is asked whether it stays so, and whether anybody planned it. */
int gauge_crossings(const struct gauge_ask *ask, struct gauge_result *out)
{
	bool drawn;
	int rc = by_zones(ask, out, &drawn);

	if (!rc && !drawn)
		rc = by_levels(ask, out, gauge_levels(ask));
	if (rc || out->verdict != GAUGE_SUPPORTS)
		return rc;
	if (ask->sight->live == 0)
		gauge_say(out, GAUGE_UNKNOWN, "capture");
	else if (traffic_zoning(ask->sight->traffic)->conduits == 0)
		gauge_say(out, GAUGE_UNKNOWN, "no-conduits");
	return 0;
}
