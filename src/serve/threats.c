/* threats.c - METI's threats beside what was found in each zone (S4-020). SPDX-License-Identifier: Apache-2.0
 *
 * That nothing was found says that nothing was seen: of most threats no traffic tells.
 */

#include "judge/detectors.h"
#include "lib/clock.h"
#include "serve/findings.h"

#include <string.h>

#define THREATS	  32
#define SEEN_DAYS 365

static bool tells_of(const struct detector *d, int64_t threat)
{
	for (size_t i = 0; i < 4 && d->meti[i]; i++)
		if (d->meti[i] == threat)
			return true;
	return false;
}

const char *detectors_of_threat(struct arena *arena, int64_t threat)
{
	const char *list = "";

	for (size_t i = 0; i < detector_count; i++)
		if (tells_of(detectors[i], threat))
			list = arena_printf(arena, "%s%s%s", list, *list ? "," : "", detectors[i]->id);
	return *list ? list : "-";
}

int64_t days_ago(int64_t days)
{
	return days > 0 && days <= 36500 ? clock_now() - days * 86400 * SECOND : 0;
}

/* Of one zone: how much of each threat. */
struct seen {
	uint64_t count[THREATS];
	int64_t last[THREATS];
};

static void add(struct seen *seen, const struct zone_finding *row)
{
	const struct detector *d = detector_of(row->detector);

	for (size_t i = 0; d && i < 4 && d->meti[i] && d->meti[i] < THREATS; i++) {
		const uint8_t threat = d->meti[i];

		seen->count[threat] += row->count;
		if (row->last_seen > seen->last[threat])
			seen->last[threat] = row->last_seen;
	}
}

static size_t put_seen(struct request *r, struct json_out *j, int64_t zone, const struct seen *seen)
{
	size_t put = 0;

	for (size_t threat = 1; threat < THREATS; threat++) {
		if (!seen->count[threat])
			continue;
		json_object(j, NULL);
		json_text(j, "threat", arena_printf(&r->arena, "%zu", threat));
		json_text(j, "part", arena_printf(&r->arena, "zone-%lld", (long long)zone));
		json_uint(j, "count", seen->count[threat]);
		put_time(j, "last_seen", seen->last[threat]);
		json_object_end(j);
		put++;
	}
	return put;
}

static void put_watched(struct request *r, struct json_out *j)
{
	json_array(j, "watched");
	for (int64_t threat = 1; threat < THREATS; threat++)
		if (strcmp(detectors_of_threat(&r->arena, threat), "-") != 0)
			json_text(j, NULL, arena_printf(&r->arena, "%lld", (long long)threat));
	json_array_end(j);
}

void threats_get(struct request *r)
{
	struct zone_finding *rows = NULL;
	size_t count = 0, put = 0;

	if (!request_good(r, store_findings_by_zone(r->store, &r->who.viewer, days_ago(SEEN_DAYS), &r->arena, &rows, &count)))
		return;
	struct json_out *j = request_json(r, 200);

	json_int(j, "days", SEEN_DAYS);
	put_watched(r, j);
	json_array(j, "items");
	for (size_t i = 0, n; i < count; i += n) { /* by zone */
		struct seen seen = {.count = {0}};

		for (n = 0; i + n < count && rows[i + n].zone == rows[i].zone; n++)
			add(&seen, &rows[i + n]);
		put += put_seen(r, j, rows[i].zone, &seen);
	}
	request_end_items(r, put);
}
