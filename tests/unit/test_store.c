/* test_store.c - what is kept, is kept once, and apart. SPDX-License-Identifier: Apache-2.0 */

#include "store_fixture.h"

static void test_a_record_told_twice_counts_once(void **state)
{
	struct fixture *f = *state;
	struct listing listing;
	const struct record first = flow(f, 1, 1, 2, 10);
	const struct record later = flow(f, 1, 1, 2, 25);

	assert_int_equal(take(f, &first), 0);
	assert_int_equal(take(f, &first), 1);
	assert_int_equal(take(f, &later), 0);
	const struct conversation_row *rows =
		conversations(f, &store_system, NULL, NULL, &listing);

	assert_int_equal(listing.total, 1);
	assert_int_equal(rows[0].packets_to_server, 25);
	assert_int_equal(rows[0].flows, 1);
	assert_string_equal(rows[0].client.ip, "192.168.1.1");
	assert_string_equal(rows[0].server.ip, "192.168.1.2");
	assert_true(rows[0].server.asset > 0);
	/* The mark outlives the process. */
	store_close(f->store);
	f->store = must_open(f->path);
	assert_true(store_record_seen(f->store, f->source, &later));
	assert_int_equal(take(f, &later), 1);
}

static void test_entries_of_one_conversation_are_shown_as_one(void **state)
{
	struct fixture *f = *state;
	struct listing listing;
	struct record r = flow(f, 1, 1, 2, 10);

	take(f, &r);
	r = flow(f, 9, 1, 2, 5);
	take(f, &r);
	const struct conversation_row *rows =
		conversations(f, &store_system, NULL, NULL, &listing);

	assert_int_equal(listing.total, 1);
	assert_int_equal(rows[0].packets_to_server, 15);
}

static void test_a_conversation_whose_protocol_becomes_known_stays_one(void **state)
{
	struct fixture *f = *state;
	struct listing listing;
	struct record r = flow(f, 1, 1, 2, 3);

	r.app_proto = NULL;
	take(f, &r);
	r = flow(f, 1, 1, 2, 8);
	take(f, &r);
	const struct conversation_row *rows =
		conversations(f, &store_system, NULL, NULL, &listing);

	assert_int_equal(listing.total, 1);
	assert_string_equal(rows[0].protocol, "modbus");
	assert_int_equal(rows[0].packets_to_server, 8);
}

static void test_what_an_address_said_stays_with_the_device_that_had_it(void **state)
{
	struct fixture *f = *state;
	struct listing listing;
	struct record r = flow(f, 1, 1, 2, 10);

	assert_int_equal(store_apply_record(f->store, f->source, &r,
					    (struct inventory_parties){1, 2}),
			 0);
	r = flow(f, 1, 1, 2, 25); /* the lease has moved to endpoint 3 */
	assert_int_equal(store_apply_record(f->store, f->source, &r,
					    (struct inventory_parties){3, 2}),
			 0);
	const struct conversation_row *rows = conversations(
		f, &store_system, NULL, &(struct page){.sort = "packets"}, &listing);

	assert_int_equal(listing.total, 2);
	assert_int_equal(rows[0].packets_to_server, 10);
	assert_int_equal(rows[1].packets_to_server, 15);
}

static void test_the_hours_hold_what_was_added_in_them(void **state)
{
	struct fixture *f = *state;
	struct hour_row *hours;
	size_t count;
	struct record r = flow(f, 1, 1, 2, 10);

	take(f, &r);
	r = flow(f, 1, 1, 2, 25);
	r.flow.end = START + 7200 * SEC;
	take(f, &r);
	assert_int_equal(store_hours(f->store, &store_system, 0, 0, INT64_MAX, &f->arena, &hours,
				     &count),
			 0);
	assert_int_equal(count, 2);
	assert_int_equal(hours[0].packets, 20);
	assert_int_equal(hours[1].packets, 30);
}

