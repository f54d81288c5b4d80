/* pack_shape.c - how a map of YAML becomes a struct: by tables. SPDX-License-Identifier: Apache-2.0 */

#include "govern/pack_shape.h"

#include "govern/pack.h"
#include "lib/arena.h"

#include <ctype.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ID_MAX    64
#define TEXTS_MAX 64

bool shape_wrong(struct shaper *s, size_t line, const char *format, ...)
{
	va_list args;
	const int length = snprintf(s->error, s->error_size, "line %zu: ", line);

	if (length < 0 || (size_t)length >= s->error_size)
		return false;
	va_start(args, format);
	vsnprintf(s->error + length, s->error_size - (size_t)length, format, args);
	va_end(args);
	return false;
}

static bool is_id(const char *text)
{
	if (!*text || strlen(text) > ID_MAX)
		return false;
	for (const char *p = text; *p; p++)
		if (!isascii(*p) || !(isalnum((unsigned char)*p) || strchr("-._", *p)))
			return false;
	return true;
}

typedef bool field_function(struct shaper *s, const struct field *field, const struct tree *node,
                            void *at, void *out);

static bool is_text(struct shaper *s, const struct tree *node)
{
	return node->kind == TREE_TEXT && node->text[0]
	               ? true
	               : shape_wrong(s, node->line, "%s: a text is expected",
	                             node->name ? node->name : "here");
}

static bool set_text(struct shaper *s, const struct field *field, const struct tree *node, void *at,
                     void *out)
{
	(void)out;
	if (!is_text(s, node))
		return false;
	if (field->kind == FIELD_ID && !is_id(node->text))
		return shape_wrong(s, node->line,
		                   "%s: letters, digits, \"-\", \".\" and \"_\" only", field->name);
	*(const char **)at = node->text;
	return true;
}

static bool set_words(struct shaper *s, const struct field *field, const struct tree *node,
                      void *at, void *out)
{
	(void)out;
	struct words *words = at;
	const struct tree *ja = node->kind == TREE_MAP ? tree_child(node, "ja") : NULL;
	const struct tree *en = node->kind == TREE_MAP ? tree_child(node, "en") : NULL;

	if (!ja || !en)
		return shape_wrong(s, node->line, "%s: the %s translation is missing", field->name,
		                   ja ? "en" : "ja");
	if (node->count > 2)
		return shape_wrong(s, node->line, "%s: only ja and en are expected", field->name);
	if (!is_text(s, ja) || !is_text(s, en))
		return false;
	words->ja = ja->text;
	words->en = en->text;
	return true;
}

static bool set_texts(struct shaper *s, const struct field *field, const struct tree *node,
                      void *at, void *out)
{
	(void)out;
	struct texts *texts = at;

	if (node->kind != TREE_LIST || node->count > TEXTS_MAX)
		return shape_wrong(s, node->line, "%s: a list of at most %d texts is expected",
		                   field->name, TEXTS_MAX);
	texts->text = arena_alloc(s->arena, (node->count + 1) * sizeof(const char *));
	for (const struct tree *child = node->first; child; child = child->next) {
		if (!is_text(s, child))
			return false;
		texts->text[texts->count++] = child->text;
	}
	return true;
}

static bool set_flag(struct shaper *s, const struct field *field, const struct tree *node, void *at,
                     void *out)
{
	(void)out;
	if (!is_text(s, node))
		return false;
	if (strcmp(node->text, "true") != 0 && strcmp(node->text, "false") != 0)
		return shape_wrong(s, node->line, "%s: true or false is expected", field->name);
	*(bool *)at = node->text[0] == 't';
	return true;
}

static bool set_children(struct shaper *s, const struct field *field, const struct tree *node,
                         void *at, void *out)
{
	const struct shape *shape = field->shape;

	if (node->kind != TREE_LIST)
		return shape_wrong(s, node->line, "%s: a list is expected", field->name);
	if (node->count > shape->most)
		return shape_wrong(s, node->line, "%s: %zu are too many, at most %zu", field->name,
		                   node->count, shape->most);
	char *rows = arena_alloc(s->arena, (node->count + 1) * shape->size);
	size_t *count = (size_t *)((char *)out + field->count);

	*(void **)at = rows;
	for (const struct tree *child = node->first; child; child = child->next)
		if (!shape_map(s, shape, child, rows + shape->size * (*count)++))
			return false;
	return true;
}

static field_function *const setters[] = {
        [FIELD_ID] = set_text,     [FIELD_TEXT] = set_text, [FIELD_WORDS] = set_words,
        [FIELD_TEXTS] = set_texts, [FIELD_FLAG] = set_flag, [FIELD_CHILDREN] = set_children,
};

static const struct field named_fields[] = {
	FIELD_AT(named, id, FIELD_ID, true), FIELD_AT(named, title, FIELD_WORDS, true), {0},
};
const struct shape named_shape = {sizeof(struct named), 40, named_fields};

static const struct field *find_field(const struct shape *shape, const char *name)
{
	for (const struct field *field = shape->fields; field->name; field++)
		if (strcmp(field->name, name) == 0)
			return field;
	return NULL;
}

bool shape_map(struct shaper *s, const struct shape *shape, const struct tree *map, void *out)
{
	if (map->kind != TREE_MAP)
		return shape_wrong(s, map->line, "keys with values are expected");
	for (const struct tree *child = map->first; child; child = child->next) {
		const struct field *field = find_field(shape, child->name);

		if (!field)
			return shape_wrong(s, child->line, "%s: this key is not known",
			                   child->name);
		if (!setters[field->kind](s, field, child, (char *)out + field->offset, out))
			return false;
	}
	for (const struct field *field = shape->fields; field->name; field++)
		if (field->required && !tree_child(map, field->name))
			return shape_wrong(s, map->line, "%s is missing", field->name);
	return true;
}

const struct tree *shape_read(struct shaper *s, const void *bytes, size_t length, const struct shape *shape,
			      void *out)
{
	const struct tree *root = tree_read(bytes, length, s->arena, s->error, s->error_size);

	return root && shape_map(s, shape, root, out) ? root : NULL;
}

const void *shape_our_book(struct our_book *ours)
{
	static pthread_mutex_t one_reader = PTHREAD_MUTEX_INITIALIZER;
	static struct arena arena;
	char error[256];
	struct shaper s = {.arena = &arena, .error = error, .error_size = sizeof(error)};

	pthread_mutex_lock(&one_reader);
	if (!ours->read && !shape_read(&s, ours->file->data, ours->file->length, ours->shape, ours->book)) {
		fprintf(stderr, "%s: %s\n", ours->path, error);
		abort();
	}
	ours->read = true;
	pthread_mutex_unlock(&one_reader);
	return ours->book;
}
