/* gauge_watch.c - gauges of how well the plant is watched. SPDX-License-Identifier: Apache-2.0
 *
 * A capture file shows that a mirror port exists; to watch is to go on watching, so the rest asks for
 * a sensor that runs now.
 */

#include "govern/gauges.h"

#include "judge/detectors.h"
#include "lib/arena.h"
#include "lib/clock.h"
#include "store/finding.h"

#include <string.h>

#define ALL_LEVELS "0,1,2,3,3.5"
#define DAY	   (86400 * SECOND)

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
	gauge_put(ask, out, "known", n->known);
	gauge_put(ask, out, "conversations", n->conversations);
	gauge_put_time(ask, out, "last", n->last_seen);
	out->of_network = n->devices > 0;
	if (n->devices)
		out->coverage = (int)(n->talking * 100 / n->devices);
	return 0;
}

/* Whether a sensor that runs hears this network; else says why nothing can be said. */
static bool is_watched(const struct gauge_ask *ask, struct gauge_result *out, const struct measured_network *n)
{
	if (ask->sight->live && n->recent)
		return true;
	gauge_say(out, GAUGE_UNKNOWN, n->devices ? "capture" : "silent");
	return false;
}

/* How many of these detectors are switched off; NULL: of all. */
static int count_off(const struct gauge_ask *ask, const char *const *ids, size_t *off)
{
	struct detector_row *rows;
	size_t count;
	const int rc = store_detectors(ask->store, ask->viewer, ask->arena, &rows, &count);

	*off = 0;
	for (size_t i = 0; !rc && i < count; i++) {
		bool meant = !ids;

		for (size_t k = 0; ids && ids[k]; k++)
			meant |= strcmp(ids[k], rows[i].detector) == 0;
		*off += rows[i].at != 0 && meant;
	}
	return rc;
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
		gauge_say(out, GAUGE_UNKNOWN, n.starred ? "own" : "silent");
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
	if (!is_watched(ask, out, &n))
		return 0;
	if (n.talking >= 2)
		gauge_say(out, GAUGE_SUPPORTS, "live");
	else
		gauge_say(out, GAUGE_UNKNOWN, "silent");
	return 0;
}

/* Whoever switched the detection off is told of nobody new, however well the network is heard. */
int gauge_newcomers(const struct gauge_ask *ask, struct gauge_result *out)
{
	static const char *const ids[] = {"presence.new_device", "software.new_service", NULL};
	size_t off;
	int rc = watched(ask, out);

	if (!rc)
		rc = count_off(ask, ids, &off);
	if (!rc && off && out->verdict == GAUGE_SUPPORTS)
		gauge_say(out, GAUGE_UNKNOWN, "off");
	return rc;
}

/* Networks that a sensor watched and hears no more, and those that are known only by what a router brings. */
struct blind {
	const char *hushed, *unseen; /* their names */
	size_t hushed_count, unseen_count;
	int64_t since; /* the earliest silence */
};

static void add_name(const struct gauge_ask *ask, const char **list, size_t *count, const char *name)
{
	if (++*count <= GAUGE_SAMPLES)
		*list = *count == 1 ? name : arena_printf(ask->arena, "%s, %s", *list, name);
}

static int find_blind(const struct gauge_ask *ask, struct blind *b)
{
	struct watched_network *rows;
	size_t count;
	const int rc = store_watched_networks(ask->store, ask->viewer, ask->now, ask->arena, &rows, &count);

	*b = (struct blind){.hushed = "", .unseen = ""};
	for (size_t i = 0; !rc && i < count; i++) {
		const char *name = rows[i].name[0] ? rows[i].name : "-";

		if (rows[i].inside)
			continue;
		if (rows[i].hushed_at) {
			add_name(ask, &b->hushed, &b->hushed_count, name);
			b->since = b->since && b->since < rows[i].hushed_at ? b->since : rows[i].hushed_at;
		} else if (rows[i].afar) {
			add_name(ask, &b->unseen, &b->unseen_count, name);
		}
	}
	return rc;
}

