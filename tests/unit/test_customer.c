/* test_customer.c - a customer handed over, come in, and erased. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include "lib/arena.h"
#include "lib/clock.h"
#include "lib/sealed.h"
#include "store/customer_tables.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define START  INT64_C(1700000000000000000)
#define MARKER "himitsu-no-shirushi"

struct fixture {
	char folder[64];
	struct arena arena;
	struct store *from, *to;
	int64_t scopes[2];
	struct viewer viewer; /* root and what is added to `from` */
};

static const char *path_of(const struct fixture *f, const char *name)
{
	static char path[4][128];
	static int next;
	char *out = path[next++ & 3];

	snprintf(out, sizeof(path[0]), "%s/%s", f->folder, name);
	return out;
}

static struct store *open_store(const struct fixture *f, const char *name)
{
	char error[256] = "";
	int rc;
	struct store *store = store_open(path_of(f, name), &rc, error, sizeof(error));

	if (!store)
		fail_msg("%s", error);
	return store;
}

static sqlite3 *open_raw(const char *path)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	return db;
}

static void run(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %.200s", sqlite3_errmsg(db), sql);
}

static int64_t number(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *s;

	if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sqlite3_errmsg(db), sql);
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	const int64_t value = sqlite3_column_int64(s, 0);

	sqlite3_finalize(s);
	return value;
}

