/* orders.c - orders: requirements proposed for what is bought, what came of each, the specification (S4-169 S4-170 S4-171 S4-172 S4-173 S4-174 S4-175 S4-176 S1-096 S1-097). SPDX-License-Identifier: Apache-2.0 */

#include "serve/orders.h"

#include "lib/clock.h"
#include "report/purchase.h"
#include "serve/suppliers.h"
#include "serve/words.h"
#include "store/govern.h"

#include <string.h>

#define SHORT_MAX 300
#define LONG_MAX  4000
#define ITEMS_MAX 300

static bool one_of(const char *text, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(*list, text) == 0)
			return true;
	return false;
}

/* ---- the catalogue ---- */

void procurement_get(struct request *r)
{
	const struct procure_book *b = procure_book();
	struct json_out *j = request_json(r, 200);

	put_named(j, "categories", b->categories, b->category_count);
	put_named(j, "grains", b->grains, b->grain_count);
	put_named(j, "conditions", b->conditions, b->condition_count);
	put_named(j, "topics", b->topics, b->topic_count);
	json_array(j, "protocols");
	for (size_t i = 0; i < b->item_count; i++)
		for (size_t p = 0; p < b->items[i].protocols.count; p++)
			json_text(j, NULL, b->items[i].protocols.text[p]);
	json_array_end(j);
	request_end_json(r);
}

/* ---- orders ---- */

static void put_head(struct json_out *j, const struct purchase_row *p)
{
	put_id(j, "id", p->id);
	json_text(j, "key", p->key);
	json_text(j, "title", p->title);
	json_text(j, "grain", p->grain);
	put_text(j, "role", p->role);
	put_text(j, "line", p->line);
	put_id(j, "supplier", p->supplier);
	put_text(j, "supplier_name", p->supplier_name);
	json_int(j, "importance", p->importance);
	put_words(j, "conditions", p->conditions);
	put_words(j, "protocols", p->protocols);
	put_text(j, "due_on", p->due_on);
	put_text(j, "note", p->note);
	json_text(j, "state", p->state);
	put_asset_id(j, "asset", p->asset);
	put_text(j, "asset_name", p->asset_name);
	put_text(j, "firmware", p->firmware);
	json_int(j, "wanted", p->wanted);
	json_int(j, "decided", p->decided);
	json_int(j, "checked", p->checked);
	json_bool(j, "specimen", p->specimen);
	json_int(j, "revision", p->revision);
	json_text(j, "user", p->user);
	put_time(j, "at", p->at);
}

void orders_get(struct request *r)
{
	struct purchase_row *rows;
	size_t count;

	if (!request_good(r, store_purchases(r->store, &r->who.viewer, request_scope(r), &r->arena, &rows, &count)))
		return;
	struct json_out *j = request_items(r);

	for (size_t i = 0; i < count; i++) {
		json_object(j, NULL);
		put_head(j, &rows[i]);
		json_object_end(j);
	}
	request_end_items(r, count);
}

/* What the plant aims at for devices of this role: "middle" of measure d-6; NULL nothing. */
static const char *target_of(const struct answer_row *rows, size_t count, const char *role, const char *measure)
{
	for (size_t i = 0; measure && i < count; i++)
		if (strcmp(rows[i].kind, "target") == 0 && strcmp(rows[i].part, role) == 0 &&
		    strcmp(rows[i].item, measure) == 0)
			return rows[i].value;
	return NULL;
}

static const struct purchase_item *kept_of(const struct purchase_item *rows, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].item, id) == 0)
			return &rows[i];
	return NULL;
}

static const struct purchase_item nothing = {.item = "", .category = "", .title = "", .text = "", .reply = "",
                                             .said = "", .outcome = "", .how = "", .until = "", .checked = "",
                                             .found = "", .user = ""};

/* The catalogue's rows of this grain with what was kept of each, then one's own. */
static int look(struct store *store, const struct viewer *viewer, const struct purchase_row *p, struct arena *arena,
                struct order_line **out, size_t *count)
{
	const struct procure_book *b = procure_book();
	const struct procure_order order = {.grain = p->grain, .importance = (int)p->importance,
	                                    .conditions = p->conditions, .protocols = p->protocols};
	struct purchase_item *items = NULL;
	struct answer_row *answers = NULL;
	size_t kept = 0, answer_count = 0;
	int rc = p->id ? store_purchase_items(store, viewer, p->id, arena, &items, &kept) : 0;

