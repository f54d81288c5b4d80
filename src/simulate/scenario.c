/* scenario.c - what goes wrong, and when (samples/NAME.yaml). SPDX-License-Identifier: Apache-2.0 */

#include "simulate/scenario.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "lib/embedded.h"
#include "lib/memory.h"
#include "simulate/deed.h"
#include "simulate/talks.h"

extern const struct embedded_file sample_files[];

struct reading {
	yaml_document_t document;
	struct scenario *scenario;
	char *error;
	size_t size;
};

static int refuse(struct reading *r, const yaml_node_t *node, const char *what)
{
	snprintf(r->error, r->size, "line %zu: %s", node ? node->start_mark.line + 1 : 0, what);
	return -EINVAL;
}

static const char *scalar(const yaml_node_t *node)
{
	return node && node->type == YAML_SCALAR_NODE ? (const char *)node->data.scalar.value : NULL;
}

static const yaml_node_t *find(struct reading *r, const yaml_node_t *map, const char *key)
{
	if (!map || map->type != YAML_MAPPING_NODE)
		return NULL;
	for (const yaml_node_pair_t *pair = map->data.mapping.pairs.start;
	     pair < map->data.mapping.pairs.top; pair++) {
		const char *name = scalar(yaml_document_get_node(&r->document, pair->key));

		if (name && strcmp(name, key) == 0)
			return yaml_document_get_node(&r->document, pair->value);
	}
	return NULL;
}

/* "6:30" is six and a half minutes. */
static int read_time(struct reading *r, const yaml_node_t *node, int64_t *out)
{
	const char *text = scalar(node);
	unsigned minutes = 0, seconds = 0;
	char rest = 0;

	if (!text || sscanf(text, "%5u:%2u%c", &minutes, &seconds, &rest) != 2 || seconds > 59)
		return refuse(r, node, "`at` wants minutes and seconds, like \"6:30\"");
	*out = minutes * MINUTE + seconds * SECOND;
	return 0;
}

static int read_word(struct reading *r, const yaml_node_t *event, const char *key, char *out)
{
	const yaml_node_t *node = find(r, event, key);
	const char *text = scalar(node);

	if (!node)
		return 0;
	if (!text || strlen(text) >= SCENARIO_WORD)
		return refuse(r, node, "a short word was expected");
	memcpy(out, text, strlen(text) + 1);
	return 0;
}

static int read_number(struct reading *r, const yaml_node_t *map, const char *key, unsigned *out)
{
	const yaml_node_t *node = find(r, map, key);
	const char *text = scalar(node);
	char *end = NULL;

	if (!node)
		return 0;
	const unsigned long value = text ? strtoul(text, &end, 10) : 0;

	if (!text || end == text || *end || value > 100000)
		return refuse(r, node, "a number was expected");
	*out = (unsigned)value;
	return 0;
}

static int read_event(struct reading *r, const yaml_node_t *node)
{
	struct scenario *s = r->scenario;

	if (!node || node->type != YAML_MAPPING_NODE)
		return refuse(r, node, "an event is a mapping");
	if (s->event_count == SCENARIO_EVENTS)
		return refuse(r, node, "too many events");
	struct scenario_event *e = &s->events[s->event_count++];

	*e = (struct scenario_event){.count = 1, .every = 1};
	const struct {
		const char *key;
		char *word;
		unsigned *number;
	} keys[] = {
	        {"do", e->what, NULL},      {"by", e->by, NULL},          {"to", e->to, NULL},
	        {"talk", e->talk, NULL},    {"count", NULL, &e->count}, {"every", NULL, &e->every},
	        {"port", NULL, &e->port},   {"first", NULL, &e->first},
	};
	int rc = read_time(r, find(r, node, "at"), &e->at);

	for (size_t i = 0; rc == 0 && i < sizeof(keys) / sizeof(keys[0]); i++)
		rc = keys[i].word ? read_word(r, node, keys[i].key, keys[i].word)
		                  : read_number(r, node, keys[i].key, keys[i].number);
	if (rc == 0 && !deed_find(e->what))
		rc = refuse(r, node, "`do` is none of the deeds");
	if (rc == 0 && (e->talk[0] || strcmp(e->what, "talk") == 0) && !talk_exists(e->talk))
		rc = refuse(r, node, "`talk` is none of the protocols");
	return rc;
}

