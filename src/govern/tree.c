/* tree.c - a YAML file as a tree that knows its lines. SPDX-License-Identifier: Apache-2.0
 *
 * Read from libyaml's events: its own document would follow an anchor into itself.
 */

#include "govern/tree.h"

#include "lib/arena.h"
#include "lib/text.h"

#include <stdio.h>
#include <string.h>
#include <yaml.h>

#define DEPTH_MAX 12
#define NODE_MAX  100000
#define TEXT_MAX  4000
#define FILE_MAX  (8u << 20)

struct reader {
	yaml_parser_t parser;
	yaml_event_t event;
	bool have; /* event is to be deleted */
	struct arena *arena;
	size_t nodes;
	char *error;
	size_t error_size;
};

static void *wrong(struct reader *r, size_t line, const char *what)
{
	if (!r->error[0])
		snprintf(r->error, r->error_size, "line %zu: %s", line, what);
	return NULL;
}

static size_t line_of(const struct reader *r)
{
	return r->event.start_mark.line + 1;
}

static bool advance(struct reader *r)
{
	if (r->have)
		yaml_event_delete(&r->event);
	r->have = yaml_parser_parse(&r->parser, &r->event) != 0;
	if (!r->have)
		wrong(r, r->parser.problem_mark.line + 1,
		      r->parser.problem ? r->parser.problem : "this is not YAML");
	return r->have;
}

/* The text is one that people may be shown: UTF-8 without control characters. */
static bool good_text(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)text[i] < ' ' && text[i] != '\n')
			return false;
	return text_is_utf8(text, length);
}

static char *take_text(struct reader *r)
{
	const char *text = (const char *)r->event.data.scalar.value;
	const size_t length = r->event.data.scalar.length;

	if (length > TEXT_MAX)
		return wrong(r, line_of(r), "this text is too long");
	if (!good_text(text, length))
		return wrong(r, line_of(r), "this text holds what cannot be shown");
	return arena_copy(r->arena, text, length);
}

static struct tree *new_node(struct reader *r, enum tree_kind kind)
{
	if (++r->nodes > NODE_MAX)
		return wrong(r, line_of(r), "the file holds too much");
	struct tree *node = arena_alloc(r->arena, sizeof(*node));

	node->kind = kind;
	node->line = line_of(r);
	return node;
}

static struct tree *read_node(struct reader *r, int depth);

static bool is_end(const struct reader *r)
{
	return r->event.type == YAML_SEQUENCE_END_EVENT || r->event.type == YAML_MAPPING_END_EVENT;
}

/* The key before a value of a map; NULL when it is none. */
static const char *read_key(struct reader *r, const struct tree *map)
{
	if (r->event.type != YAML_SCALAR_EVENT)
		return wrong(r, line_of(r), "a key is expected");
	const char *key = take_text(r);

	if (key && tree_child(map, key))
		return wrong(r, line_of(r), "this key stands here twice");
	return key && advance(r) ? key : NULL;
}

static struct tree *read_children(struct reader *r, struct tree *node, int depth)
{
	struct tree **tail = &node->first;

	if (depth >= DEPTH_MAX)
		return wrong(r, node->line, "this is nested too deep");
	while (advance(r) && !is_end(r)) {
		const char *name = node->kind == TREE_MAP ? read_key(r, node) : NULL;

		if (node->kind == TREE_MAP && !name)
			return NULL;
		*tail = read_node(r, depth + 1);
		if (!*tail)
			return NULL;
		(*tail)->name = name;
		tail = &(*tail)->next;
		node->count++;
	}
	return r->have ? node : NULL;
}

/* The node whose first event was read. */
static struct tree *read_node(struct reader *r, int depth)
{
	if (r->event.type == YAML_ALIAS_EVENT)
		return wrong(r, line_of(r), "references (*name) are not taken: write it out");
	if (r->event.type == YAML_SCALAR_EVENT) {
		struct tree *node = new_node(r, TREE_TEXT);

		if (node)
			node->text = take_text(r);
		return node && node->text ? node : NULL;
	}
	if (r->event.type == YAML_SEQUENCE_START_EVENT || r->event.type == YAML_MAPPING_START_EVENT) {
		struct tree *node = new_node(
		        r, r->event.type == YAML_MAPPING_START_EVENT ? TREE_MAP : TREE_LIST);

		return node ? read_children(r, node, depth) : NULL;
	}
	return wrong(r, line_of(r), "there is nothing here");
}

static struct tree *read_document(struct reader *r)
{
	struct tree *root = NULL;

	if (!advance(r) || !advance(r)) /* stream, document */
		return NULL;
	if (r->event.type == YAML_STREAM_END_EVENT)
		return wrong(r, 1, "the file is empty");
	if (advance(r))
		root = read_node(r, 0);
	if (!root || !advance(r) || !advance(r)) /* end of document, of stream or another */
		return NULL;
	return r->event.type == YAML_STREAM_END_EVENT
	               ? root
	               : wrong(r, line_of(r), "one document is expected");
}

struct tree *tree_read(const void *bytes, size_t length, struct arena *arena, char *error,
                       size_t error_size)
{
	struct reader r = {.arena = arena, .error = error, .error_size = error_size};

	error[0] = 0;
	if (length > FILE_MAX)
		return wrong(&r, 1, "the file is larger than 8 MB");
	if (!yaml_parser_initialize(&r.parser))
		return wrong(&r, 1, "no memory");
	yaml_parser_set_input_string(&r.parser, bytes, length);
	struct tree *root = read_document(&r);

	if (r.have)
		yaml_event_delete(&r.event);
	yaml_parser_delete(&r.parser);
	return root;
}

const struct tree *tree_child(const struct tree *map, const char *name)
{
	for (const struct tree *child = map->first; child; child = child->next)
		if (child->name && strcmp(child->name, name) == 0)
			return child;
	return NULL;
}
