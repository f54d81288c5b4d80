/* plan.c - what to do next: gaps in order, and what the matrix becomes when some are closed (S0-005 S0-030 X-010).
 * SPDX-License-Identifier: Apache-2.0
 *
 * The order is shown as our own rule: what the network contradicts first; then what stands between a
 * network and its target, lower letters and upper networks first; then strengths of measures below what was aimed at;
 * then the rest of the checklist. Within these, what protects a more important zone comes first.
 */

#include "govern/effect.h"

#include "lib/arena.h"

#include <stdlib.h>
#include <string.h>

#define IMPORTANCE_WEIGHT 3 /* five steps of it weigh less than a contradiction or a target does */
#define STRENGTH_RANK	  30

static const char *const packs[] = {"meti-checklist", "smkl-security", "meti-network", "meti-device"};

/* Place of the column's target among the sections, 0 none. */
static size_t target_of(const struct assessment *a, const struct pack_column *column)
{
	for (size_t i = 0; column && i < a->target_count; i++)
		for (size_t k = 0; k < a->pack->section_count; k++)
			if (strcmp(a->targets[i].part, column->id) == 0 &&
			    strcmp(a->targets[i].value, a->pack->sections[k].id) == 0)
				return k + 1;
	return 0;
}

static bool waits(const struct assessment *a, const struct judged *j)
{
	for (size_t i = 0; i < j->item->needs.count; i++) {
		const struct judged *first = assess_find(a, j->column, j->item->needs.text[i]);

		if (first && !first->done && !first->not_applicable)
			return true;
	}
	return false;
}

/* The system beneath gets no corrections any more: only another one mends that. */
static bool is_beyond_mending(const struct judged *j)
{
	bool found = j->excepted;

	for (size_t i = 0; i < j->result_count; i++)
		found |= j->results[i].verdict == GAUGE_CONTRADICTS && strcmp(j->results[i].gauge, "unsupported-systems") == 0;
	return found;
}

/* S1-102: rules, people, logs and watching disturb nothing; borders and what is put into devices do. */
static int stage_of(const struct assessment *a, const struct judged *j)
{
	const char *id = j->item->id;
	const bool watches = strcmp(id, "3-7") == 0 || strcmp(id, "3-8") == 0;

	if (is_beyond_mending(j))
		return 3;
	if (a->pack->columns_of)
		return 2;
	return strcmp(a->pack->sections[j->item->section].id, "d") == 0 || (!j->column && strncmp(id, "3-", 2) == 0 && !watches) ? 2 : 1;
}

static void rank(const struct assessment *a, struct gap *gap)
{
	const struct judged *j = gap->judged;
	const int section = (int)j->item->section;
	const int column = j->column ? (int)(j->column - a->pack->columns) : 0;

	gap->contradicted = j->verdict == GAUGE_CONTRADICTS && j->match != MATCH_OVERRIDDEN && !j->excepted;
	gap->to_target = j->item->section < target_of(a, j->column);
	gap->waits = waits(a, j);
	gap->stage = stage_of(a, j);
	if (a->pack->columns_of) {
		gap->to_target = true;
		gap->rank = STRENGTH_RANK + IMPORTANCE_WEIGHT * gap->importance;
		return;
	}
	gap->rank = (gap->contradicted ? 100 : 0) + (gap->to_target ? 60 - 8 * section - column : 0) +
		    (j->column ? 0 : 20) + (j->step > 0 ? 2 : 0) - (gap->waits ? 15 : 0) +
		    IMPORTANCE_WEIGHT * gap->importance;
}

bool is_below_target(const struct pack *pack, const struct judged *j)
{
	return j->target.value && j->target.value[0] && !j->not_applicable && j->step < pack_step(pack, j->target.value);
}

struct words gap_next(const struct gap *gap)
{
	const struct pack_item *item = gap->judged->item;