/* Every column of every table gets something; what names something names it. */
static const char customer[] =
	"INSERT INTO scope (id, parent, name, kind) VALUES (2, 1, 'other', 'site'), (3, 1, '客先 A', 'site'), (4, 3, 'ライン 1',"
	" 'line');"
	"INSERT INTO source (id, scope_id, sensor, kind, name, interface, created_at, counters) VALUES (7, 3, 's', 'file',"
	" 'himitsu-no-shirushi.pcap', '', 1, '{\"a\":1}'), (8, 4, 's', 'file', 'b', '', 1, '{}'), (9, 2, 's', 'file', 'c',"
	" '', 1, '{}');"
	"INSERT INTO source_boot VALUES (7, 11, 5, 1);"
	"INSERT INTO zone VALUES (5, 3, 'zone', 'Z', 'a', 3, '', 0);"
	"INSERT INTO network VALUES (6, 3, 5, 'N', 'a', '10.0.0.0/24', '', 3, '', 0);"
	"INSERT INTO conduit VALUES (4, 3, 5, -1, 1, '', '', '', 0);"
	"INSERT INTO asset (scope_id, id, into_id, endpoints, name, ip, source_id, stored_at, zone_id, network_id, liveness)"
	" VALUES (3, 2000001, 0, 1, 'PLC himitsu-no-shirushi', '10.0.0.1', 7, 1, 5, 6, 1), (3, 2000002, 2000001, 0, 'HMI', '10.0.0.2', 7,"
	" 1, 5, 6, 0), (4, 3000001, 0, 1, 'in the line', '10.1.0.1', 8, 1, 0, 0, 0), (2, 1000001, 0, 1, 'of other', '', 9, 1, 0, 0, 0);"
	"INSERT INTO endpoint VALUES (3, 1, 1, 0, '02:00:00:00:00:01', '10.0.0.1', 2000001, 2000001, 0, 0, 1, 1, 1, 1, '', 's', 5, 6);"
	"INSERT INTO value VALUES (3, 2000001, 1, 'model', 0, 'R08', 'slmp', 90, 90, 1, 0, 1, 1);"
	"INSERT INTO service VALUES (3, 1, 'tcp', 502, 'modbus', 1, 1);"
	"INSERT INTO merge VALUES (3, 1, 0, 2000001, 2000002, 'operator', '', 'x', 1, 0);"
	"INSERT INTO conversation (id, scope_id, client, server, port, proto, protocol, vlan, state, first_seen, last_seen)"
	" VALUES (20, 3, 1, 1, 502, 'tcp', 'modbus', 0, '', 1, 2);"
	"INSERT INTO conversation_part VALUES (30, 7, 11, 1, 20, 1, 1, 1, 1, 1, 1, 0, 1, 2);"
	"INSERT INTO conversation_hour VALUES (30, 1, 2, 3);"
	"INSERT INTO operation VALUES (21, 3, x'00112233445566778899aabbccddeeff', 1, 1, 'modbus', '', 'read', 0, 'Read', 3, NULL,"
	" '', '', '[[1,2]]', 0, 'ok', 0, 1, 1, 1, 1, 1, 2);"
	"INSERT INTO operation_part VALUES (31, 7, 11, 2, 21, 1, 0, 1, 2);"
	"INSERT INTO operation_hour VALUES (31, 1, 2);"
	"INSERT INTO anomaly VALUES (7, 11, 3, 3, 1, 1, 'modbus.length', '', 1, 1, 2);"
	"INSERT INTO ledger VALUES (3, 'list.xlsx', 1);"
	"INSERT INTO ledger_row VALUES (12, 3, 1, 'PLC', '', '', '', '', '', '', '', '', '', 2000001);"
	"INSERT INTO pack VALUES (3, 'own', '1', x'00ff', 'x', 1);"
	"INSERT INTO answer (id, scope_id, pack, part, item, kind, revision, pack_version, value, reason, override, document,"
	" reviewed_on, due_on, specimen, user, at) VALUES (13, 3, 'meti-checklist', '', '1-1', 'answer', 1, '1', '2',"
	" 'himitsu-no-shirushi 加', '', '', '', '', 0, 'x', 1);"
	"INSERT INTO evidence VALUES (14, 3, 'photo', 'himitsu-no-shirushi', '', '', '', '', '', '', 0, 'x', 1);"
	"INSERT INTO evidence_use VALUES (14, 'meti-checklist', '', '1-1');"
	"INSERT INTO evidence_file VALUES (14, 'a.bin', 4, '', x'00010203');"
	"INSERT INTO snapshot (id, scope_id, pack, title, content, hash, user, at) VALUES (15, 3, 'meti-checklist', 't',"
	" '{\"himitsu-no-shirushi\":1}', '', 'x', 1);"
	"INSERT INTO snapshot_scan VALUES (14, 15, 'himitsu-no-shirushi', '2026-11-01');"
	"INSERT INTO exception (id, scope_id, pack, part, item, reason, measure, ends_on, user, at) VALUES (16, 3, 'p', '', '1',"
	" 'r', 'm', '', 'x', 1);"
	"INSERT INTO evaluation VALUES (3, 'p', '', '1', 1, 2, 'supports');"
	"INSERT INTO register VALUES (17, 3, 'work', '生産', '{\"a\":[1]}', 0, 0, 1, 'x', 1);"
	"INSERT INTO finding (id, scope_id, detector, device, peer, key, detail, severity, state, device_name, peer_name, count,"
	" source_id, first_seen, last_seen, stored_at) VALUES (18, 3, 'device.new', 2000001, 2000002, '', 'himitsu-no-shirushi', 2,"
	" 'new', 'PLC', '', 1, 7, 1, 1, 1), (19, 3, 'talk.new', 2000001, 0, '', '', 2, 'new', 'PLC', '', 1, 7, 1, 1, 1);"
	"INSERT INTO finding_evidence VALUES (18, 7, 11, 1, 1, 1, '{\"event_type\":\"flow\"}');"
	"INSERT INTO finding_note VALUES (40, 18, 1, 'x', 'comment', '', 'himitsu-no-shirushi');"
	"INSERT INTO task VALUES (41, 3, '', '', '', 18, 'measure', 't', '', '', '', '', '', 0, 0, 0, '', '', 'open', 0, 1, 'x', 1),"
	" (42, 3, '', '', '', 0, 'measure', 'u', '', '', '', '', '', 0, 0, 0, '41', '', 'open', 0, 1, 'x', 1);"
	"INSERT INTO allowed (id, scope_id, part, kind, client, server, what, class, code, subcode, function, space, target, state,"
	" wide, ranges, count, period_us, jitter_us, hours1, hours2, hours3, first_seen, last_seen) VALUES (43, 3, 'p', 'flow',"
	" 2000001, 4611686018427387905, 'modbus', '', 0, -1, '', '', '', 'learned', 0, '[]', 1, 0, 0, 0, 0, 0, 1, 1);"
	"INSERT INTO phase VALUES (7, 'review', 1);"
	"INSERT INTO phase_place VALUES (3, 'zone', 5, 'learn', 1);"
	"INSERT INTO learned_hour VALUES (3, 'source', 7, 1);"
	"INSERT INTO calendar VALUES (44, 3, 'changeover', 1, 2, '', 'x', 1);"
	"INSERT INTO habit VALUES (3, 'd', 2000001, 2000002, 1, 2, 3, 'himitsu-no-shirushi');"
	"INSERT INTO suppression VALUES (45, 3, 'd', 2000001, 0, 0, 'r', 'x', 1);"
	"INSERT INTO detector_off VALUES (3, 'd', 'r', 'x', 1);"
	"INSERT INTO block_list VALUES (46, 3, 'l', 1, 0, 0, 'x', 1);"
	"INSERT INTO block_entry VALUES (46, 'bad.example');"
	"INSERT INTO vulnerability (id, name, title, changed_at) VALUES (47, 'CVE-2024-1', 't', 1);"
	"INSERT INTO decision (id, scope_id, vulnerability_id, asset_id, state, because, by, at) VALUES (48, 3, 47, 2000001, 'fixed',"
	" 'b', 'x', 1);"
	"INSERT INTO channel (id, scope_id, kind, name, enabled, captures, least, quiet, through, rate, language, settings, secret,"
	" created_at) VALUES (49, 3, 'mail', 'himitsu-no-shirushi', 1, 0, 0, '', 0, 0, '', '{}', 'sealed', 1);"
	"INSERT INTO notice VALUES (50, 49, 18, 'new', 2, 1);"
	"INSERT INTO check_entry VALUES (51, 3, '10.0.0.1', 1, 502, 60, 2000001, 'x', 1);"
	"INSERT INTO check_log VALUES (52, 3, 2000001, '10.0.0.1', 1, 502, 0, 1, 1);"
	"INSERT INTO check_state VALUES ('10.0.0.1', 1, 502, 3, 2000001, 1, 1, 1);"
	"INSERT INTO user (id, name, created_at) VALUES (60, 'theirs', 1), (61, 'ours', 1);"
	"INSERT INTO user_grant (user_id, scope_id, role) VALUES (60, 4, 0), (61, 3, 0), (61, 1, 3);";

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	clock_pretend(START);
	snprintf(f->folder, sizeof(f->folder), "/tmp/yagura-customer-XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	f->from = open_store(f, "from.db");
	f->to = open_store(f, "to.db");
	sqlite3 *db = open_raw(path_of(f, "from.db"));
	run(db, customer);
	sqlite3_close(db);
	static const int64_t scopes[] = {1, 2, 3, 4};
	f->viewer = (struct viewer){.user = "boss", .scopes = scopes, .scope_count = 4};
	static const int64_t third[] = {3};
	const struct viewer there = {.user = "theirs", .scopes = third, .scope_count = 1};
	assert_int_equal(store_audit(f->from, &store_system, "site.add", "客先 A", NULL), 0);
	assert_int_equal(store_audit(f->from, &there, "asset.edit", "a-2000001", "note: " MARKER), 0);
	assert_int_equal(store_audit(f->from, &store_system, "setting", "x", "y"), 0);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	char command[3][16] = {"", "-wal", "-shm"};

	store_close(f->from);
	store_close(f->to);
	arena_free(&f->arena);
	static const char *const files[] = {"from.db", "to.db", "plain", "plain2", "sealed", "back"};
	for (size_t i = 0; i < 6; i++)
		for (size_t j = 0; j < 3; j++) {
			char path[160];

			snprintf(path, sizeof(path), "%s/%s%s", f->folder, files[i], command[j]);
			unlink(path);
		}
	rmdir(f->folder);
	free(f);
	clock_pretend(0);
	return 0;
}

