/* customer_tables.c - THE TABLE of what belongs to a customer. SPDX-License-Identifier: Apache-2.0 */

#include "store/customer_tables.h"

#include "inventory/inventory.h"
#include "judge/finding.h"
#include "store/customer.h"

#include <errno.h>

#define ID(column, of)	 {column, NAMES_ID, of}
#define DEVICE(column)	 {column, NAMES_DEVICE, NULL}
#define PLACE		 {"place_id", NAMES_PLACE, NULL}
#define PART		 {"part", NAMES_PART, NULL}
#define ITS_OWN		 .has_id = true
#define OF(table, column) .parent = table, .link = column

const struct customer_table customer_tables[] = {
	{.name = "setting", .stays = true},
	{.name = "user_grant", .stays = true},
	{.name = "source", ITS_OWN, .json = {"counters"}},
	/* what listens here listens for somebody here */
	{.name = "source_site", .stays = true},
	{.name = "source_boot", OF("source", "source_id"), .columns = {ID("source_id", "source")}},
	{.name = "zone", ITS_OWN},
	{.name = "network", ITS_OWN, .columns = {ID("zone_id", "zone")}},
	{.name = "conduit", ITS_OWN, .columns = {ID("from_zone", "zone"), ID("to_zone", "zone")}},
	{.name = "asset", .columns = {DEVICE("id"), DEVICE("into_id"), ID("source_id", "source"), ID("zone_id", "zone"),
			      ID("network_id", "network")},
	 .bounds = {{"liveness", 3}, {"importance", 10}, {"level", 100}}},
	{.name = "endpoint", .columns = {DEVICE("home"), DEVICE("asset_id"), ID("zone_id", "zone"),
				 ID("network_id", "network")},
	 .bounds = {{"id", IDS_MAX}, {"kind", ENDPOINT_INTERNET}, {"vlan", 4095}}},
	{.name = "value", .columns = {DEVICE("asset_id")}, .bounds = {{"rank", 255}, {"confidence", 100}}},
	{.name = "service", .bounds = {{"port", 65535}}},
	{.name = "merge", .columns = {DEVICE("kept"), DEVICE("absorbed")}, .bounds = {{"id", IDS_MAX}, {"kind", MERGE_SPLIT}}},
	{.name = "conversation", ITS_OWN, .bounds = {{"client_liveness", 3}, {"server_liveness", 3}, {"port", 65535}}},
	{.name = "conversation_part", ITS_OWN, OF("source", "source_id"),
	 .columns = {ID("source_id", "source"), ID("conversation_id", "conversation")}},
	{.name = "conversation_hour", OF("conversation_part", "part_id"), .columns = {ID("part_id", "conversation_part")}},
	{.name = "operation", ITS_OWN, .columns = {{"key", NAMES_KEY, NULL}}, .json = {"ranges"}},
	{.name = "operation_part", ITS_OWN, OF("source", "source_id"),
	 .columns = {ID("source_id", "source"), ID("operation_id", "operation")}},
	{.name = "operation_hour", OF("operation_part", "part_id"), .columns = {ID("part_id", "operation_part")}},
	{.name = "anomaly", .columns = {ID("source_id", "source")}},
	{.name = "ledger"},
	{.name = "ledger_row", ITS_OWN, .columns = {DEVICE("asset_id")}},
	{.name = "pack"},
	{.name = "answer", ITS_OWN, .columns = {PART}},
	{.name = "evidence", ITS_OWN},
	{.name = "evidence_use", OF("evidence", "evidence_id"), .columns = {ID("evidence_id", "evidence"), PART}},
	{.name = "evidence_file", OF("evidence", "evidence_id"), .columns = {ID("evidence_id", "evidence")}},
	{.name = "snapshot", ITS_OWN, .json = {"content", "summary"}},
	{.name = "snapshot_scan", OF("evidence", "evidence_id"),
	 .columns = {ID("evidence_id", "evidence"), ID("snapshot_id", "snapshot")}},
	{.name = "exception", ITS_OWN, .columns = {PART}},
	{.name = "evaluation", .columns = {PART}},
	{.name = "data_use", ITS_OWN, .columns = {ID("from_zone", "zone"), ID("to_zone", "zone"), DEVICE("asset_id")}},
	{.name = "scenario", ITS_OWN, .columns = {ID("use_id", "data_use"), ID("zone_id", "zone"), {"tasks", NAMES_TASKS, NULL}}},
	{.name = "register", ITS_OWN, .json = {"body"}},
	{.name = "supplier", ITS_OWN, .json = {"makers"}},
	{.name = "purchase", ITS_OWN, .columns = {ID("supplier_id", "supplier"), DEVICE("asset_id")}, .bounds = {{"importance", 5}}},
	{.name = "purchase_item", OF("purchase", "purchase_id"), .columns = {ID("purchase_id", "purchase")}},
	{.name = "supplier_zone", OF("supplier", "supplier_id"), .columns = {ID("supplier_id", "supplier"), ID("zone_id", "zone")}},
	{.name = "supplier_device", .columns = {ID("supplier_id", "supplier"), DEVICE("asset_id")}},
	{.name = "finding", ITS_OWN, .columns = {DEVICE("device"), DEVICE("peer"), DEVICE("culprit"), ID("source_id", "source"),
					 ID("event", "finding")},
	 .bounds = {{"severity", SEVERITY_COUNT - 1}}},
	{.name = "finding_evidence", OF("finding", "finding_id"),
	 .columns = {ID("finding_id", "finding"), ID("source_id", "source")}, .json = {"line"}},
	{.name = "finding_note", ITS_OWN, OF("finding", "finding_id"), .columns = {ID("finding_id", "finding")}},
	{.name = "task", ITS_OWN, .columns = {PART, ID("finding_id", "finding"), {"follows", NAMES_TASKS, NULL}}},
	{.name = "allowed", ITS_OWN, .columns = {DEVICE("client"), DEVICE("server")}, .json = {"ranges"}},
	{.name = "phase", OF("source", "source_id"), .columns = {ID("source_id", "source")}},
	{.name = "phase_place", .columns = {PLACE}},
	{.name = "learned_hour", .columns = {PLACE}},
	{.name = "calendar", ITS_OWN},
	{.name = "habit", .columns = {DEVICE("client"), DEVICE("server")}},
	{.name = "suppression", ITS_OWN, .columns = {DEVICE("device"), DEVICE("peer")}},
	{.name = "detector_off"},
	{.name = "block_list", ITS_OWN},
	{.name = "block_entry", OF("block_list", "list_id"), .columns = {ID("list_id", "block_list")}},
	{.name = "decision", ITS_OWN, .columns = {{"vulnerability_id", NAMES_VULNERABILITY, NULL}, DEVICE("asset_id")}},
	/* what may be sent into a plant is switched on where it stands, never by a file */
	{.name = "check_entry", .has_id = true, .stays = true},
	{.name = "check_log", .has_id = true, .stays = true},
	{.name = "check_state", .stays = true},
	{.name = "match", .stays = true},
	{.name = "match_due", .stays = true},
	{.name = "channel", .has_id = true, .stays = true},
	{.name = "notice", OF("channel", "channel_id"), .stays = true},
	{.name = "channel_message", OF("channel", "channel_id"), .stays = true},
	/* written here, of all that is handed over: it is written anew there */
	{.name = "report_order", .has_id = true, .stays = true},
	{.name = "report_kept", .has_id = true, .stays = true},
	{.name = "report_notice", OF("report_kept", "kept_id"), .stays = true},
};
const size_t customer_table_count = sizeof(customer_tables) / sizeof(customer_tables[0]);
_Static_assert(sizeof(customer_tables) / sizeof(customer_tables[0]) <= CUSTOMER_TABLES_MAX, "one range for each table");

