/* os.c - when an operating system's support ends (catalog/os-support.yaml).
 * SPDX-License-Identifier: Apache-2.0 */

#include "inventory/inside.h"

#include "lib/embedded.h"
#include "lib/hash.h"
#include "lib/log.h"
#include "lib/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <yaml.h>

#define WORD_MAX 3
#define ANSWERED 1024 /* two that are asked for in turn seldom share a place */

extern const struct embedded_file catalog_files[];

struct row {
	char *word[WORD_MAX];
	size_t word_count;
	long build; /* 0 none */
	char end[11];
};

/* What was answered of a name: the same few are asked for again and again. */
struct answered {
	uint64_t name; /* its hash */
	const char *end;
};

struct os_support {
	struct row *row;
	size_t count;
	uint64_t seed;
	struct answered answered[ANSWERED];
};

static void read_match(yaml_document_t *document, const yaml_node_t *list, struct row *row)
{
	for (yaml_node_item_t *item = list->data.sequence.items.start;
	     item < list->data.sequence.items.top; item++) {
		const yaml_node_t *word = yaml_document_get_node(document, *item);

		if (word && word->type == YAML_SCALAR_NODE && row->word_count < WORD_MAX)
			row->word[row->word_count++] =
			        xstrdup((const char *)word->data.scalar.value);
	}
}

static void read_pair(yaml_document_t *document, const yaml_node_pair_t *pair, struct row *row)
{
	const yaml_node_t *key = yaml_document_get_node(document, pair->key);
	const yaml_node_t *value = yaml_document_get_node(document, pair->value);

	if (!key || !value || key->type != YAML_SCALAR_NODE)
		return;
	const char *name = (const char *)key->data.scalar.value;

	if (strcmp(name, "match") == 0 && value->type == YAML_SEQUENCE_NODE)
		read_match(document, value, row);
	else if (strcmp(name, "build") == 0 && value->type == YAML_SCALAR_NODE)
		row->build = strtol((const char *)value->data.scalar.value, NULL, 10);
	else if (strcmp(name, "end") == 0 && value->type == YAML_SCALAR_NODE &&
	         value->data.scalar.length == 10)
		memcpy(row->end, value->data.scalar.value, 11);
}

static void read_rows(yaml_document_t *document, const yaml_node_t *list, struct os_support *os)
{
	const size_t count =
	        (size_t)(list->data.sequence.items.top - list->data.sequence.items.start);

	os->row = xcalloc(count ? count : 1, sizeof(struct row));
	for (size_t i = 0; i < count; i++) {
		const yaml_node_t *map =
		        yaml_document_get_node(document, list->data.sequence.items.start[i]);

		if (!map || map->type != YAML_MAPPING_NODE)
			continue;
		struct row *row = &os->row[os->count++];

		for (yaml_node_pair_t *pair = map->data.mapping.pairs.start;
		     pair < map->data.mapping.pairs.top; pair++)
			read_pair(document, pair, row);
	}
}

static void read_document(yaml_document_t *document, struct os_support *os)
{
	const yaml_node_t *root = yaml_document_get_root_node(document);

	if (!root || root->type != YAML_MAPPING_NODE)
		return;
	for (yaml_node_pair_t *pair = root->data.mapping.pairs.start;
	     pair < root->data.mapping.pairs.top; pair++) {
		const yaml_node_t *value = yaml_document_get_node(document, pair->value);

		if (value && value->type == YAML_SEQUENCE_NODE && !os->row)
			read_rows(document, value, os);
	}
}

struct os_support *os_support_new(void)
{
	struct os_support *os = xcalloc(1, sizeof(*os));
	yaml_parser_t parser;
	yaml_document_t document;

	os->seed = hash_seed();
	if (!yaml_parser_initialize(&parser))
		return os;
	yaml_parser_set_input_string(&parser, catalog_files[0].data, catalog_files[0].length);
	if (yaml_parser_load(&parser, &document)) {
		read_document(&document, os);
		yaml_document_delete(&document);
	} else {
		log_error("inventory: os-support.yaml line %zu: %s", parser.problem_mark.line + 1,
		          parser.problem);
	}
	yaml_parser_delete(&parser);
	return os;
}

void os_support_free(struct os_support *os)
{
	if (!os)
		return;
	for (size_t i = 0; i < os->count; i++)
		for (size_t j = 0; j < os->row[i].word_count; j++)
			free(os->row[i].word[j]);
	free(os->row);
	free(os);
}

/* The words stand in text between characters that are neither letter nor digit. */
static bool has_words(const char *text, const char *words)
{
	const size_t length = strlen(words);

	for (const char *at = text; (at = strcasestr(at, words)); at++)
		if ((at == text || !isalnum((unsigned char)at[-1])) &&
		    !isalnum((unsigned char)at[length]))
			return true;
	return false;
}

static bool has_build(const char *text, long build)
{
	for (const char *at = text; *at;) {
		if (!isdigit((unsigned char)*at)) {
			at++;
			continue;
		}
		char *end;

		if (strtol(at, &end, 10) == build)
			return true;
		at = end;
	}
	return false;
}

static bool matches(const struct row *row, const char *system, bool windows)
{
	if (row->build)
		return windows && has_build(system, row->build);
	for (size_t i = 0; i < row->word_count; i++)
		if (!has_words(system, row->word[i]))
			return false;
	return row->word_count > 0;
}

static const char *find_end(const struct os_support *os, const char *system)
{
	const bool windows = strcasestr(system, "windows") || isdigit((unsigned char)system[0]);

	for (size_t i = 0; i < os->count; i++)
		if (matches(&os->row[i], system, windows))
			return os->row[i].end[0] ? os->row[i].end : NULL;
	return NULL;
}

const char *os_support_end(struct os_support *os, const char *system)
{
	if (!system || !*system)
		return NULL;
	const uint64_t name = hash_bytes(system, strlen(system), os->seed);
	struct answered *a = &os->answered[name % ANSWERED];

	if (a->name != name)
		*a = (struct answered){name, find_end(os, system)};
	return a->end;
}
