/* gauge_means.c - gauges of what people set up: where logs are kept, where a network is cut off.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A person says where; the network says whether it is so. A network's logs are never said to be missing: they may
 * gather out of sight (S0-009), and a cable can be drawn at a place that speaks to nobody. Only where a registered
 * collector is heard today, and the logs that it was seen to take are not, the plant as a whole is contradicted.
 */

#include "govern/gauges.h"

#include "lib/arena.h"
#include "lib/clock.h"
#include "store/govern.h"

#include <string.h>

#define DAY (86400 * SECOND)

static const char *asset_link(const struct gauge_ask *ask, const struct means_row *row)
{
	return row->asset ? arena_printf(ask->arena, "#/assets/a-%05llu", (unsigned long long)row->asset)
			  : NULL;
}

static void tell_logs(const struct gauge_ask *ask, struct gauge_result *out, const struct means_row *row)
{
	gauge_put(ask, out, "devices", row->senders);
	gauge_put_time(ask, out, "last", row->last_log);
	gauge_put_text(out, "name", row->name);
	gauge_put_text(out, "address", row->address);
	gauge_put_text(out, "keeps", row->keeps);
	out->of_network = row->senders > 0;
	out->as_of = row->last_log;
	out->value = arena_printf(ask->arena, "%llu", (unsigned long long)row->senders);
	out->link = "#/communications?q=syslog";
}

static int unregistered(const struct gauge_ask *ask, struct gauge_result *out, const char *smkl)
{
	struct means_row *rows;
	size_t count;
	const int rc = store_log_takers(ask->store, ask->viewer, smkl, gauge_levels(ask), ask->arena,
					&rows, &count);

	gauge_say(out, GAUGE_UNKNOWN, "none");
	if (rc || count == 0)
		return rc;
	gauge_say(out, GAUGE_UNKNOWN, "unregistered");
	tell_logs(ask, out, &rows[0]);
	for (size_t i = 0; i < count; i++)
		gauge_sample(out, rows[i].name, asset_link(ask, &rows[i]));
	return 0;
}

/* Syslog goes out whether or not anybody takes it in: the collector must speak itself. */
static void say_collector(const struct gauge_ask *ask, struct gauge_result *out,
			  const struct means_row *row)
{
	if (row->seen_at < ask->now - DAY)
		gauge_say(out, GAUGE_UNKNOWN, "mute");
	else if (!row->keeps[0])
		gauge_say(out, GAUGE_UNKNOWN, "unkept");
	else
		gauge_say(out, GAUGE_SUPPORTS, "live");
}

/* Any one collector of the network that is alive and keeps its logs will do. */
int gauge_logs_kept(const struct gauge_ask *ask, struct gauge_result *out)
{
	const char *smkl = ask->column ? ask->column->id : "";
	const char *levels = ask->column ? gauge_levels(ask) : "0,1,2,3,3.5";
	struct means_row *rows;
	size_t count;
	const int rc = store_means(ask->store, ask->viewer, "collector", smkl, levels, ask->arena,
				   &rows, &count);

	if (rc || count == 0)
		return rc ? rc : unregistered(ask, out, smkl);
	const struct means_row *best = &rows[0]; /* the latest log first */

	tell_logs(ask, out, best);
	for (size_t i = 0; i < count; i++)
		gauge_sample(out, rows[i].name, asset_link(ask, &rows[i]));
	gauge_say(out, GAUGE_UNKNOWN, "stopped");
	if (!ask->column && ask->sight->live && best->senders && best->seen_at >= ask->now - DAY &&
	    best->last_log < ask->now - DAY)
		gauge_say(out, GAUGE_CONTRADICTS, "ended");
	if (best->senders && !ask->sight->live)
		gauge_say(out, GAUGE_UNKNOWN, "capture");
	else if (best->senders && best->last_log >= ask->now - DAY)
		say_collector(ask, out, best);
	return 0;
}

static const char *last_drill(const struct means_row *rows, size_t count)
{
	const char *last = "";

	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].drilled_on, last) > 0)
			last = rows[i].drilled_on;
	return last;
}

/* That it is there is measured; when it was last drilled is shown beside it. */
int gauge_containment(const struct gauge_ask *ask, struct gauge_result *out)
{
	struct means_row *rows;
	size_t count;
	const int rc = store_means(ask->store, ask->viewer, "containment",
				   ask->column ? ask->column->id : "", gauge_levels(ask), ask->arena,
				   &rows, &count);

	gauge_say(out, GAUGE_UNKNOWN, "none");
	if (rc || count == 0)
		return rc;
	const struct means_row *best = &rows[0];

	for (size_t i = 0; i < count; i++) {
		gauge_sample(out, rows[i].name, asset_link(ask, &rows[i]));
		if (rows[i].asset && !best->asset)
			best = &rows[i];
	}
	const char *drilled = last_drill(rows, count);

	gauge_put_text(out, "name", best->name);
	gauge_put(ask, out, "count", count);
	gauge_put_text(out, "drilled", *drilled ? drilled : "–");
	out->value = arena_printf(ask->arena, "%zu", count);
	out->as_of = best->seen_at;
	out->link = asset_link(ask, best);
	if (!best->asset)
		gauge_say(out, GAUGE_UNKNOWN, "unseen");
	else
		gauge_say(out, GAUGE_SUPPORTS, *drilled ? "present" : "undrilled");
	return 0;
}
