/* words.c - words of the page for what leaves it as a file. SPDX-License-Identifier: Apache-2.0
 *
 * The texts are the page's own files, compiled in: a role has one name in each language.
 */

#include "serve/words.h"

#include <stdio.h>
#include <string.h>

#include "lib/embedded.h"
#include "serve/json_in.h"

extern const struct embedded_file serve_texts[];

static struct json_in *texts[2]; /* for the life of the program */

static struct json_in *load(const char *name)
{
	const char *error = NULL;

	for (const struct embedded_file *file = serve_texts; file->name; file++)
		if (strcmp(file->name, name) == 0)
			return json_in_new(file->data, file->length, &error);
	return NULL;
}

void words_load(void)
{
	static const char *const names[] = {"en.json", "ja.json"};

	for (size_t i = 0; i < 2; i++)
		if (!texts[i])
			texts[i] = load(names[i]);
}

const char *words_find(bool japanese, const char *group, const char *value)
{
	char key[96];

	snprintf(key, sizeof(key), "%s.%s", group, value);
	const char *word = json_in_text(texts[japanese], key);
	return word ? word : value;
}