int customer_find(const char *table)
{
	for (size_t i = 0; i < customer_table_count; i++)
		if (strcmp(customer_tables[i].name, table) == 0)
			return (int)i;
	return -1;
}

const char *customer_where(const struct customer_table *table, struct arena *arena)
{
	if (!table->parent)
		return "scope_id IN (SELECT value FROM json_each(?1))";
	const struct customer_table *parent = &customer_tables[customer_find(table->parent)];

	return arena_printf(arena, "%s IN (SELECT id FROM \"%s\" WHERE %s)", table->link, table->parent,
			    customer_where(parent, arena));
}

int customer_columns(struct store *store, sqlite3 *db, const char *table, struct arena *arena, const char **names,
		     size_t room, size_t *count)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(db, "SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0", -1, &s, NULL);

	*count = 0;
	if (rc == SQLITE_OK)
		rc = sqlite3_bind_text(s, 1, table, -1, SQLITE_STATIC);
	while (rc == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW && *count < room)
		names[(*count)++] = arena_strdup(arena, (const char *)sqlite3_column_text(s, 0));
	sqlite3_finalize(s);
	return rc == SQLITE_OK ? 0 : sql_failed(store, rc);
}

int customer_scopes(struct store *store, const struct viewer *viewer, int64_t scope, struct arena *arena,
		    const char **json, const char **name)
{
	struct query q;
	bool sees = false;

	for (size_t i = 0; i < viewer->scope_count; i++)
		sees |= viewer->scopes[i] == scope;
	if (!sees)
		return store_failed(store, -ENOENT, "store: there is no such scope");
	query_begin_once(&q, store,
			 "WITH RECURSIVE s (id) AS (SELECT ?1 UNION SELECT scope.id FROM scope, s"
			 " WHERE scope.parent = s.id) SELECT json_group_array(id),"
			 " (SELECT name FROM scope WHERE id = ?1) FROM s",
			 arena);
	query_int(&q, scope);
	*json = query_row(&q) ? query_get_text(&q) : "[]";
	*name = query_get_text(&q);
	return query_end(&q);
}
