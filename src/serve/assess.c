/* assess.c - packs, answers held against measurements, the SMKL matrix. SPDX-License-Identifier: Apache-2.0 */

#include "serve/assess.h"

#include "lib/clock.h"
#include "serve/rights.h"

#include <errno.h>
#include <string.h>

#define TEXT_MAX 4000

void put_both(struct json_out *j, const char *key, const struct words *words)
{
	if (!words->ja) {
		json_null(j, key);
		return;
	}
	json_object(j, key);
	json_text(j, "ja", words->ja);
	json_text(j, "en", words->en);
	json_object_end(j);
}

void put_texts(struct json_out *j, const char *key, const struct texts *texts)
{
	json_array(j, key);
	for (size_t i = 0; i < texts->count; i++)
		json_text(j, NULL, texts->text[i]);
	json_array_end(j);
}

void put_named(struct json_out *j, const char *key, const struct named *list, size_t count)
{
	json_array(j, key);
	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		json_text(j, "id", list[i].id);
		put_both(j, "title", &list[i].title);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_scale(struct json_out *j, const struct pack *pack)
{
	json_array(j, "scale");
	for (size_t i = 0; i < pack->step_count; i++) {
		json_object(j, NULL);
		json_text(j, "value", pack->steps[i].value);
		put_both(j, "label", &pack->steps[i].label);
		json_bool(j, "done", pack_done(pack, (int)i));
		put_text(j, "section", pack->steps[i].section);
		put_text(j, "points", pack->steps[i].points);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_people(struct json_out *j, const struct pack *pack)
{
	json_array(j, "people");
	for (size_t i = 0; i < pack->person_count; i++) {
		json_object(j, NULL);
		json_text(j, "id", pack->people[i].id);
		put_both(j, "title", &pack->people[i].title);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_sections(struct json_out *j, const struct pack *pack)
{
	json_array(j, "sections");
	for (size_t i = 0; i < pack->section_count; i++) {
		json_object(j, NULL);
		json_text(j, "id", pack->sections[i].id);
		put_both(j, "title", &pack->sections[i].title);
		put_both(j, "help", &pack->sections[i].help);
		json_bool(j, "folded", pack->sections[i].folded);
		json_uint(j, "items", pack->sections[i].item_count);
		json_object_end(j);
	}
	json_array_end(j);
}

void put_pack(struct json_out *j, const char *key, const struct pack *pack)
{
	json_object(j, key);
	json_text(j, "id", pack->id);
	json_text(j, "version", pack->version);
	put_both(j, "title", &pack->title);
	put_both(j, "source", &pack->source);
	put_both(j, "caveat", &pack->caveat);
	put_both(j, "scale_name", &pack->scale_name);
	put_text(j, "gauge_most", pack->gauge_most);
	json_uint(j, "items", pack->item_count);
	put_text(j, "columns_of", pack->columns_of);
	json_array(j, "columns");
	for (size_t i = 0; i < pack->column_count; i++) {
		json_object(j, NULL);
		json_text(j, "id", pack->columns[i].id);
		put_both(j, "title", &pack->columns[i].title);
		put_text(j, "of", pack->columns[i].of);
		json_object_end(j);
	}
	json_array_end(j);
	put_scale(j, pack);
	put_people(j, pack);
	put_sections(j, pack);
	json_object_end(j);
}

/* Of a device's kind: what is kept of the device itself begins with the first revision. */
static void put_answer(struct json_out *j, const char *key, const struct answer_row *a, const struct pack_column *column)
{
	const bool own = answer_is_own(a, column);

	if (a->revision == 0) {
		json_null(j, key);
		return;
	}
	json_object(j, key);
	json_int(j, "revision", own ? a->revision : 0);
	put_text(j, "of", own ? NULL : a->part);
	json_text(j, "value", a->value);
	put_text(j, "reason", a->reason);
	put_text(j, "override", a->override);
	put_text(j, "document", a->document);
	put_text(j, "reviewed_on", a->reviewed_on);
	put_text(j, "due_on", a->due_on);
	json_text(j, "pack_version", a->pack_version);
	json_bool(j, "specimen", a->specimen);
	json_text(j, "user", a->user);
	put_time(j, "at", a->at);
	json_object_end(j);
}

static void put_result(struct json_out *j, const struct gauge_result *r)
{
	json_object(j, NULL);
	json_text(j, "gauge", r->gauge);
	put_both(j, "title", &r->title);
	json_text(j, "verdict", gauge_verdict_name(r->verdict));
	put_both(j, "detail", &r->detail);
	put_text(j, "value", r->value);
	put_time(j, "as_of", r->as_of);
	if (r->coverage >= 0)
		json_int(j, "coverage", r->coverage);
	else
		json_null(j, "coverage");
	put_text(j, "link", r->link);
	json_array(j, "samples");
	for (size_t i = 0; i < r->sample_count; i++) {
		json_object(j, NULL);
		json_text(j, "text", r->samples[i].text);
		put_text(j, "link", r->samples[i].link);
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
}

void put_exception(struct json_out *j, const char *key, const struct exception_row *e)
{
	json_object(j, key);
	put_id(j, "id", e->id);
	json_text(j, "pack", e->pack);
	json_text(j, "part", e->part);
	json_text(j, "item", e->item);
	json_text(j, "reason", e->reason);
	json_text(j, "measure", e->measure);
	json_text(j, "ends_on", e->ends_on);
	json_text(j, "user", e->user);
	put_time(j, "at", e->at);
	put_text(j, "approved_by", e->approved_by);
	put_time(j, "approved_at", e->approved_at);
	json_object_end(j);
}

/* What the steps mean for this item; empty: all are taken as they are. */
static void put_steps(struct json_out *j, const struct pack_item *item)
{
	json_array(j, "at");
	for (size_t i = 0; i < item->at_count; i++) {
		json_object(j, NULL);
		json_text(j, "value", item->at[i].value);
		put_both(j, "text", &item->at[i].text);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_words_of_item(struct json_out *j, const struct pack_item *item)
{
	put_steps(j, item);
	put_both(j, "title", &item->title);
	put_both(j, "help", &item->help);
	put_both(j, "example", &item->example);
	put_both(j, "next", &item->next);
	put_text(j, "reference", item->reference);
	put_texts(j, "who", &item->who);
	put_texts(j, "maps", &item->maps);
	put_texts(j, "needs", &item->needs);
	json_text(j, "gauged",
	          item->gauges.count ? "both" : item->against.count ? "against" : "people");
}

void put_judged(struct json_out *j, const char *key, const struct pack *pack,
                const struct judged *row)
{
	json_object(j, key);
	json_text(j, "id", row->item->id);
	json_text(j, "section", pack->sections[row->item->section].id);
	json_text(j, "part", row->column ? row->column->id : "");
	put_text(j, "of", row->column ? row->column->of : NULL);
	put_words_of_item(j, row->item);
	put_answer(j, "answer", &row->answer, row->column);
	put_answer(j, "target", &row->target, row->column);
	json_text(j, "verdict", gauge_verdict_name(row->verdict));
	json_text(j, "match", match_name(row->match));
	json_bool(j, "done", row->done);
	json_bool(j, "not_applicable", row->not_applicable);
	json_bool(j, "lacks_document", row->lacks_document);
	json_bool(j, "lacks_review", row->lacks_review);
	json_bool(j, "overdue", row->overdue);
	put_answer(j, "watch", &row->watch, row->column);
	json_bool(j, "watched", row->watched);
	if (row->exception)
		put_exception(j, "exception", row->exception);
	else
		json_null(j, "exception");
	json_array(j, "gauges");
	for (size_t i = 0; i < row->result_count; i++)
		put_result(j, &row->results[i]);
	json_array_end(j);
	json_object_end(j);
}

static void put_tallies(struct json_out *j, const struct tallies *t)
{
	json_object(j, "tallies");
	json_uint(j, "items", t->items);
	json_uint(j, "answered", t->answered);
	json_uint(j, "done", t->done);
	json_uint(j, "not_applicable", t->not_applicable);
	json_uint(j, "agrees", t->agrees);
	json_uint(j, "differs", t->differs);
	json_uint(j, "overridden", t->overridden);
	json_uint(j, "excepted", t->excepted);
	json_uint(j, "unmeasured", t->unmeasured);
	json_uint(j, "open", t->open);
	json_object_end(j);
}

void put_assessment(struct json_out *j, const struct assessment *a)
{
	put_pack(j, "pack", a->pack);
	put_id(j, "scope", a->scope);
	put_time(j, "as_of", a->sight.last_packet);
	json_bool(j, "watching", a->sight.live > 0);
	put_tallies(j, &a->tallies);
	json_array(j, "items");
	for (size_t i = 0; i < a->count; i++)
		put_judged(j, NULL, a->pack, &a->rows[i]);
	json_array_end(j);
}

bool request_assess(struct request *r, const struct pack *pack, struct assessment *a)
{
	return request_good(r, assess(r->store, &r->who.viewer, pack, request_scope(r),
	                              clock_now(), &r->arena, a));
}

const struct pack *request_pack(struct request *r, const char *id)
{
	const struct pack *pack = id ? request_find_pack(r, id) : NULL;

	if (!pack)
		request_problem(r, 404, "Not found", "there is no such pack");
	return pack;
}

bool put_news(struct request *r, struct json_out *j, int64_t scope, const char *summary)
{
	struct plant_part *parts = NULL;
	struct viewer within;
	size_t count = 0;
	int rc = assess_within(r->store, &r->who.viewer, scope, &r->arena, &within);

	if (!rc)
		rc = store_news(r->store, &within, summary, &r->arena, &parts, &count);
	json_array(j, "news");
	for (size_t i = 0; !rc && i < count; i++) {
		json_object(j, NULL);
		json_text(j, "kind", parts[i].kind);
		json_text(j, "name", parts[i].name);
		json_object_end(j);
	}
	json_array_end(j);
	return !rc && count > 0;
}

/* Since the last time that this was put on record. */
static void put_news_of(struct request *r, struct json_out *j, const struct assessment *a)
{
	struct snapshot_row *rows;
	size_t count = 0;
	const int rc = store_snapshots(r->store, &r->who.viewer, a->scope, a->pack->id, &r->arena, &rows, &count);

	(void)put_news(r, j, a->scope, !rc && count ? rows[0].summary : "{}");
}

void checklist_get(struct request *r)
{
	const char *id = request_text(r, "pack");
	const struct pack *pack = request_pack(r, id[0] ? id : "meti-checklist");
	struct assessment a;

	if (!pack || !request_assess(r, pack, &a))
		return;
	struct json_out *j = request_json(r, 200);

	put_assessment(j, &a);
	put_news_of(r, j, &a);
	request_end_json(r);
}

static const char *letter(const struct pack *pack, int position)
{
	return position > 0 ? pack->sections[position - 1].id : NULL;
}

static void put_standing(struct json_out *j, const struct pack *pack, const struct standing *s)
{
	json_object(j, NULL);
	json_text(j, "id", s->column->id);
	put_both(j, "title", &s->column->title);
	put_text(j, "alias", s->column->alias);
	put_text(j, "levels", s->column->levels);
	json_bool(j, "optional", s->column->optional);
	put_text(j, "position", letter(pack, s->position));
	put_text(j, "unquestioned", letter(pack, s->unquestioned));
	json_bool(j, "not_applicable", s->not_applicable);
	if (s->target_row)
		put_answer(j, "target", s->target_row, NULL);
	else
		json_null(j, "target");
	json_array(j, "cells");
	for (size_t i = 0; i < pack->section_count; i++) {
		json_object(j, NULL);
		json_text(j, "section", pack->sections[i].id);
		json_text(j, "state", cell_state_name(s->cells[i].state));
		json_bool(j, "contradicted", s->cells[i].contradicted);
		json_bool(j, "supported", s->cells[i].supported);
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
}

void smkl_get(struct request *r)
{
	const char *id = request_text(r, "pack");
	const struct pack *pack = request_pack(r, *id ? id : "smkl-security");
	struct assessment a;

	if (pack && !pack->column_count) {
		request_problem(r, 422, "Not possible", "%s is no matrix: it has no columns of its own", pack->id);
		return;
	}
	if (!pack || !request_assess(r, pack, &a))
		return;
	const struct standing *standings = matrix_standings(&a, &r->arena);
	struct json_out *j = request_json(r, 200);

	put_assessment(j, &a);
	put_news_of(r, j, &a);
	json_array(j, "columns");
	for (size_t i = 0; i < pack->column_count; i++)
		put_standing(j, pack, &standings[i]);
	json_array_end(j);
	request_end_json(r);
}

/* ---- answers ---- */

static bool too_long(const struct answer_row *a)
{
	return strlen(a->reason) > TEXT_MAX || strlen(a->override) > TEXT_MAX ||
	       strlen(a->document) > TEXT_MAX;
}

static struct answer_row answer_of_body(struct request *r, const struct pack *pack)
{
	const char *kind = json_in_text(r->object, "kind");

	return (struct answer_row){
	        .scope = body_scope(r),
	        .pack = pack->id,
	        .pack_version = pack->version,
	        .part = body_text(r, "part"),
	        .item = body_text(r, "item"),
	        .kind = kind ? kind : "answer",
	        .revision = json_in_number(r->object, "revision", 0),
	        .value = body_text(r, "value"),
	        .reason = body_text(r, "reason"),
	        .override = body_text(r, "override"),
	        .document = body_text(r, "document"),
	        .reviewed_on = body_text(r, "reviewed_on"),
	        .due_on = body_text(r, "due_on"),
	        .user = "",
	};
}

static bool read_history(struct request *r, const struct answer_row *key, struct answer_row **rows,
                         size_t *count)
{
	return request_good(r, store_answer_history(r->store, &r->who.viewer, key, &r->arena, rows,
	                                            count));
}

/* Somebody was quicker: say who. */
static void answer_overtaken(struct request *r, const struct answer_row *a)
{
	struct answer_row *rows;
	size_t count;
	char at[CLOCK_TEXT_SIZE];

	if (!read_history(r, a, &rows, &count))
		return;
	clock_text_local(count ? rows[0].at : 0, at);
	request_problem(r, 409, "Changed meanwhile", "%s answered this at %.16s: look again",
	                count ? rows[0].user : "", at);
}

bool request_may_answer(struct request *r, const struct pack *pack)
{
	if (request_narrow(r, pack_of_suppliers(pack) ? RIGHT_ANSWER | RIGHT_BUY : RIGHT_ANSWER))
		return true;
	request_problem(r, 403, "Forbidden", "requests to suppliers are kept by procurement, the rest by who answers");
	return false;
}

void answer_patch(struct request *r)
{
	const struct pack *pack = request_pack(r, json_in_text(r->object, "pack"));

	if (!pack || !request_may_answer(r, pack))
		return;
	struct answer_row a = answer_of_body(r, pack);
	const char *fault = too_long(&a) ? "a text is too long" : answer_fault(pack, &a);

	if (!request_fits(r, fault))
		return;
	struct change c = {.kind = CHANGE_ANSWER, .answer = &a};
	const int rc = request_change(r, &c);

	if (rc == -ESTALE) {
		answer_overtaken(r, &a);
		return;
	}
	if (!request_good(r, rc))
		return;
	a.revision = c.id;
	a.user = r->who.user.name;
	a.at = clock_now();
	put_answer(request_json(r, 200), "answer", &a, NULL);
	request_end_json(r);
}

void answers_get(struct request *r)
{
	const struct pack *pack = request_pack(r, request_text(r, "pack"));
	const char *kind = request_text(r, "kind");
	struct answer_row *rows;
	size_t count;

	if (!pack)
		return;
	const struct answer_row key = {
	        .scope = request_scope(r),
	        .pack = pack->id,
	        .part = request_text(r, "part"),
	        .item = request_text(r, "item"),
	        .kind = kind[0] ? kind : "answer",
	};

	if (!read_history(r, &key, &rows, &count))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++)
		put_answer(j, NULL, &rows[i], NULL);
	request_end_items(r, count);
}
