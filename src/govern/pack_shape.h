/* pack_shape.h - how a map of YAML becomes a struct: by tables. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/tree.h"

#include <stdint.h>

enum field_kind {
	FIELD_ID,       /* const char *: letters, digits, "-._" */
	FIELD_TEXT,     /* const char * */
	FIELD_WORDS,    /* struct words: both languages */
	FIELD_TEXTS,    /* struct texts */
	FIELD_FLAG,     /* bool: true, false */
	FIELD_CHILDREN, /* pointer to structs of .shape, count at .count */
};

struct shape;

struct field {
	const char *name; /* NULL ends a table */
	enum field_kind kind;
	bool required;
	size_t offset;
	size_t count; /* FIELD_CHILDREN: offset of the size_t */
	const struct shape *shape;
};

struct shape {
	size_t size;
	size_t most; /* children of that kind in one list */
	const struct field *fields;
};

struct shaper {
	struct arena *arena;
	char *error;
	size_t error_size;
};

/* False, and the line and the reason in error. */
__attribute__((format(printf, 3, 4))) bool shape_wrong(struct shaper *s, size_t line,
                                                       const char *format, ...);
/* Fills out by the shape's table; texts stay in the tree's arena. Unknown keys and missing
 * translations are refused. */
bool shape_map(struct shaper *s, const struct shape *shape, const struct tree *map, void *out);
