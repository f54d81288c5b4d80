/* ledger.c - the equipment ledger that the plant keeps itself. SPDX-License-Identifier: Apache-2.0 */

#include "store/sql.h"

#include "lib/clock.h"

#include <errno.h>

static int put_row(struct store *store, int64_t scope, const struct ledger_row *row)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO ledger_row (scope_id, line, name, ip, mac, vendor, model, serial,"
		    " location, owner, importance, role, asset_id)"
		    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)");
	query_int(&q, scope);
	query_int(&q, row->row);
	query_text(&q, row->name);
	query_text(&q, row->ip);
	query_text(&q, row->mac);
	query_text(&q, row->vendor);
	query_text(&q, row->model);
	query_text(&q, row->serial);
	query_text(&q, row->location);
	query_text(&q, row->owner);
	query_text(&q, row->importance);
	query_text(&q, row->role);
	query_total(&q, row->asset);
	return query_run(&q);
}

static int replace(struct store *store, int64_t scope, const char *filename,
		   const struct ledger_row *rows, size_t count)
{
	struct query q;

	query_begin(&q, store, "DELETE FROM ledger_row WHERE scope_id = ?");
	query_int(&q, scope);
	int rc = query_run(&q);

	if (rc)
		return rc;
	query_begin(&q, store, "INSERT OR REPLACE INTO ledger VALUES (?,?,?)");
	query_int(&q, scope);
	query_text(&q, filename);
	query_int(&q, clock_now());
	rc = query_run(&q);
	for (size_t i = 0; i < count && !rc; i++)
		rc = put_row(store, scope, &rows[i]);
	return rc;
}

int store_ledger_replace(struct store *store, const struct viewer *viewer, const char *filename,
			 const struct ledger_row *rows, size_t count)
{
	bool own;

	if (viewer->scope_count == 0)
		return store_failed(store, -EPERM, "store: the viewer has no scope");
	const int rc = step_begin(store, &own);

	return rc ? rc
		  : step_end(store, own,
			     replace(store, viewer->scopes[0], filename, rows, count));
}

static void read_row(struct query *q, struct ledger_row *row)
{
	row->row = query_get_int(q);
	row->name = query_get_text(q);
	row->ip = query_get_text(q);
	row->mac = query_get_text(q);
	row->vendor = query_get_text(q);
	row->model = query_get_text(q);
	row->serial = query_get_text(q);
	row->location = query_get_text(q);
	row->owner = query_get_text(q);
	row->importance = query_get_text(q);
	row->role = query_get_text(q);
	row->asset = (uint64_t)query_get_int(q);
}

static int read_rows(struct store *store, const struct viewer *viewer, struct arena *arena,
		     struct ledger *out)
{
	struct rows rows = {.size = sizeof(struct ledger_row)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT l.line, l.name, l.ip, l.mac, l.vendor, l.model, l.serial,"
			 " l.location, l.owner, l.importance, l.role,"
			 " iif(x.into_id, x.into_id, l.asset_id) FROM ledger_row l LEFT JOIN asset x"
			 " ON x.scope_id = l.scope_id AND x.id = l.asset_id WHERE " SCOPES_OF(
				 "l.scope_id") "ORDER BY l.id",
			 arena);
	query_scopes(&q, viewer);
	while (query_row(&q))
		read_row(&q, rows_add(&rows, arena));
	out->rows = rows.data;
	out->count = rows.count;
	return query_end(&q);
}

int store_ledger(struct store *store, const struct viewer *viewer, struct arena *arena,
		 struct ledger *out)
{
	struct query q;

	*out = (struct ledger){.filename = ""};
	query_begin_once(&q, store,
			 "SELECT filename, imported_at FROM ledger WHERE " SCOPES_OF(
				 "scope_id") "ORDER BY scope_id LIMIT 1",
			 arena);
	query_scopes(&q, viewer);
	if (query_row(&q)) {
		out->filename = query_get_text(&q);
		out->imported_at = query_get_int(&q);
	}
	const int rc = query_end(&q);

	return rc ? rc : read_rows(store, viewer, arena, out);
}
