/* conf.h - a configuration file: YAML keys into a struct, by a table. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum conf_kind {
	CONF_TEXT, /* const char * */
	CONF_LIST, /* const char *[most], with a size_t count beside it */
	CONF_END,  /* behind the last row */
};

/* One key of the file; the manual is printed from help. */
struct conf_key {
	const char *name;
	enum conf_kind kind;
	size_t offset; /* in the caller's struct */
	size_t count;  /* CONF_LIST: offset of the size_t */
	size_t most;   /* CONF_LIST: texts that fit */
	const char *help;
};

/*
 * Reads a file into values by keys. Its texts live in the arena. 0, or -1 with one line in error that
 * names the file, the line and what is wrong there; values may then be half set.
 */
__attribute__((warn_unused_result)) int conf_read(const char *path, const struct conf_key *keys,
						  void *values, struct arena *arena, char *error,
						  size_t size);