	if (!rc)
		rc = store_answers(store, viewer, p->scope, "meti-device", arena, &answers, &answer_count);
	*out = arena_alloc(arena, (b->item_count + kept + 1) * sizeof(**out));
	*count = 0;
	for (size_t i = 0; !rc && i < b->item_count; i++) {
		struct order_line *line = &(*out)[(*count)++];
		const struct purchase_item *had = kept_of(items, kept, b->items[i].id);

		*line = (struct order_line){.known = &b->items[i], .kept = had ? *had : nothing};
		line->proposed = procure_proposes(&b->items[i], &order,
		                                  target_of(answers, answer_count, p->role, b->items[i].measure),
		                                  arena, &line->because);
		line->kept.item = b->items[i].id;
		line->wanted = had ? had->wanted : false;
	}
	for (size_t i = 0; !rc && i < kept; i++)
		if (!procure_find(items[i].item))
			(*out)[(*count)++] = (struct order_line){.kept = items[i], .because = "", .wanted = items[i].wanted};
	return rc;
}

static void put_line(struct json_out *j, const struct order_line *line, const struct exception_row *e)
{
	const struct procure_item *k = line->known;
	const struct purchase_item *i = &line->kept;
	static const struct texts none = {.count = 0};
	static const struct words silent = {NULL, NULL};

	json_object(j, NULL);
	json_text(j, "item", i->item);
	json_text(j, "category", k ? k->category : i->category);
	put_text(j, "topic", k ? k->topic : NULL);
	put_both(j, "title", k ? &k->title : &silent);
	put_both(j, "text", k ? &k->text : &silent);
	put_both(j, "why", k ? &k->why : &silent);
	put_both(j, "instead", k ? &k->instead : &silent);
	put_both(j, "check", k ? &k->check : &silent);
	put_texts(j, "context", k ? &k->context : &none);
	put_words(j, "because", line->because);
	json_bool(j, "proposed", line->proposed);
	json_bool(j, "wanted", line->wanted);
	json_text(j, "own_title", i->title);
	json_text(j, "own_text", i->text);
	json_text(j, "reply", i->reply);
	json_text(j, "said", i->said);
	json_text(j, "outcome", i->outcome);
	json_text(j, "how", i->how);
	json_text(j, "until", i->until);
	json_text(j, "checked", i->checked);
	json_text(j, "found", i->found);
	put_text(j, "user", i->user);
	put_time(j, "at", i->at);
	if (e)
		put_exception(j, "exception", e);
	else
		json_null(j, "exception");
	json_object_end(j);
}

/* The newest that was not taken back. */
static const struct exception_row *exception_of(const struct exception_row *rows, size_t count, const char *part,
                                                const char *item)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].part, part) == 0 && strcmp(rows[i].item, item) == 0)
			return &rows[i];
	return NULL;
}

void order_get(struct request *r)
{
	struct exception_row *exceptions;
	struct order_line *lines;
	struct purchase_row p;
	size_t count, excepted;
	int64_t id;

	if (!request_id(r, &id) ||
	    !request_good(r, store_purchase(r->store, &r->who.viewer, id, &r->arena, &p)) ||
	    !request_good(r, look(r->store, &r->who.viewer, &p, &r->arena, &lines, &count)) ||
	    !request_good(r, store_exceptions(r->store, &r->who.viewer, p.scope, "procurement", &r->arena, &exceptions,
	                                      &excepted)))
		return;
	struct json_out *j = request_json(r, 200);

	put_head(j, &p);
	json_array(j, "lines");
	for (size_t i = 0; i < count; i++)
		put_line(j, &lines[i], exception_of(exceptions, excepted, p.key, lines[i].kept.item));
	json_array_end(j);
	request_end_json(r);
}

/* ---- changes ---- */