static void test_changes_are_kept_singly_and_reads_together(void **state)
{
	struct fixture *f = *state;
	struct listing listing;
	static const char *const classes[] = {"read", "read", "control", "control"};

	for (uint64_t i = 0; i < 4; i++) {
		const struct record r = operation(f, i + 1, classes[i], 2);

		take(f, &r);
	}
	struct operation_row *rows = operations(f, NULL, NULL, &listing);

	assert_int_equal(listing.total, 3);
	assert_string_equal(rows[0].class, "control"); /* newest first */
	assert_string_equal(rows[2].class, "read");
	assert_int_equal(rows[2].count, 4);
	assert_string_equal(rows[2].ranges, "[[10,14],[20,24]]");
	operations(f, &(struct operation_filter){.changes = true}, NULL, &listing);
	assert_int_equal(listing.total, 2);
	operations(f, &(struct operation_filter){.class = "read,write"}, NULL, &listing);
	assert_int_equal(listing.total, 1);
	operations(f, &(struct operation_filter){.q = "HOLD"}, NULL, &listing);
	assert_int_equal(listing.total, 3);
	operations(f, &(struct operation_filter){.q = "100%"}, NULL, &listing);
	assert_int_equal(listing.total, 0);
}

/* CIP is carried by EtherNet/IP, whose dissector has another name; a web login changes no controller. */
static void test_a_change_is_one_of_the_plant_floor(void **state)
{
	struct fixture *f = *state;
	struct listing listing;
	static const struct {
		const char *protocol;
		unsigned int changes;
	} cases[] = {{"cip", 1}, {"http", 1}, {"slmp", 2}};

	for (uint64_t i = 0; i < 3; i++) {
		struct record r = operation(f, i + 1, "control", 1);

		r.ot.protocol = cases[i].protocol;
		take(f, &r);
		operations(f, &(struct operation_filter){.changes = true}, NULL, &listing);
		assert_int_equal(listing.total, cases[i].changes);
	}
}

static void test_a_file_read_again_leaves_nothing_of_the_unfinished_boot(void **state)
{
	struct fixture *f = *state;
	struct listing listing;
	struct record r = flow(f, 1, 1, 2, 10);
	struct record done = base(f, RECORD_STATS, 0, 1, 2);

	take(f, &r);
	done.stats = (struct record_stats){.state = "done"};
	take(f, &done);
	r = flow(f, 1, 1, 2, 4); /* the second reading, which breaks off */
	r.boot = 8;
	take(f, &r);
	r = operation(f, 2, "control", 1);
	r.boot = 8;
	take(f, &r);
	assert_int_equal(store_source_restart(f->store, f->source), 0);
	const struct conversation_row *rows =
		conversations(f, &store_system, NULL, NULL, &listing);

	assert_int_equal(listing.total, 1);
	assert_int_equal(rows[0].packets_to_server, 10);
	operations(f, NULL, NULL, &listing);
	assert_int_equal(listing.total, 0);
	assert_false(store_record_seen(f->store, f->source, &r));
}

static void test_scopes_keep_plants_apart(void **state)
{
	struct fixture *f = *state;
	struct listing listing;
	struct counts counts;
	int64_t other;
	struct asset_row asset;

	assert_int_equal(store_scope_add(f->store, &store_system, 1, "other", &other), 0);
	const struct viewer stranger = {.user = "x", .scopes = &other, .scope_count = 1};
	const struct record r = flow(f, 1, 1, 2, 10);
	const struct record o = operation(f, 2, "control", 1);

	take(f, &r);
	take(f, &o);
	const int64_t both[] = {1, other};
	const struct viewer head_office = {.user = "y", .scopes = both, .scope_count = 2};

	conversations(f, &stranger, NULL, NULL, &listing);
	assert_int_equal(listing.total, 0);
	conversations(f, &(struct viewer){.user = "nobody"}, NULL, NULL, &listing);
	assert_int_equal(listing.total, 0);
	conversations(f, &head_office, NULL, NULL, &listing);
	assert_int_equal(listing.total, 1);
	assert_int_equal(store_counts(f->store, &stranger, START, &counts), 0);
	assert_int_equal(counts.assets + counts.conversations + counts.operations, 0);
	assert_int_equal(store_counts(f->store, &store_system, START, &counts), 0);
	assert_int_equal(counts.assets, 2);
	assert_int_equal(counts.assets_new, 2);
	assert_int_equal(counts.changes, 1);
	assert_int_equal(store_asset(f->store, &stranger, 1, &f->arena, &asset), -ENOENT);
	assert_int_equal(store_asset(f->store, &store_system, 1, &f->arena, &asset), 0);
	assert_int_equal(store_source_edit(f->store, &stranger, f->source, "mine", NULL), -ENOENT);
}

