/* test_customer.c - a customer handed over and come in. SPDX-License-Identifier: Apache-2.0 */

#include "customer_fixture.h"

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
	char *list = arena_strdup(arena, "'row'");
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
		fail_msg("%s", f->error);
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
		"SELECT 3 * count(*) FROM answer w JOIN zone z ON w.part = 'zone-' || z.id",
		"SELECT 3 * count(*) FROM answer w JOIN asset a ON w.part = 'a-' || a.id",
		"SELECT 3 * count(*) FROM conduit c JOIN zone z ON z.id = c.from_zone WHERE c.to_zone = -1",
		("SELECT 3 * count(*) FROM supplier s JOIN supplier_zone l ON l.supplier_id = s.id JOIN zone z ON z.id = l.zone_id JOIN"
		 " supplier_device d ON d.supplier_id = s.id JOIN asset a ON a.id = d.asset_id AND a.scope_id = s.scope_id"),
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
	assert_int_equal(number(there, "SELECT count(*) FROM answer WHERE scope_id = 5 AND part = 'a-4000001'"), 1);
	sqlite3_close(here);
	sqlite3_close(there);
}

/* What the register says of works, networks, zones and tasks stands inside of names and JSON. */
static void test_ids_inside_of_texts_name_the_same_afterwards(void **state)
{
	struct fixture *f = *state;
	sqlite3 *here = open_raw(path_of(f, "from.db")), *there = open_raw(path_of(f, "to.db"));
	int64_t scope = 0;

	run(here, "INSERT INTO register VALUES (20, 3, 'component', 'MES', '{}', 0, 0, 1, 'x', 1),"
		  " (21, 3, 'object', 'network:6', '{\"works\":[\"17\",\"99\",\"x\"],\"note\":\"加\"}', 0, 0, 1, 'x', 1),"
		  " (22, 3, 'object', 'component:20', '{\"works\":[]}', 0, 0, 1, 'x', 1),"
		  " (23, 3, 'object', 'data:4711', '{}', 0, 0, 1, 'x', 1), (24, 3, 'object', 'role:plc', '{\"works\":1}', 0, 0, 1, 'x', 1),"
		  " (25, 3, 'zone', '5', '{\"works\":[\"17\"]}', 0, 0, 1, 'x', 1), (26, 3, 'renewal', '5', '{}', 0, 0, 1, 'x', 1),"
		  " (28, 3, 'object', 'function.control:5', '{}', 0, 0, 1, 'x', 1), (29, 3, 'object', 'function.time', '{}', 0, 0, 1, 'x', 1),"
		  " (27, 3, 'technology', 't-1', '{\"tasks\":[\"42\"]}', 0, 0, 1, 'x', 1)");
	run(there, "INSERT INTO scope (id, parent, name) VALUES (2, 1, 'earlier');"
		   "INSERT INTO zone VALUES (50, 2, 'own', '', 'a', 3, '', 0, 0);"
		   "INSERT INTO network VALUES (60, 2, 50, 'N', 'a', '10.9.0.0/24', '', 3, '', 0, 'control', '1', 'perimeter', '', 'renewed');"
		   "INSERT INTO register VALUES (70, 2, 'zone', '50', '{\"works\":[\"17\"]}', 0, 0, 1, 'x', 1);"
		   "INSERT INTO task VALUES (80, 2, '', '', '', 0, 'measure', 'own', '', '', '', '', '', 0, 0, 0, '', '', 'open', 0, 1, 'x', 1)");
	write_customer(f, "plain");
	assert_int_equal(take(f, "plain", &scope), 0);
	static const char *const joins[] = {
		"SELECT count(*) FROM register r JOIN network n ON r.name = 'network:' || n.id AND n.scope_id = r.scope_id",
		("SELECT count(*) FROM register r, json_each(r.body, '$.works') w JOIN register k ON k.id = w.value AND k.name = '生産'"
		 " AND k.scope_id = r.scope_id WHERE r.kind = 'object' AND json_array_length(r.body, '$.works') = 1 AND r.body LIKE '%加%'"),
		"SELECT count(*) FROM register r JOIN register k ON r.name = 'component:' || k.id AND k.name = 'MES' AND k.scope_id = r.scope_id",
		"SELECT count(*) FROM register r JOIN zone z ON r.kind = 'zone' AND r.name = z.id || '' AND z.scope_id = r.scope_id AND r.scope_id = 3",
		"SELECT count(*) FROM register r JOIN zone z ON r.kind = 'renewal' AND r.name = z.id || '' AND z.scope_id = r.scope_id",
		"SELECT count(*) FROM register r, json_each(r.body, '$.tasks') w JOIN task t ON t.id = w.value AND t.title = 'u' AND t.scope_id = r.scope_id",
		"SELECT count(*) FROM register r JOIN zone z ON r.name = 'function.control:' || z.id AND z.scope_id = r.scope_id AND r.scope_id = 3",
		"SELECT count(*) FROM register WHERE name = 'function.time'",
		"SELECT count(*) FROM register WHERE name = 'data:4711 ?'",
		"SELECT count(*) FROM register WHERE name = 'role:plc' AND body = '{\"works\":1}'",
		"SELECT count(*) FROM register WHERE id = 70 AND name = '50' AND body = '{\"works\":[\"17\"]}'",
	};
	for (size_t i = 0; i < sizeof(joins) / sizeof(joins[0]); i++)
		if (number(there, joins[i]) != 1)
			fail_msg("%lld: %s", (long long)number(there, joins[i]), joins[i]);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_every_table_with_a_scope_is_in_the_list),
		TEST(test_the_customer_of_this_test_has_a_row_in_every_table),
		TEST(test_a_customer_comes_in_whole),
		TEST(test_ids_inside_of_texts_name_the_same_afterwards),
		TEST(test_others_are_not_in_the_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
