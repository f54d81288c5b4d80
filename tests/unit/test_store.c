/* test_store.c - what is kept, stays kept, once, and apart. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include "inventory/inventory.h"
#include "lib/arena.h"
#include "record/record.h"
#include "store/store.h"

#include <errno.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define START INT64_C(1700000000000000000)
#define SEC   INT64_C(1000000000)

struct fixture {
	char folder[64];
	char path[96];
	struct store *store;
	struct inventory *inventory;
	struct arena arena;
	int64_t source;
	uint64_t seq;
};

static struct store *must_open(const char *path)
{
	char error[256] = "";
	int rc;
	struct store *store = store_open(path, &rc, error, sizeof(error));

	if (!store)
		fail_msg("%s", error);
	return store;
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	snprintf(f->folder, sizeof(f->folder), "/tmp/yagura-store-XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	snprintf(f->path, sizeof(f->path), "%s/y.db", f->folder);
	f->store = must_open(f->path);
	f->inventory = inventory_new(NULL);
	assert_int_equal(store_source_open(f->store, &store_system, "s1", "file", "a.pcap", "",
					   &f->source),
			 0);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	static const char *const endings[] = {"", "-wal", "-shm"};
	struct fixture *f = *state;
	char path[128];

	store_close(f->store);
	inventory_free(f->inventory);
	arena_free(&f->arena);
	for (size_t i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "%s%s", f->path, endings[i]);
		unlink(path);
	}
	rmdir(f->folder);
	free(f);
	return 0;
}

static struct address ip(uint8_t last)
{
	return address_from_ip4((const uint8_t[]){192, 168, 1, last});
}

static struct record base(struct fixture *f, enum record_type type, uint64_t entry, uint8_t client,
			  uint8_t server)
{
	return (struct record){
		.type = type,
		.time = START,
		.sensor = "s1",
		.boot = 7,
		.seq = ++f->seq,
		.entry = entry,
		.has_ip = true,
		.src_ip = ip(client),
		.dest_ip = ip(server),
		.src_port = -1,
		.dest_port = 502,
		.has_mac = true,
		.src_mac = {{2, 0, 0, 0, 0, client}},
		.dest_mac = {{2, 0, 0, 0, 0, server}},
		.proto = "TCP",
		.app_proto = "modbus",
	};
}

static struct record flow(struct fixture *f, uint64_t entry, uint8_t client, uint8_t server,
			  uint64_t packets)
{
	struct record r = base(f, RECORD_FLOW, entry, client, server);

	r.flow = (struct record_flow){
		.packets_to_server = packets,
		.packets_to_client = packets,
		.bytes_to_server = packets * 100,
		.bytes_to_client = packets * 100,
		.flows = 1,
		.answered = 1,
		.state = "established",
		.start = START,
		.end = START + (int64_t)packets * SEC,
	};
	return r;
}

static struct record operation(struct fixture *f, uint64_t entry, const char *class, uint64_t count)
{
	struct record r = base(f, RECORD_OT, entry, 1, 2);

	r.ot = (struct record_ot){
		.protocol = "modbus",
		.class = class,
		.function = "Function of the test",
		.code = 3,
		.space = "holding",
		.range_count = 1,
		.range = {{entry * 10, entry * 10 + 4}},
		.result = "ok",
		.count = count,
		.period_us = -1,
		.jitter_us = -1,
		.response_us = -1,
		.first_seen = START,
		.last_seen = START + (int64_t)entry * SEC,
	};
	return r;
}

/* As the server does: fold in, keep, in one transaction. */
static int take(struct fixture *f, const struct record *record)
{
	assert_int_equal(store_begin(f->store), 0);
	const int rc = store_apply_record(f->store, f->source, record,
					  inventory_record(f->inventory, record));

	assert_true(rc >= 0);
	assert_int_equal(store_save_inventory_changes(f->store, 1, f->inventory), 0);
	assert_int_equal(store_commit(f->store), 0);
	return rc;
}

static struct conversation_row *conversations(struct fixture *f, const struct viewer *viewer,
					      const struct conversation_filter *filter,
					      const struct page *page, struct listing *listing)
{
	struct conversation_row *rows;

	if (store_conversations(f->store, viewer, filter, page, &f->arena, &rows, listing))
		fail_msg("%s", store_error(f->store));
	return rows;
}

static struct operation_row *operations(struct fixture *f, const struct operation_filter *filter,
					const struct page *page, struct listing *listing)
{
	struct operation_row *rows;

	if (store_operations(f->store, &store_system, filter, page, &f->arena, &rows, listing))
		fail_msg("%s", store_error(f->store));
	return rows;
}

