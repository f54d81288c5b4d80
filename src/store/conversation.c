/* conversation.c - who talks to whom: totals over what all sensors told. SPDX-License-Identifier: Apache-2.0
 *
 * A sensor tells running totals of an entry. Their growth since the last telling goes to the part of
 * the entry, to the conversation that is shown, and to the hour. The part knows whose the growth was
 * when an address moves to another device in the middle.
 */

#include "store/apply.h"

#include "record/record.h"

#define TOTALS 7

/* packets and bytes to server, to client, flows, answered, refused */
struct totals {
	int64_t value[TOTALS];
};

static int64_t bounded(uint64_t value)
{
	return value > INT64_MAX / 4 ? INT64_MAX / 4 : (int64_t)value;
}

static struct totals totals_of(const struct record_flow *flow)
{
	return (struct totals){{
		bounded(flow->packets_to_server),
		bounded(flow->packets_to_client),
		bounded(flow->bytes_to_server),
		bounded(flow->bytes_to_client),
		bounded(flow->flows),
		bounded(flow->answered),
		bounded(flow->refused),
	}};
}

static void bind_key(struct query *q, const struct mark *mark, const struct record *record,
		     struct inventory_parties parties)
{
	query_int(q, mark->scope);
	query_total(q, parties.client);
	query_total(q, parties.server);
	query_int(q, record->dest_port);
	query_text(q, record->proto);
	query_text(q, record->app_proto);
	query_int(q, record->vlan[0]);
}

static int64_t find_row(struct store *store, const struct mark *mark, const struct record *record,
			struct inventory_parties parties, int *rc)
{
	struct query q;

	query_begin(&q, store,
		    "SELECT id FROM conversation WHERE scope_id = ? AND client = ? AND server = ?"
		    " AND port = ? AND proto = ? AND protocol = ? AND vlan = ?");
	bind_key(&q, mark, record, parties);
	return query_number(&q, rc);
}

static void bind_growth(struct query *q, const struct totals *growth, const struct record *record)
{
	for (size_t i = 0; i < TOTALS; i++)
		query_int(q, growth->value[i]);
	query_int(q, record->flow.start);
	query_int(q, record->flow.end);
}

static int64_t make_row(struct store *store, const struct mark *mark, const struct record *record,
			struct inventory_parties parties, const struct totals *growth, int *rc)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO conversation (packets_to_server, packets_to_client,"
		    " bytes_to_server, bytes_to_client, flows, answered, refused, first_seen,"
		    " last_seen, scope_id, client, server, port, proto, protocol, vlan, state)"
		    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
	bind_growth(&q, growth, record);
	bind_key(&q, mark, record, parties);
	query_text(&q, record->flow.state);
	*rc = query_run(&q);
	return sqlite3_last_insert_rowid(store->db);
}

/* What is kept of the entry so far. */
struct kept {
	struct totals totals;
	int64_t part;	/* that belongs to the conversation at hand, 0 none */
	int64_t other;	/* a part between the same ends, from before its protocol was known */
	int64_t other_of;
};

static void bind_entry(struct query *q, const struct mark *mark, const struct record *record)
{
	query_int(q, mark->source);
	query_int(q, (int64_t)mark->boot);
	query_int(q, (int64_t)record->entry);
}

static int read_kept(struct store *store, const struct mark *mark, const struct record *record,
		     struct inventory_parties parties, int64_t conversation, struct kept *kept)
{
	struct query q;

	*kept = (struct kept){0};
	query_begin(&q, store,
		    "SELECT p.id, p.conversation_id, c.client, c.server, p.packets_to_server,"
		    " p.packets_to_client, p.bytes_to_server, p.bytes_to_client, p.flows,"
		    " p.answered, p.refused FROM conversation_part p JOIN conversation c"
		    " ON c.id = p.conversation_id"
		    " WHERE p.source_id = ? AND p.boot = ? AND p.entry = ?");
	bind_entry(&q, mark, record);
	while (query_row(&q)) {
		const int64_t id = query_get_int(&q);
		const int64_t of = query_get_int(&q);
		const uint64_t client = (uint64_t)query_get_int(&q);
		const uint64_t server = (uint64_t)query_get_int(&q);

		if (of == conversation) {
			kept->part = id;
		} else if (client == parties.client && server == parties.server) {
			kept->other = id;
			kept->other_of = of;
		}
		for (size_t i = 0; i < TOTALS; i++)
			kept->totals.value[i] += query_get_int(&q);
	}
	return query_end(&q);
}