static int read_scenario(struct reading *r)
{
	const yaml_node_t *root = yaml_document_get_root_node(&r->document);
	const yaml_node_t *events = find(r, root, "events");
	const char *start = scalar(find(r, root, "start"));

	if (!root || root->type != YAML_MAPPING_NODE)
		return refuse(r, root, "a scenario is a mapping");
	if (start && clock_parse(start, &r->scenario->start) != 0)
		return refuse(r, find(r, root, "start"), "no time (RFC 3339)");
	if (read_number(r, root, "minutes", &r->scenario->minutes) != 0)
		return -EINVAL;
	if (!events || events->type != YAML_SEQUENCE_NODE)
		return 0;
	for (const yaml_node_item_t *item = events->data.sequence.items.start;
	     item < events->data.sequence.items.top; item++) {
		const int rc = read_event(r, yaml_document_get_node(&r->document, *item));

		if (rc != 0)
			return rc;
	}
	return 0;
}

int scenario_parse(const void *text, size_t length, struct scenario *out, char *error, size_t size)
{
	struct reading r = {.scenario = out, .error = error, .size = size};
	yaml_parser_t parser;

	*out = (struct scenario){.minutes = 20};
	if (!yaml_parser_initialize(&parser))
		return -ENOMEM;
	yaml_parser_set_input_string(&parser, text, length);
	if (!yaml_parser_load(&parser, &r.document)) {
		snprintf(error, size, "line %zu: %s", parser.problem_mark.line + 1,
		         parser.problem ? parser.problem : "no YAML");
		yaml_parser_delete(&parser);
		return -EINVAL;
	}
	const int rc = read_scenario(&r);

	yaml_document_delete(&r.document);
	yaml_parser_delete(&parser);
	return rc;
}

static int load_file(const char *path, struct scenario *out, char *error, size_t size)
{
	char text[65536];
	FILE *file = fopen(path, "rb");
	const size_t length = file ? fread(text, 1, sizeof(text), file) : 0;

	if (!file) {
		snprintf(error, size, "%s", strerror(errno));
		return -ENOENT;
	}
	fclose(file);
	if (length == sizeof(text)) {
		snprintf(error, size, "too large");
		return -EINVAL;
	}
	return scenario_parse(text, length, out, error, size);
}

int scenario_load(const char *name, struct scenario *out, char *error, size_t size)
{
	char file[64];

	if (strchr(name, '/'))
		return load_file(name, out, error, size);
	snprintf(file, sizeof(file), "%s.yaml", name);
	for (const struct embedded_file *f = sample_files; f->name; f++)
		if (strcmp(f->name, file) == 0)
			return scenario_parse(f->data, f->length, out, error, size);
	snprintf(error, size, "no scenario of this name");
	return -ENOENT;
}

void scenario_print_names(FILE *out)
{
	for (const struct embedded_file *f = sample_files; f->name; f++)
		fprintf(out, " %.*s", (int)strcspn(f->name, "."), f->name);
}

static bool is_known(const char *key)
{
	for (const struct device *d = world_devices; d->key; d++)
		if (strcmp(d->key, key) == 0)
			return true;
	return false;
}

int scenario_begin(const struct scenario *s, struct plant *p, char *error, size_t size)
{
	p->deeds = xcalloc(s->event_count ? s->event_count : 1, sizeof(*p->deeds));
	for (size_t i = 0; i < s->event_count; i++) {
		const struct scenario_event *e = &s->events[i];
		struct deed *d = &p->deeds[p->deed_count++];

		if (!is_known(e->by) || !is_known(e->to[0] ? e->to : e->by)) {
			snprintf(error, size, "event %zu: the world has no %s or %s", i + 1, e->by, e->to);
			return -EINVAL;
		}
		*d = (struct deed){.event = e, .what = e->what, .at = e->at, .count = e->count};
		d->by = plant_host(p, e->by);
		d->to = plant_host(p, e->to[0] ? e->to : e->by);
		agenda_action_at(&p->agenda, p->start + e->at, deed_find(e->what), d);
	}
	return 0;
}
