/* gauge_words.c - what gauges say, from catalog/gauges.yaml. SPDX-License-Identifier: Apache-2.0 */

#include "govern/gauge.h"
#include "govern/pack_shape.h"
#include "lib/arena.h"
#include "lib/embedded.h"

#include <stdio.h>
#include <stdlib.h>
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
	{"when", FIELD_ID, true, offsetof(struct saying, when), 0, NULL},
	{"text", FIELD_WORDS, true, offsetof(struct saying, text), 0, NULL},
	{0},
};
static const struct shape saying_shape = {sizeof(struct saying), 20, saying_fields};
static const struct field entry_fields[] = {
	{"id", FIELD_ID, true, offsetof(struct entry, id), 0, NULL},
	{"title", FIELD_WORDS, true, offsetof(struct entry, title), 0, NULL},
	{"meets", FIELD_TEXTS, false, offsetof(struct entry, meets), 0, NULL},
	{"says", FIELD_CHILDREN, true, offsetof(struct entry, says),
	 offsetof(struct entry, say_count), &saying_shape},
	{0},
};
static const struct shape entry_shape = {sizeof(struct entry), 100, entry_fields};
static const struct field book_fields[] = {
	{"gauges", FIELD_CHILDREN, true, offsetof(struct book, gauges),
	 offsetof(struct book, count), &entry_shape},
	{0},
};
static const struct shape book_shape = {sizeof(struct book), 1, book_fields};

static struct book book;

/* Ours is read once and kept; a test reads it. */
static void read_book(void)
{
	static struct arena arena;
	char error[256];
	struct shaper s = {.arena = &arena, .error = error, .error_size = sizeof(error)};
	const struct tree *root = tree_read(gauge_files[0].data, gauge_files[0].length, &arena,
					    error, sizeof(error));

	if (root && shape_map(&s, &book_shape, root, &book))
		return;
	fprintf(stderr, "catalog/gauges.yaml: %s\n", error);
	abort();
}

static const struct entry *find(const char *id)
{
	for (size_t i = 0; i < book.count; i++)
		if (strcmp(book.gauges[i].id, id) == 0)
			return &book.gauges[i];
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
	if (!book.gauges)
		read_book();
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
