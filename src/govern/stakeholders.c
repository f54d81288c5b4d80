/* stakeholders.c - who has a part in a factory's security, from the catalogue (S1-064). SPDX-License-Identifier: Apache-2.0 */

#include "govern/stakeholders.h"

#include "govern/pack_shape.h"
#include "lib/arena.h"
#include "lib/embedded.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const struct embedded_file stakeholder_files[];

#define AT(type, member, kind, needed) {#member, kind, needed, offsetof(struct type, member), 0, NULL}
#define LIST(type, member, number, shape)                                                      \
	{#member, FIELD_CHILDREN, true, offsetof(struct type, member), offsetof(struct type, number), \
	 &shape}

static const struct field name_fields[] = {
	AT(stakeholder_name, id, FIELD_ID, true), AT(stakeholder_name, title, FIELD_WORDS, true), {0},
};
static const struct shape name_shape = {sizeof(struct stakeholder_name), 20, name_fields};
static const struct field duty_fields[] = {
	AT(stakeholder_duty, stage, FIELD_ID, true), AT(stakeholder_duty, text, FIELD_WORDS, true), {0},
};
static const struct shape duty_shape = {sizeof(struct stakeholder_duty), 20, duty_fields};
static const struct field kind_fields[] = {
	AT(stakeholder_kind, id, FIELD_ID, true),	 AT(stakeholder_kind, title, FIELD_WORDS, true),
	AT(stakeholder_kind, says, FIELD_WORDS, true),	 AT(stakeholder_kind, clause, FIELD_TEXT, true),
	AT(stakeholder_kind, side, FIELD_ID, true),	 LIST(stakeholder_kind, duties, duty_count, duty_shape),
	AT(stakeholder_kind, meets, FIELD_TEXTS, true), {0},
};
static const struct shape kind_shape = {sizeof(struct stakeholder_kind), 30, kind_fields};
static const struct field country_fields[] = {
	AT(stakeholder_country, id, FIELD_ID, true), AT(stakeholder_country, title, FIELD_WORDS, true),
	AT(stakeholder_country, law, FIELD_WORDS, true), {0},
};
static const struct shape country_shape = {sizeof(struct stakeholder_country), 60, country_fields};
static const struct field book_fields[] = {
	LIST(stakeholder_book, stages, stage_count, name_shape),
	LIST(stakeholder_book, sides, side_count, name_shape),
	LIST(stakeholder_book, viewpoints, viewpoint_count, name_shape),
	LIST(stakeholder_book, kinds, kind_count, kind_shape),
	LIST(stakeholder_book, countries, country_count, country_shape), {0},
};
static const struct shape book_shape = {sizeof(struct stakeholder_book), 1, book_fields};

static struct stakeholder_book book;
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* A test reads it: it is whole. */
static void read_book(void)
{
	static struct arena arena;
	char error[256];
	struct shaper s = {.arena = &arena, .error = error, .error_size = sizeof(error)};
	const struct tree *root = tree_read(stakeholder_files[0].data, stakeholder_files[0].length, &arena,
					    error, sizeof(error));

	if (root && shape_map(&s, &book_shape, root, &book))
		return;
	fprintf(stderr, "catalog/stakeholders.yaml: %s\n", error);
	abort();
}

const struct stakeholder_book *stakeholder_book(void)
{
	pthread_once(&once, read_book);
	return &book;
}

bool book_has(const void *rows, size_t count, size_t size, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(*(const char *const *)(const void *)((const char *)rows + i * size), id) == 0)
			return true;
	return false;
}
