/* allowed_links.c - what is accepted, by address and port, for filters of packets. SPDX-License-Identifier: Apache-2.0
 *
 * The allow-list knows devices and protocols; addresses and ports are those of the conversations that
 * these devices had.
 */

#include "store/judged.h"

#include "store/party.h"

/* As judge numbers a party: all outside is one, a group address is its endpoint. */
#define NUMBER_OF(e, a) \
	"CASE WHEN " a ".external THEN 4611686018427387903 WHEN " a ".id IS NOT NULL THEN " a \
	".id ELSE 4611686018427387904 + " e ".id END"

static void read_end(struct query *q, struct allowed_end *end)
{
	party_read(q, &end->party);
	end->outside = query_get_int(q) != 0;
	end->zone = query_get_text(q);
	if (end->outside)
		end->party = (struct party_row){.name = "", .ip = "", .mac = "", .role = ""};
}

static void read_link(struct query *q, struct allowed_link *l)
{
	read_end(q, &l->client);
	read_end(q, &l->server);
	l->proto = query_get_text(q);
	l->port = (int)query_get_int(q);
	l->protocol = query_get_text(q);
	l->classes = query_get_text(q);
	l->state = query_get_text(q);
	l->decided_by = query_get_text(q);
	l->decided_at = query_get_int(q);
	l->expires = query_get_int(q);
	l->first_seen = query_get_int(q);
	l->last_seen = query_get_int(q);
}

int store_allowed_links(struct store *store, const struct viewer *viewer,
			const struct allowed_link_filter *filter, struct arena *arena,
			struct allowed_link **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct allowed_link)};
	struct query q;

	query_begin(&q, store,
		    "SELECT " PARTY_COLUMNS("ce", "ca") ", ifnull(ca.external, 0), ifnull(ca.zone, ''), "
		    PARTY_COLUMNS("se", "sa") ", ifnull(sa.external, 0), ifnull(sa.zone, ''), r.proto,"
		    " r.port, r.protocol, replace(ifnull((SELECT group_concat(DISTINCT nullif(o.class, ''))"
		    " FROM allowed o WHERE o.scope_id = a.scope_id AND o.part = a.part), ''), ',', ' '),"
		    " a.state, a.decided_by, a.decided_at, a.expires, r.first_seen, r.last_seen"
		    " FROM conversation r" PARTY_JOIN("r")
		    " JOIN allowed a ON a.scope_id = r.scope_id AND a.kind = 'flow' AND a.client = "
		    NUMBER_OF("ce", "ca") " AND a.server = " NUMBER_OF("se", "sa")
		    " AND a.what IN (r.protocol, r.proto || '/' || r.port) WHERE (a.state = 'accepted' OR"
		    " (?1 AND a.state IN ('learned', 'late'))) AND (a.expires = 0 OR a.expires > ?2)"
		    " AND ?3 IN (0, a.client, a.server) AND +r.scope_id IN (SELECT value FROM"
		    " json_each(?4)) ORDER BY r.id");
	query_int(&q, filter->open);
	query_int(&q, filter->now);
	query_int(&q, (int64_t)filter->asset);
	query_scopes(&q, viewer);
	q.arena = arena;
	while (query_row(&q))
		read_link(&q, rows_add(&rows, arena));
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
