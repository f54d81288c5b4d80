/* json_in.h - JSON read into a flat array of values (RFC 8259). SPDX-License-Identifier: Apache-2.0
 *
 * Values lie in the order of the text: what is in an object or array comes right behind it, and
 * span leads past it. Strict where the RFC leaves a choice, for what two readers understand
 * differently is an attack: texts are UTF-8, keys come once, whole numbers fit int64_t, and no text
 * holds a NUL, so that each is a C string.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define JSON_IN_DEPTH 16   /* nesting beyond it is refused */
#define JSON_IN_KEYS  4096 /* in one object */

struct arena;

enum json_type {
	JSON_NULL,
	JSON_FALSE,
	JSON_TRUE,
	JSON_NUMBER, /* whole */
	JSON_REAL,
	JSON_TEXT,
	JSON_ARRAY,
	JSON_OBJECT,
};

struct json_value {
	const char *key; /* in an object, else NULL */
	union {
		const char *text;
		int64_t number;
		double real;
		size_t count; /* of an array or object: what is directly in it */
	};
	uint32_t key_length;
	uint32_t length; /* of the text */
	uint32_t span;   /* values to the next one beside it: itself and all that is in it */
	enum json_type type;
};

struct json_in_error {
	const char *what; /* static text */
	size_t offset;    /* in the bytes given */
};

/* Reads one value, which must be all there is. It lives in the arena, bytes are not needed any
 * more. NULL: *error says what is wrong and where. */
const struct json_value *json_in_read(struct arena *arena, const void *bytes, size_t length,
                                      struct json_in_error *error);

/* Walks what is directly in an object or array; nothing in other values. */
#define json_in_each(item, parent)                                                                 \
	for ((item) = (parent) + 1; (item) < (parent) + (parent)->span; (item) += (item)->span)
