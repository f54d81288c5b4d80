/* test_basics.c - each figure of the basics in a plant where it is known by construction. SPDX-License-Identifier: Apache-2.0 */

#include "store_fixture.h"

#include "govern/basics.h"

static void run(struct fixture *f, const char *sql)
{
	char *error = NULL;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &error) != SQLITE_OK)
		fail_msg("%s", error);
	sqlite3_close(db);
}

/* A device with one address; id is its own and its endpoint's. level times 10. */
static void device(struct fixture *f, int id, const char *ip, const char *role, int level, bool external)
{
	char sql[700];

	snprintf(sql, sizeof(sql),
		 "INSERT INTO asset (scope_id, id, endpoints, external, name, role, level, ip, vendor, stored_at) VALUES (1, %d, 1,"
		 " %d, 'd%d', '%s', %d, '%s', 'Maker', 1); INSERT INTO endpoint (scope_id, id, kind, vlan, mac, ip, home, asset_id,"
		 " owner, flags, bound_first, bound_last, first_seen, last_seen, traits, sensor) VALUES (1, %d, 2, 0, '', '%s', %d, %d, 0,"
		 " 0, 1, 1, 1, 1, '', 's');",
		 id, external, id, role, level, ip, id, ip, id, id);
	run(f, sql);
}

static void talk(struct fixture *f, int id, int client, int server, const char *protocol)
{
	char sql[500];

	snprintf(sql, sizeof(sql),
		 "INSERT INTO conversation (id, scope_id, client, server, vlan, proto, port, protocol, state, flows, answered,"
		 " first_seen, last_seen) VALUES (%d, 1, %d, %d, 0, 'TCP', %d, '%s', '', 1, 1, 1, 2);",
		 id, client, server, 1000 + id, protocol);
	run(f, sql);
}

/* A flat subnet, a divided one, an office, a cloud; a firewall stands between and is no end of a bypass. */
static void build(struct fixture *f)
{
	device(f, 1, "192.168.1.1", "plc", 10, false);
	device(f, 2, "192.168.1.2", "mes", 30, false);
	device(f, 3, "192.168.2.1", "plc", 10, false);
	device(f, 4, "192.168.2.2", "hmi", 20, false);
	device(f, 5, "10.0.0.1", "pc", 40, false);
	device(f, 6, "192.168.2.3", "unknown", -1, false);
	device(f, 7, "203.0.113.9", "internet", 50, true);
	device(f, 8, "192.168.2.254", "firewall", 30, false);
	talk(f, 1, 4, 3, "modbus");
	talk(f, 2, 4, 1, "s7comm");
	talk(f, 3, 2, 4, "opcua");
	talk(f, 4, 5, 1, "http");   /* bypass */
	talk(f, 5, 2, 7, "tls");    /* bypass and cloud */
	talk(f, 6, 5, 8, "http");   /* to the border itself */
	talk(f, 7, 5, 1, "ntp");    /* carries nobody in */
	run(f, "INSERT INTO zone (id, scope_id, kind, name, smkl, importance, note, draft) VALUES (9, 1, 'zone', 'IDMZ', 'idmz', 0, '', 0)");
}

static struct basics measure(struct fixture *f, const struct viewer *viewer)
{
	struct basics out = {0};

	if (basics_measure(f->store, viewer, "2026-11-22", &f->arena, &out))
		fail_msg("%s", store_error(f->store));
	return out;
}

static const struct basic_figure *figure(const struct basics *b, const char *id)
{
	for (size_t i = 0; i < b->figure_count; i++)
		if (strcmp(b->figures[i].basic->id, id) == 0)
			return &b->figures[i];
	fail_msg("no figure %s", id);
	return NULL;
}

static void test_each_figure_is_what_was_built(void **state)
{
	struct fixture *f = *state;

	build(f);
	const struct basics b = measure(f, &store_system);

	assert_int_equal(figure(&b, "assets")->count, 1);
	assert_int_equal(figure(&b, "assets")->all, 7);
	assert_int_equal(figure(&b, "network")->count, 1);
	assert_int_equal(figure(&b, "network")->all, 3);
	assert_string_equal(figure(&b, "network")->parts[0].name, "192.168.1.");
	assert_int_equal(figure(&b, "network")->parts[0].count, 2);
	assert_int_equal(figure(&b, "data")->count, 2);
	assert_int_equal(figure(&b, "data")->all, 3);
	assert_string_equal(figure(&b, "data")->page, "communications?protocol=modbus,s7comm");
	assert_int_equal(figure(&b, "cloud")->count, 1);
	assert_int_equal(figure(&b, "bypass")->count, 2);
	assert_int_equal(b.counts.idmz, 1);
}

