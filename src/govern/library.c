/* library.c - what documents bring as knowledge, from the catalogue. SPDX-License-Identifier: Apache-2.0 */

#include "govern/library.h"

#include "govern/pack_shape.h"
#include "lib/arena.h"
#include "lib/embedded.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const struct embedded_file library_files[];

const char *const library_seen[] = {"allowed", "bypass", "collectors", "containment", "detection", "networks", "opcua", "recognised", NULL};

static const struct field part_fields[] = {
	FIELD_AT(library_part, id, FIELD_TEXT, false), FIELD_AT(library_part, title, FIELD_WORDS, true),
	FIELD_AT(library_part, links, FIELD_TEXTS, false), {0},
};
static const struct shape part_shape = {sizeof(struct library_part), 64, part_fields};
static const struct field entry_fields[] = {
	FIELD_AT(library_entry, id, FIELD_ID, true),
	FIELD_AT(library_entry, title, FIELD_WORDS, true),
	FIELD_AT(library_entry, text, FIELD_WORDS, true),
	FIELD_AT(library_entry, year, FIELD_TEXT, false),
	FIELD_AT(library_entry, clause, FIELD_WORDS, false),
	FIELD_AT(library_entry, key, FIELD_ID, false),
	FIELD_AT(library_entry, facets, FIELD_TEXTS, false),
	FIELD_AT(library_entry, links, FIELD_TEXTS, false),
	FIELD_AT(library_entry, seen, FIELD_ID, false),
	FIELD_AT(library_entry, who, FIELD_WORDS, false),
	FIELD_AT(library_entry, minutes, FIELD_ID, false),
	FIELD_LIST(library_entry, parts, part_count, false, part_shape),
	FIELD_AT(library_entry, meets, FIELD_TEXTS, false),
	{0},
};
static const struct shape entry_shape = {sizeof(struct library_entry), 200, entry_fields};
static const struct field kind_fields[] = {
	FIELD_AT(library_kind, kind, FIELD_ID, true),
	FIELD_AT(library_kind, title, FIELD_WORDS, true),
	FIELD_AT(library_kind, says, FIELD_WORDS, true),
	FIELD_AT(library_kind, source, FIELD_WORDS, true),
	FIELD_LIST(library_kind, entries, entry_count, true, entry_shape),
	FIELD_AT(library_kind, meets, FIELD_TEXTS, false),
	{0},
};
static const struct shape kind_shape = {sizeof(struct library_kind), 1, kind_fields};

static const struct field value_fields[] = {
	FIELD_AT(library_value, id, FIELD_ID, true), FIELD_AT(library_value, title, FIELD_WORDS, true), {0},
};
static const struct shape value_shape = {sizeof(struct library_value), 40, value_fields};
static const struct field facet_fields[] = {
	FIELD_AT(library_facet, id, FIELD_ID, true), FIELD_AT(library_facet, title, FIELD_WORDS, true),
	FIELD_LIST(library_facet, values, value_count, true, value_shape), {0},
};
static const struct shape facet_shape = {sizeof(struct library_facet), 10, facet_fields};
static const struct field facets_fields[] = {
	FIELD_LIST(library_facets, facets, facet_count, true, facet_shape), {0},
};
static const struct shape facets_shape = {sizeof(struct library_facets), 1, facets_fields};

static bool is_seen(const char *name)
{
	for (size_t i = 0; library_seen[i]; i++)
		if (strcmp(library_seen[i], name) == 0)
			return true;
	return false;
}

static bool is_number(const char *text)
{
	return strlen(text) <= 4 && strspn(text, "0123456789") == strlen(text);
}

static bool check(struct shaper *s, const struct tree *root, const struct library_kind *kind)
{
	const struct tree *node = tree_child(root, "entries")->first;

	for (size_t i = 0; i < kind->entry_count; i++, node = node->next) {
		const struct library_entry *e = &kind->entries[i];

		if (e->seen && !is_seen(e->seen))
			return shape_wrong(s, node->line, "%s: nothing is told of \"%s\"", e->id, e->seen);
		if (e->minutes && !is_number(e->minutes))
			return shape_wrong(s, node->line, "%s: minutes are a number", e->id);
		if (e->minutes && !e->who.ja)
			return shape_wrong(s, node->line, "%s: minutes of whom?", e->id);
	}
	return true;
}

