/* block_file.h - a list of names and addresses that are not wanted, as others hand them out. SPDX-License-Identifier: Apache-2.0
 *
 * One entry a line: a name, *.name, an address, a network (198.51.100.0/24). Also understood: lines of a hosts
 * file, "||name^", and the records of a response policy zone. What stands behind # ; or ! is a remark.
 */
#pragma once

#include <stddef.h>

struct arena;

#define BLOCK_FILE_MAX	 ((size_t)16 << 20)
#define BLOCK_ENTRY_SIZE 256

struct block_file {
	const char **entries; /* "evil.example", "198.51.100.0/24", in small letters; in the arena */
	size_t count;
	size_t refused;	      /* lines that were none of these */
	size_t first_refused; /* number of the first of them, 0 none */
};

/* Reads at most `most` entries; further ones are refused. */
void block_file_read(const void *bytes, size_t length, size_t most, struct arena *arena,
		     struct block_file *out);
