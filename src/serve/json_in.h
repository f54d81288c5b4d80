/* json_in.h - JSON objects that people and programs send us. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/json_in.h"

struct json_in; /* an object or array; NULL stands for one that has nothing */

/* Parses one object. NULL: *error says why and where, until this thread's next error. */
struct json_in *json_in_new(const void *bytes, size_t length, const char **error);
void json_in_free(struct json_in *object);

enum json_in_kind { JSON_IN_MISSING, JSON_IN_NULL, JSON_IN_TEXT, JSON_IN_NUMBER, JSON_IN_OTHER };

/* What stands under the key. Whole numbers are numbers, fractions are JSON_IN_OTHER. */
enum json_in_kind json_in_kind(const struct json_in *object, const char *key);
/* Text under the key, NULL when it is none or holds a NUL byte; borrowed. */
const char *json_in_text(const struct json_in *object, const char *key);
/* Whole number under the key, or missing. */
int64_t json_in_number(const struct json_in *object, const char *key, int64_t missing);
bool json_in_true(const struct json_in *object, const char *key);
/* False when there is something else than true, false or null under the key. */
bool json_in_is_truth(const struct json_in *object, const char *key);
/* Object or array under the key, NULL when it is none; borrowed. */
const struct json_in *json_in_object(const struct json_in *object, const char *key);
const struct json_in *json_in_array(const struct json_in *object, const char *key);
/* Of arrays: elements, and those that are objects, arrays or text (NULL when they are not). */
size_t json_in_count(const struct json_in *array);
const struct json_in *json_in_object_at(const struct json_in *array, size_t position);
const struct json_in *json_in_array_at(const struct json_in *array, size_t position);
const char *json_in_text_at(const struct json_in *array, size_t position);
/* The first key of the object that is not among the known (ended by NULL), or NULL. */
const char *json_in_unknown(const struct json_in *object, const char *const *known);
