/* procure.c - what an order may ask for, from the catalogue, and what is proposed (S4-169 S1-091). SPDX-License-Identifier: Apache-2.0 */

#include "govern/procure.h"

#include "govern/pack_shape.h"
#include "lib/arena.h"
#include "lib/embedded.h"

#include <string.h>

extern const struct embedded_file procurement_files[];

static const struct field item_fields[] = {
	FIELD_AT(procure_item, id, FIELD_ID, true), FIELD_AT(procure_item, category, FIELD_TEXT, true),
	FIELD_AT(procure_item, topic, FIELD_ID, true), FIELD_AT(procure_item, grains, FIELD_TEXTS, true),
	FIELD_AT(procure_item, conditions, FIELD_TEXTS, false), FIELD_AT(procure_item, protocols, FIELD_TEXTS, false),
	FIELD_AT(procure_item, least, FIELD_TEXT, true), FIELD_AT(procure_item, measure, FIELD_ID, false),
	FIELD_AT(procure_item, strength, FIELD_ID, false), FIELD_AT(procure_item, title, FIELD_WORDS, true),
	FIELD_AT(procure_item, text, FIELD_WORDS, true), FIELD_AT(procure_item, why, FIELD_WORDS, true),
	FIELD_AT(procure_item, instead, FIELD_WORDS, false), FIELD_AT(procure_item, check, FIELD_WORDS, false),
	FIELD_AT(procure_item, context, FIELD_TEXTS, true), FIELD_AT(procure_item, meets, FIELD_TEXTS, false), {0},
};
static const struct shape item_shape = {sizeof(struct procure_item), 200, item_fields};
static const struct field book_fields[] = {
	FIELD_LIST(procure_book, categories, category_count, true, named_shape), FIELD_LIST(procure_book, grains, grain_count, true, named_shape),
	FIELD_LIST(procure_book, conditions, condition_count, true, named_shape), FIELD_LIST(procure_book, topics, topic_count, true, named_shape),
	FIELD_LIST(procure_book, items, item_count, true, item_shape), {0},
};
static const struct shape book_shape = {sizeof(struct procure_book), 1, book_fields};

static struct procure_book book;
static struct our_book ours = {"catalog/procurement.yaml", procurement_files, &book_shape, &book, false};

const struct procure_book *procure_book(void)
{
	return shape_our_book(&ours);
}

const struct procure_item *procure_find(const char *id)
{
	const struct procure_book *b = procure_book();

	for (size_t i = 0; i < b->item_count; i++)
		if (strcmp(b->items[i].id, id) == 0)
			return &b->items[i];
	return NULL;
}

/* Whether the word stands in a text of words apart by blanks. */
static bool has_word(const char *text, const char *word)
{
	const size_t length = strlen(word);

	for (const char *p = strstr(text, word); p; p = strstr(p + 1, word))
		if ((p == text || p[-1] == ' ') && (p[length] == ' ' || p[length] == '\0'))
			return true;
	return false;
}

static bool holds(const struct texts *list, const char *text)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->text[i], text) == 0)
			return true;
	return false;
}

/* Nothing wanted is met; else one will do, and all that meet are told. */
static bool meets_any(const struct texts *wanted, const char *given, const char *code, struct arena *arena,
		      const char **because)
{
	bool met = wanted->count == 0;

	for (size_t i = 0; i < wanted->count; i++)
		if (has_word(given, wanted->text[i])) {
			*because = arena_printf(arena, "%s%s%s:%s", *because, **because ? " " : "", code, wanted->text[i]);
			met = true;
		}
	return met;
}

static int strength_of(const char *name)
{
	static const char *const names[] = {"none", "minimum", "middle", "high"};

	for (int i = 0; name && i < 4; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return 0;
}

bool procure_proposes(const struct procure_item *item, const struct procure_order *order, const char *target,
		      struct arena *arena, const char **because)
{
	const bool aimed = item->measure && target && strength_of(target) >= strength_of(item->strength) &&
			   strength_of(item->strength) > 0;

	*because = "";
	if (!holds(&item->grains, order->grain) ||
	    !meets_any(&item->conditions, order->conditions, "condition", arena, because) ||
	    !meets_any(&item->protocols, order->protocols, "protocol", arena, because))
		return false;
	if (aimed)
		*because = arena_printf(arena, "%s%starget:%s:%s", *because, **because ? " " : "", item->measure, target);
	if (order->importance < item->least[0] - '0')
		return aimed;
	*because = arena_printf(arena, "%s%simportance:%d", *because, **because ? " " : "", order->importance);
	return true;
}
