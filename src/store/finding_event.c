/* finding_event.c - findings that are one event. SPDX-License-Identifier: Apache-2.0 */

#include "store/judged.h"

#include "store/account.h"

#define OPEN "state IN ('new', 'acknowledged', 'work')"

int store_finding_event(struct store *store, const struct viewer *viewer, int64_t id,
			struct arena *arena, int64_t **out, size_t *count)
{
	struct rows rows = {.size = sizeof(int64_t)};
	struct query q;

	query_begin(&q, store,
		    "SELECT id FROM finding WHERE event = (SELECT event FROM finding WHERE id = ?) AND " OPEN
		    " AND " SCOPES_OF("scope_id") "ORDER BY id LIMIT 1000");
	query_int(&q, id);
	query_scopes(&q, viewer);
	q.arena = arena;
	while (query_row(&q)) {
		const int64_t one = query_get_int(&q);

		*(int64_t *)rows_add(&rows, arena) = one;
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

void finding_where_lead(struct list *list)
{
	list_where(list, "NOT EXISTS (SELECT 1 FROM finding o WHERE o.event = r.event AND o." OPEN
			 " AND (o.severity > r.severity OR (o.severity = r.severity AND o.id < r.id)))");
}
