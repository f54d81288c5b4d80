/* gauge_evaluated.c - whether the chosen requirements were evaluated within a day (S0-012). SPDX-License-Identifier: Apache-2.0 */

#include "govern/gauges.h"

#include "lib/clock.h"
#include "store/assess.h"
#include "store/govern.h"

#include <string.h>

#define DAY (86400 * SECOND)

static const char checklist[] = "meti-checklist";

struct chosen {
	uint64_t count;
	uint64_t fresh; /* evaluated within a day */
	uint64_t kept;  /* of those, not contradicted */
	int64_t oldest; /* the oldest of their last evaluations */
};

static const struct evaluation_row *find(const struct evaluation_row *rows, size_t count,
					 const char *item)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].item, item) == 0)
			return &rows[i];
	return NULL;
}

static void weigh(const struct evaluation_row *e, int64_t now, struct chosen *out)
{
	out->count++;
	if (!e || e->last < now - DAY)
		return;
	out->fresh++;
	out->kept += strcmp(e->verdict, "contradicts") != 0;
	if (!out->oldest || e->last < out->oldest)
		out->oldest = e->last;
}

static int read_chosen(const struct gauge_ask *ask, struct chosen *out)
{
	struct answer_row *answers;
	struct evaluation_row *rows = NULL;
	size_t answer_count, count = 0;
	int rc = store_answers(ask->store, ask->viewer, ask->scope, checklist, ask->arena, &answers,
			       &answer_count);

	if (!rc)
		rc = store_evaluations(ask->store, ask->viewer, ask->scope, checklist, "", "",
				       ask->arena, &rows, &count);
	for (size_t i = 0; !rc && i < answer_count; i++)
		if (strcmp(answers[i].kind, "watch") == 0 && answers[i].value[0])
			weigh(find(rows, count, answers[i].item), ask->now, out);
	return rc;
}

/* It is of this network only when this network is watched. */
int gauge_evaluated(const struct gauge_ask *ask, struct gauge_result *out)
{
	struct chosen chosen = {0};
	struct measured_network n = {0};
	const char *levels = gauge_levels(ask);
	int rc = read_chosen(ask, &chosen);

	if (!rc)
		rc = gauge_network(ask, levels[0] ? levels : "0,1,2,3,3.5", &n);
	if (rc)
		return rc;
	gauge_put(ask, out, "chosen", chosen.count);
	gauge_put(ask, out, "fresh", chosen.fresh);
	gauge_put(ask, out, "kept", chosen.kept);
	gauge_put_time(ask, out, "last", chosen.oldest);
	out->as_of = chosen.oldest;
	out->link = "#/checklist?show=watched";
	if (!ask->sight->live || n.recent == 0)
		gauge_say(out, GAUGE_UNKNOWN, n.devices ? "capture" : "silent");
	else if (chosen.count == 0)
		gauge_say(out, GAUGE_UNKNOWN, "not-chosen");
	else if (chosen.fresh < chosen.count)
		gauge_say(out, GAUGE_UNKNOWN, "stale");
	else
		gauge_say(out, GAUGE_SUPPORTS, "fresh");
	return 0;
}
