/* supplier.c - the register of whoever has a part in the plant (S1-064). SPDX-License-Identifier: Apache-2.0 */

#include "store/supplier.h"

#include "store/kept.h"

#include <errno.h>

static const struct kept_column columns[] = {
	KEPT(struct supplier_row, name, KEPT_TEXT), KEPT(struct supplier_row, kind, KEPT_TEXT),
	KEPT(struct supplier_row, stages, KEPT_TEXT), KEPT(struct supplier_row, sides, KEPT_TEXT),
	KEPT(struct supplier_row, brings, KEPT_TEXT), KEPT(struct supplier_row, makers, KEPT_TEXT),
	KEPT(struct supplier_row, country, KEPT_TEXT), KEPT(struct supplier_row, person, KEPT_TEXT),
	KEPT(struct supplier_row, day, KEPT_TEXT), KEPT(struct supplier_row, night, KEPT_TEXT),
	KEPT(struct supplier_row, vulnerability, KEPT_TEXT), KEPT(struct supplier_row, contract, KEPT_TEXT),
	KEPT(struct supplier_row, substitute, KEPT_TEXT), KEPT(struct supplier_row, note, KEPT_TEXT),
	KEPT(struct supplier_row, small, KEPT_FLAG),
	{0},
};
static const struct kept_table suppliers = {
	.name = "supplier", .word = "supplier", .size = sizeof(struct supplier_row), .head = KEPT_HEAD(struct supplier_row), .columns = columns,
	.removed = true, .key_prefix = "s-", .key = offsetof(struct supplier_row, key),
};

static bool name_taken(struct store *store, const struct supplier_row *row, int *rc)
{
	struct query q;

	query_begin(&q, store, "SELECT count(*) FROM supplier WHERE scope_id = ? AND name = ? AND id != ? AND removed = 0");
	query_int(&q, row->scope);
	query_text(&q, row->name);
	query_int(&q, row->id);
	return query_number(&q, rc) > 0;
}

/* sql: takes ?1 the supplier, ?2 the scope, ?3 ids as JSON. */
static int link_all(struct store *store, const char *sql, int64_t id, const struct supplier_row *row, const char *ids)
{
	struct query q;

	query_begin(&q, store, sql);
	query_int(&q, id);
	query_int(&q, row->scope);
	query_text(&q, ids && *ids ? ids : "[]");
	return query_run(&q);
}

static int unlink_all(struct store *store, const char *sql, int64_t id)
{
	struct query q;

	query_begin(&q, store, sql);
	query_int(&q, id);
	return query_run(&q);
}

static int put_links(struct store *store, int64_t id, const struct supplier_row *row)
{
	int rc = unlink_all(store, "DELETE FROM supplier_zone WHERE supplier_id = ?", id);

	if (!rc)
		rc = unlink_all(store, "DELETE FROM supplier_device WHERE supplier_id = ?", id);
	if (!rc)
		rc = link_all(store,
			      "INSERT INTO supplier_zone (supplier_id, zone_id) SELECT ?1, z.id FROM zone z WHERE"
			      " z.scope_id = ?2 AND z.id IN (SELECT value FROM json_each(?3))",
			      id, row, row->zones);
	if (!rc)
		rc = link_all(store,
			      "INSERT INTO supplier_device (supplier_id, scope_id, asset_id) SELECT ?1, a.scope_id, a.id"
			      " FROM asset a WHERE a.scope_id = ?2 AND a.id IN (SELECT value FROM json_each(?3))",
			      id, row, row->devices);
	return rc;
}

int store_supplier_put(struct store *store, const struct viewer *viewer, const struct supplier_row *row, int64_t *id)
{
	struct arena arena = {0};
	const char *detail = arena_printf(&arena, "%s (%s) %s %s; by day %s, by night %s; vulnerabilities %s; contract %s",
					  row->name, row->kind, row->brings, row->country, row->day, row->night,
					  row->vulnerability, row->contract);
	bool own;
	int rc = step_begin_in(store, viewer, row->scope, &own);

	if (!rc) {
		if (name_taken(store, row, &rc) && !rc)
			rc = store_failed(store, -EEXIST, "store: there is one of this name");
		if (!rc)
			rc = kept_put(store, viewer, &suppliers, row, detail, id);
		if (!rc)
			rc = put_links(store, *id, row);
		rc = step_end(store, own, rc);
	}
	arena_free(&arena);
	return rc;
}

int store_supplier_remove(struct store *store, const struct viewer *viewer, int64_t id)
{
	return store_remove_row(store, viewer, "supplier.remove",
				"UPDATE supplier SET removed = 1 WHERE id = ?1 AND removed = 0 AND scope_id IN"
				" (SELECT value FROM json_each(?2))", id);
}

