/* data_use.c - uses of data (S1-002 to S1-008), and the conversations they are met with. SPDX-License-Identifier: Apache-2.0 */

#include "store/uses.h"

#include "lib/clock.h"
#include "store/account.h"
#include "store/party.h"
#include "store/zoning_where.h"

#include <errno.h>

#define TEXTS 14
#define TEXT_COLUMNS                                                                                            \
	"name, use_case, data, forms, changes, flow, stage, owner, partner, agreed, protocols, sign, state, note"

static void bind(struct query *q, const struct viewer *viewer, const struct data_use *row)
{
	const char *const texts[TEXTS] = {row->name,  row->use_case, row->data,	     row->forms,  row->changes,
					  row->flow,  row->stage,    row->owner,     row->partner, row->agreed,
					  row->protocols, row->sign, row->state,     row->note};

	for (size_t i = 0; i < TEXTS; i++)
		query_text(q, texts[i]);
	query_int(q, row->from_zone);
	query_int(q, row->to_zone);
	query_int(q, (int64_t)row->asset);
	query_text(q, viewer->user);
	query_int(q, clock_now());
	query_int(q, row->scope);
}

static int insert(struct store *store, const struct viewer *viewer, const struct data_use *row, int64_t *id)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO data_use (" TEXT_COLUMNS ", from_zone, to_zone, asset_id, user, at, scope_id, specimen,"
		    " revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)");
	bind(&q, viewer, row);
	query_int(&q, row->specimen);
	const int rc = query_run(&q);

	*id = sqlite3_last_insert_rowid(store->db);
	return rc;
}

static int update(struct store *store, const struct viewer *viewer, const struct data_use *row)
{
	struct query q;

	query_begin(&q, store,
		    "UPDATE data_use SET (" TEXT_COLUMNS ", from_zone, to_zone, asset_id, user, at) = (?, ?, ?, ?, ?, ?,"
		    " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), specimen = 0, revision = revision + 1"
		    " WHERE scope_id = ? AND id = ? AND revision = ?");
	bind(&q, viewer, row);
	query_int(&q, row->id);
	query_int(&q, row->revision);
	const int rc = query_run(&q);

	if (rc || sqlite3_changes(store->db) > 0)
		return rc;
	return store_failed(store, -ESTALE, "store: somebody else changed this meanwhile");
}

int store_data_use_put(struct store *store, const struct viewer *viewer, const struct data_use *row, int64_t *id)
{
	struct arena arena = {0};
	bool own;
	int rc = step_begin_in(store, viewer, row->scope, &own);

	*id = row->id;
	if (rc)
		return rc;
	rc = row->id ? update(store, viewer, row) : insert(store, viewer, row, id);
	if (!rc)
		rc = store_audit_row(store, viewer, row->id ? "use.edit" : "use.add", *id,
				     arena_printf(&arena, "%s: %s %s %s %s; %s", row->name, row->use_case, row->flow,
						  row->changes, row->owner, row->state));
	arena_free(&arena);
	return step_end(store, own, rc);
}

/* What hangs on it stays, without it. */
int store_data_use_remove(struct store *store, const struct viewer *viewer, int64_t id)
{
	return store_remove_row(store, viewer, "use.remove",
				"DELETE FROM data_use WHERE id = ? AND " SCOPES_OF("scope_id"), id);
}

int store_data_uses(struct store *store, const struct viewer *viewer, int64_t scope, struct arena *arena,
		    struct data_use **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct data_use)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT id, scope_id, from_zone, to_zone, asset_id, specimen, revision, at, user, " TEXT_COLUMNS
			 " FROM data_use WHERE " SCOPES_OF("scope_id") "AND scope_id = ?2 ORDER BY id LIMIT 500",
			 arena);
	query_scopes(&q, viewer);
	query_int(&q, scope);
	while (query_row(&q)) {
		struct data_use *row = rows_add(&rows, arena);
		const char **const texts[TEXTS] = {&row->name,	&row->use_case, &row->data,    &row->forms,
						   &row->changes, &row->flow,	&row->stage,   &row->owner,
						   &row->partner, &row->agreed, &row->protocols, &row->sign,
						   &row->state, &row->note};

		row->id = query_get_int(&q);
		row->scope = query_get_int(&q);
		row->from_zone = query_get_int(&q);
		row->to_zone = query_get_int(&q);
		row->asset = (uint64_t)query_get_int(&q);
		row->specimen = query_get_int(&q) != 0;
		row->revision = query_get_int(&q);
		row->at = query_get_int(&q);
		row->user = query_get_text(&q);
		for (size_t i = 0; i < TEXTS; i++)
			*texts[i] = query_get_text(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}

/* ---- the traffic ---- */

#define END_OF(e, a)                                                                                       \
	"ifnull(" a ".id, 0), iif(ifnull(" e ".zone_id, 0) != 0, " e ".zone_id, iif(ifnull(" a ".external, 0), -1, 0)),"  \
	" iif(ifnull(" a ".external, 0), 50, ifnull(" a ".level, -1)), ifnull(" a ".external, 0),"               \
	" iif(ifnull(" a ".name, '') != '', " a ".name, iif(" e ".ip != '', " e ".ip, " e ".mac)), " a ".role, " a ".os"

/* Names, time and presence are asked of anybody. */
static const char pairs_sql[] =
	"SELECT c.protocol, c.last_seen, " END_OF("ce", "ca") ", " END_OF("se", "sa") " FROM conversation c"
	PARTY_JOIN("c") " WHERE " SCOPES_OF("c.scope_id") " AND c.answered > 0 AND c.protocol NOT IN"
	" ('arp', 'nd', 'dns', 'ntp', 'icmp', 'dhcp', 'dhcpv6', 'mdns', 'llmnr', 'nbns', 'ssdp', 'igmp')";

static struct use_end read_end(struct query *q)
{
	struct use_end end = {.asset = (uint64_t)query_get_int(q)};

	end.zone = query_get_int(q);
	end.level = (int)query_get_int(q);
	end.outside = query_get_int(q) != 0;
	end.name = query_get_text(q);
	end.role = query_get_text(q);
	end.os = query_get_text(q);
	return end;
}

int store_use_pairs(struct store *store, const struct viewer *viewer,
		    void (*tell)(void *argument, const struct use_pair *pair), void *argument)
{
	struct arena arena = {0};
	struct query q;

	query_begin_once(&q, store, pairs_sql, &arena);
	query_scopes(&q, viewer);
	while (query_row(&q)) {
		struct use_pair pair = {.protocol = query_get_text(&q)};

		pair.last_seen = query_get_int(&q);
		pair.client = read_end(&q);
		pair.server = read_end(&q);
		tell(argument, &pair);
		arena_reset(&arena);
	}
	const int rc = query_end(&q);

	arena_free(&arena);
	return rc;
}
