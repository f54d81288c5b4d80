/* purchase.c - orders with their requirements, as rows (S4-169 S4-172). SPDX-License-Identifier: Apache-2.0 */

#include "store/purchase.h"

#include "lib/clock.h"
#include "store/account.h"
#include "store/govern.h"
#include "store/sql.h"

#include <errno.h>
#include <string.h>

#define TEXTS 10
#define TEXT_COLUMNS "title, grain, role, line, conditions, protocols, due_on, note, state, user"

static void texts_of(struct purchase_row *row, const char **out[TEXTS])
{
	const char **const texts[TEXTS] = {&row->title,	    &row->grain,  &row->role, &row->line,  &row->conditions,
					   &row->protocols, &row->due_on, &row->note, &row->state, &row->user};

	for (size_t i = 0; i < TEXTS; i++)
		out[i] = texts[i];
}

static void bind(struct query *q, const struct viewer *viewer, const struct purchase_row *row)
{
	struct purchase_row copy = *row;
	const char **texts[TEXTS];

	copy.user = viewer->user;
	texts_of(&copy, texts);
	for (size_t i = 0; i < TEXTS; i++)
		query_text(q, *texts[i]);
	query_int(q, row->supplier);
	query_int(q, row->importance);
	query_total(q, row->asset);
	query_int(q, clock_now());
	query_int(q, row->scope);
}

static int insert(struct store *store, const struct viewer *viewer, const struct purchase_row *row, int64_t *id)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO purchase (" TEXT_COLUMNS ", supplier_id, importance, asset_id, at, scope_id, specimen,"
		    " revision, key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1,"
		    " 'o-' || lower(hex(randomblob(6))))");
	bind(&q, viewer, row);
	query_int(&q, row->specimen);
	const int rc = query_run(&q);

	*id = sqlite3_last_insert_rowid(store->db);
	return rc;
}

static int update(struct store *store, const struct viewer *viewer, const struct purchase_row *row)
{
	struct query q;

	query_begin(&q, store,
		    "UPDATE purchase SET (" TEXT_COLUMNS ", supplier_id, importance, asset_id, at) = (?, ?, ?, ?, ?, ?, ?,"
		    " ?, ?, ?, ?, ?, ?, ?), specimen = 0, revision = revision + 1 WHERE scope_id = ? AND id = ? AND"
		    " revision = ? AND removed = 0");
	bind(&q, viewer, row);
	query_int(&q, row->id);
	query_int(&q, row->revision);
	const int rc = query_run(&q);

	if (rc || sqlite3_changes(store->db) > 0)
		return rc;
	return store_failed(store, -ESTALE, "store: somebody else changed this meanwhile");
}

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
	bool own;
	int rc = step_begin_in(store, viewer, row->scope, &own);

	*id = row->id;
	if (rc)
		return rc;
	rc = row->id ? update(store, viewer, row) : insert(store, viewer, row, id);
	if (!rc)
		rc = keep_inside(store, row, *id);
	if (!rc)
		rc = store_audit_row(store, viewer, row->id ? "order.edit" : "order.add", *id,
				     arena_printf(&arena, "%s: %s %s, importance %lld, %s", row->title, row->grain,
						  row->role, (long long)row->importance, row->state));
	arena_free(&arena);
	return step_end(store, own, rc);
}

int store_purchase_remove(struct store *store, const struct viewer *viewer, int64_t id)
{
	return store_remove_row(store, viewer, "order.remove",
				"UPDATE purchase SET removed = 1 WHERE id = ?1 AND removed = 0 AND scope_id IN"
				" (SELECT value FROM json_each(?2))", id);
}

#define SELECT_ROWS                                                                                             \
	"SELECT p.id, p.scope_id, p.at, p.revision, p.specimen, p.supplier_id, p.importance, p.asset_id, p.key,"   \
	" p.title, p.grain, p.role, p.line, p.conditions, p.protocols, p.due_on, p.note, p.state, p.user,"         \
	" (SELECT s.name FROM supplier s WHERE s.id = p.supplier_id AND s.scope_id = p.scope_id), a.name,"         \
	" (SELECT v.value FROM value v WHERE v.scope_id = a.scope_id AND v.asset_id = a.id AND v.name = 'firmware'" \
	" ORDER BY v.rank DESC LIMIT 1),"                                                                          \
	" (SELECT count(*) FROM purchase_item i WHERE i.purchase_id = p.id AND i.wanted),"                         \
	" (SELECT count(*) FROM purchase_item i WHERE i.purchase_id = p.id AND i.wanted AND i.outcome != ''),"     \
	" (SELECT count(*) FROM purchase_item i WHERE i.purchase_id = p.id AND i.wanted AND i.checked = 'good')"   \
	" FROM purchase p LEFT JOIN asset a ON a.scope_id = p.scope_id AND a.id = p.asset_id WHERE p.removed = 0"  \
	" AND p.scope_id IN (SELECT value FROM json_each(?1)) AND "

static void read_row(struct query *q, struct purchase_row *row)
{
	const char **texts[TEXTS];

	row->id = query_get_int(q);
	row->scope = query_get_int(q);
	row->at = query_get_int(q);
	row->revision = query_get_int(q);
	row->specimen = query_get_int(q) != 0;
	row->supplier = query_get_int(q);
	row->importance = query_get_int(q);
	row->asset = (uint64_t)query_get_int(q);
	row->key = query_get_text(q);
	texts_of(row, texts);
	for (size_t i = 0; i < TEXTS; i++)
		*texts[i] = query_get_text(q);
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

	query_begin_once(&q, store, SELECT_ROWS "p.scope_id = ?2 ORDER BY p.id DESC LIMIT 1000", arena);
	query_scopes(&q, viewer);
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

	query_begin_once(&q, store, SELECT_ROWS "p.id = ?2", arena);
	query_scopes(&q, viewer);
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
