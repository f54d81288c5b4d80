/* data_use.c - uses of data (S1-002 to S1-008), and the conversations they are met with. SPDX-License-Identifier: Apache-2.0 */

#include "store/uses.h"

#include "store/kept.h"
#include "store/party.h"
#include "store/zoning_where.h"

static const struct kept_column columns[] = {
	KEPT(struct data_use, name, KEPT_TEXT), KEPT(struct data_use, use_case, KEPT_TEXT),
	KEPT(struct data_use, data, KEPT_TEXT), KEPT(struct data_use, forms, KEPT_TEXT),
	KEPT(struct data_use, changes, KEPT_TEXT), KEPT(struct data_use, flow, KEPT_TEXT),
	KEPT(struct data_use, stage, KEPT_TEXT), KEPT(struct data_use, owner, KEPT_TEXT),
	KEPT(struct data_use, partner, KEPT_TEXT), KEPT(struct data_use, agreed, KEPT_TEXT),
	KEPT(struct data_use, protocols, KEPT_TEXT), KEPT(struct data_use, sign, KEPT_TEXT),
	KEPT(struct data_use, state, KEPT_TEXT), KEPT(struct data_use, note, KEPT_TEXT),
	KEPT(struct data_use, from_zone, KEPT_NUMBER), KEPT(struct data_use, to_zone, KEPT_NUMBER),
	KEPT_AS(struct data_use, asset, "asset_id", KEPT_NUMBER),
	{0},
};
static const struct kept_table data_uses = {
	.name = "data_use", .word = "use", .size = sizeof(struct data_use), .head = KEPT_HEAD(struct data_use), .columns = columns,
};

int store_data_use_put(struct store *store, const struct viewer *viewer, const struct data_use *row, int64_t *id)
{
	struct arena arena = {0};
	const char *detail = arena_printf(&arena, "%s: %s %s %s %s; %s", row->name, row->use_case, row->flow, row->changes,
					  row->owner, row->state);
	const int rc = kept_put(store, viewer, &data_uses, row, detail, id);

	arena_free(&arena);
	return rc;
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
	struct rows rows;
	const int rc = kept_list(store, viewer, scope, &data_uses, "ORDER BY r.id LIMIT 500", arena, &rows);

	*out = rows.data;
	*count = rows.count;
	return rc;
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
