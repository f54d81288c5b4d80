/* behaviour_polling_stopped.c - a cyclic conversation of the plant floor has stopped, its ends have not.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Reads: liveness records of conversations in protocols of the plant floor: which side broke its rhythm; the liveness of
 *        both devices; which pairs fell silent with them.
 * State: what has stopped within the last minute, or in a break that lasts, 8,192. What stopped at this hour while it was
 *        learned is normal.
 * Fires: the SCADA asks a PLC no more, which others still hear; the PLC no longer answers the SCADA, but others; the SCADA
 *        asks nobody any more, but is there.
 * Near miss: a device that is silent altogether (presence.silent); a controller that was told to stop; many that stop together; conversations that never had
 *            a rhythm; office traffic; a device that was declared seldom connected.
 */

#include "judge/detectors.h"

#include <stdio.h>
#include <string.h>

#include "lib/clock.h"

#define AGAIN	 (300 * SECOND) /* while the break lasts */
#define LONG	 (900 * SECOND) /* until the slower conversations of a device have been missed too */
#define PARTNERS 64

struct stopped {
	struct table_entry entry;
	struct stopped_key {
		uint64_t client;
		uint64_t server;
		uint64_t what; /* hash of the protocol */
	} key;
	int64_t due; /* to be looked at */
	int64_t since;
	int64_t source;
	int partners;	/* of the client that it lost with this one */
	bool looked;	/* others stopped with it: they may be silent altogether */
	bool asks_on;	/* only the answers stopped */
	char protocol[24];
};

static const char *name_of(const struct subject *d)
{
	return d->name[0] ? d->name : d->ip;
}

static void tell(const struct sight *s, const struct stopped *t, const struct subject *client,
		 const struct subject *server)
{
	const bool many = t->partners > 1;
	char detail[FINDING_DETAIL_SIZE], all[16];

	snprintf(all, sizeof(all), "%d", t->partners);
	snprintf(detail, sizeof(detail), "%.48s %s %.48s, %s", name_of(client), t->asks_on ? "<-" : "->",
		 many ? all : name_of(server), t->protocol);
	sight_tell_lull(s, &(struct tell){.device = many ? client : server,
					  .peer = many ? NULL : client,
					  .key = t->protocol,
					  .detail = detail,
					  .first = t->since});
}

static void begin(const struct sight *s, struct stopped *t, bool asks_on)
{
	t->since = s->record->liveness.since;
	t->due = s->now + sight_lull_wait(s, t->since);
	t->source = s->source;
	sight_wake(s, t->due);
	t->asks_on = asks_on;
	snprintf(t->protocol, sizeof(t->protocol), "%s", s->record->app_proto);
	if (s->learning)
		tell(s, t, s->client, s->server);
}

static void on_record(const struct sight *s)
{
	const struct record *r = s->record;
	const bool silent = r->liveness.state && strcmp(r->liveness.state, "silent") == 0;
	const bool asks = r->liveness.side && strcmp(r->liveness.side, "client") == 0;

	if (!s->client || !s->server || !r->app_proto || !sight_is_industrial(s) || s->client->group || s->server->group)
		return;
	const struct stopped_key key = {s->client->number, s->server->number,
					hash_bytes(r->app_proto, strlen(r->app_proto), 0)};
	struct stopped *t = sight_state_find(s, &key);

	if (!silent && t) {
		sight_state_remove(s, t);
	} else if (silent && t) {
		t->asks_on &= !asks;
	} else if (silent) {
		begin(s, sight_state(s, &key), !asks);
	}
}

static bool is_missed(const struct subject *d)
{
	return !d || d->liveness == LIVENESS_SILENT || d->seldom || d->external;
}

/* True when there is nothing more to wait for. */
static bool settle(const struct sight *s, struct stopped *t)
{
	const struct subject *client = sight_subject(s, t->key.client), *server = sight_subject(s, t->key.server);
	uint64_t partners[PARTNERS];

	if (is_missed(client) || is_missed(server) || subject_is_attended(client))
		return true;
	if (sight_is_break(s, t->since, t->key.client, t->key.server) || sight_was_stopped(s, t->since, t->key.client) ||
	    sight_was_stopped(s, t->since, t->key.server)) {
		t->due = s->now + AGAIN;
		return false;
	}
	t->partners = sight_lost_partners(s, t->since, t->key.client, partners, PARTNERS);
	const int others = sight_lost_partners(s, t->since, t->key.server, partners, PARTNERS);
	if (!t->looked && (t->partners > 1 || others > 1)) {
		t->looked = true;
		t->due = s->now + LONG;
		return false;
	}
	tell(s, t, client, server);
	return true;
}

static void on_tick(const struct sight *s)
{
	uint32_t position = 0;
	struct stopped *t;

	while ((t = table_next(s->state, &position)) != NULL) {
		if (t->source != s->source)
			continue;
		if (s->now >= t->due && settle(s, t))
			sight_state_remove(s, t);
		else
			sight_wake(s, t->due);
	}
}

const struct detector detector_behaviour_polling_stopped = {
	.id = "behaviour.polling_stopped",
	.records = RECORDS(LIVENESS),
	.record = on_record,
	.tick = on_tick,
	.each = 5,
	.woken = true,
	.state_size = sizeof(struct stopped),
	.key_size = sizeof(struct stopped_key),
	.budget = 8192,
	.baseline = true,
	.severity = SEVERITY_MEDIUM,
	.attack = {"T0814", "T0815", "T0826"},
	.meti = {15, 21},
	.iec62443 = {"SR 7.1", "SR 6.2"},
	.smkl = {"b", "c"},
};