static int make(const char *path)
{
	return open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}

static void write_customer(struct fixture *f, const char *name)
{
	const int fd = make(path_of(f, name));

	assert_true(fd >= 0);
	close(fd);
	if (customer_write(f->from, &f->viewer, 3, path_of(f, name)) != 0)
		fail_msg("%s", store_error(f->from));
}

static int take(struct fixture *f, const char *name, int64_t *scope)
{
	struct customer what;
	const struct customer_coming coming = {.path = path_of(f, name), .parent = 1, .what = &what, .arena = &f->arena};

	return customer_read(f->to, &store_system, &coming, scope);
}

static bool holds(const char *path, const char *words)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;

	if (fd < 0)
		return false;
	assert_int_equal(fstat(fd, &st), 0);
	char *bytes = malloc((size_t)st.st_size + 1);
	assert_int_equal(read(fd, bytes, (size_t)st.st_size), st.st_size);
	close(fd);
	const bool found = memmem(bytes, (size_t)st.st_size, words, strlen(words)) != NULL;

	free(bytes);
	return found;
}

/* ---- nothing is forgotten ---- */

static void test_every_table_with_a_scope_is_in_the_list(void **state)
{
	static const char *const others[] = {"audit", "bundle", "moving", "user_grant"};
	struct fixture *f = *state;
	sqlite3 *db = open_raw(path_of(f, "from.db"));
	sqlite3_stmt *s;

	/* by a scope of their own, or by a row of such a table */
	assert_int_equal(
		sqlite3_prepare_v2(db,
				   "SELECT DISTINCT m.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type ="
				   " 'table' AND (c.name = 'scope_id' OR m.name IN (SELECT t.name FROM sqlite_schema t,"
				   " pragma_foreign_key_list(t.name) k WHERE k.\"table\" IN ('source', 'evidence', 'snapshot', 'finding',"
				   " 'block_list', 'conversation_part', 'operation_part', 'channel', 'zone', 'conversation')))",
				   -1, &s, NULL),
		SQLITE_OK);
	while (sqlite3_step(s) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(s, 0);
		bool known = customer_find(name) >= 0;

		for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
			known |= strcmp(name, others[i]) == 0;
		if (!known)
			fail_msg("%s is in no list: store/customer_tables.c", name);
	}
	sqlite3_finalize(s);
	sqlite3_close(db);
}

