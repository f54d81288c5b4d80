/* pack.c - a pack: a framework that people answer, as data (DESIGN 6). SPDX-License-Identifier: Apache-2.0 */

#include "govern/pack.h"

#include "govern/pack_shape.h"
#include "lib/arena.h"
#include "lib/embedded.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUILT_IN_MAX 32
#define ITEMS_MAX    2000

extern const struct embedded_file pack_files[];

#define AT(type, member) offsetof(struct type, member)

static const struct field step_fields[] = {
        {"value", FIELD_ID, true, AT(pack_step, value), 0, NULL},
        {"label", FIELD_WORDS, true, AT(pack_step, label), 0, NULL},
        {"done", FIELD_FLAG, false, AT(pack_step, done), 0, NULL},
        {"section", FIELD_ID, false, AT(pack_step, section), 0, NULL},
        {"points", FIELD_TEXT, false, AT(pack_step, points), 0, NULL},
        {0},
};
static const struct field person_fields[] = {
        {"id", FIELD_ID, true, AT(pack_person, id), 0, NULL},
        {"title", FIELD_WORDS, true, AT(pack_person, title), 0, NULL},
        {0},
};
static const struct field column_fields[] = {
        {"id", FIELD_ID, true, AT(pack_column, id), 0, NULL},
        {"title", FIELD_WORDS, true, AT(pack_column, title), 0, NULL},
        {"levels", FIELD_TEXT, false, AT(pack_column, levels), 0, NULL},
        {"alias", FIELD_TEXT, false, AT(pack_column, alias), 0, NULL},
        {"optional", FIELD_FLAG, false, AT(pack_column, optional), 0, NULL},
        {0},
};
static const struct field at_fields[] = {
        {"value", FIELD_ID, true, AT(pack_at, value), 0, NULL},
        {"text", FIELD_WORDS, true, AT(pack_at, text), 0, NULL},
        {0},
};
static const struct shape at_shape = {sizeof(struct pack_at), 20, at_fields};
static const struct field item_fields[] = {
        {"id", FIELD_ID, true, AT(pack_item, id), 0, NULL},
        {"title", FIELD_WORDS, true, AT(pack_item, title), 0, NULL},
        {"help", FIELD_WORDS, false, AT(pack_item, help), 0, NULL},
        {"example", FIELD_WORDS, false, AT(pack_item, example), 0, NULL},
        {"next", FIELD_WORDS, false, AT(pack_item, next), 0, NULL},
        {"reference", FIELD_TEXT, false, AT(pack_item, reference), 0, NULL},
        {"who", FIELD_TEXTS, false, AT(pack_item, who), 0, NULL},
        {"gauges", FIELD_TEXTS, false, AT(pack_item, gauges), 0, NULL},
        {"against", FIELD_TEXTS, false, AT(pack_item, against), 0, NULL},
        {"maps", FIELD_TEXTS, false, AT(pack_item, maps), 0, NULL},
        {"needs", FIELD_TEXTS, false, AT(pack_item, needs), 0, NULL},
        {"meets", FIELD_TEXTS, false, AT(pack_item, meets), 0, NULL},
        {"at", FIELD_CHILDREN, false, AT(pack_item, at), AT(pack_item, at_count), &at_shape},
        {0},
};
static const struct shape step_shape = {sizeof(struct pack_step), 60, step_fields};
static const struct shape person_shape = {sizeof(struct pack_person), 50, person_fields};
static const struct shape column_shape = {sizeof(struct pack_column), 50, column_fields};
static const struct shape item_shape = {sizeof(struct pack_item), 500, item_fields};
static const struct field section_fields[] = {
        {"id", FIELD_ID, true, AT(pack_section, id), 0, NULL},
        {"title", FIELD_WORDS, true, AT(pack_section, title), 0, NULL},
        {"help", FIELD_WORDS, false, AT(pack_section, help), 0, NULL},
        {"folded", FIELD_FLAG, false, AT(pack_section, folded), 0, NULL},
        {"items", FIELD_CHILDREN, true, AT(pack_section, items), AT(pack_section, item_count),
         &item_shape},
        {0},
};
static const struct shape section_shape = {sizeof(struct pack_section), 200, section_fields};
static const struct field pack_fields[] = {
        {"pack", FIELD_ID, true, AT(pack, id), 0, NULL},
        {"version", FIELD_ID, true, AT(pack, version), 0, NULL},
        {"title", FIELD_WORDS, true, AT(pack, title), 0, NULL},
        {"source", FIELD_WORDS, false, AT(pack, source), 0, NULL},
        {"caveat", FIELD_WORDS, false, AT(pack, caveat), 0, NULL},
        {"scale_name", FIELD_WORDS, false, AT(pack, scale_name), 0, NULL},
        {"gauge_most", FIELD_ID, false, AT(pack, gauge_most), 0, NULL},
        {"columns_of", FIELD_ID, false, AT(pack, columns_of), 0, NULL},
        {"scopes", FIELD_TEXTS, false, AT(pack, scopes), 0, NULL},
        {"meets", FIELD_TEXTS, false, AT(pack, meets), 0, NULL},
        {"scale", FIELD_CHILDREN, true, AT(pack, steps), AT(pack, step_count), &step_shape},
        {"people", FIELD_CHILDREN, false, AT(pack, people), AT(pack, person_count), &person_shape},
        {"columns", FIELD_CHILDREN, false, AT(pack, columns), AT(pack, column_count),
         &column_shape},
        {"sections", FIELD_CHILDREN, true, AT(pack, sections), AT(pack, section_count),
         &section_shape},
        {0},
};
static const struct shape pack_shape = {sizeof(struct pack), 1, pack_fields};

