/* purchase.c - orders with their requirements, as rows (S4-169 S4-172). SPDX-License-Identifier: Apache-2.0 */

#include "store/purchase.h"

#include "lib/clock.h"
#include "store/account.h"
#include "store/govern.h"
#include "store/kept.h"

#include <errno.h>
#include <string.h>

static const struct kept_column columns[] = {
	KEPT(struct purchase_row, title, KEPT_TEXT), KEPT(struct purchase_row, grain, KEPT_TEXT),
	KEPT(struct purchase_row, role, KEPT_TEXT), KEPT(struct purchase_row, line, KEPT_TEXT),
	KEPT(struct purchase_row, conditions, KEPT_TEXT), KEPT(struct purchase_row, protocols, KEPT_TEXT),
	KEPT(struct purchase_row, due_on, KEPT_TEXT), KEPT(struct purchase_row, note, KEPT_TEXT),
	KEPT(struct purchase_row, state, KEPT_TEXT), KEPT_AS(struct purchase_row, supplier, "supplier_id", KEPT_NUMBER),
	KEPT(struct purchase_row, importance, KEPT_NUMBER), KEPT_AS(struct purchase_row, asset, "asset_id", KEPT_NUMBER),
	{0},
};
static const struct kept_table purchases = {
	.name = "purchase", .word = "order", .size = sizeof(struct purchase_row), .head = KEPT_HEAD(struct purchase_row), .columns = columns,
	.removed = true, .key_prefix = "o-", .key = offsetof(struct purchase_row, key),
};

/* What is named is of the same scope, or is not named. */
static int keep_inside(struct store *store, const struct purchase_row *row, int64_t id)
{
	struct query q;

	query_begin(&q, store,
		    "UPDATE purchase SET supplier_id = iif(EXISTS (SELECT 1 FROM supplier s WHERE s.id = supplier_id AND"
		    " s.scope_id = purchase.scope_id), supplier_id, 0), asset_id = iif(EXISTS (SELECT 1 FROM asset a WHERE"
		    " a.id = asset_id AND a.scope_id = purchase.scope_id), asset_id, 0) WHERE id = ? AND scope_id = ?");
	query_int(&q, id);
	query_int(&q, row->scope);
	return query_run(&q);
}

int store_purchase_put(struct store *store, const struct viewer *viewer, const struct purchase_row *row, int64_t *id)
{
	struct arena arena = {0};
	const char *detail = arena_printf(&arena, "%s: %s %s, importance %lld, %s", row->title, row->grain, row->role,
					  (long long)row->importance, row->state);
	bool own;
	int rc = step_begin(store, &own);

	if (!rc) {
		rc = kept_put(store, viewer, &purchases, row, detail, id);
		if (!rc)
			rc = keep_inside(store, row, *id);
		rc = step_end(store, own, rc);
	}
	arena_free(&arena);
	return rc;
}

int store_purchase_remove(struct store *store, const struct viewer *viewer, int64_t id)
{
	return store_remove_row(store, viewer, "order.remove",
				"UPDATE purchase SET removed = 1 WHERE id = ?1 AND removed = 0 AND scope_id IN"
				" (SELECT value FROM json_each(?2))", id);
}

/* After the columns that are kept. */
static const char told_sql[] =
	"(SELECT s.name FROM supplier s WHERE s.id = p.supplier_id AND s.scope_id = p.scope_id), a.name,"
	" (SELECT v.value FROM value v WHERE v.scope_id = a.scope_id AND v.asset_id = a.id AND v.name = 'firmware'"
	" ORDER BY v.rank DESC LIMIT 1),"
	" (SELECT count(*) FROM purchase_item i WHERE i.purchase_id = p.id AND i.wanted),"
	" (SELECT count(*) FROM purchase_item i WHERE i.purchase_id = p.id AND i.wanted AND i.outcome != ''),"
	" (SELECT count(*) FROM purchase_item i WHERE i.purchase_id = p.id AND i.wanted AND i.checked = 'good')";

static void begin_rows(struct query *q, struct store *store, const struct viewer *viewer, const char *which,
		       struct arena *arena)
{
	query_begin_once(q, store,
			 arena_printf(arena,
				      "SELECT %s, %s FROM purchase p LEFT JOIN asset a ON a.scope_id = p.scope_id AND a.id ="
				      " p.asset_id WHERE p.removed = 0 AND p.scope_id IN (SELECT value FROM json_each(?1)) AND %s",
				      kept_columns(&purchases, "p", arena), told_sql, which),
			 arena);
	query_scopes(q, viewer);
}

static void read_row(struct query *q, struct purchase_row *row)
{
	kept_read(q, &purchases, row);
	row->supplier_name = query_get_text(q);
	row->asset_name = query_get_text(q);
	row->firmware = query_get_text(q);
	row->wanted = query_get_int(q);
	row->decided = query_get_int(q);
	row->checked = query_get_int(q);
}

int store_purchases(struct store *store, const struct viewer *viewer, int64_t scope, struct arena *arena,
		    struct purchase_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct purchase_row)};
	struct query q;

	begin_rows(&q, store, viewer, "p.scope_id = ?2 ORDER BY p.id DESC LIMIT 1000", arena);
	query_int(&q, scope);
	while (query_row(&q))
		read_row(&q, rows_add(&rows, arena));
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

