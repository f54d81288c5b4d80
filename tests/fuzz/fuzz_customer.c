/* fuzz_customer.c - hostile files of customers: SQLite's own bytes, and what a process that reads them may tell.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The first byte says which. Whatever it is, what is written down is a database that says nothing of its own.
 */

#include "fuzz.h"
#include "store/customer_stream.h"
#include "store/customer_vfs.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static int file_of(const uint8_t *data, size_t size)
{
	const int fd = memfd_create("customer", 0);

	if (fd < 0 || (size && write(fd, data, size) != (ssize_t)size) || lseek(fd, 0, SEEK_SET) != 0)
		__builtin_trap();
	return fd;
}

static bool put(void *argument, const void *bytes, size_t length)
{
	return length == 0 || write(*(const int *)argument, bytes, length) == (ssize_t)length;
}

/* The tables that came to be are plain ones. */
static void look(const char *path)
{
	sqlite3 *db;
	sqlite3_stmt *s = NULL;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, "unix-none") == SQLITE_OK &&
	    sqlite3_prepare_v2(db, "SELECT count(*) FROM sqlite_schema WHERE type != 'table' OR sql NOT LIKE 'CREATE TABLE \"%'",
			       -1, &s, NULL) == SQLITE_OK &&
	    sqlite3_step(s) == SQLITE_ROW && sqlite3_column_int(s, 0) != 0)
		__builtin_trap();
	sqlite3_finalize(s);
	sqlite3_close(db);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char error[256], path[64];

	if (size == 0 || customer_vfs_register(false) != 0)
		return 0;
	const int in = file_of(data + 1, size - 1), told = file_of(NULL, 0), out = file_of(NULL, 0);

	if (data[0] % 2)
		customer_tell(in, put, (void *)(uintptr_t)&told);
	if (lseek(told, 0, SEEK_SET) != 0)
		__builtin_trap();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", out);
	if (customer_write_down(data[0] % 2 ? told : in, path, error, sizeof(error)) == 0)
		look(path);
	close(in);
	close(told);
	close(out);
	return 0;
}