const struct shape *pack_shape_of_packs(void)
{
	return &pack_shape;
}

/* Each of these lists names its rows by the first member. */
static bool unique(struct shaper *s, size_t line, const char *what, const void *rows, size_t size,
                   size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t j = 0; j < i; j++) {
			const char *a = *(const char *const *)((const char *)rows + i * size);
			const char *b = *(const char *const *)((const char *)rows + j * size);

			if (strcmp(a, b) == 0)
				return shape_wrong(s, line, "%s: \"%s\" stands there twice", what,
				                   a);
		}
	return true;
}

static size_t line_of_item(const struct tree *root, size_t section, size_t item)
{
	const struct tree *node = tree_child(root, "sections")->first;

	while (section--)
		node = node->next;
	node = tree_child(node, "items")->first;
	while (item--)
		node = node->next;
	return node->line;
}

static bool has_person(const struct pack *pack, const char *id)
{
	for (size_t i = 0; i < pack->person_count; i++)
		if (strcmp(pack->people[i].id, id) == 0)
			return true;
	return false;
}

static bool check_item(struct shaper *s, const struct pack *pack, const struct pack_item *item,
                       size_t line)
{
	if (pack_item(pack, item->id) != item)
		return shape_wrong(s, line, "item %s stands there twice", item->id);
	for (size_t i = 0; i < item->who.count; i++)
		if (!has_person(pack, item->who.text[i]))
			return shape_wrong(s, line, "item %s: \"%s\" is not one of people",
			                   item->id, item->who.text[i]);
	for (size_t i = 0; i < item->needs.count; i++)
		if (!pack_item(pack, item->needs.text[i]))
			return shape_wrong(s, line, "item %s: needs %s, which is not here",
			                   item->id, item->needs.text[i]);
	for (size_t i = 0; i < item->at_count; i++)
		if (pack_step(pack, item->at[i].value) < 0)
			return shape_wrong(s, line, "item %s: %s is not on the scale", item->id,
			                   item->at[i].value);
	for (size_t i = 0; i < item->maps.count; i++)
		if (!strchr(item->maps.text[i], ':'))
			return shape_wrong(s, line, "item %s: \"%s\" is not framework:number",
			                   item->id, item->maps.text[i]);
	return true;
}

/* A path of needs longer than there are items goes in a circle. */
static bool in_circle(const struct pack *pack, const struct pack_item *item, unsigned char *state,
                      int depth)
{
	const size_t index = (size_t)(item - pack->sections[item->section].items);
	size_t place = index;

	for (size_t i = 0; i < item->section; i++)
		place += pack->sections[i].item_count;
	if (state[place] == 2)
		return false;
	if (state[place] == 1 || depth > 100)
		return true;
	state[place] = 1;
	for (size_t i = 0; i < item->needs.count; i++)
		if (in_circle(pack, pack_item(pack, item->needs.text[i]), state, depth + 1))
			return true;
	state[place] = 2;
	return false;
}

static bool check_items(struct shaper *s, const struct tree *root, struct pack *pack)
{
	for (size_t i = 0; i < pack->section_count; i++)
		for (size_t j = 0; j < pack->sections[i].item_count; j++) {
			pack->sections[i].items[j].section = i;
			if (++pack->item_count > ITEMS_MAX)
				return shape_wrong(s, line_of_item(root, i, j),
				                   "more than %d items", ITEMS_MAX);
		}
	unsigned char *state = arena_alloc(s->arena, pack->item_count + 1);

	for (size_t i = 0; i < pack->section_count; i++)
		for (size_t j = 0; j < pack->sections[i].item_count; j++)
			if (!check_item(s, pack, &pack->sections[i].items[j],
			                line_of_item(root, i, j)))
				return false;
	for (size_t i = 0; i < pack->section_count; i++)
		for (size_t j = 0; j < pack->sections[i].item_count; j++)
			if (in_circle(pack, &pack->sections[i].items[j], state, 0))
				return shape_wrong(s, line_of_item(root, i, j),
				                   "item %s needs itself, in a circle",
				                   pack->sections[i].items[j].id);
	return true;
}

/* "1.5", not more: points are counted in tenths. */
static bool is_points(const char *text)
{
	return strlen(text) == 3 && text[0] >= '0' && text[0] <= '9' && text[1] == '.' &&
	       text[2] >= '0' && text[2] <= '9';
}