int store_purchase(struct store *store, const struct viewer *viewer, int64_t id, struct arena *arena,
		   struct purchase_row *out)
{
	struct query q;

	begin_rows(&q, store, viewer, "p.id = ?2", arena);
	query_int(&q, id);
	const bool found = query_row(&q);

	if (found)
		read_row(&q, out);
	const int rc = query_end(&q);

	return rc || found ? rc : store_failed(store, -ENOENT, "store: there is no such order");
}

/* ---- requirements ---- */

#define ITEM_TEXTS 12
#define ITEM_COLUMNS "item, category, title, text, reply, said, outcome, how, until, checked, found, user"

static void item_texts_of(struct purchase_item *row, const char **out[ITEM_TEXTS])
{
	const char **const texts[ITEM_TEXTS] = {&row->item,    &row->category, &row->title, &row->text,
						&row->reply,   &row->said,     &row->outcome, &row->how,
						&row->until,   &row->checked,  &row->found, &row->user};

	for (size_t i = 0; i < ITEM_TEXTS; i++)
		out[i] = texts[i];
}

int store_purchase_items(struct store *store, const struct viewer *viewer, int64_t id, struct arena *arena,
			 struct purchase_item **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct purchase_item)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT " ITEM_COLUMNS ", wanted, at FROM purchase_item WHERE purchase_id = ?2 AND purchase_id IN"
			 " (SELECT id FROM purchase WHERE scope_id IN (SELECT value FROM json_each(?1))) ORDER BY item",
			 arena);
	query_scopes(&q, viewer);
	query_int(&q, id);
	while (query_row(&q)) {
		struct purchase_item *row = rows_add(&rows, arena);
		const char **texts[ITEM_TEXTS];

		item_texts_of(row, texts);
		for (size_t i = 0; i < ITEM_TEXTS; i++)
			*texts[i] = query_get_text(&q);
		row->wanted = query_get_int(&q) != 0;
		row->at = query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

static int put_item(struct store *store, const struct viewer *viewer, int64_t id, const struct purchase_item *item)
{
	struct purchase_item copy = *item;
	const char **texts[ITEM_TEXTS];
	struct query q;

	copy.user = viewer->user;
	item_texts_of(&copy, texts);
	query_begin(&q, store,
		    "INSERT OR REPLACE INTO purchase_item (" ITEM_COLUMNS ", wanted, at, purchase_id) VALUES (?, ?, ?, ?, ?,"
		    " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
	for (size_t i = 0; i < ITEM_TEXTS; i++)
		query_text(&q, *texts[i]);
	query_int(&q, item->wanted);
	query_int(&q, clock_now());
	query_int(&q, id);
	return query_run(&q);
}

/* An accepted risk is an exception of the pack "procurement"; the one before it ends when it says something else. */
static int keep_exception(struct store *store, const struct viewer *viewer, const struct purchase_row *p,
			  const struct purchase_item *item, const char *title)
{
	const bool accepted = item->wanted && strcmp(item->outcome, "accepted") == 0;
	struct arena arena = {0};
	struct exception_row *rows;
	size_t count;
	bool there = false;
	int rc = store_exceptions(store, viewer, p->scope, "procurement", &arena, &rows, &count);

	for (size_t i = 0; !rc && i < count; i++) {
		if (strcmp(rows[i].part, p->key) != 0 || strcmp(rows[i].item, item->item) != 0)
			continue;
		const bool same = accepted && strcmp(rows[i].measure, item->how) == 0 &&
				  strcmp(rows[i].ends_on, item->until) == 0;

		there |= same;
		if (!same)
			rc = store_exception_end(store, viewer, rows[i].id);
	}
	const struct exception_row row = {
		.scope = p->scope, .pack = "procurement", .part = p->key, .item = item->item,
		.reason = arena_printf(&arena, "%s: %s", p->title, title), .measure = item->how, .ends_on = item->until};
	int64_t id;

	if (!rc && accepted && !there)
		rc = store_exception_add(store, viewer, &row, &id);
	arena_free(&arena);
	return rc;
}

static int put_one(struct store *store, const struct viewer *viewer, const struct purchase_row *p,
		   const struct purchase_item *item)
{
	struct arena arena = {0};
	int rc = put_item(store, viewer, p->id, item);

	if (!rc)
		rc = keep_exception(store, viewer, p, item, *item->title ? item->title : item->item);
	if (!rc)
		rc = store_audit_row(store, viewer, "order.requirement", p->id,
				     arena_printf(&arena, "%s %s%s %s %s %s %s", item->item, item->wanted ? "" : "not wanted ",
						  item->outcome, item->how, item->until, item->checked, item->found));
	arena_free(&arena);
	return rc;
}

int store_purchase_items_put(struct store *store, const struct viewer *viewer, int64_t id,
			     const struct purchase_item *items, size_t count)
{
	struct arena arena = {0};
	struct purchase_row p;
	bool own;
	int rc = step_begin(store, &own);

	if (rc)
		return rc;
	rc = store_purchase(store, viewer, id, &arena, &p);
	for (size_t i = 0; !rc && i < count; i++)
		rc = put_one(store, viewer, &p, &items[i]);
	arena_free(&arena);
	return step_end(store, own, rc);
}
