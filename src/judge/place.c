/* place.c - who took the place of another does what that one did. SPDX-License-Identifier: Apache-2.0
 *
 * A controller that is exchanged is one event: what was learned of the old one is normal of the new one, too. What the
 * old one never did is told of the new one as of anybody.
 */

#include "judge/inside.h"

static struct subject *find(struct judge *j, uint64_t number)
{
	return number ? table_find(&j->subjects, &number, table_hash(&j->subjects, &number)) : NULL;
}

static void take(struct judge *j, uint64_t number, uint64_t before)
{
	if (!number || !before || number == before)
		return;
	struct subject *device = subject_get(j, number);
	struct subject *old = find(j, before);

	/* exchanged twice: what was learned was learned of the first */
	device->instead = old && !old->usual && old->instead && old->instead != number ? old->instead : before;
	device->replaced = false;
	if (old)
		old->replaced = true;
	j->places_taken = true;
}

void place_take(const struct sight *s, const struct tell *t)
{
	if (s->detector->takes_place && t->peer)
		take(s->judge, t->device->number, t->peer->number);
}

void place_load(struct judge *j, int detector, const struct finding *row)
{
	if (detectors[detector]->takes_place)
		take(j, row->device, row->peer);
}

static uint64_t stood_there(struct judge *j, uint64_t number)
{
	const struct subject *s = find(j, number);

	return s && s->instead ? s->instead : number;
}

struct allowed_entry *place_allowed(struct judge *j, const struct allowed *wanted)
{
	struct allowed_entry *e = allowlist_find(&j->allowlist, wanted);

	if (e || !j->places_taken)
		return e;
	struct allowed a = *wanted;

	a.client = stood_there(j, wanted->client);
	a.server = stood_there(j, wanted->server);
	if (a.client == wanted->client && a.server == wanted->server)
		return NULL;
	e = allowlist_find(&j->allowlist, &a);
	if (e || a.client == wanted->client || a.server == wanted->server)
		return e;
	a.client = wanted->client; /* both were exchanged, and one is known as it is */
	e = allowlist_find(&j->allowlist, &a);
	if (e)
		return e;
	a.client = stood_there(j, wanted->client);
	a.server = wanted->server;
	return allowlist_find(&j->allowlist, &a);
}
