/* store_fixture.h - a database in a folder of its own, and records for it. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "unit.h"

#include "inventory/inventory.h"
#include "lib/arena.h"
#include "record/record.h"
#include "store/store.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
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

/* Fails the test when it cannot. */
struct store *must_open(const char *path);
/* Of each test: an empty store with a source and an inventory. */
int set_up(void **state);
int tear_down(void **state);
/* 192.168.1.last. */
struct address ip(uint8_t last);
/* A record of Modbus over TCP, to be filled in. */
struct record base(struct fixture *f, enum record_type type, uint64_t entry, uint8_t client, uint8_t server);
/* A conversation of so many packets each way. */
struct record flow(struct fixture *f, uint64_t entry, uint8_t client, uint8_t server, uint64_t packets);
/* An operation of 192.168.1.1 at 192.168.1.2. */
struct record operation(struct fixture *f, uint64_t entry, const char *class, uint64_t count);
/* As the server does: fold in, keep, in one transaction. */
int take(struct fixture *f, const struct record *record);
/* SQL on the database, past the store, or fails the test. */
void run_sql(struct fixture *f, const char *sql);
/* Lists, or fail the test. */
struct conversation_row *conversations(struct fixture *f, const struct viewer *viewer,
				       const struct conversation_filter *filter, const struct page *page, struct listing *listing);
struct operation_row *operations(struct fixture *f, const struct operation_filter *filter,
				 const struct page *page, struct listing *listing);

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
