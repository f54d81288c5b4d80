/* gauge_words.c - what gauges say, from catalog/gauges.yaml. SPDX-License-Identifier: Apache-2.0 */

#include "govern/gauge.h"
#include "govern/pack_shape.h"
#include "lib/embedded.h"

#include <string.h>

extern const struct embedded_file gauge_files[];

struct saying {
	const char *when;
	struct words text;
};

struct entry {
	const char *id; /* "any": said where a gauge has no words of its own */
	struct words title;
	struct texts meets;
	struct saying *says;
	size_t say_count;
};

struct book {
	struct entry *gauges;
	size_t count;
};

static const struct field saying_fields[] = {
	FIELD_AT(saying, when, FIELD_ID, true), FIELD_AT(saying, text, FIELD_WORDS, true), {0},
};
static const struct shape saying_shape = {sizeof(struct saying), 20, saying_fields};
static const struct field entry_fields[] = {
	FIELD_AT(entry, id, FIELD_ID, true), FIELD_AT(entry, title, FIELD_WORDS, true),
	FIELD_AT(entry, meets, FIELD_TEXTS, false), FIELD_LIST(entry, says, say_count, true, saying_shape), {0},
};
static const struct shape entry_shape = {sizeof(struct entry), 100, entry_fields};
static const struct field book_fields[] = {
	FIELD_LIST(book, gauges, count, true, entry_shape), {0},
};
static const struct shape book_shape = {sizeof(struct book), 1, book_fields};

static struct book book;
static struct our_book ours = {"catalog/gauges.yaml", gauge_files, &book_shape, &book, false};

static const struct entry *find(const char *id)
{
	const struct book *b = shape_our_book(&ours);

	for (size_t i = 0; i < b->count; i++)
		if (strcmp(b->gauges[i].id, id) == 0)
			return &b->gauges[i];
	return NULL;
}

static const struct saying *find_saying(const struct entry *entry, const char *when)
{
	for (size_t i = 0; entry && i < entry->say_count; i++)
		if (strcmp(entry->says[i].when, when) == 0)
			return &entry->says[i];
	return NULL;
}

bool gauge_words(const char *gauge, const char *when, struct words *title, struct words *text)
{
	const struct entry *entry = find(gauge);
	const struct saying *saying = find_saying(entry, when);

	if (entry)
		*title = entry->title;
	if (!saying)
		saying = find_saying(find("any"), when);
	if (!saying)
		saying = find_saying(find("any"), "unknown");
	*text = saying->text;
	return entry != NULL;
}
