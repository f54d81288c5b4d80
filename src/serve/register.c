/* register.c - what the steps of METI's guideline gather, and tasks: rows that people keep. SPDX-License-Identifier: Apache-2.0 */

#include "serve/assess.h"

#include "govern/library.h"
#include "lib/clock.h"
#include "serve/rights.h"
#include "store/govern.h"

#include <string.h>

#define NAME_MAX_BYTES 200
#define BODY_MAX       20000
#define NOTE_MAX       4000
#define YEN_MAX	       INT64_C(1000000000000)

static bool is_one_of(const char *text, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(*list, text) == 0)
			return true;
	return false;
}

/* ---- register ---- */

static int put_register(struct store *store, const struct viewer *viewer, const void *what,
                        int64_t *id)
{
	return store_register_put(store, viewer, what, id);
}

void register_get(struct request *r)
{
	struct register_row *rows;
	size_t count;

	if (!request_good(r, store_register(r->store, &r->who.viewer, request_scope(r),
	                                    request_text(r, "kind"), &r->arena, &rows, &count)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		put_id(j, "id", rows[i].id);
		json_text(j, "kind", rows[i].kind);
		json_text(j, "name", rows[i].name);
		json_raw(j, "body", rows[i].body);
		json_int(j, "revision", rows[i].revision);
		json_bool(j, "specimen", rows[i].specimen);
		json_text(j, "user", rows[i].user);
		put_time(j, "at", rows[i].at);
		json_object_end(j);
	}
	request_end_items(r, count);
}

/* Kept as text that is known to be JSON: the body comes as such a text. */
static bool is_object(const char *text)
{
	const char *error;
	struct json_in *object = json_in_new(text, strlen(text), &error);

	json_in_free(object);
	return object != NULL;
}

void register_patch(struct request *r)
{
	static const char *const kinds[] = {"work", "data", "component", "object", "zone", "site",
	                                    "collector", "containment",
	                                    "dataclass", "dataform", "activity", "solution",
	                                    "output", "path", "contact", "applies", "community", "technology", "rebuild", "proposal",
	                                    "newthreat", "renewal", "risktable", NULL};
	const char *body = body_text(r, "body");
	const struct register_row row = {
	        .id = json_in_number(r->object, "id", 0),
	        .scope = body_scope(r),
	        .kind = body_text(r, "kind"),
	        .name = body_text(r, "name"),
	        .body = *body ? body : "{}",
	        .revision = json_in_number(r->object, "revision", 0),
	};

	if (!is_one_of(row.kind, kinds))
		request_problem(r, 422, "Not possible", "there is no such kind");
	else if (!*row.name || strlen(row.name) > NAME_MAX_BYTES || strlen(row.body) > BODY_MAX)
		request_problem(r, 422, "Not possible", "give it a name of at most %d bytes",
		                NAME_MAX_BYTES);
	else if (!is_object(row.body))
		request_problem(r, 422, "Not possible", "body: the text of a JSON object");
	else
		govern_answer(r, put_register, &row, 200);
}

void register_delete(struct request *r)
{
	govern_of_id(r, store_register_remove);
}

/* ---- tasks ---- */

/* what comes again has a span, and stands in the calendar */
static const char *const task_kinds[] = {"measure", "review",  "drill", "restore",
                                         "accounts", "rules", "logs", "supplier", NULL};
static const char *const task_states[] = {"open", "work", "done", "dropped", NULL};
static const char *const task_spans[] = {"", "1m", "3m", "6m", "1y", NULL};

static int put_task(struct store *store, const struct viewer *viewer, const void *what, int64_t *id)
{
	return store_task_put(store, viewer, what, id);
}

static void put_task_row(struct json_out *j, const struct task_row *t)
{
	json_object(j, NULL);
	put_id(j, "id", t->id);
	json_text(j, "pack", t->pack);
	json_text(j, "part", t->part);
	json_text(j, "item", t->item);
	put_id(j, "finding", t->finding);
	json_text(j, "kind", t->kind);
	json_text(j, "title", t->title);
	json_text(j, "owner", t->owner);
	json_text(j, "starts_on", t->starts_on);
	json_text(j, "due_on", t->due_on);
	json_text(j, "every", t->every);
	json_text(j, "window", t->window);
	json_bool(j, "stops_line", t->stops_line);
	json_int(j, "cost", t->cost);
	json_int(j, "effect", t->effect);
	json_text(j, "follows", t->follows);
	json_text(j, "note", t->note);
	json_text(j, "state", t->state);
	json_bool(j, "specimen", t->specimen);
	json_int(j, "revision", t->revision);
	json_text(j, "user", t->user);
	put_time(j, "at", t->at);
	json_object_end(j);
}

void tasks_get(struct request *r)
{
	struct task_row *rows;
	size_t count;

	if (!request_good(r, store_tasks(r->store, &r->who.viewer, request_scope(r), &r->arena,
	                                 &rows, &count)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++)
		put_task_row(j, &rows[i]);
	request_end_items(r, count);
}

static struct task_row task_of_body(struct request *r)
{
	const char *kind = body_text(r, "kind");
	const char *state = body_text(r, "state");

	return (struct task_row){
	        .id = json_in_number(r->object, "id", 0),
	        .scope = body_scope(r),
	        .pack = body_text(r, "pack"),
	        .part = body_text(r, "part"),
	        .item = body_text(r, "item"),
	        .finding = json_in_number(r->object, "finding", 0),
	        .kind = *kind ? kind : "measure",
	        .title = body_text(r, "title"),
	        .owner = body_text(r, "owner"),
	        .starts_on = body_text(r, "starts_on"),
	        .due_on = body_text(r, "due_on"),
	        .every = body_text(r, "every"),
	        .window = body_text(r, "window"),
	        .stops_line = json_in_true(r->object, "stops_line"),
	        .cost = json_in_number(r->object, "cost", 0),
	        .effect = json_in_number(r->object, "effect", 0),
	        .follows = body_text(r, "follows"),
	        .note = body_text(r, "note"),
	        .state = *state ? state : "open",
	        .revision = json_in_number(r->object, "revision", 0),
	};
}

static const char *task_fault(struct request *r, const struct task_row *t)
{
	const struct pack *pack = *t->pack ? request_find_pack(r, t->pack) : NULL;
	const bool shelf = strcmp(t->pack, "library") == 0 && library_entry(library_ours(), t->item, NULL);

	if (!*t->title || strlen(t->title) > 2 * NAME_MAX_BYTES)
		return "give it a title of at most 400 bytes";
	if (strlen(t->owner) > NAME_MAX_BYTES || strlen(t->window) > NAME_MAX_BYTES ||
	    strlen(t->note) > NOTE_MAX || strlen(t->follows) > NAME_MAX_BYTES)
		return "a text is too long";
	const bool whole = pack && pack_of_suppliers(pack) && !*t->item; /* a questionnaire is asked as one */

	if (*t->pack && !shelf && !whole && (!pack || !pack_item(pack, t->item)))
		return "there is no such item";
	if (!is_one_of(t->kind, task_kinds) || !is_one_of(t->state, task_states) ||
	    !is_one_of(t->every, task_spans))
		return "kind, state or every is none that is known";
	if (!is_date(t->starts_on) || !is_date(t->due_on))
		return "dates are written 2026-11-21";
	if (*t->starts_on && *t->due_on && strcmp(t->starts_on, t->due_on) > 0)
		return "it ends before it starts";
	if (t->cost < 0 || t->cost > YEN_MAX || t->effect < 0 || t->effect > YEN_MAX)
		return "an amount is out of range";
	if (strspn(t->follows, "0123456789 ") != strlen(t->follows))
		return "follows: ids apart by blanks";
	/* S4-117: what stops the line waits for a window */
	if (t->stops_line && strcmp(t->state, "work") == 0 && !*t->window)
		return "it stops the line: name the maintenance window first";
	return NULL;
}

void task_patch(struct request *r)
{
	const struct task_row task = task_of_body(r);
	const char *fault = task_fault(r, &task);

	if (!request_fits(r, fault))
		return;
	if (!request_narrow(r, strcmp(task.kind, "supplier") == 0 ? RIGHT_ANSWER | RIGHT_BUY : RIGHT_ANSWER)) {
		request_problem(r, 403, "Forbidden", "requests to suppliers are kept by procurement, the rest by who answers");
		return;
	}
	govern_answer(r, put_task, &task, 200);
}