/* Words of letters, digits and _ - apart by blanks: protocols, as devices speak them. NULL: one is none. */
static const char *body_protocols(struct request *r)
{
	const struct json_in *list = json_in_array(r->object, "protocols");
	const char *joined = "";

	for (size_t i = 0; i < json_in_count(list) && i < 100; i++) {
		const char *one = json_in_text_at(list, i);

		if (!one || !*one || strlen(one) > 40 ||
		    strspn(one, "abcdefghijklmnopqrstuvwxyz0123456789_-") != strlen(one))
			return NULL;
		joined = arena_printf(&r->arena, "%s%s%s", joined, *joined ? " " : "", one);
	}
	return joined;
}

static struct purchase_row order_of_body(struct request *r)
{
	const struct procure_book *b = procure_book();
	const char *state = body_text(r, "state");

	return (struct purchase_row){
	        .id = json_in_number(r->object, "id", 0),
	        .scope = body_scope(r),
	        .title = body_text(r, "title"),
	        .grain = body_text(r, "grain"),
	        .role = body_text(r, "role"),
	        .line = body_text(r, "line"),
	        .conditions = body_ids(r, "conditions", b->conditions, b->condition_count),
	        .protocols = body_protocols(r),
	        .due_on = body_text(r, "due_on"),
	        .note = body_text(r, "note"),
	        .state = *state ? state : "draft",
	        .supplier = json_in_number(r->object, "supplier", 0),
	        .importance = json_in_number(r->object, "importance", 3),
	        .asset = asset_id_parse(body_text(r, "asset")),
	        .revision = json_in_number(r->object, "revision", 0),
	};
}

static const char *order_fault(const struct purchase_row *p)
{
	static const char *const states[] = {"draft", "sent", "ordered", "accepted", NULL};
	const struct procure_book *b = procure_book();

	if (!*p->title || strlen(p->title) > SHORT_MAX)
		return "say what is ordered, in at most 300 bytes";
	if (!BOOK_HAS(b->grains, b->grain_count, p->grain))
		return "grain: system, product or component";
	if (!p->conditions || !p->protocols)
		return "conditions and protocols: ids of GET /procurement";
	if (p->importance < 1 || p->importance > 5)
		return "importance is 1 to 5";
	if (!one_of(p->state, states))
		return "state: draft, sent, ordered or accepted";
	if (!is_date(p->due_on))
		return "dates are written 2026-11-21";
	if (strlen(p->role) > 40 || strlen(p->line) > SHORT_MAX || strlen(p->note) > LONG_MAX)
		return "a text is too long";
	return NULL;
}

/* A new order begins with what is proposed for it. */
static int put_order(struct store *store, const struct viewer *viewer, const void *what, int64_t *id)
{
	const struct purchase_row *row = what;
	struct arena arena = {0};
	struct order_line *lines;
	size_t count = 0, wanted = 0;
	int rc = store_purchase_put(store, viewer, row, id);

	if (!rc && !row->id)
		rc = look(store, viewer, row, &arena, &lines, &count);
	struct purchase_item *items = arena_alloc(&arena, (count + 1) * sizeof(*items));

	for (size_t i = 0; !rc && i < count; i++)
		if (lines[i].proposed) {
			items[wanted] = lines[i].kept;
			items[wanted++].wanted = true;
		}
	if (!rc && wanted)
		rc = store_purchase_items_put(store, viewer, *id, items, wanted);
	arena_free(&arena);
	return rc;
}

void order_patch(struct request *r)
{
	const struct purchase_row row = order_of_body(r);
	const char *fault = order_fault(&row);

	if (request_fits(r, fault))
		govern_answer(r, put_order, &row, 200);
}

void order_delete(struct request *r)
{
	govern_of_id(r, store_purchase_remove);
}

struct changes {
	int64_t order;
	struct purchase_item *items;
	size_t count;
};

static int put_items(struct store *store, const struct viewer *viewer, const void *what, int64_t *id)
{
	const struct changes *c = what;

	(void)id;
	return store_purchase_items_put(store, viewer, c->order, c->items, c->count);
}

static const char *text_at(const struct json_in *object, const char *key)
{
	const char *text = json_in_text(object, key);

	return text ? text : "";
}

