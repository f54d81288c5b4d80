/* answers.c - answers and targets, revision by revision (S0-018 S0-019 X-008). SPDX-License-Identifier: Apache-2.0 */

#include "store/assess.h"

#include "lib/clock.h"
#include "store/account.h"
#include "store/sql.h"

#include <errno.h>

static void bind_key(struct query *q, const struct answer_row *key)
{
	query_int(q, key->scope);
	query_text(q, key->pack);
	query_text(q, key->part);
	query_text(q, key->item);
	query_text(q, key->kind);
}

static int64_t newest(struct store *store, const struct answer_row *key, int *rc)
{
	struct query q;

	query_begin(&q, store,
		    "SELECT ifnull(max(revision), 0) FROM answer WHERE scope_id = ? AND pack = ?"
		    " AND part = ? AND item = ? AND kind = ?");
	bind_key(&q, key);
	return query_number(&q, rc);
}

static int insert(struct store *store, const struct viewer *viewer, const struct answer_row *a,
		  int64_t revision)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO answer (scope_id, pack, part, item, kind, revision, pack_version,"
		    " value, reason, override, document, reviewed_on, due_on, specimen, user, at)"
		    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
	bind_key(&q, a);
	query_int(&q, revision);
	const char *const texts[] = {a->pack_version, a->value,	      a->reason, a->override,
				     a->document,     a->reviewed_on, a->due_on};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		query_text(&q, texts[i]);
	query_int(&q, a->specimen);
	query_text(&q, viewer->user);
	query_int(&q, a->specimen && a->at ? a->at : clock_now());
	return query_run(&q);
}

static int audit(struct store *store, const struct viewer *viewer, const struct answer_row *a,
		 int64_t revision)
{
	struct arena arena = {0};
	const char *object = arena_printf(&arena, "%lld/%s/%s/%s", (long long)a->scope, a->pack,
					  a->part, a->item);
	const char *detail = arena_printf(&arena, "revision %lld: %s %s%s%s", (long long)revision,
					  a->value, a->reason ? a->reason : "",
					  a->override && a->override[0] ? " override: " : "",
					  a->override ? a->override : "");
	const int rc = store_audit(store, viewer, a->kind, object, detail);

	arena_free(&arena);
	return rc;
}

int store_answer_put(struct store *store, const struct viewer *viewer,
		     const struct answer_row *answer, int64_t *revision)
{
	bool own;
	int rc = step_begin_in(store, viewer, answer->scope, &own);

	*revision = 0;
	if (rc)
		return rc;
	const int64_t last = newest(store, answer, &rc);

	if (!rc && last != answer->revision)
		rc = store_failed(store, -ESTALE, "store: somebody else answered meanwhile");
	if (!rc)
		rc = insert(store, viewer, answer, last + 1);
	if (!rc)
		rc = audit(store, viewer, answer, last + 1);
	*revision = last + 1;
	return step_end(store, own, rc);
}

#define COLUMNS \
	"a.id, a.scope_id, a.pack, a.part, a.item, a.kind, a.revision, a.pack_version, a.value," \
	" a.reason, a.override, a.document, a.reviewed_on, a.due_on, a.specimen, a.user, a.at"

static int read_rows(struct query *q, struct arena *arena, struct answer_row **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct answer_row)};

	while (query_row(q)) {
		struct answer_row *row = rows_add(&rows, arena);

		row->id = query_get_int(q);
		row->scope = query_get_int(q);
		row->pack = query_get_text(q);
		row->part = query_get_text(q);
		row->item = query_get_text(q);
		row->kind = query_get_text(q);
		row->revision = query_get_int(q);
		row->pack_version = query_get_text(q);
		row->value = query_get_text(q);
		row->reason = query_get_text(q);
		row->override = query_get_text(q);
		row->document = query_get_text(q);
		row->reviewed_on = query_get_text(q);
		row->due_on = query_get_text(q);
		row->specimen = query_get_int(q) != 0;
		row->user = query_get_text(q);
		row->at = query_get_int(q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(q);
}

int store_answers(struct store *store, const struct viewer *viewer, int64_t scope, const char *pack,
		  struct arena *arena, struct answer_row **rows, size_t *count)
{
	struct query q;

	query_begin_once(&q, store,
			 "SELECT " COLUMNS " FROM answer a WHERE " SCOPES_OF("a.scope_id")
			 "AND a.scope_id = ? AND a.pack = ? AND a.revision = (SELECT max(b.revision)"
			 " FROM answer b WHERE b.scope_id = a.scope_id AND b.pack = a.pack"
			 " AND b.part = a.part AND b.item = a.item AND b.kind = a.kind)"
			 " ORDER BY a.part, a.item, a.kind",
			 arena);
	query_scopes(&q, viewer);
	query_int(&q, scope);
	query_text(&q, pack);
	return read_rows(&q, arena, rows, count);
}

int store_answered_devices(struct store *store, const struct viewer *viewer, int64_t scope, const char *pack,
			   struct arena *arena, struct answered_device **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct answered_device)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT w.part, trim(iif(d.name IN ('', d.ip), d.hostname, d.name) || ' ' || iif(d.ip != '', d.ip,"
			 " w.part)), d.role FROM (SELECT DISTINCT part FROM answer WHERE scope_id = ?2 AND pack = ?3"
			 " AND part GLOB 'a-[0-9]*') w JOIN asset x ON x.id = CAST(substr(w.part, 3) AS INTEGER)"
			 " AND x.scope_id IN (SELECT value FROM json_each(?1))"
			 " JOIN asset d ON d.scope_id = x.scope_id AND d.id = iif(x.into_id, x.into_id, x.id)"
			 " ORDER BY 2 COLLATE NATURAL_ORDER, 1",
			 arena);
	query_scopes(&q, viewer);
	query_int(&q, scope);
	query_text(&q, pack);
	while (query_row(&q)) {
		struct answered_device *row = rows_add(&rows, arena);

		row->part = query_get_text(&q);
		row->name = query_get_text(&q);
		row->role = query_get_text(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

int store_answer_history(struct store *store, const struct viewer *viewer,
			 const struct answer_row *key, struct arena *arena,
			 struct answer_row **rows, size_t *count)
{
	struct query q;

	query_begin_once(&q, store,
			 "SELECT " COLUMNS " FROM answer a WHERE " SCOPES_OF("a.scope_id")
			 "AND a.scope_id = ? AND a.pack = ? AND a.part = ? AND a.item = ?"
			 " AND a.kind = ? ORDER BY a.revision DESC LIMIT 500",
			 arena);
	query_scopes(&q, viewer);
	bind_key(&q, key);
	return read_rows(&q, arena, rows, count);
}
