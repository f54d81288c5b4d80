/* fuzz_json.c - hostile JSON; what was read is written, read and written the same.
 * SPDX-License-Identifier: Apache-2.0 */

#include "lib/json_in.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/json_out.h"

static void write_value(struct json_out *j, const struct json_value *v);

static void write_items(struct json_out *j, const struct json_value *v)
{
	const struct json_value *item;
	size_t count = 0;

	json_in_each(item, v)
	{
		write_value(j, item);
		count++;
		if ((item->key != NULL) != (v->type == JSON_OBJECT))
			abort();
	}
	if (count != v->count)
		abort();
}

static void write_text(struct json_out *j, const struct json_value *v)
{
	if (strlen(v->text) != v->length)
		abort();
	json_text_n(j, v->key, v->text, v->length);
}

static void write_list(struct json_out *j, const struct json_value *v)
{
	json_array(j, v->key);
	write_items(j, v);
	json_array_end(j);
}

static void write_object(struct json_out *j, const struct json_value *v)
{
	json_object(j, v->key);
	write_items(j, v);
	json_object_end(j);
}

static void write_value(struct json_out *j, const struct json_value *v)
{
	if (v->type == JSON_NULL)
		json_null(j, v->key);
	if (v->type == JSON_FALSE || v->type == JSON_TRUE)
		json_bool(j, v->key, v->type == JSON_TRUE);
	if (v->type == JSON_NUMBER)
		json_int(j, v->key, v->number);
	if (v->type == JSON_REAL)
		json_double(j, v->key, v->real == 0 ? 0 : v->real); /* -0 would be a whole number */
	if (v->type == JSON_TEXT)
		write_text(j, v);
	if (v->type == JSON_ARRAY)
		write_list(j, v);
	if (v->type == JSON_OBJECT)
		write_object(j, v);
}

/* False where it is refused, which must be told with a place in it. */
static bool read_and_write(const void *bytes, size_t size, struct buf *out)
{
	struct arena arena = {.block = NULL};
	struct json_in_error error = {.what = NULL};
	const struct json_value *v = json_in_read(&arena, bytes, size, &error);

	if (!v && (!error.what || error.offset > size))
		abort();
	if (v)
		write_value(&(struct json_out){.out = out}, v);
	arena_free(&arena);
	return v != NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf first = {.data = NULL}, second = {.data = NULL};

	if (read_and_write(data, size, &first)) {
		/* a real number of 15 digits is written with six: the second time nothing changes
		 */
		if (!read_and_write(first.data, first.length, &second) ||
		    first.length != second.length ||
		    memcmp(first.data, second.data, first.length) != 0)
			abort();
	}
	buf_free(&first);
	buf_free(&second);
	return 0;
}
