/* settings.c - the configuration file of `yagura run`. SPDX-License-Identifier: Apache-2.0 */

#include "cli/settings.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

#include "lib/memory.h"

/* One key: a text, or a list of at most RUN_SOURCES_MAX texts with its count. */
static const struct key {
	const char *name;
	size_t text;
	size_t list;
	size_t count;
} keys[] = {
	{"database", offsetof(struct run_config, database), 0, 0},
	{"listen", offsetof(struct run_config, listen), 0, 0},
	{"site", offsetof(struct run_config, site), 0, 0},
	{"web", offsetof(struct run_config, web), 0, 0},
	{"certificate", offsetof(struct run_config, certificate), 0, 0},
	{"key", offsetof(struct run_config, key), 0, 0},
	{"filter", offsetof(struct run_config, filter), 0, 0},
	{"interfaces", 0, offsetof(struct run_config, interface),
	 offsetof(struct run_config, interfaces)},
	{"captures", 0, offsetof(struct run_config, file), offsetof(struct run_config, files)},
};

struct reader {
	const char *path;
	yaml_document_t document;
	struct run_config *config;
};

static bool wrong(const struct reader *r, const yaml_node_t *node, const char *what)
{
	fprintf(stderr, "yagura: %s: line %zu: %s\n", r->path, node->start_mark.line + 1, what);
	return false;
}

static const struct key *find_key(const yaml_node_t *node)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (strcmp(keys[i].name, (const char *)node->data.scalar.value) == 0)
			return &keys[i];
	return NULL;
}

static bool set_list(struct reader *r, const struct key *key, const yaml_node_t *value)
{
	const char **list = (const char **)((char *)r->config + key->list);
	size_t *count = (size_t *)((char *)r->config + key->count);

	for (yaml_node_item_t *i = value->data.sequence.items.start;
	     i < value->data.sequence.items.top; i++) {
		yaml_node_t *item = yaml_document_get_node(&r->document, *i);

		if (!item || item->type != YAML_SCALAR_NODE)
			return wrong(r, value, "a list of texts is expected");
		if (*count == RUN_SOURCES_MAX)
			return wrong(r, value, "the list is too long");
		list[(*count)++] = xstrdup((const char *)item->data.scalar.value);
	}
	return true;
}

static bool set_pair(struct reader *r, const yaml_node_pair_t *pair)
{
	yaml_node_t *name = yaml_document_get_node(&r->document, pair->key);
	yaml_node_t *value = yaml_document_get_node(&r->document, pair->value);

	if (!name || !value || name->type != YAML_SCALAR_NODE)
		return wrong(r, name ? name : value, "a key is expected");
	const struct key *key = find_key(name);
	if (!key)
		return wrong(r, name, "this key is not known");
	if (key->count && value->type == YAML_SEQUENCE_NODE)
		return set_list(r, key, value);
	if (key->count || value->type != YAML_SCALAR_NODE)
		return wrong(r, value, key->count ? "a list is expected" : "a text is expected");
	*(const char **)((char *)r->config + key->text) =
		xstrdup((const char *)value->data.scalar.value);
	return true;
}

static bool set_all(struct reader *r)
{
	yaml_node_t *root = yaml_document_get_root_node(&r->document);

	if (!root)
		return true;
	if (root->type != YAML_MAPPING_NODE)
		return wrong(r, root, "keys and values are expected");
	for (yaml_node_pair_t *p = root->data.mapping.pairs.start; p < root->data.mapping.pairs.top;
	     p++)
		if (!set_pair(r, p))
			return false;
	return true;
}

bool settings_read(const char *path, struct run_config *config)
{
	struct reader r = {.path = path, .config = config};
	yaml_parser_t parser;
	FILE *f = fopen(path, "r");

	if (!f) {
		fprintf(stderr, "yagura: %s: %s\n", path, strerror(errno));
		return false;
	}
	yaml_parser_initialize(&parser);
	yaml_parser_set_input_file(&parser, f);
	bool ok = yaml_parser_load(&parser, &r.document);
	if (ok) {
		ok = set_all(&r);
		yaml_document_delete(&r.document);
	} else {
		fprintf(stderr, "yagura: %s: line %zu: %s\n", path, parser.problem_mark.line + 1,
			parser.problem ? parser.problem : "not YAML");
	}
	yaml_parser_delete(&parser);
	fclose(f);
	return ok;
}
