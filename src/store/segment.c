/* segment.c - which devices of continued segments speak with renewed ones (S4-118). SPDX-License-Identifier: Apache-2.0 */

#include "store/segment.h"

#include "store/sql.h"

/* The end of one side in a continued network, of the other in a renewed one. */
#define TALKS(old, new)                                                                                       \
	"SELECT n.id AS renewed, o.id AS continued, eo.scope_id, eo.asset_id FROM conversation c"              \
	" JOIN endpoint eo ON eo.scope_id = c.scope_id AND eo.id = c." old                                    \
	" JOIN endpoint en ON en.scope_id = c.scope_id AND en.id = c." new                                    \
	" JOIN network o ON o.id = eo.network_id AND o.renewal = 'continued'"                                 \
	" JOIN network n ON n.id = en.network_id AND n.renewal = 'renewed'"                                   \
	" WHERE c.answered > 0 AND +c.scope_id IN (SELECT value FROM json_each(?1))"

static const char talks_sql[] =
	"WITH t AS (" TALKS("client", "server") " UNION " TALKS("server", "client") ")"
	" SELECT t.renewed, t.continued, a.id, a.name, a.ip, a.os_end != '' AND a.os_end < ?2 FROM t JOIN asset a"
	" ON a.scope_id = t.scope_id AND a.id = t.asset_id ORDER BY t.renewed, t.continued, a.id LIMIT 2000";

int store_segment_talks(struct store *store, const struct viewer *viewer, const char *today, struct arena *arena,
			struct segment_talk **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct segment_talk)};
	struct query q;

	query_begin(&q, store, talks_sql);
	query_scopes(&q, viewer);
	query_text(&q, today);
	q.arena = arena;
	while (query_row(&q)) {
		struct segment_talk *row = rows_add(&rows, arena);

		row->renewed = query_get_int(&q);
		row->continued = query_get_int(&q);
		row->asset = (uint64_t)query_get_int(&q);
		row->name = query_get_text(&q);
		row->ip = query_get_text(&q);
		row->unsupported = query_get_int(&q) != 0;
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
