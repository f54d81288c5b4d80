/* assess.c - declared answers held against measured facts. SPDX-License-Identifier: Apache-2.0 */

#include "govern/assess.h"

#include "govern/columns.h"
#include "lib/arena.h"
#include "lib/clock.h"

#include <ctype.h>
#include <string.h>

const char *match_name(enum match match)
{
	static const char *const names[] = {"open",    "unmeasured", "agrees",
					    "differs", "better",     "overridden", "excepted"};

	return names[match];
}

static const struct answer_row *find_row(const struct answer_row *rows, size_t count,
					 const char *kind, const char *part, const char *item)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].kind, kind) == 0 && strcmp(rows[i].part, part) == 0 &&
		    strcmp(rows[i].item, item) == 0)
			return &rows[i];
	return NULL;
}

static int run_gauges(const struct gauge_ask *ask, const struct texts *names, bool against,
		      struct judged *j)
{
	for (size_t i = 0; i < names->count; i++) {
		struct gauge_result *result = &j->results[j->result_count++];
		const int rc = gauge_run(ask, names->text[i], against, result);

		if (rc)
			return rc;
		if (result->verdict > j->verdict) /* unknown < supports < contradicts */
			j->verdict = result->verdict;
	}
	return 0;
}

static enum match match_of(const struct judged *j)
{
	if (j->answer.revision == 0 || !j->answer.value[0])
		return MATCH_OPEN;
	if (j->verdict == GAUGE_UNKNOWN)
		return MATCH_UNMEASURED;
	if (j->verdict == GAUGE_SUPPORTS)
		return j->done ? MATCH_AGREES : j->not_applicable ? MATCH_DIFFERS : MATCH_BETTER;
	if (!j->done && !j->not_applicable)
		return MATCH_AGREES; /* declared not done, and seen not done */
	if (j->excepted)
		return MATCH_EXCEPTED;
	return j->answer.override[0] ? MATCH_OVERRIDDEN : MATCH_DIFFERS;
}

/* "pack part item" is one of the lines. */
static bool serves(const char *uses, const char *use)
{
	const size_t length = strlen(use);

	for (const char *p = uses; p; p = strchr(p, '\n'), p = p ? p + 1 : NULL)
		if (strncmp(p, use, length) == 0 && (p[length] == '\n' || p[length] == '\0'))
			return true;
	return false;
}

/* A document that was named, or handed in as evidence and not expired. */
static bool has_document(const struct assessment *a, const char *today, const struct judged *j, struct arena *arena)
{
	const char *use = arena_printf(arena, "%s %s %s", a->pack->id, j->column ? j->column->id : "", j->item->id);

	for (size_t i = 0; i < a->evidence_count; i++) {
		const struct evidence_row *e = &a->evidence[i];

		if (strcmp(e->kind, "document") == 0 && (!e->expires_on[0] || strcmp(e->expires_on, today) >= 0) &&
		    serves(e->uses, use))
			return true;
	}
	return j->answer.document[0];
}

static void weigh(const struct assessment *a, const char *today, struct judged *j, struct arena *arena)
{
	const struct pack *pack = a->pack;
	const char *value = j->answer.value ? j->answer.value : "";
	const int most = pack->gauge_most ? pack_step(pack, pack->gauge_most) : -1;

	j->not_applicable = strcmp(value, ANSWER_NOT_APPLICABLE) == 0;
	j->step = pack_step(pack, value);
	j->done = pack_done(pack, j->step);
	j->excepted = j->exception && j->exception->approved_by[0] &&
		      strcmp(j->exception->ends_on, today) >= 0;
	j->match = match_of(j);
	if (j->answer.revision == 0)
		return;
	j->lacks_document = most >= 0 && j->step > most && !has_document(a, today, j, arena);
	j->lacks_review = most >= 0 && j->step > most && !j->answer.reviewed_on[0];
	j->overdue = j->answer.due_on[0] && strcmp(j->answer.due_on, today) < 0;
}

static void count_in(struct tallies *t, const struct judged *j)
{
	size_t *const by_match[] = {&t->open,	 &t->unmeasured, &t->agrees,
				    &t->differs, &t->differs,	 &t->overridden,
				    &t->excepted};

	t->items++;
	t->answered += j->match != MATCH_OPEN;
	t->done += j->done;
	t->not_applicable += j->not_applicable;
	(*by_match[j->match])++;
}

struct answers {
	struct answer_row *rows;
	size_t count;
	struct exception_row *exceptions;
	size_t exception_count;
};

static const struct answer_row *find_said(const struct answers *answers, const char *kind, const char *part,
					  const char *item)
{
	const struct answer_row *row = find_row(answers->rows, answers->count, kind, part, item);

	return row && row->value[0] ? row : NULL;
}

/* A device has the rows that somebody answered for it alone: the others are its kind's. */
static bool is_asked(const struct answers *answers, const struct pack_column *column, const char *item)
{
	return !column || !column->of || find_said(answers, "answer", column->id, item) ||
	       find_said(answers, "target", column->id, item);
}

static const struct answer_row no_answer = {
	.pack = "",   .part = "",     .item = "",     .kind = "",	 .pack_version = "",
	.value = "",  .reason = "",   .override = "", .document = "", .reviewed_on = "",
	.due_on = "", .user = "",
};

/* The newest: they come newest first. */
static const struct exception_row *find_exception(const struct answers *answers, const char *part,
						  const char *item)
{
	for (size_t i = 0; i < answers->exception_count; i++)
		if (strcmp(answers->exceptions[i].part, part) == 0 &&
		    strcmp(answers->exceptions[i].item, item) == 0)
			return &answers->exceptions[i];
	return NULL;
}

