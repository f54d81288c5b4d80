/* vendors.c - whose devices stand where: by line, zone, vendor and kind (S1-092). SPDX-License-Identifier: Apache-2.0 */

#include "store/basics.h"

#include "store/sql.h"

static const char vendors_sql[] =
	"SELECT ifnull(s.line, ''), a.zone_id, ifnull(z.name, ''), ifnull(z.smkl, ''), a.vendor, a.role, count(*) FROM asset a"
	" LEFT JOIN zone z ON z.id = a.zone_id AND z.scope_id = a.scope_id LEFT JOIN source s ON s.id = a.source_id AND"
	" s.scope_id = a.scope_id WHERE a.into_id = 0 AND a.endpoints > 0 AND a.external = 0 AND "
	"+a.scope_id IN (SELECT value FROM json_each(?1)) GROUP BY 1, 2, 5, 6 ORDER BY 1, 2, 7 DESC, 5, 6 LIMIT 5000";

int store_vendors(struct store *store, const struct viewer *viewer, struct arena *arena, struct vendor_row **out,
		  size_t *count)
{
	struct rows rows = {.size = sizeof(struct vendor_row)};
	struct query q;

	query_begin_once(&q, store, vendors_sql, arena);
	query_scopes(&q, viewer);
	while (query_row(&q)) {
		struct vendor_row *row = rows_add(&rows, arena);

		row->line = query_get_text(&q);
		row->zone = query_get_int(&q);
		row->zone_name = query_get_text(&q);
		row->smkl = query_get_text(&q);
		row->vendor = query_get_text(&q);
		row->role = query_get_text(&q);
		row->devices = (uint64_t)query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
