/* phase.c - who learns: a source, or the zone or network of who speaks. SPDX-License-Identifier: Apache-2.0
 *
 * A network's own phase goes before its zone's, that before the source's. Between two with phases of
 * their own the stricter counts: a line that is watched is not opened by a neighbour that still learns.
 */

#include "judge/inside.h"

#include <string.h>

#include "judge/hours.h"
#include "lib/text.h"

#define HOUR (3600 * INT64_C(1000000000))
#define PLACES_MAX 4096
/* Days like one on which an hour was learned, for it to be known what is unusual at it. */
#define WORKING_DAYS 4
#define WEEKEND_DAYS 2

#define NAME_ROW(upper, lower) #lower,
static const char *const phase_names[] = {PHASES(NAME_ROW)};
static const char *const place_names[] = {PHASE_PLACES(NAME_ROW)};
#undef NAME_ROW

const char *phase_name(enum phase phase)
{
	return phase_names[phase];
}

int phase_parse(const char *name)
{
	return text_find(phase_names, PHASE_COUNT, name);
}

const char *phase_place_name(enum phase_place place)
{
	return place_names[place];
}

int phase_place_parse(const char *name)
{
	return text_find(place_names, PHASE_PLACE_COUNT, name);
}

void phases_init(struct judge *j)
{
	table_init(&j->places, &(struct table_config){.entry_size = sizeof(struct kept_place),
						      .key_size = sizeof(struct place_key),
						      .capacity = PLACES_MAX});
}

void phases_free(struct judge *j)
{
	table_free(&j->places);
}

void judge_set_phase(struct judge *j, int64_t source, enum phase phase)
{
	judge_look(j);
	struct judge_source *s = source_get(j, source);

	s->phase = phase;
	s->own = true;
}

void judge_begin(struct judge *j, int64_t source)
{
	struct judge_source *src = source_get(j, source);

	*src = (struct judge_source){.id = src->id, .phase = src->phase, .own = src->own};
}

void judge_set_default_phase(struct judge *j, enum phase phase)
{
	judge_look(j);
	j->default_phase = phase;
	for (size_t i = 0; i < j->sources; i++)
		if (!j->source[i].own)
			j->source[i].phase = phase;
}

enum phase judge_phase(const struct judge *j, int64_t source)
{
	for (size_t i = 0; i < j->sources; i++)
		if (j->source[i].id == source)
			return j->source[i].phase;
	return j->default_phase;
}

static struct kept_place *place_get(struct judge *j, enum phase_place kind, int64_t id)
{
	const struct place_key key = {id, kind};
	const uint32_t hash = table_hash(&j->places, &key);
	struct kept_place *p = table_find(&j->places, &key, hash);

	if (p)
		return p;
	p = table_insert(&j->places, &key, hash);
	p->phase = PHASE_COUNT;
	return p;
}

void judge_set_place_phase(struct judge *j, enum phase_place kind, int64_t id, enum phase phase)
{
	judge_look(j);
	struct kept_place *p = place_get(j, kind, id);

	p->phase = (uint8_t)phase;
	j->place_phases = true;
	table_keep(&j->places, p);
}

void judge_clear_place_phases(struct judge *j)
{
	uint32_t position = 0;
	struct kept_place *p;

	judge_look(j);
	while ((p = table_next(&j->places, &position)) != NULL)
		p->phase = PHASE_COUNT;
	j->place_phases = false;
}

/* PHASE_COUNT: it has none of its own. */
static enum phase own_phase(struct judge *j, const struct subject *s)
{
	const struct place_key keys[] = {{s ? s->place.network : 0, PHASE_PLACE_NETWORK},
					 {s ? s->place.zone : 0, PHASE_PLACE_ZONE}};

	for (size_t i = 0; i < 2; i++) {
		const struct kept_place *p =
			keys[i].id ? table_find(&j->places, &keys[i], table_hash(&j->places, &keys[i])) : NULL;

		if (p && p->phase != PHASE_COUNT)
			return (enum phase)p->phase;
	}
	return PHASE_COUNT;
}