static void test_pages_follow_each_other(void **state)
{
	struct fixture *f = *state;
	struct listing listing;
	struct page page = {.limit = 3, .sort = "-packets"};
	uint64_t last = UINT64_MAX;
	size_t seen = 0;

	for (uint8_t i = 1; i <= 7; i++) {
		const struct record r = flow(f, i, i, 100, i);

		take(f, &r);
	}
	do {
		const struct conversation_row *rows =
			conversations(f, &store_system, NULL, &page, &listing);

		assert_int_equal(listing.total, 7);
		for (size_t i = 0; i < listing.count; i++) {
			assert_true(rows[i].packets_to_server < last);
			last = rows[i].packets_to_server;
		}
		seen += listing.count;
		page.after = listing.next;
	} while (listing.next);
	assert_int_equal(seen, 7);
}

static void test_the_inventory_comes_back_and_merges_move_conversations(void **state)
{
	struct fixture *f = *state;
	struct listing listing;
	struct asset_row asset;
	struct asset_detail detail;
	struct timeline_row *timeline;
	struct peer_row *peers;
	struct edge_row *edges;
	size_t count;
	const struct record r = flow(f, 1, 1, 2, 10);
	const struct record o = flow(f, 2, 3, 2, 10);

	take(f, &r);
	take(f, &o);
	assert_int_equal(store_edges(f->store, &store_system, &f->arena, &edges, &count), 0);
	assert_int_equal(count, 2);
	const uint64_t one = inventory_asset_of(f->inventory, inventory_record(f->inventory, &r).client);
	const uint64_t two = inventory_asset_of(f->inventory, inventory_record(f->inventory, &o).client);

	assert_int_equal(inventory_edit(f->inventory, one, "zone", "Line 1", "kim", START), 0);
	assert_int_equal(store_save_inventory_changes(f->store, 1, f->inventory), 0);
	inventory_free(f->inventory);
	f->inventory = inventory_new(NULL);
	assert_int_equal(store_load_inventory(f->store, 1, f->inventory), 0);
	assert_string_equal(inventory_asset(f->inventory, one)->zone, "Line 1");
	assert_int_equal(inventory_merge(f->inventory, one, two, "kim", START), 0);
	assert_int_equal(store_save_inventory_changes(f->store, 1, f->inventory), 0);
	conversations(f, &store_system, &(struct conversation_filter){.asset = two}, NULL,
		      &listing);
	assert_int_equal(listing.total, 2);
	assert_int_equal(store_asset(f->store, &store_system, two, &f->arena, &asset), 0);
	assert_int_equal(asset.number, one < two ? one : two);
	assert_int_equal(store_asset_detail(f->store, &store_system, two, &f->arena, &detail), 0);
	assert_int_equal(detail.merge_count, 1);
	assert_int_equal(store_asset_timeline(f->store, &store_system, one, &f->arena, &timeline,
					      &count),
			 0);
	assert_true(count >= 2);
	assert_int_equal(store_asset_peers(f->store, &store_system, one, &f->arena, &peers, &count),
			 0);
	assert_int_equal(count, 1);
	assert_true(peers[0].server);
	assert_int_equal(peers[0].packets, 40);
	assert_int_equal(inventory_undo(f->inventory, detail.merges[0].id), 0);
	assert_int_equal(store_save_inventory_changes(f->store, 1, f->inventory), 0);
	conversations(f, &store_system, &(struct conversation_filter){.asset = two}, NULL,
		      &listing);
	assert_int_equal(listing.total, 1);
}