static void test_the_customer_of_this_test_has_a_row_in_every_table(void **state)
{
	struct fixture *f = *state;
	struct customer c;

	assert_int_equal(customer_count(f->from, &f->viewer, 3, &f->arena, &c), 0);
	assert_string_equal(c.name, "客先 A");
	for (size_t i = 0; i < customer_table_count; i++) {
		const char *name = customer_tables[i].name;
		bool has = false;

		for (size_t j = 0; j < c.table_count; j++)
			has |= strcmp(c.tables[j].table, name) == 0;
		if (!has && strcmp(name, "setting") != 0 && strcmp(name, "match") != 0 && strcmp(name, "match_due") != 0 &&
		    strcmp(name, "channel_message") != 0)
			fail_msg("no row in %s", name);
	}
}

/* ---- there and back ---- */

/* Of the columns that name nothing: what stands in a table of a subtree, as one text. */
static char *content_of(sqlite3 *db, const struct customer_table *t, const char *scopes, struct arena *arena)
{
	const char *columns[CUSTOMER_COLUMNS_MAX];
	size_t count;
	char *list = arena_strdup(arena, "''");
	sqlite3_stmt *s;

	assert_int_equal(customer_columns(NULL, db, t->name, arena, columns, CUSTOMER_COLUMNS_MAX, &count), 0);
	for (size_t i = 0; i < count; i++) {
		bool named = strcmp(columns[i], "scope_id") == 0 || (t->has_id && strcmp(columns[i], "id") == 0);

		for (const struct customer_column *c = t->columns; c->name; c++)
			named |= strcmp(c->name, columns[i]) == 0;
		if (!named)
			list = arena_printf(arena, "%s || ' %s=' || quote(\"%s\")", list, columns[i], columns[i]);
	}
	const char *sql = arena_printf(arena, "SELECT group_concat(x, '\n') FROM (SELECT %s AS x FROM \"%s\" WHERE %s ORDER BY 1)",
				       list, t->name, customer_where(t, arena));
	if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sqlite3_errmsg(db), sql);
	sqlite3_bind_text(s, 1, scopes, -1, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	const char *text = (const char *)sqlite3_column_text(s, 0);
	char *out = arena_strdup(arena, text ? text : "");

	sqlite3_finalize(s);
	return out;
}

