/* fuzz_request.c - hostile request targets and JSON bodies. SPDX-License-Identifier: Apache-2.0 */

#include "fuzz.h"
#include "lib/arena.h"
#include "serve/json_in.h"
#include "serve/target.h"

#include <stdlib.h>
#include <string.h>

static void try_target(const char *text, size_t length)
{
	struct arena arena = {.block = NULL};
	struct target t;
	const char *argument = NULL;

	if (target_parse(text, length, &arena, &t) == 0) {
		for (size_t i = 0; i < t.pair_count; i++)
			if (!target_value(&t, t.pair[i].name))
				abort();
		(void)target_match(&t, 2, "/assets/{id}/peers", &argument);
		(void)target_match(&t, 0, "/{id}", &argument);
	}
	arena_free(&arena);
}

static void try_json(const char *text, size_t length)
{
	static const char *const known[] = {"name", "map", NULL};
	const char *error = NULL;
	struct json_in *object = json_in_new(text, length, &error);

	if (!object) {
		if (!error)
			abort();
		return;
	}
	(void)json_in_text(object, "name");
	(void)json_in_number(json_in_object(object, "map"), "name", 0);
	for (size_t i = 0; i < json_in_count(json_in_array(object, "rows")); i++)
		(void)json_in_text_at(json_in_array_at(json_in_array(object, "rows"), i), 0);
	(void)json_in_unknown(object, known);
	json_in_free(object);
}

/* The first byte chooses; a copy of the exact size shows reads past it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	char *copy = malloc(size);
	if (!copy)
		abort();
	memcpy(copy, data + 1, size - 1);
	(data[0] & 1 ? try_json : try_target)(copy, size - 1);
	free(copy);
	return 0;
}
