/* json_in.c - JSON objects that people and programs send us. SPDX-License-Identifier: Apache-2.0
 *
 * The one file here that knows jansson: its names and those of lib/json_out.h cannot be seen
 * together.
 */

#include "serve/json_in.h"

#include <jansson.h>
#include <string.h>

#include "lib/cursor.h"

/* A json_in is a json_t under another name. */
static json_t *tree(const struct json_in *object)
{
	return (json_t *)(uintptr_t)object;
}

static const struct json_in *in(const json_t *value)
{
	return (const struct json_in *)(const void *)value;
}

/* Counts brackets outside of texts: jansson would recurse 2048 deep. */
static bool too_deep(struct cursor c)
{
	int depth = 0;
	bool quoted = false;

	while (cursor_left(&c) > 0) {
		const uint8_t byte = cursor_u8(&c);

		if (quoted && byte == '\\')
			cursor_skip(&c, cursor_left(&c) > 0);
		else if (byte == '"')
			quoted = !quoted;
		else if (!quoted && (byte == '{' || byte == '['))
			depth++;
		else if (!quoted && (byte == '}' || byte == ']'))
			depth--;
		if (depth > JSON_IN_DEPTH)
			return true;
	}
	return false;
}

struct json_in *json_in_new(const void *bytes, size_t length, const char **error)
{
	json_error_t wrong;

	if (length == 0) {
		*error = "the body is empty, a JSON object is needed";
		return NULL;
	}
	if (too_deep(cursor_init(bytes, length))) {
		*error = "the JSON is nested too deep";
		return NULL;
	}
	json_t *object = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &wrong);
	if (!object) {
		*error = "the body is not JSON";
		return NULL;
	}
	if (!json_is_object(object)) {
		json_decref(object);
		*error = "the JSON is not an object";
		return NULL;
	}
	return (struct json_in *)(void *)object;
}

void json_in_free(struct json_in *object)
{
	json_decref(tree(object));
}

static json_t *at(const struct json_in *object, const char *key)
{
	return object ? json_object_get(tree(object), key) : NULL;
}

enum json_in_kind json_in_kind(const struct json_in *object, const char *key)
{
	const json_t *value = at(object, key);

	if (!value)
		return JSON_IN_MISSING;
	if (json_is_null(value))
		return JSON_IN_NULL;
	if (json_is_string(value))
		return JSON_IN_TEXT;
	return json_is_integer(value) ? JSON_IN_NUMBER : JSON_IN_OTHER;
}

/* A text with a NUL inside would be cut short by whoever reads it as a C string. */
static const char *text_of(const json_t *value)
{
	const char *text = json_string_value(value);

	return text && strlen(text) == json_string_length(value) ? text : NULL;
}

const char *json_in_text(const struct json_in *object, const char *key)
{
	return text_of(at(object, key));
}

int64_t json_in_number(const struct json_in *object, const char *key, int64_t missing)
{
	const json_t *value = at(object, key);

	return json_is_integer(value) ? json_integer_value(value) : missing;
}

bool json_in_true(const struct json_in *object, const char *key)
{
	return json_is_true(at(object, key));
}

const struct json_in *json_in_object(const struct json_in *object, const char *key)
{
	const json_t *value = at(object, key);

	return json_is_object(value) ? in(value) : NULL;
}

const struct json_in *json_in_array(const struct json_in *object, const char *key)
{
	const json_t *value = at(object, key);

	return json_is_array(value) ? in(value) : NULL;
}

size_t json_in_count(const struct json_in *array)
{
	return array ? json_array_size(tree(array)) : 0;
}

const struct json_in *json_in_array_at(const struct json_in *array, size_t position)
{
	const json_t *value = array ? json_array_get(tree(array), position) : NULL;

	return json_is_array(value) ? in(value) : NULL;
}

const char *json_in_text_at(const struct json_in *array, size_t position)
{
	return array ? text_of(json_array_get(tree(array), position)) : NULL;
}

const char *json_in_unknown(const struct json_in *object, const char *const *known)
{
	void *step = json_object_iter(tree(object));

	for (; step; step = json_object_iter_next(tree(object), step)) {
		const char *const *name = known;

		while (*name && strcmp(*name, json_object_iter_key(step)) != 0)
			name++;
		if (!*name)
			return json_object_iter_key(step);
	}
	return NULL;
}