/*
 * What is declared is a mechanism that runs: detectors that are off show that it does not. A sensor that fell silent
 * shows nothing, for a plant on holiday is silent too, and neither does a network that nobody ever watched.
 */
int gauge_watching(const struct gauge_ask *ask, struct gauge_result *out)
{
	struct blind b;
	size_t off;
	int rc = watched(ask, out);

	if (!rc)
		rc = count_off(ask, NULL, &off);
	if (!rc)
		rc = find_blind(ask, &b);
	if (rc)
		return rc;
	gauge_put(ask, out, "off", off);
	gauge_put(ask, out, "all", detector_count);
	gauge_put(ask, out, "count", b.hushed_count ? b.hushed_count : b.unseen_count);
	gauge_put_text(out, "networks", b.hushed_count ? b.hushed : b.unseen);
	gauge_put_time(ask, out, "stopped", b.since);
	if (off * 2 > detector_count) {
		gauge_say(out, GAUGE_CONTRADICTS, "off");
		out->link = "#/allowlist";
	} else if (b.hushed_count) {
		gauge_say(out, GAUGE_UNKNOWN, "hushed");
	} else if (b.unseen_count && out->verdict == GAUGE_SUPPORTS) {
		gauge_say(out, GAUGE_UNKNOWN, "unseen");
	}
	return 0;
}

/*
 * Liveness is heard here: a device that spoke within a day of a running sensor, or whose rhythm tells that it is
 * silent. Known of less than half is no mechanism for this network.
 */
int gauge_liveness(const struct gauge_ask *ask, struct gauge_result *out)
{
	struct measured_network n;
	const int rc = look(ask, out, &n);

	if (rc)
		return rc;
	out->coverage = n.devices ? (int)(n.known * 100 / n.devices) : -1;
	out->value = arena_printf(ask->arena, "%llu", (unsigned long long)n.known);
	out->link = "#/assets";
	if (!is_watched(ask, out, &n))
		return 0;
	if (n.known * 2 >= n.devices)
		gauge_say(out, GAUGE_SUPPORTS, "live");
	else
		gauge_say(out, GAUGE_UNKNOWN, "few");
	return 0;
}

/* Since when an allow-list is in force on a sensor that runs; 0: on none. */
static int in_force(const struct gauge_ask *ask, int64_t *since)
{
	struct phase_row *rows;
	size_t count;
	const int rc = store_phases(ask->store, ask->viewer, ask->arena, &rows, &count);

	*since = 0;
	for (size_t i = 0; !rc && i < count && !*since; i++)
		if (strcmp(rows[i].kind, "live") == 0 && strcmp(rows[i].phase, "enforce") == 0)
			*since = rows[i].since ? rows[i].since : rows[i].first_packet;
	return rc;
}

/* An allow-list in force on a sensor that hears this network, its age, and how much of the detection is on. */
int gauge_detection(const struct gauge_ask *ask, struct gauge_result *out)
{
	struct measured_network n;
	int64_t since = 0;
	size_t off = 0;
	int rc = look(ask, out, &n);

	if (!rc)
		rc = in_force(ask, &since);
	if (!rc)
		rc = count_off(ask, NULL, &off);
	if (rc)
		return rc;
	out->link = "#/allowlist";
	gauge_put_time(ask, out, "since", since);
	gauge_put(ask, out, "days", since && since < ask->now ? (uint64_t)((ask->now - since) / DAY) : 0);
	gauge_put(ask, out, "on", detector_count - off);
	gauge_put(ask, out, "all", detector_count);
	if (!is_watched(ask, out, &n))
		return 0;
	if (!since)
		gauge_say(out, GAUGE_UNKNOWN, "no-list");
	else if (off * 2 > detector_count)
		gauge_say(out, GAUGE_UNKNOWN, "off");
	else
		gauge_say(out, GAUGE_SUPPORTS, "live");
	return 0;
}