/* What a device lacks its kind says. */
static const struct answer_row *read_answer(const struct answers *answers, const struct pack_column *column,
					    const char *kind, const char *item)
{
	const struct answer_row *own =
		find_row(answers->rows, answers->count, kind, column ? column->id : "", item);

	return column && column->of && !(own && own->value[0]) ? find_said(answers, kind, column->of, item) : own;
}

static int judge_item(const struct gauge_ask *ask, const struct pack_item *item,
		      const struct answers *answers, struct judged *j)
{
	const char *part = ask->column ? ask->column->id : "";
	const struct answer_row *answer = read_answer(answers, ask->column, "answer", item->id);
	const struct answer_row *target = read_answer(answers, ask->column, "target", item->id);

	*j = (struct judged){.item = item, .column = ask->column};
	j->answer = answer ? *answer : no_answer;
	j->target = target ? *target : no_answer;
	const struct answer_row *watch =
		find_row(answers->rows, answers->count, "watch", part, item->id);

	j->watch = watch ? *watch : no_answer;
	j->watched = watch && watch->value[0];
	j->exception = find_exception(answers, part, item->id);
	j->results = arena_alloc(ask->arena, (item->gauges.count + item->against.count + 1) *
						     sizeof(struct gauge_result));
	const int rc = run_gauges(ask, &item->gauges, false, j);

	return rc ? rc : run_gauges(ask, &item->against, true, j);
}

static int judge_column(struct gauge_ask *ask, const struct answers *answers,
			struct assessment *a)
{
	char today[CLOCK_TEXT_SIZE];

	clock_text_local(ask->now, today);
	today[10] = '\0';
	for (size_t s = 0; s < a->pack->section_count; s++)
		for (size_t i = 0; i < a->pack->sections[s].item_count; i++) {
			const struct pack_item *item = &a->pack->sections[s].items[i];

			if (!is_asked(answers, ask->column, item->id))
				continue;
			struct judged *j = &a->rows[a->count++];
			const int rc = judge_item(ask, item, answers, j);

			if (rc)
				return rc;
			weigh(a, today, j, ask->arena);
			count_in(&a->tallies, j);
		}
	return 0;
}

static void keep_targets(const struct answers *answers, struct assessment *a, struct arena *arena)
{
	a->targets = arena_alloc(arena, (answers->count + 1) * sizeof(struct answer_row));
	for (size_t i = 0; i < answers->count; i++)
		if (strcmp(answers->rows[i].kind, "target") == 0 && !answers->rows[i].item[0])
			a->targets[a->target_count++] = answers->rows[i];
}

/* sight: what is known already, or NULL. */
static int assess_seeing(const struct gauge_sight *sight, struct store *store, const struct viewer *viewer,
			 const struct pack *pack, int64_t scope, int64_t now, struct arena *arena,
			 struct assessment *out)
{
	struct answers answers = {0};
	struct viewer within;
	struct gauge_ask ask = {.store = store,
				.viewer = &within,
				.arena = arena,
				.sight = &out->sight,
				.now = now,
				.scope = scope};
	int rc = assess_within(store, viewer, scope, arena, &within);

	*out = (struct assessment){.pack = pack, .scope = scope};
	if (!rc && pack->columns_of)
		rc = columns_of_plant(store, &within, pack, scope, arena, &pack);
	if (rc)
		return rc;
	const size_t columns = pack->columns_of || pack->column_count ? pack->column_count : 1;

	out->pack = pack;
	out->rows = arena_alloc(arena, (columns * pack->item_count + 1) * sizeof(struct judged));

	if (sight)
		out->sight = *sight;
	else
		rc = gauge_look(store, &within, arena, &out->sight);
	if (!rc)
		rc = store_exceptions(store, viewer, scope, pack->id, arena, &answers.exceptions,
				      &answers.exception_count);
	if (!rc)
		rc = store_answers(store, viewer, scope, pack->id, arena, &answers.rows,
				   &answers.count);
	if (!rc && pack->gauge_most)
		rc = store_evidence(store, viewer, scope, arena, &out->evidence, &out->evidence_count);
	keep_targets(&answers, out, arena);
	for (size_t i = 0; !rc && i < columns; i++) {
		ask.column = pack->column_count ? &pack->columns[i] : NULL;
		rc = judge_column(&ask, &answers, out);
	}
	return rc;
}

int assess(struct store *store, const struct viewer *viewer, const struct pack *pack, int64_t scope,
	   int64_t now, struct arena *arena, struct assessment *out)
{
	return assess_seeing(NULL, store, viewer, pack, scope, now, arena, out);
}

int assess_beside(const struct assessment *seen, struct store *store, const struct viewer *viewer,
		  const struct pack *pack, int64_t now, struct arena *arena, struct assessment *out)
{
	return assess_seeing(&seen->sight, store, viewer, pack, seen->scope, now, arena, out);
}

bool answer_is_own(const struct answer_row *answer, const struct pack_column *column)
{
	return !column || !column->of || strcmp(answer->part, column->id) == 0;
}

struct judged *assess_find(const struct assessment *a, const struct pack_column *column,
			   const char *item)
{
	for (size_t i = 0; i < a->count; i++)
		if (a->rows[i].column == column && strcmp(a->rows[i].item->id, item) == 0)
			return &a->rows[i];
	return NULL;
}