static void test_a_source_tells_its_state(void **state)
{
	struct fixture *f = *state;
	struct source *sources;
	size_t count;
	const struct record_counter counters[] = {{"capture.packets", 12}, {"flow.evicted", 3}};
	struct record r = base(f, RECORD_STATS, 0, 1, 2);

	r.stats = (struct record_stats){
		.state = "broken", .detail = "cut off", .counters = counters, .counter_count = 2};
	take(f, &r);
	r = flow(f, 1, 1, 2, 5);
	take(f, &r);
	assert_int_equal(store_source_edit(f->store, &store_system, f->source, NULL,
					   &(struct source_point){.line = "Line 1"}),
			 0);
	assert_int_equal(store_sources(f->store, &store_system, &f->arena, &sources, &count), 0);
	assert_int_equal(count, 1);
	assert_string_equal(sources[0].state, "broken");
	assert_string_equal(sources[0].detail, "cut off");
	assert_string_equal(sources[0].name, "a.pcap");
	assert_string_equal(sources[0].point.line, "Line 1");
	assert_int_equal(source_counter_value(&sources[0], "flow.evicted"), 3);
	assert_int_equal(sources[0].first_packet, START);
	assert_int_equal(sources[0].last_packet, START + 5 * SEC);
}

static void test_a_reader_sees_what_was_committed_and_cannot_write(void **state)
{
	struct fixture *f = *state;
	char error[256] = "";
	int rc;
	struct store *reader = store_reader_open(f->path, 1000, &rc, error, sizeof(error));
	struct asset_row *rows;
	struct listing listing;
	const struct record r = flow(f, 1, 1, 2, 10);

	assert_non_null(reader);
	take(f, &r);
	assert_int_equal(store_assets(reader, &store_system, &(struct asset_filter){.q = "1.2"},
				      NULL, &f->arena, &rows, &listing),
			 0);
	assert_int_equal(listing.total, 1);
	assert_string_equal(rows[0].ip, "192.168.1.2");
	assert_int_equal(rows[0].in_ledger, -1);
	assert_true(store_setting_put(reader, &store_system, "a", "b") < 0);
	store_close(reader);
}

static void test_the_ledger_marks_its_assets(void **state)
{
	struct fixture *f = *state;
	struct ledger ledger;
	struct asset_row asset;
	const struct record r = flow(f, 1, 1, 2, 10);
	const struct ledger_row rows[] = {{.row = 4, .name = "PLC", .asset = 1}, {.row = 5}};

	take(f, &r);
	assert_int_equal(store_ledger_replace(f->store, &store_system, "台帳.xlsx", rows, 2), 0);
	assert_int_equal(store_ledger(f->store, &store_system, &f->arena, &ledger), 0);
	assert_string_equal(ledger.filename, "台帳.xlsx");
	assert_int_equal(ledger.count, 2);
	assert_int_equal(store_asset(f->store, &store_system, 1, &f->arena, &asset), 0);
	assert_int_equal(asset.in_ledger, 1);
	assert_int_equal(store_asset(f->store, &store_system, 2, &f->arena, &asset), 0);
	assert_int_equal(asset.in_ledger, 0);
}

