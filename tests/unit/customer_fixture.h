/* customer_fixture.h - a customer with a row in every table, and where it goes. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "unit.h"

#include "lib/arena.h"
#include "lib/clock.h"
#include "store/customer_stream.h"
#include "store/customer_tables.h"
#include "store/customer_vfs.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define START  INT64_C(1700000000000000000)
#define MARKER "himitsu-no-shirushi"

struct fixture {
	char folder[64];
	struct arena arena;
	struct store *from, *to;
	struct viewer viewer; /* root and what is added to `from` */
	char error[256];      /* why the last one did not come in */
};

/* In the folder of the test. */
const char *path_of(const struct fixture *f, const char *name);
/* Or fails the test. */
struct store *open_store(const struct fixture *f, const char *name);
/* SQLite alone, or fails the test. */
sqlite3 *open_raw(const char *path);
/* SQL, or fails the test. */
void run(sqlite3 *db, const char *sql);
/* The first column of the first row. */
int64_t number(sqlite3 *db, const char *sql);
/* Of each test: a store with a customer in it, and an empty one. */
int set_up(void **state);
int tear_down(void **state);
/* A file of a customer that is not there yet. */
int make(const char *path);
/* The customer goes out. */
void write_customer(struct fixture *f, const char *name);
/* Reads the file as a job does, into another one of the name "told"; or its line in f->error. */
int write_told(struct fixture *f, const char *name);
/* And comes in, by way of what is told of it. */
int take(struct fixture *f, const char *name, int64_t *scope);
/* True when these words stand anywhere in the file. */
bool holds(const char *path, const char *words);

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