static void test_a_customer_comes_in_whole(void **state)
{
	struct fixture *f = *state;
	int64_t scope = 0;

	/* somebody is there already, and has the same numbers */
	sqlite3 *there = open_raw(path_of(f, "to.db"));
	run(there, "INSERT INTO scope (id, parent, name) VALUES (2, 1, 'earlier');"
		   "INSERT INTO source (id, scope_id, sensor, kind, name, interface, created_at) VALUES (7, 2, 's', 'file', 'own', '', 1);"
		   "INSERT INTO asset (scope_id, id, name, stored_at) VALUES (2, 1000001, 'own', 1), (1, 1, 'root', 1);"
		   "INSERT INTO vulnerability (id, name, title, changed_at) VALUES (1, 'CVE-2024-1', 'known here', 1)");
	write_customer(f, "plain");
	if (take(f, "plain", &scope) != 0)
		fail_msg("%s", store_error(f->to));
	assert_int_equal(scope, 3);
	sqlite3 *here = open_raw(path_of(f, "from.db"));
	for (size_t i = 0; i < customer_table_count; i++) {
		if (customer_tables[i].stays)
			continue;
		const char *before = content_of(here, &customer_tables[i], "[3,4]", &f->arena);

		if (strcmp(before, content_of(there, &customer_tables[i], "[3,4]", &f->arena)) != 0)
			fail_msg("%s:\n%s\n%s", customer_tables[i].name, before,
				 content_of(there, &customer_tables[i], "[3,4]", &f->arena));
		assert_true(*before);
	}
	/* who was named is named */
	static const char *const joins[] = {
		"SELECT count(*) FROM asset a JOIN source s ON s.id = a.source_id AND s.scope_id = a.scope_id WHERE a.scope_id IN (3, 4)",
		"SELECT 3 * count(*) FROM finding f JOIN asset a ON a.id = f.device AND a.scope_id = f.scope_id JOIN asset p ON p.id ="
		" f.peer AND p.name = 'HMI' WHERE f.detail = '" MARKER "' AND f.event = f.id AND f.culprit = f.peer",
		"SELECT 3 * count(*) FROM task t JOIN task u ON t.follows = u.id || '' JOIN finding f ON f.id = u.finding_id",
		("SELECT 3 * count(*) FROM conversation_hour h JOIN conversation_part p ON p.id = h.part_id JOIN conversation c ON c.id ="
		" p.conversation_id WHERE c.scope_id = 3"),
		"SELECT 3 * count(*) FROM decision d JOIN vulnerability v ON v.id = d.vulnerability_id WHERE v.title = 'known here'",
		"SELECT 3 * count(*) FROM phase_place p JOIN zone z ON z.id = p.place_id JOIN network n ON n.zone_id = z.id",
		"SELECT 3 * count(*) FROM allowed w JOIN asset a ON a.id = w.client WHERE w.server = 4611686018427387905",
		"SELECT 3 * count(*) FROM conduit c JOIN zone z ON z.id = c.from_zone WHERE c.to_zone = -1",
		"SELECT 3 * count(*) FROM scope c JOIN scope p ON p.id = c.parent WHERE c.name = 'ライン 1' AND p.name = '客先 A' AND p.parent = 1",
		"SELECT 3 * count(*) FROM asset a JOIN asset b ON b.id = a.into_id WHERE a.name = 'HMI' AND a.id = 2000002 AND a.scope_id = 3",
	};
	for (size_t i = 0; i < sizeof(joins) / sizeof(joins[0]); i++)
		if (number(there, joins[i]) != 3)
			fail_msg("%lld: %s", (long long)number(there, joins[i]), joins[i]);
	assert_int_equal(number(there, "SELECT count(*) FROM channel"), 0);
	assert_int_equal(number(there, "SELECT count(*) FROM moving"), 0);
	assert_int_equal(number(there, "SELECT count(*) FROM audit WHERE action = 'customer.import' AND detail LIKE '客先 A:%'"), 1);
	/* the same once more: told, and under another name only */
	struct customer what;
	const int64_t scopes[] = {1, 2, 3, 4};
	const struct viewer boss = {.user = "boss", .scopes = scopes, .scope_count = 4};
	assert_int_equal(customer_look(f->to, &boss, path_of(f, "plain"), &f->arena, &what), 0);
	assert_string_equal(what.here, "客先 A");
	assert_true(what.name_taken);
	assert_int_equal(what.scopes, 2);
	const struct customer_coming again = {.path = path_of(f, "plain"), .parent = 1, .what = &what, .arena = &f->arena};
	assert_int_equal(customer_read(f->to, &boss, &again, &scope), -EEXIST);
	const struct customer_coming renamed = {.path = path_of(f, "plain"), .parent = 1, .name = "A (2)", .what = &what, .arena = &f->arena};
	assert_int_equal(customer_read(f->to, &boss, &renamed, &scope), 0);
	assert_int_equal(scope, 5);
	assert_int_equal(number(there, "SELECT count(*) FROM asset WHERE scope_id = 5 AND id = 4000001"), 1);
	sqlite3_close(here);
	sqlite3_close(there);
}

