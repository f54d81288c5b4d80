/* stakeholders.c - who has a part in a factory's security, from the catalogue (S1-064). SPDX-License-Identifier: Apache-2.0 */

#include "govern/stakeholders.h"

#include "govern/pack_shape.h"
#include "lib/embedded.h"

#include <string.h>

extern const struct embedded_file stakeholder_files[];

static const struct field duty_fields[] = {
	FIELD_AT(stakeholder_duty, stage, FIELD_ID, true), FIELD_AT(stakeholder_duty, text, FIELD_WORDS, true), {0},
};
static const struct shape duty_shape = {sizeof(struct stakeholder_duty), 20, duty_fields};
static const struct field kind_fields[] = {
	FIELD_AT(stakeholder_kind, id, FIELD_ID, true), FIELD_AT(stakeholder_kind, title, FIELD_WORDS, true),
	FIELD_AT(stakeholder_kind, says, FIELD_WORDS, true), FIELD_AT(stakeholder_kind, clause, FIELD_TEXT, true),
	FIELD_AT(stakeholder_kind, side, FIELD_ID, true), FIELD_LIST(stakeholder_kind, duties, duty_count, true, duty_shape),
	FIELD_AT(stakeholder_kind, meets, FIELD_TEXTS, true), {0},
};
static const struct shape kind_shape = {sizeof(struct stakeholder_kind), 30, kind_fields};
static const struct field country_fields[] = {
	FIELD_AT(stakeholder_country, id, FIELD_ID, true), FIELD_AT(stakeholder_country, title, FIELD_WORDS, true),
	FIELD_AT(stakeholder_country, law, FIELD_WORDS, true), {0},
};
static const struct shape country_shape = {sizeof(struct stakeholder_country), 60, country_fields};
static const struct field book_fields[] = {
	FIELD_LIST(stakeholder_book, stages, stage_count, true, named_shape),
	FIELD_LIST(stakeholder_book, sides, side_count, true, named_shape),
	FIELD_LIST(stakeholder_book, viewpoints, viewpoint_count, true, named_shape),
	FIELD_LIST(stakeholder_book, kinds, kind_count, true, kind_shape),
	FIELD_LIST(stakeholder_book, countries, country_count, true, country_shape), {0},
};
static const struct shape book_shape = {sizeof(struct stakeholder_book), 1, book_fields};

static struct stakeholder_book book;
static struct our_book ours = {"catalog/stakeholders.yaml", stakeholder_files, &book_shape, &book, false};

const struct stakeholder_book *stakeholder_book(void)
{
	return shape_our_book(&ours);
}

bool book_has(const void *rows, size_t count, size_t size, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(*(const char *const *)(const void *)((const char *)rows + i * size), id) == 0)
			return true;
	return false;
}
