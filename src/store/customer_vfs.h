/* customer_vfs.h - SQLite reads a file that is open already, and nothing else. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include <sqlite3.h>

/* alone: of a process that may open no file, all that SQLite does goes this way. 0 or -errno. */
__attribute__((warn_unused_result)) int customer_vfs_register(bool alone);
/* Opens the database in fd, which stays the caller's and must outlive it. SQLite's code. */
__attribute__((warn_unused_result)) int customer_vfs_open(int fd, sqlite3 **db);
