/* rhythm.c - how long one side of a conversation is usually silent, and when it is longer. SPDX-License-Identifier: Apache-2.0
 *
 * Each side has a rhythm of its own: a controller that is polled answers every second, a meter reports every
 * ten minutes. Its longest pause is remembered and slowly forgotten; who pauses several times longer is silent,
 * and whoever comes back from such a pause is given more time from then on. When nothing is heard at an
 * interface at all, it is the observer who is deaf. Brief flows are counted when they are over, so that they are
 * heard of late: as late as they use to be, nobody is missed.
 */

#include "observe/observer.h"

#include "lib/clock.h"

#define KNOWN_BEATS 20 /* seconds in which it spoke, before its rhythm is one */
#define KNOWN_SPAN  8  /* pauses that this must have taken */
#define PAUSES	    4  /* so many times its longest pause is too long */
#define GRAIN	    (3 * SECOND) /* totals are looked at once a second */
#define FORGET	    4096 /* beats after which the longest pause is mostly forgotten */

static int64_t patience(const struct rhythm *r)
{
	return PAUSES * r->pause + GRAIN;
}

int64_t rhythm_patience(const struct rhythm *r)
{
	return patience(r);
}

static int64_t due_of(const struct rhythm *r)
{
	return r->last + patience(r) + r->late * SECOND;
}

static int64_t *heard_at(struct observer *o, const struct conversation *c)
{
	return &o->heard[c->interface % OBSERVED_INTERFACES];
}

static uint64_t *missed(struct observer *o, const struct address *who, uint64_t *bit)
{
	const uint64_t hash = hash_bytes(who, sizeof(*who), o->text_seed);

	*bit = UINT64_C(1) << (hash & 63);
	return &o->missed[hash >> 6 & (MISSED_WORDS - 1)];
}

static void miss(struct observer *o, const struct conversation *c)
{
	uint64_t bit, *word = missed(o, &c->key.client, &bit);

	*word |= bit;
	word = missed(o, &c->key.server, &bit);
	*word |= bit;
	o->silenced = true;
}

/* One of them was missed before, or another of this hash. */
static bool was_missed(struct observer *o, const struct conversation *c)
{
	uint64_t one, other;

	return *missed(o, &c->key.client, &one) & one || *missed(o, &c->key.server, &other) & other;
}

static void tell(struct observer *o, struct conversation *c, int way)
{
	struct teller *t = o->teller;
	const bool known = c->telling.told; /* else nobody knows yet who that is */

	/* a file tells once an hour; whoever takes the place of one who is missed is told as soon as he has a rhythm */
	if (!known && c->dissector && c->dissector->industrial && was_missed(o, c))
		shelf_due(&o->shelf[KIND_CONVERSATION], c);
	c->rhythm[way].untold = !known || (t->liveness && !t->liveness(t, c, way, o->now));
}

static void become(struct observer *o, struct conversation *c, int way, enum rhythm_state state, int64_t since)
{
	struct rhythm *r = &c->rhythm[way];

	r->state = (uint8_t)state;
	r->since = since;
	if (state == RHYTHM_SILENT)
		miss(o, c);
	tell(o, c, way);
}

static void set_timer(struct observer *o, const struct conversation *c)
{
	int64_t due = INT64_MAX;

	for (int way = 0; way < 2; way++) {
		const struct rhythm *r = &c->rhythm[way];
		const int64_t one = r->untold && c->telling.told ? o->now
				    : r->state == RHYTHM_ALIVE	 ? due_of(r) : INT64_MAX;

		due = one < due ? one : due;
	}
	if (due < o->now + GRAIN) /* deaf, or what was told was not taken */
		due = o->now + GRAIN;
	if (due != INT64_MAX)
		wheel_set(&o->rhythms, table_index(&o->shelf[KIND_CONVERSATION].table, c), due / SECOND + 1);
}

static void learn(struct rhythm *r, int64_t pause)
{
	if (r->state == RHYTHM_SILENT) /* not all of it: most of it may have been an outage, or a break */
		r->pause = pause < 2 * r->pause + GRAIN ? pause : 2 * r->pause + GRAIN;
	else if (pause > r->pause)
		r->pause = pause;
	else
		r->pause -= (r->pause - pause) / FORGET;
}

void rhythm_beat(struct observer *o, struct conversation *c, unsigned int way, int64_t now)
{
	struct rhythm *r = &c->rhythm[way];
	const int64_t pause = now - r->last, late = (o->now - now) / SECOND;
	int64_t *heard = heard_at(o, c);

	*heard = now > *heard ? now : *heard;
	if (c->spread || (r->last && pause < SECOND))
		return;
	if (late > r->late)
		r->late = (uint32_t)(late < UINT32_MAX ? late : UINT32_MAX);
	if (r->last)
		learn(r, pause);
	else
		r->since = now;
	r->last = now;
	r->beats = (uint16_t)(r->beats + (r->beats < UINT16_MAX));
	if (r->state == RHYTHM_SILENT)
		become(o, c, (int)way, RHYTHM_ALIVE, now);
	else if (r->state == RHYTHM_UNKNOWN && r->beats >= KNOWN_BEATS && now - r->since >= KNOWN_SPAN * r->pause)
		become(o, c, (int)way, RHYTHM_ALIVE, r->since);
	else
		return;
	set_timer(o, c);
}

/* Others were heard at its interface when it should have been. */
static bool is_deaf(struct observer *o, const struct conversation *c, const struct rhythm *r)
{
	return *heard_at(o, c) <= r->last + patience(r) / 2;
}

static void fire(void *argument, uint32_t index)
{
	struct observer *o = argument;
	struct conversation *c = table_entry_at(&o->shelf[KIND_CONVERSATION].table, index);

	if (!(c->entry.generation & 1))
		return;
	for (int way = 0; way < 2; way++) {
		struct rhythm *r = &c->rhythm[way];

		if (r->untold && c->telling.told)
			tell(o, c, way);
		if (r->state != RHYTHM_ALIVE || o->now < due_of(r))
			continue;
		if (!is_deaf(o, c, r))
			become(o, c, way, RHYTHM_SILENT, r->last);
	}
	set_timer(o, c);
}

void rhythm_told(struct observer *o, struct conversation *c)
{
	for (int way = 0; way < 2; way++)
		if (c->rhythm[way].untold)
			tell(o, c, way);
	if (c->rhythm[0].untold || c->rhythm[1].untold)
		set_timer(o, c);
}

void rhythm_advance(struct observer *o)
{
	wheel_advance(&o->rhythms, o->second, fire, o);
	shelf_tell_commands(o);
}

void rhythm_tell_all(struct observer *o)
{
	uint32_t position = 0;
	struct conversation *c;

	while ((c = table_next(&o->shelf[KIND_CONVERSATION].table, &position)) != NULL)
		for (int way = 0; way < 2; way++)
			if (c->rhythm[way].state != RHYTHM_UNKNOWN)
				tell(o, c, way);
}
