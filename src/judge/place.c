/* place.c - who took the place of another does what that one did. SPDX-License-Identifier: Apache-2.0
 *
 * A controller that is exchanged is one event: what was learned of the old one is normal of the new one, too. What the
 * old one never did is told of the new one as of anybody.
 */

#include "judge/inside.h"

static void take(struct judge *j, uint64_t number, uint64_t before)
{
	if (!number || !before || number == before)
		return;
	struct subject *device = subject_get(j, number);
	struct subject *old = subject_find(j, before);

	/* exchanged twice: what was learned was learned of the first */
	device->instead = old && !old->usual && old->instead && old->instead != number ? old->instead : before;
	device->replaced = false;
	if (old)
		old->replaced = true;
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

static bool took_a_place(const struct subject *s)
{
	return s && s->instead;
}

/* Whose place this end took, or itself. */
static uint64_t stood_there(uint64_t number, const struct subject *one, const struct subject *other)
{
	if (took_a_place(one) && one->number == number)
		return one->instead;
	return took_a_place(other) && other->number == number ? other->instead : number;
}

struct allowed_entry *place_allowed(struct judge *j, const struct subject *one, const struct subject *other,
				    const struct allowed *wanted)
{
	struct allowed_entry *e = allowlist_find(&j->allowlist, wanted);

	if (e || (!took_a_place(one) && !took_a_place(other)))
		return e;
	const uint64_t client = stood_there(wanted->client, one, other);
	const uint64_t server = stood_there(wanted->server, one, other);
	const uint64_t ends[][2] = {{client, server}, {wanted->client, server}, {client, wanted->server}};
	struct allowed a = *wanted;

	/* the last two: both were exchanged, and one is known as it is */
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]) && !e; i++) {
		a.client = ends[i][0];
		a.server = ends[i][1];
		e = allowlist_find(&j->allowlist, &a);
	}
	return e;
}
