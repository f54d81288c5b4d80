/* store_fixture.c - a database in a folder of its own, and records for it. SPDX-License-Identifier: Apache-2.0 */

#include "store_fixture.h"

struct store *must_open(const char *path)
{
	char error[256] = "";
	int rc;
	struct store *store = store_open(path, &rc, error, sizeof(error));

	if (!store)
		fail_msg("%s", error);
	return store;
}

int set_up(void **state)
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

int tear_down(void **state)
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

struct address ip(uint8_t last)
{
	return address_from_ip4((const uint8_t[]){192, 168, 1, last});
}

struct record base(struct fixture *f, enum record_type type, uint64_t entry, uint8_t client, uint8_t server)
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

struct record flow(struct fixture *f, uint64_t entry, uint8_t client, uint8_t server, uint64_t packets)
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

struct record operation(struct fixture *f, uint64_t entry, const char *class, uint64_t count)
{
	struct record r = base(f, RECORD_OT, entry, 1, 2);
	struct record_range *range = arena_alloc(&f->arena, sizeof(*range));

	*range = (struct record_range){entry * 10, entry * 10 + 4};
	r.ot = (struct record_ot){
		.protocol = "modbus",
		.class = class,
		.function = "Function of the test",
		.code = 3,
		.space = "holding",
		.range_count = 1,
		.range = range,
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

int take(struct fixture *f, const struct record *record)
{
	assert_int_equal(store_begin(f->store), 0);
	const int rc = store_apply_record(f->store, f->source, record,
					  inventory_record(f->inventory, record));

	assert_true(rc >= 0);
	assert_int_equal(store_save_inventory_changes(f->store, 1, f->inventory), 0);
	assert_int_equal(store_commit(f->store), 0);
	return rc;
}

struct conversation_row *conversations(struct fixture *f, const struct viewer *viewer,
				       const struct conversation_filter *filter, const struct page *page, struct listing *listing)
{
	struct conversation_row *rows;

	if (store_conversations(f->store, viewer, filter, page, &f->arena, &rows, listing))
		fail_msg("%s", store_error(f->store));
	return rows;
}

struct operation_row *operations(struct fixture *f, const struct operation_filter *filter,
				 const struct page *page, struct listing *listing)
{
	struct operation_row *rows;

	if (store_operations(f->store, &store_system, filter, page, &f->arena, &rows, listing))
		fail_msg("%s", store_error(f->store));
	return rows;
}

void run_sql(struct fixture *f, const char *sql)
{
	sqlite3 *db;
	char *error = NULL;

	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &error) != SQLITE_OK)
		fail_msg("%s", error);
	sqlite3_close(db);
}