/* The number and the list it leads to are the same. */
static void test_the_list_of_bypasses_holds_what_was_counted(void **state)
{
	struct fixture *f = *state;
	const struct conversation_filter filter = {.measure = MEASURE_BYPASS};
	const struct page page = {.limit = 100};
	struct listing listing;

	build(f);
	conversations(f, &store_system, &filter, &page, &listing);
	assert_int_equal(listing.total, 2);
}

static void test_partners_are_those_that_people_accepted(void **state)
{
	struct fixture *f = *state;

	run(f, "INSERT INTO allowed (id, scope_id, part, kind, client, server, what, class, code, subcode, function, space, target,"
	       " state, wide, ranges, count, period_us, jitter_us, hours1, hours2, hours3, first_seen, last_seen) VALUES"
	       " (1, 1, 'p', 'talk', 1, 2, 'modbus', '', 0, 0, '', '', '', 'accepted', 0, '[]', 1, 0, 0, 0, 0, 0, 1, 1),"
	       " (2, 1, 'p', 'talk', 1, 3, 'modbus', '', 0, 0, '', '', '', 'learned', 0, '[]', 1, 0, 0, 0, 0, 0, 1, 1),"
	       " (3, 1, 'p', 'talk', 1, 4, 'modbus', '', 0, 0, '', '', '', 'refused', 0, '[]', 1, 0, 0, 0, 0, 0, 1, 1)");
	const struct basics b = measure(f, &store_system);

	assert_int_equal(figure(&b, "partners")->count, 1);
	assert_int_equal(figure(&b, "partners")->all, 2);
	assert_int_equal(b.counts.learned, 2);
	assert_int_equal(b.counts.accepted, 1);
}

static void test_nothing_is_told_of_somebody_elses_plant(void **state)
{
	struct fixture *f = *state;
	const int64_t none[] = {77};
	const struct viewer other = {.user = "other", .scopes = none, .scope_count = 1};
	struct vendor_row *vendors;
	struct zone_risk *zones;
	size_t count;

	build(f);
	const struct basics b = measure(f, &other);

	for (size_t i = 0; i < b.figure_count; i++) {
		assert_int_equal(b.figures[i].count, 0);
		assert_int_equal(b.figures[i].all, 0);
	}
	assert_int_equal(store_vendors(f->store, &other, &f->arena, &vendors, &count), 0);
	assert_int_equal(count, 0);
	assert_int_equal(store_zone_risks(f->store, &other, "2026-11-22", &f->arena, &zones, &count), 0);
	assert_int_equal(count, 0);
}

static void test_vendors_and_vulnerabilities_are_counted_by_zone(void **state)
{
	struct fixture *f = *state;
	struct vendor_row *vendors;
	struct zone_risk *zones;
	size_t count;

	build(f);
	run(f, "UPDATE asset SET zone_id = 9, os_end = '2020-01-14' WHERE id IN (1, 2)");
	run(f, "INSERT INTO vulnerability (id, name, title, changed_at) VALUES (1, 'CVE-1', 'a', 1), (2, 'CVE-2', 'b', 1);"
	       "INSERT INTO match (scope_id, vulnerability_id, asset_id, advisory_id, outcome, confidence, reason, priority, why,"
	       " found_at) VALUES (1, 1, 1, 0, 2, 90, '', 70, '', 1), (1, 2, 1, 0, 1, 90, '', 95, '', 1), (1, 1, 2, 0, 0, 90, '', 99,"
	       " '', 1); INSERT INTO decision (scope_id, vulnerability_id, asset_id, state, because, by, at) VALUES (1, 2, 1,"
	       " 'mitigated', '', 'x', 1)");
	assert_int_equal(store_zone_risks(f->store, &store_system, "2026-11-22", &f->arena, &zones, &count), 0);
	assert_int_equal(count, 1);
	assert_int_equal(zones[0].devices, 2);
	assert_int_equal(zones[0].unsupported, 2);
	assert_int_equal(zones[0].undecided, 1);
	assert_int_equal(zones[0].worst, 70);
	assert_int_equal(zones[0].decided, 1);
	assert_int_equal(store_vendors(f->store, &store_system, &f->arena, &vendors, &count), 0);
	assert_true(count >= 6);
	assert_string_equal(vendors[0].vendor, "Maker");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_each_figure_is_what_was_built),
		TEST(test_the_list_of_bypasses_holds_what_was_counted),
		TEST(test_partners_are_those_that_people_accepted),
		TEST(test_nothing_is_told_of_somebody_elses_plant),
		TEST(test_vendors_and_vulnerabilities_are_counted_by_zone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