struct library_kind *library_read(const void *bytes, size_t length, struct arena *arena, char *error,
				  size_t error_size)
{
	struct shaper s = {.arena = arena, .error = error, .error_size = error_size};
	struct library_kind *kind = arena_alloc(arena, sizeof(*kind));
	const struct tree *root = shape_read(&s, bytes, length, &kind_shape, kind);

	return root && check(&s, root, kind) ? kind : NULL;
}

const struct library_entry *library_entry(const struct library *library, const char *id,
					  const struct library_kind **kind)
{
	for (size_t k = 0; k < library->kind_count; k++)
		for (size_t i = 0; i < library->kinds[k]->entry_count; i++)
			if (strcmp(library->kinds[k]->entries[i].id, id) == 0) {
				if (kind)
					*kind = library->kinds[k];
				return &library->kinds[k]->entries[i];
			}
	return NULL;
}

static bool has_facet(const struct library_facets *facets, const char *text)
{
	const char *colon = strchr(text, ':');

	for (size_t f = 0; colon && f < facets->facet_count; f++)
		for (size_t v = 0; v < facets->facets[f].value_count; v++)
			if (strncmp(facets->facets[f].id, text, (size_t)(colon - text)) == 0 &&
			    !facets->facets[f].id[colon - text] &&
			    strcmp(facets->facets[f].values[v].id, colon + 1) == 0)
				return true;
	return false;
}

__attribute__((format(printf, 3, 4))) static bool bad(char *error, size_t size, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(error, size, format, args);
	va_end(args);
	return false;
}

static bool links_good(const struct library *all, const char *id, const struct texts *links, char *error,
		       size_t size)
{
	struct arena arena = {0};
	struct library_target target;
	bool good = true;

	for (size_t i = 0; good && i < links->count; i++)
		if (!library_target(all, links->text[i], &arena, &target))
			good = bad(error, size, "%s: %s leads nowhere", id, links->text[i]);
	arena_free(&arena);
	return good;
}

static bool entry_good(const struct library *all, const struct library_entry *e, char *error, size_t size)
{
	if (library_entry(all, e->id, NULL) != e)
		return bad(error, size, "%s stands there twice", e->id);
	for (size_t i = 0; i < e->facets.count; i++)
		if (!has_facet(&all->facets, e->facets.text[i]))
			return bad(error, size, "%s: there is no facet %s", e->id, e->facets.text[i]);
	for (size_t i = 0; i < e->part_count; i++)
		if (!links_good(all, e->id, &e->parts[i].links, error, size))
			return false;
	return links_good(all, e->id, &e->links, error, size);
}

bool library_good(const struct library *all, char *error, size_t error_size)
{
	for (size_t k = 0; k < all->kind_count; k++)
		for (size_t i = 0; i < all->kinds[k]->entry_count; i++)
			if (!entry_good(all, &all->kinds[k]->entries[i], error, error_size))
				return false;
	return true;
}

static struct library ours;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static bool read_one(const struct embedded_file *file, struct arena *arena, char *error, size_t size)
{
	if (strcmp(file->name, "facets.yaml") != 0) {
		struct library_kind *kind = library_read(file->data, file->length, arena, error, size);

		ours.kinds[ours.kind_count] = kind;
		ours.kind_count += kind != NULL;
		return kind != NULL;
	}
	struct shaper s = {.arena = arena, .error = error, .error_size = size};

	return shape_read(&s, file->data, file->length, &facets_shape, &ours.facets) != NULL;
}

/* A test reads them: they are whole. */
static void read_ours(void)
{
	static struct arena arena;
	char error[256];

	for (size_t i = 0; i < LIBRARY_KINDS && library_files[i].name; i++)
		if (!read_one(&library_files[i], &arena, error, sizeof(error))) {
			fprintf(stderr, "catalog/library/%s: %s\n", library_files[i].name, error);
			abort();
		}
	if (library_good(&ours, error, sizeof(error)))
		return;
	fprintf(stderr, "catalog/library: %s\n", error);
	abort();
}

const struct library *library_ours(void)
{
	pthread_once(&once, read_ours);
	return &ours;
}
