/* gauge_devices.c - gauges of what devices are. SPDX-License-Identifier: Apache-2.0 */

#include "govern/gauges.h"

#include "lib/arena.h"
#include "lib/clock.h"
#include "store/measure.h"

static int count_devices(const struct gauge_ask *ask, const char *measure,
			 struct measured_assets *m)
{
	char today[CLOCK_TEXT_SIZE];

	clock_text(ask->now, today);
	today[10] = '\0';
	return store_measure_assets(ask->store, ask->viewer, measure, today, ask->arena, m);
}

static void tell(const struct gauge_ask *ask, struct gauge_result *out,
		 const struct measured_assets *m)
{
	gauge_put(ask, out, "devices", m->devices);
	gauge_put(ask, out, "all", m->all);
	gauge_put_time(ask, out, "last", ask->sight->last_packet);
	out->as_of = ask->sight->last_packet;
	out->value = arena_printf(ask->arena, "%llu", (unsigned long long)m->devices);
	for (size_t i = 0; i < m->count; i++)
		gauge_sample(out, m->rows[i].name,
			     arena_printf(ask->arena, "#/assets/a-%05llu",
					  (unsigned long long)m->rows[i].asset));
}

/* Contradicts when there is such a device, else cannot tell. */
static int only_contradict(const struct gauge_ask *ask, struct gauge_result *out,
			   const char *measure)
{
	struct measured_assets m;
	const int rc = count_devices(ask, measure, &m);

	if (rc)
		return rc;
	tell(ask, out, &m);
	if (m.devices)
		gauge_say(out, GAUGE_CONTRADICTS, "seen");
	else
		gauge_say(out, GAUGE_UNKNOWN, m.all ? "clean" : "silent");
	return 0;
}

int gauge_unsupported(const struct gauge_ask *ask, struct gauge_result *out)
{
	return only_contradict(ask, out, MEASURE_UNSUPPORTED);
}

int gauge_clear_logins(const struct gauge_ask *ask, struct gauge_result *out)
{
	return only_contradict(ask, out, MEASURE_DEFAULTS);
}

/* Without a ledger every device would be missing from it. */
int gauge_wireless(const struct gauge_ask *ask, struct gauge_result *out)
{
	if (ask->sight->has_ledger)
		return only_contradict(ask, out, MEASURE_WIRELESS);
	gauge_say(out, GAUGE_UNKNOWN, "no-ledger");
	return 0;
}

int gauge_ledger_coverage(const struct gauge_ask *ask, struct gauge_result *out)
{
	struct measured_assets m;
	const int rc = count_devices(ask, MEASURE_UNLISTED, &m);

	if (rc)
		return rc;
	tell(ask, out, &m);
	gauge_put(ask, out, "rows", ask->sight->counts.ledger);
	out->link = "#/ledger";
	if (m.all)
		out->coverage = (int)((m.all - m.devices) * 100 / m.all);
	if (!ask->sight->has_ledger) {
		gauge_say(out, GAUGE_UNKNOWN, "no-ledger");
		out->coverage = -1;
		out->sample_count = 0;
	} else if (m.all == 0) {
		gauge_say(out, GAUGE_UNKNOWN, "silent");
	} else if (m.devices) {
		gauge_say(out, GAUGE_CONTRADICTS, "missing");
	} else if (ask->sight->hushed && !ask->sight->live) {
		gauge_say(out, GAUGE_UNKNOWN, "hushed");
	} else {
		gauge_say(out, GAUGE_SUPPORTS, "complete");
	}
	return 0;
}
