/* functions.c - functions of the plant, derived from roles and served protocols per zone (S4-016). SPDX-License-Identifier: Apache-2.0 */

#include "store/functions.h"

#include "store/sql.h"

const char *const plant_function_names[] = {"control", "safety", "monitor", "engineer", "produce", "collect",
					    "remote",  "time",   "names",   "sign",     "files",   "logs",    NULL};

/* Who asks for the time keeps none: a protocol tells of whoever serves it. */
static const char functions_sql[] =
	"WITH f(place, name, kind, word) AS (VALUES (0, 'control', 0, 'plc'), (0, 'control', 0, 'plc-rack'),"
	" (0, 'control', 0, 'remote-io'), (0, 'control', 0, 'drive'), (0, 'control', 0, 'robot'),"
	" (0, 'control', 0, 'cnc'), (0, 'control', 0, 'agv'), (0, 'control', 0, 'building-controller'),"
	" (0, 'control', 1, 'profinet-io'), (0, 'control', 1, 'profinet-rt'), (0, 'control', 1, 'cclink-ie'),"
	" (0, 'control', 1, 'cclink-ief-basic'), (0, 'control', 1, 'ethercat'), (0, 'control', 1, 'goose'),"
	" (1, 'safety', 0, 'safety'), (2, 'monitor', 0, 'hmi'), (2, 'monitor', 0, 'scada'),"
	" (2, 'monitor', 0, 'signal-light'), (3, 'engineer', 0, 'engineering-station'), (4, 'produce', 0, 'mes'),"
	" (5, 'collect', 0, 'historian'), (5, 'collect', 0, 'opc-server'), (5, 'collect', 1, 'opcua'),"
	" (5, 'collect', 1, 'mqtt'), (5, 'collect', 1, 'mysql'), (5, 'collect', 1, 'postgresql'),"
	" (5, 'collect', 1, 'tds'), (6, 'remote', 0, 'vpn'), (6, 'remote', 1, 'rdp'), (6, 'remote', 1, 'vnc'),"
	" (6, 'remote', 1, 'teamviewer'), (6, 'remote', 1, 'ssh'), (6, 'remote', 1, 'telnet'),"
	" (7, 'time', 0, 'ntp-server'), (7, 'time', 1, 'ntp'), (8, 'names', 1, 'dns'), (8, 'names', 1, 'dhcp'),"
	" (8, 'names', 1, 'dhcpv6'), (9, 'sign', 1, 'ldap'), (9, 'sign', 1, 'kerberos'), (10, 'files', 0, 'nas'),"
	" (10, 'files', 1, 'smb'), (10, 'files', 1, 'ftp'), (11, 'logs', 1, 'syslog')),"
	" a AS MATERIALIZED (SELECT scope_id, id, zone_id, role FROM asset WHERE into_id = 0 AND endpoints > 0 AND"
	" external = 0 AND +scope_id IN (SELECT value FROM json_each(?1))),"
	" seen AS (SELECT scope_id, id, zone_id, 0 AS kind, role AS word FROM a UNION SELECT a.scope_id, a.id, a.zone_id,"
	" 1, c.protocol FROM conversation c JOIN endpoint e ON e.scope_id = c.scope_id AND e.id = c.server JOIN a ON"
	" a.scope_id = e.scope_id AND a.id = e.asset_id WHERE (c.answered > 0 OR c.protocol = 'syslog') AND +c.scope_id IN"
	" (SELECT value FROM json_each(?1)))"
	" SELECT f.name, s.zone_id, ifnull(z.name, ''), count(DISTINCT s.scope_id << 40 | s.id),"
	" ifnull(group_concat(DISTINCT iif(s.kind = 0, s.word, NULL)), ''),"
	" ifnull(group_concat(DISTINCT iif(s.kind = 1, s.word, NULL)), '')"
	" FROM seen s JOIN f ON f.kind = s.kind AND f.word = s.word LEFT JOIN zone z ON z.id = s.zone_id"
	" GROUP BY f.place, s.zone_id ORDER BY f.place, z.name, s.zone_id";

int store_functions(struct store *store, const struct viewer *viewer, struct arena *arena,
		    struct plant_function **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct plant_function)};
	struct query q;

	query_begin_once(&q, store, functions_sql, arena);
	query_scopes(&q, viewer);
	while (query_row(&q)) {
		struct plant_function *row = rows_add(&rows, arena);

		row->name = query_get_text(&q);
		row->zone = query_get_int(&q);
		row->zone_name = query_get_text(&q);
		row->devices = (uint64_t)query_get_int(&q);
		row->roles = query_get_text(&q);
		row->protocols = query_get_text(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
