/* gauge_traffic.c - gauges of what nobody in the plant should say. SPDX-License-Identifier: Apache-2.0 */

#include "govern/gauges.h"

#include "lib/arena.h"
#include "store/measure.h"

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

int gauge_contradict(const struct gauge_ask *ask, struct gauge_result *out, const char *measure,
		      const char *levels, bool *found)
{
	struct traffic *traffic;
	struct measured m = {0};
	int rc = gauge_traffic(ask, &traffic);

	if (!rc)
		rc = traffic_measure(traffic, ask->store, measure, levels, ask->arena, &m);

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
	const int rc = gauge_contradict(ask, out, measure, "", &found);

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
