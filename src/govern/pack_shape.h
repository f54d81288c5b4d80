/* pack_shape.h - how a map of YAML becomes a struct: by tables. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "govern/tree.h"
#include "lib/embedded.h"

#include <stddef.h>
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

/* A field whose key is the member's name. */
#define FIELD_AT(type, member, kind, needed) {#member, kind, needed, offsetof(struct type, member), 0, NULL}
#define FIELD_LIST(type, member, number, needed, shape)                                                  \
	{#member, FIELD_CHILDREN, needed, offsetof(struct type, member), offsetof(struct type, number), \
	 &shape}

extern const struct shape named_shape; /* of struct named */

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
/* That of a pack: its lists' shapes stand in it (pack.c). */
const struct shape *pack_shape_of_packs(void);
/* Reads YAML and fills out by the shape's table. The tree's root, whose lines a check may name, or NULL and the line
 * and the reason in error. */
const struct tree *shape_read(struct shaper *s, const void *bytes, size_t length, const struct shape *shape,
			      void *out);

/* A file of our catalogue that is one struct: read when first asked for, kept for ever. */
struct our_book {
	const char *path; /* "catalog/basics.yaml", for the complaint */
	const struct embedded_file *file;
	const struct shape *shape;
	void *book; /* shape->size zero bytes */
	bool read;
};

/* The book, from any thread. A broken one is our own mistake: it is said and the program ends; tests read each. */
const void *shape_our_book(struct our_book *ours);
