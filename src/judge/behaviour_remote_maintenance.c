/* behaviour_remote_maintenance.c - remote maintenance at another time or place than agreed. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: answered flows of remote tools, and of anything that comes from outside; the hours in which the pair was
 *        learned, the site's clock.
 * State: none: the allow-list has the hours.
 * Fires: the maker who came on Tuesday mornings comes at night; he comes to another device; somebody never seen
 *        comes at night or on a weekend.
 * Near miss: the same session in its hour or the one next to it.
 */

#include "judge/detectors.h"

#include <stdio.h>

#include "lib/clock.h"

#define DAY_BEGINS 6
#define DAY_ENDS   21

static bool is_remote(const struct sight *s)
{
	static const char *const tools[] = {"rdp", "vnc", "teamviewer", "ssh", "telnet", NULL};

	return !s->server->external &&
	       (word_in(s->record->app_proto, tools) || (s->client->external && s->usual.baseline));
}

/* A night or a weekend, where nothing was agreed. */
static bool is_odd_hour(int64_t time)
{
	const int hour = clock_week_hour(time);

	return hour / 24 >= 5 || hour % 24 < DAY_BEGINS || hour % 24 >= DAY_ENDS;
}

static void on_record(const struct sight *s)
{
	const struct record *r = s->record;
	char detail[FINDING_DETAIL_SIZE], at[CLOCK_TEXT_SIZE];
	if (!s->client || !s->server || s->server->group || r->flow.answered == 0 ||
	    !is_remote(s) || s->learning)
		return;
	const bool agreed = s->usual.baseline && s->usual.pair;
	if (agreed ? s->usual.hour : !s->client->external || !is_odd_hour(r->flow.start))
		return;
	clock_text_local(agreed ? r->flow.end : r->flow.start, at);
	snprintf(detail, sizeof(detail), "%.16s, %s %d", at,
	         sight_spoken(s), r->dest_port);
	sight_tell(s, &(struct tell){.device = s->server,
	                             .peer = s->client,
	                             .key = "hours",
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
