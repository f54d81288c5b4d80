/* behaviour_slow_scan.c - a scan so slow or so spread that no ten minutes show it. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: flows over IP that came to nothing.
 * State: per client and day, and per target and hour, 256 bits of what was tried and of who tried; 8,192.
 * Fires: one address or port every few minutes, two dozen in a day; six computers try ten ports of one server within
 *        an hour.
 * Near miss: a scan that was fast enough to be found as such; a server that is down and is asked all day; a computer that looks for five absent neighbours.
 */

#include "judge/detectors.h"
#include "judge/attempt.h"
#include "judge/window.h"

#include <stdio.h>

#define DAY_SPAN    (24 * 3600 * SECOND)
#define HOUR_SPAN   (3600 * SECOND)
#define TRIED_AT    24
#define CLIENTS_AT  6
#define SERVICES_AT 10

struct tried {
	struct table_entry entry;
	struct tried_key {
		uint64_t who;
		int64_t at;
		uint64_t target; /* 1: who is asked, 0: who asks */
	} key;
	uint64_t what[4];
	uint64_t clients[4];
};

static int count(const uint64_t bits[4])
{
	return window_bits_count(bits);
}

static void by_client(const struct sight *s, uint64_t what)
{
	const struct tried_key key = {s->client->number, sight_last(s) / DAY_SPAN, 0};
	struct tried *t = sight_state(s, &key);
	char detail[FINDING_DETAIL_SIZE];

	window_bits_add(t->what, &what, sizeof(what));
	if (count(t->what) < TRIED_AT || sight_found(s, "behaviour.scan", s->client->number) > sight_last(s) - DAY_SPAN)
		return;
	snprintf(detail, sizeof(detail), "%d", count(t->what));
	sight_tell(s, &(struct tell){.device = s->client, .usual = "slow", .detail = detail});
}

static void by_target(const struct sight *s, uint64_t service)
{
	const struct tried_key key = {s->server->number, sight_last(s) / HOUR_SPAN, 1};
	struct tried *t = sight_state(s, &key);
	char detail[FINDING_DETAIL_SIZE];

	window_bits_add(t->what, &service, sizeof(service));
	window_bits_add(t->clients, &s->client->number, sizeof(s->client->number));
	if (count(t->clients) < CLIENTS_AT || count(t->what) < SERVICES_AT)
		return;
	snprintf(detail, sizeof(detail), "%d / %d", count(t->clients), count(t->what));
	sight_tell(s, &(struct tell){.device = s->server, .key = "spread", .detail = detail});
}

static void on_record(const struct sight *s)
{
	const struct record *r = s->record;

	if (!s->client || s->client->external || r->flow.spread || !attempt_came_to_nothing(r) ||
	    address_is_group(&r->dest_ip) || r->dest_port <= 0)
		return;
	const uint64_t service = attempt_service(r);

	by_client(s, service ^ hash_bytes(&r->dest_ip, sizeof(r->dest_ip), 0));
	if (s->server && !s->server->group)
		by_target(s, service);
}

const struct detector detector_behaviour_slow_scan = {
        .id = "behaviour.slow_scan",
        .records = RECORDS(FLOW),
        .record = on_record,
        .state_size = sizeof(struct tried),
        .key_size = sizeof(struct tried_key),
        .budget = 8192,
        .severity = SEVERITY_MEDIUM,
        .attack = {"T0846", "T0840"},
        .meti = {3, 22},
        .iec62443 = {"SR 6.2", "SR 5.2"},
        .smkl = {"c"},
};
