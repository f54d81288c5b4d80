/* behaviour_bandwidth.c - two devices move far more than they did. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: flow records of learned conversations: by how many bytes they have grown, and in what time; their busiest minute.
 * State: per conversation the last totals, 8,192; its learned rates (habits, 65,536 with those of others).
 * Fires: a pair that moved 100 kB/s while it was learned moves 2 MB/s for more than a minute, also when it is told much later.
 * Near miss: a burst of seconds; twice as much as before; a conversation that was not learned
 *            (behaviour.not_learned).
 */

#include "judge/detectors.h"
#include "judge/attempt.h"

#include <stdio.h>

#include "lib/clock.h"

#define TIMES_AT 5
#define BYTES_AT 250000 /* a second */
#define LEAST    (60 * SECOND)

struct pace {
	struct table_entry entry;
	struct pace_key {
		uint64_t client;
		uint64_t server;
		uint64_t service;
	} key;
	uint64_t entry_id;
	uint64_t bytes;
	int64_t end;
};

/* Bytes a second since the record was told last; 0 too little time. */
static uint64_t rate_of(struct pace *p, const struct record *r)
{
	const uint64_t bytes = r->flow.bytes_to_server + r->flow.bytes_to_client;
	const bool same = p->entry_id == r->entry && bytes >= p->bytes;
	const int64_t since = same && p->end ? p->end : r->flow.start;
	const uint64_t growth = same ? bytes - p->bytes : bytes;

	if (r->flow.end - since < LEAST)
		return 0;
	p->entry_id = r->entry;
	p->bytes = bytes;
	p->end = r->flow.end;
	return growth / (uint64_t)((r->flow.end - since) / SECOND);
}

static void on_record(const struct sight *s)
{
	const struct record *r = s->record;
	char detail[FINDING_DETAIL_SIZE];

	if (!s->client || !s->server || r->flow.spread || !s->usual.pair || !s->usual.baseline)
		return;
	const struct pace_key key = {s->client->number, s->server->number, attempt_service(r)};
	struct pace *p = sight_state(s, &key);
	const uint64_t mean = rate_of(p, r), rate = r->flow.peak > mean ? r->flow.peak : mean;
	struct habit *h = rate ? sight_habit(s, s->client, s->server, key.service) : NULL;

	if (!h)
		return;
	if (s->learning || h->high == 0) {
		sight_habit_learn(s, h, (int64_t)rate);
		return;
	}
	if (rate < BYTES_AT || rate < (uint64_t)h->high * TIMES_AT)
		return;
	snprintf(detail, sizeof(detail), "%s, %lld -> %llu kB/s",
	         r->app_proto ? r->app_proto : r->proto, (long long)(h->high / 1000),
	         (unsigned long long)(rate / 1000));
	sight_tell(s, &(struct tell){.device = s->server->external ? s->client : s->server,
	                             .peer = s->server->external ? s->server : s->client,
	                             .key = r->app_proto ? r->app_proto : r->proto,
	                             .detail = detail});
}

const struct detector detector_behaviour_bandwidth = {
        .id = "behaviour.bandwidth",
        .records = RECORDS(FLOW),
        .record = on_record,
        .state_size = sizeof(struct pace),
        .key_size = sizeof(struct pace_key),
        .budget = 8192,
        .baseline = true,
        .severity = SEVERITY_LOW,
        .attack = {"T0814", "T0882"},
        .meti = {14, 8},
        .iec62443 = {"SR 7.1", "SR 7.2"},
        .smkl = {"c"},
};