/* What is shown is summed anew from its parts, or goes when there are none. */
static int recount(struct store *store, int64_t conversation)
{
	struct query q;

	query_begin(&q, store,
		    "DELETE FROM conversation WHERE id = ?1 AND NOT EXISTS"
		    " (SELECT 1 FROM conversation_part WHERE conversation_id = ?1)");
	query_int(&q, conversation);
	const int rc = query_run(&q);

	if (rc)
		return rc;
	query_begin(&q, store,
		    "UPDATE conversation SET (packets_to_server, packets_to_client,"
		    " bytes_to_server, bytes_to_client, flows, answered, refused, first_seen,"
		    " last_seen) = (SELECT sum(packets_to_server), sum(packets_to_client),"
		    " sum(bytes_to_server), sum(bytes_to_client), sum(flows), sum(answered),"
		    " sum(refused), min(first_seen), max(last_seen) FROM conversation_part"
		    " WHERE conversation_id = ?1) WHERE id = ?1");
	query_int(&q, conversation);
	return query_run(&q);
}

/* Its protocol became known: the part goes over with all that it has. */
static int move_part(struct store *store, struct kept *kept, int64_t conversation)
{
	struct query q;

	query_begin(&q, store, "UPDATE conversation_part SET conversation_id = ? WHERE id = ?");
	query_int(&q, conversation);
	query_int(&q, kept->other);
	int rc = query_run(&q);

	if (!rc)
		rc = recount(store, kept->other_of);
	if (!rc)
		rc = recount(store, conversation);
	kept->part = kept->other;
	return rc;
}

static int make_part(struct store *store, const struct mark *mark, const struct record *record,
		     int64_t conversation, const struct totals *growth, int64_t *part)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO conversation_part (source_id, boot, entry, conversation_id,"
		    " packets_to_server, packets_to_client, bytes_to_server, bytes_to_client,"
		    " flows, answered, refused, first_seen, last_seen)"
		    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)");
	bind_entry(&q, mark, record);
	query_int(&q, conversation);
	bind_growth(&q, growth, record);
	const int rc = query_run(&q);

	*part = sqlite3_last_insert_rowid(store->db);
	return rc;
}

#define GROW \
	" SET packets_to_server = packets_to_server + ?1," \
	" packets_to_client = packets_to_client + ?2, bytes_to_server = bytes_to_server + ?3," \
	" bytes_to_client = bytes_to_client + ?4, flows = flows + ?5, answered = answered + ?6," \
	" refused = refused + ?7, first_seen = min(first_seen, ?8)," \
	" last_seen = max(last_seen, ?9)"

static int grow(struct store *store, const char *sql, const struct totals *growth,
		const struct record *record, int64_t id)
{
	struct query q;

	query_begin(&q, store, sql);
	bind_growth(&q, growth, record);
	query_int(&q, id);
	query_text(&q, record->flow.state);
	return query_run(&q);
}

static struct totals growth_since(const struct kept *kept, const struct record_flow *flow)
{
	struct totals growth = totals_of(flow);

	for (size_t i = 0; i < TOTALS; i++) {
		growth.value[i] -= kept->totals.value[i];
		if (growth.value[i] < 0)
			growth.value[i] = 0;
	}
	return growth;
}

/* The row that is shown, with this growth in it. */
static int64_t grow_row(struct store *store, const struct mark *mark, const struct record *record,
			struct inventory_parties parties, int64_t id, const struct totals *growth,
			int *rc)
{
	if (!id)
		return make_row(store, mark, record, parties, growth, rc);
	*rc = grow(store, "UPDATE conversation" GROW ", state = ?11 WHERE id = ?10", growth, record,
		   id);
	return id;
}

static int grow_part(struct store *store, const struct mark *mark, const struct record *record,
		     int64_t id, const struct totals *growth, int64_t *part)
{
	if (!*part)
		return make_part(store, mark, record, id, growth, part);
	return grow(store, "UPDATE conversation_part" GROW " WHERE id = ?10 AND ?11 IS NOT NULL",
		    growth, record, *part);
}

int apply_flow(struct store *store, const struct mark *mark, const struct record *record,
	       struct inventory_parties parties)
{
	static const struct totals nothing;
	struct kept kept;
	int rc = 0;
	int64_t id = find_row(store, mark, record, parties, &rc);

	if (!rc)
		rc = read_kept(store, mark, record, parties, id, &kept);
	if (!rc && !kept.part && kept.other) {
		id = grow_row(store, mark, record, parties, id, &nothing, &rc);
		rc = rc ? rc : move_part(store, &kept, id);
	}
	if (rc)
		return rc;
	const struct totals growth = growth_since(&kept, &record->flow);

	id = grow_row(store, mark, record, parties, id, &growth, &rc);
	if (!rc)
		rc = grow_part(store, mark, record, id, &growth, &kept.part);
	if (rc)
		return rc;
	return hour_add(store,
			"INSERT INTO conversation_hour VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET"
			" packets = packets + excluded.packets, bytes = bytes + excluded.bytes",
			kept.part, record->flow.end, growth.value[0] + growth.value[1],
			growth.value[2] + growth.value[3]);
}