static void test_others_are_not_in_the_file(void **state)
{
	struct fixture *f = *state;

	write_customer(f, "plain");
	assert_true(holds(path_of(f, "plain"), MARKER));
	assert_false(holds(path_of(f, "plain"), "of other"));
	assert_false(holds(path_of(f, "plain"), "sealed")); /* of the channel */
	close(make(path_of(f, "plain2")));
	assert_int_equal(customer_write(f->from, &store_system, 3, path_of(f, "plain2")), -ENOENT); /* not the viewer's */
}

/* ---- hostile files ---- */

static void test_a_file_that_would_run_something_is_refused(void **state)
{
	static const char *const evil[] = {
		"CREATE VIEW x AS SELECT 1",
		"CREATE TRIGGER t AFTER INSERT ON asset BEGIN DELETE FROM asset; END",
		"CREATE INDEX i ON asset (id)",
		"ALTER TABLE asset ADD COLUMN evil GENERATED ALWAYS AS (zeroblob(1000000000))",
		"CREATE TABLE user (name, password)",
		"CREATE TABLE audit (id)",
		"DROP TABLE register; CREATE VIEW register AS SELECT 1 AS id, 3 AS scope_id",
		"DROP TABLE asset; CREATE TABLE asset (scope_id, id, name DEFAULT (load_extension('x')))",
		"DROP TABLE asset; CREATE VIRTUAL TABLE asset USING fts5(x)",
		"UPDATE customer SET value = '999' WHERE name = 'schema'",
		"DELETE FROM customer WHERE name = 'id'",
		"DROP TABLE scope",
		"UPDATE scope SET parent = 4 WHERE id = 4",
		"UPDATE scope SET id = 99999999 WHERE id = 4",
		"UPDATE scope SET id = 3 WHERE id = 4",
		"PRAGMA application_id = 1",
		"UPDATE source SET id = 'x'",
		"UPDATE source SET id = 1 << 50",
		"UPDATE asset SET scope_id = 2",
		"UPDATE asset SET scope_id = 1",
		"UPDATE asset SET id = 5",
		"UPDATE asset SET liveness = 77",
		"UPDATE asset SET name = x'ff'",
		"UPDATE asset SET name = CAST(x'61ff' AS TEXT)",
		"UPDATE asset SET name = CAST(x'610062' AS TEXT)",
		"UPDATE asset SET stored_at = 1.5",
		"UPDATE asset SET stored_at = NULL",
		"UPDATE finding SET severity = 9",
		"UPDATE register SET body = '{\"a\":1}, \"b\": {'",
		"UPDATE snapshot SET content = 'x'",
		"UPDATE conversation_part SET source_id = 1",
		"UPDATE decision SET vulnerability_id = ''",
		"INSERT INTO answer SELECT * FROM answer",
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(evil) / sizeof(evil[0]); i++) {
		int64_t scope;

		write_customer(f, "plain");
		sqlite3 *db = open_raw(path_of(f, "plain"));
		run(db, evil[i]);
		sqlite3_close(db);
		const int rc = take(f, "plain", &scope);

		if (rc != -EINVAL || !*store_error(f->to) || strchr(store_error(f->to), '\n'))
			fail_msg("%s: %d %s", evil[i], rc, store_error(f->to));
		db = open_raw(path_of(f, "to.db"));
		assert_int_equal(number(db, "SELECT (SELECT count(*) FROM scope) + (SELECT count(*) FROM asset) +"
					    " (SELECT count(*) FROM source) + (SELECT count(*) FROM audit)"), 1);
		sqlite3_close(db);
	}
}

