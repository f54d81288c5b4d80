/* customer_stream.h - a customer's file between the process that reads it and the one that keeps it. SPDX-License-Identifier: Apache-2.0
 *
 * Whoever knows the passphrase can put anything into a file, SQLite's own bytes too. So a process without rights reads
 * it, looks through it and tells its rows; they are written down anew, and the store takes them from there. What is told
 * is not believed: only tables, columns and values of ours are written.
 *
 * A piece: a letter, its length (32 bits, little-endian), its bytes.
 *   T  a table: names of it and of its columns, each behind its length (8 bits)
 *   R  a row of it: for each column N, or I and 64 bits, or T (text) or B (bytes) behind their length (32 bits)
 *   E  the end: how many rows there were (64 bits)
 *   X  in place of the end: why not, as an errno (32 bits) and words
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CUSTOMER_BYTES_MAX ((uint64_t)8 << 30)
#define CUSTOMER_ROWS_MAX  20000000
#define CUSTOMER_VALUE_MAX (64u << 20)

/* Takes bytes of the stream; false ends it. */
typedef bool customer_put_function(void *argument, const void *bytes, size_t length);

/* Tells the rows of the database in fd, or why not. */
void customer_tell(int fd, customer_put_function *put, void *argument);
/* Tells only why not; words may be NULL. */
void customer_tell_fault(int rc, const char *words, customer_put_function *put, void *argument);
/*
 * Writes what is told through the descriptor to an empty file at path. 0, or -errno with a line in error: -EINVAL the
 * file is not fit.
 */
__attribute__((warn_unused_result)) int customer_write_down(int from, const char *path, char *error, size_t size);