static void test_a_database_of_a_newer_version_is_refused(void **state)
{
	struct fixture *f = *state;
	char error[256] = "";
	sqlite3 *db;
	int rc;

	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "PRAGMA user_version = 999", 0, 0, 0), SQLITE_OK);
	sqlite3_close(db);
	assert_null(store_open(f->path, &rc, error, sizeof(error)));
	assert_int_equal(rc, -EPROTO);
	assert_non_null(strstr(error, "newer version"));
}

static void test_a_file_that_is_no_database_is_refused(void **state)
{
	struct fixture *f = *state;
	char error[256] = "";
	char path[128];
	int rc;

	snprintf(path, sizeof(path), "%s/text", f->folder);
	FILE *file = fopen(path, "w");

	for (int i = 0; i < 1000; i++)
		fputs("this is not a database\n", file);
	fclose(file);
	assert_null(store_open(path, &rc, error, sizeof(error)));
	assert_int_equal(rc, -EBADMSG);
	unlink(path);
}

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
	conversations(f, &stranger, NULL, NULL, &listing);
	assert_int_equal(listing.total, 0);
	assert_int_equal(store_counts(f->store, &stranger, 0, START, &counts), 0);
	assert_int_equal(counts.assets + counts.conversations + counts.operations, 0);
	assert_int_equal(store_counts(f->store, &store_system, START, START, &counts), 0);
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

static void write_until_killed(struct fixture *f, int told)
{
	struct store *store = must_open(f->path);

	for (uint64_t i = 1;; i++) {
		const struct record r = operation(f, i, "control", 1);

		if (store_begin(store) ||
		    store_apply_record(store, f->source, &r, (struct inventory_parties){1, 2}) ||
		    store_commit(store) || write(told, &i, sizeof(i)) != sizeof(i))
			_exit(1);
	}
}

static void test_what_was_committed_outlives_a_killed_writer(void **state)
{
	struct fixture *f = *state;
	struct listing listing;
	uint64_t committed = 0;
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	store_close(f->store);
	const pid_t child = fork();

	if (child == 0)
		write_until_killed(f, ends[1]);
	close(ends[1]);
	while (committed < 20)
		assert_int_equal(read(ends[0], &committed, sizeof(committed)), sizeof(committed));
	kill(child, SIGKILL);
	while (read(ends[0], &committed, sizeof(committed)) == sizeof(committed))
		;
	waitpid(child, NULL, 0);
	close(ends[0]);
	f->store = must_open(f->path);
	operations(f, NULL, NULL, &listing);
	assert_in_range(listing.total, committed, committed + 1);
}

static void test_a_full_disk_is_said_and_loses_nothing_committed(void **state)
{
	struct fixture *f = *state;
	struct listing listing;
	uint64_t kept = 0;
	int rc = 0;

	assert_int_equal(store_limit_pages(f->store, 150), 0);
	for (uint64_t i = 1; !rc && i < 100000; i++) {
		const struct record r = operation(f, i, "control", 1);

		assert_int_equal(store_begin(f->store), 0);
		rc = store_apply_record(f->store, f->source, &r, (struct inventory_parties){1, 2});
		if (rc)
			store_rollback(f->store);
		else
			rc = store_commit(f->store);
		kept += rc == 0;
	}
	assert_int_equal(rc, -ENOSPC);
	assert_non_null(strstr(store_error(f->store), "disk is full"));
	store_close(f->store);
	f->store = must_open(f->path);
	operations(f, NULL, NULL, &listing);
	assert_int_equal(listing.total, kept);
	assert_true(kept > 0);
	/* The record that did not fit is taken when there is room again. */
	const struct record again = operation(f, 1000001, "control", 1);

	assert_int_equal(take(f, &again), 0);
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_database_of_a_newer_version_is_refused),
		TEST(test_a_file_that_is_no_database_is_refused),
		TEST(test_a_record_told_twice_counts_once),
		TEST(test_entries_of_one_conversation_are_shown_as_one),
		TEST(test_a_conversation_whose_protocol_becomes_known_stays_one),
		TEST(test_changes_are_kept_singly_and_reads_together),
		TEST(test_a_file_read_again_leaves_nothing_of_the_unfinished_boot),
		TEST(test_scopes_keep_plants_apart),
		TEST(test_pages_follow_each_other),
		TEST(test_the_inventory_comes_back_and_merges_move_conversations),
		TEST(test_what_was_committed_outlives_a_killed_writer),
		TEST(test_a_full_disk_is_said_and_loses_nothing_committed),
		TEST(test_a_source_tells_its_state),
		TEST(test_a_reader_sees_what_was_committed_and_cannot_write),
		TEST(test_the_ledger_marks_its_assets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