static void test_damaged_bytes_are_refused_or_carried(void **state)
{
	struct fixture *f = *state;
	unsigned seed = 1;
	int64_t scope;

	for (int round = 0; round < 25; round++) {
		struct stat st;

		write_customer(f, "plain");
		const int fd = open(path_of(f, "plain"), O_RDWR | O_CLOEXEC);
		assert_int_equal(fstat(fd, &st), 0);
		for (int i = 0; i < 20; i++) {
			seed = seed * 1103515245u + 12345u;
			const uint8_t byte = (uint8_t)(seed >> 16);

			assert_int_equal(pwrite(fd, &byte, 1, (off_t)(seed >> 4) % st.st_size), 1);
		}
		if (round % 5 == 0)
			assert_int_equal(ftruncate(fd, st.st_size / 2), 0);
		close(fd);
		const int rc = take(f, "plain", &scope);
		assert_true(rc == 0 || rc == -EINVAL || rc == -EEXIST);
	}
}

/* ---- behind a passphrase ---- */

static int seal(struct fixture *f, const char *passphrase)
{
	const int from = open(path_of(f, "plain"), O_RDONLY | O_CLOEXEC), to = make(path_of(f, "sealed"));
	const int rc = sealed_make(from, to, passphrase);

	close(from);
	close(to);
	return rc;
}

static int unseal(struct fixture *f, const char *passphrase, size_t most)
{
	const int from = open(path_of(f, "sealed"), O_RDONLY | O_CLOEXEC), to = make(path_of(f, "back"));
	const int rc = sealed_open(from, to, passphrase, most);

	close(from);
	close(to);
	return rc;
}

static void change(struct fixture *f, off_t at, int cut)
{
	const int fd = open(path_of(f, "sealed"), O_RDWR | O_CLOEXEC);
	uint8_t byte;

	if (cut >= 0) {
		assert_int_equal(ftruncate(fd, cut), 0);
	} else {
		assert_int_equal(pread(fd, &byte, 1, at), 1);
		byte ^= 1;
		assert_int_equal(pwrite(fd, &byte, 1, at), 1);
	}
	close(fd);
}

static void test_the_sealed_file_opens_with_its_passphrase_as_a_whole(void **state)
{
	struct fixture *f = *state;
	struct stat plain, sealed, back;

	write_customer(f, "plain");
	assert_int_equal(seal(f, "a long passphrase"), 0);
	assert_int_equal(stat(path_of(f, "plain"), &plain), 0);
	assert_int_equal(stat(path_of(f, "sealed"), &sealed), 0);
	assert_true(plain.st_size > 2 * 65536);
	assert_false(holds(path_of(f, "sealed"), MARKER));
	assert_false(holds(path_of(f, "sealed"), "SQLite"));
	assert_int_equal(unseal(f, "a long passphrase", SIZE_MAX), 0);
	assert_int_equal(stat(path_of(f, "back"), &back), 0);
	assert_int_equal(back.st_size, plain.st_size);
	assert_true(holds(path_of(f, "back"), MARKER));
	assert_int_equal(unseal(f, "another passphrase", SIZE_MAX), -EACCES);
	assert_int_equal(unseal(f, "a long passphrase", 70000), -E2BIG);
	change(f, 100000, -1);
	assert_int_equal(unseal(f, "a long passphrase", SIZE_MAX), -EBADMSG);
	change(f, 100000, -1);
	assert_int_equal(unseal(f, "a long passphrase", SIZE_MAX), 0);
	change(f, 20, -1); /* the length in the head */
	assert_int_equal(unseal(f, "a long passphrase", SIZE_MAX), -ENODATA);
	change(f, 20, -1);
	change(f, 23, -1); /* and too little of it */
	assert_int_equal(unseal(f, "a long passphrase", SIZE_MAX), -ENODATA);
	change(f, 23, -1);
	change(f, 30, -1); /* the salt */
	assert_int_equal(unseal(f, "a long passphrase", SIZE_MAX), -EACCES);
	change(f, 30, -1);
	change(f, 0, (int)sealed.st_size - 1);
	assert_int_equal(unseal(f, "a long passphrase", SIZE_MAX), -ENODATA);
	change(f, 0, 64 + 65536 + 17); /* at the end of a piece */
	assert_int_equal(unseal(f, "a long passphrase", SIZE_MAX), -ENODATA);
	change(f, 0, 30);
	assert_int_equal(unseal(f, "a long passphrase", SIZE_MAX), -ENODATA);
	change(f, 15, -1); /* the version */
	assert_int_equal(unseal(f, "a long passphrase", SIZE_MAX), -ENODATA); /* version 0: short all the same */
}

