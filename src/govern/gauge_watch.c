/* gauge_watch.c - gauges of how well the plant is watched. SPDX-License-Identifier: Apache-2.0
 *
 * A capture file shows that a mirror port exists; to watch is to go on watching, so the rest asks for
 * a sensor that runs now.
 */

#include "govern/gauges.h"

#include "lib/arena.h"
#include "store/finding.h"

#include <string.h>

#define ALL_LEVELS "0,1,2,3,3.5"

static int look(const struct gauge_ask *ask, struct gauge_result *out, struct measured_network *n)
{
	const char *levels = gauge_levels(ask);
	const int rc = gauge_network(ask, levels[0] ? levels : ALL_LEVELS, n);

	if (rc)
		return rc;
	out->as_of = n->last_seen;
	gauge_put(ask, out, "devices", n->devices);
	gauge_put(ask, out, "talking", n->talking);
	gauge_put(ask, out, "recent", n->recent);
	gauge_put(ask, out, "conversations", n->conversations);
	gauge_put_time(ask, out, "last", n->last_seen);
	if (n->devices)
		out->coverage = (int)(n->talking * 100 / n->devices);
	return 0;
}

/* Frames between third parties show that a switch hands out a copy; none shows nothing. */
int gauge_mirror_seen(const struct gauge_ask *ask, struct gauge_result *out)
{
	struct measured_network n;
	const int rc = look(ask, out, &n);

	if (rc)
		return rc;
	out->value = arena_printf(ask->arena, "%llu", (unsigned long long)n.talking);
	out->link = "#/sensors";
	if (n.talking >= 2)
		gauge_say(out, GAUGE_SUPPORTS, ask->sight->live ? "live" : "capture");
	else
		gauge_say(out, GAUGE_UNKNOWN, "silent");
	return 0;
}

static int watched(const struct gauge_ask *ask, struct gauge_result *out)
{
	struct measured_network n;
	const int rc = look(ask, out, &n);

	if (rc)
		return rc;
	gauge_put_time(ask, out, "since", ask->sight->live_since);
	out->value = arena_printf(ask->arena, "%llu", (unsigned long long)n.recent);
	out->link = "#/sensors";
	if (ask->sight->live && n.recent && n.talking >= 2)
		gauge_say(out, GAUGE_SUPPORTS, "live");
	else
		gauge_say(out, GAUGE_UNKNOWN, n.devices ? "capture" : "silent");
	return 0;
}

int gauge_newcomers(const struct gauge_ask *ask, struct gauge_result *out)
{
	return watched(ask, out);
}

int gauge_watching(const struct gauge_ask *ask, struct gauge_result *out)
{
	return watched(ask, out);
}

/* Liveness is heard here: a device that spoke within a day of a running sensor. */
int gauge_liveness(const struct gauge_ask *ask, struct gauge_result *out)
{
	struct measured_network n;
	const int rc = look(ask, out, &n);

	if (rc)
		return rc;
	out->coverage = n.devices ? (int)(n.recent * 100 / n.devices) : -1;
	out->value = arena_printf(ask->arena, "%llu", (unsigned long long)n.recent);
	out->link = "#/assets";
	if (ask->sight->live && n.recent)
		gauge_say(out, GAUGE_SUPPORTS, "live");
	else
		gauge_say(out, GAUGE_UNKNOWN, n.devices ? "capture" : "silent");
	return 0;
}

/* An allow-list in force on a sensor that runs. */
int gauge_detection(const struct gauge_ask *ask, struct gauge_result *out)
{
	struct phase_row *rows;
	size_t count;
	const int rc = store_phases(ask->store, ask->viewer, ask->arena, &rows, &count);

	if (rc)
		return rc;
	out->as_of = ask->sight->last_packet;
	out->link = "#/allowlist";
	gauge_say(out, GAUGE_UNKNOWN, ask->sight->live ? "no-list" : "capture");
	for (size_t i = 0; ask->sight->live && i < count; i++) {
		if (strcmp(rows[i].kind, "live") != 0 || strcmp(rows[i].phase, "enforce") != 0)
			continue;
		gauge_say(out, GAUGE_SUPPORTS, "live");
		gauge_put_time(ask, out, "since", rows[i].since);
		break;
	}
	return 0;
}
