/* register.c - works, data, protected objects: what the steps gather (S4-014 S4-016). SPDX-License-Identifier: Apache-2.0 */

#include "store/govern.h"

#include "store/kept.h"

static const struct kept_column columns[] = {
	KEPT(struct register_row, name, KEPT_TEXT), KEPT(struct register_row, body, KEPT_TEXT),
	{"kind", KEPT_TEXT, offsetof(struct register_row, kind), true},
	{0},
};
static const struct kept_table registers = {
	.name = "register", .word = "register", .size = sizeof(struct register_row),
	.head = KEPT_HEAD(struct register_row), .columns = columns, .removed = true,
};

int store_register_put(struct store *store, const struct viewer *viewer,
		       const struct register_row *row, int64_t *id)
{
	struct arena arena = {0};
	const char *detail = arena_printf(&arena, "%s %s %s", row->kind, row->name, row->body);
	const int rc = kept_put(store, viewer, &registers, row, detail, id);

	arena_free(&arena);
	return rc;
}

int store_register_remove(struct store *store, const struct viewer *viewer, int64_t id)
{
	return store_remove_row(store, viewer, "register.remove",
				"UPDATE register SET removed = 1 WHERE id = ? AND removed = 0 AND "
				SCOPES_OF("scope_id"), id);
}

int store_register(struct store *store, const struct viewer *viewer, int64_t scope,
		   const char *kind, struct arena *arena, struct register_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct register_row)};
	struct query q;

	query_begin_once(&q, store,
			 arena_printf(arena,
				      "SELECT %s FROM register r WHERE r.removed = 0 AND " SCOPES_OF("r.scope_id")
				      "AND r.scope_id = ?2 AND (?3 = '' OR r.kind = ?3) ORDER BY r.kind, r.id LIMIT 5000",
				      kept_columns(&registers, "r", arena)),
			 arena);
	query_scopes(&q, viewer);
	query_int(&q, scope);
	query_text(&q, kind);
	while (query_row(&q))
		kept_read(&q, &registers, rows_add(&rows, arena));
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

int store_zone_names(struct store *store, const struct viewer *viewer, struct arena *arena,
		     struct zone_name **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct zone_name)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT id, name, smkl FROM zone WHERE " SCOPES_OF("scope_id") "ORDER BY id", arena);
	query_scopes(&q, viewer);
	while (query_row(&q)) {
		struct zone_name *row = rows_add(&rows, arena);

		row->id = query_get_int(&q);
		row->name = query_get_text(&q);
		row->smkl = query_get_text(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
