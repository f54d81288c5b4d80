/* ledger_meet.c - a device that comes to be seen meets its row of the ledger.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The ledger was matched when it was imported; what is seen later finds its row here, by MAC, else
 * by IP.
 */

#include "store/ledger_meet.h"

#include "lib/clock.h"

/* The indexes of 010_ledger_meet.sql hold just the rows that wait. */
#define ROW_OF "SELECT id, name, owner FROM ledger_row WHERE scope_id = ? AND asset_id = 0 AND "
#define BY_MAC                                                                                     \
	ROW_OF "mac != '' AND lower(replace(replace(replace(mac, ':', ''), '-', ''), '.', '')) ="  \
	       " replace(?, ':', '') LIMIT 1"
#define BY_IP ROW_OF "ip != '' AND ip = ? LIMIT 1"

static int take_row(struct store *store, int64_t id, uint64_t asset)
{
	struct query q;

	query_begin(&q, store, "UPDATE ledger_row SET asset_id = ? WHERE id = ?");
	query_total(&q, asset);
	query_int(&q, id);
	return query_run(&q);
}

static int meet(struct store *store, int64_t scope, const char *sql, const char *address,
                uint64_t asset, struct ledger_met *met)
{
	struct query q;
	int64_t id = 0;

	query_begin_once(&q, store, sql, &met->arena);
	query_int(&q, scope);
	query_text(&q, address);
	if (query_row(&q)) {
		struct ledger_meeting *m = rows_add(&met->rows, &met->arena);

		id = query_get_int(&q);
		*m = (struct ledger_meeting){.asset = asset, .name = query_get_text(&q)};
		m->owner = query_get_text(&q);
	}
	const int rc = query_end(&q);

	return rc || !id ? rc : take_row(store, id, asset);
}

int ledger_meet(struct store *store, int64_t scope, const struct asset *asset,
                struct ledger_met *met)
{
	char text[ADDRESS_TEXT_SIZE];
	int rc = 0;

	if (asset->into || asset->times_only || asset->external)
		return 0;
	met->rows.size = sizeof(struct ledger_meeting);
	for (size_t i = 0; i < asset->endpoint_count && !rc; i++) {
		const struct endpoint *e = &asset->endpoints[i];

		if (e->kind == ENDPOINT_MAC) {
			mac_text(&e->mac, text);
			rc = meet(store, scope, BY_MAC, text, asset->number, met);
		} else if (e->kind == ENDPOINT_IP) {
			address_text(&e->ip, text);
			rc = meet(store, scope, BY_IP, text, asset->number, met);
		}
	}
	return rc;
}

bool ledger_met_told(struct store *store, struct inventory *inventory, struct ledger_met *met)
{
	const struct ledger_meeting *rows = met->rows.data;
	const size_t count = met->rows.count;

	for (size_t i = 0; i < count; i++) {
		inventory_listed(inventory, rows[i].asset, "name", rows[i].name, clock_now());
		inventory_listed(inventory, rows[i].asset, "owner", rows[i].owner, clock_now());
	}
	store->ledger_grew |= count > 0;
	arena_free(&met->arena);
	*met = (struct ledger_met){.rows = {.data = NULL}};
	return count > 0;
}
