/* profile_facts.c - what was seen of the plant, beside the questions about it (S0-020 S4-008). SPDX-License-Identifier: Apache-2.0 */

#include "govern/profile.h"

#include "lib/arena.h"
#include "lib/clock.h"
#include "store/measure.h"

#define DAY (86400 * SECOND)
#define MOST 12

struct facts {
	struct store *store;
	const struct viewer *viewer;
	struct arena *arena;
	struct traffic *traffic;
	struct counts counts;
	struct profile_fact *rows;
	size_t count;
};

static void tell(struct facts *f, const char *item, const char *ja, const char *en, const char *link)
{
	if (f->count < MOST)
		f->rows[f->count++] = (struct profile_fact){item, {ja, en}, link};
}

#define SAY(f, item, link, ja, en, ...) \
	tell(f, item, arena_printf((f)->arena, ja, __VA_ARGS__), arena_printf((f)->arena, en, __VA_ARGS__), link)

static unsigned long long at_levels(const struct facts *f, const char *levels)
{
	struct measured_network n;

	traffic_network(f->traffic, levels, &n);
	return n.devices;
}

static void tell_devices(struct facts *f)
{
	const unsigned long long old = f->counts.end_of_support;

	SAY(f, "equipment", "#/assets", "見えている機器 %llu 台", "%llu devices were seen", (unsigned long long)f->counts.assets);
	if (old)
		SAY(f, "built", "#/assets", "サポートが切れたOSの機器が %llu 台（古い設備）", "%llu devices run a system without support (old equipment)", old);
	SAY(f, "hierarchy", "#/map", "レベル別の機器  0-1: %llu、2: %llu、3: %llu、4: %llu", "Devices by level  0-1: %llu, 2: %llu, 3: %llu, 4: %llu",
	    at_levels(f, "0,0.5,1,1.5"), at_levels(f, "2,2.5"), at_levels(f, "3,3.5"), at_levels(f, "4,4.5"));
}

/* Each pair of zones stands there once for each protocol. */
static bool is_first(const struct crossing_row *rows, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (rows[k].from == rows[i].from && rows[k].to == rows[i].to)
			return false;
	return true;
}

static int tell_lines(struct facts *f)
{
	struct zone_use *zones = NULL;
	struct network_use *networks = NULL;
	struct crossing_row *crossings = NULL;
	size_t zone_count = 0, network_count = 0, crossing_count = 0, pairs = 0;
	int rc = store_zones(f->store, f->viewer, f->arena, &zones, &zone_count);

	if (!rc)
		rc = store_networks(f->store, f->viewer, f->arena, &networks, &network_count);
	if (!rc)
		rc = store_crossings(f->store, f->viewer, f->arena, &crossings, &crossing_count);
	if (rc)
		return rc;
	for (size_t i = 0; i < crossing_count; i++)
		pairs += is_first(crossings, i);
	SAY(f, "lines", "#/zones", "区画（ライン）%zu、ネットワーク %zu、行き来のある区画の組 %zu", "%zu zones (lines), %zu networks, %zu pairs of zones that speak", zone_count, network_count, pairs);
	return 0;
}

static int tell_outside(struct facts *f)
{
	struct measured in, out;
	int rc = traffic_measure(f->traffic, f->store, MEASURE_REMOTE, "", f->arena, &in);

	if (!rc)
		rc = traffic_measure(f->traffic, f->store, MEASURE_OUTSIDE, "", f->arena, &out);
	if (rc)
		return rc;
	SAY(f, "direct", "#/communications?measure=outside", "インターネットへ直接出る機器 %llu 台", "%llu devices reach the internet directly", (unsigned long long)out.devices);
	SAY(f, "remote", "#/communications?measure=remote", "外から直接入られた機器 %llu 台", "%llu devices were reached straight from outside", (unsigned long long)in.devices);
	return 0;
}

int profile_facts(struct store *store, const struct viewer *viewer, int64_t scope, int64_t now,
		  struct arena *arena, struct profile_fact **out, size_t *count)
{
	struct viewer within;
	struct facts f = {.store = store, .viewer = &within, .arena = arena,
			  .rows = arena_alloc(arena, MOST * sizeof(**out))};
	int rc = assess_within(store, viewer, scope, arena, &within);

	if (!rc)
		rc = store_traffic(store, &within, now - DAY, arena, &f.traffic);
	if (!rc)
		rc = store_counts(store, &within, now, &f.counts);
	if (rc)
		return rc;
	tell_devices(&f);
	rc = tell_lines(&f);
	if (!rc)
		rc = tell_outside(&f);
	*out = f.rows;
	*count = f.count;
	return rc;
}
