/* json_in.c - JSON objects that people and programs send us. SPDX-License-Identifier: Apache-2.0 */

#include "serve/json_in.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/memory.h"

struct json_in {
	const struct json_value *value;
	const struct json_value **items; /* of an array */
	struct arena *arena;		 /* of the document: handles of what is nested live in it */
};

/* The outermost object holds all that is in it. */
struct document {
	struct json_in object; /* first */
	struct arena arena;
};

/* Reads one object into the arena, or makes the error's text. */
static const struct json_value *read_object(struct arena *arena, const void *bytes, size_t length,
					    const char **error)
{
	static _Thread_local char text[128];
	struct json_in_error wrong = {.what = NULL};
	const struct json_value *v = length ? json_in_read(arena, bytes, length, &wrong) : NULL;

	if (v && v->type == JSON_OBJECT)
		return v;
	if (length == 0)
		*error = "the body is empty, a JSON object is needed";
	else if (v)
		*error = "the JSON is not an object";
	else
		*error = text;
	if (wrong.what)
		snprintf(text, sizeof(text), "the body is not JSON: %s, at byte %zu", wrong.what,
			 wrong.offset);
	return NULL;
}

struct json_in *json_in_new(const void *bytes, size_t length, const char **error)
{
	struct document *d = xcalloc(1, sizeof(*d));

	d->object.arena = &d->arena;
	d->object.value = read_object(&d->arena, bytes, length, error);
	if (d->object.value)
		return &d->object;
	json_in_free(&d->object);
	return NULL;
}

void json_in_free(struct json_in *object)
{
	struct document *d = (struct document *)object;

	if (d)
		arena_free(&d->arena);
	free(d);
}

static const struct json_value *at(const struct json_in *object, const char *key)
{
	const struct json_value *member;

	if (!object || object->value->type != JSON_OBJECT)
		return NULL;
	json_in_each(member, object->value)
		if (strcmp(member->key, key) == 0)
			return member;
	return NULL;
}

enum json_in_kind json_in_kind(const struct json_in *object, const char *key)
{
	static const enum json_in_kind kinds[] = {
		[JSON_NULL] = JSON_IN_NULL,    [JSON_FALSE] = JSON_IN_OTHER,
		[JSON_TRUE] = JSON_IN_OTHER,   [JSON_NUMBER] = JSON_IN_NUMBER,
		[JSON_REAL] = JSON_IN_OTHER,   [JSON_TEXT] = JSON_IN_TEXT,
		[JSON_ARRAY] = JSON_IN_OTHER,  [JSON_OBJECT] = JSON_IN_OTHER,
	};
	const struct json_value *v = at(object, key);

	return v ? kinds[v->type] : JSON_IN_MISSING;
}

const char *json_in_text(const struct json_in *object, const char *key)
{
	const struct json_value *v = at(object, key);

	return v && v->type == JSON_TEXT ? v->text : NULL;
}

int64_t json_in_number(const struct json_in *object, const char *key, int64_t missing)
{
	const struct json_value *v = at(object, key);

	return v && v->type == JSON_NUMBER ? v->number : missing;
}

bool json_in_true(const struct json_in *object, const char *key)
{
	const struct json_value *v = at(object, key);

	return v && v->type == JSON_TRUE;
}

bool json_in_is_truth(const struct json_in *object, const char *key)
{
	const struct json_value *v = at(object, key);

	return !v || v->type == JSON_TRUE || v->type == JSON_FALSE || v->type == JSON_NULL;
}

/* A handle of what is nested in parent, when it is of the type. */
static const struct json_in *nested(const struct json_in *parent, const struct json_value *v,
				    enum json_type type)
{
	const struct json_value *item;
	size_t n = 0;

	if (!v || v->type != type)
		return NULL;
	struct json_in *in = arena_alloc(parent->arena, sizeof(*in));
	*in = (struct json_in){.value = v, .arena = parent->arena};
	if (type != JSON_ARRAY)
		return in;
	in->items = arena_alloc(in->arena, v->count * sizeof(const struct json_value *));
	json_in_each(item, v)
		in->items[n++] = item;
	return in;
}

const struct json_in *json_in_object(const struct json_in *object, const char *key)
{
	return nested(object, at(object, key), JSON_OBJECT);
}

const struct json_in *json_in_array(const struct json_in *object, const char *key)
{
	return nested(object, at(object, key), JSON_ARRAY);
}

size_t json_in_count(const struct json_in *array)
{
	return array ? array->value->count : 0;
}

static const struct json_value *item_at(const struct json_in *array, size_t position)
{
	return array && array->items && position < array->value->count ? array->items[position] : NULL;
}

const struct json_in *json_in_object_at(const struct json_in *array, size_t position)
{
	return nested(array, item_at(array, position), JSON_OBJECT);
}

const struct json_in *json_in_array_at(const struct json_in *array, size_t position)
{
	return nested(array, item_at(array, position), JSON_ARRAY);
}

const char *json_in_text_at(const struct json_in *array, size_t position)
{
	const struct json_value *v = item_at(array, position);

	return v && v->type == JSON_TEXT ? v->text : NULL;
}

const char *json_in_unknown(const struct json_in *object, const char *const *known)
{
	const struct json_value *member;

	json_in_each(member, object->value) {
		const char *const *name = known;

		while (*name && strcmp(*name, member->key) != 0)
			name++;
		if (!*name)
			return member->key;
	}
	return NULL;
}
