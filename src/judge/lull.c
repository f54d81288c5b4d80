/* lull.c - what fell silent together had a break, what fell silent alone is missed. SPDX-License-Identifier: Apache-2.0
 *
 * When a line stops, for ten minutes or for the night, pairs fall silent that have nothing to do with one another.
 * When a device fails, only pairs that it belongs to do, and when a switch does, its devices are asked on, in vain.
 * Only pairs of the plant floor are looked at: in an office
 * somebody is always about to stop.
 */

#include "judge/inside.h"

#include <stdio.h>
#include <string.h>

#include "lib/clock.h"

#define ABOUT_THEN (60 * SECOND)
#define BACK	   (600 * SECOND) /* after that, who did not come back with the others is missed */
#define HALF_HOUR  (1800 * SECOND) /* a break is not always at the same minute */

void lulls_init(struct judge *j)
{
	table_init(&j->lulls, &(struct table_config){
				      .entry_size = sizeof(struct lull), .key_size = sizeof(struct lull_key), .capacity = 16384});
	table_init(&j->stops, &(struct table_config){
				      .entry_size = sizeof(struct stop), .key_size = sizeof(uint64_t), .capacity = 1024});
}

void lulls_free(struct judge *j)
{
	table_free(&j->lulls);
	table_free(&j->stops);
}

static void begin(struct judge *j, const struct lull_key *key, struct lull *l, const struct record_liveness *r)
{
	const bool asks = r->side && strcmp(r->side, "client") == 0;

	if (l && !l->until) { /* its other side, or another of its conversations */
		l->asked &= !asks;
		l->silent++;
		return;
	}
	if (!l)
		l = table_insert(&j->lulls, key, table_hash(&j->lulls, key));
	l->since = r->since;
	l->until = 0;
	l->asked = !asks;
	l->silent = 1;
}

static void end(struct lull *l, int64_t now)
{
	l->silent = l->silent ? (uint16_t)(l->silent - 1) : 0;
	l->until = l->until ? l->until : now;
}

void lull_note(struct judge *j, const struct sight *s)
{
	const struct record_liveness *r = &s->record->liveness;
	const bool floor = sight_is_industrial(s) || subject_is_controller(s->client) ||
			   subject_is_controller(s->server);

	if (!s->client || !s->server || !floor || !r->state)
		return;
	const struct lull_key key = {s->client->number, s->server->number, s->source};
	struct lull *l = table_find(&j->lulls, &key, table_hash(&j->lulls, &key));

	if (strcmp(r->state, "silent") == 0)
		begin(j, &key, l, r);
	else if (l)
		end(l, s->now);
}

static bool is_then(const struct lull *l, const struct sight *s, int64_t since)
{
	return l->key.source == s->source && l->since > since - ABOUT_THEN && l->since < since + ABOUT_THEN;
}

static bool has(const struct lull *l, uint64_t party)
{
	return l->key.client == party || l->key.server == party;
}

bool sight_is_break(const struct sight *s, int64_t since, uint64_t one, uint64_t other)
{
	const int64_t wait = sight_lull_wait(s, since) < BACK ? sight_lull_wait(s, since) : BACK;
	uint32_t position = 0;
	const struct lull *l;
	int n = 0;

	while (n < BREAK_PAIRS && (l = table_next(&s->judge->lulls, &position)) != NULL)
		n += is_then(l, s, since) && !l->asked && !has(l, one) && !has(l, other) && (!l->until || s->now - l->until < wait);
	return n == BREAK_PAIRS;
}

void sight_note_stop(const struct sight *s, const struct subject *device)
{
	struct table *stops = &s->judge->stops;
	const uint32_t hash = table_hash(stops, &device->number);
	struct stop *stop = table_find(stops, &device->number, hash);

	if (!stop)
		stop = table_insert(stops, &device->number, hash);
	stop->at = sight_last(s);
}

bool sight_was_stopped(const struct sight *s, int64_t since, uint64_t device)
{
	struct table *stops = &s->judge->stops;
	const struct stop *stop = table_find(stops, &device, table_hash(stops, &device));
	uint32_t position = 0;
	const struct lull *l;

	if (!stop || stop->at < since - ABOUT_THEN || stop->at > since + ABOUT_THEN)
		return false;
	while ((l = table_next(&s->judge->lulls, &position)) != NULL)
		if (is_then(l, s, since) && has(l, device) && !l->silent && s->now - l->until > BACK)
			return false; /* it runs again */
	return true;
}

int64_t sight_lull_wait(const struct sight *s, int64_t since)
{
	return s->now - since > ABOUT_THEN ? s->now - since : ABOUT_THEN;
}

static bool add(uint64_t *seen, int *n, uint64_t what)
{
	for (int i = 0; i < *n; i++)
		if (seen[i] == what)
			return false;
	seen[(*n)++] = what;
	return true;
}

int sight_lost_partners(const struct sight *s, int64_t since, uint64_t one, uint64_t *partners, int most)
{
	uint32_t position = 0;
	const struct lull *l;
	int n = 0;

	while (n < most && (l = table_next(&s->judge->lulls, &position)) != NULL)
		if (is_then(l, s, since) && has(l, one))
			add(partners, &n, l->key.client == one ? l->key.server : l->key.client);
	return n;
}

static void tell_as_of(const struct sight *s, const struct tell *told, int64_t time)
{
	const int hour = clock_week_hour(time);
	char usual[FINDING_KEY_SIZE];
	struct tell t = *told;

	snprintf(usual, sizeof(usual), "%.40s%s%s, %d:00", t.key ? t.key : "", t.key ? ", " : "",
		 hour / 24 < 5 ? "Mon-Fri" : "Sat-Sun", hour % 24);
	t.usual = usual;
	t.happened = true;
	t.last = s->now;
	t.shown = told->first; /* behind it there is nothing to see */
	sight_tell(s, &t);
}

void sight_tell_lull(const struct sight *s, const struct tell *t)
{
	const enum phase phase = phase_between(s->judge, s->source, t->device, t->peer);

	if (phase == PHASE_LEARN || phase == PHASE_REVIEW) {
		tell_as_of(s, t, t->first - HALF_HOUR);
		tell_as_of(s, t, t->first + HALF_HOUR);
	}
	tell_as_of(s, t, t->first);
}
