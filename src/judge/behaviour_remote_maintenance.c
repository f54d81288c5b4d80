/* behaviour_remote_maintenance.c - remote maintenance at another time or place than agreed. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: answered flows of remote tools, and of anything that comes from outside; the hours in which the pair was
 *        learned, the site's clock.
 * State: the allow-list has the hours; a habit says that somebody came while it was learned (65,536 with those of others).
 * Fires: the maker who came on Tuesday mornings comes at night; he comes to another device, at any hour; somebody never
 *        seen comes at night or on a weekend.
 * Near miss: the same session in its hour or the one next to it, also of another working day; a station of the plant on a
 *            weekend, when no weekend was learned; it opens a remote desktop elsewhere (behaviour.remote_tool).
 */

#include "judge/detectors.h"

#include <stdio.h>

#include "lib/clock.h"

#define DAY_BEGINS 6
#define DAY_ENDS   21

static const char *const tools[] = {"rdp", "vnc", "teamviewer", "ssh", "telnet", NULL};

static bool is_remote(const struct sight *s)
{
	return !s->server->external &&
	       (word_in(s->record->app_proto, tools) || (s->client->external && s->usual.baseline));
}

/* A night or a weekend, where nothing was agreed. */
static bool is_odd_hour(int64_t time)
{
	const int hour = clock_week_hour(time);

	return hour / 24 >= 5 || hour % 24 < DAY_BEGINS || hour % 24 >= DAY_ENDS;
}

/* Maintenance comes from outside, or from where it comes in. */
static bool maintains(const struct subject *client)
{
	static const char *const roles[] = {"gateway", "maintenance-terminal", "firewall", "router", NULL};

	return client->external || word_in(client->role, roles);
}

/* Somebody who maintained something while it was learned, and does it now. */
static bool is_maintainer(const struct sight *s)
{
	const bool works = word_in(s->record->app_proto, tools) || sight_is_industrial(s);
	struct habit *h = works && s->usual.baseline && maintains(s->client) ? sight_habit(s, s->client, NULL, 0) : NULL;

	if (h && s->learning)
		sight_habit_learn(s, h, 1);
	return h && h->high > 0;
}

/* A station of the plant may have work on days that were not learned; who comes from outside is agreed with. */
static bool is_in_time(const struct sight *s)
{
	return s->usual.hour || (!s->client->external && !sight_hours_seen(s, s->record->flow.end));
}

static void on_record(const struct sight *s)
{
	const struct record *r = s->record;
	char detail[FINDING_DETAIL_SIZE], at[CLOCK_TEXT_SIZE], spoken[SPOKEN_SIZE];

	if (!s->client || !s->server || s->server->group || r->flow.answered == 0 || !is_remote(s))
		return;
	const bool agreed = s->usual.baseline && s->usual.pair, elsewhere = is_maintainer(s) && !agreed;
	const bool odd = s->client->external && is_odd_hour(r->flow.start);

	if (s->learning || (agreed ? is_in_time(s) : !elsewhere && !odd))
		return;
	clock_text_local(agreed ? r->flow.end : r->flow.start, at);
	snprintf(detail, sizeof(detail), "%.16s, %s", at, sight_spoken_at(s, spoken));
	sight_tell(s, &(struct tell){.device = s->server,
	                             .peer = s->client,
	                             .key = elsewhere ? "device" : "hours",
	                             .detail = detail,
	                             .total = r->flow.flows});
}

const struct detector detector_behaviour_remote_maintenance = {
        .id = "behaviour.remote_maintenance",
        .records = RECORDS(FLOW),
        .record = on_record,
        .severity = SEVERITY_HIGH,
        .attack = {"T0822", "T0886"},
        .meti = {3, 8},
        .iec62443 = {"SR 1.13", "SR 2.5"},
        .smkl = {"c"},
};
