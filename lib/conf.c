/* conf.c - a configuration file. SPDX-License-Identifier: Apache-2.0 */

#include "lib/conf.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

#include "lib/arena.h"

struct reader {
	const char *path;
	const struct conf_key *keys;
	void *values;
	struct arena *arena;
	char *error;
	size_t size;
	yaml_document_t document;
};

static int wrong(struct reader *r, const yaml_node_t *node, const char *what)
{
	snprintf(r->error, r->size, "%s: line %zu: %s", r->path, node ? node->start_mark.line + 1 : 0,
		 what);
	return -1;
}

static const struct conf_key *find_key(const struct reader *r, const yaml_node_t *node)
{
	for (const struct conf_key *k = r->keys; k->kind != CONF_END; k++)
		if (strcmp(k->name, (const char *)node->data.scalar.value) == 0)
			return k;
	return NULL;
}

static char *text_of(const struct reader *r, const yaml_node_t *node)
{
	return arena_strdup(r->arena, (const char *)node->data.scalar.value);
}

static int set_text(struct reader *r, const struct conf_key *key, const yaml_node_t *value)
{
	if (value->type != YAML_SCALAR_NODE)
		return wrong(r, value, "a text is expected");
	*(const char **)((char *)r->values + key->offset) = text_of(r, value);
	return 0;
}

static int set_list(struct reader *r, const struct conf_key *key, const yaml_node_t *value)
{
	const char **list = (const char **)((char *)r->values + key->offset);
	size_t *count = (size_t *)((char *)r->values + key->count);

	if (value->type != YAML_SEQUENCE_NODE)
		return wrong(r, value, "a list is expected");
	for (yaml_node_item_t *i = value->data.sequence.items.start;
	     i < value->data.sequence.items.top; i++) {
		const yaml_node_t *item = yaml_document_get_node(&r->document, *i);

		if (!item || item->type != YAML_SCALAR_NODE)
			return wrong(r, item ? item : value, "a list of texts is expected");
		if (*count == key->most)
			return wrong(r, item, "the list is too long");
		list[(*count)++] = text_of(r, item);
	}
	return 0;
}

static int set_pair(struct reader *r, const yaml_node_pair_t *pair)
{
	const yaml_node_t *name = yaml_document_get_node(&r->document, pair->key);
	const yaml_node_t *value = yaml_document_get_node(&r->document, pair->value);

	if (!name || !value || name->type != YAML_SCALAR_NODE)
		return wrong(r, name, "a key is expected");
	const struct conf_key *key = find_key(r, name);
	if (!key)
		return wrong(r, name, "this key is not known");
	return key->kind == CONF_LIST ? set_list(r, key, value) : set_text(r, key, value);
}

static int set_all(struct reader *r)
{
	const yaml_node_t *root = yaml_document_get_root_node(&r->document);

	if (!root)
		return 0;
	if (root->type != YAML_MAPPING_NODE)
		return wrong(r, root, "keys and values are expected");
	for (yaml_node_pair_t *p = root->data.mapping.pairs.start; p < root->data.mapping.pairs.top;
	     p++)
		if (set_pair(r, p) != 0)
			return -1;
	return 0;
}

static int read_stream(struct reader *r, FILE *f)
{
	yaml_parser_t parser;
	int rc = -1;

	if (!yaml_parser_initialize(&parser))
		return wrong(r, NULL, "out of memory");
	yaml_parser_set_input_file(&parser, f);
	if (yaml_parser_load(&parser, &r->document)) {
		rc = set_all(r);
		yaml_document_delete(&r->document);
	} else {
		snprintf(r->error, r->size, "%s: line %zu: %s", r->path,
			 parser.problem_mark.line + 1, parser.problem ? parser.problem : "not YAML");
	}
	yaml_parser_delete(&parser);
	return rc;
}

int conf_read(const char *path, const struct conf_key *keys, void *values, struct arena *arena,
	      char *error, size_t size)
{
	struct reader r = {.path = path,
			   .keys = keys,
			   .values = values,
			   .arena = arena,
			   .error = error,
			   .size = size};
	FILE *f = fopen(path, "r");

	if (!f) {
		snprintf(error, size, "%s: %s", path, strerror(errno));
		return -1;
	}
	int rc = read_stream(&r, f);
	fclose(f);
	return rc;
}