static void test_names_are_sorted_as_people_count(void **state)
{
	static const char *const names[] = {"plc10", "PLC2", "10.0.0.10", "plc 1", "10.0.0.9"};
	static const char *const sorted[] = {"10.0.0.9", "10.0.0.10", "plc 1", "PLC2", "plc10"};
	struct fixture *f = *state;
	struct listing listing;
	struct asset_row *rows;
	uint8_t i = 0;

	for (; i < 4; i++) { /* assets 1 to 5 */
		const struct record r = flow(f, i + 1u, (uint8_t)(i + 1), 100, 1);

		take(f, &r);
	}
	for (i = 0; i < 5; i++)
		assert_int_equal(inventory_edit(f->inventory, i + 1u, "name", names[i], "x", 5), 0);
	assert_int_equal(store_save_inventory_changes(f->store, 1, f->inventory), 0);
	assert_int_equal(store_assets(f->store, &store_system, &(struct asset_filter){.q = ""},
				      &(struct page){.sort = "name"}, &f->arena, &rows, &listing),
			 0);
	assert_int_equal(listing.count, 5);
	for (i = 0; i < 5; i++)
		assert_string_equal(rows[i].name, sorted[i]);
}

static void test_a_device_seen_after_the_ledger_meets_its_row(void **state)
{
	struct fixture *f = *state;
	struct asset_row asset;
	const struct record r = flow(f, 1, 1, 2, 10);
	const struct ledger_row rows[] = {
		{.row = 2, .name = "プレス機 PLC", .ip = "192.168.1.2", .owner = "佐藤"}, {.row = 3}};

	assert_int_equal(store_ledger_replace(f->store, &store_system, "台帳.xlsx", rows, 2), 0);
	take(f, &r);
	assert_int_equal(store_asset(f->store, &store_system, 2, &f->arena, &asset), 0);
	assert_string_equal(asset.name, "プレス機 PLC");
	assert_string_equal(asset.owner, "佐藤");
	assert_int_equal(asset.in_ledger, 1);
	assert_int_equal(store_asset(f->store, &store_system, 1, &f->arena, &asset), 0);
	assert_int_equal(asset.in_ledger, 0);
}

static void test_what_a_person_said_stays_over_the_ledger(void **state)
{
	struct fixture *f = *state;
	const struct record r = flow(f, 1, 1, 2, 10);

	take(f, &r);
	assert_int_equal(inventory_edit(f->inventory, 2, "name", "現場の呼び名", "sato", 5), 0);
	inventory_listed(f->inventory, 1, "name", "台帳の名前", 6);
	inventory_listed(f->inventory, 2, "name", "台帳の名前", 6);
	assert_string_equal(inventory_asset(f->inventory, 2)->name, "現場の呼び名");
	assert_string_equal(inventory_asset(f->inventory, 1)->name, "台帳の名前");
	inventory_unlist(f->inventory);
	assert_string_equal(inventory_asset(f->inventory, 2)->name, "現場の呼び名");
	assert_string_not_equal(inventory_asset(f->inventory, 1)->name, "台帳の名前");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_record_told_twice_counts_once),
		TEST(test_entries_of_one_conversation_are_shown_as_one),
		TEST(test_a_conversation_whose_protocol_becomes_known_stays_one),
		TEST(test_what_an_address_said_stays_with_the_device_that_had_it),
		TEST(test_the_hours_hold_what_was_added_in_them),
		TEST(test_changes_are_kept_singly_and_reads_together),
		TEST(test_a_change_is_one_of_the_plant_floor),
		TEST(test_a_file_read_again_leaves_nothing_of_the_unfinished_boot),
		TEST(test_scopes_keep_plants_apart),
		TEST(test_pages_follow_each_other),
		TEST(test_the_inventory_comes_back_and_merges_move_conversations),
		TEST(test_a_source_tells_its_state),
		TEST(test_a_reader_sees_what_was_committed_and_cannot_write),
		TEST(test_the_ledger_marks_its_assets),
		TEST(test_names_are_sorted_as_people_count),
		TEST(test_a_device_seen_after_the_ledger_meets_its_row),
		TEST(test_what_a_person_said_stays_over_the_ledger),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