static struct purchase_item item_of(const struct json_in *o)
{
	return (struct purchase_item){
	        .item = text_at(o, "item"),	  .category = text_at(o, "category"), .title = text_at(o, "title"),
	        .text = text_at(o, "text"),	  .reply = text_at(o, "reply"),	      .said = text_at(o, "said"),
	        .outcome = text_at(o, "outcome"), .how = text_at(o, "how"),	      .until = text_at(o, "until"),
	        .checked = text_at(o, "checked"), .found = text_at(o, "found"),	      .user = "",
	        .wanted = json_in_true(o, "wanted"),
	};
}

static bool is_own(const char *id)
{
	return strncmp(id, "own-", 4) == 0 && id[4] && strlen(id) < 20 && strspn(id + 4, "0123456789") == strlen(id + 4);
}

static const char *item_fault(const struct purchase_item *i)
{
	static const char *const replies[] = {"", "yes", "part", "no", NULL};
	static const char *const outcomes[] = {"", "met", "extra", "accepted", "none", NULL};
	static const char *const checks[] = {"", "good", "bad", NULL};
	const struct procure_book *b = procure_book();
	const char *const texts[] = {i->title, i->text, i->said, i->how, i->found};

	for (size_t t = 0; t < sizeof(texts) / sizeof(texts[0]); t++)
		if (strlen(texts[t]) > LONG_MAX)
			return "a text is too long";
	if (!procure_find(i->item)) {
		if (!is_own(i->item))
			return "there is no such requirement";
		if (!*i->title || !*i->text || !BOOK_HAS(b->categories, b->category_count, i->category))
			return "a requirement of your own has a category, a title and a text";
	}
	if (!one_of(i->reply, replies) || !one_of(i->outcome, outcomes) || !one_of(i->checked, checks))
		return "reply, outcome or checked is none that is known";
	if (strcmp(i->outcome, "extra") == 0 && !*i->how)
		return "say which measure is added";
	if (strcmp(i->outcome, "accepted") == 0 && !*i->how)
		return "say why the risk is accepted, and what is done meanwhile";
	if (strcmp(i->outcome, "accepted") == 0 && (!*i->until || !is_date(i->until)))
		return "say until when: 2026-11-21";
	return NULL;
}

void order_items_patch(struct request *r)
{
	const struct json_in *list = json_in_array(r->object, "items");
	struct changes c = {.count = json_in_count(list)};
	const char *fault = c.count == 0 || c.count > ITEMS_MAX ? "items: at least one requirement" : NULL;

	if (!request_id(r, &c.order))
		return;
	c.items = arena_alloc(&r->arena, (c.count + 1) * sizeof(*c.items));
	for (size_t i = 0; !fault && i < c.count; i++) {
		c.items[i] = item_of(json_in_object_at(list, i));
		fault = item_fault(&c.items[i]);
	}
	if (request_fits(r, fault))
		govern_answer(r, put_items, &c, 204);
}

/* ---- papers ---- */

static bool read_order(struct request *r, struct order_paper *paper)
{
	int64_t id;

	return request_id(r, &id) &&
	       request_good(r, store_purchase(r->store, &r->who.viewer, id, &r->arena, &paper->order)) &&
	       request_good(r, look(r->store, &r->who.viewer, &paper->order, &r->arena, &paper->lines, &paper->count));
}

static void paper_of(struct request *r, int (*write)(struct order_paper *), const char *name)
{
	struct order_paper paper = {
	        .arena = &r->arena,
	        .word = words_find,
	        .now = clock_now(),
	        .paper = {.kind = report_paper(request_text(r, "format")), .out = &r->out,
	                  .japanese = strcmp(request_text(r, "lang"), "en") != 0},
	};

	if (!read_order(r, &paper))
		return;
	buf_clear(&r->out);
	if (request_good(r, write(&paper)))
		report_answer(r, paper.paper.kind, name);
}

void order_specification_get(struct request *r)
{
	paper_of(r, order_specification, "specification");
}

void order_acceptance_get(struct request *r)
{
	paper_of(r, order_acceptance, "acceptance");
}
