/* tree.h - a YAML file as a tree that knows its lines. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum tree_kind { TREE_TEXT, TREE_LIST, TREE_MAP };

struct tree {
	enum tree_kind kind;
	size_t line;
	const char *name; /* its key in the map above; NULL in a list */
	const char *text; /* of TREE_TEXT */
	size_t count;     /* children */
	struct tree *first;
	struct tree *next; /* its sibling */
};

/*
 * Reads one document. Depth, nodes and text lengths are bounded; anchors, tags and keys that come
 * twice are refused. NULL on failure: error then holds "line N: why".
 */
struct tree *tree_read(const void *bytes, size_t length, struct arena *arena, char *error,
                       size_t error_size);
/* The child of this name, or NULL. */
const struct tree *tree_child(const struct tree *map, const char *name);