	for (size_t i = 0; gap->pack->columns_of && i < item->at_count; i++)
		if (strcmp(item->at[i].value, gap->judged->target.value) == 0)
			return item->at[i].text;
	return item->next;
}

/* Not done, or declared done and contradicted; of strengths: below what is aimed at. */
static bool is_gap(const struct pack *pack, const struct judged *j)
{
	if (pack->columns_of)
		return is_below_target(pack, j);
	return !j->not_applicable && (!j->done || j->match == MATCH_DIFFERS);
}

static void add_gaps(struct plan *plan, const struct assessment *a)
{
	for (size_t i = 0; i < a->count; i++) {
		const struct judged *j = &a->rows[i];
		const bool aside = j->column && j->column->optional && j->match == MATCH_OPEN;

		if (aside || !is_gap(a->pack, j))
			continue;
		struct gap *gap = &plan->gaps[plan->count++];

		*gap = (struct gap){.pack = a->pack, .judged = j};
	}
}

static int compare(const void *x, const void *y)
{
	const struct gap *a = x;
	const struct gap *b = y;

	if (a->rank != b->rank)
		return a->rank > b->rank ? -1 : 1;
	return strcmp(a->judged->item->id, b->judged->item->id);
}

static const struct assessment *assessment_of(const struct plan *plan, const struct gap *gap)
{
	size_t i = 0;

	while (i + 1 < PLAN_PACKS && plan->assessments[i].pack != gap->pack)
		i++;
	return &plan->assessments[i];
}

int plan_make(struct store *store, const struct viewer *viewer, int64_t scope, int64_t now,
	      struct arena *arena, struct plan *out)
{
	size_t most = 0;

	*out = (struct plan){0};
	int rc = assess(store, viewer, pack_find(packs[0]), scope, now, arena, &out->assessments[0]);

	for (size_t i = 1; !rc && i < PLAN_PACKS; i++)
		rc = assess_beside(&out->assessments[0], store, viewer, pack_find(packs[i]), now, arena,
				   &out->assessments[i]);
	if (rc)
		return rc;
	for (size_t i = 0; i < PLAN_PACKS; i++)
		most += out->assessments[i].count;
	out->gaps = arena_alloc(arena, (most + 1) * sizeof(*out->gaps));
	for (size_t i = 0; i < PLAN_PACKS; i++)
		add_gaps(out, &out->assessments[i]);
	rc = effect_of_gaps(store, viewer, out, arena);
	for (size_t i = 0; i < out->count; i++)
		rank(assessment_of(out, &out->gaps[i]), &out->gaps[i]);
	qsort(out->gaps, out->count, sizeof(*out->gaps), compare);
	return rc;
}

/* The words between slashes of "pack/part/item" are these. */
static bool names(const char *text, size_t length, const struct assessment *a,
		  const struct judged *j)
{
	const char *const words[] = {a->pack->id, j->column ? j->column->id : "", j->item->id};
	const char *end = text + length;

	for (size_t i = 0; i < 3; i++) {
		const size_t size = strlen(words[i]);

		if ((size_t)(end - text) < size || memcmp(text, words[i], size) != 0)
			return false;
		text += size;
		if (i < 2 && (text == end || *text++ != '/'))
			return false;
	}
	return text == end;
}

static void suppose_one(struct assessment *a, const char *text, size_t length)
{
	for (size_t i = 0; i < a->count; i++) {
		struct judged *j = &a->rows[i];

		if (!names(text, length, a, j))
			continue;
		a->tallies.done += !j->done;
		j->done = true;
		j->step = (int)a->pack->step_count - 1;
		j->match = MATCH_UNMEASURED;
	}
}

void plan_suppose(struct plan *plan, const char *done)
{
	while (*done) {
		const size_t length = strcspn(done, ",");

		for (size_t i = 0; i < PLAN_PACKS; i++)
			suppose_one(&plan->assessments[i], done, length);
		done += length + (done[length] == ',');
	}
}
