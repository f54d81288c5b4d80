/* names.c - what the plant, its devices and its people are called: what an anonymous file must not say. SPDX-License-Identifier: Apache-2.0 */

#include "store/sql.h"

#define HERE "scope_id IN (SELECT value FROM json_each(?1))"
#define FINDINGS "SELECT id FROM finding WHERE " HERE

/* People are called the same everywhere; the rest is of the viewer's scopes. */
static const char names_sql[] =
	"SELECT name FROM scope WHERE id IN (SELECT value FROM json_each(?1))"
	" UNION SELECT name FROM user"
	" UNION SELECT name FROM asset WHERE " HERE
	" UNION SELECT hostname FROM asset WHERE " HERE
	" UNION SELECT serial FROM asset WHERE " HERE
	" UNION SELECT owner FROM asset WHERE " HERE
	" UNION SELECT value FROM value WHERE " HERE " AND name IN ('name', 'hostname', 'domain', 'station_name',"
	" 'description', 'location', 'contact', 'serial', 'fqdn', 'user', 'owner', 'program', 'neighbor', 'certificate')"
	" UNION SELECT name FROM zone WHERE " HERE
	" UNION SELECT name FROM network WHERE " HERE
	" UNION SELECT name FROM source WHERE " HERE
	" UNION SELECT line FROM source WHERE " HERE
	" UNION SELECT machine FROM source WHERE " HERE
	" UNION SELECT name FROM ledger_row WHERE " HERE
	" UNION SELECT owner FROM ledger_row WHERE " HERE
	" UNION SELECT location FROM ledger_row WHERE " HERE
	" UNION SELECT serial FROM ledger_row WHERE " HERE
	" UNION SELECT device_name FROM finding WHERE " HERE
	" UNION SELECT peer_name FROM finding WHERE " HERE
	" UNION SELECT assigned FROM finding WHERE " HERE
	" UNION SELECT user FROM finding_note WHERE finding_id IN (" FINDINGS ")"
	" UNION SELECT owner FROM task WHERE " HERE
	" UNION SELECT user FROM answer WHERE " HERE
	" UNION SELECT user FROM evidence WHERE " HERE
	" UNION SELECT user FROM snapshot WHERE " HERE
	" UNION SELECT approved_by FROM snapshot WHERE " HERE
	" UNION SELECT user FROM exception WHERE " HERE
	" UNION SELECT approved_by FROM exception WHERE " HERE
	" UNION SELECT signed_by FROM snapshot_scan WHERE evidence_id IN (SELECT id FROM evidence WHERE " HERE ")"
	" UNION SELECT owner FROM data_use WHERE " HERE
	" UNION SELECT partner FROM data_use WHERE " HERE
	" UNION SELECT accepted_by FROM scenario WHERE " HERE
	" UNION SELECT name FROM supplier WHERE " HERE
	" UNION SELECT person FROM supplier WHERE " HERE
	" UNION SELECT name FROM register WHERE " HERE " AND kind IN ('site', 'object', 'collector', 'community')";

int store_names(struct store *store, const struct viewer *viewer, void (*tell)(void *argument, const char *name),
		void *argument)
{
	struct arena arena = {0};
	struct query q;

	query_begin_once(&q, store, names_sql, &arena);
	query_scopes(&q, viewer);
	while (query_row(&q)) {
		tell(argument, query_get_text(&q));
		arena_reset(&arena);
	}
	const int rc = query_end(&q);

	arena_free(&arena);
	return rc;
}