/* ---- erased ---- */

static void test_nothing_of_an_erased_customer_is_left(void **state)
{
	struct fixture *f = *state;
	int64_t wrong;

	assert_int_equal(customer_erase(f->from, &f->viewer, 1, "main"), -EPERM);
	assert_int_equal(customer_erase(f->from, &f->viewer, 3, "客先 B"), -EINVAL);
	const struct viewer theirs = {.user = "theirs", .scopes = (const int64_t[]){3, 4}, .scope_count = 2};
	assert_int_equal(customer_erase(f->from, &theirs, 3, "客先 A"), -EACCES);
	assert_int_equal(customer_erase(f->from, &f->viewer, 9, "客先 A"), -ENOENT);
	sqlite3 *db = open_raw(path_of(f, "from.db"));
	assert_int_equal(number(db, "SELECT count(*) FROM asset"), 4);
	if (customer_erase(f->from, &f->viewer, 3, "客先 A") != 0)
		fail_msg("%s", store_error(f->from));
	for (size_t i = 0; i < customer_table_count; i++) {
		const struct customer_table *t = &customer_tables[i];
		const bool others = strcmp(t->name, "source") == 0 || strcmp(t->name, "asset") == 0 ||
				    strcmp(t->name, "user_grant") == 0;
		const char *sql = arena_printf(&f->arena, "SELECT count(*) FROM \"%s\"", t->name);

		if (number(db, sql) != (others ? 1 : 0))
			fail_msg("%s: %lld rows", t->name, (long long)number(db, sql));
	}
	assert_int_equal(number(db, "SELECT count(*) FROM scope"), 2);
	assert_int_equal(number(db, "SELECT count(*) FROM user WHERE name = 'theirs'"), 0);
	assert_int_equal(number(db, "SELECT count(*) FROM user WHERE name = 'ours'"), 1);
	assert_int_equal(number(db, "SELECT count(*) FROM moving"), 0);
	sqlite3_close(db);
	assert_int_equal(store_shrink(f->from), 0);
	assert_false(holds(path_of(f, "from.db"), MARKER));
	assert_false(holds(path_of(f, "from.db-wal"), MARKER));
	assert_int_equal(store_audit_verify(f->from, &wrong), 0);
	/* answers are only added, again */
	db = open_raw(path_of(f, "from.db"));
	assert_int_equal(number(db, "SELECT count(*) FROM audit WHERE action = 'customer.erase' AND object = '客先 A' AND user = 'boss'"
				    " AND detail LIKE '% rows, their hash %'"), 1);
	sqlite3_close(db);
}

static void test_the_trail_of_an_erasure_cannot_hide_more(void **state)
{
	struct fixture *f = *state;
	int64_t wrong;

	assert_int_equal(customer_erase(f->from, &f->viewer, 3, "客先 A"), 0);
	assert_int_equal(store_audit_verify(f->from, &wrong), 0);
	sqlite3 *db = open_raw(path_of(f, "from.db"));
	run(db, "UPDATE audit SET user = '', action = '', object = '', detail = '', erased_by = (SELECT max(id) FROM audit)"
		" WHERE action = 'setting'");
	assert_int_equal(store_audit_verify(f->from, &wrong), -EBADMSG);
	run(db, "UPDATE audit SET erased_by = 1 WHERE erased_by != 0");
	assert_int_equal(store_audit_verify(f->from, &wrong), -EBADMSG);
	sqlite3_close(db);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_every_table_with_a_scope_is_in_the_list),
		TEST(test_the_customer_of_this_test_has_a_row_in_every_table),
		TEST(test_a_customer_comes_in_whole),
		TEST(test_others_are_not_in_the_file),
		TEST(test_a_file_that_would_run_something_is_refused),
		TEST(test_damaged_bytes_are_refused_or_carried),
		TEST(test_the_sealed_file_opens_with_its_passphrase_as_a_whole),
		TEST(test_nothing_of_an_erased_customer_is_left),
		TEST(test_the_trail_of_an_erasure_cannot_hide_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