enum phase phase_between(struct judge *j, int64_t source, const struct subject *a, const struct subject *b)
{
	const enum phase one = j->place_phases ? own_phase(j, a) : PHASE_COUNT;
	const enum phase other = j->place_phases ? own_phase(j, b) : PHASE_COUNT;

	if (one == PHASE_COUNT)
		return other == PHASE_COUNT ? judge_phase(j, source) : other;
	return other == PHASE_COUNT || one > other ? one : other;
}

static void learned_in(struct judge *j, enum phase_place kind, int64_t id, int64_t hour)
{
	struct kept_place *p = id ? place_get(j, kind, id) : NULL;

	if (!p || p->hour == hour)
		return;
	p->hour = hour;
	hours_add(p->hours, hour * HOUR);
	if (j->learned_count < LEARNED_HOURS_MAX)
		j->learned[j->learned_count++] = (struct learned_hour){kind, id, hour};
}

void phases_learned(struct judge *j, const struct sight *s)
{
	const int64_t hour = s->now / HOUR;

	learned_in(j, PHASE_PLACE_SOURCE, s->source, hour);
	for (int i = 0; i < 2; i++) {
		const struct subject *party = i ? s->server : s->client;

		if (!party)
			continue;
		learned_in(j, PHASE_PLACE_ZONE, party->place.zone, hour);
		learned_in(j, PHASE_PLACE_NETWORK, party->place.network, hour);
	}
}

bool judge_next_learned(struct judge *j, struct learned_hour *out)
{
	if (!j->learned_count)
		return false;
	*out = j->learned[--j->learned_count];
	return true;
}

void judge_load_learned(struct judge *j, const struct learned_hour *row)
{
	struct kept_place *p = place_get(j, row->place, row->id);

	hours_add(p->hours, row->hour * HOUR);
	table_keep(&j->places, p);
}

static bool has_seen(const uint64_t hours[3], int64_t time)
{
	const int days = hours_days(hours, time);

	return days >= WORKING_DAYS || (days >= WEEKEND_DAYS && hours_shift(time) == SHIFT_WEEKEND);
}

/* Of a source that was never learned itself, the others tell: a file that is read after those of the learning. */
static void add_sources(struct judge *j, uint64_t hours[3])
{
	uint32_t position = 0;
	const struct kept_place *p;

	while ((p = table_next(&j->places, &position)) != NULL)
		for (int i = 0; p->key.kind == PHASE_PLACE_SOURCE && i < 3; i++)
			hours[i] |= p->hours[i];
}

/* A place that has no phase of its own is learned while its source is, also where nobody spoke. */
static bool place_has_seen(struct judge *j, const struct subject *s, int64_t time)
{
	const struct place_key keys[] = {{s->place.network, PHASE_PLACE_NETWORK}, {s->place.zone, PHASE_PLACE_ZONE}};

	for (size_t i = 0; i < 2; i++) {
		const struct kept_place *p =
			keys[i].id ? table_find(&j->places, &keys[i], table_hash(&j->places, &keys[i])) : NULL;

		if (p && p->phase != PHASE_COUNT && !has_seen(p->hours, time))
			return false;
	}
	return true;
}

bool sight_hours_seen(const struct sight *s, int64_t time)
{
	struct judge *j = s->judge;
	const struct place_key key = {s->source, PHASE_PLACE_SOURCE};
	const struct kept_place *source = table_find(&j->places, &key, table_hash(&j->places, &key));
	uint64_t hours[3] = {0};

	if (source)
		memcpy(hours, source->hours, sizeof(hours));
	if (!(hours[0] | hours[1] | hours[2]))
		add_sources(j, hours);
	return has_seen(hours, time) &&
	       (!j->place_phases || (place_has_seen(j, s->client, time) && place_has_seen(j, s->server, time)));
}
