/* value.c - what was said of somebody, and which of it stands. SPDX-License-Identifier: Apache-2.0
 */

#include "inventory/inside.h"

#include "dissect/attribute.h"
#include "inventory/vendor.h"
#include "lib/clock.h"
#include "lib/memory.h"

#include <stdlib.h>
#include <strings.h>

#define VALUE_LENGTH_MAX 512
#define HANDFUL		 16
/* A value's last_seen that moved by more is told again. */
#define VALUE_WORTH_TELLING (3600 * SECOND)

/* Attributes of which two sources must agree; the others are descriptions, each right in its own
 * words. */
static const bool compared[NAME_COUNT] = {
        [NAME_VENDOR] = true,   [NAME_MODEL] = true,    [NAME_PRODUCT_CODE] = true,
        [NAME_FIRMWARE] = true, [NAME_HARDWARE] = true, [NAME_SERIAL] = true,
        [NAME_HOSTNAME] = true, [NAME_OS] = true,       [NAME_ROLE] = true,
        [NAME_LEVEL] = true,
};

enum { ONE, MANY };
#define NAME_IS_MANY(upper, lower, count) [NAME_##upper] = count == MANY,
static const bool many[NAME_COUNT] = {ATTRIBUTES(NAME_IS_MANY)};
#undef NAME_IS_MANY

