/* behaviour_plc_probe.c - a controller is asked who it is, and nothing else. SPDX-License-Identifier: Apache-2.0
 *
 * Reads: ot and flow records of protocols of the plant floor.
 * State: per client and server what they did (asked, worked, ended), and until when it waits; 8,192.
 * Fires: somebody connects twice or more within ten minutes, asks for type and version, and is gone without having read
 *        or written anything: so scanners do that recognise one controller (nmap's scripts for BACnet, FINS, EtherNet/IP).
 * Near miss: an HMI that asks, then reads; one connection that asks; a pair that was learned; a question to all;
 *            OPC UA, where each client asks first and may then work unseen, encrypted; a visit on the way from one
 *            controller to the next (behaviour.plc_scan).
 */

#include "judge/detectors.h"

#include <stdio.h>
#include <string.h>

#include "lib/clock.h"

#define PACKETS_MOST 60 /* of such a visit, to the server */
#define VISIT	     (600 * SECOND)
/* Whoever asks one controller after the other has come to the sixth by then, and is told of as that. */
#define SURE	     (45 * SECOND)
#define DAY	     (24 * 3600 * SECOND)
/* 135-2020 12.11.1: whoever is asked for device 4194303 tells which one he is. */
#define BACNET_ANY_DEVICE 4194303

enum { ASKED = 1, WORKED = 2, ENDED = 4 };

struct visit {
	struct table_entry entry;
	struct visit_key {
		uint64_t client;
		uint64_t server;
		int64_t source;
	} key;
	unsigned done;
	bool sure;
	int64_t due; /* 0: it does not wait */
	int64_t last;
	char protocol[24];
};

static bool asks(const struct record_ot *ot)
{
	return strcmp(ot->class, "identify") == 0 ||
	       (strcmp(ot->protocol, "bacnet") == 0 && strcmp(ot->class, "read") == 0 && ot->space &&
		strcmp(ot->space, "device") == 0 && ot->range_count == 1 && ot->range[0].low == BACNET_ANY_DEVICE);
}

static bool works(const struct record_ot *ot)
{
	static const char *const idle[] = {"identify", "session", "diagnose", NULL};

	return !word_in(ot->class, idle) && !asks(ot);
}

/* What is told together belongs together: who reads in the next item has not come for the name alone. */
static unsigned done_in(const struct record *r)
{
	if (works(&r->ot))
		return WORKED;
	if (!asks(&r->ot))
		return 0;
	for (size_t i = 0; i < r->more_count; i++)
		if (r->more[i].ot && works(r->more[i].ot))
			return ASKED | WORKED;
	return ASKED;
}

/* Twice and short, and gone. */
static unsigned ended_in(const struct record_flow *f)
{
	return f->state && strcmp(f->state, "closed") == 0 && f->flows >= 2 && f->packets_to_client > 0 &&
			       f->packets_to_server <= PACKETS_MOST && f->end - f->start <= VISIT
		       ? ENDED
		       : 0;
}

static bool is_scan(const struct sight *s, const struct visit *v)
{
	return sight_found(s, "behaviour.plc_scan", v->key.client) > v->last - DAY;
}

static void on_record(const struct sight *s)
{
	const struct record *r = s->record;

	if (!s->client || !s->server || (s->usual.baseline && s->usual.pair) || s->client->group || s->server->group ||
	    !sight_is_industrial(s) || (r->app_proto && strcmp(r->app_proto, "opcua") == 0))
		return;
	const unsigned done = r->type == RECORD_OT ? done_in(r) : ended_in(&r->flow);
	const struct visit_key key = {s->client->number, s->server->number, s->source};
	struct visit *v = done ? sight_state(s, &key) : NULL;

	if (!v)
		return;
	v->done |= done;
	v->last = sight_last(s) > v->last ? sight_last(s) : v->last;
	if (v->done != (ASKED | ENDED) || is_scan(s, v))
		return;
	snprintf(v->protocol, sizeof(v->protocol), "%.23s", sight_spoken(s));
	if (v->sure || s->learning) {
		sight_tell(s, &(struct tell){.device = s->server, .peer = s->client, .detail = v->protocol});
	} else if (!v->due) {
		v->due = s->now + SURE;
		sight_wake(s, v->due);
	}
}

static void settle(const struct sight *s, struct visit *v)
{
	const struct subject *client = sight_subject(s, v->key.client), *server = sight_subject(s, v->key.server);

	v->due = 0;
	v->sure = true;
	if (client && server && v->done == (ASKED | ENDED) && !is_scan(s, v))
		sight_tell(s, &(struct tell){.device = server, .peer = client, .detail = v->protocol, .first = v->last,
					     .last = v->last});
}

static void on_tick(const struct sight *s)
{
	uint32_t position = 0;
	struct visit *v;

	while ((v = table_next(s->state, &position)) != NULL) {
		if (!v->due || v->key.source != s->source)
			continue;
		if (s->now >= v->due)
			settle(s, v);
		else
			sight_wake(s, v->due);
	}
}

const struct detector detector_behaviour_plc_probe = {
	.id = "behaviour.plc_probe",
	.records = RECORDS(OT) | RECORDS(FLOW),
	.record = on_record,
	.tick = on_tick,
	.each = 10,
	.woken = true,
	.state_size = sizeof(struct visit),
	.key_size = sizeof(struct visit_key),
	.budget = 8192,
	.severity = SEVERITY_LOW,
	.attack = {"T0846", "T0888"},
	.meti = {3, 22},
	.iec62443 = {"SR 6.2", "SR 5.2"},
	.smkl = {"c"},
};