static bool check_steps(struct shaper *s, const struct pack *pack, size_t line)
{
	for (size_t i = 0; i < pack->step_count; i++) {
		const struct pack_step *step = &pack->steps[i];
		bool found = !step->section;

		for (size_t k = 0; k < pack->section_count; k++)
			found |= step->section && strcmp(pack->sections[k].id, step->section) == 0;
		if (!found)
			return shape_wrong(s, line, "scale: there is no section %s", step->section);
		if (step->points && !is_points(step->points))
			return shape_wrong(s, line, "scale: points are written 1.5");
	}
	return true;
}

static bool check(struct shaper *s, const struct tree *root, struct pack *pack)
{
	const size_t scale = tree_child(root, "scale")->line;

	if (pack->step_count < 2)
		return shape_wrong(s, scale, "scale: two steps at least");
	if (pack->columns_of && strcmp(pack->columns_of, "zone") != 0 && !pack_of_suppliers(pack) &&
	    strcmp(pack->columns_of, "role") != 0)
		return shape_wrong(s, scale, "columns_of is zone, role or supplier");
	if (pack->columns_of && pack->column_count)
		return shape_wrong(s, scale, "columns_of: then there are no columns of its own");
	if (pack->gauge_most && pack_step(pack, pack->gauge_most) < 0)
		return shape_wrong(s, scale, "gauge_most: %s is not on the scale",
		                   pack->gauge_most);
	return check_steps(s, pack, scale) && unique(s, scale, "scale", pack->steps, sizeof(*pack->steps), pack->step_count) &&
	       unique(s, scale, "people", pack->people, sizeof(*pack->people),
	              pack->person_count) &&
	       unique(s, scale, "columns", pack->columns, sizeof(*pack->columns),
	              pack->column_count) &&
	       unique(s, scale, "sections", pack->sections, sizeof(*pack->sections),
	              pack->section_count) &&
	       check_items(s, root, pack);
}

struct pack *pack_read(const void *bytes, size_t length, struct arena *arena, char *error,
                       size_t error_size)
{
	struct shaper s = {.arena = arena, .error = error, .error_size = error_size};
	struct pack *pack = arena_alloc(arena, sizeof(*pack));
	const struct tree *root = shape_read(&s, bytes, length, &pack_shape, pack);

	return root && check(&s, root, pack) ? pack : NULL;
}

static struct pack *built_in[BUILT_IN_MAX];

/* Ours are read once and kept: a broken one is our own mistake, and a test reads them all. */
static void read_built_in(void)
{
	static struct arena arena;
	char error[256];

	for (size_t i = 0; i < BUILT_IN_MAX && pack_files[i].name; i++) {
		built_in[i] = pack_read(pack_files[i].data, pack_files[i].length, &arena, error,
		                        sizeof(error));
		if (!built_in[i]) {
			fprintf(stderr, "catalog/packs/%s: %s\n", pack_files[i].name, error);
			abort();
		}
	}
}

const struct pack *pack_built_in(size_t i)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, read_built_in);
	return i < BUILT_IN_MAX ? built_in[i] : NULL;
}

const struct pack *pack_find(const char *id)
{
	const struct pack *pack;

	for (size_t i = 0; (pack = pack_built_in(i)); i++)
		if (strcmp(pack->id, id) == 0)
			return pack;
	return NULL;
}

const void *pack_source(const char *id, size_t *length)
{
	const struct pack *pack;

	for (size_t i = 0; (pack = pack_built_in(i)); i++)
		if (strcmp(pack->id, id) == 0) {
			*length = pack_files[i].length;
			return pack_files[i].data;
		}
	return NULL;
}

bool pack_of_suppliers(const struct pack *pack)
{
	return pack->columns_of && strcmp(pack->columns_of, "supplier") == 0;
}

const struct pack_item *pack_item(const struct pack *pack, const char *id)
{
	for (size_t i = 0; i < pack->section_count; i++)
		for (size_t j = 0; j < pack->sections[i].item_count; j++)
			if (strcmp(pack->sections[i].items[j].id, id) == 0)
				return &pack->sections[i].items[j];
	return NULL;
}

const struct pack_column *pack_column(const struct pack *pack, const char *id)
{
	for (size_t i = 0; i < pack->column_count; i++)
		if (strcmp(pack->columns[i].id, id) == 0)
			return &pack->columns[i];
	return NULL;
}

bool pack_takes_column(const struct pack *pack, const char *id)
{
	if (pack->columns_of)
		return *id && strlen(id) <= 64 &&
		       strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(id);
	return pack->column_count ? pack_column(pack, id) != NULL : *id == '\0';
}

int pack_step(const struct pack *pack, const char *value)
{
	for (size_t i = 0; i < pack->step_count; i++)
		if (strcmp(pack->steps[i].value, value) == 0)
			return (int)i;
	return -1;
}

int pack_points(const struct pack *pack, int step)
{
	const char *points = step >= 0 ? pack->steps[step].points : NULL;

	return points ? (points[0] - '0') * 10 + points[2] - '0' : 0;
}

bool pack_done(const struct pack *pack, int step)
{
	for (int i = 0; i <= step && i < (int)pack->step_count; i++)
		if (pack->steps[i].done)
			return true;
	return false;
}