static char *copy_text(const char *text)
{
	size_t length = strlen(text);

	if (length > VALUE_LENGTH_MAX) {
		length = VALUE_LENGTH_MAX;
		while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
			length--; /* do not cut a UTF-8 character */
	}
	char *copy = xmalloc(length + 1);

	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

static struct value *find_value(struct values *values, const struct value *wanted, const char *text)
{
	for (size_t i = 0; i < values->count; i++) {
		struct value *v = &values->row[i];

		if (v->name == wanted->name && v->slot == wanted->slot &&
		    v->source == wanted->source && strncmp(v->text, text, VALUE_LENGTH_MAX) == 0)
			return v;
	}
	return NULL;
}

static bool refresh(struct value *v, const struct value *news)
{
	bool changed = news->rank > v->rank || news->confidence > v->confidence;

	if (news->rank > v->rank)
		v->rank = news->rank;
	if (news->confidence > v->confidence)
		v->confidence = news->confidence;
	if (news->first < v->first)
		v->first = news->first;
	if (news->last > v->last)
		v->last = news->last;
	return changed || v->last - v->told_last > VALUE_WORTH_TELLING;
}

/* The row that a better value may take when there is no more room: lowest rank, then oldest. */
static struct value *weakest(struct values *values)
{
	struct value *weak = &values->row[0];

	for (size_t i = 1; i < values->count; i++) {
		struct value *v = &values->row[i];

		if (v->rank < weak->rank || (v->rank == weak->rank && v->last < weak->last))
			weak = v;
	}
	return weak;
}

static struct value *room_for(struct inventory *inv, struct values *values,
                              const struct value *news)
{
	if (values->count >= inv->config.max_values) {
		struct value *weak = weakest(values);

		inv->counters.refused_values++;
		if (weak->rank >= news->rank)
			return NULL;
		free(weak->text);
		return weak;
	}
	if (values->count == values->room) {
		values->room = values->room ? (uint16_t)(values->room * 2) : 4;
		values->row = xreallocarray(values->row, values->room, sizeof(struct value));
	}
	return &values->row[values->count++];
}

bool values_put(struct inventory *inv, struct values *values, const struct value *value,
                const char *text)
{
	struct value *known = find_value(values, value, text);

	if (known)
		return refresh(known, value);
	struct value *row = room_for(inv, values, value);

	if (!row)
		return false;
	*row = *value;
	row->text = copy_text(text);
	row->told_last = value->last;
	return true;
}

static bool better(int rank, int confidence, int64_t last, const struct asset_value *than)
{
	if (rank != (int)than->rank)
		return rank > (int)than->rank;
	if (confidence != than->confidence)
		return confidence > than->confidence;
	return last > than->last_seen;
}

const struct value *values_best(const struct inventory *inv, const struct values *values,
                                const char *name)
{
	const struct value *best = NULL;

	for (size_t i = 0; i < values->count; i++) {
		const struct value *v = &values->row[i];

		if (v->slot != NO_SLOT || strcmp(names_text(inv->names, v->name), name) != 0)
			continue;
		if (!best || v->rank > best->rank ||
		    (v->rank == best->rank && v->last > best->last))
			best = v;
	}
	return best;
}

void values_remove(struct inventory *inv, struct values *values, const char *name)
{
	size_t kept = 0;

	for (size_t i = 0; i < values->count; i++) {
		struct value *v = &values->row[i];

		if (strcmp(names_text(inv->names, v->name), name) == 0)
			free(v->text);
		else
			values->row[kept++] = *v;
	}
	values->count = (uint16_t)kept;
}

void values_hand_on(struct inventory *inv, struct values *from, struct values *to, int64_t since)
{
	size_t kept = 0;

	for (size_t i = 0; i < from->count; i++) {
		struct value *v = &from->row[i];
		struct value later = *v;

		if (v->last >= since) {
			later.first = v->first < since ? since : v->first;
			values_put(inv, to, &later, v->text);
		}
		if (v->first >= since)
			free(v->text);
		else
			from->row[kept++] = *v;
	}
	from->count = (uint16_t)kept;
}

void values_free(struct values *values)
{
	for (size_t i = 0; i < values->count; i++)
		free(values->row[i].text);
	free(values->row);
	*values = (struct values){0};
}

/* "SIEMENS AG" and "Siemens", "1756-L71" and "1756-L71/B LOGIX5571" say the same. */
static bool agree(const struct asset_value *a, const struct asset_value *b)
{
	if (a->number == NAME_VENDOR)
		return strcasecmp(vendor_canonical(a->value), vendor_canonical(b->value)) == 0;
	return strcasestr(a->value, b->value) || strcasestr(b->value, a->value);
}

/* One source that says first this and then that tells of a change, not of a doubt. */
static bool is_update(const struct asset_value *a, const struct asset_value *b)
{
	return strcmp(a->source, b->source) == 0 && a->endpoint == b->endpoint &&
	       (a->last_seen < b->first_seen || b->last_seen < a->first_seen);
}

static bool disagree(const struct asset_value *chosen, const struct asset_value *other)
{
	return other->rank == chosen->rank && chosen->rank >= RANK_NAME &&
	       chosen->rank < RANK_OPERATOR && chosen->number < NAME_COUNT &&
	       compared[chosen->number] && !agree(chosen, other) &&
	       !is_update(chosen, other);
}

/* Values of one attribute stand together: [from, to). */
static int choose_one(struct asset_value *values, size_t from, size_t to)
{
	struct asset_value *best = &values[from];
	int conflict = 0;

	for (size_t i = from + 1; i < to; i++)
		if (better((int)values[i].rank, values[i].confidence, values[i].last_seen, best))
			best = &values[i];
	best->chosen = true;
	for (size_t i = from; i < to; i++)
		if (&values[i] != best && disagree(best, &values[i]))
			values[i].conflict = best->conflict = true, conflict = 1;
	return conflict;
}

/* Where a value stands, and by what it is sorted: moving these costs less than moving the values. */
struct place {
	uint64_t key; /* attribute, slot, rank from the highest */
	const struct asset_value *value;
};

static uint64_t key_of(const struct asset_value *v)
{
	return (uint64_t)v->number << 32 | (uint64_t)(uint16_t)(v->slot - NO_SLOT) << 16 |
	       (uint16_t)(UINT16_MAX - (int)v->rank);
}

static bool is_behind(const struct place *a, const struct place *b)
{
	return a->key != b->key ? a->key > b->key : strcmp(a->value->value, b->value->value) > 0;
}

static int compare_places(const void *a, const void *b)
{
	const struct place *one = a, *other = b;

	if (is_behind(one, other))
		return 1;
	return is_behind(other, one) || one->value < other->value ? -1 : 1; /* equal ones stay as they were */
}

/* Mostly they are a handful. */
static void sort_places(struct place *place, size_t count)
{
	if (count > HANDFUL) {
		qsort(place, count, sizeof(*place), compare_places);
		return;
	}
	for (size_t i = 1; i < count; i++) {
		const struct place p = place[i];
		size_t at = i;

		for (; at > 0 && is_behind(&place[at - 1], &p); at--)
			place[at] = place[at - 1];
		place[at] = p;
	}
}

static void sort(struct arena *arena, struct asset_value *values, size_t count)
{
	struct asset_value *sorted = arena_room(arena, (count + 1) * sizeof(*sorted));
	struct place *place = arena_room(arena, (count + 1) * sizeof(*place));

	for (size_t i = 0; i < count; i++)
		place[i] = (struct place){key_of(&values[i]), &values[i]};
	sort_places(place, count);
	for (size_t i = 0; i < count; i++)
		sorted[i] = *place[i].value;
	memcpy(values, sorted, count * sizeof(*values));
}

/* The first of those that say the same attribute, as far as values were looked at. */
static struct asset_value *find_chosen(struct asset_value *values, size_t count, const struct asset_value *v)
{
	for (size_t i = 0; i < count; i++)
		if (values[i].chosen && values[i].number == v->number && values[i].slot == v->slot)
			return &values[i];
	return NULL;
}

/* Of equals the first by its text, as when they are sorted. */
static bool is_before(const struct asset_value *v, const struct asset_value *chosen)
{
	if (better((int)v->rank, v->confidence, v->last_seen, chosen))
		return true;
	return !better((int)chosen->rank, chosen->confidence, chosen->last_seen, v) &&
	       strcmp(v->value, chosen->value) < 0;
}

static void choose_briefly(struct asset_value *values, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct asset_value *v = &values[i], *chosen = NULL;

		if (v->number >= NAME_COUNT || !many[v->number])
			chosen = find_chosen(values, i, v);
		v->chosen = !chosen || is_before(v, chosen);
		if (chosen && v->chosen)
			chosen->chosen = false;
	}
}

int values_choose(struct inventory *inv, struct asset_value *values, size_t count)
{
	int conflicts = 0;

	if (inv->brief) {
		choose_briefly(values, count);
		return 0;
	}

	sort(&inv->scratch, values, count);
	for (size_t from = 0, to; from < count; from = to) {
		for (to = from + 1; to < count && values[to].slot == values[from].slot &&
		                    values[to].number == values[from].number;
		     to++)
			;
		if (values[from].number < NAME_COUNT && many[values[from].number])
			for (size_t i = from; i < to; i++) {
				values[i].chosen = true;
				conflicts += values[i].conflict;
			}
		else
			conflicts += choose_one(values, from, to);
	}
	return conflicts;
}
