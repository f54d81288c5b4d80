/* texts.c - catalog/detectors.yaml, compiled in. SPDX-License-Identifier: Apache-2.0 */

#include "judge/texts.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "lib/embedded.h"
#include "lib/log.h"
#include "lib/memory.h"

extern const struct embedded_file detector_catalog[];

struct row {
	char *id;
	struct finding_text text[LANGUAGE_COUNT];
};

static struct row *rows;
static size_t row_count;
static pthread_once_t once = PTHREAD_ONCE_INIT;

enum language language_parse(const char *text)
{
	return text && strcmp(text, "ja") == 0 ? LANGUAGE_JA : LANGUAGE_EN;
}

static const char *scalar(yaml_document_t *d, const yaml_node_t *node)
{
	(void)d;
	return node && node->type == YAML_SCALAR_NODE ? (const char *)node->data.scalar.value : NULL;
}

static const yaml_node_t *get(yaml_document_t *d, const yaml_node_t *map, const char *name)
{
	if (!map || map->type != YAML_MAPPING_NODE)
		return NULL;
	for (yaml_node_pair_t *p = map->data.mapping.pairs.start; p < map->data.mapping.pairs.top; p++) {
		const char *key = scalar(d, yaml_document_get_node(d, p->key));

		if (key && strcmp(key, name) == 0)
			return yaml_document_get_node(d, p->value);
	}
	return NULL;
}

static const char *copy(yaml_document_t *d, const yaml_node_t *map, const char *name)
{
	const char *text = scalar(d, get(d, map, name));

	return text ? xstrdup(text) : NULL;
}

static void read_text(yaml_document_t *d, const yaml_node_t *map, struct finding_text *out)
{
	const yaml_node_t *next = get(d, map, "next");

	out->title = copy(d, map, "title");
	out->what = copy(d, map, "what");
	out->why = copy(d, map, "why");
	if (!next || next->type != YAML_SEQUENCE_NODE)
		return;
	for (yaml_node_item_t *i = next->data.sequence.items.start; i < next->data.sequence.items.top; i++) {
		const char *step = scalar(d, yaml_document_get_node(d, *i));

		if (step && out->steps < TEXT_STEPS)
			out->step[out->steps++] = xstrdup(step);
	}
}

static void read_document(yaml_document_t *d)
{
	const yaml_node_t *list = yaml_document_get_root_node(d);

	if (!list || list->type != YAML_SEQUENCE_NODE)
		return;
	const yaml_node_item_t *from = list->data.sequence.items.start, *to = list->data.sequence.items.top;

	rows = xcalloc((size_t)(to - from) + 1, sizeof(*rows));
	for (const yaml_node_item_t *i = from; i < to; i++) {
		const yaml_node_t *map = yaml_document_get_node(d, *i);
		const char *id = copy(d, map, "id");

		if (!id)
			continue;
		struct row *row = &rows[row_count++];

		row->id = (char *)(uintptr_t)id;
		read_text(d, get(d, map, "ja"), &row->text[LANGUAGE_JA]);
		read_text(d, get(d, map, "en"), &row->text[LANGUAGE_EN]);
	}
}

static void load(void)
{
	yaml_parser_t parser;
	yaml_document_t document;

	if (!yaml_parser_initialize(&parser))
		return;
	yaml_parser_set_input_string(&parser, detector_catalog[0].data, detector_catalog[0].length);
	if (yaml_parser_load(&parser, &document)) {
		read_document(&document);
		yaml_document_delete(&document);
	} else {
		log_error("judge: detectors.yaml line %zu: %s", parser.problem_mark.line + 1, parser.problem);
	}
	yaml_parser_delete(&parser);
}

const struct finding_text *finding_text(const char *id, enum language language)
{
	pthread_once(&once, load);
	for (size_t i = 0; id && i < row_count; i++)
		if (strcmp(rows[i].id, id) == 0)
			return &rows[i].text[language];
	return NULL;
}

#define COUNTED "{count|"

/* "{count|time|times}": the number and the word that goes with it. */
static size_t fill_counted(struct buf *out, const char *at, unsigned long long count)
{
	const char *one = at + strlen(COUNTED);
	const size_t one_length = strcspn(one, "|}");
	const char *many = one + one_length + (one[one_length] == '|');
	const size_t many_length = strcspn(many, "}");

	buf_printf(out, "%llu ", count);
	buf_append(out, count == 1 ? one : many, count == 1 ? one_length : many_length);
	return (size_t)(many - at) + many_length + (many[many_length] == '}');
}

static size_t fill_place(struct buf *out, const char *at, const struct text_values *v)
{
	static const char *const names[] = {"{device}", "{peer}", "{detail}"};
	const char *const values[] = {v->device, v->peer, v->detail};

	for (size_t i = 0; i < 3; i++) {
		if (strncmp(at, names[i], strlen(names[i])) != 0)
			continue;
		buf_text(out, values[i] ? values[i] : "");
		return strlen(names[i]);
	}
	if (strncmp(at, "{count}", 7) == 0) {
		buf_printf(out, "%llu", v->count);
		return 7;
	}
	if (strncmp(at, COUNTED, strlen(COUNTED)) == 0)
		return fill_counted(out, at, v->count);
	buf_byte(out, (uint8_t)*at);
	return 1;
}

#define NAMED "{named}"
#define END   "{end}"

/* How much to pass over: a mark, or all up to its end when the detail says nothing more. 0: here is no mark. */
static size_t pass_mark(const char *at, const struct text_values *v)
{
	const bool named = v->detail && *v->detail && (!v->device || strcmp(v->device, v->detail) != 0);

	if (strncmp(at, END, strlen(END)) == 0)
		return strlen(END);
	if (strncmp(at, NAMED, strlen(NAMED)) != 0)
		return 0;
	const char *end = named ? NULL : strstr(at, END);

	return end ? (size_t)(end - at) + strlen(END) : strlen(NAMED);
}

void text_fill(struct buf *out, const char *text, const struct text_values *values)
{
	const char *at = text ? text : "";

	while (*at) {
		const size_t plain = strcspn(at, "{");

		buf_append(out, at, plain);
		at += plain;
		const size_t mark = *at ? pass_mark(at, values) : 0;
		at += mark || !*at ? mark : fill_place(out, at, values);
	}
}
