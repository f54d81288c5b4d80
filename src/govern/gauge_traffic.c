/* gauge_traffic.c - gauges of who speaks with whom. SPDX-License-Identifier: Apache-2.0 */

#include "govern/gauges.h"

#include "lib/arena.h"
#include "store/measure.h"

/* Fewer conversations than this are too little to say that all is well. */
#define ENOUGH 10

static void add_samples(const struct gauge_ask *ask, struct gauge_result *out,
			const struct measured *m)
{
	for (size_t i = 0; i < m->count; i++) {
		const struct conversation_row *row = &m->rows[i];

		gauge_sample(out,
			     arena_printf(ask->arena, "%s → %s (%s)", row->client.name,
					  row->server.name,
					  row->protocol[0] ? row->protocol : row->proto),
			     arena_printf(ask->arena, "#/communications?measure=%s&asset=a-%05llu",
					  out->value,
					  (unsigned long long)(row->client.asset
								       ? row->client.asset
								       : row->server.asset)));
	}
}

/* Contradicts when the store counts anything of that name; *found tells. */
static int contradict(const struct gauge_ask *ask, struct gauge_result *out, const char *measure,
		      const char *levels, bool *found)
{
	struct measured m;
	const int rc = store_measure(ask->store, ask->viewer, measure, levels, ask->arena, &m);

	*found = !rc && m.conversations > 0;
	out->as_of = ask->sight->last_packet;
	if (!*found)
		return rc;
	gauge_say(out, GAUGE_CONTRADICTS, "seen");
	gauge_put(ask, out, "devices", m.devices);
	gauge_put(ask, out, "conversations", m.conversations);
	gauge_put(ask, out, "connections", m.connections);
	gauge_put_time(ask, out, "last", m.last_seen);
	out->value = measure;
	add_samples(ask, out, &m);
	out->value = arena_printf(ask->arena, "%llu", (unsigned long long)m.conversations);
	out->link = arena_printf(ask->arena, "#/communications?measure=%s%s%s", measure,
				 levels && levels[0] ? "&levels=" : "", levels ? levels : "");
	return 0;
}

static int only_contradict(const struct gauge_ask *ask, struct gauge_result *out,
			   const char *measure)
{
	bool found;
	const int rc = contradict(ask, out, measure, "", &found);

	if (!rc && !found)
		gauge_say(out, GAUGE_UNKNOWN,
			  ask->sight->counts.conversations ? "clean" : "silent");
	return rc;
}

int gauge_outside(const struct gauge_ask *ask, struct gauge_result *out)
{
	return only_contradict(ask, out, MEASURE_OUTSIDE);
}

int gauge_remote(const struct gauge_ask *ask, struct gauge_result *out)
{
	return only_contradict(ask, out, MEASURE_REMOTE);
}

int gauge_needless(const struct gauge_ask *ask, struct gauge_result *out)
{
	return only_contradict(ask, out, MEASURE_NEEDLESS);
}

/* How much of both sides was seen: a border needs somebody on either side of it. */
static int look_both_sides(const struct gauge_ask *ask, const char *lower,
			   struct measured_network *below, struct measured_network *above)
{
	const int rc = store_measure_network(ask->store, ask->viewer, lower, 0, below);

	return rc ? rc
		  : store_measure_network(ask->store, ask->viewer, "3,3.5,4,5", 0, above);
}

static int say_clean(const struct gauge_ask *ask, struct gauge_result *out, const char *lower)
{
	struct measured_network below;
	struct measured_network above;
	const int rc = look_both_sides(ask, lower, &below, &above);

	if (rc)
		return rc;
	if (below.devices)
		out->coverage = (int)(below.talking * 100 / below.devices);
	gauge_put(ask, out, "conversations", below.conversations);
	gauge_put(ask, out, "devices", below.talking);
	if (below.conversations == 0)
		gauge_say(out, GAUGE_UNKNOWN, "silent");
	else if (below.conversations < ENOUGH || above.devices == 0)
		gauge_say(out, GAUGE_UNKNOWN, "little");
	else
		gauge_say(out, GAUGE_SUPPORTS, "clean");
	out->value = "0";
	return 0;
}

int gauge_segmentation(const struct gauge_ask *ask, struct gauge_result *out)
{
	bool found;
	const int rc = contradict(ask, out, MEASURE_SKIPS, "", &found);

	return rc || found ? rc : say_clean(ask, out, "0,1,2");
}

/* The same for one network of SMKL. That nothing crosses does not show that it is enforced. */
int gauge_crossings(const struct gauge_ask *ask, struct gauge_result *out)
{
	const char *levels = gauge_levels(ask);
	bool found;
	int rc = contradict(ask, out, MEASURE_SKIPS, levels, &found);

	if (rc || found)
		return rc;
	rc = say_clean(ask, out, levels);
	if (out->verdict == GAUGE_SUPPORTS && ask->sight->live == 0)
		gauge_say(out, GAUGE_UNKNOWN, "capture");
	return rc;
}