/* Devices of supplier s: chosen (or what they were joined with), or of his makers. */
#define HIS_DEVICES                                                                                             \
	"a.into_id = 0 AND a.endpoints > 0 AND (a.id IN (SELECT iif(o.into_id, o.into_id, o.id) FROM"           \
	" supplier_device d JOIN asset o ON o.scope_id = d.scope_id AND o.id = d.asset_id WHERE d.supplier_id = s.id)" \
	" OR a.vendor != '' AND a.vendor COLLATE NOCASE IN (SELECT value FROM json_each(s.makers)))"

/* After the columns that are kept. */
static const char told_sql[] =
	"(SELECT json_group_array(zone_id) FROM supplier_zone z WHERE z.supplier_id = s.id),"
	" (SELECT json_group_array(asset_id) FROM supplier_device d WHERE d.supplier_id = s.id),"
	" (SELECT count(*) FROM asset a WHERE a.scope_id = s.scope_id AND " HIS_DEVICES "),"
	" (SELECT group_concat(name, char(10)) FROM (SELECT z.name FROM zone z WHERE z.scope_id = s.scope_id AND"
	" (z.id IN (SELECT zone_id FROM supplier_zone l WHERE l.supplier_id = s.id) OR z.id IN (SELECT a.zone_id FROM"
	" asset a WHERE a.scope_id = s.scope_id AND " HIS_DEVICES ")) ORDER BY z.name))";

static void read_row(struct query *q, struct supplier_row *row)
{
	kept_read(q, &suppliers, row);
	row->zones = query_get_text(q);
	row->devices = query_get_text(q);
	row->seen = (uint64_t)query_get_int(q);
	row->reach = query_get_text(q);
}

static int read_chosen(struct store *store, struct supplier_row *row, struct arena *arena)
{
	struct rows rows = {.size = sizeof(struct supplier_device)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT a.id, iif(a.name != '', a.name, iif(a.ip != '', a.ip, a.mac)) FROM supplier_device d"
			 " JOIN asset o ON o.scope_id = d.scope_id AND o.id = d.asset_id JOIN asset a ON a.scope_id ="
			 " o.scope_id AND a.id = iif(o.into_id, o.into_id, o.id) WHERE d.supplier_id = ?1 ORDER BY 2",
			 arena);
	query_int(&q, row->id);
	while (query_row(&q)) {
		struct supplier_device *device = rows_add(&rows, arena);

		device->asset = (uint64_t)query_get_int(&q);
		device->name = query_get_text(&q);
	}
	row->chosen = rows.data;
	row->chosen_count = rows.count;
	return query_end(&q);
}

int store_suppliers(struct store *store, const struct viewer *viewer, int64_t scope, struct arena *arena,
		    struct supplier_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct supplier_row)};
	struct query q;

	query_begin_once(&q, store,
			 arena_printf(arena,
				      "SELECT %s, %s FROM supplier s WHERE s.removed = 0 AND " SCOPES_OF("s.scope_id")
				      "AND s.scope_id = ?2 ORDER BY s.name COLLATE NATURAL_ORDER, s.id LIMIT 2000",
				      kept_columns(&suppliers, "s", arena), told_sql),
			 arena);
	query_scopes(&q, viewer);
	query_int(&q, scope);
	while (query_row(&q))
		read_row(&q, rows_add(&rows, arena));
	*out = rows.data;
	*count = rows.count;
	int rc = query_end(&q);

	for (size_t i = 0; !rc && i < *count; i++)
		rc = read_chosen(store, &(*out)[i], arena);
	return rc;
}

int store_makers(struct store *store, const struct viewer *viewer, int64_t scope, struct arena *arena,
		 struct maker_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct maker_row)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT a.vendor, count(*), EXISTS (SELECT 1 FROM supplier s, json_each(s.makers) m WHERE"
			 " s.scope_id = ?2 AND s.removed = 0 AND m.value = a.vendor COLLATE NOCASE) FROM asset a WHERE a.scope_id IN"
			 " (SELECT value FROM json_each(?1)) AND a.scope_id = ?2 AND a.vendor != '' AND a.into_id = 0 AND a.endpoints > 0"
			 " AND a.external = 0 GROUP BY a.vendor COLLATE NOCASE ORDER BY 2 DESC, 1 LIMIT 200",
			 arena);
	query_scopes(&q, viewer);
	query_int(&q, scope);
	while (query_row(&q)) {
		struct maker_row *row = rows_add(&rows, arena);

		row->name = query_get_text(&q);
		row->devices = (uint64_t)query_get_int(&q);
		row->known = query_get_int(&q) != 0;
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

int store_supplier_names(struct store *store, const struct viewer *viewer, int64_t scope, struct arena *arena,
			 struct supplier_name **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct supplier_name)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT key, name FROM supplier WHERE scope_id IN (SELECT value FROM json_each(?1)) AND scope_id = ?2"
			 " AND removed = 0 AND kind NOT LIKE 'user-%' ORDER BY name COLLATE NATURAL_ORDER, id",
			 arena);
	query_scopes(&q, viewer);
	query_int(&q, scope);
	while (query_row(&q)) {
		struct supplier_name *row = rows_add(&rows, arena);

		row->key = query_get_text(&q);
		row->name = query_get_text(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
